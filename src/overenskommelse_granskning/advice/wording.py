"""The edits that would make a criterion met: its suggested wording in this document's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..assessment import Edit
from ..checklist import Criterion, Element, Instead
from ..document import BlockKind, Evidence, Span
from ..language.analysis import Analysis, Unit
from ..language.cues import Flag
from ..language.headings import heading_topics
from ..language.units import UnitKind
from ..rules.contract import ElementResult
from ..rules.share import shortened
from ..thread.lists import Entry, Lists
from ..thread.promise_amounts import amounts_in
from ..verdict.model import Verdict
from ..vocabulary.closed import Outcome
from ..vocabulary.section_advice import title_of
from ..vocabulary.slots import fill_slots
from ..vocabulary.swedish import upper_first
from .denials import denial_told
from .open_rows import OpenRow, open_rows, told
from .places import Outline, Place, quoted
from .slots import bound, how_much, lower_first, short_title, with_known_start

_PROBLEMS, _MEASURES = "problems", "measures"
_NAMELESS = ("[Problemet]", "[Ett annat problem]")  # where the document tells no problems apart
_MOST_ENTRIES = 6  # more are changed only where the criterion takes more
_ROW = "|"  # what a wording begins with where it is a table
_HEADS = ("kommunstyrelsens ordförande", "lokalpolisområdeschef")  # who sign an agreement
_TEXT, _HOW_MUCH = "{text}", "{mangd}"  # in what an entry is amended to: its own words, an amount
_END = re.compile(r"[\s.;,:!]+$")
_COLUMNS: Mapping[str, frozenset[str]] = {
    "goals": frozenset({"mal"}),
    "measures": frozenset({"atgarder"}),
    "promises": frozenset({"medborgarlofte", "atgarder"}),
}


@dataclass(frozen=True)
class Writer:
    """Makes the changes for verdicts on one document.

    ``bears``: start of a passage → the criteria that it is evidence of; ``verdicts``: those on all criteria.
    """

    analysis: Analysis
    lists: Lists
    outline: Outline
    values: Mapping[str, str]
    bears: Mapping[int, frozenset[str]]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)

    def changes(self, verdict: Verdict) -> tuple[Edit, ...]:
        """What to write so that the criterion becomes met."""
        criterion = verdict.criterion
        lacking, needed = self._lacking(criterion, verdict.elements) if criterion.each else ((), 0)
        made = self._amended(criterion, lacking, needed) or self._beside_entries(criterion, lacking)
        if not made and criterion.instead is not Instead.NO:
            made = self._instead(verdict)
        if made:
            return made
        texts = [self._named(criterion.template, e) for e in self._to_name(criterion, lacking)]
        if not texts and criterion.each == _PROBLEMS:
            texts = [f"- {self._led(name, criterion.template)}" for name in _NAMELESS]
        texts = texts or [self._unsigned(criterion, self._fill(criterion.template))]
        rows = self._open_rows(verdict)
        if rows:
            by_table = {r.unit.table: r for r in reversed(rows)}
            return tuple(
                self.at(
                    self.outline.under(first.unit.span),
                    "\n".join(r.wording for r in rows if r.unit.table == table),
                )
                for table, first in reversed(by_table.items())
            )
        table = criterion.template.startswith(_ROW)
        place = self.outline.place(criterion.topics, verdict.evidence, table=table)
        return (self.at(place, "\n".join(dict.fromkeys(texts))), *self._put_off(verdict))

    def advice(self, verdict: Verdict, changes: Sequence[Edit]) -> str:
        """What to do, also with a sentence that denies what is to be written."""
        denied = denial_told(self.analysis, verdict.criterion, changes)
        return f"{self._advice(verdict, changes)} {denied}".strip()

    def _advice(self, verdict: Verdict, changes: Sequence[Edit]) -> str:
        """Where the text's own measures are reworded, as for what is there and only lacks something."""
        criterion = verdict.criterion
        own = criterion.each == _MEASURES and not any(c.inserts for c in changes)
        said = criterion.advice.get(Outcome.PARTIAL if own else verdict.outcome, "")
        if criterion.template.startswith(_ROW):
            return f"{said} {told(self._open_rows(verdict))}".strip()
        cause = self._cause_told(changes) if own else None
        if cause is None:
            return said
        quote = shortened(self.analysis.document.text[cause.start : cause.end])
        return f"{said} En orsak står redan i texten: ”{quote}” Hänvisa till den.".lstrip()

    def _cause_told(self, changes: Sequence[Edit]) -> Unit | None:
        """What the text says causes the problem that a reworded measure belongs to."""
        units = self.analysis.units
        acts = {
            e.title
            for e in self.lists.named("problem_measures")
            for i in e.units
            if any(
                c.start <= units[i].start < c.end or units[i].start <= c.start < units[i].end for c in changes
            )
        }
        return next((units[e.units[0]] for e in self.lists.named("causes") if e.title in acts), None)

    def at(self, place: Place, wording: str) -> Edit:
        """The wording as new paragraphs there."""
        return Edit(
            place.offset,
            place.offset,
            wording,
            self._quoted(place.after),
            title_of(place.label, self.outline.kind) if place.label else "",
            place.level,
        )

    def _quoted(self, span: Span | None) -> Evidence | None:
        """The passage as evidence, without its section where that is none to write in."""
        evidence = quoted(self.analysis.document, span)
        if evidence is None or not self.outline.unnamed(evidence.start):
            return evidence
        return replace(evidence, section=None)

    def _replaced(self, span: Span, wording: str) -> Edit:
        return Edit(span.start, span.end, wording, quoted(self.analysis.document, span))

    def _fill(self, template: str, more: Mapping[str, str] | None = None) -> str:
        return fill_slots(template, {**self.values, **(more or {})}).strip()

    def _open_rows(self, verdict: Verdict) -> tuple[OpenRow, ...]:
        """Where a table is asked for and there is one: its rows that lack something."""
        asked = verdict.outcome is Outcome.PARTIAL and verdict.criterion.template.startswith(_ROW)
        return open_rows(self.analysis) if asked else ()

    def _unsigned(self, criterion: Criterion, wording: str) -> str:
        """The lines of a signature block without those of the heads who have signed already."""
        facts = self.analysis.entities.signatures
        if not any(e.rule == "fact" and e.options.get("is") == "undertecknad" for e in criterion.elements):
            return wording
        signed = [
            role for role, done in zip(_HEADS, (facts.by_chair, facts.by_police_chief), strict=True) if done
        ]
        kept = [line for line in wording.split("\n") if not any(role in line for role in signed)]
        return "\n".join(kept) if len(signed) < len(_HEADS) else wording

    def _put_off(self, verdict: Verdict) -> tuple[Edit, ...]:
        """Sentences that only promise for later what is now written are struck, unless they say other things too."""
        criterion = verdict.criterion
        mine = {criterion.id, *criterion.serves, *criterion.touches}
        found = (self.analysis.unit_at(span.start) for span in verdict.evidence)
        return tuple(
            self._replaced(u.span, "")
            for u in found
            if u is not None and u.kind is UnitKind.SENTENCE and Flag.LATER in u.flags
            if not self.bears.get(u.start, frozenset()) - mine
        )

    def _to_name(self, criterion: Criterion, lacking: Sequence[Entry]) -> Sequence[Entry]:
        """The entries that get a line each: measures that cannot be reworded leave it to new ones, a problem each."""
        if criterion.each != _MEASURES:
            return lacking
        return [e for e in self.lists.named(_PROBLEMS) if short_title(e.title)]

    def _named(self, template: str, entry: Entry) -> str:
        """The wording led by the entry's name, for a place where it stands beside others."""
        title = short_title(entry.title)
        return self._led(upper_first(title), template) if title else self._fill(template)

    def _led(self, name: str, template: str) -> str:
        text = lower_first(self._fill(template))
        return f"{name} – {text}" if ":" in text.split(" ", 1)[0] else f"{name}: {text}"

    def _lacking(
        self, criterion: Criterion, elements: Sequence[ElementResult]
    ) -> tuple[tuple[Entry, ...], int]:
        """The entries of the list that do not pass, and how many of them must for the criterion to be met."""
        entries = self.lists.named(criterion.each)
        own = (criterion.each, f"{criterion.each}_core")  # the same entries, without what they are to lead to
        counted = [e for e in criterion.elements if e.options.get("list") in own]
        if not counted or counted[0].rule != "share":
            return entries[:1], 1
        results = {e.id: e for e in elements}
        passed = {p.unit for p in results[counted[0].id].passages if not p.capped}
        lacking = [e for e in entries if passed.isdisjoint(m.id for m in e.members(self.analysis))]
        return tuple(lacking), _needed(counted[0], len(entries), len(lacking))

    def _amended(self, criterion: Criterion, entries: Sequence[Entry], needed: int) -> tuple[Edit, ...]:
        """Entries reworded, as many as it takes; nothing where fewer can be."""
        if not criterion.amend:
            return ()
        out: dict[Span, Edit] = {}
        deeper = self.deeper(criterion)
        vague = self._lacking(deeper, self.verdicts[deeper.id].elements)[0] if deeper is not None else ()
        for entry in entries:
            own_unit = entry.members(self.analysis)[0]
            span = self._own_text(criterion.each, own_unit)
            if span is not None and deeper is not None and any(v.units == entry.units for v in vague):
                out[span] = self._replaced(span, self._fill(deeper.amend))
            elif span is not None and not (_HOW_MUCH in criterion.amend and self._counted(own_unit)):
                text = _END.sub("", self.analysis.document.text[span.start : span.end])
                own = {"text": text, "grans": bound(text), "mangd": how_much(own_unit)}
                out[span] = self._replaced(span, self._fill(criterion.amend, own))
        if len(out) < needed:
            return ()
        return tuple(out.values())[: max(needed, _MOST_ENTRIES)]

    def deeper(self, criterion: Criterion) -> Criterion | None:
        """The criterion by which an entry of the same list is to be written anew: of an intention it is no use
        to ask how often."""
        touched = (self.verdicts[t].criterion for t in criterion.touches if t in self.verdicts)
        if _TEXT not in criterion.amend:
            return None
        return next(
            (t for t in touched if t.each == criterion.each and t.amend and _TEXT not in t.amend), None
        )

    def _counted(self, unit: Unit) -> bool:
        return bool(amounts_in(self.analysis.document.text, unit.span, unit.facts))

    def _own_text(self, name: str, unit: Unit) -> Span | None:
        """What an entry says itself: its sentence or item, or the cell of a row that holds it."""
        if unit.kind is not UnitKind.ROW:
            # A sentence elsewhere that is taken for a measure may say other things too.
            elsewhere = (
                name == "measures" and unit.kind is UnitKind.SENTENCE and "atgarder" not in unit.topics
            )
            return None if elsewhere else unit.span
        for cell in unit.cells:
            if _COLUMNS.get(name, frozenset()) & set(heading_topics(cell.header)):
                return Span(cell.start, cell.end)
        return None

    def _beside_entries(self, criterion: Criterion, entries: Sequence[Entry]) -> tuple[Edit, ...]:
        """The wording at the end of each entry's own text; nothing where entries cannot be told apart."""
        if criterion.amend:
            return ()
        document = self.analysis.document
        wording = self._fill(criterion.template)
        out: list[Edit] = []
        for entry in entries:
            own = self._run(entry)
            first, last = own[0], own[-1]
            block = document.blocks[last.block]
            if first.kind is UnitKind.ROW or self._shared(criterion.each, entry, own):
                return ()
            listed = block.kind in (BlockKind.LIST_ITEM, BlockKind.CELL)
            if listed and document.blocks[first.block].kind is not BlockKind.HEADING:
                return ()  # where it has a section of its own: after the list or table there
            out.append(self.at(self.outline.under(last.span), wording))
        return tuple(out)

    def _run(self, entry: Entry) -> tuple[Unit, ...]:
        """The entry's units from the first on, without what belongs to it elsewhere."""
        own = set(entry.units)
        last = entry.units[0]
        while last + 1 in own:
            last += 1
        return self.analysis.units[entry.units[0] : last + 1]

    def _shared(self, name: str, entry: Entry, own: Sequence[Unit]) -> bool:
        """Whether another entry stands in the same block."""
        blocks = {u.block for u in own}
        others = (e for e in self.lists.named(name) if e is not entry)
        return any(self.analysis.units[e.units[0]].block in blocks for e in others)

    def _instead(self, verdict: Verdict) -> tuple[Edit, ...]:
        """The wording in place of what the text says; nothing where that says other things too."""
        criterion = verdict.criterion
        mine = {criterion.id, *criterion.serves, *criterion.touches}
        if any(e.rule == "fact" for e in criterion.elements):
            starts = [p.start for e in verdict.elements for p in e.passages]
        else:
            starts = [span.start for span in verdict.evidence[:1]]
        found = (self.analysis.unit_at(s) for s in dict.fromkeys(starts))
        units = [u for u in found if u is not None and u.kind is UnitKind.SENTENCE]
        if not units or self.bears.get(units[0].start, frozenset()) - mine:
            return ()
        wording = with_known_start(self.analysis, criterion, self._fill(criterion.template))
        if criterion.instead is Instead.FIRST:
            return (self._replaced(units[0].span, wording),)
        return (self._replaced(units[0].span, wording), *(self._replaced(u.span, "") for u in units[1:]))


def _needed(element: Element, entries: int, lacking: int) -> int:
    """How many of the lacking entries must change for the element to be met."""
    if element.options.get("met_all"):
        return lacking
    over = float(element.options.get("met_over", 0.5))
    return max(int(over * entries) + 1 - (entries - lacking), 1)
