"""One run: files found, those not yet reviewed sent to workers, every result kept as it comes."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ConfigurationError
from ..readers.entry import source_name
from ..reports.files import write_file
from ..vocabulary.closed import Kind
from .discovery import Discovery, Found, discover
from .failure import Ended, Limits, ended_assessment
from .manifest import path_key
from .names import report_names
from .result_folder import REPORTS
from .settings import ReviewSettings, file_sha256, review_key, settings_key
from .store import FileRow, Store
from .worker import Job, Reviewed, pack, start

if TYPE_CHECKING:
    from .cluster import ClusterWorkers
    from .pool import Workers

log = logging.getLogger(__name__)

# Of the reports that a run can write. Told here and not by the writers, which a run without news does not load.
ENDINGS = {"json": ".json", "html": ".html", "md": ".md", "xlsx": ".xlsx", "csv": ".csv", "sarif": ".sarif"}
_LEFTOVER = re.compile(r"\..+\.[a-z]{2,7}\.[a-z0-9_]{8}")  # of a file whose writing was cut short


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How to run. ``anew``: review again what is kept. ``method``: how processes are started.

    ``dask``: the address of a cluster that does the work instead of processes of this machine.
    ``kinds``: what the manifest says that files are, by path (as ``manifest.path_key`` folds it).
    """

    settings: ReviewSettings
    filters: tuple[str, ...] = ()
    leave: tuple[Path, ...] = ()  # files and folders below the folder that are no documents
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    anew: bool = False
    method: str | None = None
    dask: str | None = None
    kinds: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """A document is finished: the ``done``-th of ``total``. ``kept``: its result was there already."""

    done: int
    total: int
    name: str
    status: str
    code: str
    kept: bool


@dataclass(frozen=True, slots=True)
class FileResult:
    """A document of the run and where its reports stand (without ending)."""

    path: str
    report_name: str
    key: str
    status: str
    code: str
    kept: bool


@dataclass(frozen=True, slots=True)
class RunResult:
    """All documents in the order of their names, and what was passed by."""

    files: tuple[FileResult, ...]
    discovery: Discovery

    @property
    def reviewed(self) -> int:
        """How many were reviewed now, not before."""
        return sum(not f.kept for f in self.files)


def run_folder(
    folder: Path,
    out: Path,
    store: Store,
    options: BatchOptions,
    on_event: Callable[[Event], None] = lambda event: None,
) -> RunResult:
    """Review every document below ``folder`` into ``out``. Raises ConfigurationError where there is none."""
    discovery = discover(folder, options.filters, (out, *options.leave))
    if not discovery.files:
        raise ConfigurationError(_nothing(folder, discovery))
    names = report_names(f.name for f in discovery.files)
    run = _Run(out, store, options, discovery, on_event)
    run.prepare(names)
    if run.pending_first():
        with _workers(options) as workers:
            for job, result in workers.run(run.jobs()):
                run.finish(job, result)
    return RunResult(run.results(), discovery)


def _workers(options: BatchOptions) -> AbstractContextManager[Workers | ClusterWorkers]:
    """Processes of this machine, or those of a cluster."""
    if options.dask is not None:
        from .cluster import dask_workers

        return dask_workers(options.dask, options.settings, options.limits)
    from .pool import Workers

    given = (options.settings, options.limits.megabytes * 1_000_000)
    return Workers(options.workers, start, given, options.limits, method=options.method)


def _nothing(folder: Path, discovery: Discovery) -> str:
    if discovery.skipped:
        first = discovery.skipped[0]
        return (
            f"Inga dokument att granska i {folder}: {len(discovery.skipped)} filer eller mappar hoppades över, "
            f"till exempel {first.name} ({first.reason})."
        )
    return f"Mappen {folder} är tom: ange en mapp med dokument."


