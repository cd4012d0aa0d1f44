"""What the HTML report shows, ready for the template: numbered criteria, links into the text, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..assessment import Assessment
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from .accuracy import Accuracy, accuracy
from .item_view import Item
from .labels import added_meanings
from .marked import Marks, Paragraph
from .next_view import NextView, StepView, Write, make_next
from .promise_view import PromiseView
from .quotes import Quote
from .thread_view import GoalView, ThreadView, summary
from .view import ChecklistView, View, make_view


@dataclass(frozen=True, slots=True)
class Link:
    """A quote and the anchor of its place in the text; None where the text is not at hand."""

    quote: Quote
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One criterion with its number, which stands at its highlights in the text too."""

    number: int
    item: Item
    quotes: tuple[Link, ...]
    nearest: Link | None

    @property
    def anchor(self) -> str:
        return f"k{self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """A checklist: its figures, and its criteria by step."""

    view: ChecklistView
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of which criteria to see: all, those of one outcome, or those to be checked by a person."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A problem and what is tied to it, in the order of the chain."""

    problem: Link
    links: tuple[tuple[str, Link | None], ...]
    view: ThreadView

    @property
    def lacking(self) -> tuple[str, ...]:
        return self.view.lacking


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its place in the text."""

    link: Link
    view: GoalView


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise with its place in the text, what it says and what it does not."""

    link: Link
    parts: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step with the anchors of its criterion, its problem and the passages that it concerns."""

    view: StepView
    entry: Entry | None
    problem: Link | None
    writes: tuple[tuple[Write, str | None], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the page."""

    view: View
    parts: tuple[Part, ...]
    next: NextView
    review: tuple[Entry, ...]
    filters: tuple[Filter, ...]
    outcomes: tuple[Outcome, ...]  # those that occur, for the reading guide
    added: tuple[tuple[str, str], ...]  # what stands behind their words, and its meaning
    thread: tuple[Row, ...]
    thread_summary: tuple[str, ...]
    goals: tuple[Goal, ...]
    promises: tuple[tuple[str, int, tuple[PromiseRow, ...]], ...]  # years, number of the first, the promises
    steps: tuple[Step, ...]
    told: frozenset[Entry]  # criteria whose wordings stand among the steps
    longest: tuple[tuple[Link, int], ...]  # the longest sentences with their number of words
    paragraphs: tuple[Paragraph, ...]
    titles: dict[int, str]
    provenance: tuple[tuple[str, str], ...]
    measured: Accuracy | None


def make_page(assessment: Assessment) -> Page:
    """Number the criteria, mark their quotes in the text, and sort them into the page's sections."""
    view = make_view(assessment)
    marks = Marks(assessment.text)
    parts: list[Part] = []
    entries: list[Entry] = []
    for checklist in view.checklists:
        groups = []
        for group in checklist.groups:
            first = len(entries)
            entries.extend(_entry(first + i, item, marks) for i, item in enumerate(group.items, 1))
            groups.append((group.title, tuple(entries[first:])))
        parts.append(Part(checklist, tuple(groups)))
    following = make_next(assessment)
    by_id = {e.item.id: e for e in entries}
    thread = tuple(
        Row(_link(r.problem, marks), tuple((w, _link(q, marks) if q else None) for w, q in r.links), r)
        for r in view.thread
    )
    promises = tuple(_promises(view, marks))
    steps = tuple(_step(s, by_id, marks) for s in following.steps)
    found = {e.item.outcome for e in entries}
    return Page(
        view=view,
        parts=tuple(parts),
        next=following,
        review=tuple(e for e in entries if e.item.needs_review),
        filters=tuple(_filters(entries)),
        outcomes=tuple(o for o in Outcome if o in found),
        added=tuple(added_meanings(e.item.word for e in entries)),
        thread=thread,
        thread_summary=summary(view.thread),
        goals=tuple(Goal(_link(g.quote, marks), g) for g in view.goals),
        promises=promises,
        steps=steps,
        told=frozenset(s.entry for s in steps if s.entry and s.writes),
        longest=tuple((_link(q, marks), n) for q, n in following.reading.longest)
        if following.reading
        else (),
        paragraphs=tuple(marks.paragraphs(_headings(assessment))),
        titles={e.number: e.item.title for e in entries},
        provenance=tuple(provenance(assessment)),
        measured=accuracy(e.item.id for e in entries),
    )


def _entry(number: int, item: Item, marks: Marks) -> Entry:
    return Entry(
        number,
        item,
        tuple(Link(q, marks.add(q.evidence, number)) for q in item.quotes),
        Link(item.nearest, marks.add(item.nearest.evidence, number, strong=False)) if item.nearest else None,
    )


def _promises(view: View, marks: Marks) -> Iterable[tuple[str, int, tuple[PromiseRow, ...]]]:
    first = 1
    for years, group in view.promises:
        yield years, first, tuple(_promise(p, marks) for p in group)
        first += len(group)


def _promise(promise: PromiseView, marks: Marks) -> PromiseRow:
    parts = tuple((word, quote.text) for word, quote in promise.parts)
    return PromiseRow(_link(promise.quote, marks), parts, promise.lacking)


def _link(quote: Quote, marks: Marks) -> Link:
    return Link(quote, marks.add(quote.evidence))


def _step(view: StepView, by_id: Mapping[str, Entry], marks: Marks) -> Step:
    return Step(
        view,
        by_id.get(view.id),
        _link(view.problem, marks) if view.problem else None,
        tuple((w, marks.add(w.place.evidence, strong=False) if w.place else None) for w in view.writes),
    )


def _filters(entries: list[Entry]) -> Iterable[Filter]:
    yield Filter("alla", "Alla", len(entries))
    for outcome in Outcome:
        count = sum(e.item.outcome is outcome for e in entries)
        if count:
            yield Filter(outcome.value, OUTCOME_TITLES[outcome].capitalize(), count)
    count = sum(e.item.needs_review for e in entries)
    if count:
        yield Filter("review", "Bör kontrolleras", count)


def _headings(assessment: Assessment) -> Iterable[str]:
    """Titles of sections as far as the assessment names them: it holds the text without its blocks."""
    yield from (s.heading for s in assessment.sections if s.heading)
    for c in assessment:
        yield from c.searched.sections
        yield from (e.section for e in c.evidence if e.section)
        if c.searched.nearest and c.searched.nearest.section:
            yield c.searched.nearest.section


def provenance(assessment: Assessment) -> Iterable[tuple[str, str]]:
    """What the review rests on: file, date, checklists, program and model, with their hashes."""
    document = assessment.document
    yield "Dokument", document.path
    if document.sha256:
        yield "Dokumentets SHA-256", document.sha256
    yield "Bedömt per", assessment.as_of.isoformat()
    for c in assessment.checklists:
        yield f"Checklistan {c.id}", f"version {c.version}, SHA-256 {c.sha256}"
    if assessment.tool_version:
        yield "Program", f"overenskommelse-granskning {assessment.tool_version}"
    if assessment.model:
        yield "Inlärd modell", f"version {assessment.model[0]}, SHA-256 {assessment.model[1]}"
