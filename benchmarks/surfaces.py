"""Do verdicts hang on how a text reaches us? The labelled documents on other surfaces (``training.surfaces``).

The same text copied from a web page with its menus, as one line (as transcribing sites give it), badly scanned, wrapped
at seventy characters, by a municipality that calls itself something else: kind, verdicts and topics against the same labels.

Usage: python benchmarks/surfaces.py [--mapp corpus/gold/dev] [--skriv]
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from pathlib import Path

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.evaluation.gold import GoldDocument, load_gold
from overenskommelse_granskning.evaluation.observe import Observed, observe
from overenskommelse_granskning.evaluation.run import shipped_criteria
from overenskommelse_granskning.evaluation.summary import Evaluation, evaluate
from overenskommelse_granskning.training.surfaces import plain, surfaces

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "utvardering.md"
MARKS = ("<!-- mätning: skapad av benchmarks/surfaces.py --skriv -->", "<!-- slut på mätningen -->")
TITLES = {
    "plain": "texten som den är",
    "wrapped": "radbruten efter sjuttio tecken, utan tomma rader",
    "web": "kopierad från en webbsida med menyer och sidfot",
    "scanned": "illa skannad (rn för m, cl för d, prickar borta)",
    "city": "av en stad eller region",
    "one_line": "hela texten på en rad",
}


def wrapped(text: str) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, 70)) for line in text.split("\n") if line.strip())


def on_surface(name: str, document: GoldDocument) -> str:
    text = document.text
    if name in ("plain", "wrapped"):
        return plain(text.body) if name == "plain" else wrapped(plain(text.body))
    return surfaces(text.id, text.body)[name]


def observed(name: str, documents: tuple[GoldDocument, ...], reviewer: Reviewer) -> Iterator[Observed]:
    for document in documents:
        found = reviewer.review(on_surface(name, document).encode(), filename=f"{document.name}.txt")
        yield observe(document, found.to_dict(), found.text, bool)  # every criterion counts


def row(title: str, e: Evaluation) -> str:
    total, right = (sum(column) for column in zip(*e.kinds.values(), strict=True))
    figures = (
        e.total["macro_f1"],
        e.total["missing_f1"],
        e.total["weighted_kappa"],
        e.sections.missing[2],
        e.sections.present[2],
    )
    return (
        f"| {title} | {right} av {total} | "
        + " | ".join(f"{v:.3f}".replace(".", ",") for v in figures)
        + " |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--mapp", type=Path, default=ROOT / "corpus" / "gold" / "dev")
    parser.add_argument("--skriv", action="store_true", help="skriv tabellen till docs/utvardering.md")
    options = parser.parse_args()
    documents = load_gold(options.mapp)
    reviewer, criteria = Reviewer(), shipped_criteria()
    lines = [
        "| Yta | slag rätt | macro-F1 | F1 saknas | viktat κ | ämnen: F1 saknas | ämnen: F1 finns |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, title in TITLES.items():
        found = evaluate(name, list(observed(name, documents, reviewer)), criteria, rounds=1)
        lines.append(row(title, found))
        print(lines[-1], flush=True)
    if options.skriv:
        before, rest = PAGE.read_text(encoding="utf-8").split(MARKS[0])
        table = "\n".join(lines)
        PAGE.write_text(
            f"{before}{MARKS[0]}\n\n{table}\n\n{MARKS[1]}{rest.split(MARKS[1], 1)[1]}", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
