"""The comments of a package: which are ours, making new ones, removing old ones.

Beside ``comments.xml`` newer versions of Word keep parts that list comments by the ``paraId`` of their last
paragraph. Where they are, our comments are entered there as well; where they are not, none are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ...readers.docx.names import PPR, RPR, RUN, TEXT, VAL, P, W, integer
from ..model import AUTHOR, INITIALS, Note, signed, titles
from .parts import MC, OWN, Parts, drop, with_own_namespace, without_own_namespace

_COMMENT = W + "comment"
_ID, _AUTHOR = W + "id", W + "author"
_CUTS = f"{{{OWN}}}snitt"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_PARA_ID = f"{{{_W14}}}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_EX, _PARENT = _W15 + "commentEx", _W15 + "paraIdParent"
_LISTED = re.compile(rb"(?:paraId|durableId)=[\"']([0-9A-Fa-f]{8})[\"']")
_FIRST_ID = 0x67000001  # ids of eight hexadecimal digits, below 0x7FFFFFFF as Word demands
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GREY = "767676"


@dataclass(frozen=True, slots=True)
class Ours:
    """A comment of ours in the file: the keys of the notes in it. ``cuts`` is None where it is not known what
    was cut for it."""

    identity: str
    keys: tuple[str, ...]
    cuts: tuple[str, str] | None
    answered: bool  # somebody has replied to it


class Comments:
    """The comments of one package, as trees that are changed in place."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.path = parts.related("comments")
        root = parts.tree(self.path) if self.path else None
        self._root = root
        self._extended = self._listing("commentsExtended")
        self._identities = self._listing("commentsIds")
        self._extensible = self._listing("commentsExtensible")

    def _listing(self, kind: str) -> tuple[str, etree._Element] | None:
        path = self._parts.related(kind)
        root = self._parts.tree(path) if path else None
        return None if path is None or root is None else (path, root)

    def ours(self) -> list[Ours]:
        """The comments that we wrote: by author, and by the signature in the last line."""
        answered = self._answered()
        out: list[Ours] = []
        for comment in self._all():
            paragraphs = list(comment.iter(P))
            keys = [signed(_text(p)) for p in paragraphs]
            if comment.get(_AUTHOR) != AUTHOR or not keys or keys[-1] is None:
                continue
            cuts = comment.get(_CUTS)
            known = None if cuts is None else cuts.partition(" ")
            out.append(
                Ours(
                    comment.get(_ID, ""),
                    tuple(filter(None, keys)),
                    None if known is None else (known[0].strip("-"), known[2].strip("-")),
                    any(p.get(_PARA_ID, "").upper() in answered for p in paragraphs),
                )
            )
        return out

    def _answered(self) -> set[str]:
        if self._extended is None:
            return set()
        return {parent.upper() for e in self._extended[1].iter(_EX) if (parent := e.get(_PARENT)) is not None}

    def _all(self) -> Iterator[etree._Element]:
        if self._root is not None:
            yield from self._root.iterchildren(_COMMENT)

    def remove(self, identities: set[str]) -> None:
        """Remove comments, and what lists them. A reply to one of them becomes a comment of its own."""
        if self._root is None or self.path is None or not identities:
            return
        gone: set[str] = set()
        for comment in list(self._all()):
            if comment.get(_ID, "") in identities:
                gone |= {p.get(_PARA_ID, "").upper() for p in comment.iter(P)}
                drop(comment)
        gone.discard("")
        self._unlist(gone)
        if next(self._all(), None) is None and self._parts.remove_comments_if_ours(self.path):
            self._root = self.path = None
            return
        if not any(c.get(_CUTS) for c in self._all()):
            self._root = without_own_namespace(self._root)
        self._parts.put(self.path, self._root)

    def _unlist(self, gone: set[str]) -> None:
        durable: set[str] = set()
        if self._extended is not None:
            path, root = self._extended
            for entry in list(root.iter(_EX)):
                if entry.get(f"{_W15}paraId", "").upper() in gone:
                    drop(entry)
                    self._parts.changed(path)
                elif entry.get(_PARENT, "").upper() in gone:
                    del entry.attrib[_PARENT]
                    self._parts.changed(path)
        if self._identities is not None:
            path, root = self._identities
            for entry in list(root.iter(f"{_CID}commentId")):
                if entry.get(f"{_CID}paraId", "").upper() in gone:
                    durable.add(entry.get(f"{_CID}durableId", "").upper())
                    drop(entry)
                    self._parts.changed(path)
        if self._extensible is not None:
            path, root = self._extensible
            for entry in list(root.iter(f"{_CEX}commentExtensible")):
                if entry.get(f"{_CEX}durableId", "").upper() in durable:
                    drop(entry)
                    self._parts.changed(path)

    def free_numbers(self, used: set[str], count: int) -> list[int]:
        """The lowest ids that neither a comment nor a mark (``used``) has."""
        taken = {integer(i) for i in used} | {integer(c.get(_ID)) for c in self._all()}
        out: list[int] = []
        number = 0
        while len(out) < count:
            if number not in taken:
                out.append(number)
            number += 1
        return out

    def add(self, entries: list[tuple[int, list[Note], str, tuple[str, str]]]) -> None:
        """Write comments: number, the notes in it, quote (empty where the range says it), and the cuts made."""
        if not entries:
            return
        if self._root is None:
            nsmap = {"w": W[1:-1], "mc": MC, "granska": OWN}
            self._root = with_own_namespace(etree.Element(W + "comments", nsmap=nsmap))
            self.path = self._parts.add_comments(self._root)
        else:
            assert self.path is not None
            self._root = with_own_namespace(self._root)
            self._parts.put(self.path, self._root)
        names = self._parts.styles_named(("annotation text", "annotation reference"))
        fresh = self._fresh_ids() if self._extended or self._identities else None
        for number, notes, quote, cuts in entries:
            comment = etree.SubElement(self._root, _COMMENT)
            comment.set(_ID, str(number))
            comment.set(_AUTHOR, AUTHOR)
            comment.set(W + "initials", INITIALS)
            comment.set(_CUTS, " ".join(c or "-" for c in cuts))
            _write(comment, notes, quote, names)
            if fresh is not None:
                self._list(comment, fresh)

    def _fresh_ids(self) -> Callable[[], str]:
        taken = self._parts.words(_LISTED)
        number = _FIRST_ID

        def fresh() -> str:
            nonlocal number
            while f"{number:08X}" in taken:
                number += 1
            number += 1
            return f"{number - 1:08X}"

        return fresh

    def _list(self, comment: etree._Element, fresh: Callable[[], str]) -> None:
        last = [*comment.iter(P)][-1]
        last.set(_PARA_ID, fresh())
        identity = last.get(_PARA_ID, "")
        if self._extended is not None:
            path, root = self._extended
            entry = etree.SubElement(root, _EX)
            entry.set(f"{_W15}paraId", identity)
            entry.set(f"{_W15}done", "0")
            self._parts.changed(path)
        if self._identities is None:
            return
        durable = fresh()
        path, root = self._identities
        entry = etree.SubElement(root, f"{_CID}commentId")
        entry.set(f"{_CID}paraId", identity)
        entry.set(f"{_CID}durableId", durable)
        self._parts.changed(path)
        if self._extensible is not None:
            path, root = self._extensible
            etree.SubElement(root, f"{_CEX}commentExtensible").set(f"{_CEX}durableId", durable)
            self._parts.changed(path)


