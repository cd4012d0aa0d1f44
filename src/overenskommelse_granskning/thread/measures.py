"""Measures: what is to be done, concretely enough to be ticked off.

Rows and items that stand as measures, and sentences in which somebody does something. Intentions ("verka
för"), routines of meetings and follow-up, and what concerns the agreement itself are left out.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.gates import Gate
from ..language.units import BODY, UnitKind
from .goals import is_goal
from .plans import plan_rows
from .words import Shared

_OFF = frozenset(
    {
        "organisation", "roller_ansvar", "resurser", "informationsutbyte", "kommunikation", "dialog",
        "dokumentation", "uppfoljning", "giltighet_revidering", "underskrifter", "bilagor", "parter",
        "styrdokument", "definitioner", "bakgrund", "syfte",
    }
)  # fmt: skip
_VAGUE = Gate(
    r"\b(?:verka för|arbeta för|värna|främja|bidra till|utveckla (?:sin )?samverkan|"
    r"i den mån|angeläget|viktigt att|uppmuntra\w*|sträva\w*|ambition)\b"
)
_PAST = Gate(r"\b(?:var|blev|hade|har \w+t|genomfördes|hölls|gjordes|sattes|byggdes|\w{4,}ades)\b")
# Verbs in the past that nothing else tells, where the verb is all that could: who and when are told of either.
_TOLD = Gate(r"\b(?:gick|fick|stod|satt|gav|tog|kom|höll|såg|skrev|drev|lät|bjöd|lade|gjorde|körde|satte)\b")
_LONG = 5  # letters of a word that may tie a measure to a cause
_SHARED = 2  # content words a measure and a cause must share to be about the same thing
_WHEN = frozenset({"date", "year", "frequency", "period"})
_VERBS = frozenset({"atgardsverb", "atgard_verb"})
_ACTORS = frozenset({"role", "body", "board", "police", "municipality", "actor"})
_RELATIVE = (" som ", " där ")  # "where the police says ..." in a picture of the situation is nobody who acts
_CAUSE_LINK = Gate(
    r"\b(?:därför|så att|för att (?:ingen|inte|motverka|bryta|minska|slippa)|riktas mot|"
    r"mot orsaken|bryts|bryta)\b"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure and whether the text ties it to a cause."""

    units: tuple[int, ...]
    title: str
    tied: bool
    parts: frozenset[str]  # what, who, when, follow: the parts of its plan


def find_measures(analysis: Analysis, goals: Container[int] | None = None) -> tuple[Measure, ...]:
    """The measures in text order: rows of plans, listed measures, sentences in which somebody acts.

    ``goals``: ids of the units that state a goal, where they are known.
    """
    if goals is None:
        goals = {u.id for u in analysis.units if is_goal(u)}
    causes = _Causes([u for u in analysis.units if _is_cause(u)])
    rows = {r.unit: r for r in plan_rows(analysis)}
    out: list[Measure] = []
    for unit in analysis.units:
        row = rows.get(unit.id)
        if row is not None or _stands_as_measure(unit, goals) or _acts(unit, goals):
            tied = (row is not None and row.tied) or causes.tie(unit)
            out.append(
                Measure((unit.id,), unit.text, tied, row.parts if row is not None else _item_parts(unit))
            )
    return tuple(out)


def _off(unit: Unit) -> bool:
    """Under a heading about something else; "Åtgärder och ansvar" is about measures and who takes them."""
    topics = unit.topics - {"roller_ansvar"} if "atgarder" in unit.topics else unit.topics
    return bool(topics & _OFF)


def _item_parts(unit: Unit) -> frozenset[str]:
    """What a listed measure says by itself: a list with who and when is a plan as well as a table is."""
    if unit.kind is not UnitKind.ITEM:
        return frozenset()
    parts = {"what"}
    if unit.fact_kinds & _ACTORS:
        parts.add("who")
    if unit.fact_kinds & _WHEN:
        parts.add("when")
    return frozenset(parts)


def _candidate(unit: Unit, goals: Container[int]) -> bool:
    if unit.kind not in BODY or unit.flags & (CANCELLING | {Flag.EARLIER, Flag.ANNEX, Flag.LATER}):
        return False
    if unit.text.rstrip().endswith((":", "?")) or unit.id in goals or _VAGUE.found(unit.text):
        return False
    return not unit.concepts & {"plan_ord", "foljaupp_ord", "redovisa_ord", "lofte_ord", "syfte_snavt"}


def _stands_as_measure(unit: Unit, goals: Container[int]) -> bool:
    """An item under a heading about measures, or a unit the learned layer calls one."""
    if "atgard" in unit.functions:
        return not unit.flags & (CANCELLING | {Flag.EARLIER})
    if unit.kind is not UnitKind.ITEM or _off(unit) or not _candidate(unit, goals):
        return False
    return "atgarder" in unit.topics or (bool(unit.concepts & _VERBS) and bool(unit.fact_kinds & _ACTORS))


def _acts(unit: Unit, goals: Container[int]) -> bool:
    """A sentence that begins with somebody and goes on with something that can be ticked off."""
    if (
        unit.kind is not UnitKind.SENTENCE
        or (unit.functions and "atgard" not in unit.functions)
        or not _candidate(unit, goals)
    ):
        return False
    if _off(unit) or _PAST.found(unit.text) or unit.concepts & {"kontakt", "mote_ord"}:
        return False
    if "money" in unit.fact_kinds:
        return False
    verbs = [h.start for h in unit.hits if h.concept in _VERBS]
    actors = [
        f.start
        for f in unit.facts
        if f.kind in _ACTORS
        and f.start - unit.start < 45
        and not ("lagesbild" in unit.topics and unit.text.endswith(_RELATIVE, 0, f.start - unit.start))
    ]
    if verbs and actors and min(actors) < max(verbs):
        return True
    if "atgarder" not in unit.topics:
        return False
    if verbs or "aktivitet" in unit.concepts:
        return True
    # Under such a heading who does it and when is enough, whatever the verb.
    return bool(actors and unit.fact_kinds & _WHEN) and not _TOLD.found(unit.text)


def _is_cause(unit: Unit) -> bool:
    if unit.kind not in BODY or unit.flags & CANCELLING:
        return False
    if unit.functions:
        return "orsak" in unit.functions
    return (
        bool(unit.concepts & {"orsak_ord", "orsak_situation", "orsak_utsatt", "orsak_garning"})
        or "orsaksanalys" in unit.topics
    )


class _Causes:
    """The causes of a document by the words that they are about."""

    def __init__(self, causes: Sequence[Unit]) -> None:
        self._sections = {c.id: c.section for c in causes}
        self._shared = Shared((c.id, c.text) for c in causes)

    def tie(self, unit: Unit) -> bool:
        """Whether the text ties a measure to a cause: it says so, or both are about the same things."""
        return _CAUSE_LINK.found(unit.text) or any(
            count >= _SHARED
            and cause != unit.id
            and (bool(unit.cells) or self._sections[cause] == unit.section)
            for cause, count in self._shared.with_text(unit.text, _LONG).items()
        )
