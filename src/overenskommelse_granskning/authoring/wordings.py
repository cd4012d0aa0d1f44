"""Whether a suggested wording, filled in with everyday words, meets its own criterion.

The shipped wordings are tried in the texts of the corpus (``evaluation.suggestions``). An author has no corpus; what
can be told at once is whether the wording alone does what the report promises of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..checklist import Checklist, Criterion
from ..checklist.located import Path
from ..rules.engine import RuleEngine, RuleResult
from ..thread.lists import build_lists
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from ..vocabulary.sections import section_titles
from ..vocabulary.slots import fill_slots
from .texts import Texts

Found = tuple[str, Path]

_BRACKET = re.compile(r"\[([^\]\n]+)\]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\[{])")
# Rules that ask of the whole document or of all entries of a list: one wording alone decides nothing.
_OF_ALL = frozenset({"fact", "share"})
_SLOTS = {
    "kommun": "Granstads kommun", "kommunen": "Granstad", "polis": "Polismyndigheten, lokalpolisområde Granstad",
    "polisenhet": "lokalpolisområde Granstad", "lan": "Granlands län", "period": "2027–2029",
    "slutdatum": "31 december 2029", "problem": "skadegörelsen vid stationen",
    "mal": "färre bilinbrott", "text": "Bilinbrotten ska minska från 60 till 40",
}  # fmt: skip
# What stands in a bracket → an everyday filling, the first that fits.
_FILLINGS = (
    (r"datum|\bdag\b|dag månad", "12 maj 2027"), (r"månad", "maj"), (r"hur ofta", "två gånger per år"),
    (r"år[–-]år", "2027–2029"), (r"\bår(?:tal)?\b", "2027"), (r"procent", "10 procent"),
    (r"belopp|kronor|\bkr\b", "50 000 kronor"), (r"antal|\btal\b|hur många|siffra|nivå|värde", "5"),
    (r"funktion|vem\b|namn på|ansvarig|chef|befattning|titel", "kommunens säkerhetschef"),
    (r"\bgrupp|organ|forum", "styrgruppen"), (r"\bplats|\bområdet?\b|\bvar\b", "Stortorget"),
)  # fmt: skip


def wording_found(checklist: Checklist, name: str, given: Any, base: Path, texts: Texts) -> Iterator[Found]:
    """What to say of a criterion's suggestion, where the file itself gives it or how the criterion is decided."""
    criterion = checklist.criterion(name)
    if not criterion.template or not {"suggestion", "elements", "passages"} & set(given):
        return
    at = (*base, "suggestion") if "suggestion" in given else base
    open_ended = [s for s in _sentences(criterion.template) if not _BRACKET.search(s)]
    if open_ended:
        yield (
            f"Förslaget i {name} har en mening utan hakparentes, ”{open_ended[0]}”, som räknas innan någon har fyllt "
            "i något: sätt det som bara den som skriver vet inom [hakparentes]",
            at,
        )
    if criterion.each or any(e.rule in _OF_ALL for e in criterion.elements):
        return
    best = max(
        (_tried(checklist, criterion, text, texts) for text in _placed(criterion)),
        key=lambda r: _RANK.get(r.outcome, 0) if r else 0,
    )
    if best is None or best.outcome is Outcome.MET:
        return
    titles = {e.id: e.title for e in criterion.elements}
    lacking = [f"”{titles[e.id]}”" for e in best.elements if e.outcome is not Outcome.MET]
    yield (
        f"Förslaget i {name} gör inte kriteriet uppfyllt när det fylls i, utan {OUTCOME_TITLES[best.outcome]} "
        f"({', '.join(lacking)} hålls inte av ”{filled(criterion.template)}”): skriv hela kravet i förslaget, eller rätta "
        "reglerna",
        at,
    )


_RANK = {Outcome.MET: 2, Outcome.PARTIAL: 1}


def filled(template: str) -> str:
    """The wording with its slots and brackets filled with everyday words, or else with the bracket's own."""

    def value(match: re.Match[str]) -> str:
        said = match.group(1)
        fitting = (f for pattern, f in _FILLINGS if re.search(pattern, said, re.IGNORECASE))
        filling = next(fitting, said)
        return filling[:1].upper() + filling[1:] if said[:1].isupper() else filling

    return _BRACKET.sub(value, fill_slots(template, _SLOTS))


def _placed(criterion: Criterion) -> list[str]:
    """The filled wording alone, and below the heading where the report says that it belongs."""
    text = filled(criterion.template).replace("\n", "\n\n")
    if "|" in text:
        text = filled(criterion.template)
    titles = {str(label): title for label, title in section_titles().items()}
    return [text, *(f"# {titles[t]}\n\n{text}" for t in criterion.topics[:1])]


def _tried(checklist: Checklist, criterion: Criterion, text: str, texts: Texts) -> RuleResult | None:
    analysis = texts(text)
    if analysis is None:
        return None
    engine = RuleEngine(replace(checklist, criteria=(criterion,), text=""))
    (result,) = engine.run(analysis, build_lists(analysis))
    return result


def _sentences(template: str) -> list[str]:
    """The sentences of a wording; the heading row of a table and its rule are none."""
    lines = [line.strip() for line in template.splitlines() if line.strip()]
    rows = [i for i, line in enumerate(lines) if line.startswith("|")]
    kept = [line for i, line in enumerate(lines) if not rows or i != rows[0]]
    return [s for line in kept if set(line) - set("|-: ") for s in _SENTENCE.split(line)]
