"""Tables in PDF files: ruled, with merged cells, without rules, over page breaks."""

import io
import itertools

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pdf_samples import (
    LEFT,
    MORE,
    PROSE,
    REGULAR,
    RIGHT,
    Sheet,
    header_cells,
    headings,
    items,
    paragraphs,
    read,
    rows,
    wrapped,
)

XS = (72.0, 190.0, 350.0, 430.0, 523.0)
HEADER = {(0, 0): "Problem", (0, 1): "Åtgärd", (0, 2): "Ansvarig", (0, 3): "Klart"}


def plan(ys=(200, 222, 262, 284)):
    sheet = Sheet()
    sheet.line(LEFT, 180, "Åtgärderna framgår av tabellen som följer här nedanför.")
    sheet.table(
        XS,
        ys,
        {
            **HEADER,
            (1, 0): "Skadegörelse",
            (1, 1): "Kameror vid skolorna\noch bättre belysning",
            (1, 2): "Fastighetschef",
            (1, 3): "2025-06-30",
            (2, 0): "Otrygghet",
            (2, 1): "Gemensamma patruller",
            (2, 2): "Kommunpolis",
            (2, 3): "Löpande",
        },
    )
    sheet.flow(MORE)
    return sheet


NAMES = {(0, 0): "För kommunen", (0, 1): "För polisen", (1, 0): "Anna Ek", (1, 1): "Per Lund"}
EXPECTED = [
    ["Problem", "Åtgärd", "Ansvarig", "Klart"],
    ["Skadegörelse", "Kameror vid skolorna och bättre belysning", "Fastighetschef", "2025-06-30"],
    ["Otrygghet", "Gemensamma patruller", "Kommunpolis", "Löpande"],
]


def test_ruled_table_in_its_place_and_only_once():
    document = read(plan().data())
    assert rows(document) == EXPECTED
    assert header_cells(document) == EXPECTED[0]
    assert document.text.count("Gemensamma patruller") == 1
    assert document.text.index("nedanför.") < document.text.index("Problem") < document.text.index(MORE)


def test_cells_are_those_of_pdfplumber():
    import pdfplumber

    data = plan().data()
    with pdfplumber.open(io.BytesIO(data)) as other:
        (expected,) = other.pages[0].extract_tables()
    assert rows(read(data)) == [[(c or "").replace("\n", " ") for c in row] for row in expected]


def test_cells_carry_their_boxes():
    document = read(plan().data())
    at = document.text.index("Kommunpolis")
    box = document.evidence((at, at + 11)).bbox
    assert box is not None
    assert XS[2] < box.x0 < box.x1 < XS[3]
    assert 262 < box.top < box.bottom < 284


def test_rules_drawn_as_thin_filled_rectangles():
    sheet = Sheet()
    drawing = sheet.canvas
    for y in (200, 222, 244):
        drawing.rect(XS[0], sheet.height - y, XS[-1] - XS[0], 0.5, stroke=0, fill=1)
    for x in XS:
        drawing.rect(x, sheet.height - 244, 0.5, 44, stroke=0, fill=1)
    sheet.table(XS, (200, 222, 244), {**HEADER, (1, 0): "Narkotika", (1, 3): "Maj"}, rules="none")
    assert rows(read(sheet.data())) == [EXPECTED[0], ["Narkotika", "", "", "Maj"]]


def test_cells_framed_one_by_one():
    sheet = Sheet()
    for row in (0, 1):
        for x0, x1 in itertools.pairwise(XS):
            sheet.canvas.rect(x0, sheet.height - 222 - 22 * row, x1 - x0, 22)
    sheet.table(XS, (200, 222, 244), {**HEADER, (1, 1): "Vandringar"}, rules="none")
    assert rows(read(sheet.data())) == [EXPECTED[0], ["", "Vandringar", "", ""]]


