"""``granska fil``: reviews one or more documents."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .demands import meets
from .guard import Guard, guarded
from .options import (
    STDIN,
    check_inputs,
    limits,
    read_options,
    reading_options,
    review_options,
    settings_for,
    take_input,
)
from .output import Messages, colour_wanted, is_terminal, terminal_width, write_file, write_result
from .run import REVIEWED, UNMET, UNREADABLE, WRONG
from .settings import Settings
from .swedish import Command, UsageFault

if TYPE_CHECKING:
    from ..assessment import Assessment
    from ..checklist.waivers import Waiver
    from ..pipeline import Reviewer
    from ..reports import Style, Writer

log = logging.getLogger(__name__)
_Request = tuple[list[str | bytes], list[str | None], Settings]

HELP = """Granskar ett eller flera dokument (Word, PDF, ODT, HTML, Markdown, text) och visar, kriterium för
kriterium, vad som finns, vad som är vagt och vad som saknas, med citat och sida. Dokumentet ändras aldrig.

Slutkoder: 0 granskat, 1 kravet i --fel-vid eller --krav är inte nått, 2 fel i kommandorad,
inställningar eller checklista, 3 någon fil kunde inte läsas (de andra granskas ändå), 130 avbrutet.
"""


@click.command(
    "fil",
    cls=Command,
    help=HELP,
    examples=(
        ("granska fil utkast.docx", "visa resultatet i terminalen"),
        ("granska fil utkast.docx --format html --ut utkast.html", "skriv en rapport att läsa och skriva ut"),
        ("granska fil utkast.docx --format docx --ut granskat.docx", "kommentarer i en kopia av utkastet"),
        ("granska fil granskat.docx --rensa --ut rent.docx", "ta bort kommentarerna igen"),
        ("granska fil utkast.docx --format json --ut utkast.json", "skriv JSON till en fil"),
        ("granska fil a.docx b.pdf --format text --format json --ut ut/", "båda formaten i mappen ut"),
        ("granska fil utkast.docx --fel-vid saknas", "slutkod 1 om något skall-kriterium saknas"),
        ("granska fil avtal.pdf --checklista bra-2020 --per 2024-01-31", "en checklista, ett visst datum"),
        ("granska fil avtal.docx bilaga1.pdf --samlat", "granska avtalet tillsammans med bilagan"),
        ("granska fil - --filnamn utkast.docx < utkast.docx", "läs från standard in"),
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FIL...", type=click.Path())
@review_options
@click.option(
    "--rensa",
    is_flag=True,
    help="Granska inte: skriv en kopia utan de kommentarer som granska har lagt in.",
)
@click.option(
    "--samlat",
    is_flag=True,
    help="Filerna är ett dokument med bilagor: den första är dokumentet, de andra dess bilagor.",
)
@click.option(
    "--undantag",
    metavar="FIL",
    help="YAML-fil med undantag: kriterier som dokument inte behöver uppfylla, med skäl (schema: waivers).",
)
@click.option(
    "--csv-komma",
    "comma",
    is_flag=True,
    help="CSV med komma och decimalpunkt, för program i stället för Excel.",
)
@reading_options
def command(
    files: tuple[str, ...],
    ut: str | None,
    filnamn: str | None,
    rensa: bool,
    samlat: bool,
    comma: bool,
    **given: Any,
) -> int:
    """Review every file, write what was asked for, and return the exit code."""
    check_inputs(files, filnamn)
    if rensa and samlat:
        raise UsageFault("--rensa och --samlat går inte ihop: välj den ena.")
    if rensa:
        from .rensa import clean_files

        own = settings_for(files[0], given, os.environ)
        return clean_files(files, ut, filnamn, given["format"], limits(own), Messages(quiet=given["tyst"]))
    # Settings can differ between documents; all are checked before the first is read.
    documents = [files] if samlat else [(source,) for source in files]
    settings = [settings_for(sources[0], given, os.environ) for sources in documents]
    first = settings[0]
    messages = Messages(quiet=first["tyst"])
    target = _Target(ut, first["format"], files, several=len(documents) > 1, comma=comma)
    shown_in_terminal = target.path is None and is_terminal(sys.stdout) and is_terminal(sys.stderr)
    waivers = _Waivers(settings)
    assessments: list[Assessment] = []
    with Guard(_Judge(_Reviewers(keep_original=target.needs_original), waivers)) as guard:
        for i, (sources, own) in enumerate(zip(documents, settings, strict=True), 1):
            messages.progress(i, len(documents), sources[0])
            assessments.append(_review(guard, sources, filnamn, own, meanwhile=lambda: target.writers))
    messages.finish()
    for sources, assessment in zip(documents, assessments, strict=True):
        if not assessment.readable and not (shown_in_terminal and first["format"] == ("text",)):
            messages.error(_unreadable(sources[0], assessment))
        for file in _unread(assessment):
            messages.error(_unread_sentence(file, assessment))
    for sentence in waivers.orphans(assessments):
        messages.note(sentence)
    written = target.write(assessments, first, messages)
    return _exit_code(assessments, settings, written)


class _Waivers:
    """The waivers of every file that the settings name, read before the first review."""

    def __init__(self, settings: Sequence[Settings]) -> None:
        self._read: dict[str, tuple[Waiver, ...]] = {}
        for path in dict.fromkeys(s["undantag"] for s in settings if s["undantag"]):
            from ..checklist.waivers import load_waivers

            self._read[path] = load_waivers(path)

    def apply(self, assessment: Assessment, path: str | None) -> Assessment:
        if path is None:
            return assessment
        from ..assessment.waivers import apply_waivers

        return apply_waivers(assessment, self._read[path])

    def orphans(self, assessments: Sequence[Assessment]) -> list[str]:
        """Sentences on waivers that concern nothing that was reviewed."""
        if not self._read:
            return []
        from ..assessment.waivers import orphans

        return [s for listed in self._read.values() for s in orphans(assessments, listed)]


class _Reviewers:
    """One reviewer per set of settings, so that several documents share what is loaded."""

    def __init__(self, *, keep_original: bool = False) -> None:
        self._made: dict[object, Reviewer] = {}
        self._keep_original = keep_original

    def get(self, settings: Settings) -> Reviewer:
        from ..pipeline import Reviewer

        as_of = settings["per"] or date.today()
        key = (settings["checklista"], settings["ocr"], settings["revisioner"], as_of, settings.stage)
        if key not in self._made:
            self._made[key] = Reviewer(
                checklists=settings["checklista"] or None,
                read_options=read_options(settings),
                as_of=as_of,
                stage=settings.stage,
                keep_original=self._keep_original,
            )
        return self._made[key]


class _Judge:
    """Reviews (sources, names, settings), and lets waivers and masking follow; what foreign text may upset."""

    def __init__(self, reviewers: _Reviewers, waivers: _Waivers) -> None:
        self._reviewers, self._waivers = reviewers, waivers

    def __call__(self, request: _Request) -> Assessment:
        sources, names, own = request
        reviewer = self._reviewers.get(own)
        if len(sources) > 1:
            assessment = reviewer.review_bundle(sources, names)
        else:
            assessment = reviewer.review(sources[0], filename=names[0])
        assessment = self._waivers.apply(assessment, own["undantag"])
        return _masked(assessment) if own["maskera"] else assessment


def _review(
    guard: Guard,
    sources: Sequence[str],
    filename: str | None,
    own: Settings,
    meanwhile: Callable[[], object],
) -> Assessment:
    """One document with its annexes, if any; a bug that it brings to light must not cost the others their review."""
    from ..batch.failure import Ended, ended_assessment
    from ..errors import ReviewError

    taken = [take_input(source, filename) for source in sources]
    data, names = [d for d, _ in taken], [n for _, n in taken]
    shown = names[0] or Path(sources[0]).name
    allowed = limits(own)
    try:
        assessment: Assessment = guard.ask(
            (data, names, own), data[0], allowed, *data[1:], meanwhile=meanwhile
        )
        return assessment
    except ReviewError:
        raise
    except Ended as ended:
        return ended_assessment(ended, shown, _sha256(data[0]), own["per"] or date.today(), allowed)
    except Exception as error:
        log.exception("review of %s failed", sources[0])
        return _failed(shown, type(error).__name__)


def _sha256(data: str | bytes) -> str:
    import hashlib

    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    with Path(data).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _masked(assessment: Assessment) -> Assessment:
    from ..reports.masking import mask_personal

    return mask_personal(assessment)


def _failed(name: str, what: str) -> Assessment:
    from ..assessment.failed import failed_assessment
    from ..errors import reading_message

    return failed_assessment(name, date.today(), "R000", reading_message("R000", what=what))


def _unreadable(source: str, assessment: Assessment) -> str:
    reasons = [f"{n.message} ({n.code})" for n in assessment.document.notices]
    name = assessment.document.path if source == STDIN else source
    return f"{name}: {reasons[0] if reasons else 'Dokumentet kunde inte läsas.'}"


def _unread(assessment: Assessment) -> list[str]:
    """The annexes of a bundle that could not be read."""
    return [f.path for f in assessment.document.files if f.status == "unreadable"]


def _unread_sentence(name: str, assessment: Assessment) -> str:
    told = (n for n in assessment.document.notices if n.message.startswith(f"{name}: "))
    return next((f"{n.message} ({n.code})" for n in told), f"{name}: Bilagan kunde inte läsas.")


class _Target:
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
        self.path = Path(given) if given else None
        self.folder = self.path is not None and (
            len(self.formats) > 1 or self.path.is_dir() or given[-1:] in "/\\" or not self.path.suffix  # type: ignore[index]
        )
        self._inputs = {Path(f).resolve() for f in files if f != STDIN}
        if self.path is None and len(self.formats) > 1:
            raise UsageFault("Flera format kräver en mapp att skriva i: lägg till --ut MAPP.")
        if self.several and not self.folder and ONE_DOCUMENT & set(self.formats):
            raise UsageFault(
                f"Formatet {self.formats[0]} har en fil per dokument: ange en mapp med --ut MAPP."
            )
        if self.path is None and BINARY & set(self.formats) and is_terminal(sys.stdout):
            raise UsageFault(f"Formatet {self.formats[0]} kan inte visas i terminalen: lägg till --ut FIL.")
        if self.folder and self.path is not None and self.path.exists() and not self.path.is_dir():
            several_formats = len(self.formats) > 1
            why = (
                "flera format kräver en mapp"
                if several_formats
                else "ange ett namn med ändelse, eller en mapp"
            )
            raise UsageFault(f"--ut {given} är en fil: {why}.")
        if self.path is not None and not self.folder:
            self._refuse_input(self.path)

    @cached_property
    def writers(self) -> dict[str, Writer]:
        """The writers by format: they take a while to load."""
        from ..reports import writer

        return {name: writer(name) for name in self.formats}

    def _refuse_input(self, path: Path) -> None:
        if path.resolve() in self._inputs:
            raise UsageFault(f"--ut skulle skriva över {path} som ska granskas: välj en annan plats.")

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
                path = self.path / f"{stem}.{extension(writer, assessment)}"  # type: ignore[operator]
                self._refuse_input(path)
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
    """A file name without extension per document; the full name where two would be the same."""
    names: list[str] = []
    for assessment in assessments:
        full = Path(assessment.document.path).name or "dokument"
        candidates = [Path(full).stem, full, *(f"{full}-{n}" for n in range(2, len(assessments) + 2))]
        names.append(next(c for c in candidates if c not in names))
    return names


def _exit_code(assessments: Sequence[Assessment], settings: Sequence[Settings], written: bool) -> int:
    if not all(a.readable and not _unread(a) for a in assessments):
        return UNREADABLE
    if not written:
        return WRONG
    if all(meets(a, s) for a, s in zip(assessments, settings, strict=True)):
        return REVIEWED
    return UNMET
