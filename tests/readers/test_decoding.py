import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.readers.decoding import decode, looks_like_utf16

TEXT = "Överenskommelse om åtgärder för ungdomar"


@pytest.mark.parametrize(
    ("data", "encoding", "unsure"),
    [
        (TEXT.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", False),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", False),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", False),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", False),
        (TEXT.encode("utf-16-le"), "utf-16-le", True),
        (TEXT.encode("utf-16-be"), "utf-16-be", True),
        (TEXT.encode("cp1252"), "cp1252", True),
    ],
)
def test_encodings(data: bytes, encoding: str, unsure: bool) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.unsure) == (TEXT, encoding, unsure)


def test_one_broken_byte_does_not_make_utf8_into_cp1252() -> None:
    decoded = decode(TEXT.encode() + b"\xc3")
    assert decoded.text == TEXT + "\ufffd"
    assert decoded.unsure


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman"])
def test_old_systems_are_known_by_their_letters(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.unsure) == (TEXT, encoding, True)


def test_text_that_was_encoded_twice_is_undone() -> None:
    decoded = decode(TEXT.encode().decode("cp1252").encode())
    assert (decoded.text, decoded.unsure) == (TEXT, True)
    assert decode("Ã¥ och å".encode()).text == "Ã¥ och å"


@pytest.mark.parametrize("name", ["iso-8859-1", "windows-1252", "shift_jis", "utf-7"])
def test_utf8_is_read_as_such_whatever_is_declared(name: str) -> None:
    decoded = decode(f'<meta charset="{name}">{TEXT}'.encode(), markup=True)
    assert decoded.text.endswith(TEXT)
    assert decoded.unsure


def test_bytes_that_cp1252_leaves_open_do_not_stop_the_reading() -> None:
    assert decode(b"\xe5 \x81\x93").text == "å \x81“"


@pytest.mark.parametrize(
    "head",
    [
        b'<meta charset="iso-8859-1">',
        b"<meta charset=windows-1252>",
        b'<meta http-equiv="content-type" content="text/html; charset=latin1">',
        b"<?xml version='1.0' encoding='iso-8859-1'?>",
    ],
)
def test_declared_encodings(head: bytes) -> None:
    decoded = decode(head + "å – ö".encode("cp1252"), markup=True)
    assert decoded.text.endswith("å – ö")
    assert not decoded.unsure


@pytest.mark.parametrize(
    "head", [b'<meta charset="finns-inte">', b'<meta charset="utf-16">', b'<meta charset="utf-8">']
)
def test_a_wrong_declaration_is_not_believed(head: bytes) -> None:
    decoded = decode(head + "åäö".encode("cp1252"), markup=True)
    assert decoded.text.endswith("åäö")
    assert decoded.unsure


def test_a_mark_beats_the_declaration() -> None:
    assert decode(codecs.BOM_UTF8 + b'<meta charset="latin1">' + "å".encode(), markup=True).text.endswith("å")


def test_swedish_in_one_byte_is_not_utf16() -> None:
    assert not looks_like_utf16(TEXT.encode("cp1252"))
    assert not looks_like_utf16(b"a\0")


@given(st.binary(max_size=200), st.booleans())
def test_never_fails(data: bytes, markup: bool) -> None:
    assert isinstance(decode(data, markup=markup).text, str)


@given(st.text(max_size=80).filter(lambda t: "\0" not in t and not t.startswith("\ufeff")))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text
