"""Pages that are images. What Tesseract itself reads is tested where it is installed."""

import io
import time
from difflib import SequenceMatcher

import numpy as np
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader

from overenskommelse_granskning.document import FurnitureRole
from overenskommelse_granskning.errors import UnreadableDocument
from overenskommelse_granskning.readers.options import Limits
from overenskommelse_granskning.readers.pdf import reader
from overenskommelse_granskning.readers.pdf.scan import tesseract
from overenskommelse_granskning.readers.pdf.scan.engine import Commands, Unrecognised
from overenskommelse_granskning.readers.pdf.scan.pixels import image_rulings, is_dark, stroke_width
from pdf_samples import (
    BOLD,
    LEFT,
    MORE,
    PROSE,
    RIGHT,
    Sheet,
    headings,
    items,
    paragraphs,
    read,
    rows,
    wrapped,
)
from scan_samples import scanned

needs_tesseract = pytest.mark.needs("tesseract")


def prose() -> bytes:
    sheet = Sheet()
    sheet.flow(PROSE)
    return sheet.data()


class FakeEngine:
    """Answers with a table made beforehand and counts how often it is asked."""

    def __init__(self, *lines: tuple[int, int, str]) -> None:
        self.lines, self.calls, self.closed, self.processes = lines, 0, False, 1
        self.failing: dict[int, Exception] = {}
        self.slow: set[int] = set()
        self.largest = 0

    def tsv(self, pixels: bytes, width: int, height: int, dpi: int) -> str:
        self.calls += 1
        self.largest = max(self.largest, width * height)
        call = self.calls
        if call in self.failing:
            raise self.failing[call]
        if call in self.slow:
            time.sleep(0.2)
        assert len(pixels) == width * height
        out = [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
        ]
        own = (200, 250 + 40 * len(self.lines), f"nummer {call}")
        for number, (x, y, text) in enumerate((*self.lines, own) if self.lines else (), start=1):
            for word in text.split():
                out.append(f"5\t1\t1\t1\t{number}\t1\t{x}\t{y}\t{len(word) * 15}\t23\t90\t{word}")
                x += len(word) * 15 + 10
        return "\n".join(out)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def engine(monkeypatch):
    def install(*lines: tuple[int, int, str]) -> FakeEngine:
        fake = FakeEngine(*lines)
        monkeypatch.setattr(tesseract, "find_engine", lambda processes: fake)
        return fake

    return install


@pytest.fixture
def no_engine(monkeypatch):
    monkeypatch.setattr(tesseract, "find_engine", lambda processes: None)


TEXT = [(200, 250 + 40 * n, "Kommunen och polisen samverkar i hela kommunen varje dag") for n in range(6)]


