"""Where signatures may stand, and what one line of a signature block holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ...document import Block, BlockKind
from .dates import DateMention, find_dates
from .identifiers import find_identifiers
from .names import PersonMention, find_persons
from .organisations import OrgMention, find_organisations
from .outline import Outline
from .roles import RoleMention, find_roles
from .scan import Scan

_TAIL_LINES = 30
_TOP_LINES = 14
_LINE_MAX = 220


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    cell: bool = False


@dataclass(frozen=True)
class Zone:
    """A stretch of lines; ``columns`` are read one after the other. ``explicit`` as in ``signatures``."""

    columns: list[list[Line]]
    explicit: bool
    digital: bool = False


@dataclass(frozen=True)
class LineFacts:
    """What a line holds. ``party`` is (kind, name as written)."""

    start: int
    end: int
    persons: tuple[PersonMention, ...]
    roles: tuple[RoleMention, ...]
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


_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}|-{6,}|\[[^\]\n]{0,60}\]|<[^>\n]{0,40}>|\bX{2,}\b|\(namn\)|/\s{3,}/", re.IGNORECASE)
_LABELS = re.compile(
    r"(?:namn(?:förtydligande|teckning|underskrift)?|underskrift|titel|befattning|funktion|ort\s+och\s+datum|ort|datum|ort/datum|plats(?:\s+och\s+datum)?"
    r"|signatur|namnteckning)\s*:?\s*",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(r"namn|underskrift|signatur", re.IGNORECASE)
_DATE_LABEL = re.compile(r"\b(?:ort|datum|plats)\b", re.IGNORECASE)
_PLACE = re.compile(r"^\W*(?:(?:ort(?:\s+och\s+datum)?|ort/datum|plats)\s*:?\s*)?(?P<place>[A-ZÅÄÖ][\wåäö]+(?:[ -][A-ZÅÄÖ][\wåäö]+){0,2})\s*(?:,|den)?\s*$", re.IGNORECASE)
_PLACE_BEFORE = re.compile(r"(?P<place>[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+){0,2}),?\s*$")
_NOT_PLACES = frozenset("polisen kommunen datum ort den undertecknat signerat beslutad beslutat och".split())
_FOR = re.compile(r"\bför\s+$", re.IGNORECASE)

_SIGN_HEADING = re.compile(
    r"under?skrift|undertecknande|undertecknat|undertecknare|signatur|signering|påskrift|skriver\s+under|står\s+bakom|ort\s+och\s+datum|namnteckning"
    r"|^(?:tid\s+och\s+)?namn$|underteckn|skrivit\s+(?:på|under)|namnunderskrift|ingående\s+av\s+överenskommelse",
    re.IGNORECASE,
)
_SIGN_WORDS = re.compile(
    r"undertecknat|undertecknas|undertecknad|underskrift|namnförtydligande|ort\s+och\s+datum|påskriv|likalydande\s+exemplar|(?:två|tre|fyra|fem)\s+exemplar"
    r"|^för\s+(?:[\wåäö-]+\s+){1,3}kommun\b|^för\s+(?:polis|lokalpolis|länsstyrelsen)",
    re.IGNORECASE,
)
_DIGITAL = re.compile(r"(?:digitalt|elektroniskt)\s+(?:signera|underteckna|påskriv)|(?:signera|underteckna)\w*\s+(?:digitalt|elektroniskt)|e-sign|bankid", re.IGNORECASE)
_SIGN_VERB = re.compile(
    r"\b(?:underteckna(?:t|ts|d|de|des|r|s)?|undertecknande[tn]?|påskriv(?:et|en|na)|skrev\s+(?:under|på)|skrivit\s+(?:under|på)|skriver\s+(?:under|på)"
    r"|signera(?:t|ts|d|de|des|r|s)?|har\s+tecknat|läst\s+och\s+godkänt)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:ska|skall|kommer\s+att|bör|kan|avses|planeras|före|innan|inför)\s+(?:\w+\s+){0,2}(?:underteckna|skriva|signera|påskriv)", re.IGNORECASE)
_CONTACT = re.compile(r"@|\b(?:kontakt(?:a|person)?|telefon|ring|nås|frågor|mejl|e-post|närvarande|frånvarande|justera|vid\s+protokollet|handläggare|bildtext|foto)\b|^\W*till\s+[A-ZÅÄÖ]", re.IGNORECASE)
_ANNEX_LINE = re.compile(r"^\W*(?:bilag|sändlista|kopia\s+till|beslutet\s+ska\s+skickas|¹|²)", re.IGNORECASE)
_WEB_LINE = re.compile(r"^(?:hjälpte\s+informationen|sidan\s+(?:granskad|ändrades|uppdaterad)|skriv\s+ut|dela|till\s+toppen|lyssna|senast\s+granskad|sida\s+\d+)", re.IGNORECASE)


def line_facts(text: str, line: Line) -> LineFacts:
    """Reduce a line to what matters in a signature block."""
    scan = Scan(text, line.start, line.end)
    own = text[line.start : line.end]
    roles = tuple(find_roles(scan))
    organisations = tuple(
        replace(o, name=text[o.start : o.end]) for o in find_organisations(scan)
        if o.kind in ("police", "police_unit", "municipality", "county_board", "region", "agency")
    )  # fmt: skip
    named = [(r.start, r.end) for r in roles] + [(o.start, o.end) for o in organisations]
    persons = tuple(
        p for p in find_persons(text, line.start, line.end)
        if not any(s < p.end and p.start < e for s, e in named)
    )  # fmt: skip
    dates = [d for d in find_dates(scan) if d.kind in ("day", "days") and d.first]
    place, day = _place_and_date(text, line, dates)
    blank = bool(_BLANK.search(own)) or bool(_LABELS.fullmatch(own.strip()) if own.strip() else False)
    name_blank = blank and (bool(_NAME_LABEL.search(own)) or not _DATE_LABEL.search(own))
    # "Alvarby den ____ 2025" and "Ort och datum: ____" are places for a date, not for a name.
    date_blank = blank and bool(_DATE_LABEL.search(own) or re.search(r"\bden\s*[_.\[]|20\d\d\s*-?\s*_", own))
    return LineFacts(
        line.start, line.end, persons, roles, organisations, _line_party(text, line, organisations, roles),
        place, day, blank, name_blank, date_blank,
    )  # fmt: skip


def _line_party(
    text: str, line: Line, organisations: tuple[OrgMention, ...], roles: tuple[RoleMention, ...]
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


def _place_and_date(text: str, line: Line, dates: list[DateMention]) -> tuple[str | None, date | None]:
    if not dates:
        return None, None
    first = dates[0]
    before = text[line.start : first.start]
    m = _PLACE.match(before) or _PLACE_BEFORE.search(before)
    place = m.group("place") if m else None
    if place is not None and place.lower() in _NOT_PLACES:
        place = None
    return place, first.first


def signature_zones(outline: Outline) -> Iterator[Zone]:
    """The places to look, the surest first."""
    text = outline.document.text
    blocks = [b for b in outline.document.blocks if b.end > b.start or b.cell is not None]
    digital = bool(_DIGITAL.search(text))
    under_heading = _under_heading(text, blocks)
    if under_heading:
        yield Zone([column for _, column in _columns(text, under_heading)], True, digital)
        yield Zone(_sentences(outline, under_heading), False, digital)
    tail = _tail(text, blocks)
    if tail:
        explicit = any(_SIGN_WORDS.search(text[line.start : line.end]) for column in tail for line in column)
        yield Zone(tail, explicit, digital)
    yield Zone(_signing_sentences(outline), False, digital)
    top = _signature_like(text, _columns(text, blocks[:_TOP_LINES]))
    if top:
        yield Zone(top, False, digital)


def _under_heading(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks below a heading for signatures, with or without a heading style."""
    out: list[Block] = []
    inside = False
    for block in blocks:
        own = text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            inside = bool(_SIGN_HEADING.search(own))
        elif _ANNEX_LINE.match(own):
            inside = False
        elif not inside and block.cell is None and len(own) <= 60 and own[-1:] not in ".,:" and _SIGN_HEADING.search(own):
            inside = True
        elif inside and len(own) > 700:
            inside = False
        elif inside:
            out.append(block)
    return out[-60:]


