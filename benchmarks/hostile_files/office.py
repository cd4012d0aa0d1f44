"""Word and OpenDocument files: bombs, cycles, absurd numbers, missing and misplaced parts."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from html import escape

from .base import Parts, Sources, packed, trapped

Maker = Callable[[random.Random, Sources], bytes]
_NUMBERS = (
    "999999999", "-1", "0", "99999999999999999999", "1e9", "1.5", "x", "", "٣", "²", " 7 ", "65536", "true", "9" * 5000, "-2147483648", "NaN",
)  # fmt: skip
_MERGES = ("", " w:val='restart'")
_ATTRIBUTE = re.compile(rb'(\b[\w:.-]+=")([^"]*)(")')
_ELEMENT = re.compile(rb"<([\w:]+)(?:\s[^<>]*)?(?:/>|>[^<>]*</\1>)")
_ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10)
) + "]>"  # fmt: skip


def _body(kind: str) -> str:
    return "word/document.xml" if kind == "docx" else "content.xml"


def _parts(kind: str, sources: Sources) -> Parts:
    return dict(sources.docx_parts if kind == "docx" else sources.odt_parts)


def _xml_names(parts: Parts) -> list[str]:
    return [n for n in parts if n.endswith((".xml", ".rels"))]


def _paragraph(kind: str, text: str, properties: str = "") -> str:
    if kind == "docx":
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f"<text:p>{text}</text:p>"


def _inserted(kind: str, parts: Parts, xml: str) -> Parts:
    name = _body(kind)
    mark = b"<w:sectPr" if kind == "docx" else b"</office:text>"
    at = parts[name].rfind(mark)
    parts[name] = parts[name][:at] + xml.encode("utf-8", "surrogatepass") + parts[name][at:]
    return parts


def numbers(kind: str, rng: random.Random, sources: Sources) -> bytes:
    """Absurd values where numbers stand in attributes."""
    parts = _parts(kind, sources)
    share = rng.choice((0.01, 0.2, 1.0))
    for name in rng.sample(_xml_names(parts), k=min(4, len(_xml_names(parts)))) + [_body(kind)]:
        parts[name] = _ATTRIBUTE.sub(
            lambda m: (
                m[1] + rng.choice(_NUMBERS).encode() + m[3]
                if m[2].strip().isdigit() and rng.random() < share
                else m[0]
            ),
            parts[name],
        )
    return packed(parts)


def values(kind: str, rng: random.Random, sources: Sources) -> bytes:
    """Attribute values exchanged for each other: references that lead elsewhere or round."""
    parts = _parts(kind, sources)
    for name in _xml_names(parts):
        found = sorted({m[2] for m in _ATTRIBUTE.finditer(parts[name])})
        share = rng.choice((0.0, 0.02, 0.2))
        parts[name] = _ATTRIBUTE.sub(
            lambda m, f=found, s=share: (
                m[1] + rng.choice(f) + m[3] if b"xmlns" not in m[1] and rng.random() < s else m[0]
            ),
            parts[name],
        )
    return packed(parts)


def elements(kind: str, rng: random.Random, sources: Sources) -> bytes:
    """Elements left out, doubled, emptied or put inside each other."""
    parts = _parts(kind, sources)
    for name in (_body(kind), rng.choice(_xml_names(parts))):
        share = rng.choice((0.01, 0.1, 0.5))

        def change(m: re.Match[bytes], share: float = share) -> bytes:
            if rng.random() > share:
                return m[0]
            tag = m[1]
            return rng.choice(
                (b"", m[0] * 2, b"<" + tag + b"/>", b"<" + tag + b">" + m[0] + b"</" + tag + b">", m[0] * 50)
            )

        parts[name] = _ELEMENT.sub(change, parts[name])
    return packed(parts)


def missing(kind: str, rng: random.Random, sources: Sources) -> bytes:
    parts = _parts(kind, sources)
    for name in rng.sample(list(parts), k=rng.choice((1, 1, 2, 4)) % len(parts)):
        if rng.random() < 0.6:
            del parts[name]
        else:
            parts[name] = rng.choice(
                (
                    b"",
                    b"<",
                    b"<x/>",
                    b"\0" * 100,
                    b"<?xml version='1.0'?>",
                    rng.randbytes(200),
                    "<å/>".encode("utf-16"),
                )
            )
    return packed(parts or {"x": b"x"})


def xml_damage(kind: str, rng: random.Random, sources: Sources) -> bytes:
    """Damage inside a part, in a zip file that is whole."""
    from .damage import _WAYS

    parts = _parts(kind, sources)
    name = rng.choice([_body(kind), rng.choice(_xml_names(parts))])
    parts[name] = rng.choice(list(_WAYS.values()))(rng, parts[name])
    return packed(parts)


def entities(kind: str, rng: random.Random, sources: Sources) -> bytes:
    parts = _parts(kind, sources)
    name = rng.choice([_body(kind), rng.choice(_xml_names(parts))])
    declared = rng.choice((
        _ENTITIES, '<!DOCTYPE x [<!ENTITY k SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">', f'<!DOCTYPE x [<!ENTITY k "{"x" * 100_000}">]>', "<!DOCTYPE x [<!ENTITY k '&k;'>]>",
        '<!DOCTYPE x [<!ATTLIST w:p a CDATA "' + "x" * 60_000 + '">]>', "<!DOCTYPE " + "[" * 500,
    ))  # fmt: skip
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", parts[name].decode("utf-8"))
    text = declared + re.sub(
        r"(<(?:w:t|text:p)[^>/]*>)", r"\1" + "&k;" * rng.choice((1, 200)), text, count=rng.choice((1, 40))
    )
    encoding = rng.choice(("utf-8", "utf-8", "utf-16", "utf-16-be"))
    parts[name] = (f'<?xml version="1.0" encoding="{encoding[:6]}"?>' + text).encode(encoding)
    return packed(parts)


def encodings(kind: str, rng: random.Random, sources: Sources) -> bytes:
    parts = _parts(kind, sources)
    for name in _xml_names(parts):
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", parts[name].decode("utf-8"))
        said, used = (
            rng.choice(("utf-8", "utf-16", "iso-8859-1", "utf-7", "x-okand", "utf-32", "ascii"))
            for _ in range(2)
        )
        used = used if used not in ("x-okand",) else "utf-8"
        parts[name] = (f'<?xml version="1.0" encoding="{said}"?>' + text).encode(used, "replace")
    return packed(parts)


def nested(kind: str, rng: random.Random, sources: Sources) -> bytes:
    n = rng.choice((20, 100, 240, 1_000, 2_040, 50_000))
    if kind == "docx":
        before, after = rng.choice((
            ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"), ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("<w:ins>", "</w:ins>"),
            ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"), ("<w:smartTag>", "</w:smartTag>"), ("<w:p>", "</w:p>"),
            ("<w:customXml>", "</w:customXml>"), ("<w:hyperlink>", "</w:hyperlink>"), ("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>", "</w:p>"),
        ))  # fmt: skip
    else:
        before, after = rng.choice((
            ("<text:list><text:list-item>", "</text:list-item></text:list>"), ("<text:section>", "</text:section>"), ("<text:p>", "</text:p>"),
            ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"), ("<text:span>", "</text:span>"),
            ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"), ("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>"),
        ))  # fmt: skip
    return packed(
        _inserted(kind, _parts(kind, sources), before * n + _paragraph(kind, "Innerst") + after * n)
    )


def many(kind: str, rng: random.Random, sources: Sources) -> bytes:
    n = rng.choice((500, 5_000, 30_000))
    if kind == "docx":
        piece = rng.choice((
            "<w:p/>", _paragraph(kind, "x"), "<w:p><w:r>" + "<w:br w:type='page'/>" * 20 + "</w:r></w:p>", "<w:tbl/>", "<w:bookmarkStart w:id='1' w:name='a'/>",
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", _paragraph(kind, "x", "<w:numPr><w:ilvl w:val='8'/><w:numId w:val='1'/></w:numPr>"), "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
            "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>", "<w:p><w:ins w:author='a'><w:r><w:t>x</w:t></w:r></w:ins><w:del><w:r><w:delText>y</w:delText></w:r></w:del></w:p>",
        ))  # fmt: skip
    else:
        piece = rng.choice(
            (
                "<text:p/>",
                "<text:p>x</text:p>",
                "<text:soft-page-break/>",
                "<table:table/>",
                "<text:h>x</text:h>",
                "<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>",
            )
        )
    return packed(_inserted(kind, _parts(kind, sources), piece * n))


def tables(kind: str, rng: random.Random, sources: Sources) -> bytes:
    """Spans, repetitions and grids of any size."""

    def n() -> str:
        return rng.choice(_NUMBERS + ("1000", "30", "60000000"))

    rows = []
    for _ in range(rng.choice((1, 10, 500))):
        if kind == "docx":
            cells = "".join(
                f"<w:tc><w:tcPr><w:gridSpan w:val='{n()}'/><w:vMerge{rng.choice(_MERGES)}/><w:hMerge w:val='{n()}'/></w:tcPr>{_paragraph(kind, 'c')}</w:tc>"
                for _ in range(rng.choice((1, 4, 70)))
            )
            rows.append(
                f"<w:tr><w:trPr><w:gridBefore w:val='{n()}'/><w:gridAfter w:val='{n()}'/></w:trPr>{cells}</w:tr>"
            )
        else:
            cells = "".join(
                f"<table:table-cell table:number-columns-spanned='{n()}' table:number-rows-spanned='{n()}' table:number-columns-repeated='{n()}'>"
                f"<text:p>c<text:s text:c='{n()}'/></text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated='{n()}'/>"
                for _ in range(rng.choice((1, 4, 70)))
            )
            rows.append(f"<table:table-row table:number-rows-repeated='{n()}'>{cells}</table:table-row>")
    tag = "w:tbl" if kind == "docx" else "table:table"
    grid = (
        "<w:tblGrid>" + "<w:gridCol/>" * rng.choice((0, 3, 5000)) + "</w:tblGrid>"
        if kind == "docx"
        else f"<table:table-column table:number-columns-repeated='{n()}'/>"
    )
    return packed(_inserted(kind, _parts(kind, sources), f"<{tag}>{grid}{''.join(rows)}</{tag}>"))


def numbering(kind: str, rng: random.Random, sources: Sources) -> bytes:
    """Lists whose levels, starts and patterns are absurd, and that lead back to themselves."""
    parts = _parts(kind, sources)

    def n() -> str:
        return rng.choice(_NUMBERS)

    if kind == "odt":
        levels = "".join(
            f"<text:list-level-style-number text:level='{n()}' text:start-value='{n()}' text:display-levels='{n()}' style:num-format='{rng.choice('1aAiI')}'/>"
            for _ in range(12)
        )
        parts["content.xml"] = parts["content.xml"].replace(
            b"</office:automatic-styles>",
            f"<text:list-style style:name='X'>{levels}</text:list-style></office:automatic-styles>".encode(),
        )
        items = "".join(
            f"<text:list text:style-name='X' text:continue-numbering='true'><text:list-item text:start-value='{n()}'><text:p>x</text:p></text:list-item></text:list>"
            for _ in range(30)
        )
        return packed(_inserted(kind, parts, items))
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = "".join(
        f"<w:lvl w:ilvl='{rng.choice((str(i), n()))}'><w:start w:val='{n()}'/><w:numFmt w:val='{rng.choice(('decimal', 'lowerRoman', 'upperLetter', 'bullet', 'x', 'ordinalText'))}'/>"
        f"<w:lvlText w:val='{rng.choice(('%1.%2.%3', '%9' * 300, '%', '%0', '%99', '', 'x' * 3000))}'/><w:lvlRestart w:val='{n()}'/></w:lvl>"
        for i in range(9)
    )
    link = "<w:numStyleLink w:val='A'/><w:styleLink w:val='A'/>" if rng.random() < 0.5 else ""
    xml = f"<w:numbering {w}><w:abstractNum w:abstractNumId='{rng.choice(('0', n()))}'>{link}{levels}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='{n()}'><w:startOverride w:val='{n()}'/></w:lvlOverride></w:num></w:numbering>"
    parts["word/numbering.xml"] = xml.encode()
    body = "".join(
        _paragraph(
            kind,
            "x",
            f"<w:numPr><w:ilvl w:val='{rng.choice(('0', '1', '8', n()))}'/><w:numId w:val='{rng.choice(('1', n()))}'/></w:numPr><w:outlineLvl w:val='{n()}'/>",
        )
        for _ in range(40)
    )
    return packed(_inserted(kind, parts, body))


def cycles(kind: str, rng: random.Random, sources: Sources) -> bytes:
    """Styles based on themselves, notes within themselves, parts that are their own relations."""
    parts = _parts(kind, sources)
    if kind == "odt":
        loop = "".join(
            f"<style:style style:name='c{i}' style:family='paragraph' style:parent-style-name='c{(i + 1) % 3}'/>"
            for i in range(3)
        )
        long = "".join(
            f"<style:style style:name='l{i}' style:family='paragraph' style:parent-style-name='l{i + 1}'/>"
            for i in range(3000)
        )
        parts["styles.xml"] = parts["styles.xml"].replace(
            b"</office:styles>", (loop + long).encode() + b"</office:styles>"
        )
        return packed(
            _inserted(
                kind, parts, "<text:p text:style-name='c1'>x</text:p><text:p text:style-name='l0'>y</text:p>"
            )
        )
    loop = "".join(
        f"<w:style w:type='paragraph' w:styleId='c{i}'><w:name w:val='heading {i}'/><w:basedOn w:val='c{(i + 1) % 3}'/><w:link w:val='c{i}'/><w:next w:val='c{i}'/></w:style>"
        for i in range(3)
    )
    long = "".join(
        f"<w:style w:type='paragraph' w:styleId='l{i}'><w:name w:val='n{i}'/><w:basedOn w:val='l{i + 1}'/></w:style>"
        for i in range(3000)
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"</w:styles>", (loop + long).encode() + b"</w:styles>"
    )
    if rng.random() < 0.5:
        kinds = ("header", "footer", "footnotes", "styles", "numbering", "officeDocument", "endnotes")
        relations = "".join(
            f"<Relationship Id='r{i}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{rng.choice(kinds)}' Target='{rng.choice(('document.xml', '../word/document.xml', '/word/document.xml', '../../../etc/passwd', 'file:///etc/passwd', '', '.', 'styles.xml'))}'/>"
            for i in range(9)
        )
        parts["word/_rels/document.xml.rels"] = (
            f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{relations}</Relationships>".encode()
        )
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = "<w:footnote w:id='1'><w:p><w:r><w:footnoteReference w:id='1'/><w:t>not</w:t></w:r></w:p></w:footnote>"
    parts["word/footnotes.xml"] = f"<w:footnotes {w}>{note * rng.choice((1, 300))}</w:footnotes>".encode()
    return packed(
        _inserted(
            kind,
            parts,
            _paragraph(kind, "x", "<w:pStyle w:val='c1'/>") + _paragraph(kind, "y", "<w:pStyle w:val='l0'/>"),
        )
    )


def bomb(kind: str, rng: random.Random, sources: Sources) -> bytes:
    """Little that unpacks to much."""
    parts = _parts(kind, sources)
    name = rng.choice([_body(kind), rng.choice(list(parts)), "x.bin"])
    filler = rng.choice((b" ", b"<w:p/>", b"<!-- -->", b"\0", b"<a>"))
    size = rng.choice((2_000_000, 30_000_000, 70_000_000))
    parts[name] = parts.get(name, b"")[:-1] + filler * (size // len(filler))
    return packed(parts)


def zip_tricks(kind: str, rng: random.Random, sources: Sources) -> bytes:
    parts = _parts(kind, sources)
    trick = rng.randrange(9)
    if trick == 0:  # names that lead out
        for name in (
            "../../ut.xml",
            "/etc/cron.d/x",
            "C:\\x.xml",
            "word\\document.xml",
            "a" * 60_000,
            "nul\0l",
            "å/\u202e.xml",
            "",
        ):
            parts[name] = b"x"
        return packed(parts)
    if trick == 1:  # the same name twice
        out = io.BytesIO(packed(parts))
        import warnings

        with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
            warnings.simplefilter("ignore")
            for name in list(parts)[: rng.choice((1, 5))]:
                archive.writestr(name, rng.choice((b"", b"<x/>", parts[_body(kind)])))
        return out.getvalue()
    if trick == 2:  # very many members
        return packed({**parts, **{f"x/{i}": b"" for i in range(rng.choice((5_000, 30_000)))}})
    data = bytearray(packed(parts))
    directory = data.find(b"PK\x01\x02")
    if trick == 3:  # sizes and methods that are not so
        while 0 <= directory < len(data) - 46:
            if rng.random() < 0.4:
                offset, width = rng.choice(
                    ((10, 2), (8, 2), (20, 4), (24, 4), (16, 4), (42, 4), (28, 2), (30, 2), (32, 2))
                )
                data[directory + offset : directory + offset + width] = rng.choice(
                    (
                        b"\xff" * width,
                        bytes(width),
                        rng.randbytes(width),
                        struct.pack("<I", 99)[:width],
                        struct.pack("<I", 1)[:width],
                    )
                )
            directory = data.find(b"PK\x01\x02", directory + 4)
        return bytes(data)
    if trick == 4:  # local headers
        at = data.find(b"PK\x03\x04")
        while at >= 0:
            if rng.random() < 0.4:
                i = at + rng.randrange(4, 30)
                data[i] = rng.randrange(256)
            at = data.find(b"PK\x03\x04", at + 4)
        return bytes(data)
    if trick == 5:  # the closing record
        end = data.rfind(b"PK\x05\x06")
        for _ in range(rng.choice((1, 4))):
            data[end + rng.randrange(4, 22)] = rng.choice((0, 1, 255, rng.randrange(256)))
        return bytes(data) + rng.choice(
            (b"", b"PK\x05\x06" + bytes(18), b"x" * 70_000, b"PK\x06\x06" + b"\xff" * 60)
        )
    if trick == 6:  # all members share one overlapping stream
        return _overlapping(parts, _body(kind))
    if trick == 7:  # other methods of compression
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))) as archive:
            for name, content in parts.items():
                archive.writestr(
                    name, content + b" " * rng.choice((0, 50_000_000 if name == _body(kind) else 0))
                )
        return out.getvalue()
    return rng.randbytes(rng.choice((10, 4000))) + bytes(data)  # something before the archive


def _overlapping(parts: Parts, body: str) -> bytes:
    """Many members in the directory whose data are the same bytes (as in Fifield's bomb)."""
    compress = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = b" " * 20_000_000
    packed_data = compress.compress(raw) + compress.flush()
    crc = zlib.crc32(raw)
    local = (
        struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed_data), len(raw), 1, 0)
        + b"x"
    )
    names = [*parts, *(f"word/x{i}.xml" for i in range(2000))]
    directory = b"".join(
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed_data), len(raw), len(n), 0, 0, 0, 0, 0, 0) + n.encode()
        for n in names
    )  # fmt: skip
    start = len(local) + len(packed_data)
    return (
        local
        + packed_data
        + directory
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(names), len(names), len(directory), start, 0)
    )


