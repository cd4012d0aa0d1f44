"""Everything on the panel, ready for its template."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from ...reports.accuracy import Accuracy, accuracy
from ...reports.escape import json_safe
from ...version import VERSION
from ...vocabulary.closed import KIND_TITLES, LINK_TITLES, Kind
from ...vocabulary.file_names import path_about
from ...vocabulary.municipalities import County, counties
from ...vocabulary.swedish import alphabetical, year_span
from ..coverage import STATE_TITLES, Covered, State
from ..likeness.shared import SORT_TITLES, SharedText, SharedTexts
from ..result_folder import REPORTS
from ..rows import Problem
from ..settings import ReviewSettings
from ..tables.about import MASKS
from .facts import PanelDocument, PanelFacts, PanelList, latest
from .measured_error import Rank, rank
from .tally import Tally, ThreadTally, tally, tally_thread
from .tiles import CoverageView, coverage_views

LATEST = "senaste"
_TEXTS, _PAIRS, _MUCH = 20, 50, 0.25  # shared texts and pairs shown; share from which a pair is


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A row of the list of all documents."""

    document: PanelDocument
    href: str
    names: str
    kind: str
    state: State
    standing: str
    when: str
    remark: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The counties that the coverage was limited to, and how many documents are of none of them."""

    counties: tuple[County, ...]
    documents: int = 0

    def outside(self, d: PanelDocument) -> bool:
        """Whether a document is of another county."""
        return bool(d.county) and d.county not in {c.code for c in self.counties}


@dataclass(frozen=True, slots=True)
class Alike:
    """A document that has much in common with one of another municipality."""

    path: str
    href: str
    nearest: str
    nearest_href: str
    share: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is shown before any filter is set: the first kind's latest documents and its first checklist."""

    kind: Kind
    list: PanelList
    documents: int
    tallies: tuple[Tally, ...]
    thread: ThreadTally


@dataclass(frozen=True, slots=True)
class PanelView:
    """Everything on the page."""

    as_of: str
    version: str
    documents: int
    read: int
    municipalities: int
    named: bool  # whether any is named, of the register or not
    unplaced: int
    years: tuple[int, ...]
    kinds: tuple[tuple[Kind, str], ...]
    counties: tuple[County, ...]
    coverage: tuple[CoverageView, ...]
    chosen: Chosen | None
    gaps: tuple[Tally, ...]
    listed: tuple[ListedDocument, ...]
    unreadable: tuple[ListedDocument, ...]
    conflicts: tuple[Problem, ...]
    shared: tuple[tuple[SharedText, str], ...]
    alike: tuple[Alike, ...]
    ranks: tuple[Rank, ...] | None
    ranking: bool
    measured: Accuracy | None
    masked: str
    limits: Limits | None
    undated: bool
    data: str
    states: Mapping[State, str]


def make_view(
    facts: PanelFacts,
    covered: Sequence[Covered],
    problems: Sequence[Problem],
    settings: ReviewSettings,
    shared: SharedTexts,
    *,
    ranking: bool,
    limited: bool = False,
) -> PanelView:
    """Count and sort what the page shows. ``limited``: the coverage is of chosen counties only."""
    documents = facts.documents
    single = [d for d in documents if not d.copy_of]
    limits = limits_of(covered, documents) if limited else None
    lists = facts.lists
    hrefs = {d.path: _href(d, settings) for d in documents}
    kinds = [k for k in Kind if any(d.kind is k and d.readable for d in documents)]
    chosen = _chosen(single, lists, kinds)
    order = {c.code: i for i, c in enumerate(counties())}
    listed = tuple(_listed(d, hrefs[d.path], limits) for d in sorted(documents, key=_by_name))
    ranks = None
    if ranking and chosen is not None:
        ranks = rank(latest([d for d in single if d.kind is chosen.kind]), chosen.list)
    # What goes on without an end holds today, and in every later year that another document names.
    ends = [settings.as_of.year, *(d.last_year or d.year or 0 for d in documents)]
    years = sorted({y for d in documents if d.year for y in range(d.year, (d.last_year or max(ends)) + 1)})
    present = {d.county for d in documents} | {c.municipality.county_code for c in covered}
    return PanelView(
        as_of=settings.as_of.isoformat(),
        version=VERSION,
        documents=len(documents),
        read=sum(d.readable for d in documents),
        municipalities=len({c for d in documents for c in d.codes}),
        named=any(d.names for d in documents if d.readable),
        unplaced=sum(d.unplaced for d in documents),
        years=tuple(years),
        kinds=tuple((k, KIND_TITLES[k]) for k in kinds),
        counties=tuple(sorted((c for c in counties() if c.code in present), key=lambda c: order[c.code])),
        coverage=tuple(coverage_views(covered, hrefs)),
        chosen=chosen,
        gaps=tuple(_gaps(chosen.tallies)) if chosen else (),
        listed=listed,
        unreadable=tuple(d for d in listed if not d.document.readable),
        conflicts=tuple(p for p in problems if p.sort in ("uppgift", "manifest")),
        shared=tuple((t, SORT_TITLES[t.sort]) for t in shared.texts[:_TEXTS]),
        alike=tuple(_alike(shared, hrefs)),
        ranks=tuple(ranks) if ranks is not None else None,
        ranking=ranking,
        measured=accuracy(c.id for c in chosen.list.criteria) if chosen else None,
        masked=MASKS[settings.mask],
        limits=limits,
        undated=any(d.year is None and d.readable for d in single),
        data=_data(single, lists, kinds, settings),
        states=STATE_TITLES,
    )


