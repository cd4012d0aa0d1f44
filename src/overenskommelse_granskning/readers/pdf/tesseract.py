"""Tesseract: finding Swedish, and two ways to run it with the same answer (its TSV table).

tesserocr (the extra ``ocr``) brings Tesseract itself and needs only the language file; without it the
command ``tesseract`` is used where it is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Protocol

LANGUAGE = "swe"
_FILE = f"{LANGUAGE}.traineddata"
_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/usr/local/share/tesseract/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
    "C:/Program Files (x86)/Tesseract-OCR/tessdata",
)
_LISTED = re.compile(r'"([^"]+)"')
_SECONDS = 120  # for one page


class Engine(Protocol):
    """Recognises one grey image (rows of bytes, 0 black) and gives Tesseract's TSV."""

    def tsv(self, pixels: bytes, width: int, height: int, dpi: int) -> str: ...

    def close(self) -> None: ...


def find_engine() -> Engine | None:
    """An engine that reads Swedish, or None."""
    folder = language_folder()
    if folder is None:
        return None
    try:
        return _Library(folder)
    except (ImportError, RuntimeError, OSError):
        command = shutil.which("tesseract")
        return _Command(command, folder) if command else None


def language_folder() -> Path | None:
    """The folder that holds the Swedish language file."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        for folder in (Path(prefix), Path(prefix) / "tessdata"):
            if (folder / _FILE).is_file():
                return folder
    for name in _FOLDERS:
        if (Path(name) / _FILE).is_file():
            return Path(name)
    return _asked()


def _asked() -> Path | None:
    """What the command says about where its languages are."""
    command = shutil.which("tesseract")
    if command is None:
        return None
    try:
        answer = subprocess.run(
            [command, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    for quoted in _LISTED.findall(answer.stdout + answer.stderr):
        if (Path(quoted) / _FILE).is_file():
            return Path(quoted)
    return None


class _Library:
    """Tesseract in this process."""

    def __init__(self, folder: Path) -> None:
        import tesserocr

        self._api = tesserocr.PyTessBaseAPI(path=str(folder) + os.sep, lang=LANGUAGE)

    def tsv(self, pixels: bytes, width: int, height: int, dpi: int) -> str:
        self._api.SetImageBytes(pixels, width, height, 1, width)
        self._api.SetSourceResolution(dpi)
        try:
            return str(self._api.GetTSVText(0))
        finally:
            self._api.Clear()

    def close(self) -> None:
        self._api.End()


class _Command:
    """Tesseract as a command, a process per page."""

    def __init__(self, command: str, folder: Path) -> None:
        self._command = [command, "stdin", "stdout", "-l", LANGUAGE, "--psm", "3"]
        # Its threads gain nothing on one page and starve other workers.
        self._environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "TESSDATA_PREFIX": str(folder)}

    def tsv(self, pixels: bytes, width: int, height: int, dpi: int) -> str:
        image = b"P5 %d %d 255\n" % (width, height) + pixels
        done = subprocess.run(
            [*self._command, "--dpi", str(dpi), "tsv"],
            input=image,
            capture_output=True,
            env=self._environment,
            timeout=_SECONDS,
            check=False,
        )
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""

    def close(self) -> None:
        pass
