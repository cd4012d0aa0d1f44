"""``granska kriterium``: explains one criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .layout import heading, paragraph
from .output import write_result
from .swedish import Command, UsageFault, closest

if TYPE_CHECKING:
    from ..checklist import Checklist, Criterion

HELP = """Förklarar ett kriterium: varför det finns och varifrån det kommer, vad som krävs för varje
utfall, vilka delar som prövas, exempel och förslag till skrivning.
"""


@click.command(
    "kriterium",
    cls=Command,
    help=HELP,
    examples=(
        ("granska kriterium bra.orsaker", "ett kriterium i en medföljande checklista"),
        ("granska kriterium lan.x --checklista lan.yaml", "ett kriterium i en egen"),
    ),
)
@click.argument("criterion_id", metavar="ID")
@click.option("--checklista", metavar="ID|FIL", help="Checklista att leta i (förval: alla medföljande).")
def command(criterion_id: str, checklista: str | None) -> int:
    """Print everything that the checklist says about the criterion."""
    checklist, criterion = _find(criterion_id, checklista)
    write_result("".join(_lines(checklist, criterion)))
    return 0


def _find(criterion_id: str, source: str | None) -> tuple[Checklist, Criterion]:
    from ..checklist import available, load_checklist

    known: list[str] = []
    for name in (source,) if source else available():
        checklist = load_checklist(name)
        for criterion in checklist.criteria:
            if criterion.id == criterion_id:
                return checklist, criterion
            known.append(criterion.id)
    near = closest(criterion_id, known)
    hint = f"menade du {near}?" if near else "”granska checklista visa ID” listar dem som finns."
    raise UsageFault(f"Kriteriet {criterion_id} finns inte: {hint}")


def _lines(checklist: Checklist, c: Criterion) -> list[str]:
    from ..reports.labels import LEVEL_TITLES, number
    from ..vocabulary.closed import OUTCOME_TITLES, Outcome, Place

    places = {
        Place.DOCUMENT: "i dokumentet",
        Place.ANNEX: "i dokumentet bara om bilagan följer med eller återges",
        Place.PROCESS: "som ett påstående om hur arbetet gått till",
    }
    level = LEVEL_TITLES[c.level]
    out = [f"{c.title}\n{'=' * len(c.title)}\n", paragraph(c.question)]
    out.append(paragraph(f"{c.id} i {checklist.id} {checklist.version}: {level}, vikt {number(c.weight)}."))
    out.append(paragraph(f"Bedöms {places[c.place]}."))
    if c.step:
        out.append(paragraph(f"Hör till: {c.step}."))
    if c.why:
        out += [heading("Varför"), paragraph(c.why)]
    out.append(heading("Källa"))
    out += [paragraph(checklist.sources.get(s, s), lead="- ") for s in c.sources]
    out.append(heading("Vad som krävs"))
    width = max(len(OUTCOME_TITLES[o]) for o in Outcome) + 2
    out += [paragraph(text, lead=OUTCOME_TITLES[o].ljust(width)) for o, text in c.levels.items()]
    if c.elements:
        out.append(heading("Delar som prövas"))
        out += [paragraph(e.title, lead="- ") for e in c.elements]
    if c.weak_example or c.strong_example:
        out.append(heading("Exempel"))
        if c.weak_example:
            out.append(paragraph(c.weak_example, lead="Svagt:  "))
        if c.strong_example:
            out.append(paragraph(c.strong_example, lead="Starkt: "))
    advice = c.advice.get(Outcome.MISSING) or c.advice.get(Outcome.PARTIAL)
    if advice:
        out += [heading("Råd"), paragraph(advice)]
    if c.suggestion:
        out += [heading("Förslag till skrivning"), paragraph(c.suggestion)]
    out += [heading("Uppmätt träffsäkerhet"), *(paragraph(text) for text in _measured(checklist, c))]
    return out


def _measured(checklist: Checklist, c: Criterion) -> list[str]:
    """How often the verdict is right, in words; figures hold for the shipped checklists only."""
    from ..checklist import available
    from ..evaluation.measured import FEW, shipped_measures
    from ..reports.labels import percent

    m = shipped_measures().get(c.id) if checklist.id in available() else None
    if m is None:
        return ["Ännu inte mätt för det här kriteriet."]
    parts = [f"rätt utfall i {percent(m.accuracy)} av dem"]
    if m.missing_f1 is not None:
        parts.append(f"F1 för ”saknas” {m.missing_f1:.2f}".replace(".", ","))
    if m.kappa is not None:
        parts.append(f"κ {m.kappa:.2f}".replace(".", ","))
    documents = "ett dokument" if m.n == 1 else f"{m.n} dokument"
    out = [
        f"Mätt på {documents} av andra författare än dem som programmet har lärt av (mätmängden "
        f"{m.set}): {', '.join(parts)}."
    ]
    if m.n < FEW:
        out.append("Det är få dokument: talen är osäkra.")
    return out
