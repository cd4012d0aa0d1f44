"""Which of all periods in a document is the one that it is valid for.

Years occur in agreements for many reasons: statistics, surveys, plans, the agreement before. Every
mention is weighed by what stands around it; the heaviest wins if it is heavy enough. The grounds
are kept, for the report and for tuning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ...document import BlockKind, Document
from .outline import Outline
from .periods import PeriodMention, find_periods
from .validity_completion import (
    DocumentPeriod,
    Weighed,
    complete,
    default_year,
)
from .validity_cues import (
    DEMONSTRATIVE,
    DOCUMENT_SUBJECT,
    EARLIER,
    HEADING,
    LABEL,
    OF_A_LAW,
    OF_ITSELF,
    OF_THE_YEAR,
    OTHER_DOCUMENT,
    OWN_SUBJECT,
    PAST,
    SOFT,
    STATISTICS,
    STRONG,
    YEAR_LEAD,
)

_BASE = {
    "range": 2.0, "years": 1.0, "from": 1.0, "until": 0.5, "open": 0.5, "until_replaced": 0.5,
    "duration": -0.5, "term_of_office": -1.0, "year": 0.0,
}  # fmt: skip
_ENOUGH = 2.5
_LATE = timedelta(days=366)  # a document may be signed late, but not when its time has long been out
_ENOUGH_YEAR = 1.8  # a promise is for a year and seldom says more about it


def document_period(
    document: Document,
    *,
    outline: Outline | None = None,
    signed: date | None = None,
) -> DocumentPeriod | None:
    """The document's period of validity, None when it gives none.

    ``signed`` is the day of signing where known: "ett år från undertecknandet" counts from it, and a
    date without a year is read in its year.
    """
    outline = outline or Outline(document)
    weighed = [_weigh(outline, p) for p in outline.periods]
    usable = [w for w in weighed if _usable(outline, w) and not _over(w, signed)]
    if not usable:
        return _from_furniture(document, outline)
    best = max(usable, key=lambda w: _rank(outline, w))
    year = default_year(outline, outline.dates, signed)
    return complete(outline, best, usable, weighed, year, signed)


@dataclass
class _Weight:
    score: float
    grounds: list[str] = field(default_factory=list)

    def add(self, points: float, ground: str) -> None:
        self.score += points
        self.grounds.append(ground)


def _usable(outline: Outline, w: Weighed) -> bool:
    if w.period.kind == "year" and outline.promise:
        return w.score >= _ENOUGH_YEAR
    return w.score >= _ENOUGH and w.period.kind != "term_of_office"


def _over(w: Weighed, signed: date | None) -> bool:
    """Whether a period was over long before the document was signed: it is of something that was.

    What a verb or the title says of the document itself may be that it was prolonged.
    """
    last = w.period.last
    own = {"verb", "title", "label", "heading"} & set(w.grounds)
    return signed is not None and last is not None and not own and last + _LATE < signed


def _rank(outline: Outline, w: Weighed) -> tuple[float, float, int]:
    # On a page with the promises of several years the newest is meant; an agreement speaks first of itself.
    newest = (w.period.first or date.min).toordinal() if outline.promise else 0
    return (w.score, newest, -w.period.start)


def _weigh(outline: Outline, p: PeriodMention) -> Weighed:
    text = outline.document.text
    start, end = outline.sentence(p.start)
    before, after = text[start : p.start], text[p.end : end]
    near = before[-90:] + " ¤ " + after[:60]
    weight = _Weight(_BASE[p.kind])
    add = weight.add

    if p.kind == "year" and not outline.promise and not outline.plan:
        add(-0.5, "bare_year")
    own = text[p.start : p.end]
    in_title = outline.title_blocks and outline.title_blocks[0].start <= p.start < outline.title_end
    block = outline.document.block_at(p.start)
    strong = STRONG.search(own) or STRONG.search(near)
    if strong:
        add(3.5, "verb")
    elif SOFT.search(near):
        add(1.5, "word")
    if in_title:
        add(3.0 if p.kind in ("years", "range", "from") else 2.5 if p.kind == "year" else 0.0, "title")
    elif p.start < outline.opening_end:
        add(0.7, "opening")
    heading = outline.heading_of(p.start)
    if heading and HEADING.search(heading) and not in_title:
        add(3.0, "heading")
    if (
        block is not None
        and block.kind is BlockKind.HEADING
        and not in_title
        and p.kind in ("year", "years", "range")
    ):
        add(1.5, "subheading")
    if p.kind == "year" and outline.promise and YEAR_LEAD.search(before) and not PAST.match(after):
        add(1.5, "during")
    if block is not None and block.cell is not None:
        labelled = bool(LABEL.match(text[start : p.start].strip()))
        add(3.5 if labelled else -1.5, "label" if labelled else "cell")
    elif LABEL.match(before.strip().rstrip(":")) and not strong:
        add(3.0, "label")
    if block is not None and block.kind is BlockKind.LIST_ITEM:
        add(-1.0, "list")
    _subtract(outline, p, before, after, bool(strong), bool(in_title), add)
    return Weighed(p, weight.score, tuple(weight.grounds))


def _subtract(
    outline: Outline,
    p: PeriodMention,
    before: str,
    after: str,
    strong: bool,
    in_title: bool,
    add: Callable[[float, str], None],
) -> None:
    """What speaks against a period: another time, another document, statistics."""
    near_before = before[-70:]
    # "gäller från … och ersätter den tidigare" speaks of two; only what stands before counts then.
    if not in_title and (EARLIER.search(near_before) or (not strong and EARLIER.search(after[:40]))):
        add(-5.0, "earlier")
    if not in_title and not outline.promise and OF_THE_YEAR.match(after):
        add(-5.0, "earlier")
    law = OF_A_LAW.search(before[-90:] + outline.document.text[p.start : p.end])
    if law and not in_title and not OF_ITSELF.search(law["between"] + law["behind"]):
        add(-5.0, "law")
    told = strong or SOFT.search(before[-90:] + after[:60])
    if not in_title and not told and p.kind in ("range", "years") and PAST.match(after):
        add(-3.0, "past")
    if STATISTICS.search(before[-60:]) or STATISTICS.search(after[:50]):
        add(-1.0 if strong or in_title else -3.0, "statistics")
    other = _other_document(outline, before)
    if other and not in_title:
        add(-4.0, other)
    elif strong and OWN_SUBJECT.search(before[-80:] or outline.document.text[p.start : p.end]):
        add(0.8, "subject")
    if p.kind in ("range", "from", "until") and p.first is None and p.last is None and not strong:
        add(-2.5, "no_year")
    if p.kind == "duration":
        if DOCUMENT_SUBJECT.search(before[-90:] + outline.document.text[p.start : p.end]):
            add(0.5, "own")
        elif not strong or not HEADING.search(outline.heading_of(p.start)):
            add(-3.0, "duration")
    if p.first and p.last and p.kind == "range" and (p.last - p.first) < timedelta(days=45):
        add(-3.0, "short")


def _other_document(outline: Outline, before: str) -> str:
    """A document of another kind named close before the period, as in "handlingsplanen 2022–2024"."""
    named = list(OTHER_DOCUMENT.finditer(before, max(0, len(before) - 60)))
    if not named:
        return ""
    found = named[-1]
    if DEMONSTRATIVE.search(before[max(0, len(before) - 60) : found.start()]):
        return ""
    own = "promise" if outline.promise else "plan" if outline.plan else "agreement"
    kind = found.lastgroup or ""
    in_title = found.group().lower() in outline.title.lower()
    return "" if kind == own or (kind == "never" and in_title) else f"other_{kind}"


def _from_furniture(document: Document, outline: Outline) -> DocumentPeriod | None:
    """The years of a running header or footer that speaks of the document itself."""
    for item in document.furniture:
        for p in find_periods(item.text):
            if p.kind in ("years", "range") and p.first and p.last:
                return DocumentPeriod(p.first, p.last, False, None, ("furniture",), _ENOUGH)
    return None
