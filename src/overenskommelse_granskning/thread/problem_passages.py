"""Problems that a text tells of one after another without a list: a paragraph or a sentence for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..language.analysis import Analysis, Unit
from ..language.headings import heading_topics
from ..language.units import UnitKind
from .problem_scoring import (
    LABEL,
    PROBLEM_CONCEPTS,
    SHORT_TITLE,
    Group,
    Problem,
    Source,
    live,
    make_group,
    own_context,
    said_numbers,
    together,
)

_ABOUT = frozenset({"lagesbild", "prioriterade_omraden"})
# Where the name of a problem ends: at the verb, or at what only says more.
_NAME_ENDS = re.compile(
    r",|:|–|\s(?:är|var|har|hade|ska|kan|sker|skedde|blir|blev|finns|fanns|uppgick|uppgår|ökar|ökade|minskar|minskade|förekommer|"
    r"förekom|drabbar|drabbade|pågår|pågick|säljs|utgör|syns|märks|leder|gör|ligger|står|stjäls|begås|anmäls|anmäldes|beror|återkommer|kostade|\w{3,}(?:ades|ats|erar|erade))\b",
    re.IGNORECASE,
)
_MOST = 6  # more paragraphs in a row are a description, not a choice


def by_passages(analysis: Analysis) -> list[Group]:
    """Runs of paragraphs, or of sentences in one paragraph, that each begin with a crime or theme."""
    out: list[Group] = []
    for section, units in analysis.by_section.items():
        topics = heading_topics(analysis.document.sections[section].title)
        blocks = list(_blocks(units))
        found = [(Source.PARAGRAPHS, *r) for r in _paragraphs(blocks)]
        found += [(Source.SENTENCES, *r) for r in _sentences(blocks)]
        for source, lead, run in found:
            problems = together([Problem(_name(us[0]), tuple(u.id for u in us)) for us in run])
            context = own_context(analysis, section, lead, len(problems))
            out += make_group(analysis, problems, context, source, (*topics, *(_ABOUT & run[0][0].topics)))
    return out


def _blocks(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """The paragraphs of a section, each as its sentences."""
    block: list[Unit] = []
    for unit in units:
        if unit.kind is not UnitKind.SENTENCE:
            continue
        if block and unit.block != block[-1].block:
            yield block
            block = []
        block.append(unit)
    if block:
        yield block


def _paragraphs(blocks: Sequence[Sequence[Unit]]) -> Iterator[tuple[Sequence[Unit], list[Sequence[Unit]]]]:
    """Paragraphs that open with a problem, with what stands before the first of them."""
    run = [i for i, b in enumerate(blocks) if _opens(b[0])]
    labelled = [i for i in run if LABEL.match(blocks[i][0].text)]
    run = labelled or run  # "a)", "b)" and a paragraph without a letter are not of one list
    if 2 <= len(run) <= _MOST:
        yield blocks[run[0] - 1][-2:] if run[0] else (), [blocks[i] for i in run]


def _sentences(blocks: Sequence[Sequence[Unit]]) -> Iterator[tuple[Sequence[Unit], list[Sequence[Unit]]]]:
    """Sentences of one paragraph: as many as it says there are, else those that open with a problem."""
    for block in blocks:
        for i, unit in enumerate(block):
            following = block[i + 1 :]
            for n in said_numbers(unit.text):
                if 2 <= n <= len(following) and all(live(u) for u in following[:n]):
                    yield (unit,), [(u,) for u in following[:n]]
        starts = [i for i, u in enumerate(block) if _opens(u)]
        if 2 <= len(starts) <= _MOST:
            ends = [*starts[1:], len(block)]
            yield block[: starts[0]][-2:], [block[a:b] for a, b in zip(starts, ends, strict=True)]


def _opens(unit: Unit) -> bool:
    """Whether a sentence begins with a problem's name."""
    if not live(unit):
        return False
    stop = unit.start + len(_name(unit))
    return any(h.concept in PROBLEM_CONCEPTS and h.start < stop for h in unit.hits)


def _name(unit: Unit) -> str:
    """How the sentence begins, up to its verb where a problem is named before that, else as far as a title goes."""
    text = unit.text.rstrip(" .")
    end = _NAME_ENDS.search(text)
    if end and any(h.concept in PROBLEM_CONCEPTS and h.start < unit.start + end.start() for h in unit.hits):
        return text[: end.start()]
    return text if len(text) <= SHORT_TITLE else text[:SHORT_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–")
