"""PDF files that cannot be read, or only in part."""

import re
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from overenskommelse_granskning.errors import UnreadableDocument
from overenskommelse_granskning.readers.options import Limits
from pdf_samples import LEFT, MORE, PROSE, Sheet, paragraphs, read


def prose(pages: int = 1, **options: object) -> bytes:
    sheet = Sheet(**options)
    for page in range(pages):
        if page:
            sheet.page()
        sheet.flow(PROSE)
    return sheet.data()


def code(data: bytes, **options: object) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, **options)
    assert str(caught.value)
    return caught.value.code


def test_password():
    assert code(prose(encrypt=StandardEncryption("hemligt", "ägare"))) == "R004"


def test_restrictions_without_a_password_to_open_are_no_hindrance():
    data = prose(encrypt=StandardEncryption("", "owner", canCopy=0))
    assert paragraphs(read(data)) == [PROSE]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.98])
def test_truncated(share):
    data = prose(3)
    assert code(data[: int(len(data) * share)]) == "R005"


def test_shorter_than_a_linearized_file_says():
    data = prose()
    head = b"%PDF-1.4\n1 0 obj\n<< /Linearized 1 /L 999999 /H [ 1 2 ] /O 3 /E 4 /N 1 /T 5 >>\nendobj\n"
    assert code(head + data[9:]) == "R005"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\nstartxref\n0\n%%EOF\n", b"ingen pdf alls"])
def test_corrupt(data):
    assert code(data) == "R005"


def test_too_many_pages():
    data = prose(4)
    assert code(data, limits=Limits(pages=3)) == "R009"
    assert len(read(data, limits=Limits(pages=4)).pages) == 4


def test_more_text_than_the_limit():
    assert code(prose(4), limits=Limits(unpacked_bytes=10_000)) == "R013"


def test_empty_page():
    sheet = Sheet()
    sheet.rule(10, 10, 100, 10)
    assert code(sheet.data()) == "R011"


def test_empty_pages_between_are_counted():
    sheet = Sheet()
    sheet.flow(PROSE)
    sheet.page()
    sheet.page()
    sheet.flow(MORE)
    document = read(sheet.data())
    assert [p.number for p in document.pages] == [1, 2, 3]
    assert document.pages[1].start == document.pages[1].end


def test_page_sizes():
    sheet = Sheet((842.0, 595.0))
    sheet.flow(PROSE)
    (page,) = read(sheet.data()).pages
    assert (page.width, page.height) == (842.0, 595.0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_bytes_never_raise_anything_else(data):
    original = bytearray(_ORIGINAL)
    for _ in range(data.draw(st.integers(1, 12))):
        position = data.draw(st.integers(0, len(original) - 1))
        original[position] = data.draw(st.integers(0, 255))
    try:
        document = read(bytes(original))
    except UnreadableDocument as error:
        assert re.fullmatch(r"R0\d\d", error.code)
    else:
        assert all(document.text[s.start : s.end] for s in document.segments)


_ORIGINAL = prose(2)


def test_threads_read_the_same():
    data = prose(3)
    expected = read(data).text
    found: list[str] = []

    def work() -> None:
        for _ in range(5):
            found.append(read(data).text)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 20


def test_same_bytes_same_document():
    sheet = Sheet()
    sheet.heading("Mål")
    sheet.flow(PROSE)
    sheet.table((LEFT, 200, 400), (300, 320, 340), {(0, 0): "A", (0, 1): "B", (1, 0): "C"})
    data = sheet.data()
    assert read(data) == read(data)
