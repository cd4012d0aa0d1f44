"""Lines for a terminal or a plain file: wrapped, hanging, coloured only where that is asked for."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.text import Text

from ..vocabulary.closed import Outcome
from . import Style
from .escape import printable

COLOURS = {
    Outcome.MET: "green",
    Outcome.PARTIAL: "yellow",
    Outcome.MISSING: "red",
    Outcome.NOT_ASSESSABLE: "cyan",
    Outcome.NOT_APPLICABLE: "dim",
    Outcome.ERROR: "magenta",
}


class Page:
    """Lines of a fixed width with hanging indents; colour only where the style asks for it."""

    def __init__(self, style: Style) -> None:
        self.width = style.width
        self.colour = style.colour
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=style.width,
            force_terminal=style.colour,
            color_system="standard" if style.colour else None,
            no_color=not style.colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def write(self, text: str | Text, *, indent: int = 0, hang: int = 0, lead: str = "") -> None:
        """A paragraph: ``lead`` stands before its first line, ``hang`` more blanks before the others."""
        body = Text(printable(text)) if isinstance(text, str) else text
        first = " " * indent + lead
        rest = " " * max(indent + hang, len(first) if lead else indent + hang)
        lines = body.wrap(self._console, max(self.width - len(rest), 20))
        for i, line in enumerate(lines):
            line.rstrip()
            self.line(
                Text.assemble(rest if i else first, line)
                if self.colour
                else (rest if i else first) + line.plain
            )

    def heading(self, title: str) -> None:
        self.blank()
        self.title(title, "-")

    def title(self, title: str, rule: str) -> None:
        self.write(Text(printable(title), style="bold"))
        self.line(Text(rule * self.width, style="dim"))

    def line(self, line: str | Text) -> None:
        """One line as it stands: it must fit."""
        if self.colour:
            self._console.print(line, soft_wrap=True)
        else:  # what the console would write, without its detours
            self._out.write(f"{line}\n")

    def blank(self, lines: int = 1) -> None:
        self._out.write("\n" * lines)

    def text(self) -> str:
        return self._out.getvalue()