# A column of lines and the number of the table it is from, None for running lines.
_Column = tuple[int | None, list[Line]]


def _columns(text: str, blocks: list[Block]) -> list[_Column]:
    """Lines in reading order; the columns of a table one by one."""
    flow: list[Line] = []
    out: list[_Column] = [(None, flow)]
    i = 0
    while i < len(blocks):
        block = blocks[i]
        if block.cell is None:
            flow.extend(_split_lines(text, block))
            i += 1
            continue
        j = i
        while j < len(blocks) and (other := blocks[j].cell) is not None and other.table == block.cell.table:
            j += 1
        out += [(block.cell.table, column) for column in _table_columns(text, blocks[i:j])]
        flow = []
        out.append((None, flow))
        i = j
    return [(table, column) for table, column in out if column]


def _split_lines(text: str, block: Block) -> list[Line]:
    lines: list[Line] = []
    at = block.start
    for part in re.split(r"(\n|\t| {3,})", text[block.start : block.end]):
        if part.strip():
            lines.append(Line(at, at + len(part)))
        at += len(part)
    return lines


_RECORD_HEAD = re.compile(
    r"^(?:namn\w*|titel|funktion|befattning|datum|ort\b.*|underskrift|organisation|part|roll)$", re.IGNORECASE
)


def _table_columns(text: str, cells: list[Block]) -> list[list[Line]]:
    """A column per party, or a row per signer where the header says Namn, Titel, Datum."""
    rows: dict[int, list[Block]] = {}
    columns: dict[int, list[Block]] = {}
    for cell in cells:
        assert cell.cell is not None
        rows.setdefault(cell.cell.row, []).append(cell)
        columns.setdefault(cell.cell.column, []).append(cell)
    head, *body = [row for _, row in sorted(rows.items())]
    if sum(bool(_RECORD_HEAD.match(text[c.start : c.end].strip())) for c in head) >= 2:
        # One signer a row: the whole row is read as one line.
        return [[Line(row[0].start, row[-1].end, True)] for row in body if row[-1].end > row[0].start]
    return [[Line(c.start, c.end, True) for c in column if c.end > c.start] for column in columns.values()]


