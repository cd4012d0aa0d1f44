from datetime import date

import pytest

from entity_samples import document
from overenskommelse_granskning.language.entities import document_signatures
from overenskommelse_granskning.language.entities.names import find_persons
from overenskommelse_granskning.readers import read_document

BODY = """
# Överenskommelse mellan Ekdala kommun och lokalpolisområde Norra Vättle
Ekdala kommun och lokalpolisområde Norra Vättle har kommit överens om det som följer.
## Uppföljning
Kommunpolisen och trygghetssamordnaren går igenom läget varje oktober.
"""
DAY = date(2024, 2, 19)


def signed(block):
    return document_signatures(document(BODY + block))


def short(facts):
    return [(s.name, s.role_id, s.party, s.date, s.filled) for s in facts.signatures]


FULL = [("Anna Berg", "kso", "municipality", DAY, True), ("Bo Ek", "lpo_chief", "police", DAY, True)]


@pytest.mark.parametrize(
    "block",
    [
        # a line each
        """## Underskrifter
        Ekdala den 19 februari 2024
        Anna Berg, kommunstyrelsens ordförande, Ekdala kommun
        Bo Ek, chef för lokalpolisområde Norra Vättle""",
        # with "För"
        """## Underskrifter
        Ekdala den 19 februari 2024
        För Ekdala kommun: Anna Berg, kommunstyrelsens ordförande
        För Polismyndigheten: Bo Ek, lokalpolisområdeschef""",
        # name and title on lines of their own
        """## Underskrifter
        Ekdala 2024-02-19
        För Ekdala kommun
        ______________________
        Anna Berg
        Kommunstyrelsens ordförande
        För Polismyndigheten
        ______________________
        Bo Ek
        Lokalpolisområdeschef""",
        # names first, titles after
        """## Undertecknande
        Ekdala den 19 februari 2024
        Anna Berg
        Bo Ek
        Kommunstyrelsens ordförande
        Lokalpolisområdeschef""",
        # titles above the names
        """## Signaturer
        Ekdala den 19 februari 2024
        Kommunstyrelsens ordförande
        Anna Berg
        Lokalpolisområdeschef
        Bo Ek""",
        # no heading
        """Ekdala den 19 februari 2024
        Anna Berg, kommunstyrelsens ordförande
        Bo Ek, lokalpolisområdeschef""",
        # a date each, on the line
        """## Underskrifter
        Ekdala 2024-02-19, Anna Berg, kommunstyrelsens ordförande
        Norrby 2024-02-19, Bo Ek, chef för lokalpolisområde Norra Vättle""",
        # a date each, below
        """## Underskrifter
        Anna Berg, kommunstyrelsens ordförande
        Ekdala den 19 februari 2024
        Bo Ek, lokalpolisområdeschef
        Norrby den 19 februari 2024""",
        # a table with a column per party
        """## Underskrifter
        Ekdala den 19 februari 2024
        | För Ekdala kommun | För Polismyndigheten |
        | Anna Berg, kommunstyrelsens ordförande | Bo Ek, chef för lokalpolisområde Norra Vättle |""",
        """## Namn
        Ekdala den 19 februari 2024
        | För Ekdala kommun | För polisen |
        | Anna Berg | Bo Ek |
        | kommunstyrelsens ordförande | lokalpolisområdeschef |""",
        """| Ekdala den 19 februari 2024 | Norrby den 19 februari 2024 |
        | Anna Berg | Bo Ek |
        | kommunstyrelsens ordförande | chef lpo Norra Vättle |""",
        # a table with a row per signer
        """## Underskrifter
        | Namn | Titel | Datum |
        | Anna Berg | kommunstyrelsens ordförande | 2024-02-19 |
        | Bo Ek | lokalpolisområdeschef | 2024-02-19 |""",
        # name and title were lines of one cell
        """## Underskrifter
        | För Ekdala kommun | För Polismyndigheten |
        | Ekdala 2024-02-19 | Ekdala 2024-02-19 |
        | ………………………… | ………………………… |
        | Anna Berg Kommunstyrelsens ordförande | Bo Ek Chef lokalpolisområde Norra Vättle |""",
        """## Underskrifter
        | Anna Berg Kommunstyrelsens ordförande Ekdala 2024-02-19 | Bo Ek Lokalpolisområdeschef Norrby 2024-02-19 |""",
        # slashes and a clarification
        """## Underskrifter
        Ekdala den 19 februari 2024
        /Anna Berg/
        Kommunstyrelsens ordförande
        /Bo Ek/
        Lokalpolisområdeschef""",
        # running text
        """## Underskrifter
        Ekdala den 19 februari 2024. Anna Berg, kommunstyrelsens ordförande i Ekdala, och Bo Ek, chef för lokalpolisområde Norra Vättle.""",
        """Överenskommelsen undertecknades den 19 februari 2024 av kommunstyrelsens ordförande Anna Berg och lokalpolisområdeschef Bo Ek.
        Den läggs ut på kommunens webbplats där var och en kan läsa den i sin helhet utan kostnad och utan inloggning.""",
    ],
)
def test_layouts(block):
    facts = signed(block)
    assert short(facts) == FULL
    assert facts.by_chair_and_police_chief and facts.dated
    assert facts.signed_on == DAY
    assert not facts.blanks


