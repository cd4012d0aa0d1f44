"""Who gives or carries out a promise: named in it, in its row, or in what leads into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..document import Span
from ..language.agents import agents
from ..language.analysis import Analysis, Unit
from ..language.facts import Fact
from ..language.units import Cell, UnitKind
from .promise_leads import LEAD_PROMISE, Promise, is_label
from .promise_sentences import is_present

_ACTORS = frozenset({"police", "municipality", "role", "body", "board", "actor", "county_board", "parties"})
_GIVER = re.compile(
    r"\b(?:polisens|kommuns|stadens|kommunens)\s+(?:\w+\s+)?\w*löfte|\blovar\b", re.IGNORECASE
)
_PROMISES = re.compile(r"\b(?:lovar|åtar sig|förbinder sig)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:vi båda|båda|tillsammans|gemensamt|(?:polisen|kommunen) och (?:polisen|kommunen)|vi)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^\W*(?:(?:och|samt|dessutom|också|även)\s+)*(?:(?:under|i|från|varje)\s+\S+(?:\s\d{4})?\s+)?"
    r"(?:(?:ska|skall|kommer|lovar)\s+)?(vi båda|vi tillsammans|tillsammans ska vi|tillsammans|båda|vi)\b",
    re.IGNORECASE,
)
# Words for people at work that no list of organisations names: "fältarna", "parkvärdar", "poliser".
_WORKERS = re.compile(
    r"\b(?:\w*(?:fältar(?:e|na)|fältassistent(?:er|erna)|värd(?:ar|arna)|vakt(?:er|erna)|patrull(?:en|er|erna)?|"
    r"polis(?:en|er|erna|ens)?|ledar(?:e|en|na)|samordnar(?:e|en|na)|grupp(?:en|erna)|(?<!medvet)(?<!öpp)(?<!läg)(?<!näg)enhet(?:en|erna)|"
    r"förvaltning(?:en|ar|arna)|personal(?:en)?|handläggar(?:e|en|na)))\b",
    re.IGNORECASE,
)
_SIDES = frozenset({"police", "municipality"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who, and on whose side: police, municipality, both, other, or empty where that is not said."""

    span: Span
    party: str


# "medvetenheten" is no "enhet".
_NO_BODY = re.compile(r"(?:medvet|öpp|läg|näg)enhet", re.IGNORECASE)


def _acts(fact: Fact, unit: Unit) -> bool:
    said = unit.said(fact)
    return fact.kind in _ACTORS and not _NO_BODY.search(said)


def _acting(unit: Unit) -> list[Fact]:
    """Those in a unit that stand as the ones who act."""
    return [f for f in agents(unit, _ACTORS) if _acts(f, unit)]


def find_actor(
    analysis: Analysis, promise: Promise, unit: Unit, cell: Cell | None = None, rest: Sequence[Unit] = ()
) -> Actor | None:
    """The actor of a promise whose own text is ``unit``; ``cell`` is that of its row which says who, ``rest``
    are the cells of its row that no header tells apart."""
    own = (
        (_in_cell(analysis, promise.units[0], cell) if cell is not None else None)
        or next((a for c in rest if (a := _at_head(analysis, c)) and a.span == c.span), None)
        or _at_head(analysis, unit)
        or _by(unit)
        or _by_name(analysis, unit)
        or (_before_part(promise, unit) if promise.part is not None else None)
    )
    we = own is not None and analysis.document.text[slice(*own.span)].lower() == "vi"
    if own is not None and own.party and not we:
        return own
    above = _in_lead(analysis, promise.lead)
    if own is not None and own.party:
        # "Vi byter lampor" below "Kommunen" is the municipality.
        return Actor(own.span, above.party) if above is not None and above.party in _SIDES else own
    # "Låta fältarna gå …" below "Kommunen lovar": the workers are those of the one who promises.
    return Actor(own.span, above.party) if own is not None and above is not None else own or above


def _side(facts: Iterable[Fact]) -> str:
    parties = {getattr(f.value, "party", None) or "" for f in facts}
    if parties >= _SIDES or "both" in parties:
        return "both"
    return next((p for p in ("police", "municipality", "other") if p in parties), "")


