"""The edits: each makes one thing of a labelled text worse, and knows which verdicts must follow.

``affected`` criteria must drop; ``spared`` ones must stay as they are: no passage of theirs was
touched, and nothing that was changed is about what they judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ...document import Document
from ...language.units import HEADS, UnitKind
from ...verdict.sections import CARRIED_BY
from ...vocabulary.closed import Outcome
from . import wording
from .editing import Edits, edited, removal
from .source import Source

Topics = Mapping[str, frozenset[str]]


class MutationKind(StrEnum):
    """What was done to the text."""

    SECTION = "section_removed"
    MATTER = "matter_removed"
    PASSAGES = "passages_removed"
    GOAL = "goal_weakened"
    ACTOR = "actor_removed"
    NEGATED = "follow_up_negated"
    DENIED = "follow_up_denied"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True)
class Mutation:
    """One edited text. ``sections``: topics that it no longer says anything on."""

    kind: MutationKind
    source: Source
    document: Document
    affected: frozenset[str]
    spared: frozenset[str]
    sections: frozenset[str]
    what: str  # the wording that was changed, for a reader of the figures


# Whole-document criteria: what they ask is not in any passage that could be taken out.
NOT_REMOVABLE = frozenset({"lag.9_skriftlig"})
# What a criterion rests on besides its own topics: whether the law applies hangs on the dates, goals and
# measures are counted per problem, a starting value belongs to a goal.
RESTS_ON: Mapping[str, frozenset[str]] = {
    "lag.": frozenset({"giltighet_revidering", "underskrifter"}),
    "bra.lofte_koppling": frozenset({"giltighet_revidering", "underskrifter"}),
    "bra.mal": frozenset({"prioriterade_omraden", "lagesbild"}),
    "bra.orsaker": frozenset({"lagesbild"}),
    "bra.orsaksanalys": frozenset({"lagesbild"}),
    "bra.atgarder": frozenset({"prioriterade_omraden", "orsaksanalys", "lagesbild"}),
    "bra.prioritering": frozenset({"lagesbild"}),
    "bra.undertecknad": frozenset({"giltighet_revidering", "parter"}),
    "bra.parter": frozenset({"underskrifter"}),
    "lofte.gemensamt": frozenset({"underskrifter", "roller_ansvar"}),
}  # fmt: skip
# What can also be met by a passage on another matter: a coordinator's task stands in the sentence on
# documentation as well, and the signatures name the parties.
ALSO_SAID: Mapping[str, frozenset[str]] = {
    "bra.parter": frozenset({"underskrifter"}),
    "bra.fokusproblem": frozenset({"orsaksanalys", "mal", "atgarder"}),
    "bra.monster": frozenset({"orsaksanalys", "atgarder", "bakgrund"}),
    "bra.samordning": frozenset({"dokumentation", "kommunikation", "uppfoljning"}),
    "lag.9_omraden": frozenset({"orsaksanalys", "mal", "atgarder"}),
    "lag.11_funktion": frozenset({"dokumentation", "kommunikation", "uppfoljning"}),
    "lans.parter": frozenset({"underskrifter"}),
    "lofte.plats": frozenset({"lagesbild", "atgarder", "dialog", "uppfoljning", "medborgarlofte"}),
    "lofte.avsandare": frozenset({"atgarder", "underskrifter", "medborgarlofte", "roller_ansvar"}),
    "lofte.gemensamt": frozenset({"atgarder", "medborgarlofte", "uppfoljning", "lagesbild"}),
}
MOST = 0.7  # of what a text says: with more gone there is no text of the kind left to judge
GOAL_CRITERIA = ("bra.mal_matbara", "bra.mal_tidsatta", "lofte.matbart")
ACTOR_CRITERIA = ("bra.uppfoljning", "lofte.uppfoljning", "lans.uppfoljning", "bra.revidering")
FOLLOW_UP_CRITERIA = ("bra.uppfoljning", "lofte.uppfoljning", "lans.uppfoljning", "region.uppfoljning")


def rests_on(criterion: str, topics: Topics) -> frozenset[str]:
    """All topics whose passages can bear on the criterion."""
    own = topics.get(criterion, frozenset())
    for start, more in RESTS_ON.items():
        if criterion == start or (start.endswith(".") and criterion.startswith(start)):
            own |= more
    return own


def mutations(source: Source, topics: Topics) -> Iterator[Mutation]:
    """All edits of one text. ``topics``: criterion → its topics, as the checklists have them."""
    yield from _sections(source, topics)
    for turn, criterion in enumerate(c for c, o in source.gold.items() if o is Outcome.MET):
        yield from _criterion(source, topics, criterion, turn)
    yield from _goals(source, topics)
    yield from _actors(source, topics)
    yield from _denials(source, topics)
    yield from _plans(source, topics)


def _make(
    kind: MutationKind,
    source: Source,
    topics: Topics,
    affected: Iterable[str],
    edits: Edits,
    touched: frozenset[int],
    sections: frozenset[str] = frozenset(),
    said: str = "",
) -> Mutation:
    hit = frozenset(affected)
    about = frozenset(t for u in touched for t in source.topics.get(u, ()))
    spared = frozenset(
        c
        for c in source.gold
        if c not in hit and not source.evidence[c] & touched and not rests_on(c, topics) & about
    )
    what = said or " … ".join(source.wording(u) for u in sorted(touched))
    return Mutation(kind, source, edited(source.document, edits), hit, spared, sections, what)


def _removed(source: Source, units: Iterable[int]) -> dict[tuple[int, int], str]:
    return removal(source.units[u] for u in units)


def _matter(source: Source, topics: Topics, criterion: str) -> frozenset[int]:
    """All that can meet a criterion: its passages, and every unit on what it is about."""
    return source.evidence[criterion] | source.about(
        topics[criterion] | ALSO_SAID.get(criterion, frozenset())
    )


def _sections(source: Source, topics: Topics) -> Iterator[Mutation]:
    """A whole section out: criteria and topics that had nothing outside it."""
    everything = frozenset(u.id for u in source.units)
    for section in source.document.sections:
        gone = source.within(section.id)
        if section.heading_block is None or section.level < 2 or not gone:
            continue
        outside = everything - gone
        affected = [
            c
            for c, outcome in source.gold.items()
            if outcome in (Outcome.MET, Outcome.PARTIAL)
            and c in topics
            and c not in NOT_REMOVABLE
            and source.evidence[c]
            and not _matter(source, topics, c) & outside
        ]
        lost = frozenset(label for label in source.sections if _all_within(source, topics, label, gone))
        if affected or lost:
            yield _make(MutationKind.SECTION, source, topics, affected, _removed(source, gone), gone, lost)


def _all_within(source: Source, topics: Topics, label: str, gone: frozenset[int]) -> bool:
    """Whether all that the document says on a topic stands in the units that go.

    Neither a unit labelled with the topic, nor one that does what carries it, nor a passage of a
    criterion on it may be left: labels of units alone do not tell of every such place.
    """
    about = source.about({label})
    doing = frozenset(u for u, does in source.functions.items() if does & set(CARRIED_BY.get(label, ())))
    asked = [source.evidence[c] for c in source.gold if topics.get(c) == frozenset({label})]
    return bool(source.sections[label] and about) and about | doing | frozenset().union(*asked) <= gone


def _criterion(source: Source, topics: Topics, criterion: str, turn: int) -> Iterator[Mutation]:
    """All on one matter out; the labelled passages alone out; placeholders in their stead."""
    passages = source.evidence[criterion]
    if not passages or criterion not in topics or criterion in NOT_REMOVABLE:
        return
    matter = _matter(source, topics, criterion)
    if len(matter) > MOST * sum(u.kind not in HEADS for u in source.units):
        return
    one = (criterion,)
    yield _make(MutationKind.MATTER, source, topics, one, _removed(source, matter), matter)
    if passages != matter:
        yield _make(MutationKind.PASSAGES, source, topics, one, _removed(source, passages), passages)
    edits = _removed(source, matter)
    for n, unit in enumerate(sorted(passages)):
        place = source.units[unit]
        cells = [(c.start, c.end) for c in place.cells] or [(place.start, place.end)]
        edits |= dict.fromkeys(cells, wording.placeholder(turn + n))
    yield _make(MutationKind.PLACEHOLDER, source, topics, one, edits, matter)


def _goals(source: Source, topics: Topics) -> Iterator[Mutation]:
    """Every goal or promise as a mere direction; those that cannot be weakened surely are taken out."""
    affected = [c for c in GOAL_CRITERIA if source.gold.get(c) is Outcome.MET and source.evidence[c]]
    if not affected:
        return
    promise = affected[0].startswith("lofte.")
    goals = frozenset(u for c in affected for u in source.evidence[c])
    goals |= source.about({"medborgarlofte"} if promise else {"mal"})
    goals |= frozenset(u for u, does in source.functions.items() if does & {"lofte" if promise else "mal"})
    edits: dict[tuple[int, int], str] = {}
    left = 0
    for unit in goals:
        place = source.units[unit]
        if place.kind is UnitKind.HEADING:
            continue
        cells = [(c.start, c.end) for c in place.cells] or [(place.start, place.end)]
        said = {cell: _weaker(source.document.text[slice(*cell)]) for cell in cells}
        if None in said.values():
            edits |= _removed(source, [unit])
        else:
            edits |= {cell: text for cell, text in said.items() if text is not None}
            left += any(text for text in said.values())
    if left:
        yield _make(MutationKind.GOAL, source, topics, affected, edits, goals)


def _weaker(text: str) -> str | None:
    """Without figures; unchanged where there are none; empty for a cell of figures only."""
    if not re.search(r"[^\W\d_]{3,}", text):
        return ""
    return wording.without_figures(text) or (text if not wording.has_figures(text) else None)


def _actors(source: Source, topics: Topics) -> Iterator[Mutation]:
    """The one who follows up, gone: the sentence stays, with ”man” or in the passive."""
    for criterion in ACTOR_CRITERIA:
        if source.gold.get(criterion) is not Outcome.MET or criterion not in topics:
            continue
        matter = _matter(source, topics, criterion)
        edits = _removed(source, matter)
        changed = 0
        for unit in source.main[criterion]:
            place = source.units[unit]
            said = None if place.cells else wording.without_actor(source.wording(unit))
            if said is not None:
                edits[place.start, place.end] = said
                changed += 1
        if changed and changed == len(source.main[criterion]):
            yield _make(MutationKind.ACTOR, source, topics, [criterion], edits, matter)


def _denials(source: Source, topics: Topics) -> Iterator[Mutation]:
    """Follow-up denied: ”inte” put into the sentence, and a denial in its stead."""
    for criterion in FOLLOW_UP_CRITERIA:
        if source.gold.get(criterion) not in (Outcome.MET, Outcome.PARTIAL) or criterion not in topics:
            continue
        main = sorted(source.main[criterion])
        if not main or source.units[main[0]].cells:
            continue
        matter = _matter(source, topics, criterion)
        place = source.units[main[0]]
        own = wording.negated(source.wording(main[0]))
        for kind, said in (
            (MutationKind.NEGATED, own),
            (MutationKind.DENIED, wording.denial(len(source.text.body))),
        ):
            if said is not None:
                edits = _removed(source, matter) | {(place.start, place.end): said}
                yield _make(kind, source, topics, [criterion], edits, matter, said=said)


_WHO = re.compile(r"\b(?:vem|ansvar\w*|utförare|ägare|vilka|aktör\w*)\b", re.IGNORECASE)
_HOW = re.compile(r"uppfölj|följs|mät|mått|indikator|utfall|register|avläs|resultat|klart när", re.IGNORECASE)


def _plans(source: Source, topics: Topics) -> Iterator[Mutation]:
    """The column of who does it emptied, in plans that then have two of the four parts left."""
    criterion = "bra.atgardsplan"
    if source.gold.get(criterion) is not Outcome.MET:
        return
    rows = [u for u in source.units if u.id in source.evidence[criterion] and u.kind is UnitKind.ROW]
    tables = {u.table for u in rows}
    headers = {c.header for u in rows for c in u.cells}
    if len(tables) != 1 or any(_HOW.search(h) for h in headers) or not any(_WHO.search(h) for h in headers):
        return
    edits: dict[tuple[int, int], str] = {}
    touched: set[int] = set()
    for unit in source.units:
        if unit.kind is not UnitKind.ROW or unit.table not in tables:
            continue
        rest = [c for c in unit.cells if not _WHO.search(c.header)]
        if any(wording.names_actor(source.document.text[c.start : c.end]) for c in rest):
            edits |= _removed(source, [unit.id])
        else:
            edits |= {(c.start, c.end): "" for c in unit.cells if _WHO.search(c.header)}
        touched.add(unit.id)
    outside = _matter(source, topics, criterion) - touched
    edits |= _removed(source, outside)
    yield _make(MutationKind.ACTOR, source, topics, [criterion], edits, frozenset(touched | outside))
