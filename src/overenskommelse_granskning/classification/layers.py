"""The learned layers at review time: passages per criterion, sentence functions, section topics.

Linear weights from arrays; nothing of scikit-learn is loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..language.analysis import Analysis
from ..language.units import HEADS
from .features import UnitFeatures, dead_units, places, unit_features
from .network import Judging, Network, network_inputs, network_tokens, together
from .pooling import BLANK_PENALTY, Found, blanks, penalties, pool, stacked
from .space import Floats, TextSpace, product

FUNCTION_THRESHOLD = 0.35
AGGREGATES = 3  # see aggregate()
_AT_ONCE = 512  # units; their features, and what the network makes of their words, lie in memory together


@dataclass(frozen=True)
class UnitScores:
    """What the layers see in each unit, whatever the document's kind.

    ``vectors``: (units, dimensions) text vectors; ``functions`` and ``topics``: (units, names).
    """

    vectors: Floats
    functions: Floats
    topics: Floats


@dataclass(frozen=True)
class LearnedView:
    """What the layers see in one document."""

    found: Mapping[str, Found]
    judged: Mapping[str, Floats]  # criterion → scores of missing, partial, met from its passages
    read: Mapping[str, Floats]  # criterion → what the networks hold of them, as logits
    functions: Mapping[int, frozenset[str]]
    topic_aggregates: Floats  # (topics, AGGREGATES)
    topic_units: Mapping[str, int]  # topic → the unit that bears it best
    function_scores: Mapping[str, float]  # function → score of the unit that has it most


@dataclass(frozen=True)
class LearnedLayers:
    """Weights. ``finder`` and ``judge``: criterion → (features, 3); ``judge_prior``: (3,)."""

    space: TextSpace
    finder: Mapping[str, Floats]
    judge: Mapping[str, Floats]
    judge_prior: Floats
    function_names: Sequence[str]
    function_weights: Floats
    topic_names: Sequence[str]
    topic_weights: Floats
    criteria_of: Mapping[str, Sequence[str]]  # kind → criteria that were labelled for it
    version: str
    sha256: str
    networks: Sequence[Network] = ()
    _stacked: dict[tuple[str, ...], tuple[Floats, list[Floats]]] = field(default_factory=dict, repr=False)

    def _weights(self, criteria: tuple[str, ...]) -> tuple[Floats, list[Floats]]:
        """The finder's weights beside each other, and the judge's; kept for the next document of the kind."""
        found = self._stacked.get(criteria)
        if found is None:
            judge = [self.judge[c] for c in criteria]
            found = self._stacked[criteria] = (stacked(self.finder, criteria), judge)
        return found

    def _read(
        self, analysis: Analysis, x: UnitFeatures, off: Floats, criteria: Sequence[str]
    ) -> Mapping[str, Floats]:
        """What the networks hold of the criteria; the document is read a block of units at a time."""
        judgings = [Judging(network, criteria) for network in self.networks]
        for start in range(0, len(x) if judgings else 0, _AT_ONCE):
            rows = slice(start, start + _AT_ONCE)
            tokens = network_tokens(analysis, self.space.words, rows)
            inputs = network_inputs(x[rows], self.space)
            for judging in judgings:
                judging.add(tokens, inputs, off[rows])
        return together(judgings)

    def features(self, analysis: Analysis) -> UnitFeatures:
        """(units, features) of a document."""
        return unit_features(analysis, self.space)

    def scores(self, analysis: Analysis, x: UnitFeatures) -> UnitScores:
        """What is seen in each unit of a document with the features ``x``."""
        return score_units(analysis, x, self.function_weights, self.topic_weights)

    def view(
        self,
        analysis: Analysis,
        x: UnitFeatures,
        seen: UnitScores,
        kind: str,
        criteria: Sequence[str] = (),
        older: Collection[int] = (),
        answered_there: Collection[str] = (),
    ) -> LearnedView:
        """Apply all layers to one document with the features ``x`` and their scores.

        ``criteria`` besides those known for its kind; ``older``: units of an older year's promise, which say
        nothing of this one, but to the criteria of ``answered_there``.
        """
        wanted = dict.fromkeys(c for c in (*self.criteria_of.get(kind, ()), *criteria) if c in self.finder)
        if not analysis.units:
            return LearnedView(
                {}, {}, {}, {}, np.zeros((len(self.topic_names), AGGREGATES), np.float32), {}, {}
            )
        found: dict[str, Found] = {}
        read: Mapping[str, Floats] = {}
        judge: list[Floats] = []
        if wanted:
            finder, judge = self._weights(tuple(wanted))
            off = penalties(analysis) + blanks(analysis)
            if older:
                off = np.repeat(off[:, None], len(wanted), axis=1)
                off[np.ix_(list(older), [c not in answered_there for c in wanted])] = BLANK_PENALTY
            found = pool(tuple(wanted), weighed(x, finder), off, x)
            read = self._read(analysis, x, off, tuple(wanted))
        judged = {c: f.pooled @ w + self.judge_prior for (c, f), w in zip(found.items(), judge, strict=True)}
        functions, topics = seen.functions, seen.topics
        best = topics.argmax(axis=0)
        return LearnedView(
            found,
            judged,
            read,
            chosen_functions(analysis, functions, self.function_names),
            aggregate(topics),
            {n: analysis.units[int(best[i])].id for i, n in enumerate(self.topic_names)},
            dict(zip(self.function_names, map(float, functions.max(axis=0)), strict=True)),
        )


def score_units(
    analysis: Analysis, x: UnitFeatures, function_weights: Floats, topic_weights: Floats
) -> UnitScores:
    """The scores of the units with the features ``x``."""
    if not len(x):
        names = function_weights.shape[1], topic_weights.shape[1]
        return UnitScores(x.own, *(np.zeros((0, n), dtype=np.float32) for n in names))
    functions = live_scores(analysis, np.concatenate(list(weighed(x, function_weights))))
    return UnitScores(x.own, functions, topic_chances(analysis, x, topic_weights))


def weighed(x: Floats | UnitFeatures, weights: Floats, before: Floats | None = None) -> Iterator[Floats]:
    """The features times the weights, a block of units at a time; ``before``: features that come before ``x``.

    Every block is worked with as many units, some of them again, so that :func:`product` treats all rows the same.
    """
    for start in range(0, len(x), _AT_ONCE):
        first = max(min(start, len(x) - _AT_ONCE), 0)
        rows = slice(first, start + _AT_ONCE)
        part = x[rows] if before is None else np.hstack([before[rows], x[rows]])
        yield product(part, weights)[start - first :]


def chosen_functions(analysis: Analysis, scores: Floats, names: Sequence[str]) -> dict[int, frozenset[str]]:
    """Unit id → its functions: those scored high enough, and always the likeliest."""
    high = scores >= FUNCTION_THRESHOLD
    high[np.arange(len(scores)), scores.argmax(axis=1)] = True
    chosen: dict[int, list[str]] = {}
    for row, column in np.argwhere(high).tolist():
        chosen.setdefault(row, []).append(names[column])
    shared: dict[frozenset[str], frozenset[str]] = {}
    return {
        unit.id: shared.setdefault(own := frozenset(chosen[i]), own)
        for i, unit in enumerate(analysis.units)
        if unit.kind not in HEADS
    }


def live_scores(analysis: Analysis, scores: Floats) -> Floats:
    """Scores of body units, changed in place; headings and cancelled units never make a topic present."""
    scores[dead_units(analysis)] = 0.0
    return scores


def topic_chances(analysis: Analysis, x: Floats | UnitFeatures, weights: Floats) -> Floats:
    """(units, topics): how likely a unit gives substance on a topic, were every second unit to do so."""
    z = np.concatenate(list(weighed(x, weights, places(analysis))))
    return live_scores(analysis, np.asarray(1.0 / (1.0 + np.exp(-z)), dtype=np.float32))


def aggregate(chances: Floats) -> Floats:
    """(topics, AGGREGATES): the two best units, and how far beyond doubt the best one is."""
    padded = np.vstack([np.sort(chances, axis=0)[::-1], np.zeros((2, chances.shape[1]), chances.dtype)])
    best = np.clip(padded[0], 0.001, 0.999)
    return np.stack([padded[0], padded[1], np.log(best / (1 - best)) / 4], axis=1).astype(np.float32)
