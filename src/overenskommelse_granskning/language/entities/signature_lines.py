"""What one line of a signature block holds: names, functions, parties, a place and date, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from .dates import DateMention
from .names import PersonMention, find_persons
from .organisations import OrgMention
from .outline import Outline

_LINE_MAX = 220


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    cell: bool = False
    empty: bool = False  # a row with cells left to be filled in


@dataclass(frozen=True)
class LineFacts:
    """What a line holds. ``party`` is (kind, name as written)."""

    start: int
    end: int
    persons: tuple[PersonMention, ...]
    roles: tuple[OrgMention, ...]
    organisations: tuple[OrgMention, ...]
    party: tuple[str | None, str] | None
    place: str | None
    date: date | None
    blank: bool
    name_blank: bool
    date_blank: bool

    def party_near(self, start: int, end: int, party: str | None) -> tuple[str | None, str] | None:
        """The organisation of a signer in the same line: just before ("X genom …") or after, up to the
        next signer. One of another party than that of the signer's function does not count."""
        limit = min((p.start for p in self.persons if p.start > end), default=10**9)
        before = [o for o in self.organisations if o.end <= start and start - o.end <= 12]
        after = [o for o in self.organisations if end <= o.start < limit]
        for o in before[-1:] + after:
            if party is None or o.party == party:
                return o.party, o.name
        return None


