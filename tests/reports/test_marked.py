"""The document's text with its marks: nothing lost, every mark whole, tables and headings readable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.document import Evidence
from overenskommelse_granskning.reports.marked import Marks


def evidence(text, start, end):
    return Evidence(text[start:end], start, end)


def cut(text, *spans, headings=()):
    marks = Marks(text)
    for n, (start, end) in enumerate(spans, 1):
        marks.add(evidence(text, start, end), n)
    return list(marks.paragraphs(headings))


def pieces(paragraphs):
    return [p for para in paragraphs for line in para.lines for cell in line.cells for p in cell]


def test_blank_lines_part_paragraphs_and_single_ones_lines():
    paragraphs = cut("a\nb\n\nc\n \n\nd")
    assert [[line.cells[0][0].text for line in p.lines] for p in paragraphs] == [["a", "b"], ["c"], ["d"]]


def test_table_rows_become_cells_also_empty_ones():
    (before, table) = cut("Text\na\t\tb\n\tc\t")
    assert before.kind == "text" and table.kind == "table"
    assert [["".join(p.text for p in cell) for cell in line.cells] for line in table.lines] == [
        ["a", "", "b"],
        ["", "c", ""],
    ]


def test_headings_are_known_by_the_sections_with_or_without_number():
    paragraphs = cut("5.1 Mål\n\nMål är bra.\n\nSyfte", headings=["Mål", "2 Syfte"])
    assert [p.kind for p in paragraphs] == ["heading", "text", "heading"]


def test_overlapping_marks_are_cut_where_they_begin_and_end():
    found = pieces(cut("abcdefgh", (1, 5), (3, 7)))
    assert [(p.text, p.style, p.anchors, p.notes) for p in found] == [
        ("a", "", (), ()),
        ("bc", "strong", ("t1-5",), ()),
        ("de", "strong", ("t3-7",), (1,)),
        ("fg", "strong", (), (2,)),
        ("h", "", (), ()),
    ]


def test_same_span_has_one_anchor_and_both_numbers():
    (piece,) = pieces(cut("abc", (0, 3), (0, 3)))
    assert piece.anchors == ("t0-3",) and piece.notes == (1, 2)


def test_evidence_shows_over_what_is_only_near():
    marks = Marks("abc")
    marks.add(evidence("abc", 0, 3), 1, strong=False)
    assert pieces(marks.paragraphs())[0].style == "near"
    marks.add(evidence("abc", 0, 3), 2)
    assert pieces(marks.paragraphs())[0].style == "strong"


def test_a_quote_that_the_text_does_not_hold_gets_no_anchor():
    assert Marks("abc").add(Evidence("abd", 0, 3)) is None
    assert Marks("").add(Evidence("abc", 0, 3)) is None
    assert Marks("   ").add(Evidence("   ", 0, 3)) is None


@given(st.data())
def test_every_character_is_shown_once_and_every_mark_has_anchor_and_number(data):
    text = data.draw(st.text(st.sampled_from("ab \t\n•1."), min_size=1, max_size=60))
    marks, expected = Marks(text), {}
    for n in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        anchor = marks.add(evidence(text, start, end), n)
        assert (anchor is None) == (not text[start:end].strip())
        if anchor:
            expected.setdefault(anchor, (start, end, set()))[2].add(n)
    found = pieces(marks.paragraphs())
    assert all(text[p.start : p.end] == p.text for p in found)
    assert "".join("".join(p.text for p in found).split()) == "".join(text.split())
    assert sorted(a for p in found for a in p.anchors) == sorted(expected)
    assert {n for p in found for n in p.notes} == {n for _, _, ns in expected.values() for n in ns}
    for start, end, _ in expected.values():
        assert all(p.style for p in found if start <= p.start and p.end <= end and p.text.strip())
