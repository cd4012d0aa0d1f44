"""Swedish labels, signs and numbers that every report for people shares."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from ..assessment import Period
from ..vocabulary.closed import ASSISTED, JUDGED, OUTCOME_TITLES, SURE, Level, Outcome, Remark, Stage
from ..vocabulary.swedish import decimal

LEVEL_TITLES = {Level.SHALL: "skall", Level.SHOULD: "bör"}
STAGE_TITLES = {Stage.DRAFT: "utkast", Stage.SIGNED: "undertecknad", Stage.UNKNOWN: "framgår inte"}
SIGNS = {
    Outcome.MET: "[+]",
    Outcome.PARTIAL: "[~]",
    Outcome.MISSING: "[-]",
    Outcome.NOT_ASSESSABLE: "[?]",
    Outcome.NOT_APPLICABLE: "[ ]",
    Outcome.ERROR: "[!]",
}
OUTCOME_MEANINGS = {
    Outcome.MET: "kravet är uppfyllt i texten",
    Outcome.PARTIAL: "något finns, men inte allt som krävs",
    Outcome.MISSING: "inget i texten uppfyller kravet",
    Outcome.NOT_ASSESSABLE: "kan inte avgöras av texten (t.ex. i en bilaga som inte följer med); räknas inte",
    Outcome.NOT_APPLICABLE: "gäller inte det här dokumentet; räknas inte",
    Outcome.ERROR: "regeln kunde inte köras; räknas inte",
}


def outcome_word(criterion_id: str, outcome: Outcome, remarks: Collection[str] = ()) -> str:
    """The outcome's own word, the same in every report, and behind it what a reader would else take it for.

    The law puts demands on the agreement's own text in its 9 § only: elsewhere silence is no breach.
    Of the process a document can only state that something was done; silence tells nothing.
    """
    word = OUTCOME_TITLES[outcome]
    if Remark.STATED in remarks:
        return f"{word} {_STATED}"
    of_the_law = criterion_id.startswith("lag.") and not criterion_id.startswith("lag.9_")
    if Remark.NOT_EVIDENT in remarks or (outcome is Outcome.MISSING and of_the_law):
        return f"{word} {_SILENT}"
    return word


_STATED, _SILENT = "(påstås)", "(framgår inte)"
ADDED_MEANINGS = {
    _STATED: "dokumentet säger att det är gjort, vilket texten inte kan visa",
    _SILENT: "dokumentet säger inget om det; det kan vara gjort ändå, och är inget brott mot lagen",
}


def added_meanings(words: Iterable[str]) -> list[tuple[str, str]]:
    """What stands behind any of the outcomes' words, and what it means: for the reading guide."""
    listed = set(words)
    return [(a, told) for a, told in ADDED_MEANINGS.items() if any(w.endswith(a) for w in listed)]


_SURE, _RATHER, _DOUBT = "säker", "ganska säker", "osäker – läs själv"
# The shares are those on documents that were not read while rules were written (docs/utvardering.md).
CERTAINTY_GUIDE = (
    "Där granska är säker var nästan alla omdömen rätt när det mättes, där granska är ganska säker omkring sex av "
    "sju, och där granska är osäker drygt hälften: läs då stället själv."
)


def certainty(outcome: Outcome, confidence: float, needs_review: bool) -> str:
    """How sure the program is of a verdict, in words: the one place that decides them.

    Empty for what is no verdict on the text.
    """
    if needs_review:
        return _DOUBT
    if outcome not in JUDGED:
        return ""
    return _SURE if confidence >= SURE else _RATHER


# What each layer of the verdict is, to one who does not know how the program is made.
_LAYERS = {
    "regler": "Reglerna, i hela texten",
    ASSISTED: "Reglerna, där texten handlar om saken",
    "inlärt omdöme": "Jämfört med bedömda texter",
}
_SHARE = re.compile(r" \(\d[\d,]*\)$")


def ground_words(layer: str, holds: str) -> tuple[str, str]:
    """What a layer held, in plain words and without the layer's own figure: the verdict has one of its own."""
    return _LAYERS.get(layer, layer), _SHARE.sub("", holds)


def percent(share: float | None) -> str:
    """``0.43`` → ``"43 %"``. Never rounds up to 100 or down to 0 what is neither."""
    if share is None:
        return "–"
    rounded = int(share * 100 + 0.5)
    if share < 1:
        rounded = min(rounded, 99)
    if share > 0:
        rounded = max(rounded, 1)
    return f"{rounded} %"


def number(value: float) -> str:
    """``41.5`` → ``"41,5"``, ``41.0`` → ``"41"``."""
    return decimal(value, ".1f").removesuffix(",0")


def iso_day(day: date | None) -> str:
    """ISO, the usual Swedish form; ”?” where the document gives no date."""
    return day.isoformat() if day else "?"


def period_end(lead: str, period: Period) -> str:
    """How long a document holds; ``lead`` stands before a date."""
    if period.end is None and period.open_ended:
        return "tills vidare"
    renewed = ", sedan så länge ingen säger upp den" if period.open_ended else ""
    return f"{lead}{iso_day(period.end)}{renewed}"
