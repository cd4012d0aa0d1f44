"""Where the reports of ``granska fil`` go, and how they are written there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from .guard import guarded
from .options import STDIN, limits
from .output import Messages, colour_wanted, is_terminal, terminal_width, write_file, write_result
from .place import Place, refuse_several_on_output
from .settings import Settings
from .swedish import UsageFault

if TYPE_CHECKING:
    from ..assessment import Assessment
    from ..reports import Style, Writer


class Target:
    """Where the reports go: standard output, one file, or a folder with a file per document."""

    def __init__(
        self,
        given: str | None,
        formats: Sequence[str],
        files: Sequence[str],
        *,
        several: bool,
        comma: bool = False,
    ) -> None:
        from ..reports import BINARY, NEEDS_ORIGINAL, ONE_DOCUMENT

        self.formats = tuple(dict.fromkeys(formats))
        self.needs_original = bool(NEEDS_ORIGINAL & set(self.formats))
        self.several = several
        self.comma = comma
        refuse_several_on_output(given, self.formats)
        inputs = (Path(f) for f in files if f != STDIN)
        self._place = Place.of(given, inputs, "granskas", "format" if len(self.formats) > 1 else "")
        self.path, self.folder = self._place.path, self._place.folder
        if self.several and not self.folder and ONE_DOCUMENT & set(self.formats):
            raise UsageFault(
                f"Formatet {self.formats[0]} har en fil per dokument: ange en mapp med --ut MAPP."
            )
        if self.path is None and BINARY & set(self.formats) and is_terminal(sys.stdout):
            raise UsageFault(f"Formatet {self.formats[0]} kan inte visas i terminalen: lägg till --ut FIL.")
        if self.path is not None and not self.folder:
            self._place.file("")  # refused before the work

    @cached_property
    def writers(self) -> dict[str, Writer]:
        """The writers by format: they take a while to load."""
        from ..reports import writer

        return {name: writer(name) for name in self.formats}

    def _refuse_extension(self, writer: Writer, assessments: Sequence[Assessment]) -> None:
        """A copy with macros that is called .docx is one that Word does not open."""
        from ..reports import extension

        wanted = extension(writer, assessments[0])
        if self.path is not None and wanted != writer.EXTENSION and self.path.suffix.lower() != f".{wanted}":
            raise UsageFault(f"Kopian måste ha ändelsen .{wanted} som originalet: ändra --ut.")

    def write(self, assessments: Sequence[Assessment], settings: Settings, messages: Messages) -> bool:
        """Write every report; False when a format could not be had for some document."""
        from ..reports import Style, extension

        plain = Style(several=self.several, comma=self.comma)
        if not self.folder:
            first = self.writers[self.formats[0]]
            colour = self.path is None and colour_wanted(settings["ingen-farg"])
            width = terminal_width() if self.path is None else plain.width
            self._refuse_extension(first, assessments)
            style = replace(plain, width=width, colour=colour)
            content = self._rendered(self.formats[0], assessments, style, settings, messages)
            if content is not None and self.path is not None:
                write_file(self.path, content)
                messages.note(f"Skrev {self.path}.")
            elif content is not None:
                write_result(content)
            return content is not None
        complete = True
        for stem, assessment in zip(_names(assessments), assessments, strict=True):
            for name, writer in self.writers.items():
                path = self._place.file(f"{stem}.{extension(writer, assessment)}")
                style = Style(comma=self.comma)
                content = self._rendered(name, [assessment], style, settings, messages)
                complete = complete and content is not None
                if content is not None:
                    write_file(path, content)
                    messages.note(f"Skrev {path}.")
        return complete

    def _rendered(
        self,
        name: str,
        assessments: Sequence[Assessment],
        style: Style,
        settings: Settings,
        messages: Messages,
    ) -> str | bytes | None:
        """The report, or None after saying why this document cannot have it."""
        from ..batch.failure import Ended
        from ..errors import ReportError, report_error
        from ..reports import NEEDS_ORIGINAL

        work = partial(self.writers[name].render, assessments, style)
        try:
            original = assessments[0].original if name in NEEDS_ORIGINAL else None
            if original is None:
                return work()
            try:  # takes the foreign file apart once more
                return guarded(work, original.data, limits(settings))
            except Ended:
                raise report_error("S006") from None
        except ReportError as error:
            messages.error(f"{assessments[0].document.path}: {error} ({error.code})")
            return None


def _names(assessments: Sequence[Assessment]) -> list[str]:
    """A file name without extension per document; the full name where two would be the same, as Windows sees them."""
    names: list[str] = []
    taken: set[str] = set()
    for assessment in assessments:
        full = Path(assessment.document.path).name or "dokument"
        candidates = [Path(full).stem, full, *(f"{full}-{n}" for n in range(2, len(assessments) + 2))]
        names.append(next(c for c in candidates if c.casefold() not in taken))
        taken.add(names[-1].casefold())
    return names
