"""``granska checklista prova``: runs a checklist's cases, or the author's own sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..vocabulary.swedish import counted
from .layout import paragraph
from .output import Messages, write_result
from .run import REVIEWED, UNMET
from .swedish import Command, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..authoring.cases import Tried
    from ..checklist import Case, Checklist


@click.command(
    "prova",
    cls=Command,
    help="Kör provfallen i en checklista, eller i alla, med reglerna ensamma. För varje fall som inte ger väntat utfall "
    "visas texten, vad som hände med varje delkrav och varför: inget ställe hittades, stället räknades inte eller ett "
    "villkor föll. Med --meningar körs i stället egna meningar ur en textfil: kriteriets id på en rad, under det en "
    "mening per rad med + (uppfyllt), ~ (delvis), - (saknas) eller ? (ej bedömbart) först. Slutkod 1 om något blev fel.",
    examples=(
        ("granska checklista prova lan.yaml", ""),
        (
            "granska checklista prova lan.yaml --kriterium lan.vakter --alla",
            "ett kriterium, också det som blev rätt",
        ),
        ("granska checklista prova lan.yaml --meningar meningar.txt", "meningar som inte är provfall"),
    ),
)
@click.argument("checklist", metavar="[ID|FIL]", required=False)
@click.option("--kriterium", metavar="ID", help="Bara provfallen i det här kriteriet.")
@click.option("--alla", is_flag=True, help="Visa också de fall som blev rätt.")
@click.option("--meningar", metavar="FIL", help="Kör meningarna i textfilen i stället för provfallen.")
def command(checklist: str | None, kriterium: str | None, alla: bool, meningar: str | None) -> int:
    """Run the cases that stand with the criteria and tell which gave another outcome."""
    from ..authoring.cases import try_cases
    from ..checklist import available, load_checklist

    if meningar is not None and checklist is None:
        raise UsageFault("Ange också checklistan: granska checklista prova lan.yaml --meningar meningar.txt.")
    failed = 0
    for source in (checklist,) if checklist else available():
        path = Path(source) if source.endswith((".yaml", ".yml")) else source
        c = load_checklist(path)
        if kriterium is not None and checklist:
            c.criterion(kriterium)  # an unknown id is told
        own = _sentences(meningar, c)
        tried = list(try_cases(c, path, kriterium, own))
        for t in tried:
            if alla or t.right == t.case.todo:  # wrong, or marked as a known failure although it is right
                _show_case(t, c)
        failed += sum(not t.right and not t.case.todo for t in tried)
        if not tried and kriterium is not None and not checklist:
            continue
        if own is not None:
            _tell_sentences(c, tried)
        else:
            _tell_cases(c, tried, kriterium)
            if isinstance(path, Path) and kriterium is None and tried and all(t.right for t in tried):
                Messages().note(
                    "Provfallen säger inget om andra ord: pröva fem egna meningar per kriterium med --meningar FIL innan "
                    "du litar på listan."
                )
    return UNMET if failed else REVIEWED


def _sentences(file: str | None, checklist: Checklist) -> Mapping[str, Sequence[Case]] | None:
    if file is None:
        return None
    from ..authoring.sentences import read_sentences

    return read_sentences(Path(file), checklist)


def _tell_cases(c: Checklist, tried: Sequence[Tried], only: str | None) -> None:
    known = sum(not t.right and t.case.todo for t in tried)
    later = f", {counted(known, 'känd brist', 'kända brister')}" if known else ""
    write_result(paragraph(f"{c.id}: {sum(t.right for t in tried)} av {len(tried)} provfall rätt{later}."))
    without = [k.id for k in c.criteria if not k.cases and only in (None, k.id)]
    if without:
        Messages().note(f"{c.id} har inga provfall i {', '.join(without)}.")


def _tell_sentences(c: Checklist, tried: Sequence[Tried]) -> None:
    """How many were right, in all and per criterion, and what to do with the others."""
    from ..authoring.sentences import ENOUGH

    right = sum(t.right for t in tried)
    write_result(paragraph(f"{c.id}: {right} av {len(tried)} egna meningar rätt."))
    few = []
    for criterion in c.criteria:
        own = [t for t in tried if t.criterion.id == criterion.id]
        if own:
            write_result(paragraph(f"{criterion.id}: {sum(t.right for t in own)} av {len(own)}", indent=4))
        if len(own) < ENOUGH:
            few.append(criterion.id)
    messages = Messages()
    if right < len(tried):
        messages.note(
            "Gör de meningar som blev fel till provfall (cases), rätta reglerna och skriv sedan nya meningar: de som "
            "reglerna har rättats efter säger inget om andra ord."
        )
    if few:
        messages.note(f"Färre än {ENOUGH} meningar om {', '.join(few)}: skriv fler innan du litar på talet.")


def _show_case(tried: Tried, checklist: Checklist) -> None:
    """A case with its text, what became of each element, and why it was not more."""
    from ..authoring.why import why_less
    from ..reports.labels import SIGNS
    from ..vocabulary.closed import OUTCOME_TITLES, Outcome
    from ..vocabulary.swedish import shorten

    case, got = tried.case, tried.got
    became = OUTCOME_TITLES[got.outcome] if got else "oläsbart"
    if tried.right:
        text = f"{became}, som väntat{': ta bort todo' if case.todo else ''}"
    else:
        text = f"väntat {OUTCOME_TITLES[case.expect]}, blev {became}{' (känd brist)' if case.todo else ''}"
    write_result(
        paragraph(f"{tried.criterion.id}, {case.name}: {text}.", lead="[+] " if tried.right else "[-] ")
    )
    write_result(paragraph(f"”{shorten(' '.join(case.text.split()), 200)}”", indent=4))
    for e in got.elements if got else ():
        quote = f" i ”{shorten(e.evidence[0].quote, 80)}”" if e.evidence else ""
        lacking = f" ({e.lacking})" if e.lacking else ""
        write_result(
            paragraph(
                f"{e.title}: {OUTCOME_TITLES[e.outcome]}{quote}{lacking}",
                indent=4,
                lead=f"{SIGNS[e.outcome]} ",
            )
        )
    if tried.right or (got is not None and got.outcome is Outcome.MET):
        return
    for sentence in why_less(checklist, tried.criterion, case.text):
        write_result(paragraph(sentence, indent=4, lead="Varför: "))
