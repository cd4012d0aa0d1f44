"""``granska mapp``: reviews every document below a folder."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .demands import meets
from .meter import Meter
from .options import bounds, file_options, judging_options, limits, settings_for
from .output import Messages, write_result
from .resuming import check_folder, nothing_left, places, resumed
from .run import INTERRUPTED, REVIEWED, UNMET, UNREADABLE
from .settings import OCR, REVISIONS, Settings
from .swedish import ANY_PATH, Choice, Command, UsageFault

if TYPE_CHECKING:
    from ..batch.run import Event, RunResult
    from ..batch.settings import Mask, ReviewSettings
    from ..batch.store import Store

_FORMATS = ("json", "html", "md", "xlsx", "csv", "sarif")
_USUAL = ("json", "html")
_MEMORY_PER_WORKER = 700_000_000
_YEARS_AHEAD = 10  # no document of a manifest begins later

HELP = """Granskar alla dokument i en mapp och dess undermappar. I RESULTAT skrivs en rapport per dokument (rapporter/),
tabeller, en logg och det som behövs för att fortsätta en avbruten körning. Ett dokument som hänger sig, kraschar eller
inte kan läsas hindrar inte de andra. Det som redan är granskat och inte har ändrats granskas inte igen.

Namn på dem som har undertecknat döljs om inte --visa-namn anges; --maskera döljer fler personuppgifter.