@pytest.mark.parametrize(
    "block",
    [
        """## Underskrifter
        Ekdala den ____________ 2024
        | För Ekdala kommun | För Polismyndigheten |
        | ______________________ | ______________________ |
        | Kommunstyrelsens ordförande | Lokalpolisområdeschef |""",
        """## Underskrifter
        Ort och datum: ______________________
        För Ekdala kommun: ______________________ (kommunstyrelsens ordförande)
        För Polismyndigheten: ______________________ (chef lokalpolisområde Norra Vättle)""",
        """## Underskrifter
        För Ekdala kommun
        ......................................
        Kommunstyrelsens ordförande
        För Polismyndigheten
        ......................................
        Lokalpolisområdeschef""",
        """## Underskrifter
        För Ekdala kommun: [namn]
        För Polismyndigheten: [namn och datum]""",
    ],
)
def test_empty_blocks(block):
    facts = signed(block)
    assert not facts.filled
    assert {s.party for s in facts.blanks} == {"municipality", "police"}
    assert facts.signed_on is None and not facts.dated


def test_half_signed():
    facts = signed(
        """## Underskrifter
        Ekdala den 19 februari 2024
        För Ekdala kommun
        Anna Berg, kommunstyrelsens ordförande
        För Polismyndigheten
        ..............................
        Lokalpolisområdeschef"""
    )
    assert [s.party for s in facts.filled] == ["municipality"]
    assert [s.party for s in facts.blanks] == ["police"]


def test_names_without_a_date():
    facts = signed(
        """## Underskrifter
        | Ekdala kommun | Polismyndigheten |
        | Datum: | Datum: |
        | Anna Berg, kommunstyrelsens ordförande | Bo Ek, lokalpolisområdeschef |"""
    )
    assert [s.name for s in facts.filled] == ["Anna Berg", "Bo Ek"]
    assert facts.by_chair_and_police_chief and not facts.dated


def test_deputies_and_directors_are_told_apart():
    facts = signed(
        """## Underskrifter
        Ekdala den 19 februari 2024
        För Ekdala kommun: Anna Berg, kommundirektör
        För Polismyndigheten: Bo Ek, biträdande lokalpolisområdeschef"""
    )
    assert [(s.role_id, s.standing) for s in facts.filled] == [
        ("municipal_director", ""),
        ("lpo_chief", "deputy"),
    ]
    assert not facts.by_chair_and_police_chief


def test_a_standing_after_a_name_is_no_part_of_it():
    facts = signed(
        """## Underskrifter
        | Anna Berg Tf Säkerhetschef Ekdala kommun | Bo Ek Biträdande Lokalpolisområdeschef |"""
    )
    assert [(s.name, s.standing) for s in facts.filled] == [("Anna Berg", "acting"), ("Bo Ek", "deputy")]


