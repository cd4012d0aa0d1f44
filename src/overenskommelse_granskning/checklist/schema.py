"""The JSON Schema of a checklist file: the one place that says what is allowed.

Used three ways: ``granska schema checklist`` prints it for editors (with the names that only the rules
know filled in), ``validate`` checks users' files against it and points into the YAML, the tests check the
shipped lists.
"""

from __future__ import annotations

from typing import Any

from ..vocabulary.closed import Kind, Outcome, Trap
from .criterion_schema import changed_criterion, criterion_properties
from .schema_parts import ID, TEXT, VERSION, an_object

RULE_TYPES = ("beside", "fact", "groups", "mention", "passage", "share", "table")


_CONDITION: dict[str, Any] = {
    "description": "Vilka delkrav som ska hålla: ett id, en lista (alla) eller all/any/none/at_least+of.",
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"$ref": "#/$defs/condition"}},
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "all": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/condition"},
                    "description": "Alla dessa ska hålla.",
                },
                "any": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/condition"},
                    "description": "Minst ett av dessa ska hålla.",
                },
                "none": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/condition"},
                    "description": "Inget av dessa får hålla.",
                },
                "at_least": {"type": "integer", "minimum": 1, "description": "Så många av dem i of."},
                "of": {
                    "type": "array",
                    "items": {"$ref": "#/$defs/condition"},
                    "description": "De som at_least räknar bland.",
                },
            },
            "dependentRequired": {"at_least": ["of"], "of": ["at_least"]},
        },
    ],
}


def checklist_schema() -> dict[str, Any]:
    """The schema as a fresh dict (JSON Schema 2020-12, descriptions in Swedish)."""
    criterion = criterion_properties()
    schema = an_object(
        "En checklista för granska.",
        ["id", "title", "version"],
        {
            "id": ID | {"description": "Checklistans id, till exempel bra-2020."},
            "title": TEXT | {"description": "Checklistans namn."},
            "version": VERSION
            | {
                "description": "Version i tre tal. Höj det första när något krav tas bort, väger annorlunda eller "
                "avgörs på annat sätt, det andra när något läggs till, det tredje när bara texter ändras."
            },
            "description": {
                "type": "string",
                "description": "Vad checklistan mäter och varifrån den kommer.",
            },
            "kinds": {
                "type": "array",
                "items": {"enum": [k.value for k in Kind]},
                "description": "Dokumentslag som den gäller. Tom lista: bara när den väljs med --checklista.",
            },
            "extends": TEXT
            | {
                "description": "Checklista att bygga på: ett id (bra-2020) eller en fil bredvid den här (lan.yaml)."
            },
            "tests_from": {
                "type": "array",
                "items": TEXT,
                "description": "Checklistor vars namngivna test får användas här (id eller fil).",
            },
            "changes": {
                "type": "object",
                "description": "Lokala ändringar i den checklista som extends nämner: kriteriets id och vad "
                "som är annorlunda.",
                "additionalProperties": {"$ref": "#/$defs/change"},
            },
            "sources": {
                "type": "object",
                "additionalProperties": TEXT,
                "description": "Källor: nyckel och hänvisning.",
            },
            "tests": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/test"},
                "description": "Namngivna test som regler kan använda med use.",
            },
            "criteria": {
                "type": "array",
                "minItems": 1,
                "items": {"$ref": "#/$defs/criterion"},
                "description": "Kriterierna, i den ordning som rapporten visar dem.",
            },
        },
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "granska: checklista",
        "$defs": {
            "condition": _CONDITION,
            "test": {
                "description": "Ett test på en mening, punkt eller rad: namnet på ett test under tests, en lista "
                "(alla ska hålla) eller en nyckel med värde.",
            },
            "rule": {
                "type": "object",
                "description": "Regelns typ (type) och dess val.",
                "required": ["type"],
                "properties": {"type": {"enum": list(RULE_TYPES), "description": "Regeltyp."}},
            },
            "element": _element(["id", "title", "rule"]),
            "changed_element": _element(["id"]),
            "case": _CASE,
            "criterion": an_object(
                "Ett krav med källa, nivåer, delkrav, råd och provfall.",
                ["id", "title", "question", "level", "sources", "levels", "elements", "outcome"],
                criterion,
            ),
            "change": changed_criterion(criterion),
        },
        **schema,
        "if": {"required": ["extends"]},
        "then": {},
        "else": {
            "required": ["kinds", "sources", "criteria"],
            "not": {"required": ["changes"]},
        },
    }


_CASE = an_object(
    "Ett provfall: en text och det utfall som den ska ge.",
    ["text", "expect"],
    {
        "name": TEXT | {"description": "Kort namn, olika för alla fall i kriteriet."},
        "text": TEXT
        | {
            "description": "Texten som prövas. Hitta på den; kopiera inget verkligt dokument. Flera rader skrivs efter "
            "text: | och läses då som Markdown: # rubrik, - punkt, | a | b | tabellrad (första raden är rubrikerna, den andra "
            "| --- | --- |)."
        },
        "expect": {
            "enum": [o.value for o in Outcome if o is not Outcome.ERROR],
            "description": "Väntat utfall: met (uppfyllt), partial (delvis), missing (saknas), "
            "not_assessable (ej bedömbart), not_applicable (ej tillämpligt).",
        },
        "trap": {
            "enum": [t.value for t in Trap],
            "description": "Varför fallet är lätt att bedöma fel: negated (nekat), placeholder (platshållare), "
            "demand (citat av ett krav), later (utlovat), near_miss (uppfyller ett annat kriterium), "
            "neighbour (meningen intill säger det som söks, men om något annat).",
        },
        "todo": {"type": "boolean", "description": "Känt fel som räknas men inte stoppar."},
    },
)


def _element(required: list[str]) -> dict[str, Any]:
    return an_object(
        "Ett delkrav med den regel som avgör det.",
        required,
        {
            "id": ID | {"description": "Kort namn som utfallsvillkoren använder."},
            "title": TEXT | {"description": "Delkravet med ett ord eller två."},
            "lacking": TEXT | {"description": "Sats som passar efter ”Nämns, men …”."},
            "rule": {"$ref": "#/$defs/rule"},
        },
    )
