import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.document import Document, FurnitureRole
from overenskommelse_granskning.errors import UnreadableDocument
from overenskommelse_granskning.readers import Limits
from reader_samples import cells, headings, items, outline, read


def txt(text: str, name: str = "a.txt") -> Document:
    return read(text, name)


BODY = "Parterna samverkar för att minska skadegörelsen vid skolorna och öka tryggheten på torget."
WRAPPED = (
    "Polisen och kommunen har sedan flera år en väl\n"
    "fungerande samverkan. Under hösten 2023 gick\n"
    "parterna igenom läget tillsammans.\n"
    "Det nya avtalet gäller från den 1 januari och är\n"
    "tänkt att gälla i tre år."
)


def test_wrapped_lines_are_joined_and_short_ones_end_paragraphs() -> None:
    made = txt(WRAPPED)
    assert [t for _, t in outline(made)] == [
        "Polisen och kommunen har sedan flera år en väl fungerande samverkan. Under hösten 2023 gick parterna "
        "igenom läget tillsammans.",
        "Det nya avtalet gäller från den 1 januari och är tänkt att gälla i tre år.",
    ]


def test_every_line_keeps_its_place_in_the_file() -> None:
    made = txt("\ufeff" + WRAPPED.replace("\n", "\r\n"))
    source = WRAPPED.replace("\n", "\r\n")
    for word in ("Polisen", "parterna", "tänkt"):
        at = made.text.index(word)
        segment = made.segments_in((at, at + 1))[0]
        assert segment.source == "text"
        assert source[segment.source_offset(at) :].startswith(word)


def test_unwrapped_lines_are_paragraphs() -> None:
    assert [t for _, t in outline(txt(f"{BODY * 2}\n{BODY * 2}"))] == [BODY * 2, BODY * 2]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("samver-", "kan", "samverkan"),
        ("SSPF-", "team", "SSPF-team"),
        ("hälso-", "och sjukvården", "hälso- och sjukvården"),
        ("EST-", "arbetet", "EST-arbetet"),
        ("a-", "traktorer", "a-traktorer"),
        ("Norra-", "Ekdala", "Norra-Ekdala"),
    ],
)
def test_hyphens_at_line_ends(left: str, right: str, joined: str) -> None:
    line = "Under året ska parterna tillsammans arbeta med"
    assert (
        f"{line} {joined} i kommunen" in txt(f"{line} {left}\n{right} i kommunen och på andra ställen.").text
    )


def test_a_hyphen_that_the_document_uses_elsewhere_stays() -> None:
    text = "Ett polis-team finns.\n\nUnder året ska parterna tillsammans arbeta med ett polis-\nteam i hela kommunen."
    assert "ett polis-team i hela" in txt(text).text


@pytest.mark.parametrize("sign", ["-", "–", "•", "*", "\uf0b7"])
def test_bullets_with_wrapped_continuation(sign: str) -> None:
    made = txt(
        f"Vi ska:\n\n{sign} lysa upp gångvägen mellan skolan och torget så\n  att fler vågar gå\n{sign} låsa"
    )
    shown = "•" if sign == "\uf0b7" else sign
    assert items(made) == [
        (shown, 1, "lysa upp gångvägen mellan skolan och torget så att fler vågar gå"),
        (shown, 1, "låsa"),
    ]


def test_round_bullets_of_the_letter_o() -> None:
    assert items(txt("Vi ska:\n\no Lysa upp\no Låsa")) == [("o", 1, "Lysa upp"), ("o", 1, "Låsa")]


def test_continuation_without_indent() -> None:
    first = "- Kommunens fältassistenter och polisens områdespoliser går"
    made = txt(
        f"{first}\ngemensamma pass varje fredag i centrala Ekdala under hela\nhösten\n- Kameror sätts upp"
    )
    assert [t for _, _, t in items(made)] == [
        "Kommunens fältassistenter och polisens områdespoliser går gemensamma pass varje fredag i centrala Ekdala "
        "under hela hösten",
        "Kameror sätts upp",
    ]