def test_digital_signing_is_noticed():
    facts = signed(
        """Dokumentet har undertecknats digitalt den 19 februari 2024.
        Anna Berg, kommunstyrelsens ordförande
        Bo Ek, lokalpolisområdeschef"""
    )
    assert facts.digital
    assert {s.name for s in facts.filled} == {"Anna Berg", "Bo Ek"}


def test_a_surname_that_ends_like_a_title():
    facts = signed(
        """## Underskrifter
        Ekdala den 19 februari 2024
        Mårten Gyllensvärd, chef för lokalpolisområde Norra Vättle"""
    )
    assert [(s.name, s.role_id) for s in facts.signatures] == [("Mårten Gyllensvärd", "lpo_chief")]


@pytest.mark.parametrize(
    "block",
    [
        "",
        "Kontakt: kommunpolis Anna Berg, telefon 114 14, eller anna.berg@polisen.example.",
        "## Organisation\nStyrgruppen består av kommundirektören och lokalpolisområdeschefen.",
        "Överenskommelsen ska undertecknas av kommunstyrelsens ordförande och lokalpolisområdeschefen.",
        "| Åtgärd | Ansvarig |\n| Vandringar | Trygghetssamordnaren |\n| Kontroller | Kommunpolisen |",
        "## Kontakt\nAnna Berg\nKommunpolis\nTelefon: 114 14",
        "Sidan ändrades senast den 19 februari 2024. Hittade du det du sökte?",
    ],
)
def test_what_is_no_signature(block):
    assert signed(block).signatures == ()


def test_the_place_is_kept_and_spans_hold_the_name():
    text = document(
        BODY
        + """## Underskrifter
        Ekdala den 19 februari 2024
        Anna Berg, kommunstyrelsens ordförande, Ekdala kommun"""
    )
    (signature,) = document_signatures(text).signatures
    assert (signature.place, signature.organisation) == ("Ekdala", "Ekdala kommun")
    assert text.text[signature.start : signature.end].startswith("Anna Berg")


def test_neither_a_heading_nor_the_letterhead_signs():
    page = """<p>Ekdala kommun &nbsp;&nbsp;&nbsp; Polismyndigheten<br>Kommunledningen &nbsp;&nbsp;&nbsp; Norra Vättle</p>
    <h1>ÖVERENSKOMMELSE 2024–2026</h1><p>mellan Ekdala kommun och lokalpolisområde Norra Vättle</p>
    <h2>TRYGGA GATOR</h2><p>Vi ska tillsammans se till att gatorna i Ekdala blir trygga att gå på om kvällen och att
    belysningen fungerar på alla gångvägar mellan skolan och stationen.</p><p>Ekdala den 19 februari 2024</p>
    <p>__________ &nbsp;&nbsp;&nbsp; __________<br>Anna Berg &nbsp;&nbsp;&nbsp;&nbsp; Bo Ek<br>
    Kommunchef &nbsp;&nbsp;&nbsp; Lokalpolisområdeschef</p>"""
    facts = document_signatures(read_document(page.encode(), filename="avtal.html"))
    assert short(facts) == [
        ("Anna Berg", "municipal_director", "municipality", DAY, True),
        ("Bo Ek", "lpo_chief", "police", DAY, True),
    ]


def test_a_name_set_as_a_heading_above_its_title_signs():
    facts = signed(
        "Ekdala den 19 februari 2024\n### Anna Berg\nKommunstyrelsens ordförande\n### Bo Ek\nLokalpolisområdeschef"
    )
    assert short(facts) == FULL


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Berg och Bo Ek", ["Anna Berg", "Bo Ek"]),
        ("Gun-Britt Ståhlmark", ["Gun-Britt Ståhlmark"]),
        ("Anna B. Karlsson", ["Anna B. Karlsson"]),
        ("Karl von Essen", ["Karl von Essen"]),
        ("ANNA BERG", ["Anna Berg"]),
        ("Kommunpolis Anna Berg", ["Anna Berg"]),
        ("Henning Örnfelt", ["Henning Örnfelt"]),
        ("Ekdala kommun", []),
        ("Norra Vättle", []),
        ("Kommunstyrelsens Ordförande", []),
        ("Brottsförebyggande Rådet", []),
        ("För Polismyndigheten", []),
        ("Storgatan Norra", []),
    ],
)
def test_names_of_persons(text, names):
    assert [p.name for p in find_persons(text)] == names


