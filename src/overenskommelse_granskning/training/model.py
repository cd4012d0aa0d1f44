"""``granska trana``: from ``corpus/`` to the stored model, the same bytes every time on one platform."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..classification.chances import softmax
from ..classification.persistence import (
    ARRAYS_FILE,
    FORMAT,
    NETWORK_FILE,
    WORDS_FILE,
    file_sha256,
    pack_strings,
    quantise,
    write_card,
)
from ..classification.space import TextSpace
from ..classification.topics import topic
from ..verdict.weigh import OUTCOMES
from ..vocabulary.closed import Outcome
from .calibrate import Calibration, calibrate, out_of_author
from .corpus import AUTHORS_FILE, KINDS_FOLDER, CorpusText, KindText, load_corpus, load_kind_texts
from .fit import (
    Engines,
    Prepared,
    Row,
    criteria_by_kind,
    features_of,
    finder_without,
    fit_finder,
    fit_judge,
    judge_out_of_author,
    make_space,
    prepare,
    rows_of,
)
from .kind import train_kind
from .passages import labelled
from .presence import fit_presence, presence_examples, presence_metrics
from .silence import Silenced, silent_rows
from .space import rarity
from .units import FUNCTIONS, SECTIONS, FittedUnits, fit_units, load_passages
from .verdict_layer import FittedVerdict
from .weighing import fit_weighing
from .words import read_table

VERSION = "1.0.0"
FEW_LABELS = 20  # criteria with fewer labelled documents are always left to review where unsure
UNSEEN = 2  # an outcome that fewer documents were labelled with has not been learned
Progress = Callable[[str], None]


@dataclass
class Trained:
    """Everything that training fits, before it is stored."""

    space: TextSpace
    criteria: list[str]
    finder: dict[str, np.ndarray]
    judge: Any
    verdict: FittedVerdict
    calibration: Calibration
    units: FittedUnits
    presence: np.ndarray
    presence_metrics: dict[str, Any]
    criteria_of: dict[str, list[str]]
    labels: Counter[str]
    unseen: dict[str, frozenset[Outcome]]
    rarity: np.ndarray


def corpus_hash(folder: Path) -> str:
    """SHA-256 over names and contents of the corpus files that training reads."""
    digest = hashlib.sha256()
    kinds = (folder / KINDS_FOLDER).glob("*")
    for path in sorted(
        [*(folder / "texts").glob("*"), folder / "passages.jsonl", *folder.glob(AUTHORS_FILE), *kinds]
    ):
        digest.update(path.name.encode("utf-8") + b"\0" + path.read_bytes())
    return digest.hexdigest()


def train(corpus: Path, folder: Path, progress: Progress = lambda _: None) -> dict[str, Any]:
    """Train everything and write the model into ``folder`` (which holds the word table).

    The locked part of the corpus is never read for fitting. Returns the model's card.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        passages = load_passages(corpus / "passages.jsonl")
        locked = {d for d, listed in passages.items() if listed[0].locked}
        texts = [t for t in load_corpus(corpus / "texts") if t.id not in locked]
        others = [t for t in load_kind_texts(corpus) if not t.locked]
        progress(f"{len(texts)} dokument, {len(locked)} låsta, {len(others)} som bara lär ut slaget")
        known = {k: v for k, v in passages.items() if k not in locked}
        trained = fit_all(texts, others, known, folder, progress)
    return store(trained, corpus, folder, len(texts))


def fit_all(
    texts: Sequence[CorpusText], others: Sequence[KindText], passages: Any, folder: Path, progress: Progress
) -> Trained:
    """Fit every layer on the given texts; ``others`` only teach what kind they are."""
    words, table = read_table(folder)
    marked = [labelled(t) for t in texts]
    progress("vektorrum")
    space = make_space(marked, words, table)
    ready = prepare(marked, space)
    trained = fit_layers(ready, passages, words, space, progress)
    progress("dokumentets slag")
    own = [KindText(t.id, t.kind, t.body, locked=False) for t in texts]
    train_kind([*own, *others], space, trained.units, folder)
    return trained


