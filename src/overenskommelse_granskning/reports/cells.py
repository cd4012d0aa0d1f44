"""The tables that the spreadsheet formats share: columns, and rows of plain values from an assessment.

Long form: one row per document and criterion, so that a table can be filtered, pivoted and joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..assessment import Assessment, CriterionAssessment
from ..document import Evidence
from ..vocabulary.swedish import decimal, upper_first
from .item_view import Item, make_item
from .labels import outcome_word
from .next_view import StepView
from .thread_view import LINKS

Cell = str | int | float | bool | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters."""

    name: str
    width: int = 14


CRITERIA = (
    Column("fil", 26),
    Column("checklista", 14),
    Column("kriterium", 24),
    Column("titel", 28),
    Column("steg", 26),
    Column("nivå", 8),
    Column("vikt", 7),
    Column("utfall", 16),
    Column("säkerhet", 10),
    Column("läs själv", 10),
    Column("undantag", 24),
    Column("skäl", 50),
    Column("det som fattas", 44),
    Column("citat", 60),
    Column("sida", 7),
    Column("avsnitt", 26),
    Column("bilaga", 20),
    Column("råd", 50),
    Column("förslag", 60),
)
EVIDENCE = (
    Column("fil", 26),
    Column("kriterium", 24),
    Column("utfall", 16),
    Column("citat", 90),
    Column("sida", 7),
    Column("avsnitt", 30),
    Column("start", 9),
    Column("slut", 9),
    Column("bilaga", 20),
)
THREAD = (
    Column("fil", 26),
    Column("problem", 44),
    *(Column(word, 34) for _, word in LINKS),
    Column("mätbart mål", 12),
    Column("hel kedja", 10),
)


def criterion_rows(assessment: Assessment) -> Iterator[tuple[tuple[Cell, ...], CriterionAssessment]]:
    """The rows of :data:`CRITERIA`, each with its criterion."""
    name = assessment.document.path
    for checklist in assessment.checklists:
        for c in checklist.criteria:
            item = make_item(c)
            first = c.evidence[0] if c.evidence else None
            yield (
                (
                    name,
                    checklist.id,
                    c.id,
                    c.title,
                    c.step,
                    item.level,
                    c.weight,
                    item.word,
                    c.confidence,
                    c.needs_review,
                    c.waived,
                    c.reason,
                    "; ".join(item.lacking),
                    *(_place(first)),
                    c.advice,
                    c.suggestion,
                ),
                c,
            )


def _place(evidence: Evidence | None) -> tuple[Cell, ...]:
    if evidence is None:
        return (None,) * 4
    return evidence.quote, evidence.page, evidence.section, evidence.file


def evidence_rows(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    """The rows of :data:`EVIDENCE`: every quote of every criterion."""
    for c in assessment:
        for e in c.evidence:
            word = outcome_word(c.id, c.outcome, c.remarks)
            place = (e.page, e.section, e.start, e.end, e.file)
            yield (assessment.document.path, c.id, word, e.quote, *place)


def thread_rows(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    """The rows of :data:`THREAD`: one per prioritised problem; an empty cell is a broken link."""
    for row in assessment.thread:
        links = (getattr(row, name) for name, _ in LINKS)
        yield (
            assessment.document.path,
            row.problem.quote,
            *(e.quote if e else None for e in links),
            row.goal_measurable,
            row.whole,
        )


def step_text(step: StepView) -> str:
    """What a step is about and says to write, as lines."""
    parts = [_sure(step.item)] if step.item and step.item.certainty and step.problem is None else []
    for write in step.writes:
        parts.append(write.lead + (":" if write.lines else "."))
        parts.extend(write.lines)
    return "\n".join(parts)


def _sure(item: Item) -> str:
    return f"{upper_first(item.word)}, {item.level}; granska är {item.certainty}."


@lru_cache(maxsize=1 << 12)  # a table says the same of its document in row after row
def harmless(text: str) -> str:
    """Text that a spreadsheet takes for text, also where it begins as a formula does."""
    clean = whole(text)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


@lru_cache(maxsize=1 << 12)
def whole(text: str) -> str:
    """Text that can be written as UTF-8: with a question mark for half a character."""
    if text.isprintable():  # as nearly all is, and told several times as fast
        return text
    return text.encode("utf-8", errors="replace").decode("utf-8")


def shown(cell: Cell) -> str:
    """A value as Swedish CSV has it: decimal comma, ja and nej, no formula."""
    if isinstance(cell, str):
        return harmless(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return decimal(cell)
    return str(cell)
