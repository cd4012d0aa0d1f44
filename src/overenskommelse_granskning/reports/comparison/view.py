"""What the writers for people show of a comparison: Swedish words, sorted, nothing decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...assessment import Assessment, CriterionAssessment, Scores
from ...comparison.model import (
    Change,
    ChecklistChange,
    Comparison,
    CriterionChange,
    ElementChange,
)
from ...vocabulary.closed import KIND_TITLES, OUTCOME_TITLES, Outcome
from ..labels import LEVEL_TITLES, iso_day, number, percent, period_end
from ..quotes import Quote, make_quote
from ..topics_view import section_title
from .chain_rows import ChainRow, chain_row
from .promise_rows import FollowUpView, PromiseRow, follow_up_view, followed, promise_row
from .words import GROUP_TITLES, GUIDE, GUIDE_FOLLOW_UP

_SCORES = (
    ("Omfattning", "comprehensiveness"),
    ("Styrka", "strength"),
    ("Röd tråd", "consistency"),
    ("Täckning", "coverage"),
)


@dataclass(frozen=True, slots=True)
class SideView:
    """One of the two: what it is in the comparison, its name, and a line about it."""

    label: str
    name: str
    readable: bool
    about: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One number before and after; ``difference`` is "" where either is missing."""

    label: str
    before: str
    after: str
    difference: str
    change: Change


@dataclass(frozen=True, slots=True)
class State:
    """How one review saw a criterion. ``why``: what is told beside the quotes, where no element tells it."""

    outcome: Outcome
    word: str
    reason: str
    quotes: tuple[Quote, ...]
    nearest: Quote | None
    waived: str | None
    why: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One element that differs: "mängd: saknas → uppfyllt"."""

    title: str
    before: str
    after: str
    change: Change
    lacking: str


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion ready to show."""

    id: str
    title: str
    level: str
    change: Change
    before: State | None
    after: State | None
    parts: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria that changed in the same way."""

    change: Change
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ChecklistRows:
    id: str
    title: str
    version: str
    scores: tuple[ScoreRow, ...]
    counts: str
    groups: tuple[Group, ...]
    inside: tuple[Row, ...]  # the same outcome, but parts of it changed
    requoted: tuple[Row, ...]  # the same outcome, resting on other words
    unchanged: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Everything a writer shows."""

    title: str
    before: SideView
    after: SideView
    headline: str
    notes: tuple[str, ...]
    checklists: tuple[ChecklistRows, ...]
    sections_gained: tuple[str, ...]
    sections_lost: tuple[str, ...]
    chains: tuple[ChainRow, ...]
    promises: tuple[PromiseRow, ...]
    follow_up: FollowUpView | None
    guide: tuple[str, ...]  # how to read it
    tool: str


def make_comparison_view(comparison: Comparison) -> ComparisonView:
    """The view of one comparison."""
    sections = {
        change: tuple(section_title(s.label) for s in comparison.sections if s.change is change)
        for change in Change
    }
    told = comparison.follow_up is not None
    return ComparisonView(
        title="Uppföljning av löften" if told else "Jämförelse",
        before=_side(comparison.before, "Löften" if told else "Före"),
        after=_side(comparison.after, "Uppföljning" if told else "Efter"),
        headline=_headline(comparison),
        notes=tuple(n.message for n in comparison.notes),
        checklists=tuple(_checklist(c) for c in comparison.checklists),
        sections_gained=sections[Change.GAINED],
        sections_lost=sections[Change.LOST],
        chains=tuple(chain_row(c) for c in comparison.thread),
        promises=tuple(promise_row(c) for c in comparison.promises),
        follow_up=follow_up_view(comparison.follow_up) if comparison.follow_up else None,
        guide=GUIDE_FOLLOW_UP if told else GUIDE,
        tool=f"granska {comparison.after.tool_version}".strip(),
    )


def _side(assessment: Assessment, label: str) -> SideView:
    document = assessment.document
    if not assessment.readable:
        return SideView(label, document.path, False, "kunde inte läsas")
    kind = KIND_TITLES[document.kind] if document.kind else "okänt slag"
    parts = [kind]
    if document.municipalities:
        parts.append(", ".join(m.name for m in document.municipalities))
    if document.period is not None:
        parts.append(f"gäller {iso_day(document.period.start)} – {period_end('', document.period)}")
    parts.append(f"bedömt per {assessment.as_of.isoformat()}")
    return SideView(label, document.path, True, "; ".join(parts))


