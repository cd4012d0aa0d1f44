"""``granska schema``: prints a JSON Schema."""

from __future__ import annotations

import click

from .output import write_result
from .swedish import Command, UsageFault

NAMES = ("report", "checklist", "waivers", "batch")


@click.command(
    "schema",
    cls=Command,
    help="Skriver ut ett JSON Schema (2020-12). Namn: report (JSON-rapporten).",
    examples=(("granska schema report > report.schema.json", "spara schemat för JSON-rapporten"),),
)
@click.argument("name", metavar="NAMN")
def command(name: str) -> int:
    """Print the schema called ``name``."""
    from ..reports.schema import available, schema_text

    if name not in available():
        why = "finns inte i den här versionen" if name in NAMES else "är okänt"
        raise UsageFault(f"Schemat {name} {why}: välj {', '.join(available())}.")
    write_result(schema_text(name))
    return 0
