"""Highlights, notes and bookmarks in PDF files: where they stand, and that the original is left alone."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

import pdf_samples as samples
from overenskommelse_granskning.document import Box, Original, Span
from overenskommelse_granskning.errors import ReportError
from overenskommelse_granskning.marking import Note, Tone, clean
from overenskommelse_granskning.marking.pdf import annotate
from overenskommelse_granskning.marking.pdf.spots import Sheet, _share, find_spots
from overenskommelse_granskning.readers import read_original
from overenskommelse_granskning.readers.pdf.places import UserBox

GOAL = "Antalet stölder vid torget ska minska till högst tjugo under nästa år enligt polisens statistik och mätningar."


def page(**options: object) -> bytes:
    sheet = samples.Sheet(**options)
    sheet.heading("Mål och åtgärder")
    sheet.flow(samples.PROSE)
    sheet.flow(GOAL)
    sheet.flow(samples.MORE)
    return sheet.data()


def opened(data: bytes) -> Original:
    return read_original(data, filename="avtal.pdf")


def note(original: Original, words: str | None, key: str = "bra.mal", tone: Tone = Tone.PARTIAL) -> Note:
    at = original.document.text.index(words) if words else 0
    span = Span(at, at + len(words)) if words else None
    return Note(key, tone, f"Delvis: {key}", ("Skriv mer.", "Skriv till exempel: ”[antal]”"), span)


def changed(data: bytes, change) -> bytes:
    """The file written anew by another program, after ``change(writer)``."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(rotation: int, left: float = 0.0, bottom: float = 0.0) -> bytes:
    """The page turned, its shown part moved off the origin."""

    def change(writer: PdfWriter) -> None:
        p = writer.pages[0]
        p[NameObject("/Rotate")] = NumberObject(rotation)
        if left or bottom:
            p.mediabox = RectangleObject((-50, -50, 700, 900))
            p.cropbox = RectangleObject((left, bottom, 560, 800))

    return changed(page(), change)


def annotations(data: bytes, subtype: str = "/Highlight") -> list[tuple[int, DictionaryObject]]:
    return [
        (n, a.get_object())
        for n, p in enumerate(PdfReader(io.BytesIO(data)).pages)
        for a in p.get("/Annots", ())
        if a.get_object()["/Subtype"] == subtype
    ]


def quads(annotation: DictionaryObject) -> list[tuple[float, float, float, float]]:
    values = [float(v) for v in annotation["/QuadPoints"]]
    return [
        (min(v[0::2]), min(v[1::2]), max(v[0::2]), max(v[1::2]))
        for v in (values[i : i + 8] for i in range(0, len(values), 8))
    ]


def under(data: bytes, number: int, boxes: list[tuple[float, float, float, float]]) -> str:
    """What PDFium finds within rectangles of a page."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        text = document[number].get_textpage()
        return " ".join(text.get_text_bounded(*box).strip() for box in boxes)


def outline(data: bytes) -> list:
    def titles(items: list) -> list:
        return [titles(i) if isinstance(i, list) else i.title for i in items]

    return titles(PdfReader(io.BytesIO(data)).outline)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(("left", "bottom"), [(0.0, 0.0), (30.0, 20.0)])
def test_a_highlight_covers_its_words_line_by_line_on_turned_and_cut_pages(rotation, left, bottom):
    data = turned(rotation, left, bottom)
    original = opened(data)
    quote = GOAL[8:-7]  # from within one line to within another
    out = annotate(original, [note(original, quote)])
    ((number, annotation),) = annotations(out)
    boxes = quads(annotation)
    assert len(boxes) == 2
    assert " ".join(under(data, number, boxes).split()) == quote
    for x0, y0, x1, y1 in boxes:
        assert 30 < x1 - x0 < 460 and 8 < y1 - y0 < 18
    rect = [float(v) for v in annotation["/Rect"]]
    assert rect == pytest.approx(
        [
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        ]
    )


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_page_as_shown_and_its_own_space_agree(rotation):
    """Boxes of OCR come from the page as shown; the reader's boxes of lines tell whether they land right."""
    original = opened(turned(rotation, 30.0, 20.0))
    document = original.document
    at = document.text.index("Mål och")
    span = Span(at, at + len("Mål och åtgärder"))
    (segment,) = document.segments_in(span)
    sheet = Sheet(UserBox(30.0, 20.0, 560.0, 800.0), rotation)
    ((spot,),) = find_spots(original.data, document, [span], [sheet])
    line = sheet.user(segment.box)
    assert (line.left, line.right) == pytest.approx((spot[1].left, spot[1].right), abs=1.5)
    assert (line.bottom, line.top) == pytest.approx((spot[1].bottom, spot[1].top), abs=4)
    assert sheet.size == (document.pages[0].width, document.pages[0].height)


