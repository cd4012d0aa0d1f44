"""``granska schema``: prints a JSON Schema."""

from __future__ import annotations

import click

from .output import write_result
from .swedish import Command, UsageFault, join_or

NAMES = ("report", "checklist", "waivers", "batch")


@click.command(
    "schema",
    cls=Command,
    help="Skriver ut ett JSON Schema (2020-12). Namn: report (JSON-rapporten), checklist (en checklista), jamforelse "
    "(granska jamfor), batch (resultat.json från granska mapp), jamforelse-mapp (två resultat jämförda), waivers (undantag).",
    examples=(
        ("granska schema report > report.schema.json", "spara schemat för JSON-rapporten"),
        ("granska schema checklist > checklist.schema.json", "för den som skriver en checklista"),
    ),
)
@click.argument("name", metavar="NAMN")
def command(name: str) -> int:
    """Print the schema called ``name``."""
    from ..reports.schema import available, schema_text

    if name == "checklist":
        from ..authoring.editor_schema import editor_schema
        from ..reports.json import dumps

        write_result(dumps(editor_schema()))
        return 0
    if name == "waivers":
        from ..checklist.waivers import waivers_schema
        from ..reports.json import dumps

        write_result(dumps(waivers_schema()))
        return 0
    known = sorted({*available(), "checklist", "waivers"})
    if name not in known:
        why = "finns inte i den här versionen" if name in NAMES else "är okänt"
        raise UsageFault(f"Schemat {name} {why}: välj {join_or(known)}.")
    write_result(schema_text(name))
    return 0
