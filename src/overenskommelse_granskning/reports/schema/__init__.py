"""The JSON Schemas of what the program writes and reads, as files beside this one.

A schema may refer to definitions that only the report's has (``#/$defs/evidence``): they are put in when
it is asked for, so that a quote is described in one place.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..json import dumps

_FOLDER = Path(__file__).resolve().parent
_SUFFIX = ".schema.json"
_SHARED = "report"
_REFERENCE = re.compile(r'"#/\$defs/(\w+)')


def available() -> tuple[str, ...]:
    """The names that :func:`schema_text` knows, sorted."""
    return tuple(sorted(p.name.removesuffix(_SUFFIX) for p in _FOLDER.glob(f"*{_SUFFIX}")))


def schema_text(name: str) -> str:
    """The schema as JSON text. Raises KeyError for a name that does not exist."""
    if name not in available():
        raise KeyError(name)
    text = _read(name)
    missing = set(_REFERENCE.findall(text)) - json.loads(text).get("$defs", {}).keys()
    return _completed(json.loads(text), missing) if missing else text


def _read(name: str) -> str:
    return (_FOLDER / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


def _completed(schema: dict[str, Any], missing: set[str]) -> str:
    """The schema with the definitions of the report that it refers to, and those that they refer to."""
    shared = json.loads(_read(_SHARED))["$defs"]
    definitions = schema.setdefault("$defs", {})
    while missing:
        definitions.update({name: shared[name] for name in sorted(missing)})
        missing = set(_REFERENCE.findall(json.dumps(definitions))) - definitions.keys()
    return dumps(schema)
