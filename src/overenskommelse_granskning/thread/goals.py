"""Goals: sentences, items and rows that state a wished-for change or state.

Statistics, purposes, withdrawn goals, other people's goals, text about goals, and routines ("minst två
möten per år") are no goals. A goal section lowers the threshold, a section on organisation raises it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.gates import Gate
from ..language.headings import heading_topics
from ..language.units import UnitKind
from .goal_words import is_infinitive
from .measurable import Trait, figure_of_year, goal_text, has_level, traits_of
from .words import Shared

_ROUTINE_TOPICS = frozenset(
    {
        "organisation", "roller_ansvar", "resurser", "informationsutbyte", "kommunikation", "dialog",
        "dokumentation", "uppfoljning", "giltighet_revidering", "underskrifter", "bilagor", "parter",
        "styrdokument", "definitioner", "medborgarlofte",
    }
)  # fmt: skip
_MIXED_TOPICS = frozenset(
    {"atgarder", "prioriterade_omraden", "orsaksanalys", "lagesbild", "syfte", "bakgrund"}
)
_RX = re.IGNORECASE
_WILL = Gate(
    r"\b(?:ska|skall|kommer att)\b|\b(?:vi|parterna) vill\b|\bvill (?:vi|parterna)\b|\bfår (?:(?:inte|aldrig) )?(?:vara|ha|bli|ligga)\b|"
    r"\b(?:räknar|siktar) (?:vi|parterna)\b|\b(?:vi|parterna) (?:räknar|siktar)\b"
)
# Words that the cue of negation takes, and that in a goal tell the state to reach.
_REACHED = Gate(r"\bavstår\b|\bupphör\w*|\b(?:ingen|inga|inget)\b(?:\s\S+){0,6}?\sska\b")
_NO_GOAL_SET = Gate(
    r"\b(?:mål|målet|målen|nivån?|värdet?|siffran?)\b.*\b(?:inte|ej)\b|\b(?:inget|inga|något) mål\b"
)
# A state told by comparison: "inte fler än i fjol", "av mindre omfattning än", "ner till hälften så många".
_HELD_AGAINST = Gate(
    r"\b(?:inte|aldrig)\b(?:\s\S+){0,4}?\s(?:fler|mer|högre|större|över)\b",
    r"\b(?:färre|mindre|lägre|mer sällsyn\w+|ovanligare)\b(?:\s\S+){0,3}?\sän\b",
    r"\bhälften så\b|\bpå samma nivå som\b",
)
_ARRANGED = Gate(
    r"\b\w*(?:grupp|råd|möte|protokoll|ledamöt|ledamot|representant|deltagar|dokument|rapport|redovisning|handling|"
    r"förvaltning|överenskommelse|avtal|uppgift)(?:en|et|er|erna|ar|arna|na|n|t)?\b"
)
_WANTED = Gate(
    r"\b(?:vi|parterna) (?:vill|siktar på|räknar med)\b|\b(?:vill|siktar|räknar) (?:vi|parterna)\b|\bambitionen\b|"
    r"\bska ha lyckats när\b"
)
_STANDS = re.compile(r"^\W*(?:I dag|Idag|Nu|Utgångs|Nuläge|Läget|Basår|Jämför)", re.IGNORECASE)
_BETTER = re.compile(
    r"^\W*(?:färre|fler|minskad\w*|minskat|ökad\w*|ökat|lägre|högre|inga|ingen)\b", re.IGNORECASE
)
_OPENING = re.compile(r"^\W*([^\W\d_]+)")
_OTHERS = Gate(r"^\W*enligt (?:det |den )?(?:nationell\w*|regeringens?|statens?|agenda|polismyndighetens)\b")
_EXAMPLE = Gate(
    r"\b(?:till exempel|t\.ex\.|exempelvis)\s?:|\b\w*mål(?:en)? (?:beskriver|handlar om|säger|anger)\b"
)
_AGENT_FIRST = Gate(
    r"^(?:\W|\d|\b[A-D]\b[.)]?)*(?:\S+\s){0,2}?(?:kommunen|polisen|parterna|part|vi|"
    r"styrgruppen|rådet|\w+(?:förvaltningen|nämnden|tjänsten|chefen|samordnaren))\s"
    r"(?:ska|skall|kommer att|vill|bör|åtar sig)\b"
)
_OUTCOME_VERB = Gate(
    r"\b(?:minska\w*|halvera\w*|sänk\w+|slut på|färre|få (?:ned|ner|bort)|(?:ned|ner) till|hälften så)\b"
)
_GOAL_WORD = Gate(
    r"\b(?:effekt|del|process|huvud|produktions|inriktnings)?mål(?:et|en|sättning\w*|bild\w*)?\b"
)
_TITLE_GOAL = Gate(
    r"^\W*(?:\S+\s){0,2}?(?:effekt|del|process|huvud)?mål(?:et|en|"
    r"sättning\w*)?\b\s?\S{0,3}\s?:|\b(?:mål|målet|målen|målsättning\w*)\s(?:är|"
    r"blir)(?:\s\w+)?\s?att\b|"
    r"\bär (?:\w+ ){0,2}mål(?:et|en|sättning\w*)?\s+att\b|"
    r"\bmålet för (?:\S+\s){1,6}?är\s(?:\w+\s)?att\b|\bsom mål att\b|\b(?:målbild(?:en)?|siktet)\b(?: är att|\s?:)|"
    r"\bmålet är (?:färre|fler|lägre|högre|mindre|minskad\w*|minskat|ökad\w*|ökat)\b"
)
_COMPARATIVE = re.compile(
    r"^\W*(?:[A-H]?\d?[.):]?\s)?(?:färre|fler|minskad\w*|minskat|ökad\w*|ökat|lägre|högre|"
    r"tryggare|lugnare|bättre|kortare|snabbare|säkrare|högst|minst|senast|"
    r"en \w+del färre|\d+)\b",
    _RX,
)
_MEASURED = Gate(r"\b(?:andel\w*|antal\w*|siffra\w*|medel\w+|(?:mindre|lägre|högre|större) andel)\b")
_CHANGED = Gate(r"\b(?:mindre|lägre|högre|större|ned|ner|nere|upp)\b")
_ATTAINED = Gate(r"\bska\b(?:\s\S+){1,9}?\sha\s\w+(?:t|ts|tit|it)\b")
_PAST = Gate(r"\b(?:blev|var|hade|fick|gick|kom|låg|\w{3,}(?:ades|ade|des|dde))\b")
_PURPOSE = Gate(
    r"^(?:\W|\d)*(?:genom (?:denna |den här )?(?:överenskommelsen?|att|samverkan|"
    r"avtalet)\b|tanken (?:med|är)|meningen (?:med|är))|\bså att färre\b|\bför att\b"
)
_WISH = Gate(r"\bborde\b|\b(?:en del|många|några) (?:säger|tycker|vill)\b")
_HEADED_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OUTCOME_HEADER = re.compile(r"resultat|utfall|nådde|uppnåd|gick det|blev det|fortsätt", _RX)
_EMPTY_CELL = re.compile(r"^[\s–—.-]*$|^(?:saknas|ej|inget|se )\b", _RX)
_COMPLETES = re.compile(
    r"^(?:I dag|Idag|Nu|Läget|Utgångs|Jämför|Det (?:är|var|motsvarar)|(?:År|Under|Hösten|"
    r"Våren|Sommaren|Vintern|I \S+) (?:\S+ )?\d{4}\b|\d{4}\b|Mät|Målet mäts|Detta mäts|"
    r"I \w*(?:enkät|mätning)|Som mått)",
)


_BODY = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: its own unit, then the sentence that completes it; what is settled about it."""

    units: tuple[int, ...]
    title: str
    traits: frozenset[Trait]


