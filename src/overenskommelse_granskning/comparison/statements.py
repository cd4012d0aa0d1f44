"""A follow-up page cut into what it says: one statement per sentence, point, row or heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Span
from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from .figures import Figure, find_figures
from .signals import Signal, signals

_PROMISED = re.compile(r"\b(?:löfte\w*|åtagande\w*|vi lova\w*|utlova\w*|lova\w*|mål|målet|plan|planerat|insats\w*|åtgärd\w*|"
                       r"aktivitet\w*|vad|område|plats|vem|ansvarig\w*|aktör|nr)\b", re.IGNORECASE)  # fmt: skip
_OUTCOME = re.compile(
    r"\b(?:utfall\w*|resultat\w*|genomför\w*|uppnå\w*|blev\w*|status|gjort|gjorde|gjordes|gick|uppfyll\w*|utför\w*|hur det gick|"
    r"kommentar\w*|hände|uppföljning\w*|läge)\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(
    r"(?:,\s+(?:alltså|dvs\.?|det vill säga|vilket|jämfört med)\s+|,?\s+(?:men|fast|dock|däremot|medan)\s+|;\s+|:\s+|"
    r",\s+(?=det blev|blev\b)|\s+och\s+(?=det blev|blev|genomförde|höll)|"
    r"\s+och\s+(?=(?:\w+\s+){1,2}(?:planeras|ska|återstår|ställdes|sköts)\b))",
    re.IGNORECASE,
)
_GLOSS = re.compile(r"(?:alltså|dvs|säga|vilket|jämfört)", re.IGNORECASE)
_LABEL = re.compile(
    r"\W*(?:löftet?|vårt löfte|vi lovade|utlovat|lovat|mål(?:et)?|plan(?:en)?|åtagande(?:t)?)\W*$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s?[–—/-]\s?(20\d\d|\d\d)(?!\d))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a statement with what it says and counts."""

    span: Span
    said: frozenset[Signal]
    figures: tuple[Figure, ...]
    retold: bool  # stands where what was promised stands: in a heading, or a column for it


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the page says. ``topic`` is the text that tells what it is about."""

    unit: Unit
    topic: str
    clauses: tuple[Clause, ...]
    years: tuple[int, int] | None  # of the heading it stands under
    first_section: bool = False  # stands below the title, under no heading of its own

    @property
    def span(self) -> Span:
        return self.unit.span

    @property
    def heading(self) -> bool:
        return self.unit.kind is UnitKind.HEADING

    @property
    def told(self) -> bool:
        """Whether it tells a result: a number that is no promise, or a word for what came of it."""
        told = {Signal.DONE, Signal.PARTLY, Signal.NOT_DONE, Signal.PAST}
        return any(
            not c.retold and (c.said & told or any(not f.retold for f in c.figures)) for c in self.clauses
        )


def read_statements(analysis: Analysis) -> tuple[Statement, ...]:
    """Every statement in text order."""
    years = _section_years(analysis)
    promised = _promised_sections(analysis)
    title = next((s.id for s in analysis.document.sections if s.heading_block is not None), 0)
    return tuple(
        Statement(
            u,
            _topic(u),
            tuple(_clauses(analysis, u, u.section in promised)),
            years.get(u.section),
            u.section <= title,
        )
        for u in analysis.units
        if u.kind is not UnitKind.HEADER_ROW
    )


# Headings and labels over what was promised, and over what came of it.
_PROMISES_BELOW = re.compile(
    r"\b(?:vi|polisen|kommunen|kommunerna)\s+lova(?:r|de|t)\b|\blova(?:r|de)\s+(?:vi|polisen|kommunen)\b|\butlova\w*|"
    r"^\W*(?:våra |årets |de )?(?:medborgar)?löften(?:a)?\W*$",
    re.IGNORECASE,
)


def _promised_sections(analysis: Analysis) -> frozenset[int]:
    """The sections that repeat what was promised: their heading says so and names no outcome."""
    return frozenset(
        s.id
        for s in analysis.document.sections
        if s.heading_block is not None and _PROMISES_BELOW.search(s.title) and not _OUTCOME.search(s.title)
    )


def tells_outcomes(heading: str) -> bool:
    """Whether a heading says that what stands below it has been done."""
    return bool(_OUTCOME.search(heading))


def _topic(unit: Unit) -> str:
    """A row is about what stands in its columns for promises; anything else about all that it says."""
    if unit.kind is not UnitKind.ROW:
        return unit.text
    cells = [c for i, c in enumerate(unit.cells) if _is_promised(c.header, i)]
    return " ".join(unit.said(c) for c in cells) or unit.text


def _is_promised(header: str, column: int) -> bool:
    if _OUTCOME.search(header):
        return False
    return bool(_PROMISED.search(header)) or (not header and column == 0)


_HAPPENED = frozenset({Signal.DONE, Signal.PARTLY, Signal.NOT_DONE, Signal.PAST})


def _clauses(analysis: Analysis, unit: Unit, promised: bool) -> Iterator[Clause]:
    if unit.kind is UnitKind.ROW:
        for i, cell in enumerate(unit.cells):
            yield _clause(analysis, unit, Span(cell.start, cell.end), _is_promised(cell.header, i))
        return
    text = analysis.document.text
    ends = [(m.start(), m.end()) for m in _NEW_CLAUSE.finditer(text, unit.start, unit.end)]
    # Below "Det här lovade vi" everything retells, but for what says that it has happened.
    repeats = promised and not signals(unit.text) & _HAPPENED
    at, retold = unit.start, repeats or unit.kind is UnitKind.HEADING
    for end, following in (*ends, (unit.end, unit.end)):
        yield _clause(analysis, unit, Span(at, end), retold)
        if text[end:following].startswith(":"):  # "Löfte: minst 20 vuxna"
            retold = repeats or bool(_LABEL.match(text[at:end]))
        elif _GLOSS.search(text[end:following]):  # "31 insatser, alltså fler än två i månaden"
            retold = True
        at = following


def _clause(analysis: Analysis, unit: Unit, span: Span, retold: bool) -> Clause:
    said = signals(analysis.document.text[span.start : span.end])
    return Clause(span, said, tuple(find_figures(analysis, unit, span, retold=retold)), retold)


def _section_years(analysis: Analysis) -> dict[int, tuple[int, int]]:
    """The years of each section: those its heading names, else those of the section above it."""
    own: dict[int, tuple[int, int] | None] = {}
    title = next((u.text for u in analysis.units if u.text.strip()), "")
    default = _years(title)
    out: dict[int, tuple[int, int]] = {}
    for section in analysis.document.sections:
        found = _years(section.title) if section.heading_block is not None else None
        own[section.id] = (
            found or (own.get(section.parent) if section.parent is not None else None) or default
        )
        years = own[section.id]
        if years is not None:
            out[section.id] = years
    return out


def _years(text: str) -> tuple[int, int] | None:
    firsts, lasts = [], []
    for m in _YEARS.finditer(text):
        first = int(m.group(1))
        written = m.group(2)
        last = (
            first
            if written is None
            else int(written)
            if len(written) == 4
            else first - first % 100 + int(written)
        )
        firsts.append(first)
        lasts.append(last if first <= last <= first + 10 else first)
    return (min(firsts), max(lasts)) if firsts else None


def page_years(statements: tuple[Statement, ...]) -> tuple[int, int] | None:
    """The years that the page as a whole is about; None where it names none."""
    found = [s.years for s in statements if s.years is not None]
    return (min(y[0] for y in found), max(y[1] for y in found)) if found else None
