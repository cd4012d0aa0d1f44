"""A reviewed document as the tables and the panel see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..checklist.waivers import Waiver
from ..errors import READING_MESSAGES
from ..vocabulary.closed import KIND_TITLES, MUNICIPAL_KINDS, Kind, Stage, a_kind
from ..vocabulary.file_names import path_about, path_kind
from ..vocabulary.municipalities import County, Municipality, counties, find_county, nearest
from ..vocabulary.swedish import listed
from .identity import DOCUMENT, OTHER_KIND, Identity, identify
from .manifest import Manifest, path_key
from .result_folder import REPORTS
from .run import FileResult, RunResult
from .store import Store

NO_LIST = "R101"  # the notice that no checklist is for such a document
ASIDE = "R112"  # the notice that the name of the file says that it is about something else
_COUNTIES = {c.code: c for c in counties()}
_OF_COUNTIES = (Kind.COUNTY, Kind.REGIONAL)  # kinds that are no municipality's


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of a run: what it is, and its JSON report. ``page``: there is one in HTML beside it.

    ``copy_of``: the path of a file with the same content of the same municipalities that is counted instead.
    """

    file: FileResult
    identity: Identity
    report: Mapping[str, Any]
    page: bool = False
    copy_of: str = ""

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def facts(self) -> Mapping[str, Any]:
        """The report's ``document``."""
        facts: Mapping[str, Any] = self.report["document"]
        return facts

    @property
    def readable(self) -> bool:
        return self.file.status == "read"

    @property
    def code(self) -> str:
        """Code of the first municipality, empty where it is not known."""
        ms = self.identity.municipalities
        return (ms[0].code or "") if ms else ""

    @property
    def county(self) -> County | None:
        """The county of the first municipality; of what is a whole county's the one that its parties name."""
        ms = self.identity.municipalities
        if not ms and self.identity.kind in _OF_COUNTIES:
            return next(filter(None, map(find_county, self.facts["parties"])), None)
        return _COUNTIES.get(ms[0].county_code or "") if ms else None

    @property
    def municipality(self) -> str:
        """Names of all municipalities, the first first."""
        return ", ".join(m.name for m in self.identity.municipalities)

    @property
    def kind(self) -> str:
        return self.identity.kind.value if self.identity.kind else ""

    @property
    def taken_for_other(self) -> bool:
        """Whether the program, and nobody else, says that it is neither an agreement nor a promise."""
        return self.readable and self.identity.kind is Kind.OTHER and self.identity.kind_source == DOCUMENT

    @property
    def expected(self) -> bool:
        """Whether it is of a kind that the coverage counts."""
        return self.readable and self.identity.kind in MUNICIPAL_KINDS

    @property
    def unplaced(self) -> bool:
        """Whether the coverage ought to count it, but no municipality of the register is known to have it."""
        return self.expected and not any(m.code for m in self.identity.municipalities)

    @property
    def aside(self) -> bool:
        """Whether its name says, against its text, that it is an annex or a follow-up: it counts where nothing else is."""
        return self.expected and self.identity.kind_source == DOCUMENT and bool(path_about(self.path))

    @property
    def draft(self) -> bool:
        """Whether it shows that it is a draft: not an agreement that holds."""
        return self.readable and self.facts["stage"] == Stage.DRAFT

    @property
    def first_day(self) -> str:
        """First day of validity as ISO, empty where it is not known."""
        return (self.facts["period"] or {}).get("from") or ""

    @property
    def last_day(self) -> str:
        """Last day of validity as ISO, empty where it is open or not known."""
        return (self.facts["period"] or {}).get("to") or ""

    @property
    def open_ended(self) -> bool:
        return bool((self.facts["period"] or {}).get("open_ended"))

    @property
    def expired(self) -> bool:
        """Whether its validity ended before the day judged by."""
        return bool(self.last_day) and not self.open_ended and self.last_day < self.report["as_of"]

    @property
    def reason(self) -> str:
        """Why it could not be read; empty where it could."""
        notices = self.facts["notices"]
        return notices[0]["message"] if not self.readable and notices else ""

    @property
    def json_report(self) -> str:
        """The report for programs, from the result folder."""
        return f"{REPORTS}/{self.file.report_name}.json"

    @property
    def shown_report(self) -> str:
        """The report that a person opens, from the result folder."""
        return f"{REPORTS}/{self.file.report_name}.html" if self.page else self.json_report

    @property
    def criteria(self) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Every criterion with its checklist."""
        for checklist in self.report["checklists"]:
            for criterion in checklist["criteria"]:
                yield checklist, criterion


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to know before the figures are used. ``sort``: what kind of thing it is, in Swedish."""

    path: str
    sort: str
    code: str
    page: int | None
    message: str


def document_rows(
    store: Store, result: RunResult, manifest: Manifest | None, *, pages: bool = False
) -> Iterator[DocumentRow]:
    """Every document of a run, one at a time, in the order of names. ``pages``: their reports are in HTML too."""
    entries = manifest.by_file() if manifest else {}
    first: dict[tuple[object, ...], str] = {}
    for file in result.files:
        report = store.report(file.key, file.path)
        identity = identify(file.path, report, entries.get(path_key(file.path)))
        sha256 = report["document"]["sha256"] if file.status == "read" else ""
        same = (
            first.setdefault((sha256, identity.municipalities, identity.kind), file.path)
            if sha256
            else file.path
        )
        yield DocumentRow(file, identity, report, pages, "" if same == file.path else same)


