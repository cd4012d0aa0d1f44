"""``granska fil --rensa``: copies of files without the notes that granska has put in them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .guard import guarded
from .options import STDIN, take_input
from .output import Messages, is_terminal, write_file, write_result
from .run import REVIEWED, UNREADABLE, WRONG
from .swedish import UsageFault

if TYPE_CHECKING:
    from ..batch.failure import Limits


def clean_files(
    files: Sequence[str],
    given: str | None,
    filename: str | None,
    formats: Sequence[str],
    limits: Limits,
    messages: Messages,
) -> int:
    """Write every file without our notes, and return the exit code. Nothing is reviewed."""
    from ..batch.failure import Ended
    from ..errors import ReportError, UnreadableDocument, report_error
    from ..marking import clean

    if set(formats) - {"docx", "pdf"}:
        raise UsageFault("--rensa skriver en kopia av filen och ingen rapport: ta bort --format.")
    target = Path(given) if given else None
    if target is None and (len(files) > 1 or is_terminal(sys.stdout)):
        raise UsageFault("--rensa skriver en kopia: lägg till --ut FIL, eller --ut MAPP för flera filer.")
    folder = target is not None and (target.is_dir() or not target.suffix or len(files) > 1)
    if folder and target is not None and target.exists() and not target.is_dir():
        raise UsageFault(f"--ut {given} är en fil: flera filer kräver en mapp.")
    inputs = {Path(f).resolve() for f in files if f != STDIN}
    code = REVIEWED
    for source in files:
        name = (filename or "dokument") if source == STDIN else Path(source).name
        path = None if target is None else target / name if folder else target
        if path is not None and path.resolve() in inputs:
            raise UsageFault(f"--ut skulle skriva över {path} som ska rensas: välj en annan plats.")
        try:
            data = take_input(source, filename)[0]
            content = guarded(partial(clean, data), data, limits)
        except Ended:
            messages.error(f"{source}: {report_error('S006')} (S006)")
            code = max(code, WRONG)
            continue
        except (ReportError, UnreadableDocument) as error:
            messages.error(f"{source}: {error} ({error.code})")
            code = UNREADABLE if isinstance(error, UnreadableDocument) else max(code, WRONG)
            continue
        if path is None:
            write_result(content)
        else:
            write_file(path, content)
            messages.note(f"Skrev {path}.")
    return code
