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
utfall, vilka delar som prövas och var de söks, exempel, förslag till skrivning, hur ofta omdömet stämmer och vad
som är känt att bli fel.
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
    if source is None:
        own = "lägg till --checklista och filens namn"
        raise UsageFault(
            f"Kriteriet {criterion_id} finns inte i de medföljande checklistorna: "
            + (
                f"menade du {near}, eller ett i en egen lista ({own})?"
                if near
                else f"{own} om det står i en egen lista."
            )
        )
    raise UsageFault(f"Kriteriet {criterion_id} finns inte: {hint}")


def _lines(checklist: Checklist, c: Criterion) -> list[str]:
    from ..authoring.page import criterion_page

    out = [f"{c.title}\n{'=' * len(c.title)}\n"]
    for part in criterion_page(checklist, c):
        if part.title:
            out.append(heading(part.title))
        for line in part.lines:
            lead = "- " if line.lead == "-" else f"{line.lead}: " if line.lead else ""
            out.append(paragraph(line.text, lead=lead, hang=4 if len(lead) > 20 else None))
    return out