BLANK = re.compile(
    r"_{3,}|\.{5,}|…{2,}|-{6,}|\[[^\]\n]{0,60}\]|<[^>\n]{0,40}>|\bX{2,}\b|\(namn\)|/\s{3,}/", re.IGNORECASE
)
_LABELS = re.compile(
    r"(?:namn(?:förtydligande|teckning|underskrift)?|underskrift|titel|befattning|funktion|ort\s+och\s+datum|ort|datum|ort/datum|plats(?:\s+och\s+datum)?"
    r"|signatur|namnteckning)\s*:?\s*",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(r"namn|underskrift|signatur", re.IGNORECASE)
_DATE_LABEL = re.compile(r"\b(?:ort|datum|plats)\b", re.IGNORECASE)
_DATE_BLANK = re.compile(r"\bden\s*[_.\[]|20\d\d\s*-?\s*_")
_PLACE = re.compile(
    r"^\W*(?:(?:ort(?:\s+och\s+datum)?|ort/datum"
    r"|plats)\s*:?\s*)?(?P<place>[A-ZÅÄÖ][\wåäö]+(?:[ -][A-ZÅÄÖ][\wåäö]+){0,2})\s*(?:,|den)?\s*$",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"(?P<place>[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+){0,2}),?\s*$")
_NOT_PLACES = frozenset("polisen kommunen datum ort den undertecknat signerat beslutad beslutat och".split())
_FOR = re.compile(r"\bför\s+$", re.IGNORECASE)

_CONTACT = re.compile(
    r"@|\b(?:kontakt(?:a|person)?|telefon|ring|nås|frågor|mejl|e-post|närvarande|frånvarande|justera|vid\s+protokollet|handläggare|bildtext|foto)\b|^\W*till\s+[A-ZÅÄÖ]",
    re.IGNORECASE,
)
ANNEX_LINE = re.compile(r"^\W*(?:bilag|sändlista|kopia\s+till|beslutet\s+ska\s+skickas|¹|²)", re.IGNORECASE)


_PARTY_KINDS = ("police", "police_unit", "municipality", "county_board", "region", "agency")


class LineReader:
    """Reduces lines of one document to what matters in a signature block; remembers each line."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.text = outline.document.text
        self._seen: dict[tuple[int, int], LineFacts] = {}

    def facts(self, line: Line) -> LineFacts:
        key = (line.start, line.end)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._read(line)
        return found

    def dates(self, line: Line) -> list[DateMention]:
        """The days with a year that the line names."""
        return [
            d for d in self.outline.dates_in(line.start, line.end) if d.kind in ("day", "days") and d.first
        ]

    def has_phone(self, line: Line) -> bool:
        return any(i.kind == "phone" for i in self.outline.identifiers_in(line.start, line.end))

    def _read(self, line: Line) -> LineFacts:
        text = self.text
        own = text[line.start : line.end]
        mentions = self.outline.organisations_in(line.start, line.end)
        roles = tuple(o for o in mentions if o.kind == "role")
        organisations = tuple(
            replace(o, name=text[o.start : o.end]) for o in mentions if o.kind in _PARTY_KINDS
        )
        named = [(o.start, o.end) for o in (*roles, *organisations)]
        persons = tuple(_persons_beside(text, line, named))
        place, day = _place_and_date(text, line, self.dates(line), organisations)
        stripped = own.strip()
        blank = (
            line.empty or bool(BLANK.search(own)) or (bool(stripped) and bool(_LABELS.fullmatch(stripped)))
        )
        # "Alvarby den ____ 2025" and "Ort och datum: ____" are places for a date, not for a name.
        for_date = bool(_DATE_LABEL.search(own) or _DATE_BLANK.search(own))
        name_blank = blank and (line.empty or not for_date or bool(_NAME_LABEL.search(own)))
        date_blank = blank and for_date
        return LineFacts(
            line.start,
            line.end,
            persons,
            roles,
            organisations,
            _line_party(text, line, organisations, roles),
            place,
            day,
            blank,
            name_blank,
            date_blank,
        )


def _persons_beside(text: str, line: Line, named: list[tuple[int, int]]) -> Iterator[PersonMention]:
    """The persons between the titles and organisations of a line: "Anna Berg Tf säkerhetschef" is a name and a title."""
    at = line.start
    for start, end in [*sorted(named), (line.end, line.end)]:
        yield from find_persons(text, at, max(at, start))
        at = max(at, end)


def _line_party(
    text: str, line: Line, organisations: tuple[OrgMention, ...], roles: tuple[OrgMention, ...]
) -> tuple[str | None, str] | None:
    """The party a line speaks for: "För X kommun", or an organisation alone on its line."""
    for o in organisations:
        if _FOR.search(text[line.start : o.start]):
            return _party(o)
    if not roles:
        for o in organisations:
            rest = (text[line.start : o.start] + text[o.end : line.end]).strip(" ,:.;()")
            if len(rest) <= 40 and not rest.endswith(" i"):
                return _party(o)
    return None


def _party(o: OrgMention) -> tuple[str | None, str]:
    return o.party, o.name


def _place_and_date(
    text: str, line: Line, dates: list[DateMention], organisations: tuple[OrgMention, ...]
) -> tuple[str | None, date | None]:
    if not dates:
        return None, None
    first = dates[0]
    before = text[line.start : first.start]
    m = _PLACE.match(before) or _PLACE_BEFORE.search(before)
    place = m.group("place") if m else None
    if m is not None and place is not None:
        at = line.start + m.start("place")
        if place.lower() in _NOT_PLACES or any(o.start <= at < o.end for o in organisations):
            place = None
    return place, first.first


FILLER = re.compile(
    r"\b(?:och|samt|för|i|av|den|på|genom|som|med|från|vid|namn\w*|underskrift\w*|titel|ort|datum|undertecknat|undertecknas|signerat|vänlig|hälsning"
    r"|kommunens|polisens|räkning|del|räkning|läst|godkänt|dag|det|har|att)\b|[\W_\d]+",
    re.IGNORECASE,
)


# What somebody does who is named, as in "I rådet sitter X" and "Y tog i hand": verbs by their endings, which no title has.
_DOES = r"(?:[a-zåäö]{2,}(?:[aeä]r|ade|ades|tes|des|dde)|tog|gav|stod|satt|höll|fick|gick|kom|såg|lade|la|var|är|står|sa)"
_DOES_AFTER = re.compile(rf"\s{_DOES}\b")
_DOES_BEFORE = re.compile(rf"(?<![\w-]){_DOES}\s$")
# "Ekdala, i stadshuset, den 3 mars 2024"
_PLACE_AND_DATE = re.compile(
    r"[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+)?,\s[^.,]{3,40},?\s(?:den\s)?\d{1,2}\s[a-z]+\s\d{4}\W*$"
)
_SIGNS = re.compile(r"under|sign|skr|godk|gäller|beslut", re.IGNORECASE)


def tells_how_to_reach(reader: LineReader, line: Line) -> bool:
    """Whether a line has a telephone number, an address or a word of contact."""
    return bool(_CONTACT.search(reader.text[line.start : line.end])) or reader.has_phone(line)


def _tells_of(text: str, line: Line, spans: list[tuple[int, int]]) -> bool:
    """Whether it is said of those named in a line what they do, other than that they sign."""
    for start, end in spans:
        for found in (_DOES_AFTER.match(text, end, line.end), _DOES_BEFORE.search(text, line.start, start)):
            if found and not _SIGNS.search(found[0]):
                return True
    return False


def looks_signed(reader: LineReader, line: Line) -> bool:
    """Whether a line holds little else than names, titles, parties, dates and blanks, and tells nothing of them."""
    own = reader.text[line.start : line.end]
    if len(own) > _LINE_MAX or ANNEX_LINE.match(own) or tells_how_to_reach(reader, line):
        return False
    facts = reader.facts(line)
    if not (facts.persons or facts.roles or facts.party or facts.date or facts.blank):
        return False
    rest = own
    spans = [(p.start, p.end) for p in facts.persons] + [(r.start, r.end) for r in facts.roles]
    if facts.date and not facts.persons and _PLACE_AND_DATE.match(own):
        return True
    if facts.persons and not line.cell and _tells_of(reader.text, line, spans):
        return False
    spans += [(o.start, o.end) for o in facts.organisations] + [
        (d.start, d.end) for d in reader.dates(line)[:1]
    ]
    for start, end in sorted(spans, reverse=True):
        rest = rest[: max(0, start - line.start)] + " " + rest[max(0, end - line.start) :]
    return len(FILLER.sub("", BLANK.sub("", rest))) <= max(18, len(own) * 0.3)
