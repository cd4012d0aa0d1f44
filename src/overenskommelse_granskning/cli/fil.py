"""``granska fil``: reviews one or more documents."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .demands import meets
from .guard import Guard
from .options import (
    check_inputs,
    limits,
    read_options,
    reading_options,
    review_options,
    settings_for,
    take_input,
    why_unreadable,
)
from .output import Messages, is_terminal
from .place import implied_format
from .run import REVIEWED, UNMET, UNREADABLE, WRONG
from .settings import FORMATS, Settings
from .swedish import ANY_PATH, Command, UsageFault
from .target import Target

if TYPE_CHECKING:
    from ..assessment import Assessment
    from ..checklist.waivers import Waiver
    from ..pipeline import Reviewer

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
@click.argument("files", nargs=-1, required=True, metavar="FIL...", type=ANY_PATH)
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
        return clean_files(files, ut, filnamn, given["format"], own, Messages(quiet=given["tyst"]))
    given["format"] = given["format"] or implied_format(ut, FORMATS)
    # Settings can differ between documents; all are checked before the first is read.
    documents = [files] if samlat else [(source,) for source in files]
    settings = [settings_for(sources[0], given, os.environ) for sources in documents]
    first = settings[0]
    messages = Messages(quiet=first["tyst"])
    target = Target(ut, first["format"], files, several=len(documents) > 1, comma=comma)
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
            messages.error(why_unreadable(sources[0], assessment))
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

    taken = [take_input(source, filename, own) for source in sources]
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
    path = Path(data)
    try:
        if not path.is_file():  # a pipe has nothing more to give, and would be waited for
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _masked(assessment: Assessment) -> Assessment:
    from ..reports.masking import mask_personal

    return mask_personal(assessment)


def _failed(name: str, what: str) -> Assessment:
    from ..assessment.failed import failed_assessment
    from ..errors import reading_message

    return failed_assessment(name, date.today(), "R000", reading_message("R000", what=what))


def _unread(assessment: Assessment) -> list[str]:
    """The annexes of a bundle that could not be read."""
    return [f.path for f in assessment.document.files if f.status == "unreadable"]


def _unread_sentence(name: str, assessment: Assessment) -> str:
    told = (n for n in assessment.document.notices if n.message.startswith(f"{name}: "))
    return next((f"{n.message} ({n.code})" for n in told), f"{name}: Bilagan kunde inte läsas.")


def _exit_code(assessments: Sequence[Assessment], settings: Sequence[Settings], written: bool) -> int:
    if not all(a.readable and not _unread(a) for a in assessments):
        return UNREADABLE
    if not written:
        return WRONG
    if all(meets(a, s) for a, s in zip(assessments, settings, strict=True)):
        return REVIEWED
    return UNMET
