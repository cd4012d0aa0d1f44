"""Columns, running headers and footers, turned pages."""

import io

import pytest

from overenskommelse_granskning.document import FurnitureRole
from pdf_samples import (
    A4,
    BOLD,
    LEFT,
    MORE,
    PROSE,
    REGULAR,
    Sheet,
    headings,
    items,
    paragraphs,
    read,
    rows,
    wrapped,
)

MIDDLE = 300.0
OTHER = "Polisen svarar för närvaro och ingripanden på platser där unga samlas, och redovisar varje månad hur det går."


def furniture(document, role):
    return [(f.page, f.text) for f in document.furniture if f.role is role]


def columns(sheet: Sheet, left: list[str], right: list[str], top: float) -> None:
    for x, edge, column in ((LEFT, MIDDLE - 15, left), (MIDDLE + 5, 523.0, right)):
        sheet.y = top
        for text in column:
            sheet.flow(text, x=x, right=edge)


class TestColumns:
    def test_one_after_the_other(self):
        sheet = Sheet()
        columns(sheet, [PROSE, MORE], [OTHER, PROSE], 100)
        assert paragraphs(read(sheet.data())) == [PROSE, MORE, OTHER, PROSE]

    def test_below_a_heading_of_full_width(self):
        sheet = Sheet()
        title = "Överenskommelse om samverkan mellan Ekdala kommun och polisen"
        sheet.heading(title, 16)
        columns(sheet, [PROSE, MORE], [OTHER, PROSE], sheet.y + 20)
        document = read(sheet.data())
        assert headings(document) == [(1, title)]
        assert paragraphs(document) == [PROSE, MORE, OTHER, PROSE]

    def test_between_texts_of_full_width(self):
        sheet = Sheet()
        sheet.flow(PROSE + " " + MORE)
        columns(sheet, [OTHER, MORE], [PROSE, OTHER], sheet.y + 20)
        sheet.y = 500
        sheet.heading("Uppföljning")
        sheet.flow(MORE + " " + PROSE)
        document = read(sheet.data())
        assert paragraphs(document) == [PROSE + " " + MORE, OTHER, MORE, PROSE, OTHER, MORE + " " + PROSE]
        at = document.text.index("Uppföljning")
        assert document.text.index(OTHER) < at < document.text.rindex(MORE)

    def test_written_line_by_line_across_both(self):
        """Some print drivers sort everything on a page by its height."""
        sheet = Sheet()
        left = wrapped(PROSE + " " + MORE, MIDDLE - 15 - LEFT, REGULAR, 11, 0, 0)
        right = wrapped(OTHER + " " + PROSE, 523 - MIDDLE - 5, REGULAR, 11, 0, 0)
        for i in range(max(len(left), len(right))):
            for x, lines in ((LEFT, left), (MIDDLE + 5, right)):
                if i < len(lines):
                    sheet.line(x, 100 + 14.3 * i, lines[i])
        assert paragraphs(read(sheet.data())) == [PROSE + " " + MORE, OTHER + " " + PROSE]

    def test_paragraph_goes_on_in_the_next_column(self):
        sheet = Sheet()
        text = PROSE + " " + MORE
        lines = wrapped(text, MIDDLE - 15 - LEFT, REGULAR, 11, 0, 0)
        for i, words in enumerate(lines[:5]):
            sheet.line(LEFT, 100 + 14.3 * i, words)
        for i, words in enumerate(lines[5:]):
            sheet.line(MIDDLE + 5, 100 + 14.3 * i, words)
        assert paragraphs(read(sheet.data())) == [text]

    def test_three(self):
        sheet = Sheet((842.0, 595.0))
        for x, text in ((60, PROSE), (310, MORE), (560, OTHER)):
            sheet.y = 100
            sheet.flow(text, x=x, right=x + 220)
            sheet.flow(text, x=x, right=x + 220)
        assert paragraphs(read(sheet.data())) == [PROSE, PROSE, MORE, MORE, OTHER, OTHER]

    def test_table_in_one_of_them(self):
        sheet = Sheet()
        columns(sheet, [PROSE, MORE], [OTHER], 100)
        sheet.table(
            (MIDDLE, 410, 523),
            (260, 282, 304),
            {(0, 0): "Vad", (0, 1): "När", (1, 0): "Möten", (1, 1): "Maj"},
        )
        sheet.flow(PROSE, x=MIDDLE + 5)
        document = read(sheet.data())
        assert rows(document) == [["Vad", "När"], ["Möten", "Maj"]]
        assert paragraphs(document) == [PROSE, MORE, OTHER, PROSE]
        assert document.text.index(OTHER) < document.text.index("Möten") < document.text.rindex(PROSE)

    def test_lists_with_wide_indents_are_one_column(self):
        sheet = Sheet()
        sheet.flow(PROSE)
        for text in (MORE, OTHER, MORE):
            sheet.item("•", text, x=LEFT + 30)
        assert [t for _, _, t in items(read(sheet.data()))] == [MORE, OTHER, MORE]


