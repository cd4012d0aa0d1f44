"""``granska utvardera``: measures reviews against labelled documents."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import Messages, write_file, write_result
from .run import REVIEWED, UNREADABLE
from .settings import OCR
from .swedish import ANY_PATH, Choice, Command, UsageFault

if TYPE_CHECKING:
    from ..evaluation.compare import Comparison
    from ..evaluation.summary import Evaluation

log = logging.getLogger(__name__)

HELP = """Mäter granskningen mot facit. KATALOG innehåller NAMN.labels.yaml med texten i NAMN.md; det
som granskas är KATALOG/files/NAMN.*, eller, där mappen files inte finns, texterna själva.

Visar per kriterium, per checklista och i allt: precision, täckning och F1 för saknas, delvis och
uppfyllt, andelen rätt, makro-F1, κ och vägt κ med intervall, hur ofta det visade citatet är facits, om
sagd säkerhet stämmer, och var regler och inlärt omdöme skiljer sig. Ett dokument som inte kan läsas
räknas som fel i allt.
"""


@click.command(
    "utvardera",
    cls=Command,
    help=HELP,
    examples=(
        ("granska utvardera facit/", "mät mot alla dokument i mappen"),
        ("granska utvardera facit/ --dokument '*-q-*' --visa-fel", "några dokument, med varje fel"),
        ("granska utvardera facit/ --spara nu.json --jamfor forra.json", "jämför med en tidigare mätning"),
    ),
)
@click.argument("folder", metavar="KATALOG", type=ANY_PATH)
@click.option(
    "--dokument", multiple=True, metavar="MÖNSTER", help="Bara dokument vars namn passar; kan upprepas."
)
@click.option(
    "--kriterium", multiple=True, metavar="MÖNSTER", help="Bara kriterier vars id passar; kan upprepas."
)
@click.option("--namn", metavar="NAMN", help="Vad mätmängden heter (förval: mappens namn).")
@click.option(
    "--format",
    "form",
    type=Choice(["text", "json"]),
    default="text",
    help="Visa som text (förval) eller json.",
)
@click.option("--ut", metavar="FIL", help="Skriv resultatet till en fil.")
@click.option("--visa-fel", is_flag=True, help="Visa varje fel omdöme med facits och programmets citat.")
@click.option("--spara", metavar="FIL", help="Spara mätningen (JSON), för --jamfor vid ett senare tillfälle.")
@click.option("--jamfor", metavar="FIL", help="Visa vad som vunnits och förlorats mot en sparad mätning.")
@click.option(
    "--spara-matt", metavar="FIL", help="Skriv måtten per kriterium, som ”granska kriterium” visar."
)
@click.option("--bara-regler", is_flag=True, help="Granska utan inlärda lager.")
@click.option("--omdragningar", type=click.IntRange(0, 100_000), default=1000, metavar="ANTAL",
              help="Omdragningar för intervallen (förval: 1000; 0 ger inga intervall).")  # fmt: skip
@click.option("--fro", type=int, default=20, metavar="TAL", help="Slumpfrö för omdragningarna (förval: 20).")
@click.option(
    "--ocr", type=Choice(list(OCR)), default="auto", help="Teckenigenkänning av bildsidor (förval: auto)."
)
@click.option("--per", metavar="DATUM", help="Datum att bedöma efter, ÅÅÅÅ-MM-DD (förval: i dag).")
@click.option("--tyst", is_flag=True, help="Inga upplysningar på standard fel, bara fel.")
def command(
    folder: str,
    dokument: tuple[str, ...],
    kriterium: tuple[str, ...],
    namn: str | None,
    form: str,
    ut: str | None,
    visa_fel: bool,
    spara: str | None,
    jamfor: str | None,
    spara_matt: str | None,
    bara_regler: bool,
    omdragningar: int,
    fro: int,
    ocr: str,
    per: str | None,
    tyst: bool,
) -> int:
    """Review every labelled document, measure, and write what was asked for."""
    from ..evaluation import stored
    from ..evaluation.compare import compare
    from ..evaluation.gold import load_gold
    from ..evaluation.measured import measured_dict
    from ..evaluation.run import observe_all, shipped_criteria
    from ..evaluation.summary import evaluate
    from ..pipeline import Reviewer
    from ..readers.options import ReadOptions

    messages = Messages(quiet=tyst)
    earlier = stored.load(Path(jamfor)) if jamfor else None
    gold = load_gold(Path(folder), dokument)
    reviewer = Reviewer(
        read_options=ReadOptions(ocr=OCR[ocr]),  # type: ignore[arg-type]
        as_of=_day(per),
        learned=not bara_regler,
    )
    observed = list(observe_all(gold, reviewer, kriterium, messages.progress))
    messages.finish()
    for o in observed:
        if not o.readable:
            messages.error(f"{o.name} kunde inte läsas och räknas som fel i allt.")
    if not any(j.counted for o in observed for j in o.judged):
        raise UsageFault("Inget att mäta: facit har inget omdöme för det valda.")
    name = namn or Path(folder).resolve().name
    result = evaluate(name, observed, shipped_criteria(), rounds=omdragningar, seed=fro)
    compared = (
        compare(earlier.name, earlier.judged, result.judged, rounds=omdragningar, seed=fro)
        if earlier
        else None
    )
    for path, value in ((spara, stored.to_dict(result)), (spara_matt, measured_dict(result))):
        if path:
            write_file(Path(path), stored.dump(value))
            messages.note(f"Skrev {path}.")
    text = _shown(result, compared, form, visa_fel)
    if ut:
        write_file(Path(ut), text)
        messages.note(f"Skrev {ut}.")
    else:
        write_result(text)
    return REVIEWED if all(o.readable for o in observed) else UNREADABLE


def _day(given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageFault(f"--per kan inte vara ”{given}”: skriv ett datum som 2025-01-31.") from None


def _shown(result: Evaluation, compared: Comparison | None, form: str, errors: bool) -> str:
    from ..evaluation import stored
    from ..evaluation.render import render, render_comparison

    if form == "json":
        value = stored.to_dict(result)
        if compared is not None:
            value["comparison"] = stored.comparison_dict(compared)
        return stored.dump(value)
    text = render(result, errors=errors)
    return text + (render_comparison(compared, errors=errors) if compared is not None else "")
