"""What a file really is, judged by its bytes, and whether its name agrees."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from ..errors import unreadable
from .archive import MAX_DIRECTORY, directory_bytes
from .decoding import looks_like_utf16


class FileType(StrEnum):
    """A kind of content. The value is what a person is told a file seems to be."""

    DOCX = "Word (.docx)"
    ODT = "OpenDocument (.odt)"
    PDF = "PDF"
    HTML = "HTML"
    TEXT = "text"
    DOC = "äldre Word (.doc)"
    RTF = "RTF"
    ENCRYPTED = "ett krypterat Office-dokument"
    ZIP = "ett zip-arkiv"
    BROKEN_ZIP = "en skadad zip-fil"
    OLE = "ett äldre Office-dokument"
    IMAGE = "en bild"
    SHEET = "Excel"
    SLIDES = "PowerPoint"
    MAIL = "ett e-postmeddelande"
    UNKNOWN = "okänt"


READABLE = frozenset(
    (FileType.DOCX, FileType.ODT, FileType.PDF, FileType.HTML, FileType.TEXT, FileType.DOC, FileType.RTF)
)

_WORD = frozenset((FileType.DOCX, FileType.ENCRYPTED))
_TEXT = frozenset((FileType.TEXT,))
# What may stand behind an extension. A .doc is often RTF inside; Word itself saves it so.
EXTENSIONS: dict[str, frozenset[FileType]] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), _WORD),
    **dict.fromkeys((".odt", ".ott"), frozenset((FileType.ODT,))),
    ".pdf": frozenset((FileType.PDF,)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), frozenset((FileType.HTML,))),
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), _TEXT),
    **dict.fromkeys((".doc", ".dot"), frozenset((FileType.DOC, FileType.RTF, FileType.ENCRYPTED))),
    ".rtf": frozenset((FileType.RTF,)),
    # Known, and not read.
    **dict.fromkeys((".xlsx", ".xlsm"), frozenset((FileType.SHEET, FileType.ENCRYPTED))),
    **dict.fromkeys((".pptx", ".pptm"), frozenset((FileType.SLIDES, FileType.ENCRYPTED))),
    **dict.fromkeys((".xls", ".ppt"), frozenset((FileType.OLE, FileType.ENCRYPTED))),
    **dict.fromkeys((".eml", ".emlx", ".msg"), frozenset((FileType.MAIL,))),
    **dict.fromkeys((".zip", ".ods", ".odp", ".epub", ".pages"), frozenset((FileType.ZIP,))),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp"), frozenset((FileType.IMAGE,))
    ),
}

WEB_ARCHIVES = frozenset((".mht", ".mhtml"))  # written as a message is

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MESSAGE = "__substg1.0_".encode("utf-16-le")  # begins the names of all that a message of Outlook holds
_MAIL_HEAD = 16_384
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAIL_LINE = re.compile(rb"[!-9;-~]+:|[ \t]")  # a header, or the rest of one
_TAG = re.compile(rb"<(?:!doctype|/?[a-z])[^<>]{0,1000}>", re.I)
_CONTROL = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27)) + b"\x7f"


def sniff(data: bytes, extension: str = "") -> FileType:
    """The content's type. ``extension`` settles only what is both text and HTML."""
    head = data[:1024]
    if data.startswith(b"PK"):
        return _zip_type(data)
    if data.startswith(_OLE_MAGIC):
        return _ole_type(data, extension)
    if _is_mail(data, extension):
        return FileType.MAIL
    if head.lstrip().startswith(b"{\\rtf"):
        return FileType.RTF
    if b"%PDF-" in head:
        return FileType.PDF
    if data.startswith(_IMAGES) and not _is_text(data):
        return FileType.IMAGE
    if not _is_text(data):
        return FileType.UNKNOWN
    ascii_head = data[:8192].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if _HTML_START.match(ascii_head):
        return FileType.HTML
    markup = EXTENSIONS.get(extension) == EXTENSIONS[".html"]
    if markup and _TAG.search(data[:100_000].replace(b"\0", b"")):
        return FileType.HTML
    return FileType.TEXT


def _zip_type(data: bytes) -> FileType:
    if directory_bytes(data) > MAX_DIRECTORY:
        raise unreadable("R013")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = b""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mimetype = archive.read("mimetype")
    except Exception:
        return FileType.BROKEN_ZIP
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return FileType.ODT
    if "[Content_Types].xml" in names:
        for prefix, kind in (
            ("word/", FileType.DOCX),
            ("xl/", FileType.SHEET),
            ("ppt/", FileType.SLIDES),
        ):
            if any(name.startswith(prefix) for name in names):
                return kind
    return FileType.ZIP


def _is_mail(data: bytes, extension: str) -> bool:
    """Whether it is a message as programs for mail save it: headers that say how its parts are encoded."""
    if FileType.MAIL in EXTENSIONS.get(extension, ()):
        return _is_text(data)
    head = data[:_MAIL_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = head.lower().split(b"\n")
    return all(map(_MAIL_LINE.match, lines)) and any(line.startswith(b"mime-version:") for line in lines)


def _ole_type(data: bytes, extension: str) -> FileType:
    word = "WordDocument".encode("utf-16-le") in data
    if _MESSAGE in data and (extension == ".msg" or not word):  # either may be attached to the other
        return FileType.MAIL
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FileType.ENCRYPTED
    if not word:
        return FileType.OLE
    # The main stream usually begins in the first sector; bit 8 of its flags says encrypted.
    if data[512:514] == b"\xec\xa5" and data[523:524] and data[523] & 0x01:
        return FileType.ENCRYPTED
    return FileType.DOC


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or looks_like_utf16(data):
        return True
    sample = data[:65536]
    if b"\0" in sample:
        return False
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control * 50 <= len(sample)
