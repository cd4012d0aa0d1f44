"""What a schema cannot say of a checklist: unique ids, known sources, known elements, real days and versions,
and what a list that builds on another may change in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..errors import ChecklistError
from ..vocabulary.slots import SLOTS, unknown_slots
from .extend import Inherited, changed_criterion, weakens
from .located import Path, Source
from .validate import listed, near

Found = tuple[str, Path]


def reference_errors(source: Source, inherited: Inherited) -> list[ChecklistError]:
    """All of them; parts that do not have the form of the schema are passed over."""
    if not isinstance(source.data, Mapping):
        return []
    return [source.error(message, path) for message, path in _Checker(source.data, inherited).errors()]


def parts(data: Any, *keys: str) -> Iterator[tuple[Mapping[str, Any], Path]]:
    """The mappings in the list under a key, each with its place."""
    for key in keys:
        value = mapping(data).get(key)
        for i, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, Mapping):
                yield item, (key, i)


def mapping(value: Any) -> Mapping[str, Any]:
    """The value, or an empty mapping where it is none."""
    return value if isinstance(value, Mapping) else {}


class _Checker:
    def __init__(self, data: Mapping[str, Any], inherited: Inherited) -> None:
        self._data, self._inherited = data, inherited
        self._sources = {**mapping((inherited.base or {}).get("sources")), **mapping(data.get("sources"))}

    def errors(self) -> Iterator[Found]:
        yield from self._ids()
        for criterion, base in parts(self._data, "criteria"):
            yield from self._criterion(criterion, criterion, base)
        yield from self._changes()
        for name in mapping(self._data.get("tests")):
            if name in self._inherited.tests:
                yield (
                    f"Testet ”{name}” finns redan i en checklista som den här bygger på: ge det ett annat namn",
                    (
                        "tests",
                        name,
                    ),
                )

    def _ids(self) -> Iterator[Found]:
        from .loader import available

        if "extends" in self._data and self._data.get("id") in available():
            yield (
                f"Id:t {self._data['id']} är en medföljande checklistas: ge din ett eget, till exempel "
                f"{self._data['id']}-lan",
                ("id",),
            )
        seen: set[str] = set()
        for criterion, base in parts(self._data, "criteria"):
            name = criterion.get("id")
            if not isinstance(name, str):
                continue
            if name in seen:
                yield f"Id:t {name} används två gånger: varje kriterium ska ha sitt eget", (*base, "id")
            elif name in self._inherited.criteria:
                yield (
                    f"Kriteriet {name} finns redan i {self._inherited.name}: skriv det som är annorlunda under "
                    "changes, eller välj ett annat id",
                    (*base, "id"),
                )
            seen.add(name)

    def _changes(self) -> Iterator[Found]:
        known = self._inherited.criteria
        if self._inherited.base is None:
            return
        changes = mapping(self._data.get("changes"))
        for name, change in changes.items():
            path: Path = ("changes", name)
            if name not in known:
                yield (
                    f"Kriteriet {name} finns inte i {self._inherited.name}{near(str(name), known)}: där finns "
                    f"{listed(known)}",
                    path,
                )
            elif isinstance(change, Mapping):
                yield from self._change(known[name], change, path)
        off = [n for n, c in changes.items() if mapping(c).get("disabled") and n in known]
        if len(off) == len(known) and not self._data.get("criteria"):
            yield "Alla kriterier är avstängda: minst ett måste vara kvar", ("changes",)

    def _change(self, base: Mapping[str, Any], change: Mapping[str, Any], path: Path) -> Iterator[Found]:
        elements = {e["id"] for e in base["elements"]}
        for element, at in parts(change, "elements"):
            for key in ("title", "rule"):
                if key not in element and element.get("id") not in elements:
                    yield (
                        f"Nyckeln ”{key}” saknas i delkravet ”{element.get('id')}”, som är nytt i {base['id']}",
                        (*path, *at),
                    )
        try:
            whole = changed_criterion(base, change)
            weaker = bool(base.get("mandatory")) and weakens(base, change)
        except (KeyError, TypeError, ValueError, AttributeError):
            return  # another form than the schema's, which tells of it
        yield from self._criterion(change, whole, path)
        if weaker and not str(change.get("reason") or "").strip():
            what = "stängas av" if change.get("disabled") else "försvagas eller avgöras på annat sätt"
            yield (
                f"Kriteriet {base['id']} är obligatoriskt i {self._inherited.name} och kan inte {what} utan "
                "skäl: skriv det med reason",
                path,
            )

    def _criterion(self, given: Mapping[str, Any], whole: Mapping[str, Any], base: Path) -> Iterator[Found]:
        """Check what is given; ``whole`` is the criterion as it will be."""
        sources = given.get("sources")
        for n, name in enumerate(sources if isinstance(sources, list) else ()):
            if str(name) not in map(str, self._sources):
                yield (
                    f"Källan ”{name}” finns inte under sources{near(str(name), self._sources)}: där finns "
                    f"{listed(sorted(map(str, self._sources)))}",
                    (*base, "sources", n),
                )
        yield from _elements(given, whole, base)
        yield from _wording(given, whole, base)
        yield from self._versions(given, base)
        applies = mapping(given.get("applies_when"))
        day = applies.get("from_date")
        if day is not None and not _is_day(day):
            yield f"”{day}” är inget datum: skriv det som ÅÅÅÅ-MM-DD", (*base, "applies_when", "from_date")
        names: set[str] = set()
        for case, at in parts(given, "cases"):
            name = case.get("name")
            if isinstance(name, str) and name in names:
                yield f"Två provfall heter ”{name}”: ge dem olika namn", (*base, *at, "name")
            names.add(str(name))

    def _versions(self, given: Mapping[str, Any], base: Path) -> Iterator[Found]:
        now = _version(self._data.get("version"))
        since, changed = _version(given.get("since")), _version(given.get("changed"))
        for key, value in (("since", since), ("changed", changed)):
            if value and now and value > now:
                yield f"”{key}” är senare än checklistans version {self._data['version']}", (*base, key)
        if since and changed and changed < since:
            yield (
                "”changed” är tidigare än ”since”: ett kriterium ändras inte innan det finns",
                (*base, "changed"),
            )


def _wording(given: Mapping[str, Any], whole: Mapping[str, Any], base: Path) -> Iterator[Found]:
    """Slots that do not exist, and what to say of the entries of a list without the list."""
    for key in ("suggestion", "amend"):
        template = given.get(key)
        for name in unknown_slots(template) if isinstance(template, str) else ():
            yield (
                f"Luckan ”{{{name}}}” finns inte{near(name, SLOTS)}: tillåtna är {listed(sorted(SLOTS))}; det som "
                "bara den som skriver vet står inom [hakparentes]",
                (*base, key),
            )
    if "amend" in given and "each" not in whole:
        yield "amend kräver each: ange listan vars poster ska skrivas om", (*base, "amend")


def _elements(given: Mapping[str, Any], whole: Mapping[str, Any], base: Path) -> Iterator[Found]:
    name = whole.get("id", "kriteriet")
    known = {e["id"] for e, _ in parts(whole, "elements") if isinstance(e.get("id"), str)}
    seen: set[str] = set()
    for element, at in parts(given, "elements"):
        own = element.get("id")
        if not isinstance(own, str):
            continue  # the schema tells why
        if own in seen:
            yield f"Delkravet ”{own}” står två gånger i {name}", (*base, *at, "id")
        seen.add(own)
    if not known:
        return  # nothing to compare with: the schema tells why
    for key in ("met", "partial", "not_assessable"):
        for used, path in _names(mapping(given.get("outcome")).get(key, ()), (*base, "outcome", key)):
            if used not in known:
                yield (
                    f"Delkravet ”{used}” finns inte i {name}{near(used, known)}: där finns "
                    f"{listed(sorted(map(str, known)))}",
                    path,
                )


def _names(condition: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """The element names of a condition, with their places."""
    if isinstance(condition, str):
        yield condition, path
    elif isinstance(condition, Mapping):
        for k in ("all", "any", "none", "of"):
            yield from _names(condition.get(k, ()), (*path, k))
    elif isinstance(condition, (list, tuple)):
        for i, part in enumerate(condition):
            yield from _names(part, (*path, i))


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return len(str(value)) == 10


def _version(value: object) -> tuple[int, ...] | None:
    try:
        return tuple(int(n) for n in str(value).split("."))
    except ValueError:
        return None
