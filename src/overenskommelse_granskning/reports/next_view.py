"""What a reader is to do next, ready to show: steps with wordings and places, missing topics, readability."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..assessment import Assessment, CriterionAssessment, Edit, MissingSection, NextStep, Readability
from ..language.headings import heading_topics
from ..vocabulary.swedish import listed, shorten
from .item_view import Item, make_item
from .labels import number, percent
from .quotes import Quote, make_quote
from .shared import shared
from .thread_view import LINKS
from .topics_view import found_note, section_title, told_anyway
from .view import IMPORTANT, rank

_SHORT = 60  # characters shown of the passage that a wording follows
_NUMBER = 12  # characters that a heading's number may take
_FEW_WORDS = 100  # LIX says little of so short a text


@dataclass(frozen=True, slots=True)
class Write:
    """Something to write: ``lead`` says where, ``lines`` are its paragraphs; ``place`` is the passage that
    it follows or replaces."""

    lead: str
    lines: tuple[str, ...]
    place: Quote | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that lifts the document. ``item`` is its criterion, None where it is not among those shown;
    ``broken`` are the links that the step ties to ``problem``."""

    id: str
    title: str
    item: Item | None
    gain: str
    advice: str
    writes: tuple[Write, ...]
    serves: tuple[str, ...]  # titles of other criteria that the same wording is meant to meet
    problem: Quote | None
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    """A topic that is missing: where it belongs, and what to write; ``note`` where a criterion found something."""

    title: str
    place: str
    write: str
    note: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """How easy the text is to read, in plain sentences, and its longest sentences with their length."""

    lines: tuple[str, ...]
    longest: tuple[tuple[Quote, int], ...]


@dataclass(frozen=True, slots=True)
class NextView:
    """``improvable``: how many criteria lack something; ``steps`` are the first of them."""

    steps: tuple[StepView, ...]
    improvable: int
    missing: tuple[MissingView, ...]
    reading: ReadingView | None


@shared
def make_next(assessment: Assessment) -> NextView:
    """The view of what to do next; without steps (a saved report, say) the criteria in order of rank."""
    ranked = rank(assessment)
    by_id = {c.id: c for c in assessment}
    steps = assessment.next_steps or tuple(_bare(c) for c in ranked[:IMPORTANT])
    return NextView(
        steps=tuple(_step(s, by_id) for s in steps),
        improvable=len(ranked),
        missing=tuple(_missing_topics(assessment)) if assessment.in_general else (),
        reading=_reading(assessment.readability) if assessment.readability else None,
    )


def _missing_topics(assessment: Assessment) -> Iterator[MissingView]:
    advised = {m.label for m in assessment.missing_section_advice}
    for m in assessment.missing_section_advice:
        if not told_anyway(assessment, m.label):
            yield _missing(m, assessment)
    for label in assessment.missing_sections:
        if label not in advised and not told_anyway(assessment, label):
            yield MissingView(section_title(label), "", "", found_note(assessment, label))


def _bare(c: CriterionAssessment) -> NextStep:
    changes = (Edit(0, 0, c.suggestion),) if c.suggestion else ()
    return NextStep(c.id, 0.0, c.advice, c.title, level=c.level, outcome=c.outcome, changes=changes)


def _step(step: NextStep, by_id: Mapping[str, CriterionAssessment]) -> StepView:
    criterion = by_id.get(step.criterion)
    return StepView(
        id=step.criterion,
        title=step.title or (criterion.title if criterion else step.criterion),
        item=make_item(criterion) if criterion else None,
        gain=f"+{number(step.gain)} poäng" if step.gain else "",
        advice=step.advice,
        writes=tuple(make_write(c) for c in step.changes),
        serves=tuple(by_id[s].title for s in step.serves if s in by_id),
        problem=make_quote(step.problem) if step.problem else None,
        broken=tuple(word for name, word in LINKS if name in step.links),
    )


def make_write(change: Edit) -> Write:
    """An edit in words."""
    place = make_quote(change.place) if change.place else None
    lines = tuple(line for line in change.wording.split("\n") if line)
    return Write(_lead(change, place), lines, place)


def plain_rows(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs of a wording without bars: of a table one line per column, for where there are no tables."""
    header: list[str] | None = None
    shown: set[tuple[str, ...]] = set()
    for line in lines:
        if not line.startswith("|"):
            yield line
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if header is None:
            header = cells
            yield f"En tabell med kolumnerna {listed(cells)}. Skriv på varje rad:"
        elif tuple(cells) not in shown:
            shown.add(tuple(cells))
            yield from (f"{title}: {cell}" for title, cell in zip(header, cells, strict=False))


def _lead(change: Edit, place: Quote | None) -> str:
    """Where to write it: ”Skriv i avsnittet Mål, efter ”…””."""
    if place is None:
        return "Skriv till exempel"
    short = f"”{shorten(place.text, _SHORT)}”"
    if not change.inserts:
        return f"Stryk {short}" if not change.wording else f"Skriv i stället för {short}"
    section = place.evidence.section
    if "\t" in place.evidence.quote:
        short = f"tabellen med raden {short}"
    empty = section and not any(map(str.isalnum, place.text))  # the dash of a section still to be written
    if empty:
        short = f"avsnittet {section}"
    if change.heading:
        return f"Skriv i ett nytt avsnitt, {change.heading}, efter {short}"
    heading = section and place.text.endswith(section) and len(place.text) < len(section) + _NUMBER
    if empty or heading:
        return f"Skriv i avsnittet {section}"
    return f"Skriv i avsnittet {section}, efter {short}" if section else f"Skriv efter {short}"


def _missing(m: MissingSection, assessment: Assessment) -> MissingView:
    if m.after is not None:
        place = f"{'i' if begun(m) else 'efter'} avsnittet {m.after.section or m.after.quote}"
    elif m.before is not None:
        place = f"före avsnittet {m.before.section or m.before.quote}"
    else:
        place = "sist i dokumentet"
    return MissingView(section_title(m.label), place, m.write, found_note(assessment, m.label))


def begun(m: MissingSection) -> bool:
    """Whether the document has a heading on the topic, with nothing of substance below it."""
    return m.after is not None and m.label in heading_topics(m.after.section or "")


def _reading(r: Readability) -> ReadingView:
    return ReadingView(tuple(_sentences(r)), tuple((make_quote(x.evidence), x.words) for x in r.longest))


def _sentences(r: Readability) -> Iterable[str]:
    line = f"LIX är {r.lix}, det vill säga {r.band} text ({number(r.words_per_sentence)} ord per mening, "
    yield f"{line}{percent(r.long_words)} långa ord)."
    if r.words < _FEW_WORDS:
        yield "Texten är så kort att LIX säger ganska lite."
    if not r.longest:
        yield f"Ingen mening har fler än {r.long_from} ord."
        return
    long = round(r.long_sentences * r.sentences)
    noun = "mening" if r.sentences == 1 else "meningar"
    yield (
        f"{long} av {r.sentences} {noun} har fler än {r.long_from} ord. Löftet ska läsas av invånarna: dela de "
        "längsta meningarna i två, och välj korta ord."
    )
