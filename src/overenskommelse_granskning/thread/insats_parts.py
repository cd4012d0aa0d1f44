"""What the pieces of an insats are about: problem, what is done, group, convener, expected result.

A regional plan labels these in its own words: a run-in label ("Sammankallande: …"), a bold question
("Vilka?"), a small heading, a table column. Where no label stands, the sentence itself may tell ("i
gruppen ingår …", "… kallar"). Label words arrive misread from scans and extracted text
("Sammanställande"), so long ones are compared by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.lexicon import Hits
from ..language.units import Cell, UnitKind


class Part(StrEnum):
    """Names of the lists that the pieces belong to; ``TEXT`` is what no label and no cue tells apart."""

    PROBLEM = "insats_problem"
    ACTION = "insats_gors"
    GROUP = "insats_grupp"
    CONVENER = "insats_kallar"
    RESULT = "insats_resultat"
    TEXT = "insats_text"


_DEAD = frozenset({Flag.PLACEHOLDER, Flag.CONTENTS, Flag.DEMAND})
_LABELS: tuple[tuple[Part, str], ...] = (
    (
        Part.RESULT,
        r"(?:(?:för)?vänta\w*|önska\w*|planera\w*|mätbar\w*|konkret\w*)?\s*(?:resultat|effekt|utfall|leverans|"
        r"delmål|mål|målsättning)(?:en|et|er|erna)?(?: (?:att nå|av|med|på|för|i|och|samt) .*)?|"
        r"vad (?:ska|bör) (?:synas|märkas|vara klart|ha hänt).*|(?:så|det) (?:här )?(?:ska det )?"
        r"(?:märks|märkas|syns|synas|vet vi|ser vi)\b.*|märks på.*|tecken på.*|(?:vi är )?klara?t? när.*",
    ),
    (
        Part.PROBLEM,
        r"bakgrund\w*(?: .*)?|(?:problem|läges|nuläges|behovs)(?:beskrivning|bild|formulering|analys)\w*|problem(?:et|en)?|"
        r"varför(?: .*)?|(?:nu)?läget?|utgångsläge\w*|behov\w*|motiv\w*|utmaning\w*|"
        r"vad är problemet.*|(?:det|vad) (?:här )?(?:vi )?ser vi.*|vad vi ser|beskrivning av problemet",
    ),
    (
        Part.CONVENER,
        r"(?:den )?(?:som )?kallar?(?: .*)?|kallas av|vem (?:som )?kallar.*|samordn(?:are|as av|ande)(?: .*)?|leds av|"
        r"(?:den |de )?(?:som )?(?:samlar|håller ihop|håller samman)(?: .*)?|samankallande",
    ),
    (
        Part.GROUP,
        r"\w*arbetsgrupp\w*(?: .*)?|grupp(?:en|ens|medlemmar)?|delta\w*(?: .*)?|medverka\w*(?: .*)?|vilka(?: .*)?|"
        r"med i .*|vi som .*|aktörer\w*|(?:samverkans|samarbets)p\w+|(?:berörda )?parter|ingår.*|i gruppen.*|"
        r"\w*organisationer",
    ),
    (
        Part.ACTION,
        r"insats(?:en|er|erna)?|åtgärd\w*|aktivitet(?:en|er|erna)?|genomförande\w*|inriktning\w*|arbetssätt\w*|innehåll\w*|"
        r"vad(?: (?:ska|gör|görs|vi) .*| görs)?|(?:så|det) (?:här )?(?:gör|ska) vi.*|det (?:här )?(?:ska )?görs?.*|"
        r"att göra|vi gör|beskrivning(?: av insatsen)?",
    ),
)
_COMPILED = tuple((part, re.compile(pattern, re.IGNORECASE)) for part, pattern in _LABELS)
# Long labels that are known by likeness when their letters were misread.
_LIKE = (("sammankallande", Part.CONVENER), ("förväntat resultat", Part.RESULT), ("arbetsgrupp", Part.GROUP))
_LIKENESS = 0.78
_SUMMING_UP = re.compile(
    r"samman(?:fattande|ställande)\b", re.IGNORECASE
)  # the usual misreadings, as labels only
_NO_LABEL = re.compile(r"sammanfattning|sammanställning|sammanhang|arbetsgång", re.IGNORECASE)
_HEAD = re.compile(
    r"^\W*(?P<label>[^:?.!\t]{2,60}?)\s*(?:(?P<mark>[:?])|(?P<stop>[.!])(?=\W*$)|\s[–-]\s|(?=\W*$))"
)
_OPENING = re.compile(
    r"^\W*(?:(?:det )?märks på att|(?:för)?vänta\w* resultat(?:et)?(?:\s+är)?(?:\s+att)?|arbetsgruppen:|resultatet ska vara)\s+",
    re.IGNORECASE,
)
# A sentence with a finite verb is no label, unless it asks or opens as labels do.
_SAYS = re.compile(
    r"^(?!vad\b|så\b|det\b|vilka\b|vi\b|varför\b|här\b|klart\b).*\b(?:är|består|utgörs|ingår|utses|bestäms?|bestämmer|saknas|ska|"
    r"kommer|har|kallar|turas)\b",
    re.IGNORECASE,
)
_AIMS = re.compile(r"\b(?:ska|skall|vill|ambition\w*|viljan|hoppas|syftar|målet)\b", re.IGNORECASE)
_BACKGROUND_WORDS = 8
_VERB = re.compile(
    r"\b(?:är|har|ska|kan|får|finns|blir|gör|tar|går|vill|ger|håller|görs|tas|hålls|ökar|minskar|ser|kommer|möter|saknar|\w{4,}(?:ades?|erar|eras))\b",
    re.IGNORECASE,
)
_BODIES = frozenset({"actor", "municipality", "police", "county_board", "board", "role"})
_MOST_WORDS = 5  # of a label that no colon or question mark ends
_STRANGE = re.compile(r"^\W*[A-ZÅÄÖ][^:.\t]{2,40}:\s+(?=\S)")  # a label whose words are not known
_AND = re.compile(r"\s*/\s*|,\s+|\s+(?:och|samt|&)\s+")
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


def label_parts(text: str) -> frozenset[Part]:
    """What a label (or heading, or column header) names; empty where it is none."""
    label = re.sub(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?|\W+$", "", text).lower()
    if not label or len(label) > 60 or _NO_LABEL.match(label):
        return frozenset()
    whole = _one(label)
    if whole is not None and whole is not Part.ACTION:
        return frozenset({whole})
    pieces = [_one(p) for p in _AND.split(label)]
    if len(pieces) > 1 and all(pieces):
        return frozenset(p for p in pieces if p is not None)
    return frozenset({whole} if whole is not None else ())


@lru_cache(maxsize=1 << 12)
def _one(label: str) -> Part | None:
    if _SUMMING_UP.match(label):
        return Part.CONVENER
    for known, part in _LIKE:
        head = " ".join(label.split()[: len(known.split())])
        if _alike(head, known):
            return part
    return next((part for part, pattern in _COMPILED if pattern.fullmatch(label)), None)


def _alike(head: str, known: str) -> bool:
    matcher = SequenceMatcher(None, head, known, autojunk=False)
    # The quick ratios are upper bounds, and few heads come near.
    return all(r() >= _LIKENESS for r in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def split_label(text: str) -> tuple[frozenset[Part], int]:
    """The parts that the label at the head of ``text`` names, and where what follows it begins."""
    opening = _OPENING.match(text)
    if opening:
        return label_parts(opening.group().rstrip(" :")) or frozenset({Part.RESULT}), opening.end()
    match = _HEAD.match(text)
    if match is None:
        return frozenset(), 0
    if match["mark"] is None and (len(match["label"].split()) > _MOST_WORDS or _SAYS.search(match["label"])):
        return frozenset(), 0
    parts = label_parts(match["label"])
    return (parts, match.end()) if parts else (frozenset(), 0)


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
    if names and _AND.search(unit.text.strip(" .")):
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
    parts = (
        label_parts(row.text[row.cells[0].start - row.start : row.cells[0].end - row.start])
        if row.cells
        else None
    )
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