Slutkoder: 0 granskat, 1 kravet i --fel-vid eller --krav är inte nått, 2 fel i kommandorad, inställningar eller
checklista, 3 något dokument kunde inte läsas (de andra granskas ändå), 130 avbrutet.
"""


@click.command(
    "mapp",
    cls=Command,
    help=HELP,
    examples=(
        ("granska mapp avtal --ut resultat", "granska allt i mappen avtal"),
        ("granska mapp avtal --ut resultat --ateruppta", "fortsätt en körning som avbröts"),
        ("granska mapp avtal --ut resultat --manifest lista.xlsx", "kommun, år och slag ur en tabell"),
        ('granska mapp avtal --ut resultat --filter "*.pdf" --filter "!*utkast*"', "bara vissa filer"),
        ("granska mapp avtal --ut resultat --dask tcp://10.0.0.5:8786", "på ett kluster av datorer"),
        ("granska mapp avtal --ut resultat --processer 4 --tid 60 --minne 1000", "andra gränser"),
    ),
)
@click.argument("folder", metavar="MAPP", type=ANY_PATH)
@click.option("--ut", required=True, metavar="RESULTAT", help="Mapp att skriva resultatet i.")
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="MÖNSTER",
    help="Bara filer vars namn eller sökväg passar mönstret, till exempel *.pdf; med ! först: inte dessa. "
    "Kan upprepas.",
)
@click.option(
    "--manifest",
    metavar="FIL",
    help="CSV eller XLSX med kolumnerna fil, kommunkod, år och slag (förval: manifest.csv eller .xlsx i MAPP).",
)
@click.option(
    "--lan",
    multiple=True,
    metavar="LÄN",
    help="Län vars kommuner väntas ha dokument: kod, namn eller alla; kan upprepas (förval: de län som dokumenten "
    "och manifestet hör till).",
)
@click.option("--ateruppta", is_flag=True, help="Fortsätt en avbruten körning, med dess inställningar.")
@click.option("--pa-nytt", is_flag=True, help="Granska om också det som redan är granskat.")
@click.option(
    "--processer",
    type=click.IntRange(1, 256),
    metavar="ANTAL",
    help="Arbetsprocesser (förval: en per kärna).",
)
@click.option(
    "--dask",
    metavar="ADRESS",
    help="Granska på ett Dask-kluster i stället för med egna processer, till exempel tcp://10.0.0.5:8786.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=Choice(list(_FORMATS)),
    metavar="FORMAT",
    help="Rapport per dokument: json (skrivs alltid), html, md, xlsx, csv eller sarif (förval: json och html); kan "
    "upprepas.",
)
@click.option("--rangordning", is_flag=True, help="Ta med en rangordning i panel.html (förval: ingen).")
@click.option("--visa-namn", is_flag=True, help="Dölj inte namn på dem som har undertecknat.")
@click.option(
    "--maskera",
    is_flag=True,
    help="Dölj alla personnamn, personnummer, e-postadresser och telefonnummer (förval: bara undertecknarnas namn).",
)
@click.option(
    "--undantag",
    metavar="FIL",
    help="YAML-fil med undantag: kriterier som dokument inte behöver uppfylla, med skäl (schema: waivers).",
)
@judging_options
@file_options
def command(
    folder: str, ut: str, filters: tuple[str, ...], manifest: str | None, lan: tuple[str, ...], **given: Any
) -> int:
    """Run the batch, tell what came of it, and return the exit code."""
    from ..batch.coverage import expected_municipalities
    from ..batch.manifest import read_manifest
    from ..batch.outputs import OutputOptions, write_outputs
    from ..batch.run import BatchOptions, run_folder
    from ..batch.store import Store
    from ..batch.summary import summary

    source, out = Path(folder), Path(ut)
    if not source.is_dir():
        what = "är ingen mapp: använd granska fil" if source.exists() else "finns inte: kontrollera sökvägen"
        raise UsageFault(f"{folder} {what}.")
    os.scandir(source).close()  # one that may not be opened is refused before anything is looked for in it
    if out.exists() and not out.is_dir():
        raise UsageFault(f"--ut {ut} är en fil: ange en mapp.")
    if out.resolve() == source.resolve() and (name := _in_the_way(source)):
        raise UsageFault(f"--ut är samma mapp som MAPP, där {name} redan finns: ange en annan --ut.")
    expected_municipalities(lan, (), None)  # an unknown county is refused before the work
    settings = settings_for(str(source / "dokument"), given, os.environ)
    messages = Messages(quiet=settings["tyst"])
    table = _manifest_file(source, manifest)
    latest = (settings["per"] or date.today()).year + _YEARS_AHEAD
    listed = read_manifest(table, latest) if table is not None else None
    with nothing_left(out), Store(out) as store:
        check_folder(store, source, out)
        chosen = _review_settings(settings, given)
        before = store.get("run") if given["ateruppta"] else None
        filters, chosen = resumed(store, given, filters, chosen, messages)
        if before is not None:  # what only the tables depend on may be another, but is not forgotten
            lan = lan or tuple(before.get("counties", ()))
            given["rangordning"] = given["rangordning"] or before.get("ranking", False)
            if manifest is None and before.get("manifest"):
                manifest = before["manifest"]
                table = Path(manifest)
                listed = read_manifest(table, latest)
        _check_checklists(chosen)
        this_run = {
            **places(source, out),
            "settings": chosen.to_dict(),
            "filters": list(filters),
            "manifest": None if manifest is None else str(Path(manifest).resolve()),
            "counties": list(lan),
            "ranking": given["rangordning"],
        }
        store.put("run", this_run | {"finished": False})
        options = BatchOptions(
            settings=chosen,
            filters=filters,
            leave=() if table is None else (table,),
            workers=given["processer"] or _default_workers(),
            limits=limits(settings),
            anew=given["pa_nytt"],
            dask=given["dask"],
            kinds={} if listed is None else listed.kinds(),
        )
        wanted = OutputOptions(tuple(lan), given["rangordning"], given["pa_nytt"])
        meter = Meter(time.monotonic, quiet=settings["tyst"])
        count = 0

        def tell(event: Event) -> None:
            nonlocal count
            count = event.done
            meter.update(event.done, event.total, event.name, kept=event.kept)

        try:
            with _log(out, chosen.as_of):
                result = run_folder(source, out, store, options, tell)
                meter.close()
                outputs = write_outputs(out, store, result, listed, chosen, wanted)
        except KeyboardInterrupt:
            meter.close()
            messages.error(
                f"Avbrutet efter {count} dokument, som finns kvar: fortsätt med samma kommando och --ateruppta."
            )
            return INTERRUPTED
        finally:
            meter.close()
        store.put("run", this_run | {"finished": True})
        write_result(summary(result, outputs, out))
        return _exit_code(result, store, settings)


def _in_the_way(folder: Path) -> str:
    """What is called as a run calls its own in a folder that no run has written in: it may be a document."""
    from ..batch.result_folder import STORE, written

    names = sorted(p.name for p in folder.iterdir())
    return "" if STORE in names else next(filter(written, names), "")


def _manifest_file(folder: Path, given: str | None) -> Path | None:
    from ..batch.discovery import MANIFESTS

    if given is not None:
        return Path(given)
    return next((folder / name for name in MANIFESTS if (folder / name).is_file()), None)


def _review_settings(settings: Settings, given: Mapping[str, Any]) -> ReviewSettings:
    from ..batch.settings import ReviewSettings

    formats = given["formats"] or _USUAL
    return ReviewSettings(
        as_of=settings["per"] or date.today(),
        checklists=tuple(settings["checklista"]) or None,
        ocr=OCR[settings["ocr"]],  # type: ignore[arg-type]
        revisions=REVISIONS[settings["revisioner"]],  # type: ignore[arg-type]
        stage=settings.stage,
        bounds=tuple(sorted(bounds(settings).items())),
        mask=_mask(settings, given),
        waivers=settings["undantag"],
        formats=tuple(sorted({f for f in formats if f != "json"})),
    )


def _mask(settings: Settings, given: Mapping[str, Any]) -> Mask:
    if given["visa_namn"] and settings["maskera"]:
        raise UsageFault("--visa-namn och --maskera utesluter varandra: välj en av dem.")
    return "personal" if settings["maskera"] else "none" if given["visa_namn"] else "signatories"


def _check_checklists(chosen: ReviewSettings) -> None:
    """An error in a checklist or in waivers is told here, by its line, not by every worker."""
    from ..batch.worker import load_own_waivers

    load_own_waivers(chosen)
    if chosen.checklists:
        from ..checklist import load_checklist

        for checklist in chosen.checklists:
            load_checklist(checklist)


def _default_workers() -> int:
    import psutil

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    room = int(psutil.virtual_memory().available // _MEMORY_PER_WORKER)
    return max(1, min(cores, room))


@contextmanager
def _log(out: Path, as_of: date) -> Iterator[None]:
    """When the run began and ended, every document and what went wrong, in a file beside the results."""
    from ..batch.result_folder import LOG

    logger = logging.getLogger("overenskommelse_granskning.batch")
    handler = logging.FileHandler(out / LOG, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.info("Körningen börjar, bedömd per %s", as_of.isoformat())
    try:
        yield
        logger.info("Körningen är klar")
    except KeyboardInterrupt:
        logger.info("Körningen avbröts")
        raise
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        handler.close()


def _exit_code(result: RunResult, store: Store, settings: Settings) -> int:
    if any(f.status != "read" for f in result.files):
        return UNREADABLE
    if settings["fel-vid"] != "aldrig" or settings["krav"] is not None:
        from ..assessment.saved import from_dict

        if not all(meets(from_dict(store.report(f.key, f.path)), settings) for f in result.files):
            return UNMET
    return REVIEWED
