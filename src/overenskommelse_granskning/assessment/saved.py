"""The way back: a saved JSON report becomes an :class:`Assessment` again.

Strict about what the contract promises, so that no comparison rests on a file that was cut off or edited;
forgiving about what later versions add. The text of the document is not in a report and stays empty.
"""

from __future__ import annotations

from typing import Any

from ..checklist import Adjustment
from ..document import Evidence, Notice
from ..errors import unreadable
from ..vocabulary.closed import Kind, Level, Outcome, Place, Remark, Stage
from .facts import AnnexReference, DocumentFacts, Municipality, Period, Signatory, SourceFile
from .improvement import Edit, LongSentence, MissingSection, NextStep, Readability
from .model import (
    Assessment,
    ChecklistAssessment,
    CriterionAssessment,
    ElementAssessment,
    Scores,
    Searched,
    SectionFinding,
)
from .nodes import Node, read_evidence
from .promise import Promise, PromiseActor, PromiseQuantity
from .saved_thread import read_goal, read_row
from .serialise import SCHEMA_VERSION


def from_dict(data: Any) -> Assessment:
    """The assessment that :func:`to_dict` wrote. Raises UnreadableDocument (R030) where it is none."""
    root = Node(data, "")
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
        thread=root.get("thread").many(read_row),
        goals=root.later("goals", []).many(read_goal),
        promises=root.later("promises", []).many(_promise),
        next_steps=root.get("next_steps").many(_step),
        missing_section_advice=root.later("missing_section_advice", []).many(_missing_section),
        readability=root.later("readability", None).maybe(_readability),
        tool_version=tool.get("version").text(),
        model=tool.get("model").maybe(lambda n: (n.get("version").text(), n.get("sha256").text())),
    )


def _document(node: Node) -> DocumentFacts:
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
        kind_confidence=node.get("kind_confidence").maybe(Node.share),
        municipalities=node.get("municipalities").many(
            lambda n: Municipality(n.get("code").maybe(Node.text), n.get("name").text())
        ),
        parties=node.get("parties").texts(),
        police_units=node.later("police_units", []).texts(),
        period=node.get("period").maybe(_period),
        stage=node.get("stage").maybe(lambda n: n.one_of(Stage)),
        signatories=node.get("signatories").many(
            lambda n: Signatory(*(n.get(f).maybe(Node.text) for f in ("name", "role", "party")))
        ),
        diary_numbers=node.later("diary_numbers", []).texts(),
        references=node.later("references", []).texts(),
        annexes=node.later("annexes", []).texts(),
        notices=node.get("notices").many(
            lambda n: Notice(
                n.get("code").text(), n.get("message").text(), n.get("page").maybe(lambda p: p.whole(1))
            )
        ),
        annex_references=node.later("annex_references", []).many(_annex_reference),
        unfilled=node.later("unfilled", []).many(read_evidence),
        files=node.later("files", []).many(_file),
    )


def _annex_reference(node: Node) -> AnnexReference:
    return AnnexReference(
        name=node.get("name").text(),
        number=node.get("number").maybe(Node.text),
        supplied=node.get("supplied").flag(),
        file=node.get("file").maybe(Node.text),
        evidence=node.get("evidence").maybe(read_evidence),
    )


def _file(node: Node) -> SourceFile:
    return SourceFile(
        path=node.get("path").text(),
        sha256=node.get("sha256").text(),
        format=node.get("format").text(),
        pages=node.get("pages").maybe(lambda n: n.whole(1)),
        words=node.get("words").whole(),
        status=node.get("status").text(),
        start=node.get("start").maybe(Node.whole),
        end=node.get("end").maybe(Node.whole),
    )


def _period(node: Node) -> Period:
    return Period(
        node.get("from").maybe(Node.day), node.get("to").maybe(Node.day), node.get("open_ended").flag()
    )


def _checklist(node: Node) -> ChecklistAssessment:
    return ChecklistAssessment(
        id=node.get("id").text(),
        title=node.later("title", node.get("id").text()).text(),
        version=node.get("version").text(),
        sha256=node.get("sha256").text(),
        scores=_scores(node.get("scores")),
        criteria=node.get("criteria").many(_criterion),
        scores_waived=node.later("scores_waived", None).maybe(_scores),
        extends=node.later("extends", None).maybe(Node.text) or "",
        adjustments=node.later("adjustments", []).many(_adjustment),
    )


def _adjustment(node: Node) -> Adjustment:
    return Adjustment(
        criterion=node.get("criterion").text(),
        title=node.get("title").text(),
        base=node.get("base").text(),
        mandatory=node.get("mandatory").flag(),
        disabled=node.get("disabled").flag(),
        weaker=node.later("weaker", False).flag(),
        fields=node.get("fields").texts(),
        reason=node.get("reason").maybe(Node.text) or "",
    )


