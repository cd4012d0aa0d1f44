"""What a schema cannot see in a checklist: the tests and options inside its rules, with their lines.

A user's checklist passes through here before it is compiled; the shipped ones are checked by the
tests. A name that does not exist (a concept, a fact, a list …) would otherwise just never match.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..checklist import Checklist
from ..checklist.located import Path, Source, read_source
from ..checklist.references import mapping, parts
from ..checklist.validate import in_order, near
from ..errors import ChecklistError
from ..language.facts import FACT_KINDS
from ..language.inflected import finder
from ..language.lexicon import shipped_concepts
from ..language.units import UnitKind
from ..thread.lists import LIST_NAMES
from ..vocabulary.closed import FUNCTIONS, Flag
from ..vocabulary.sections import SECTION_LABELS
from .document_facts import FACTS
from .predicates import COMBINERS, LEAVES
from .registry import RULE_TYPES

# What must be given, per rule type.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "beside": ("where",),
    "fact": ("is",),
    "groups": ("groups",),
    "mention": (),
    "passage": ("where",),
    "share": ("list", "where"),
    "table": ("columns", "min"),
}


def check_rules(checklist: Checklist) -> None:
    """Raise the first error in the rules of a user's own checklist; shipped ones are trusted."""
    if checklist.text:
        errors = rule_errors(read_source(checklist.text, checklist.file), checklist.tests)
        if errors:
            raise errors[0]


def rule_errors(source: Source, tests: Mapping[str, Any] | None = None) -> list[ChecklistError]:
    """All errors in the tests and rules of a file, in the order of lines.

    ``tests``: all that may be used by name, where some come from other lists. Parts that do not have the
    form of the schema are passed over; the schema tells of them.
    """
    if not isinstance(source.data, Mapping):
        return []
    return in_order([source.error(message, path) for message, path in _Checker(source.data, tests).errors()])


Found = tuple[str, Path]
_MOST_LISTED = 50


