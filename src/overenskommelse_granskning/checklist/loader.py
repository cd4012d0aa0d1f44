"""From YAML text to a :class:`Checklist`.

Shipped checklists are parsed fast and trusted (the tests validate them); a user's own file goes
through :mod:`.validate` first, which refuses anything unknown with file, line and column.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import ChecklistError, ConfigurationError
from ..resources import checklist_folder
from ..vocabulary.closed import Kind, Level, Outcome, Place
from .model import AppliesWhen, Case, Checklist, Condition, Criterion, Element

DEFAULT_WEIGHTS = {Level.SHALL: 2.0, Level.SHOULD: 1.0}


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
    if path.suffix in (".yaml", ".yml"):
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise ConfigurationError(
                f"Checklistan {path} finns inte: kontrollera sökvägen, eller ange något av "
                f"{', '.join(available())}."
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(
                f"Checklistan {path} kan inte läsas ({type(error).__name__}): spara den som UTF-8-text."
            ) from error
        from .validate import validated

        return build(validated(text, str(path)), text, str(path), own=True)
    raise ConfigurationError(
        f"Checklistan ”{source}” finns inte: ange något av {', '.join(available())}, eller en YAML-fil."
    )


def checklists_for(kind: Kind) -> tuple[str, ...]:
    """Ids of the shipped checklists that apply to a kind of document by default."""
    return tuple(i for i in _default_order() if kind in _shipped(i).kinds)


@cache
def _default_order() -> tuple[str, ...]:
    return available()


@cache
def _shipped(checklist_id: str) -> Checklist:
    from ..resources import read_yaml

    path = checklist_folder() / f"{checklist_id}.yaml"
    return build(read_yaml(path), path.read_text(encoding="utf-8"), path.name)


def build(data: Mapping[str, Any], text: str, file: str, *, own: bool = False) -> Checklist:
    """Make a checklist from valid data; ``sha256`` is that of the text with LF line ends.

    ``own``: a user's file, which keeps its text so that its rules can be checked with their lines.
    """
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8")).hexdigest()
    try:
        return Checklist(
            id=data["id"],
            title=data["title"],
            version=str(data["version"]),
            description=str(data.get("description", "")),
            kinds=tuple(Kind(k) for k in data["kinds"]),
            sources={str(k): str(v) for k, v in data.get("sources", {}).items()},
            tests=data.get("tests", {}),
            criteria=tuple(_criterion(c) for c in data["criteria"]),
            sha256=digest,
            file=file,
            text=text if own else "",
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ChecklistError(
            f"Checklistan har ett fel som inte kunde placeras ({error}): kör ”granska checklista validera”.",
            file=file,
        ) from error


def _criterion(c: Mapping[str, Any]) -> Criterion:
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
        suggestion=c.get("suggestion", ""),
        weak_example=examples.get("weak", ""),
        strong_example=examples.get("strong", ""),
        cases=tuple(
            Case(k.get("name", f"fall {i}"), k["text"], Outcome(k["expect"]), bool(k.get("todo", False)))
            for i, k in enumerate(c.get("cases", ()), 1)
        ),
        not_assessable=_condition(outcome.get("not_assessable", {})),
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
