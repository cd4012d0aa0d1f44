"""The comparison of two results as headings, paragraphs and tables, which every format writes in its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...reports.labels import percent
from ...vocabulary.closed import KIND_TITLES, Kind
from ...vocabulary.swedish import counted, listed
from ..coverage import STATE_TITLES, State
from .chance import Shares
from .compare import CriterionCounts, MunicipalityChange, ResultComparison, Standing, county_name


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """``numbers``: which columns are set to the right. Every cell is text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


_NOT_KNOWN = "vars kommun inte finns i kommunregistret"
_ALL_SHOWN = "alla visas med --format html, md eller json."
Block = Heading | Text | Table


def blocks(comparison: ResultComparison, *, compact: bool = False) -> Iterable[Block]:
    """What there is to tell; ``compact`` for a terminal: fewer columns, and only changes beyond the error."""
    a, b = comparison.names
    yield Heading("Jämförelse av två resultat", 1)
    for name, result in zip(comparison.names, (comparison.before, comparison.after), strict=True):
        read = sum(d.readable for d in result.documents)
        yield Text(f"{name}: {len(result.documents)} dokument, {read} lästa, bedömda per {result.as_of}.")
    yield Text(_matched(comparison))
    for warning in comparison.warnings:
        yield Text(f"Obs! {warning}")
    yield Heading("Täckning")
    if comparison.coverage:
        changed = tuple(_coverage(comparison))
        yield Table("Kommuner vars täckning har ändrats", ("Kommun", "Slag", a, b), changed)
    elif comparison.before.coverage.keys() & comparison.after.coverage.keys():
        yield Text("Ingen kommuns täckning har ändrats.")
    for note in comparison.coverage_notes:
        yield Text(note)
    yield Heading("Kriterier")
    yield Text(_counted(comparison))
    for checklist in dict.fromkeys(c.criterion.checklist for c in comparison.criteria):
        own = [c for c in comparison.criteria if c.criterion.checklist == checklist]
        title = own[0].criterion.checklist_title
        yield Heading(f"{title} ({checklist})" if title else checklist, 3)
        titles = (
            "Kriterium",
            f"Uppfyllt i {a}, alla",
            f"Uppfyllt i {b}, alla",
            "Skillnad, alla",
            "Vunnet, i båda",
            "Förlorat, i båda",
            "Av mätfel",
            "Säker, i båda" if comparison.paired else "Säker",
        )
        shown = [c for c in own if not compact or c.difference or c.gained or c.lost or _one_sided(c)]
        if shown:
            rows = tuple(_criterion(c, compact=compact) for c in shown)
            yield Table(f"Kriterier i {checklist}", titles, rows, frozenset(range(1, 7)))
        if alike := len(own) - len(shown):
            more = " till" if shown else ""
            yield Text(f"{counted(alike, 'kriterium', 'kriterier')}{more} utan skillnad; {_ALL_SHOWN}")
    yield from _municipalities(comparison, compact=compact)


def _coverage(comparison: ResultComparison) -> Iterable[tuple[str, str, str, str]]:
    """A row per municipality and change; a file that may be of any kind is told once."""
    kinds: dict[tuple[str, str, str | None, str | None], list[str]] = {}
    for c in comparison.coverage:
        once = State.UNREADABLE in (c.before, c.after)
        kinds.setdefault((c.code, "" if once else c.kind, c.before, c.after), []).append(c.kind)
    names = {c.code: c.name for c in comparison.coverage}
    for (code, _, before, after), own in kinds.items():
        yield (
            names[code],
            KIND_TITLES[Kind(own[0])] if len(own) == 1 else "alla slag",
            _state(before),
            _state(after),
        )