def test_names_with_letters_of_other_languages_are_read():
    facts = signed(
        """## Underskrifter
        Ekdala den 19 februari 2024
        Anna Berg, kommunstyrelsens ordförande, Ekdala kommun
        Zoran Kovačević, chef för lokalpolisområde Norra Vättle"""
    )
    assert [s.name for s in facts.filled] == ["Anna Berg", "Zoran Kovačević"]


def test_a_sentence_about_who_signs_is_no_empty_place_for_a_signature():
    facts = signed(
        """## Underskrifter
        För kommunen undertecknar kommundirektören enligt delegation.
        Ekdala den 19 februari 2024
        Anna Berg, kommundirektör, Ekdala kommun
        Bo Ek, chef för lokalpolisområde Norra Vättle"""
    )
    assert facts.blanks == ()
    assert [s.name for s in facts.filled] == ["Anna Berg", "Bo Ek"]


PLAN = """# Handlingsprogram mot brott i Lövland

## Tillsammans

Vi vill minska brotten i länet.

Lövstad den 5 november 2024

Karin Ekwall
Landshövding
Länsstyrelsen Lövland

Anders Fors
Regionstyrelsens ordförande
Region Lövland

Maria Lindén
Regionpolischef
Polisen, Region Väst

# Handlingsplan

"""


def test_signers_in_paragraphs_of_their_own_are_found_in_the_middle_of_a_document():
    later = "Insatsen ska minska inbrotten i länet och följs upp varje höst av styrgruppen.\n\n" * 40
    facts = document_signatures(read_document((PLAN + later).encode(), filename="plan.md"))
    assert [(s.name, s.organisation) for s in facts.filled] == [
        ("Karin Ekwall", "Länsstyrelsen Lövland"),
        ("Anders Fors", "Region Lövland"),
        ("Maria Lindén", "Polisen"),
    ]


def test_an_organisation_that_leads_belongs_to_the_one_below_it():
    text = (
        "# Avtal\n\n## Underskrifter\n\nEkdala den 19 februari 2024\n\nFör Ekdala kommun\nAnna Berg\n"
        "Kommunstyrelsens ordförande\nFör Polismyndigheten\nBo Ek\nLokalpolisområdeschef\n"
    )
    facts = document_signatures(read_document(text.encode(), filename="avtal.md"))
    assert [(s.name, s.party) for s in facts.filled] == [("Anna Berg", "municipality"), ("Bo Ek", "police")]


def test_one_person_in_a_paragraph_of_its_own_has_signed_nothing():
    quiet = "Läget är lugnt i hela länet just nu.\n\n" * 40
    asked = "Vi frågade Karin Ekwall om läget.\nHon är landshövding.\n\nFler svarade inte.\n\n"
    assert not document_signatures(
        read_document(f"# Plan\n\n{quiet}{asked}{quiet}".encode(), filename="plan.md")
    ).filled


NAMED = "kommunstyrelsens ordförande Per Ek och lokalpolisområdeschef Omar Dal"


@pytest.mark.parametrize(
    "line",
    [
        f"I trygghetsrådet sitter {NAMED}.",
        f"{NAMED[0].upper()}{NAMED[1:]} tog i hand på löftena vid resecentrum",
        f"{NAMED[0].upper()}{NAMED[1:]} träffades på torget.",
        "## Kontakt\nPer Ek, kommunstyrelsens ordförande\n114 14, per.ek@ekdala.example\n\n"
        "Omar Dal, lokalpolisområdeschef\n114 14, omar.dal@polisen.example",
    ],
)
def test_who_is_named_has_not_signed(line):
    assert not signed(line).filled


