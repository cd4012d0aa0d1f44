"""What the writers for people show of a comparison: Swedish words, sorted, nothing decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...assessment import Assessment, CriterionAssessment, Scores, ThreadRow
from ...comparison.model import (
    ChainChange,
    Change,
    ChecklistChange,
    Comparison,
    CriterionChange,
    ElementChange,
    FollowUp,
    PromiseChange,
    PromiseOutcome,
    Status,
)
from ...vocabulary.closed import KIND_TITLES, OUTCOME_TITLES, Outcome
from ..labels import LEVEL_TITLES, number, percent, swedish_date
from ..quotes import Quote, make_quote
from ..thread_view import LINKS
from ..view import PromiseView, make_promise, section_title, years_text

CHANGE_TITLES = {
    Change.GAINED: "vunnet",
    Change.LOST: "förlorat",
    Change.MIXED: "både vunnet och förlorat",
    Change.CHANGED: "ändrat",
    Change.UNCHANGED: "oförändrat",
    Change.ADDED: "nytt",
    Change.REMOVED: "borta",
    Change.OTHER: "går inte att jämföra",
}
STATUS_TITLES = {
    Status.DONE: "hållet",
    Status.PARTLY: "delvis",
    Status.NOT_DONE: "inte hållet",
    Status.CONFLICT: "motstridigt",
    Status.UNCLEAR: "oklart",
    Status.NOT_MENTIONED: "hittades inte",
}
STATUS_MEANINGS = {
    Status.DONE: "uppföljningen säger att löftet är nått",
    Status.PARTLY: "något är gjort, men inte så mycket eller så snart som lovades",
    Status.NOT_DONE: "uppföljningen säger att det inte blev av, eller att målet inte är nått",
    Status.CONFLICT: "uppföljningen säger emot sig själv eller återger löftet fel",
    Status.UNCLEAR: "det nämns, men inte vad det blev, eller inte vilket löfte som menas",
    Status.NOT_MENTIONED: "inget ställe i uppföljningen handlar tydligt om löftet",
}
STATUS_SIGNS = {
    Status.DONE: "[+]",
    Status.PARTLY: "[~]",
    Status.NOT_DONE: "[-]",
    Status.CONFLICT: "[!]",
    Status.UNCLEAR: "[?]",
    Status.NOT_MENTIONED: "[ ]",
}
GUIDE = (
    "Vunnet betyder att ett kriterium gått från saknas eller delvis till något bättre, förlorat det omvända. Det som inte "
    "kunde bedömas i någon av granskningarna jämförs inte. Ett problem eller ett löfte i den ena texten hör ihop med ett i "
    "den andra när de i huvudsak handlar om samma sak. Jämförelsen fäller inga egna omdömen: den ställer två granskningar "
    "bredvid varandra.",
)
GUIDE_FOLLOW_UP = (
    "Varje löfte jämförs med de ställen i uppföljningen som handlar om samma sak på samma plats, tal mot tal i samma enhet. "
    "Ordet genomfört räcker inte för ett löfte med ett tal. Det som inte sägs gissas inte: läs ställena själv innan du drar "
    "slutsatser.",
)
_GROUP_TITLES = {
    Change.LOST: "Förlorat",
    Change.GAINED: "Vunnet",
    Change.OTHER: "Går inte att jämföra",
    Change.ADDED: "Bara i den andra granskningens checklista",
    Change.REMOVED: "Bara i den första granskningens checklista",
}
_SCORES = (
    ("Omfattning", "comprehensiveness"),
    ("Styrka", "strength"),
    ("Röd tråd", "consistency"),
    ("Täckning", "coverage"),
)
_LINK_WORDS = dict(LINKS)


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
    """How one review saw a criterion."""

    outcome: Outcome
    word: str
    reason: str
    quotes: tuple[Quote, ...]
    nearest: Quote | None
    waived: str | None


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
class LinkRow:
    word: str
    change: Change
    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One problem; ``told`` says in a sentence what happened to its chain."""

    change: Change
    title: str
    before: Quote | None
    after: Quote | None
    links: tuple[LinkRow, ...]
    told: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise of two medborgarlöften; ``parts`` are (what, before, after)."""

    change: Change
    title: str
    before: Quote | None
    after: Quote | None
    parts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One promise and what became of it."""

    number: int
    status: Status
    sign: str
    word: str
    promise: PromiseView
    reason: str
    evidence: tuple[Quote, ...]
    restated: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """``groups`` are the promises by the years they are given for, the newest first."""

    about: str
    counts: tuple[tuple[Status, str, int], ...]
    groups: tuple[tuple[str, tuple[OutcomeRow, ...]], ...]
    others: tuple[Quote, ...]


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
    followed = comparison.follow_up is not None
    return ComparisonView(
        title="Uppföljning av löften" if followed else "Jämförelse",
        before=_side(comparison.before, "Löften" if followed else "Före"),
        after=_side(comparison.after, "Uppföljning" if followed else "Efter"),
        headline=_headline(comparison),
        notes=tuple(n.message for n in comparison.notes),
        checklists=tuple(_checklist(c) for c in comparison.checklists),
        sections_gained=sections[Change.GAINED],
        sections_lost=sections[Change.LOST],
        chains=tuple(_chain(c) for c in comparison.thread),
        promises=tuple(_promise(c) for c in comparison.promises),
        follow_up=_follow_up(comparison.follow_up) if comparison.follow_up else None,
        guide=GUIDE_FOLLOW_UP if followed else GUIDE,
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
        end = "tills vidare" if document.period.open_ended else swedish_date(document.period.end)
        parts.append(f"gäller {swedish_date(document.period.start)} – {end}")
    parts.append(f"bedömt per {assessment.as_of.isoformat()}")
    return SideView(label, document.path, True, "; ".join(parts))


def _headline(comparison: Comparison) -> str:
    if not comparison.readable:
        return "Jämförelsen kunde inte göras, eftersom allt inte gick att läsa."
    if comparison.follow_up is not None:
        return _followed(comparison.follow_up)
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
            for change, title in _GROUP_TITLES.items()
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
    return Row(
        id=either.id,
        title=either.title,
        level=LEVEL_TITLES[either.level],
        change=c.change,
        before=_state(c.before),
        after=_state(c.after),
        parts=tuple(_part(e) for e in c.elements),
    )


def _state(c: CriterionAssessment | None) -> State | None:
    if c is None:
        return None
    nearest = make_quote(c.searched.nearest) if c.searched.nearest and not c.evidence else None
    quotes = tuple(make_quote(e) for e in c.evidence)
    return State(c.outcome, OUTCOME_TITLES[c.outcome], c.reason, quotes, nearest, c.waived)


def _part(e: ElementChange) -> PartRow:
    words = [OUTCOME_TITLES[x.outcome] if x else "finns inte" for x in (e.before, e.after)]
    return PartRow(e.title, words[0], words[1], e.change, e.after.lacking if e.after else "")


def _chain(c: ChainChange) -> ChainRow:
    links = tuple(
        LinkRow(
            _LINK_WORDS[link.name],
            link.change,
            make_quote(link.before) if link.before else None,
            make_quote(link.after) if link.after else None,
        )
        for link in c.links
    )
    return ChainRow(
        c.change,
        CHANGE_TITLES[c.change],
        make_quote(c.before.problem) if c.before else None,
        make_quote(c.after.problem) if c.after else None,
        links,
        _told(c, links),
    )


def _told(c: ChainChange, links: Iterable[LinkRow]) -> str:
    if c.before is None:
        assert c.after is not None
        return f"Problemet finns bara i det andra dokumentet. {_whole(c.after)}"
    if c.after is None:
        then = f"saknade {', '.join(_lacking(c.before))}" if c.before.lacking else "var hel"
        return f"Problemet finns bara i det första dokumentet, där tråden {then}."
    said = []
    for change, verb in ((Change.GAINED, "Nytt i tråden"), (Change.LOST, "Borta ur tråden")):
        words = [link.word for link in links if link.change is change]
        if words:
            said.append(f"{verb}: {', '.join(words)}.")
    if c.before.goal and c.after.goal and c.before.goal_measurable != c.after.goal_measurable:
        said.append(f"Målet är {'nu mätbart' if c.after.goal_measurable else 'inte längre mätbart'}.")
    return " ".join((*said, _whole(c.after)))


def _whole(row: ThreadRow) -> str:
    return f"Saknas: {', '.join(_lacking(row))}." if row.lacking else "Tråden är hel."


def _lacking(row: ThreadRow) -> list[str]:
    words = dict(LINKS)
    return [words[name] for name in row.lacking]


_PARTS = {"quantity": "hur mycket", "place": "var", "time": "när", "actor": "vem", "activity": "vad"}


def _promise(c: PromiseChange) -> PromiseRow:
    return PromiseRow(
        c.change,
        CHANGE_TITLES[c.change],
        make_quote(c.before.evidence) if c.before else None,
        make_quote(c.after.evidence) if c.after else None,
        tuple(
            (_PARTS[p.name], p.before.quote if p.before else "–", p.after.quote if p.after else "–")
            for p in c.parts
        ),
    )


_NUMBERS = {
    Status.DONE: ("hållet", "hållna"),
    Status.PARTLY: ("delvis hållet", "delvis hållna"),
    Status.NOT_DONE: ("inte hållet", "inte hållna"),
    Status.CONFLICT: ("motstridigt", "motstridiga"),
    Status.UNCLEAR: ("oklart", "oklara"),
    Status.NOT_MENTIONED: ("som inte nämns", "som inte nämns"),
}


def _followed(f: FollowUp) -> str:
    counts = [(s, sum(o.status is s for o in f.outcomes)) for s in Status]
    said = [f"{n} {_NUMBERS[s][n != 1]}" for s, n in counts if n]
    noun = "löfte" if len(f.outcomes) == 1 else "löften"
    return (
        f"Uppföljning av {len(f.outcomes)} {noun}: {', '.join(said)}."
        if said
        else "Inga löften att följa upp."
    )


def _follow_up(f: FollowUp) -> FollowUpView:
    groups: dict[tuple[int, int], list[PromiseOutcome]] = {}
    for o in f.outcomes:
        groups.setdefault(o.promise.years or (0, 0), []).append(o)
    number = 0
    made = []
    for years in sorted(groups, reverse=True):
        rows = []
        for o in groups[years]:
            number += 1
            rows.append(_outcome_row(number, o))
        made.append((years_text(years), tuple(rows)))
    counts = [(s, STATUS_TITLES[s], sum(o.status is s for o in f.outcomes)) for s in Status]
    return FollowUpView(
        years_text(f.years),
        tuple(c for c in counts if c[2]),
        tuple(made),
        tuple(make_quote(e) for e in f.others),
    )


def _outcome_row(number: int, o: PromiseOutcome) -> OutcomeRow:
    return OutcomeRow(
        number,
        o.status,
        STATUS_SIGNS[o.status],
        STATUS_TITLES[o.status],
        make_promise(o.promise),
        o.reason,
        tuple(make_quote(e) for e in o.evidence),
        tuple(make_quote(e) for e in o.restated),
    )