def _joint(analysis: Analysis, word: str) -> str:
    """Whom "vi" means: both where the document has both parties, else the one it has; "tillsammans": both."""
    if word.lower() != "vi":
        return "both"
    found = {p.kind for p in analysis.entities.parties.parties}
    return "both" if found >= _SIDES else next(iter(sorted(found & _SIDES)), "")


def _in_cell(analysis: Analysis, row: Unit, cell: Cell) -> Actor:
    facts = [f for f in row.facts if cell.start <= f.start < cell.end and _acts(f, row)]
    said = _TOGETHER.search(row.said(cell))
    side = _side(facts) or (_joint(analysis, said.group()) if said else "")
    return Actor(Span(cell.start, cell.end), side)


def _at_head(analysis: Analysis, unit: Unit) -> Actor | None:
    """The subject that the promise begins with; two that are joined by "och" count together."""
    said = _FIRST.match(unit.text)
    acting = [f for f in _acting(unit) if _opens(unit, f.start)]
    if said and (not acting or said.start(1) <= acting[0].start - unit.start):
        start, end = said.span(1)
        return Actor(Span(unit.start + start, unit.start + end), _joint(analysis, said.group(1)))
    if acting and not _PASSIVE.match(unit.text[acting[0].end - unit.start :]):
        first = acting[0]
        joined = [first]
        for f in _acting(unit):
            gap = unit.text[joined[-1].end - unit.start : f.start - unit.start]
            if f.start >= joined[-1].end and re.fullmatch(
                r"\s*(?:,|och|samt|,? i|eller)\s+(?:\w+s\s+)?", gap
            ):
                joined.append(f)
        owner = _OWNER_BEFORE.search(unit.text, 0, first.start - unit.start)  # "Kommunens bostadsbolag"
        start = unit.start + owner.start() if owner else first.start
        return _with_others(unit, Span(start, joined[-1].end), joined)
    worker = _WORKERS.search(unit.text)
    if not worker or _PASSIVE.match(unit.text[worker.end() :]):
        return None
    if _opens(unit, unit.start + worker.start()):
        facts = [f for f in unit.facts if _acts(f, unit) and f.start < unit.start + worker.end()]
        start = min([unit.start + worker.start(), *(f.start for f in facts)])
        party = _side(facts) or ("police" if "polis" in worker.group().lower() else "")
        owned = _OWNED.match(unit.text, start - unit.start)  # "Polisens fotpatrull"
        end = max(worker.end(), owned.end() if owned else 0)
        actor = _with_others(unit, Span(start, unit.start + end), facts)
        return Actor(actor.span, actor.party or party)
    return None


_OWNER_BEFORE = re.compile(r"\b(?:kommunens|polisens|stadens)\s+$", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r"\s+(?:och|samt)\s+(?P<whose>kommunens|polisens|stadens)\s+[a-zåäö]+", re.IGNORECASE
)


def _with_others(unit: Unit, span: Span, facts: Sequence[Fact]) -> Actor:
    """Those at the head and the other side's people beside them: "Polisen och kommunens fältare"."""
    side = _side(facts)
    others = _AND_OTHERS.match(unit.text, span.end - unit.start)
    if others is None:
        return Actor(span, side)
    theirs = "police" if others.group("whose").lower() == "polisens" else "municipality"
    both = "both" if side in (*_SIDES - {theirs}, "both") else theirs
    return Actor(Span(span.start, unit.start + others.end()), both)


# "En nattvandrargrupp startas", "fyra trapphusvärdar ska anställas": done to them, not by them.
_PASSIVE = re.compile(
    r"\s+(?:ska\s+|skall\s+)?(?!finns|ses|träffas|hjälps|minns|umgås)[a-zåäö]{3,}(?:as|s)\b(?!\s+av\b)"
)

_BEFORE_SUBJECT = re.compile(
    r"^\W*(?:(?:och|samt|dessutom|också|även|att|ska|skall|kommer|minst|två|tre|fyra|fem|flera|fler|nya|en|ett|den|de|vår[at]?|"
    r"låta|lovar|det|detta|under \d{4})\s+|\d+\s+)*(?:\w+s\s+)?$",
    re.IGNORECASE,
)