def test_merged_cells():
    sheet = Sheet()
    ys = (200.0, 222.0, 244.0, 266.0)
    for y in (ys[0], ys[1], ys[3]):
        sheet.rule(XS[0], y, XS[-1], y)
    sheet.rule(XS[1], ys[2], XS[-1], ys[2])  # the first column's cell spans two rows
    for x in (XS[0], XS[1], XS[2], XS[-1]):
        sheet.rule(x, ys[0], x, ys[3])
    sheet.rule(XS[3], ys[0], XS[3], ys[2])  # the last row's cell spans two columns
    cells = {
        **HEADER,
        (1, 0): "Skadegörelse",
        (1, 1): "Kameror",
        (1, 2): "Fastighet",
        (1, 3): "Juni",
        (2, 1): "Vandringar",
        (2, 2): "Föreningarna varje fredag",
    }
    sheet.table(XS, ys, cells, rules="none")
    assert rows(read(sheet.data())) == [
        EXPECTED[0],
        ["Skadegörelse", "Kameror", "Fastighet", "Juni"],
        ["", "Vandringar", "Föreningarna varje fredag", ""],
    ]


def test_grid_that_is_not_made_of_rectangles_is_read_with_all_its_text():
    sheet = Sheet()
    ys = (200.0, 222.0, 244.0, 266.0)
    for y in (ys[0], ys[3]):
        sheet.rule(XS[0], y, XS[-1], y)
    sheet.rule(XS[0], ys[1], XS[2], ys[1])
    sheet.rule(XS[1], ys[2], XS[-1], ys[2])
    for x in (XS[0], XS[-1]):
        sheet.rule(x, ys[0], x, ys[3])
    sheet.rule(XS[1], ys[1], XS[1], ys[3])
    sheet.rule(XS[2], ys[0], XS[2], ys[1])
    sheet.table(
        XS, ys, {(0, 0): "Ett", (0, 2): "Två", (1, 1): "Tre", (2, 0): "Fyra", (2, 2): "Fem"}, rules="none"
    )
    text = read(sheet.data()).text
    assert all(text.count(word) == 1 for word in ("Ett", "Två", "Tre", "Fyra", "Fem"))


def test_horizontal_rules_only():
    sheet = Sheet()
    sheet.flow(PROSE)
    sheet.y += 20
    top = sheet.y
    ys = [top, top + 22, top + 60, top + 82]
    cells = {
        (0, 0): "Mått",
        (0, 1): "Källa",
        (0, 2): "När",
        (1, 0): "Upplevd otrygghet\nbland unga",
        (1, 1): "Trygghetsmätningen\noch skolans enkät",
        (1, 2): "Vartannat år",
        (2, 0): "Anmälda brott",
        (2, 1): "Polisens statistik",
        (2, 2): "Årsvis",
    }
    sheet.table((72, 220, 400, 523), ys, cells, rules="rows")
    sheet.flow(MORE)
    document = read(sheet.data())
    assert rows(document) == [
        ["Mått", "Källa", "När"],
        ["Upplevd otrygghet bland unga", "Trygghetsmätningen och skolans enkät", "Vartannat år"],
        ["Anmälda brott", "Polisens statistik", "Årsvis"],
    ]
    assert paragraphs(document) == [PROSE, MORE]


def test_no_rules_at_all():
    sheet = Sheet()
    sheet.flow(PROSE)
    sheet.y += 20
    top = sheet.y
    cells = {
        (0, 0): "Insats",
        (0, 1): "Ansvarig",
        (0, 2): "Tid",
        (1, 0): "Belysning",
        (1, 1): "Gatuchefen",
        (1, 2): "Maj",
        (2, 0): "Vandringar",
        (2, 1): "Föreningarna",
        (2, 2): "Fredagar",
    }
    sheet.table((72, 220, 400, 523), [top, top + 20, top + 40, top + 60], cells, rules="none")
    sheet.y += 10
    sheet.flow(MORE)
    document = read(sheet.data())
    assert rows(document) == [
        ["Insats", "Ansvarig", "Tid"],
        ["Belysning", "Gatuchefen", "Maj"],
        ["Vandringar", "Föreningarna", "Fredagar"],
    ]
    assert paragraphs(document) == [PROSE, MORE]


