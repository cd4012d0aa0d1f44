"""The text report: for a person, at 80 columns, readable without colour.

First what the document is, then the numbers, then what matters most, then every criterion, and
last how to read it. Foreign text goes through :func:`printable` and is never taken as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from ..assessment import Assessment
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from ..vocabulary.swedish import counted, shorten
from . import Style
from .escape import printable
from .item_view import Item
from .labels import CERTAINTY_GUIDE, OUTCOME_MEANINGS, SIGNS, added_meanings
from .next_view import NextView, StepView, make_next
from .page import COLOURS, Page
from .quotes import quoted
from .thread_text import write_goals, write_thread
from .view import ChecklistView, View, make_view

EXTENSION = "txt"

_LONG_QUOTE = 300  # characters shown of a quote among the most important things
_SHORT_QUOTE = 160  # and in the list of all criteria
_QUOTES = 2  # quotes per criterion in that list


def render(assessments: Sequence[Assessment], style: Style) -> str:
    """One report after the other, the reading guide once at the end."""
    page = Page(style)
    views = [make_view(a) for a in assessments]
    for i, view in enumerate(views):
        if i:
            page.blank(2)
        _report(page, view, make_next(assessments[i]))
    if any(v.checklists for v in views):
        _guide(page, views)
    return page.text()


def _report(page: Page, view: View, following: NextView) -> None:
    page.title(view.name, "=")
    page.write(view.headline)
    for line in view.first:
        page.blank()
        page.write(Text(printable(line), style="bold"))
    if not view.readable:
        _bullets(page, view.notices)
        return
    page.blank()
    label_width = max(len(label) for label, _ in view.facts) + 2
    for label, value in view.facts:
        page.write(value, indent=2, lead=label.ljust(label_width))
    if view.notices and not view.checklists:
        page.blank()
        _bullets(page, view.notices)
    if view.checklists:
        _steps(page, following)
    for checklist in view.checklists:
        _scores(page, checklist)
    write_thread(page, view)
    write_goals(page, view)
    _promises(page, view)
    for checklist in view.checklists:
        _all_criteria(page, checklist)
    _missing(page, following)
    _reading(page, following)
    if view.notices and view.checklists:
        page.heading("Att känna till om läsningen")
        _bullets(page, view.notices)


def _bullets(page: Page, lines: Iterable[str]) -> None:
    for line in lines:
        page.write(line, lead="- ")


def _scores(page: Page, checklist: ChecklistView) -> None:
    page.heading(f"{checklist.title} ({checklist.id} {checklist.version})")
    for line in checklist.scores:
        page.write(line.meaning, lead=f"{line.label:<11}{line.value:>6}  ")
    total = sum(n for _, n in checklist.counts)
    counts = ", ".join(f"{n} {word}" for word, n in checklist.counts)
    noun = "kriterium" if total == 1 else "kriterier"
    page.write(f"{total} {noun}: {counts} ({checklist.points}).")
    _bullets(page, checklist.adjustments)


def _steps(page: Page, following: NextView) -> None:
    shown, total = len(following.steps), following.improvable
    count = f" ({shown} av {total})" if 0 < shown < total else ""
    page.heading(f"Det här lyfter dokumentet mest{count}")
    if not following.steps:
        page.write("Inget bedömt kriterium saknas eller är bara delvis uppfyllt.")
        return
    page.write("Inom [hakparentes] står det som bara ni vet. Fyll i det; en platshållare räknas inte.")
    for i, step in enumerate(following.steps, 1):
        page.blank()
        _step(page, i, step)


def _step(page: Page, number: int, step: StepView) -> None:
    page.write(Text(printable(step.title), style="bold"), lead=f"{number:>2}. ")
    item = step.item
    # The verdict is on a criterion: of a single problem it would say something else.
    if item is not None and step.problem is None and item.outcome is not Outcome.MET:
        page.write(_verdict(item, step.gain), indent=4)
    if step.problem is not None:
        page.write(quoted(step.problem, _SHORT_QUOTE), indent=4, lead="Problem: ")
    elif item is not None:
        page.write(item.reason, indent=4)
        if item.quotes:
            page.write(quoted(item.quotes[0], _LONG_QUOTE), indent=4, hang=1)
        elif item.nearest:
            page.write(quoted(item.nearest, _LONG_QUOTE), indent=4, lead="Närmast: ")
    if step.advice:
        page.write(step.advice, indent=4, lead="Gör så här: ")
    for write in step.writes:
        page.write(f"{write.lead}{':' if write.lines else '.'}", indent=4)
        for line in write.lines:
            page.write(line, indent=6)
    if step.serves:
        page.write(f"Uppfyller också: {', '.join(step.serves)}.", indent=4)


def _verdict(item: Item, gain: str) -> Text:
    text = Text.assemble((f"{item.sign} {item.word}", COLOURS[item.outcome]))
    text.append(f", {item.level}, {printable(item.id)}")
    if gain:
        text.append(f", {gain}")
    if item.certainty:
        text.append(f"; granska är {item.certainty}")
    return text


def _missing(page: Page, following: NextView) -> None:
    if not following.missing:
        return
    page.heading("Ämnen som dokumentet inte tar upp")
    for topic in following.missing:
        place = f" ({topic.place})" if topic.place else ""
        page.write(f"{topic.title}{place}{': ' if topic.write else ''}{topic.write}", lead="- ")
        if topic.note:
            page.write(topic.note, indent=2)


def _reading(page: Page, following: NextView) -> None:
    reading = following.reading
    if reading is None:
        return
    page.heading("Så lätt är texten att läsa (ingår inte i poängen)")
    for line in reading.lines:
        page.write(line)
    for quote, words in reading.longest:
        page.write(f"{words} ord: {quoted(quote, _LONG_QUOTE)}", lead="- ")


def _promises(page: Page, view: View) -> None:
    number = 0
    for years, promises in view.promises:
        page.heading(f"Löften i dokumentet{f' för {years}' if years else ''} ({len(promises)})")
        for promise in promises:
            number += 1
            page.write(quoted(promise.quote, _SHORT_QUOTE), lead=f"{number:>2}. ")
            said = "; ".join(
                f"{word}: {shorten(printable(q.text), _SHORT_QUOTE)}" for word, q in promise.parts
            )
            if said:
                page.write(said, indent=4)
            if promise.lacking:
                page.write(f"framgår inte: {', '.join(promise.lacking)}", indent=4)


def _all_criteria(page: Page, checklist: ChecklistView) -> None:
    if checklist.groups:
        page.heading(f"Alla kriterier i {checklist.id}")
    for i, group in enumerate(checklist.groups):
        if i:
            page.blank()
        if group.title:
            page.write(Text(printable(group.title), style="bold"))
        for item in group.items:
            _criterion(page, item)


def _criterion(page: Page, item: Item) -> None:
    line = Text.assemble((f"{item.word}: ", COLOURS[item.outcome]), (printable(item.title), "bold"))
    line.append(f" ({item.level}, {printable(item.id)})")
    page.write(line, lead=f"{item.sign} ")
    if item.waived is not None:
        page.write(f"Undantaget: {item.waived}", indent=4)
    for quote in item.quotes[:_QUOTES]:
        page.write(quoted(quote, _SHORT_QUOTE), indent=4, hang=1)
    if len(item.quotes) > _QUOTES:
        more = len(item.quotes) - _QUOTES
        page.write(f"… och {counted(more, 'ställe', 'ställen')} till.", indent=4)
    if item.reason and (item.outcome is not Outcome.MET or item.disputed):
        page.write(item.reason, indent=4)
    for part in item.untried:
        page.write(part, indent=4, lead="Kunde inte prövas: ")
    if item.outcome is Outcome.MISSING and item.nearest:
        page.write(quoted(item.nearest, _SHORT_QUOTE), indent=4, lead="Närmast: ")
    if item.needs_review:
        page.write(f"granska är {item.certainty} ({item.confidence}).", indent=4)


def _guide(page: Page, views: Sequence[View]) -> None:
    page.heading("Så läser du rapporten")
    words = [f"{SIGNS[o]} {OUTCOME_TITLES[o]}" for o in Outcome]
    width = max(map(len, words)) + 2
    for outcome, word in zip(Outcome, words, strict=True):
        page.write(OUTCOME_MEANINGS[outcome], lead=word.ljust(width))
    for added, meaning in added_meanings(item.word for view in views for item in view.items):
        page.write(meaning, lead=added.ljust(width))
    page.blank()
    page.write(
        "Andelarna är viktade: ett skall-kriterium väger normalt dubbelt så mycket som ett bör-kriterium. Omfattning "
        "säger hur mycket av det som krävs som finns med, styrka hur mycket som är konkret och bindande, "
        "och täckning hur stor del som gick att bedöma. Siffrorna är ett stöd för samtalet om texten, "
        "inte ett betyg."
    )
    page.write(CERTAINTY_GUIDE)
    page.write(
        "Citaten är ordagranna; sida och avsnitt visar var de står. Det som ligger i bilagor som inte "
        "följer med kan inte bedömas. ”granska kriterium ID” förklarar ett kriterium och dess källa."
    )
    page.blank()
    for tool in dict.fromkeys(v.tool for v in views):
        page.write(tool)
