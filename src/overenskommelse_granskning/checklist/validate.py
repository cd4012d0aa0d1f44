"""Strict validation of a checklist file: every error points at the author's line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..errors import ChecklistError
from .located import Path, Source, read_source
from .schema import checklist_schema

_TYPES = {
    "string": "text",
    "array": "en lista",
    "object": "nycklar med värden",
    "number": "ett tal",
    "integer": "ett heltal",
    "boolean": "true eller false",
}


def validated(text: str, file: str) -> dict[str, Any]:
    """Parse and validate; return the data. Raises ChecklistError for the first error found."""
    source = read_source(text, file)
    errors = source_errors(source)
    if errors:
        raise errors[0]
    data: dict[str, Any] = source.data
    return data


def find_errors(text: str, file: str) -> list[ChecklistError]:
    """All errors in a checklist text, in the order of their lines."""
    try:
        return source_errors(read_source(text, file))
    except ChecklistError as error:
        return [error]


def source_errors(source: Source) -> list[ChecklistError]:
    """What is wrong with a file that could be parsed, in the order of the lines."""
    errors = [source.error(f"Nyckeln ”{p[-1]}” står två gånger", p) for p in source.duplicates]
    errors += _schema_errors(source)
    if not errors:
        errors = list(_reference_errors(source))
    return in_order(errors)


def in_order(errors: list[ChecklistError]) -> list[ChecklistError]:
    """Sorted by line, column and text."""
    return sorted(errors, key=lambda e: (e.line or 0, e.column or 0, str(e)))


def _schema_errors(source: Source) -> list[ChecklistError]:
    from jsonschema import Draft202012Validator

    out: list[ChecklistError] = []
    for found in Draft202012Validator(checklist_schema()).iter_errors(source.data):
        error = _innermost(found)
        message, extra = _swedish(error)
        out.append(source.error(message, (*error.absolute_path, *extra)))
    return out


def _innermost(error: Any) -> Any:
    """The error inside a choice of forms that says what is wrong with the form the author chose."""
    while error.validator == "anyOf":
        inner = [e for e in error.context if e.validator != "type" or len(e.path) > 0]
        if not inner:
            return error
        error = max(inner, key=lambda e: len(e.absolute_path))
    return error


def _swedish(error: Any) -> tuple[str, Path]:
    """The validator's error as a Swedish sentence, and the key it concerns."""
    named = [p for p in error.absolute_path if isinstance(p, str)]
    where = f"”{named[-1]}”" if named else "checklistan"
    value, rule = error.instance, error.validator
    if rule == "additionalProperties":
        allowed = sorted(error.schema.get("properties", {}))
        unknown = sorted(map(str, set(value) - set(allowed)))
        return f"Okänd nyckel ”{unknown[0]}”: tillåtna är {', '.join(allowed)}", (unknown[0],)
    if rule == "required":
        lacking = [k for k in error.validator_value if k not in value]
        return f"Nyckeln ”{lacking[0]}” saknas i {where}", ()
    if rule == "dependentRequired":
        return f"at_least och of hör ihop i {where}: ange båda eller ingen", ()
    if rule == "enum":
        return f"”{value}” är inte tillåtet för {where}: välj något av {_listed(error.validator_value)}", ()
    if rule == "type":
        return f"{where} ska vara {_TYPES.get(error.validator_value, error.validator_value)}", ()
    if rule == "anyOf":
        types = [_TYPES.get(form.get("type", "object"), "") for form in error.validator_value]
        return f"{where} ska vara {' eller '.join(types)}", ()
    if rule == "pattern":
        return f"”{value}” har fel form för {where}: den ska följa mönstret {error.validator_value}", ()
    if rule in ("minItems", "minLength", "minProperties"):
        return f"{where} får inte vara tom", ()
    if rule in ("exclusiveMinimum", "minimum", "maximum"):
        return f"{value} är utanför det tillåtna för {where} (gräns {error.validator_value})", ()
    return f"{where} har fel form", ()


def _reference_errors(source: Source) -> Iterator[ChecklistError]:
    """What a schema cannot say: unique ids, known sources, known elements, real days."""
    data = source.data
    ids = Counter(c["id"] for c in data["criteria"])
    seen: set[str] = set()
    for i, criterion in enumerate(data["criteria"]):
        base: Path = ("criteria", i)
        if ids[criterion["id"]] > 1 and criterion["id"] in seen:
            yield source.error(f"Id:t {criterion['id']} används två gånger", (*base, "id"))
        seen.add(criterion["id"])
        for n, name in enumerate(criterion["sources"]):
            if name not in data["sources"]:
                yield source.error(
                    f"Källan ”{name}” finns inte under sources: där finns {_listed(sorted(data['sources']))}",
                    (*base, "sources", n),
                )
        yield from _element_errors(source, criterion, base)
        day = (criterion.get("applies_when") or {}).get("from_date")
        if day is not None and not _is_day(day):
            yield source.error(
                f"”{day}” är inget datum: skriv det som ÅÅÅÅ-MM-DD", (*base, "applies_when", "from_date")
            )


def _element_errors(source: Source, criterion: Mapping[str, Any], base: Path) -> Iterator[ChecklistError]:
    elements: set[str] = set()
    for n, element in enumerate(criterion["elements"]):
        if element["id"] in elements:
            yield source.error(
                f"Delkravet ”{element['id']}” står två gånger i {criterion['id']}",
                (*base, "elements", n, "id"),
            )
        elements.add(element["id"])
    for key in ("met", "partial", "not_assessable"):
        for name, path in _names(criterion["outcome"].get(key, ()), (*base, "outcome", key)):
            if name not in elements:
                yield source.error(
                    f"Delkravet ”{name}” finns inte i {criterion['id']}: där finns "
                    f"{_listed(sorted(elements))}",
                    path,
                )


def _names(condition: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """The element names of a condition, with their places."""
    if isinstance(condition, str):
        yield condition, path
    elif isinstance(condition, Mapping):
        for k in ("all", "any", "none", "of"):
            yield from _names(condition.get(k, ()), (*path, k))
    else:
        for i, part in enumerate(condition):
            yield from _names(part, (*path, i))


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return len(str(value)) == 10


def _listed(values: Any) -> str:
    return ", ".join(map(str, values)) or "inga"
