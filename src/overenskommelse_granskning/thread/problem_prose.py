"""Problems that are listed in running text: one by one, in one sentence, or a paragraph for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language.analysis import Analysis, Unit
from ..language.headings import heading_topics
from ..language.units import BODY, UnitKind
from .problem_scoring import (
    CHOICE,
    OFF_TOPICS,
    SHORT_TITLE,
    WORKS_ON,
    Group,
    Problem,
    Source,
    live,
    make_group,
    own_context,
    said_numbers,
)

_ORDINAL = re.compile(
    r"^(?:för )?det (?:ena|första|andra|tredje|fjärde|femte|sjätte|sista)\b|"
    r"^(?:ett|en) (?:första|andra|tredje|fjärde|annat|annan)\b",
    re.IGNORECASE,
)
_SECOND = re.compile(r"^det andra (?:problemet|området)\b", re.IGNORECASE)
_ORDINAL_LEAD = re.compile(
    r"^(?:för )?(?:det|ett|en) \w+(?: (?:prioriterade )?(?:problemet?|området?))?"
    r"\s*(?:är|avser|gäller|handlar om|rör|,|:)?\s*",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(
    r"(?::|\b(?:avser?|avse|omfattar?|prioriterar?|är|på|med|uppmärksamma[rs]?|gäller|nämligen|om|mot)|"
    r"\b(?:valts|prioriterats|valt ut),)\s+",
    re.IGNORECASE,
)
# Named before it is said that they were chosen: "Skadegörelse och våld mellan elever har valts för att …".
_CHOSEN_BEFORE = re.compile(
    r"^(?P<list>[^.:;]{8,200}?) (?:har (?:vi )?(?:valts|prioriterats|pekats ut)|prioriteras|är (?:därför )?(?:utvalda|prioriterade|valda)|"
    r"är de (?:\w+ ){0,2}(?:\w*områden(?:a)?|problem(?:en)?|frågor(?:na)?)|står överst|kommer först)\b",
    re.IGNORECASE,
)
# What only says more of the last name: "…, riktade mot äldre", "…, det förstnämnda på grund av …".
_SAYS_MORE = re.compile(
    r"^(?:riktad|som|där|vilk|framför|särskilt|främst|det (?:första|förstnämnda|senare)|de |den |varav|dels|i synnerhet|på grund)",
    re.IGNORECASE,
)
_NAMING = re.compile(r"^(?:temana|områdena|frågorna|problemen|nämligen|både|dels)\s+", re.IGNORECASE)
_MARK = re.compile(r"^(?:[a-h]|\d{1,2})\)\s+")
_STOP = re.compile(r"[:;]")
_LENGTH = (12, 400)  # letters of an enumeration
_AND = re.compile(r"\s+(?:och|samt)\s+", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b", re.IGNORECASE)


def by_ordinals(analysis: Analysis) -> list[Group]:
    """ "Det första är …", "Det andra …": each with what follows up to the next."""
    out: list[Group] = []
    for section, units in analysis.by_section.items():
        starts = [i for i, u in enumerate(units) if u.kind in BODY and _ORDINAL.match(u.text)]
        if starts and _SECOND.match(units[starts[0]].text):
            starts = [*_block_before(units, starts[0]), *starts]
        problems = []
        for n, i in enumerate(starts):
            stop = starts[n + 1] if n + 1 < len(starts) else _block_end(units, i)
            title = _ORDINAL_LEAD.sub("", units[i].text).strip(" .")
            problems.append(Problem(title, tuple(u.id for u in units[i:stop])))
        lead = [u for u in units[: starts[0]] if u.kind in BODY][-3:] if starts else []
        topics = heading_topics(analysis.document.sections[section].title)
        context = own_context(analysis, section, lead, len(problems))
        out += make_group(analysis, problems, context, Source.ORDINALS, topics)
    return out


def _block_before(units: Sequence[Unit], i: int) -> list[int]:
    """The beginning of the paragraph before, where the first problem is told before ”det andra”."""
    first = i - 1
    while first > 0 and units[first - 1].block == units[first].block:
        first -= 1
    return [first] if 0 <= first < i and live(units[first]) and units[first].kind is UnitKind.SENTENCE else []


def _block_end(units: Sequence[Unit], i: int) -> int:
    stop = i + 1
    while stop < len(units) and units[stop].block == units[i].block:
        stop += 1
    return stop


def by_enumeration(analysis: Analysis) -> list[Group]:
    """One sentence that names them: "vi har valt tre saker: cyklarna, bråken och våldet"."""
    out: list[Group] = []
    for unit in analysis.units:
        if unit.kind is not UnitKind.SENTENCE or not live(unit):
            continue
        chosen = bool(WORKS_ON.search(unit.text)) or "prioriterade_omraden" in unit.topics
        alone = _stands_alone(analysis, unit)
        if not (unit.concepts & CHOICE or _COUNTED.search(unit.text) or chosen or alone):
            continue
        text = unit.text.strip().rstrip(".")
        parts = _chosen(text) or _enumerated(text) or (_splits(text)[0] if alone else [])
        if len(parts) < 2 or any(len(p) > SHORT_TITLE for p in parts):
            continue
        if OFF_TOPICS & unit.topics and not chosen and len(parts) not in said_numbers(unit.text):
            continue
        problems = [Problem(p, (unit.id,)) for p in parts]
        context = own_context(analysis, unit.section, [unit], len(parts))
        topics = heading_topics(analysis.document.sections[unit.section].title)
        out += make_group(analysis, problems, context, Source.SENTENCE, topics)
    return out


def _chosen(text: str) -> list[str]:
    """What stands before the words that it was chosen; nothing where that is only how many."""
    before = _CHOSEN_BEFORE.match(text)
    parts = _splits(before["list"])[0] if before else []
    return parts if len(parts) > 1 and not any(said_numbers(p) for p in parts) else []


def _enumerated(text: str) -> list[str]:
    """What a sentence enumerates: as many as it says there are, else all behind its first lead."""
    said = said_numbers(text)
    first: list[str] = []
    for match in _ENUMERATION.finditer(text):
        tail = text[match.end() :]
        if not _LENGTH[0] <= len(tail) <= _LENGTH[1] or _STOP.search(tail):
            continue
        if " " not in text[: match.start()].strip():
            continue  # a label: "Problemet: …"
        for parts in _splits(tail):
            if any(said_numbers(p) for p in parts):
                continue  # "… är det två saker som sticker ut, nämligen …"
            if len(parts) in said:
                return parts
            first = first or parts
    return first


def _splits(tail: str) -> list[list[str]]:
    """A list cut at its commas, and its last piece at one ”och” or ”samt” or at none."""
    pieces = re.split(r",\s+(?:och\s+|samt\s+)?", tail)
    while len(pieces) > 1 and _SAYS_MORE.match(pieces[-1]):
        pieces.pop()
    *parts, last = pieces
    with_also = re.split(r"\s+samt\s+", last, maxsplit=1)  # "a, b och c samt d": the lesser word binds closer
    cuts = [with_also if len(with_also) > 1 else _AND.split(last, 1)]
    cuts += [_AND.split(last, 1), last.rsplit(" och ", 1), [last]]
    return [[_name(p) for p in [*parts, *cut] if p.strip(" .")] for cut in cuts]


def _name(part: str) -> str:
    return _NAMING.sub("", _MARK.sub("", part)).strip(" .")


def _stands_alone(analysis: Analysis, unit: Unit) -> bool:
    """A sentence without a verb that is all there is under a heading for what was chosen: ”Torget, och ordningen.”"""
    if len(unit.text) > SHORT_TITLE or ("," not in unit.text and " och " not in unit.text):
        return False
    if [u for u in analysis.by_section.get(unit.section, ()) if u.kind in BODY] != [unit]:
        return False
    title = analysis.document.sections[unit.section].title
    return "prioriterade_omraden" in heading_topics(title)
