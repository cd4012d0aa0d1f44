"""Small texts of a checklist, each analysed once."""

from __future__ import annotations

from ..errors import UnreadableDocument
from ..language.analysis import Analysis, analyse
from ..readers import read_document


class Texts:
    """The analyses of the list's own texts, each made once."""

    def __init__(self) -> None:
        self._made: dict[str, Analysis | None] = {}

    def __call__(self, text: str) -> Analysis | None:
        """None for a text without anything to read."""
        if text not in self._made:
            try:
                self._made[text] = analyse(read_document(text.encode("utf-8"), filename="provfall.md"))
            except UnreadableDocument:
                self._made[text] = None
        return self._made[text]