def _live(unit: Unit) -> bool:
    if unit.kind not in _BODY or Flag.EARLIER in unit.flags:
        return False
    cancelled = unit.flags & CANCELLING
    if Flag.PLACEHOLDER in cancelled and unit.kind is UnitKind.ROW and not _blank_goal(unit):
        cancelled -= {Flag.PLACEHOLDER}  # a blank in another column leaves the goal as it is
    return not cancelled or (cancelled == {Flag.NEGATED} and _reached(unit))


def _reached(unit: Unit) -> bool:
    """Whether what negates is the state to reach: ”ingen butik ska rånas”, ”ska ha upphört”."""
    if _NO_GOAL_SET.found(unit.text):
        return False
    return _HELD_AGAINST.found(unit.text) or ("mal" in unit.topics and _REACHED.found(unit.text))


def is_goal(unit: Unit) -> bool:
    """Whether a unit states a goal of the agreement."""
    return _live(unit) and not _excluded(unit) and _goal_strength(unit) > _threshold(unit)


def find_unfinished(analysis: Analysis) -> tuple[int, ...]:
    """The ids of the units that stand as goals, but with a blank that is still to be filled in."""
    return tuple(u.id for u in analysis.units if _unfinished(u))


def _unfinished(unit: Unit) -> bool:
    if unit.kind not in _BODY or unit.flags & (CANCELLING | {Flag.EARLIER}) != {Flag.PLACEHOLDER}:
        return False
    if unit.kind is UnitKind.ROW:
        return _blank_goal(unit)
    listed = unit.kind is UnitKind.ITEM and "mal" in unit.topics and not unit.topics & _MIXED_TOPICS
    return listed or (not _excluded(unit) and _goal_strength(unit) > 1)


