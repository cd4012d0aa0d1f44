"""How much speaks for a group of units being the list of the prioritised problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.headings import heading_topics
from ..language.units import BODY, UnitKind

PROBLEM_CONCEPTS = frozenset({"brott_ord", "brottstema_ord"})
CHOICE = frozenset({"problem_rubrik", "val_verb"})
VOID = frozenset({Flag.PLACEHOLDER, Flag.CONTENTS, Flag.DEMAND, Flag.EARLIER})
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
    rf"\b(?P<a>{_NUMBER}) (?:(?!{_NUMBER}\b)\w+ ){{0,2}}?(?:\w*områden(?:a)?|\w*problem(?:en)?|frågor(?:na)?|saker(?:na)?|bekymmer(?:en)?|"
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
_NAME_WORDS, _LONG_NAME_WORDS = 6, 12
_LONGEST_NAME = 200  # characters of a text in which the name of a problem may end
_BEHIND_NAME = re.compile("[:–]")
_LEADS_ON = re.compile(r"[,;]\s+(?:och|samt)$")
_MOST = 16
SHORT_TITLE = 80
# A title has no finite verb.
SAYS = re.compile(
    r"\b(?:är|var|har|hade|ska|kan|blir|finns|kommer|får|gör|vi|\w{3,}(?:ades|ade|des))\b", re.IGNORECASE
)
# How the rest of a sentence begins that was cut at a comma, never a name.
_RUNS_ON = re.compile(
    r"(?:som|att|det|den|de|där|då|när|om|för|i|på|av|har|inte|ofta|hur|vilk\w+|ännu|även|utan|samt|men|vi|man)\b",
    re.IGNORECASE,
)


class Source(StrEnum):
    """How the problems of a group are listed."""

    TOP_HEADINGS = "rubriker i hela dokumentet"
    HEADINGS = "rubriker under en rubrik"
    FORM = "rubriker över text av samma form"
    LINES = "stycken som öppnar med ett namn"
    TOLD_LINES = "namn på egen rad, med problemet under"
    COLUMN = "kolumn för problem"
    FIRST_COLUMN = "första kolumnen"
    ITEMS = "lista"
    ORDINALS = "det första, det andra"
    SENTENCE = "uppräkning i en mening"
    PARAGRAPHS = "stycke för stycke"
    SENTENCES = "mening för mening"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem: its title (a stretch of the text) and its unit ids, the defining one first.

    The first ``own`` units are those that list it; the others were found elsewhere.
    """

    title: str
    units: tuple[int, ...]
    own: int = 0


class Context(NamedTuple):
    """What stands before a list and says that it holds the problems; each 0 where it does not."""

    heading: float = 0.0  # the heading is about prioritised areas
    choice: float = 0.0  # kinds of words of choice: a word for problems, a verb of choosing
    number: float = 0.0  # as many as it says there are
    works: float = 0.0  # says what the work is about


