"""Slots in suggested wordings: ``{kommun}`` is filled from the document, else becomes a placeholder.

A closed set, so that a checklist's author learns of a misspelt slot from the strict check. What only
the authors of the document know stands in square brackets in the wording itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Slot → what takes its place where the document does not tell: a placeholder, or the usual word.
SLOTS: Mapping[str, str] = {
    "kommun": "[kommunens namn] kommun",
    "kommunen": "[kommunens namn]",
    "polis": "Polismyndigheten, lokalpolisområde [lokalpolisområdets namn]",
    "polisenhet": "lokalpolisområde [lokalpolisområdets namn]",
    "lan": "[länets namn]",
    "period": "[år–år]",
    "slutdatum": "[dag månad år]",
    "problem": "[problemet]",
    "styrgrupp": "styrgruppen",
    "rad": "[rådets namn]",
    "mal": "[målet]",
    "text": "[målet eller löftet]",
    "grans": "[högst eller minst]",
    "mangd": "[hur mycket eller hur ofta]",
}
_SLOT = re.compile(r"\{(\w*)\}")


def unknown_slots(template: str) -> tuple[str, ...]:
    """The slots of a wording that do not exist, in order."""
    return tuple(name for name in _SLOT.findall(template) if name.lower() not in SLOTS)


def slots_of(template: str) -> frozenset[str]:
    """The slots that a wording uses, in lower case."""
    return frozenset(name.lower() for name in _SLOT.findall(template))


def fill_slots(template: str, values: Mapping[str, str] | None = None) -> str:
    """The wording with its slots filled; ``{Problem}`` gives the value a capital first letter."""
    known = values or {}

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        text = known.get(name.lower()) or SLOTS[name.lower()]
        return _capital(text) if name[:1].isupper() else text

    return _SLOT.sub(value, template)


def _capital(text: str) -> str:
    """The first letter as a capital, also behind an opening bracket."""
    at = next((i for i, c in enumerate(text) if c.isalpha()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
