"""The annotations themselves: highlights over words, notes beside them, and how they look."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from ...readers.pdf.places import UserBox
from ..model import AUTHOR, Note, Tone, titles
from .increment import Increment

COLOURS = {
    Tone.PARTIAL: (1.0, 0.87, 0.4),
    Tone.MISSING: (1.0, 0.74, 0.7),
    Tone.REVIEW: (0.72, 0.86, 1.0),
}
NAME = f"{AUTHOR}-"  # begins the names of our annotations
ICON = 18.0
_PRINTED = 4


def highlight(
    increment: Increment, page: IndirectObject, boxes: Sequence[UserBox], notes: Sequence[Note], name: str
) -> IndirectObject:
    """A highlight over one rectangle per line, with the notes as its text."""
    around = boxes[0]
    for box in boxes[1:]:
        around = around.union(box)
    colour = COLOURS[notes[0].tone]
    drawn = " ".join(
        f"{b.left:.2f} {b.bottom:.2f} {b.right - b.left:.2f} {b.top - b.bottom:.2f} re f" for b in boxes
    )
    look = _form(around, f"/G0 gs {_numbers(colour)} rg {drawn}", {"/G0": {"/BM": NameObject("/Multiply")}})
    quads = [v for b in boxes for v in (b.left, b.top, b.right, b.top, b.left, b.bottom, b.right, b.bottom)]
    annotation = _annotation("/Highlight", page, around, notes, name)
    annotation[NameObject("/QuadPoints")] = _array(quads)
    annotation[NameObject("/AP")] = _dictionary({"/N": increment.add(look)})
    return increment.add(annotation)


def note(
    increment: Increment, page: IndirectObject, box: UserBox, notes: Sequence[Note], name: str
) -> IndirectObject:
    """A sheet of notes, for what has no words to stand at."""
    left, bottom, right, top = box
    third = (top - bottom) / 4
    lines = " ".join(
        f"{left + 4:.2f} {top - third * n:.2f} m {right - 4:.2f} {top - third * n:.2f} l S" for n in (1, 2, 3)
    )
    sheet = f"{left + 1:.2f} {bottom + 1:.2f} {right - left - 2:.2f} {top - bottom - 2:.2f} re B"
    look = _form(box, f"{_numbers(COLOURS[notes[0].tone])} rg 0.35 G 1 w {sheet} {lines}", {})
    annotation = _annotation("/Text", page, box, notes, name)
    annotation[NameObject("/Name")] = NameObject("/Note")
    annotation[NameObject("/AP")] = _dictionary({"/N": increment.add(look)})
    return increment.add(annotation)


def words(notes: Sequence[Note]) -> str:
    """The text of one annotation: its notes one after the other."""
    told = zip(titles(notes), notes, strict=True)
    return "\n\n".join("\n".join((title, *n.lines, n.signature)) for title, n in told)


def _annotation(
    kind: str, page: IndirectObject, box: UserBox, notes: Sequence[Note], name: str
) -> DictionaryObject:
    return _dictionary(
        {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject(kind),
            "/Rect": _array(box),
            "/Contents": TextStringObject(words(notes)),
            "/T": TextStringObject(AUTHOR),
            "/Subj": TextStringObject(notes[0].title),
            "/NM": TextStringObject(NAME + name),
            "/C": _array(COLOURS[notes[0].tone]),
            "/F": NumberObject(_PRINTED),
            "/P": page,
        }
    )


def _form(box: UserBox, content: str, states: dict[str, dict[str, PdfObject]]) -> StreamObject:
    form = StreamObject()
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = _array(box)
    graphics = _dictionary({name: _dictionary(state) for name, state in states.items()})
    form[NameObject("/Resources")] = _dictionary({"/ExtGState": graphics} if states else {})
    form.set_data(content.encode("ascii"))
    return form


def _dictionary(entries: dict[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def _array(numbers: Sequence[float]) -> ArrayObject:
    return ArrayObject([FloatObject(f"{n:.2f}") for n in numbers])


def _numbers(values: Sequence[float]) -> str:
    return " ".join(f"{v:g}" for v in values)
