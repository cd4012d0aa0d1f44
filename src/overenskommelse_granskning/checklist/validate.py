"""Strict validation of a checklist file: every error points at the author's line.

Each check takes the data as it is and skips what has another form than it expects, which the schema tells of:
so that a file shows all its errors at once and not only the first kind.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..errors import ChecklistError
from .extend import Inherited
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
# What someone who writes Swedish may take a key to be called.
_SWEDISH_KEYS = {
    "titel": "title", "rubrik": "title", "fråga": "question", "fraga": "question", "steg": "step",
    "nivå": "level", "niva": "level", "vikt": "weight", "plats": "place", "varför": "why", "varfor": "why",
    "källor": "sources", "kallor": "sources", "källa": "sources", "nivåer": "levels", "nivaer": "levels",
    "ämnen": "topics", "delkrav": "elements", "utfall": "outcome", "råd": "advice", "rad": "advice",
    "förslag": "suggestion", "forslag": "suggestion", "exempel": "examples", "provfall": "cases", "fall": "cases",
    "kriterier": "criteria", "beskrivning": "description", "slag": "kinds", "prov": "cases", "test": "tests",
    "ändringar": "changes", "andringar": "changes", "utgår": "extends", "bygger_på": "extends",
    "av": "disabled", "off": "disabled", "false": "disabled", "avstängd": "disabled", "avstangd": "disabled",
    "skäl": "reason", "skal": "reason", "obligatorisk": "mandatory", "saknar": "lacking", "brist": "lacking",
    "regel": "rule", "namn": "name", "väntat": "expect", "vantat": "expect", "fälla": "trap", "svag": "weak",
    "stark": "strong", "ställen": "passages",
}  # fmt: skip


def validated(text: str, file: str) -> tuple[dict[str, Any], Inherited]:
    """Parse and validate; return the data and what it takes from others. Raises the first ChecklistError."""
    source = read_source(text, file)
    inherited, errors = inherited_by(source)
    errors = in_order(errors + source_errors(source, inherited))
    if errors:
        errors[0].more = len(errors) - 1
        raise errors[0]
    return source.data, inherited


def find_errors(text: str, file: str) -> list[ChecklistError]:
    """All errors in a checklist text, in the order of their lines."""
    try:
        source = read_source(text, file)
    except ChecklistError as error:
        return [error]
    inherited, errors = inherited_by(source)
    return in_order(errors + source_errors(source, inherited))


def source_errors(source: Source, inherited: Inherited | None = None) -> list[ChecklistError]:
    """What is wrong with a file that could be parsed, in the order of the lines."""
    from .references import reference_errors

    errors = [source.error(f"Nyckeln ”{p[-1]}” står två gånger", p) for p in source.duplicates]
    errors += schema_errors(source)
    errors += reference_errors(source, inherited or Inherited())
    return in_order(errors)


def inherited_by(source: Source) -> tuple[Inherited, list[ChecklistError]]:
    """The lists that a file builds on, and what is wrong with how it names them."""
    from .bases import find_bases

    return find_bases(source)


def in_order(errors: list[ChecklistError]) -> list[ChecklistError]:
    """Sorted by line, column and text, each once."""
    listed = sorted(errors, key=lambda e: (e.line or 0, e.column or 0, str(e)))
    return list({(e.file, e.line, e.column, str(e)): e for e in listed}.values())


def schema_errors(source: Source) -> list[ChecklistError]:
    """What the schema refuses, each part by itself."""
    from jsonschema import Draft202012Validator

    out: list[ChecklistError] = []
    for found in Draft202012Validator(checklist_schema()).iter_errors(source.data):
        error = _innermost(found)
        out += [source.error(message, (*error.absolute_path, *extra)) for message, extra in _swedish(error)]
    return out


def _innermost(error: Any) -> Any:
    """The error inside a choice of forms that says what is wrong with the form the author chose."""
    while error.validator == "anyOf":
        inner = [e for e in error.context if e.validator != "type" or len(e.path) > 0]
        if not inner:
            return error
        error = max(inner, key=lambda e: len(e.absolute_path))
    return error


def _swedish(error: Any) -> Iterator[tuple[str, Path]]:
    """The validator's error as Swedish sentences, each with the key it concerns."""
    where = _place(error)
    value, rule = error.instance, error.validator
    if rule == "additionalProperties" and isinstance(error.validator_value, bool):
        allowed = sorted(error.schema.get("properties", {}))
        for unknown in sorted(map(str, set(value) - set(allowed))):
            meant = _misplaced_test(unknown, allowed) or near(unknown, allowed)
            yield f"Okänd nyckel ”{unknown}”{meant}: tillåtna är {', '.join(allowed)}", (unknown,)
    elif rule == "required":
        # A key that was misspelt is told as such, and not as lacking too.
        misspelt = {_meant(str(k), error.validator_value) for k in value}
        if _TEST_KEYS & set(map(str, value)):
            misspelt.add("where")
        lacking = [k for k in error.validator_value if k not in value and k not in misspelt]
        yield from ((f"Nyckeln ”{k}” saknas i {where}", ()) for k in lacking)
    elif rule == "not":
        yield "changes kräver extends: säg vilken checklista ändringarna gäller", ("changes",)
    elif rule == "dependentRequired":
        yield f"at_least och of hör ihop i {where}: ange båda eller ingen", ()
    elif rule == "enum":
        allowed = error.validator_value
        meant = near(str(value), allowed)
        yield f"”{value}” är inte tillåtet för {where}{meant}: välj något av {listed(allowed)}", ()
    elif rule == "type" and "pattern" in error.schema and isinstance(value, (int, float)):
        yield f"”{value}” har fel form för {where}: {_form(error.schema['pattern'])}", ()
    elif rule == "type":
        hint = f": skriv [{value}]" if error.validator_value == "array" and isinstance(value, str) else ""
        yield f"{where} ska vara {_TYPES.get(error.validator_value, error.validator_value)}{hint}", ()
    elif rule == "anyOf":
        types = [_TYPES.get(form.get("type", "object"), "") for form in error.validator_value]
        yield f"{where} ska vara {' eller '.join(types)}", ()
    elif rule == "pattern":
        yield f"”{value}” har fel form för {where}: {_form(error.validator_value)}", ()
    elif rule in ("minItems", "minLength", "minProperties"):
        yield f"{where} får inte vara tom", ()
    elif rule in ("exclusiveMinimum", "minimum", "maximum"):
        yield f"{value} är utanför det tillåtna för {where}: {_range(error.schema)}", ()
    else:
        yield f"{where} har fel form", ()


