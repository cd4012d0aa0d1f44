"""The report as a new Word document: to be read, printed and worked in."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ..assessment import Assessment
from ..vocabulary.closed import Outcome
from .archive import same_bytes
from .labels import SIGNS
from .paper import Grid, Heading, Text, Words, make_paper
from .word_styles import FAINT, LINE, prepare

_INK = {
    Outcome.MET: RGBColor(0x1B, 0x5E, 0x20),
    Outcome.PARTIAL: RGBColor(0x7A, 0x4F, 0x00),
    Outcome.MISSING: RGBColor(0xA3, 0x1B, 0x1B),
}


def word_report(assessment: Assessment) -> bytes:
    """The report of one document as the bytes of a .docx."""
    document = docx.Document()
    prepare(document, f"Granskning av {assessment.document.path}", "Gjord med granska")
    for block in make_paper(assessment):
        if isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, Text):
            _paragraph(document, block)
        else:
            _table(document, block)
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


def _paragraph(document: Any, block: Text) -> None:
    paragraph = document.add_paragraph()
    if block.leads:
        paragraph.paragraph_format.keep_with_next = True
    if block.quoted:
        paragraph.paragraph_format.left_indent = Cm(0.8)
        _bar(paragraph)
    if block.item:
        paragraph.paragraph_format.left_indent = Cm(0.7)
        paragraph.paragraph_format.first_line_indent = Cm(-0.7)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.7))
        paragraph.add_run(f"{block.item}\t")
    _fill(paragraph, block.words)


def _bar(paragraph: Any) -> None:
    """A line to the left, as quotes have it."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "B0B0B0")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _fill(paragraph: Any, words: tuple[Words, ...]) -> None:
    for part in words:
        sign = f"{SIGNS[part.outcome]} " if part.outcome is not None else ""
        _look(paragraph.add_run(sign + part.text), part)


def _look(run: Any, words: Words) -> None:
    if words.bold or words.outcome is not None:
        run.bold = True
    if words.outcome in _INK:
        run.font.color.rgb = _INK[words.outcome]
    elif words.faint:
        run.font.color.rgb = FAINT


def _table(document: Any, block: Grid) -> None:
    head = 1 if block.header else 0
    table = document.add_table(rows=len(block.rows) + head, cols=len(block.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _borders(table)
    for n, title in enumerate(block.header):
        _cell(table.cell(0, n), (Words(title, bold=True),))
    if head:
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for r, row in enumerate(block.rows, head):
        whole = OxmlElement("w:cantSplit")
        table.rows[r]._tr.get_or_add_trPr().append(whole)
        for c, words in enumerate(row):
            _cell(table.cell(r, c), words)
    for n, share in enumerate(block.widths):
        table.columns[n].width = Cm(LINE * share)
        for cell in table.columns[n].cells:
            cell.width = Cm(LINE * share)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _cell(cell: Any, words: tuple[Words, ...]) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    _fill(paragraph, words)


def _borders(table: Any) -> None:
    """Thin grey lines between the rows and none beside them."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        shown = edge in ("top", "bottom", "insideH")
        line.set(qn("w:val"), "single" if shown else "nil")
        if shown:
            line.set(qn("w:sz"), "4")
            line.set(qn("w:space"), "0")
            line.set(qn("w:color"), "BFBFBF")
        borders.append(line)
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
