"""Writes everything beside the reports: one pass over them, one of them in memory at a time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ..reports.files import write_file
from .coverage import Coverage, Covered, expected_municipalities
from .likeness import compare, source
from .likeness.shared import SharedTexts, Source
from .manifest import Manifest
from .outputs import OutputOptions, Outputs
from .panel import PanelFacts, limits_of, render_panel
from .result_folder import INDEX, PANEL
from .rows import (
    DocumentRow,
    Problem,
    copy_problems,
    document_problems,
    document_rows,
    run_problems,
    waiver_problems,
)
from .run import RunResult
from .settings import ReviewSettings
from .store import Store
from .tables import columns as c
from .tables import parquet, parquet_available
from .tables.about import about
from .tables.index import Index
from .tables.sheets import Workbook
from .tables.text import CsvTable
from .worker import load_own_waivers


def write_all(
    folder: Path,
    store: Store,
    result: RunResult,
    manifest: Manifest | None,
    settings: ReviewSettings,
    options: OutputOptions,
) -> Outputs:
    """Write every table and page of a run into ``folder``."""
    coverage = Coverage()
    problems: list[Problem] = []
    tables = _Tables(folder, settings)
    panel = PanelFacts()
    index = Index(folder / INDEX, settings)
    sources: list[Source] = []
    hashes: list[tuple[str, str]] = []
    readable: list[tuple[str, str]] = []
    unjudged = unplaced = 0
    for row in document_rows(store, result, manifest, pages="html" in settings.formats):
        if (own := source(row, store)) is not None:
            sources.append(own)
        hashes.append((row.path, row.facts["sha256"]))
        if row.readable:
            readable.append(hashes[-1])
        unjudged += row.taken_for_other
        unplaced += row.unplaced
        coverage.add(row)
        problems += document_problems(row)
        tables.add(row)
        index.add(row)
        panel.add(row)
    problems += copy_problems(readable)
    problems += waiver_problems(load_own_waivers(settings), hashes)
    problems += run_problems(result, manifest)
    expected = expected_municipalities(options.counties, coverage.codes, manifest)
    covered = coverage.told(expected)
    shared = compare(sources, {f.path: f.key for f in result.files}, store)
    tables.close(problems, shared)
    index.close(covered, problems, shared)
    page = render_panel(
        panel, covered, problems, settings, shared, ranking=options.ranking, limited=options.limited
    )
    write_file(folder / PANEL, page)
    return Outputs(
        files=tuple(sorted(p.name for p in folder.iterdir())),
        coverage=_counted(covered),
        counties=tuple(sorted({m.county_code for m in expected if m.county_code})),
        problems=dict(sorted(Counter(p.sort for p in problems).items())),
        notes=tuple(tables.notes),
        wrong_manifest=next((_told(p) for p in problems if p.sort == "manifest"), ""),
        unjudged=unjudged,
        unplaced=unplaced,
        outside=limits_of(covered, panel.documents).documents if options.limited else 0,
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
        if parquet_available():
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
        long = long or [c.empty_long_cells(leading)]
        for table in self._long:
            table.write(long)
        cells = c.document_cells(row)
        for table in self._documents:
            table.write([cells])
        self._book.add(row, long)

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


def _told(problem: Problem) -> str:
    return f"{problem.path}: {problem.message}" if problem.path else problem.message


def _counted(covered: list[Covered]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for one in covered:
        states = counts.setdefault(one.kind.value, {})
        states[one.state.value] = states.get(one.state.value, 0) + 1
    return counts
