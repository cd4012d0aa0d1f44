"""From YAML text to a :class:`Checklist`.

Shipped checklists are parsed fast and trusted (the tests validate them); a user's own file goes
through :mod:`.validate` first, which refuses anything unknown with file, line and column.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import ChecklistError, ConfigurationError
from ..resources import checklist_folder
from ..vocabulary.closed import Kind, Level, Outcome, Place, Trap
from .extend import Inherited, canonical, fingerprint, resolve
from .files import read_text
from .model import Adjustment, AppliesWhen, Case, Checklist, Condition, Criterion, Element, Instead

DEFAULT_WEIGHTS = {Level.SHALL: 2.0, Level.SHOULD: 1.0}
_SUFFIXES = (".yaml", ".yml")


@cache
def available() -> tuple[str, ...]:
    """Ids of the shipped checklists, sorted."""
    return tuple(sorted(p.stem for p in checklist_folder().glob("*.yaml")))


def load_checklist(source: str | Path) -> Checklist:
    """Load a shipped checklist by id, or a file by path.

    Raises ConfigurationError when there is no such id or file, ChecklistError when a file is wrong.
    """
    if isinstance(source, str) and source in available():
        return _shipped(source)
    path = Path(source)
    if path.suffix in _SUFFIXES:
        text = read_text(path, hint=_hint())
        from .validate import validated

        data, inherited = validated(text, str(path))
        return build(data, text, str(path), inherited, own=True)
    if path.is_file():
        read_text(path)  # a Word document, say, is told as such
        raise ConfigurationError(
            f"Checklistan {path} ska ha ett namn som slutar på .yaml: byt namn på filen."
        )
    raise ConfigurationError(
        f"Checklistan ”{source}” finns inte: ange något av {', '.join(available())}, eller en YAML-fil."
    )


def _hint() -> str:
    return f"kontrollera sökvägen, eller ange något av {', '.join(available())}"


def checklists_for(kind: Kind) -> tuple[str, ...]:
    """Ids of the shipped checklists that apply to a kind of document by default."""
    return tuple(i for i in available() if kind in _kinds(i))


@cache
def _kinds(checklist_id: str) -> tuple[str, ...]:
    """The kinds that a shipped list applies to, from its head: far cheaper than to load it."""
    with (checklist_folder() / f"{checklist_id}.yaml").open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("kinds: [") and line.rstrip().endswith("]"):
                return tuple(k.strip() for k in line.strip()[len("kinds: [") : -1].split(",") if k.strip())
    return tuple(_shipped(checklist_id).kinds)


@cache
def shipped_data(checklist_id: str) -> Mapping[str, Any]:
    """The data of a shipped list, with the tests that it borrows. A shipped list extends no other."""
    from ..resources import read_yaml

    data: Mapping[str, Any] = read_yaml(checklist_folder() / f"{checklist_id}.yaml")
    tests: dict[str, Any] = {}
    for name in data.get("tests_from", ()):
        tests.update(shipped_data(name).get("tests", {}))
    return resolve(data, Inherited(tests=tests))[0]


@cache
def _shipped(checklist_id: str) -> Checklist:
    return replace(_build(shipped_data(checklist_id), f"{checklist_id}.yaml", ()), shipped=True)


@cache
def shipped_criterion(criterion_id: str) -> tuple[str, Mapping[str, Any]] | None:
    """The shipped list that has a criterion, and the criterion's data; None where there is none."""
    for checklist_id in available():
        path = checklist_folder() / f"{checklist_id}.yaml"
        if f"id: {criterion_id}\n" in path.read_text(encoding="utf-8"):  # far cheaper than to parse all
            for criterion in shipped_data(checklist_id)["criteria"]:
                if criterion["id"] == criterion_id:
                    return checklist_id, criterion
    return None


def build(
    data: Mapping[str, Any],
    text: str,
    file: str,
    inherited: Inherited | None = None,
    *,
    own: bool = False,
) -> Checklist:
    """Make a checklist from the valid data of a file and what it takes from others.

    ``own``: a user's file, which keeps its text so that its rules can be checked with their lines.
    """
    resolved, adjustments = resolve(data, inherited or Inherited())
    tests = resolved.get("tests", {})
    criteria = resolved["criteria"] if own else ()
    decided = frozenset(c["id"] for c in criteria if _decided_by_own_rules(c, tests))
    extends = inherited.name if inherited else ""
    return _build(resolved, file, adjustments, extends=extends, text=text if own else "", own=decided)