def document_problems(row: DocumentRow) -> Iterator[Problem]:
    """What one document gives reason to tell."""
    for notice in row.facts["notices"]:
        if notice["code"] in (OTHER_KIND, NO_LIST, ASIDE):
            continue  # told below, as a fact to check
        sort = (
            "oläsbar" if not row.readable else "läsning" if notice["code"] in READING_MESSAGES else "innehåll"
        )
        yield Problem(row.path, sort, notice["code"], notice["page"], notice["message"])
    for conflict in row.identity.conflicts:
        yield Problem(row.path, "uppgift", "", None, conflict)
    for fault in row.identity.faults:
        yield Problem(row.path, "manifest", "", None, fault)
    if row.taken_for_other:
        yield Problem(row.path, "uppgift", NO_LIST, None, _taken_for_other(row))
    if row.aside and row.identity.kind is not None:
        yield Problem(row.path, "uppgift", ASIDE, None, _aside(row.path, row.identity.kind))
    if row.readable and not row.identity.municipalities and row.identity.kind not in _OF_COUNTIES:
        uncounted = ", så dokumentet räknas inte i täckningen" if row.expected else ""
        told = f"Ingen kommun kunde utläsas{uncounted}: ange den i manifestet eller i sökvägen."
        yield Problem(row.path, "uppgift", "", None, told)
    elif row.expected and (unknown := [m for m in row.identity.municipalities if not m.code]):
        yield Problem(row.path, "uppgift", "", None, _unregistered(row, unknown))


def _aside(path: str, kind: Kind) -> str:
    return (
        f"Filnamnet säger att dokumentet är {path_about(path)}, men det ser ut att vara {a_kind(kind)}: det räknas bara "
        "där kommunen inget annat har. Ange slaget i manifestet: annat om namnet har rätt."
    )


def _unregistered(row: DocumentRow, unknown: Sequence[Municipality]) -> str:
    """Tell of names that the document has and the register has not: misspelt, merged or invented."""
    names = listed([m.name for m in unknown])
    counted = listed([f"{m.code} {m.name}" for m in row.identity.municipalities if m.code])
    where = f"i täckningen bara för {counted}" if counted else "inte i täckningen"
    like = [f"{m.code} {m.name}" for u in unknown if (m := nearest(u.name))]
    return (
        f"{'Kommunen' if len(unknown) == 1 else 'Kommunerna'} {names} finns inte i kommunregistret, så dokumentet räknas "
        f"{where}: rätta namnet i dokumentet eller ange kommunkoden i manifestet"
        f"{f' (menas {listed(like)}?)' if like else ''}."
    )


def _taken_for_other(row: DocumentRow) -> str:
    judged = (
        "det är granskat mot den valda checklistan men räknas inte i täckningen"
        if row.report["checklists"]
        else "det är inte granskat mot någon checklista och räknas inte i täckningen"
    )
    named = path_kind(row.path)
    if named is not None:
        return (
            f"Filnamnet säger {KIND_TITLES[named]}, men dokumentet ser ut att vara {a_kind(Kind.OTHER)}: {judged}. "
            "Ange slaget i manifestet om namnet har rätt."
        )
    return (
        f"Dokumentet ser ut att vara {a_kind(Kind.OTHER)}: {judged}. Ange slaget i manifestet om det är fel."
    )


def copy_problems(files: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """The files, given by path and hash, whose bytes are those of one before them."""
    first: dict[str, str] = {}
    for path, sha256 in files:
        if first.setdefault(sha256, path) != path:
            told = (
                f"Filen har samma innehåll som {first[sha256]} och räknas en gång i panelens tal: låt båda stå om dokumentet "
                "gäller flera år, ta annars bort den ena."
            )
            yield Problem(path, "uppgift", "", None, told)


def waiver_problems(waivers: Iterable[Waiver], files: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """The waivers that concern none of the files, given by path and hash."""
    listed = list(files)
    for w in waivers:
        if not any(w.concerns(path, sha256) for path, sha256 in listed):
            told = f"Undantaget för {w.criterion} gäller inget av dokumenten ({w.document})."
            yield Problem("", "undantag", "", None, told)


def run_problems(result: RunResult, manifest: Manifest | None) -> Iterator[Problem]:
    """What the run as a whole gives reason to tell: files passed by, and the manifest's faults."""
    for skipped in result.discovery.skipped:
        yield Problem(skipped.name, "hoppades över", "", None, f"Hoppades över: {skipped.reason}.")
    if manifest is None:
        return
    for told in manifest.problems:
        yield Problem("", "manifest", "", None, told)
    there = {path_key(f.path) for f in result.files}
    passed_by = {path_key(s.name): s.reason for s in result.discovery.skipped}
    for entry in manifest.entries:
        if entry.file and path_key(entry.file) not in there:
            why = "finns inte i mappen: rätta namnet eller ta bort raden"
            if path_key(entry.file) in passed_by:
                why = f"hoppades över ({passed_by[path_key(entry.file)]}): ta bort raden, eller det som utesluter filen"
            yield Problem(entry.file, "manifest", "", None, f"Rad {entry.line}: filen {why}.")
