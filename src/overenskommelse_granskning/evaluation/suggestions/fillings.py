"""Placeholders filled in as an author might: several fillings each, so that no single wording is tried."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from ...resources import read_yaml
from ...vocabulary.swedish import upper_first

_PLACEHOLDER = re.compile(r"\[([^\]\n]+)\]")
_EVERYWHERE = "annars"
_YEAR = re.compile(r"(?<![\d:])20[12]\d(?![\d:])")
WRITTEN = 2025  # the year that the fillings are written for


def placeholders(wording: str) -> tuple[str, ...]:
    """What stands in square brackets, in order."""
    return tuple(_PLACEHOLDER.findall(wording))


class Fillings:
    """Placeholder → its fillings, in general and per criterion."""

    def __init__(self, data: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._data = data

    @classmethod
    def read(cls, path: Path) -> Fillings:
        """The fillings in a file. Raises FileNotFoundError where there is none."""
        return cls(read_yaml(path))

    def choices(self, criterion: str, placeholder: str) -> Sequence[str]:
        """The fillings of a placeholder; none where it is unknown. A capital gives capitals."""
        for known in (self._data.get(criterion, {}), self._data[_EVERYWHERE]):
            if placeholder in known:
                return [str(v) for v in known[placeholder]]
        lower = placeholder[:1].lower() + placeholder[1:]
        if lower == placeholder:
            return ()
        return [upper_first(v) for v in self.choices(criterion, lower)]

    def fill(self, criterion: str, wording: str, variant: int = 0, years: int = 0) -> str:
        """The wording with its placeholders filled; each time one occurs it gets the next filling.

        What has no filling (brackets of the document's own) stays. ``years`` are added to every year.
        """
        seen: Counter[str] = Counter()

        def value(match: re.Match[str]) -> str:
            name = match.group(1)
            found = self.choices(criterion, name)
            if not found:
                return match.group()
            seen[name] += 1
            chosen = found[(variant + seen[name] - 1) % len(found)]
            return _YEAR.sub(lambda y: str(int(y[0]) + years), chosen)

        return _PLACEHOLDER.sub(value, wording)
