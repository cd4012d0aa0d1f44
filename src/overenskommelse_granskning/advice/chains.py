"""Steps that mend den röda tråden: what a problem lacks, written where the problem stands."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from ..assessment import CriterionAssessment, NextStep, ThreadRow
from ..document import Span
from ..vocabulary.section_advice import sentences_for
from ..vocabulary.swedish import listed, upper_first
from .slots import lower_first, short_title
from .wording import Writer

# The criterion that asks for each link.
_ASKED_BY: Mapping[str, str] = {
    "cause": "bra.orsaker",
    "goal": "bra.mal",
    "measure": "bra.atgarder",
    "responsible": "bra.atgardsplan",
    "time": "bra.atgardsplan",
    "follow_up": "bra.uppfoljning",
}


# What to write of each, in a sentence about the problem.
_TO_SAY: Mapping[str, str] = {
    "cause": "vad det beror på",
    "goal": "vad målet är",
    "measure": "vad som ska göras",
    "responsible": "vem som ansvarar",
    "time": "när det ska vara klart",
    "follow_up": "hur det följs upp",
}


def chain_steps(
    rows: Sequence[ThreadRow],
    criteria: Mapping[str, tuple[str, CriterionAssessment]],
    moved: Mapping[str, Sequence[str]],
    stepped: Container[str],
    writer: Writer,
) -> list[NextStep]:
    """One step per problem whose chain breaks, the least broken first.

    ``criteria``: id → its checklist's id and what was found; ``moved``: id → the
    criteria that a wording for it may move too; ``stepped``: criteria with a step of their own; a link that such a step gives is left to it.
    """
    out: list[tuple[int, NextStep]] = []
    for row in rows:
        links = tuple(link for link in row.lacking if _ASKED_BY[link] not in stepped)
        asked = [_ASKED_BY[link] for link in links if _ASKED_BY[link] in criteria]
        title = short_title(row.problem.quote)
        if not asked or not title:
            continue
        checklist, criterion = criteria[asked[0]]
        words = listed([_TO_SAY[link] for link in links])
        texts = sentences_for(links)
        wording = " ".join([f"{upper_first(title)}: {lower_first(texts[0])}", *texts[1:]])
        place = writer.outline.under(Span(row.problem.start, row.problem.end))
        step = NextStep(
            criterion=criterion.id,
            gain=0.0,
            advice=f"Skriv för just det här problemet {words}.",
            title=f"Röd tråd: {title}",
            checklist=checklist,
            level=criterion.level,
            outcome=criterion.outcome,
            changes=(writer.at(place, wording),),
            touches=tuple(dict.fromkeys(m for a in asked for m in (a, *moved[a]) if m != criterion.id)),
            problem=row.problem,
            links=links,
        )
        out.append((len(row.lacking), step))
    return [step for _, step in sorted(out, key=lambda pair: pair[0])]
