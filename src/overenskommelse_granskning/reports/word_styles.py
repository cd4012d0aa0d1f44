"""How the Word documents made here look: A4, Swedish, quiet styles, no word of when and by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from .escape import printable

BLACK, FAINT = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x59, 0x59, 0x59)
LONGEST_TITLE = 255  # characters that the property may hold
LINE = 17.0  # cm between the margins of an A4 page
_UNUSED = frozenset({"stylesWithEffects", "thumbnail", "customXml"})  # kinds of parts
_TABLES = frozenset({"Normal Table", "Table Grid"})
_SIZES = {1: 20, 2: 15, 3: 12.5, 4: 11}
_EPOCH = datetime(1980, 1, 1)  # the file tells no time of its own
_FONT = "Calibri"


def prepare(document: Any, title: str, footer: str) -> None:
    """Page, styles, properties and a footer with ``footer`` and the number of the page."""
    _lighten(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - LINE) / 2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10.5)
    normal.paragraph_format.space_after = Pt(5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)
    for level, size in _SIZES.items():
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb, style.font.bold, style.font.italic = BLACK, True, False
        style.paragraph_format.space_before = Pt(0 if level == 1 else 12 if level == 2 else 9)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
        fonts = style.element.rPr.find(qn("w:rFonts"))
        for name in [n for n in fonts.attrib if n.endswith("Theme")]:
            del fonts.attrib[name]
    properties = document.core_properties
    properties.title = printable(title)[:LONGEST_TITLE]
    properties.author = properties.last_modified_by = "granska"
    properties.comments = ""
    properties.language = "sv-SE"
    properties.created = properties.modified = _EPOCH
    properties.last_printed = _EPOCH
    _footer(section, footer)


def _lighten(document: Any) -> None:
    """Leave out what the library's empty document brings and nothing here uses: most of its weight."""
    for rels in (document.part.rels, document.part.package.rels):
        for name in [n for n, r in rels.items() if r.reltype.rpartition("/")[2] in _UNUSED]:
            del rels[name]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLES:
            style.delete()


def _footer(section: Any, text: str) -> None:
    """The page's number, as a field that Word counts."""
    paragraph = section.footer.paragraphs[0]
    run = paragraph.add_run(f"{text} · sida ")
    run.font.color.rgb = FAINT
    run.font.size = Pt(8.5)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    shown = paragraph.add_run("1")
    shown.font.color.rgb = FAINT
    shown.font.size = Pt(8.5)
    number.append(shown._r)
    paragraph._p.append(number)
