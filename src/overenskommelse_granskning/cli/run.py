"""Runs the command line and turns everything that can go wrong into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from .app import app
from .output import Messages, prepare_streams, silence
from .swedish import DEBUG_KEY, describe

PROGRAM = "granska"
COMPLETE_VARIABLE = "_GRANSKA_COMPLETE"

REVIEWED, UNMET, WRONG, UNREADABLE, INTERRUPTED = 0, 1, 2, 3, 130


def run(args: Sequence[str]) -> int:
    """Run ``granska`` with ``args`` and return its exit code. Prints; never raises."""
    prepare_streams()
    if COMPLETE_VARIABLE in os.environ:
        return _complete(os.environ[COMPLETE_VARIABLE])
    messages = Messages()
    debug = False
    try:
        with app.make_context(PROGRAM, expanded(args)) as ctx:
            try:
                result = app.invoke(ctx)
            finally:
                debug = bool(ctx.meta.get(DEBUG_KEY))
        return result if isinstance(result, int) else REVIEWED
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.Abort):
        messages.error("Avbrutet.")
        return INTERRUPTED
    except click.ClickException as error:
        messages.error(describe(error))
        return WRONG
    except BrokenPipeError:
        # The receiver (head, less) has read enough; Python must not complain when it exits.
        silence(sys.stdout)
        return REVIEWED
    except Exception as error:
        return _explain(error, messages, debug)


def expanded(args: Sequence[str], platform: str = sys.platform) -> list[str]:
    """The arguments with ``*.pdf`` and the like expanded on Windows, whose shells leave that to programs."""
    if platform != "win32":
        return list(args)
    from glob import glob

    def matches(arg: str) -> list[str]:
        return sorted(glob(arg)) if set("*?") & set(arg) else []  # noqa: PTH207 (patterns as they were typed)

    return [path for arg in args for path in matches(arg) or [arg]]


def _explain(error: Exception, messages: Messages, debug: bool) -> int:
    """One sentence for a library error or a bug; the traceback only with ``--felsok``."""
    from ..errors import ChecklistError, ReviewError, UnreadableDocument

    if debug:
        import traceback

        messages.raw(traceback.format_exc())
    if isinstance(error, UnreadableDocument):
        named = f"{error.name}: " if error.name else ""
        messages.error(f"{named}{error} ({error.code})")
        return UNREADABLE
    if isinstance(error, ChecklistError):
        messages.error(error.located())
    elif isinstance(error, ReviewError):
        messages.error(str(error))
    elif isinstance(error, OSError) and error.filename:
        messages.error(f"{error.filename} {_file_problem(error)}.")
    elif isinstance(error, OSError):
        messages.error("Resultatet kunde inte skrivas: kontrollera att disken inte är full.")
    else:
        messages.error(
            f"Ett oväntat fel uppstod ({type(error).__name__}): kör om med --felsok och anmäl utskriften."
        )
    return WRONG


def _file_problem(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "får inte öppnas eller skrivas: stäng den i andra program, ändra rättigheterna eller välj en annan plats"
    if isinstance(error, FileNotFoundError):
        return "finns inte: kontrollera sökvägen"
    if isinstance(error, (IsADirectoryError, NotADirectoryError, FileExistsError)):
        return "går inte att använda: kontrollera vad som är fil och vad som är mapp"
    return "kunde inte läsas eller skrivas: kontrollera sökvägen och att disken inte är full"


def _complete(instruction: str) -> int:
    from click.shell_completion import shell_complete

    from . import powershell

    powershell.register()
    return shell_complete(app, {}, PROGRAM, COMPLETE_VARIABLE, instruction)
