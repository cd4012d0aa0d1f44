"""The review as Markdown, to paste into a case, a wiki or a message; all foreign text is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..assessment import Assessment
from ..vocabulary.closed import Outcome
from . import Style
from .item_view import Item
from .markdown import opening, plain
from .next_view import NextView, StepView, make_next
from .quotes import Quote
from .thread_view import LinkView, summary
from .view import ChecklistView, View, make_view

EXTENSION = "md"


def render(assessments: Sequence[Assessment], style: Style) -> str:
    """One part per document; ends with a line feed."""
    parts = ["\n".join(_document(make_view(a), make_next(a))) for a in assessments]
    return "\n\n".join(parts) + "\n"


def _document(view: View, following: NextView) -> Iterator[str]:
    yield f"# {plain(view.name)}"
    yield from ("", opening(view.headline))
    for line in view.first:
        yield from ("", f"**{plain(line)}**")
    if view.facts:
        yield ""
        yield from (f"- **{label}:** {plain(value)}" for label, value in view.facts)
    if view.notices:
        yield from ("", "## Att känna till", "")
        yield from (f"- {opening(n)}" for n in view.notices)
    if view.checklists:
        yield from _scores(view)
        yield from _steps(following)
    yield from _missing(following)
    yield from _thread(view)
    yield from _promises(view)
    for checklist in view.checklists:
        yield from _criteria(checklist)
    yield from ("", "---", "", f"Gjord med {plain(view.tool)}.")


def _scores(view: View) -> Iterator[str]:
    for checklist in view.checklists:
        yield from ("", f"## {plain(checklist.title)} ({plain(checklist.id)} {plain(checklist.version)})", "")
        yield from ("| Mått | Värde | Betydelse |", "|---|---|---|") if checklist.scores else ()
        yield from (f"| {s.label} | {s.value} | {s.meaning} |" for s in checklist.scores)
        counts = ", ".join(f"{n} {word}" for word, n in checklist.counts)
        yield from ("", f"Kriterier: {counts} ({checklist.points}).")
        yield from (f"- {opening(line)}" for line in checklist.adjustments)


def _steps(following: NextView) -> Iterator[str]:
    yield from ("", "## Det här lyfter dokumentet mest", "")
    if not following.steps:
        yield "Inget bedömt kriterium saknas eller är bara delvis uppfyllt."
    for i, step in enumerate(following.steps, 1):
        yield from _step(i, step)


def _step(number: int, step: StepView) -> Iterator[str]:
    yield f"{number}. **{plain(step.title)}** ({plain(step.id)}{', ' + step.gain if step.gain else ''})"
    if step.item is not None and step.problem is None and step.item.outcome is not Outcome.MET:
        sure = f"; granska är {step.item.certainty}" if step.item.certainty else ""
        yield f"   {step.item.word}, {step.item.level}{sure}  "
    if step.item is not None and step.problem is None:
        yield f"   {plain(step.item.reason)}  "
    if step.advice:
        yield f"   {plain(step.advice)}  "
    for write in step.writes:
        yield f"   {plain(write.lead)}{':' if write.lines else '.'}"
        for line in write.lines:
            yield f"   > {opening(line)}"
        yield ""


def _missing(following: NextView) -> Iterator[str]:
    if not following.missing:
        return
    yield from ("", "## Ämnen som dokumentet inte tar upp", "")
    for topic in following.missing:
        place = f" ({plain(topic.place)})" if topic.place else ""
        note = f" {plain(topic.note)}" if topic.note else ""
        yield f"- **{plain(topic.title)}**{place}{': ' + plain(topic.write) if topic.write else ''}{note}"


def _thread(view: View) -> Iterator[str]:
    if not view.thread:
        return
    words = [link.word for link in view.thread[0].chain]
    yield from ("", "## Röd tråd", "", " ".join(summary(view.thread)), "")
    yield from (f"| Problem | {' | '.join(words)} |", "|---" * (len(words) + 1) + "|")
    for row in view.thread:
        cells = (_link(link) for link in row.chain)
        yield f"| {plain(row.problem.text)} | {' | '.join(cells)} |"


def _link(link: LinkView) -> str:
    if link.quote is None:
        return "**fattas**"
    return plain(link.quote.text) + (" *(ej mätbart)*" if link.outcome is Outcome.PARTIAL else "")


def _promises(view: View) -> Iterator[str]:
    for years, promises in view.promises:
        yield from ("", f"## Löften {years}".rstrip(), "")
        for promise in promises:
            parts = "; ".join(f"{word}: {plain(q.text)}" for word, q in promise.parts)
            lacking = f" Säger inte: {', '.join(promise.lacking)}." if promise.lacking else ""
            yield f"- {_quoted(promise.quote)} {parts}{'.' if parts else ''}{lacking}".rstrip()


def _criteria(checklist: ChecklistView) -> Iterator[str]:
    if checklist.groups:
        yield from ("", f"## Alla kriterier: {plain(checklist.title)}")
    for group in checklist.groups:
        yield from ("", f"### {plain(group.title)}" if group.title else "", "")
        for item in group.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    review = f"; granska är {item.certainty}" if item.certainty else ""
    yield f"- **{item.word}** {plain(item.title)} ({plain(item.id)}, {item.level}{review})  "
    yield f"  {plain(item.reason)}"
    if item.waived is not None:
        yield f"  Undantag: {plain(item.waived)}"
    for quote in item.quotes[:3]:
        yield f"  - {_quoted(quote)}"
    if not item.quotes and item.nearest and item.outcome is Outcome.MISSING:
        yield f"  - Närmast: {_quoted(item.nearest)}"
    if item.suggestion:
        yield f"  - Skriv: {plain(item.suggestion)}"


def _quoted(quote: Quote) -> str:
    place = f" ({plain(quote.place)})" if quote.place else ""
    return f"”{plain(quote.text)}”{place}"
