"""What a unit gives to the chain of a problem: cause, goal, measure, who, when, follow-up, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..document import Span
from ..language.agents import agents
from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.gates import Gate
from ..language.units import Cell, UnitKind
from .columns import Link, link_of

_RX = re.IGNORECASE
_EMPTY = re.compile(r"^[\s–—.?-]*$|^(?:saknas|ej |inget|inga|se |okänt|oklart|alla|berörda|fylls|xx)\b", _RX)
_LABEL = re.compile(r"^\W*([^.:;\t]{3,40}):\s+(?=\S)")
_ACTORS = frozenset({"role", "body", "board", "police", "municipality", "actor", "parties"})
_TIMES = frozenset({"date", "year", "period"})
_SOMEBODY = re.compile(
    r"\b(?:kommunen|polisen|parterna|båda parter|\w+(?:enheten|förvaltningen|bolaget|tjänsten|kontoret|nämnden|chefen|"
    r"värden|gruppen|samordnaren|strategen|handläggaren|polisen|skolan|gården|föreningen|klubben)|rektor\w*|"
    r"skolorna|hyresvärdarna|fältarna|fältassistenterna|områdespoliser\w*)\b",
    _RX,
)
_CAUSE = frozenset({"orsak_ord", "orsak_situation", "orsak_utsatt", "orsak_garning"})
_CAUSE_SAID = re.compile(
    r"\b(?:beror (?:\w+ ){0,2}på|orsak\w*|förklar(?:as|ing\w*|ar)|hänger (?:\w+ ){0,2}(?:ihop|samman)|därför att|eftersom|"
    r"leder till|gör att|bidrar|bakom|lätt\w* att|så att|utan att|ingen (?:som )?\w+|saknar|saknas|möjlig\w*)\b",
    _RX,
)
_EACH = re.compile(
    r"\b(?:var(?:t|je)? (?:och )?(?:ett|en|för sig)|vart och ett|var och en|varje|ett för ett|ett i taget|en för en|"
    r"(?:alla|samtliga|de) (?:två|tre|fyra|fem|sex|sju|åtta)|per (?:problem|område|mål))\b(?:\s(?!var)\w+){0,3}",
    _RX,
)
_EACH_OF = re.compile(r"problem|område|mål|prioriter|fokus|för sig|ett för ett", _RX)
_FRONT = 50  # letters within which the one who acts stands
_DOERS = frozenset({"role", "body", "board", "police", "municipality", "actor"})
_VAGUE = Gate(
    r"\b(?:verka för|arbeta för|värna|främja|bidra(?:r)? till|utveckla (?:sin )?samverkan|i den mån|angeläget|"
    r"viktigt att|uppmuntra\w*|sträva\w*|ambition|god dialog|ansvarar?|svarar för|består|ingår|leder|"
    r"anser|bedömer|konstaterar|ser (?:allvarligt|positivt)|vill)\b"
)
_PAST = Gate(
    r"\b(?:var|blev|hade|har (?:\w+ )?\w+[ti]t|genomfördes|hölls|gjordes|sattes|byggdes|\w{4,}(?:ades|ade))\b"
)
_NO_MEASURE = frozenset(
    {
        "plan_ord",
        "foljaupp_ord",
        "redovisa_ord",
        "lofte_ord",
        "syfte_snavt",
        "mote_ord",
        "kontakt",
        "statistik_ord",
    }
)
_DOING = re.compile(
    r"\b(?:ska|skall|kommer att|\w{2,}(?:ar|er)|gör|går|får|ger|ser|tar|sätter|bygger|rör)\b", _RX
)
_REVIEW = frozenset({"foljaupp_ord", "avlasa_ord", "uppfoljning_ord"})


@dataclass(frozen=True, slots=True)
class Given:
    """A part that a unit gives; ``weight`` says how plain it is."""

    link: Link
    span: Span
    unit: int
    weight: float


class Giver:
    """Reads the parts off the units of one document."""

    def __init__(
        self,
        analysis: Analysis,
        goals: Mapping[int, bool],
        measures: frozenset[int],
        columns: Mapping[int, Mapping[str, Link]],
    ) -> None:
        self.analysis = analysis
        self.goals = goals  # unit id → whether it is dated
        self.measures = measures
        self.columns = columns

    def given(self, unit: Unit) -> tuple[Given, ...]:
        """The parts that a unit gives, in the order of the text."""
        if unit.flags & (CANCELLING | {Flag.EARLIER}):
            return ()
        if unit.kind is UnitKind.ROW:
            return tuple(self._row(unit))
        return tuple(self._sentence(unit))

    def _row(self, row: Unit) -> Iterator[Given]:
        links = self.columns.get(row.table or 0, {})
        label = self._cell_text(row, row.cells[0])
        named = link_of(label) if len(row.cells) == 2 else None
        if named is not None and named is not Link.PROBLEM:
            cell = row.cells[1]
            if not _EMPTY.match(self._cell_text(row, cell)):
                yield Given(named, Span(cell.start, cell.end), row.id, 2.0)
            return
        for cell in row.cells:
            link = links.get(cell.header)
            if link is None or link is Link.PROBLEM or _EMPTY.match(self._cell_text(row, cell)):
                continue
            yield Given(link, Span(cell.start, cell.end), row.id, 2.0)
            if link in (Link.GOAL, Link.MEASURE):
                yield from self._times(row, cell.start, cell.end)
                if link is Link.MEASURE and Link.RESPONSIBLE not in links.values():
                    yield from self._actors(row, cell.start, cell.end)

    def _cell_text(self, row: Unit, cell: Cell) -> str:
        return row.text[cell.start - row.start : cell.end - row.start].strip()

    def _sentence(self, unit: Unit) -> Iterator[Given]:
        match = _LABEL.match(unit.text)
        link = link_of(match[1]) if match else None
        if link is not None and link is not Link.PROBLEM and match is not None:
            rest = unit.text[match.end() :]
            if not _EMPTY.match(rest):
                yield Given(link, Span(unit.start + match.end(), unit.end), unit.id, 2.0)
                if link in (Link.GOAL, Link.MEASURE):
                    yield from self._times(unit, unit.start, unit.end)
                if link is Link.MEASURE:
                    yield from self._actors(unit, unit.start, unit.end)
            return
        if unit.id in self.goals:
            yield Given(Link.GOAL, unit.span, unit.id, 2.0 if self.goals[unit.id] else 1.5)
            if self.goals[unit.id]:
                yield from self._times(unit, unit.start, unit.end)
            return
        if self._is_cause(unit):
            yield Given(Link.CAUSE, unit.span, unit.id, 1.0)
        if unit.id in self.measures or self._acts(unit):
            yield Given(Link.MEASURE, unit.span, unit.id, 1.0)
            yield from self._actors(unit, unit.start, unit.end)
            yield from self._times(unit, unit.start, unit.end)
        elif self._is_review(unit):
            yield Given(Link.FOLLOW_UP, unit.span, unit.id, 1.0)

    def _is_cause(self, unit: Unit) -> bool:
        if "orsak" in unit.functions or "orsaksanalys" in unit.topics:
            return True
        return len(unit.concepts & _CAUSE) >= 1 and bool(_CAUSE_SAID.search(unit.text))

    def _acts(self, unit: Unit) -> bool:
        """Somebody at the beginning who does something: among what belongs to a problem that is a measure."""
        text = unit.text
        if _VAGUE.found(text) or _PAST.found(text) or text.rstrip().endswith((":", "?")):
            return False
        if unit.flags & {Flag.LATER, Flag.ANNEX} or unit.concepts & _NO_MEASURE:
            return False
        match = _SOMEBODY.search(text[:_FRONT])
        actors = [f for f in unit.facts if f.kind in _DOERS and f.start - unit.start < _FRONT]
        return (match is not None or bool(actors)) and bool(_DOING.search(text))

    def _is_review(self, unit: Unit) -> bool:
        if "uppfoljning" in unit.functions and unit.concepts & _REVIEW:
            return True
        return bool(unit.concepts & {"foljaupp_ord"})

    def _times(self, unit: Unit, start: int, end: int) -> Iterator[Given]:
        for fact in unit.facts:
            if fact.kind in _TIMES and start <= fact.start < end:
                yield Given(Link.TIME, Span(fact.start, fact.end), unit.id, 1.0)
                return

    def _actors(self, unit: Unit, start: int, end: int) -> Iterator[Given]:
        for fact in agents(unit, _ACTORS):
            if start <= fact.start < end:
                yield Given(Link.RESPONSIBLE, Span(fact.start, fact.end), unit.id, 1.0)
                return
        match = _SOMEBODY.search(self.analysis.document.text, start, end)
        if match:
            yield Given(Link.RESPONSIBLE, Span(match.start(), match.end()), unit.id, 0.8)

    def for_each(self, unit: Unit) -> Given | None:
        """A follow-up that the text says is made of each problem or goal."""
        if unit.flags & (CANCELLING | {Flag.EARLIER}) or not unit.concepts & _REVIEW:
            return None
        if not any(_EACH_OF.search(m.group()) for m in _EACH.finditer(unit.text)):
            return None
        return Given(Link.FOLLOW_UP, unit.span, unit.id, 0.8)
