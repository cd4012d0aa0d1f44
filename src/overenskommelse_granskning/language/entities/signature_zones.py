"""Where signatures may stand: the block under its heading, the tail, the first page, telling sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ...document import Block, BlockKind
from .outline import Outline
from .signature_lines import ANNEX_LINE, Line, LineReader, looks_signed, tells_how_to_reach
from .signature_runs import signer_runs
from .signature_told import sentences_of, signing_sentences

_TAIL_LINES = 30
_SIGNER_LINES = 4  # name, title in two lines, organisation
_SIGNER_LINE = 70
_TOP_LINES = 14
_RUNNING = 120  # a longer line is running text


@dataclass(frozen=True)
class Zone:
    """A stretch of lines; ``columns`` are read one after the other. ``explicit`` as in ``signatures``.

    ``told``: sentences that say who signed."""

    columns: list[list[Line]]
    explicit: bool
    digital: bool = False
    told: bool = False


_SIGN_HEADING = re.compile(
    r"under?skrift|undertecknande|undertecknat|undertecknare|signatur|signering|påskrift|skriver\s+under|står\s+bakom|ort\s+och\s+datum|namnteckning"
    r"|^(?:tid\s+och\s+)?namn$|underteckn|skrivit\s+(?:på|under)|namnunderskrift|ingående\s+av\s+överenskommelse",
    re.IGNORECASE,
)
_SIGN_LEAD = re.compile(
    r"(?:under?skrift|underteckn|signatur|namnteckning)\w*(?:\s*\([^()]*\))?:$", re.IGNORECASE
)
_SIGN_WORDS = re.compile(
    r"undertecknat|undertecknas|undertecknad|underskrift|namnförtydligande|ort(?:\s+och|,|/)\s*datum|påskriv|likalydande\s+exemplar|(?:två|tre|fyra|fem)\s+exemplar"
    r"|^för\s+(?:[\wåäö-]+\s+){1,3}kommun\b|^för\s+(?:polis|lokalpolis|länsstyrelsen)",
    re.IGNORECASE,
)
_DIGITAL = re.compile(
    r"(?:digitalt|elektroniskt)\s+(?:signera|underteckna|påskriv)|(?:signera|underteckna)\w*\s+(?:digitalt|elektroniskt)|e-sign|bankid",
    re.IGNORECASE,
)
_DIGITAL_WORDS = frozenset("digitalt elektroniskt bankid signerad signerat signering signerades".split())
_CONTACT_HEADING = re.compile(
    r"^(?:kontakt(?:er|personer|person|uppgifter|a\s+oss)?|(?:har\s+du\s+)?frågor)\b\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_WEB_LINE = re.compile(
    r"^(?:hjälpte\s+informationen|sidan\s+(?:granskad|ändrades|uppdaterad)|skriv\s+ut|dela|till\s+toppen|lyssna|senast\s+granskad|sida\s+\d+)",
    re.IGNORECASE,
)


def signature_zones(outline: Outline, reader: LineReader) -> Iterator[Zone]:
    """The places to look, the surest first."""
    text = outline.document.text
    blocks = [b for b in outline.document.blocks if b.end > b.start or b.cell is not None]
    signing = _without_contacts(reader, blocks)
    digital = bool(_DIGITAL_WORDS & outline.scan.forms.keys()) and bool(_DIGITAL.search(text))
    under_heading = _under_heading(text, blocks)
    if under_heading:
        yield Zone([column for _, column in _columns(text, under_heading)], True, digital)
        yield Zone(sentences_of(outline, under_heading), False, digital)
    tail = _tail(reader, signing)
    if tail:
        explicit = any(_SIGN_WORDS.search(text[line.start : line.end]) for column in tail for line in column)
        explicit = explicit or _to_fill_in(reader, tail)
        yield Zone(tail, explicit, digital)
    for run in signer_runs(reader, signing):
        yield Zone([run.lines], run.explicit, digital)
    yield Zone(signing_sentences(outline), False, digital, told=True)
    signers = _run_of_signers(reader, signing)
    if signers:
        yield Zone([signers], False, digital)
    top = _signature_like(reader, _columns(text, _without_headings(reader, signing[:_TOP_LINES])))
    if top:
        yield Zone(top, False, digital)


def _to_fill_in(reader: LineReader, columns: list[list[Line]]) -> bool:
    """Blanks for two signers, or one for a name and one for the date: a block, whatever it is called."""
    facts = [reader.facts(line) for column in columns for line in column]
    blanks = [f for f in facts if f.blank]
    signers = sum(bool(f.party or f.roles) for f in blanks)
    parties = sum(bool(f.party) for f in facts)
    return (
        signers > 1
        or (len(blanks) > 1 and parties > 1)
        or (any(f.date_blank for f in blanks) and any(f.name_blank and not f.date_blank for f in blanks))
    )


def _without_headings(reader: LineReader, blocks: list[Block]) -> list[Block]:
    """A heading in two capitalised words reads like a name; only one that a title or the like follows may be."""
    out: list[Block] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.kind is BlockKind.HEADING and reader.facts(Line(block.start, block.end)).persons:
            lines = _split_lines(reader.text, following) if following is not None else []
            if not lines or not looks_signed(reader, lines[0]):
                continue
        out.append(block)
    return out


def _without_contacts(reader: LineReader, blocks: list[Block]) -> list[Block]:
    """Who stands below a line "Kontakt", or above an own number or address, is to be reached and has signed nothing."""
    text = reader.text
    out: list[Block] = []
    inside = False
    for block in blocks:
        own = text[block.start : block.end]
        if _CONTACT_HEADING.match(own):
            inside = True
        elif inside:
            inside = (
                block.kind is not BlockKind.HEADING and block.cell is None and not _SIGN_WORDS.search(own)
            )
        if not inside and not _reaches(reader, block):
            out.append(block)
    return out


def _reaches(reader: LineReader, block: Block) -> bool:
    """Whether a paragraph is a person's lines with one of them on how to reach him or her."""
    lines = _split_lines(reader.text, block) if block.kind is BlockKind.PARAGRAPH else []
    return 1 < len(lines) <= _SIGNER_LINES and any(tells_how_to_reach(reader, line) for line in lines)