def known_names(tests: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """The names that each key of a test may hold."""
    return {
        "concept": sorted({c.id for c in shipped_concepts()}),
        "fact": FACT_KINDS,
        "agent": FACT_KINDS,
        "topic": [str(s) for s in SECTION_LABELS],
        "column": [str(s) for s in SECTION_LABELS],
        "unit": [k.value for k in UnitKind],
        "flag": [f.value for f in Flag],
        "function": FUNCTIONS,
        "list": LIST_NAMES,
        "use": sorted(map(str, tests)),
    }


class _Checker:
    def __init__(self, data: Mapping[str, Any], tests: Mapping[str, Any] | None) -> None:
        self._data = data
        self._own: Mapping[str, Any] = mapping(data.get("tests"))
        self._named: Mapping[str, Any] = {**(tests or {}), **self._own}
        self._known = known_names(self._named)

    def errors(self) -> Iterator[Found]:
        for name, test in self._own.items():
            yield from self._test(test, ("tests", name))
            if name in _used(test, self._named):
                yield f"Testet ”{name}” hänvisar till sig självt", ("tests", name)
        for criterion, base in parts(self._data, "criteria"):
            yield from self._criterion(criterion, base)
        for name, change in mapping(self._data.get("changes")).items():
            if isinstance(change, Mapping):
                yield from self._criterion(change, ("changes", name))

    def _criterion(self, criterion: Mapping[str, Any], base: Path) -> Iterator[Found]:
        passages = criterion.get("passages")
        if isinstance(passages, Mapping) and "where" in passages:
            yield from self._test(passages["where"], (*base, "passages", "where"))
        for element, at in parts(criterion, "elements"):
            rule = element.get("rule")
            if isinstance(rule, Mapping) and rule.get("type") in RULE_TYPES:
                yield from self._rule(rule, (*base, *at, "rule"))

    def _rule(self, rule: Mapping[str, Any], path: Path) -> Iterator[Found]:
        kind = rule["type"]
        allowed = RULE_TYPES[kind].OPTIONS
        for option in REQUIRED[kind]:
            if option not in rule:
                yield f"Valet ”{option}” saknas i regeln {kind}", path
        for option, value in rule.items():
            if option == "type":
                continue
            if option not in allowed:
                listed = ", ".join(sorted(allowed))
                meant = near(str(option), allowed)
                if option in LEAVES | COMBINERS and "where" in allowed:
                    meant = f" (ett test skrivs under where: where: {{{option}: …}})"
                yield f"Okänt val ”{option}” i regeln {kind}{meant}: tillåtna är {listed}", (*path, option)
            else:
                yield from _OPTIONS[option](self, value, (*path, option))

    def _test(self, test: Any, path: Path) -> Iterator[Found]:
        if isinstance(test, str):
            yield from self._names("use", test, path)
        elif isinstance(test, list):
            for i, part in enumerate(test):
                yield from self._test(part, (*path, i))
        elif isinstance(test, Mapping) and test:
            for key, value in test.items():
                yield from self._leaf(str(key), value, (*path, str(key)))
        else:
            yield "Ett test ska vara en nyckel med värde eller namnet på ett test", path

    def _leaf(self, key: str, value: Any, path: Path) -> Iterator[Found]:
        if key in COMBINERS:
            for i, part in enumerate(value if isinstance(value, list) else [value]):
                yield from self._test(part, (*path, i) if isinstance(value, list) else path)
        elif key == "regex":
            for pattern in value if isinstance(value, list) else [value]:
                yield from _regex(str(pattern), path)
        elif key == "word":
            for term in value if isinstance(value, list) else [value]:
                yield from _word(term, path)
        elif key in LEAVES:
            yield from self._names(key, value, path)
        else:
            listed = ", ".join(sorted(LEAVES | COMBINERS))
            yield (
                f"Okänd nyckel ”{key}” i ett test{near(key, LEAVES | COMBINERS)}: tillåtna är {listed}",
                path,
            )

    def _names(self, key: str, value: Any, path: Path) -> Iterator[Found]:
        for i, name in enumerate(value if isinstance(value, list) else [value]):
            if str(name)[:1] in _CURLY and str(name)[-1:] in _CURLY:
                yield _CURLY_TOLD.format(name), path
            elif name not in self._known[key]:
                at = (*path, i) if isinstance(value, list) else path
                yield (
                    f"”{name}” finns inte för {key}{near(str(name), self._known[key])}: {self._allowed(key, name)}",
                    at,
                )

    def _allowed(self, key: str, name: Any) -> str:
        """What may stand there; of the many concepts those that are most like."""
        known = self._known[key]
        if len(known) <= _MOST_LISTED:
            return f"tillåtna är {', '.join(known) or 'inga'}"
        like = difflib.get_close_matches(str(name), known, n=5, cutoff=0.5)
        nearest = f"närmast är {', '.join(like)}; " if like else ""
        return (
            f"{nearest}alla {len(known)} visas av ”granska checklista begrepp”. Har inget begrepp ordet, skriv det "
            "i grundform i ett eget test: {word: ordet}"
        )

    def _tests(self, value: Any, path: Path) -> Iterator[Found]:
        if not isinstance(value, Mapping) or not value:
            yield f"”{path[-1]}” ska vara namn med var sitt test", path
            return
        for name, test in value.items():
            yield from self._test(test, (*path, str(name)))

    def _flags(self, value: Any, path: Path) -> Iterator[Found]:
        yield from self._names("flag", value, path)

    def _list(self, value: Any, path: Path) -> Iterator[Found]:
        yield from self._names("list", value, path)

    def _whole(self, value: Any, path: Path) -> Iterator[Found]:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            yield f"”{path[-1]}” ska vara ett heltal från 0", path

    def _share(self, value: Any, path: Path) -> Iterator[Found]:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            yield f"”{path[-1]}” ska vara ett tal mellan 0 och 1", path

    def _flag(self, value: Any, path: Path) -> Iterator[Found]:
        if not isinstance(value, bool):
            yield f"”{path[-1]}” ska vara true eller false", path

    def _fact(self, value: Any, path: Path) -> Iterator[Found]:
        if value not in FACTS:
            yield f"Uppgiften ”{value}” finns inte: tillåtna är {', '.join(sorted(FACTS))}", path

    def _within(self, value: Any, path: Path) -> Iterator[Found]:
        if value not in ("document", "passages"):
            yield f"”{value}” är inte tillåtet för within: tillåtna är document, passages", path


_OPTIONS: Mapping[str, Callable[[_Checker, Any, Path], Iterator[Found]]] = {
    "allow": _Checker._flags,
    "columns": _Checker._tests,
    "groups": _Checker._tests,
    "headings": _Checker._flag,
    "is": _Checker._fact,
    "lead": _Checker._test,
    "list": _Checker._list,
    "met_all": _Checker._flag,
    "tell": _Checker._flag,
    "met_over": _Checker._share,
    "min": _Checker._whole,
    "near": _Checker._test,
    "own": _Checker._flag,
    "partial_from": _Checker._whole,
    "partial_over": _Checker._share,
    "rows": _Checker._whole,
    "some": _Checker._whole,
    "where": _Checker._test,
    "window": _Checker._whole,
    "within": _Checker._within,
}


_PRINTED = 0x20  # signs below are control characters
_CURLY = tuple("“”„‘’")
_CURLY_TOLD = "{} står inom krulliga citattecken, som ordbehandlare sätter, och de räknas då till texten: byt dem mot raka (')"


def _regex(pattern: str, path: Path) -> Iterator[Found]:
    import regex

    if any(ord(sign) < _PRINTED for sign in pattern):
        yield (
            (
                "Mönstret har ett tecken som inte syns: inom dubbla citattecken blir \\b och andra bakstreck till "
                "sådana. Skriv mönster inom enkla citattecken: '\\bord\\w*'"
            ),
            path,
        )
        return
    if pattern[:1] in _CURLY and pattern[-1:] in _CURLY:
        yield _CURLY_TOLD.format(pattern), path
        return
    try:
        regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        yield f"Det reguljära uttrycket ”{pattern}” är felaktigt: {error}", path


def _word(term: Any, path: Path) -> Iterator[Found]:
    if str(term)[:1] in _CURLY and str(term)[-1:] in _CURLY:
        yield _CURLY_TOLD.format(term), path
        return
    try:
        finder(str(term))
    except ValueError:
        yield (
            (
                f"”{term}” är inget ord: skriv ett ord eller en fras i grundform, med - först (-grupp) eller sist "
                "(trygghets-) för sammansättningar och ~ för ord emellan (följa ~ upp)"
            ),
            path,
        )


def _used(test: Any, named: Mapping[str, Any]) -> set[str]:
    """Names of the tests that a test uses, directly or through others."""
    out: set[str] = set()
    waiting = [test]
    while waiting:
        part = waiting.pop()
        names: list[Any] = []
        if isinstance(part, str):
            names = [part]
        elif isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, Mapping):
            for key, value in part.items():
                if key == "use":
                    names += value if isinstance(value, list) else [value]
                elif key in COMBINERS:
                    waiting.extend(value if isinstance(value, list) else [value])
        for name in names:
            if name not in out and name in named:
                out.add(name)
                waiting.append(named[name])
    return out
