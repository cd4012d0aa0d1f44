"""Everything that a run writes beside the reports; nothing is written again that would be the same."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from . import tables
from .manifest import Manifest
from .result_folder import WORKING
from .run import RunResult
from .settings import ReviewSettings, settings_key
from .store import Store

_STORED = "outputs"


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """``counties``: those whose municipalities are expected to have documents (see ``coverage``).

    ``ranking``: list the documents by strength too. ``anew``: write also what nothing has changed for.
    """

    counties: tuple[str, ...] = ()
    ranking: bool = False
    anew: bool = False

    @property
    def limited(self) -> bool:
        """Whether the coverage leaves counties out that documents may be of."""
        return bool(self.counties) and not any(c.casefold() == "alla" for c in self.counties)


@dataclass(frozen=True, slots=True)
class Outputs:
    """What stands in the folder, and what a person should know of it.

    ``coverage``: per kind, how many municipalities in each state; ``counties``: those they lie in.
    ``problems``: how many of each sort; ``wrong_manifest``: the first of the manifest's; ``unjudged``: how many
    documents the program takes for something that it has no checklist for; ``unplaced``: how many
    agreements and promises are of no municipality of the register; ``outside``: how many are of other counties than
    those chosen.
    """

    files: tuple[str, ...]
    coverage: dict[str, dict[str, int]]
    counties: tuple[str, ...]
    problems: dict[str, int]
    notes: tuple[str, ...]
    wrong_manifest: str = ""
    unjudged: int = 0
    unplaced: int = 0
    outside: int = 0
    fresh: bool = True


def write_outputs(
    out: Path,
    store: Store,
    result: RunResult,
    manifest: Manifest | None,
    settings: ReviewSettings,
    options: OutputOptions,
) -> Outputs:
    """Write the tables of a run: one pass over its reports, one of them in memory at a time."""
    signature = _signature(result, manifest, settings, options)
    stored = store.get(_STORED)
    same = not options.anew and stored is not None and stored["signature"] == signature
    if stored is not None and same and _untouched(out, stored["stamps"]):
        return _from_stored(stored)
    from .write import write_all  # with what writes tables and pages, which a run without news does not need

    with _working(out) as folder:
        made = write_all(folder, store, result, manifest, settings, options)
        for name in made.files:
            (folder / name).replace(out / name)
    if stored is not None:
        for name in set(stored["stamps"]) - set(made.files):
            (out / name).unlink(missing_ok=True)
    store.put(
        _STORED,
        {
            "signature": signature,
            "stamps": {name: _stamp(out / name) for name in made.files},
            "coverage": made.coverage,
            "counties": list(made.counties),
            "problems": made.problems,
            "notes": list(made.notes),
            "wrong_manifest": made.wrong_manifest,
            "unjudged": made.unjudged,
            "unplaced": made.unplaced,
            "outside": made.outside,
        },
    )
    return made


def _signature(
    result: RunResult, manifest: Manifest | None, settings: ReviewSettings, options: OutputOptions
) -> str:
    """Of everything that the outputs are made from."""
    values: list[Any] = [
        settings_key(settings),
        [(f.path, f.report_name, f.key) for f in result.files],
        [(s.name, s.reason) for s in result.discovery.skipped],
        asdict(manifest) if manifest else None,
        asdict(replace(options, anew=False)),
        tables.parquet_available(),
    ]
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode("utf-8")).hexdigest()


def _stamp(path: Path) -> list[int]:
    state = path.stat()
    return [state.st_size, state.st_mtime_ns]


def _untouched(out: Path, stamps: dict[str, list[int]]) -> bool:
    return all((out / name).is_file() and _stamp(out / name) == stamp for name, stamp in stamps.items())


def _from_stored(stored: dict[str, Any]) -> Outputs:
    return Outputs(
        files=tuple(sorted(stored["stamps"])),
        coverage=stored["coverage"],
        counties=tuple(stored["counties"]),
        problems=stored["problems"],
        notes=tuple(stored["notes"]),
        wrong_manifest=stored["wrong_manifest"],
        unjudged=stored["unjudged"],
        unplaced=stored["unplaced"],
        outside=stored["outside"],
        fresh=False,
    )


@contextmanager
def _working(out: Path) -> Iterator[Path]:
    """A folder to write in, so that a file in ``out`` is whole or the one before."""
    for left in out.glob(f"{WORKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=WORKING, dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
