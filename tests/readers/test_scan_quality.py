"""Text layers that say something else than the page, pages with pictures of text, and bad scans."""

from difflib import SequenceMatcher

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from overenskommelse_granskning.readers.pdf.scan import tesseract
from overenskommelse_granskning.readers.pdf.scan.quality import known_words
from pdf_samples import LEFT, MORE, PROSE, Sheet, paragraphs, read, wrapped
from scan_samples import page_images, scanned

needs_tesseract = pytest.mark.needs("tesseract")
TEXT = " ".join((PROSE, MORE, PROSE, MORE))
FINNISH = (
    "Kunta ja poliisi ovat laatineet yhteisen tilannekuvan joka perustuu ilmoitettuihin rikoksiin sekä "
    "keskusteluihin yhdistysten ja koulujen kanssa koko kunnan alueella. Osapuolet ovat yhtä mieltä siitä "
    "että työn tulee perustua tietoon ja olla pitkäjänteistä."
)


def shifted(text: str) -> str:
    """Each letter as the third one after it: a font whose codes are its own."""
    return "".join(chr(ord(c) + 3) if c.isascii() and c.isalpha() else c for c in text)


def without_dots(text: str) -> str:
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))


def layered(layer: str, shown: str = TEXT) -> bytes:
    """A scan of one text with another as its invisible text layer."""
    page = Sheet(size=(595, 400))
    page.flow(shown)
    (image,) = page_images(page.data())
    sheet = Sheet(size=(595, 400))
    sheet.canvas.drawImage(ImageReader(image), 0, 0, 595, 400)
    text = sheet.canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 11)
    text.setTextOrigin(LEFT, 300)
    for line in wrapped(layer, 450, "Helvetica", 11, 0, 0):
        text.textLine(line)
    sheet.canvas.drawText(text)
    return sheet.data()


def letterhead(picture: Image.Image) -> bytes:
    """A line of text of some length over a picture."""
    sheet = Sheet()
    sheet.line(LEFT, 40, "Ekdala kommun, kommunstyrelsen, Box 12, 123 45 Ekdala, telefon 0123-456 78 90")
    sheet.line(LEFT, 60, "Samverkansöverenskommelse mellan Ekdala kommun och polisen, antagen i maj")
    sheet.canvas.drawImage(ImageReader(picture), 50, 842 - 500, 500, 400)
    return sheet.data()


def page_of_text() -> Image.Image:
    page = Sheet(size=(500, 400))
    page.y = 20
    for text in (PROSE, MORE):
        page.flow(text, x=20, right=480)
    (image,) = page_images(page.data(), angle=0.8, noise=6)
    return image


def photograph() -> Image.Image:
    grain = np.random.default_rng(1).normal(0, 1, (400, 500))
    hills = np.cumsum(np.cumsum(grain, axis=0), axis=1)
    return Image.fromarray(((hills - hills.min()) / np.ptp(hills) * 255).astype(np.uint8))


def codes(document) -> list[str]:
    return [n.code for n in document.notices]


class TestKnownWords:
    def test_swedish(self):
        assert known_words(PROSE) > 0.9

    def test_garbage(self):
        assert known_words(shifted(PROSE)) < 0.2

    def test_names_and_numbers_say_nothing(self):
        assert known_words("Qwxz Zxcv 123 KSAU " * 20) is None

    def test_too_few_words(self):
        assert known_words("kommunen och polisen") is None

    def test_letters_in_the_wrong_encoding_are_no_words(self):
        wrong = "förebyggande åtgärder genomförs i området ".encode().decode("cp1252") * 4
        assert known_words(wrong) < 0.5


@pytest.fixture
def no_engine(monkeypatch):
    monkeypatch.setattr(tesseract, "find_engine", lambda processes: None)