def _matched(comparison: ResultComparison) -> str:
    others = comparison.unregistered
    told = []
    if known := comparison.paired - others:
        told.append(f"{counted(known, 'kommun', 'kommuner')} har ett läsbart dokument av samma slag i båda")
    if others:
        told.append(f"{others} dokument {_NOT_KNOWN} paras ihop på namnet och räknas med")
    if told:
        return f"{listed(told)}; av flera används det som börjar gälla sist."
    return f"Inga {_who(comparison, 'eller')} finns i båda: resultaten jämförs som två grupper, utan vunnet och förlorat."


def _who(comparison: ResultComparison, joint: str = "och") -> str:
    """What is compared; what the register lacks is no municipality."""
    sorts = {"kommuner" if m.code else "dokument" for m in comparison.municipalities} or {"kommuner"}
    return f" {joint} ".join(sorted(sorts, reverse=True))


def _counted(comparison: ResultComparison) -> str:
    """What the columns of a criterion count."""
    who = _who(comparison)
    each = "varje dokument" if who == "dokument" else "varje kommuns dokument"
    rests_on = (
        "vunnet mot förlorat, och färre än sex ändringar räcker aldrig"
        if comparison.paired
        else f"skillnaden, eftersom inga {_who(comparison, 'eller')} finns i båda"
    )
    return (
        f"Uppfyllt och skillnad räknar {each} i respektive resultat, ett gemensamt en gång. "
        f"Vunnet och förlorat räknar {who} som bedömts i båda: ett steg upp eller ner mellan saknas, delvis och uppfyllt. "
        "”Av mätfel” är hur många sådana steg felaktiga omdömen ensamma väntas ge. Säker: större än vad mätfel och slump "
        f"ger i 95 fall av 100; den gäller {rests_on}."
    )


def _state(state: str | None) -> str:
    return "ingår inte" if state is None else STATE_TITLES[State(state)]


def _criterion(c: CriterionCounts, *, compact: bool) -> tuple[str, ...]:
    paired = c.gained + c.lost + c.same
    return (
        f"{c.criterion.title} ({c.criterion.id})",
        _shares(c.before, compact=compact),
        _shares(c.after, compact=compact),
        _difference(c, compact=compact),
        str(c.gained) if paired else "–",
        str(c.lost) if paired else "–",
        "ej mätt" if c.by_error is None else _expected(c.by_error) if paired else "–",
        ("ja" if c.certain else "nej") if c.before.judged or c.after.judged else "–",
    )


def _expected(count: float) -> str:
    """A number of cases that is not told as none where it is little."""
    return "<1" if 0 < count < 0.5 else f"{count:.0f}"


def _shares(s: Shares, *, compact: bool) -> str:
    if not s.judged:
        return "–"
    return f"{percent(s.share)} av {s.judged}" if compact else f"{s.met} av {s.judged} ({percent(s.share)})"


def _one_sided(c: CriterionCounts) -> bool:
    """Whether only one of the results has judged by a criterion: that is no likeness."""
    return bool(c.before.judged) != bool(c.after.judged)


def _difference(c: CriterionCounts, *, compact: bool) -> str:
    if c.difference is None:
        return "–"
    points = _signed(c.difference)
    if compact or c.interval is None:
        return points if c.difference else "lika"
    low, high = map(_signed, c.interval)
    return f"{points} ({low} till {high})"


def _signed(value: float) -> str:
    """Percentage points with their sign; none has no sign."""
    points = round(value * 100)
    return f"{points:+d}".replace("-", "−") if points else "0"


