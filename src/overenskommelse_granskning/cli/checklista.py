"""``granska checklista``: lists, shows, validates and tries checklists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..vocabulary.swedish import counted
from .layout import heading, paragraph
from .output import Messages, write_result
from .run import REVIEWED, UNMET, WRONG
from .swedish import Command, Entry, LazyGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..checklist import Checklist, Criterion
    from ..checklist.diff import Diff, Difference

_HERE = "overenskommelse_granskning.cli.checklista"


@click.group(
    "checklista",
    cls=LazyGroup,
    help="Checklistor: vilka som finns, vad de innehåller, hur de skiljer sig, och om en egen är rätt skriven.",
    invoke_without_command=True,
    entries={
        "lista": Entry(f"{_HERE}:list_command", "vilka checklistor som finns"),
        "visa": Entry(f"{_HERE}:show_command", "alla kriterier i en checklista"),
        "validera": Entry(f"{_HERE}:validate_command", "kontrollera en egen checklista"),
        "prova": Entry(
            "overenskommelse_granskning.cli.prova:command", "kör checklistans provfall, eller egna meningar"
        ),
        "diff": Entry(f"{_HERE}:diff_command", "vad som skiljer två checklistor"),
        "tolka": Entry(f"{_HERE}:see_command", "vad programmet ser i en mening eller fil"),
        "begrepp": Entry(
            "overenskommelse_granskning.cli.begrepp:command", "begreppens alla ord, och vilka ett ord träffar"
        ),
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
    help="Kontrollerar egna checklistor och visar alla fel på en gång, med fil, rad, kolumn och utdrag. När inga fel "
    "finns visas svagheter: kriterier utan provfall, mönster som aldrig träffar något, texter som fattas. Slutkod 2 vid "
    "fel.",
    examples=(
        ("granska checklista validera lan.yaml", ""),
        ("granska checklista validera lan.yaml --strikt", "slutkod 1 också vid svagheter"),
    ),
)
@click.argument("files", metavar="FIL...", nargs=-1, required=True)
@click.option("--strikt", is_flag=True, help="Ge slutkod 1 när filen har svagheter.")
def validate_command(files: tuple[str, ...], strikt: bool) -> int:
    """Check every file; show all errors of each, or its weaknesses."""
    from ..authoring.lint import lint
    from ..checklist.files import read_text
    from ..errors import ConfigurationError

    messages = Messages()
    code = REVIEWED
    for file in map(_as_file, files):
        try:
            found = lint(read_text(Path(file)), file)
        except ConfigurationError as error:
            messages.error(str(error))
            code = WRONG
            continue
        for f in found:
            if f.warning:
                messages.note(f"svaghet: {f.error.located()}")
            else:
                messages.error(f.error.located())
        if any(not f.warning for f in found):
            messages.error(f"{file}: {_count(len(found), 'fel', 'fel')}.")
            code = WRONG
            continue
        c = _load(file)
        weak = f", {_count(len(found), 'svaghet', 'svagheter')}" if found else ""
        write_result(paragraph(f"{file}: giltig ({c.id}, {_count(len(c.criteria))}{weak})."))
        code = max(code, UNMET if found and strikt else REVIEWED)
    return code


def _count(n: int, one: str = "kriterium", many: str = "kriterier") -> str:
    return counted(n, one, many)


def _as_file(source: str) -> str:
    """The file of a shipped list where an id is given."""
    from ..checklist import available
    from ..resources import checklist_folder

    return str(checklist_folder() / f"{source}.yaml") if source in available() else source


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


@click.command(
    "tolka",
    cls=Command,
    help="Visar vad programmet ser i en text, mening för mening: uppgifter, begrepp, signaler, ämnen och listor, under "
    "de namn som en checklista frågar efter. Till hjälp för den som skriver regler.",
    examples=(
        ('granska checklista tolka "Kommunpolisen följer upp målen i maj varje år."', "en mening"),
        ("granska checklista tolka utkast.docx", "ett helt dokument"),
    ),
)
@click.argument("text", metavar="TEXT|FIL")
def see_command(text: str) -> int:
    """Print every unit with what is seen in it."""
    from ..authoring.seeing import see
    from ..readers import read_document

    path = Path(text)
    is_file = len(text) < _LONGEST_NAME and "\n" not in text and path.is_file()
    document = read_document(path) if is_file else read_document(text.encode("utf-8"), filename="text.md")
    seen, facts = see(document)
    for unit in seen:
        write_result(paragraph(unit.text, lead=f"{_UNIT_TITLES[unit.kind]}: "))
        for key, name, words in unit.signs:
            write_result(paragraph(words, indent=4, lead=f"{key}: {name}  "))
    if facts:
        write_result(heading("Uppgifter om dokumentet (type: fact, is: …)"))
        for name, outcome in facts:
            write_result(paragraph(f"{name}: {outcome}"))
    return REVIEWED


_LONGEST_NAME = 250
_UNIT_TITLES = {
    "heading": "Rubrik",
    "sentence": "Mening",
    "item": "Punkt",
    "row": "Rad",
    "header_row": "Rubrikrad",
}


def _as_source(source: str) -> str | Path:
    return Path(source) if source.endswith((".yaml", ".yml")) else source


def _level(criterion: Criterion) -> str:
    from ..reports.labels import LEVEL_TITLES, number

    mandatory = ", obligatoriskt" if criterion.mandatory else ""
    return f"{LEVEL_TITLES[criterion.level]}, vikt {number(criterion.weight)}{mandatory}"


def _load(source: str) -> Checklist:
    from ..checklist import load_checklist

    return load_checklist(_as_source(source))
