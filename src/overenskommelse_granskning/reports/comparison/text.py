"""The comparison for a person in a terminal: what was lost, what was gained, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from ...comparison.model import Change, Comparison, Status
from .. import Style
from ..escape import printable
from ..labels import SIGNS
from ..page import COLOURS, Page
from ..quotes import Quote, quoted
from .chain_rows import ChainRow, LinkRow
from .promise_rows import FollowUpView, PromiseRow
from .view import ChecklistRows, ComparisonView, Row, State, make_comparison_view
from .words import STATUS_MEANINGS, STATUS_SIGNS, STATUS_TITLES

EXTENSION = "txt"
_QUOTE = 200  # characters shown of a quote
_QUOTES = 2  # quotes shown of a side
_SHOWN = 4  # quotes shown of what a follow-up says of a promise
CHANGE_COLOURS = {
    Change.GAINED: "green",
    Change.ADDED: "green",
    Change.LOST: "red",
    Change.REMOVED: "red",
    Change.MIXED: "yellow",
    Change.CHANGED: "yellow",
    Change.OTHER: "cyan",
    Change.UNCHANGED: "",
}


STATUS_COLOURS = {
    Status.DONE: "green",
    Status.PARTLY: "yellow",
    Status.NOT_DONE: "red",
    Status.CONFLICT: "magenta",
    Status.UNCLEAR: "cyan",
    Status.NOT_MENTIONED: "dim",
}


def render(comparison: Comparison, style: Style) -> str:
    """The comparison as lines of text."""
    view = make_comparison_view(comparison)
    page = Page(style)
    page.title(view.title, "=")
    width = max(len(s.label) for s in (view.before, view.after)) + 2
    for side in (view.before, view.after):
        page.write(f"{side.name} ({side.about})", lead=f"{side.label}:".ljust(width))
    page.blank()
    page.write(view.headline)
    if view.notes:
        page.heading("Att känna till")
        for note in view.notes:
            page.write(note, lead="- ")
    for checklist in view.checklists:
        _checklist(page, checklist)
    _sections(page, view)
    _chains(page, view.chains)
    _promises(page, view.promises)
    if view.follow_up is not None:
        _follow_up(page, view.follow_up)
    if view.before.readable and view.after.readable:
        if view.follow_up is None:
            page.heading("Så läser du jämförelsen")
        _guide(page, view.guide)
    page.blank()
    page.write(view.tool)
    return page.text()


def _checklist(page: Page, checklist: ChecklistRows) -> None:
    page.heading(f"{checklist.title} ({checklist.id} {checklist.version})")
    for s in checklist.scores:
        line = Text(f"{s.before} → {s.after}")
        if s.difference:
            line.append(f"  ({s.difference})", CHANGE_COLOURS[s.change])
        page.write(line, lead=f"{s.label:<12}")
    page.write(f"Kriterier: {checklist.counts}.")
    for group in checklist.groups:
        page.heading(f"{group.title} ({len(group.rows)})")
        for i, row in enumerate(group.rows):
            if i:
                page.blank()
            _row(page, row)
    if checklist.inside:
        page.heading(f"Samma utfall, men delkrav har ändrats ({len(checklist.inside)})")
        for i, row in enumerate(checklist.inside):
            if i:
                page.blank()
            _row(page, row)
    for title, rows in (
        ("Samma utfall med andra belägg", checklist.requoted),
        ("Oförändrat", checklist.unchanged),
    ):
        if rows:
            page.heading(f"{title} ({len(rows)})")
            for row in rows:
                _brief(page, row, quotes=rows is checklist.requoted)


def _row(page: Page, row: Row) -> None:
    line = Text()
    for i, state in enumerate((row.before, row.after)):
        if i:
            line.append(" → ")
        line.append_text(_outcome(state))
    line.append(": ")
    line.append(printable(row.title), "bold")
    line.append(f" ({row.level}, {printable(row.id)})")
    page.write(line, hang=4)
    for lead, state in (("Före:  ", row.before), ("Efter: ", row.after)):
        if state is not None:
            _state(page, lead, state)
    for part in row.parts:
        said = Text(f"{printable(part.title)}: {part.before} → ")
        said.append(part.after, CHANGE_COLOURS[part.change])
        if part.lacking:
            said.append(f" ({printable(part.lacking)})")
        page.write(said, indent=4, lead="Delkrav: ")


def _outcome(state: State | None) -> Text:
    if state is None:
        return Text("finns inte")
    return Text(f"{SIGNS[state.outcome]} {state.word}", COLOURS[state.outcome])


def _state(page: Page, lead: str, state: State) -> None:
    if state.waived is not None:
        page.write(f"Undantaget: {state.waived}", indent=4)
    if state.quotes:
        for i, quote in enumerate(state.quotes[:_QUOTES]):
            page.write(quoted(quote, _QUOTE), indent=4, lead=" " * len(lead) if i else lead)
        if state.why:
            page.write(state.why, indent=4, lead=" " * len(lead))
    elif state.nearest is not None:
        page.write(f"{state.reason} Närmast: {quoted(state.nearest, _QUOTE)}", indent=4, lead=lead)
    else:
        page.write(state.reason or "inget belägg", indent=4, lead=lead)


def _brief(page: Page, row: Row, *, quotes: bool) -> None:
    line = _outcome(row.after)
    line.append(f": {printable(row.title)} ({printable(row.id)})")
    page.write(line, hang=4)
    if quotes:
        for lead, state, other in (("Före:  ", row.before, row.after), ("Efter: ", row.after, row.before)):
            if state is not None and state.quotes:
                page.write(quoted(_differing(state, other), _QUOTE), indent=4, lead=lead)


def _differing(state: State, other: State | None) -> Quote:
    """The first quote that the other side has not; where it has them all the first."""
    known = {q.text for q in other.quotes} if other else set()
    return next((q for q in state.quotes if q.text not in known), state.quotes[0])


def _sections(page: Page, view: ComparisonView) -> None:
    if not (view.sections_gained or view.sections_lost):
        return
    page.heading("Ämnen")
    if view.sections_gained:
        page.write(f"{', '.join(view.sections_gained)}.", lead="Nytt:  ")
    if view.sections_lost:
        page.write(f"{', '.join(view.sections_lost)}.", lead="Borta: ")


def _chains(page: Page, chains: Iterable[ChainRow]) -> None:
    chains = list(chains)
    if not chains:
        return
    page.heading("Röd tråd: varje problem och vad som hänt med dess tråd")
    for i, chain in enumerate(chains, 1):
        problem = chain.after or chain.before
        assert problem is not None
        page.write(quoted(problem, _QUOTE), lead=f"{i:>2}. ")
        page.write(Text(chain.title, CHANGE_COLOURS[chain.change]), indent=4)
        page.write(chain.told, indent=4)
        for link in chain.links:
            _link(page, link)


def _link(page: Page, link: LinkRow) -> None:
    """Only the links that came or went; the rest is in the JSON."""
    if link.change is Change.UNCHANGED:
        return
    quote = link.after or link.before
    assert quote is not None
    sign = "+" if link.after else "-"
    page.write(quoted(quote, _QUOTE), indent=4, lead=f"{sign} {link.word}: ")


def _promises(page: Page, promises: Sequence[PromiseRow]) -> None:
    if not promises:
        return
    page.heading("Löften")
    for i, row in enumerate(promises, 1):
        page.write(Text(row.title, CHANGE_COLOURS[row.change]), lead=f"{i:>2}. ")
        if row.change is Change.UNCHANGED and row.after:
            page.write(quoted(row.after, _QUOTE), indent=4)
            continue
        for lead, quote in (("Före:  ", row.before), ("Efter: ", row.after)):
            if quote is not None:
                page.write(quoted(quote, _QUOTE), indent=4, lead=lead)
        for what, before, after in row.parts:
            page.write(f"{printable(before)} → {printable(after)}", indent=4, lead=f"{what}: ")


def _follow_up(page: Page, view: FollowUpView) -> None:
    for years, rows in view.groups:
        page.heading(f"Löften{f' för {years}' if years else ''} ({len(rows)})")
        for i, row in enumerate(rows):
            if i:
                page.blank()
            page.write(quoted(row.promise.quote, _QUOTE), lead=f"{row.number:>2}. ")
            page.write(Text(f"{row.sign} {row.word}", STATUS_COLOURS[row.status]), indent=4)
            page.write(row.reason, indent=4)
            for lead, quotes in (("Löftet återges: ", row.restated), ("Uppföljningen:  ", row.evidence)):
                for n, quote in enumerate(quotes[:_SHOWN]):
                    page.write(quoted(quote, _QUOTE), indent=4, lead=" " * len(lead) if n else lead)
                if len(quotes) > _SHOWN:
                    page.write(f"… och {len(quotes) - _SHOWN} till.", indent=4)
    if view.others:
        page.heading("Resultat som inte hör till något löfte")
        for quote in view.others:
            page.write(quoted(quote, _QUOTE), lead="- ")
    page.heading("Så läser du uppföljningen")
    width = max(len(f"{STATUS_SIGNS[s]} {w}") for s, w in STATUS_TITLES.items()) + 2
    for status, word in STATUS_TITLES.items():
        page.write(STATUS_MEANINGS[status], lead=f"{STATUS_SIGNS[status]} {word}".ljust(width))
    page.blank()


def _guide(page: Page, texts: Sequence[str]) -> None:
    for text in texts:
        page.write(text)
