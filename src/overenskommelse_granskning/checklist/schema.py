"""The JSON Schema of a checklist file: the one place that says what is allowed.

Used three ways: ``granska schema checklista`` prints it for editors, ``validate`` checks users'
files against it and points into the YAML, the tests check the shipped lists.
"""

from __future__ import annotations

from typing import Any

from ..vocabulary.closed import Flag, Kind, Level, Outcome, Place
from ..vocabulary.sections import SECTION_LABELS

_ID = {"type": "string", "pattern": r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"}
_TEXT = {"type": "string", "minLength": 1}
_TEST: dict[str, Any] = {
    "description": "Ett test på en mening, punkt eller rad: all, any, none, concept, fact, topic, column, unit, "
    "function, list, regex, flag eller use.",
}
_CONDITION: dict[str, Any] = {
    "description": "Vilka delkrav som ska hålla: ett id, en lista (alla) eller all/any/none/at_least+of.",
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"$ref": "#/$defs/condition"}},
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "all": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
                "any": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
                "none": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
                "at_least": {"type": "integer", "minimum": 1},
                "of": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
            },
            "dependentRequired": {"at_least": ["of"], "of": ["at_least"]},
        },
    ],
}


def _object(description: str, required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def checklist_schema() -> dict[str, Any]:
    """The schema as a fresh dict (JSON Schema 2020-12, descriptions in Swedish)."""
    by_outcome = {o.value: _TEXT for o in (Outcome.MET, Outcome.PARTIAL, Outcome.MISSING)}
    element = _object(
        "Ett delkrav med den regel som avgör det.",
        ["id", "title", "rule"],
        {
            "id": _ID | {"description": "Kort namn som utfallsvillkoren använder."},
            "title": _TEXT | {"description": "Delkravet med ett ord eller två."},
            "lacking": _TEXT | {"description": "Sats som passar efter ”Nämns, men …”."},
            "rule": {
                "type": "object",
                "description": "Regelns typ (type) och dess val.",
                "required": ["type"],
                "properties": {
                    "type": {
                        "enum": ["beside", "fact", "groups", "mention", "passage", "share", "table"],
                        "description": "Regeltyp.",
                    }
                },
            },
        },
    )
    criterion = _object(
        "Ett krav med källa, nivåer, delkrav, råd och prov.",
        ["id", "title", "question", "level", "sources", "levels", "elements", "outcome"],
        {
            "id": {"type": "string", "pattern": r"^[a-z0-9_]+\.[a-z0-9_]+$", "description": "Prefix.namn"},
            "title": _TEXT | {"description": "Kort rubrik."},
            "question": _TEXT | {"description": "Frågan som kriteriet besvarar."},
            "step": {"type": "string", "description": "Rubrik som kriteriet grupperas under."},
            "level": {"enum": [x.value for x in Level], "description": "skall eller bor."},
            "weight": {
                "type": "number",
                "exclusiveMinimum": 0,
                "maximum": 10,
                "description": "Vikt i poängen.",
            },
            "place": {"enum": [x.value for x in Place], "description": "Var kriteriet kan bedömas."},
            "why": {"type": "string", "description": "Varför det spelar roll."},
            "sources": {"type": "array", "minItems": 1, "items": _TEXT, "description": "Nycklar ur sources."},
            "levels": _object("Vad nivåerna betyder.", ["met", "partial", "missing"], by_outcome),
            "topics": {
                "type": "array",
                "items": {"enum": [str(s) for s in SECTION_LABELS]},
                "description": "Avsnitt där det hör hemma.",
            },
            "passages": _object(
                "Vilka textställen som rör kriteriet.",
                ["where"],
                {
                    "where": _TEST,
                    "spread": {"type": "boolean", "description": "Delarna får stå på olika ställen."},
                    "allow": {
                        "type": "array",
                        "items": {"enum": [f.value for f in Flag]},
                        "description": "Flaggor som inte hindrar att stället räknas.",
                    },
                },
            ),
            "elements": {"type": "array", "minItems": 1, "items": element},
            "outcome": _object(
                "Hur delkraven läggs ihop.",
                ["met"],
                {
                    "met": {"$ref": "#/$defs/condition"},
                    "partial": {"$ref": "#/$defs/condition"},
                    "not_assessable": {"$ref": "#/$defs/condition"},
                    "silent": {"enum": ["missing", "not_assessable", "not_applicable"]},
                },
            ),
            "applies_when": _object(
                "När kravet började gälla.",
                ["from_date"],
                {"from_date": {"description": "ÅÅÅÅ-MM-DD"}, "reason": {"type": "string"}},
            ),
            "advice": {
                "description": "Råd till den som skriver.",
                "anyOf": [
                    {"type": "string"},
                    {"type": "object", "additionalProperties": False, "properties": by_outcome},
                ],
            },
            "suggestion": {"type": "string", "description": "Färdig mening med [platshållare]."},
            "examples": _object("Exempel.", [], {"weak": _TEXT, "strong": _TEXT}),
            "cases": {
                "type": "array",
                "description": "Prov: text och väntat utfall.",
                "items": _object(
                    "Ett prov.",
                    ["text", "expect"],
                    {
                        "name": _TEXT,
                        "text": _TEXT,
                        "expect": {"enum": [o.value for o in Outcome if o is not Outcome.ERROR]},
                        "todo": {"type": "boolean", "description": "Känt fel som räknas men inte stoppar."},
                    },
                ),
            },
        },
    )
    schema = _object(
        "En checklista för granska.",
        ["id", "title", "version", "kinds", "sources", "criteria"],
        {
            "id": _ID | {"description": "Checklistans id, till exempel bra-2020."},
            "title": _TEXT | {"description": "Checklistans namn."},
            "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$", "description": "Version, 1.0.0."},
            "description": {
                "type": "string",
                "description": "Vad checklistan mäter och varifrån den kommer.",
            },
            "kinds": {
                "type": "array",
                "items": {"enum": [k.value for k in Kind]},
                "description": "Dokumentslag som den gäller.",
            },
            "sources": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": "Källor: nyckel och hänvisning.",
            },
            "tests": {"type": "object", "description": "Namngivna test som regler kan använda med use."},
            "criteria": {"type": "array", "minItems": 1, "items": criterion},
        },
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "granska: checklista",
        "$defs": {"condition": _CONDITION},
        **schema,
    }
