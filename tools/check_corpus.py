"""Checks the corpus: ids, offsets, closed labels, verbatim quotes, whole criteria, splits, near-duplicates.

Usage: python tools/check_corpus.py [--write]. Prints one line per fault and a summary; the exit code is 1
when there is a fault. With --write the counts in corpus/README.md are written anew first.

Near-duplicates are looked for between the training part, the locked part and the evaluation
documents (never within one part, where they do no harm to an honest figure):

- two documents are near-duplicates when more than SAME_DOCUMENT of the shorter one's runs of five
  words also stand in the other;
- two passages of at least LONG words, numbers apart, are near-duplicates when the Jaccard likeness of
  their runs of three words is SAME_PASSAGE or more. STOCK lists what everybody writes.

Both are computed in full (no sketching): the corpus is small enough.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from overenskommelse_granskning.checklist import checklists_for, load_checklist
from overenskommelse_granskning.language.units import UnitKind, split_units
from overenskommelse_granskning.training.corpus import (
    CorpusText,
    KindText,
    load_corpus,
    load_kind_texts,
)
from overenskommelse_granskning.training.goal_corpus import faults_of_goals, read_rows
from overenskommelse_granskning.training.passages import find_quote, squeeze
from overenskommelse_granskning.training.units import FUNCTIONS, SECTIONS
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SAME_DOCUMENT = 0.15
SAME_PASSAGE = 0.5
LONG = 15  # shorter ones are titles of laws, dates and names that everybody writes alike
MIN_DOCUMENTS, MIN_PASSAGES = 150, 3000
HEADING = "rubrik"
KEYS = {"id", "document", "start", "end", "kind", "heading", "text", "functions", "topics", "split"}
SPLITS = {"train", "locked"}
OUTCOMES = {o.value for o in Outcome} - {"error"}
LINKS = {"problem", "cause", "goal", "goal_measurable", "measure", "responsible", "time", "follow_up"}
NO_CHECKLIST = "annat"
WORD = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_]+")
# The definition of a medborgarlöfte that the police print on theirs, and the first sections of the law.
STOCK = {"train-h-06:001", "prov-l-01:007"}
Shingles = frozenset[tuple[str, ...]]


def faults_of_passages(lines: Sequence[str], texts: Mapping[str, CorpusText]) -> Iterator[str]:
    """Ids, offsets, labels, and that every unit of every text is labelled in one split."""
    by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
    ids: Counter[str] = Counter()
    for line in lines:
        p = json.loads(line)
        if set(p) != KEYS:
            yield f"{p.get('id')}: fields {sorted(set(p) ^ KEYS)}"
            continue
        ids[p["id"]] += 1
        by_document[p["document"]].append(p)
        yield from _label_faults(p)
    yield from (f"{i}: id stands {n} times" for i, n in ids.items() if n > 1)
    yield from (f"{d}: passages of a text that is not in texts" for d in by_document.keys() - texts.keys())
    # Not every text has labelled units: some are labelled for their verdicts and sections alone, and
    # texts of other kinds only teach what is no agreement at all.
    for name, listed in by_document.items():
        if len({p["split"] for p in listed}) > 1:
            yield f"{name}: in more than one split"
        if [p["id"] for p in listed] != [f"{name}:{i:03d}" for i in range(len(listed))]:
            yield f"{name}: ids are not numbered in order"
        if name in texts:
            yield from _offset_faults(texts[name], listed)


def _label_faults(p: Mapping[str, Any]) -> Iterator[str]:
    functions, topics = p["functions"], p["topics"]
    heading = p["kind"] in (UnitKind.HEADING.value, UnitKind.HEADER_ROW.value)
    if p["kind"] not in {k.value for k in UnitKind}:
        yield f"{p['id']}: kind {p['kind']}"
    if not functions or not set(functions) <= {*FUNCTIONS, HEADING}:
        yield f"{p['id']}: functions {functions}"
    if not set(topics) <= set(SECTIONS):
        yield f"{p['id']}: topics {topics}"
    if heading and topics:
        yield f"{p['id']}: a heading bears topics {topics}"
    if p["split"] not in SPLITS:
        yield f"{p['id']}: split {p['split']}"


def _offset_faults(text: CorpusText, listed: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    document = text.document()
    covered = 0
    end = 0
    for p in listed:
        if document.text[p["start"] : p["end"]] != p["text"]:
            yield f"{p['id']}: the text does not stand at {p['start']}–{p['end']}"
        if p["start"] < end:
            yield f"{p['id']}: overlaps the passage before it"
        end = p["end"]
        covered += len("".join(p["text"].split()))
    whole = sum(len("".join(document.text[u.start : u.end].split())) for u in split_units(document))
    if covered != whole:
        yield f"{text.id}: {covered} of {whole} characters are labelled"


def faults_of_labels(texts: Sequence[CorpusText]) -> Iterator[str]:
    """Closed outcomes, verbatim quotes, whole lists of criteria and sections."""
    expected: dict[str, set[str]] = defaultdict(set)
    for t in texts:
        expected[t.kind] |= set(t.labels.get("criteria") or {})
    for kind, names in expected.items():
        shipped = {c.id for i in checklists_for(Kind(kind)) for c in load_checklist(i).criteria}
        if shipped and shipped != names:
            yield f"{kind}: criteria of labels and checklists differ: {sorted(shipped ^ names)}"
    for t in texts:
        plain, places = squeeze(t.document().text)
        if t.labels.get("id") != t.id:
            yield f"{t.id}: the labels are those of {t.labels.get('id')}"
        criteria = t.labels.get("criteria") or {}
        if set(criteria) != expected[t.kind]:
            yield f"{t.id}: criteria differ from its kind's: {sorted(set(criteria) ^ expected[t.kind])[:5]}"
        for name, label in criteria.items():
            yield from _criterion_faults(f"{t.id} {name}", label, plain, places)
        sections = t.labels.get("sections") or {}
        if set(sections) != (set() if t.kind == NO_CHECKLIST else set(SECTIONS)):
            yield f"{t.id}: sections are not the closed list"
        if not all(isinstance(v, bool) for v in sections.values()):
            yield f"{t.id}: a section is neither true nor false"
        for row in t.labels.get("thread") or ():
            if set(row) != LINKS or not all(isinstance(v, bool) for k, v in row.items() if k != "problem"):
                yield f"{t.id}: thread row {row.get('problem')}"
        for labelled in t.labels.get("functions") or ():
            if labelled["function"] not in FUNCTIONS:
                yield f"{t.id}: function {labelled['function']}"
            if find_quote(labelled["quote"], plain, places) is None:
                yield f"{t.id}: not in the text: {labelled['quote']}"


def faults_of_kinds(texts: Sequence[KindText]) -> Iterator[str]:
    """Closed kinds, and something to read."""
    for t in texts:
        if t.kind not in {k.value for k in Kind}:
            yield f"{t.id}: kind {t.kind}"
        if not t.body.strip():
            yield f"{t.id}: no text"


def _criterion_faults(where: str, label: Mapping[str, Any], plain: str, places: list[int]) -> Iterator[str]:
    outcome, quote = label.get("outcome"), label.get("quote")
    if outcome not in OUTCOMES:
        yield f"{where}: outcome {outcome}"
    if outcome in ("met", "partial") and not quote:
        yield f"{where}: {outcome} without a quote"
    for passage in [quote, *(label.get("also") or [])]:
        if passage and find_quote(passage, plain, places) is None:
            yield f"{where}: not in the text: {passage}"


def shingles(text: str, n: int, word: re.Pattern[str] = WORD) -> Shingles:
    """The runs of ``n`` words of a text."""
    words = word.findall(text.lower())
    return frozenset(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def near_documents(parts: Mapping[str, Sequence[CorpusText] | Sequence[KindText]]) -> Iterator[str]:
    """Pairs of documents of different parts that share too many runs of five words."""
    made = [(part, t.id, shingles(t.body, 5)) for part, texts in parts.items() for t in texts]
    for (part, name, own), (other, second, theirs) in combinations(made, 2):
        smaller = min(len(own), len(theirs))
        if part != other and smaller and len(own & theirs) > SAME_DOCUMENT * smaller:
            share = len(own & theirs) / smaller
            yield f"{name} ({part}) and {second} ({other}) share {share:.0%} of their text"


def near_passages(parts: Mapping[str, Sequence[CorpusText]]) -> Iterator[str]:
    """Pairs of long passages of different parts that are nearly the same."""
    made: list[tuple[str, str, Shingles]] = []
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for part, texts in parts.items():
        for t in texts:
            document = t.document()
            for u in split_units(document):
                text = document.text[u.start : u.end]
                if len(LETTERS.findall(text)) >= LONG and f"{t.id}:{u.id:03d}" not in STOCK:
                    own = shingles(text, 3, LETTERS)
                    shared = Counter(i for s in own for i in index[s] if made[i][0] != part)
                    for i, n in sorted(shared.items()):
                        if n >= SAME_PASSAGE * (len(own) + len(made[i][2]) - n):
                            yield f"{t.id}:{u.id:03d} ({part}) is nearly {made[i][1]} ({made[i][0]})"
                    for s in own:
                        index[s].append(len(made))
                    made.append((part, f"{t.id}:{u.id:03d}", own))


START, END = "<!-- antal: skrivs av tools/check_corpus.py --write -->\n", "<!-- slut -->"


def counts(
    parts: Mapping[str, Sequence[CorpusText]], others: Sequence[KindText], lines: Sequence[str]
) -> str:
    """The tables of corpus/README.md: documents per kind, passages per function and topic."""
    titles = {"train": "träning", "locked": "låst", "gold": "gold/dev", "new": "nya"}
    columns: list[tuple[str, Sequence[CorpusText] | Sequence[KindText]]] = [
        *((titles[p], texts) for p, texts in parts.items()),
        ("bara slag", [t for t in others if not t.locked]),
        ("bara slag, låst", [t for t in others if t.locked]),
    ]
    kinds = sorted({t.kind for _, texts in columns for t in texts})
    out = ["", f"| Slag | {' | '.join(title for title, _ in columns)} |", "|---|" + "---|" * len(columns)]
    for kind in kinds:
        found = [sum(t.kind == kind for t in texts) for _, texts in columns]
        out.append(f"| {kind} | {' | '.join(map(str, found))} |")
    out.append(f"| i allt | {' | '.join(str(len(texts)) for _, texts in columns)} |")
    passages = [json.loads(line) for line in lines]
    for field, title in (("functions", "Funktion"), ("topics", "Ämne"), ("kind", "Enhet")):
        out += ["", f"| {title} | träning | låst |", "|---|---|---|"]
        found = {
            split: Counter(
                x
                for p in passages
                if p["split"] == split
                for x in ([p[field]] if field == "kind" else p[field])
            )
            for split in ("train", "locked")
        }
        names = sorted(found["train"] | found["locked"], key=lambda n: (-found["train"][n], n))
        out += [f"| {n} | {found['train'][n]} | {found['locked'][n]} |" for n in names]
    splits = Counter(p["split"] for p in passages)
    unlabelled = sum(len(texts) for part, texts in parts.items() if part in ("train", "locked"))
    unlabelled -= len({p["document"] for p in passages})
    if unlabelled:
        out.append(f"\nDokument utan märkta enheter: {unlabelled}.")
    out.append(f"\nMärkta enheter i allt: {len(passages)} ({splits['train']} och {splits['locked']}).\n")
    return "\n".join(out)


def stale_page(page: Path, made: str, write: bool) -> bool:
    """Whether the page's counts are old; with ``write`` they are replaced."""
    text = page.read_text(encoding="utf-8")
    head, found, rest = text.partition(START)
    if not found or END not in rest:
        return True
    new = head + START + made + END + rest.partition(END)[2]
    if new != text and write:
        page.write_bytes(new.encode("utf-8"))
    return new != text and not write


