"""The parts of a Word package that comments touch: relationships, content types, the comments' own parts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from lxml import etree

from ...errors import report_error
from ...readers.archive import Archive
from ...readers.docx.names import VAL, W
from ...readers.docx.package import STRICT, Package
from ...readers.options import Limits
from ...readers.xmltree import parse_xml
from .container import Container

OWN = "urn:overenskommelse-granskning:markering"  # our attributes; ignored, and dropped, by Word
OWN_PREFIX = "granska"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_IGNORABLE = f"{{{MC}}}Ignorable"

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OUR_RELATION = "rGranska"
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>\s*")
_NO_EDITING = frozenset(("readOnly", "forms"))
_ON = frozenset(("1", "true", "on"))


class Parts:
    """Reads parts as trees by their relationship, and writes back those that were changed."""

    def __init__(self, data: bytes, main_path: str, limits: Limits) -> None:
        self._data = data
        self._container = Container(data)
        self._styles: dict[str, str] | None = None
        self._limits = limits
        self.main_path = main_path
        folder, name = posixpath.split(main_path)
        self._folder = folder
        self._rels_path = posixpath.join(folder, "_rels", f"{name}.rels")
        self._trees: dict[str, etree._Element] = {}
        self._heads: dict[str, bytes] = {}
        self._strict: set[str] = set()
        self._mixed: set[str] = set()
        self._changed: dict[str, None] = {}
        self._gone: set[str] = set()

    def tree(self, path: str) -> etree._Element | None:
        """The root of a part, the same at every call; None where there is no such part."""
        if path in self._trees:
            return self._trees[path]
        if path not in self._container or path in self._gone:
            return None
        data = self._container.read(path)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.decode("utf-16").encode("utf-8")
            data = _DECLARATION.sub(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', data, count=1)
        if path.endswith(".xml") and any(strict in data for strict, _ in STRICT):
            if any(transitional in data for _, transitional in STRICT):
                self._mixed.add(path)
            self._strict.add(path)
            for strict, transitional in STRICT:
                data = data.replace(strict, transitional)
        head = _DECLARATION.match(data)
        self._heads[path] = head[0] if head and re.search(rb"utf-?8", head[0], re.I) else b""
        self._trees[path] = parse_xml(data, self._limits, whole=True)
        return self._trees[path]

    @property
    def strict(self) -> bool:
        """Whether the main part is of the strict kind, so that new parts are to be so too."""
        return self.main_path in self._strict

    def changed(self, path: str) -> None:
        """The tree of ``path`` is to be written. Raises for one that could not be written as it was."""
        if path in self._mixed:
            raise report_error("S004")
        self._changed[path] = None

    def put(self, path: str, root: etree._Element) -> None:
        """A new part, or a new root for an old one."""
        self._trees[path] = root
        self._gone.discard(path)
        if path not in self._heads:
            self._heads[path] = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            if self.strict:
                self._strict.add(path)
        self.changed(path)

    def remove(self, path: str) -> None:
        self._gone.add(path)
        self._trees.pop(path, None)
        self._changed.pop(path, None)

    def related(self, kind: str) -> str | None:
        """The path of the part that the main part calls its ``kind`` (last word of the type)."""
        found = self._relation(kind)
        if found is None:
            return None
        target = found.get("Target", "")
        if target.startswith("/"):
            return target[1:]
        return posixpath.normpath(posixpath.join(self._folder, target))

    def add_comments(self, root: etree._Element) -> str:
        """Put a comments part in the package; its path."""
        path = self.related("comments")
        if path is None:
            path = posixpath.join(self._folder, "comments.xml")
            if path in self._container and path not in self._gone:  # a part that nothing refers to
                path = posixpath.join(self._folder, "granska-comments.xml")
            self._relate(path)
        self._declare(path)
        self.put(path, root)
        return path

    def remove_comments_if_ours(self, path: str) -> bool:
        """Take the comments part away again, if it was we who put it there."""
        found = self._relation("comments")
        if found is None or found.get("Id") != _OUR_RELATION:
            return False
        drop(found)
        self.changed(self._rels_path)
        types = self._types()
        for override in list(types.iterchildren(f"{_TYPES}Override")):
            if override.get("PartName") == f"/{path}":
                drop(override)
                self.changed("[Content_Types].xml")
        self.remove(path)
        return True

    def refuse_closed(self) -> None:
        """Raise for a signed document, and for one protected against changes."""
        if any(name.startswith("_xmlsignatures/") for name in self._container.names):
            raise report_error("S001")
        path = self.related("settings")
        settings = self.tree(path) if path else None
        protection = None if settings is None else settings.find(f"{W}documentProtection")
        if protection is None or protection.get(f"{W}edit") not in _NO_EDITING:
            return
        if protection.get(f"{W}enforcement") in _ON:
            raise report_error("S002")

    def styles_named(self, names: Iterable[str]) -> dict[str, str]:
        """Style ids by the built-in names given, as far as the document has them."""
        if self._styles is None:
            self._styles = {}
            root = Package(Archive(self._data, self._limits)).by_type("styles")
            for style in () if root is None else root.iterchildren(f"{W}style"):
                name = style.find(f"{W}name")
                known = "" if name is None else (name.get(VAL) or "").lower()
                self._styles.setdefault(known, style.get(f"{W}styleId", ""))
        return {name: self._styles[name] for name in names if name in self._styles}

    def words(self, pattern: re.Pattern[bytes]) -> set[str]:
        """Every first group of ``pattern`` in the XML parts beside the main one, as they are now."""
        folder = f"{self._folder}/" if self._folder else ""
        return {
            found.decode("ascii", "replace").upper()
            for name in dict.fromkeys((*self._container.names, *self._trees))
            if name.startswith(folder) and name.endswith(".xml") and name not in self._gone
            for found in pattern.findall(
                self._bytes(name) if name in self._trees else self._container.read(name)
            )
        }

    def written(self) -> bytes:
        """The package with the changed parts."""
        changed: dict[str, bytes | None] = {path: self._bytes(path) for path in self._changed}
        changed |= dict.fromkeys(sorted(self._gone))
        return self._container.written(changed)

    def _bytes(self, path: str) -> bytes:
        tree = self._trees[path].getroottree()
        head = self._heads[path]
        data = etree.tostring(tree, encoding="UTF-8", xml_declaration=not head)
        if path in self._strict:
            for strict, transitional in STRICT:
                data = data.replace(transitional, strict)
        return head + data

    def _relation(self, kind: str) -> etree._Element | None:
        root = self.tree(self._rels_path)
        for element in () if root is None else root.iterchildren(f"{_RELATIONS}Relationship"):
            type_ = element.get("Type", "").rpartition("/")[2]
            if type_ == kind and element.get("TargetMode") != "External":
                return element
        return None

    def _relate(self, path: str) -> None:
        root = self.tree(self._rels_path)
        if root is None:
            root = _element(f"{_RELATIONS}Relationships", {None: _RELATIONS[1:-1]})
            self.put(self._rels_path, root)
        office = _OFFICE_STRICT if self.strict else _OFFICE
        relation = etree.SubElement(root, f"{_RELATIONS}Relationship")
        relation.set("Id", _OUR_RELATION)
        relation.set("Type", f"{office}/comments")
        relation.set("Target", posixpath.relpath(path, self._folder or "."))
        self.changed(self._rels_path)

    def _declare(self, path: str) -> None:
        types = self._types()
        for override in types.iterchildren(f"{_TYPES}Override"):
            if override.get("PartName", "").lower() == f"/{path}".lower():
                return
        override = etree.SubElement(types, f"{_TYPES}Override")
        override.set("PartName", f"/{path}")
        override.set("ContentType", _COMMENTS_TYPE)
        self.changed("[Content_Types].xml")

    def _types(self) -> etree._Element:
        root = self.tree("[Content_Types].xml")
        if root is None:
            raise report_error("S004")
        return root


def drop(element: etree._Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def with_own_namespace(root: etree._Element) -> etree._Element:
    """The root with our namespace declared and said to be ignorable; the same root where it was before."""
    prefix = next((p for p, uri in root.nsmap.items() if uri == OWN and p), None)
    ignorable = (root.get(_IGNORABLE) or "").split()
    if prefix is None:
        prefix = OWN_PREFIX
        nsmap = {**root.nsmap, prefix: OWN}
        nsmap.setdefault("mc", MC)
        root = _rebuilt(root, nsmap)
    if prefix not in ignorable:
        root.set(_IGNORABLE, " ".join([*ignorable, prefix]))
    return root


def without_own_namespace(root: etree._Element) -> etree._Element:
    """The root as it was before :func:`with_own_namespace`."""
    prefix = next((p for p, uri in root.nsmap.items() if uri == OWN and p), None)
    if prefix is None:
        return root
    kept = [p for p in (root.get(_IGNORABLE) or "").split() if p != prefix]
    if kept:
        root.set(_IGNORABLE, " ".join(kept))
    elif _IGNORABLE in root.attrib:
        del root.attrib[_IGNORABLE]
    return _rebuilt(root, {p: uri for p, uri in root.nsmap.items() if p != prefix})


def _rebuilt(root: etree._Element, nsmap: dict[str | None, str]) -> etree._Element:
    """The same element with other namespace declarations, which lxml fixes when an element is made."""
    new = _element(str(root.tag), nsmap)
    for name, value in root.attrib.items():
        new.set(name, value)
    new.text = root.text
    for child in list(root):
        new.append(child)
    return new


def _element(tag: str, nsmap: dict[str | None, str]) -> etree._Element:
    return etree.Element(tag, nsmap=nsmap)  # type: ignore[arg-type]  # the stubs know no default namespace
