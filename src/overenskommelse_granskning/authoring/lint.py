"""Everything that can be said of a checklist file without a document: errors that stop it and weaknesses.

An error makes the file unusable or a rule of it useless; a warning says what would make the list better. Each
stands at a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import regex

from ..checklist import Checklist, available, build
from ..checklist.located import Path, Source, read_source
from ..checklist.references import mapping
from ..checklist.validate import in_order, inherited_by, source_errors
from ..errors import ChecklistError
from ..language.analysis import Unit
from ..language.inflected import finder
from ..rules.engine import RuleEngine
from ..rules.strict import rule_errors
from ..thread.lists import build_lists
from ..vocabulary.closed import Outcome, Place, Trap
from .backtracking import runs_without_end
from .cases import LEAST, wanting
from .leaves import Leaf, criteria_of, leaves_of
from .texts import Texts
from .wordings import wording_found

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
    texts = Texts()
    shipped = checklist.id in available()  # measured and tried in other ways
    for criterion, base in criteria_of(data):
        name = criterion.get("id") or base[-1]
        off = criterion.get("disabled")
        if not off:
            yield from _cases(checklist, str(name), criterion, base)
        if base[0] == "criteria":
            yield from _telling(criterion, base)
            yield from _borrowed_name(checklist, str(name), (*base, "id"))
        if not (shipped or off):
            yield from _silence(checklist, str(name), criterion, base)
            yield from _beside_what(checklist, str(name), criterion, base)
            yield from wording_found(checklist, str(name), criterion, base, texts)
    yield from _unused(data)
    yield from _dead(data, texts, each=shipped)
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
    process = checklist.criterion(name).place is Place.PROCESS
    lacking = wanting(cases, process=process)
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


_SILENT = re.compile(
    r"\b(?:nämns|sägs|står|framgår|anges|beskrivs|finns)\s+(?:det\s+)?(?:inte|inget|ingenting)\b|\b(?:inget|ingenting) "
    r"(?:sägs|nämns|står)\b|\bsaknas\b",
    re.IGNORECASE,
)


def _silence(checklist: Checklist, name: str, given: Any, base: Path) -> Iterator[Found]:
    """A process of which nothing is said cannot be judged: what ”missing” means must be something else."""
    missing = checklist.criterion(name).levels.get(Outcome.MISSING, "")
    told = "place" in given or "levels" in given
    if told and checklist.criterion(name).place is Place.PROCESS and _SILENT.search(missing):
        yield (
            f"{name} har place: process, så tystnad blir ej bedömbart och aldrig saknas: skriv i levels.missing vad "
            "som ska stå för att det ska vara saknas, till exempel att texten säger att det inte har gjorts",
            (*base, "levels", "missing") if "levels" in given else base,
        )


def _beside_what(checklist: Checklist, name: str, given: Any, base: Path) -> Iterator[Found]:
    """Rules that take whatever stands in the next sentence, where no case tries what that sentence is about."""
    if any(c.trap is Trap.NEIGHBOUR for c in checklist.criterion(name).cases):
        return
    for n, element in enumerate(given.get("elements", ())):
        rule = mapping(element.get("rule"))
        if rule.get("type") == "beside" and rule.get("window", 1) and "near" not in rule:
            yield (
                f"Delkravet ”{element.get('title') or element['id']}” i {name} räknar vad som helst i meningen intill: "
                "skriv ett provfall där den meningen handlar om något annat (trap: neighbour), och kräv near eller "
                "window: 0 om det blir fel",
                (*base, "elements", n, "rule"),
            )
            return


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


def _dead(data: Any, texts: Texts, *, each: bool) -> Iterator[Found]:
    """Patterns, words and concepts that nothing in the list's own texts has: nobody has seen them work.

    Words and concepts of one list stand for each other. That an author thought of more of them than the cases need
    is good, so it is enough that one is seen; ``each``: not so in a packaged list.
    """
    made = [texts(text) for text in _own_texts(data)]
    units = [u for analysis in made if analysis is not None for u in analysis.units]
    if not units:
        return
    known: dict[tuple[str, str], bool] = {}
    leaves = [leaf for leaf in leaves_of(data) if leaf.key in _PATTERNS]
    for leaf in leaves:
        key = (leaf.key, leaf.value)
        if key not in known:
            known[key] = _alive(leaf, units)
    shown = {
        _list_of(leaf) for leaf in leaves if leaf.key in _ALIKE and known[leaf.key, leaf.value] and not each
    }
    for leaf in leaves:
        if not known[leaf.key, leaf.value] and _list_of(leaf) not in shown:
            yield (
                f"{_PATTERNS[leaf.key]} ”{leaf.value}” träffar ingenting i checklistans egna provfall och exempel: "
                "skriv ett fall som behöver det, eller ta bort det",
                leaf.path,
            )


def _list_of(leaf: Leaf) -> Path:
    return leaf.path[:-1] if isinstance(leaf.path[-1], int) else leaf.path


_ALIKE = ("word", "concept")
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


def _never_met(data: Any, checklist: Checklist, texts: Texts) -> Iterator[Found]:
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


def _held(checklist: Checklist, name: str, texts: Texts) -> set[str]:
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
