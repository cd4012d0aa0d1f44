"""Measures the checklists' suggested wordings: filled in and written into the document, do they do what
they promise? Usage: python benchmarks/suggestions.py [--antal N] [--varianter N] [--slag SLAG] [--skriv]

Every criterion that is missing or partial in a corpus text is tried as a step of its own. A table per
criterion goes to standard output: how often it became met, how often another verdict changed too. With
--skriv the figures are written to the package (_data/forslag.json) and to docs/forslag.md; the steps of a
review are ordered by them. Then the first step of every review is tried on texts that are held back from that.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from overenskommelse_granskning.advice.reliability import tried_wordings
from overenskommelse_granskning.checklist import available, checklists_for, load_checklist
from overenskommelse_granskning.evaluation.suggestions.fillings import Fillings
from overenskommelse_granskning.evaluation.suggestions.measure import Trial, try_all, try_first
from overenskommelse_granskning.pipeline import Reviewer
from overenskommelse_granskning.training.corpus import CorpusText, load_corpus
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome

LITTLE = 0.004
ROOT = Path(__file__).resolve().parents[1]
FIGURES = ROOT / "src" / "overenskommelse_granskning" / "_data" / "forslag.json"
PAGE = ROOT / "docs" / "forslag.md"
OTHER_LISTS = ("skane-2019-rekonstruerad",)  # of agreements too, but only when chosen
HEAD = """# Förslagen prövade

<!-- Skapad av benchmarks/suggestions.py --skriv: ändra inte för hand. -->

Varje förslag till skrivning lovar att ett visst kriterium blir uppfyllt. Här är det prövat: i texter ur korpusen
där kriteriet saknas eller är delvis uppfyllt skrivs förslaget in på sin plats, platshållarna fylls i med påhittat
innehåll (`benchmarks/ifyllnad.yaml`), och texten granskas igen. Rapportens ordning (”Det här lyfter dokumentet mest”)
räknar ned de förslag som inte alltid räcker eller som ändrar annat, och ett förslag som räcker i färre än hälften av texterna blir inget steg.
Platshållare som står kvar räknas aldrig som uppfyllt.
"""
# Texts that the figures know nothing of: the first step is tried on them.
HELD_BACK = (
    ("korpusens författare l och m", ("egen-l", "egen-m")),
    ("korpusens författare o och p", ("egen-o", "egen-p")),
)
FIRST = """## Första förslaget, i texter som talen inte bygger på

Det första förslaget i rapporten är skrivet in och ifyllt i texter som inget av talen nedan är räknat i. **Precis**: kriteriet
blev uppfyllt, och inget annat omdöme ändrades än de som förslaget sägs uppfylla eller kunna lyfta.

