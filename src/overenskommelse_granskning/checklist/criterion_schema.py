"""The JSON Schema of one criterion, and of what a list may change in a criterion of the one that it builds on."""

from __future__ import annotations

from typing import Any

from ..vocabulary.closed import Flag, Level, Outcome, Place
from ..vocabulary.sections import SECTION_LABELS
from ..vocabulary.slots import SLOTS
from .schema_parts import CRITERION_PATTERN, TEXT, VERSION, an_object

HEAVIEST = 10  # the largest weight

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
    "amend": TEXT
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


def criterion_properties() -> dict[str, Any]:
    """The keys of a criterion."""
    by_outcome = {
        Outcome.MET.value: TEXT | {"description": "När kravet är uppfyllt."},
        Outcome.PARTIAL.value: TEXT | {"description": "När något finns men inte allt."},
        Outcome.MISSING.value: TEXT
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
        "title": TEXT | {"description": "Kort rubrik."},
        "question": TEXT | {"description": "Frågan som kriteriet besvarar."},
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
        "since": VERSION | {"description": "Den version av checklistan då kriteriet kom till."},
        "changed": VERSION | {"description": "Den version då kriteriet senast ändrades."},
        "why": {"type": "string", "description": "Varför det spelar roll."},
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": TEXT,
            "description": "Varifrån kravet kommer: nycklar ur sources.",
        },
        "levels": an_object("Vad nivåerna betyder.", ["met", "partial", "missing"], by_outcome),
        "topics": {
            "type": "array",
            "items": {"enum": [str(s) for s in SECTION_LABELS]},
            "description": "Ämnen som kriteriet hör till, det viktigaste först. Det första avgör under vilken rubrik förslaget "
            "skrivs in när texten inte säger något om saken, och var kriteriet står i granska mall. Alla visas i rapporten "
            "som avsnitt där programmet har letat. Utan topics läggs förslaget sist. Reglerna letar ändå i hela dokumentet.",
        },
        "passages": an_object(
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
        "outcome": an_object(
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
        "applies_when": an_object(
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
        "examples": an_object(
            "Exempel.",
            [],
            {
                "weak": TEXT | {"description": "En skrivning som inte räcker."},
                "strong": TEXT | {"description": "En skrivning som räcker."},
            },
        ),
        "cases": {
            "type": "array",
            "description": "Provfall: minst sex, se docs/checklistor.md.",
            "items": {"$ref": "#/$defs/case"},
        },
    }


def changed_criterion(criterion: dict[str, Any]) -> dict[str, Any]:
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
    properties["reason"] = TEXT | {
        "description": "Varför ändringen görs. Krävs när ett obligatoriskt kriterium stängs av eller försvagas."
    }
    return an_object("Vad som är annorlunda i ett kriterium.", [], properties)
