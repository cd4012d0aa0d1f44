"""What came of a run, in words: the end of ``granska mapp``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..errors import READING_MESSAGES
from ..reports.escape import printable
from .run import REPORTS, RunResult

_SHOWN = 10  # unreadable documents named; the rest stand in the tables


def summary(result: RunResult, out: Path) -> str:
    """A few lines for a person."""
    return "\n".join(_lines(result, out)) + "\n"


def _lines(result: RunResult, out: Path) -> Iterator[str]:
    total = len(result.files)
    failed = [f for f in result.files if f.status != "read"]
    kept = total - result.reviewed
    now = "alla nu" if not kept else f"{result.reviewed} nu, {kept} fanns redan"
    yield f"{counted(total, 'dokument', 'dokument')} ({now}): {total - len(failed)} lästa, {len(failed)} oläsbara."
    if failed:
        yield ""
        yield "Kunde inte läsas:"
        for code, count in sorted(Counter(f.code for f in failed).items()):
            yield f"  {code} ({count}): {_reason(code)}"
            names = [f.path for f in failed if f.code == code]
            yield from (f"    {printable(name)}" for name in names[:_SHOWN])
            if len(names) > _SHOWN:
                yield f"    … och {len(names) - _SHOWN} till"
    skipped = result.discovery.skipped
    if skipped:
        yield ""
        yield f"Hoppades över: {counted(len(skipped), 'fil eller mapp', 'filer eller mappar')}"
        for reason, count in sorted(Counter(s.reason for s in skipped).items()):
            yield f"  {count} {reason}"
    yield ""
    yield f"Rapport per dokument: {out / REPORTS}"


def counted(n: int, one: str, many: str) -> str:
    """``1 fil``, ``2 filer``."""
    return f"{n} {one if n == 1 else many}"


def _reason(code: str) -> str:
    """The part of a code's sentence that is the same for every document."""
    text = READING_MESSAGES.get(code, "")
    return (
        text.partition(":")[0]
        .replace(" ({limit} s)", "")
        .replace(" ({limit} MB)", "")
        .replace(" ({what})", "")
    )
