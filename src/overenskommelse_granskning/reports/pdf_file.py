"""A PDF file written from its objects: pages of text and rules, bookmarks, and tags for screen readers.

A report needs nothing else, and no library that writes it tags it: headings, tables and paragraphs would
be only letters on a page to those who have it read to them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

_FONTS = ("Helvetica", "Helvetica-Bold")


@dataclass(slots=True)
class Element:
    """A part of the document's structure (``P``, ``H1``, ``Table``, ``TD`` …)."""

    kind: str
    kids: list[Element | tuple[int, int]] = field(default_factory=list)  # or page and number of its content

    def below(self, kind: str) -> Element:
        """A new part within this one."""
        new = Element(kind)
        self.kids.append(new)
        return new


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: its level from 0, and where it leads."""

    title: str
    level: int
    page: int
    top: float


class PdfFile:
    """Collects pages; ``written`` puts them together. The same content gives the same bytes."""

    def __init__(self, size: tuple[float, float]) -> None:
        self._size = size
        self._pages: list[list[str]] = []
        self._owners: list[list[Element]] = []  # per page, by number of content
        self._open: Element | None = None
        self.document = Element("Document")
        self.marks: list[Mark] = []

    @property
    def page(self) -> int:
        """The page being written, from 0."""
        return len(self._pages) - 1

    def turn(self) -> None:
        """Begin a page."""
        self._shut()
        self._pages.append([])
        self._owners.append([])

    def put(self, operators: str, element: Element | None) -> None:
        """Content that belongs to an element, or (None) to no reading, such as rules and page numbers."""
        page = self._pages[-1]
        if element is None:
            self._shut()
            page.append(f"/Artifact BMC {operators} EMC")
            return
        if element is not self._open:
            self._shut()
            owners = self._owners[-1]
            page.append(f"/{element.kind} <</MCID {len(owners)}>> BDC")
            element.kids.append((self.page, len(owners)))
            owners.append(element)
            self._open = element
        page.append(operators)

    def _shut(self) -> None:
        if self._open is not None:
            self._pages[-1].append("EMC")
            self._open = None

    def written(self, *, title: str, author: str, language: str) -> bytes:
        """The bytes of the file."""
        self._shut()
        objects = _Objects()
        catalog, pages, tree = objects.reserve(), objects.reserve(), objects.reserve()
        fonts = " ".join(
            f"/F{n} {objects.add(f'<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>')} 0 R"
            for n, name in enumerate(_FONTS, 1)
        )
        leaves = [objects.reserve() for _ in self._pages]
        width, height = self._size
        for n, content in enumerate(self._pages):
            stream = objects.stream("\n".join(content).encode("latin-1"))
            objects.put(
                leaves[n],
                f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents {stream} 0 R"
                f"/Resources<</Font<<{fonts}>>>>/StructParents {n}/Tabs/S>>",
            )
        kids = " ".join(f"{leaf} 0 R" for leaf in leaves)
        objects.put(pages, f"<</Type/Pages/Kids[{kids}]/Count {len(leaves)}>>")
        self._structure(objects, tree, leaves)
        outlines = self._bookmarks(objects, leaves)
        objects.put(
            catalog,
            f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"
            f"/Lang{_text(language)}/ViewerPreferences<</DisplayDocTitle true>>{outlines}>>",
        )
        info = objects.add(f"<</Title{_text(title)}/Author{_text(author)}/Producer{_text(author)}>>")
        return objects.written(catalog, info)

    def _structure(self, objects: _Objects, tree: int, leaves: Sequence[int]) -> None:
        numbers: dict[int, int] = {}

        def write(element: Element, parent: int) -> int:
            number = numbers[id(element)] = objects.reserve()
            kids = " ".join(
                f"<</Type/MCR/Pg {leaves[k[0]]} 0 R/MCID {k[1]}>>"
                if isinstance(k, tuple)
                else f"{write(k, number)} 0 R"
                for k in element.kids
            )
            scope = "/A<</O/Table/Scope/Column>>" if element.kind == "TH" else ""
            objects.put(number, f"<</Type/StructElem/S/{element.kind}/P {parent} 0 R/K[{kids}]{scope}>>")
            return number

        top = write(self.document, tree)
        owners = "".join(
            f"{n}[{' '.join(f'{numbers[id(e)]} 0 R' for e in found)}]" for n, found in enumerate(self._owners)
        )
        objects.put(
            tree,
            f"<</Type/StructTreeRoot/K[{top} 0 R]/ParentTree<</Nums[{owners}]>>"
            f"/ParentTreeNextKey {len(leaves)}>>",
        )

    def _bookmarks(self, objects: _Objects, leaves: Sequence[int]) -> str:
        """Write the bookmarks; the catalog's entry for them. Those of the first two levels stand open."""
        if not self.marks:
            return ""
        root = objects.reserve()
        numbers = [objects.reserve() for _ in self.marks]
        parents: list[int] = []
        path: list[int] = []  # the marks above, by level
        for n, mark in enumerate(self.marks):
            del path[mark.level :]
            parents.append(path[-1] if path else -1)
            path.append(n)
        below: dict[int, list[int]] = {}
        for n, parent in enumerate(parents):
            below.setdefault(parent, []).append(n)

        def shown(n: int) -> int:
            """How many stand open below a mark; the marks of the first level are open."""
            return sum(1 + (shown(k) if self.marks[k].level < 1 else 0) for k in below.get(n, ()))

        def ends(n: int) -> str:
            found = below.get(n, [])
            if not found:
                return ""
            count = shown(n) if n < 0 or self.marks[n].level < 1 else -shown(n)
            return f"/First {numbers[found[0]]} 0 R/Last {numbers[found[-1]]} 0 R/Count {count}"

        for n, mark in enumerate(self.marks):
            beside = below[parents[n]]
            at = beside.index(n)
            before = f"/Prev {numbers[beside[at - 1]]} 0 R" if at else ""
            after = f"/Next {numbers[beside[at + 1]]} 0 R" if at + 1 < len(beside) else ""
            parent = root if parents[n] < 0 else numbers[parents[n]]
            objects.put(
                numbers[n],
                f"<</Title{_text(mark.title)}/Parent {parent} 0 R{before}{after}{ends(n)}"
                f"/Dest[{leaves[mark.page]} 0 R/XYZ 0 {mark.top:.2f} null]>>",
            )
        objects.put(root, f"<</Type/Outlines{ends(-1)}>>")
        return f"/Outlines {root} 0 R/PageMode/UseOutlines"


class _Objects:
    """The numbered objects of a file."""

    def __init__(self) -> None:
        self._contents: list[bytes] = []

    def reserve(self) -> int:
        self._contents.append(b"null")
        return len(self._contents)

    def put(self, number: int, content: str) -> None:
        self._contents[number - 1] = content.encode("latin-1")

    def add(self, content: str) -> int:
        number = self.reserve()
        self.put(number, content)
        return number

    def stream(self, data: bytes) -> int:
        packed = zlib.compress(data, 6)
        head = f"<</Length {len(packed)}/Filter/FlateDecode>>\nstream\n".encode()
        self._contents.append(head + packed + b"\nendstream")
        return len(self._contents)

    def written(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places: list[int] = []
        for number, content in enumerate(self._contents, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        start = len(out)
        table = "".join(f"{at:010d} 00000 n\r\n" for at in places)
        size = len(places) + 1
        out += (
            f"xref\n0 {size}\n0000000000 65535 f\r\n{table}trailer\n<</Size {size}/Root {root} 0 R/Info {info} 0 R>>\n"
            f"startxref\n{start}\n%%EOF\n"
        ).encode()
        return bytes(out)


def _text(text: str) -> str:
    """A string for people, in any alphabet."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