def _tail(text: str, blocks: list[Block]) -> list[list[Line]]:
    kept = [b for b in blocks if not _WEB_LINE.match(text[b.start : b.end])]
    while kept and (
        _ANNEX_LINE.match(text[kept[-1].start : kept[-1].end]) or kept[-1].kind in (BlockKind.LIST_ITEM, BlockKind.HEADING)
    ):
        kept.pop()
    return _signature_like(text, _columns(text, kept[-_TAIL_LINES:]))


def _signature_like(text: str, columns: list[_Column]) -> list[list[Line]]:
    """Only lines that hold little else than names, titles, parties and dates.

    A table counts as a whole: most of its cells must be of that sort and it must name a person or
    leave a blank for a party; a plan of measures does not."""
    tables: dict[int, bool] = {}
    for table in {t for t, _ in columns if t is not None}:
        cells = [line for t, column in columns if t == table for line in column]
        facts = [line_facts(text, line) for line in cells]
        fitting = sum(_looks_signed(text, line) for line in cells)
        tables[table] = fitting >= 0.75 * len(cells) and any(
            f.persons or (f.blank and (f.party or f.roles)) for f in facts
        ) or (fitting == len(cells) and any(f.blank for f in facts))
    out: list[list[Line]] = []
    date_lines: list[Line] = []
    for number, (table, column) in enumerate(columns):
        if table is not None:
            if tables[table]:
                out += [date_lines] if date_lines else []
                out.append(column)
                date_lines = []
            continue
        lines = [line for line in column if _looks_signed(text, line)]
        facts = [line_facts(text, line) for line in lines]
        signed = any(f.persons for f in facts) and any(f.roles for f in facts)
        if signed or any(f.blank and f.party for f in facts):
            out.append(lines)
        elif number + 1 < len(columns):
            date_lines = [line for line, f in zip(lines, facts, strict=True) if f.date]
    return out


_FILLER = re.compile(
    r"\b(?:och|samt|för|i|av|den|på|genom|som|med|från|vid|namn\w*|underskrift\w*|titel|ort|datum|undertecknat|undertecknas|signerat|vänlig|hälsning"
    r"|kommunens|polisens|räkning|del|räkning|läst|godkänt|dag|det|har|att)\b|[\W_\d]+",
    re.IGNORECASE,
)


def _looks_signed(text: str, line: Line) -> bool:
    own = text[line.start : line.end]
    if len(own) > _LINE_MAX or _CONTACT.search(own) or _ANNEX_LINE.match(own):
        return False
    if any(i.kind == "phone" for i in find_identifiers(text, line.start, line.end)):
        return False
    facts = line_facts(text, line)
    if not (facts.persons or facts.roles or facts.party or facts.date or facts.blank):
        return False
    rest = own
    spans = [(p.start, p.end) for p in facts.persons] + [(r.start, r.end) for r in facts.roles]
    spans += [(o.start, o.end) for o in facts.organisations] + ([_date_span(text, line)] if facts.date else [])
    for start, end in sorted(spans, reverse=True):
        rest = rest[: max(0, start - line.start)] + " " + rest[max(0, end - line.start) :]
    return len(_FILLER.sub("", _BLANK.sub("", rest))) <= max(18, len(own) * 0.3)


def _date_span(text: str, line: Line) -> tuple[int, int]:
    d = next(d for d in find_dates(text, line.start, line.end) if d.kind in ("day", "days") and d.first)
    return d.start, d.end


def _sentences(outline: Outline, blocks: list[Block]) -> list[list[Line]]:
    """Running text under a signature heading, sentence by sentence, each with the date before it."""
    out: list[Line] = []
    for block in blocks:
        if block.cell is None:
            out += [Line(s, e) for s, e in outline.sentences(block)]
    return [out] if out else []


def _signing_sentences(outline: Outline) -> list[list[Line]]:
    """Sentences anywhere that tell who signed ("undertecknad den … av …"), also captions."""
    text = outline.document.text
    out: list[list[Line]] = []
    for m in _SIGN_VERB.finditer(text):
        start, end = outline.sentence(m.start())
        if end - start > 600 or end <= start or _NOT_YET.search(text[start:end]):
            continue
        following = _next_sentences(outline, end) if not find_persons(text, start, end) else end
        line = [Line(start, end)] + ([Line(end, following)] if following > end else [])
        if line not in out:
            out.append(line)
    return out


def _next_sentences(outline: Outline, end: int) -> int:
    """The end of the block: "Fem har skrivit på. Länsstyrelsen genom länsrådet Anna Berg. …"."""
    block = outline.document.block_at(end - 1)
    return min(block.end, end + 700) if block is not None else end
