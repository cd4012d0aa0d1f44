"""What the pieces of an insats are about: problem, what is done, group, convener, expected result.

A part is told by a run-in label ("Sammankallande: …"), a bold question ("Vilka?"), a small heading, a table
column; where no label stands, by the sentence itself ("i gruppen ingår …", "… kallar").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.lexicon import Hits
from ..language.units import Cell, UnitKind
from .insats_labels import AND, Part, label_parts, split_label

_DEAD = frozenset({Flag.PLACEHOLDER, Flag.CONTENTS, Flag.DEMAND})
_AIMS = re.compile(r"\b(?:ska|skall|vill|ambition\w*|viljan|hoppas|syftar|målet)\b", re.IGNORECASE)
_BACKGROUND_WORDS = 8
_VERB = re.compile(
    r"\b(?:är|har|ska|kan|får|finns|blir|gör|tar|går|vill|ger|håller|görs|tas|hålls|ökar|minskar|ser|kommer|möter|saknar|\w{4,}(?:ades?|erar|eras))\b",
    re.IGNORECASE,
)
_BODIES = frozenset({"actor", "municipality", "police", "county_board", "board", "role"})
_STRANGE = re.compile(r"^\W*[A-ZÅÄÖ][^:.\t]{2,40}:\s+(?=\S)")  # a label whose words are not known
_CALLS = re.compile(
    r"\bsammankalla\w*|\bkallar\b(?!\s+(?:vi|man|sig|det)\b)|\bkallas (?:samman |till möte\w* )?av\b|"
    r"\bhåller i (?:kallels|möte)\w*|\b(?:samlar|leder|håller (?:ihop|samman)) (?:arbets)?gruppen|"
    r"\bhåller (?:ihop|samman)\W*$|\b(?:ordnar|bjuder in till) möte\w*",
    re.IGNORECASE,
)
_IN_GROUP = re.compile(
    r"\b(?:arbets|projekt|insats)?grupp(?:en)?\s+(?:består av|utgörs av|bildas av|omfattar|är|där|med|bestående av|som (?:består|utgörs) av|:)|"
    r"\bi (?:den )?(?:här )?(?:arbets|projekt|insats)?gruppen (?:ingår|sitter|deltar|medverkar|finns|är)|"
    r"\b(?:bildar|utgör|ingår i|deltar i|sitter i) (?:en |den )?(?:gemensam )?(?:arbets|projekt|insats)?grupp(?:en)?\b|"
    r"^\W*med (?:i arbetet )?är\b|\bdeltagande organisationer\b",
    re.IGNORECASE,
)
_RESULT_FORM = re.compile(
    r"\b(?:ska|skall|hoppas|vill(?: vi)? uppnå)\b|^\W*(?:i|vid|före|under|till|senast|efter|hösten|våren|sommaren|"
    r"vintern|när)\b.{2,60}?\b(?:har|är|finns)\b",
    re.IGNORECASE,
)


def pieces_of(analysis: Analysis, units: Sequence[Unit]) -> list[Unit]:
    """The units of one insats cut into pieces that carry their :class:`Part` among ``lists``."""
    out: list[Unit] = []
    current: frozenset[Part] = frozenset()
    block, lasting = -1, False
    for unit in units:
        if unit.kind is UnitKind.HEADING:
            current, lasting = label_parts(unit.text), True
            continue
        if unit.kind in (UnitKind.ROW, UnitKind.HEADER_ROW):
            out.extend(_pairs(unit))
            continue
        if unit.block != block:
            block = unit.block
            current = current if lasting else frozenset()
        named, after = split_label(unit.text)
        if named:
            whole = analysis.document.blocks[unit.block]
            alone = not unit.text[after:].strip(" .:")
            current, lasting = named, alone and unit.start - whole.start <= 3 and whole.end - unit.end <= 1
            if alone:
                continue
        if unit.flags & _DEAD:
            continue
        strange = None if named or current else _STRANGE.match(unit.text)
        if strange is not None:
            piece = _cut(unit, unit.start + strange.end(), unit.end)
            out.append(
                _marked(piece, _by_content(piece) if not _CALLS.search(unit.text) else _told(unit, current))
            )
            continue
        piece = _cut(unit, unit.start + after, unit.end) if named else unit
        out.append(_marked(piece, _told(piece, current, named=bool(named))))
    return _with_background(out)


def _with_background(pieces: list[Unit]) -> list[Unit]:
    """Free text before the label of what is done is the background of it, labelled or not."""
    first = next((i for i, p in enumerate(pieces) if Part.ACTION in p.lists), 0)
    free = [p for p in pieces[:first] if Part.TEXT in p.lists]
    if sum(len(p.text.split()) for p in free) < _BACKGROUND_WORDS or all(_AIMS.search(p.text) for p in free):
        return pieces
    background = frozenset({Part.PROBLEM})
    return [_marked(p, background) if p in free else p for p in pieces]


def _by_content(unit: Unit) -> frozenset[Part]:
    """A fragment without verb that names organisations: several are the group, one is the convener."""
    words = unit.text.split()
    if (
        len(words) > 30
        or (unit.text.rstrip().endswith((".", "?", "!")) and len(words) > 12)
        or _VERB.search(unit.text)
    ):
        return frozenset({Part.TEXT})
    names = len({f.start for f in unit.facts if f.kind in _BODIES})
    if names and AND.search(unit.text.strip(" .")):
        return frozenset({Part.GROUP})
    return frozenset({Part.CONVENER}) if names == 1 and len(words) <= 8 else frozenset({Part.TEXT})


def _told(unit: Unit, labelled: frozenset[Part], *, named: bool = True) -> frozenset[Part]:
    """The parts of a sentence: its label's, and who calls or takes part where the words say so."""
    if Part.RESULT in labelled or Part.PROBLEM in labelled:
        return labelled
    said = set(labelled)
    if _CALLS.search(unit.text):
        if not named:  # a sentence of its own that goes on under the group's label
            said -= {Part.GROUP, Part.ACTION}
        said.add(Part.CONVENER)
    if _IN_GROUP.search(unit.text):
        said.add(Part.GROUP)
    return frozenset(said or {Part.TEXT})