@dataclass(slots=True)
class _Run:
    """What a run knows while it goes on."""

    out: Path
    store: Store
    options: BatchOptions
    discovery: Discovery
    on_event: Callable[[Event], None]
    rows: dict[str, FileRow] = field(default_factory=dict)
    settings: str = ""
    waiting: dict[str, list[Found]] = field(default_factory=dict)  # by key, while it is reviewed
    done: dict[str, FileResult] = field(default_factory=dict)  # by path
    made: dict[str, tuple[str, str]] = field(default_factory=dict)  # status and code of keys made now
    _jobs: Iterator[Job] = field(init=False)
    _first: list[Job] = field(default_factory=list)

    def prepare(self, names: dict[str, str]) -> None:
        """Take away what earlier runs left that is no longer right."""
        reports = self.out / REPORTS
        reports.mkdir(parents=True, exist_ok=True)
        for folder in (self.out, reports):
            for path in folder.iterdir():
                if _LEFTOVER.fullmatch(path.name) and path.is_file():
                    path.unlink()
        for row in self.store.set_files(names):
            self._remove(row.name, ENDINGS.values())
        self.rows = self.store.files()
        self.settings = settings_key(self.options.settings)
        self._jobs = self._pending()

    def pending_first(self) -> bool:
        """Whether anything at all must be reviewed: only then are workers worth their start."""
        self._first = [job for job in [next(self._jobs, None)] if job is not None]
        return bool(self._first)

    def jobs(self) -> Iterator[Job]:
        """The documents to review; those that are kept are finished in passing."""
        yield from self._first
        yield from self._jobs

    def _pending(self) -> Iterator[Job]:
        for found in self.discovery.files:
            bare = source_name(found.path)
            kind = self.options.kinds.get(path_key(found.name))
            try:
                sha256 = file_sha256(found.path)
                key = review_key(sha256, bare, self.settings, kind)
                kept = self.made.get(key) or self.store.kept([key]).get(key)
            except OSError:  # the reader says what is wrong; it may be right the next time
                sha256, kept = "", None
                key = review_key("", f"{bare}\0{found.name}", self.settings, kind)
            if key in self.waiting:
                self.waiting[key].append(found)
            elif kept is not None and not self._again(key, kept):
                self._settle(found, key, kept, kept=key not in self.made)
            else:
                self.waiting[key] = [found]
                yield Job(key, str(found.path), bare, sha256, found.name, kind=kind)

    def _again(self, key: str, kept: tuple[str, str]) -> bool:
        """Whether a kept result is to be made again: on demand, or when what ended it has changed."""
        if key in self.made:
            return False
        if self.options.anew or kept[1] == "R043":
            return True
        limits = self.store.get(f"limits:{key}") if kept[1] in ("R041", "R042") else None
        if limits is None:
            return False
        before, now = Limits(**limits), self.options.limits
        if kept[1] == "R041":
            return now.seconds == 0 or now.seconds > before.seconds
        return now.megabytes == 0 or now.megabytes > before.megabytes

    def finish(self, job: Job, result: Reviewed | Ended) -> None:
        """Keep a result, and write the reports of every file that it belongs to."""
        if isinstance(result, Ended):
            settings = self.options.settings
            ended = ended_assessment(result, job.name, job.sha256, settings.as_of, self.options.limits)
            self.store.put(f"limits:{job.key}", asdict(self.options.limits))
            result = pack(ended, settings, job.shown, 0.0)
        if result.trace:
            log.error("%s\n%s", job.name, result.trace)
        key = job.key
        if result.sha256 and job.sha256 and result.sha256 != job.sha256:
            log.warning("%s ändrades under körningen", job.name)
            key = review_key(result.sha256, job.name, self.settings, job.kind)
        with self.store.transaction():
            self.store.add(key, result)
            self.made[key] = (result.status, result.code)
            for found in self.waiting.pop(job.key):
                self._settle(found, key, self.made[key], kept=False)

    def _settle(self, found: Found, key: str, outcome: tuple[str, str], *, kept: bool) -> None:
        row = self.rows[found.name]
        if row.written != key or not kept or not all(p.is_file() for p in self._report_files(row.name)):
            self._write(found, row.name, key)
            self.store.set_key(found.name, key, written=True)
        status, code = outcome
        self.done[found.name] = FileResult(found.name, row.name, key, status, code, kept)
        log.info(
            "%s: %s%s%s",
            found.name,
            "läst" if status == "read" else "oläsbar",
            f" ({code})" if code else "",
            " (fanns redan)" if kept else "",
        )
        self.on_event(Event(len(self.done), len(self.discovery.files), found.name, status, code, kept))

    def _write(self, found: Found, name: str, key: str) -> None:
        write_file(self.out / REPORTS / f"{name}.json", self.store.report_text(key, found.name))
        for form in self.options.settings.formats:
            data = self.store.rendered(key, form)
            if data is not None:
                write_file(self._report_file(name, form), data)
        # A report of an earlier run in a format that is not made now would tell of another review.
        self._remove(name, set(ENDINGS.values()) - {p.suffix for p in self._report_files(name)})

    def _remove(self, name: str, endings: Iterable[str]) -> None:
        for ending in endings:
            with suppress(FileNotFoundError):
                (self.out / REPORTS / f"{name}{ending}").unlink()

    def _report_files(self, name: str) -> list[Path]:
        forms = self.options.settings.formats
        return [self.out / REPORTS / f"{name}.json", *(self._report_file(name, form) for form in forms)]

    def _report_file(self, name: str, form: str) -> Path:
        return self.out / REPORTS / f"{name}{ENDINGS[form]}"

    def results(self) -> tuple[FileResult, ...]:
        """Every document's result, in the order of names."""
        return tuple(self.done[f.name] for f in self.discovery.files)
