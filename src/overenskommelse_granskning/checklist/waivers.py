"""A file of waivers: which criteria need not be met by which documents, why, who says so, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ..errors import ChecklistError
from ..vocabulary.swedish import upper_first
from .files import read_text
from .located import Source, read_source

_REQUIRED = {
    "criterion": "kriteriets id, till exempel bra.sekretess",
    "reason": "varför kriteriet inte behöver uppfyllas",
    "by": "vem som har bestämt det",
    "created": "när det bestämdes, ÅÅÅÅ-MM-DD",
}
_OPTIONAL = {
    "document": "dokumentets filnamn, med * för vad som helst, eller sha256: och kontrollsumman (förval: alla)",
    "expires": "sista dag som undantaget gäller, ÅÅÅÅ-MM-DD (förval: tills vidare)",
}


@dataclass(frozen=True, slots=True)
class Waiver:
    """``document`` is a pattern on the file's name, or ``sha256:`` and the hash of its bytes."""

    criterion: str
    reason: str
    by: str
    created: date
    document: str = "*"
    expires: date | None = None

    def concerns(self, name: str, sha256: str) -> bool:
        """Whether it is about a document with this file name and hash."""
        if self.document.startswith("sha256:"):
            return self.document.removeprefix("sha256:").strip().lower() == sha256
        return fnmatchcase(Path(name).name.casefold(), self.document.casefold())

    def holds(self, as_of: date) -> bool:
        """Whether it has been given and has not run out at a date."""
        return self.created <= as_of and (self.expires is None or as_of <= self.expires)


def load_waivers(path: str | Path) -> tuple[Waiver, ...]:
    """The waivers of a YAML file with the single key ``waivers``.

    Raises ConfigurationError when the file cannot be read, ChecklistError at the author's line when
    it says something else than what is allowed.
    """
    text = read_text(Path(path), "Undantagsfilen")
    source = read_source(text, str(path))
    data = source.data
    if not isinstance(data, dict) or set(data) != {"waivers"} or not isinstance(data["waivers"], list):
        raise _error(source, "Filen ska ha nyckeln waivers och under den en lista med undantag", ())
    if source.duplicates:
        raise _error(source, f"Nyckeln ”{source.duplicates[0][-1]}” står två gånger", source.duplicates[0])
    return tuple(_waiver(source, entry, ("waivers", i)) for i, entry in enumerate(data["waivers"]))


def waivers_schema() -> dict[str, Any]:
    """The JSON Schema of the file, with Swedish descriptions."""
    told = {**_REQUIRED, **_OPTIONAL}
    dates = {"created", "expires"}
    properties = {
        name: {"type": "string", "minLength": 1, "description": upper_first(text) + "."}
        | ({"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"} if name in dates else {})
        for name, text in told.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Undantag för granska (--undantag FIL)",
        "type": "object",
        "required": ["waivers"],
        "additionalProperties": False,
        "properties": {
            "waivers": {
                "type": "array",
                "description": "Undantagen, ett per kriterium och dokument.",
                "items": {
                    "type": "object",
                    "required": list(_REQUIRED),
                    "additionalProperties": False,
                    "properties": properties,
                },
            }
        },
    }


def _waiver(source: Source, entry: Any, path: tuple[Any, ...]) -> Waiver:
    allowed = {**_REQUIRED, **_OPTIONAL}
    if not isinstance(entry, dict):
        raise _error(source, "Ett undantag ska ha nycklar med värden: " + ", ".join(allowed), path)
    for key in entry:
        if key not in allowed:
            raise _error(source, f"Okänd nyckel ”{key}”: tillåtna är {', '.join(allowed)}", (*path, key))
    for key, what in _REQUIRED.items():
        if key not in entry:
            raise _error(source, f"Nyckeln ”{key}” saknas: {what}", path)
    texts: dict[str, str] = {}
    for key, value in entry.items():
        if not isinstance(value, str) or not value.strip():
            raise _error(source, f"”{key}” ska vara text: {allowed[key]}", (*path, key))
        texts[key] = value.strip()
    days = {k: _day(source, texts[k], (*path, k)) for k in ("created", "expires") if k in texts}
    if "expires" in days and days["expires"] < days["created"]:
        raise _error(source, "”expires” är före ”created”", (*path, "expires"))
    return Waiver(
        texts["criterion"],
        texts["reason"],
        texts["by"],
        days["created"],
        texts.get("document", "*"),
        days.get("expires"),
    )


def _day(source: Source, text: str, path: tuple[Any, ...]) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _error(source, f"”{text}” är inget datum: skriv ÅÅÅÅ-MM-DD", path) from None


def _error(source: Source, message: str, path: tuple[Any, ...]) -> ChecklistError:
    return source.error(message, path)
