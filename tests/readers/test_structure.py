"""Judgements about single lines, run-in structure and headings found over a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.document import BlockKind
from overenskommelse_granskning.readers.arrange import arrange
from overenskommelse_granskning.readers.flow import Grid, Item, Para, cut, para
from overenskommelse_granskning.readers.runin import RunInSplitter, page_mark, split_lines
from overenskommelse_granskning.readers.structure import (
    header_rows,
    heading_number,
    is_contents_line,
    is_known_heading,
    is_page_number,
    is_web_widget,
    list_marker,
    looks_like_heading,
    may_be_heading,
)

BODY = "Parterna samverkar för att minska skadegörelsen vid skolorna och öka tryggheten på torget."


@pytest.mark.parametrize(
    ("line", "marker", "rest"),
    [
        ("- ljus", "-", "ljus"),
        ("  –\tljus", "–", "ljus"),
        ("•ljus", "•", "ljus"),
        ("\uf0b7 ljus", "•", "ljus"),
        ("o Ljus", "o", "Ljus"),
        ("1. ljus", "1.", "ljus"),
        ("b) ljus", "b)", "ljus"),
        ("(2) ljus", "(2)", "ljus"),
        ("iv) ljus", "iv)", "ljus"),
    ],
)
def test_list_markers(line: str, marker: str, rest: str) -> None:
    found = list_marker(line)
    assert found is not None
    assert (found.text, line[found.end :]) == (marker, rest)


@pytest.mark.parametrize(
    "line", ["-5 grader", "o dyl", "1.5 miljoner", "2024. Året", "ljus - lås", "*viktigt*", "-"]
)
def test_what_is_no_list_marker(line: str) -> None:
    assert list_marker(line) is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("5.1 Mål", ("5.1", 2)),
        ("3. Uppföljning", ("3", 1)),
        ("§ 4 Parter", ("4", 1)),
        ("5.2 a Bilar", ("5.2a", 2)),
        ("IV. Giltighet", ("IV", 1)),
        ("2024 års läge", None),
        ("12 personer deltog", None),
    ],
)
def test_heading_numbers(line: str, number: tuple[str, int] | None) -> None:
    assert heading_number(line) == number


@pytest.mark.parametrize(
    "line",
    [
        "Mål",
        "5.1 Mål",
        "SYFTE OCH MÅL",
        "Hur är läget?",
        "8. Giltighetstid m.m.",
        "Det här lovar vi",
        "Åtgärder 2024–2027",
    ],
)
def test_lines_that_look_like_headings(line: str) -> None:
    assert looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Parterna samverkar.",
        "ljus vid skolan",
        "Det här lovar vi:",
        "Bakgrund ........ 3",
        "Bakgrund\t3",
        "Ekdala den 3 maj 2024",
        "Ekdala 2024-05-03",
        "Ada Ekman",
        "Ada Ekman, kommundirektör",
        "Publicerad 5 februari 08.40",
        "Start / Nyheter / Trygghet",
        "Tid: torsdag kväll",
        "[Bild: fyra personer vid en brygga]",
        "ada@ekdala.example",
        "Telefon 0999-12 34 56",
        "2024",
        "Det är bra. Det blir bättre",
        "",
    ],
)
def test_lines_that_do_not(line: str) -> None:
    assert not looks_like_heading(line)


def test_emphasis_forgives_a_stop_inside() -> None:
    assert may_be_heading("Ihop mot brott. En överenskommelse", emphasised=True)
    assert not may_be_heading("Ihop mot brott. En överenskommelse")


def test_small_judgements() -> None:
    assert is_known_heading("3.2 Uppföljning och utvärdering:")
    assert not is_known_heading("Uppföljningen sker")
    assert is_contents_line("Mål . . . . . . . 4")
    assert not is_contents_line("Mål m.m. 4")
    assert all(map(is_page_number, ["4", "Sida 4 (8)", "- 4 -", "4/8", "sid 4 av 8", "s. 4"]))
    assert not any(map(is_page_number, ["", "Mål 4", "12345", "4 brott"]))
    assert is_web_widget("Skriv ut ›")
    assert is_web_widget("Lyssna | Dela")
    assert not is_web_widget("Dela ansvar")
    assert not is_web_widget("")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Vad", "Vem"], ["ljus", "kommunen"]], 1),
        ([["Vad", "Vem"]], 0),
        ([["Ada Ekman.", "Bo Ek."], ["x", "y"]], 0),
        ([["____", "____"], ["Ada", "Bo"]], 0),
        ([["Rån", "Rån"], ["x", "y"]], 0),
        ([["2023", "14"], ["2024", "12"]], 0),
        ([["Enspaltig"], ["x"]], 0),
        ([["x" * 70, "y"], ["a", "b"]], 0),
    ],
)
def test_header_rows(rows: list[list[str]], expected: int) -> None:
    assert header_rows(rows) == expected


def parts(text: str, *, item: bool = False) -> list[tuple[str, str]]:
    return [(p.kind.value[0], text[p.start : p.end]) for p in RunInSplitter().split(text, item=item)]


def test_a_known_heading_glued_to_its_paragraph() -> None:
    assert parts("1. Bakgrund Ekdala kommun och polisen har länge samverkat.") == [
        ("h", "1. Bakgrund"),
        ("p", "Ekdala kommun och polisen har länge samverkat."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Bakgrund",
        "2 Poliser går pass varje fredag i centrum under hela hösten.",
        "4. Medborgarlöfte 2024",
        f"Ett stycke om 3 Mål. {BODY}",
        "1 Mål nås när färre utsätts",
    ],
)
def test_paragraphs_that_stay_whole(text: str) -> None:
    assert parts(text) == [("p", text)]


LONG = "Parterna träffas varje månad och går igenom läget i kommunen med de underlag som finns. " * 7


def test_unknown_headings_need_a_sequence_of_numbers() -> None:
    text = f"1 Syfte Avtalet gäller. {LONG}2 Vem gör vad Polisen ingriper. {LONG}3 Våra områden Parterna väljer. {LONG}"
    assert [t for kind, t in parts(text) if kind == "h"] == ["1 Syfte", "2 Vem gör vad", "3 Våra områden"]
    assert parts(f"{LONG}2 Vem gör vad Polisen ingriper. {LONG}".strip())[0][0] == "p"
    assert len(parts(f"{LONG}2 Vem gör vad Polisen ingriper. {LONG}".strip())) == 1


def test_numbering_goes_on_over_paragraphs() -> None:
    splitter = RunInSplitter()
    first = f"1 Syfte Avtalet gäller. {LONG}2 Mål Färre rån. {LONG}"
    second = f"3 Vem gör vad Polisen ingriper. {LONG}3.1 Kommunens del Skolan deltar. {LONG}"
    splitter.split(first)
    found = [second[p.start : p.end] for p in splitter.split(second) if p.kind is BlockKind.HEADING]
    assert found == ["3 Vem gör vad", "3.1 Kommunens del"]


def test_known_words_without_number_in_a_page_of_one_line() -> None:
    text = f"{LONG}Utgångspunkter Polisens bild är gemensam. {LONG}SYFTE OCH MÅL Syftet är att minska brotten. {LONG}"
    assert [t for kind, t in parts(text) if kind == "h"] == ["Utgångspunkter", "SYFTE OCH MÅL"]
    caps = f"{LONG}VÅRA VÄGAR FRAM Syftet är att minska brotten. {LONG}"
    assert [t for kind, t in parts(caps) if kind == "h"] == ["VÅRA VÄGAR FRAM"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi ska • lysa • låsa", ["p Vi ska", "l lysa", "l låsa"]),
        ("Vi lovar: - Lysa upp - Låsa", ["p Vi lovar:", "l Lysa upp", "l Låsa"]),
        ("Ett - Två - Tre - Fyra", ["p Ett", "l Två", "l Tre", "l Fyra"]),
        ("Trygg i Ekdala - Polisens löfte", ["p Trygg i Ekdala - Polisens löfte"]),
        ("2018 - 2020 - Ekdala", ["p 2018 - 2020 - Ekdala"]),
        ("kommun – polis – skola – fritid", ["p kommun – polis – skola – fritid"]),
    ],
)
def test_items_on_one_line(text: str, expected: list[str]) -> None:
    assert [f"{kind} {part}" for kind, part in parts(text)] == expected


def test_lines_inside_a_paragraph() -> None:
    text = "Vi ska\n- lysa\n2) låsa\nOch mer\n\nSlut"
    assert [(p.kind.value[0], p.marker, text[p.start : p.end]) for p in split_lines(text)] == [
        ("p", "", "Vi ska"),
        ("l", "-", "lysa"),
        ("l", "2)", "låsa"),
        ("p", "", "Och mer"),
        ("p", "", "Slut"),
    ]


@given(st.text(alphabet="aÅ1. •-–\n:()", max_size=120), st.booleans())
def test_parts_keep_every_letter_and_lie_in_order(text: str, item: bool) -> None:
    position = 0
    kept = ""
    for part in RunInSplitter().split(text, item=item):
        assert position <= part.start < part.end <= len(text)
        kept += text[part.start : part.end]
        position = part.end
    # A letter may only leave as a marker: "a)" at the start of a line.
    assert kept.count("Å") == text.count("Å")
    if not any(list_marker(line) for line in text.split("\n")):
        assert kept.count("a") == text.count("a")


def test_page_marks() -> None:
    assert page_mark("2 (8) Mål") == (2, 8, 6)
    assert page_mark("9 (8) Mål") is None
    assert page_mark("2 personer") is None


def test_cutting_pieces_moves_their_sources() -> None:
    pieces = (*para("abc", "s").pieces, *para("def", "t").pieces)
    assert [(p.text, p.source, p.source_start) for p in cut(pieces, 2, 5)] == [("c", "s", 2), ("de", "t", 0)]
    assert cut(pieces, 3, 3) == ()


def kinds(*texts: str | Item) -> list[str]:
    made = arrange([para(t) if isinstance(t, str) else t for t in texts])
    return ["t" if isinstance(i, Grid) else i.kind.value[0] for i in made]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Avtal i Ekdala", BODY, "Mål", BODY), "hphp"),
        (("Avtal i Ekdala", "Ekdala kommun 2024", "Mål", BODY), "hphp"),
        ((BODY, "Bygatan 1", "Ekdala", "Sverige", "Norden", BODY), "pppppp"),
        ((BODY, "Bygatan 1", "Ekdala", "Sverige", "Uppföljning", BODY), "ppppph".replace("ph", "hp")),
        ((BODY, "Mål"), "pp"),
        ((BODY, "Kommunen ska", "- lysa upp"), "ppl"),
        ((BODY, "Kommunens löften", "- lysa upp"), "phl"),
        ((BODY, "Det är", "ett mål för alla som bor i kommunen och dess omgivning."), "ppp"),
        ((BODY, "4 Områden", "4.1 Narkotika", BODY), "phhp"),
        ((BODY, "1. Inbrott", "2. Rån", "3. Trafik"), "plll"),
        ((BODY, "Plan", Grid((((), ()),))), "pht"),
    ],
)
def test_headings_without_any_emphasis(texts: tuple[str | Item, ...], expected: str) -> None:
    assert "".join(kinds(*texts)) == expected


def test_guessing_may_be_turned_off() -> None:
    made = arrange([para("Avtal i Ekdala"), para(BODY)], plain=False)
    assert [i.kind for i in made if isinstance(i, Para)] == [BlockKind.PARAGRAPH] * 2
