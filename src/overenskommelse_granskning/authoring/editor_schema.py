"""The schema that ``granska schema checklist`` prints: all that an editor needs to complete names and explain them.

It is the schema of :mod:`..checklist.schema` with what only the rules know filled in: the keys of tests, the types
of rules with their options, and every name that may stand there, each with its meaning in Swedish.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..checklist import available, load_checklist
from ..checklist.schema import checklist_schema
from ..language.lexicon import shipped_concepts
from ..rules.registry import RULE_TYPES
from ..rules.strict import REQUIRED
from ..vocabulary.sections import section_titles
from . import meanings
from .leaves import NAMED_TESTS, TESTS

_TEST = {"$ref": "#/$defs/test"}
_NUMBERS = ("window", "min", "some", "rows", "partial_from")
_SHARES = ("met_over", "partial_over")
_SWITCHES = ("met_all", "own", "headings", "tell")


def editor_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 with descriptions in Swedish; it refuses nothing that a review accepts."""
    schema = checklist_schema()
    defs = schema["$defs"]
    defs["test"] = {**defs["test"], "anyOf": [{"type": "string"}, _list(_TEST), _test_object()]}
    defs["rule"] = {**defs["rule"], "oneOf": [_rule(name) for name in sorted(RULE_TYPES)]}
    defs["rule"].pop("properties")
    properties = schema["properties"]
    properties["extends"] = {
        **properties["extends"],
        "anyOf": [{"enum": list(available())}, {"pattern": r"\.ya?ml$"}],
    }
    properties["tests_from"]["items"] = {"anyOf": [{"enum": list(available())}, {"pattern": r"\.ya?ml$"}]}
    properties["changes"]["properties"] = {
        c.id: {"$ref": "#/$defs/change", "description": f"{c.title} ({checklist_id})"}
        for checklist_id in available()
        for c in load_checklist(checklist_id).criteria
    }
    return schema


def _test_object() -> dict[str, Any]:
    topics = {str(label): title for label, title in section_titles().items()}
    names: dict[str, Mapping[str, str]] = {
        "concept": {c.id: c.why for c in shipped_concepts()},
        "fact": meanings.FACT_KINDS,
        "agent": meanings.FACT_KINDS,
        "topic": topics,
        "column": topics,
        "unit": meanings.UNITS,
        "flag": meanings.FLAGS,
        "function": meanings.FUNCTIONS,
        "list": meanings.LISTS,
    }
    properties: dict[str, Any] = {}
    for key, meaning in meanings.TEST_KEYS.items():
        if key in ("all", "any", "none"):
            form: dict[str, Any] = {"anyOf": [_list(_TEST), _TEST]}
        elif key in ("regex", "use", "word"):
            form = {"anyOf": [{"type": "string"}, _list({"type": "string"})]}
        else:
            one = _one_of(names[key])
            form = {"anyOf": [one, _list(one)]}
        properties[key] = {"description": meaning, **form}
    return {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": properties}


def _rule(name: str) -> dict[str, Any]:
    options = {o: _option(o) for o in sorted(RULE_TYPES[name].OPTIONS)}
    return {
        "type": "object",
        "description": meanings.RULES[name],
        "additionalProperties": False,
        "required": ["type", *REQUIRED[name]],
        "properties": {"type": {"const": name, "description": meanings.RULES[name]}, **options},
    }


def _option(name: str) -> dict[str, Any]:
    described = {"description": meanings.OPTIONS[name]}
    if name in TESTS:
        return described | {"anyOf": [_TEST]}
    if name in NAMED_TESTS:
        return described | {"type": "object", "minProperties": 1, "additionalProperties": _TEST}
    if name in _NUMBERS:
        return described | {"type": "integer", "minimum": 0}
    if name in _SHARES:
        return described | {"type": "number", "minimum": 0, "maximum": 1}
    if name in _SWITCHES:
        return described | {"type": "boolean"}
    if name == "allow":
        return described | _list(_one_of(meanings.FLAGS))
    if name == "within":
        return described | {"enum": ["document", "passages"]}
    return described | _one_of(meanings.LISTS if name == "list" else meanings.DOCUMENT_FACTS)


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(names: Mapping[str, str]) -> dict[str, Any]:
    """A choice of names; editors show the description beside each."""
    return {"oneOf": [{"const": name, "description": meaning} for name, meaning in sorted(names.items())]}
