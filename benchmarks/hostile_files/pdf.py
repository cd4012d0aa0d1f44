"""PDF files written object by object: cycles, absurd sizes, wrong types, bombs."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable

from .base import Sources, trapped

Maker = Callable[[random.Random, Sources], bytes]
_NUMBERS = (
    "0",
    "-1",
    "999999999",
    "2147483647",
    "4294967296",
    "1e38",
    "99999999999999999999",
    "0.0000001",
    "-99999",
    "32768",
    "null",
    "(x)",
    "/N",
    "[]",
    "<<>>",
    "true",
)


class Raw:
    """Objects by number; ``data`` writes them with a table, or as object streams."""

    def __init__(self) -> None:
        self.objects: dict[int, bytes] = {
            1: b"",
            2: b"",
            3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        }
        self.root = b"<</Type/Catalog/Pages 2 0 R>>"
        self.page_extra = ""

    def add(self, body: bytes | str) -> int:
        number = max(self.objects) + 1
        self.objects[number] = body.encode("latin-1", "replace") if isinstance(body, str) else body
        return number

    def stream(self, content: bytes, extra: str = "", *, packed: bool = False) -> int:
        if packed:
            content, extra = zlib.compress(content), extra + "/Filter/FlateDecode"
        return self.add(
            f"<<{extra}/Length {len(content)}>>stream\n".encode("latin-1") + content + b"\nendstream"
        )

    def text_page(self, lines: list[str], *, packed: bool = False) -> int:
        out = ["BT /F1 10 Tf 50 800 Td 12 TL"]
        for line in lines:
            text = (
                line[:3000]
                .encode("cp1252", "replace")
                .decode("cp1252")
                .replace("\\", "\\\\")
                .replace("(", "\\(")
                .replace(")", "\\)")
            )
            for at in range(0, max(len(text), 1), 95):
                out.append(f"({text[at : at + 95]}) Tj T*")
        return self.page(self.stream("\n".join([*out, "ET"]).encode("cp1252", "replace"), packed=packed))

    def page(self, contents: int | str, extra: str = "", box: str = "[0 0 595 842]") -> int:
        shown = f"{contents} 0 R" if isinstance(contents, int) else contents
        return self.add(
            f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Contents {shown}/Resources<</Font<</F1 3 0 R>>>>{self.page_extra}{extra}>>"
        )

    def pages(self, numbers: list[int], count: str = "") -> None:
        kids = " ".join(f"{n} 0 R" for n in numbers)
        self.objects[2] = f"<</Type/Pages/Kids[{kids}]/Count {count or len(numbers)}>>".encode()
        self.objects[1] = self.root

    def data(self, trailer: str = "") -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = {}
        for number, body in self.objects.items():
            places[number] = len(out)
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        size = max(places) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for n in range(1, size):
            out += b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
        return (
            bytes(out)
            + f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
        )

    def streamed(self, *, loops: bool = False, rng: random.Random | None = None) -> bytes:
        """With an object stream and a cross-reference stream."""
        plain = {n: b for n, b in self.objects.items() if b"stream" not in b}
        own = max(self.objects) + 1
        offsets, bodies = [], b""
        for n, body in plain.items():
            offsets.append(f"{n} {len(bodies)}")
            bodies += body + b" "
        head = " ".join(offsets).encode() + b" "
        extends = f"/Extends {own} 0 R" if loops else ""
        count = rng.choice(_NUMBERS) if rng and rng.random() < 0.4 else str(len(plain))
        content = zlib.compress(head + bodies)
        out = bytearray(b"%PDF-1.7\n")
        places = {}
        for n, body in self.objects.items():
            if n not in plain:
                places[n] = len(out)
                out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
        places[own] = len(out)
        out += (
            f"{own} 0 obj\n<</Type/ObjStm/N {count}/First {len(head)}{extends}/Filter/FlateDecode/Length {len(content)}>>stream\n".encode()
            + content
            + b"\nendstream\nendobj\n"
        )
        start = len(out)
        rows = [b"\0\0\0\0\0\0\0"]
        order = list(plain)
        for n in range(1, own + 2):
            if n in plain and loops and rng and rng.random() < 0.2:
                rows.append(b"\2" + (n).to_bytes(4, "big") + b"\0\0")  # inside itself
            elif n in plain:
                rows.append(b"\2" + own.to_bytes(4, "big") + order.index(n).to_bytes(2, "big"))
            else:
                rows.append(b"\1" + (places.get(n, start)).to_bytes(4, "big") + b"\0\0")
        table = zlib.compress(b"".join(rows))
        widths = (
            rng.choice(("[1 4 2]", "[1 99999999 2]", "[0 0 0]", "[-1 4 2]", "[8 8 8]"))
            if rng and rng.random() < 0.3
            else "[1 4 2]"
        )
        prev = f"/Prev {start}" if loops else ""
        out += (
            f"{own + 1} 0 obj\n<</Type/XRef/Size {own + 2}/W{widths}/Root 1 0 R{prev}/Filter/FlateDecode/Length {len(table)}>>stream\n".encode()
            + table
            + b"\nendstream\nendobj\n"
        )
        return bytes(out) + f"startxref\n{start}\n%%EOF\n".encode()


def _filled(sources: Sources, lines: list[str] | None = None) -> tuple[Raw, list[int]]:
    raw = Raw()
    lines = lines or sources.lines
    return raw, [raw.text_page(lines[i : i + 25]) for i in range(0, len(lines), 25)]


def page_tree(rng: random.Random, sources: Sources) -> bytes:
    """Trees that lead back, share branches or say a count that is not so."""
    raw, pages = _filled(sources)
    way = rng.randrange(7)
    raw.pages(pages, count=rng.choice(_NUMBERS) if way == 0 else "")
    if way == 1:
        raw.objects[2] = raw.objects[2].replace(b"/Kids[", b"/Kids[2 0 R ")
    elif way == 2:
        inner = raw.add("")
        raw.objects[inner] = (
            f"<</Type/Pages/Parent 2 0 R/Kids[2 0 R {pages[0]} 0 R {inner} 0 R]/Count 9>>".encode()
        )
        raw.objects[2] = f"<</Type/Pages/Kids[{inner} 0 R {pages[-1]} 0 R]/Count 11>>".encode()
    elif way == 3:  # each level twice the one below
        below = pages[0]
        for level in range(rng.choice((8, 14, 24))):
            below = raw.add(f"<</Type/Pages/Kids[{below} 0 R {below} 0 R]/Count {2 ** (level + 1)}>>")
        raw.objects[2] = f"<</Type/Pages/Kids[{below} 0 R]/Count {2**24}>>".encode()
    elif way == 4:  # deep
        below = pages[0]
        for _ in range(rng.choice((50, 2_000, 12_000))):
            below = raw.add(f"<</Type/Pages/Kids[{below} 0 R]/Count 1>>")
        raw.objects[2] = f"<</Type/Pages/Kids[{below} 0 R]/Count 1>>".encode()
    elif way == 5:
        raw.pages(pages * rng.choice((50, 150, 700)))
    else:
        raw.objects[2] = raw.objects[2].replace(
            b"/Kids", rng.choice((b"/Kid", b"/Kids 2 0 R/X", b"/Kids null/X", b"/Kids 99999 0 R/X"))
        )
    return raw.data() if rng.random() < 0.7 else raw.streamed(loops=rng.random() < 0.5, rng=rng)


def outlines(rng: random.Random, sources: Sources) -> bytes:
    raw, pages = _filled(sources)
    first = max(raw.objects) + 1
    n = rng.choice((1, 3, 500))
    for i in range(n):
        me, other = first + i, first + rng.randrange(n)
        raw.add(
            f"<</Title(x)/Parent {other} 0 R/First {other} 0 R/Last {me} 0 R/Next {other} 0 R/Prev {me} 0 R/Dest[{pages[0]} 0 R/Fit]/Count -9>>"
        )
    raw.root = f"<</Type/Catalog/Pages 2 0 R/Outlines {first} 0 R/Names {first} 0 R/Dests {first} 0 R/StructTreeRoot {first} 0 R/AcroForm<</Fields[{first} 0 R]>>/OpenAction<</S/JavaScript/JS(while\\(1\\);)>>>>".encode()
    raw.pages(pages)
    return raw.data()


def object_streams(rng: random.Random, sources: Sources) -> bytes:
    raw, pages = _filled(sources)
    raw.pages(pages)
    return raw.streamed(loops=True, rng=rng)


def content(rng: random.Random, sources: Sources) -> bytes:
    """Page content without end, sense or bounds."""
    raw, pages = _filled(sources)
    n = rng.choice((100, 5_000, 60_000))

    def v() -> str:
        return rng.choice(
            ("0", "1", "-1", "1e38", "99999999999", "-32768", "0.00001", "595", "(x)", "/F1", "[1]", "nan")
        )

    piece = rng.choice((
        "q ", "Q ", "BT ", "ET ", f"{v()} {v()} m {v()} {v()} l S ", f"{v()} {v()} {v()} {v()} re f ", f"{v()} 0 0 {v()} {v()} {v()} cm ",
        f"BT /F1 {v()} Tf {v()} {v()} Td (Mål) Tj ET ", "BT /F1 10 Tf 50 50 Td (Polisen) Tj ET ", "[" * 30, "<<" * 30, "(" * 30, "BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID x EI ",
        "/X Do ", "/F9 1 Tf ", "BX ", "{" * 20, "50 50 m 60 60 l S 50 60 m 60 50 l S ", "10 10 500 0.5 re f 10 30 500 0.5 re f 10 10 0.5 500 re f ", f"BT {v()} Tr {v()} Tw {v()} Tc {v()} Tz {v()} TL {v()} Ts (x) ' ET ",
        f"BT /F1 9 Tf {rng.randrange(600)} {rng.randrange(800)} Td (a) Tj ET ",
    ))  # fmt: skip
    if rng.random() < 0.3:
        body = "".join(
            f"BT /F1 {rng.randrange(1, 30)} Tf {rng.randrange(600)} {rng.randrange(840)} Td (ord{i % 7}) Tj ET "
            for i in range(min(n, 20_000))
        )
    elif rng.random() < 0.3:
        body = "".join(
            f"{rng.randrange(600)} {rng.randrange(840)} m {rng.randrange(600)} {rng.randrange(840)} l S "
            for _ in range(min(n, 20_000))
        )
    elif rng.random() < 0.3:  # many crossing rules
        k = min(n, 400)
        body = "".join(
            f"20 {20 + 800 * i / k:.2f} m 570 {20 + 800 * i / k:.2f} l S {20 + 550 * i / k:.2f} 20 m {20 + 550 * i / k:.2f} 820 l S "
            for i in range(k)
        )
    else:
        body = piece * n
    pages.insert(0, raw.page(raw.stream(body.encode(), packed=rng.random() < 0.5)))
    raw.pages(pages)
    return raw.data()


def forms(rng: random.Random, sources: Sources) -> bytes:
    """Forms that draw themselves, and each other many times."""
    raw, pages = _filled(sources)
    first = max(raw.objects) + 1
    depth = rng.choice((1, 5, 30))
    for i in range(depth):
        below = first + (i + 1 if i + 1 < depth else rng.choice((0, depth - 1)))
        text = b"BT /F1 9 Tf 50 50 Td (form) Tj ET "
        raw.stream(
            text + b"/X Do " * rng.choice((1, 2, 10)),
            f"/Type/XObject/Subtype/Form/BBox[0 0 999 999]/Resources<</Font<</F1 3 0 R>>/XObject<</X {below} 0 R>>>>",
        )
    contents = raw.stream(b"/X Do " * 3)
    pages.insert(
        0,
        raw.add(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</XObject<</X {first} 0 R>>/Font<</F1 3 0 R>>>>>>"
        ),
    )
    raw.pages(pages)
    return raw.data()


def boxes(rng: random.Random, sources: Sources) -> bytes:
    raw, _ = _filled(sources)
    raw = Raw()

    def v() -> str:
        return rng.choice((*_NUMBERS, "595", "842", "14400"))

    boxed = f"[{v()} {v()} {v()} {v()}]"
    raw.page_extra = f"/Rotate {v()}/UserUnit {v()}/CropBox[{v()} {v()} {v()} {v()}]"
    contents = raw.stream(b"BT /F1 10 Tf 50 700 Td (Samverkan mellan kommun och polis) Tj ET")
    raw.pages(
        [
            raw.page(contents, box=rng.choice((boxed, "[0 0 595 842]", "[0 0 1e9 1e9]", "[]", " null")))
            for _ in range(3)
        ]
    )
    return raw.data()


def images(rng: random.Random, sources: Sources) -> bytes:
    """Pages that are images of absurd size, broken or in odd codings."""
    raw, pages = _filled(sources)
    width, height = (rng.choice((1, 100, 2_000, 60_000, 2_000_000_000, -5)) for _ in range(2))
    coding = rng.choice(
        (
            "DCTDecode",
            "JPXDecode",
            "JBIG2Decode",
            "CCITTFaxDecode",
            "FlateDecode",
            "LZWDecode",
            "RunLengthDecode",
            "ASCII85Decode",
            "ASCIIHexDecode",
            "Crypt",
            "Xyz",
        )
    )
    filters = (
        f"/Filter[{f'/{coding}' * rng.choice((1, 2, 40))}]" if rng.random() < 0.5 else f"/Filter/{coding}"
    )
    extra = rng.choice(
        (
            "",
            f"/DecodeParms<</K -1/Columns {rng.choice(_NUMBERS)}/Rows {rng.choice(_NUMBERS)}/Predictor 15/Colors {rng.choice(_NUMBERS)}/BitsPerComponent {rng.choice(_NUMBERS)}>>",
            "/SMask 9 0 R",
            "/Mask[0 0]",
        )
    )
    body = rng.choice(
        (
            b"",
            rng.randbytes(3000),
            b"\xff\xd8\xff\xe0" + rng.randbytes(500),
            zlib.compress(bytes(100_000)),
            b"\x80" * 9000,
            b"\0\0\0\x0cjP  \r\n\x87\n" + rng.randbytes(300),
            zlib.compress(bytes(60_000_000), 9),
        )
    )
    image = raw.stream(
        body,
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent {rng.choice((1, 8, 16, 99))}/ColorSpace/{rng.choice(('DeviceRGB', 'DeviceGray', 'DeviceCMYK', 'X'))}{filters}{extra}",
    )
    contents = raw.stream(b"q 595 0 0 842 0 0 cm /I Do Q " * rng.choice((1, 30)))
    page = raw.add(
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</XObject<</I {image} 0 R>>>>>>"
    )
    raw.pages([page] if rng.random() < 0.5 else [*pages, page])
    return raw.data()


def bombs(rng: random.Random, sources: Sources) -> bytes:
    raw, pages = _filled(sources)
    text = b"BT /F1 1 Tf 5 5 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET "
    size = rng.choice((1_000_000, 20_000_000, 120_000_000))
    inner = zlib.compress(rng.choice((text, b" ", b"q ", b"0 0 m ")) * (size // 60), 9)
    layers = rng.choice((1, 2, 3))
    for _ in range(layers - 1):
        inner = zlib.compress(inner, 9)
    number = raw.add(
        f"<</Filter[{'/FlateDecode' * layers}]/Length {len(inner)}>>stream\n".encode()
        + inner
        + b"\nendstream"
    )
    pages[:0] = [raw.page(number)] * rng.choice((1, 40))
    raw.pages(pages)
    return raw.data()


def fonts(rng: random.Random, sources: Sources) -> bytes:
    """Fonts whose tables lead anywhere."""
    raw, pages = _filled(sources)
    lines = [
        f"<{rng.randrange(0xFFFF):04x}> <{rng.choice(('0041', 'd800', 'ffff', '0041' * 300, ''))}>"
        for _ in range(100)
    ]
    cmap = raw.stream(
        f"begincmap {rng.choice(('100', '999999999'))} beginbfchar {' '.join(lines)} endbfchar 1 beginbfrange <0000> <ffff> <{rng.choice(('0041', 'd800', '00'))}> endbfrange /X usecmap endcmap".encode(),
        packed=True,
    )
    program = raw.stream(
        rng.choice(
            (
                rng.randbytes(4000),
                b"\0\1\0\0" + rng.randbytes(3000),
                b"OTTO" + rng.randbytes(3000),
                b"%!PS-AdobeFont-1.0" + rng.randbytes(999),
            )
        ),
        "/Length1 99999999/Subtype/OpenType",
    )
    widths = " ".join(rng.choice(_NUMBERS) for _ in range(30))
    own = max(raw.objects) + 1
    raw.objects[3] = rng.choice((
        f"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/{rng.choice(('Identity-H', 'Identity-V', 'GBK-EUC-H', 'X'))}/DescendantFonts[{own} 0 R]/ToUnicode {cmap} 0 R>>",
        f"<</Type/Font/Subtype/Type3/FontMatrix[{' '.join(rng.choice(_NUMBERS[:9]) for _ in range(6))}]/FontBBox[0 0 0 0]/CharProcs<</a {pages[0]} 0 R/b 3 0 R>>/Encoding<</Differences[{' '.join(f'{i} /a' for i in range(256))}]>>/FirstChar {rng.choice(_NUMBERS)}/LastChar {rng.choice(_NUMBERS)}/Widths[{widths}]/Resources<</Font<</F1 3 0 R>>>>>>",
        f"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar {rng.choice(_NUMBERS)}/LastChar {rng.choice(_NUMBERS)}/Widths[{widths}]/FontDescriptor {own} 0 R/ToUnicode {cmap} 0 R>>",
    )).encode()  # fmt: skip
    raw.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering({rng.choice(('Identity', 'Japan1', 'X'))})/Supplement {rng.choice(_NUMBERS)}>>/DW {rng.choice(_NUMBERS)}/W[{rng.choice(('0 [1 2]', '0 99999999 500', '0 [' + widths + ']'))}]/FontDescriptor {own} 0 R/FontFile2 {program} 0 R/FontFile3 {program} 0 R/Flags 4/Ascent {rng.choice(_NUMBERS)}/FontBBox[{rng.choice(_NUMBERS)} 0 0 {rng.choice(_NUMBERS)}]>>"
    )
    raw.pages(pages)
    return raw.data()


def types(rng: random.Random, sources: Sources) -> bytes:
    """Values of another kind than the format says, and references that lead astray."""
    raw, pages = _filled(sources)
    raw.page_extra = ""
    raw.pages(pages)
    share = rng.choice((0.02, 0.2))
    wrong = [
        *(n.encode() for n in _NUMBERS),
        b"1 0 R",
        b"2 0 R",
        b"999 0 R",
        b"[1 0 R 2 0 R]",
        b"<</A 1 0 R>>",
    ]
    for n, body in raw.objects.items():
        head, mark, rest = body.partition(b"stream\n")
        head = re.sub(
            rb"(/[A-Z]\w+\s*)(\d+ 0 R|\d+|/\w+)",
            lambda m: m[1] + b" " + rng.choice(wrong) if rng.random() < share else m[0],
            head,
        )
        raw.objects[n] = head + mark + rest
    return raw.data() if rng.random() < 0.6 else raw.streamed(rng=rng)


def tables(rng: random.Random, sources: Sources) -> bytes:
    """A cross-reference table that is not so."""
    raw, pages = _filled(sources)
    raw.pages(pages)
    data = raw.data(
        rng.choice(
            (
                "",
                "/Prev 0",
                "/Prev 99999999",
                "/XRefStm 10",
                "/Encrypt 1 0 R",
                "/Encrypt<</Filter/Standard/V 99/R 9/O(x)/U(x)/P -1>>",
                "/ID[(x)(y)]",
                f"/Prev {rng.randrange(3000)}",
            )
        )
    )
    start = data.rfind(b"xref\n0")
    data = data.replace(b"/Prev 0", b"/Prev %d" % start)
    way = rng.randrange(6)
    if way == 0:
        data = re.sub(
            rb"startxref\n\d+",
            b"startxref\n"
            + rng.choice((b"0", b"-1", b"99999999999", b"x", b"", b"%d" % rng.randrange(len(data)))),
            data,
        )
    elif way == 1:
        data = re.sub(
            rb"(\d{10}) 00000 n",
            lambda m: b"%010d 00000 n" % (rng.randrange(len(data)) if rng.random() < 0.3 else int(m[1])),
            data,
        )
    elif way == 2:
        data = data.replace(b"xref\n0 ", b"xref\n" + rng.choice((b"5 ", b"999999999 ", b"-1 ")))
    elif way == 3:
        data = re.sub(rb"/Size \d+", b"/Size " + rng.choice(_NUMBERS).encode(), data)
    elif way == 4:
        data = rng.randbytes(rng.choice((10, 900))) + data
    else:
        data = re.sub(
            rb"/Length \d+",
            lambda m: b"/Length " + rng.choice(_NUMBERS).encode() if rng.random() < 0.5 else m[0],
            data,
        )
    return data


def nested(rng: random.Random, sources: Sources) -> bytes:
    raw, pages = _filled(sources)
    n = rng.choice((100, 600, 20_000, 300_000))
    opened, closed = rng.choice((("[", "]"), ("<</A", ">>"), ("(", ")")))
    deep = raw.add(opened * n + closed * n)
    raw.page_extra = f"/Annots {deep} 0 R"
    pages.append(raw.text_page(["Sist"]))
    raw.pages(pages)
    return raw.data(f"/Info {deep} 0 R")


def annotations(rng: random.Random, sources: Sources) -> bytes:
    raw, pages = _filled(sources)
    form = raw.stream(b"BT /F1 9 Tf 5 5 Td (falt) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 99 99]")
    made = raw.add(
        f"<</Type/Annot/Subtype/{rng.choice(('Widget', 'FreeText', 'Link', 'Popup', 'X'))}/Rect[{' '.join(rng.choice(_NUMBERS) for _ in range(4))}]/AP<</N {rng.choice((form, 1, pages[0]))} 0 R>>/Parent {max(raw.objects) + 1} 0 R/FT/Tx/V(x)/Kids[{max(raw.objects) + 1} 0 R]>>"
    )
    raw.page_extra = f"/Annots[{f'{made} 0 R ' * rng.choice((1, 600, 20_000))}]"
    raw.pages([raw.text_page(sources.lines[:20]) for _ in range(rng.choice((1, 5)))])
    return raw.data()


def traps(rng: random.Random, sources: Sources) -> bytes:
    lines = trapped(rng, sources.lines, rng.choice((2, 15)))
    raw, pages = _filled(sources, lines)
    raw.pages(pages)
    return raw.data()


MAKERS: dict[str, Maker] = {
    "sidtrad": page_tree,
    "bokmarken": outlines,
    "objektstrom": object_streams,
    "innehall": content,
    "formular": forms,
    "rutor": boxes,
    "bilder": images,
    "bomber": bombs,
    "typsnitt": fonts,
    "typer": types,
    "tabell": tables,
    "nastlad": nested,
    "anteckningar": annotations,
    "fallor": traps,
}
