"""What the time of a review goes to, stage by stage, and how it grows with the length of a document.

Processor time, warm. The clock stands still in a stage while another stage that it calls runs, so that
the stages add up to the whole. Beside them two floors: what PDFium takes to give the raw text of the same pages, and
one pass over their words that looks each up in the lexicon.

The documents are made here from the invented agreements of ``corpus/texts``.
Usage: python benchmarks/stages.py [--documents 12] [--rounds 5] [--pages 10 100 1000] [--skriv]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree
from speed import make_docx, make_pdf, plumb, sources

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "prestanda.md"
MARK = "<!-- mätning: skapad av benchmarks/stages.py --skriv -->"
PAGES_PER_TEXT = 2.2  # of the agreements in the corpus, on paper

READING, LANGUAGE, LISTS, RULES, LEARNED, VERDICTS, THREAD, ADVICE, REST = (
    "läsning av filen",
    "ord, meningar, fakta",
    "mål, problem, åtgärder",
    "regler (två körningar)",
    "inlärda lager",
    "omdömen",
    "röd tråd",
    "råd och förslag",
    "sammanställning",
)


class Clock:
    """Processor time per stage; a stage inside another one stops the clock of the outer one."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    def _turn(self) -> None:
        now = time.process_time()
        if self._open:
            self.spent[self._open[-1]] += now - self._since
        self._since = now

    def over(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted for a stage."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            self._turn()
            self._open.append(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self._turn()
                self._open.pop()

        return timed


def watch(clock: Clock) -> None:
    """Put the clock around the functions that make up the stages."""
    from overenskommelse_granskning import pipeline
    from overenskommelse_granskning.classification.layers import LearnedLayers
    from overenskommelse_granskning.rules.engine import RuleEngine
    from overenskommelse_granskning.thread import lists

    for stage, names in {
        READING: ("read_original",),
        LANGUAGE: ("analyse",),
        LEARNED: ("classify_kind",),
        VERDICTS: ("decide_verdict", "find_sections"),
        THREAD: ("thread_rows",),
        ADVICE: ("next_steps", "slot_values", "missing_section_advice"),
    }.items():
        for name in names:
            setattr(pipeline, name, clock.over(stage, getattr(pipeline, name)))
    for kind, name, stage in (
        (RuleEngine, "run", RULES),
        (LearnedLayers, "features", LEARNED),
        (LearnedLayers, "view", LEARNED),
        (pipeline.Reviewer, "review", REST),
        (lists.Lists, "named", LISTS),
    ):
        setattr(kind, name, clock.over(stage, getattr(kind, name)))


def processor(work: Callable[[], object], rounds: int) -> float:
    """The least processor time of some rounds."""
    best = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        best.append(time.process_time() - start)
    return min(best)


def raw_text(paths: list[Path]) -> None:
    for path in paths:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                page.get_textpage().get_text_bounded()


def page_count(paths: list[Path]) -> int:
    return sum(len(pypdfium2.PdfDocument(p)) for p in paths)


def stage_times(paths: list[Path], reviewer: Any, clock: Clock, rounds: int) -> dict[str, float]:
    """Seconds per stage over all files, of the fastest round."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        clock.spent.clear()
        for path in paths:
            reviewer.review(path)
        if not best or sum(clock.spent.values()) < sum(best.values()):
            best = dict(clock.spent)
    return best


def lookup(paths: list[Path], rounds: int) -> float:
    """One pass over the words of the files, each looked up in the lexicon."""
    from overenskommelse_granskning import read_document
    from overenskommelse_granskning.language.pipeline import shipped_pipeline

    texts = [read_document(p).text for p in paths]
    matcher = shipped_pipeline()
    return processor(lambda: [list(matcher.hits(t, [0])) for t in texts], rounds)


def stage_rows(best: dict[str, float], floors: dict[str, float], count: int, per: str) -> list[str]:
    """The stages, the slowest first, with their floors; ``count``: what the time is shared by."""
    whole = sum(best.values())
    return [
        f"| Steg | ms per {per} | andel | golv, ms per {per} |",
        "|---|---:|---:|---:|",
        *(
            f"| {stage} | {number(best[stage] * 1000 / count, 2)} | {best[stage] / whole:.0%} | "
            f"{number(floors[stage] * 1000 / count, 2) if stage in floors else ''} |".replace("%", " %")
            for stage in sorted(best, key=lambda s: -best[s])
        ),
        f"| **hela granskningen** | **{number(whole * 1000 / count, 1)}** | | "
        f"{number(sum(floors.values()) * 1000 / count, 2)} |",
    ]


def table_of_stages(paths: list[Path], reviewer: Any, clock: Clock, rounds: int) -> list[str]:
    pages = page_count(paths)
    best = stage_times(paths, reviewer, clock, rounds)
    floors = {READING: processor(lambda: raw_text(paths), rounds), LANGUAGE: lookup(paths, rounds)}
    plumber = processor(lambda: plumb(paths), 2)
    return [
        *stage_rows(best, floors, pages, "sida"),
        "",
        f"{len(paths)} PDF-filer, {pages} sidor, bästa av {rounds} varv. `pdfplumber.extract_text` ensamt på samma sidor: "
        f"{number(plumber * 1000 / pages, 1)} ms per sida, **{number(plumber / sum(best.values()), 1)} gånger** hela "
        "granskningen.",
    ]


def peak_memory(path: Path) -> float:
    """MB at most in a process that does nothing but review one document (read from /proc, so on Linux)."""
    code = (  # not ru_maxrss: that also counts the process which started this one
        "import sys; from overenskommelse_granskning import Reviewer; Reviewer().review(sys.argv[1]); "
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    told = subprocess.run([sys.executable, "-c", code, path], check=True, capture_output=True, text=True)
    return float(told.stdout) / 1024


def table_of_lengths(folder: Path, wanted: list[int], reviewer: Any, clock: Clock) -> list[str]:
    out = [
        "| Sidor i ett dokument | sekunder | ms per sida | minne som mest, MB |",
        "|---:|---:|---:|---:|",
    ]
    texts = [lines for _, lines in sources(10_000)]
    for count in sorted(wanted):
        path = folder / f"{count}.pdf"
        copies = max(1, round(count / PAGES_PER_TEXT))
        make_pdf(path, [line for i in range(copies) for line in texts[i % len(texts)]])
        pages = page_count([path])
        clock.spent.clear()
        reviewer.review(path)
        seconds = sum(clock.spent.values())
        out.append(
            f"| {pages} | {number(seconds, 2)} | {number(seconds * 1000 / pages, 1)} | {peak_memory(path):.0f} |"
        )
        shares = ", ".join(
            f"{s} {v * 1000 / pages:.1f}" for s, v in sorted(clock.spent.items(), key=lambda x: -x[1])
        )
        print(f"{pages} sidor: ms per sida: {shares}", file=sys.stderr)
    return out


def table_of_documents(folder: Path, reviewer: Any, clock: Clock, rounds: int) -> list[str]:
    path = folder / "agreement.docx"
    words = make_docx(path, sources(12))
    reviewer.review(path)
    best = stage_times([path], reviewer, clock, rounds)
    floors = {READING: processor(lambda: parsed(path), rounds), LANGUAGE: lookup([path], rounds)}
    whole = sum(best.values())
    return [
        f"Ett Word-dokument om åtta sidor ({words} ord): {whole * 1000:.0f} ms, "
        f"**{number(1 / whole, 1)} dokument per sekund** och kärna. Målet är 40, alltså 25 ms.",
        "",
        *stage_rows(best, floors, 1, "dokument"),
    ]


def parsed(path: Path) -> None:
    """The least that reading a Word file takes: unpack its text and parse the XML."""
    with zipfile.ZipFile(path) as package:
        etree.fromstring(package.read("word/document.xml"))


def number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def main() -> None:
    parser = argparse.ArgumentParser(description="What the time of a review goes to.")
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--skriv", action="store_true", help="write the tables into docs/prestanda.md")
    options = parser.parse_args()
    from overenskommelse_granskning import Reviewer

    clock = Clock()
    watch(clock)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = sources(options.documents)
        pdfs = [folder / f"{stem}.pdf" for stem, _ in texts]
        for path, (_, lines) in zip(pdfs, texts, strict=True):
            make_pdf(path, lines)
        reviewer = Reviewer()
        for path in pdfs:
            reviewer.review(path)
        parts = [
            *("## Vad tiden går till", "", *table_of_stages(pdfs, reviewer, clock, options.rounds), ""),
            *("## Word", "", *table_of_documents(folder, reviewer, clock, options.rounds), ""),
            *("## Långa dokument", "", *table_of_lengths(folder, options.pages, reviewer, clock)),
        ]
    print("\n".join(parts))
    if options.skriv:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(MARK + "\n")
        _, _, tail = rest.partition(MARK + "\n")
        PAGE.write_text(f"{head}{MARK}\n\n" + "\n".join(parts) + f"\n\n{MARK}\n{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
