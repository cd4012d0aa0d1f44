"""Everything that can be said of a checklist file without a document: errors that stop it and weaknesses.

An error makes the file unusable or a rule of it useless; a warning says what would make the list better. Each
stands at a place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import regex

from ..checklist import Checklist, build
from ..checklist.located import Path, Source, read_source
from ..checklist.references import mapping
from ..checklist.validate import in_order, inherited_by, source_errors
from ..errors import ChecklistError, UnreadableDocument
from ..language.analysis import Analysis, Unit, analyse
from ..language.inflected import finder
from ..readers import read_document
from ..rules.engine import RuleEngine
from ..rules.strict import rule_errors
from ..thread.lists import build_lists
from ..vocabulary.closed import Outcome
from .backtracking import runs_without_end
from .cases import LEAST, wanting
from .leaves import Leaf, criteria_of, leaves_of

Found = tuple[str, Path]


@dataclass(frozen=True)
class Finding:
    """An error or a warning with its place."""

    error: ChecklistError
    warning: bool


def lint(text: str, file: str) -> list[Finding]:
    """All errors of a checklist text in the order of its lines; warnings too where there are no errors."""
    try:
        source = read_source(text, file)
    except ChecklistError as error:
        return [Finding(error, warning=False)]
    inherited, errors = inherited_by(source)
    errors = errors + source_errors(source, inherited) + rule_errors(source, inherited.tests)
    errors += [source.error(message, path) for message, path in _endless(source.data)]
    if errors:
        return [Finding(e, warning=False) for e in in_order(errors)]
    checklist = build(source.data, text, file, inherited, own=True)
    told = [source.error(message, path) for message, path in _warnings(source, checklist)]
    return [Finding(e, warning=True) for e in in_order(told)]


def _endless(data: Any) -> Iterator[Found]:
    tried: dict[str, bool] = {}
    for leaf in leaves_of(data):
        if leaf.key != "regex":
            continue
        if leaf.value not in tried:
            try:
                tried[leaf.value] = runs_without_end(leaf.value)
            except regex.error:
                tried[leaf.value] = False  # told as faulty
        if tried[leaf.value]:
            yield (
                f"Det reguljära uttrycket ”{leaf.value}” kan ta hur lång tid som helst: låt inte en upprepning (+ "
                "eller *) stå i eller intill en annan som kan passa samma tecken",
                leaf.path,
            )


def _warnings(source: Source, checklist: Checklist) -> Iterator[Found]:
    data = source.data
    for criterion, base in criteria_of(data):
        name = criterion.get("id") or base[-1]
        if not criterion.get("disabled"):
            yield from _cases(checklist, str(name), criterion, base)
        if base[0] == "criteria":
            yield from _telling(criterion, base)
            yield from _borrowed_name(checklist, str(name), (*base, "id"))
    yield from _unused(data)
    texts = _Texts()
    yield from _dead(data, texts)
    yield from _never_met(data, checklist, texts)


def _cases(checklist: Checklist, name: str, given: Any, base: Path) -> Iterator[Found]:
    cases = checklist.criterion(name).cases
    at = (*base, "cases") if "cases" in given else (*base, "id") if "id" in given else base
    if not cases:
        why = (
            " De fall som följde med gäller inte längre, för kriteriet avgörs på annat sätt."
            if "id" not in given
            else ""
        )
        yield (
            f"{name} har inga provfall: skriv minst {LEAST}, så att du ser att reglerna gör det du tror.{why}",
            at,
        )
        return
    lacking = wanting(cases)
    if lacking:
        yield f"{name} har {len(cases)} provfall men saknar {'; '.join(lacking)}", at


def _telling(criterion: Any, base: Path) -> Iterator[Found]:
    """What the reader of a report and the author of a document are to be told."""
    texts = (("why", "varför kravet finns"), ("advice", "råd"), ("suggestion", "förslag till skrivning"))
    lacking = [f"{words} ({key})" for key, words in texts if not criterion.get(key)]
    examples = mapping(criterion.get("examples"))
    if not (examples.get("weak") and examples.get("strong")):
        lacking.append("ett svagt och ett starkt exempel (examples)")
    if lacking:
        yield f"{criterion['id']} saknar {', '.join(lacking)}", (*base, "id")


def _borrowed_name(checklist: Checklist, name: str, path: Path) -> Iterator[Found]:
    from ..checklist.loader import shipped_criterion

    shipped = shipped_criterion(name)
    if shipped is not None and checklist.criterion(name).own_rules and shipped[0] != checklist.id:
        yield (
            f"Id:t {name} tillhör checklistan {shipped[0]} men kriteriet avgörs på annat sätt här: ge det ett eget "
            "id, så att de inte blandas ihop i jämförelser",
            path,
        )


def _unused(data: Any) -> Iterator[Found]:
    used = {leaf.value for leaf in leaves_of(data) if leaf.key == "use"}
    for name in mapping(data.get("tests")):
        if name not in used:
            yield f"Testet ”{name}” används inte: ta bort det eller använd det med use", ("tests", name)
    cited = {str(s) for criterion, _ in criteria_of(data) for s in criterion.get("sources") or ()}
    for name in mapping(data.get("sources")):
        if str(name) not in cited:
            yield f"Källan ”{name}” anges inte av något kriterium", ("sources", name)


class _Texts:
    """The analyses of the list's own texts, each made once."""

    def __init__(self) -> None:
        self._made: dict[str, Analysis | None] = {}

    def __call__(self, text: str) -> Analysis | None:
        """None for a text without anything to read."""
        if text not in self._made:
            try:
                document = read_document(text.encode("utf-8"), filename="provfall.md")
                self._made[text] = analyse(document)
            except UnreadableDocument:
                self._made[text] = None
        return self._made[text]


