"""What the document itself tells, for the slots of suggested wordings."""

from __future__ import annotations

import re

from ..checklist import Criterion
from ..language.analysis import Analysis, Unit
from ..thread.lists import Lists
from ..vocabulary.swedish import listed, swedish_day, year_span
from .bodies import council, leading_body

_BLANK = re.compile(r"\b[Xx]{2,}\b|_{2,}|\?{2,}|…|\[")  # a name that the document leaves open
# Verbs and comparatives say which way a goal goes; safety is a thing to have more of where none does.
_DOWN = re.compile(
    r"\b(?:minsk|färre|lägre|sänk|sjunk|halver|reducer|nedbring|motverk|förebygg|bekämpa|upphör|ingen |inga )",
    re.I,
)
_UP = re.compile(r"\b(?:öka|ökning|fler\b|högre|höj|stig|stärk|förbättr|bättre|fördubbl|större)", re.I)
_GOOD = re.compile(r"\b(?:trygg|säker|trivs|attraktiv|nöjd)", re.I)
# What is put in order on the spot, and what is there again and again; a deadline is met once.
_ONCE, _OFTEN = frozenset({"lofte_bundet"}), frozenset({"lofte_narvaro"})
_DEADLINE = re.compile(r"\b(?:senast|före|innan|klar[at]?|färdig[at]?)\b", re.I)
_DAY = "[dag månad år]"
_LONGEST_TITLE = 90  # a longer stretch of text is no name of a problem


def slot_values(analysis: Analysis, lists: Lists) -> dict[str, str]:
    """Slot → the document's own words; a slot it does not tell is left out."""
    facts = analysis.entities
    out: dict[str, str] = {}
    municipal = [p for p in facts.parties.parties if p.kind == "municipality" and p.name]
    if municipal:
        out["kommun"] = listed([p.name for p in municipal])
        named = [p.municipality.name for p in municipal if p.municipality]
        if named:
            out["kommunen"] = listed(named)
    police = [p for p in facts.parties.parties if p.kind == "police" and p.unit]
    if police:
        out["polis"] = listed([p.name for p in police])
        out["polisenhet"] = listed([p.unit for p in police])
    county = next((p.name for p in facts.parties.parties if p.kind == "county_board" and " i " in p.name), "")
    if county:
        out["lan"] = county.split(" i ", 1)[1]
    validity = facts.validity
    if validity is not None and validity.last is not None and not validity.open_ended:
        out["slutdatum"] = swedish_day(validity.last)
        first = validity.first or validity.last
        out["period"] = year_span(first.year, validity.last.year)
    titles = problem_titles(lists)
    if titles:
        out["problem"] = within_sentence(titles[0], analysis.document.text)
    if body := leading_body(analysis):
        out["styrgrupp"] = body
    if name := council(analysis):
        out["rad"] = name
    return {slot: words for slot, words in out.items() if not _BLANK.search(words)}


def with_known_start(analysis: Analysis, criterion: Criterion, wording: str) -> str:
    """The wording of the period with the day that the text has as its first: that need not be asked for again."""
    validity = analysis.entities.validity
    if validity is None or validity.first is None or validity.last is not None or validity.mention is None:
        return wording
    if not any(e.rule == "fact" and e.options.get("is") == "period" for e in criterion.elements):
        return wording
    mention = validity.mention
    said = analysis.document.text[mention.start : mention.end]
    day = swedish_day(validity.first)
    if day not in said and validity.first.isoformat() not in said:
        return wording  # a year or a month alone: which day is meant is for the parties to say
    return wording.replace(_DAY, day, 1) if wording.count(_DAY) > 1 else wording


def bound(goal: str) -> str:
    """ "högst" or "minst" for the target of a goal, by the way it goes; empty where it does not tell."""
    down, up = _DOWN.search(goal) is not None, _UP.search(goal) is not None
    if down and up:
        return ""
    return "högst" if down else "minst" if up or _GOOD.search(goal) else ""


def how_much(unit: Unit) -> str:
    """The blank for the amount of a promise: of what is put in order once it is no use to ask how often."""
    if unit.concepts & _ONCE or _DEADLINE.search(unit.text):
        return "[hur många eller hur stor del]"
    if unit.concepts & _OFTEN:
        return "[hur ofta, till exempel minst fyra gånger i månaden]"
    return ""


def problem_titles(lists: Lists) -> list[str]:
    """The names of the prioritised problems, as the document writes them."""
    return [t for t in (short_title(e.title) for e in lists.named("problems")) if t]


def short_title(title: str) -> str:
    """A title on one line without end punctuation; empty where it is too long to be a name."""
    plain = " ".join(title.split()).strip(" .,:;–-")
    return plain if len(plain) <= _LONGEST_TITLE else ""


def lower_first(text: str) -> str:
    """The first letter in lower case, unless the word has more capitals; also that of a placeholder."""
    first = text.lstrip("[").split(" ", 1)[0]
    at = text.find(first[:1])
    return text if first[1:] != first[1:].lower() else text[:at] + text[at : at + 1].lower() + text[at + 1 :]


def within_sentence(title: str, text: str) -> str:
    """A title as it stands within a sentence: a name that ``text`` has inside its sentences keeps its capital."""
    first = title.split(" ", 1)[0].strip(" .,:;–-")
    if re.search(rf"[a-zåäö,] {re.escape(first)}s?\b", text):
        return title
    return lower_first(title)
