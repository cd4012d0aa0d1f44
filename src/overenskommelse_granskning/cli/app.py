"""The root command and the table of its commands."""

from __future__ import annotations

import click

from .swedish import Entry, LazyGroup

_HERE = "overenskommelse_granskning.cli"

COMMANDS = {
    "fil": Entry(f"{_HERE}.fil:command", "granska ett eller flera dokument"),
    "jamfor": Entry(f"{_HERE}.jamfor:command", "visa vad som ändrats mellan två dokument eller granskningar"),
    "mapp": Entry(f"{_HERE}.mapp:command", "granska alla dokument i en mapp"),
    "text": Entry(f"{_HERE}.text:command", "visa texten som programmet läser den"),
    "checklista": Entry(f"{_HERE}.checklista:group", "lista, visa, validera och prova checklistor"),
    "kriterium": Entry(f"{_HERE}.kriterium:command", "förklara ett kriterium"),
    "mall": Entry(f"{_HERE}.mall:command", "skriv ett Word-dokument att börja med"),
    "utvardera": Entry(f"{_HERE}.utvardera:command", "mät granskningen mot dokument med facit"),
    "trana": Entry(f"{_HERE}.trana:command", "träna om de inlärda lagren ur korpusen"),
    "schema": Entry(f"{_HERE}.schema:command", "skriv ut ett JSON Schema"),
    "konfig": Entry(f"{_HERE}.konfig:command", "visa gällande inställningar och var de kommer ifrån"),
    "komplettering": Entry(f"{_HERE}.komplettering:command", "skriv ut skript för tabbkomplettering"),
}

HELP = """Granskar samverkansöverenskommelser och medborgarlöften mellan kommun och polis mot
checklistor. Varje omdöme visas med det citat det bygger på och med sida och avsnitt.
"""


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from ..version import VERSION

        click.echo(f"granska {VERSION}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    entries=COMMANDS,
    help=HELP,
    invoke_without_command=True,
    examples=(
        ("granska fil utkast.docx", "granska ett utkast och visa resultatet"),
        ("granska fil utkast.docx --format json", "samma som JSON"),
        ("granska fil *.pdf --format text --format json --ut ut/", "flera dokument och format"),
        ("granska checklista lista", "vilka checklistor som finns"),
        ("granska kriterium bra.orsaker", "vad ett kriterium kräver"),
    ),
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Visa programmets version.",
)
@click.pass_context
def app(ctx: click.Context) -> None:
    """Show the overview when no command is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
