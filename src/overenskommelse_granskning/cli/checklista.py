"""``granska checklista``: lists, shows, validates and tries checklists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .layout import heading, paragraph
from .output import Messages, write_result
from .run import REVIEWED, UNMET, WRONG
from .swedish import Command, Entry, LazyGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..checklist import Checklist, Criterion
    from ..checklist.diff import Diff, Difference
    from ..errors import ChecklistError

_HERE = "overenskommelse_granskning.cli.checklista"


@click.group(
    "checklista",
    cls=LazyGroup,
    help="Checklistor: vilka som finns, vad de innehåller, och om en egen är rätt skriven.",
    invoke_without_command=True,
    entries={
        "lista": Entry(f"{_HERE}:list_command", "vilka checklistor som finns"),
        "visa": Entry(f"{_HERE}:show_command", "alla kriterier i en checklista"),
        "validera": Entry(f"{_HERE}:validate_command", "kontrollera en egen checklista"),
        "prova": Entry(f"{_HERE}:try_command", "kör checklistans egna provfall"),
        "diff": Entry(f"{_HERE}:diff_command", "vad som skiljer två checklistor"),
    },
    examples=(
        ("granska checklista visa bra-2020", "alla kriterier i en checklista"),
        ("granska checklista validera lan.yaml", "kontrollera en egen"),
    ),
)
@click.pass_context
def group(ctx: click.Context) -> None:
    """Show the overview when no command is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


@click.command(
    "lista",
    cls=Command,
    help="Listar de checklistor som följer med, och vilket slags dokument de gäller.",
    examples=(("granska checklista lista", ""),),
)
def list_command() -> int:
    """Print one paragraph per shipped checklist."""
    from ..checklist import available, load_checklist
    from ..checklist.wording import kinds_text

    width = max((len(i) for i in available()), default=0) + 2
    for checklist_id in available():
        c = load_checklist(checklist_id)
        text = f"{c.title}, version {c.version}, {len(c.criteria)} kriterier. Gäller: {kinds_text(c.kinds)}."
        write_result(paragraph(text, lead=checklist_id.ljust(width)))
    return REVIEWED


@click.command(
    "visa",
    cls=Command,
    help="Visar alla kriterier i en checklista, steg för steg.",
    examples=(("granska checklista visa medborgarlofte", ""),),
)
@click.argument("checklist", metavar="ID|FIL")
def show_command(checklist: str) -> int:
    """Print a checklist's criteria grouped by step."""
    c = _load(checklist)
    write_result(f"{c.title}\n{'=' * len(c.title)}\n")
    write_result(paragraph(f"{c.id}, version {c.version}, {len(c.criteria)} kriterier."))
    if c.description:
        write_result(paragraph(c.description))
    if c.extends:
        write_result(paragraph(f"Bygger på {c.extends}."))
    for a in c.adjustments:
        what = "avstängt" if a.disabled else "ändrat"
        reason = f" Skäl: {a.reason}" if a.reason else ""
        write_result(paragraph(f"{a.title} ({a.criterion}): {what}.{reason}", lead="- "))
    step = None
    for criterion in c.criteria:
        if criterion.step != step:
            step = criterion.step
            write_result(heading(step or "Kriterier"))
        write_result(paragraph(f"{criterion.title} ({_level(criterion)})"))
        write_result(paragraph(criterion.question, indent=4, lead=""))
        write_result(paragraph(criterion.id, indent=4))
    return REVIEWED


@click.command(
    "validera",
    cls=Command,
    help="Kontrollerar egna checklistor och visar varje fel med fil, rad, kolumn och utdrag.",
    examples=(("granska checklista validera lan.yaml", ""),),
)
@click.argument("files", metavar="FIL...", nargs=-1, required=True)
def validate_command(files: tuple[str, ...]) -> int:
    """Check every file and show all errors of each."""
    from ..errors import ChecklistError
    from ..rules.engine import RuleEngine

    messages = Messages()
    code = REVIEWED
    for file in files:
        try:
            c = _load(file)
            RuleEngine(c)  # the options of the rules are the rules' own business
        except ChecklistError as error:
            for found in _all_errors(file) or [error]:
                messages.error(found.located())
            code = WRONG
        else:
            write_result(paragraph(f"{file}: giltig ({c.id}, {len(c.criteria)} kriterier)."))
    return code


def _all_errors(file: str) -> list[ChecklistError]:
    from ..checklist.located import read_source
    from ..checklist.validate import find_errors
    from ..rules.strict import rule_errors

    text = Path(file).read_text(encoding="utf-8")
    return find_errors(text, file) or rule_errors(read_source(text, file))