# What speaks for or against a group, before how much the document comes back to it.
FEATURES = (
    *(f"ord före: {name}" for name in Context._fields),
    "andel som nämner brott eller tema",
    "alla nämner brott eller tema",
    "avsnitt om annat",
    "avsnitt med lägesbild",
    "två",
    "fler än fyra",
    "fler än sex",
    "ord per namn",
    "andel namn med verb",
    "andel namn som fortsätter en mening",
    "andel namn med siffror",
    *(f"form: {s}" for s in Source),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Problems that are listed together, with what speaks for them: one value per :data:`FEATURES`."""

    problems: tuple[Problem, ...]
    features: tuple[float, ...]


def live(unit: Unit) -> bool:
    """A negation inside a problem ("ingen ser parkeringen") does not make it less of a problem."""
    return unit.kind in BODY and not unit.flags & VOID


def _reads_as_problem(analysis: Analysis, title: str, unit: Unit) -> bool:
    """Whether a title, a stretch of ``unit``, names a crime or a theme of crime prevention."""
    at = unit.text.find(title)
    if at < 0:
        return bool(unit.concepts & PROBLEM_CONCEPTS)
    start, end = unit.start + at, unit.start + at + len(title)
    return any(h.concept in PROBLEM_CONCEPTS and start <= h.start < end for h in unit.hits)


def plain_title(title: str) -> str:
    """A title without its number and letter ("3.2 A. Inbrott" → "Inbrott")."""
    return without_lead_on(LABEL.sub("", LABEL.sub("", title + " ")).strip(" .:,;–-"))


def without_lead_on(name: str) -> str:
    """A listed name without what leads to the next of the list."""
    return _LEADS_ON.sub("", name)


def name_of(title: str, unit: Unit) -> str:
    """The name before the colon where it is a problem's: "Rattfylleri: 61 fall 2025" → "Rattfylleri"."""
    name, colon, rest = title.partition(": ")
    told = (
        SAYS.search(rest) is not None and SAYS.search(name) is None
    )  # a sentence behind the name: so far it goes
    if not colon or not rest or len(name.split()) > (_LONG_NAME_WORDS if told else _NAME_WORDS):
        return title
    at = unit.start + unit.text.find(name)
    named = any(h.concept in PROBLEM_CONCEPTS and at <= h.start < at + len(name) for h in unit.hits)
    return name if named else title


def opens_with(text: str, name: str) -> bool:
    """Whether a text names a problem before it says something of it: "Cykelstölder: det beror på …"."""
    begins = bool(name) and text[: len(name)].lower() == name.lower()
    return begins and text[len(name) :].lstrip()[:1] in (":", "–")


def named_first(text: str, names: Sequence[str]) -> int | None:
    """The problem whose name a text opens with."""
    return next((i for i, name in enumerate(names) if opens_with(text, name)), None)


def together(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, each once: what is told later under the name of one belongs to it."""
    out: dict[str, Problem] = {}
    for p in problems:
        first = next((n for n in (p.title.lower(), *names_before(p.title)) if n in out), None)
        if first is None:
            out[p.title.lower()] = p
        else:
            out[first] = replace(out[first], units=(*out[first].units, *p.units))
    return list(out.values())


def names_before(text: str) -> Iterator[str]:
    """In lower case what stands before each colon or dash at the beginning of a text: what it may name first."""
    for found in _BEHIND_NAME.finditer(text, 0, _LONGEST_NAME):
        name = text[: found.start()].rstrip().lower()
        if name:
            yield name


def unnumbered(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems without the numbers or letters that a list gives them all: "1. Centrum" → "Centrum"."""
    labels = [m.group().strip() for p in problems if (m := LABEL.match(p.title))]
    if len(set(labels)) < len(problems):
        return tuple(problems)
    if all(label.isdigit() for label in labels):  # bare numbers may well be counts, unless they go up by one
        first = int(labels[0])
        if [int(label) for label in labels] != list(range(first, first + len(labels))):
            return tuple(problems)
    named = tuple(replace(p, title=LABEL.sub("", p.title, count=1)) for p in problems)
    return named if all(p.title for p in named) else tuple(problems)


def make_group(
    analysis: Analysis,
    problems: Sequence[Problem],
    context: Context,
    source: Source,
    topics: Iterable[str],
) -> list[Group]:
    """The candidates as a group; nothing where they cannot be a list of problems."""
    if not 2 <= len(problems) <= _MOST or any(not p.title for p in problems):
        return []
    n = len(problems)
    named = sum(_problem_like(analysis, p) for p in problems) / n
    if not named and not any(context):
        return []
    about = set(topics)
    features = (
        *context,
        named,
        float(named == 1.0),
        float(bool(OFF_TOPICS & about) and "prioriterade_omraden" not in about),
        float("lagesbild" in about),
        float(n == 2),
        float(n > 4),
        max(n - 6, 0) / 4,
        sum(len(p.title.split()) for p in problems) / n / 10,
        sum(SAYS.search(p.title) is not None for p in problems) / n,
        sum(_RUNS_ON.match(p.title) is not None for p in problems) / n,
        sum(any(c.isdigit() for c in p.title) for p in problems) / n,
        *(float(source is s) for s in Source),
    )
    return [Group(tuple(problems), features)]


def _problem_like(analysis: Analysis, problem: Problem) -> float:
    """1 where the title names a crime or theme, less where only what follows does."""
    if _reads_as_problem(analysis, problem.title, analysis.units[problem.units[0]]):
        return 1.0
    return 0.6 if any(analysis.units[i].concepts & {"brott_ord"} for i in problem.units[:4]) else 0.0


def heading_unit(analysis: Analysis, section: int) -> Unit | None:
    """The unit of a section's heading; None where the section has none."""
    first = analysis.by_section.get(section, ())
    return first[0] if first and first[0].kind is UnitKind.HEADING else None


def common_title(analysis: Analysis) -> str:
    """The document's title where it names no problem: its words tell no problem from the others. Else empty.

    "Granviksbadet", where all is of Granvik.
    """
    title = next((u for u in analysis.units if u.kind is UnitKind.HEADING), None)
    return "" if title is None or title.concepts & PROBLEM_CONCEPTS else title.text


def own_context(analysis: Analysis, section: int, lead: Sequence[Unit], count: int) -> Context:
    """How strongly the heading and the words before a list of ``count`` say that these are the problems."""
    title = analysis.document.sections[section].title
    heading = heading_unit(analysis, section)
    before = [*([heading] if heading else []), *lead]
    said = frozenset().union(*(u.concepts for u in before)) & CHOICE
    return Context(
        float("prioriterade_omraden" in heading_topics(title)),
        float(len(said)),
        float(any(count in said_numbers(u.text) for u in before)),
        float(any(WORKS_ON.search(u.text) for u in lead)),
    )


@lru_cache(maxsize=1 << 12)
def said_numbers(text: str) -> frozenset[int]:
    """How many problems a text says there are: ”tre områden”, ”de fyra problemen”, ”de här tre”."""
    words = (m["a"] or m["b"] for m in _HOW_MANY.finditer(text))
    return frozenset(
        [_NUMBERS.get(w.lower(), 0) or int(w) for w in words if w.isdigit() or w.lower() in _NUMBERS]
    )