def _municipalities(comparison: ResultComparison, *, compact: bool) -> Iterable[Block]:
    title, column = ("Dokument", "Dokument") if _who(comparison) == "dokument" else ("Kommuner", "Kommun")
    yield Heading(title)
    if not comparison.municipalities:
        yield Text("Inga dokument att jämföra.")
        return
    yield Text(
        "Styrka är andelen kriterier som är helt uppfyllda. Säker: skillnaden är större än vad mätfelet ger i 95 fall av "
        "100. Här gäller den ett enda dokument, och då kan färre än sex ändringar räcka."
    )
    titles = [column, "Styrka", "Skillnad", "Vunnet", "Förlorat", "Säker"]
    if not compact:
        titles += ["Starkare än, alla", "Starkare än, länet"]
        yield Text(
            "”Starkare än” är andelen av de andra dokumenten i det senare resultatet, med de värden som mätfelet "
            "lämnar öppna; det är ingen rangordning."
        )
    for kind in dict.fromkeys(m.kind for m in comparison.municipalities):
        own = [m for m in comparison.municipalities if m.kind is kind]
        shown = [m for m in own if m.certain or not compact]
        yield Heading(KIND_TITLES[kind].capitalize(), 3)
        if shown:
            rows = tuple(_municipality(m)[: len(titles)] for m in shown)
            yield Table(f"{title}, {KIND_TITLES[kind]}", tuple(titles), rows, frozenset((1, 2, 3, 4, 6, 7)))
        yield from _not_shown(own, shown)


def _not_shown(own: Sequence[MunicipalityChange], shown: Sequence[MunicipalityChange]) -> Iterable[Block]:
    if len(own) == len(shown):
        return
    known = [m for m in own if m.code]
    alone = sum(m.before is None or m.after is None for m in known)
    same = len(known) - sum(m.code is not None for m in shown) - alone
    others = len(own) - len(shown) - same - alone
    told = []
    if same:
        told.append(f"{counted(same, 'kommun', 'kommuner')}{' till' if shown else ''} utan säker skillnad")
    if alone:
        told.append(f"{counted(alone, 'kommun', 'kommuner')} med läsbart dokument i bara det ena resultatet")
    if others:
        told.append(f"{others} dokument {_NOT_KNOWN}")
    yield Text(f"{listed(told)}; {_ALL_SHOWN}")


def _municipality(m: MunicipalityChange) -> tuple[str, ...]:
    strengths = [d.strengths.get(m.checklist) if d else None for d in (m.before, m.after)]
    paired = m.before is not None and m.after is not None
    difference = m.difference
    margin = "" if m.margin is None else f" ± {m.margin * 100:.0f}"
    # The same file, judged by the same program, has neither difference nor error.
    points = (
        "lika" if difference == m.margin == 0 else "–" if difference is None else _signed(difference) + margin
    )
    where = county_name(m.county) if m.code else "inte i registret"
    return (
        m.name + (f" ({where})" if where else ""),
        f"{percent(strengths[0])} → {percent(strengths[1])}",
        points,
        str(len(m.gained)) if paired else "–",
        str(len(m.lost)) if paired else "–",
        "ja" if m.certain else "nej" if paired else "–",
        _standing(m.among_all),
        _standing(m.among_county),
    )


def _standing(s: Standing | None) -> str:
    if s is None:
        return "–"
    if s.low is None or s.high is None:
        return f"{percent(s.percentile)} av {s.among}"
    return f"{percent(s.percentile)} ({percent(s.low)}–{percent(s.high)}) av {s.among}"


def widths(table: Table, limit: int) -> Sequence[int]:
    """Columns' widths for a terminal of ``limit`` columns; the first one gives way."""
    lines = (table.columns, *table.rows)
    wanted = [max(len(line[i]) for line in lines) for i in range(len(table.columns))]
    # A long title of a column may break; what stands in it may not.
    wanted[1:] = [
        max(max((len(r[i]) for r in table.rows), default=0), max(map(len, table.columns[i].split())))
        for i in range(1, len(wanted))
    ]
    # A line may be longer than the terminal is wide; a word is never cut.
    longest = [
        max(len(word) for line in lines for word in line[i].split() or [""])
        for i in range(len(table.columns))
    ]
    for i in range(1, len(wanted)):
        over = sum(wanted[1:]) + longest[0] + 2 * (len(wanted) - 1) - limit
        if i not in table.numbers and over > 0:
            wanted[i] = max(longest[i], wanted[i] - over)
    room = limit - sum(wanted[1:]) - 2 * (len(wanted) - 1)
    return [max(min(wanted[0], room), longest[0]), *wanted[1:]]