def _dead(data: Any, texts: _Texts) -> Iterator[Found]:
    """Patterns and concepts that nothing in the list's own texts has: nobody has seen them work."""
    made = [texts(text) for text in _own_texts(data)]
    units = [u for analysis in made if analysis is not None for u in analysis.units]
    if not units:
        return
    known: dict[tuple[str, str], bool] = {}
    for leaf in leaves_of(data):
        if leaf.key not in _PATTERNS:
            continue
        key = (leaf.key, leaf.value)
        if key not in known:
            known[key] = _alive(leaf, units)
        if not known[key]:
            yield (
                f"{_PATTERNS[leaf.key]} ”{leaf.value}” träffar ingenting i checklistans egna provfall och exempel: "
                "skriv ett fall som behöver det, eller ta bort det",
                leaf.path,
            )


_PATTERNS = {"regex": "Mönstret", "concept": "Begreppet", "word": "Ordet"}


def _alive(leaf: Leaf, units: list[Unit]) -> bool:
    if leaf.key == "concept":
        return any(leaf.value in u.concepts for u in units)
    if leaf.key == "word":
        has = finder(leaf.value)
        return any(has(u.text) for u in units)
    compiled = regex.compile(leaf.value, regex.IGNORECASE)
    return any(compiled.search(u.text) for u in units)


def _own_texts(data: Any) -> Iterator[str]:
    """The texts that the file gives as cases and examples."""
    for criterion, _ in criteria_of(data):
        cases = [c.get("text") for c in criterion.get("cases") or () if isinstance(c, dict)]
        for text in (*cases, *mapping(criterion.get("examples")).values()):
            if isinstance(text, str) and text.strip():
                yield text


def _never_met(data: Any, checklist: Checklist, texts: _Texts) -> Iterator[Found]:
    """Elements that no case of their criterion meets: nobody has seen them hold."""
    for given, base in criteria_of(data):
        name = str(given.get("id") or base[-1])
        if given.get("disabled") or "elements" not in given or not checklist.criterion(name).cases:
            continue
        held = _held(checklist, name, texts)
        for n, element in enumerate(given["elements"]):
            if element["id"] not in held:
                title = element.get("title") or element["id"]
                yield (
                    f"Delkravet ”{title}” i {name} hålls inte av något av kriteriets provfall: skriv ett där det "
                    "gör det, eller rätta regeln",
                    (*base, "elements", n, "id"),
                )


def _held(checklist: Checklist, name: str, texts: _Texts) -> set[str]:
    """Ids of the elements that some case of the criterion meets, at least in part."""
    criterion = checklist.criterion(name)
    engine = RuleEngine(replace(checklist, criteria=(criterion,), text=""))
    held: set[str] = set()
    for case in criterion.cases:
        analysis = texts(case.text)
        if analysis is None:
            continue
        (result,) = engine.run(analysis, build_lists(analysis))
        held |= {e.id for e in result.elements if e.outcome in (Outcome.MET, Outcome.PARTIAL)}
    return held
