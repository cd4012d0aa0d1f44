"""Do scans get the verdicts of the documents that were scanned, and what does reading them cost?

Texts of ``corpus/texts`` are set as PDF, and the pages made into images as a scanner would: 200 or 300 dots per
inch, grey, some noise, a slant of 0.5–1.5 degrees, JPEG. Both files are reviewed and their outcomes compared.
The cost is CPU time of this process and those it starts, beside Tesseract alone on the same images.
``--skriv`` puts the figures into docs/skanning.md.

Usage: python benchmarks/scans.py [--antal 12] [--skriv] [--skillnader] [--dokument 'egen-*']
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

import numpy as np
import pypdfium2
import tesserocr
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from speed import make_pdf

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.readers.entry import read_document
from overenskommelse_granskning.readers.options import ReadOptions
from overenskommelse_granskning.readers.pdf.scan.tesseract import language_folder

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus" / "texts"
PAGE = ROOT / "docs" / "skanning.md"
MARKS = ("<!-- mätning: skapad av benchmarks/scans.py --skriv -->", "<!-- slut på mätningen -->")
AS_OF = date(2025, 1, 1)  # the figures must not depend on the day they are made
KINDS = ("samverkansoverenskommelse", "medborgarlofte")
AGREE, OVERHEAD = 0.95, 0.15
_T = TypeVar("_T")


@dataclass(frozen=True)
class Row:
    """What came of one text."""

    name: str
    pages: int
    dpi: int
    skews: tuple[float, ...]
    agree: int
    criteria: int
    confidence: float
    words: float  # share of the words of the text layer that OCR read the same
    seconds: float
    tesseract: float
    differences: tuple[str, ...]


def body(path: Path) -> list[str]:
    """The lines of a corpus text, tracked changes accepted."""
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    lines = [line for line in text.splitlines() if not line.startswith(("~del~", "!page"))]
    return [line.removeprefix("~ins~ ").replace("**", "") for line in lines]


def chosen(count: int, pattern: str) -> list[Path]:
    """Texts spread evenly over the corpus, of the two usual kinds."""
    paths = []
    for path in sorted(CORPUS.glob("*.md")):
        head = path.read_text(encoding="utf-8")[:400]
        if fnmatchcase(path.stem, pattern) and any(f"kind: {k}\n" in head for k in KINDS):
            paths.append(path)
    if not paths:
        raise SystemExit("inga texter passar")
    return paths if len(paths) <= count else [paths[i * len(paths) // count] for i in range(count)]


def scan(pdf: Path, draw: random.Random, dpi: int) -> tuple[bytes, list[Image.Image], tuple[float, ...]]:
    """The pages as images in a PDF, the images, and how they slant."""
    noise = np.random.default_rng(draw.randrange(1 << 30))
    out = io.BytesIO()
    canvas = Canvas(out)
    images, skews = [], []
    document = pypdfium2.PdfDocument(pdf)
    for index in range(len(document)):
        image = document[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        angle = round(draw.uniform(0.5, 1.5) * draw.choice((-1, 1)), 2)
        image = image.rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        pixels = np.asarray(image, dtype=np.float32) * 0.92 + noise.normal(4, 9, (image.height, image.width))
        packed = io.BytesIO()
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(packed, "JPEG", quality=75, dpi=(dpi, dpi))
        images.append(Image.open(packed))
        size = (image.width * 72 / dpi, image.height * 72 / dpi)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(packed), 0, 0, *size)
        canvas.showPage()
        skews.append(angle)
    canvas.save()
    document.close()
    return out.getvalue(), images, tuple(skews)


def cpu(work: Callable[[], _T]) -> tuple[_T, float]:
    """What ``work`` gives, and the CPU seconds of this process and of those it started."""

    def used() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    before = used()
    found = work()
    return found, used() - before


def tesseract_alone(images: Iterable[Image.Image], dpi: int) -> None:
    """Tesseract on every image, nothing else, loaded once."""
    folder = language_folder()
    with tesserocr.PyTessBaseAPI(path=f"{folder}/", lang="swe") as api:
        for image in images:
            pixels = image.tobytes()
            api.SetImageBytes(pixels, image.width, image.height, 1, image.width)
            api.SetSourceResolution(dpi)
            api.GetTSVText(0)


def same_words(text: str, read: str) -> float:
    """The share of the words of ``text`` that stand in ``read`` too, as often."""
    left: dict[str, int] = {}
    for word in read.split():
        left[word] = left.get(word, 0) + 1
    words, found = text.split(), 0
    for word in words:
        if left.get(word, 0):
            left[word] -= 1
            found += 1
    return found / max(len(words), 1)


def measure(path: Path, reviewer: Reviewer, folder: Path, dpi: int, processes: int) -> Row:
    """Set, scan, read and review one text."""
    pdf = folder / f"{path.stem}.pdf"
    make_pdf(pdf, body(path))
    data, images, skews = scan(pdf, random.Random(path.stem), dpi)
    born = read_document(pdf)
    options = ReadOptions(ocr="auto", ocr_processes=processes)
    read, seconds = cpu(lambda: read_document(data, filename=pdf.name, options=options))
    _, alone = cpu(lambda: tesseract_alone(images, dpi))
    a, b = reviewer.review_document(born), reviewer.review_document(read)
    mine = {c.id: c for listed in b.checklists for c in listed.criteria}
    pairs = [(c, mine.get(c.id)) for listed in a.checklists for c in listed.criteria]
    differences = tuple(
        f"{c.id}: {c.outcome} → {other.outcome if other else 'annat slag'}"
        f"{' (granskas)' if other and other.needs_review else ''}"
        for c, other in pairs
        if other is None or other.outcome is not c.outcome
    )
    sure = [p.confidence or 0.0 for p in read.pages]
    return Row(
        path.stem,
        len(images),
        dpi,
        skews,
        len(pairs) - len(differences),
        len(pairs),
        sum(sure) / len(sure),
        same_words(born.text, read.text),
        seconds,
        alone,
        differences,
    )


def table(rows: list[Row]) -> str:
    """The figures in Swedish."""
    agree, criteria = sum(r.agree for r in rows), sum(r.criteria for r in rows)
    pages = sum(r.pages for r in rows)
    seconds, alone = sum(r.seconds for r in rows) / pages, sum(r.tesseract for r in rows) / pages
    words = sum(r.words * r.pages for r in rows) / pages
    share, more = agree / criteria, seconds / alone - 1

    def reached(good: bool) -> str:
        return "" if good else " (inte nått)"

    lines = [
        "| | Mätt | Mål |",
        "|---|---:|---:|",
        f"| dokument, sidor | {len(rows)}, {pages} | |",
        f"| ord lästa precis som i originalet | {100 * words:.1f} % | |",
        f"| omdömen som blev desamma | {agree} av {criteria}, {100 * share:.1f} %{reached(share >= AGREE)} "
        f"| ≥ {100 * AGREE:.0f} % |",
        f"| processortid per sida | {seconds:.2f} s | |",
        f"| Tesseract ensamt på samma bilder | {alone:.2f} s | |",
        f"| vår läsning jämfört med Tesseract ensamt | {100 * more:+.0f} %{reached(more <= OVERHEAD)} "
        f"| ≤ +{100 * OVERHEAD:.0f} % |",
    ]
    lines += ["", "| Text | Sidor | Punkter per tum | Ord rätt | Omdömen lika |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {r.name} | {r.pages} | {r.dpi} | {100 * r.words:.1f} % | {r.agree} av {r.criteria} |"
        for r in rows
    ]
    return re.sub(r"(\d)\.(\d)", r"\1,\2", "\n".join(lines)) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Får skannade dokument samma omdömen, och vad kostar det?")
    parser.add_argument("--antal", type=int, default=12, help="så många texter (förval: 12)")
    parser.add_argument("--dokument", default="*", help="bara texter vars namn passar mönstret")
    parser.add_argument("--processer", type=int, default=0, help="sidor åt gången (förval: en per kärna)")
    parser.add_argument("--skillnader", action="store_true", help="visa vilka omdömen som ändrades")
    parser.add_argument("--skriv", action="store_true", help=f"skriv in i {PAGE.relative_to(ROOT)}")
    given = parser.parse_args()
    reviewer = Reviewer(as_of=AS_OF)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for i, path in enumerate(chosen(given.antal, given.dokument)):
            rows.append(measure(path, reviewer, Path(folder), (200, 300)[i % 2], given.processer))
            if given.skillnader:
                print(f"{rows[-1].name}: {rows[-1].agree} av {rows[-1].criteria}", flush=True)
                print("".join(f"  {d}\n" for d in rows[-1].differences), end="", flush=True)
    text = table(rows)
    print(text)
    if given.skriv:
        old = PAGE.read_text(encoding="utf-8")
        before, rest = old.split(MARKS[0])
        after = rest.split(MARKS[1])[1]
        PAGE.write_bytes(f"{before}{MARKS[0]}\n\n{text}\n{MARKS[1]}{after}".encode())


if __name__ == "__main__":
    main()