def _scores(node: Node) -> Scores:
    return Scores(
        comprehensiveness=node.get("comprehensiveness").maybe(Node.share),
        strength=node.get("strength").maybe(Node.share),
        consistency=node.get("consistency").maybe(Node.share),
        coverage=node.get("coverage").maybe(Node.share),
        points=node.get("points").number(),
        max_points=node.get("max_points").number(),
        weakest_link=node.later("weakest_link", None).maybe(Node.text),
    )


def _criterion(node: Node) -> CriterionAssessment:
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
        evidence=node.get("evidence").many(read_evidence),
        searched=Searched(searched.get("sections").texts(), searched.get("nearest").maybe(read_evidence)),
        advice=node.get("advice").text(),
        suggestion=node.get("suggestion").text(),
        step=node.later("step", "").text(),
        waived=node.get("waived").maybe(Node.text),
        grounds=node.later("grounds", []).many(lambda n: (n.get("layer").text(), n.get("holds").text())),
        place=node.later("place", Place.DOCUMENT.value).one_of(Place),
        remarks=node.later("remarks", []).many(lambda n: n.one_of(Remark)),
        pointer=node.later("pointer", None).maybe(read_evidence),
    )


def _element(node: Node) -> ElementAssessment:
    return ElementAssessment(
        id=node.get("id").text(),
        title=node.later("title", node.get("id").text()).text(),
        outcome=node.get("outcome").one_of(Outcome),
        evidence=node.later("evidence", []).many(read_evidence),
        lacking=node.later("lacking", "").text(),
    )


def _section(node: Node) -> SectionFinding:
    return SectionFinding(
        label=node.get("label").text(),
        present=node.get("present").flag(),
        probability=node.get("probability").maybe(Node.share),
        page=node.get("page").maybe(lambda n: n.whole(1)),
        heading=node.get("heading").maybe(Node.text),
        file=node.later("file", None).maybe(Node.text),
    )


def _promise(node: Node) -> Promise:
    """The parts are empty in reports from before they were told apart."""
    first, last = (node.later(f, None).maybe(lambda n: n.whole(1)) for f in ("year", "last_year"))
    return Promise(
        evidence=read_evidence(node),
        actor=node.later("actor", None).maybe(
            lambda n: PromiseActor(read_evidence(n), n.get("party").text())
        ),
        activity=node.later("activity", None).maybe(read_evidence),
        places=_places(node),
        quantities=node.later("quantities", []).many(_quantity),
        time=node.later("time", None).maybe(read_evidence),
        years=None if first is None else (first, last or first),
    )


def _places(node: Node) -> tuple[Evidence, ...]:
    """Reports once held only the first place."""
    places = node.later("places", None).maybe(lambda n: n.many(read_evidence))
    if places is None:
        place = node.later("place", None).maybe(read_evidence)
        return () if place is None else (place,)
    return places


def _quantity(node: Node) -> PromiseQuantity:
    return PromiseQuantity(
        evidence=read_evidence(node),
        value=node.get("value").number(),
        unit=node.get("unit").text(),
        kind=node.get("kind").text(),
        bound=node.get("bound").text(),
        upper=node.get("upper").maybe(Node.number),
        approximate=node.get("approximate").flag(),
        months_between=node.get("months_between").maybe(Node.number),
    )


def _step(node: Node) -> NextStep:
    return NextStep(
        criterion=node.get("criterion").text(),
        gain=node.get("gain").number(),
        advice=node.get("advice").text(),
        title=node.later("title", "").text(),
        checklist=node.later("checklist", None).maybe(Node.text) or "",
        level=node.later("level", Level.SHALL.value).one_of(Level),
        outcome=node.later("outcome", Outcome.MISSING.value).one_of(Outcome),
        changes=node.later("changes", []).many(_edit),
        serves=node.later("serves", []).texts(),
        touches=node.later("touches", []).texts(),
        problem=node.later("problem", None).maybe(read_evidence),
        links=node.later("links", []).texts(),
    )


def _edit(node: Node) -> Edit:
    return Edit(
        start=node.get("start").whole(),
        end=node.get("end").whole(),
        wording=node.get("wording").text(),
        place=node.get("place").maybe(read_evidence),
        heading=node.get("heading").maybe(Node.text) or "",
    )


def _missing_section(node: Node) -> MissingSection:
    return MissingSection(
        label=node.get("label").text(),
        heading=node.get("heading").text(),
        write=node.get("write").text(),
        offset=node.get("offset").whole(),
        after=node.get("after").maybe(read_evidence),
        before=node.get("before").maybe(read_evidence),
        criteria=node.get("criteria").texts(),
    )


def _readability(node: Node) -> Readability:
    return Readability(
        lix=node.get("lix").whole(),
        band=node.get("band").text(),
        words=node.get("words").whole(),
        sentences=node.get("sentences").whole(),
        words_per_sentence=node.get("words_per_sentence").number(),
        long_words=node.get("long_words").share(),
        long_sentences=node.get("long_sentences").share(),
        long_from=node.get("long_from").whole(),
        longest=node.get("longest").many(lambda n: LongSentence(read_evidence(n), n.get("words").whole())),
    )
