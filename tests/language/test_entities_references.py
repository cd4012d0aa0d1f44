import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.language.entities import find_references
from overenskommelse_granskning.language.entities.identifiers import find_identifiers


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("lag (2023:196) om kommuners ansvar för brottsförebyggande arbete", "law", "2023:196"),
        ("lagen (2023:196)", "law", "2023:196"),
        ("SFS 2023:196", "law", "2023:196"),
        ("lagen om kommuners ansvar för brottsförebyggande arbete", "law", "2023:196"),
        ("OSL", "law", ""),
        ("SoL", "law", ""),
        ("offentlighets- och sekretesslagen (2009:400)", "law", "2009:400"),
        ("socialtjänstlagen", "law", ""),
        ("förordning (2016:1258) om regionalt brottsförebyggande arbete", "ordinance", "2016:1258"),
        ("prop. 2022/23:43", "bill", "2022/23:43"),
        ("skr. 2016/17:126", "bill", "2016/17:126"),
        ("§ 23", "paragraph", "§ 23"),
        ("10 kap. 18 a § OSL", "paragraph", "10 kap. 18 a §"),
        ("KS 2025/97", "dnr", "KS 2025/97"),
        ("KS-2024-0431", "dnr", "KS-2024-0431"),
        ("Dnr 2024-123", "dnr", "2024-123"),
        ("dnr: KS/2024:33", "dnr", "KS/2024:33"),
        ("A611.204/2024", "dnr", "A611.204/2024"),
        ("AA-470-21907/13", "dnr", "AA-470-21907/13"),
        ("bilaga 1", "annex", "1"),
        ("Bilaga A", "annex", "A"),
        ("bilagorna 1 och 2", "annex", "1 och 2"),
    ],
)
def test_references(text, kind, number):
    whole = f"Se även {text}, som gäller."
    (found,) = find_references(whole)
    assert (found.kind, found.number) == (kind, number)
    assert number in whole[found.start : found.end] or number == "2023:196"


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("Dnr KS 2025/97", [False]),
        ("Ersätter: Överenskommelse 2019–2022 (KS 2019/41)", [True]),
        ("Den ersätter överenskommelsen med dnr. KS 2019/41. Beslutad i dnr KS 2025/97.", [True, False]),
        ("Tidigare avtal upphör när detta börjar gälla.\nDnr KS 2025/97", [False]),
        ("KS 2025/97, ersätter KS 2019/41", [False, True]),
        ("Avtalet KS 2019/41 upphör samtidigt att gälla.", [True]),
    ],
)
def test_registry_numbers_of_earlier_documents(text, earlier):
    assert [r.earlier for r in find_references(text) if r.kind == "dnr"] == earlier


@pytest.mark.parametrize(
    ("text", "attached"),
    [
        ("Lägesbild, se bilaga 1", True),
        ("Bilaga 1 bifogas", True),
        ("Karta, bilaga 1 (biläggs ej)", False),
        ("Bilaga 1 tas fram under hösten", False),
        ("Bilaga 1", None),
    ],
)
def test_whether_an_annex_is_there(text, attached):
    assert find_references(text)[0].attached is attached


def test_named_plans():
    (found,) = find_references("Kommunens Handlingsplan för trygghet 2022–2024 ligger till grund.")
    assert (found.kind, found.name, found.year) == ("plan", "handlingsplan för trygghet", 2022)
    assert find_references("En handlingsplan tas fram varje år.") == []


def test_the_name_of_a_law():
    (found,) = find_references(
        "Enligt lag (2023:196) om kommuners ansvar för brottsförebyggande arbete ska det ske."
    )
    assert found.name == "lag om kommuners ansvar för brottsförebyggande arbete"


@pytest.mark.parametrize(
    "text", ["arbetsrapport 2024:3", "kl. 13.15", "den 3 juni 2025", "1 200 invånare", "lagspel", "laget"]
)
def test_what_is_no_reference(text):
    assert find_references(f"Det gäller {text} där.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0999-12 34 56", "phone"),
        ("114 14", "phone"),
        ("ring 112", "phone"),
        ("kl. 13.15–15.00", "time"),
        ("årskurs 7 och 8", "label"),
        ("sida 2 av 7", "page"),
        ("E4", "label"),
        ("19670514-1234", "personal"),
    ],
)
def test_numbers_that_are_names(text, kind):
    whole = f"Det är {text} som gäller."
    (found,) = find_identifiers(whole)
    assert found.kind == kind


def test_numbers_of_headings():
    assert [i.kind for i in find_identifiers("1.1 Parter\n2. Mål\n12 möten")] == ["heading", "heading"]


@given(st.text(alphabet="0123456789 :/.-–§AKSdnrlagbi()\n", max_size=150))
def test_mentions_lie_in_the_text_in_order(text):
    for mentions in (find_references(text), find_identifiers(text)):
        at = 0
        for m in mentions:
            assert at <= m.start < m.end <= len(text)
            at = m.end
