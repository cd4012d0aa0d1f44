"""Comments in a copy of a Word file.

Everything but our comments stays: runs are cut where a range begins or ends within them, and mended when
the comments go; parts of the package that comments do not touch are copied as they are packed.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from ...document import Original
from ...errors import report_error
from ...readers.archive import Archive
from ...readers.docx import origins
from ...readers.docx.names import TEXT, W
from ...readers.docx.package import Package
from ...readers.options import Limits, ReadOptions
from ..model import Note, by_span
from .comments import Comments
from .marks import END, ID, REFERENCE, START, put_marks, take_marks
from .parts import Parts
from .places import Locator, Place

MOST = 2_000  # comments in one file; Word itself opens no file with more than 32,767 ranges


def annotate(original: Original, notes: Sequence[Note]) -> bytes:
    """A copy with ``notes`` as comments, in place of those of ours that the file holds.

    Notes at the same words are one comment. One of ours that somebody has replied to stays as it is, and
    nothing is written again of what it tells.
    Raises :class:`ReportError` for a signed or protected document.
    """
    options = ReadOptions(revisions="original" if original.revisions == "original" else "accepted")
    parts, root = _opened(original.data, options.limits)
    comments = Comments(parts)
    answered = {key for o in comments.ours() if o.answered for key in o.keys}
    _cleaned(parts, root, comments, keep_answered=True)
    document = original.document
    body = root.find(W + "body")
    locator = Locator(document, root if body is None else body, origins(original.data, root, options))
    wanted: list[tuple[list[Note], Place | etree._Element, str]] = []
    left = [n for n in notes if n.key not in answered]
    for span, together in [*by_span(left)][:MOST]:
        place = None if span is None else locator.place(span)
        if place is not None and span is not None:
            quote = "" if place.exact else f"Gäller ”{' '.join(document.slice(span).split())}”"
            wanted.append((together, place, quote))
            continue
        last = locator.last_paragraph()
        if last is not None:
            wanted.append((together, last, ""))
    used = {mark.get(ID, "") for mark in root.iter(START, END, REFERENCE)}
    numbers = comments.free_numbers(used, len(wanted))
    styles = parts.styles_named(("annotation reference",))
    forms = put_marks(
        {number: place for number, (_, place, _) in zip(numbers, wanted, strict=True)},
        styles.get("annotation reference", ""),
    )
    comments.add([(n, told, quote, forms[n]) for n, (told, _, quote) in zip(numbers, wanted, strict=True)])
    if wanted:
        parts.changed(parts.main_path)
    return parts.written()


def clean(data: bytes) -> bytes:
    """The file without our comments, and as it was before them; the same bytes where it has none."""
    parts, root = _opened(data, Limits())
    comments = Comments(parts)
    return parts.written() if _cleaned(parts, root, comments, keep_answered=False) else data


def _opened(data: bytes, limits: Limits) -> tuple[Parts, etree._Element]:
    path = Package(Archive(data, limits)).main_path
    parts = Parts(data, path, limits)
    parts.refuse_closed()
    root = parts.tree(path)
    assert root is not None  # the package says that it is there
    if any(len(text) for text in root.iter(TEXT)):
        raise report_error("S004")  # comments of XML within words, which no office program writes
    return parts, root


def _cleaned(parts: Parts, root: etree._Element, comments: Comments, *, keep_answered: bool) -> bool:
    """Take our comments out; whether there were any."""
    ours = [o for o in comments.ours() if not (keep_answered and o.answered)]
    if not ours:
        return False
    take_marks(root, {o.identity for o in ours}, {o.identity: o.cuts for o in ours})
    comments.remove({o.identity for o in ours})
    parts.changed(parts.main_path)
    return True
