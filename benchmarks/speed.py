"""How fast a review is, on documents and in a run that anybody can repeat.

Measures, in one run on the same files: the whole review of text PDFs (reading, analysis, verdicts;
warm, start-up not counted) against pdfplumber's ``extract_text`` alone; ``granska --help``; and one
Word document of about eight pages from the shell to the finished text report, cold.

The documents are made here from the invented agreements of ``corpus/texts``.
Usage: python benchmarks/speed.py [--documents 12] [--rounds 3]
"""

from __future__ import annotations

import argparse
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus" / "texts"
PAGES_OF_DOCX = 8
WORDS_PER_PAGE = 330


def sources(count: int) -> list[tuple[str, list[str]]]:
    """Name and lines of agreements of the corpus; the text only, without front matter."""
    found = []
    for path in sorted(CORPUS.glob("*.md")):
        head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        if "kind: samverkansoverenskommelse" in head:
            found.append((path.stem, body.splitlines()))
    if not found:
        raise SystemExit(f"inga texter i {CORPUS}")
    return found[:count]


def escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)


def make_pdf(path: Path, lines: list[str]) -> None:
    """Headings, paragraphs, bullets and ruled tables, as an office program would print them."""
    styles = getSampleStyleSheet()
    flow: list[Flowable] = []
    rows: list[list[Paragraph]] = []
    for line in [*lines, ""]:
        text = line.strip()
        if text.startswith("|"):
            if not re.fullmatch(r"[|\s:-]+", text):
                rows.append(
                    [Paragraph(escaped(c.strip()), styles["BodyText"]) for c in text.strip("|").split("|")]
                )
            continue
        if rows:
            width = max(map(len, rows))
            table = [row + [Paragraph("", styles["BodyText"])] * (width - len(row)) for row in rows]
            flow += [Table(table, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]), Spacer(1, 8)]
            rows = []
        if text.startswith("#"):
            level = len(text) - len(text.lstrip("#"))
            flow.append(Paragraph(escaped(text.lstrip("# ")), styles[f"Heading{min(level, 4)}"]))
        elif text.startswith("- "):
            flow.append(Paragraph(escaped(text[2:]), styles["BodyText"], bulletText="•"))
        elif text:
            flow.append(Paragraph(escaped(text), styles["BodyText"]))
    SimpleDocTemplate(str(path), pagesize=A4).build(flow)


def make_docx(path: Path, texts: list[tuple[str, list[str]]]) -> int:
    """A Word document of about eight pages; returns its words."""
    document = docx.Document()
    words = 0
    for _, lines in texts:
        for line in lines:
            text = line.strip().strip("|")
            if not text:
                continue
            if text.startswith("#"):
                document.add_heading(text.lstrip("# "), 1)
            else:
                document.add_paragraph(
                    text.removeprefix("- "), style="List Bullet" if text.startswith("- ") else None
                )
            words += len(text.split())
            if words >= PAGES_OF_DOCX * WORDS_PER_PAGE:
                document.save(str(path))
                return words
    document.save(str(path))
    return words


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def plumb(paths: list[Path]) -> None:
    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.close()


def shell(*args: str) -> float:
    """Wall time of a fresh process, from start to end."""
    command = [sys.executable, "-m", "overenskommelse_granskning", *args]
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True))


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast a review is.")
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    from overenskommelse_granskning import Reviewer

    texts = sources(options.documents)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdfs = [folder / f"{stem}.pdf" for stem, _ in texts]
        for path, (_, lines) in zip(pdfs, texts, strict=True):
            make_pdf(path, lines)
        pages = sum(len(pypdfium2.PdfDocument(path)) for path in pdfs)
        word_file = folder / "agreement.docx"
        words = make_docx(word_file, texts)
        reviewer = Reviewer()
        # Warm: models and lexicons are loaded by one document that is not measured.
        unreadable = [p.name for p in pdfs if not reviewer.review(p).readable]
        if unreadable:
            raise SystemExit(f"kunde inte läsas: {unreadable}")
        ours, theirs = [], []
        for _ in range(options.rounds):
            ours.append(seconds(lambda: [reviewer.review(p) for p in pdfs]))
            theirs.append(seconds(lambda: plumb(pdfs)))
        review, plumber = pages / statistics.median(ours), pages / statistics.median(theirs)
        helps = [shell("--help") for _ in range(2 * options.rounds)]
        cold = [shell("fil", str(word_file)) for _ in range(options.rounds)]
    # Modules that replace others (some packages do) would falsify everything: say what was measured.
    print(f"Python {platform.python_version()}, {platform.machine()}; pdfplumber from {pdfplumber.__file__}")
    print(
        f"{len(pdfs)} PDF files, {pages} pages; Word file of {words} words; median of {options.rounds} rounds"
    )
    print(f"whole review, warm        {review:8.1f} pages/s   {1000 / review:7.1f} ms/page")
    print(f"pdfplumber extract_text   {plumber:8.1f} pages/s   {1000 / plumber:7.1f} ms/page")
    print(f"ratio                     {review / plumber:8.1f} times          (goal: at least 5)")
    print(f"granska --help            {statistics.median(helps):8.2f} s              (goal: under 0.2)")
    print(f"granska fil, cold Word    {statistics.median(cold):8.2f} s              (goal: under 3)")


if __name__ == "__main__":
    main()
