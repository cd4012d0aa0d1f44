"""The comparison as Markdown, to paste into a case, a wiki or a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...comparison.model import Change, Comparison
from .. import Style
from ..markdown import opening, plain
from ..quotes import Quote
from .promise_rows import FollowUpView, PromiseRow
from .view import ChecklistRows, ComparisonView, Row, State, make_comparison_view

EXTENSION = "md"


def render(comparison: Comparison, style: Style) -> str:
    """The comparison as Markdown; all foreign text is escaped."""
    return "\n".join(_lines(make_comparison_view(comparison))) + "\n"


def _lines(view: ComparisonView) -> Iterator[str]:
    yield f"# {view.title}"
    yield ""
    for side in (view.before, view.after):
        yield f"- **{side.label}:** {plain(side.name)} ({plain(side.about)})"
    yield ""
    yield opening(view.headline)
    if view.notes:
        yield from ("", "## Att känna till", "")
        yield from (f"- {opening(n)}" for n in view.notes)
    for checklist in view.checklists:
        yield from _checklist(checklist)
    yield from _sections(view)
    if view.chains:
        yield from ("", "## Röd tråd", "")
        for i, chain in enumerate(view.chains, 1):
            problem = chain.after or chain.before
            assert problem is not None
            yield f"{i}. {_quoted(problem)}  "
            yield f"   **{chain.title}.** {plain(chain.told)}"
            for link in chain.links:
                quote = link.after or link.before
                if quote is not None and link.change is not Change.UNCHANGED:
                    yield f"   - {'nytt' if link.after else 'borta'}, {link.word}: {_quoted(quote)}"
    yield from _promises(view.promises)
    if view.follow_up is not None:
        yield from _follow_up(view.follow_up)
    yield from ("", "---", "", f"Gjord med {plain(view.tool)}.")


def _checklist(checklist: ChecklistRows) -> Iterator[str]:
    yield from ("", f"## {plain(checklist.title)} ({plain(checklist.id)} {plain(checklist.version)})", "")
    yield from ("| Mått | Före | Efter | Skillnad |", "|---|---|---|---|")
    for s in checklist.scores:
        yield f"| {s.label} | {s.before} | {s.after} | {s.difference or '–'} |"
    yield from ("", f"Kriterier: {checklist.counts}.")
    groups = [(g.title, g.rows) for g in checklist.groups]
    groups.append(("Samma utfall, men delkrav har ändrats", checklist.inside))
    for title, rows in groups:
        if rows:
            yield from ("", f"### {title} ({len(rows)})")
            for row in rows:
                yield from _row(row)
    for title, rows in (
        ("Samma utfall med andra belägg", checklist.requoted),
        ("Oförändrat", checklist.unchanged),
    ):
        if rows:
            yield from ("", f"### {title} ({len(rows)})", "")
            yield from (f"- {_word(r.after)}: {plain(r.title)} ({plain(r.id)})" for r in rows)


def _row(row: Row) -> Iterator[str]:
    yield ""
    yield f"**{plain(row.title)}** ({row.level}, {plain(row.id)}): {_word(row.before)} → {_word(row.after)}"
    yield ""
    for lead, state in (("Före", row.before), ("Efter", row.after)):
        if state is not None:
            yield f"- {lead}: {_state(state)}"
    for part in row.parts:
        lacking = f" ({plain(part.lacking)})" if part.lacking else ""
        yield f"- Delkrav *{plain(part.title)}*: {part.before} → {part.after}{lacking}"


def _word(state: State | None) -> str:
    return state.word if state else "finns inte"


def _state(state: State) -> str:
    waived = f"Undantaget: {plain(state.waived)}. " if state.waived is not None else ""
    return waived + _ground(state)


def _ground(state: State) -> str:
    if state.quotes:
        why = f" {plain(state.why)}" if state.why else ""
        return "; ".join(_quoted(q) for q in state.quotes) + why
    if state.nearest is not None:
        return f"{plain(state.reason)} Närmast: {_quoted(state.nearest)}"
    return plain(state.reason) or "inget belägg"


def _quoted(quote: Quote) -> str:
    return f"”{plain(quote.text)}”" + (f" ({plain(quote.place)})" if quote.place else "")


def _sections(view: ComparisonView) -> Iterator[str]:
    found: Iterable[tuple[str, tuple[str, ...]]] = (
        ("Nytt", view.sections_gained),
        ("Borta", view.sections_lost),
    )
    found = [(lead, titles) for lead, titles in found if titles]
    if found:
        yield from ("", "## Ämnen", "")
        yield from (f"- {lead}: {', '.join(titles)}" for lead, titles in found)


def _promises(promises: Iterable[PromiseRow]) -> Iterator[str]:
    rows = list(promises)
    if rows:
        yield from ("", "## Löften", "", "| Vad som hänt | Före | Efter |", "|---|---|---|")
    for row in rows:
        before, after = (_quoted(q) if q else "–" for q in (row.before, row.after))
        changed = "; ".join(f"{what}: {plain(a)} → {plain(b)}" for what, a, b in row.parts)
        yield f"| {row.title}{f' ({changed})' if changed else ''} | {before} | {after} |"


def _follow_up(view: FollowUpView) -> Iterator[str]:
    for years, rows in view.groups:
        yield from ("", f"## Löften{f' för {years}' if years else ''}", "")
        yield from ("| Nr | Löfte | Utfall | Skäl | Uppföljningen |", "|---|---|---|---|---|")
        for row in rows:
            said = "; ".join(_quoted(q) for q in (*row.restated, *row.evidence)) or "–"
            promise = _quoted(row.promise.quote)
            yield f"| {row.number} | {promise} | {row.word} | {plain(row.reason)} | {said} |"
    if view.others:
        yield from ("", "## Resultat som inte hör till något löfte", "")
        yield from (f"- {_quoted(q)}" for q in view.others)
