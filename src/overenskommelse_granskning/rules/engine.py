"""Compiles checklists and runs their rules. A crash in one rule stays in that rule."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..checklist import Checklist, Condition, Criterion
from ..errors import ChecklistError
from ..language.analysis import Analysis
from ..language.bits import bits, members
from ..language.cues import Flag
from ..language.units import BODY
from ..thread.lists import Lists
from ..vocabulary.closed import Outcome
from .contract import Context, ElementResult, Layers, Passage, Rule, Short
from .contract import passage as as_passage
from .ground import Ground, UnitTest
from .predicates import Predicates, RegexTimeout
from .registry import RULE_TYPES

log = logging.getLogger(__name__)

_LOCAL = frozenset({"beside", "mention"})
_RANK = {Outcome.MISSING: 0, Outcome.NOT_ASSESSABLE: 0, Outcome.PARTIAL: 1, Outcome.MET: 2}
_VALUE = {Outcome.MET: 1.0, Outcome.PARTIAL: 0.5}
FINDER_TOP = 3


@dataclass(frozen=True)
class RuleResult:
    """What the rules hold of one criterion, before caps and the learned layer."""

    criterion: Criterion
    outcome: Outcome
    elements: tuple[ElementResult, ...]
    passages: tuple[Passage, ...]
    cancelled: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class CompiledElement:
    """An element's rule; ``local``: it looks at the passages, ``learned``: at the learned functions."""

    id: str
    rule: Rule
    local: bool
    learned: bool


@dataclass(frozen=True)
class CompiledCriterion:
    criterion: Criterion
    where: UnitTest | None
    spread: bool
    rules: tuple[CompiledElement, ...]
    local: bool  # some element looks at the passages
    allow: frozenset[Flag] = frozenset()  # flags that do not cancel a passage here
    learned: bool = False  # some element looks at the learned functions
    key: object = field(default_factory=object, compare=False, repr=False)  # under which results are kept


class RuleEngine:
    """The compiled rules of one checklist; holds no state between documents."""

    def __init__(self, checklist: Checklist) -> None:
        if checklist.text:  # a user's own: errors are told with their lines
            from .strict import check_rules

            check_rules(checklist)
        self.checklist = checklist
        self._tests = Predicates(checklist.tests, trusted=checklist.shipped)
        self._compiled = tuple(self._compile(c) for c in checklist.criteria)

    def _compile(self, criterion: Criterion) -> CompiledCriterion:
        where = None
        if criterion.passages is not None:
            where = self._tests(criterion.passages["where"])
        rules: list[CompiledElement] = []
        for element in criterion.elements:
            module = RULE_TYPES.get(element.rule)
            if module is None:
                raise ChecklistError(
                    f"Regeltypen ”{element.rule}” i {criterion.id}.{element.id} finns inte: "
                    f"tillåtna är {', '.join(sorted(RULE_TYPES))}."
                )
            unknown = set(element.options) - module.OPTIONS
            if unknown:
                raise ChecklistError(
                    f"Okänt val ”{sorted(unknown)[0]}” i {criterion.id}.{element.id}: "
                    f"tillåtna är {', '.join(sorted(module.OPTIONS))}."
                )
            local = element.rule in _LOCAL or element.options.get("within") == "passages"
            rule = module.compile_rule(element.options, self._tests)
            rules.append(CompiledElement(element.id, rule, local, self._tests.learned(element.options)))
        spread = bool((criterion.passages or {}).get("spread", False))
        allow = frozenset(Flag(f) for f in (criterion.passages or {}).get("allow", ()))
        local, learned = any(r.local for r in rules), any(r.learned for r in rules)
        return CompiledCriterion(criterion, where, spread, tuple(rules), local, allow, learned)

    def run(
        self,
        analysis: Analysis,
        lists: Lists,
        layers: Layers | None = None,
        ground: Ground | None = None,
    ) -> tuple[RuleResult, ...]:
        """Run every rule of the checklist over one document, in the checklist's order.

        ``ground``: that of an earlier run over the same analysis and lists, whose answers are used again.
        """
        base = Context(
            analysis, lists, layers or Layers(), ground or Ground(analysis.units, lists, analysis.words)
        )
        return tuple(self._run_one(c, base) for c in self._compiled)

    def _run_one(self, compiled: CompiledCriterion, base: Context) -> RuleResult:
        criterion = compiled.criterion
        found: list[Passage] = []
        cancelled: list[Passage] = []
        lost = ""  # why the passages could not be found: the elements that look at them cannot be decided
        try:
            found, cancelled = self._passages(compiled, base)
        except Exception as error:  # one rule must never take the review down
            lost = _note(error, f"passages of {criterion.id}")
        # An earlier run on the same passages stands, unless learned functions bear on the elements.
        key = (compiled.key, *(p.unit for p in found), None, *(p.unit for p in cancelled), lost)
        known: RuleResult | None = None if compiled.learned else base.ground.results.get(key)
        if known is not None:
            return known
        result = self._decided(compiled, base, found, cancelled, lost)
        base.ground.results[key] = result
        return result

    def _decided(
        self,
        compiled: CompiledCriterion,
        base: Context,
        found: list[Passage],
        cancelled: list[Passage],
        lost: str,
    ) -> RuleResult:
        """The criterion by its elements, with the passages that were found."""
        criterion = compiled.criterion
        fixed = {e.id: None if e.local else self._apply(criterion, e, base) for e in compiled.rules}
        # Said not to be there is more than silence.
        denied = any(Flag.NEGATED in base.analysis.units[p.unit].flags for p in cancelled)
        best: tuple[tuple[int, float], dict[str, ElementResult], Outcome] | None = None
        # Elements that do not look at the passages are the same for all of them.
        for anchors in _anchors(found, compiled.spread or not compiled.local):
            context = base.with_passages(anchors)
            results = {e.id: fixed[e.id] or self._local(criterion, e, context, lost) for e in compiled.rules}
            outcome = decide(criterion, results)
            if outcome is Outcome.NOT_ASSESSABLE and denied:
                outcome = Outcome.MISSING
            rank = (_RANK.get(outcome, -1), sum(_VALUE.get(r.outcome, 0.0) for r in results.values()))
            if best is None or rank > best[0]:
                best = (rank, results, outcome)
                if rank == (_RANK[Outcome.MET], len(results)):
                    break  # nothing can be better
        assert best is not None  # _anchors always gives at least one group
        _, results, outcome = best
        return RuleResult(criterion, outcome, tuple(results.values()), tuple(found), tuple(cancelled))

    def _local(
        self, criterion: Criterion, element: CompiledElement, context: Context, lost: str
    ) -> ElementResult:
        if lost:
            return ElementResult(element.id, Outcome.ERROR, (), lost)
        return self._apply(criterion, element, context)

    def _apply(self, criterion: Criterion, element: CompiledElement, context: Context) -> ElementResult:
        """The element's result; one that no learned function bears on is taken from an earlier run."""
        if element.learned:
            return self._result(criterion, element, context)
        key = (element.rule, *(p.unit for p in context.passages))
        result: ElementResult | None = context.ground.results.get(key)
        if result is None:
            result = context.ground.results[key] = self._result(criterion, element, context)
        return result

    def _result(self, criterion: Criterion, element: CompiledElement, context: Context) -> ElementResult:
        try:
            answer = element.rule(context)
            detail = answer[2] if len(answer) == 3 else ""
            if isinstance(detail, Short):
                return ElementResult(element.id, answer[0], answer[1], note=str(detail))
            return ElementResult(element.id, answer[0], answer[1], detail=detail)
        except Exception as error:  # see _run_one
            note = _note(error, f"rule {criterion.id}.{element.id}")
            return ElementResult(element.id, Outcome.ERROR, (), note)

    def _passages(self, compiled: CompiledCriterion, base: Context) -> tuple[list[Passage], list[Passage]]:
        chosen = list(base.layers.finder.get(compiled.criterion.id, ()))[:FINDER_TOP]
        ground = base.ground
        body = ground.holding("kind", BODY)
        passed = bits(chosen) & body
        if compiled.where is not None:
            passed |= compiled.where(ground, body & ~passed)
        live = ground.usable(compiled.allow)
        found = [as_passage(ground.units[i]) for i in members(passed & live)]
        cancelled = [as_passage(ground.units[i]) for i in members(passed & ~live)]
        return found, cancelled


