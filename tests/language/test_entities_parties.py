import pytest

from entity_samples import document
from overenskommelse_granskning.language.entities import document_parties, document_signatures


def parties(source, **kwargs):
    read = document(source, **kwargs)
    return document_parties(read, signatures=document_signatures(read))


UNIT = "lokalpolisområde Norra Vättle"


@pytest.mark.parametrize(
    "source",
    [
        "# Överenskommelse mellan Ekdala kommun och lokalpolisområde Norra Vättle\nText.",
        "# Överenskommelse\nMellan Ekdala kommun och Polismyndigheten, lokalpolisområde Norra Vättle, har följande överenskommits.",
        "# Trygg i Ekdala\n## Parter\nParterna är Ekdala kommun och Polismyndigheten genom lokalpolisområde Norra Vättle.",
        "# Trygg i Ekdala\n## Vilka är vi?\nVi är två. Den ena är Ekdala kommun. Den andra är Polismyndigheten, lokalpolisområde Norra Vättle.",
        "# Tillsammans\nEkdala kommun och lokalpolisområde Norra Vättle har kommit överens om det som följer.",
        "# SAMVERKAN\n# EKDALA KOMMUN OCH LOKALPOLISOMRÅDE NORRA VÄTTLE 2024–2027\nText om annat.",
        "# Överenskommelse\n| Mellan | Ekdala kommun och lokalpolisområde Norra Vättle |",
        "# Överenskommelse Ekdala kommun – lokalpolisområde Norra Vättle\nText.",
    ],
)
def test_where_parties_are_named(source):
    facts = parties(source)
    assert [m.name for m in facts.municipalities] == ["Ekdala"]
    assert facts.police_units == (UNIT,)
    assert {p.kind for p in facts.parties} == {"municipality", "police"}


def test_names_are_those_of_the_text():
    facts = parties(
        "# Överenskommelse mellan Raukviks kommun och Polismyndigheten, lokalpolisområde Norra Vättle\nRaukvik är litet."
    )
    assert facts.names == ("Raukviks kommun", "Polismyndigheten, lokalpolisområde Norra Vättle")
    assert facts.ground == "between"


@pytest.mark.parametrize(
    ("place", "name"), [("Lund", "Lunds kommun"), ("Nacka", "Nacka kommun"), ("Höganäs", "Höganäs kommun")]
)
def test_a_place_alone_is_named_in_full(place, name):
    assert (
        name
        in parties(f"# Medborgarlöfte {place} 2025\nPolisen i {place} lovar att gå två kvällsrundor.").names
    )


def test_registered_municipalities_have_a_code():
    facts = parties("# Överenskommelse mellan Kristianstads kommun och lokalpolisområde Kristianstad\nText.")
    assert [(m.code, m.name) for m in facts.municipalities] == [("1290", "Kristianstad")]


def test_several_municipalities():
    facts = parties(
        "# Fyra kommuner\nGranby, Hästvikens och Sillnäs kommuner har tillsammans med Polismyndigheten, lokalpolisområde Mellanskog, träffat följande överenskommelse."
    )
    assert [m.name for m in facts.municipalities] == ["Granby", "Hästviken", "Sillnäs"]
    assert facts.police_units == ("lokalpolisområde Mellanskog",)


def test_the_police_without_a_unit():
    facts = parties("# Överenskommelse mellan Ekdala kommun och Polismyndigheten\nText.")
    assert facts.police is not None and facts.police.unit == ""


def test_the_police_have_the_unit_that_signs_for_them():
    text = "# Överenskommelse mellan Ekdala kommun och Polisen\nText.\n\nEkdala den 2 maj 2024\n\n{}\n\nIda Ek, kommunstyrelsens ordförande\n"
    signer = "Bo Lund, chef för lokalpolisområde Norra Vättle"
    assert parties(text.format(signer)).police_units == (UNIT,)
    assert parties(text.format("Bo Lund, gruppchef, Polisen")).police_units == ()