def _write(comment: etree._Element, notes: Sequence[Note], quote: str, names: dict[str, str]) -> None:
    """The paragraphs of a comment: of each note title, lines and signature; the quote below the first title."""
    paragraphs: list[tuple[str, str]] = []
    for title, note in zip(titles(notes), notes, strict=True):
        paragraphs += [(title, "b"), *((line, "") for line in note.lines), (note.signature, "faint")]
    if quote:
        paragraphs.insert(1, (quote, ""))
    for n, (text, look) in enumerate(paragraphs):
        p = etree.SubElement(comment, P)
        if style := names.get("annotation text"):
            etree.SubElement(etree.SubElement(p, PPR), W + "pStyle").set(VAL, style)
        if n == 0:
            mark = etree.SubElement(p, RUN)
            if style := names.get("annotation reference"):
                etree.SubElement(etree.SubElement(mark, RPR), W + "rStyle").set(VAL, style)
            etree.SubElement(mark, W + "annotationRef")
        run = etree.SubElement(p, RUN)
        formatting = etree.SubElement(run, RPR)
        if look == "b":
            etree.SubElement(formatting, W + "b")
        if look == "faint":
            etree.SubElement(formatting, W + "color").set(VAL, _GREY)
        if "annotation text" not in names:
            etree.SubElement(formatting, W + "sz").set(VAL, "20")
        if not len(formatting):
            run.remove(formatting)
        words = etree.SubElement(run, TEXT)
        words.text = text
        words.set(_SPACE, "preserve")


def _text(paragraph: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(TEXT))