def test_levels_follow_indents() -> None:
    assert [(m, level) for m, level, _ in items(txt("- a\n  - b\n    - c\n  - d\n- e"))] == [
        ("-", 1),
        ("-", 2),
        ("-", 3),
        ("-", 2),
        ("-", 1),
    ]


def test_numbered_items_and_numbered_headings() -> None:
    made = txt(f"1. Bakgrund\n\n{BODY}\n\n2. Områden\n\n{BODY}\n\n1. inbrott\n2. rån\na) på torget")
    assert headings(made) == [(1, "1. Bakgrund"), (1, "2. Områden")]
    assert items(made) == [("1.", 1, "inbrott"), ("2.", 1, "rån"), ("a)", 1, "på torget")]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_numbered_list_of_small_letters_without_full_stops_is_a_list(name: str) -> None:
    made = txt(
        "Vi lovar att\n\n1. köra minst 15 hastighetskontroller på Kyrkvägen\n"
        "2. sätta upp tre nya papperskorgar vid badet\n3. träffa pensionärsföreningen två gånger\n",
        name,
    )
    assert len(items(made)) == 3


def test_a_wrapped_line_that_begins_like_an_item_is_none() -> None:
    end = "\noch har godkänts av båda parter i kommunstyrelsen och i\nledningsgruppen."
    made = txt(f"Avtalet gäller mellan Ekdala kommun och polisen från den\n1. januari{end}")
    assert not items(made)
    made = txt(f"Avtalet gäller mellan Ekdala kommun och lokalpolisområde\n– som i fjol –{end}")
    assert not items(made)


def test_two_items_on_a_line() -> None:
    assert [t for _, _, t in items(txt("- Buskar klipps - Lampor byts\n- Kameror"))] == [
        "Buskar klipps",
        "Lampor byts",
        "Kameror",
    ]


def test_pipe_tables() -> None:
    made = txt("| Vad | Vem |\n|---|---|\n| ljus | kommunen |\n| lås | |\n\nSlut.")
    assert cells(made) == [["Vad", "Vem"], ["ljus", "kommunen"], ["lås", ""]]
    assert [b.cell.header for b in made.blocks if b.cell][:3] == [True, True, False]


def test_tab_tables() -> None:
    assert cells(txt("Vad\tVem\nljus\tkommunen\n\nSlut.")) == [["Vad", "Vem"], ["ljus", "kommunen"]]


def test_contents_lines_are_neither_tables_nor_headings() -> None:
    made = txt(f"Bakgrund\t2\nMål\t3\n\n1 Bakgrund ........ 2\n2 Mål ............. 3\n\nBakgrund\n\n{BODY}")
    assert not cells(made)
    assert headings(made) == [(1, "Bakgrund")]


def test_cells_keep_their_place_in_the_file() -> None:
    text = "| Vad | Vem |\n| ljus | kommunen |"
    made = txt(text)
    at = made.text.index("kommunen")
    assert made.segments_in((at, at + 1))[0].source_offset(at) == text.index("kommunen")


def test_form_feeds_are_pages() -> None:
    made = txt(f"{BODY}\n\f{BODY}\n")
    assert [b.page for b in made.blocks] == [1, 2]
    assert made.page_count == 2
    assert txt(BODY).page_count is None
    assert txt(BODY + "\n\f").page_count is None


def test_running_lines_of_pages_are_furniture() -> None:
    made = txt("\f".join(f"Ekdala kommun dnr 3\n\n{BODY}\nsida nummer {n}.\n\n{n}\n" for n in range(1, 5)))
    assert "dnr 3" not in made.text
    assert {(f.text, f.role) for f in made.furniture} == {
        ("Ekdala kommun dnr 3", FurnitureRole.HEADER),
        *((str(n), FurnitureRole.PAGE_NUMBER) for n in range(1, 5)),
    }


