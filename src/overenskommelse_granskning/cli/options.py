"""Options that several commands share, and what they mean to the library."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .settings import FAIL_AT, FORMATS, OCR, REVISIONS, STAGES, Settings, resolve
from .swedish import Choice, UsageFault

if TYPE_CHECKING:
    from ..assessment import Assessment
    from ..batch.failure import Limits
    from ..readers import ReadOptions

F = TypeVar("F", bound=Callable[..., Any])
STDIN = "-"
_WORDS_OF_A_NAME = 20  # as many as a file's name is looked for in


def _apply(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def reading_options(function: F) -> F:
    """What decides how a file is read, where it may be standard input: also --filnamn."""
    named = click.option("--filnamn", metavar="NAMN", help="Namn på det som läses från standard in (-).")
    return file_options(named(function))


def file_options(function: F) -> F:
    """What decides how a file is read: --ocr, --revisioner, the limits, --ingen-konfig, --tyst."""
    return _apply(
        click.option("--ocr", type=Choice(list(OCR)), help="Teckenigenkänning av bildsidor (förval: auto)."),
        click.option(
            "--revisioner",
            type=Choice(list(REVISIONS)),
            help="Spårade ändringar i Word: som accepterade (förval) eller ursprungliga.",
        ),
        click.option(
            "--tid", metavar="SEKUNDER", help="Längsta tid för ett dokument (förval: 300; 0: ingen gräns)."
        ),
        click.option(
            "--minne", metavar="MB", help="Mest minne för ett dokument (förval: 2000; 0: ingen gräns)."
        ),
        click.option(
            "--grans",
            multiple=True,
            metavar="NAMN=TAL",
            help="Ändra en gräns för vad som läses, som sidor=3000 eller fil-mb=500; kan upprepas (docs/granser.md).",
        ),
        click.option(
            "--ingen-konfig",
            is_flag=True,
            help="Bortse från granska.toml och miljövariabler, för en upprepbar körning.",
        ),
        click.option("--tyst", is_flag=True, help="Inga upplysningar på standard fel, bara fel."),
    )(function)


def review_options(function: F) -> F:
    """What decides how a document is judged and shown."""
    return judging_options(_showing_options(function))


def _showing_options(function: F) -> F:
    return _apply(
        click.option(
            "--format",
            multiple=True,
            type=Choice(list(FORMATS)),
            metavar="FORMAT",
            help="Rapportformat: text (förval), html, docx (kommentarer i Word), pdf (markeringar i PDF), xlsx, "
            "csv, md, sarif eller json; kan upprepas med --ut MAPP.",
        ),
        click.option(
            "--ut",
            metavar="FIL|MAPP",
            help="Skriv till en fil, vars ändelse avgör formatet om --format inte anges, eller till en mapp.",
        ),
        click.option(
            "--maskera",
            is_flag=True,
            help="Dölj personnamn, personnummer, e-postadresser och telefonnummer i rapporten.",
        ),
        click.option("--ingen-farg", is_flag=True, help="Ingen färg, inte heller i terminalen."),
    )(function)


def judging_options(function: F) -> F:
    """What decides how a document is judged, and when that is not good enough."""
    return _apply(
        click.option(
            "--checklista",
            multiple=True,
            metavar="ID|FIL",
            help="Checklista att granska mot; kan upprepas (förval: de som hör till dokumentets slag).",
        ),
        click.option("--stadium", type=Choice(list(STAGES)), help="Bedöm som utkast eller som undertecknad."),
        click.option("--per", metavar="DATUM", help="Datum att bedöma efter, ÅÅÅÅ-MM-DD (förval: i dag)."),
        click.option(
            "--fel-vid",
            type=Choice(list(FAIL_AT)),
            help="Slutkod 1 om ett skall-kriterium saknas, eller är delvis eller saknas (förval: aldrig).",
        ),
        click.option("--krav", metavar="PROCENT", help="Slutkod 1 om styrkan i någon checklista är lägre."),
    )(function)


def settings_for(source: str, given: dict[str, Any], environ: Any) -> Settings:
    """The settings for one input; standard input counts as lying in the current folder."""
    folder = Path.cwd() if source == STDIN else Path(source).absolute().parent
    options = {name.replace("_", "-"): value for name, value in given.items()}
    return resolve(options, folder=folder, environ=environ, use_config=not given.get("ingen_konfig"))


def read_options(settings: Settings) -> ReadOptions:
    """The library's options for reading."""
    from ..readers.options import ReadOptions, with_bounds

    return ReadOptions(
        ocr=OCR[settings["ocr"]],  # type: ignore[arg-type]
        revisions=REVISIONS[settings["revisioner"]],  # type: ignore[arg-type]
        limits=with_bounds(bounds(settings)),
    )


def bounds(settings: Settings) -> dict[str, int]:
    """The limits of reading that the settings change, by name."""
    pairs = (text.split("=") for text in settings["grans"])
    return {name: int(number) for name, number in pairs}


def limits(settings: Settings) -> Limits:
    """The time and memory that one document may take."""
    from ..batch.failure import Limits

    return Limits(settings["tid"], settings["minne"])


def take_input(source: str, filename: str | None, settings: Settings) -> tuple[str | bytes, str | None]:
    """What the library is to read, and its name: the path itself, or the bytes of standard input."""
    if source != STDIN:
        return source, None
    if sys.stdin is None:
        raise UsageFault("Standard in (-) är stängd: ange en fil, eller skicka in dokumentet med < eller |.")
    from ..readers.options import with_bounds

    # One byte more than is allowed tells that there is too much; an input without end must not fill the memory.
    return sys.stdin.buffer.read(with_bounds(bounds(settings)).file_bytes + 1), filename or "standard in"


def why_unreadable(source: str, assessment: Assessment) -> str:
    """What a person is told of a document that could not be read; ``source`` is what was given."""
    reasons = [f"{n.message} ({n.code})" for n in assessment.document.notices]
    name = assessment.document.path if source in (STDIN, "") else source
    return f"{name}: {reasons[0] if reasons else 'Dokumentet kunde inte läsas.'}"


def check_inputs(files: tuple[str, ...], filename: str | None) -> None:
    """Standard input can be read once, and only it can be given a name."""
    if files.count(STDIN) > 1:
        raise UsageFault("Standard in (-) kan bara anges en gång.")
    if filename and STDIN not in files:
        raise UsageFault("--filnamn gäller bara när - (standard in) läses.")
    if split := split_name(files):
        raise UsageFault(f"Filnamnet ”{split}” har mellanslag: skriv det inom citattecken.")


def split_name(words: Sequence[str]) -> str:
    """A file whose name was given as several words, since nothing held its spaces together; else empty."""
    for first, word in enumerate(words):
        if not os.path.isfile(word):  # noqa: PTH113 (False also where nobody may look)
            ends = range(first + 2, min(len(words), first + _WORDS_OF_A_NAME) + 1)
            joint = (" ".join(words[first:end]) for end in ends)
            if found := next(filter(os.path.isfile, joint), ""):
                return found
    return ""