def _note(error: Exception, what: str) -> str:
    """Why something could not be run, for the reader; what is no fault of the checklist is logged in full."""
    if isinstance(error, RegexTimeout):
        return f"det reguljära uttrycket {error} tog för lång tid"
    log.exception("%s failed", what)
    return f"regeln föll ({type(error).__name__})"


def _anchors(found: list[Passage], spread: bool) -> list[tuple[Passage, ...]]:
    """Groups of passages that may answer together: each alone, or all where parts may be spread.

    Who and when must be said of the same thing: a date beside another passage answers nothing.
    """
    if spread or len(found) < 2:
        return [tuple(found)]
    return [(p,) for p in found]


def decide(criterion: Criterion, results: Mapping[str, ElementResult]) -> Outcome:
    """Add the elements up as the criterion says.

    An element that could not be run counts as not there, but nothing is called missing for want of it.
    """
    if holds(criterion.met, results, strict=True):
        return Outcome.MET
    if holds(criterion.partial, results, strict=False) or holds(criterion.met, results, strict=False):
        return Outcome.PARTIAL
    if _undecided(criterion, results):
        return Outcome.ERROR
    if any(r.outcome is Outcome.NOT_ASSESSABLE for r in results.values()):
        return Outcome.NOT_ASSESSABLE
    if holds(criterion.not_assessable, results, strict=False):
        return Outcome.NOT_ASSESSABLE
    return criterion.silent


def _undecided(criterion: Criterion, results: Mapping[str, ElementResult]) -> bool:
    """Whether elements that could not be run might have lifted the criterion, or none could be run."""
    failed = {name for name, r in results.items() if r.outcome is Outcome.ERROR}
    if not failed:
        return False
    hoped = {n: replace(r, outcome=Outcome.MET) if n in failed else r for n, r in results.items()}
    return len(failed) == len(results) or any(
        holds(condition, hoped, strict=False) for condition in (criterion.met, criterion.partial)
    )


def holds(condition: Condition, results: Mapping[str, ElementResult], *, strict: bool) -> bool:
    """Evaluate a condition; ``strict`` asks for met, otherwise partial is enough."""

    def one(part: Condition | str) -> bool:
        if isinstance(part, Condition):
            return holds(part, results, strict=strict)
        outcome = results[part].outcome
        return outcome is Outcome.MET or (not strict and outcome is Outcome.PARTIAL)

    if not (condition.all or condition.any or condition.none or condition.of):
        return False
    return (
        all(one(p) for p in condition.all)
        and (not condition.any or any(one(p) for p in condition.any))
        and not any(one(p) for p in condition.none)
        and (condition.at_least is None or sum(one(p) for p in condition.of) >= condition.at_least)
    )
