"""Reads the text of a file that a person wrote: one sentence with what to do where it cannot be read."""

from __future__ import annotations

from pathlib import Path

from ..errors import ConfigurationError

MOST_BYTES = 1_000_000  # of a user's file; the largest shipped list has a fifth of that
_SAVE = "spara den som oformaterad text (UTF-8) från en textredigerare"
# How files begin that are no text: what they are, so that the author sees what went wrong.
_NO_TEXT = (
    (b"PK\x03\x04", "ett Word- eller Excel-dokument"),
    (b"\xd0\xcf\x11\xe0", "ett äldre Word- eller Excel-dokument"),
    (b"%PDF", "en PDF"),
    (b"{\\rtf", "ett dokument i RTF"),
    (b"\xff\xfe", "sparad som UTF-16"),
    (b"\xfe\xff", "sparad som UTF-16"),
)


def read_text(path: Path, what: str = "Checklistan", hint: str = "kontrollera sökvägen") -> str:
    """The text of a file, line ends as LF, without byte order mark.

    ``what``: how the file is named in an error; ``hint``: what to do when there is no such file. Raises
    ConfigurationError.
    """
    if path.exists() and not path.is_file():
        raise ConfigurationError(f"{what} {path} kan inte läsas, den är ingen fil: ange en fil.")
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ConfigurationError(f"{what} {path} finns inte: {hint}.") from None
    except OSError as error:
        raise ConfigurationError(
            f"{what} {path} går inte att öppna: kontrollera att du får läsa filen och att inget annat program "
            "håller den låst."
        ) from error
    for beginning, form in _NO_TEXT:
        if data.startswith(beginning):
            raise ConfigurationError(f"{what} {path} kan inte läsas, för filen är {form}: {_SAVE}.")
    if len(data) > MOST_BYTES:
        raise ConfigurationError(
            f"{what} {path} är för stor (gränsen är {MOST_BYTES // 1_000_000} MB): dela upp den."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            f"{what} {path} kan inte läsas, för rad {line} har tecken som inte är UTF-8: {_SAVE}."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
