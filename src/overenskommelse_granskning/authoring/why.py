"""Why a text gave a criterion less than was asked for: no passage, a passage struck, or a condition that fell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..checklist import Checklist, Criterion, Element
from ..errors import UnreadableDocument
from ..language.analysis import Analysis, Unit, analyse
from ..language.cues import CANCELLING, CAPPING, Flag
from ..language.units import BODY
from ..readers import read_document
from ..rules.engine import RuleEngine, RuleResult
from ..rules.ground import Ground
from ..rules.predicates import COMBINERS, Predicates, RegexTimeout
from ..thread.lists import build_lists
from ..vocabulary.closed import Outcome, Place
from ..vocabulary.swedish import listed, shorten
from .plain import flag_said

_SHOWN = 70  # characters of a sentence or a test
_MOST = 3  # conditions told of
_LOCAL = ("mention", "beside")


def why_less(checklist: Checklist, criterion: Criterion, text: str) -> tuple[str, ...]:
    """Swedish sentences on what kept the text from giving more; none where the rules alone found all."""
    try:
        analysis = analyse(read_document(text.encode("utf-8"), filename="provfall.md"))
    except UnreadableDocument:
        return ()
    lists = build_lists(analysis)
    ground = Ground(analysis.units, lists, analysis.words)
    engine = RuleEngine(replace(checklist, criteria=(criterion,), text=""))
    (result,) = engine.run(analysis, lists, ground=ground)
    told = _Told(checklist.tests, analysis, ground)
    try:
        return tuple(told.of(criterion, result))
    except RegexTimeout:
        return ()


def found_in(result: RuleResult) -> bool:
    """Whether the text says anything of the criterion's matter, be it struck."""
    return bool(result.passages or result.cancelled)


class _Told:
    def __init__(self, tests: Mapping[str, Any], analysis: Analysis, ground: Ground) -> None:
        self._tests, self._analysis, self._ground = tests, analysis, ground
        self._predicates = Predicates(tests)
        self._body = [u for u in analysis.units if u.kind in BODY]

    def of(self, criterion: Criterion, result: RuleResult) -> Iterator[str]:
        units = self._analysis.units
        if criterion.place is Place.PROCESS and result.outcome is Outcome.MISSING and not found_in(result):
            yield "Kriteriet har place: process: tystnad är ej bedömbart (expect: not_assessable) och aldrig saknas."
        struck = [units[p.unit] for p in result.cancelled]
        for unit in struck:
            yield f"Stället ”{_short(unit.text)}” räknas inte: {self._flags(unit, CANCELLING)}."
        found = [units[p.unit] for p in result.passages]
        for unit in found:
            if unit.flags & CAPPING:
                yield f"Stället ”{_short(unit.text)}” ger högst delvis: {self._flags(unit, CAPPING)}."
        if criterion.passages is not None and not found and not struck:
            yield from self._nearest(
                criterion.passages["where"], self._body, "Inget ställe: passages faller på"
            )
        elements = {e.id: e for e in criterion.elements}
        for r in result.elements:
            element = elements[r.id]
            if r.outcome is Outcome.MISSING and "where" in element.options:
                yield from self._element(element, found)

    def _element(self, element: Element, found: Sequence[Unit]) -> Iterator[str]:
        among = self._body
        if element.rule in _LOCAL:
            window = int(element.options.get("window", 1)) if element.rule == "beside" else 0
            around = [u for anchor in found for u in self._analysis.neighbours(anchor, window)]
            among = list({u.id: u for u in (*found, *around)}.values())
        elif element.rule != "passage":
            return
        yield from self._nearest(element.options["where"], among, f"{element.title} faller på")
        near = element.options.get("near")
        if near is not None:
            own = {u.id for u in found}
            passed = [u for u in among if u.id not in own and self._holds(element.options["where"], u)]
            yield from self._nearest(near, passed, f"{element.title}: meningen intill faller på near,")

    def _nearest(self, test: Any, units: Sequence[Unit], said: str) -> Iterator[str]:
        """What fell in the unit that was nearest to pass; nothing where one passed."""
        tried = [(self._fallen(test, u), u) for u in units]
        if not tried or any(not fallen for fallen, _ in tried):
            return
        fallen, unit = min(tried, key=lambda t: len(t[0]))
        more = f" och {len(fallen) - _MOST} till" if len(fallen) > _MOST else ""
        yield f"{said} {'; '.join(fallen[:_MOST])}{more} (i ”{_short(unit.text)}”)."

    def _holds(self, test: Any, unit: Unit) -> bool:
        return bool(self._ground.passing(self._predicates(test), [unit]))

    def _fallen(self, test: Any, unit: Unit) -> list[str]:
        """The conditions of a test that a unit does not pass, as the author wrote them."""
        if self._holds(test, unit):
            return []
        if isinstance(test, str):
            return [f"use: {test}"]
        if isinstance(test, list):
            return [f for part in test for f in self._fallen(part, unit)]
        out: list[str] = []
        for key, value in test.items():
            parts = value if isinstance(value, list) else [value]
            if key not in COMBINERS:
                out += [] if self._holds({key: value}, unit) else [written({key: value})]
            elif key == "all":
                out += [f for part in parts for f in self._fallen(part, unit)]
            elif key == "any":
                if not self._holds({key: value}, unit):
                    out.append(f"alla i any ({', '.join(written(p) for p in parts)})"[: 2 * _SHOWN])
            else:
                out += [f"none, för {written(p)} träffar" for p in parts if self._holds(p, unit)]
        return out

    def _flags(self, unit: Unit, among: frozenset[Flag]) -> str:
        said = []
        for flag in sorted(unit.flags & among):
            words = {self._analysis.document.text[c.start : c.end] for c in unit.cues if c.flag is flag}
            because = f", för orden {listed([f'”{_short(w)}”' for w in sorted(words)])}" if words else ""
            said.append(f"texten {flag_said(flag)} (flag: {flag.value}{because})")
        return "; ".join(said)


def written(test: Any) -> str:
    """A test in one line, much as it stands in the file."""
    if isinstance(test, str):
        return f"use: {test}"
    if isinstance(test, Mapping):
        return ", ".join(f"{key}: {_value(key, value)}" for key, value in test.items())
    return "; ".join(written(part) for part in test)


def _value(key: str, value: Any) -> str:
    if key in COMBINERS:
        return f"({written(value if isinstance(value, list) else [value])})"
    return _short(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), _SHOWN)
