"""The parts of a Word package: relationships, main document, styles, headers, core properties."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from ...errors import unreadable
from ..archive import Archive
from ..xmltree import parse_xml
from .names import R

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PAGES = re.compile(rb"<(?:\w+:)?Pages>\s*(\d{1,5})\s*</")
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_STYLE_END = b"</w:style>"

_CORE = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/terms/}created": "created",
    "{http://purl.org/dc/terms/}modified": "modified",
}


class Package:
    """Reads parts by their relationship from the main document."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.main_path = self._main_path()
        self._targets = self._relationships(self.main_path)

    def _main_path(self) -> str:
        for kind, target in self._relationships("").values():
            if kind == "officeDocument" and target in self._archive:
                return target
        if "word/document.xml" in self._archive:
            return "word/document.xml"
        raise unreadable("R005")

    def _relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, path of the target); external ones are left out."""
        folder, name = posixpath.split(part)
        data = self._archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        out: dict[str, tuple[str, str]] = {}
        if data is None:
            return out
        for element in parse_xml(data, self._archive.limits).iter(_RELATIONSHIP):
            target = element.get("Target", "")
            if element.get("TargetMode") == "External" or not target:
                continue
            path = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            out[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], path)
        return out

    def main(self) -> etree._Element:
        root = self._parse(self.main_path)
        if root is None:
            raise unreadable("R005")
        return root

    def by_type(self, kind: str) -> etree._Element | None:
        """The part of a relationship type such as ``styles`` or ``footnotes``."""
        for found, path in self._targets.values():
            if found == kind:
                return self._parse(path)
        return None

    def by_reference(self, reference: etree._Element) -> etree._Element | None:
        """The part that a header or footer reference points to."""
        found = self._targets.get(reference.get(R + "id", ""))
        return self._parse(found[1]) if found else None

    def properties(self) -> dict[str, str]:
        data = self._archive.read("docProps/core.xml")
        if data is None:
            return {}
        return {
            name: child.text
            for child in parse_xml(data, self._archive.limits)
            if (name := _CORE.get(str(child.tag))) is not None and child.text
        }

    def pages(self) -> int | None:
        """The number of pages that the program which saved the file counted, None where it says none."""
        data = self._archive.read("docProps/app.xml") or b""
        found = _PAGES.search(data)  # so small a fact is not worth failing for where the part is damaged
        return int(found.group(1)) if found else None

    def _parse(self, path: str) -> etree._Element | None:
        data = self._archive.read(path)
        if data is None:
            return None
        if b"purl.oclc.org/ooxml" in data[:4096]:
            for strict, transitional in STRICT:
                data = data.replace(strict, transitional)
        if path.endswith("styles.xml"):
            data = without_table_styles(data)
        return parse_xml(data, self._archive.limits)


def without_table_styles(data: bytes) -> bytes:
    """A style sheet without its table styles.

    They are most of it (300 kB in common templates), say nothing about text, and parsing them costs
    more than reading the rest of the document. Where the file is written otherwise, nothing is cut.
    """
    parts: list[bytes] = []
    kept = at = 0
    while (at := data.find(b'<w:style w:type="table"', at)) >= 0:
        tag_end = data.find(b">", at)
        end = data.find(_STYLE_END, at)
        if tag_end < 0 or end < 0 or data[tag_end - 1 : tag_end] == b"/":
            at += 1
            continue
        parts.append(data[kept:at])
        kept = at = end + len(_STYLE_END)
    parts.append(data[kept:])
    return b"".join(parts)
