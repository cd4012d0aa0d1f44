"""The way back: a saved JSON report becomes an :class:`Assessment` again.

Strict about what the contract promises, so that no comparison rests on a file that was cut off or edited;
forgiving about what later versions add. The text of the document is not in a report and stays empty.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from ..document import Box, Evidence, Notice
from ..errors import UnreadableDocument, unreadable
from ..vocabulary.closed import Kind, Level, Outcome, Stage
from .model import (
    THREAD_LINKS,
    Assessment,
    Change,
    ChecklistAssessment,
    CriterionAssessment,
    DocumentFacts,
    ElementAssessment,
    LongSentence,
    MissingSection,
    Municipality,
    NextStep,
    Period,
    Promise,
    PromiseActor,
    PromiseQuantity,
    Readability,
    Scores,
    Searched,
    SectionFinding,
    Signatory,
    ThreadRow,
)
from .serialise import SCHEMA_VERSION

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")


class _Node:
    """A value of the report and the path to it, which an error names."""

    __slots__ = ("path", "value")

    def __init__(self, value: Any, path: str) -> None:
        self.value, self.path = value, path

    def wrong(self, wanted: str) -> UnreadableDocument:
        shown = (
            "ett objekt"
            if isinstance(self.value, dict)
            else "en lista"
            if isinstance(self.value, list)
            else ""
        )
        shown = shown or f"”{str(self.value)[:40]}”"
        return unreadable("R030", what=f"fältet {self.path} är {shown}, men ska vara {wanted}")

    def get(self, name: str) -> _Node:
        if not isinstance(self.value, dict):
            raise self.wrong("ett objekt")
        path = f"{self.path}.{name}" if self.path else name
        if name not in self.value:
            raise unreadable("R030", what=f"fältet {path} saknas")
        return _Node(self.value[name], path)

    def later(self, name: str, empty: Any) -> _Node:
        """A field that older reports lack."""
        if isinstance(self.value, dict) and name not in self.value:
            return _Node(empty, f"{self.path}.{name}")
        return self.get(name)

    def each(self) -> Iterator[_Node]:
        if not isinstance(self.value, list):
            raise self.wrong("en lista")
        return (_Node(v, f"{self.path}[{i}]") for i, v in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.wrong("text")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong("true eller false")
        return self.value

    def whole(self, low: int = 0) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < low:
            raise self.wrong(f"ett heltal från {low}")
        return self.value

    def number(self) -> float:
        if (
            isinstance(self.value, bool)
            or not isinstance(self.value, int | float)
            or not math.isfinite(self.value)
        ):
            raise self.wrong("ett tal")
        return float(self.value)

    def share(self) -> float:
        value = self.number()
        if not 0 <= value <= 1:
            raise self.wrong("ett tal mellan 0 och 1")
        return value

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.wrong("ett datum") from None

    def one_of(self, kind: type[_E]) -> _E:
        try:
            return kind(self.text())
        except ValueError:
            raise self.wrong("något av " + ", ".join(kind)) from None

    def texts(self) -> tuple[str, ...]:
        return tuple(n.text() for n in self.each())

    def maybe(self, read: Callable[[_Node], _T]) -> _T | None:
        return None if self.value is None else read(self)

    def many(self, read: Callable[[_Node], _T]) -> tuple[_T, ...]:
        return tuple(read(n) for n in self.each())


def from_dict(data: Any) -> Assessment:
    """The assessment that :func:`to_dict` wrote. Raises UnreadableDocument (R030) where it is none."""
    root = _Node(data, "")
    if not isinstance(data, dict):
        raise unreadable("R030", what="den innehåller inget objekt")
    version = root.get("schema_version").text()
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise unreadable("R030", what=f"dess schema_version är {version}, men ska vara {SCHEMA_VERSION}")
    document = _document(root.get("document"))
    tool = root.get("tool")
    return Assessment(
        document=document,
        as_of=root.get("as_of").day(),
        checklists=root.get("checklists").many(_checklist),
        sections=root.get("sections").many(_section),
        missing_sections=root.get("missing_sections").texts(),
        thread=root.get("thread").many(_thread),
        promises=root.later("promises", []).many(_promise),
        next_steps=root.get("next_steps").many(_step),
        missing_section_advice=root.later("missing_section_advice", []).many(_missing_section),
        readability=root.later("readability", None).maybe(_readability),
        tool_version=tool.get("version").text(),
        model=tool.get("model").maybe(lambda n: (n.get("version").text(), n.get("sha256").text())),
    )


def _evidence(node: _Node) -> Evidence:
    box = node.later("bbox", None).maybe(lambda n: tuple(v.number() for v in n.each()))
    if box is not None and len(box) != 4:
        raise node.get("bbox").wrong("fyra tal")
    try:
        return Evidence(
            node.get("quote").text(),
            node.get("start").whole(),
            node.get("end").whole(),
            node.get("page").maybe(lambda n: n.whole(1)),
            node.later("section", None).maybe(_Node.text),
            Box(*box) if box else None,
        )
    except ValueError:
        raise unreadable(
            "R030", what=f"citatet {node.path} är inte så långt som start och end säger"
        ) from None


def _document(node: _Node) -> DocumentFacts:
    status = node.get("status")
    if status.text() not in ("read", "unreadable"):
        raise status.wrong("read eller unreadable")
    return DocumentFacts(
        path=node.get("path").text(),
        sha256=node.get("sha256").text(),
        format=node.get("format").text(),
        pages=node.get("pages").maybe(lambda n: n.whole(1)),
        words=node.get("words").whole(),
        status=status.text(),
        kind=node.get("kind").maybe(lambda n: n.one_of(Kind)),
        kind_confidence=node.get("kind_confidence").maybe(_Node.share),
        municipalities=node.get("municipalities").many(
            lambda n: Municipality(n.get("code").maybe(_Node.text), n.get("name").text())
        ),
        parties=node.get("parties").texts(),
        police_units=node.later("police_units", []).texts(),
        period=node.get("period").maybe(_period),
        stage=node.get("stage").maybe(lambda n: n.one_of(Stage)),
        signatories=node.get("signatories").many(
            lambda n: Signatory(*(n.get(f).maybe(_Node.text) for f in ("name", "role", "party")))
        ),
        diary_numbers=node.later("diary_numbers", []).texts(),
        references=node.later("references", []).texts(),
        annexes=node.later("annexes", []).texts(),
        notices=node.get("notices").many(
            lambda n: Notice(
                n.get("code").text(), n.get("message").text(), n.get("page").maybe(lambda p: p.whole(1))
            )
        ),
    )


def _period(node: _Node) -> Period:
    return Period(
        node.get("from").maybe(_Node.day), node.get("to").maybe(_Node.day), node.get("open_ended").flag()
    )


def _checklist(node: _Node) -> ChecklistAssessment:
    return ChecklistAssessment(
        id=node.get("id").text(),
        title=node.later("title", node.get("id").text()).text(),
        version=node.get("version").text(),
        sha256=node.get("sha256").text(),
        scores=_scores(node.get("scores")),
        criteria=node.get("criteria").many(_criterion),
        scores_waived=node.later("scores_waived", None).maybe(_scores),
    )


def _scores(node: _Node) -> Scores:
    return Scores(
        comprehensiveness=node.get("comprehensiveness").maybe(_Node.share),
        strength=node.get("strength").maybe(_Node.share),
        consistency=node.get("consistency").maybe(_Node.share),
        coverage=node.get("coverage").maybe(_Node.share),
        points=node.get("points").number(),
        max_points=node.get("max_points").number(),
        weakest_link=node.later("weakest_link", None).maybe(_Node.text),
    )


def _criterion(node: _Node) -> CriterionAssessment:
    searched = node.get("searched")
    return CriterionAssessment(
        id=node.get("id").text(),
        title=node.get("title").text(),
        level=node.get("level").one_of(Level),
        weight=node.get("weight").number(),
        outcome=node.get("outcome").one_of(Outcome),
        reason=node.get("reason").text(),
        confidence=node.get("confidence").share(),
        needs_review=node.get("needs_review").flag(),
        elements=node.get("elements").many(_element),
        evidence=node.get("evidence").many(_evidence),
        searched=Searched(searched.get("sections").texts(), searched.get("nearest").maybe(_evidence)),
        advice=node.get("advice").text(),
        suggestion=node.get("suggestion").text(),
        step=node.later("step", "").text(),
        waived=node.get("waived").maybe(_Node.text),
        grounds=node.later("grounds", []).many(lambda n: (n.get("layer").text(), n.get("holds").text())),
    )


def _element(node: _Node) -> ElementAssessment:
    return ElementAssessment(
        id=node.get("id").text(),
        title=node.later("title", node.get("id").text()).text(),
        outcome=node.get("outcome").one_of(Outcome),
        evidence=node.later("evidence", []).many(_evidence),
        lacking=node.later("lacking", "").text(),
    )


def _section(node: _Node) -> SectionFinding:
    return SectionFinding(
        label=node.get("label").text(),
        present=node.get("present").flag(),
        probability=node.get("probability").maybe(_Node.share),
        page=node.get("page").maybe(lambda n: n.whole(1)),
        heading=node.get("heading").maybe(_Node.text),
    )


def _thread(node: _Node) -> ThreadRow:
    return ThreadRow(
        problem=_evidence(node.get("problem")),
        goal_measurable=node.get("goal_measurable").flag(),
        **{name: node.get(name).maybe(_evidence) for name in THREAD_LINKS},
    )


def _promise(node: _Node) -> Promise:
    """The parts are empty in reports from before they were told apart."""
    first, last = (node.later(f, None).maybe(lambda n: n.whole(1)) for f in ("year", "last_year"))
    return Promise(
        evidence=_evidence(node),
        actor=node.later("actor", None).maybe(lambda n: PromiseActor(_evidence(n), n.get("party").text())),
        activity=node.later("activity", None).maybe(_evidence),
        place=node.later("place", None).maybe(_evidence),
        quantities=node.later("quantities", []).many(_quantity),
        time=node.later("time", None).maybe(_evidence),
        years=None if first is None else (first, last or first),
    )


def _quantity(node: _Node) -> PromiseQuantity:
    return PromiseQuantity(
        evidence=_evidence(node),
        value=node.get("value").number(),
        unit=node.get("unit").text(),
        kind=node.get("kind").text(),
        bound=node.get("bound").text(),
        upper=node.get("upper").maybe(_Node.number),
        approximate=node.get("approximate").flag(),
        months_between=node.get("months_between").maybe(_Node.number),
    )


def _step(node: _Node) -> NextStep:
    return NextStep(
        criterion=node.get("criterion").text(),
        gain=node.get("gain").number(),
        advice=node.get("advice").text(),
        title=node.later("title", "").text(),
        checklist=node.later("checklist", None).maybe(_Node.text) or "",
        level=node.later("level", Level.SHALL.value).one_of(Level),
        outcome=node.later("outcome", Outcome.MISSING.value).one_of(Outcome),
        changes=node.later("changes", []).many(_change),
        serves=node.later("serves", []).texts(),
        touches=node.later("touches", []).texts(),
        problem=node.later("problem", None).maybe(_evidence),
        links=node.later("links", []).texts(),
    )


def _change(node: _Node) -> Change:
    return Change(
        start=node.get("start").whole(),
        end=node.get("end").whole(),
        wording=node.get("wording").text(),
        place=node.get("place").maybe(_evidence),
        heading=node.get("heading").maybe(_Node.text) or "",
    )


def _missing_section(node: _Node) -> MissingSection:
    return MissingSection(
        label=node.get("label").text(),
        heading=node.get("heading").text(),
        write=node.get("write").text(),
        offset=node.get("offset").whole(),
        after=node.get("after").maybe(_evidence),
        before=node.get("before").maybe(_evidence),
        criteria=node.get("criteria").texts(),
    )


def _readability(node: _Node) -> Readability:
    return Readability(
        lix=node.get("lix").whole(),
        band=node.get("band").text(),
        words=node.get("words").whole(),
        sentences=node.get("sentences").whole(),
        words_per_sentence=node.get("words_per_sentence").number(),
        long_words=node.get("long_words").share(),
        long_sentences=node.get("long_sentences").share(),
        long_from=node.get("long_from").whole(),
        longest=node.get("longest").many(lambda n: LongSentence(_evidence(n), n.get("words").whole())),
    )
