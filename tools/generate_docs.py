"""Writes the documentation that is made from the code: docs/felkoder.md and docs/kommandon.md.

Usage: python tools/generate_docs.py [--check]. With --check nothing is written, and the exit code is
1 when a page is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from overenskommelse_granskning import errors
from overenskommelse_granskning.cli.app import app
from overenskommelse_granskning.cli.settings import KEYS
from overenskommelse_granskning.cli.swedish import LazyGroup, option_spec

DOCS = Path(__file__).resolve().parents[1] / "docs"
MADE = "<!-- Skapad av tools/generate_docs.py: ändra i koden och kör ”make docs”. -->\n"


def error_codes() -> str:
    """docs/felkoder.md, from the tables in ``errors``."""
    lines = [
        "# Felkoder\n",
        MADE,
        "Varje kod hör till en mening som säger vad som hänt och vad man gör. Det som varierar står "
        "inom {}.\n",
        "## Läsning: dokumentet kunde inte läsas, eller bara delvis\n",
        "En fil som inte kan läsas får status `unreadable` och ger slutkod 3; de andra granskas ändå.\n",
        *_table(errors.READING_MESSAGES),
        "## Dokumentet: vad innehållet ger anledning att säga\n",
        *_table(errors.TEXT_MESSAGES),
        "## Checklistor, inställningar och kommandorad (slutkod 2)\n",
        "| Kod | Undantag | Betyder |",
        "|---|---|---|",
        f"| {errors.ChecklistError.code} | `ChecklistError` | checklistan är fel; meddelandet visar fil, "
        "rad, kolumn och utdrag |",
        "| C001 | `ChecklistError` | ett fel som har hittats i checklistans text, med platsen |",
        f"| {errors.ConfigurationError.code} | `ConfigurationError` | ett val, en inställning eller ett namn "
        "finns inte eller går inte att använda |",
        f"| {errors.ReviewError.code} | `ReviewError` | basen för alla fel som biblioteket ger med avsikt |",
        "",
    ]
    return "\n".join(lines)


def _table(messages: dict[str, str]) -> Iterator[str]:
    yield "| Kod | Meddelande |"
    yield "|---|---|"
    for code, text in sorted(messages.items()):
        yield f"| {code} | {_cell(text)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def commands() -> str:
    """docs/kommandon.md, from the commands themselves."""
    lines = ["# Kommandon\n", MADE]
    for path, command in _walk(app, ["granska"]):
        usage = " ".join(
            p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
        )
        tail = " KOMMANDO" if isinstance(command, LazyGroup) else f" [FLAGGOR] {usage}".rstrip()
        lines += [
            f"## {' '.join(path)}\n",
            f"`{' '.join(path)}{tail}`\n",
            " ".join((command.help or "").split()),
            "",
        ]
        lines += ["| Flagga | Betyder |", "|---|---|"]
        lines += [
            f"| `{_cell(option_spec(p))}` | {_cell(p.help or '')} |"
            for p in command.params
            if isinstance(p, click.Option)
        ]
        lines.append("")
        examples = getattr(command, "examples", ())
        if examples:
            lines += ["```console", *(f"$ {line}" for line, _ in examples), "```", ""]
    lines += [
        "## Inställningar (granska.toml, miljövariabler)\n",
        "| Namn | Miljövariabel | Betyder |",
        "|---|---|---|",
    ]
    lines += [f"| `{k.name}` | `{k.variable}` | {_cell(k.help)} |" for k in KEYS]
    return "\n".join(lines) + "\n"


def _walk(group: LazyGroup, path: list[str]) -> Iterator[tuple[list[str], click.Command]]:
    yield path, group
    for name in group.entries:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, LazyGroup):
            yield from _walk(command, [*path, name])
        else:
            yield [*path, name], command


PAGES = {"felkoder.md": error_codes, "kommandon.md": commands}


def main(check: bool) -> int:
    """Write the pages, or tell which are stale."""
    stale = 0
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        if old == text:
            continue
        stale += 1
        if check:
            sys.stdout.write(f"{name} är inaktuell: kör make docs\n")
        else:
            path.write_bytes(text.encode("utf-8"))
            sys.stdout.write(f"skrev {path.name}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
