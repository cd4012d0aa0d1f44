"""Everything that a run writes beside the reports; nothing is written again that would be the same."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..reports.files import write_file
from .coverage import Coverage, Covered, expected_municipalities
from .likeness import compare, source
from .likeness.shared import SharedTexts, Source
from .manifest import Manifest
from .panel import PanelFacts, render_panel
from .rows import DocumentRow, Problem, document_problems, document_rows, run_problems, waiver_problems
from .run import RunResult
from .settings import ReviewSettings, settings_key
from .store import Store
from .tables import columns as c
from .tables import parquet
from .tables.about import about
from .tables.index import Index
from .tables.sheets import Workbook
from .tables.text import CsvTable
from .worker import load_own_waivers

INDEX = "resultat.json"
PANEL = "panel.html"
_STORED = "outputs"
_WORKING = ".skriver-"


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """``counties``: those whose municipalities are expected to have documents (see ``coverage``).

    ``ranking``: list the documents by strength too.
    """

    counties: tuple[str, ...] = ()
    ranking: bool = False


@dataclass(frozen=True, slots=True)
class Outputs:
    """What stands in the folder, and what a person should know of it.

    ``coverage``: per kind, how many municipalities in each state; ``counties``: those they lie in.
    ``problems``: how many of each sort.
    """

    files: tuple[str, ...]
    coverage: dict[str, dict[str, int]]
    counties: tuple[str, ...]
    problems: dict[str, int]
    notes: tuple[str, ...]
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
    expected_municipalities(options.counties, (), manifest)  # an unknown county is refused before the work
    signature = _signature(result, manifest, settings, options)
    stored = store.get(_STORED)
    if stored is not None and stored["signature"] == signature and _untouched(out, stored["stamps"]):
        return _from_stored(stored)
    with _working(out) as folder:
        made = _write(folder, store, result, manifest, settings, options)
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
        },
    )
    return made


def _write(
    folder: Path,
    store: Store,
    result: RunResult,
    manifest: Manifest | None,
    settings: ReviewSettings,
    options: OutputOptions,
) -> Outputs:
    coverage = Coverage()
    problems: list[Problem] = []
    tables = _Tables(folder, settings)
    panel = PanelFacts()
    index = Index(folder / INDEX, settings)
    sources: list[Source] = []
    hashes: list[tuple[str, str]] = []
    for row in document_rows(store, result, manifest):
        if (own := source(row, store)) is not None:
            sources.append(own)
        hashes.append((row.path, row.facts["sha256"]))
        coverage.add(row)
        problems += document_problems(row)
        tables.add(row)
        index.add(row)
        panel.add(row)
    problems += waiver_problems(load_own_waivers(settings), hashes)
    problems += run_problems(result, manifest)
    expected = expected_municipalities(options.counties, coverage.codes, manifest)
    covered = coverage.told(expected)
    shared = compare(sources, {f.path: f.key for f in result.files}, store)
    tables.close(problems, shared)
    index.close(covered, problems, shared)
    page = render_panel(panel, covered, problems, settings, shared, ranking=options.ranking)
    write_file(folder / PANEL, page)
    return Outputs(
        files=tuple(sorted(p.name for p in folder.iterdir())),
        coverage=_counted(covered),
        counties=tuple(sorted({m.county_code for m in expected if m.county_code})),
        problems=dict(sorted(Counter(p.sort for p in problems).items())),
        notes=tuple(tables.notes),
    )


class _Tables:
    """The tables in all formats, fed at the same time."""

    def __init__(self, folder: Path, settings: ReviewSettings) -> None:
        self.notes: list[str] = []
        self._long: list[CsvTable | parquet.ParquetTable] = [
            CsvTable(folder / "resultat.csv", c.LONG_COLUMNS)
        ]
        self._documents: list[CsvTable | parquet.ParquetTable] = [
            CsvTable(folder / "dokument.csv", c.DOCUMENT_COLUMNS)
        ]
        if parquet.available():
            self._long.append(parquet.ParquetTable(folder / "resultat.parquet", c.LONG_COLUMNS))
            self._documents.append(parquet.ParquetTable(folder / "dokument.parquet", c.DOCUMENT_COLUMNS))
        else:
            self.notes.append(
                'Parquet skrevs inte: installera tillägget (pip install "overenskommelse-granskning[tabeller]").'
            )
        self._book = Workbook(folder / "resultat.xlsx", settings.as_of.isoformat(), about(settings))

    def add(self, row: DocumentRow) -> None:
        """One more document."""
        leading = c.leading_cells(row)
        long = [c.long_cells(leading, checklist, x) for checklist, x in row.criteria]
        for table in self._long:
            table.write(long or [c.empty_long_cells(leading)])
        cells = c.document_cells(row)
        for table in self._documents:
            table.write([cells])
        self._book.add(row)

    def close(self, problems: list[Problem], shared: SharedTexts) -> None:
        """Finish every file."""
        self._book.add_shared(shared)
        self._book.add_problems(problems)
        if self._book.cut:
            self.notes.append(
                f"Excel rymmer inte alla rader i {', '.join(self._book.cut)}: resultat.csv har allt."
            )
        self._book.close()
        for table in (*self._long, *self._documents):
            table.close()


def _counted(covered: list[Covered]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for one in covered:
        states = counts.setdefault(one.kind.value, {})
        states[one.state.value] = states.get(one.state.value, 0) + 1
    return counts


def _signature(
    result: RunResult, manifest: Manifest | None, settings: ReviewSettings, options: OutputOptions
) -> str:
    """Of everything that the outputs are made from."""
    values: list[Any] = [
        settings_key(settings),
        [(f.path, f.report_name, f.key) for f in result.files],
        [(s.name, s.reason) for s in result.discovery.skipped],
        asdict(manifest) if manifest else None,
        asdict(options),
        parquet.available(),
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
        fresh=False,
    )


@contextmanager
def _working(out: Path) -> Iterator[Path]:
    """A folder to write in, so that a file in ``out`` is whole or the one before."""
    for left in out.glob(f"{_WORKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_WORKING, dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