def limits_of(covered: Sequence[Covered], documents: Sequence[PanelDocument]) -> Limits:
    """The counties that the coverage is of, and how many of the documents are of others."""
    codes = {c.municipality.county_code for c in covered}
    limits = Limits(tuple(c for c in counties() if c.code in codes))
    return replace(limits, documents=sum(limits.outside(d) for d in documents))


def _alike(shared: SharedTexts, hrefs: Mapping[str, str]) -> Iterable[Alike]:
    found = [d for d in shared.documents if d.nearest_share >= _MUCH]
    for d in sorted(found, key=lambda d: (-d.nearest_share, d.path))[:_PAIRS]:
        yield Alike(d.path, hrefs[d.path], d.nearest, hrefs[d.nearest], d.nearest_share)


def _chosen(
    documents: Sequence[PanelDocument], lists: Mapping[str, PanelList], kinds: Sequence[Kind]
) -> Chosen | None:
    for kind in kinds:
        own = latest([d for d in documents if d.kind is kind])
        name = next((n for n in lists if any(n in d.lists for d in own)), None)
        if name is not None:
            return Chosen(kind, lists[name], len(own), tuple(tally(own, lists[name])), tally_thread(own))
    return None


def _gaps(tallies: Iterable[Tally]) -> list[Tally]:
    """The criteria that most lack, as many as are worth a list."""
    wanting = [t for t in tallies if t.missing]
    return sorted(wanting, key=lambda t: (-t.gap, -t.missing, t.criterion.id))[:10]


def _listed(d: PanelDocument, href: str, limits: Limits | None) -> ListedDocument:
    when = "" if d.year is None else year_span(d.year, d.last_year)
    kind = KIND_TITLES[d.kind] if d.kind else ""
    remarks = (
        "utkast" if d.draft and d.state is not State.DRAFT else "",
        f"{path_about(d.path)} enligt filnamnet" if d.aside else "",
        f"samma innehåll som {d.copy_of}, räknas inte" if d.copy_of else "",
        "räknas inte i täckningen: ingen kommun i kommunregistret" if d.unplaced else "",
        "utanför de valda länen" if limits is not None and limits.outside(d) else "",
    )
    # "bara utkast" is told of a municipality, not of a document.
    standing = "utkast" if d.state is State.DRAFT else STATE_TITLES[d.state]
    return ListedDocument(
        d, href, ", ".join(d.names), kind, d.state, standing, when, "; ".join(filter(None, remarks))
    )


def _href(d: PanelDocument, settings: ReviewSettings) -> str:
    ending = "html" if "html" in settings.formats else "json"
    return f"{REPORTS}/{quote(d.report)}.{ending}"


def _by_name(d: PanelDocument) -> tuple[str, int, str]:
    return (alphabetical(d.names[0]) if d.names else "￿", d.year or 0, d.path)


def _data(
    documents: Sequence[PanelDocument],
    lists: Mapping[str, PanelList],
    kinds: Sequence[Kind],
    settings: ReviewSettings,
) -> str:
    """What the page's script works on, as JSON that cannot end the element it stands in."""
    names = list(lists)
    values: dict[str, Any] = {
        "ending": "html" if "html" in settings.formats else "json",
        "folder": REPORTS,
        "links": list(LINK_TITLES.values()),
        "kinds": [k.value for k in kinds],
        "lists": [
            {
                "id": one.id,
                "title": one.title,
                "criteria": [[c.id, c.title, c.level, c.number] for c in one.criteria],
            }
            for one in lists.values()
        ],
        "documents": [
            {
                "r": d.report,
                **({} if d.names and d.lists else {"p": d.path}),  # what it is called where no name says it
                "c": list(d.codes),
                "n": list(d.names),
                "l": d.county,
                "y": d.year,
                "z": d.last_year,
                "b": d.begins,
                "u": d.lesser,
                "k": kinds.index(d.kind),
                "s": d.state.value,
                "o": {str(names.index(n)): [j.outcomes, j.offset] for n, j in d.lists.items()},
                "t": [d.problems, d.whole, *d.lacking],
            }
            for d in sorted(documents, key=_by_name)
            if d.readable and d.kind is not None
        ],
    }
    dumped = json_safe(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
    return dumped.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