def test_transcribed_pages_in_one_line_each() -> None:
    filler = "Parterna är överens om att arbeta långsiktigt med frågan och att följa upp den varje år. " * 8
    made = txt(
        f"1 (2) Ekdala kommun 1 Allmänt Avtalet gäller. {filler}2 Vad vi vill Polisen ska synas.\n\n\n"
        f"2 (2) 3 Uppföljning Parterna träffas. {filler}"
    )
    assert headings(made) == [(1, "1 Allmänt"), (1, "2 Vad vi vill"), (1, "3 Uppföljning")]
    assert [f.text for f in made.furniture] == ["1 (2)", "2 (2)"]


def test_markdown() -> None:
    made = txt(
        "---\ntitle: Avtal\nkind: utkast\n---\n# Avtal **i Ekdala**\n\n"
        "Vi *ska* [samverka](https://a.example) om `ljus`  \noch lås\nallt mer \\* här. <!-- tyst -->\n\n"
        "**Mål**\n\nFärre rån.\n\n---\n\n* ett\n* två\n",
        "a.md",
    )
    assert made.properties == (("kind", "utkast"), ("title", "Avtal"))
    assert outline(made) == [
        ("h", "Avtal i Ekdala"),
        ("p", "Vi ska samverka om ljus\noch lås\nallt mer * här."),
        ("h", "Mål"),
        ("p", "Färre rån."),
        ("l", "ett"),
        ("l", "två"),
    ]


def test_stars_in_plain_text_stay() -> None:
    assert txt("Fyll i ** här och 2*3*4 nu.").text == "Fyll i ** här och 2*3*4 nu."


def test_a_line_above_the_one_that_leads_into_a_list_heads_both() -> None:
    made = txt(f"Löfte\n\n{BODY}\n\nDet gör vi i år\n\nPolisen lovar att\n- mäta farten\n- gå till fots\n")
    assert headings(made) == [(1, "Löfte"), (1, "Det gör vi i år")]


def test_underlined_headings() -> None:
    assert headings(txt(f"Avtal\n=====\n\n{BODY}\n\nMål\n---\n\n{BODY}")) == [(1, "Avtal"), (2, "Mål")]


def test_lines_to_sign_on_stay() -> None:
    assert "______________" in txt(f"{BODY}\n\n______________\nAda Ekman").text


def test_widgets_of_copied_pages_are_furniture() -> None:
    made = txt(f"Hem\n\n{BODY}\n\nSkriv ut")
    assert made.text == BODY
    assert [f.text for f in made.furniture] == ["Hem", "Skriv ut"]


def test_an_unsure_encoding_is_told() -> None:
    made = read("Åtgärder för unga".encode("cp1252"), "a.txt")
    assert made.text == "Åtgärder för unga"
    assert [(n.code, "cp1252" in n.message) for n in made.notices] == [("R017", True)]


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read("x\f" * 20, "a.txt", limits=Limits(pages=10))
    assert caught.value.code == "R009"


def test_hostile_markup_takes_no_time() -> None:
    assert txt("# x\n\n" + "***a " * 30_000 + "\n\n" + "[a](" * 30_000).text


@given(st.text(alphabet="ab åÄ.,:-–•*#|1\t\n\f(){}[]_\\", max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    """Whatever the reader makes of the lines, the words stay (as text or furniture), in order."""
    try:
        made = txt(text)
    except UnreadableDocument as error:
        assert error.code in ("R003", "R011")
        return
    shown = made.text + "".join(f.text for f in made.furniture)
    for letter in "bÄ":
        assert shown.count(letter) == text.count(letter)


@given(st.text(alphabet="abc åäö.-\n\r", max_size=150))
def test_source_offsets_lead_to_the_characters(text: str) -> None:
    try:
        made = txt(text)
    except UnreadableDocument:
        return
    for segment in made.segments:
        for offset in range(segment.start, segment.end):
            sign = made.text[offset]
            if sign.isalpha():
                assert text[segment.source_offset(offset)] == sign
