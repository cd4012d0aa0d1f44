"""What the panel keeps of each document: little, so that thousands fit in one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...vocabulary.closed import LINK_TITLES, Kind, Outcome
from ..coverage import State, document_state
from ..rows import DocumentRow

# One sign per outcome: the outcomes of a checklist are a string in the order of its criteria.
SIGNS = {
    Outcome.MET: "m",
    Outcome.PARTIAL: "p",
    Outcome.MISSING: "s",
    Outcome.NOT_ASSESSABLE: "b",
    Outcome.NOT_APPLICABLE: "t",
    Outcome.ERROR: "e",
}
ABSENT = "-"  # a criterion that another version of the checklist does not have


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as a column; ``number`` is its place in the document's HTML report within its list."""

    id: str
    title: str
    level: str
    weight: float
    number: int


@dataclass(frozen=True, slots=True)
class PanelList:
    """A checklist as the documents of the run have it."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One document against one checklist. ``offset``: how many criteria stand before it in the report."""

    outcomes: str
    offset: int
    strength: float | None


@dataclass(frozen=True, slots=True)
class PanelDocument:
    """One document: whose it is, when it holds, and what became of it."""

    path: str
    report: str  # name in the folder of reports, without ending
    codes: tuple[str, ...]
    names: tuple[str, ...]
    county: str
    year: int | None
    last_year: int | None  # None with a year: no end is known
    begins: str  # what decides which is the latest
    kind: Kind | None
    state: State
    code: str
    reason: str
    review: int
    lists: Mapping[str, Judged]
    problems: int
    whole: int
    lacking: tuple[int, ...]  # per link, in the order of LINK_TITLES
    conflicts: tuple[str, ...]
    draft: bool = False
    aside: bool = False  # its name says that it is an annex or a follow-up
    unplaced: bool = False  # an agreement or a promise of no municipality of the register
    copy_of: str = ""  # the path of a file with the same content that is counted instead

    @property
    def readable(self) -> bool:
        return self.state is not State.UNREADABLE

    def covers(self, year: int) -> bool:
        """Whether it holds at any time of a year."""
        return self.year is not None and self.year <= year and (self.last_year or year) >= year

    @property
    def lesser(self) -> int:
        """How far it stands behind others of its kind: a draft, and still more what may be none of it; 0 for the rest."""
        return self.draft + 2 * self.aside

    @property
    def newness(self) -> tuple[int, str]:
        """What decides which of several is the latest: a draft never comes before what is no draft."""
        return -self.lesser, self.begins


@dataclass(slots=True)
class PanelFacts:
    """Fed with documents, one at a time."""

    documents: list[PanelDocument] = field(default_factory=list)
    _lists: dict[str, tuple[str, dict[str, Criterion]]] = field(default_factory=dict)

    def add(self, row: DocumentRow) -> None:
        """One more document."""
        thread = row.report["thread"]
        lists: dict[str, Judged] = {}
        offset = 0
        for checklist in row.report["checklists"]:
            lists[checklist["id"]] = Judged(
                self._outcomes(checklist), offset, checklist["scores"]["strength"]
            )
            offset += len(checklist["criteria"])
        ms = row.identity.municipalities
        last = _last_year(row)
        self.documents.append(
            PanelDocument(
                path=row.path,
                report=row.file.report_name,
                codes=tuple(m.code for m in ms if m.code),
                names=tuple(m.name for m in ms),
                county=row.county.code if row.county else "",
                year=row.identity.year,
                last_year=last,
                begins=row.first_day or str(row.identity.year or ""),
                kind=row.identity.kind,
                state=document_state(row),
                code=row.file.code,
                reason=row.reason,
                review=sum(c["needs_review"] for _, c in row.criteria),
                lists=lists,
                problems=len(thread),
                whole=sum(t["whole"] for t in thread),
                lacking=tuple(sum(t[link] is None for t in thread) for link in LINK_TITLES),
                conflicts=row.identity.conflicts,
                draft=row.draft,
                aside=row.aside,
                unplaced=row.unplaced,
                copy_of=row.copy_of,
            )
        )

    def _outcomes(self, checklist: Mapping[str, Any]) -> str:
        _, known = self._lists.setdefault(checklist["id"], (checklist["title"], {}))
        numbers = _numbers(checklist["criteria"])
        found = {}
        for c, number in zip(checklist["criteria"], numbers, strict=True):
            if c["id"] not in known:
                known[c["id"]] = Criterion(c["id"], c["title"], c["level"], c["weight"], number)
            found[c["id"]] = SIGNS[Outcome(c["outcome"])]
        return "".join(found.get(name, ABSENT) for name in known)

    @property
    def lists(self) -> dict[str, PanelList]:
        """Every checklist that any document was judged by."""
        return {
            name: PanelList(name, title, tuple(criteria.values()))
            for name, (title, criteria) in self._lists.items()
        }


def _last_year(row: DocumentRow) -> int | None:
    """The last year it holds; None where it goes on, or where no year is known."""
    year = row.identity.year
    if year is None:
        return None
    if row.last_day:
        return max(int(row.last_day[:4]), year)
    return None if row.readable and (row.open_ended or row.first_day) else year


def _numbers(criteria: Iterable[Mapping[str, Any]]) -> list[int]:
    """The numbers that the HTML report gives the criteria: they stand there by step."""
    listed = list(criteria)
    steps = list(dict.fromkeys(c["step"] for c in listed))
    order = sorted(range(len(listed)), key=lambda i: (steps.index(listed[i]["step"]), i))
    numbers = [0] * len(listed)
    for number, at in enumerate(order, 1):
        numbers[at] = number
    return numbers


def latest(documents: Iterable[PanelDocument]) -> list[PanelDocument]:
    """Of each municipality the readable document that begins last, drafts after all others, in the order they came.

    A document of several municipalities stays where it is the latest of any; one of none always stays.
    """
    listed = [d for d in documents if d.readable]
    best: dict[str, PanelDocument] = {}
    for d in listed:
        for key in d.codes or d.names:
            if key not in best or d.newness > best[key].newness:
                best[key] = d
    kept = {id(d) for d in best.values()}
    return [d for d in listed if id(d) in kept or not (d.codes or d.names)]


def in_force(documents: Iterable[PanelDocument], year: int) -> list[PanelDocument]:
    """Those that hold at any time of a year; a draft or the like only for a municipality that has nothing else then."""
    listed = [d for d in documents if d.readable and d.covers(year)]
    settled = {key for d in listed if not d.lesser for key in d.codes or d.names}
    return [d for d in listed if not d.lesser or not settled.issuperset(d.codes or d.names or ("",))]
