"""The report for paper: what the Word and the PDF report say, as a row of blocks that both lay out.

Made from the view, so that findings and quotes are those of every other format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..assessment import Assessment
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from .accuracy import accuracy
from .escape import printable
from .html_page import provenance
from .item_view import Item
from .labels import CERTAINTY_GUIDE, OUTCOME_MEANINGS, added_meanings, percent
from .next_view import NextView, StepView, make_next
from .quotes import Quote
from .shared import shared
from .thread_view import ThreadView
from .view import ChecklistView, View, make_view


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text of one look; ``outcome`` gives it the colour and the sign of an outcome."""

    text: str
    bold: bool = False
    faint: bool = False
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the title."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``quoted`` ones are set in, ``item`` ones stand with a list's mark, and one that
    ``leads`` stands on the page of what follows."""

    words: tuple[Words, ...]
    quoted: bool = False
    item: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``widths`` are shares of the line; without ``header`` the first column names the rows."""

    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    widths: tuple[float, ...]
    header: tuple[str, ...] = ()


Block = Heading | Text | Grid


@shared
def make_paper(assessment: Assessment) -> tuple[Block, ...]:
    """All blocks of the report, in order."""
    return tuple(_report(make_view(assessment), make_next(assessment), assessment))


def _report(view: View, following: NextView, assessment: Assessment) -> Iterator[Block]:
    yield Heading(f"Granskning av {printable(view.name)}", 1)
    yield _text(view.headline)
    yield from (Text((Words(printable(line), bold=True),)) for line in view.first)
    if view.facts:
        yield _pairs(view.facts)
    if view.notices:
        yield Heading("Att känna till om läsningen", 2)
        yield from (_item(n) for n in view.notices)
    if not view.readable:
        return
    if view.checklists:
        yield Heading("Sammanfattning", 2)
        for checklist in view.checklists:
            yield from _summary(checklist)
        yield from _steps(following)
    if view.thread:
        yield Heading("Röd tråd", 2)
        for n, row in enumerate(view.thread, 1):
            yield from _thread(n, row)
    yield from _promises(view)
    yield from _missing(following)
    if following.reading:
        yield Heading("Så lätt är texten att läsa", 2)
        yield from map(_text, following.reading.lines)
        for quote, words in following.reading.longest:
            yield Text((Words(f"{words} ord: ", bold=True), *_quote(quote)), item="•")
    if view.checklists:
        yield from _criteria(view, following)
        yield from _guide(view)
    yield Heading("Om granskningen", 2)
    yield _pairs(tuple(provenance(assessment)))


def _summary(checklist: ChecklistView) -> Iterator[Block]:
    yield Heading(checklist.title, 3)
    rows = tuple(
        ((Words(s.label, bold=True),), (Words(s.value),), (Words(s.meaning),)) for s in checklist.scores
    )
    if rows:
        yield Grid(rows, (0.2, 0.12, 0.68), ("Mått", "Värde", "Betydelse"))
    counts = ", ".join(f"{n} {word}" for word, n in checklist.counts)
    yield _text(f"{counts}; {checklist.points}.")
    yield from map(_item, checklist.adjustments)


def _steps(following: NextView) -> Iterator[Block]:
    shown, total = len(following.steps), following.improvable
    yield Heading(
        "Det här lyfter dokumentet mest" + (f" ({shown} av {total})" if 0 < shown < total else ""), 2
    )
    if not following.steps:
        yield _text("Inget bedömt kriterium saknas eller är bara delvis uppfyllt.")
        return
    yield _text("Inom [hakparentes] står det som bara ni vet. Fyll i det; en platshållare räknas inte.")
    for n, step in enumerate(following.steps, 1):
        yield Heading(f"{n}. {printable(step.title)}", 3)
        yield from _step(step)


def _step(step: StepView) -> Iterator[Block]:
    """What is wrong, the quotes, and what to write where."""
    item = step.item
    if item is not None and step.problem is None:
        yield from _found(item, f" · {step.gain}" if step.gain else "")
    if step.problem is not None:
        yield Text((Words("Problem: ", faint=True), *_quote(step.problem)), quoted=True)
    if step.advice:
        yield Text((Words("Gör så här: ", bold=True), Words(printable(step.advice))))
    for write in step.writes:
        lead = Words(f"{printable(write.lead)}{':' if write.lines else '.'}", bold=True)
        yield Text((lead,), leads=bool(write.lines))
        yield from (Text((Words(printable(line)),), quoted=True) for line in write.lines)
    if step.serves:
        yield _text(f"Uppfyller också: {', '.join(step.serves)}.")


def _missing(following: NextView) -> Iterator[Block]:
    if following.missing:
        yield Heading("Ämnen som dokumentet inte tar upp", 2)
    for topic in following.missing:
        place = f" ({printable(topic.place)})" if topic.place else ""
        write = f": {printable(topic.write)}" if topic.write else ""
        note = f" {printable(topic.note)}" if topic.note else ""
        yield Text((Words(printable(topic.title), bold=True), Words(f"{place}{write}{note}")), item="•")


def _verdict(item: Item) -> Iterator[Block]:
    """A criterion with all that is known of it."""
    yield from _found(item)
    if item.advice:
        yield Text((Words("Gör så här: ", bold=True), Words(printable(item.advice))))
    if item.suggestion:
        yield Text((Words("Skriv till exempel: ", bold=True), Words(f"”{printable(item.suggestion)}”")))