class TestFurniture:
    def document(self, pages=3, header="Ekdala kommun · KS 2025/12", footer="Sida {page} ({pages})"):
        sheet = Sheet()
        for page in range(1, pages + 1):
            if page > 1:
                sheet.page()
            sheet.line(LEFT, 40, header, size=9)
            sheet.line(460, 810, footer.format(page=page, pages=pages), size=9)
            sheet.y = 90
            sheet.flow(f"På denna sida, som är nummer {page} i ordningen, står följande. " + PROSE)
            sheet.flow(MORE)
        return read(sheet.data())

    def test_kept_outside_the_text(self):
        document = self.document()
        assert furniture(document, FurnitureRole.HEADER) == [
            (page, "Ekdala kommun · KS 2025/12") for page in (1, 2, 3)
        ]
        assert furniture(document, FurnitureRole.PAGE_NUMBER) == [
            (page, f"Sida {page} (3)") for page in (1, 2, 3)
        ]
        assert "KS 2025/12" not in document.text
        assert "Sida 1" not in document.text

    def test_two_pages_are_enough(self):
        document = self.document(pages=2)
        assert len(furniture(document, FurnitureRole.HEADER)) == 2

    def test_bare_numbers(self):
        document = self.document(footer="{page}")
        assert furniture(document, FurnitureRole.PAGE_NUMBER) == [(1, "1"), (2, "2"), (3, "3")]

    def test_one_page_has_none_but_a_page_number(self):
        document = self.document(pages=1)
        assert furniture(document, FurnitureRole.PAGE_NUMBER) == [(1, "Sida 1 (1)")]
        assert furniture(document, FurnitureRole.HEADER) == []
        assert document.text.startswith("Ekdala kommun")

    def test_header_from_the_second_page_on(self):
        sheet = Sheet()
        for page in (1, 2, 3):
            if page > 1:
                sheet.page()
                sheet.line(LEFT, 40, "Överenskommelse om samverkan")
                sheet.y = 90
            else:
                sheet.heading("Överenskommelse om samverkan", 22)
            sheet.flow(f"Sidan {page} i ordningen. " + PROSE)
        document = read(sheet.data())
        assert headings(document) == [(1, "Överenskommelse om samverkan")]
        assert len(furniture(document, FurnitureRole.HEADER)) == 2

    def test_heading_of_each_page_is_none(self):
        """One page per area, each with its heading at the same height."""
        sheet = Sheet()
        for page, area in enumerate(("Ungdomar", "Trafik", "Narkotika"), start=1):
            if page > 1:
                sheet.page()
            sheet.line(LEFT, 80, f"Prioriterat område {page}", BOLD, 18)
            sheet.flow(f"{area} är viktigt. " + PROSE, before=20)
        document = read(sheet.data())
        assert [t for _, t in headings(document)] == [f"Prioriterat område {n}" for n in (1, 2, 3)]

    def test_repeated_header_row_of_a_table_is_none(self):
        sheet = Sheet()
        for page in range(3):
            if page:
                sheet.page()
            sheet.table(
                (72, 300, 523),
                (60, 82, 104, 126),
                {
                    (0, 0): "Åtgärd",
                    (0, 1): "Ansvarig",
                    (1, 0): f"Insats {'abc'[page]}",
                    (1, 1): "Polisen",
                    (2, 0): f"Möte {'def'[page]}",
                    (2, 1): "Kommunen",
                },
            )
            sheet.y = 640
        document = read(sheet.data())
        assert rows(document)[0] == ["Åtgärd", "Ansvarig"]
        assert len(rows(document)) == 7
        assert document.furniture == ()


class TestTurnedPages:
    def sheet(self, turn: int, rotate: int) -> bytes:
        """Two lines of text that run at ``turn`` degrees on a page shown turned by ``rotate``."""
        from reportlab.pdfgen import canvas

        buffer = io.BytesIO()
        width, height = A4
        # reportlab swaps the sides of a page that is turned, so its own page size is that shown.
        drawing = canvas.Canvas(buffer, pagesize=A4 if rotate in (0, 180) else (height, width))
        drawing.setPageRotation(rotate)
        if turn == 90:
            drawing.translate(width, 0)
        elif turn == 180:
            drawing.translate(width, height)
        elif turn == 270:
            drawing.translate(0, height)
        drawing.rotate(turn)
        side = height if turn in (0, 180) else width
        drawing.setFont(REGULAR, 11)
        drawing.drawString(60, side - 100, "Kommunen och polisen följer tillsammans upp avtalet,")
        drawing.drawString(60, side - 114, "varje år i november månad.")
        drawing.showPage()
        drawing.save()
        return buffer.getvalue()

    @pytest.mark.parametrize(
        ("turn", "rotate"), [(0, 0), (90, 90), (180, 180), (270, 270), (90, 0), (270, 0)]
    )
    def test_text_is_read(self, turn, rotate):
        document = read(self.sheet(turn, rotate))
        assert paragraphs(document) == [
            "Kommunen och polisen följer tillsammans upp avtalet, varje år i november månad."
        ]

    @pytest.mark.parametrize(("turn", "rotate"), [(0, 0), (90, 90), (180, 180), (270, 270)])
    def test_boxes_of_upright_text_are_those_of_the_page_as_shown(self, turn, rotate):
        document = read(self.sheet(turn, rotate))
        box = document.evidence((0, 8)).bbox
        assert box is not None
        assert box.x0 == pytest.approx(60, abs=1)
        assert box.top < 100 < box.bottom < 106

    def test_boxes_of_sideways_text_lie_along_the_edge(self):
        document = read(self.sheet(90, 0))
        box = document.segments[0].box
        assert box is not None
        width, height = document.pages[0].width, document.pages[0].height
        assert (round(width), round(height)) == (595, 842)
        # Upwards, 100 points from the left edge and 60 from the bottom.
        assert box.x0 < 100 < box.x1 < 106
        assert box.bottom == pytest.approx(height - 60, abs=1)

    def test_a_note_in_the_margin_is_kept_out_of_the_text(self):
        sheet = Sheet()
        sheet.flow(PROSE)
        sheet.canvas.saveState()
        sheet.canvas.translate(30, 300)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, "Dnr KS 2025/12")
        sheet.canvas.restoreState()
        document = read(sheet.data())
        assert paragraphs(document) == [PROSE]
        assert [f.text for f in document.furniture] == ["Dnr KS 2025/12"]
