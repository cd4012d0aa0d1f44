"""The two ends of the chosen period: years supplied, ends and prolongations found elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .dates import DateMention, month_end
from .outline import Outline
from .period_patterns import FROM_SIGNING
from .periods import PeriodMention
from .validity_cues import EARLIER, EXTENDED, NOT_RENEWED, PLACEHOLDER_END, RENEWS


@dataclass(frozen=True, slots=True)
class DocumentPeriod:
    """The period of validity. ``mention`` is None when it stands only in a running header.

    ``renews``: after its end it goes on by itself for as long as nobody gives notice.
    ``grounds`` are short English identifiers such as ``verb``, ``heading``, ``title``, ``extended``.
    """

    first: date | None
    last: date | None
    open_ended: bool
    mention: PeriodMention | None
    grounds: tuple[str, ...]
    score: float
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A period with its score and the grounds for it."""

    period: PeriodMention
    score: float
    grounds: tuple[str, ...]

    def has(self, ground: str) -> bool:
        return ground in self.grounds


def default_year(outline: Outline, dates: list[DateMention], signed: date | None) -> int | None:
    """The year that dates without one are read in: the title's, the signing's, that of the opening."""
    start = outline.title_blocks[0].start if outline.title_blocks else 0
    for limit in (outline.title_end, 0, outline.opening_end):
        if not limit:
            if signed:
                return signed.year
            continue
        for d in dates:
            if start <= d.start < limit and d.first is not None and d.kind in ("year", "day", "month"):
                return d.first.year
    return signed.year if signed else None


def complete(
    outline: Outline,
    best: Weighed,
    usable: list[Weighed],
    weighed: list[Weighed],
    year: int | None,
    signed: date | None,
) -> DocumentPeriod | None:
    """The chosen period with what the rest of the document says about its ends."""
    p = best.period
    grounds = list(best.grounds)
    if (p.first is None or p.last is None) and (p.first_md or p.last_md) and year is not None:
        placed = p.with_year(year)
        if placed != p:
            p, grounds = placed, [*grounds, "default_year"]
    first, last, open_ended = p.first, p.last, p.open_ended
    others = [w for w in usable if w is not best]
    if p.kind in ("open", "until_replaced", "duration", "until") and first is None:
        begins = signed if _from_signing(outline, p) else None
        start = _best_start(outline, p, others)
        if begins is not None and (last is None or begins <= last):
            first, grounds = begins, [*grounds, "signing"]
        elif start is not None:
            first, grounds = start, [*grounds, "start_elsewhere"]
        elif p.kind == "duration" and p.anchor == "signing" and signed:
            first, grounds = signed, [*grounds, "signing"]
        elif p.kind == "until" and last is not None:
            first = _start_for(last, weighed)
            if first is None and EXTENDED.search(outline.document.text, *outline.sentence(p.start)):
                first = _start_of_prolonged(last, weighed)
    if p.kind == "duration" and first is not None and p.months:
        last = _after_months(first, p.months)
    if last is None and not open_ended:
        last, open_ended, ground = _end_for(outline, p, first, others)
        grounds += [ground] if ground else []
    extended = _extension(outline, last, usable)
    if extended is not None:
        last, open_ended, grounds = extended, False, [*grounds, "extended"]
    if last is not None:
        open_ended = False
    if first is None and last is None and not open_ended and not best.has("own"):
        return None
    return DocumentPeriod(
        first,
        last,
        open_ended,
        best.period,
        tuple(grounds),
        best.score,
        last is not None and _renews(outline),
    )


def _from_signing(outline: Outline, p: PeriodMention) -> bool:
    """Whether an end or "tills vidare" has the signing for its start, in the words just before it."""
    before = outline.document.text[outline.sentence(p.start)[0] : p.start]
    return p.kind in ("until", "open") and FROM_SIGNING.search(before, max(0, len(before) - 60)) is not None


def _best_start(outline: Outline, p: PeriodMention, others: list[Weighed]) -> date | None:
    starts = [w for w in others if w.period.kind in ("from", "range") and w.period.first and w.has("verb")]
    same = [w for w in starts if outline.sentence(w.period.start) == outline.sentence(p.start)]
    for w in sorted(same or starts, key=lambda w: -w.score):
        return w.period.first
    return None


def _start_for(last: date, weighed: list[Weighed]) -> date | None:
    """The start that belongs to an end: a range with this end, else a year of the title."""
    for w in weighed:
        if w.period.first and w.period.last == last and w.period.kind in ("years", "range"):
            return w.period.first
    for w in weighed:
        if w.has("title") and w.period.first and w.period.first <= last:
            return w.period.first
    return None


def _start_of_prolonged(last: date, weighed: list[Weighed]) -> date | None:
    """The start of the term that is prolonged: of the latest that ended before."""
    terms = [w.period for w in weighed if w.period.kind in ("years", "range") and w.has("earlier")]
    ended = [(q.last, q.first) for q in terms if q.first and q.last and q.last < last]
    return max(ended)[1] if ended else None


def _end_for(
    outline: Outline, p: PeriodMention, first: date | None, others: list[Weighed]
) -> tuple[date | None, bool, str]:
    """An end for a period that only has a start: a duration, an end or "tills vidare" elsewhere."""
    text = outline.document.text
    if PLACEHOLDER_END.match(text[p.end : p.end + 40]):
        return None, False, "placeholder_end"
    if first is None:
        return None, False, ""
    for w in sorted(others, key=lambda w: -w.score):
        q = w.period
        if q.kind == "duration" and q.months and w.has("verb"):
            return _after_months(first, q.months), False, "duration"
        if q.kind == "until" and q.last and q.last > first and w.has("verb"):
            return q.last, False, "end_elsewhere"
        if q.kind in ("open", "until_replaced") and w.has("verb"):
            return None, True, "open_elsewhere"
        if (
            q.kind in ("years", "range")
            and w.has("title")
            and q.first
            and q.last
            and q.first.year <= first.year < q.last.year
        ):
            return q.last, False, "end_in_title"
    return None, False, ""


def _after_months(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, month_end(year, month + 1).day)
    return date(year, month + 1, day) - timedelta(days=1)


def _renews(outline: Outline) -> bool:
    """Whether a sentence says that it goes on by itself; not that an older one did, or that it does not."""
    text = outline.document.text
    for found in RENEWS.finditer(text):
        start, end = outline.sentence(found.start())
        said = text[start : max(end, found.end())]
        if not NOT_RENEWED.search(said) and not EARLIER.search(said):
            return True
    return False


def _extension(outline: Outline, last: date | None, usable: list[Weighed]) -> date | None:
    """A later sentence that prolongs: its end takes the place of the one agreed at first."""
    text = outline.document.text
    for w in usable:
        start, end = outline.sentence(w.period.start)
        if (
            w.period.last is not None
            and (last is None or w.period.last > last)
            and w.period.kind in ("until", "range")
            and EXTENDED.search(text[start:end])
            and not w.has("earlier")
        ):
            return w.period.last
    return None
