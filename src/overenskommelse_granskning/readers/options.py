"""What a caller may decide about reading, and the limits that keep a hostile file in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Literal, NamedTuple, get_args

from ..errors import ConfigurationError

Ocr = Literal["auto", "off", "on"]
Revisions = Literal["accepted", "original"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds. Beyond one of them a document is unreadable, with the code that says so.

    Raises ConfigurationError for what is no number above zero.
    """

    file_bytes: int = 200_000_000
    pages: int = 2_000
    unpacked_bytes: int = 300_000_000
    xml_bytes: int = 60_000_000  # one XML part
    html_bytes: int = 25_000_000  # the whole of a web page
    xml_tags: int = 3_000_000  # in one XML part; the tree takes some 300 bytes per element
    blocks: int = 250_000  # paragraphs, list items and cells; each takes about 1 kB
    text_bytes: int = 10_000_000  # the whole of a text file
    unpacked_ratio: int = 200  # unpacked size / packed size of a zip member above 1 MB
    image_pixels: int = 80_000_000
    seconds: float = 600.0

    def __post_init__(self) -> None:
        for limit in fields(self):
            value = getattr(self, limit.name)
            fits = isinstance(value, int) or (limit.name == "seconds" and isinstance(value, float))
            if not fits or isinstance(value, bool) or not value > 0:
                what = "tal" if limit.name == "seconds" else "heltal"
                raise ConfigurationError(
                    f"Gränsen {limit.name} är ”{value}”, men ska vara ett {what} större än noll."
                )


class Bound(NamedTuple):
    """A limit as a person names and changes it: the field, how many of its units make one, and what it bounds."""

    field: str
    unit: int
    what: str


# As they stand in --grans, granska.toml and docs/granser.md.
BOUNDS: dict[str, Bound] = {
    "fil-mb": Bound("file_bytes", 1_000_000, "filens storlek, MB"),
    "sidor": Bound("pages", 1, "sidor i en PDF eller ett ordbehandlingsdokument"),
    "uppackat-mb": Bound("unpacked_bytes", 1_000_000, "allt som en packad fil packar upp till, MB"),
    "packning": Bound("unpacked_ratio", 1, "hur många gånger större en packad del får bli"),
    "xml-mb": Bound("xml_bytes", 1_000_000, "en del av en Word- eller ODT-fil, uppackad, MB"),
    "xml-element": Bound("xml_tags", 1, "element i en sådan del"),
    "html-mb": Bound("html_bytes", 1_000_000, "en webbsidas storlek, MB"),
    "text-mb": Bound("text_bytes", 1_000_000, "en textfils storlek, MB"),
    "stycken": Bound("blocks", 1, "stycken, punkter och tabellceller"),
    "bildpunkter-milj": Bound(
        "image_pixels", 1_000_000, "en sidbild som ska teckentolkas, miljoner bildpunkter"
    ),
    "konvertering-s": Bound("seconds", 1, "LibreOffice läsning av en äldre fil, sekunder (högst 120)"),
}


def with_bounds(values: Mapping[str, int]) -> Limits:
    """The default limits with those named (a name of :data:`BOUNDS` → its value) changed."""
    return replace(
        Limits(), **{BOUNDS[name].field: value * BOUNDS[name].unit for name, value in values.items()}
    )


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``ocr``: read image pages by OCR where possible (``auto``), never (``off``), or every page
    (``on``). ``revisions``: whether tracked changes count as accepted or the original text holds.
    ``ocr_processes``: how many pages are read by OCR at once; 0 for as many as there are cores.
    Raises ConfigurationError for a value that does not exist."""

    ocr: Ocr = "auto"
    revisions: Revisions = "accepted"
    limits: Limits = field(default_factory=Limits)
    ocr_processes: int = 0

    def __post_init__(self) -> None:
        for name, known in (("ocr", get_args(Ocr)), ("revisions", get_args(Revisions))):
            value = getattr(self, name)
            if value not in known:
                raise ConfigurationError(
                    f"Valet {name} är ”{value}”, men ska vara {', '.join(known[:-1])} eller {known[-1]}."
                )
        if not isinstance(self.limits, Limits):
            raise ConfigurationError("Valet limits ska vara ett Limits.")
