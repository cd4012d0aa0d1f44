"""A checklist that builds on another: the base list with local changes, resolved to one list.

``extends`` names the base (an id or a file beside this one), ``changes`` says criterion by criterion
what is different, ``criteria`` adds new ones, and ``tests_from`` borrows named tests only. What comes out
is data of the same form as a list that stands alone, with a record of every change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .model import Adjustment

RULE_KEYS = ("elements", "outcome", "passages", "applies_when")  # what decides a criterion
_MERGED = ("levels", "examples", "outcome")  # given key by key; the rest of these stays
_NOT_FIELDS = frozenset({"disabled", "reason"})


@dataclass(frozen=True)
class Inherited:
    """What a file takes from others: the list it extends and tests by name, both resolved."""

    base: Mapping[str, Any] | None = None
    adjustments: tuple[Adjustment, ...] = ()
    tests: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def criteria(self) -> Mapping[str, Mapping[str, Any]]:
        return {} if self.base is None else {c["id"]: c for c in self.base["criteria"]}

    @property
    def name(self) -> str:
        return "" if self.base is None else f"{self.base['id']} {self.base['version']}"


def resolve(data: Mapping[str, Any], inherited: Inherited) -> tuple[dict[str, Any], tuple[Adjustment, ...]]:
    """The whole list that valid data describes, and what was done to the base's criteria."""
    out = {k: v for k, v in data.items() if k not in ("extends", "changes", "tests_from")}
    if inherited.tests:
        out["tests"] = {**inherited.tests, **(data.get("tests") or {})}
    if inherited.base is None:
        return out, ()
    base = inherited.base
    for key in ("kinds", "description"):
        if key in base:
            out.setdefault(key, base[key])
    out["sources"] = {**base.get("sources", {}), **(data.get("sources") or {})}
    changes: Mapping[str, Any] = data.get("changes") or {}
    criteria: list[dict[str, Any]] = []
    done: list[Adjustment] = []
    for criterion in base["criteria"]:
        change = changes.get(criterion["id"])
        if change is not None:
            done.append(_adjustment(criterion, change, inherited.name, out.get("tests", {})))
            if change.get("disabled"):
                continue
        criteria.append(changed_criterion(criterion, change or {}))
    for new in data.get("criteria") or ():
        criteria.insert(_place(criteria, new), dict(new))
    out["criteria"] = criteria
    return out, (*inherited.adjustments, *done)


def changed_criterion(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """A criterion with its local changes. Its versions are the new list's own, so the base's go."""
    out = {k: v for k, v in base.items() if k not in ("since", "changed")}
    new_elements: list[str] = []
    for key, value in change.items():
        if key in _NOT_FIELDS:
            continue
        if key == "elements":
            out["elements"], new_elements = _elements(base["elements"], value)
        elif key == "advice":
            out["advice"] = (
                value if isinstance(value, str) else {**_by_outcome(base.get("advice", {})), **value}
            )
        elif key in _MERGED:
            out[key] = {**base.get(key, {}), **value}
        elif key != "cases":
            out[key] = value
    if new_elements and "met" not in change.get("outcome", {}):
        # An element that is added is asked for, unless the author says how the elements add up.
        out["outcome"] = {**out["outcome"], "met": {"all": [*_all_of(base["outcome"]["met"]), *new_elements]}}
    kept = [] if decided_otherwise(base, out) else list(base.get("cases", ()))
    if kept or change.get("cases"):
        out["cases"] = [*kept, *change.get("cases", ())]
    else:
        out.pop("cases", None)
    return out


def weakens(base: Mapping[str, Any], change: Mapping[str, Any]) -> bool:
    """Whether a change turns a criterion off, counts it lower, or decides it in another way.

    To ask for one more element weakens nothing.
    """
    if change.get("disabled"):
        return True
    known = {e["id"] for e in base["elements"]}
    given = [e for e in change.get("elements", ()) if e["id"] in known]
    out = changed_criterion(base, {**change, "elements": given})
    lower = base["level"] == "skall" and out["level"] != "skall"
    return lower or weight(out) < weight(base) or decided_otherwise(base, out)


def weight(criterion: Mapping[str, Any]) -> float:
    """The weight as it is written or follows from the level."""
    default = 2.0 if criterion.get("level") == "skall" else 1.0
    return float(criterion.get("weight", default))


def decided_otherwise(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two forms of a criterion differ in what decides them."""
    return canonical(_deciding(a)) != canonical(_deciding(b))


def fingerprint(criterion: Mapping[str, Any], tests: Mapping[str, Any]) -> str:
    """What decides a criterion, as text: its rules and the named tests that these use."""
    deciding = _deciding(criterion)
    used: dict[str, Any] = {}
    waiting = [deciding]
    while waiting:
        for name in _strings(waiting.pop()):
            if name in tests and name not in used:
                used[name] = tests[name]
                waiting.append(tests[name])
    return canonical([deciding, used])


def canonical(value: Any) -> str:
    """The same text for the same data, however it was written."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def _deciding(criterion: Mapping[str, Any]) -> dict[str, Any]:
    out = {k: criterion.get(k) for k in RULE_KEYS if k != "elements"}
    out["elements"] = [[e["id"], e["rule"]] for e in criterion["elements"]]
    return out


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [s for v in value.values() for s in _strings(v)]
    if isinstance(value, Sequence):
        return [s for v in value for s in _strings(v)]
    return []


def _elements(
    base: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """The base's elements, those of the same id given anew key by key, others added; ids of the added."""
    out = {e["id"]: dict(e) for e in base}
    added = [e["id"] for e in given if e["id"] not in out]
    for element in given:
        out[element["id"]] = {**out.get(element["id"], {}), **element}
    return list(out.values()), added


def _all_of(condition: Any) -> list[Any]:
    """A condition as a list of which all must hold."""
    if isinstance(condition, Mapping):
        return list(condition["all"]) if condition.keys() == {"all"} else [condition]
    return list(condition) if isinstance(condition, list) else [condition]


def _by_outcome(advice: Any) -> Mapping[str, str]:
    return {"missing": advice, "partial": advice} if isinstance(advice, str) else advice


def _place(criteria: Sequence[Mapping[str, Any]], new: Mapping[str, Any]) -> int:
    """After the last criterion of the same step, else at the end."""
    same = [i for i, c in enumerate(criteria) if new.get("step") and c.get("step") == new.get("step")]
    return same[-1] + 1 if same else len(criteria)


def _adjustment(
    base: Mapping[str, Any], change: Mapping[str, Any], name: str, tests: Mapping[str, Any]
) -> Adjustment:
    mandatory = bool(base.get("mandatory", False))
    return Adjustment(
        criterion=base["id"],
        title=base["title"],
        base=name,
        mandatory=mandatory,
        disabled=bool(change.get("disabled", False)),
        weaker=mandatory and weakens(base, change),
        fields=tuple(k for k in change if k not in _NOT_FIELDS),
        reason=str(change.get("reason", "")).strip(),
    )