def fit_layers(
    ready: Sequence[Prepared], passages: Any, words: Sequence[str], space: TextSpace, progress: Progress
) -> Trained:
    """Fit everything from prepared texts; the order matters, see the comments."""
    criteria = criteria_by_kind(ready)
    names = sorted({c for listed in criteria.values() for c in listed})
    progress("meningars funktion och avsnitt")
    units, views = fit_units(ready, passages)
    for p in ready:
        p.functions = views[p.labelled.text.id].chosen
    progress("sökare per kriterium, en författare i taget utelämnad")
    finder_for = finder_without(ready, criteria)
    rows = rows_of(ready, criteria, finder_for, Engines())
    silent = silent_rows(ready, criteria, finder_for)
    judged, judged_silent = judge_out_of_author(rows, silent)
    features = features_of(rows, judged)
    silenced = Silenced(silent, features_of(silent, judged_silent))
    progress("omdömen")
    verdict = fit_weighing(rows, features, names, silenced)
    told = out_of_author(rows, features, names, silenced)
    calibration = calibrate(rows, told)
    chances = softmax(told.rows / calibration.temperature)
    examples = presence_examples(ready, views, rows, judged, chances, passages)
    return Trained(
        space,
        names,
        fit_finder(ready, criteria),
        fit_judge(rows),
        verdict,
        calibration,
        units,
        fit_presence(examples),
        presence_metrics(examples),
        criteria,
        _label_counts(rows),
        unseen(rows, names),
        rarity(words, [u.text for p in ready for u in p.labelled.analysis.units]),
    )


def _label_counts(rows: Sequence[Row]) -> Counter[str]:
    return Counter(r.criterion for r in rows)


def unseen(rows: Sequence[Row], criteria: Sequence[str]) -> dict[str, frozenset[Outcome]]:
    """Criterion → the outcomes that fewer than :data:`UNSEEN` of its documents were labelled with."""
    seen = Counter((r.criterion, r.outcome) for r in rows)
    out = {c: frozenset(o for i, o in enumerate(OUTCOMES) if seen[c, i] < UNSEEN) for c in criteria}
    return {c: listed for c, listed in out.items() if listed}


def store(t: Trained, corpus: Path, folder: Path, documents: int) -> dict[str, Any]:
    """Write arrays and card. Half precision where it changes no verdict; int8 for the projection."""
    projection, scale = quantise(t.space.ngrams.projection[:])
    grams = sorted(t.space.ngrams.vocabulary, key=lambda g: t.space.ngrams.vocabulary[g])
    half, single = np.float16, np.float32
    weights = t.verdict.weights()
    np.savez(
        folder / ARRAYS_FILE,
        grams=pack_strings(grams),
        idf=t.space.ngrams.idf.astype(single),
        projection=projection,
        projection_scale=scale,
        ngram_mean=t.space.ngrams.mean,
        rarity=t.rarity.astype(half),
        word_mean=t.space.words.mean,
        finder=np.stack([t.finder[c] for c in t.criteria]).astype(half),
        judge=np.stack([t.judge.weights(c) for c in t.criteria]).astype(half),
        judge_prior=np.asarray(t.judge.prior_, dtype=single),
        function_weights=t.units.functions.astype(half),
        topic_weights=t.units.topics.astype(half),
        presence_weights=t.presence.astype(single),
        verdict_mean=t.verdict.mean.astype(single),
        verdict_scale=t.verdict.scale.astype(single),
        verdict_features=np.stack([weights[c].features for c in t.criteria]).astype(single),
        verdict_constant=np.stack([weights[c].constant for c in t.criteria]).astype(single),
        verdict_trust=np.stack([weights[c].trust for c in t.criteria]).astype(single),
        verdict_elements=np.array([weights[c].elements[e] for c, e in t.verdict.elements]).astype(single),
    )
    network = folder / NETWORK_FILE
    card = {
        "format": FORMAT,
        "version": VERSION,
        "corpus_sha256": corpus_hash(corpus),
        "words_sha256": file_sha256(folder / WORDS_FILE),
        "network_sha256": file_sha256(network) if network.is_file() else None,
        "arrays_sha256": file_sha256(folder / ARRAYS_FILE),
        "documents": documents,
        "verdicts": sum(t.labels.values()),
        "criteria": t.criteria,
        "criteria_of": t.criteria_of,
        "elements": {
            c: [e for of, e in t.verdict.elements if of == c]
            for c in sorted({of for of, _ in t.verdict.elements})
        },
        "outcomes": [o.value for o in OUTCOMES],
        "functions": list(FUNCTIONS),
        "sections": list(SECTIONS),
        "temperature": round(t.calibration.temperature, 4),
        "review_below": round(t.calibration.review_below, 4),
        "few_labels": sorted(c for c in t.criteria if t.labels[c] < FEW_LABELS),
        "unseen": {c: sorted(o.value for o in listed) for c, listed in t.unseen.items()},
        "metrics": {**t.calibration.metrics, "sections": t.presence_metrics},
        "shared_topics": {c: topic(c) for c in t.criteria},
    }
    write_card(folder, card)
    return card