class TestWhenToRead:
    def test_never_when_off(self, engine):
        fake = engine(*TEXT)
        with pytest.raises(UnreadableDocument) as caught:
            read(scanned(prose()), ocr="off")
        assert caught.value.code == "R010"
        assert fake.calls == 0

    def test_images_without_an_engine(self, no_engine):
        with pytest.raises(UnreadableDocument) as caught:
            read(scanned(prose()), ocr="auto")
        assert caught.value.code == "R010"

    def test_some_images_without_an_engine(self, no_engine):
        sheet = Sheet()
        sheet.flow(PROSE)
        sheet.page()
        sheet.canvas.drawImage(ImageReader(picture()), 0, 0, sheet.width, sheet.height)
        document = read(sheet.data(), ocr="auto")
        assert paragraphs(document) == [PROSE]
        assert [(n.code, n.page) for n in document.notices] == [("R012", 2)]
        assert "Sida 2" in document.notices[0].message

    def test_images_with_an_engine(self, engine):
        fake = engine(*TEXT)
        document = read(scanned(prose()), ocr="auto")
        assert "Kommunen och polisen samverkar" in document.text
        assert document.scanned
        assert document.pages[0].confidence == 0.9
        assert [(n.code, n.page) for n in document.notices] == [("R016", 1)]
        assert (fake.calls, fake.closed) == (1, True)

    def test_text_pages_are_left_alone(self, engine):
        fake = engine(*TEXT)
        document = read(prose(), ocr="auto")
        assert paragraphs(document) == [PROSE]
        assert fake.calls == 0
        assert not document.scanned

    def test_all_pages_when_on(self, engine):
        fake = engine(*TEXT)
        assert "samverkar i hela kommunen" in read(prose(), ocr="on").text
        assert fake.calls == 1

    def test_a_stamp_on_a_scan_does_not_hide_it(self, engine):
        engine(*TEXT)
        assert "Kommunen och polisen" in read(scanned(prose(), stamp="Dnr 2025/12"), ocr="auto").text

    def test_a_picture_with_a_title_keeps_its_own_text(self, engine):
        fake = engine((200, 300, "Avtal"))
        sheet = Sheet()
        sheet.canvas.drawImage(ImageReader(picture()), 0, 0, sheet.width, sheet.height)
        sheet.line(LEFT, 200, "Överenskommelse 2025", BOLD, 24)
        document = read(sheet.data(), ocr="auto")
        assert document.text == "Överenskommelse 2025"
        assert not document.scanned
        assert fake.calls == 1

    def test_images_beyond_the_limit_are_not_rendered(self, engine):
        fake = engine(*TEXT)
        with pytest.raises(UnreadableDocument) as caught:
            read(scanned(prose()), ocr="auto", limits=Limits(image_pixels=1000))
        assert caught.value.code == "R010"
        assert fake.calls == 0

    def test_pages_keep_their_order(self, engine):
        fake = engine(*TEXT)
        fake.processes = 3
        fake.slow = {1}
        document = read(scanned(prose(), times=4), ocr="auto")
        assert [p.number for p in document.pages if p.ocr] == [1, 2, 3, 4]
        assert [f"nummer {n}" in document.text for n in (1, 2, 3, 4)] == [True] * 4
        places = [document.text.index(f"nummer {n}") for n in (1, 2, 3, 4)]
        assert sorted(document.page_of(p) for p in places) == [1, 2, 3, 4]
        assert (fake.calls, fake.closed) == (4, True)

    @pytest.mark.parametrize(("late", "code"), [(True, "R026"), (False, "R027")])
    def test_a_page_that_could_not_be_read_is_told(self, engine, late, code):
        fake = engine(*TEXT)
        fake.failing = {2: Unrecognised(late)}
        document = read(scanned(prose(), times=2), ocr="auto")
        assert [(n.code, n.page) for n in document.notices if n.page == 2] == [(code, 2)]
        assert "Kommunen och polisen" in document.text

    def test_no_page_could_be_read(self, engine):
        engine(*TEXT).failing = {1: Unrecognised(late=True)}
        with pytest.raises(UnreadableDocument) as caught:
            read(scanned(prose()), ocr="auto")
        assert caught.value.code == "R026"

    def test_a_document_that_fails_later_ends_the_engine(self, engine, monkeypatch):
        fake = engine(*TEXT)
        monkeypatch.setattr(reader, "_BYTES_PER_CHARACTER", 10**9)
        sheet = Sheet()
        sheet.canvas.drawImage(ImageReader(picture()), 0, 0, sheet.width, sheet.height)
        sheet.page()
        sheet.flow(PROSE)
        with pytest.raises(UnreadableDocument) as caught:
            read(sheet.data(), ocr="auto")
        assert caught.value.code == "R013"
        assert fake.closed

    @pytest.mark.parametrize("size", [(2480, 3508), (14400, 14400), (300, 14400)])
    def test_huge_pages_are_read_as_usual_ones(self, engine, size):
        """Apps give a page a point per dot of the camera; nobody set it that large."""
        fake = engine(*TEXT)
        sheet = Sheet(size=size)
        sheet.canvas.drawImage(ImageReader(picture()), 0, 0, *size)
        document = read(sheet.data(), ocr="auto")
        assert fake.largest <= 16_000_000
        page = document.pages[0]
        assert (page.width, page.height) == size
        if size[0] > 1000:
            assert "Kommunen och polisen samverkar" in document.text
        boxes = [s.box for s in document.segments if s.box is not None]
        assert boxes
        zoom = max(size) / 1191
        assert boxes[0].x0 == pytest.approx(200 * 72 / 200 * zoom, rel=0.01)

    def test_nothing_recognised(self, engine):
        engine()
        with pytest.raises(UnreadableDocument) as caught:
            read(scanned(prose()), ocr="auto")
        assert caught.value.code == "R011"


