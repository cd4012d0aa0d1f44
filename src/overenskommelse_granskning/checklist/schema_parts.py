"""The smallest parts that the schemas of checklist files are made of."""

from __future__ import annotations

from typing import Any

VERSION_PATTERN = r"^\d+\.\d+\.\d+$"
CRITERION_PATTERN = r"^[a-z0-9_]+\.[a-z0-9_]+$"

ID = {"type": "string", "pattern": r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"}
TEXT = {"type": "string", "minLength": 1}
VERSION = {"type": "string", "pattern": VERSION_PATTERN}


def an_object(description: str, required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has no other keys than these."""
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }
