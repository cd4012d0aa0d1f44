"""What decides a review's content, and the key under which its result is kept."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..resources import checklist_folder, model_folder
from ..version import VERSION
from ..vocabulary.closed import Kind, Stage

if TYPE_CHECKING:
    from ..readers.options import Ocr, Revisions

STORED_FORM = 2  # raised when what is kept of a review changes its form
Mask = Literal["signatories", "personal", "none"]
# Kept with a review beside the reports in other formats; no format is called so.
TEXT, PASSAGES = ".text", ".passages"
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """Everything that decides the content of a report, apart from the document.

    ``checklists``: ids or files, None for those of each document's kind. ``formats``: the reports to
    make beside JSON. ``mask``: whose data are hidden: those who signed, all persons', or nobody's.
    ``waivers``: a file of waivers. ``bounds``: limits of reading that are not the usual, by their Swedish name.
    """

    as_of: date
    checklists: tuple[str, ...] | None = None
    ocr: Ocr = "auto"
    revisions: Revisions = "accepted"
    stage: Stage | None = None
    mask: Mask = "signatories"
    formats: tuple[str, ...] = ()
    waivers: str | None = None
    bounds: tuple[tuple[str, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, to keep with the results."""
        return {
            "as_of": self.as_of.isoformat(),
            "checklists": None if self.checklists is None else list(self.checklists),
            "ocr": self.ocr,
            "revisions": self.revisions,
            "stage": self.stage.value if self.stage else None,
            "mask": self.mask,
            "formats": sorted(self.formats),
            "waivers": self.waivers,
            "bounds": dict(self.bounds),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ReviewSettings:
        """The settings kept by :meth:`to_dict`. Raises KeyError or ValueError for anything else."""
        lists = data["checklists"]
        return cls(
            as_of=date.fromisoformat(data["as_of"]),
            checklists=None if lists is None else tuple(lists),
            ocr=data["ocr"],
            revisions=data["revisions"],
            stage=Stage(data["stage"]) if data["stage"] else None,
            mask=data["mask"],
            formats=tuple(data["formats"]),
            waivers=data["waivers"],
            bounds=tuple(sorted(data.get("bounds", {}).items())),
        )


def settings_key(settings: ReviewSettings) -> str:
    """A hash of the settings together with the program, its model and the checklists' content."""
    values = settings.to_dict() | {
        "program": program_key(),
        "own": [_own(c) for c in settings.checklists or ()],
        "waivers": file_sha256(Path(settings.waivers)) if settings.waivers else None,
        "helpers": [_ocr() if settings.ocr != "off" else None, _office()],
    }
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode("utf-8")).hexdigest()


def program_key() -> str:
    """A hash of what judges: the code, the model, the shipped checklists."""
    parts = (
        str(STORED_FORM),
        VERSION,
        _program(),
        _content(model_folder(), "*"),
        _content(checklist_folder(), "*.yaml"),
    )
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def review_key(sha256: str, file_name: str, settings: str, kind: Kind | None = None) -> str:
    """The key of one document: its bytes, its name and the kind it is said to be decide how it is read."""
    parts = (sha256, file_name, settings, *(() if kind is None else (kind.value,)))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def model_identity() -> dict[str, str] | None:
    """Version and hash of the shipped model, as reports give them, without loading it."""
    card = model_folder() / "modell.json"
    if not card.is_file():
        return None
    version = json.loads(card.read_text(encoding="utf-8"))["version"]
    return {"version": version, "sha256": file_sha256(model_folder() / "modell.npz")}


def file_sha256(path: Path) -> str:
    """SHA-256 of a file of any size. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def _program() -> str:
    """The code itself: in a checkout it changes without a new version."""
    return _content(
        _PACKAGE,
        "**/*.py",
        "vocabulary/**/*.yaml",
        "vocabulary/*.csv",
        "reports/templates/*",
        "_data/*.json",
        "_data/sprak/*",
    )


@cache
def _content(folder: Path, *patterns: str) -> str:
    digest = hashlib.sha256()
    for path in sorted({p for pattern in patterns for p in folder.glob(pattern) if p.is_file()}):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{file_sha256(path)}\n".encode())
    return digest.hexdigest()


def _own(checklist: str) -> str:
    path = Path(checklist)
    return file_sha256(path) if path.suffix in (".yaml", ".yml") and path.is_file() else checklist


# What was unreadable for want of a program is tried again when the program is there.


@cache
def _ocr() -> bool:
    from ..readers.pdf.scan.tesseract import language_folder

    return language_folder() is not None and bool(find_spec("tesserocr") or shutil.which("tesseract"))


@cache
def _office() -> bool:
    return bool(shutil.which("soffice") or shutil.which("libreoffice"))
