"""What writing the reports costs beside the review itself.

Processor time, warm, over ten documents of two to eight pages (one, two or three of the agreements of
``corpus/texts`` after one another), as plain text, Word and PDF: all formats together against the review. Other
documents warm up first.
Usage: python benchmarks/writers.py [--documents 10]
"""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import time
from collections import defaultdict
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from speed import make_docx, make_pdf, sources

REVIEW = "granskning"
KINDS = ("md", "docx", "pdf")


def made(folder: Path, kind: str, name: str, lines: list[str]) -> Path:
    """The text as a file of the kind."""
    path = folder / f"{name}.{kind}"
    if kind == "md":
        path.write_text("\n".join(lines), encoding="utf-8")
    elif kind == "docx":
        make_docx(path, [(name, lines)])
    else:
        make_pdf(path, lines)
    return path


def joined(texts: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Documents of one text, of two and of three by turns."""
    out, at = [], 0
    while at < len(texts):
        part = texts[at : at + 1 + len(out) % 3]
        out.append((part[0][0], [line for _, lines in part for line in lines]))
        at += len(part)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description="What writing the reports costs beside the review.")
    parser.add_argument("--documents", type=int, default=10)
    options = parser.parse_args()
    from overenskommelse_granskning import Reviewer
    from overenskommelse_granskning.reports import WRITERS, Style, writer

    writers = {name: writer(name) for name in WRITERS}
    reviewer = Reviewer(keep_original=True)
    count = options.documents
    texts = joined(sources(8 * count))  # every kind has its own, so that no words are known from before
    warm = texts[:count]
    with tempfile.TemporaryDirectory() as name:
        for n, kind in enumerate(KINDS, 1):
            measured = texts[n * count : (n + 1) * count]
            spent: dict[str, float] = defaultdict(float)
            words = 0
            for stem, lines in (*warm, *measured):
                if stem == measured[0][0]:
                    spent.clear()
                    words = 0
                path = made(Path(name), kind, stem, lines)
                gc.collect()  # neither is to pay for the other's garbage
                start = time.process_time()
                assessment = reviewer.review(path)
                spent[REVIEW] += time.process_time() - start
                words += assessment.document.words
                gc.collect()
                for form, made_by in writers.items():
                    start = time.process_time()
                    made_by.render([assessment], Style())
                    spent[form] += time.process_time() - start
            review = spent.pop(REVIEW)
            print(
                f"{len(measured)} dokument om i medeltal {words // len(measured)} ord, ms processortid per dokument"
            )
            share = 1000 / len(measured)
            each = ", ".join(f"{form} {seconds * share:.1f}" for form, seconds in spent.items())
            total = sum(spent.values())
            print(
                f"{kind:<5} granskning {review * share:6.1f}   alla format {total * share:6.1f}   kvot {total / review:.2f}"
                f"  (mål: under 1)\n      {each}"
            )


if __name__ == "__main__":
    main()
