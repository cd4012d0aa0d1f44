"""From labels to targets: which units of a corpus text bear which criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..language.analysis import Analysis, analyse
from ..language.units import UnitKind
from .corpus import CorpusText

QUOTE, SUPPORT = 1.0, 0.7  # weight of the labelled quote and of further supporting passages


@dataclass(frozen=True)
class LabelledText:
    """An analysed corpus text. ``evidence``: criterion → (outcome, unit id → weight)."""

    text: CorpusText
    analysis: Analysis
    evidence: Mapping[str, tuple[str, Mapping[int, float]]]


def labelled(text: CorpusText) -> LabelledText:
    """Analyse a corpus text and place its labelled quotes on units."""
    analysis = analyse(text.document())
    plain, places = squeeze(analysis.document.text)
    evidence: dict[str, tuple[str, Mapping[int, float]]] = {}
    for criterion, label in (text.labels.get("criteria") or {}).items():
        hits: dict[int, float] = {}
        for rank, quote in enumerate([label.get("quote"), *(label.get("also") or [])]):
            span = find_quote(quote, plain, places) if quote else None
            if span is None:
                continue
            for unit in analysis.units:
                if rank and unit.kind in (UnitKind.HEADING, UnitKind.HEADER_ROW):
                    continue
                shared = min(unit.end, span[1]) - max(unit.start, span[0])
                if shared > 0 and 2 * shared >= min(unit.end - unit.start, span[1] - span[0]):
                    hits[unit.id] = max(hits.get(unit.id, 0.0), QUOTE if rank == 0 else SUPPORT)
        evidence[criterion] = (str(label["outcome"]), hits)
    return LabelledText(text, analysis, evidence)


def squeeze(text: str) -> tuple[str, list[int]]:
    """The text with white space and cell borders as single blanks, and where each character stood."""
    out: list[str] = []
    places: list[int] = []
    blank = True
    for i, ch in enumerate(text):
        if ch.isspace() or ch == "|":
            if not blank:
                out.append(" ")
                places.append(i)
            blank = True
        else:
            out.append(ch)
            places.append(i)
            blank = False
    return "".join(out), places


def find_quote(quote: str, plain: str, places: list[int]) -> tuple[int, int] | None:
    """Where a labelled quote stands in the text it was squeezed from."""
    wanted = squeeze(quote.replace("**", ""))[0].strip()
    at = plain.find(wanted)
    if at < 0 or not wanted:
        return None
    return places[at], places[at + len(wanted) - 1] + 1