def _blank_goal(row: Unit) -> bool:
    """Whether the blank of a row stands in a cell for the goal."""
    cells = [c for c in row.cells if is_goal_header(c.header)]
    return any(q.flag is Flag.PLACEHOLDER and c.start <= q.start < c.end for q in row.cues for c in cells)


def find_goals(analysis: Analysis) -> tuple[Goal, ...]:
    """The goals of a document in text order, with their traits."""
    out: list[Goal] = []
    units = analysis.units
    stated = {u.id for u in units if is_goal(u)}
    figures = _figures(units, stated)
    statistics = _Statistics([u for u in units if u.id in figures or _is_statistic(u)])
    for unit in units:
        if unit.id not in stated:
            continue
        following = units[unit.id + 1] if unit.id + 1 < len(units) else None
        if following is not None and not _completes(unit, following):
            following = None
        traits = traits_of(unit, following)
        if Trait.BASE_VALUE not in traits and statistics.give_start(unit):
            traits |= {Trait.BASE_VALUE}
        ids = (unit.id,) if following is None else (unit.id, following.id)
        out.append(Goal(ids, unit.text, traits))
    return tuple(out)


def _threshold(unit: Unit) -> int:
    if unit.functions and "mal" not in unit.functions:
        return 2
    return 0 if "mal" in unit.functions else 1


def _goal_strength(unit: Unit) -> int:
    """0 none, 2 likely, 3 plain."""
    concepts = unit.concepts
    text = goal_text(unit)
    future = _WILL.found(text)
    change = bool(concepts & {"riktning", "niva_grans", "onskat_tillstand"})
    if unit.kind is UnitKind.ROW:
        cells = [c for c in unit.cells if is_goal_header(c.header)]
        said = [unit.text[c.start - unit.start : c.end - unit.start] for c in cells]
        past = any(_OUTCOME_HEADER.search(c.header) for c in unit.cells)
        return 3 if not past and any(not _EMPTY_CELL.match(s) for s in said) else 0
    if _TITLE_GOAL.found(text):
        return 3
    measured = _MEASURED.found(text) and future and (has_level(text) or _CHANGED.found(text))
    if measured and not _AGENT_FIRST.found(text):
        return 3
    if "mal" in unit.topics:
        mixed = bool(unit.topics & _MIXED_TOPICS)
        verbless = unit.kind is UnitKind.ITEM or not _PAST.found(text)
        compared = bool(_COMPARATIVE.search(text))
        if change and (future or (compared and verbless)):
            return 3
        if not mixed and verbless and _BETTER.match(text):
            return 3
        if not mixed and (unit.kind is UnitKind.ITEM or future):
            return 3
        if not mixed and _states_level(unit, text):
            return 3
        return 0
    if unit.topics & _ROUTINE_TOPICS:
        return 0
    level = has_level(text)
    if level and _WANTED.found(text):
        return 2
    if not future:
        return 0
    if "mal" not in unit.topics and _arranges(text):
        return 0
    if _HELD_AGAINST.found(text) and not concepts & {"mote_ord", "sekretess_ord"}:
        return 2
    if "atgardsverb" in concepts and not _OUTCOME_VERB.found(text):
        return 0
    if _AGENT_FIRST.found(text):
        return 2 if _OUTCOME_VERB.found(text) else 0
    if "riktning" in concepts or (level and ("niva_grans" in concepts or _ATTAINED.found(text))):
        return 2
    return 0


def _arranges(text: str) -> bool:
    """Whether what is to have a level is the parties' own work: "gruppen ska inte bestå av fler än åtta"."""
    subject = text[: text.find(" ska ") if " ska " in text else 40]
    return _ARRANGED.found(subject) or "från varje" in text


def _states_level(unit: Unit, text: str) -> bool:
    """A level to reach without a verb in the future: ”högst 45 fall 2027”, ”Nå 1 200 elever”."""
    first = text.split(";")[0]
    if not has_level(first) or _PAST.found(first) or _STANDS.match(first):
        return False
    opening = _OPENING.match(first)
    return "niva_grans" in unit.concepts or bool(opening and is_infinitive(opening[1].lower()))


