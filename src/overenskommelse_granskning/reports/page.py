"""Lines for a terminal or a plain file: wrapped, hanging, coloured only where that is asked for."""

from __future__ import annotations

import re
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


# Signs that take one place each, whatever the terminal: the letters of western languages and usual punctuation.
_NARROW = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u02ff‐-‧‹›€]*")
_WORD = re.compile(r"\s*\S+\s*")


def folded(text: str, width: int) -> list[str] | None:
    """The lines that rich would fold the text to, several times faster; None where only rich knows."""
    if not _NARROW.fullmatch(text):
        return None
    out: list[str] = []
    for line in text.split("\n"):
        start = used = 0
        for match in _WORD.finditer(line):
            word = match[0]
            length = len(word.rstrip())
            if length > width:
                return None
            if used + length > width and used:
                out.append(line[start : match.start()].rstrip())
                start, used = match.start(), 0
            used += len(word)
        out.append(line[start:].rstrip())
    return out


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
        first = " " * indent + lead
        rest = " " * max(indent + hang, len(first) if lead else indent + hang)
        room = max(self.width - len(rest), 20)
        if not self.colour:
            words = folded(printable(text) if isinstance(text, str) else text.plain, room)
            if words is not None:
                self._out.write("".join(f"{rest if i else first}{line}\n" for i, line in enumerate(words)))
                return
        body = Text(printable(text)) if isinstance(text, str) else text
        for i, line in enumerate(body.wrap(self._console, room)):
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
