"""The body of a Word document as its XML, from the blocks of the report for paper.

Written as text and not built element by element: a report has thousands of elements, and building them took
three times as long as the review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from ..vocabulary.closed import Outcome
from .labels import SIGNS
from .paper import Block, Grid, Heading, Text, Words
from .word_styles import FAINT, LINE

_INK = {Outcome.MET: "1B5E20", Outcome.PARTIAL: "7A4F00", Outcome.MISSING: "A31B1B"}
_CM = 1440 / 2.54  # twentieths of a point
_INDENT, _ITEM = round(0.8 * _CM), round(0.7 * _CM)
_BAR = '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="B0B0B0"/></w:pBdr>'
# Thin grey lines between the rows and none beside them.
_LINES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
    if edge in ("top", "bottom", "insideH")
    else f'<w:{edge} w:val="nil"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE = (
    '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:jc w:val="left"/>'
    f'<w:tblBorders>{_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
    'w:noVBand="1"/></w:tblPr>'
)
_IN_CELL = '<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>'
_AFTER_TABLE = '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'


def body(blocks: Iterable[Block]) -> str:
    """The XML of all blocks, without the element around them; ``w`` is the usual prefix."""
    return "".join(_block(b) for b in blocks)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        style = f'<w:pPr><w:pStyle w:val="Heading{block.level}"/></w:pPr>'
        return f"<w:p>{style}{_run(block.text)}</w:p>"
    return _paragraph(block) if isinstance(block, Text) else _table(block)


def _paragraph(block: Text) -> str:
    look = "<w:keepNext/>" if block.leads else ""
    if block.quoted:
        look += f'{_BAR}<w:ind w:left="{_INDENT}"/>'
    elif block.item:
        look += f'<w:tabs><w:tab w:val="left" w:pos="{_ITEM}"/></w:tabs><w:ind w:left="{_ITEM}" w:hanging="{_ITEM}"/>'
    mark = f"<w:r>{_text(block.item)}<w:tab/></w:r>" if block.item else ""
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{mark}{_filled(block.words)}</w:p>"


def _table(block: Grid) -> str:
    widths = [round(LINE * _CM * share) for share in block.widths]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    head = tuple((Words(title, bold=True),) for title in block.header)
    rows = [_row(head, widths, "<w:tblHeader/>")] if head else []
    rows += [_row(row, widths, "<w:cantSplit/>") for row in block.rows]
    return f"<w:tbl>{_TABLE}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_AFTER_TABLE}"


def _row(row: tuple[tuple[Words, ...], ...], widths: list[int], kind: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{_IN_CELL}{_filled(words)}</w:p></w:tc>'
        for words, width in zip(row, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{kind}</w:trPr>{cells}</w:tr>"


def _filled(words: tuple[Words, ...]) -> str:
    return "".join(_run(f"{_sign(part)}{part.text}", "".join(_look(part))) for part in words)


def _sign(words: Words) -> str:
    return f"{SIGNS[words.outcome]} " if words.outcome is not None else ""


def _look(words: Words) -> Iterator[str]:
    if words.bold or words.outcome is not None:
        yield "<w:b/>"
    if words.outcome in _INK:
        yield f'<w:color w:val="{_INK[words.outcome]}"/>'
    elif words.faint:
        yield f'<w:color w:val="{FAINT}"/>'


def _run(text: str, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_text(text)}</w:r>"


def _text(text: str) -> str:
    """A line break within is an element of its own."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:br/>".join(lines)
