"""What several formats show of one assessment is made once."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ..assessment import Assessment

T = TypeVar("T")


def shared(make: Callable[[Assessment], T]) -> Callable[[Assessment], T]:
    """``make``, run once per assessment for as long as that lives. What it makes must not be changed."""
    made: dict[int, tuple[weakref.ref[Assessment], T]] = {}

    @wraps(make)
    def once(assessment: Assessment) -> T:
        key = id(assessment)
        found = made.get(key)
        if found is not None and found[0]() is assessment:
            return found[1]
        result = make(assessment)
        made[key] = weakref.ref(assessment, lambda _: made.pop(key, None)), result
        return result

    return once