@pytest.mark.parametrize(
    "line",
    [
        f"Överenskommelsen skrevs under den 19 februari 2024 av {NAMED}.",
        f"Undertecknat av {NAMED}.",
        f"{NAMED[0].upper()}{NAMED[1:]} undertecknade överenskommelsen den 19 februari 2024.",
        "Per Ek, kommunstyrelsens ordförande\n\nOmar Dal, lokalpolisområdeschef",
        "Per Ek kommunstyrelsens ordförande\nOmar Dal lokalpolisområdeschef",
    ],
)
def test_who_signs_is_read_whatever_the_sentence(line):
    assert [s.name for s in signed(line).filled] == ["Per Ek", "Omar Dal"]


def test_who_can_be_reached_on_the_line_below_is_a_contact():
    page = (
        "<h1>Medborgarlöfte för Ekdala</h1><p>Polisen går genom hamnen varje lördag.</p>"
        "<p>Per Ek, kommunstyrelsens ordförande<br>0199-123 45</p><p>Omar Dal, lokalpolisområdeschef<br>114 14</p>"
    )
    assert not document_signatures(read_document(page.encode(), filename="sida.html")).filled


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        (
            "Kommunalrådet Per Ek (t.v.) och Omar Dal, chef för lokalpolisområde Norra Vättle, skriver under.",
            ["councillor", "lpo_chief"],
        ),
        (
            "Det har tecknats av kommunalrådet Per Ek och lokalpolisområdeschefen Omar Dal.",
            ["councillor", "lpo_chief"],
        ),
        (
            "Per Ek, kommunchef, och polismästaren Omar Dal har skrivit under.",
            ["municipal_director", "local_police_chief"],
        ),
        (
            "Per Ek\n\nkommunalråd (kommunstyrelsens ordförande)\n\nOmar Dal\n\nchef lokalpolisområde Vättle",
            ["kso", "lpo_chief"],
        ),
        (
            "Per Ek, ordförande i barn- och utbildningsnämnden\n\nOmar Dal, chef för lokalpolisområde Vättle, har också skrivit under.",
            ["chair", "lpo_chief"],
        ),
        ("Per Ek, ordförande, kommunstyrelsen\n\nOmar Dal, lokalpolisområdeschef", ["kso", "lpo_chief"]),
        (
            "Det här lovar polisen:\n\nPlats: ____\n\nOmar Dal, lokalpolisområdeschef   Per Ek, kommunalråd",
            ["lpo_chief", "councillor"],
        ),
    ],
)
def test_each_signer_has_the_own_function(line, roles):
    filled = signed(line).filled
    assert [s.role_id for s in filled] == roles
    assert {s.party for s in filled} == {"municipality", "police"}


def test_the_name_of_a_plan_is_no_signer():
    block = "## Trygga Ekdala\nFör Ekdala kommun: Per Ek, kommunstyrelsens ordförande\nOmar Dal, lokalpolisområdeschef"
    assert [s.name for s in signed(block).filled] == ["Per Ek", "Omar Dal"]


TEXT = "Kommunpolisen och trygghetssamordnaren går igenom läget varje oktober och skriver ned vad de kommer fram till. "


@pytest.mark.parametrize(
    "block",
    [
        "Ekdala den 19 februari 2024 Anna Berg, kommunstyrelsens ordförande Bo Ek, chef för lokalpolisområde Norra Vättle",
        "Underskrifter Ekdala den 19 februari 2024 För Ekdala kommun: Anna Berg, kommunstyrelsens ordförande För polisen: "
        "Bo Ek, lokalpolisområdeschef Bilaga 1. Karta",
        "Ekdala den 19 februari 2024 Anna Berg Bo Ek Kommunstyrelsens ordförande Lokalpolisområdeschef",
        "Ekdala 2024-02-19 Anna Berg, kommunstyrelsens ordförande. Ekdala 2024-02-19 Bo Ek, lokalpolisområdeschef.",
        "Underskrift Ekdala 2024-02-19 Kommunstyrelsens ordförande Anna Berg Lokalpolisområdeschef Bo Ek",
    ],
)
def test_a_block_that_lost_its_lines(block):
    assert [(*s[:4], True) for s in short(signed(TEXT + block))] == FULL


