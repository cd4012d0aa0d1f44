"""The JSON Schema of a checklist file: the one place that says what is allowed.

Used three ways: ``granska schema checklist`` prints it for editors (with the names that only the rules
know filled in), ``validate`` checks users' files against it and points into the YAML, the tests check the
shipped lists.
"""

from __future__ import annotations

from typing import Any

from ..vocabulary.closed import Flag, Kind, Level, Outcome, Place, Trap
from ..vocabulary.sections import SECTION_LABELS
from ..vocabulary.slots import SLOTS

RULE_TYPES = ("beside", "fact", "groups", "mention", "passage", "share", "table")
VERSION_PATTERN = r"^\d+\.\d+\.\d+$"
CRITERION_PATTERN = r"^[a-z0-9_]+\.[a-z0-9_]+$"
HEAVIEST = 10  # the largest weight

_ID = {"type": "string", "pattern": r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"}
_TEXT = {"type": "string", "minLength": 1}
_VERSION = {"type": "string", "pattern": VERSION_PATTERN}
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
    criterion = _criterion_properties()
    schema = _object(
        "En checklista för granska.",
        ["id", "title", "version"],
        {
            "id": _ID | {"description": "Checklistans id, till exempel bra-2020."},
            "title": _TEXT | {"description": "Checklistans namn."},
            "version": _VERSION
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
            "extends": _TEXT
            | {
                "description": "Checklista att bygga på: ett id (bra-2020) eller en fil bredvid den här (lan.yaml)."
            },
            "tests_from": {
                "type": "array",
                "items": _TEXT,
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
                "additionalProperties": _TEXT,
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
            "criterion": _object(
                "Ett krav med källa, nivåer, delkrav, råd och provfall.",
                ["id", "title", "question", "level", "sources", "levels", "elements", "outcome"],
                criterion,
            ),
            "change": _change(criterion),
        },
        **schema,
        "if": {"required": ["extends"]},
        "then": {},
        "else": {
            "required": ["kinds", "sources", "criteria"],
            "not": {"required": ["changes"]},
        },
    }


_CASE = _object(
    "Ett provfall: en text och det utfall som den ska ge.",
    ["text", "expect"],
    {
        "name": _TEXT | {"description": "Kort namn, olika för alla fall i kriteriet."},
        "text": _TEXT
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
    return _object(
        "Ett delkrav med den regel som avgör det.",
        required,
        {
            "id": _ID | {"description": "Kort namn som utfallsvillkoren använder."},
            "title": _TEXT | {"description": "Delkravet med ett ord eller två."},
            "lacking": _TEXT | {"description": "Sats som passar efter ”Nämns, men …”."},
            "rule": {"$ref": "#/$defs/rule"},
        },
    )


_CRITERIA = {"type": "array", "items": {"type": "string", "pattern": CRITERION_PATTERN}}
_WORDING: dict[str, Any] = {
    "suggestion": {
        "type": "string",
        "description": "Mening som uppfyller kravet när [platshållarna] har fyllts i, ett stycke per rad (”- ” ger "
        "en punkt, ”| a | b |” en tabellrad, den första är tabellens rubriker). Det "
        f"dokumentet självt säger fyller programmet i: {', '.join(f'{{{s}}}' for s in SLOTS)}.",
    },
    "each": {
        "enum": ["goals", "insatser", "measures", "problems", "promises"],
        "description": "Förslaget ges en gång för varje post i listan som saknar det som krävs.",
    },
    "amend": _TEXT
    | {"description": "Vad en sådan post ska säga i stället; {text} är dess egen text. Kräver each."},
    "instead": {
        "enum": ["first", "all"],
        "description": "Förslaget skrivs i stället för det som står och som det skulle säga emot: det första "
        "stället (first) eller alla (all).",
    },
    "serves": _CRITERIA | {"description": "Andra kriterier som samma skrivning är tänkt att uppfylla."},
    "touches": _CRITERIA
    | {"description": "Andra kriterier som skrivningen kan lyfta: de frågar efter en del av samma sak."},
}


def _criterion_properties() -> dict[str, Any]:
    by_outcome = {
        Outcome.MET.value: _TEXT | {"description": "När kravet är uppfyllt."},
        Outcome.PARTIAL.value: _TEXT | {"description": "När något finns men inte allt."},
        Outcome.MISSING.value: _TEXT
        | {
            "description": "När inget i texten uppfyller kravet. Med place: process: när texten säger att det inte har gjorts."
        },
    }
    return {
        "id": {
            "type": "string",
            "pattern": CRITERION_PATTERN,
            "description": "Prefix.namn med små bokstäver utan å, ä och ö, till exempel lan.uppfoljning.",
        },
        "title": _TEXT | {"description": "Kort rubrik."},
        "question": _TEXT | {"description": "Frågan som kriteriet besvarar."},
        "step": {"type": "string", "description": "Rubrik som kriteriet grupperas under."},
        "level": {
            "enum": [x.value for x in Level],
            "description": "skall: källan kräver det. bor: källan rekommenderar det.",
        },
        "weight": {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": HEAVIEST,
            "description": f"Vikt i poängen: över 0, högst {HEAVIEST}. Förval: 2 för skall, 1 för bor.",
        },
        "place": {
            "enum": [x.value for x in Place],
            "description": "Var kriteriet kan bedömas: dokument, bilaga (i dokumentet bara om bilagan följer "
            "med) eller process (dokumentet kan bara påstå det).",
        },
        "mandatory": {
            "type": "boolean",
            "description": "true: en checklista som bygger på den här får inte stänga av eller försvaga kriteriet "
            "utan skäl.",
        },
        "since": _VERSION | {"description": "Den version av checklistan då kriteriet kom till."},
        "changed": _VERSION | {"description": "Den version då kriteriet senast ändrades."},
        "why": {"type": "string", "description": "Varför det spelar roll."},
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": _TEXT,
            "description": "Varifrån kravet kommer: nycklar ur sources.",
        },
        "levels": _object("Vad nivåerna betyder.", ["met", "partial", "missing"], by_outcome),
        "topics": {
            "type": "array",
            "items": {"enum": [str(s) for s in SECTION_LABELS]},
            "description": "Ämnen som kriteriet hör till, det viktigaste först. Det första avgör under vilken rubrik förslaget "
            "skrivs in när texten inte säger något om saken, och var kriteriet står i granska mall. Alla visas i rapporten "
            "som avsnitt där programmet har letat. Utan topics läggs förslaget sist. Reglerna letar ändå i hela dokumentet.",
        },
        "passages": _object(
            "Vilka textställen som rör kriteriet.",
            ["where"],
            {
                "where": {
                    "$ref": "#/$defs/test",
                    "description": "Testet på en mening, punkt eller tabellrad: klarar den det är den ett ställe. Se Test nedan.",
                },
                "spread": {
                    "type": "boolean",
                    "description": "true: delarna får stå vid olika ställen i dokumentet. Förval false: samma ställe (och "
                    "meningarna intill) ska svara för alla delkrav av slagen mention och beside.",
                },
                "allow": {
                    "type": "array",
                    "items": {"enum": [f.value for f in Flag]},
                    "description": "Signaler som inte hindrar att stället räknas, till exempel negated för ett mål som sägs "
                    "med ”inga … ska”. Gäller ställena; regeln har sitt eget allow.",
                },
            },
        ),
        "elements": {
            "type": "array",
            "minItems": 1,
            "items": {"$ref": "#/$defs/element"},
            "description": "Delkraven: vad, när, vem …",
        },
        "outcome": _object(
            "Hur delkraven läggs ihop.",
            ["met"],
            {
                "met": {
                    "$ref": "#/$defs/condition",
                    "description": "Vilka delkrav som ska hålla för uppfyllt.",
                },
                "partial": {
                    "$ref": "#/$defs/condition",
                    "description": "Vilka som räcker för delvis; ett delkrav som bara hålls delvis räknas här.",
                },
                "not_assessable": {
                    "$ref": "#/$defs/condition",
                    "description": "När inget av de andra gäller men detta håller är kriteriet ej bedömbart, till exempel när "
                    "texten bara hänvisar till en bilaga.",
                },
                "silent": {
                    "enum": ["missing", "not_assessable", "not_applicable"],
                    "description": "Utfallet när inget hittas: missing (förval), not_assessable när det kan stå någon "
                    "annanstans, not_applicable när kravet bara gäller den som tar upp saken.",
                },
            },
        ),
        "applies_when": _object(
            "När kravet började gälla: äldre dokument bedöms inte av det.",
            ["from_date"],
            {
                "from_date": {
                    "description": "Dagen då kravet började gälla, ÅÅÅÅ-MM-DD. Ett dokument vars period tog slut före dess, "
                    "eller som utan period är äldre, får ej tillämpligt."
                },
                "reason": {
                    "type": "string",
                    "description": "Mening som visas i stället för omdömet på ett äldre dokument.",
                },
            },
        ),
        "advice": {
            "description": "Råd till den som skriver: en text, eller en för missing och en för partial.",
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": False, "properties": by_outcome},
            ],
        },
        **_WORDING,
        "examples": _object(
            "Exempel.",
            [],
            {
                "weak": _TEXT | {"description": "En skrivning som inte räcker."},
                "strong": _TEXT | {"description": "En skrivning som räcker."},
            },
        ),
        "cases": {
            "type": "array",
            "description": "Provfall: minst sex, se docs/checklistor.md.",
            "items": {"$ref": "#/$defs/case"},
        },
    }


def _change(criterion: dict[str, Any]) -> dict[str, Any]:
    """What may be said of a criterion of the base list: anything but its id, all of it optional."""
    properties = {k: v for k, v in criterion.items() if k != "id"}
    properties["elements"] = {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/changed_element"},
        "description": "Delkrav som läggs till, eller ett befintligt (samma id) med det som är annorlunda.",
    }
    properties["outcome"] = {**criterion["outcome"], "required": []}
    properties["levels"] = {**criterion["levels"], "required": []}
    properties["disabled"] = {
        "type": "boolean",
        "description": "true: kriteriet gäller inte i den här checklistan.",
    }
    properties["reason"] = _TEXT | {
        "description": "Varför ändringen görs. Krävs när ett obligatoriskt kriterium stängs av eller försvagas."
    }
    return _object("Vad som är annorlunda i ett kriterium.", [], properties)