def test_a_county_agreement():
    facts = parties(
        "# Överenskommelse\nLänsstyrelsen i Tavlands län och Polisområde Tavland har enats om följande."
    )
    assert [p.kind for p in facts.parties] == ["county_board", "police"]
    assert facts.municipalities == ()


def test_placeholders_are_no_parties():
    facts = parties(
        "# Överenskommelse\n## Parter\nÖverenskommelsen ingås mellan [kommunens namn] och Polismyndigheten, [lokalpolisområde]."
    )
    assert facts.parties == ()


def test_who_is_said_not_to_be_a_party_is_none():
    facts = parties(
        "# Överenskommelse\nDen är träffad mellan Ekdala kommun och lokalpolisområde Norra Vättle. Granby kommun och Räddningstjänsten är inte parter men medverkar."
    )
    assert [m.name for m in facts.municipalities] == ["Ekdala"]


def test_related_documents_are_passed_over():
    facts = parties(
        "# Samverkan i Ekdala\nEkdala kommun och polisen har kommit överens.\nRelaterade dokument: Överenskommelse mellan Granby kommun och lokalpolisområde Fjällnära."
    )
    assert [m.name for m in facts.municipalities] == ["Ekdala"]


@pytest.mark.parametrize(
    "source",
    [
        "# Medborgarlöfte Ekdala\nVi vill att Ekdala ska vara lugnt.",
        "# Medborgarlöfte – Ekdala\nPolisen i Ekdala lovar följande.",
        "# Det här lovar vi dig i Ekdala 2025\nDet stökar i Ekdala på kvällarna.",
        "# Medborgarlöfte\nDet här löftet ges av polisen i Ekdala. I Ekdala bor många.",
        "# Ett löfte\nKommunen och polisen i Ekdala lovar följande.",
    ],
)
def test_a_promise_names_its_municipality_in_many_ways(source):
    assert [m.name for m in parties(source).municipalities] == ["Ekdala"]


def test_the_running_header_helps_where_the_text_is_silent():
    facts = parties("# Det här lovar vi\nVi kör kontroller.", header="Ekdala kommun, KS 2024/12")
    assert [m.name for m in facts.municipalities] == ["Ekdala"]


def test_the_signature_block_is_the_last_resort():
    facts = parties(
        "# Samverkan mot brott\nVi ska ses ofta och hjälpas åt.\n## Underskrifter\nFör Ekdala kommun: Anna Berg, kommunstyrelsens ordförande\nFör Polismyndigheten: Bo Ek, lokalpolisområdeschef"
    )
    assert facts.ground == "signatures"
    assert [p.kind for p in facts.parties] == ["municipality", "police"]


def test_nothing_is_named():
    assert parties("# Anteckningar\nVi talade om vädret.").parties == ()


@pytest.mark.parametrize(
    ("more", "police"),
    [
        ("## Polisen lovar att\n- gå på torget varje fredag", "Polisen"),
        (
            "Bo Ek, lokalpolisområdeschef, och Anna Berg, kommunalråd, skrev under löftet den 3 mars 2025.",
            "Polisen",
        ),
        (
            "## Polisen lovar att\n- gå på torget varje fredag\n\nFrågor: lokalpolisområde Norra Vättle",
            "lokalpolisområde Norra Vättle",
        ),
        ("Polisen i Ekdala ska under året:\n- gå på torget varje fredag", "Polisen"),
        ("Polisen har statistik över brotten.", None),
        ("Polisen ska ringas vid pågående brott.", None),
    ],
)
def test_police_that_promise_or_sign_are_a_party(more, police):
    source = document(f"# Medborgarlöfte 2025 för Ekdala kommun\nEkdala kommun lovar tryggare torg.\n{more}")
    facts = document_parties(source, signatures=document_signatures(source))
    assert facts.names == ("Ekdala kommun", police) if police else facts.police is None
