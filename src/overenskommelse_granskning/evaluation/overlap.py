"""How much of its wording a passage shares with another: the measure of evidence and of problems."""

from __future__ import annotations

import re


def words(text: str) -> set[str]:
    """Words of three letters or more, in lower case."""
    return set(re.findall(r"\w{3,}", text.lower()))


def overlap(a: str, b: str) -> float:
    """Shared words as a share of those of the text that has fewer."""
    left, right = words(a), words(b)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
