import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.language.entities import find_municipalities, find_organisations, find_roles


def found(text):
    return [(text[o.start : o.end], o.kind, o.party) for o in find_organisations(text)]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("lokalpolisområde Östra ön skriver", "lokalpolisområde Östra ön", "Östra ön"),
        ("Lokalpolisområde Norra Vättle Saknr 12", "Lokalpolisområde Norra Vättle", "Norra Vättle"),
        ("LPO Inre Skogsbygden har", "LPO Inre Skogsbygden", "Inre Skogsbygden"),
        ("polisområde Tavland", "polisområde Tavland", "Tavland"),
        ("närpolisområde Skogsbergen", "närpolisområde Skogsbergen", "Skogsbergen"),
        ("polisregion Väst", "polisregion Väst", "Väst"),
        ("lokalpolisområde Storviken Syd.", "lokalpolisområde Storviken Syd", "Storviken Syd"),
        ("lokalpolisområde Alsta-Nygård och", "lokalpolisområde Alsta-Nygård", "Alsta-Nygård"),
        ("LOKALPOLISOMRÅDE VÄSTRA MITTLANDET", "LOKALPOLISOMRÅDE VÄSTRA MITTLANDET", "VÄSTRA MITTLANDET"),
        ("Norra Dalarnas polisområde", "Norra Dalarnas polisområde", "Norra Dalarna"),
        ("lokalpolisområdet deltar", "lokalpolisområdet", ""),
    ],
)
def test_police_units(text, mention, name):
    (unit,) = [o for o in find_organisations(text) if o.kind == "police_unit"]
    assert (text[unit.start : unit.end], unit.name, unit.party) == (mention, name, "police")


@pytest.mark.parametrize(
    ("text", "kind", "party"),
    [
        ("Polismyndigheten i Örebro län", "police", "police"),
        ("polisen", "police", "police"),
        ("Ekdala kommun", "municipality", "municipality"),
        ("kommunen", "municipality", "municipality"),
        ("Region Gotland", "municipality", "municipality"),
        ("Region Skåne", "region", "other"),
        ("Länsstyrelsen i Skåne län", "county_board", "other"),
        ("Länsstyrelsen", "county_board", "other"),
        ("kommunstyrelsen", "board", "municipality"),
        ("kommunfullmäktige", "assembly", "municipality"),
        ("socialnämnden", "board", "municipality"),
        ("socialtjänsten", "administration", "municipality"),
        ("kultur- och fritidsförvaltningen", "administration", "municipality"),
        ("styrgruppen", "group", "both"),
        ("EST-gruppen", "group", "both"),
        ("Trygghetsrådet", "council", "both"),
        ("lokala brottsförebyggande rådet", "council", "both"),
        ("BRÅ", "council", "both"),
        ("Brå-rådet", "council", "both"),
        ("räddningstjänsten", "actor", "other"),
        ("Svenska kyrkan", "actor", "other"),
        ("Kriminalvården", "agency", "other"),
        ("Försäkringskassan", "agency", "other"),
        ("Arbetsförmedlingen", "agency", "other"),
        ("parterna", "parties", "both"),
    ],
)
def test_kinds_and_parties(text, kind, party):
    mentions = found(f"Det är {text} som svarar.")
    assert len(mentions) == 1
    assert mentions[0][1:] == (kind, party)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brås handbok", "agency"),
        ("Brå (2020)", "agency"),
        ("lokala Brå", "council"),
        ("lokalt BRÅ", "council"),
        ("Brottsförebyggande rådet", "agency"),
    ],
)
def test_the_authority_and_the_local_council(text, kind):
    assert found(f"Enligt {text} gäller det.")[0][1] == kind


@pytest.mark.parametrize(
    "text",
    [
        "målgruppen",
        "åldersgrupper",
        "området",
        "omnämnd",
        "samrådet",
        "förrådet",
        "en grupp unga",
        "gott råd",
        "ordningsgrupper",
    ],
)
def test_words_that_only_look_like_bodies(text):
    assert found(f"Det gäller {text}.") in (
        [],
        [(text, "group", "both")] if text == "ordningsgrupper" else [],
    )


