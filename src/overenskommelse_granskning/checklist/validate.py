"""Strict validation of a checklist file: every error points at the author's line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from ..errors import ChecklistError
from .schema import checklist_schema

Place = tuple[int, int]


def validated(text: str, file: str) -> dict[str, Any]:
    """Parse and validate; return the data. Raises ChecklistError for the first error found."""
    errors = find_errors(text, file)
    if errors:
        raise errors[0]
    data: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return data


def find_errors(text: str, file: str) -> list[ChecklistError]:
    """All errors in a checklist text, in the order of their lines."""
    lines = text.split("\n")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else None
        return [
            _error(
                f"YAML-fel: {error.problem or 'filen kan inte tolkas'}. Kontrollera indrag, kolon och "
                f"citattecken",
                file,
                place,
                lines,
            )
        ]
    if root is None:
        return [_error("Checklistan är tom", file, (1, 1), lines)]
    places: dict[tuple[Any, ...], Place] = {}
    duplicates: list[ChecklistError] = []
    _walk(root, (), places, duplicates, file, lines)
    data = yaml.load(text, Loader=_Loader)
    errors = duplicates + _schema_errors(data, places, file, lines)
    if not errors:
        errors = _reference_errors(data, places, file, lines)
    return sorted(errors, key=lambda e: (e.line or 0, e.column or 0, str(e)))


class _Loader(yaml.SafeLoader):
    """Safe, and dates stay strings: a checklist compares no clock."""


_Loader.yaml_implicit_resolvers = {
    key: [(tag, rx) for tag, rx in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _walk(
    node: yaml.Node,
    path: tuple[Any, ...],
    places: dict[tuple[Any, ...], Place],
    duplicates: list[ChecklistError],
    file: str,
    lines: list[str],
) -> None:
    places.setdefault(path, _mark(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                duplicates.append(_error(f"Nyckeln ”{name}” står två gånger", file, _mark(key), lines))
            seen.add(name)
            places[(*path, name)] = _mark(key)
            _walk(value, (*path, name), places, duplicates, file, lines)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            _walk(item, (*path, i), places, duplicates, file, lines)


def _mark(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _schema_errors(
    data: Any, places: Mapping[tuple[Any, ...], Place], file: str, lines: list[str]
) -> list[ChecklistError]:
    from jsonschema import Draft202012Validator

    out: list[ChecklistError] = []
    for error in Draft202012Validator(checklist_schema()).iter_errors(data):
        path = tuple(error.absolute_path)
        message, extra = _swedish(error)
        place = places.get((*path, *extra)) or _nearest(places, path)
        out.append(_error(message, file, place, lines))
    return out


def _swedish(error: Any) -> tuple[str, tuple[Any, ...]]:
    """The validator's error as a Swedish sentence, and the key it concerns."""
    named = [p for p in error.absolute_path if isinstance(p, str)]
    where = f"”{named[-1]}”" if named else "checklistan"
    value, rule = error.instance, error.validator
    if rule == "additionalProperties":
        allowed = sorted(error.schema.get("properties", {}))
        unknown = sorted(set(value) - set(allowed))
        return f"Okänd nyckel ”{unknown[0]}”: tillåtna är {', '.join(allowed)}", (unknown[0],)
    if rule == "required":
        lacking = [k for k in error.validator_value if k not in value]
        return f"Nyckeln ”{lacking[0]}” saknas i {where}", ()
    if rule == "enum":
        return (
            f"”{value}” är inte tillåtet för {where}: välj något av "
            f"{', '.join(map(str, error.validator_value))}",
            (),
        )
    if rule == "type":
        names = {
            "string": "text",
            "array": "en lista",
            "object": "nycklar med värden",
            "number": "ett tal",
            "integer": "ett heltal",
            "boolean": "true eller false",
        }
        return f"{where} ska vara {names.get(error.validator_value, error.validator_value)}", ()
    if rule == "pattern":
        return f"”{value}” har fel form för {where}: den ska följa mönstret {error.validator_value}", ()
    if rule in ("minItems", "minLength"):
        return f"{where} får inte vara tom", ()
    if rule in ("exclusiveMinimum", "minimum", "maximum"):
        return f"{value} är utanför det tillåtna för {where} (gräns {error.validator_value})", ()
    return f"{where} har fel form", ()


def _reference_errors(
    data: Mapping[str, Any], places: Mapping[tuple[Any, ...], Place], file: str, lines: list[str]
) -> list[ChecklistError]:
    """What a schema cannot say: unique ids, known sources, known elements."""
    out: list[ChecklistError] = []
    seen: set[str] = set()
    for i, criterion in enumerate(data["criteria"]):
        base: tuple[Any, ...] = ("criteria", i)
        if criterion["id"] in seen:
            out.append(
                _error(f"Id:t {criterion['id']} används två gånger", file, places[(*base, "id")], lines)
            )
        seen.add(criterion["id"])
        for source in criterion["sources"]:
            if source not in data["sources"]:
                known = ", ".join(sorted(data["sources"])) or "inga"
                out.append(
                    _error(
                        f"Källan ”{source}” finns inte under sources: där finns {known}",
                        file,
                        places[(*base, "sources")],
                        lines,
                    )
                )
        elements = {e["id"] for e in criterion["elements"]}
        for key in ("met", "partial"):
            for name in _names(criterion["outcome"].get(key, ())):
                if name not in elements:
                    out.append(
                        _error(
                            f"Delkravet ”{name}” finns inte i {criterion['id']}: där finns "
                            f"{', '.join(sorted(elements))}",
                            file,
                            places[(*base, "outcome", key)],
                            lines,
                        )
                    )
    return out


def _names(condition: Any) -> list[str]:
    if isinstance(condition, str):
        return [condition]
    if isinstance(condition, Mapping):
        return [n for k in ("all", "any", "none", "of") for n in _names(condition.get(k, ()))]
    return [n for part in condition for n in _names(part)]


def _nearest(places: Mapping[tuple[Any, ...], Place], path: tuple[Any, ...]) -> Place | None:
    while path not in places and path:
        path = path[:-1]
    return places.get(path)


def _error(message: str, file: str, place: Place | None, lines: list[str]) -> ChecklistError:
    line, column = place or (None, None)
    excerpt = lines[line - 1].rstrip() if line and line <= len(lines) else ""
    return ChecklistError(
        message.rstrip(".") + ".", file=file, line=line, column=column, excerpt=excerpt, code="C001"
    )
