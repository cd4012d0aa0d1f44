"""How much speaks for a group of units being the list of the prioritised problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.headings import heading_topics
from ..language.units import UnitKind

BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})
PROBLEM_CONCEPTS = frozenset({"brott_ord", "brottstema_ord"})
CHOICE = frozenset({"problem_rubrik", "val_verb"})
_VOID = frozenset({Flag.PLACEHOLDER, Flag.CONTENTS, Flag.DEMAND, Flag.EARLIER})
OFF_TOPICS = frozenset(
    {"mal", "atgarder", "organisation", "uppfoljning", "underskrifter", "parter", "dialog", "roller_ansvar",
     "kommunikation", "resurser", "bilagor", "definitioner", "styrdokument", "dokumentation",
     "giltighet_revidering", "informationsutbyte", "medborgarlofte"}
)  # fmt: skip
LABEL = re.compile(
    r"^\s*(?:(?:(?:fokus|insats|del)?område|fokus|problem|prioritering|prio|vägval|spår|åtagande|inriktning|utmaning|tema|fråga)"
    r"\s*(?:nr\s*)?(?:\d+|[A-Z]\b|ett|två|tre|fyra|fem|sex)\s*[.:–-]?|\d+(?:\.\d+)*[.)]?|[A-Z]\d?[.):])\s+",
    re.IGNORECASE,
)
_NUMBERS = {
    w: n for n, w in enumerate("två tre fyra fem sex sju åtta nio tio elva tolv".split(), 2)
}  # fmt: skip
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,2}})"
_HOW_MANY = re.compile(
    rf"\b(?P<a>{_NUMBER}) (?:\w+ ){{0,2}}?(?:\w*områden(?:a)?|\w*problem(?:en)?|frågor(?:na)?|saker(?:na)?|bekymmer(?:en)?|"
    rf"brottstyper(?:na)?|brott|svårigheter(?:na)?|åtaganden(?:a)?|inriktningar(?:na)?|fokus\w*|vägval(?:en)?|spår(?:en)?|teman(?:a)?|utmaningar(?:na)?|prioriteringar(?:na)?)\b|"
    rf"\b(?:de|dessa)(?: här)? (?P<b>{_NUMBER})\b",
    re.IGNORECASE,
)
WORKS_ON = re.compile(
    r"\b(?:arbetar (?:vi )?(?:\w+ )?(?:med|mot)|samverkar (?:vi )?(?:om|kring|mot)|fokuserar (?:vi )?på|tar (?:vi )?oss an|"
    r"(?:samarbetet|samverkan|överenskommelsen|avtalet|handlar (?:det )?(?:\w+ )?om) (?:ska )?(?:avser?|omfattar?|gäller?|rör)|"
    r"handlar (?:det )?(?:\w+ )?om)\b",
    re.IGNORECASE,
)
_WORKS_ON = 1.0  # where the text says what the work is about, without a word of choice
_AS_MANY = 1.2  # where the document says how many there are, and there are as many
# The stronger the document itself says that these are its problems, the fewer of them need name a crime or theme.
_LEAST = ((0.8, 0.6), (1.5, 0.4), (2.5, 0.2), (99.0, 0.0))
_NAME_WORDS = 6
_MOST = 16
SHORT_TITLE = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem: its title (a stretch of the text) and its unit ids, the defining one first.

    The first ``own`` units are those that list it; the others were found elsewhere.
    """

    title: str
    units: tuple[int, ...]
    own: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Problems that are listed together, with how much speaks for them."""

    problems: tuple[Problem, ...]
    score: float


def live(unit: Unit) -> bool:
    """A negation inside a problem ("ingen ser parkeringen") does not make it less of a problem."""
    return unit.kind in BODY and not unit.flags & _VOID


def _reads_as_problem(analysis: Analysis, title: str, unit: Unit) -> bool:
    """Whether a title, a stretch of ``unit``, names a crime or a theme of crime prevention."""
    at = unit.text.find(title)
    if at < 0:
        return bool(unit.concepts & PROBLEM_CONCEPTS)
    start, end = unit.start + at, unit.start + at + len(title)
    return any(h.concept in PROBLEM_CONCEPTS and start <= h.start < end for h in unit.hits)


def plain_title(title: str) -> str:
    """A title without its number and letter ("3.2 A. Inbrott" → "Inbrott")."""
    return LABEL.sub("", LABEL.sub("", title + " ")).strip(" .:,;–-")


def name_of(title: str, unit: Unit) -> str:
    """The name before the colon where it is a problem's: "Rattfylleri: 61 fall 2025" → "Rattfylleri"."""
    name, colon, rest = title.partition(": ")
    if not colon or not rest or len(name.split()) > _NAME_WORDS:
        return title
    at = unit.start + unit.text.find(name)
    named = any(h.concept in PROBLEM_CONCEPTS and at <= h.start < at + len(name) for h in unit.hits)
    return name if named else title


def make_group(
    analysis: Analysis,
    problems: Sequence[Problem],
    context: float,
    form: float,
    topics: Iterable[str],
) -> list[Group]:
    """The candidates as a group, or nothing when too few of them read like problems."""
    if not 2 <= len(problems) <= _MOST or any(not p.title for p in problems):
        return []
    named = sum(_problem_like(analysis, p) for p in problems)
    share = named / len(problems)
    if share < next(least for below, least in _LEAST if context < below):
        return []
    off = (
        3.0
        if OFF_TOPICS & set(topics) and "prioriterade_omraden" not in set(topics) and context < 0.8
        else 0.0
    )
    score = context + 3.0 * share + form - off - 0.1 * max(len(problems) - 6, 0)
    return [Group(tuple(problems), score)] if score > 3.0 else []


def _problem_like(analysis: Analysis, problem: Problem) -> float:
    """1 where the title names a crime or theme, less where only what follows does."""
    if _reads_as_problem(analysis, problem.title, analysis.units[problem.units[0]]):
        return 1.0
    return 0.6 if any(analysis.units[i].concepts & {"brott_ord"} for i in problem.units[:4]) else 0.0


def _choice(units: Iterable[Unit]) -> float:
    """How strongly the words before a list say that problems were chosen."""
    found = frozenset().union(*(u.concepts for u in units)) & CHOICE
    return 0.8 * len(found)


def heading_unit(analysis: Analysis, section: int) -> Unit | None:
    """The unit of a section's heading; None where the section has none."""
    first = analysis.by_section.get(section, ())
    return first[0] if first and first[0].kind is UnitKind.HEADING else None


def own_context(analysis: Analysis, section: int, lead: Sequence[Unit], count: int) -> float:
    """How strongly the heading and the words before a list of ``count`` say that these are the problems."""
    title = analysis.document.sections[section].title
    heading = heading_unit(analysis, section)
    about = 1.5 if "prioriterade_omraden" in heading_topics(title) else 0.0
    before = [*([heading] if heading else []), *lead]
    told = _AS_MANY if any(count in said_numbers(u.text) for u in before) else 0.0
    works = _WORKS_ON if any(WORKS_ON.search(u.text) for u in lead) else 0.0
    return about + max(_choice(before), works) + told


@lru_cache(maxsize=1 << 12)
def said_numbers(text: str) -> frozenset[int]:
    """How many problems a text says there are: ”tre områden”, ”de fyra problemen”, ”de här tre”."""
    words = (m["a"] or m["b"] for m in _HOW_MANY.finditer(text))
    return frozenset(
        [_NUMBERS.get(w.lower(), 0) or int(w) for w in words if w.isdigit() or w.lower() in _NUMBERS]
    )
