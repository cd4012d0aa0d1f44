"""Facts of the document as a whole, as outcomes with passages."""

from __future__ import annotations

from collections.abc import Callable

from ..vocabulary.closed import Outcome
from .contract import Context, Passage

Decide = Callable[[Context], tuple[Outcome, tuple[Passage, ...]]]
FACTS: dict[str, Decide] = {}
