"""The list of findings among the bookmarks of a PDF, behind those that it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from .increment import Increment, copy_of

OURS = "/GranskaLista"  # marks our entry, so that it is known again


@dataclass(slots=True)
class Entry:
    """A bookmark: where it leads (page, left, top) and what stands below it."""

    title: str
    target: tuple[IndirectObject, float, float] | None = None
    below: list[Entry] = field(default_factory=list)


def add_bookmarks(increment: Increment, catalog: DictionaryObject, entry: Entry) -> None:
    """Put ``entry`` last among the bookmarks. ``catalog`` is a copy that is to be written."""
    reference = catalog.raw_get("/Outlines") if "/Outlines" in catalog else None
    if isinstance(reference, IndirectObject):
        root_reference, root = reference, copy_of(reference)
    else:
        root_reference, root = increment.reserve(), DictionaryObject()
        if isinstance(reference, DictionaryObject):
            root.update(reference)
        catalog[NameObject("/Outlines")] = root_reference
    root[NameObject("/Type")] = NameObject("/Outlines")
    ours, visible = _item(increment, entry, root_reference)
    item = ours[1]
    item[NameObject(OURS)] = NumberObject(1)
    last = root.raw_get("/Last") if "/Last" in root else None
    if isinstance(last, IndirectObject):
        before = copy_of(last)
        before[NameObject("/Next")] = ours[0]
        increment.put(last, before)
        item[NameObject("/Prev")] = last
    else:
        root[NameObject("/First")] = ours[0]
    root[NameObject("/Last")] = ours[0]
    root[NameObject("/Count")] = NumberObject(max(_count(root), 0) + 1 + visible)
    increment.put(ours[0], item)
    increment.put(root_reference, root)


def remove_bookmarks(increment: Increment, catalog: DictionaryObject) -> bool:
    """Take our entry out of the bookmarks again; whether it was there."""
    root_reference = catalog.raw_get("/Outlines") if "/Outlines" in catalog else None
    if not isinstance(root_reference, IndirectObject):
        return False
    root = copy_of(root_reference)
    chain = list(_chain(root))
    at = next((n for n, (_, item) in enumerate(chain) if OURS in item), None)
    if at is None:
        return False
    gone = chain.pop(at)[1]
    if not chain:
        del catalog["/Outlines"]
        return True
    for n in {max(at - 1, 0), min(at, len(chain) - 1)}:
        reference, item = chain[n]
        for key, beside in (("/Prev", n - 1), ("/Next", n + 1)):
            item.pop(key, None)
            if 0 <= beside < len(chain):
                item[NameObject(key)] = chain[beside][0]
        increment.put(reference, item)
    root[NameObject("/First")], root[NameObject("/Last")] = chain[0][0], chain[-1][0]
    lost = 1 + max(_count(gone), 0)
    root[NameObject("/Count")] = NumberObject(max(_count(root) - lost, 0))
    increment.put(root_reference, root)
    return True


def _chain(root: DictionaryObject) -> Iterator[tuple[IndirectObject, DictionaryObject]]:
    """The entries of the first level, as copies."""
    seen: set[int] = set()
    at = root.raw_get("/First") if "/First" in root else None
    while isinstance(at, IndirectObject) and at.idnum not in seen:
        seen.add(at.idnum)
        item = copy_of(at)
        yield at, item
        at = item.raw_get("/Next") if "/Next" in item else None


def _count(item: DictionaryObject) -> int:
    count = item.get("/Count")
    return int(count) if isinstance(count, NumberObject) else 0


def _item(
    increment: Increment, entry: Entry, parent: IndirectObject
) -> tuple[tuple[IndirectObject, DictionaryObject], int]:
    """The object of an entry with those below it, and how many stand open below it."""
    reference = increment.reserve()
    item = DictionaryObject(
        {NameObject("/Title"): TextStringObject(entry.title), NameObject("/Parent"): parent}
    )
    if entry.target is not None:
        page, left, top = entry.target
        where: Sequence[PdfObject] = (page, NameObject("/XYZ"), _number(left), _number(top), NullObject())
        item[NameObject("/Dest")] = ArrayObject(where)
    children = [_item(increment, below, reference) for below in entry.below]
    visible = sum(1 + count for _, count in children)
    for n, ((child, content), _) in enumerate(children):
        if n:
            content[NameObject("/Prev")] = children[n - 1][0][0]
        if n + 1 < len(children):
            content[NameObject("/Next")] = children[n + 1][0][0]
        increment.put(child, content)
    if children:
        item[NameObject("/First")] = children[0][0][0]
        item[NameObject("/Last")] = children[-1][0][0]
        item[NameObject("/Count")] = NumberObject(visible)
    increment.put(reference, item)
    return (reference, item), visible


def _number(value: float) -> FloatObject:
    return FloatObject(f"{value:.2f}")