def _headline(comparison: Comparison) -> str:
    if not comparison.readable:
        return "Jämförelsen kunde inte göras, eftersom allt inte gick att läsa."
    if comparison.follow_up is not None:
        return followed(comparison.follow_up)
    changes = [c.change for checklist in comparison.checklists for c in checklist.criteria]
    if not changes:
        return "Granskningarna har ingen checklista gemensam, så inga kriterier har jämförts."
    if all(c is Change.UNCHANGED for c in changes):
        return f"Inget av {len(changes)} kriterier har ändrats."
    counts = [_counted(c, changes.count(c)) for c in (Change.GAINED, Change.LOST, Change.UNCHANGED)]
    return f"Av {len(changes)} kriterier är {counts[0]}, {counts[1]} och {counts[2]}."


def _checklist(checklist: ChecklistChange) -> ChecklistRows:
    rows = [_row(c) for c in checklist.criteria]
    same = [(r, c) for r, c in zip(rows, checklist.criteria, strict=True) if c.change is Change.UNCHANGED]
    a, b = checklist.versions
    return ChecklistRows(
        id=checklist.id,
        title=checklist.title,
        version=a if a == b else f"{a} och {b}",
        scores=tuple(_scores(checklist.before, checklist.after)),
        counts=", ".join(
            _counted(change, n)
            for change in _COUNTED
            if (n := sum(r.change is change for r in rows)) or change in _ALWAYS
        ),
        groups=tuple(
            Group(change, title, members)
            for change, title in GROUP_TITLES.items()
            if (members := tuple(r for r in rows if r.change is change))
        ),
        inside=tuple(r for r, _ in same if r.parts),
        requoted=tuple(r for r, c in same if c.requoted and not r.parts),
        unchanged=tuple(r for r, c in same if not c.requoted and not r.parts),
    )


_COUNTED = {
    Change.GAINED: ("vunnet", "vunna"),
    Change.LOST: ("förlorat", "förlorade"),
    Change.UNCHANGED: ("oförändrat", "oförändrade"),
    Change.OTHER: ("går inte att jämföra", "går inte att jämföra"),
    Change.ADDED: ("nytt", "nya"),
    Change.REMOVED: ("borta", "borta"),
}
_ALWAYS = frozenset({Change.GAINED, Change.LOST, Change.UNCHANGED})


def _counted(change: Change, n: int) -> str:
    return f"{n} {_COUNTED[change][n != 1]}"


def _scores(before: Scores, after: Scores) -> Iterable[ScoreRow]:
    for label, name in _SCORES:
        a, b = getattr(before, name), getattr(after, name)
        if a is None and b is None:
            continue
        difference, change = "", Change.OTHER
        if a is not None and b is not None:
            points = int(100 * b + 0.5) - int(100 * a + 0.5)  # of the shares as they are shown
            change = Change.GAINED if points > 0 else Change.LOST if points < 0 else Change.UNCHANGED
            difference = f"{points:+d} procentenheter".replace("-", "−") if points else "lika"
        yield ScoreRow(label, percent(a), percent(b), difference, change)
    if before.max_points or after.max_points:
        change = Change.UNCHANGED
        if before.max_points == after.max_points and before.points != after.points:
            change = Change.GAINED if after.points > before.points else Change.LOST
        shown = [f"{number(s.points)} av {number(s.max_points)}" for s in (before, after)]
        yield ScoreRow("Poäng", shown[0], shown[1], "", change)


def _row(c: CriterionChange) -> Row:
    either = c.either
    silent = c.change is not Change.UNCHANGED and not c.elements
    return Row(
        id=either.id,
        title=either.title,
        level=LEVEL_TITLES[either.level],
        change=c.change,
        before=_state(c.before, silent),
        after=_state(c.after, silent),
        parts=tuple(_part(e) for e in c.elements),
    )


def _state(c: CriterionAssessment | None, silent: bool) -> State | None:
    if c is None:
        return None
    nearest = make_quote(c.searched.nearest) if c.searched.nearest and not c.evidence else None
    quotes = tuple(make_quote(e) for e in c.evidence)
    why = c.reason if silent and quotes and c.outcome is not Outcome.MET else ""
    return State(c.outcome, OUTCOME_TITLES[c.outcome], c.reason, quotes, nearest, c.waived, why)


def _part(e: ElementChange) -> PartRow:
    words = [OUTCOME_TITLES[x.outcome] if x else "finns inte" for x in (e.before, e.after)]
    return PartRow(e.title, words[0], words[1], e.change, e.after.lacking if e.after else "")