def _decided_by_own_rules(criterion: Mapping[str, Any], tests: Mapping[str, Any]) -> bool:
    shipped = shipped_criterion(criterion["id"])
    if shipped is None:
        return False
    checklist_id, original = shipped
    theirs = fingerprint(original, shipped_data(checklist_id).get("tests", {}))
    return fingerprint(criterion, tests) != theirs


def _build(
    data: Mapping[str, Any],
    file: str,
    adjustments: tuple[Adjustment, ...],
    *,
    extends: str = "",
    text: str = "",
    own: frozenset[str] = frozenset(),
) -> Checklist:
    try:
        return Checklist(
            id=data["id"],
            title=data["title"],
            version=str(data["version"]),
            description=str(data.get("description", "")),
            kinds=tuple(Kind(k) for k in data["kinds"]),
            sources={str(k): str(v) for k, v in data.get("sources", {}).items()},
            tests=data.get("tests", {}),
            criteria=tuple(_criterion(c, c["id"] in own) for c in data["criteria"]),
            sha256=hashlib.sha256(canonical(data).encode("utf-8")).hexdigest(),
            extends=extends,
            adjustments=adjustments,
            file=file,
            text=text,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ChecklistError(
            f"Checklistan har ett fel som inte kunde placeras ({error}): kör ”granska checklista validera”.",
            file=file,
        ) from error


def _criterion(c: Mapping[str, Any], own_rules: bool) -> Criterion:
    level = Level(c["level"])
    advice = c.get("advice", "")
    if isinstance(advice, str):
        advice = {"missing": advice, "partial": advice}
    examples = c.get("examples", {})
    outcome = c["outcome"]
    applies = c.get("applies_when")
    return Criterion(
        id=c["id"],
        title=c["title"],
        question=c["question"],
        step=c.get("step", ""),
        level=level,
        weight=float(c.get("weight", DEFAULT_WEIGHTS[level])),
        place=Place(c.get("place", "dokument")),
        why=c.get("why", ""),
        sources=tuple(c["sources"]),
        levels={Outcome(k): v for k, v in c["levels"].items()},
        topics=tuple(c.get("topics", ())),
        passages=c.get("passages"),
        elements=tuple(_element(e) for e in c["elements"]),
        met=_condition(outcome["met"]),
        partial=_condition(outcome.get("partial", {})),
        silent=Outcome(outcome.get("silent", "missing")),
        applies=None
        if applies is None
        else AppliesWhen(_day(applies["from_date"]), applies.get("reason", "")),
        advice={Outcome(k): v for k, v in advice.items()},
        template=c.get("suggestion", ""),
        weak_example=examples.get("weak", ""),
        strong_example=examples.get("strong", ""),
        cases=tuple(_case(k, i) for i, k in enumerate(c.get("cases", ()), 1)),
        not_assessable=_condition(outcome.get("not_assessable", {})),
        mandatory=bool(c.get("mandatory", False)),
        since=str(c.get("since", "")),
        changed=str(c.get("changed", "")),
        own_rules=own_rules,
        each=c.get("each", ""),
        amend=c.get("amend", ""),
        instead=Instead(c.get("instead", "")),
        serves=tuple(c.get("serves", ())),
        touches=tuple(c.get("touches", ())),
    )


def _case(k: Mapping[str, Any], number: int) -> Case:
    trap = k.get("trap")
    return Case(
        name=k.get("name", f"fall {number}"),
        text=k["text"],
        expect=Outcome(k["expect"]),
        todo=bool(k.get("todo", False)),
        trap=None if trap is None else Trap(trap),
    )


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _element(e: Mapping[str, Any]) -> Element:
    rule = dict(e["rule"])
    kind = rule.pop("type")
    return Element(e["id"], e["title"], kind, rule, e.get("lacking", f"{e['title']} saknas"))


def _condition(value: Any) -> Condition:
    if isinstance(value, str):
        return Condition(all=(value,))
    if isinstance(value, Sequence):
        return Condition(all=_parts(value))
    return Condition(
        all=_parts(value.get("all", ())),
        any=_parts(value.get("any", ())),
        none=_parts(value.get("none", ())),
        at_least=value.get("at_least"),
        of=_parts(value.get("of", ())),
    )


def _parts(values: Sequence[Any]) -> tuple[Condition | str, ...]:
    return tuple(v if isinstance(v, str) else _condition(v) for v in values)
