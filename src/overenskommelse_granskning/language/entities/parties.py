"""The parties of a document: who has made the agreement, given the promise or stands behind the plan.

Looked for where parties are named, the surest place first: "mellan X och Y", a sentence with
"part"/"kommit överens"/"ingår", the title lines, the signature block; last what the opening speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...document import Document
from ...vocabulary.municipalities import Municipality
from .organisations import OrgMention, find_organisations
from .outline import Outline, inside, starts_of
from .party_names import NO_PARTY, Party, in_full, parties_of, party_of
from .party_places import SEVERAL, most_named, title_places
from .signatures import SignatureFacts


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """The parties in order of mention, and ``ground``: where they were read (``between``, ``act``,
    ``title``, ``signatures``, ``opening`` or empty)."""

    parties: tuple[Party, ...] = ()
    ground: str = ""

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        return tuple(p.municipality for p in self.parties if p.municipality is not None)

    @property
    def police(self) -> Party | None:
        return next((p for p in self.parties if p.kind == "police"), None)

    @property
    def police_units(self) -> tuple[str, ...]:
        return tuple(p.unit for p in self.parties if p.unit)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(p.name for p in self.parties)


_BETWEEN = re.compile(r"\bmellan\b", re.IGNORECASE)
_ACT = re.compile(
    r"\b(?:parter(?:na)?\s+(?:är|i)|har\s+skrivit|träffar|träffas|fastställt|fastställer|gjort\s+upp|ingås|slutits?|upprätta(?:t|ts|s|r)|antagit|har\s+formulerat|kommit\s+överens|kommer\s+överens|överenskommit|överenskommits|enats|har\s+slutit|sluter|ingår|ingått|ingången|träffat"
    r"|träffad|tecknar|tecknat|tecknas|skriver\s+det|skriver\s+under|står\s+bakom|ställer\s+sig\s+bakom|undertecknade\s+parter|tagit\s+fram|tagits\s+fram|arbeta(?:ts|s)\s+fram"
    r"|arbetat\s+fram|framtage[tn]|är\s+överens|avtalat|avtalats|bestämt\s+sig|ger\s+tillsammans|lovar|gemensamt\s+löfte|samverkar|den\s+andra\s+är"
    r"|har\s+gett|åtar\s+sig|har\s+(?:sedan|länge)|beslutat\s+att\s+samverka|samarbetar|avsändare|samlar)\b",
    re.IGNORECASE,
)
_RELATED = re.compile(r"^(?:relaterade?|läs\s+mer|andra|se\s+även|liknande)\b", re.IGNORECASE)
_POLICE_PLEDGE = re.compile(
    # It says so, or a list of what it is to do follows.
    r"^polisen\s+(?:\w+\s+){0,3}?(?:lovar|åtar\s+sig|(?:ska|skall|kommer\s+att)\b[^.:\n]{0,60}:\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_PARTY_HEADING = re.compile(
    r"\bpart(?:er(?:na)?)?\b|vilka\s+(?:är|har|som|står)|vem\s+är|avsändare|^mellan$", re.IGNORECASE
)
_KINDS = ("municipality", "police", "police_unit", "county_board", "region", "agency")


def document_parties(
    document: Document,
    *,
    outline: Outline | None = None,
    signatures: SignatureFacts | None = None,
) -> PartyFacts:
    """The parties of ``document``; empty where the text names none."""
    outline = outline or Outline(document)
    organisations = [o for o in outline.organisations if o.kind in _KINDS]
    starts = starts_of(organisations)
    best: PartyFacts | None = None
    best_score = 0.0
    for start, end, ground, bonus in _candidates(outline, organisations):
        parties = parties_of(document.text, inside(organisations, starts, start, end), start, end)
        score = _score(parties) + bonus
        kinds = {p.kind for p in parties}
        if ground == "opening" and not (kinds & {"police"} and kinds & {"municipality", "county_board"}):
            continue
        if ground == "act" and not outline.promise and not kinds & {"police", "county_board"}:
            continue  # some act of others, told in passing
        if parties and score > best_score:
            best, best_score = PartyFacts(tuple(parties), ground), score
    signed = _from_signatures(signatures)
    if best is None or best_score < 3.0:
        if signed and _score(signed) >= 2.0:
            return PartyFacts(tuple(signed), "signatures")
        best = best or PartyFacts(tuple(signed), "signatures" if signed else "")
    best = _with_unit(_completed(outline, organisations, best), signed)
    return _with_police(document.text, organisations, best, signatures)


def _score(parties: list[Party]) -> float:
    """Two sides make an agreement; a named police unit and a named municipality make it clear."""
    kinds = {p.kind for p in parties}
    score = float(len(kinds))
    score += 1.0 if any(p.municipality for p in parties) else 0.0
    score += 0.7 if any(p.unit for p in parties) else 0.0
    score += 0.1 * min(len(parties), 6)
    return score


def _names_side(o: OrgMention) -> bool:
    return o.municipality is not None or (o.kind in ("police_unit", "county_board") and bool(o.name))


def _candidates(
    outline: Outline, organisations: Sequence[OrgMention]
) -> Iterable[tuple[int, int, str, float]]:
    """Stretches of text that may name the parties: (start, end, ground, bonus)."""
    text = outline.document.text
    starts = starts_of(organisations)
    blocks = outline.document.blocks
    seen_chars = 0
    for block in blocks:
        if block.end == block.start:
            continue
        own = text[block.start : block.end]
        title = outline.title_blocks and outline.title_blocks[0].start <= block.start < outline.title_end
        heading = outline.heading_of(block.start)
        near_start = 1.0 if seen_chars < 2500 else 0.0
        seen_chars += len(own)
        if _RELATED.match(own) or (block.id > 40 and seen_chars > 12_000):
            continue
        if title:
            yield block.start, block.end, "between" if _BETWEEN.search(own) else "title", 1.2
        if block.cell is not None:
            if (block.cell.column == 0 and _PARTY_HEADING.search(own)) or own.lower() == "mellan":
                s, e = outline.sentence(block.start)
                yield s, e, "between", 1.5
            continue
        under_parties = bool(heading) and bool(_PARTY_HEADING.search(heading))
        sentences = outline.sentences(block)
        for i, (s, e) in enumerate(sentences):
            if not under_parties and not any(
                _names_side(o) or (outline.promise and o.kind == "police")
                for o in inside(organisations, starts, s, e)
            ):
                continue
            sentence = text[s:e]
            if NO_PARTY.search(sentence) and not _ACT.search(sentence):
                continue
            if _BETWEEN.search(sentence) and _ACT.search(sentence):
                yield s, e, "between", 1.0 + near_start
            elif _BETWEEN.search(sentence) and (near_start or under_parties):
                yield s, e, "between", 0.5 + 0.5 * near_start
            elif _ACT.search(sentence):
                yield s, e, "act", 0.3 + near_start
            elif s < outline.opening_end:
                yield s, e, "opening", 0.0
            if under_parties and i < 4:
                yield s, e, "act", 1.5
                if i + 1 < len(sentences):  # "Den ena är X. Den andra är Y."
                    yield s, sentences[min(i + 2, len(sentences) - 1)][1], "act", 0.6
    # Title lines together: "Överenskommelse" / "X kommun och lokalpolisområde Y".
    if outline.title_blocks:
        yield outline.title_blocks[0].start, outline.title_end, "title", 0.8


def _from_signatures(signatures: SignatureFacts | None) -> list[Party]:
    out: list[Party] = []
    for s in signatures.signatures if signatures else ():
        said = s.organisation or (s.role or "").partition(" för ")[2]  # "chef för lokalpolisområde X"
        for o in find_organisations(said) if said else []:
            party = party_of(said, o) if o.kind in _KINDS else None
            if party and all(p.name != party.name for p in out):
                out.append(Party(party.name, party.kind, party.unit, party.municipality, s.start, s.end))
    return out


def _completed(outline: Outline, organisations: list[OrgMention], facts: PartyFacts) -> PartyFacts:
    """Add the municipalities that the document is plainly about, where no party names them."""
    parties = list(facts.parties)
    named = [p.municipality.name for p in parties if p.municipality]
    about: list[Municipality] = []
    if not any(p.kind == "county_board" for p in parties):
        places = title_places(outline)
        if not named:
            about = places if len(places) > 1 else most_named(outline, organisations) or places
        elif SEVERAL.search(outline.document.text) and set(named) < {m.name for m in places}:
            about = [m for m in places if m.name not in named]
    for i, municipality in enumerate(about):
        at = max(outline.document.text.find(municipality.name), 0)
        party = Party(
            in_full(municipality.name), "municipality", "", municipality, at, at + len(municipality.name)
        )
        parties.insert(len(named) + i, party)
    return PartyFacts(tuple(parties), facts.ground or ("opening" if parties else ""))


def _with_unit(facts: PartyFacts, signed: Sequence[Party]) -> PartyFacts:
    """The police of "kommunen och polisen i Ekdala" with the one unit that signs for them."""
    units = {p.unit: p for p in signed if p.kind == "police" and p.unit}
    if len(units) != 1 or facts.police is None or facts.police_units:
        return facts
    (unit,) = units.values()
    return PartyFacts(tuple(unit if p.kind == "police" else p for p in facts.parties), facts.ground)


def _with_police(
    text: str, organisations: list[OrgMention], facts: PartyFacts, signatures: SignatureFacts | None
) -> PartyFacts:
    """Add the police to parties of other kinds only, where they sign or promise something themselves.

    Their unit is named where the document speaks of one alone.
    """
    if not facts.parties or facts.police is not None:
        return facts
    pledge = _POLICE_PLEDGE.search(text)
    signed = signatures.of("police") if signatures else ()
    if not pledge and not signed:
        return facts
    mentions = [p for o in organisations if (p := party_of(text, o)) is not None and p.kind == "police"]
    units = {p.unit.lower(): p for p in reversed(mentions) if p.unit}
    if len(units) == 1:
        police = next(iter(units.values()))
    elif pledge:
        police = Party("Polisen", "police", "", None, pledge.start(), pledge.start() + len("Polisen"))
    else:
        police = Party("Polisen", "police", "", None, signed[0].start, signed[0].end)
    return PartyFacts((*facts.parties, police), facts.ground)