def test_text_layer_of_a_scan_has_uneven_sizes():
    sheet = Sheet()
    sheet.canvas.drawImage(ImageReader(picture()), 0, 0, sheet.width, sheet.height)
    sheet.line(LEFT, 100, "Uppföljning av arbetet", size=16.2)
    words = wrapped(PROSE + " " + MORE, RIGHT - LEFT, "Helvetica", 11, 0, 0)
    for n, (text, size) in enumerate(zip(words, (10.6, 11.4, 10.9, 11.2, 10.4, 11.8), strict=False)):
        sheet.line(LEFT, 130 + 14 * n, text, size=size)
    document = read(sheet.data(), ocr="off")
    assert headings(document) == [(1, "Uppföljning av arbetet")]
    assert len(paragraphs(document)) == 1


class TestIllegibleFonts:
    """A font whose table says that its letters are signs of no meaning."""

    def data(self) -> bytes:
        table = b"begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <20> <7E> <E120> endbfrange\nendcmap"
        content = b"BT /F1 12 Tf 72 700 Td (Kommunen och polisen samverkar i kommunen) Tj ET"
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
        ]
        out = b"%PDF-1.4\n"
        places = []
        for number, body in enumerate(objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
        return out + b"trailer << /Root 1 0 R /Size 7 >>\nstartxref\n%d\n%%%%EOF" % start

    def test_are_read_from_the_image(self, engine):
        engine(*TEXT)
        assert "Kommunen och polisen samverkar" in read(self.data(), ocr="auto").text

    def test_are_never_taken_for_text(self, no_engine):
        with pytest.raises(UnreadableDocument) as caught:
            read(self.data(), ocr="auto")
        assert caught.value.code == "R010"


def picture():
    from PIL import Image

    grey = np.linspace(60, 200, 400 * 300).reshape(300, 400).astype(np.uint8)
    return Image.fromarray(grey)


class TestImages:
    def grey(self):
        return np.full((800, 600), 240, dtype=np.uint8)

    def test_rulings(self):
        pixels = self.grey()
        pixels[100:103, 50:550] = 20
        pixels[400:403, 50:550] = 20
        pixels[100:400, 50:53] = 20
        found = image_rulings(is_dark(pixels), 200)
        assert [round(r.at) for r in found.horizontal] == [36, 144]
        assert [round(r.at) for r in found.vertical] == [18]
        assert found.horizontal[0].start == pytest.approx(18, abs=1)
        assert found.horizontal[0].end == pytest.approx(198, abs=1)

    def test_slanting_rule_is_one(self):
        pixels = self.grey()
        for x in range(50, 550):
            y = 100 + x // 80
            pixels[y : y + 3, x] = 20
        assert len(image_rulings(is_dark(pixels), 200).horizontal) == 1

    def test_letters_are_no_rules(self):
        data = prose()
        pixels = pypdfium2.PdfDocument(data)[0].render(scale=200 / 72, grayscale=True).to_numpy()
        pixels = pixels[:, :, 0] if pixels.ndim == 3 else pixels
        found = image_rulings(is_dark(pixels), 200)
        assert not found.horizontal
        assert not found.vertical

    def test_bold_letters_have_wider_strokes(self):
        widths = []
        for font in ("Helvetica", BOLD):
            sheet = Sheet()
            sheet.line(LEFT, 100, "Uppföljning", font)
            pixels = pypdfium2.PdfDocument(sheet.data())[0].render(scale=200 / 72, grayscale=True).to_numpy()
            pixels = pixels[:, :, 0] if pixels.ndim == 3 else pixels
            widths.append(stroke_width(is_dark(pixels), 190, 240, 200, 50))
        assert widths[1] > 1.3 * widths[0]


class TestFindingTesseract:
    def test_folder_from_the_environment(self, monkeypatch, tmp_path):
        (tmp_path / "swe.traineddata").write_bytes(b"")
        monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
        assert tesseract.language_folder() == tmp_path

    def test_no_swedish_anywhere(self, monkeypatch, tmp_path):
        monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
        monkeypatch.setattr(tesseract, "_FOLDERS", ())
        monkeypatch.setattr(tesseract.shutil, "which", lambda name: None)
        assert tesseract.language_folder() is None
        assert tesseract.find_engine(1) is None

    @needs_tesseract
    def test_the_command_knows(self, monkeypatch):
        monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
        monkeypatch.setattr(tesseract, "_FOLDERS", ())
        found = tesseract.language_folder()
        assert found is not None
        assert (found / "swe.traineddata").is_file()


@needs_tesseract
class TestReading:
    def test_headings_paragraphs_lists_and_furniture(self):
        sheet = Sheet()
        for page in (1, 2):
            if page == 2:
                sheet.page()
            sheet.line(LEFT, 40, "Ekdala kommun och Polisen", size=9)
            sheet.y = TOP_OF_TEXT
            if page == 1:
                sheet.heading("Överenskommelse", 22)
            sheet.heading("Bakgrund" if page == 1 else "Uppföljning", 14)
            sheet.flow(PROSE)
            sheet.item("•", MORE)
            sheet.item("•", "Möten varje vecka")
        document = read(scanned(sheet.data()), ocr="auto")
        assert headings(document) == [(1, "Överenskommelse"), (2, "Bakgrund"), (2, "Uppföljning")]
        assert paragraphs(document) == [PROSE, PROSE]
        assert [t for _, _, t in items(document)] == [MORE, "Möten varje vecka"] * 2
        assert [f.role for f in document.furniture] == [FurnitureRole.HEADER] * 2
        assert all(p.ocr and p.confidence and p.confidence > 0.85 for p in document.pages)

    def test_boxes_lie_where_the_words_are(self):
        sheet = Sheet()
        sheet.line(LEFT, 400, "Trygghetssamordnaren ansvarar för uppföljningen.")
        document = read(scanned(sheet.data()), ocr="auto")
        box = document.segments[0].box
        assert box is not None
        assert box.x0 == pytest.approx(LEFT, abs=2)
        assert box.top < 398 < box.bottom < 408

    def test_ruled_table(self):
        sheet = Sheet()
        sheet.flow(PROSE)
        cells = {
            (0, 0): "Problem",
            (0, 1): "Åtgärd",
            (0, 2): "Ansvarig",
            (1, 0): "Skadegörelse",
            (1, 1): "Kameror vid skolorna\noch bättre belysning",
            (1, 2): "Fastighetschefen",
        }
        sheet.table((72, 200, 380, 523), (200, 222, 262), cells)
        assert rows(read(scanned(sheet.data()), ocr="auto")) == [
            ["Problem", "Åtgärd", "Ansvarig"],
            ["Skadegörelse", "Kameror vid skolorna och bättre belysning", "Fastighetschefen"],
        ]

    def test_two_columns(self):
        sheet = Sheet()
        for x, texts in ((LEFT, (PROSE, MORE)), (305, (MORE, PROSE))):
            sheet.y = 100
            for text in texts:
                sheet.flow(text, x=x, right=x + 218, before=14)
        assert paragraphs(read(scanned(sheet.data()), ocr="auto")) == [PROSE, MORE, MORE, PROSE]

    @pytest.mark.parametrize("angle", [90, 180, 270, 1.4, -3.0, 181.2])
    def test_turned_and_slanting_pages(self, angle):
        sheet = Sheet(size=(440, 320))
        for text in (PROSE, MORE):
            sheet.flow(text, right=400)
        sheet.table((72, 180, 400), (240, 262, 284), {(0, 0): "Mål", (0, 1): "Ansvarig", (1, 1): "Polisen"})
        document = read(scanned(sheet.data(), angle=angle, noise=6), ocr="auto")
        found = paragraphs(document)
        assert len(found) == 2
        for text, wanted in zip(found, (PROSE, MORE), strict=True):
            assert SequenceMatcher(None, text, wanted).ratio() > 0.98  # a letter may be misread
        assert rows(document) == [["Mål", "Ansvarig"], ["", "Polisen"]]
        page = document.pages[0]
        for segment in document.segments:
            assert segment.box is not None
            assert 0 <= segment.box.x0 < segment.box.x1 <= page.width
            assert 0 <= segment.box.top < segment.box.bottom <= page.height

    def test_the_command_reads_the_same(self, monkeypatch):
        folder = tesseract.language_folder()
        assert folder is not None
        command = tesseract.shutil.which("tesseract")
        assert command is not None
        monkeypatch.setattr(tesseract, "find_engine", lambda processes: Commands(command, folder, 1))
        assert paragraphs(read(scanned(prose()), ocr="auto")) == [PROSE]


TOP_OF_TEXT = 90.0


def test_page_drawn_as_outlines_counts_as_an_image(no_engine):
    sheet = Sheet()
    for n in range(60):
        sheet.rule(LEFT, 100 + n, RIGHT, 100 + n)
    with pytest.raises(UnreadableDocument) as caught:
        read(sheet.data(), ocr="auto")
    assert caught.value.code == "R010"


def test_image_bytes_are_a_pdf():
    assert io.BytesIO(scanned(prose())).read(5) == b"%PDF-"