def main(corpus: Path, write: bool = False) -> int:
    """Print faults and a summary."""
    lines = (corpus / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    texts = load_corpus(corpus / "texts")
    gold = load_corpus(corpus / "gold") if (corpus / "gold").is_dir() else ()
    new = load_corpus(corpus / "nya") if (corpus / "nya").is_dir() else ()
    locked = {p["document"] for p in map(json.loads, lines) if p["split"] == "locked"}
    parts = {
        "train": [t for t in texts if t.id not in locked],
        "locked": [t for t in texts if t.id in locked],
        "gold": list(gold),
        "new": list(new),
    }
    others = load_kind_texts(corpus)
    names = Counter(t.id for t in (*texts, *gold, *new, *others))
    faults = [f"{n}: the id stands {k} times" for n, k in names.items() if k > 1]
    faults += faults_of_passages(lines, {t.id: t for t in texts})
    faults += [*faults_of_labels(texts), *faults_of_labels(gold), *faults_of_labels(new)]
    faults += faults_of_kinds(others)
    kept = {"kinds": [t for t in others if not t.locked], "locked kinds": [t for t in others if t.locked]}
    faults += [*near_documents({**parts, **kept}), *near_passages(parts)]
    goals = read_rows(corpus / "goals.jsonl")
    faults += faults_of_goals(goals)
    if len(texts) < MIN_DOCUMENTS or len(lines) < MIN_PASSAGES:
        faults.append(f"too small: {len(texts)} documents, {len(lines)} passages")
    if stale_page(corpus / "README.md", counts(parts, others, lines), write):
        faults.append("README.md: the counts are old: python tools/check_corpus.py --write")
    sys.stdout.writelines(f"{f}\n" for f in faults)
    sizes = ", ".join(f"{len(p)} {name}" for name, p in parts.items())
    sys.stdout.write(
        f"corpus: {sizes} documents, {len(lines)} passages, {len(goals)} goal sentences, {len(faults)} faults\n"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(CORPUS, "--write" in sys.argv[1:]))
