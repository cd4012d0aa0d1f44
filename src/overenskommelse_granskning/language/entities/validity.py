"""Which of all periods in a document is the one that it is valid for.

Years occur in agreements for many reasons: statistics, surveys, plans, the agreement before. Every
mention is weighed by what stands around it; the heaviest wins if it is heavy enough. The grounds
are kept, for the report and for tuning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...document import BlockKind, Document
from .dates import DateMention, find_dates, month_end
from .outline import Outline
from .periods import PeriodMention, find_periods
from .scan import Scan


@dataclass(frozen=True, slots=True)
class DocumentPeriod:
    """The period of validity. ``mention`` is None when it stands only in a running header.

    ``grounds`` are short English identifiers such as ``verb``, ``heading``, ``title``, ``extended``.
    """

    first: date | None
    last: date | None
    open_ended: bool
    mention: PeriodMention | None
    grounds: tuple[str, ...]
    score: float


_STRONG = re.compile(
    r"\b(?:gäller|gälla|gällande|löper|giltig\w*|avtalstid\w*|avtalsperiod\w*|löptid\w*|överenskommelsetid\w*"
    r"|träder\s+i\s+kraft|ikraftträd\w*|upphör\w*|förläng[ds]\w*|förlängning\w*|varar|träffats?\s+för|tecknas\s+för"
    r"|slut[ei]ts?\s+för|ingås\s+för|ingåtts\s+för|lever\s+i|gör\s+upp\s+för)\b",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"\b(?:omfattar|avser|sträcker\s+sig|period|perioden|för\s+tiden|överens|tidsperiod\w*|för\s+åren|lovar|utlovar|löften?|löftet"
    r"|löftena|tagit\s+fram|ger|gör\s+vi|göra|enats|åtar|ingår|tecknat|beslutat)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"giltig|avtalstid|avtalsperiod|löptid|ikraft|hur\s+länge|när\s+gäller|^tid\b|\btid(?:\s+och|speriod|en)?\b|period\b|gäller"
    r"|revidering|ändring",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:gäller|giltig\w*|avtalstid\w*|avtalsperiod|period|löptid|tid|tidsperiod)\b[^\n]{0,12}$", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:förra|föregående|tidigare|dåvarande|gamla|ersätter|ersatte|ersatt|avlöser|avlöste|gällde|löpte|upphörde|förlängdes"
    r"|hade\s+(?:vi\s+|ett\s+|en\s+|kommunen\s+)|slöts|skrevs|dessförinnan|historik|senaste|utgångna|motsvarande|då\s+gällande)\b",
    re.IGNORECASE,
)
_STATISTICS = re.compile(
    r"anmäl|mätning|enkät|undersökning|statistik|procent|\d\s?%|\bökade|\bökat|\bminskade|\bminskat|jämfört|svarade|uppgav"
    r"|genomsnitt|invånare|rapport|studie|forskning|regering|i snitt|fler än|färre än|andelen|antalet|brottsförebyggande program"
    r"|kartläggning|trygghetsmätning|lägesbild",
    re.IGNORECASE,
)
_OTHER_DOCUMENT = re.compile(
    r"(?P<plan>handlingsplan|åtgärdsplan|aktivitetsplan|verksamhetsplan|kommunikationsplan|policy|strategi|program|riktlinje)"
    r"|(?P<agreement>överenskommelse|avtal(?!s?tid|speriod))"
    r"|(?P<promise>löfte)|(?P<never>vision|budget|bokslut|projekt|bilaga|utredning|planperiod|översiktsplan|tillstånd)",
    re.IGNORECASE,
)
_OWN_SUBJECT = re.compile(
    r"\b(?:denna|detta|den\s+här|det\s+här|dessa|följande|nedanstående|överenskommelsen|avtalet|löftet|löftena|samverkansöverenskommelsen"
    r"|dokumentet|texten|handlingen|planen|programmet|papperet|rutinen|bilagan|den|de|vi|parterna)\b",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(r"\b(?:under|för|hela|år|åren)\s+(?:år\s+)?$", re.IGNORECASE)
_PAST = re.compile(r"\s+(?:\w+(?:ade|ades|ats|dde|ddes)|var|hade|fick|blev|kom|låg|skedde|begicks|har)\b", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(r"\b(?:det|den|denna|detta|dessa|de)(?:\s+här)?\s+\w*$|\bvår[at]?\s+\w*$", re.IGNORECASE)
_EXTENDED = re.compile(r"\bförläng(?:d|t|ts|s|as|da|ning)\b", re.IGNORECASE)
_PLACEHOLDER_END = re.compile(r"^\s*(?:till(?:\s+och\s+med)?|t\.?o\.?m\.?|[-–])\s*(?:den\s+)?[\[_<(X.]", re.IGNORECASE)

_BASE = {"range": 2.0, "years": 1.0, "from": 1.0, "until": 0.5, "open": 0.5, "until_replaced": 0.5, "duration": -0.5,
         "term_of_office": -1.0, "year": 0.0}  # fmt: skip
_ENOUGH = 2.5
_ENOUGH_YEAR = 1.8  # a promise is for a year and seldom says more about it


def document_period(
    document: Document,
    *,
    outline: Outline | None = None,
    signed: date | None = None,
    periods: list[PeriodMention] | None = None,
    dates: list[DateMention] | None = None,
) -> DocumentPeriod | None:
    """The document's period of validity, None when it gives none.

    ``signed`` is the day of signing where known: "ett år från undertecknandet" counts from it, and a
    date without a year is read in its year.
    """
    outline = outline or Outline(document)
    scan = Scan(document.text)
    if dates is None:
        dates = find_dates(scan)
    if periods is None:
        periods = find_periods(scan, dates=dates)
    weighed = [_weigh(outline, p) for p in periods]
    usable = [w for w in weighed if _usable(outline, w)]
    if not usable:
        return _from_furniture(document, outline)
    best = max(usable, key=lambda w: _rank(outline, w))
    year = _default_year(outline, dates, signed)
    return _complete(outline, best, usable, weighed, year, signed)


@dataclass(frozen=True, slots=True)
class _Weighed:
    period: PeriodMention
    score: float
    grounds: tuple[str, ...]

    def has(self, ground: str) -> bool:
        return ground in self.grounds


def _usable(outline: Outline, w: _Weighed) -> bool:
    if w.period.kind == "year" and outline.promise:
        return w.score >= _ENOUGH_YEAR
    return w.score >= _ENOUGH and w.period.kind != "term_of_office"


def _rank(outline: Outline, w: _Weighed) -> tuple[float, float, int]:
    # On a page with the promises of several years the newest is meant; an agreement speaks first of itself.
    newest = (w.period.first or date.min).toordinal() if outline.promise else 0
    return (w.score, newest, -w.period.start)


def _weigh(outline: Outline, p: PeriodMention) -> _Weighed:
    text = outline.document.text
    start, end = outline.sentence(p.start)
    before, after = text[start : p.start], text[p.end : end]
    near = before[-90:] + " ¤ " + after[:60]
    score = _BASE[p.kind]
    grounds: list[str] = []

    def add(points: float, ground: str) -> None:
        nonlocal score
        score += points
        grounds.append(ground)

    if p.kind == "year" and not outline.promise and not outline.plan:
        add(-0.5, "bare_year")
    own = text[p.start : p.end]
    in_title = outline.title_blocks and outline.title_blocks[0].start <= p.start < outline.title_end
    block = outline.document.block_at(p.start)
    strong = _STRONG.search(own) or _STRONG.search(near)
    if strong:
        add(3.5, "verb")
    elif _SOFT.search(near):
        add(1.5, "word")
    if in_title:
        add(3.0 if p.kind in ("years", "range", "from") else 2.5 if p.kind == "year" else 0.0, "title")
    elif p.start < outline.opening_end:
        add(0.7, "opening")
    heading = outline.heading_of(p.start)
    if heading and _HEADING.search(heading) and not in_title:
        add(3.0, "heading")
    if block is not None and block.kind is BlockKind.HEADING and not in_title and p.kind in ("year", "years", "range"):
        add(1.5, "subheading")
    if p.kind == "year" and outline.promise and _YEAR_LEAD.search(before) and not _PAST.match(after):
        add(1.5, "during")
    if block is not None and block.cell is not None:
        row = text[start:p.start].strip()
        add(3.5, "label") if _LABEL.match(row) else add(-1.5, "cell")
    elif _LABEL.match(before.strip().rstrip(":")) and not strong:
        add(3.0, "label")
    if block is not None and block.kind is BlockKind.LIST_ITEM:
        add(-1.0, "list")
    _subtract(outline, p, before, after, bool(strong), bool(in_title), add)
    return _Weighed(p, score, tuple(grounds))


def _subtract(outline: Outline, p: PeriodMention, before: str, after: str, strong: bool, in_title: bool, add) -> None:  # type: ignore[no-untyped-def]
    near_before = before[-70:]
    if not in_title and (_EARLIER.search(near_before) or _EARLIER.search(after[:40])):
        # "gäller från … och ersätter den tidigare" speaks of two; only what stands before counts then.
        if not (strong and not _EARLIER.search(near_before)):
            add(-5.0, "earlier")
    if _STATISTICS.search(before[-60:]) or _STATISTICS.search(after[:50]):
        add(-1.0 if strong or in_title else -3.0, "statistics")
    other = _other_document(outline, before)
    if other and not in_title:
        add(-4.0, other)
    elif strong and _OWN_SUBJECT.search(before[-80:] or outline.document.text[p.start : p.end]):
        add(0.8, "subject")
    if p.kind in ("range", "from", "until") and p.first is None and p.last is None and not strong:
        add(-2.5, "no_year")
    if p.kind == "duration" and not strong:
        add(-2.0, "duration")
    if p.first and p.last and p.kind == "range" and (p.last - p.first) < timedelta(days=45):
        add(-3.0, "short")


def _other_document(outline: Outline, before: str) -> str:
    """A document of another kind named close before the period, as in "handlingsplanen 2022–2024"."""
    found = None
    for found in _OTHER_DOCUMENT.finditer(before, max(0, len(before) - 60)):
        pass
    if found is None:
        return ""
    if _DEMONSTRATIVE.search(before[max(0, len(before) - 60) : found.start()]):
        return ""
    own = "promise" if outline.promise else "plan" if outline.plan else "agreement"
    kind = found.lastgroup or ""
    if kind == own or (kind == "agreement" and own == "plan" and not outline.plan):
        return ""
    if kind == "never" and outline.title.lower().find(found.group().lower()) >= 0:
        return ""
    return f"other_{kind}"


def _default_year(outline: Outline, dates: list[DateMention], signed: date | None) -> int | None:
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


def _complete(
    outline: Outline,
    best: _Weighed,
    usable: list[_Weighed],
    weighed: list[_Weighed],
    year: int | None,
    signed: date | None,
) -> DocumentPeriod:
    p = best.period
    grounds = list(best.grounds)
    if (p.first is None or p.last is None) and (p.first_md or p.last_md) and year is not None:
        placed = p.with_year(year)
        if placed != p:
            p, grounds = placed, [*grounds, "default_year"]
    first, last, open_ended = p.first, p.last, p.open_ended
    others = [w for w in usable if w is not best]
    if p.kind in ("open", "until_replaced", "duration", "until") and first is None:
        start = _best_start(outline, p, others)
        if start is not None:
            first, grounds = start, [*grounds, "start_elsewhere"]
        elif p.kind == "duration" and p.anchor == "signing" and signed:
            first, grounds = signed, [*grounds, "signing"]
        elif p.kind == "until" and last is not None:
            first = _start_for(last, weighed)
    if last is None and not open_ended:
        last, open_ended, ground = _end_for(outline, p, first, others)
        grounds += [ground] if ground else []
    extended = _extension(outline, last, usable)
    if extended is not None:
        last, open_ended, grounds = extended, False, [*grounds, "extended"]
    if last is not None:
        open_ended = False
    return DocumentPeriod(first, last, open_ended, best.period, tuple(grounds), best.score)


def _best_start(outline: Outline, p: PeriodMention, others: list[_Weighed]) -> date | None:
    starts = [w for w in others if w.period.kind in ("from", "range") and w.period.first and w.has("verb")]
    same = [w for w in starts if outline.sentence(w.period.start) == outline.sentence(p.start)]
    for w in sorted(same or starts, key=lambda w: -w.score):
        return w.period.first
    return None


def _start_for(last: date, weighed: list[_Weighed]) -> date | None:
    """The start that belongs to an end: a range with this end, else a year of the title."""
    for w in weighed:
        if w.period.first and w.period.last == last and w.period.kind in ("years", "range"):
            return w.period.first
    for w in weighed:
        if w.has("title") and w.period.first and w.period.first <= last:
            return w.period.first
    return None


def _end_for(
    outline: Outline, p: PeriodMention, first: date | None, others: list[_Weighed]
) -> tuple[date | None, bool, str]:
    """An end for a period that only has a start: a duration, an end or "tills vidare" elsewhere."""
    text = outline.document.text
    if _PLACEHOLDER_END.match(text[p.end : p.end + 40]):
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
        if q.kind in ("years", "range") and w.has("title") and q.first and q.last and q.first.year <= first.year < q.last.year:
            return q.last, False, "end_in_title"
    return None, False, ""


def _after_months(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, month_end(year, month + 1).day)
    return date(year, month + 1, day) - timedelta(days=1)


def _extension(outline: Outline, last: date | None, usable: list[_Weighed]) -> date | None:
    """A later sentence that prolongs: its end takes the place of the one agreed at first."""
    text = outline.document.text
    for w in usable:
        start, end = outline.sentence(w.period.start)
        if (
            w.period.last is not None
            and (last is None or w.period.last > last)
            and w.period.kind in ("until", "range")
            and _EXTENDED.search(text[start:end])
            and not w.has("earlier")
        ):
            return w.period.last
    return None


def _from_furniture(document: Document, outline: Outline) -> DocumentPeriod | None:
    """The years of a running header or footer that speaks of the document itself."""
    for item in document.furniture:
        for p in find_periods(item.text):
            if p.kind in ("years", "range") and p.first and p.last:
                return DocumentPeriod(p.first, p.last, False, None, ("furniture",), _ENOUGH)
    return None
