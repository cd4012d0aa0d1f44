"""The documentation that is made from the checklists and lexicons: criteria, keys, concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..checklist import Checklist, Criterion, available, load_checklist
from ..checklist.schema import checklist_schema
from ..checklist.wording import kinds_text
from ..evaluation.measured import shipped_measures
from ..language.lexicon import shipped_concepts
from ..reports.labels import LEVEL_TITLES, number, percent
from ..resources import read_yaml, vocabulary_files
from ..rules.registry import RULE_TYPES
from ..rules.strict import REQUIRED
from ..vocabulary.sections import section_kinds
from ..vocabulary.slots import SLOTS
from . import meanings
from .concepts import PROGRAM, concept_users
from .page import Line, criterion_page

_SHOWN_TERMS = 6


def criterion_markdown(checklist: Checklist, c: Criterion) -> str:
    """The page of one criterion."""
    out = [f"# {c.title}", ""]
    for part in criterion_page(checklist, c):
        if part.title:
            out += [f"## {part.title}", ""]
        lines = list(part.lines)
        for i, line in enumerate(lines):
            out.append(_markdown(line))
            listed = line.lead and i + 1 < len(lines) and lines[i + 1].lead
            if not listed:
                out.append("")
    out += [f"[Alla kriterier](README.md) · checklistan `{checklist.id}`", ""]
    return "\n".join(out)


def _markdown(line: Line) -> str:
    text = plain(line.text)
    if not line.lead:
        return text
    return f"- {text}" if line.lead == "-" else f"- **{plain(line.lead)}**: {text}"


def criteria_index() -> str:
    """docs/kriterier/README.md: every criterion of every shipped list, with what has been measured."""
    out = [
        "# Kriterierna",
        "",
        "En sida per kriterium: varför det finns, källa, nivåer, delkrav, exempel, förslag till skrivning, hur ofta "
        "omdömet stämmer och vad som är känt att bli fel. `granska kriterium ID` visar detsamma i terminalen.",
        "",
        "*Rätt* är andelen rätt utfall på mätmängdens dokument (antalet inom parentes); ett streck betyder att "
        "kriteriet ännu inte är mätt. Få dokument ger osäkra tal.",
        "",
    ]
    measured = shipped_measures()
    for checklist_id in available():
        c = load_checklist(checklist_id)
        out += [f"## {c.title}", "", f"`{c.id}` {c.version}. Gäller: {kinds_text(c.kinds)}.", ""]
        if c.description:
            out += [plain(c.description), ""]
        out += ["| Kriterium | Id | Nivå | Vikt | Rätt | Kända fel |", "|---|---|---|---|---|---|"]
        for k in c.criteria:
            m = measured.get(k.id)
            right = "–" if m is None else f"{percent(m.accuracy)} ({m.n})"
            level = LEVEL_TITLES[k.level] + (", obligatoriskt" if k.mandatory else "")
            known = sum(case.todo for case in k.cases) or ""
            out.append(
                f"| [{plain(k.title)}]({k.id}.md) | `{k.id}` | {level} | {number(k.weight)} | {right} | {known} |"
            )
        out.append("")
    return "\n".join(out)


def lexicon_markdown() -> str:
    """docs/lexikon.md: every concept with what it is for, how many words it has and who asks for it."""
    users = concept_users()
    concepts = {c.id: c for c in shipped_concepts()}
    out = [
        "# Lexikon",
        "",
        "Ett begrepp är en samling ord och fraser som betyder ungefär detsamma. En checklista frågar efter begreppet "
        "(`{concept: uppfoljning_ord}`) och får träff på orden i vilken böjning som helst.",
        "",
        "Så skrivs orden i `vocabulary/lexicon/*.yaml`:",
        "",
        "| Skrivs | Träffar |",
        "|---|---|",
        "| `plan` | planen, planer, planerna … |",
        "| `-plan` | också sist i en sammansättning: handlingsplanen |",
        "| `trygghets-` | först i en sammansättning: trygghetsvandring |",
        "| `gemensam lägesbild` | orden efter varandra, i vilken böjning som helst |",
        "| `följa ~ upp` | med upp till fem ord emellan: följer målen noga upp |",
        "",
        "Tabellerna visar högst sex ord per begrepp. Alla ord, och vilka begrepp som träffar ett visst ord, visar",
        "",
        "```console",
        "$ granska checklista begrepp uppfoljning_ord",
        "$ granska checklista begrepp utvärderas",
        "```",
        "",
        "Böjningarna slås upp i en ordbok, som kan missa ovanliga former: `granska checklista tolka` visar vad som "
        "träffas i en mening. Ett eget ord som inget begrepp har skrivs `{word: rekrytera}`, se "
        "[checklistor.md](checklistor.md#egna-ord).",
        "",
        "*Används av* säger vilka checklistor som frågar efter begreppet; *programmet* är de listor och signaler som "
        "programmet självt gör. Ett begrepp som ingen frågar efter finns inte.",
        "",
    ]
    for path in vocabulary_files("lexicon"):
        names = list(read_yaml(path))
        out += [
            f"## {_LEXICONS[path.stem]}",
            "",
            "| Begrepp | Vad det är till för | Ord | Till exempel | Används av |",
        ]
        out.append("|---|---|---|---|---|")
        for name in names:
            c = concepts[name]
            shown = ", ".join(f"`{t}`" for t in c.terms[:_SHOWN_TERMS])
            out.append(f"| `{name}` | {plain(c.why)} | {len(c.terms)} | {shown} | {_users(users[name])} |")
        out.append("")
    out += [
        "## Rubriker",
        "",
        "Vad ett avsnitt handlar om avgörs av ord i rubriken (`vocabulary/headings.yaml`). Svaga ord räknas bara när "
        "inget annat i rubriken pekar åt ett annat håll.",
        "",
        "| Ämne | Namn i checklistor | Ord | Svaga ord |",
        "|---|---|---|---|",
    ]
    out += [f"| {k.title} | `{k.label}` | {len(k.terms)} | {len(k.weak)} |" for k in section_kinds()]
    out.append("")
    return "\n".join(out)


_LEXICONS = {
    "avhopp": "Stöd till avhoppare",
    "bra_grund": "Överenskommelser: problem, parter, resurser, underlag, orsaker",
    "bra_mal": "Överenskommelser: mål, åtgärder, uppföljning och redovisning",
    "grund": "Gemensamt för flera checklistor",
    "lag": "Lagen om kommuners ansvar",
    "lans": "Länsövergripande överenskommelser",
    "lofte": "Medborgarlöften",
    "region": "Regionala program",
}


def _users(users: Iterable[str]) -> str:
    return ", ".join(name if name == PROGRAM else f"`{name}`" for name in users)


def keys_markdown() -> str:
    """docs/checklistnycklar.md: every key of a checklist file and every name that may stand in a test."""
    schema = checklist_schema()
    defs = schema["$defs"]
    out = [
        "# Nycklar i en checklista",
        "",
        "En uppslagsbok till [checklistor.md](checklistor.md), som visar hur man gör. Nycklarna är engelska; allt annat "
        "skriver du på svenska. Datum skrivs ÅÅÅÅ-MM-DD.",
        "",
        *_keys("Filen", schema["properties"], schema["required"]),
        "En lista som står för sig själv ska också ha `kinds`, `sources` och `criteria`.",
        "",
        *_keys(
            "Kriterium (under `criteria`)", defs["criterion"]["properties"], defs["criterion"]["required"]
        ),
        *_inner(defs),
        *_keys("Ändring (under `changes`)", _only_new(defs), ()),
        *_keys("Delkrav (under `elements`)", defs["element"]["properties"], defs["element"]["required"]),
        *_keys("Provfall (under `cases`)", defs["case"]["properties"], defs["case"]["required"]),
        "## Regeltyper (`rule: {type: …}`)",
        "",
    ]
    for name in sorted(RULE_TYPES):
        options = [
            f"`{o}`{' (krävs)' if o in REQUIRED[name] else ''}" for o in sorted(RULE_TYPES[name].OPTIONS)
        ]
        out += [f"- **`{name}`** – {meanings.RULES[name]} Val: {', '.join(options)}."]
    out += ["", *_names("Regelns val", meanings.OPTIONS), *_names("Test", meanings.TEST_KEYS)]
    for title, names in (
        ("Uppgifter i texten (`fact`, `agent`)", meanings.FACT_KINDS),
        ("Uppgifter om dokumentet (`type: fact`, `is`)", meanings.DOCUMENT_FACTS),
        ("Listor (`list`)", meanings.LISTS),
        ("Ämnen (`topic`, `column`, `topics`)", {str(k.label): k.title for k in section_kinds()}),
        ("Slag av text (`unit`)", meanings.UNITS),
        ("Signaler (`flag`, `allow`)", meanings.FLAGS),
        ("Vad en mening gör (`function`)", meanings.FUNCTIONS),
    ):
        out += _names(title, names)
    out += _names("Luckor i förslag (`{…}` i `suggestion` och `amend`)", SLOTS, "Blir utan dokument")
    out += ["Begreppen (`concept`) står i [lexikon.md](lexikon.md).", ""]
    return "\n".join(out)


def _inner(defs: Mapping[str, Any]) -> Iterator[str]:
    """The keys under those keys of a criterion that hold several."""
    properties = defs["criterion"]["properties"]
    for key, title in (
        ("passages", "Ställen (under `passages`)"),
        ("levels", "Nivåer (under `levels`)"),
        ("outcome", "Utfall (under `outcome`)"),
        ("applies_when", "Från när (under `applies_when`)"),
        ("examples", "Exempel (under `examples`)"),
    ):
        yield from _keys(title, properties[key]["properties"], properties[key]["required"])
        if key == "outcome":
            yield from (
                "Ett villkor (`met`, `partial`, `not_assessable`) är ett delkravs id, en lista av id:n (alla ska hålla) eller:",
                "",
            )
            (form,) = (f for f in defs["condition"]["anyOf"] if f["type"] == "object")
            yield from _names("", {k: v["description"] for k, v in form["properties"].items()})


def _only_new(defs: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that a change has beyond those of a criterion."""
    known = defs["criterion"]["properties"]
    shared = {"elements": defs["change"]["properties"]["elements"]}
    return shared | {k: v for k, v in defs["change"]["properties"].items() if k not in known}


def _keys(title: str, properties: Mapping[str, Any], required: Iterable[str]) -> Iterator[str]:
    needed = set(required)
    yield from (f"## {title}", "", "| Nyckel | Krävs | Betyder |", "|---|---|---|")
    for key, value in properties.items():
        yield f"| `{key}` | {'ja' if key in needed else ''} | {plain(_described(value))} |"
    yield ""


def _described(value: Mapping[str, Any]) -> str:
    text = str(value.get("description", ""))
    if not text and value.get("$ref") == "#/$defs/rule":
        return "Regeln som avgör delkravet: typ och val, se Regeltyper nedan."
    return text


def _names(title: str, names: Mapping[str, str], meaning: str = "Betyder") -> Iterator[str]:
    if title:
        yield from (f"## {title}", "")
    yield from (f"| Namn | {meaning} |", "|---|---|")
    yield from (f"| `{name}` | {plain(text)} |" for name, text in names.items())
    yield ""


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return (
        " ".join(text.split())
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("_", "\\_")
        .replace("*", "\\*")
    )
