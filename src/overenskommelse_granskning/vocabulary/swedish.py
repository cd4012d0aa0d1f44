"""Small things that every Swedish sentence needs: days, years, lists in running text, nouns that are counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = tuple(
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)
MONTH_NAMES = "|".join(MONTHS)  # for patterns
_LAST_LETTERS = str.maketrans("åäö", "{|}")


def swedish_day(day: date) -> str:
    """The day as Swedish prose has it behind "den": ``"1 juli 2023"``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def year_span(first: int, last: int | None) -> str:
    """``"2024"`` for one year, ``"2024–2027"`` for several, ``"2024–"`` where there is no end."""
    return str(first) if first == last else f"{first}–{last or ''}"


def listed(values: Sequence[str], word: str = "och") -> str:
    """``["a", "b", "c"]`` → ``"a, b och c"``."""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} {word} {values[-1]}"


def counted(n: int, one: str, many: str) -> str:
    """``1 fil``, ``2 filer``."""
    return f"{n} {one if n == 1 else many}"


def decimal(value: float, form: str = "g") -> str:
    """A number with a decimal comma, in any format of Python's: ``(0.5, ".2f")`` → ``"0,50"``."""
    return f"{value:{form}}".replace(".", ",")


def upper_first(text: str) -> str:
    """The first letter as a capital."""
    return text[:1].upper() + text[1:]


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut between words with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > limit // 2 else cut).rstrip(" ,;:.–-") + " …"


def alphabetical(name: str) -> str:
    """The key of a name in Swedish order: å, ä, ö last and in this order."""
    return name.casefold().translate(_LAST_LETTERS)


def checklists_named(names: Sequence[str]) -> str:
    """``["a", "b"]`` → ``"Checklistorna a och b"``."""
    return f"{'Checklistan' if len(names) == 1 else 'Checklistorna'} {listed(names)}"
