"""What differs between two checklists, criterion by criterion, in plain Swedish.

``weight`` of a difference follows semantic versioning: something is gone or decided in another way (1),
something came (2), only texts differ (3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from ..vocabulary.swedish import decimal
from .extend import canonical, fingerprint
from .model import Checklist, Condition, Criterion, Element
from .wording import FIELD_TITLES, PLACE_TITLES, condition_text, kinds_text, outcome_order


class Step(IntEnum):
    """Which part of the version number a difference asks to be raised."""

    MAJOR = 0
    MINOR = 1
    PATCH = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: what it is, and how it was and is where that can be said."""

    what: str
    before: str
    after: str
    step: Step


@dataclass(frozen=True, slots=True)
class Changed:
    """A criterion that both lists have and that differs."""

    criterion: Criterion
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Diff:
    """``whole``: what differs of the list itself."""

    whole: tuple[Difference, ...]
    added: tuple[Criterion, ...]
    removed: tuple[Criterion, ...]
    changed: tuple[Changed, ...]

    @property
    def step(self) -> Step | None:
        """The greatest step that any difference asks for; None where nothing differs."""
        steps = [d.step for c in self.changed for d in c.differences] + [d.step for d in self.whole]
        steps += [Step.MAJOR] * bool(self.removed) + [Step.MINOR] * bool(self.added)
        return min(steps, default=None)


def diff(a: Checklist, b: Checklist) -> Diff:
    """From ``a`` to ``b``. Criteria are the same when their ids are."""
    before, after = ({c.id: c for c in x.criteria} for x in (a, b))
    changed = []
    for name, old in before.items():
        new = after.get(name)
        if new is not None:
            found = tuple(_criterion(a, old, b, new))
            if found:
                changed.append(Changed(new, found))
    return Diff(
        whole=tuple(_whole(a, b)),
        added=tuple(c for name, c in after.items() if name not in before),
        removed=tuple(c for name, c in before.items() if name not in after),
        changed=tuple(changed),
    )


def next_version(version: str, step: Step) -> str:
    """The lowest version that says that ``step`` was taken."""
    numbers = [int(n) for n in version.split(".")]
    return ".".join(str(n) for n in [*numbers[:step], numbers[step] + 1, *[0] * (2 - step)])


def _whole(a: Checklist, b: Checklist) -> Iterator[Difference]:
    yield from _texts(("titel", a.title, b.title), ("beskrivning", a.description, b.description))
    if a.kinds != b.kinds:
        yield Difference("gäller", kinds_text(a.kinds), kinds_text(b.kinds), Step.MAJOR)
    for key in sorted(a.sources.keys() | b.sources.keys()):
        yield from _texts((f"källan {key}", a.sources.get(key, ""), b.sources.get(key, "")))


def _criterion(a: Checklist, old: Criterion, b: Checklist, new: Criterion) -> Iterator[Difference]:
    title = FIELD_TITLES
    yield from _texts(
        *((title[k], getattr(old, k), getattr(new, k)) for k in ("title", "question", "step", "why"))
    )
    if old.level != new.level:
        words = {"skall": "skall", "bor": "bör"}
        yield Difference(title["level"], words[old.level], words[new.level], Step.MAJOR)
    if old.weight != new.weight:
        yield Difference(title["weight"], decimal(old.weight), decimal(new.weight), Step.MAJOR)
    if old.mandatory != new.mandatory:
        yield Difference(title["mandatory"], _yes(old.mandatory), _yes(new.mandatory), Step.MINOR)
    if old.place != new.place:
        yield Difference(title["place"], PLACE_TITLES[old.place], PLACE_TITLES[new.place], Step.MAJOR)
    yield from _texts(
        (title["sources"], ", ".join(old.sources), ", ".join(new.sources)),
        (title["topics"], ", ".join(old.topics), ", ".join(new.topics)),
    )
    for what, field in (("", "levels"), (title["advice"], "advice")):
        yield from _by_outcome(what, getattr(old, field), getattr(new, field))
    yield from _texts(
        (title["suggestion"], old.template, new.template),
        ("vad en brist i texten kan skrivas om till", old.amend, new.amend),
        ("en skrivning för varje post i", old.each, new.each),
        ("skrivningen ersätter", old.instead.value, new.instead.value),
        ("skrivningen uppfyller också", ", ".join(old.serves), ", ".join(new.serves)),
        ("skrivningen kan lyfta också", ", ".join(old.touches), ", ".join(new.touches)),
        ("svagt exempel", old.weak_example, new.weak_example),
        ("starkt exempel", old.strong_example, new.strong_example),
    )
    yield from _deciding(a, old, b, new)
    yield from _cases(old, new)


