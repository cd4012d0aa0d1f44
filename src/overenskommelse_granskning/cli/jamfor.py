"""``granska jamfor``: what changed between two documents or saved reviews."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..batch.result_folder import INDEX
from .guard import Guard
from .options import (
    STDIN,
    check_inputs,
    limits,
    read_options,
    reading_options,
    settings_for,
    take_input,
    why_unreadable,
)
from .output import Messages, colour_wanted, terminal_width, write_file, write_result
from .place import Place, implied_format, refuse_several_on_output
from .run import REVIEWED, UNREADABLE
from .settings import STAGES, Settings
from .swedish import ANY_PATH, Choice, Command, UsageFault

if TYPE_CHECKING:
    from ..assessment import Assessment
    from ..comparing import Side
    from ..comparison.model import Comparison

FORMATS = ("text", "json", "html", "md")

HELP = """Jämför två dokument, eller två granskningar som sparats med ”granska fil --format json”, eller ett av
vardera: vad som är vunnet, förlorat och oförändrat, kriterium för kriterium och problem för problem, med citat ur
båda. En sparad granskning känns igen på ändelsen .json. Är A ett medborgarlöfte och B en uppföljning av det visas i
stället vad det blev av varje löfte. Är båda resultatmappar från ”granska mapp” jämförs de som helheter: täckning,
kriterier och kommuner, över år eller mellan grupper.

Slutkoder: 0 jämfört, 2 fel i kommandorad, inställningar eller checklista, 3 någon av filerna kunde inte läsas,
130 avbrutet.
"""


@click.command(
    "jamfor",
    cls=Command,
    help=HELP,
    examples=(
        ("granska jamfor utkast-1.docx utkast-2.docx", "vad som hänt mellan två utkast"),
        ("granska jamfor 2024.json 2025.json --format html --ut skillnad.html", "två sparade granskningar"),
        ("granska jamfor 2024.json utkast.docx --format json", "en sparad granskning och ett dokument"),
        ("granska jamfor lofte.pdf uppfoljning.pdf", "vad det blev av varje löfte, tal mot tal"),
        ("granska jamfor resultat-2024 resultat-2025", "två resultat från granska mapp"),
        ("granska jamfor a.pdf b.pdf --format text --format md --ut ut/", "flera format i en mapp"),
    ),
)
@click.argument("first", metavar="A", type=ANY_PATH)
@click.argument("second", metavar="B", type=ANY_PATH)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=Choice(list(FORMATS)),
    metavar="FORMAT",
    help="Rapportformat: text (förval), json, html eller md; kan upprepas med --ut MAPP.",
)
@click.option(
    "--ut",
    metavar="FIL|MAPP",
    help="Skriv till en fil, vars ändelse avgör formatet om --format inte anges, eller till en mapp (det som saknar ändelse).",
)
@click.option(
    "--checklista",
    multiple=True,
    metavar="ID|FIL",
    help="Checklista att granska dokumenten mot; kan upprepas (förval: de som hör till deras slag).",
)
@click.option("--stadium", type=Choice(list(STAGES)), help="Bedöm som utkast eller som undertecknad.")
@click.option("--per", metavar="DATUM", help="Datum att bedöma efter, ÅÅÅÅ-MM-DD (förval: i dag).")
@click.option(
    "--uppfoljning/--ingen-uppfoljning",
    default=None,
    help="Läs B som en uppföljning av löftena i A, eller inte (förval: avgörs av rubriken i B).",
)
@click.option(
    "--undantag",
    metavar="FIL",
    help="YAML-fil med undantag: kriterier som dokument inte behöver uppfylla, med skäl (schema: waivers).",
)
@click.option(
    "--maskera",
    is_flag=True,
    help="Dölj personnamn, personnummer, e-postadresser och telefonnummer i rapporten.",
)
@click.option("--ingen-farg", is_flag=True, help="Ingen färg, inte heller i terminalen.")
@reading_options
def command(
    first: str,
    second: str,
    formats: tuple[str, ...],
    ut: str | None,
    filnamn: str | None,
    uppfoljning: bool | None,
    **given: Any,
) -> int:
    """Load both sides, compare them, write what was asked for, and return the exit code."""
    files = (first, second)
    check_inputs(files, filnamn)
    target = _Target(ut, formats or implied_format(ut, FORMATS) or ("text",), files)
    if any(f != STDIN and Path(f).is_dir() for f in files):
        return _folders(files, target, given, Messages(quiet=given["tyst"]))
    settings = [settings_for(source, given, os.environ) for source in files]
    messages = Messages(quiet=settings[0]["tyst"])
    comparison = _compare(files, filnamn, settings, uppfoljning)
    if any(own["maskera"] for own in settings):
        from ..reports.masking import mask_comparison

        comparison = mask_comparison(comparison)
    for source, assessment in zip(files, (comparison.before, comparison.after), strict=True):
        if not assessment.readable:
            messages.error(why_unreadable(source, assessment))
    target.write(comparison, colour=colour_wanted(settings[0]["ingen-farg"]), messages=messages)
    return REVIEWED if comparison.readable else UNREADABLE


def _folders(files: Sequence[str], target: _Target, given: Mapping[str, Any], messages: Messages) -> int:
    """Compare the results of two batch runs."""
    others = [f for f in files if f == STDIN or not Path(f).is_dir()]
    if others:
        folder = next(f for f in files if f not in others)
        if others[0] != STDIN and not Path(others[0]).exists():
            raise UsageFault(f"{others[0]} finns inte: kontrollera sökvägen.")
        raise UsageFault(
            f"{folder} är en mapp och {others[0]} är det inte: ange två dokument eller två resultat från granska mapp."
        )
    for name in ("checklista", "stadium", "per", "undantag", "maskera", "ocr", "revisioner", "grans"):
        if given.get(name):
            raise UsageFault(f"--{name} gäller inte resultat från granska mapp: ange det när de görs.")
    from ..batch.results.compare import compare_results
    from ..batch.results.saved import load_result
    from ..batch.results.writers import EXTENSIONS, WRITERS

    names = tuple(_result_names(files))
    comparison = compare_results(
        load_result(Path(files[0])), load_result(Path(files[1])), (names[0], names[1])
    )
    width = terminal_width() if target.path is None else 100
    for name in target.formats:
        target.put(EXTENSIONS[name], WRITERS[name](comparison, width), messages)
    return REVIEWED


def _result_names(files: Sequence[str]) -> Iterator[str]:
    """What the results are called: their folders' names, with those above them where these are the same."""
    paths = [Path(f).resolve() for f in files]
    same = paths[0].name == paths[1].name
    yield from ("/".join(p.parts[-2:]) if same else p.name for p in paths)