def _found(item: Item, gain: str = "") -> Iterator[Block]:
    """The outcome with its reason and the quotes."""
    yield _line(item, gain)
    if item.waived is not None:
        yield _text(f"Undantaget: {item.waived}")
    if item.reason:
        yield _text(item.reason)
    yield from (_text(f"Kunde inte prövas: {part}") for part in item.untried)
    for quote in item.quotes:
        yield Text(_quote(quote), quoted=True)
    if item.nearest and not item.quotes:
        yield Text((Words("Närmast i texten: ", faint=True), *_quote(item.nearest)), quoted=True)


def _line(item: Item, gain: str = "") -> Text:
    """The outcome, what it is an outcome of, and how sure the program is of it."""
    words = [Words(item.word, outcome=item.outcome), Words(f" · {item.level} · {item.id}{gain}", faint=True)]
    if item.certainty:
        words.append(Words(f" · granska är {item.certainty}", bold=item.needs_review, faint=True))
        words.append(Words(f" ({item.confidence})", faint=True))
    return Text(tuple(words))


def _thread(number: int, row: ThreadView) -> Iterator[Block]:
    yield Heading(f"Problem {number}", 3)
    yield Text(_quote(row.problem), quoted=True)
    yield Grid(
        tuple(
            (
                (Words(word, bold=True),),
                _quote(quote) if quote else (Words("saknas", outcome=Outcome.MISSING),),
            )
            for word, quote in row.links
        ),
        (0.2, 0.8),
    )
    yield _text(f"Saknas: {', '.join(row.lacking)}." if row.lacking else "Tråden är hel.")


def _promises(view: View) -> Iterator[Block]:
    number = 0
    for years, promises in view.promises:
        yield Heading(f"Löften i dokumentet{f' för {years}' if years else ''}", 2)
        for promise in promises:
            number += 1
            yield Text(_quote(promise.quote), item=f"{number}.")
            said = "; ".join(f"{word}: {printable(q.text)}" for word, q in promise.parts)
            if said:
                yield Text((Words(said),), item=" ")
            if promise.lacking:
                yield Text((Words(f"Framgår inte: {', '.join(promise.lacking)}."),), item=" ")


def _criteria(view: View, following: NextView) -> Iterator[Block]:
    yield Heading("Alla kriterier", 2)
    told = {s.id for s in following.steps if s.item is not None and s.problem is None}
    for checklist in (c for c in view.checklists if c.groups):
        yield Heading(checklist.title, 3)
        for group in checklist.groups:
            if group.title:
                yield Heading(group.title, 4)
            yield Grid(
                tuple(
                    (
                        (Words(printable(item.title)),),
                        (Words(item.level),),
                        (Words(item.word, outcome=item.outcome),),
                        (Words(_where(item)),),
                    )
                    for item in group.items
                ),
                (0.44, 0.09, 0.2, 0.27),
                ("Kriterium", "Nivå", "Utfall", "Belägg"),
            )
        for group in checklist.groups:
            for item in group.items:
                if item.id not in told:
                    yield Heading(printable(item.title), 4)
                    yield from _verdict(item)


def _where(item: Item) -> str:
    files: dict[str | None, dict[int | None, None]] = {}
    for q in item.quotes:
        files.setdefault(q.evidence.file, {})[q.evidence.page] = None
    if files and all(None not in pages for pages in files.values()):
        told = ((file, ", ".join(str(p) for p in pages)) for file, pages in files.items())
        return "; ".join(f"{printable(file)}, s. {pages}" if file else f"s. {pages}" for file, pages in told)
    if set(files) - {None}:
        return "; ".join(printable(q.place) for q in item.quotes)
    sections = dict.fromkeys(q.evidence.section for q in item.quotes if q.evidence.section)
    return "; ".join(printable(s) for s in sections)


def _guide(view: View) -> Iterator[Block]:
    yield Heading("Så läser du siffrorna", 2)
    outcomes = {i.outcome for i in view.items}
    for outcome in Outcome:
        if outcome in outcomes:
            yield Text(
                (
                    Words(OUTCOME_TITLES[outcome], outcome=outcome),
                    Words(f" – {OUTCOME_MEANINGS[outcome]}."),
                ),
                item="•",
            )
    for added, meaning in added_meanings(i.word for i in view.items):
        yield _item(f"{added} – {meaning}.")
    yield _text(
        "Andelarna är viktade: ett skall-kriterium väger normalt dubbelt så mycket som ett bör-kriterium. De är ett stöd "
        "för samtalet om texten, inte ett betyg på samverkan. Citaten är ordagranna. Det som ligger i bilagor "
        "som inte följer med kan inte bedömas."
    )
    yield _text(CERTAINTY_GUIDE)
    measured = accuracy(i.id for i in view.items)
    if measured:
        text = (
            f"Uppmätt träffsäkerhet: när dessa kriterier prövades på {measured.documents} dokument med facit gav "
            f"programmet samma omdöme som facit i {percent(measured.share)} av {measured.judged} fall."
        )
        if measured.development:
            text += (
                " Programmet har utvecklats med hjälp av de dokumenten, så för andra kan andelen vara lägre."
            )
        yield _text(f"{text} Räkna alltså med att några omdömen i rapporten är fel.")


def _text(text: str) -> Text:
    return Text((Words(printable(text)),))


def _item(text: str) -> Text:
    return Text((Words(printable(text)),), item="•")


def _quote(quote: Quote) -> tuple[Words, ...]:
    words = Words(f"”{printable(quote.text)}”")
    return (words, Words(f" ({printable(quote.place)})", faint=True)) if quote.place else (words,)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Grid:
    rows = tuple(((Words(label, bold=True),), (Words(printable(value)),)) for label, value in pairs)
    return Grid(rows, (0.25, 0.75))