def _deciding(a: Checklist, old: Criterion, b: Checklist, new: Criterion) -> Iterator[Difference]:
    found = [*_elements(old.elements, new.elements), *_conditions(old, new)]
    if canonical(old.passages) != canonical(new.passages):
        found.append(Difference(FIELD_TITLES["passages"], "", "", Step.MAJOR))
    if old.applies != new.applies:
        days = [
            c.applies.from_date.isoformat() if c.applies and c.applies.from_date else "alltid"
            for c in (old, new)
        ]
        found.append(Difference(FIELD_TITLES["applies_when"], days[0], days[1], Step.MAJOR))
    yield from found
    names = sorted(n for n in a.tests.keys() | b.tests.keys() if a.tests.get(n) != b.tests.get(n))
    used = [n for n in names if _uses(old, a, n) or _uses(new, b, n)]
    if used:
        noun = "testet" if len(used) == 1 else "testen"
        yield Difference(f"avgörs på annat sätt: {noun} {', '.join(used)} är ändrat", "", "", Step.MAJOR)


def _elements(before: Iterable[Element], after: Iterable[Element]) -> Iterator[Difference]:
    old, new = ({e.id: e for e in x} for x in (before, after))
    for name in [n for n in old if n not in new]:
        yield Difference(f"delkravet ”{old[name].title}” borttaget", "", "", Step.MAJOR)
    for name, e in new.items():
        if name not in old:
            yield Difference(f"delkravet ”{e.title}” tillagt", "", "", Step.MAJOR)
            continue
        was = old[name]
        yield from _texts(
            (f"delkravet ”{was.title}”: rubrik", was.title, e.title),
            (f"delkravet ”{was.title}”: vad som sägs när det fattas", was.lacking, e.lacking),
        )
        if (was.rule, canonical(was.options)) != (e.rule, canonical(e.options)):
            yield Difference(f"delkravet ”{e.title}”: regeln", was.rule, e.rule, Step.MAJOR)


def _conditions(old: Criterion, new: Criterion) -> Iterator[Difference]:
    titles = [{e.id: e.title for e in c.elements} for c in (old, new)]
    for outcome, field in (
        (Outcome.MET, "met"),
        (Outcome.PARTIAL, "partial"),
        (Outcome.NOT_ASSESSABLE, "not_assessable"),
    ):
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            texts = [_condition(c, t) for c, t in zip((was, now), titles, strict=True)]
            yield Difference(f"{OUTCOME_TITLES[outcome]} när", texts[0], texts[1], Step.MAJOR)
    if old.silent != new.silent:
        yield Difference(
            "när inget hittas", OUTCOME_TITLES[old.silent], OUTCOME_TITLES[new.silent], Step.MAJOR
        )


def _condition(condition: Condition, titles: Mapping[str, str]) -> str:
    return condition_text(condition, titles) or "aldrig"


def _cases(old: Criterion, new: Criterion) -> Iterator[Difference]:
    before, after = ({c.name: c for c in x.cases} for x in (old, new))
    for word, names in (
        ("tillagda", [n for n in after if n not in before]),
        ("borttagna", [n for n in before if n not in after]),
        ("ändrade", [n for n in after if n in before and after[n] != before[n]]),
    ):
        if names:
            yield Difference(f"provfall {word}: {', '.join(names)}", "", "", Step.PATCH)


def _by_outcome(
    what: str, before: Mapping[Outcome, str], after: Mapping[Outcome, str]
) -> Iterator[Difference]:
    for outcome, _ in outcome_order({**before, **after}):
        word = OUTCOME_TITLES[outcome]
        name = f"{what} ({word})" if what else f"vad {word} betyder"
        yield from _texts((name, before.get(outcome, ""), after.get(outcome, "")))


def _texts(*fields: tuple[str, str, str]) -> Iterator[Difference]:
    for what, before, after in fields:
        if before != after:
            yield Difference(what, before or "–", after or "–", Step.PATCH)


def _uses(criterion: Criterion, checklist: Checklist, name: str) -> bool:
    """Whether the named test has a part in what decides the criterion."""
    if name not in checklist.tests:
        return False
    data = as_data(criterion)
    without = {k: v for k, v in checklist.tests.items() if k != name}
    return fingerprint(data, checklist.tests) != fingerprint(data, without)


def as_data(criterion: Criterion) -> dict[str, Any]:
    """What decides a criterion, in the form of its file."""
    return {
        "passages": criterion.passages,
        "elements": [{"id": e.id, "rule": {"type": e.rule, **e.options}} for e in criterion.elements],
    }


def _yes(value: bool) -> str:
    return "ja" if value else "nej"