class TestTextLayers:
    @needs_tesseract
    @pytest.mark.parametrize("wrong", [shifted, without_dots])
    def test_garbage_is_read_anew(self, wrong):
        document = read(layered(wrong(TEXT)), ocr="auto")
        assert PROSE in document.text
        assert document.pages[0].ocr
        assert codes(document) == ["R016"]

    def test_garbage_is_told_where_it_cannot_be_read(self, no_engine):
        document = read(layered(shifted(TEXT)), ocr="auto")
        assert codes(document) == ["R029"]
        assert document.pages[0].poor
        assert "kända ord" in document.notices[0].message

    def test_garbage_is_told_where_it_may_not_be_read(self):
        assert codes(read(layered(shifted(TEXT)), ocr="off")) == ["R029"]

    def test_text_in_order_is_left_alone(self, monkeypatch):
        monkeypatch.setattr(tesseract, "find_engine", lambda processes: pytest.fail("asked"))
        document = read(layered(TEXT), ocr="auto")
        assert codes(document) == []
        assert document.pages[0].known is None

    @needs_tesseract
    def test_another_language_is_no_garbage(self):
        sheet = Sheet()
        for _ in range(3):
            sheet.flow(FINNISH)
        document = read(sheet.data(), ocr="auto")
        assert paragraphs(document) == [FINNISH] * 3
        assert codes(document) == []
        assert not document.pages[0].poor


class TestPictures:
    @needs_tesseract
    def test_text_on_a_picture_is_read_too(self):
        document = read(letterhead(page_of_text()), ocr="auto")
        assert document.text.startswith("Ekdala kommun, kommunstyrelsen, Box 12")
        assert "gemensam lägesbild" in document.text
        assert document.text.count("Samverkansöverenskommelse") == 1
        assert codes(document) == ["R016"]
        place = document.text.index("gemensam lägesbild")
        box = document.evidence((place, place + 10)).bbox
        assert box is not None
        assert 100 < box.top < box.bottom < 500

    @pytest.mark.parametrize("ocr", ["off", "auto"])
    def test_text_on_a_picture_that_is_not_read_is_told(self, no_engine, ocr):
        document = read(letterhead(page_of_text()), ocr=ocr)
        assert codes(document) == ["R025"]
        assert document.pages[0].unread

    def test_photographs_are_not_read(self, monkeypatch):
        class Engine:
            processes = 1

            def tsv(self, *image: object) -> str:
                raise AssertionError("asked")

            def close(self) -> None: ...

        monkeypatch.setattr(tesseract, "find_engine", lambda processes: Engine())
        document = read(letterhead(photograph()), ocr="auto")
        assert codes(document) == []
        assert not document.pages[0].ocr


class Unsure:
    """An engine that is as sure of every word as it is told to be."""

    processes = 1

    def __init__(self, text: str, confidence: int) -> None:
        self.text, self.confidence = text, confidence

    def tsv(self, pixels: bytes, width: int, height: int, dpi: int) -> str:
        rows = []
        for number, start in enumerate(range(0, len(words := self.text.split()), 8), start=1):
            x = 150
            for word in words[start : start + 8]:
                place = f"{x}\t{150 + 40 * number}\t{15 * len(word)}\t23"
                rows.append(f"5\t1\t1\t1\t{number}\t1\t{place}\t{self.confidence}\t{word}")
                x += 15 * len(word) + 10
        return "\n".join(rows)

    def close(self) -> None: ...


class TestBadScans:
    def page(self) -> bytes:
        page = Sheet(size=(595, 400))
        page.flow(TEXT)
        return page.data()

    @pytest.mark.parametrize(
        ("text", "confidence", "told"),
        [(TEXT, 90, False), (TEXT, 70, True), (shifted(TEXT), 90, True), (PROSE[:60], 90, False)],
    )
    def test_what_could_hardly_be_read_is_told(self, monkeypatch, text, confidence, told):
        monkeypatch.setattr(tesseract, "find_engine", lambda processes: Unsure(text, confidence))
        document = read(scanned(self.page()), ocr="auto")
        assert codes(document) == (["R016", "R028"] if told else ["R016"])
        assert document.pages[0].poor is told
        if told:
            assert f"säkerhet {confidence} %" in document.notices[1].message

    @needs_tesseract
    @pytest.mark.parametrize(("dpi", "noise"), [(150, 60), (200, 75), (75, 25)])
    def test_noise_is_smoothed_away(self, dpi, noise):
        document = read(scanned(self.page(), dpi=dpi, noise=noise, angle=0.7), ocr="auto")
        assert SequenceMatcher(None, document.text, TEXT, autojunk=False).ratio() > 0.9

    @needs_tesseract
    def test_a_good_scan_is_not_told_of(self):
        document = read(scanned(self.page(), noise=6), ocr="auto")
        assert codes(document) == ["R016"]
        assert document.pages[0].known > 0.9
        assert document.pages[0].confidence > 0.9