| Texter | Dokument | Blev uppfyllt | Precis |
|---|---:|---:|---:|
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antal", type=int, default=10, help="texter per slag (0: alla)")
    parser.add_argument("--varianter", type=int, default=1, help="ifyllnader per förslag")
    parser.add_argument("--slag", default="", help="bara detta slag av dokument")
    parser.add_argument("--bara", default="", help="bara dessa kriterier, med komma emellan")
    parser.add_argument("--visa", default="", help="visa varje försök för kriteriet som inte gav uppfyllt")
    parser.add_argument("--skriv", action="store_true", help="skriv talen till paketet och docs/")
    args = parser.parse_args()
    fillings = Fillings.read(ROOT / "benchmarks" / "ifyllnad.yaml")
    trials: list[Trial] = []
    texts = [t for t in load_corpus(ROOT / "corpus" / "texts") if not held_back(t)]
    for kind in Kind:
        if kind is Kind.OTHER or (args.slag and kind.value != args.slag):
            continue
        chosen = spread([t for t in texts if t.kind == kind.value], args.antal)
        only = frozenset(filter(None, args.bara.split(",")))
        documents = [t.document() for t in chosen]
        for lists in (checklists_for(kind), OTHER_LISTS if kind is Kind.AGREEMENT else ()):
            if lists:
                reviewer = Reviewer(lists, every_step=True)
                trials += try_all(documents, reviewer, fillings, args.varianter, only)
    print(table(trials))
    if args.skriv:
        FIGURES.write_text(json.dumps(figures(trials), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        tried_wordings.cache_clear()
        PAGE.write_text(page(trials, first_steps(fillings)), encoding="utf-8")
    if args.visa:
        for t in trials:
            if args.visa in (t.step.criterion, "allt") and not t.kept:
                moved = {c: f"{a}→{b}" for c, (a, b) in t.others.items()}
                print(t.document, t.step.criterion, t.step.outcome, "→", t.after, moved, "|", t.written)


@cache
def locked() -> frozenset[str]:
    """The documents of the corpus that nothing is fitted to."""
    lines = (ROOT / "corpus" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    return frozenset(row["document"] for row in map(json.loads, lines) if row["split"] != "train")


def held_back(text: CorpusText) -> bool:
    """Whether the figures leave the text out."""
    return text.id in locked() or text.author in {a for _, authors in HELD_BACK for a in authors}


def first_steps(fillings: Fillings) -> list[tuple[str, list[Trial]]]:
    """The first step of every review, tried in the texts held back."""
    corpus = load_corpus(ROOT / "corpus" / "texts")
    sets = [
        ("gold/dev", load_corpus(ROOT / "corpus" / "gold" / "dev")),
        ("korpusens låsta del", [t for t in corpus if t.id in locked()]),
        *((name, [t for t in corpus if t.author in authors]) for name, authors in HELD_BACK),
    ]
    reviewer = Reviewer()
    return [(name, try_first([t.document() for t in own], reviewer, fillings)) for name, own in sets]


def spread(texts: Sequence[CorpusText], most: int) -> list[CorpusText]:
    """So many texts, one author after the other."""
    by_author: dict[str, list[CorpusText]] = defaultdict(list)
    for text in texts:
        by_author[text.author].append(text)
    longest = max(map(len, by_author.values()), default=0)
    turned = [own[i] for i in range(longest) for own in by_author.values() if i < len(own)]
    return turned[: most or None]


def table(trials: Sequence[Trial]) -> str:
    by_criterion: dict[str, list[Trial]] = defaultdict(list)
    for t in trials:
        by_criterion[t.step.criterion].append(t)
    lines = [f"{'kriterium':28}{'försök':>7}{'uppfyllt':>10}{'annat ändrat':>14}  vad mer ändrades"]
    for criterion, own in by_criterion.items():
        moved = Counter(c for t in own for c in t.others)
        told = ", ".join(f"{c} {n}" for c, n in moved.most_common(4))
        lines.append(f"{criterion:28}{len(own):>7}{share(own, 'met'):>10}{share(own, 'others'):>14}  {told}")
    lines.append(f"{'alla':28}{len(trials):>7}{share(trials, 'met'):>10}{share(trials, 'others'):>14}")
    return "\n".join(lines)


def grouped(trials: Sequence[Trial]) -> dict[str, list[Trial]]:
    """The trials by criterion, in the order of the checklists."""
    order = [c.id for i in available() for c in load_checklist(i).criteria]
    found = {c: [t for t in trials if t.step.criterion == c] for c in order}
    return {c: own for c, own in found.items() if own}


def lost(trials: Sequence[Trial]) -> dict[str, tuple[float, float]]:
    """Other criterion → the certainty that its verdict lost on average, where it was met and where not.

    Drawn towards nothing where there are few tries; what is next to nothing is left out.
    """
    found: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for t in trials:
        for other, (outcome, much) in t.lost.items():
            if outcome is not Outcome.NOT_APPLICABLE:
                found[other][outcome is not Outcome.MET].append(much)
    out = {}
    for other, sides in found.items():
        mean = (sum(map(sum, sides)) + 0.01) / (sum(map(len, sides)) + 5)
        met, unmet = (round((sum(side) + 3 * mean) / (len(side) + 3), 3) for side in sides)
        if max(met, unmet) >= LITTLE:
            out[other] = (met, unmet)
    return out


def figures(trials: Sequence[Trial]) -> dict[str, object]:
    """What the package ships."""
    return {
        "format": 1,
        "criteria": {
            c: {
                "texts": len({t.document for t in own}),
                "met": round(sum(t.after is Outcome.MET for t in own) / len(own), 2),
                "alone": round(sum(not t.others for t in own) / len(own), 2),
                "lost": lost(own),
            }
            for c, own in grouped(trials).items()
        },
    }


def page(trials: Sequence[Trial], first: Sequence[tuple[str, Sequence[Trial]]]) -> str:
    """docs/forslag.md."""
    met = sum(t.after is Outcome.MET for t in trials)
    alone = sum(not t.others for t in trials)
    named = [x in t.touched for t in trials for x in t.step.touches]
    lines = [
        HEAD,
        f"I {met} av {len(trials)} försök ({met / len(trials):.0%}) blev kriteriet uppfyllt, och i "
        f"{alone / len(trials):.0%} ändrades inget annat omdöme än de som förslaget sägs kunna lyfta.\n".replace(
            "%", " %"
        ),
        f"Av de omdömen som ett förslag sägs kunna lyfta också ändrades {sum(named) / len(named):.0%}.\n".replace(
            "%", " %"
        ),
        FIRST.rstrip("\n"),
        *(
            f"| {name} | {len(own)} | {sum(t.after is Outcome.MET for t in own)} | {sum(t.kept for t in own)} |"
            for name, own in first
        ),
        "",
        "## Varje förslag\n",
        "| Kriterium | Texter | Blev uppfyllt | Inget annat ändrades |",
        "|---|---:|---:|---:|",
    ]
    for c, own in grouped(trials).items():
        alone_share = comma(f"{sum(not t.others for t in own) / len(own):.2f}")
        texts = len({t.document for t in own})
        lines.append(f"| `{c}` | {texts} | {comma(share(own, 'met'))} | {alone_share} |")
    return "\n".join(lines) + "\n"


def comma(value: str) -> str:
    return value.replace(".", ",")


def share(trials: Sequence[Trial], what: str) -> str:
    held = [t.after is Outcome.MET if what == "met" else bool(t.others) for t in trials]
    return f"{sum(held) / max(len(held), 1):.2f}"


if __name__ == "__main__":
    main()