def is_goal_header(header: str) -> bool:
    """Whether a column with this header holds goals."""
    return "mal" in heading_topics(header) and not re.search(r"indikator|nyckeltal|grupp|åtgärd", header, _RX)


def _excluded(unit: Unit) -> bool:
    concepts = unit.concepts
    text = unit.text
    if text.rstrip().endswith("?") or text.rstrip().endswith(":"):
        return not has_level(text)
    if _EXAMPLE.found(text) or _OTHERS.found(text):
        return True
    if concepts & {"mal_metatext", "mal_om_mal", "mal_struket", "mal_andras"}:
        return True
    if concepts & {"sekretess_ord", "sekretess_regel"} or _WISH.found(text):
        return True
    if (
        concepts & {"foljaupp_ord", "revidera_ord"}
        and not _GOAL_WORD.found(text)
        and not _MEASURED.found(text)
        and "mal" not in unit.topics
    ):
        return True
    if Flag.LATER in unit.flags and not concepts & {"riktning"}:
        return True
    if Flag.ANNEX in unit.flags and "riktning" not in concepts:
        return True
    if "frequency" in unit.fact_kinds and concepts & {"mote_ord", "uppfoljning_ord"}:
        return True
    if not _GOAL_WORD.found(text) and (
        _PURPOSE.found(text)
        or "syfte_snavt" in concepts
        # A heading may be of both: "Vad vi vill nå". A level to reach is no purpose.
        or ("syfte" in unit.topics and not ("mal" in unit.topics and has_level(text)))
    ):
        return True
    past = "matt_jamforelse_da" in concepts and "modal_framtid" not in concepts
    bound = "mal" in unit.topics and bool(concepts & {"niva_grans", "riktning"}) and not _PAST.found(text)
    return past and not bound and unit.kind is not UnitKind.ROW and not _TITLE_GOAL.found(text)


def _completes(goal: Unit, following: Unit) -> bool:
    """Whether the next sentence tells where things stand or how the goal is read off."""
    return (
        _live(following)
        and following.section == goal.section
        and following.kind is not UnitKind.ROW
        and not is_goal(following)
        and bool(_COMPLETES.search(following.text))
    )


def _is_statistic(unit: Unit) -> bool:
    """Whether a unit gives a figure with its year."""
    return (
        _live(unit)
        and "statistik_ord" in unit.concepts
        and "modal_framtid" not in unit.concepts
        and bool(unit.fact_kinds & {"count", "percent"})
        and (
            bool(unit.fact_kinds & {"year", "date"}) or any(_HEADED_YEAR.search(c.header) for c in unit.cells)
        )
    )


_PICTURED = frozenset({"lagesbild", "prioriterade_omraden", "bakgrund"})


def _figures(units: Sequence[Unit], goals: Container[int]) -> frozenset[int]:
    """The units that count something in a year, said by themselves or by the line above their list."""
    out: set[int] = set()
    above: list[str] = ["", ""]  # the two last units outside lists
    for unit in units:
        if (
            unit.id not in goals
            and _counts(unit)
            and (
                figure_of_year(unit.text)
                or (
                    unit.kind is UnitKind.ITEM
                    and has_level(unit.text)
                    and any(map(_HEADED_YEAR.search, above))
                )
            )
        ):
            out.add(unit.id)
        if unit.kind is not UnitKind.ITEM:
            above = [above[-1], unit.text]
    return frozenset(out)


def _counts(unit: Unit) -> bool:
    if not _live(unit) or "modal_framtid" in unit.concepts:
        return False
    return not unit.topics & _ROUTINE_TOPICS or bool(unit.topics & _PICTURED)


class _Statistics:
    """The figures with their years by the words that they are about."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._sections = {u.id: u.section for u in units}
        self._pictured = {u.id for u in units if u.topics & _PICTURED}
        self._shared = Shared((u.id, u.text) for u in units)

    def give_start(self, goal: Unit) -> bool:
        """Whether a statistic elsewhere gives, with its year, where a measurable goal starts from."""
        text = goal_text(goal)
        if not self._sections or (not has_level(text) and not goal.concepts & {"indikator_namn"}):
            return False
        return any(
            statistic != goal.id
            and (count >= 2 or self._sections[statistic] == goal.section or statistic in self._pictured)
            for statistic, count in self._shared.with_text(text).items()
        )
