"""Hides the names of those who signed, everywhere in an assessment: in facts, quotes and text.

A name is replaced by as many signs, so that every offset still holds and every quote is still the
slice of the (masked) text that it claims to be.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from ..assessment import Assessment
from ..document import Evidence

SIGN = "•"
_SHORTEST = 3  # a lone initial would hide half the text


def mask_signatories(assessment: Assessment) -> Assessment:
    """The same assessment without the names of its signatories. The file's name is left as it is."""
    names = {s.name for s in assessment.document.signatories if s.name}
    pattern = _pattern(names)
    if pattern is None:
        return assessment
    masked = _masked(assessment, pattern, _hide(assessment.text, pattern))
    assert isinstance(masked, Assessment)
    return replace(masked, document=replace(masked.document, path=assessment.document.path))


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    # The whole name, and its last part alone: ”Berg” of ”Anna Berg”, with a genitive s.
    forms = {re.sub(r"\s+", " ", n).strip() for n in names}
    forms |= {n.rpartition(" ")[2] for n in forms}
    usable = sorted((f for f in forms if len(f) >= _SHORTEST), key=len, reverse=True)
    if not usable:
        return None
    listed = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in usable)
    return re.compile(rf"(?<!\w)(?:{listed})(?=s?(?!\w))", re.IGNORECASE)


def _hide(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda m: re.sub(r"\S", SIGN, m[0]), text)


def _masked(value: Any, pattern: re.Pattern[str], text: str) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return _hide(value, pattern)
    if isinstance(value, tuple):
        return tuple(_masked(v, pattern, text) for v in value)
    if isinstance(value, Evidence) and value.end <= len(text):
        section = _hide(value.section, pattern) if value.section else value.section
        return replace(value, quote=text[value.start : value.end], section=section)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _masked(getattr(value, f.name), pattern, text) for f in fields(value) if f.init}
        return replace(value, **changed)
    return value
