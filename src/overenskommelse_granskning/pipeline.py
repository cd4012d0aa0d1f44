"""The :class:`Reviewer`: the only place where the stages meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from . import assessment as a
from .about import about_document, expiry, named_otherwise, source_file, unfilled, unfinished, unread_file
from .advice import missing_section_advice, next_steps, readability, slot_values
from .assessment.failed import failed_assessment
from .checklist import Checklist, checklists_for, load_checklist
from .choices import ChecklistSource, a_day, chosen_checklists, names_of, one_of
from .classification.kind import classify_kind
from .classification.layers import LearnedView
from .classification.persistence import StoredModel, load_model
from .classification.pooling import evidence_units
from .document import Document, Notice, join_documents
from .errors import TEXT_MESSAGES, ConfigurationError, UnreadableDocument
from .judged import judged_checklist
from .language.analysis import Analysis, analyse
from .language.legible import legible
from .pledges import promises_of
from .readers import ReadOptions, Source, read_original
from .rules.contract import Layers
from .rules.engine import RuleEngine, RuleResult
from .rules.ground import Ground
from .strands import goals, thread_rows
from .thread.lists import build_lists
from .topics import find_sections, missing_sections
from .verdict.decide import Learned, decide_verdict
from .verdict.legibility import by_legibility
from .verdict.model import Verdict
from .verdict.stored import verdict_model
from .verdict.weigh import VerdictModel, rule_sign
from .version import VERSION
from .vocabulary.closed import Kind, Stage, a_kind

# Kinds whose goals are told: promises to residents have their own list.
_WITH_GOALS = frozenset({Kind.AGREEMENT, Kind.COUNTY, Kind.REGIONAL})
# More places to fill in than this, and what looks like no agreement may be a template of one.
_GAPS = 4


class Reviewer:
    """Loads checklists once and reviews many documents. Thread-safe after construction.

    ``checklists``: ids, YAML files or loaded checklists to apply whatever the document's kind; None
    applies those of its kind. ``as_of``: the date to judge by; None is the day of each review. ``stage``
    (or its value) overrides what the document itself shows. ``learned=False`` leaves the learned layers out: rules alone decide.
    ``keep_original`` keeps the file's bytes and the document in the assessment, for the reports that
    write in a copy of the original (``reports.NEEDS_ORIGINAL``).
    ``every_step``: a next step for every criterion that lacks something, not only the ten best.

    Raises ConfigurationError for a wrong choice and ChecklistError for a checklist that is wrong.
    """

    def __init__(
        self,
        checklists: ChecklistSource | Iterable[ChecklistSource] | None = None,
        *,
        read_options: ReadOptions | None = None,
        as_of: date | None = None,
        stage: Stage | str | None = None,
        learned: bool = True,
        keep_original: bool = False,
        every_step: bool = False,
    ) -> None:
        self._options = read_options or ReadOptions()
        if not isinstance(self._options, ReadOptions):
            raise ConfigurationError("Valen för läsning (read_options) ska vara ett ReadOptions.")
        self._keep_original = keep_original
        self._as_of = a_day(as_of)
        self._stage = one_of(Stage, stage, "Stadiet")
        self._every_step = every_step
        self._engines: dict[str, RuleEngine] = {}
        self._model: StoredModel = load_model()
        self._verdict_model: VerdictModel | None = None
        if learned:
            card = self._model.card
            self._verdict_model = verdict_model(self._model.verdict, card)
        self._chosen: tuple[str, ...] | None = None
        chosen = chosen_checklists(checklists)
        if chosen is not None:
            self._chosen = tuple(
                dict.fromkeys(self._add(c if isinstance(c, Checklist) else load_checklist(c)) for c in chosen)
            )

    def _add(self, checklist: Checklist) -> str:
        known = self._engines.get(checklist.id)
        if known is not None and known.checklist != checklist:
            raise ConfigurationError(
                f"Två valda checklistor har samma id ({checklist.id}): ge den ena ett annat id."
            )
        if known is None:
            self._engines[checklist.id] = RuleEngine(checklist)
        return checklist.id

    def review(
        self, source: Source, filename: str | None = None, *, kind: Kind | str | None = None
    ) -> a.Assessment:
        """Review one document. An unreadable one gives an assessment with that status, no error.

        ``filename`` names bytes and streams. ``kind`` (or its value): what somebody who knows says that
        it is; None leaves that to the text. Raises ConfigurationError for what is no source.
        """
        kind = one_of(Kind, kind, "Slaget")
        try:
            original = read_original(source, filename=filename, options=self._options)
        except UnreadableDocument as error:
            return self.unreadable(error)
        assessment = self.review_document(original.document, kind=kind)
        return replace(assessment, original=original) if self._keep_original else assessment

    def review_bundle(self, sources: Sequence[Source], filenames: Sequence[str | None] = ()) -> a.Assessment:
        """Review a document together with its annexes, given as files of their own: the document first.

        Quotes from an annex name its file and have its pages. An annex that cannot be read is told in
        ``document.files`` and the notices; the others are reviewed all the same.
        """
        names = names_of(sources, filenames)
        try:
            original = read_original(sources[0], filename=names[0], options=self._options)
        except UnreadableDocument as error:
            return self.unreadable(error)
        documents, unread, notices = [original.document], [], []
        for source, name in zip(sources[1:], names[1:], strict=True):
            try:
                documents.append(read_original(source, filename=name, options=self._options).document)
            except UnreadableDocument as error:
                unread.append(unread_file(error))
                notices.append(Notice(error.code, f"{error.name}: {error}"))
        assessment = self.review_document(join_documents(documents))
        facts = assessment.document
        if unread:
            first = facts.files or (source_file(original.document),)
            facts = replace(facts, files=(*first, *unread), notices=(*facts.notices, *notices))
        assessment = replace(assessment, document=facts)
        return replace(assessment, original=original) if self._keep_original else assessment

    def review_document(self, document: Document, *, kind: Kind | str | None = None) -> a.Assessment:
        """Review a document that has already been read. ``kind``: as for :meth:`review`."""
        kind, as_of = one_of(Kind, kind, "Slaget"), self._day()
        matched, readings = legible(document)
        analysis = analyse(matched, readings=readings)
        stored = self._model
        x = stored.layers.features(analysis)
        scores = stored.layers.scores(analysis, x)
        seen, confidence = classify_kind(analysis, scores)
        given = kind
        if kind is None:
            kind = seen
        else:
            confidence = 1.0  # told, not judged
        view = None
        lists = build_lists(analysis)
        ids = self._chosen if self._chosen is not None else checklists_for(kind)
        engines = [self._engine(checklist_id) for checklist_id in ids]
        if self._verdict_model is not None:
            criteria = [c for e in engines for c in e.checklist.criteria]
            older = lists.units_of("superseded") if kind is Kind.PROMISE else ()
            may_be_older = [c.id for c in criteria if c.allows("earlier")]
            view = stored.layers.view(
                analysis, x, scores, kind.value, [c.id for c in criteria], older, may_be_older
            )
        del x, scores  # the most that a long document takes in memory
        ground = Ground(analysis.units, lists, analysis.words)  # one for all checklists: tests recur
        alone = [engine.run(analysis, lists, ground=ground) for engine in engines]
        leans: dict[str, float] = {}
        told = analysis
        if view is None:
            verdicts = [[decide_verdict(r, analysis) for r in results] for results in alone]
        else:
            # Rules once more, now on the passages that the learned layer found, and both weighed.
            told = analysis.with_functions(view.functions)
            told_ground = ground.with_functions(told.units)
            found = Layers(finder={c: evidence_units(f) for c, f in view.found.items()})
            assisted = [engine.run(told, lists, found, told_ground) for engine in engines]
            verdicts = [
                self._weigh(a_results, b_results, analysis, view, leans)
                for a_results, b_results in zip(alone, assisted, strict=True)
            ]
        verdicts = [by_legibility(judged, document) for judged in verdicts]
        evidence = cache(matched.evidence)  # criteria quote the same passages, as they were read
        thread: tuple[a.ThreadRow, ...] = ()
        if kind is Kind.AGREEMENT:
            thread = thread_rows(told, lists, evidence)
        values = slot_values(analysis, lists)
        checklists = tuple(
            judged_checklist(engine.checklist, judged, evidence, values, thread)
            for engine, judged in zip(engines, verdicts, strict=True)
        )
        promises = promises_of(analysis, evidence) if kind is Kind.PROMISE else ()
        sections: tuple[a.SectionFinding, ...] = ()
        if view is not None:
            there = {v.criterion.id: v.there for listed in verdicts for v in listed if v.outcome.scored}
            sections = find_sections(
                view, analysis, kind, leans, there, stored.verdict, stored.card["shared_topics"], lists
            )
        notices = list(document.notices)
        if given is not None and given is not seen:
            titles = {"given": a_kind(given), "seen": a_kind(seen)}
            notices.append(Notice("R111", TEXT_MESSAGES["R111"].format(**titles)))
        elif kind is Kind.OTHER and not ids:
            notices.append(Notice("R101", TEXT_MESSAGES["R101"]))
        elif given is None and (otherwise := named_otherwise(document.main.name, kind)) is not None:
            notices.append(otherwise)
        places = unfilled(analysis)
        if ids and (expired := expiry(analysis.entities.validity, as_of)) is not None:
            notices.append(expired)
        if (ids or len(places) > _GAPS) and (left := unfinished(places, document.text)) is not None:
            notices.append(left)
        missing = missing_sections(sections, kind, analysis)
        topics = {c.id: c.topics for e in engines for c in e.checklist.criteria}
        by_id = {v.criterion.id: v for judged in verdicts for v in judged}
        return a.Assessment(
            document=about_document(
                document, analysis, kind, confidence, self._stage, tuple(notices), places
            ),
            as_of=as_of,
            checklists=checklists,
            sections=sections,
            missing_sections=missing,
            missing_section_advice=missing_section_advice(missing, checklists, topics, analysis, kind),
            next_steps=next_steps(
                checklists, by_id, analysis, lists, values, kind, thread, every=self._every_step
            ),
            model=(stored.layers.version, stored.layers.sha256) if view is not None else None,
            thread=thread,
            goals=goals(lists, evidence) if kind in _WITH_GOALS else (),
            promises=promises,
            readability=readability(analysis) if kind is Kind.PROMISE else None,
            tool_version=VERSION,
            text=document.text,
        )

    def _engine(self, checklist_id: str) -> RuleEngine:
        if checklist_id not in self._engines:
            self._add(load_checklist(checklist_id))
        return self._engines[checklist_id]

    def _weigh(
        self,
        alone: tuple[RuleResult, ...],
        assisted: tuple[RuleResult, ...],
        analysis: Analysis,
        view: LearnedView,
        leans: dict[str, float],
    ) -> list[Verdict]:
        """The verdicts on a checklist from both runs of its rules; notes in ``leans`` how far they lean."""
        out = []
        for a_result, b_result in zip(alone, assisted, strict=True):
            if a_result.criterion.own_rules:  # what was learned holds for the shipped criterion of that id
                out.append(decide_verdict(a_result, analysis))
                continue
            leans[b_result.criterion.id] = rule_sign(b_result)
            found = view.found.get(a_result.criterion.id)
            learned = None
            if found is not None:
                learned = Learned(
                    found.units,
                    found.scores,
                    [float(v) for v in found.features],
                    [float(v) for v in view.judged[found.criterion]],
                    view.read[found.criterion].tolist() if found.criterion in view.read else None,
                )
            out.append(decide_verdict(a_result, analysis, b_result, learned, self._verdict_model))
        return out

    @property
    def read_options(self) -> ReadOptions:
        """How this reviewer reads files."""
        return self._options

    def unreadable(self, error: UnreadableDocument) -> a.Assessment:
        """The assessment of what could not be read."""
        return failed_assessment(error.name, self._day(), error.code, str(error), error.sha256)

    def _day(self) -> date:
        return self._as_of or date.today()
