"""What came of a run, in words: the end of ``granska mapp``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..errors import READING_MESSAGES
from ..reports.escape import printable
from ..vocabulary.closed import KIND_TITLES, MUNICIPAL_KINDS
from ..vocabulary.municipalities import counties
from ..vocabulary.swedish import counted, listed
from .coverage import STATE_TITLES, State
from .outputs import Outputs
from .result_folder import PANEL, REPORTS
from .run import RunResult

_TABLES = ("resultat.xlsx", "resultat.csv", "resultat.parquet")
# What a sentence tells of one document only.
_OWN_ASIDE = re.compile(r" \([^()]*\{\w+\}[^()]*\)")
_OWN = re.compile(r" \{\w+\}")
_SHOWN = 10  # unreadable documents named; the rest stand in the tables


def summary(result: RunResult, outputs: Outputs, out: Path) -> str:
    """A few lines for a person."""
    return "\n".join(_lines(result, outputs, out)) + "\n"


def _lines(result: RunResult, outputs: Outputs, out: Path) -> Iterator[str]:
    total = len(result.files)
    failed = [f for f in result.files if f.status != "read"]
    kept = total - result.reviewed
    now = "alla granskade nu" if not kept else f"{result.reviewed} granskade nu, {kept} fanns redan"
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
            yield f"  {reason} ({count})"
    for kind in MUNICIPAL_KINDS:  # kept figures have lost their order
        states = outputs.coverage.get(kind, {})
        total = sum(states.values())
        if not total:
            continue
        yield ""
        yield f"{KIND_TITLES[kind].capitalize()} ({counted(total, 'kommun', 'kommuner')} i {_counties(outputs)}):"
        width = len(str(total))
        yield from (f"  {n:{width}} {STATE_TITLES[s]}" for s in State if (n := states.get(s.value, 0)))
    if outputs.outside:
        yield ""
        yield (
            f"{counted(outputs.outside, 'dokument', 'dokument')} är från andra län än --lan anger och räknas inte i "
            "täckningen."
        )
    if outputs.unjudged:
        yield ""
        yield (
            f"{counted(outputs.unjudged, 'dokument ser', 'dokument ser')} ut att vara annan handling och räknas inte i "
            "täckningen: ange slaget i ett manifest där det är fel."
        )
    if outputs.unplaced:
        yield ""
        yield (
            f"{counted(outputs.unplaced, 'dokument hör', 'dokument hör')} inte till någon kommun i kommunregistret och räknas "
            f"inte i täckningen: bladet Problem säger vad som står i {'det' if outputs.unplaced == 1 else 'dem'}."
        )
    if wrong := outputs.problems.get("manifest", 0):
        yield ""
        yield f"{counted(wrong, 'fel', 'fel')} i manifestet, det första: {printable(outputs.wrong_manifest)}"
    if conflicts := outputs.problems.get("uppgift", 0):
        yield ""
        yield f"{counted(conflicts, 'uppgift', 'uppgifter')} om dokumenten att kontrollera (bladet Problem)."
    yield ""
    yield f"Rapport per dokument: {out / REPORTS}"
    yield f"Tabeller: {', '.join(str(out / name) for name in outputs.files if name in _TABLES)}"
    yield f"Panel att öppna i webbläsaren: {out / PANEL}"
    yield from outputs.notes


def _counties(outputs: Outputs) -> str:
    named = [c.name for c in counties() if c.code in outputs.counties]
    if len(named) == len(counties()):
        return "hela landet"
    return listed(named) if len(named) < 3 else f"{len(named)} län"


def _reason(code: str) -> str:
    """The part of a code's sentence that is the same for every document."""
    text = (
        READING_MESSAGES.get(code, "")
        .replace("Sida {page}", "En sida")
        .replace("på sida {page}", "på en sida")
    )
    return _OWN.sub("", _OWN_ASIDE.sub("", text).partition(":")[0]).removesuffix(".")
