"""``granska fil --rensa``: copies of files without the notes that granska has put in them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .guard import guarded
from .options import STDIN, limits, take_input
from .output import Messages, is_terminal, write_file, write_result
from .place import Place
from .run import REVIEWED, UNREADABLE, WRONG
from .swedish import UsageFault

if TYPE_CHECKING:
    from .settings import Settings


def clean_files(
    files: Sequence[str],
    given: str | None,
    filename: str | None,
    formats: Sequence[str],
    settings: Settings,
    messages: Messages,
) -> int:
    """Write every file without our notes, and return the exit code. Nothing is reviewed."""
    from ..batch.failure import Ended
    from ..errors import ReportError, UnreadableDocument, report_error
    from ..marking import clean

    if set(formats) - {"docx", "pdf"}:
        raise UsageFault("--rensa skriver en kopia av filen och ingen rapport: ta bort --format.")
    if not given and (len(files) > 1 or is_terminal(sys.stdout)):
        raise UsageFault("--rensa skriver en kopia: lägg till --ut FIL, eller --ut MAPP för flera filer.")
    inputs = (Path(f) for f in files if f != STDIN)
    place = Place.of(given, inputs, "rensas", "filer" if len(files) > 1 else "")
    names = [(filename or "dokument") if f == STDIN else Path(f).name for f in files]
    paths = [None if place.path is None else place.file(name) for name in names]
    for made in filter(None, paths):
        if paths.count(made) > 1:
            raise UsageFault(f"Två av filerna skulle skrivas som {made}: rensa dem var för sig.")
    code = REVIEWED
    for source, path in zip(files, paths, strict=True):
        try:
            data = take_input(source, filename, settings)[0]
            content = guarded(partial(clean, data), data, limits(settings))
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