class TestOverThePageBreak:
    def pages(self, first, second, *, between=""):
        sheet = Sheet()
        sheet.line(LEFT, 40, "Ekdala kommun")
        sheet.flow(PROSE)
        sheet.table(XS, (700, 722, 744), {**HEADER, **first})
        sheet.page()
        sheet.line(LEFT, 40, "Ekdala kommun")
        if between:
            sheet.line(LEFT, 80, between)
        second(sheet)
        sheet.flow(MORE)
        return read(sheet.data())

    def test_goes_on(self):
        def second(sheet):
            sheet.table(XS, (90, 112), {(0, 0): "Narkotika", (0, 2): "Polisen"}, header=False)

        document = self.pages({(1, 0): "Skadegörelse"}, second)
        assert rows(document) == [
            EXPECTED[0],
            ["Skadegörelse", "", "", ""],
            ["Narkotika", "", "Polisen", ""],
        ]
        assert paragraphs(document) == [PROSE, MORE]

    def test_repeated_header_is_dropped(self):
        def second(sheet):
            sheet.table(XS, (90, 112, 134), {**HEADER, (1, 0): "Narkotika"})

        document = self.pages({(1, 0): "Skadegörelse"}, second)
        assert [row[0] for row in rows(document)] == ["Problem", "Skadegörelse", "Narkotika"]

    def test_row_cut_in_two_becomes_whole(self):
        def second(sheet):
            sheet.table(XS, (90, 112, 134), {(0, 1): "och belysning", (1, 0): "Narkotika"}, header=False)

        document = self.pages({(1, 0): "Skadegörelse", (1, 1): "Kameror vid skolan"}, second)
        assert rows(document)[1:] == [
            ["Skadegörelse", "Kameror vid skolan och belysning", "", ""],
            ["Narkotika", "", "", ""],
        ]

    def test_without_rules(self):
        sheet = Sheet()
        sheet.flow(PROSE)
        sheet.table((72, 300, 523), (700, 720, 740), NAMES, rules="none", header=False)
        sheet.page()
        sheet.table(
            (72, 300, 523), (80, 100), {(0, 0): "Ordförande", (0, 1): "Polischef"}, rules="none", header=False
        )
        sheet.flow(MORE)
        document = read(sheet.data())
        assert rows(document)[1:] == [["Anna Ek", "Per Lund"], ["Ordförande", "Polischef"]]
        assert paragraphs(document) == [PROSE, MORE]

    def test_text_between_parts_them(self):
        def second(sheet):
            sheet.table(XS, (90, 112), {(0, 0): "Narkotika"}, header=False)

        document = self.pages(
            {(1, 0): "Skadegörelse"}, second, between="Den andra tabellen gäller narkotika."
        )
        assert len({b.cell.table for b in document.blocks if b.cell is not None}) <= 2
        assert [row[0] for row in rows(document)] == ["Problem", "Skadegörelse"]


def test_frame_around_a_text_is_no_table():
    sheet = Sheet()
    sheet.canvas.rect(60, 842 - 300, 480, 220)
    sheet.flow(PROSE)
    sheet.flow(MORE)
    document = read(sheet.data())
    assert rows(document) == []
    assert paragraphs(document) == [PROSE, MORE]


def test_page_within_a_frame_with_a_heading_row():
    sheet = Sheet()
    for y in (60.0, 90.0, 800.0):
        sheet.rule(60, y, 540, y)
    for x in (60.0, 540.0):
        sheet.rule(x, 60, x, 800)
    sheet.rule(400, 60, 400, 90)
    sheet.line(70, 80, "Ekdala kommun")
    sheet.line(410, 80, "Dnr 2025/12")
    for _ in range(8):
        sheet.flow(PROSE)
    document = read(sheet.data())
    assert rows(document) == []
    assert paragraphs(document).count(PROSE) == 8


def test_labels_before_a_tab_stay_with_their_values():
    sheet = Sheet()
    sheet.flow(PROSE)
    sheet.line(LEFT, 200, "Ansvarig:")
    sheet.line(200, 200, "Trygghetssamordnaren")
    sheet.flow(MORE)
    assert "Ansvarig: Trygghetssamordnaren" in read(sheet.data()).text


