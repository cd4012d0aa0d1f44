"""Den röda tråden and the goals as every report for people shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..assessment import GoalAssessment, Measure, ThreadRow
from ..vocabulary.closed import Outcome
from .quotes import Quote, make_quote

LINKS = (
    ("cause", "orsak"),
    ("goal", "mål"),
    ("measure", "åtgärd"),
    ("responsible", "ansvarig"),
    ("time", "tid"),
    ("follow_up", "uppföljning"),
)
_SIDES = {
    "municipality": "kommunens",
    "police": "polisens",
    "both": "båda parternas",
    "other": "någon annans",
}
_KINDS = {"effekt": "effektmål", "process": "processmål", "produktion": "produktionsmål"}


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link of a chain: met, partial (a goal that cannot be measured) or missing."""

    word: str
    outcome: Outcome
    said: str  # what a cell of the table says: finns, ej mätbart, saknas
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class WeakMeasure:
    """A measure that leaves a way out: the words that do, and whose it is ("" where the text does not say)."""

    quote: Quote
    words: str
    whose: str


@dataclass(frozen=True, slots=True)
class ThreadView:
    """One problem with what is tied to it, in the order of the chain."""

    problem: Quote
    chain: tuple[LinkView, ...]
    weak: tuple[WeakMeasure, ...]
    whole: bool

    @property
    def there(self) -> tuple[str, ...]:
        """What the document ties to the problem."""
        return tuple(
            ("mål (ej mätbart)" if v.outcome is Outcome.PARTIAL else "mätbart mål")
            if v.word == "mål"
            else v.word
            for v in self.chain
            if v.quote
        )

    @property
    def lacking(self) -> tuple[str, ...]:
        """The links that are broken."""
        return tuple(v.word for v in self.chain if v.quote is None)

    @property
    def links(self) -> tuple[tuple[str, Quote | None], ...]:
        """The links with their quotes."""
        return tuple((v.word, v.quote) for v in self.chain)


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal: whether it can be measured and why, its kind, and the words that give each part."""

    quote: Quote
    outcome: Outcome
    kind: str
    reason: str
    parts: tuple[tuple[str, Quote], ...]


def make_thread(row: ThreadRow) -> ThreadView:
    """The view of one chain."""
    chain = []
    for name, word in LINKS:
        found = getattr(row, name)
        outcome = Outcome.MISSING if found is None else Outcome.MET
        if name == "goal" and found is not None and not row.goal_measurable:
            outcome = Outcome.PARTIAL
        said = {Outcome.MET: "finns", Outcome.PARTIAL: "ej mätbart", Outcome.MISSING: "saknas"}[outcome]
        chain.append(LinkView(word, outcome, said, make_quote(found) if found else None))
    weak = tuple(_weak(m) for m in row.measures if m.strength == "weak")
    return ThreadView(make_quote(row.problem), tuple(chain), weak, row.whole)


def _weak(measure: Measure) -> WeakMeasure:
    words = measure.words.quote if measure.words else ""
    return WeakMeasure(make_quote(measure.evidence), words, _SIDES.get(measure.by or "", ""))


def summary(rows: Sequence[ThreadView]) -> tuple[str, ...]:
    """How many problems are followed all the way, and which link breaks most often, as sentences."""
    if not rows:
        return ()
    whole = sum(r.whole for r in rows)
    noun = "problem" if len(rows) == 1 else f"av {len(rows)} problem"
    if len(rows) == 1:
        first = "Problemet följs hela vägen." if whole else "Problemet följs inte hela vägen."
    else:
        first = f"{whole or 'Inget'} {noun} följs hela vägen från orsak till uppföljning."
    broken = {word: sum(word in r.lacking for r in rows) for _, word in LINKS}
    most = max(broken.values())
    if not most or len(rows) == 1:
        return (first,)
    weakest = next(word for word, n in broken.items() if n == most)
    return first, f"Oftast brister länken {weakest}: den fattas för {most} av {len(rows)} problem."


_PARTS = (
    ("object", "vad"),
    ("direction", "riktning"),
    ("quantity", "mängd"),
    ("indicator", "mått"),
    ("baseline", "utgångsläge"),
    ("time", "tid"),
)


def make_goal(goal: GoalAssessment) -> GoalView:
    """The view of one goal."""
    found = ((word, getattr(goal, name)) for name, word in _PARTS)
    return GoalView(
        make_quote(goal.evidence),
        goal.measurability,
        _KINDS.get(goal.kind, goal.kind),
        goal.reason,
        tuple((word, make_quote(e)) for word, e in found if e is not None),
    )
