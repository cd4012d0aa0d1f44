"""Runs LibreOffice on a foreign file, in a private folder and with its own profile.

It neither sees nor disturbs a LibreOffice the user has open, and is ended with its children when the
time is up. What is under way is registered, so that a process told to end can take it along.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ..errors import unreadable

# No macros, and nothing fetched because a document links to it.
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{name}" '
        f'oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in (
            ("MacroSecurityLevel", "3"),
            ("DisableMacrosExecution", "true"),
            ("BlockUntrustedRefererLinks", "true"),
        )
    )
    + "</oor:items>"
)

_under_way: dict[Path, subprocess.Popen[bytes] | None] = {}  # private folder → what works in it


def convert(program: str, data: bytes, suffix: str, seconds: float) -> bytes:
    """The file as DOCX. Raises R018 when it takes too long, R005 when nothing comes of it."""
    root = Path(tempfile.mkdtemp(prefix="granska-"))
    _under_way[root] = None
    try:
        source = root / f"dokument.{suffix}"
        source.write_bytes(data)
        settings = root / "profil" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
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
    finally:
        _forget(root)


def abandon() -> None:
    """End everything that is under way and remove its files."""
    for root, process in list(_under_way.items()):
        if process is not None:
            _stop(process)
        _forget(root)


def _forget(root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    _under_way.pop(root, None)


def _run(command: list[str], folder: Path, seconds: float) -> None:
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))},
        start_new_session=True,  # soffice starts a child of its own; both must be stoppable
    )
    _under_way[folder] = process
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
