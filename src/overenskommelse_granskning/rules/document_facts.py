"""Facts of the document as a whole, as outcomes with the passages that bear them.

The thresholds follow the level texts of the criteria that use them (``fact`` rules in the YAML).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.entities.party_names import Party
from ..language.units import UnitKind
from ..vocabulary.closed import Outcome
from ..vocabulary.swedish import listed
from .contract import Answer, Context, Passage, Short, usable
from .promise_places import places_beyond_municipality

Decision = tuple[Outcome, tuple[Passage, ...]]
Decide = Callable[[Context], Answer]

_DECIDED = re.compile(
    r"\b(?:antag(?:en|its|its|et|na|s|it)?|antog(?:s)?|antas|besluta(?:t|d|de|des|ts)?|beslut(?:et)?|"
    r"fastställ(?:d|t|des|de|ts|er|s)|"
    r"godkän(?:d|t|des|de|ts|ner|ns)|tillstyrkt?|ställde sig bakom|sade ja|sa ja)\b",
    re.IGNORECASE,
)
# The chief who decides for the police, named by office only: "fastställd av länspolismästaren".
_POLICE_CHIEF = re.compile(
    r"\bav (?:\S+ ){0,3}?(?:\w*polis(?:mästar|chef|områdeschef|områdets chef)\w*|LPO-chef\w*|chef(?:en)? för (?:\S+ )?\w*(?:polis|LPO)\w*)"
    r"|\b(?:\w*polis(?:mästar|chef|områdeschef)\w*|LPO-chef\w*) (?:har )?(?:antagit|antog|beslutat|beslutade|fastställ\w+|godkän\w+|tillstyrk\w+)",
    re.IGNORECASE,
)
# A line of numbers only: "Dnr 2025-0093. KS 2025-03-11 § 30".
_BOARD_SHORT = re.compile(
    r"^\W*(?:(?:dnr|diarienr|diarienummer)\W*[\w./:-]+\W+)?K[SF]\b[\s\d§,:./-]+$", re.IGNORECASE
)
_INTENT = re.compile(r"\bavsiktsförklaring|\bletter of intent\b|\bviljeinriktning", re.IGNORECASE)
DRAFT_WORD = re.compile(
    r"\b(?:utkast|förslag till|arbetsversion|arbetsmaterial|remissversion|ej beslutad|preliminär)\b",
    re.IGNORECASE,
)


def _passage(analysis: Analysis, span: Span | tuple[int, int]) -> Passage | None:
    unit = analysis.unit_at(span[0])
    return None if unit is None else Passage(unit.start, unit.end, unit.id)


def _passages(analysis: Analysis, spans: list[tuple[int, int]]) -> tuple[Passage, ...]:
    out: dict[int, Passage] = {}
    for span in spans:
        p = _passage(analysis, span)
        if p is not None:
            out.setdefault(p.unit, p)
    return tuple(out.values())


def parties(context: Context) -> Answer:
    """Municipality and police unit named as parties; one of them, or police without unit, is partial."""
    facts = context.analysis.entities.parties
    named = [p for p in facts.parties if p.kind == "municipality" and p.name]
    police = [p for p in facts.parties if p.kind == "police"]
    found = _passages(context.analysis, [(p.start, p.end) for p in (*named, *police)])
    if not found:
        return Outcome.MISSING, ()
    if named and any(p.unit for p in police):
        return Outcome.MET, found
    return Outcome.PARTIAL, found, _unnamed("kommunen", bool(named), police)


def _unnamed(other: str, named: bool, police: list[Party]) -> Short:
    short = [] if named else [f"{other} namnges inte som part"]
    if not police:
        short.append("polisen namnges inte som part")
    elif not any(p.unit for p in police):
        short.append("polisen namnges utan lokalpolisområde")
    return Short(listed(short))


def period(context: Context) -> Answer:
    """Start and end is met; open-ended, or only a start, is partial."""
    validity = context.analysis.entities.validity
    if validity is None or validity.mention is None:
        return Outcome.MISSING, ()
    found = _passages(context.analysis, [(validity.mention.start, validity.mention.end)])
    if not found:
        return Outcome.MISSING, ()
    if context.analysis.units[found[0].unit].flags & {Flag.PLACEHOLDER}:
        return Outcome.MISSING, ()
    if validity.first and validity.last and not validity.open_ended:
        return Outcome.MET, found
    if validity.open_ended:
        return Outcome.PARTIAL, found, Short("det gäller tills vidare, utan slutdatum")
    end = "slutet anges, inte början" if validity.last else "början anges, inte slutet"
    return Outcome.PARTIAL, found, Short(f"bara {end}")


_OTHER_PERIOD = re.compile(r"överenskommelse|avtal|\bförra|\bi fjol|\blovade\b|handlingsplan", re.IGNORECASE)


def promised_time(context: Context) -> Decision:
    """Start and end of the promise itself; those of the agreement that it belongs to, or of an older one, are not."""
    outcome, found = period(context)[:2]
    older = context.lists.units_of("superseded")
    if outcome is not Outcome.MET or any(
        p.unit in older
        or context.analysis.units[p.unit].kind is UnitKind.HEADING
        or _OTHER_PERIOD.search(context.analysis.units[p.unit].text)
        for p in found
    ):
        return Outcome.MISSING, ()
    return outcome, found


def signed(context: Context) -> Answer:
    """KSO and police chief with names and date; others for both sides are partial; an empty block
    in a draft cannot be assessed."""
    facts = context.analysis.entities.signatures
    if not facts.filled:
        if facts.blanks:
            return Outcome.NOT_ASSESSABLE, (), Short("platsen för underskrifter är tom")
        return Outcome.MISSING, (), Short("ingen har skrivit under")
    found = _passages(context.analysis, [(s.start, s.end) for s in facts.filled])
    sides = {"kommunen": facts.of("municipality"), "polisen": facts.of("police")}
    if not all(sides.values()) or any(s.party for s in facts.blanks):
        there = [side for side, signatures in sides.items() if signatures]
        short = f"bara {there[0]} har skrivit under" if len(there) == 1 else "alla har inte skrivit under"
        return Outcome.MISSING, (), Short(short)
    if facts.by_chair_and_police_chief and facts.dated:
        return Outcome.MET, found
    absent = []
    if not facts.by_chair:
        absent.append("kommunstyrelsens ordförande")
    if not facts.by_police_chief:
        absent.append("lokalpolisområdets chef")
    lacks = [f"{listed(absent)} finns inte bland dem som har skrivit under"] if absent else []
    if not facts.dated:
        lacks.append("datum saknas vid någon underskrift")
    return Outcome.PARTIAL, found, Short(listed(lacks))


def _decisions(analysis: Analysis) -> list[tuple[Unit, str]]:
    """Units that tell of a decision on this document, with the side that decided."""
    out: list[tuple[Unit, str]] = []
    for unit in analysis.units:
        if unit.kind is UnitKind.HEADING or not usable(unit) or Flag.EARLIER in unit.flags:
            continue
        if not unit.fact_kinds & {"date", "paragraph", "diary"}:
            continue
        by_number = _BOARD_SHORT.search(unit.text) is not None and "paragraph" in unit.fact_kinds
        if not by_number and not _DECIDED.search(unit.text):
            continue
        if by_number or "board" in unit.fact_kinds:
            out.append((unit, "municipality"))
        if "police" in unit.fact_kinds or _POLICE_CHIEF.search(unit.text):
            out.append((unit, "police"))
    return out


def decided(context: Context) -> Answer:
    """Decisions by both sides (body and date or number); one side, or signatures, is partial."""
    found = _decisions(context.analysis)
    passages = _passages(context.analysis, [(u.start, u.end) for u, _ in found])
    sides = {side for _, side in found}
    if sides >= {"municipality", "police"}:
        return Outcome.MET, passages
    signatures = signed(context)
    if sides:
        other = "kommunens" if sides == {"police"} else "polisens"
        return Outcome.PARTIAL, passages, Short(f"{other} beslut anges inte")
    if signatures[0] in (Outcome.MET, Outcome.PARTIAL):
        return Outcome.PARTIAL, signatures[1], Short("det finns underskrifter, men inga beslut anges")
    return Outcome.MISSING, ()


def is_draft(analysis: Analysis) -> bool:
    """Whether the document shows itself to be a draft: its opening, running header or empty block."""
    opening = analysis.document.text[:600]
    header = " ".join(f.text for f in analysis.document.main.furniture)
    facts = analysis.entities.signatures
    return bool(
        DRAFT_WORD.search(opening) or DRAFT_WORD.search(header) or (facts.blanks and not facts.filled)
    )


def written(context: Context) -> Answer:
    """A written agreement between named parties; a draft or a declaration of intent is partial."""
    outcome, found = parties(context)[:2]
    if outcome is Outcome.MISSING:
        return Outcome.MISSING, ()
    analysis = context.analysis
    title = analysis.document.text[:300]
    if is_draft(analysis):
        return Outcome.PARTIAL, found, Short("texten är ett utkast")
    if _INTENT.search(title):
        return Outcome.PARTIAL, found, Short("texten är en avsiktsförklaring")
    return Outcome.MET, found


def county_parties(context: Context) -> Answer:
    """County board and police area named as parties; one of them, or police without area, is partial."""
    facts = context.analysis.entities.parties
    county = [p for p in facts.parties if p.kind == "county_board"]
    police = [p for p in facts.parties if p.kind == "police"]
    found = _passages(context.analysis, [(p.start, p.end) for p in (*county, *police)])
    if not found:
        return Outcome.MISSING, ()
    if county and any(p.unit for p in police):
        return Outcome.MET, found
    return Outcome.PARTIAL, found, _unnamed("länsstyrelsen", bool(county), police)


def valid(context: Context) -> Decision:
    """Any statement of validity is met, also an open-ended one."""
    outcome, found = period(context)[:2]
    return (Outcome.MET if found else outcome), found


def ends(context: Context) -> Decision:
    """A stated end of validity is met, wherever it stands; open-ended, or only a start, is nothing."""
    outcome, found = period(context)[:2]
    return (outcome, found) if outcome is Outcome.MET else (Outcome.MISSING, ())


def signed_by_two(context: Context) -> Decision:
    """Two signers with names, whatever their function; one is partial, an empty block is nothing."""
    filled = context.analysis.entities.signatures.filled
    found = _passages(context.analysis, [(s.start, s.end) for s in filled])
    if not found:
        return Outcome.MISSING, ()
    return (Outcome.MET if len(filled) > 1 else Outcome.PARTIAL), found


_SPOKEN = re.compile(
    r"\b(?:säger|sade|sa|berättar|menar|förklarar|konstaterar|kontakta|ring)\b", re.IGNORECASE
)


def _signed_by(party: str) -> Decide:
    def decide(context: Context) -> Decision:
        """Signed by this party, by whomever."""
        facts = context.analysis.entities.signatures.of(party)
        found = _passages(context.analysis, [(s.start, s.end) for s in facts])
        found = tuple(p for p in found if not _SPOKEN.search(context.analysis.units[p.unit].text))
        return (Outcome.MET if found else Outcome.MISSING), found

    return decide


def signed_for_county(context: Context) -> Decision:
    """Signed and dated for the county board (or by another body that is no municipality) and the police."""
    facts = context.analysis.entities.signatures
    found = _passages(context.analysis, [(s.start, s.end) for s in facts.filled])
    if not found:
        return Outcome.MISSING, ()
    county = facts.of("other") or [s for s in facts.filled if s.role_id == "governor"]
    if county and facts.of("police") and facts.dated and not any(s.party for s in facts.blanks):
        return Outcome.MET, found
    return Outcome.PARTIAL, found


FACTS: dict[str, Decide] = {
    "parter": parties,
    "period": period,
    "loftets_tid": promised_time,
    "undertecknad": signed,
    "beslut": decided,
    "skriftlig": written,
    "plats_i_loftena": places_beyond_municipality,
    "lansparter": county_parties,
    "giltighet": valid,
    "slutdatum": ends,
    "kommunens_underskrift": _signed_by("municipality"),
    "polisens_underskrift": _signed_by("police"),
    "tva_undertecknare": signed_by_two,
    "lansunderskrift": signed_for_county,
}