def _opens(unit: Unit, at: int) -> bool:
    """Whether nothing but small words stands before ``at``."""
    return bool(_BEFORE_SUBJECT.match(unit.text[: at - unit.start]))


_BY = re.compile(r"\bav\s+(?:\w+s\s+|den\s+|de\s+)?$", re.IGNORECASE)
_THEN = re.compile(r"\b(?:så|då)\s+[a-zåäö]+[aeå]r\s+$", re.IGNORECASE)
_PAYS = re.compile(r"^\s+(?:bekostar|ordnar|ansvarar|svarar|gör|står för|sköter)\b", re.IGNORECASE)


def _by(unit: Unit) -> Actor | None:
    """ "… av kommunens parkenhet", "… hyresvärden bekostar", "anmäl den så lagar kommunen den"."""
    for f in unit.facts:
        if _acts(f, unit):
            before, after = unit.text[: f.start - unit.start], unit.text[f.end - unit.start :]
            if _BY.search(before) or _PAYS.match(after) or _THEN.search(before):
                near = [g for g in unit.facts if _acts(g, unit) and f.start <= g.start <= f.end + 25]
                owner = [g for g in unit.facts if _acts(g, unit) and g.end <= f.start <= g.end + 2]
                side = _side([*owner, f]) if owner else _side([f])
                end = next((g.end for g in near if g is not f and _joined(unit, f, g)), 0)
                if end:
                    return Actor(Span(f.start, end), _side([f, *near]))
                owned = _OWNED.match(unit.text, f.start - unit.start)  # "kommunens tekniska enhet"
                return Actor(Span(f.start, unit.start + owned.end() if owned else f.end), side)
    return None


_NAME_ACTS = re.compile(r"^\W*(?P<name>[A-ZÅÄÖ][a-zåäöé-]{3,})\s+(?P<verb>[a-zåäö]{3,})\b")


def _by_name(analysis: Analysis, unit: Unit) -> Actor | None:
    """A name at the head that acts, of whatever kind: the text has it within its sentences too, never in
    lower case."""
    m = _NAME_ACTS.match(unit.text)
    if m is None or not is_present(m.group("verb")):
        return None
    text, name = analysis.document.text, m.group("name")
    if not re.search(rf"[a-zåäö,&+] {name}\b", text) or re.search(rf"\b{name.lower()}\b", text):
        return None
    return Actor(Span(unit.start + m.start("name"), unit.start + m.end("name")), "other")


_OWNED = re.compile(r"(?:kommunens|polisens|stadens)(?:\s+[a-zåäö]+a)?\s+[a-zåäö]+", re.IGNORECASE)


def _joined(unit: Unit, a: Fact, b: Fact) -> bool:
    return unit.text[a.end - unit.start : b.start - unit.start].strip() in ("och", "samt", "eller")


def _before_part(promise: Promise, unit: Unit) -> Actor | None:
    """The subject of the sentence that the promise is a part of."""
    sentence = promise.units[0]
    found = [f for f in _acting(sentence) if f.end <= unit.start]
    if found:
        return Actor(Span(found[0].start, found[-1].end), _side(found))
    return None


def _in_lead(analysis: Analysis, lead: Sequence[Unit]) -> Actor | None:
    """The nearest label, leading sentence or heading that says who."""
    title = next((u for u in analysis.units if u.kind is UnitKind.HEADING), None)
    for unit in lead:
        if unit.kind is UnitKind.HEADER_ROW:
            continue
        short = is_label(unit) or unit.kind is UnitKind.HEADING
        if not short and not unit.text.rstrip().endswith((":", " att")) and not _PROMISES.search(unit.text):
            continue
        facts = [f for f in unit.facts if _acts(f, unit)]
        if unit is title and _side(facts) != "both" and not _GIVER.search(unit.text):
            facts = []  # "Medborgarlöfte i Forsvikens kommun" says where, not who
        if facts:
            return Actor(Span(facts[0].start, facts[-1].end), _side(facts))
        said = _TOGETHER.search(unit.text)
        if said and (LEAD_PROMISE.search(unit.text) or len(unit.text.split()) <= 3):
            start, end = said.span()
            return Actor(Span(unit.start + start, unit.start + end), _joint(analysis, said.group()))
    return None