def traps(kind: str, rng: random.Random, sources: Sources) -> bytes:
    parts = _parts(kind, sources)
    lines = [
        re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", line)
        for line in trapped(rng, sources.lines, rng.choice((2, 15)))
    ]
    body = "".join(_paragraph(kind, escape(line)) for line in lines)
    return packed(_inserted(kind, parts, body))


def long_paragraph(kind: str, rng: random.Random, sources: Sources) -> bytes:
    piece = rng.choice(
        (
            "a",
            "å ",
            "Polisen ska minska brotten. ",
            "och ",
            "1) ",
            "; ",
            "<w:tab/>" if kind == "docx" else "<text:tab/>",
        )
    )
    n = rng.choice((5_000, 150_000)) // len(piece)
    if piece.startswith("<w:"):
        return packed(_inserted(kind, _parts(kind, sources), f"<w:p><w:r>{piece * n}</w:r></w:p>"))
    if kind == "docx" and rng.random() < 0.5:  # a run for each word
        return packed(
            _inserted(
                kind,
                _parts(kind, sources),
                f"<w:p>{f'<w:r><w:rPr><w:b/></w:rPr><w:t>{piece}</w:t></w:r>' * min(n, 20_000)}</w:p>",
            )
        )
    return packed(_inserted(kind, _parts(kind, sources), _paragraph(kind, piece * n)))


_WAYS: dict[str, Callable[[str, random.Random, Sources], bytes]] = {
    "talvarden": numbers,
    "varden": values,
    "element": elements,
    "saknad-del": missing,
    "xml-skada": xml_damage,
    "entiteter": entities,
    "kodningar": encodings,
    "nastlad": nested,
    "manga": many,
    "tabeller": tables,
    "numrering": numbering,
    "cykler": cycles,
    "bomb": bomb,
    "zip": zip_tricks,
    "fallor": traps,
    "langt-stycke": long_paragraph,
}


def _maker(kind: str, way: Callable[[str, random.Random, Sources], bytes]) -> Maker:
    return lambda rng, sources: way(kind, rng, sources)


WORD: dict[str, Maker] = {name: _maker("docx", way) for name, way in _WAYS.items()}
OPEN: dict[str, Maker] = {name: _maker("odt", way) for name, way in _WAYS.items()}
