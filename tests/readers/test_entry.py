"""The way in: every kind of bad input gives one numbered reason and never another exception."""

import hashlib
import io
import os
import pickle
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overenskommelse_granskning.errors import READING_MESSAGES, ConfigurationError, UnreadableDocument
from overenskommelse_granskning.readers import Limits, ReadOptions, read_document
from overenskommelse_granskning.readers.sniff import FileType, sniff
from reader_samples import docx, odt, p, zipped

MAIL = (
    b"From: a@example.org\r\nSubject: =?utf-8?q?=C3=96verenskommelse?=\r\n\tom samverkan\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHej!\r\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"
WORD = docx(p("Polisen och kommunen samverkar."))


def code(source: object, name: str | None = None, limits: Limits | None = None) -> str:
    options = ReadOptions(limits=limits) if limits else None
    with pytest.raises(UnreadableDocument) as caught:
        read_document(source, filename=name, options=options)  # type: ignore[arg-type]
    assert str(caught.value)
    assert "{" not in str(caught.value)
    return caught.value.code


def test_path_bytes_and_stream_give_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "avtal.docx"
    path.write_bytes(WORD)
    from_path = read_document(path)
    assert from_path == read_document(str(path))
    assert from_path == read_document(WORD, filename="avtal.docx")
    with path.open("rb") as stream:
        assert from_path == read_document(stream)
    assert from_path.name == "avtal.docx"
    assert from_path.sha256 == hashlib.sha256(WORD).hexdigest()
    assert from_path.format == "docx"


def test_names_lose_their_folders() -> None:
    assert read_document(WORD, filename="C:\\Avtal\\a.docx").name == "a.docx"
    assert read_document(WORD, filename="/hem/ada/a.docx").name == "a.docx"
    assert read_document(io.BytesIO(WORD)).name == "dokument"


def test_the_file_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(WORD)
    before = path.stat().st_mtime_ns
    read_document(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (WORD, before)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert code(tmp_path / "saknas.docx") == "R001"
    assert code(tmp_path) == "R002"
    assert code("a\0b.docx") == "R001"
    assert code("x" * 5000) == "R001"
    assert code("") == "R001"
    (tmp_path / "fil").write_bytes(b"x")
    assert code(tmp_path / "fil" / "under.docx") == "R001"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root läser allt")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("hej")
    path.chmod(0)
    assert code(path) == "R014"


def test_permission_and_disk_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("hej")

    def failing(error: OSError) -> str:
        def refuse(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(Path, "open", refuse)
        return code(path)

    assert failing(PermissionError(13, "nej")) == "R014"
    assert failing(OSError(5, "läsfel")) == "R005"


def test_a_loop_of_links_names_no_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert code(tmp_path / "a") == "R001"


def test_empty_and_blank() -> None:
    assert code(b"", "a.txt") == "R003"
    assert code(b" \n\n ", "a.txt") == "R011"


def test_size_limits(tmp_path: Path) -> None:
    small = Limits(file_bytes=10)
    assert code(b"x" * 11, "a.txt", small) == "R008"
    assert code(io.BytesIO(b"x" * 11), "a.txt", small) == "R008"
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    assert code(path, None, small) == "R008"
    assert code(b"x" * 11, "a.txt", Limits(text_bytes=10)) == "R008"
    assert code(b"<p>" + b"x" * 11, "a.html", Limits(html_bytes=10)) == "R008"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PDF, "a.docx", "R006"),
        (WORD, "a.pdf", "R006"),
        (WORD, "a.txt", "R006"),
        (WORD, "a.odt", "R006"),
        (b"Bara text", "a.docx", "R006"),
        (b"Bara text", "a.pdf", "R006"),
        (b"Bara text", "a.html", "R006"),
        (b"<!DOCTYPE html><p>hej", "a.txt", "R006"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a.pdf", "R006"),
        (zipped({"a.txt": "x"}), "a.docx", "R006"),
        (b"PK\x03\x04 avhuggen", "a.docx", "R005"),
        (WORD[: len(WORD) // 2], "a.docx", "R005"),
        (bytes(range(256)) * 9, "a.docx", "R005"),
        (bytes(range(256)) * 9, "a.pdf", "R005"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a.png", "R007"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a.xlsx", "R007"),
        (zipped({"[Content_Types].xml": "", "ppt/a.xml": ""}), "a.pptx", "R007"),
        (bytes(range(256)) * 9, "a", "R007"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "R004"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.doc", "R004"),
        (OLE + b"\xec\xa5" + b"\0" * 9 + b"\x01" + "WordDocument".encode("utf-16-le"), "a.doc", "R004"),
        (MAIL, "a.eml", "R032"),
        (MAIL, "a", "R032"),
        (MAIL, "a.txt", "R006"),
        (b"From: a@example.org\n\nHej!", "a.eml", "R032"),
        (OLE + "__substg1.0_0037001F".encode("utf-16-le"), "a.msg", "R032"),
        (OLE + "__substg1.0_0037001F WordDocument".encode("utf-16-le"), "a.msg", "R032"),
        (MAIL, "a.mht", "R007"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "R007"),
        (OLE + "Workbook".encode("utf-16-le"), "a.doc", "R006"),
    ],
)
def test_name_and_content_must_agree(data: bytes, name: str, expected: str) -> None:
    assert code(data, name) == expected


def test_the_reason_names_both_sides() -> None:
    with pytest.raises(UnreadableDocument, match=r"\.docx.*PDF"):
        read_document(PDF, filename="a.docx")


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (WORD, "avtal", "docx"),
        (WORD, "avtal.konstig", "docx"),
        (WORD, "AVTAL.DOCX", "docx"),
        (WORD, "a.docm", "docx"),
        (odt("<text:p>Hej.</text:p>"), "avtal", "odt"),
        (b"<html><body><p>Hej.</p></body></html>", "sida", "html"),
        (b"<p>Hej.</p>", "sida.htm", "html"),
        (b"\xff\xfe" + "Hej.".encode("utf-16-le"), "a", "txt"),
        (b"Hej <b>du</b>.", "a", "txt"),
        (b"Fr\xc3\xa5n: Ekdala\nTill: Polisen\n\nMIME-Version: ett ord", "a", "txt"),
    ],
)
def test_unknown_names_are_read_by_content(data: bytes, name: str, format: str) -> None:
    assert read_document(data, filename=name).format == format


def test_an_unexpected_crash_is_reported_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from overenskommelse_granskning.readers import text

    def crash(*_: object, **__: object) -> None:
        raise KeyError("oväntat")

    monkeypatch.setattr(text, "read", crash)
    assert code(b"hej", "a.txt") == "R019"
    assert "oväntat" in caplog.text


def test_running_out_of_memory_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    from overenskommelse_granskning.readers import text

    def crash(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(text, "read", crash)
    assert code(b"hej", "a.txt") == "R013"


def test_a_text_stream_is_a_programming_error() -> None:
    with pytest.raises(ConfigurationError, match="binärt läge"):
        read_document(io.StringIO("hej"))  # type: ignore[arg-type]


class Trickling(io.RawIOBase):
    """Gives a few bytes at a time, as a pipe does."""

    def __init__(self, data: bytes, pause: bytes | None = b"") -> None:
        self._left, self._pause = data, pause

    def read(self, size: int = -1) -> bytes | None:
        part, self._left = self._left[: min(size, 7)], self._left[min(size, 7) :]
        return part or self._pause


def test_a_stream_that_gives_a_little_at_a_time_is_read_to_its_end() -> None:
    whole = "Kommunen och polisen går vandringar. " * 40
    assert read_document(Trickling(whole.encode()), filename="a.txt").text == whole.strip()  # type: ignore[arg-type]
    assert code(Trickling(b"x" * 100), "a.txt", Limits(file_bytes=50)) == "R008"


def test_a_pipe_is_read_to_its_end() -> None:
    reading, writing = os.pipe()
    text = b"Polisen svarar. " * 20_000  # more than a pipe holds

    def write() -> None:
        with os.fdopen(writing, "wb") as stream:
            stream.write(text)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(reading, "rb", buffering=0) as stream:
        found = read_document(stream, filename="a.txt")  # type: ignore[arg-type]
    writer.join()
    assert found.sha256 == hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize("source", [None, 3, object(), ["a.docx"], Trickling(b"hej", None)])
def test_what_is_no_source_is_told_in_one_sentence(source: object) -> None:
    with pytest.raises(ConfigurationError, match=r"^[A-ZÅÄÖ].*bytes.*\.$"):
        read_document(source)  # type: ignore[arg-type]


def test_a_closed_stream_is_told() -> None:
    stream = io.BytesIO(WORD)
    stream.close()
    with pytest.raises(ConfigurationError, match="stängd"):
        read_document(stream)


@pytest.mark.parametrize(
    ("source", "filename", "name"),
    [
        (b"", "../../etc/x.docx", "x.docx"),
        (b"", "C:\\Users\\Åsa\\avtal.docx", "avtal.docx"),
        ("C:\\Users\\Åsa\\avtal.docx", None, "avtal.docx"),
        (Path("borta/avtal.docx"), None, "avtal.docx"),
        ("", None, "dokument"),
        (b"", None, "dokument"),
        (io.BytesIO(), None, "dokument"),
        (os.fsencode("/hem/\udcff.docx").decode("latin-1"), None, "ÿ.docx"),
        ("/hem/\udcff.docx", None, "\ufffd.docx"),
    ],
)
def test_an_error_knows_what_the_input_is_called(source: object, filename: str | None, name: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(source, filename=filename)  # type: ignore[arg-type]
    assert caught.value.name == name


def test_an_error_knows_the_hash_of_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 avhuggen")
    for source in (path, path.read_bytes(), path.open("rb")):
        with pytest.raises(UnreadableDocument) as caught:
            read_document(source)
        assert caught.value.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert caught.value.name == ("dokument" if isinstance(source, bytes) else "a.pdf")
        assert caught.value.sha256 == pickle.loads(pickle.dumps(caught.value)).sha256
    with pytest.raises(UnreadableDocument) as caught:
        read_document(tmp_path / "borta.pdf")
    assert caught.value.sha256 == ""


@given(st.binary(max_size=400), st.sampled_from(["", ".docx", ".odt", ".txt", ".html", ".md", ".xyz"]))
def test_any_bytes_give_a_document_or_a_code(data: bytes, extension: str) -> None:
    try:
        document = read_document(data, filename=f"a{extension}")
    except UnreadableDocument as error:
        assert error.code in READING_MESSAGES
    else:
        assert document.text.strip()


@given(st.integers(0, len(WORD) - 1), st.binary(min_size=1, max_size=4))
@settings(max_examples=200)
def test_a_damaged_word_file_gives_a_document_or_a_code(at: int, noise: bytes) -> None:
    try:
        read_document(WORD[:at] + noise + WORD[at + len(noise) :], filename="a.docx")
    except UnreadableDocument as error:
        assert error.code != "R019"


@given(st.text(alphabet="<>/ aphtmlbodyulitrdbr=\"'&;!-\n", max_size=120))
@settings(max_examples=300)
def test_any_markup_is_read(markup: str) -> None:
    try:
        read_document(f"<html><body>{markup}ord</body></html>".encode(), filename="a.html")
    except UnreadableDocument as error:
        assert error.code == "R011"


def test_sniffing_settles_text_and_html_by_name() -> None:
    assert sniff(b"Hej <b>du</b>", ".html") is FileType.HTML
    assert sniff(b"Hej <b>du</b>", ".txt") is FileType.TEXT
    assert sniff(b"{\\rtf1 hej}") is FileType.RTF
    assert sniff(b"\xef\xbb\xbf <html>") is FileType.HTML
    assert sniff(b"skr\xe4p " * 100 + b"%PDF-1.4") is FileType.PDF
    assert sniff(OLE + "WordDocument".encode("utf-16-le")) is FileType.DOC
