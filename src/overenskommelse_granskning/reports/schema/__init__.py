"""The JSON Schemas of what the program writes and reads, as files beside this one."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent
_SUFFIX = ".schema.json"


def available() -> tuple[str, ...]:
    """The names that :func:`schema_text` knows, sorted."""
    return tuple(sorted(p.name.removesuffix(_SUFFIX) for p in _FOLDER.glob(f"*{_SUFFIX}")))


def schema_text(name: str) -> str:
    """The schema as JSON text. Raises KeyError for a name that does not exist."""
    if name not in available():
        raise KeyError(name)
    return (_FOLDER / f"{name}{_SUFFIX}").read_text(encoding="utf-8")