@click.command(
    "prova",
    cls=Command,
    help="Kör provfallen i en checklista, eller i alla. Slutkod 1 om något fall inte ger väntat utfall.",
    examples=(("granska checklista prova bra-2020", ""), ("granska checklista prova lan.yaml", "")),
)
@click.argument("checklist", metavar="[ID|FIL]", required=False)
def try_command(checklist: str | None) -> int:
    """Run the cases that stand with the criteria and tell which gave another outcome."""
    from ..checklist import available
    from ..pipeline import Reviewer
    from ..vocabulary.closed import OUTCOME_TITLES

    failed = 0
    for source in (checklist,) if checklist else available():
        c = _load(source)
        reviewer = Reviewer(checklists=[_as_source(source)], learned=False)
        tried = known = wrong = 0
        for criterion in c.criteria:
            for case in criterion.cases:
                assessment = reviewer.review(case.text.encode("utf-8"), filename="provfall.md")
                tried += 1
                got = assessment.checklist(c.id).criterion(criterion.id) if assessment.readable else None
                if got is not None and got.outcome is case.expect:
                    continue
                if case.todo:
                    known += 1
                    continue
                wrong += 1
                word = OUTCOME_TITLES[got.outcome] if got else "oläsbart"
                text = f"väntat {OUTCOME_TITLES[case.expect]}, blev {word}"
                write_result(paragraph(f"{criterion.id}, {case.name}: {text}.", lead="[-] "))
        later = f", {known} kända brister" if known else ""
        write_result(paragraph(f"{c.id}: {tried - wrong - known} av {tried} provfall rätt{later}."))
        if not tried:
            Messages().note(f"{c.id} har inga provfall.")
        failed += wrong
    return UNMET if failed else REVIEWED


@click.command(
    "diff",
    cls=Command,
    help="Säger vad som skiljer checklistan B från A: kriterier som kommit till, tagits bort eller ändrats, fält för "
    "fält, och vilken version B bör ha. A och B är id:n eller filer.",
    examples=(
        ("granska checklista diff bra-2020 lan.yaml", "vad den egna listan ändrar i den den bygger på"),
        ("granska checklista diff lan-2024.yaml lan.yaml", "vad som är nytt sedan förra versionen"),
    ),
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
def diff_command(before: str, after: str) -> int:
    """Print the differences, the criteria in the order of the lists."""
    from ..checklist.diff import diff

    a, b = _load(before), _load(after)
    write_result(paragraph(f"Från {a.id} {a.version} till {b.id} {b.version}."))
    found = diff(a, b)
    if found.step is None:
        write_result(paragraph("Inget skiljer dem."))
        return REVIEWED
    if found.whole:
        write_result(heading("Checklistan"))
        _differences(found.whole, indent=2)
    for title, sign, criteria in (
        ("Tillagda kriterier", "[+]", found.added),
        ("Borttagna kriterier", "[-]", found.removed),
    ):
        if criteria:
            write_result(heading(f"{title} ({len(criteria)})"))
            for c in criteria:
                write_result(paragraph(f"{c.title} ({_level(c)}, {c.id})", lead=f"{sign} "))
    if found.changed:
        write_result(heading(f"Ändrade kriterier ({len(found.changed)})"))
        for changed in found.changed:
            write_result(paragraph(f"{changed.criterion.title} ({changed.criterion.id})", lead="[~] "))
            _differences(changed.differences, indent=4)
    _version_advice(a, b, found)
    return REVIEWED


_LONG = 40  # longer than this, before and after stand on lines of their own


def _differences(differences: Iterable[Difference], indent: int) -> None:
    for d in differences:
        if d.before == d.after:
            write_result(paragraph(f"{d.what}", indent=indent))
        elif max(len(d.before), len(d.after)) > _LONG:
            write_result(paragraph(f"{d.what}:", indent=indent))
            write_result(paragraph(d.before, indent=indent + 2, lead="förut: "))
            write_result(paragraph(d.after, indent=indent + 2, lead="nu:    "))
        else:
            write_result(paragraph(f"{d.what}: {d.before} → {d.after}", indent=indent))


def _version_advice(a: Checklist, b: Checklist, found: Diff) -> None:
    """Where B is a later form of A: whether its number says so."""
    from ..checklist.diff import next_version

    if a.id != b.id or found.step is None:
        return
    least = next_version(a.version, found.step)
    if [int(n) for n in b.version.split(".")] < [int(n) for n in least.split(".")]:
        write_result(
            "\n"
            + paragraph(
                f"Höj versionen till minst {least}: sådana här ändringar ska synas i numret (nu {b.version})."
            )
        )


def _as_source(source: str) -> str | Path:
    return Path(source) if source.endswith((".yaml", ".yml")) else source


def _level(criterion: Criterion) -> str:
    from ..reports.labels import LEVEL_TITLES, number

    mandatory = ", obligatoriskt" if criterion.mandatory else ""
    return f"{LEVEL_TITLES[criterion.level]}, vikt {number(criterion.weight)}{mandatory}"


def _load(source: str) -> Checklist:
    from ..checklist import load_checklist

    return load_checklist(_as_source(source))
