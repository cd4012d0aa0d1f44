"""What a report says beside what the labels say: the pairs that all measures are made from.

Works on the JSON report, as anybody outside sees it, never on what the program knows besides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from .gold import LEVELS, GoldDocument
from .overlap import overlap
from .thread import ThreadCounts, count_thread

ABSENT = "absent"  # the report has no verdict on the criterion, or there is no report
HIT = 0.5  # share of words that a shown quote must have in common with the labelled one


@dataclass(frozen=True)
class Judged:
    """One criterion in one document: the label and the verdict. Outcomes are the report's words."""

    document: str
    criterion: str
    gold: str
    predicted: str
    confidence: float | None = None
    needs_review: bool = False
    gold_quote: str = ""
    quotes: tuple[str, ...] = ()
    grounds: tuple[tuple[str, Outcome], ...] = ()  # what each layer held

    @property
    def counted(self) -> bool:
        """True where the label is one of the three levels."""
        return self.gold in LEVELS

    @property
    def right(self) -> bool:
        return self.gold == self.predicted

    @property
    def shown(self) -> bool:
        return self.predicted in (Outcome.MET, Outcome.PARTIAL)

    @property
    def hit(self) -> bool | None:
        """Whether a shown quote is the labelled one; None where there is nothing to compare."""
        if not self.gold_quote or not self.shown:
            return None
        return any(overlap(self.gold_quote, q) >= HIT for q in self.quotes)


@dataclass(frozen=True)
class SectionPair:
    label: str
    gold: bool
    predicted: bool
    probability: float | None


@dataclass(frozen=True)
class Observed:
    """One document: everything that is compared."""

    name: str
    kind: str
    predicted_kind: str | None
    readable: bool
    judged: tuple[Judged, ...]
    sections: tuple[SectionPair, ...]
    thread: ThreadCounts
    quotes_valid: int
    quotes_shown: int


def observe(
    gold: GoldDocument,
    report: Mapping[str, Any] | None,
    text: str | None,
    wanted: Callable[[str], bool] = lambda _: True,
) -> Observed:
    """Compare one report with its labels. ``report`` None, or one not read: everything is wrong.

    ``text`` is what ``granska text`` prints; without it quotes are not checked. ``wanted`` says
    which criteria count.
    """
    readable = report is not None and report["document"].get("status") == "read"
    if report is None or not readable:
        report = {"document": {}, "checklists": [], "sections": [], "thread": []}
    given = {c["id"]: c for checklist in report["checklists"] for c in checklist["criteria"]}
    evidence = [e for c in given.values() for e in c.get("evidence") or ()] if text is not None else []
    labels = gold.text.labels
    return Observed(
        name=gold.name,
        kind=gold.kind,
        predicted_kind=report["document"].get("kind"),
        readable=readable,
        judged=tuple(
            _judged(gold.name, criterion, label, given.get(criterion))
            for criterion, label in (labels.get("criteria") or {}).items()
            if wanted(criterion)
        ),
        sections=_sections(labels.get("sections") or {}, report.get("sections") or ()),
        thread=count_thread(labels.get("thread") or (), report.get("thread") or (), gold.kind),
        quotes_valid=sum((text or "")[e["start"] : e["end"]] == e["quote"] for e in evidence),
        quotes_shown=len(evidence),
    )


def _judged(document: str, criterion: str, label: Mapping[str, Any], got: Mapping[str, Any] | None) -> Judged:
    if got is None:
        return Judged(document, criterion, label["outcome"], ABSENT, gold_quote=label.get("quote") or "")
    return Judged(
        document=document,
        criterion=criterion,
        gold=label["outcome"],
        predicted=got["outcome"],
        confidence=got.get("confidence"),
        needs_review=bool(got.get("needs_review")),
        gold_quote=label.get("quote") or "",
        quotes=tuple(e["quote"] for e in got.get("evidence") or ()),
        grounds=_grounds(got.get("grounds") or ()),
    )


def _grounds(given: Any) -> tuple[tuple[str, Outcome], ...]:
    """Layer and outcome; the report says it in words, sometimes with a probability behind."""
    out = []
    for ground in given:
        for outcome, title in OUTCOME_TITLES.items():
            if ground["holds"] == title or ground["holds"].startswith(f"{title} ("):
                out.append((ground["layer"], outcome))
    return tuple(out)


def _sections(labels: Mapping[str, Any], given: Any) -> tuple[SectionPair, ...]:
    found = {s["label"]: s for s in given}
    return tuple(
        SectionPair(
            label,
            bool(there),
            bool(label in found and found[label]["present"]),
            found[label].get("probability") if label in found else None,
        )
        for label, there in labels.items()
    )
