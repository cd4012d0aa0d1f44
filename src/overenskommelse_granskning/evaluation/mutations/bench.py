"""Runs the edits through the reviewer and counts what followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ...document import Document
from ...pipeline import Reviewer
from ...vocabulary.closed import OUTCOME_RANK, Kind, Outcome
from .copies import copies, exchanges, harmless
from .edits import MutationKind, Topics, mutations
from .source import Source

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class View:
    """What a review says of a document: verdicts, topics, kind."""

    outcomes: Mapping[str, Outcome]
    shown: Mapping[str, tuple[str, ...]]
    review: Mapping[str, bool]
    topics: Mapping[str, bool]
    kind: str | None


@dataclass(frozen=True)
class Case:
    """One expectation and what came of it. ``name``: the criterion or topic."""

    kind: str
    document: str
    locked: bool
    name: str
    before: str
    after: str
    right: bool
    review: bool
    what: str
    shown: tuple[str, ...] = ()


@dataclass
class Results:
    """``drops``: what must change; ``stays``: what must not, by kind of edit or copy."""

    drops: list[Case] = field(default_factory=list)
    stays: list[Case] = field(default_factory=list)
    kept: list[Case] = field(default_factory=list)  # exchange: the verdict follows the passages
    kinds: list[Case] = field(default_factory=list)  # the document's kind after the edit


class Bench:
    """Reviews each original once and every edit of it.

    The checklists are those of the kind that the text is labelled with, so that a kind that is not
    recognised after an edit is one error and not one per criterion.
    """

    def __init__(self, reviewer: Callable[[Kind], Reviewer], topics: Topics) -> None:
        self._reviewer, self._topics = cache(reviewer), topics
        self._originals: dict[str, View] = {}

    def view(self, document: Document, kind: str) -> View:
        """Review a document."""
        a = self._reviewer(Kind(kind)).review_document(document)
        return View(
            {c.id: c.outcome for c in a},
            {c.id: tuple(e.quote for e in c.evidence) for c in a},
            {c.id: c.needs_review for c in a},
            {s.label: s.present for s in a.sections},
            a.document.kind.value if a.document.kind else None,
        )

    def original(self, source: Source) -> View:
        """The unchanged text, reviewed once."""
        if source.id not in self._originals:
            self._originals[source.id] = self.view(source.document, source.text.kind)
        return self._originals[source.id]

    def run(
        self,
        sources: Sequence[Source],
        everything: Sequence[Source],
        progress: Progress = lambda _i, _n, _name: None,
    ) -> Results:
        """All edits, copies and exchanges of ``sources``; paragraphs and hosts are from ``everything``."""
        out = Results()
        quiet = [(s, text) for s in everything for text in harmless(s)]
        for i, source in enumerate(sources, 1):
            progress(i, len(sources), source.id)
            self._mutate(source, out)
            others = [text for s, text in quiet if s.text.author != source.text.author]
            self._copy(source, others[i % len(others)] if others else None, out)
            self._exchange(source, everything, out)
        return out

    def _mutate(self, source: Source, out: Results) -> None:
        before = self.original(source)
        for m in mutations(source, self._topics):
            wanted = [c for c in sorted(m.affected) if self._agreed(source, before, c)]
            topics = [t for t in sorted(m.sections) if before.topics.get(t)]
            if not wanted and not topics:
                continue
            after = self.view(m.document, source.text.kind)
            out.kinds.append(self._kind(m.kind, source, before, after, m.what))
            for c in wanted:
                fell = after.outcomes.get(c)
                right = OUTCOME_RANK.get(fell, 0) < OUTCOME_RANK[before.outcomes[c]] if fell else False
                out.drops.append(self._case(m.kind, source, c, before, after, right, m.what))
            for t in topics:
                there = after.topics.get(t, False)
                name = "finns" if there else "saknas"
                out.drops.append(
                    Case(
                        "topic_removed", source.id, source.locked, t, "finns", name, not there, False, m.what
                    )
                )
            if m.kind is not MutationKind.PASSAGES:
                self._unchanged(m.kind, source, m.spared, before, after, m.what, out)

    def _agreed(self, source: Source, before: View, criterion: str) -> bool:
        """Only a verdict that was right to begin with can be asked to drop."""
        return before.outcomes.get(criterion) is source.gold[criterion]

    def _copy(self, source: Source, paragraph: str | None, out: Results) -> None:
        before = self.original(source)
        for copy in copies(source, paragraph):
            after = self.view(copy.document, source.text.kind)
            out.kinds.append(self._kind(copy.kind, source, before, after, ""))
            self._unchanged(copy.kind, source, before.outcomes, before, after, "", out)

    def _exchange(self, source: Source, hosts: Sequence[Source], out: Results) -> None:
        before = self.original(source)
        for e in exchanges(source, hosts, self._topics):
            if not self._agreed(source, before, e.criterion):
                continue
            after = self.view(e.document, source.text.kind)
            right = after.outcomes.get(e.criterion) is before.outcomes[e.criterion]
            kind = f"exchange_{before.outcomes[e.criterion]}"
            out.kept.append(self._case(kind, source, e.criterion, before, after, right, f"i {e.host.id}"))

    def _unchanged(
        self,
        kind: str,
        source: Source,
        spared: Iterable[str],
        before: View,
        after: View,
        what: str,
        out: Results,
    ) -> None:
        for c in sorted(spared):
            if c in before.outcomes:
                same = after.outcomes.get(c) is before.outcomes[c]
                out.stays.append(self._case(kind, source, c, before, after, same, what))

    def _kind(self, kind: str, source: Source, before: View, after: View, what: str) -> Case:
        same = before.kind == after.kind
        return Case(
            str(kind), source.id, source.locked, "slag", str(before.kind), str(after.kind), same, False, what
        )

    def _case(
        self, kind: str, source: Source, criterion: str, before: View, after: View, right: bool, what: str
    ) -> Case:
        fell = after.outcomes.get(criterion)
        return Case(
            kind=str(kind),
            document=source.id,
            locked=source.locked,
            name=criterion,
            before=before.outcomes[criterion].value,
            after=fell.value if fell else "absent",
            right=right,
            review=after.review.get(criterion, False),
            what=what if not right else "",
            shown=after.shown.get(criterion, ()) if not right else (),
        )


def by_kind(cases: Iterable[Case]) -> dict[str, list[Case]]:
    """Cases per kind of edit, in order of first appearance."""
    out: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        out[case.kind].append(case)
    return dict(out)