def test_those_who_sign_beside_each_other_are_parted_by_a_tab():
    sheet = Sheet()
    sheet.flow(PROSE)
    for y, left, right in (
        (240, "Ida Ek", "Bo Lund"),
        (300, "Kommunstyrelsens ordförande", "Lokalpolisområdeschef"),
    ):
        sheet.line(LEFT, y, left)
        sheet.line(330, y, right)
    document = read(sheet.data())
    assert paragraphs(document) == [
        PROSE,
        "Ida Ek\tBo Lund",
        "Kommunstyrelsens ordförande\tLokalpolisområdeschef",
    ]
    at = document.text.index("Bo Lund")
    evidence = document.evidence((at, at + len("Bo Lund")))
    assert evidence.quote == "Bo Lund"
    assert evidence.bbox is not None


def test_numbers_far_to_the_right_are_no_contents_and_prose_has_no_tabs():
    sheet = Sheet()
    sheet.flow(PROSE)
    sheet.line(LEFT, 240, "Antal anmälda brott under året")
    sheet.line(400, 240, "61")
    sheet.y = 260
    sheet.flow(MORE)
    assert "\t" not in read(sheet.data()).text


def test_numbered_list_with_wide_tabs_is_no_table():
    sheet = Sheet()
    for number, text in enumerate(("Kartlägga problemen", "Åtgärda dem", "Följa upp"), start=1):
        y = 100 + 20 * number
        sheet.line(LEFT, y, f"{number}.")
        sheet.line(LEFT + 40, y, text)
    document = read(sheet.data())
    assert rows(document) == []
    assert [t for _, _, t in items(document)] == ["Kartlägga problemen", "Åtgärda dem", "Följa upp"]


def test_contents_list_without_leaders_is_no_table():
    sheet = Sheet()
    sheet.heading("Innehåll")
    for number, title in enumerate(("Bakgrund", "Syfte", "Mål", "Uppföljning"), start=1):
        sheet.line(LEFT, 150 + 16 * number, title)
        sheet.line(RIGHT - 6, 150 + 16 * number, str(number))
    document = read(sheet.data())
    assert rows(document) == []
    assert paragraphs(document) == ["Bakgrund 1", "Syfte 2", "Mål 3", "Uppföljning 4"]
    assert headings(document) == [(1, "Innehåll")]


@pytest.mark.parametrize("tail", ["hetsbyggnad", "e"])
def test_word_cut_without_hyphen_by_a_narrow_cell(tail):
    # The document writes the word whole elsewhere, so the cut one can be mended.
    head = "samhälls" if tail == "hetsbyggnad" else "samverkansavtal"
    from reportlab.pdfbase.pdfmetrics import stringWidth

    width = stringWidth(head, "Helvetica", 10) + 9
    sheet = Sheet()
    sheet.flow(f"Parterna har skrivit ett {head}{tail} om detta. " + PROSE)
    sheet.table(
        (72, 200, 200 + width, 500),
        (300, 322, 360),
        {(0, 0): "A", (0, 1): "B", (0, 2): "C", (1, 1): f"{head}\n{tail}"},
    )
    assert rows(read(sheet.data()))[1][1] == head + tail


def test_narrow_column_stretched_to_both_margins_is_no_table():
    """Long words leave wide, even gaps; those of two short lines may start at the same places."""
    text = (
        "Kommunen ansvarar för trygghetsskapande belysningsåtgärder och för kontakten med vårdnadshavare. "
        "Polisen svarar för synlig närvaro vid ungdomsmottagningen och för trafikövervakningen utanför skolorna."
    )
    sheet = Sheet()
    left, right = LEFT, LEFT + 195
    lines = wrapped(text, right - left, REGULAR, 11, 0, 0)
    for i, line in enumerate(lines):
        words = line.split()
        taken = sum(stringWidth(w, REGULAR, 11) for w in words)
        gap = (right - left - taken) / max(len(words) - 1, 1) if line is not lines[-1] else 3.1
        x = left
        for word in words:
            sheet.line(x, 120 + 14 * i, word)
            x += stringWidth(word, REGULAR, 11) + gap
    document = read(sheet.data())
    assert rows(document) == []
    assert paragraphs(document) == [text]
