"""Word and OpenDocument files written part by part, so that tests hold exactly what they test."""

from __future__ import annotations

import io
import zipfile

from overenskommelse_granskning.document import BlockKind, Document
from overenskommelse_granskning.readers import Limits, ReadOptions, read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMESPACES = (
    f"{W} "
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

STYLES = f"""<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kommunrubrik"><w:name w:val="Kommunens egen"/><w:basedOn w:val="Rubrik2"/></w:style>
<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Rubrik 3"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Mellan"><w:name w:val="Mellanrubrik"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="NumRub"><w:name w:val="Numrerad"/><w:basedOn w:val="Rubrik1"/>
<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="NumRub2"><w:name w:val="Numrerad 2"/><w:basedOn w:val="Rubrik2"/>
<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Dold"><w:name w:val="Dold"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="NumRub"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="NumRub2"/>
<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of plain text or, where ``content`` holds mark-up, of that."""
    inner = content if content.startswith("<") else run(content) if content else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def number(identity: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str], properties: str = "") -> str:
    lines = "".join(
        f"<w:tr>{properties if n == 0 else ''}{''.join(c if c.startswith('<w:tc>') else cell(c) for c in row)}</w:tr>"
        for n, row in enumerate(rows)
    )
    return f"<w:tbl>{lines}</w:tbl>"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def docx(*body: str, section: str = "", parts: dict[str, str] | None = None, types: str = "") -> bytes:
    """A Word file with the given body. ``parts`` maps a relationship type (``footnotes``, ``header:id``) to XML."""
    relations = []
    extra: dict[str, str | bytes] = {}
    for n, (kind, xml) in enumerate({"styles": STYLES, "numbering": NUMBERING, **(parts or {})}.items()):
        name, _, identity = kind.partition(":")
        target = f"{name}{n}.xml" if identity else f"{name}.xml"
        relations.append(
            f'<Relationship Id="{identity or f"rId{n}"}" Type="{_OFFICE}/{name}" Target="{target}"/>'
        )
        extra[f"word/{target}"] = xml
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{''.join(body)}"
            f"<w:sectPr>{section}</w:sectPr></w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>',
            **extra,
        }
    )


_ODF = {
    "office": "office:1.0",
    "style": "style:1.0",
    "text": "text:1.0",
    "table": "table:1.0",
    "draw": "drawing:1.0",
    "fo": "xsl-fo-compatible:1.0",
}
ODF_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for prefix, name in _ODF.items()
)


def odt(body: str, *, automatic: str = "", styles: str = "", master: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with the given content of office:text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"<office:document-content {ODF_NAMESPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {ODF_NAMESPACES}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{master}</office:master-styles></office:document-styles>",
            "meta.xml": f'<office:document-meta {ODF_NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta><dc:title>Avtal</dc:title>'
            "<meta:creation-date>2024-01-02T03:04:05</meta:creation-date></office:meta></office:document-meta>",
        }
    )


def read(
    data: bytes | str, name: str = "prov.docx", *, original: bool = False, limits: Limits | None = None
) -> Document:
    raw = data.encode("utf-8") if isinstance(data, str) else data
    options = ReadOptions(revisions="original" if original else "accepted", limits=limits or Limits())
    return read_document(raw, filename=name, options=options)


def outline(document: Document) -> list[tuple[str, str]]:
    """The blocks as (letter of the kind, text), which is what most tests compare."""
    return [(block.kind.value[0], document.slice(block.span)) for block in document.blocks]


def headings(document: Document) -> list[tuple[int | None, str]]:
    return [(b.level, document.slice(b.span)) for b in document.blocks if b.kind is BlockKind.HEADING]


def items(document: Document) -> list[tuple[str, int | None, str]]:
    return [
        (b.marker, b.level, document.slice(b.span)) for b in document.blocks if b.kind is BlockKind.LIST_ITEM
    ]


def cells(document: Document) -> list[list[str]]:
    """All tables as rows of texts."""
    rows: dict[tuple[int, int], list[str]] = {}
    for block in document.blocks:
        if block.cell:
            rows.setdefault((block.cell.table, block.cell.row), []).append(document.slice(block.span))
    return list(rows.values())