def _under_heading(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks below a heading for signatures, with or without a heading style."""
    out: list[Block] = []
    inside = False
    for block in blocks:
        own = text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            inside = bool(_SIGN_HEADING.search(own))
        elif ANNEX_LINE.match(own):
            inside = False
        elif (
            not inside
            and block.cell is None
            and len(own) <= 60
            and (own[-1:] not in ".,:" or _SIGN_LEAD.match(own))
            and _SIGN_HEADING.search(own)
        ):
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
        return [
            [Line(row[0].start, row[-1].end, True, empty=not any(c.end > c.start for c in row[1:]))]
            for row in body
            if row[-1].end > row[0].start
        ]
    return [[Line(c.start, c.end, True) for c in column if c.end > c.start] for column in columns.values()]


def _tail(reader: LineReader, blocks: list[Block]) -> list[list[Line]]:
    text = reader.text
    kept = [b for b in blocks if not _WEB_LINE.match(text[b.start : b.end])]
    while kept and (
        ANNEX_LINE.match(text[kept[-1].start : kept[-1].end])
        or kept[-1].kind in (BlockKind.LIST_ITEM, BlockKind.HEADING)
    ):
        kept.pop()
    return _signature_like(reader, _columns(text, _without_headings(reader, kept[-_TAIL_LINES:])))


def _signature_like(reader: LineReader, columns: list[_Column]) -> list[list[Line]]:
    """Only lines that hold little else than names, titles, parties and dates.

    A table counts as a whole: most of its cells must be of that sort and it must name a person or
    leave a blank for a party; a plan of measures does not."""
    tables: dict[int, bool] = {}
    for table in {t for t, _ in columns if t is not None}:
        cells = [line for t, column in columns if t == table for line in column]
        facts = [reader.facts(line) for line in cells]
        fitting = sum(looks_signed(reader, line) for line in cells)
        names_signer = any(f.persons or (f.blank and (f.party or f.roles)) for f in facts)
        blanks_only = fitting == len(cells) and any(f.blank for f in facts)
        tables[table] = blanks_only or (names_signer and fitting >= 0.75 * len(cells))
    out: list[list[Line]] = []
    date_lines: list[Line] = []
    for number, (place, column) in enumerate(columns):
        if place is not None:
            if tables[place]:
                out += [date_lines] if date_lines else []
                out.append(column)
                date_lines = []
            continue
        lines = _signing_lines(reader, column)
        facts = [reader.facts(line) for line in lines]
        signed = any(f.persons for f in facts) and any(f.roles for f in facts)
        if signed or any(f.blank and f.party for f in facts) or _to_fill_in(reader, [lines]):
            out.append(lines)
        elif number + 1 < len(columns):
            date_lines = [line for line, f in zip(lines, facts, strict=True) if f.date]
    return out


def _signing_lines(reader: LineReader, column: list[Line]) -> list[Line]:
    """The lines that look signed, without a letterhead: parties and titles that running text parts from them."""
    out: list[Line] = []
    for line in column:
        if looks_signed(reader, line):
            out.append(line)
        elif line.end - line.start > _RUNNING:
            facts = [reader.facts(x) for x in out]
            out = out if any(f.persons or f.blank or f.date for f in facts) else []
    return out


def _run_of_signers(reader: LineReader, blocks: list[Block]) -> list[Line]:
    """Paragraphs one after the other that each are a name, a title and perhaps an organisation on lines of
    their own, wherever in the document; with the line of place and date before them."""
    best: list[Line] = []
    run: list[Line] = []
    signers = 0
    before: list[Line] = []
    for block in blocks:
        lines = _split_lines(reader.text, block) if block.kind is BlockKind.PARAGRAPH else []
        if 1 < len(lines) <= _SIGNER_LINES and all(x.end - x.start <= _SIGNER_LINE for x in lines):
            facts = [reader.facts(line) for line in lines]
            if facts[0].persons and (signers > 1 or any(f.roles for f in facts)):
                run, signers = [*(run or before), *lines], signers + 1
                best = run if signers > 1 and len(run) > len(best) else best
                continue
        run, signers = [], 0
        before = lines if len(lines) == 1 and reader.facts(lines[0]).date else []
    return best