def _compare(
    files: Sequence[str], filename: str | None, settings: Sequence[Any], follow_up: bool | None
) -> Comparison:
    from ..batch.failure import Ended, ended_assessment, ended_error
    from ..comparing import Side, compare_sides

    sides: list[Side] = []
    as_of = date.today()  # once, so that both are judged by the same day also at midnight
    with Guard(_call) as guard:
        for source, own in zip(files, settings, strict=True):
            data, name = take_input(source, filename, own)
            day, allowed = own["per"] or as_of, limits(own)
            try:
                sides.append(guard.ask(partial(_side, data, name, own, day), data, allowed))
            except Ended as ended:
                shown = name or Path(source).name
                sides.append(Side(ended_assessment(ended, shown, "", day, allowed)))
        try:  # a follow-up is analysed once more
            compared: Comparison = guard.ask(partial(compare_sides, *sides, follow_up=follow_up), "", allowed)
        except Ended as ended:
            raise ended_error(ended, allowed) from None
    return compared


def _call(work: Callable[[], Any]) -> Any:
    return work()


def _side(data: str | bytes, name: str | None, own: Settings, as_of: date) -> Side:
    """One side of the comparison, reviewed where it is a document."""
    from ..comparing import load_side
    from ..pipeline import Reviewer

    reviewer = Reviewer(
        checklists=own["checklista"] or None,
        read_options=read_options(own),
        as_of=as_of,
        stage=own.stage,
    )
    side = load_side(data, reviewer, name)
    return replace(side, assessment=_waived(side.assessment, own["undantag"]))


def _waived(assessment: Assessment, path: str | None) -> Assessment:
    if path is None:
        return assessment
    from ..assessment.waivers import apply_waivers
    from ..checklist.waivers import load_waivers

    return apply_waivers(assessment, load_waivers(path))


class _Target:
    """Where the comparison goes: standard output, one file, or a folder with a file per format."""

    def __init__(self, given: str | None, formats: Sequence[str], files: Sequence[str]) -> None:
        self.formats = tuple(dict.fromkeys(formats))
        refuse_several_on_output(given, self.formats)
        inputs = [Path(f) for f in files if f != STDIN]
        results = [p / INDEX for p in inputs if p.is_dir()]
        self._place = Place.of(
            given, [*inputs, *results], "jämföras", "format" if len(self.formats) > 1 else ""
        )
        self.path = self._place.path

    def write(self, comparison: Comparison, *, colour: bool, messages: Messages) -> None:
        from ..reports import Style
        from ..reports.comparison import writer

        style = Style()
        if self.path is None:
            style = replace(style, width=terminal_width(), colour=colour)
        for name in self.formats:
            made = writer(name)
            self.put(made.EXTENSION, made.render(comparison, style), messages)

    def put(self, extension: str, content: str, messages: Messages) -> None:
        """Write one format: to standard output, or to its file."""
        if self.path is None:
            write_result(content)
            return
        path = self._place.file(f"jamforelse.{extension}")
        write_file(path, content)
        messages.note(f"Skrev {path}.")
