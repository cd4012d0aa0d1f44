"""The single promises of a medborgarlöfte: items, rows, numbered sections, sentences, parts of sentences.

A list is taken for promises by what leads into it (heading, label, the sentence before) and by its items.
Lists of what people said, of earlier results, of advice to the reader or of contacts are left out. Where
no list is found, sentences that commit count; "lovar att A, B och C" makes three. Where a page holds
several years only the newest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..document import Section
from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag, find_cues, flags_at
from ..language.lemmas import Lemmatizer
from ..language.units import UnitKind

_LISTED = frozenset({UnitKind.ITEM, UnitKind.ROW})
_DEAD = CANCELLING | {Flag.EARLIER}


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its units (the defining one first), what leads into it, and, where it is only a
    part of a sentence, that part as a unit of its own."""

    units: tuple[Unit, ...]
    lead: tuple[Unit, ...] = ()
    part: Unit | None = None


def _rx(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


# What leads into a list. The first that matches decides, in this order.
_LEAD_OTHER = _rx(
    r"\b(?:förra|föregående|tidigare|i fjol|fjolårets|senaste)\b",
    r"\b(?:gick det|det gick|höll vi|vi höll|blev det|gällde|lovade|har hänt|har gjorts|är gjort)\b",
    r"\b(?:utfall|resultat|underskrift|undertecknat|kontakt(?:a|er|uppgifter|personer)?|bilag\w+|läs (?:mer|också)|länkar)\b",
    r"\b(?:du|ni)\b(?: \w+)? (?:kan|själva?|göra|bidra|hjälpa|veta|får veta)\b|\bkan (?:du|ni)\b|\btips\b",
    r"\b(?:följs|följas|följer vi) upp\b|\buppföljning\w*|\butvärder\w+",
)
_LEAD_PROMISE = _rx(
    r"\b\w*löfte(?:n|t|na)?\b|\blova(?:r|s|t)?\b|\båta(?:r|gande\w*)\b|\bförbinder\b",
    r"\b(?:gör|göra|görs|genomför\w*|ska|skall|kommer att|kommer vi att)\b|\bvill\b.{0,40}(?:\batt)?\W*$",
    r"\b\w*(?:insats|åtgärd|aktivitet)(?:er|en|erna)?\b|\bföljande\b|\bpunkter(?:na)?\b",
)
_LEAD_GROUND = _rx(
    r"\b(?:lyssna\w*|fråga\w*|frågat|svar\w*|berätta\w*|synpunkt\w*|tyck\w*|sa|sade|säger|tycker|dialog\w*)\b",
    r"\b(?:stör|störa|problem\w*|läge\w*|nuläge\w*|statistik\w*|siffror|ser det ut|det ser ut|så är det|vi ser|visar)\b",
    r"\b(?:varför|orsak\w*|bakgrund\w*|därför)\b",
)
_PAST_ITEM = _rx(r"\b(?:blev|hölls|gjordes|genomfördes|lovade|svarade|deltog|deltagare|genomfört|uppfylld\w*|hölls)\b")
_RESULT_HEADER = _rx(r"\b(?:utfall|resultat|uppfyllt|blev det|telefon|e-post|mejl)\b")
_PERSONAL = _rx(r"[\w.+-]+@[\w-]+\.\w|\b0\d{1,3}[- ]\d{2,}|\b114 ?14\b|\bring 112\b")
_SPEECH = re.compile(r"[,.!?”\"]\s*(?:säger|berättar|menar|förklarar)\s+(?:\w+\s+){0,2}[A-ZÅÄÖ]")
_MARKED = re.compile(r"^\W*(?:[a-h]|\d{1,2})\s?\)\s+\w|^\W*[1-9]\.\s+[A-ZÅÄÖ]")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OF_A_YEAR = re.compile(r"\w*löfte|^\W*(?:år(?:en|et)?\s+)?20\d\d(?:\W+(?:20)?\d\d)?\W*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\W*(?:vårt |polisens |kommunens )?(?:löfte|åtagande|punkt)\s+(?:nr\.?\s*|nummer\s+)?"
    r"(?:\d{1,2}|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b(?!\s*(?:januari|februari|mars|april|maj|juni))",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"[.!?]\s*$")


def find_promises(analysis: Analysis) -> tuple[Promise, ...]:
    """The promises of the document, in text order."""
    numbered = _numbered(analysis)
    if len(numbered) >= 2:
        return tuple(numbered)
    listed = _newest(analysis, _listed(analysis))
    if len(listed) >= 2:
        return tuple(listed)
    taken = {u.id for p in listed for u in p.units}
    said = _newest(analysis, _said(analysis, taken) or _said(analysis, taken, loose=not listed))
    return tuple(sorted([*listed, *said], key=lambda p: (p.part or p.units[0]).start))


# --- numbered promises: "Löfte 1" as a heading or at the head of a paragraph ---------------------------


def _numbered(analysis: Analysis) -> list[Promise]:
    out: list[Promise] = []
    for section in analysis.document.sections:
        if section.heading_block is not None and _NUMBERED.match(section.title):
            units = [u for u in analysis.by_section.get(section.id, ()) if not u.flags & _DEAD]
            head = tuple(u for u in units if u.kind is UnitKind.HEADING)
            body = tuple(u for u in units if u.kind is not UnitKind.HEADING)
            if body:
                out.append(Promise(body, head))
    if len(out) >= 2:
        return out
    blocks: dict[int, list[Unit]] = {}
    for unit in analysis.units:
        if unit.kind is UnitKind.SENTENCE:
            blocks.setdefault(unit.block, []).append(unit)
    return [Promise(tuple(units)) for units in blocks.values() if _NUMBERED.match(units[0].text)]


# --- lists and tables ----------------------------------------------------------------------------------


def _listed(analysis: Analysis) -> list[Promise]:
    out: list[Promise] = []
    for run in _runs(analysis.units):
        lead = _lead(analysis, run[0])
        if not _leads_to_promises(lead, run):
            continue
        out.extend(_members(analysis, run, lead))
    return out


def _runs(units: Sequence[Unit]) -> Iterable[list[Unit]]:
    """Items and rows that follow each other in one section; also paragraphs that begin with "a)"."""
    run: list[Unit] = []
    marked = {u.block for u in units if u.kind is UnitKind.SENTENCE and _MARKED.match(u.text)}
    for unit in units:
        listed = unit.kind in _LISTED or (unit.kind is UnitKind.SENTENCE and unit.block in marked)
        if listed and (not run or unit.section == run[-1].section):
            run.append(unit)
            continue
        if run:
            yield run
        run = [unit] if listed else []
    if run:
        yield run


def _lead(analysis: Analysis, first: Unit) -> tuple[Unit, ...]:
    """What leads into a list, nearest first: header row, label or sentence before it, the heading and
    the headings above it. Behind a label ("Kommunen") the sentence that introduces the labels counts too.
    """
    out: list[Unit] = []
    i = first.id - 1
    while i >= 0 and analysis.units[i].section == first.section and len(out) < 3:
        unit = analysis.units[i]
        if unit.kind is UnitKind.HEADER_ROW:
            out.append(unit)
        elif unit.kind is UnitKind.SENTENCE:
            out.append(unit)
            if not is_label(unit):
                break
        elif unit.kind is UnitKind.HEADING:
            break
        i -= 1
    return (*out, *_headings(analysis, first.section))


def _headings(analysis: Analysis, section_id: int | None) -> tuple[Unit, ...]:
    out: list[Unit] = []
    while section_id is not None:
        section: Section = analysis.document.sections[section_id]
        units = analysis.by_section.get(section_id, ())
        if section.heading_block is not None:
            out.extend(u for u in units[:1] if u.kind is UnitKind.HEADING)
        section_id = section.parent
    return tuple(out)


def is_label(unit: Unit) -> bool:
    """A short line without a full stop: a heading set as a paragraph, or the lead-in of a list."""
    return len(unit.text.split()) <= 9 and not _LABEL_END.search(unit.text)


def _leads_to_promises(lead: Sequence[Unit], run: Sequence[Unit]) -> bool:
    if run[0].kind is UnitKind.ROW:
        header = next((u for u in lead if u.kind is UnitKind.HEADER_ROW), None)
        if header is not None and _RESULT_HEADER.search(header.text):
            return False
    elif sum(bool(_PAST_ITEM.search(u.text)) for u in run) * 2 >= len(run):
        return False
    # Labels and the own heading speak first; the document's title ("Medborgarlöfte …") says nothing here.
    for unit in lead:
        if unit.kind is UnitKind.HEADER_ROW:
            continue
        if unit.kind is UnitKind.HEADING and unit.id == 0:
            break
        if _LEAD_OTHER.search(unit.text) and not re.search(r"\blovar\b", unit.text):
            return False
        if _LEAD_PROMISE.search(unit.text):
            return True
        if _LEAD_GROUND.search(unit.text) and (is_label(unit) or unit.kind is UnitKind.HEADING):
            return False
    return len(run) >= 2 or run[0].kind is UnitKind.ROW


def _members(analysis: Analysis, run: Sequence[Unit], lead: tuple[Unit, ...]) -> Iterable[Promise]:
    groups: list[list[Unit]] = []
    for unit in run:
        if groups and unit.kind is not UnitKind.ROW and groups[-1][0].block == unit.block:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    above: tuple[Unit, ...] = ()
    depth = 0
    for group, following in zip(groups, [*groups[1:], None], strict=True):
        level = _level(analysis, group[0])
        if level <= depth:
            above = ()
        if following is not None and _heads(analysis, group, following):
            above, depth = (group[0],), level
            continue
        live = tuple(u for u in group if not u.flags & _DEAD)
        if any(_SPEECH.search(u.text) for u in group):
            continue
        if live and not any(_PERSONAL.search(u.text) for u in live) and not _PAST_ITEM.search(live[0].text):
            yield Promise(live, (*above, *lead))


def _level(analysis: Analysis, unit: Unit) -> int:
    block = analysis.document.blocks[unit.block]
    return (block.level or 1) + (0 if block.marker.strip(" .)").isalnum() else 1) if block.cell is None else 1


def _heads(analysis: Analysis, group: Sequence[Unit], following: Sequence[Unit]) -> bool:
    """An item that only heads the items below it: deeper ones, or bullets below a short number."""
    if group[0].kind is UnitKind.ROW or following[0].kind is UnitKind.ROW:
        return False
    return _level(analysis, following[0]) > _level(analysis, group[0])


# --- sentences -----------------------------------------------------------------------------------------

_ACTOR = (
    r"(?:vi\b(?! vill| vet| ser| tror| tycker| har)|tillsammans\b|polisen\w*|polis\b|\w*polis(?:er|erna|en)?\b|kommunen\w*|(?:[\w-]+ )?[\w-]+ kommun\b|"
    r"\w*(?:patrull|grupp|enhet|förvaltning|avdelning)(?:en|er|erna)\b|\w*(?:assistent|ledare|värd|fältare|samordnare|vakt|chef)(?:n|en|na|arna|erna|er|ar)?\b|"
    r"räddningstjänsten|socialtjänsten|skolan|fältarna)"
)
_COMMITS = _rx(
    r"\blovar\b|\båtar sig\b|\bförbinder (?:oss|sig)\b|\bvi ska\b|\bska vi\b|\bkommer vi att\b|\bvi kommer att\b",
    rf"^\W*(?:och |dessutom |också |under \S+ |i \S+ |varje \w+ ){{0,2}}(?:\w+er |\w+ar )?{_ACTOR}",
    r"\bska\b (?:\w+ ){0,3}?\w+(?:as|s)\b|\bska (?:vara|bli|få|ha|bjudas|gå|finnas)\b",
    r"\b\w{4,}(?:as|s)\b.{0,30}\bav (?:polis|kommun)\w*",
)
_WILL_BE = _rx(r"\b(?:ska|skall|kommer att)\b", r"\b\w{4,}(?:as|es)\b")
_NOT_SAID = _rx(
    r"\?\s*$",
    r"\b(?:\w*löfte(?:t|na|n)?|avtalet|\w*överenskommelse\w*|sidan|resultatet|utfallet|siffrorna|svaret)\b",
    r"\b(?:vi vill|vi tror|vi hoppas|målet|tanken|syftet|avsikten|därför|eftersom|skälet|anledning\w*)\b",
    r"\b(?:föl[jd]\w*|stäm\w*) (?:\w+ ){0,3}(?:upp|av)\b|\butvärder\w+|\bredovisa\w*|\båterkoppla\w*|\bberättar vi\b",
    r"\b(?:kontakta|ring|mejla|hör av dig|vänd dig|du når)\b",
    r"\b(?:stödjer|stöttar|ställer sig bakom|ser positivt|finns i dag|heter|ligger|består av|tjänstgör|leds av)\b",
    r"\bräknar\b|\bgår\b.{0,40}\bigenom antalet\b",
)
_PAST = _rx(
    r"\b(?:har|hade|var|fick|kom|stod|gick|såg|blev|gav|satt|tog|höll|sa|sade|låg|fanns|skedde|ville|gjorde|gjordes|togs)\b",
    r"\b\w{3,}(?:ade|ades|dde|ddes|kte|ktes|pte|ste)\b",
)


def _said(analysis: Analysis, taken: set[int], loose: bool = False) -> list[Promise]:
    """Sentences that commit, in sections that may hold promises; ``loose``: any that speak of what will be."""
    commits = _WILL_BE if loose else _COMMITS
    out: list[Promise] = []
    for unit in analysis.units:
        if unit.kind is not UnitKind.SENTENCE or unit.id in taken or unit.flags & _DEAD:
            continue
        headings = _headings(analysis, unit.section)
        if any(
            (_LEAD_OTHER.search(h.text) or _LEAD_GROUND.search(h.text)) and not _LEAD_PROMISE.search(h.text)
            for h in headings
            if h.id
        ):
            continue
        text = unit.text
        if text.rstrip().endswith((":", " att")) or is_label(unit) and not commits.search(text):
            continue
        if _NOT_SAID.search(text) and not re.search(r"\blovar\b", text, re.IGNORECASE):
            continue
        if not commits.search(text) or _PAST.search(" ".join(text.split()[:7])) or _PERSONAL.search(text):
            continue
        if len(text.split()) < 3:
            continue
        headings = (*_label_above(analysis, unit), *headings)
        parts = _parts(analysis, unit)
        out.extend(Promise((unit,), headings, p) for p in parts)
        if not parts:
            out.append(Promise((unit,), headings))
    return out


def _label_above(analysis: Analysis, unit: Unit) -> tuple[Unit, ...]:
    """The label ("Kommunens del") that a paragraph stands under, where it is set as a paragraph."""
    for i in range(unit.id - 1, max(unit.id - 6, -1), -1):
        above = analysis.units[i]
        if above.section != unit.section or above.kind is not UnitKind.SENTENCE:
            return ()
        if above.block != unit.block and is_label(above):
            return (above,)
    return ()


_ATT = re.compile(r"\b(?:lovar|lova|åtar sig|förbinder (?:oss|sig)|kommer)(?:\s+(?!att\b)\S+){0,6}?\s+att\s+|\bska\s+(?:vi\s+|också\s+|även\s+)?", re.IGNORECASE)
_JOINT = re.compile(r"(?:,\s+(?:och\s+|samt\s+)?|\s+(?:och|samt)\s+)(?:att\s+|dels\s+|även\s+|också\s+|dessutom\s+)?(?=(\w+))")
_SHORT_INFINITIVES = frozenset("gå stå se få ge be bo ta dra bli göra ha vara låta sy tro nå".split())


@cache
def _lemma() -> Lemmatizer:
    return Lemmatizer()


def _is_infinitive(word: str) -> bool:
    if word in _SHORT_INFINITIVES:
        return True
    return word.islower() and len(word) > 3 and word.endswith(("a", "as")) and _lemma()(word) in (word, word[:-1])


def _parts(analysis: Analysis, unit: Unit) -> list[Unit]:
    """The parts of "lovar att A, B och C", each as a unit; empty where there is only one."""
    match = _ATT.search(unit.text)
    if match is None:
        return []
    cuts = [0]
    begins = [match.end()]
    for joint in _JOINT.finditer(unit.text, match.end()):
        if _is_infinitive(joint.group(1)) or joint.group().rstrip().endswith(" att"):
            cuts.append(joint.start())
            begins.append(joint.end())
    if len(begins) < 2:
        return []
    ends = [*cuts[1:], len(unit.text)]
    return [part_of(analysis, unit, b, e) for b, e in zip(begins, ends, strict=True)]


def part_of(analysis: Analysis, unit: Unit, start: int, end: int) -> Unit:
    """A stretch of a unit (offsets within it) as a unit with only its own concepts, facts and flags."""
    text = analysis.document.text
    a, b = unit.start + start, unit.start + end
    cues = find_cues(text, a, b)
    hits = tuple(h for h in unit.hits if a <= h.start < b)
    facts = tuple(f for f in unit.facts if a <= f.start < b)
    return replace(
        unit,
        start=a,
        end=b,
        text=text[a:b],
        hits=hits,
        concepts=frozenset(h.concept for h in hits),
        facts=facts,
        fact_kinds=frozenset(f.kind for f in facts),
        cues=cues,
        flags=flags_at(text, (a, b), cues),
    )


# --- several years on one page -------------------------------------------------------------------------


def _newest(analysis: Analysis, promises: list[Promise]) -> list[Promise]:
    """Only the newest year's promises, where headings give more than one year."""
    years = [_year(p) for p in promises]
    known = {y for y in years if y is not None}
    if len(known) < 2:
        return promises
    newest = max(known)
    return [p for p, y in zip(promises, years, strict=True) if y == newest]


def superseded(analysis: Analysis) -> list[tuple[Unit, ...]]:
    """Units of older years' promises where a page holds several years under headings of their own."""
    document = analysis.document
    years: dict[int, int] = {}
    for section in document.sections:
        found = _YEAR.findall(section.title) if section.heading_block is not None else []
        if found and _OF_A_YEAR.search(section.title):
            years[section.id] = max(int(y) for y in found)
        elif section.parent in years:
            years[section.id] = years[section.parent]
    parents = {document.sections[i].parent for i in years}
    newest = {
        parent: max(y for i, y in years.items() if document.sections[i].parent == parent) for parent in parents
    }
    out: list[tuple[Unit, ...]] = []
    for i, year in years.items():
        parent = document.sections[i].parent
        if parent in years:
            old = year < newest[document.sections[parent].parent] if parent is not None else False
        else:
            old = year < newest[parent]
        units = analysis.by_section.get(i, ())
        if old and units:
            out.append(units)
    return out


def _year(promise: Promise) -> int | None:
    for unit in promise.lead:
        if unit.kind is UnitKind.HEADING or is_label(unit):
            found = _YEAR.findall(unit.text)
            if found:
                return max(int(y) for y in found)
    return None
