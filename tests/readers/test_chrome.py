"""What web pages put around their text: told by form or by a closing marker, nothing else."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.readers.chrome import chrome

TEXT = [
    "Medborgarlöfte för Vättle 2025",
    "",
    "Kommunen och polisen lovar att gå tre vandringar i veckan runt torget under hela hösten.",
]


@pytest.mark.parametrize(
    "line",
    [
        "Start / Trygg och säker / Brott",
        "Kommun och politik > Säkerhet > Medborgarlöften",
        "Vi använder kakor för att webbplatsen ska fungera.",
        "Godkänn alla Endast nödvändiga",
        "Senast uppdaterad: 3 maj 2025",
        "Detaljplan för torget (pdf, 240 kB)",
        "Gå direkt till innehållet",
    ],
)
def test_lines_around_a_page_are_told_by_their_form(line):
    assert chrome([line, *TEXT]) == {0}


@pytest.mark.parametrize(
    "line",
    [
        "Mål / Åtgärd / Ansvarig",
        "2024 / 2025",
        "Lägesbilden ska vara uppdaterad: senast den 1 mars.",
        "Överenskommelsen är senast reviderad av styrgruppen och ändras bara skriftligt av båda parter.",
        "Polisen använder kameror på torget.",
        "Skador → rapport",
        "Så gick det med löftet för 2023 (pdf, 80 kB)",
        "Ladda ner överenskommelsen mellan Vättle kommun och polisen (pdf)",
    ],
)
def test_lines_of_a_text_stay(line):
    assert chrome([*TEXT[:2], line, TEXT[2]]) == set()


def test_links_below_a_closing_line_go_with_it():
    below = [
        "Relaterade sidor:",
        "Överenskommelse 2020–2023",
        "",
        "Lägesbild",
        "Följ oss",
        "Facebook",
    ]
    assert chrome([*TEXT, *below]) == {3, 4, 6, 7, 8}


def test_documents_of_the_field_and_contact_persons_below_a_closing_line_stay():
    below = [
        "Se även",
        "Samverkansöverenskommelse för Vättle kommun 2024–2027",
        "Medborgarlöften",
        "Kontaktperson",
        "Ulla Ask",
        "Kommunpolis",
        "Telefon: 114 14",
        "Följ oss",
        "Facebook",
        "Kontakta oss",
        "Vättle kommun, 0999-123 45",
    ]
    assert chrome([*TEXT, *below]) == {5, 10, 11, 12, 13}


@pytest.mark.parametrize(("links", "told"), [(2, False), (20, True)])
def test_much_that_is_set_aside_is_told(links, told):
    below = ["Länkar", *["Parkering och trafik"] * links]
    document = read_document("\n\n".join([*filter(None, TEXT), *below]).encode(), filename="a.txt")
    assert [n.code for n in document.notices] == ["R031"] * told
    if told:
        assert "61 ord" in document.notices[0].message


@pytest.mark.parametrize(
    "last",
    [
        "Ort och datum ______________",
        "För Vättle kommun",
        "Löftet följs upp i mars och resultatet berättar vi om på ett öppet möte i biblioteket.",
    ],
)
def test_text_below_a_closing_word_keeps_it(last):
    assert chrome([*TEXT, "Länkar", last]) == set()


@pytest.mark.parametrize(
    ("name", "head", "tail"), [("a.txt", "", ""), ("a.html", "<html><body><p>", "</p></body></html>")]
)
def test_readers_keep_it_outside_the_text(name, head, tail):
    lines = ["Start / Trygghet / Löften", *filter(None, TEXT), "Läs också", "Överenskommelse 2019–2022"]
    joined = ("</p><p>" if head else "\n\n").join(lines)
    document = read_document(f"{head}{joined}{tail}".encode(), filename=name)
    assert "2019–2022" not in document.text and "Start" not in document.text
    assert TEXT[2] in document.text
    assert {"Läs också", "Överenskommelse 2019–2022"} <= {f.text for f in document.furniture}
