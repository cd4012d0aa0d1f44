"""Old Word (.doc) and RTF, converted to DOCX by LibreOffice where it is installed.

The conversion runs in a private folder with its own profile, so that it neither sees nor disturbs a
LibreOffice the user has open, and is ended with its children when the time is up.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ..document import Document
from ..errors import unreadable
from . import docx
from .options import ReadOptions

_PROGRAMS = ("soffice", "libreoffice")
_LONGEST = 120.0  # seconds; a conversion that takes longer has hung


def read(data: bytes, *, name: str, sha256: str, options: ReadOptions, suffix: str) -> Document:
    """Convert and read. R015 without LibreOffice, R018 when it takes too long, R005 when it fails."""
    program = next((found for p in _PROGRAMS if (found := shutil.which(p))), None)
    if program is None:
        raise unreadable("R015")
    converted = _convert(program, data, suffix, min(options.limits.seconds, _LONGEST))
    return docx.read(converted, name=name, sha256=sha256, options=options, format=suffix)


def _convert(program: str, data: bytes, suffix: str, seconds: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="granska-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        source = root / f"dokument.{suffix}"
        source.write_bytes(data)
        target = root / "ut"
        target.mkdir()
        command = [
            program,
            f"-env:UserInstallation={(root / 'profil').as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--convert-to",
            "docx",
            "--outdir",
            str(target),
            str(source),
        ]
        _run(command, root, seconds)
        result = target / "dokument.docx"
        if not result.is_file():
            raise unreadable("R005")
        return result.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> None:
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # soffice starts a child of its own; both must be stoppable
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise unreadable("R018", limit=round(seconds)) from error
    except BaseException:
        _stop(process)
        raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