def label_key(unit: Unit) -> str:
    """The label at the head of a unit in lower case, known or not; empty where there is none."""
    if unit.kind is UnitKind.HEADING:
        text = unit.text if label_parts(unit.text) else ""
    elif unit.kind in (UnitKind.ROW, UnitKind.HEADER_ROW):
        text = unit.text[: unit.cells[0].end - unit.start] if len(unit.cells) == 2 else ""
    else:
        parts, after = split_label(unit.text)
        strange = _STRANGE.match(unit.text)
        text = unit.text[:after] if parts else strange.group() if strange else ""
    return " ".join(text.lower().strip(" .:?–-").split())


def labelled(analysis: Analysis, units: Sequence[Unit]) -> int:
    """How many different parts are named by labels among the units."""
    found: set[Part] = set()
    for unit in units:
        if unit.kind is UnitKind.HEADING:
            found |= label_parts(unit.text)
        elif unit.kind not in (UnitKind.ROW, UnitKind.HEADER_ROW):
            found |= split_label(unit.text)[0]
        elif unit.cells:
            found |= label_parts(unit.text[: unit.cells[0].end - unit.start])
    return len(found)


def columns(rows: Sequence[Unit]) -> dict[str, frozenset[Part]]:
    """Header → parts, for the columns of a table that holds one insats per row."""
    headers = dict.fromkeys(c.header for row in rows for c in row.cells)
    return {h: label_parts(h) for h in headers}


def row_pieces(row: Unit, kinds: dict[str, frozenset[Part]]) -> list[Unit]:
    """The filled cells of a row as pieces; the first cell names the insats."""
    if row.flags & {Flag.CONTENTS}:
        return []
    out = []
    for cell in row.cells[1:]:
        piece = _cell(row, cell)
        if any(c.isalnum() for c in piece.text):
            parts = kinds.get(cell.header) or _by_content(piece)
            out.append(
                _marked(piece, _told(piece, parts) if Part.TEXT in parts or Part.GROUP in parts else parts)
            )
    return out


def column_pieces(rows: Sequence[Unit], header: str) -> list[Unit]:
    """The cells below one header, where the first cell of each row says what the row is about."""
    out = []
    for row in rows:
        parts = label_parts(row.text[: row.cells[0].end - row.start])
        for cell in row.cells[1:]:
            if cell.header == header and not row.flags & {Flag.CONTENTS}:
                piece = _cell(row, cell)
                if any(c.isalnum() for c in piece.text):
                    out.append(_marked(piece, parts or _by_content(piece)))
    return out


def _pairs(row: Unit) -> Iterable[Unit]:
    """A row whose first cell is a label ("Sammankallande | Länsstyrelsen")."""
    parts = label_parts(row.said(row.cells[0])) if row.cells else None
    for cell in row.cells[1:] if parts else ():
        yield _marked(_cell(row, cell), parts or frozenset())


def with_results(entries: list[list[Unit]]) -> list[list[Unit]]:
    """Where no insats labels its result, the last free sentence of each is it when it looks ahead."""
    if any(Part.RESULT in p.lists for pieces in entries for p in pieces):
        return entries
    out = []
    for pieces in entries:
        free = [i for i, p in enumerate(pieces) if Part.TEXT in p.lists]
        if free and _RESULT_FORM.search(pieces[free[-1]].text):
            pieces = list(pieces)
            pieces[free[-1]] = _marked(pieces[free[-1]], frozenset({Part.RESULT}))
        out.append(pieces)
    return out


def _marked(unit: Unit, parts: frozenset[Part]) -> Unit:
    return unit.but(lists=frozenset({"insatser", *(str(p) for p in parts)}))


def _cell(row: Unit, cell: Cell) -> Unit:
    return _cut(row, cell.start, cell.end)


def _cut(unit: Unit, start: int, end: int) -> Unit:
    """A stretch of a unit with the concepts, facts and flags that lie in it."""
    said = unit.text[start - unit.start : end - unit.start]
    start += len(said) - len(said.lstrip())
    end = start + len(said.strip())
    hits = Hits.of(h for h in unit.hits if start <= h.start < end)
    facts = tuple(f for f in unit.facts if start <= f.start < end)
    cues = tuple(c for c in unit.cues if start <= c.start < end)
    return unit.but(
        start=start,
        end=end,
        text=unit.text[start - unit.start : end - unit.start],
        hits=hits,
        concepts=frozenset(hits.concepts),
        facts=facts,
        fact_kinds=frozenset(f.kind for f in facts),
        cues=cues,
        flags=frozenset(f for f in unit.flags if any(c.flag is f for c in cues) or f is Flag.DEMAND),
    )