def test_a_title_that_is_unknown_stands_between_two_signers():
    found = signed(
        TEXT + "Ekdala den 19 februari 2024 Anna Berg, kommundirektör, Bo Ek, t.f. lokalpolisområdeschef"
    )
    assert [s.role_id for s in found.filled] == ["municipal_director", "lpo_chief"]


@pytest.mark.parametrize(
    "line",
    [
        "I rådet sitter kommunstyrelsens ordförande Anna Berg och lokalpolisområdeschef Bo Ek. De möts fyra gånger om året.",
        "Frågor besvaras av kommunpolis Bo Ek. Den 3 mars 2024 berättade Anna Berg, kommunchef, om läget.",
        "Styrgruppen leds av kommundirektör Anna Berg, som också är sammankallande, och chefen för lokalpolisområdet.",
    ],
)
def test_persons_in_running_text_have_not_signed(line):
    assert not signed(TEXT + line).filled


@pytest.mark.parametrize(
    "block",
    [
        "Ekdala den ______ ______________ för kommunen ______________ för polisen",
        "Ort, datum: ............ Namn, titel: ............",
        "[Ort] den [datum] [Namn], kommunstyrelsens ordförande [Namn], chef för lokalpolisområde [namn]",
    ],
)
def test_an_empty_block_that_lost_its_lines(block):
    found = signed(TEXT + block)
    assert found.blanks and not found.filled


@pytest.mark.parametrize(
    "block",
    [
        "Ekdala den ____________\n______________________ för kommunen\n______________________ för polisen",
        "Ort, datum: .....................\nNamn, titel: .....................",
        "## Underskrifter\nNamn:\nTitel:",
        "Ekdala den ______ 2012\n______________________ Kommunstyrelsens ordförande\n______________________ Närpolischefen",
    ],
)
def test_blocks_to_fill_in(block):
    found = signed(block)
    assert found.blanks and not found.filled


def test_a_table_of_signers_to_fill_in():
    text = (
        BODY
        + "\n## Godkännande\n\n| Part | Namn | Datum |\n|---|---|---|\n| Ekdala kommun | | |\n| Polismyndigheten | | |\n"
    )
    found = document_signatures(read_document(text.encode(), filename="x.md"))
    assert [s.party for s in found.blanks] == ["municipality", "police"]


def test_two_names_beside_each_other_under_their_titles():
    found = signed("Ekdala 2024-02-19\nKommunstyrelsens ordförande Lokalpolisområdeschef\nAnna Berg Bo Ek")
    assert short(found) == FULL


def test_a_name_after_the_date_is_no_month():
    found = signed(
        "## Underskrift\nEkdala 2024-12-20\nMaj Berg, kommunstyrelsens ordförande\nBo Ek, lokalpolisområdeschef"
    )
    assert {s.date for s in found.filled} == {date(2024, 12, 20)}


def test_place_and_date_with_the_house():
    found = signed(
        "Ekdala, i stadshuset, den 19 februari 2024\nAnna Berg, kommunstyrelsens ordförande\nBo Ek, lokalpolisområdeschef"
    )
    assert found.dated


def test_heads_and_chairs_of_the_municipality():
    found = signed(
        "## Underskrifter\nAnna Berg, barn- och utbildningschef\nEva Al, ordförande i norra stadsdelsnämnden\nBo Ek, lokalpolisområdeschef"
    )
    assert [s.party for s in found.filled] == ["municipality", "municipality", "police"]


def test_a_date_after_half_a_name_takes_no_place():
    line = "Säkerhetsstrategen i Norra-Ekdala 3 mars 2024 Anna Berg, kommunchef, och flera andra som var med den dagen i salen."
    assert not signed(TEXT + line.replace("Norra-E", "norra-E")).filled


def test_a_surname_that_is_a_word_of_titles():
    found = signed(
        "## Underskrifter\nEkdala 2024-02-19\nLena Trygg, kommunstyrelsens ordförande\nBo Ek, lokalpolisområdeschef"
    )
    assert [s.name for s in found.filled] == ["Lena Trygg", "Bo Ek"]
    assert not find_persons("Mer Trygg Stad för alla")
