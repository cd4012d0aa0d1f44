"""Den röda tråden and the goals in the text report: a table that fits a terminal, broken links marked."""

from __future__ import annotations

from textwrap import wrap

from rich.text import Text

from ..vocabulary.closed import Outcome
from ..vocabulary.swedish import shorten
from .escape import printable
from .labels import SIGNS
from .page import COLOURS, Page
from .quotes import Quote
from .thread_view import GoalView, ThreadView, summary
from .view import View

_SHORT = {
    "orsak": "Orsak",
    "mål": "Mål",
    "åtgärd": "Åtg",
    "ansvarig": "Ansv",
    "tid": "Tid",
    "uppföljning": "Uppf",
}
_COLUMN = 6
_NARROWEST = 20  # of the column with the problems
_LONG = 160  # characters of a quote
_NUMBER = 4  # " 1. "


def write_thread(page: Page, view: View) -> None:
    """The table, what it comes to, and the measures whose words leave a way out."""
    if not view.thread:
        return
    page.heading("Röd tråd: varje problem och vad som knyts till det")
    width = page.width - _NUMBER - _COLUMN * len(_SHORT)
    if width < _NARROWEST:
        _narrow(page, view)
    else:
        _table(page, view, width)
    page.blank()
    for sentence in summary(view.thread):
        page.write(sentence)
    if any(v.outcome is Outcome.PARTIAL for row in view.thread for v in row.chain):
        page.write(f"{SIGNS[Outcome.PARTIAL]} under Mål: målet går inte att mäta.")
    weak = [m for row in view.thread for m in row.weak]
    if weak:
        page.blank()
        page.write("Åtgärder med ord som lämnar en väg ut:")
    for m in weak:
        page.write(f"{_said(m.quote)}: ”{printable(m.words)}”{f', {m.whose}' if m.whose else ''}", lead="- ")


def _narrow(page: Page, view: View) -> None:
    """The same as a list, where no table fits."""
    for number, row in enumerate(view.thread, 1):
        page.write(_said(row.problem), lead=f"{number:>2}. ")
        page.write(", ".join(row.lacking) or "inget, tråden är hel", indent=_NUMBER, lead="Saknas: ")


def _table(page: Page, view: View, width: int) -> None:
    head = " " * _NUMBER + "Problem".ljust(width)
    head += "".join(word.ljust(_COLUMN) for word in _SHORT.values()).rstrip()
    page.line(Text(head, style="bold") if page.colour else head)
    for number, row in enumerate(view.thread, 1):
        _row(page, number, row, width)


def _row(page: Page, number: int, row: ThreadView, width: int) -> None:
    title = " ".join(printable(row.problem.text).split())
    first, *more = wrap(title, width - 1) or [""]
    line = Text(f"{number:>2}. {first.ljust(width)}")
    for link in row.chain:
        sign = SIGNS[link.outcome]
        line.append(sign, style=COLOURS[link.outcome])
        line.append(" " * (_COLUMN - len(sign)))
    line.rstrip()
    page.line(line if page.colour else line.plain)
    for rest in more:
        page.line(" " * _NUMBER + rest)


def write_goals(page: Page, view: View) -> None:
    """Each goal: whether it can be measured, its kind, and what it lacks where it cannot."""
    if not view.goals:
        return
    can = sum(g.outcome is Outcome.MET for g in view.goals)
    page.heading(f"Mål i dokumentet ({len(view.goals)}, varav {can} går att mäta)")
    for goal in view.goals:
        _goal(page, goal)


def _goal(page: Page, goal: GoalView) -> None:
    lead = f"{SIGNS[goal.outcome]} "
    page.write(f"{_said(goal.quote)}: {goal.kind}", lead=lead)
    if goal.outcome is not Outcome.MET:
        page.write(goal.reason, indent=len(lead))


def _said(quote: Quote) -> str:
    text = f"”{shorten(printable(quote.text), _LONG)}”"
    return f"{text} ({quote.place})" if quote.place else text
