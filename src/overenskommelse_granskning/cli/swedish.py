"""click in Swedish: commands, groups, value types and error sentences.

click translates through gettext, which depends on the environment's language and a compiled
catalogue. We own the few texts a person can meet instead, so that they are Swedish everywhere and
whatever version of click is installed; what we do not recognise falls back to a Swedish sentence
that points to ``--help``, never to English.
"""

from __future__ import annotations

import difflib
import inspect
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

DEBUG_KEY = "overenskommelse_granskning.cli.debug"
ANY_PATH = click.Path(readable=False)  # what cannot be read is told by the one who reads it, with what to do


class UsageFault(click.UsageError):
    """Wrong usage whose message is already one Swedish sentence."""


def join_or(words: Sequence[str]) -> str:
    """``("a", "b", "c")`` → ``"a, b eller c"``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} eller {words[-1]}"


def closest(word: str, known: Sequence[str]) -> str | None:
    """The known word most like a misspelt one, if any is near."""
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else None


class Choice(click.Choice[str]):
    """One of a few words; the refusal lists them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return str(value)
        name = param.opts[0] if param else "värdet"
        raise UsageFault(f"{name} kan inte vara ”{value}”: välj {join_or(list(self.choices))}.", ctx)


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def _set_debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        import logging

        ctx.meta[DEBUG_KEY] = True
        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")


def _common_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--felsok"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_set_debug,
            help="Visa logg och teknisk felutskrift på standard fel.",
        ),
        click.Option(
            ["--help", "-h"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help="Visa den här hjälpen.",
        ),
    ]


class _SwedishHelp(click.Command):
    """Help in Swedish: ``Användning``, ``Flaggor``, ``Exempel``."""

    examples: Sequence[tuple[str, str]] = ()

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return ["[FLAGGOR]" if p == "[OPTIONS]" else p for p in pieces]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Användning: ")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_usage(ctx, formatter)
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(inspect.cleandoc(self.help))
        self.format_contents(ctx, formatter)
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option) and not p.hidden]
        with formatter.section("Flaggor"):
            formatter.write_dl([(option_spec(p), p.help or "") for p in options])
        if self.examples:
            with formatter.section("Exempel"):
                for line, text in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")
                    if text:
                        with formatter.indentation(), formatter.indentation():
                            formatter.write_text(text)

    def format_contents(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Room for what a group has between its text and its options."""


def option_spec(option: click.Option) -> str:
    """``--format FORMAT`` or ``--help, -h``: how an option is written."""
    names = ", ".join((*option.opts, *option.secondary_opts))
    if option.is_flag or option.count:
        return names
    if option.metavar:
        return f"{names} {option.metavar}"
    if isinstance(option.type, click.Choice):
        return f"{names} {'|'.join(option.type.choices)}"
    return f"{names} VÄRDE"


class Command(_SwedishHelp):
    """A command with ``--felsok`` and ``--help``; ``examples`` are (command line, what it does)."""

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        kwargs["add_help_option"] = False
        super().__init__(*args, **kwargs)
        self.params.extend(_common_options())
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if error.ctx is None:  # so that the message can point to this command's help
                error.ctx = ctx
            raise


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a lazily imported command lives (``module:attribute``) and its line in the overview."""

    target: str
    summary: str


class LazyGroup(_SwedishHelp, click.Group):
    """A group whose commands are imported when they are called, not when help is shown."""

    def __init__(
        self,
        *args: Any,
        entries: Mapping[str, Entry],
        examples: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        kwargs.update(add_help_option=False, no_args_is_help=False, subcommand_metavar="KOMMANDO …")
        super().__init__(*args, **kwargs)
        self.params.extend(_common_options())
        self.entries = dict(entries)
        self.examples = tuple(examples)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        module, attribute = entry.target.split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        command.short_help = entry.summary
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            if name.startswith("-"):
                raise click.NoSuchOption(name, ctx=ctx)
            near = closest(name, list(self.entries))
            hint = f"menade du {near}?" if near else f"se ”{ctx.command_path} --help”."
            if ctx.parent is None and os.path.exists(name):  # noqa: PTH110 (False also where nobody may look)
                quoted = f'"{name}"' if " " in name else name
                does = f"mapp {quoted} --ut RESULTAT" if os.path.isdir(name) else f"fil {quoted}"  # noqa: PTH112
                hint = f"skriv ”{ctx.command_path} {does}”."
            raise UsageFault(f"Kommandot {name} finns inte: {hint}", ctx)
        return (command.name if command else None), command, args[1:]

    def format_contents(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, entry.summary) for name, entry in self.entries.items()])


_EXTRA = re.compile(r"unexpected extra arguments?\s*\((.*)\)", re.DOTALL)


def describe(error: click.ClickException) -> str:
    """The Swedish sentence for an error that click raised."""
    if isinstance(error, UsageFault):
        return error.message
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "granska"
    see = f"se ”{path} --help”."
    if isinstance(error, click.NoSuchOption):
        near = closest(error.option_name, _option_names(ctx))
        return f"Flaggan {error.option_name} finns inte: {f'menade du {near}?' if near else see}"
    if isinstance(error, click.MissingParameter):
        param = error.param
        what = param.make_metavar(ctx) if isinstance(param, click.Argument) and ctx else None
        name = (what or (param.opts[0] if param else "ett värde")).rstrip(".")
        return f"{name} måste anges: {see}"
    if isinstance(error, click.BadOptionUsage):
        if "does not take" in error.message:
            return f"Flaggan {error.option_name} tar inget värde: skriv den utan likhetstecken."
        return f"Flaggan {error.option_name} behöver ett värde: {see}"
    if isinstance(error, click.BadParameter) and isinstance(error.param, click.Option):
        kind, name = error.param.type, error.param.opts[0]
        if isinstance(kind, click.IntRange):
            return f"Flaggan {name} tar ett heltal från {kind.min} till {kind.max}."
        if kind is click.INT:
            return f"Flaggan {name} tar ett heltal."
    extra = _EXTRA.search(error.message or "")
    if extra:
        return f"För många argument (”{extra.group(1)}”): skriv namn med mellanslag inom citattecken, eller {see}"
    return f"Kommandoraden kunde inte tolkas: {see}"


def _option_names(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for p in ctx.command.get_params(ctx) if isinstance(p, click.Option) for name in p.opts]
