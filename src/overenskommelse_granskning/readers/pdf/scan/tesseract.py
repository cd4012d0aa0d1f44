"""Where Tesseract and its Swedish are.

tesserocr (the extra ``ocr``) brings Tesseract itself and needs only the language file; without it the
command ``tesseract`` is used where it is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from .engine import LANGUAGE, Commands, Engine, Workers

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


def find_engine(processes: int) -> Engine | None:
    """An engine that reads Swedish, or None."""
    folder = language_folder()
    if folder is None:
        return None
    if sys.executable and not getattr(sys, "frozen", False) and find_spec("tesserocr") is not None:
        with suppress(OSError):
            return Workers(folder, processes)
    command = shutil.which("tesseract")
    return Commands(command, folder, processes) if command else None


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