def test_a_word_parted_at_the_end_of_a_line_takes_nothing_of_the_next():
    sheet = samples.Sheet()
    sheet.line(72, 100, "Alla har tystnadsplikt enligt offentlighets-")
    sheet.line(72, 115, "och sekretesslagen från första dagen.")
    original = opened(sheet.data())
    quote = "enligt offentlighets- och sekretesslagen"
    ((_, annotation),) = annotations(annotate(original, [note(original, quote)]))
    assert all(y1 - y0 < 18 for _, y0, _, y1 in quads(annotation))
    assert len(quads(annotation)) == 2


def test_the_highlight_is_seen_and_the_words_below_it_too():
    data = page()
    out = annotate(opened(data), [note(opened(data), GOAL)])
    ((_, annotation),) = annotations(out)
    x0, y0, x1, y1 = quads(annotation)[0]
    with closing(pypdfium2.PdfDocument(out)) as document:
        image = document[0].render(scale=2).to_pil().convert("RGB")
    height = image.height
    area = image.crop((int(2 * x0), int(height - 2 * y1), int(2 * x1), int(height - 2 * y0)))
    colours = [c for _, c in sorted(area.getcolors(100_000), reverse=True)]
    assert colours[0][2] < 150 < colours[0][0]  # yellow
    assert min(sum(c) for c in colours) < 150  # and black letters


def test_the_note_says_what_to_write_and_is_signed():
    data = page()
    out = annotate(opened(data), [note(opened(data), GOAL)])
    ((_, annotation),) = annotations(out)
    assert annotation["/Contents"] == (
        "Delvis: bra.mal\nSkriv mer.\nSkriv till exempel: ”[antal]”\ngranska · bra.mal"
    )
    assert annotation["/T"] == "granska" and "/M" not in annotation and int(annotation["/F"]) & 4


def test_notes_at_the_same_words_share_a_highlight():
    data = page()
    original = opened(data)
    out = annotate(
        original, [note(original, GOAL), note(original, GOAL, "bra.matt"), note(original, "polisens")]
    )
    found = annotations(out)
    assert len(found) == 2
    assert "granska · bra.mal\n\n2. Delvis: bra.matt" in found[0][1]["/Contents"]


def test_words_on_two_pages_are_highlighted_on_both():
    sheet = samples.Sheet()
    sheet.y = 780
    sheet.flow("Antalet stölder vid torget ska enligt parternas gemensamma", before=0)
    sheet.page()
    sheet.flow("uppfattning minska till högst tjugo under nästa år.", before=0)
    data = sheet.data()
    original = opened(data)
    out = annotate(original, [note(original, original.document.text)])
    assert [n for n, _ in annotations(out)] == [0, 1]
    assert len({a["/NM"] for _, a in annotations(out)}) == 2


def test_what_has_no_place_is_noted_at_the_edge_of_the_last_page():
    data = turned(90, 30.0, 20.0)
    notes = [note(opened(data), None, f"bra.k{n}", Tone.MISSING) for n in range(40)]
    out = annotate(opened(data), notes)
    boxes = [tuple(float(v) for v in a["/Rect"]) for _, a in annotations(out, "/Text")]
    assert len(set(boxes)) == 40
    assert all(30 <= x0 < x1 <= 560 and 20 <= y0 < y1 <= 800 for x0, y0, x1, y1 in boxes)


def test_the_findings_are_bookmarks_behind_those_of_the_document():
    def with_outline(writer: PdfWriter) -> None:
        parent = writer.add_outline_item(title="Avtalet", page_number=0)
        writer.add_outline_item(title="Mål", page_number=0, parent=parent)

    data = changed(page(), with_outline)
    original = opened(data)
    notes = [
        note(original, GOAL),
        note(original, "Mål", "bra.orsaker", Tone.MISSING),
        note(original, "Parterna", "bra.parter", Tone.REVIEW),
    ]
    out = annotate(original, notes)
    assert outline(out) == [
        "Avtalet",
        ["Mål"],
        "Granskning: 3 anmärkningar",
        [
            "Saknas (1)",
            ["bra.orsaker (s. 1)"],
            "Delvis (1)",
            ["bra.mal (s. 1)"],
            "Kontrollera (1)",
            ["bra.parter (s. 1)"],
        ],
    ]
    assert outline(annotate(opened(page()), [note(opened(page()), GOAL)])) == [
        "Granskning: 1 anmärkning",
        ["Delvis (1)", ["bra.mal (s. 1)"]],
    ]
    reader = PdfReader(io.BytesIO(out))
    leads_to = [reader.get_destination_page_number(i) for i in reader.outline if not isinstance(i, list)]
    assert leads_to == [0, 0]