@pytest.mark.parametrize(
    ("text", "role", "party", "standing"),
    [
        ("kommunstyrelsens ordförande", "kso", "municipality", ""),
        ("KSO", "kso", "municipality", ""),
        ("ordförande i kommunstyrelsen", "kso", "municipality", ""),
        ("kommunstyrelsens vice ordförande", "kso", "municipality", "deputy"),
        ("kommunfullmäktiges ordförande", "kf_chair", "municipality", ""),
        ("socialnämndens ordförande", "chair", "municipality", ""),
        ("lokalpolisområdeschef", "lpo_chief", "police", ""),
        ("LPO-chef", "lpo_chief", "police", ""),
        ("LPO-chefen", "lpo_chief", "police", ""),
        ("chef för lokalpolisområde Västra Dal", "lpo_chief", "police", ""),
        ("chef lpo Inre Skogsbygden", "lpo_chief", "police", ""),
        ("chefen för lokalpolisområdet", "lpo_chief", "police", ""),
        ("lokalpolisområdets ställföreträdande chef", "lpo_chief", "police", "deputy"),
        ("biträdande lokalpolisområdeschef", "lpo_chief", "police", "deputy"),
        ("tf lokalpolisområdeschef", "lpo_chief", "police", "acting"),
        ("stf chef, lokalpolisområde Norra slätten", "lpo_chief", "police", "deputy"),
        ("polisområdeschef", "police_area_chief", "police", ""),
        ("närpolischef", "local_police_chief", "police", ""),
        ("kommundirektör", "municipal_director", "municipality", ""),
        ("tf kommunchef", "municipal_director", "municipality", "acting"),
        ("kommunpolis", "municipal_police", "police", ""),
        ("områdespolisen", "area_police", "police", ""),
        ("säkerhetschef", "security_chief", "municipality", ""),
        ("trygghetssamordnaren", "coordinator", "municipality", ""),
        ("ANDT-samordnare", "coordinator", "municipality", ""),
        ("brottsförebyggande samordnare", "coordinator", None, ""),
        ("landshövding", "governor", "other", ""),
        ("rektorerna", "principal", "municipality", ""),
        ("socialsekreterare", "other", "municipality", ""),
        ("alkoholhandläggare", "other", "municipality", ""),
        ("kommunikationsansvarig", "other", "municipality", ""),
    ],
)
def test_roles(text, role, party, standing):
    whole = f"Det är {text} som svarar."
    (mention,) = find_roles(whole)
    assert whole[mention.start : mention.end] == text
    assert (mention.role, mention.party, mention.standing) == (role, party, standing)


@pytest.mark.parametrize(
    "text",
    [
        "polisen",
        "närpolisen",
        "området",
        "rådet",
        "Mårten Gyllensvärd",
        "riktvärden",
        "ansvarig",
        "ansvar",
        "hyresvärden",
        "ledare",
    ],
)
def test_words_that_are_no_roles(text):
    assert find_roles(f"Det är {text} som gäller.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mellan Ekdala kommun och polisen", ["Ekdala"]),
        ("Granby, Hästvikens och Sillnäs kommuner har enats", ["Granby", "Hästviken", "Sillnäs"]),
        ("kommunerna Bruksnäs och Ulvhyttan", ["Bruksnäs", "Ulvhyttan"]),
        ("kommunen och polisen i Alvarby", ["Alvarby"]),
        ("kommunen och polisen i Jämtland", []),  # a county
        ("kommunstyrelsens ordförande i Raukby", ["Raukby"]),
        ("I Lunds kommun", ["Lund"]),
        ("Rinkeby-Kista stadsdelsförvaltning", ["Stockholm"]),
        ("i Malmö och i Stockholms län", ["Malmö"]),
        ("Rödåsa kornmun", ["Rödåsa"]),
        ("lokalpolisområde Malmö Norr", []),
        ("Sveriges kommuner och regioner", []),
        ("Sveriges Kommuner och Regioner", []),
        ("Våra kommuner", []),
        ("Varje kommun ska", []),
        ("Polisen och kommunen", []),
        ("Mark och Vara", []),
    ],
)
def test_municipalities_in_text(text, names):
    assert [m.municipality.name for m in find_municipalities(text)] == names


def test_the_genitive_is_settled_by_the_rest_of_the_text():
    text = "Torpfors kommun är stor. I Torpfor bor många."
    assert find_municipalities(text)[0].municipality.name == "Torpfor"


@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_in_order(text):
    at = 0
    for o in find_organisations(text):
        assert at <= o.start < o.end <= len(text)
        at = o.end
