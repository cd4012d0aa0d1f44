"""The JSON report: one object for one file, an array for several. Schema: ``granska schema report``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..assessment import Assessment
from . import Style
from .escape import json_safe

EXTENSION = "json"


def render(assessments: Sequence[Assessment], style: Style) -> str:
    """Dump the assessments; ends with a line feed."""
    reports = [a.to_dict() for a in assessments]
    return dumps(reports if style.several or len(reports) != 1 else reports[0])


def dumps(value: Any) -> str:
    """JSON as this project writes it: å, ä, ö as they are, one space of indent, LF at the end."""
    return json_safe(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def one_line(value: Any) -> str:
    """The same on one line, without an end: for an entry of a long list."""
    return json_safe(json.dumps(value, ensure_ascii=False, allow_nan=False))
