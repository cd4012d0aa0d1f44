"""Foreign text in Markdown: shown as text, whatever markup it holds."""

from __future__ import annotations

import re

from .escape import printable

# Everything that could start markup, a link or HTML inside a paragraph, or a new cell of a table.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$]|(?<=\w)@|://)")


def plain(text: str) -> str:
    """Foreign text, after the start of a line, as one line in which nothing is markup."""
    return _MARKUP.sub(lambda m: ":\\//" if m[0] == "://" else f"\\{m[0]}", printable(text))


def opening(text: str) -> str:
    """The same for text that begins a line or a list item: no list, heading or rule in it either."""
    return re.sub(r"^(?:([-+=])|(\d+)(?=[.)]))", lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\", plain(text))
