"""A measurement as Swedish text: tables a person can read in a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..reports.escape import printable
from ..vocabulary import swedish
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from .calibration import Calibration
from .compare import Comparison
from .gold import LEVELS
from .measured import FEW
from .metrics import precision_recall_f1
from .observe import ABSENT, Judged
from .summary import Evaluation, Measure

SPLIT_TITLES = {"tiered": "jämna dokument", "mixed": "blandade dokument"}
MEASURE_TITLES = {
    "accuracy": "rätt",
    "macro_f1": "makro-F1",
    "missing_p": "precision saknas",
    "missing_r": "täckning saknas",
    "missing_f1": "F1 saknas",
    "partial_f1": "F1 delvis",
    "met_f1": "F1 uppfyllt",
    "kappa": "κ",
    "weighted_kappa": "vägt κ",
}
_COLUMNS = (
    ("rätt", "accuracy"),
    ("makro", "macro_f1"),
    ("sakn p", "missing_p"),
    ("r", "missing_r"),
    ("F1", "missing_f1"),
    ("delv p", "partial_p"),
    ("r", "partial_r"),
    ("F1", "partial_f1"),
    ("uppf p", "met_p"),
    ("r", "met_r"),
    ("F1", "met_f1"),
    ("κ", "kappa"),
    ("vägt κ", "weighted_kappa"),
    ("citat", "evidence_hit"),
)
_NARROW, _WIDE = 6, 7
QUOTE_LENGTH = 160


def render(e: Evaluation, *, errors: bool = False) -> str:
    """The measurement; with ``errors`` every wrong verdict with its quotes."""
    parts = [
        *_head(e),
        *_groups(e),
        *_criteria(e),
        *_calibrations(e),
        *_layers(e),
        *_sections(e),
        *_thread(e),
    ]
    if errors:
        parts += _errors(e)
    return "\n".join(parts) + "\n"


def decimal(value: float | None, digits: int = 2) -> str:
    """``0.8`` → ``"0,80"``; a dash where there is nothing."""
    return "–" if value is None else swedish.decimal(value, f".{digits}f").replace("-", "−")


def outcome_title(value: str) -> str:
    """The Swedish word for an outcome of the report."""
    return "inget omdöme" if value == ABSENT else OUTCOME_TITLES[Outcome(value)]


def _head(e: Evaluation) -> Iterator[str]:
    yield from _title(f"Mätning mot facit: {e.name}", "=")
    yield f"{len(e.documents)} dokument, {e.total.n} omdömen med facit saknas, delvis eller uppfyllt."
    if e.unreadable:
        yield f"Kunde inte läsas och räknas som fel: {', '.join(e.unreadable)}."
    yield f"Dokumentets slag rätt: {decimal(e.kind_accuracy)}."
    wrong = [f"{kind} {right} av {n}" for kind, (n, right) in e.kinds.items() if right < n]
    if wrong:
        yield f"  Fel på: {', '.join(wrong)}."
    t = e.total
    sure = decimal(t["accuracy_where_sure"])
    yield f"Avgjort utan granskning: {decimal(t['decided_share'])}; rätt bland dem: {sure}."
    valid = decimal(e.quote_valid, 3)
    yield f"Visat citat är facits: {decimal(t['evidence_hit'])}; ordagranna citat: {valid}."
    if e.without_evidence:
        yield f"Uppfyllt eller delvis utan citat: {e.without_evidence}."
    yield f"Ej bedömbart eller ej tillämpligt enligt facit, sagt så: {decimal(e.undecidable_right)}."
    yield f"Median av κ per kriterium: {decimal(e.median_criterion_kappa)}."


def _groups(e: Evaluation) -> Iterator[str]:
    yield from _title("I allt och per checklista")
    rows = {"alla": e.total, **{SPLIT_TITLES[k]: m for k, m in e.splits.items()}, **e.checklists}
    yield from _table(rows)
    yield ""
    yield "Intervall (95 %, dokument dragna på nytt):"
    width = max(map(len, rows))
    for name, m in rows.items():
        if m.intervals:
            told = (f"{MEASURE_TITLES[k]} {decimal(a)}–{decimal(b)}" for k, (a, b) in m.intervals.items())
            yield f"{name.ljust(width)}  {', '.join(told)}"


def _criteria(e: Evaluation) -> Iterator[str]:
    yield from _title("Per kriterium")
    yield from _table(e.criteria)
    yield ""
    yield f"Intervall (95 %), kriterier med minst {FEW} dokument:"
    width = max(map(len, e.criteria), default=0)
    for name, m in e.criteria.items():
        if m.n >= FEW and "kappa" in m.intervals:
            told = (
                f"{MEASURE_TITLES[k]} {decimal(m.intervals[k][0])}–{decimal(m.intervals[k][1])}"
                for k in ("missing_f1", "kappa", "weighted_kappa")
                if k in m.intervals
            )
            yield f"{name.ljust(width)}  {', '.join(told)}"


def _table(rows: Mapping[str, Measure]) -> Iterator[str]:
    width = max(map(len, rows), default=0)
    sizes = [_WIDE if " " in title else _NARROW for title, _ in _COLUMNS]
    head = "".join(t.rjust(s) for (t, _), s in zip(_COLUMNS, sizes, strict=True))
    yield f"{''.ljust(width)}{'n'.rjust(_NARROW)}{head}"
    for name, m in rows.items():
        cells = "".join(decimal(m[key]).rjust(s) for (_, key), s in zip(_COLUMNS, sizes, strict=True))
        yield f"{name.ljust(width)}{str(m.n).rjust(_NARROW)}{cells}"


def _calibrations(e: Evaluation) -> Iterator[str]:
    yield from _title("Sagd säkerhet mot utfall")
    yield from _reliability(e.calibration, "rätt")
    if e.sections.calibration.bins:
        yield from _title("Avsnitt: sagd sannolikhet mot utfall")
        yield from _reliability(e.sections.calibration, "finns")


def _reliability(c: Calibration, observed: str) -> Iterator[str]:
    yield f"{'från':>6}{'n':>6}{'sagt':>7}{observed:>7}"
    for b in c.bins:
        yield f"{decimal(b.low, 1):>6}{b.n:>6}{decimal(b.stated):>7}{decimal(b.observed):>7}"
    yield f"Väntat kalibreringsfel (ECE): {decimal(c.error, 3)}."


def _layers(e: Evaluation) -> Iterator[str]:
    if not e.layers.cells:
        return
    yield from _title("Regler mot inlärt omdöme")
    for layer, share in e.layers.accuracy.items():
        yield f"{layer}: rätt {decimal(share)}"
    for agree, title in ((True, "Lika"), (False, "Olika")):
        n, rules, learned, review = e.layers.total(agree=agree)
        if n:
            parts = f"reglerna rätt {decimal(rules / n)}, inlärt rätt {decimal(learned / n)}"
            yield f"{title}: {n}; {parts}, lämnade till granskning {decimal(review / n)}."
    yield ""
    yield f"{'regler':<18}{'inlärt':<14}{'n':>5}{'regler rätt':>13}{'inlärt rätt':>13}{'granskas':>10}"
    for c in e.layers.cells:
        if not c.agree:
            name, other = OUTCOME_TITLES[c.rules], OUTCOME_TITLES[c.learned]
            yield f"{name:<18}{other:<14}{c.n:>5}{c.rules_right:>13}{c.learned_right:>13}{c.review:>10}"
    worst = list(e.layers.differing.items())[:8]
    yield f"Oftast olika: {', '.join(f'{c} ({n})' for c, n in worst)}."


def _sections(e: Evaluation) -> Iterator[str]:
    if not e.sections.n:
        return
    yield from _title("Avsnitt")
    for name, (p, r, f) in (("saknas", e.sections.missing), ("finns", e.sections.present)):
        yield f"{name:<7} precision {decimal(p)}, täckning {decimal(r)}, F1 {decimal(f)}"
    yield f"makro-F1 över avsnitten: {decimal(e.sections.macro_f1)}"
    yield ""
    yield f"{'':<22}{'finns i':>8}{'F1 finns':>10}{'F1 saknas':>11}"
    for label, (n, present, missing) in e.sections.labels.items():
        yield f"{label:<22}{n:>8}{decimal(present):>10}{decimal(missing):>11}"


def _thread(e: Evaluation) -> Iterator[str]:
    t = e.thread
    if not t.gold:
        return
    yield from _title("Röd tråd")
    p, r, f = precision_recall_f1(t.matched, t.found - t.matched, t.gold - t.matched)
    yield f"problem: precision {decimal(p)}, täckning {decimal(r)}, F1 {decimal(f)}"
    link = precision_recall_f1(t.links_both, t.links_extra, t.links_lost)[2]
    yield f"länkar hos funna problem: F1 {decimal(link)}"


def _errors(e: Evaluation) -> Iterator[str]:
    """Wrong verdicts with quotes, by kind of confusion: what is missing first."""
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for j in e.wrong:
        groups[j.gold, j.predicted].append(j)
    order = [level.value for level in LEVELS]
    for (gold, predicted), wrong in sorted(groups.items(), key=lambda kv: (order.index(kv[0][0]), kv[0][1])):
        yield from _title(f"Facit {outcome_title(gold)}, blev {outcome_title(predicted)}: {len(wrong)}")
        for j in sorted(wrong, key=lambda j: (j.criterion, j.document)):
            yield from _error(j)


def _error(j: Judged) -> Iterator[str]:
    sure = "" if j.confidence is None else f", säkerhet {decimal(j.confidence)}"
    yield f"{j.criterion}  {j.document}{sure}{', granskas' if j.needs_review else ''}"
    if j.gold_quote:
        yield f"    facit: ”{_short(j.gold_quote)}”"
    for quote in j.quotes:
        yield f"    visat: ”{_short(quote)}”"


def _short(quote: str) -> str:
    return swedish.shorten(printable(quote), QUOTE_LENGTH)


def render_comparison(c: Comparison, *, errors: bool = False) -> str:
    """Gains and losses against an earlier run."""
    out = _title(f"Jämfört med {c.name}")
    out.append(f"{c.shared} omdömen finns i båda.")
    if c.only_before or c.only_after:
        out.append(f"Bara i den tidigare: {c.only_before}; bara i den här: {c.only_after}. De jämförs inte.")
    for name, d in c.totals.items():
        inside = (
            ""
            if d.interval is None
            else f", intervall {_signed(d.interval[0])} till {_signed(d.interval[1])}"
        )
        certain = " (säkert)" if d.certain else ""
        change = f"{decimal(d.before, 3)} → {decimal(d.after, 3)} ({_signed(d.after - d.before)}{inside})"
        out.append(f"{MEASURE_TITLES[name]}: {change}{certain}")
    gained, lost = sum(x.gained for x in c.changes), sum(x.lost for x in c.changes)
    out.append(f"Vunna omdömen: {gained}, förlorade: {lost}.")
    width = max(map(len, c.per_criterion), default=0)
    for criterion, (g, b) in c.per_criterion.items():
        out.append(f"  {criterion.ljust(width)}  +{g} −{b}")
    if errors:
        out += _changes(c)
    return "\n".join(out) + "\n"


def _changes(c: Comparison) -> list[str]:
    out: list[str] = []
    for title, chosen in (
        ("Förlorade", [x for x in c.changes if x.lost]),
        ("Vunna", [x for x in c.changes if x.gained]),
    ):
        if not chosen:
            continue
        out += _title(title)
        for x in chosen:
            step = f"{outcome_title(x.before.predicted)} → {outcome_title(x.after.predicted)}"
            out.append(
                f"{x.after.criterion}  {x.after.document}: {step} (facit {outcome_title(x.after.gold)})"
            )
    return out


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "−") + decimal(abs(value), 3)


def _title(text: str, mark: str = "-") -> list[str]:
    return ["", text, mark * len(text)] if mark == "-" else [text, mark * len(text)]