def as_stream(data: bytes) -> bytes:
    """The same with a table of objects in the form of a stream."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    writer.root_object[NameObject("/Prov")] = NumberObject(1)
    out = io.BytesIO()
    writer.write(out)
    assert b"/XRef" in out.getvalue()[len(data) :]
    return out.getvalue()


@pytest.mark.parametrize("form", [lambda d: d, as_stream], ids=["table", "stream"])
def test_the_original_is_the_beginning_of_the_copy_and_comes_back(form):
    data = form(page())
    original = opened(data)
    out = annotate(original, [note(original, GOAL), note(original, None, "bra.x")])
    assert out.startswith(data) and len(out) - len(data) < 6_000
    assert (b"/XRef" in out[len(data) :]) == (form is as_stream)
    assert clean(out) == data and clean(data) == data
    assert annotate(original, [note(original, GOAL), note(original, None, "bra.x")]) == out
    assert opened(out).document.text == original.document.text
    other = [note(opened(out), "Parterna")]
    assert annotate(opened(out), other) == annotate(original, other)
    assert annotate(opened(out), []) == data


def test_what_a_person_has_added_since_stays_when_ours_go():
    def comment(writer: PdfWriter) -> None:
        mine = {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Text"),
            "/Rect": ArrayObject(map(FloatObject, (10, 10, 30, 30))),
            "/Contents": TextStringObject("Bra!"),
            "/T": TextStringObject("Per Quist"),
        }
        added = writer._add_object(DictionaryObject({NameObject(k): v for k, v in mine.items()}))
        writer.pages[0]["/Annots"].append(added)
        writer.add_outline_item(title="Pers", page_number=0)

    original = opened(page())
    ours = annotate(original, [note(original, GOAL)])
    for edited in (changed(ours, comment), appended(ours, comment)):
        cleaned = clean(edited)
        assert annotations(cleaned) == []
        assert [a["/Contents"] for _, a in annotations(cleaned, "/Text")] == ["Bra!"]
        assert outline(cleaned) == ["Pers"]
        assert clean(cleaned) == cleaned
        again = annotate(opened(edited), [note(opened(edited), "Parterna")])
        assert len(annotations(again)) == 1 and len(annotations(again, "/Text")) == 1


def appended(data: bytes, change) -> bytes:
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_file_is_refused_with_a_sentence():
    data = changed(page(), lambda w: w.encrypt("", "hemligt", algorithm="RC4-128"))
    with pytest.raises(ReportError, match="krypterat"):
        annotate(opened(data), [])


@pytest.mark.parametrize("kind", ["form", "permissions"])
def test_a_signed_file_is_refused_with_a_sentence(kind):
    def sign(writer: PdfWriter) -> None:
        entry = {"form": "/AcroForm", "permissions": "/Perms"}[kind]
        content = DictionaryObject(
            {NameObject("/SigFlags"): NumberObject(3), NameObject("/Fields"): ArrayObject()}
        )
        writer.root_object[NameObject(entry)] = content

    with pytest.raises(ReportError, match="signerat"):
        annotate(opened(changed(page(), sign)), [])


def test_a_file_whose_table_of_objects_is_lost_is_mended_first():
    data = page()
    at = data.rfind(b"startxref")
    broken = data[:at] + b"startxref\n7\n%%EOF\n"
    original = opened(broken)
    out = annotate(original, [note(original, GOAL)])
    ((number, annotation),) = annotations(out)
    assert " ".join(under(out, number, quads(annotation)).split()) == GOAL
    assert clean(broken) == broken


def test_a_part_of_a_recognised_line_is_told_by_its_share():
    line = Box(50.0, 10.0, 250.0, 22.0)
    assert _share(line, Span(100, 200), Span(150, 175)) == Box(150.0, 10.0, 200.0, 22.0)
    assert _share(line, Span(100, 200), Span(100, 200)) == line


def test_words_that_ocr_read_are_highlighted_to_their_last_letter():
    data = page()
    original = opened(data)
    recognised = tuple(replace(p, ocr=True) for p in original.document.pages)
    scan = replace(original, document=replace(original.document, pages=recognised))
    exact, shared = (quads(annotations(annotate(o, [note(o, GOAL)]))[0][1]) for o in (original, scan))
    for a, b in zip(exact, shared, strict=True):
        assert a == pytest.approx(b, abs=4)
