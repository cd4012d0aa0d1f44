"""``granska mall``: a Word document to begin with, made from a checklist."""

from __future__ import annotations

from pathlib import Path

import click

from .output import Messages, write_file
from .swedish import Command, UsageFault


@click.command(
    "mall",
    cls=Command,
    help="Skriver ett Word-dokument att börja med: rubriker, vägledning och förslag till skrivningar ur en "
    "checklista. Allt inom hakparentes är platshållare och räknas inte förrän ni har fyllt i det.",
    examples=(
        ("granska mall bra-2020 --ut overenskommelse.docx", "en samverkansöverenskommelse"),
        ("granska mall medborgarlofte --ut lofte.docx", "ett medborgarlöfte"),
        ("granska mall lan.yaml --ut lan.docx", "ur en egen checklista"),
    ),
)
@click.argument("checklist_id", metavar="ID|FIL")
@click.option("--ut", required=True, metavar="FIL.docx", help="Word-filen att skriva.")
def command(checklist_id: str, ut: str) -> int:
    """Write the skeleton of a checklist."""
    from ..checklist import load_checklist
    from ..reports.skeleton import skeleton

    path = Path(ut)
    if path.suffix.lower() != ".docx":
        raise UsageFault(f"--ut {ut} måste sluta på .docx.")
    if path.exists():
        raise UsageFault(f"{ut} finns redan: välj ett annat namn, så att inget som ni skrivit går förlorat.")
    write_file(path, skeleton(load_checklist(checklist_id)))
    Messages().note(f"Skrev {ut}.")
    return 0
