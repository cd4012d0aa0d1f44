"""``granska konfig``: every setting in force, and where it is from."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..vocabulary.swedish import decimal
from .options import settings_for
from .output import Messages, write_result
from .settings import KEYS, config_files, unknown_variables, user_file
from .swedish import ANY_PATH, Choice, Command

HELP = """Visar gällande inställningar och var var och en kommer ifrån: flagga, miljövariabel (GRANSKA_…),
närmaste granska.toml från dokumentet och uppåt, användarens egen granska.toml, förval — i den ordningen.
Utan DOKUMENT räknas från den mapp du står i.
"""


@click.command(
    "konfig",
    cls=Command,
    help=HELP,
    examples=(
        ("granska konfig", "inställningarna här"),
        ("granska konfig avtal/utkast.docx", "de som gäller för ett visst dokument"),
    ),
)
@click.argument("document", metavar="[DOKUMENT]", required=False, type=ANY_PATH)
@click.option(
    "--format", "form", type=Choice(["text", "json"]), default="text", help="text (förval) eller json."
)
@click.option("--ingen-konfig", is_flag=True, help="Bortse från granska.toml och miljövariabler.")
def command(document: str | None, form: str, ingen_konfig: bool) -> int:
    """Print the settings for a document, or for the current folder."""
    source = document or str(Path.cwd() / "dokument")
    settings = settings_for(source, {"ingen_konfig": ingen_konfig}, os.environ)
    rows = [(k.name, settings.values[k.name]) for k in KEYS]
    if form == "json":
        from ..reports.json import dumps

        write_result(dumps({n: {"value": _plain(v.value), "origin": v.origin} for n, v in rows}))
        return 0
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {_shown(v.value):<14}  {v.origin}" for name, v in rows]
    if not ingen_konfig:
        folder = Path(source).absolute().parent
        used = config_files(folder, os.environ)
        lines.append("")
        lines += [f"Läst fil: {path}" for path in used] or ["Ingen granska.toml hittades."]
        lines.append(f"Användarens fil: {user_file(os.environ)}")
    write_result("\n".join(lines) + "\n")
    if not ingen_konfig:
        for variable in unknown_variables(os.environ):
            Messages().note(f"Miljövariabeln {variable} är ingen inställning och används inte.")
    return 0


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, tuple):
        return ", ".join(value) or "–"
    if isinstance(value, float):
        return decimal(value)
    return "–" if value is None else str(value)