# Keys of a test; they are the rules' own, and named here for a test that was written without its where.
_TEST_KEYS = frozenset(
    "concept fact agent topic column unit function list regex word flag use all any none".split()
)


def _misplaced_test(key: str, allowed: Collection[str]) -> str:
    """What to say where a test stands without the ``where`` that it belongs under."""
    if key not in _TEST_KEYS or "where" not in allowed:
        return ""
    return f" (ett test skrivs under where: where: {{{key}: …}})"


_ITEMS = {"criteria": "kriteriet", "elements": "delkravet", "cases": "provfallet"}


def _place(error: Any) -> str:
    """What the error is about: a key, or the criterion, element or case that lacks something."""
    path = list(error.absolute_path)
    if len(path) > 1 and path[-2] in _ITEMS and isinstance(path[-1], int):
        value = error.instance if isinstance(error.instance, Mapping) else {}
        name = value.get("id") or value.get("name") or f"nummer {path[-1] + 1}"
        return f"{_ITEMS[path[-2]]} {name}"
    named = [p for p in path if isinstance(p, str)]
    return f"”{named[-1]}”" if named else "checklistan"


def _form(pattern: str) -> str:
    from .schema_parts import CRITERION_PATTERN, VERSION_PATTERN

    if pattern == VERSION_PATTERN:
        return "skriv tre tal med punkt emellan, till exempel 1.0.0"
    if pattern == CRITERION_PATTERN:
        return (
            "skriv prefix.namn med små bokstäver a–z, siffror och understreck, till exempel lan.uppfoljning"
        )
    return "skriv med små bokstäver a–z, siffror, bindestreck och understreck"


def _range(schema: Mapping[str, Any]) -> str:
    low = schema.get("exclusiveMinimum", schema.get("minimum"))
    parts = []
    if low is not None:
        parts.append(f"över {low}" if "exclusiveMinimum" in schema else f"från {low}")
    if "maximum" in schema:
        parts.append(f"högst {schema['maximum']}")
    return " och ".join(parts)


def near(word: str, known: Any) -> str:
    """`` (menade du level?)`` where a known word is like this one, else nothing."""
    meant = _meant(word, known)
    return f" (menade du {meant}?)" if meant else ""


def _meant(word: str, known: Any) -> str | None:
    """The known word that a misspelt one, or a Swedish one, stands for."""
    words = [str(k) for k in known]
    translated = _SWEDISH_KEYS.get(word.lower())
    if translated in words:
        return translated
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.7)
    return found[0] if found else None


def listed(values: Any) -> str:
    """The values with commas, or ”inga”."""
    return ", ".join(map(str, values)) or "inga"
