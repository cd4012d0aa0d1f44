"""Does ``granska mapp`` keep what it promises: all of Sweden, complete, fast, flat in memory, and resumable?

Makes documents of many municipalities from the invented texts of ``corpus/texts`` (names, lengths and
numbers varied; 70 % PDF, 25 % Word, 5 % broken or odd), and measures in one run on the same machine:

- throughput per core against pdfplumber's ``extract_text`` alone on the same PDFs;
- two processes against one;
- the start-up of the workers, and the peak memory of each;
- a second run over unchanged files;
- a run that is killed twice and resumed, compared byte for byte with one that was not;
- with --curve: time, memory and disk for 100, 1,000 and 10,000 documents (texts repeated in other bytes).

Usage: python benchmarks/batch.py [--municipalities 290] [--curve [100 1000 10000] [--skriv]] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import platform
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pdfplumber
import psutil
import pypdfium2
from speed import make_pdf, plumb

from overenskommelse_granskning.vocabulary.municipalities import Municipality, municipalities

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus" / "texts"
PAGE = ROOT / "docs" / "batch.md"
MARK = "<!-- mätning: skapad av benchmarks/batch.py --skriv -->"
CURVE = "<!-- mätning: skapad av benchmarks/batch.py --curve --skriv -->"
DAY = "2026-01-15"
KINDS = ("samverkansoverenskommelse", "medborgarlofte")
PLUMBED = 120  # PDF files for pdfplumber, which is slow; enough that a worker is warm for most of them
MB = 1e6


# --- documents ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    kind: str
    name: str  # the municipality that the text is about
    lines: tuple[str, ...]


def corpus() -> list[Text]:
    """Texts that name one municipality, by the words before ”kommun”."""
    found = []
    for path in sorted(CORPUS.glob("*.md")):
        head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        kind = next((k for k in KINDS if f"kind: {k}" in head), None)
        names = re.findall(r"\b([A-ZÅÄÖ][a-zåäö]+?)s?\s+kommun\b", body)
        if kind and names:
            found.append(Text(kind, max(set(names), key=names.count), tuple(body.splitlines())))
    if not all(any(t.kind == k for t in found) for k in KINDS):
        raise SystemExit(f"för få texter i {CORPUS}")
    return found


def varied(text: Text, m: Municipality, draw: random.Random) -> list[str]:
    """The text as another municipality would have it: its name, other numbers, some paragraphs fewer."""
    lines = [re.sub(rf"\b{text.name}(s?)\b", rf"{m.name}\1", line) for line in text.lines]
    numbers = re.compile(r"\b([2-9]\d)\b(?! (?:§|procent))")
    lines = [numbers.sub(lambda k: str(int(k[1]) + draw.randint(0, 3)), line) for line in lines]
    body = [i for i, line in enumerate(lines) if len(line) > 60 and not line.startswith(("#", "|"))]
    for i in sorted(draw.sample(body, len(body) // 8), reverse=True):
        del lines[i]
    return lines


def compose(kind: str, texts: list[Text], m: Municipality, draw: random.Random) -> list[str]:
    """A promise of a page or two, or an agreement of two to twelve pages with its annexes."""
    own = [t for t in texts if t.kind == kind]
    lines = varied(draw.choice(own), m, draw)
    if kind == KINDS[0]:
        for number in range(1, draw.choice((1, 1, 2, 3, 4))):
            lines += ["", f"# Bilaga {number}", ""]
            lines += [line for line in varied(draw.choice(own), m, draw) if not line.startswith("# ")]
    return lines


def make_docx(path: Path, lines: list[str]) -> None:
    document = docx.Document()
    for line in lines:
        text = line.strip().strip("|")
        if text.startswith("#"):
            document.add_heading(text.lstrip("# "), min(line.count("#", 0, 4), 4))
        elif text and not re.fullmatch(r"[|\s:-]+", text):
            document.add_paragraph(
                text.removeprefix("- "), style="List Bullet" if text.startswith("- ") else None
            )
    document.save(str(path))


def odd(number: int, folder: Path, stem: str, lines: list[str]) -> tuple[Path, bool]:
    """A broken or odd file, and whether it can be read all the same."""
    text = "\n".join(lines)
    makers = (
        (".pdf", lambda: b"", False),
        (".pdf", lambda: b"%PDF-1.7\n" + text.encode()[:2000], False),
        (".docx", lambda: text.encode(), False),
        (".docx", lambda: bomb(), False),
        (".xyz", lambda: os.urandom(4000), False),
        (".txt", lambda: text.encode("cp1252", errors="replace"), True),
        (".html", lambda: f"<html><body><p>{text.replace(chr(10), '<p>')}</body></html>".encode(), True),
    )
    suffix, content, readable = makers[number % len(makers)]
    path = folder / f"{stem}{suffix}"
    path.write_bytes(content())
    return path, readable


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 80_000_000)
    return data.getvalue()


@dataclass
class Documents:
    folder: Path
    readable: dict[str, bool] = field(default_factory=dict)
    code: dict[str, str] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)

    @property
    def pdfs(self) -> list[Path]:
        return [self.folder / n for n, ok in self.readable.items() if ok and n.endswith(".pdf")]


def generate(folder: Path, count: int) -> Documents:
    texts = corpus()
    made = Documents(folder)
    draw = random.Random(7)
    number = 0
    for m in municipalities()[:count]:
        for kind in KINDS:
            number += 1
            lines = compose(kind, texts, m, draw)
            below = folder / m.name
            below.mkdir(parents=True, exist_ok=True)
            stem = f"{kind}-{number}"
            share = (number * 37) % 100
            if share < 5:
                path, ok = odd(number // 20, below, stem, lines)
            elif share < 30:
                path, ok = below / f"{stem}.docx", True
                make_docx(path, lines)
            else:
                path, ok = below / f"{stem}.pdf", True
                make_pdf(path, lines)
            name = path.relative_to(folder).as_posix()
            made.readable[name], made.code[name], made.kind[name] = ok, m.code or "", kind
    return made


# --- runs ----------------------------------------------------------------------------------------------


@dataclass
class Run:
    wall: float
    worker_peak: float  # bytes of the largest process that reviews
    parent_peak: float
    workers: int  # processes that ever reviewed
    late_growth: float  # of the largest worker, from the middle of the run to its end
    cpu: float  # seconds of all its processes together
    parent_cpu: float  # of which the main process: keeping, writing, tables

    def __str__(self) -> str:
        return f"{self.wall:7.1f} s, arbetare {self.worker_peak / MB:.0f} MB, huvudprocess {self.parent_peak / MB:.0f} MB"


def command(folder: Path, out: Path, *more: str) -> list[str]:
    base = [sys.executable, "-m", "overenskommelse_granskning", "mapp", str(folder), "--ut", str(out)]
    return [*base, "--per", DAY, "--ocr", "av", "--tyst", "--ingen-konfig", *more]


def mapp(folder: Path, out: Path, *more: str, kill_after: int = 0) -> Run:
    """Run it in a process of its own and watch it; ``kill_after`` that many reports it is killed hard."""
    begun = time.perf_counter()
    process = subprocess.Popen(command(folder, out, *more), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watch = Watch(process.pid)
    watch.start()
    if kill_after:
        reports = out / "rapporter"
        while (
            process.poll() is None
            and (len(list(reports.glob("*.json"))) if reports.is_dir() else 0) < kill_after
        ):
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    _, err = process.communicate()
    wall = time.perf_counter() - begun
    watch.stop()
    if not kill_after and process.returncode not in (0, 3):
        raise SystemExit(f"granska mapp gav {process.returncode}: {err.decode()[-2000:]}")
    return Run(
        wall,
        watch.worker,
        watch.parent,
        len(watch.seen),
        watch.growth(),
        sum(watch.cpu.values()),
        watch.cpu.get(process.pid, 0.0),
    )


class Watch(threading.Thread):
    """Looks at the memory of a run's processes ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self._ended = threading.Event()
        self.worker = self.parent = 0.0
        self.seen: set[int] = set()
        self.cpu: dict[int, float] = {}
        self._series: dict[int, list[float]] = {}

    def run(self) -> None:
        while not self._ended.wait(0.1):
            for process in self._all():
                try:
                    self._look(process)
                except psutil.Error:
                    continue

    def _all(self) -> list[psutil.Process]:
        try:
            return [self._process, *self._process.children(recursive=True)]
        except psutil.Error:
            return []

    def _look(self, process: psutil.Process) -> None:
        times = process.cpu_times()
        self.cpu[process.pid] = times.user + times.system
        size = process.memory_info().rss
        if process.pid == self._process.pid:
            self.parent = max(self.parent, size)
        elif (
            not process.children() and size > 120 * MB
        ):  # not the process that forks, nor Python's own helpers
            self.seen.add(process.pid)
            self.worker = max(self.worker, size)
            self._series.setdefault(process.pid, []).append(size)

    def stop(self) -> None:
        self._ended.set()
        self.join()

    def growth(self) -> float:
        longest = max(self._series.values(), key=len, default=[])
        if len(longest) < 8:
            return 0.0
        half = len(longest) // 2
        return statistics.median(longest[-4:]) - statistics.median(longest[half : half + 4])


def pages_of(paths: list[Path]) -> int:
    return sum(len(pypdfium2.PdfDocument(path)) for path in paths)


def reports(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (out / "rapporter").glob("*.json")}


def check(out: Path, documents: Documents) -> None:
    """Complete and correct: every file has its report, what is broken is told, municipality and kind are found."""
    with (out / "dokument.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {r["fil"]: r for r in csv.DictReader(file, delimiter=";")}
    if set(rows) != set(documents.readable):
        raise SystemExit(f"saknas eller för mycket: {set(rows) ^ set(documents.readable)}")
    wrong = [n for n, ok in documents.readable.items() if (rows[n]["status"] == "read") != ok]
    if wrong:
        raise SystemExit(f"fel tillstånd: {wrong[:5]}")
    read = [n for n, ok in documents.readable.items() if ok]
    codes = sum(rows[n]["kommunkod"] == documents.code[n] for n in read)
    kinds = sum(rows[n]["slag"] == documents.kind[n] for n in read)
    schema = json.loads(
        (ROOT / "src/overenskommelse_granskning/reports/schema/batch.schema.json").read_text("utf-8")
    )
    import jsonschema

    jsonschema.validate(json.loads((out / "resultat.json").read_text("utf-8")), schema)
    unread = len(rows) - len(read)
    print(
        f"complete: {len(rows)} documents, {unread} unreadable as they should be; municipality right in {codes} and kind in {kinds} of {len(read)}"
    )


def tell(what: str, value: float, goal: float, *, more: bool = True, unit: str = "times") -> None:
    kept = value >= goal if more else value <= goal
    print(
        f"{what:44} {value:8.1f} {unit:6} (goal: {'at least' if more else 'at most'} {goal:g}) {'' if kept else '  NOT REACHED'}"
    )


def measure(base: Path, count: int) -> list[str]:
    """Print what was found; returns the table of it for the documentation."""
    folder = base / "in"
    documents = generate(folder, count)
    pdfs = documents.pdfs
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    print(
        f"{len(documents.readable)} documents ({len(pdfs)} PDF), {size / MB:.0f} MB; load {os.getloadavg()[0]:.1f}"
    )

    one = base / "one"
    one.mkdir()
    words = (p for p in folder.rglob("*.docx") if documents.readable[p.relative_to(folder).as_posix()])
    shutil.copy(next(words), one)
    first = mapp(one, base / "ut-one", "--processer", "1")
    start_up = first.wall

    sample = pdfs[:: max(len(pdfs) // PLUMBED, 1)][:PLUMBED]
    only = base / "pdf"
    only.mkdir()
    for i, path in enumerate(sample):
        shutil.copy(path, only / f"{i:05}.pdf")
    alone = mapp(only, base / "ut-pdf", "--processer", "1")
    clock = time.process_time()
    plumb(sample)
    # Processor time: other work on the machine must not decide.
    theirs = pages_of(sample) / (time.process_time() - clock)
    ours = pages_of(sample) / max(alone.cpu - first.cpu, 0.001)
    print(
        f"per processor second: pdfplumber extract_text {theirs:.1f} pages, the whole run {ours:.1f} ({pages_of(sample)} pages, "
        "all reports and tables written)"
    )
    tell("throughput per core against pdfplumber", ours / theirs, 5)

    single = mapp(folder, base / "ut-1", "--processer", "1")
    double = mapp(folder, base / "ut-2", "--processer", "2")
    print(f"one process  {single}\ntwo processes{double}")
    tell("two processes against one", single.wall / double.wall, 1.7)
    tell("the same without start-up", (single.wall - start_up) / max(double.wall - start_up, 0.001), 1.7)
    print(f"start-up {start_up:.1f} s, once: {single.workers} and {double.workers} processes reviewed")
    print(
        f"processor time of the run: {single.parent_cpu / single.cpu:.0%} keeping results and writing tables"
    )
    tell(
        "peak memory of a worker",
        max(single.worker_peak, double.worker_peak) / MB,
        600,
        more=False,
        unit="MB",
    )
    tell(
        "growth of a worker, second half",
        max(single.late_growth, double.late_growth) / MB,
        30,
        more=False,
        unit="MB",
    )
    check(base / "ut-2", documents)
    if reports(base / "ut-1") != reports(base / "ut-2"):
        raise SystemExit("en och två processer gav olika rapporter")

    again = mapp(folder, base / "ut-2", "--processer", "2")
    tell("second run over unchanged files", double.wall / again.wall, 20)

    total = len(documents.readable)
    resumed = base / "ut-resumed"
    for share in (0.2, 0.6):
        mapp(folder, resumed, "--processer", "2", "--ateruppta", kill_after=int(total * share))
    kept = len(reports(resumed))
    mapp(folder, resumed, "--processer", "2", "--ateruppta")
    if reports(resumed) != reports(base / "ut-2"):
        raise SystemExit("en återupptagen körning gav andra rapporter")
    print(
        f"killed twice and resumed: the same {total} reports, byte for byte; {kept} were there when it went on"
    )
    faster = single.wall / double.wall
    return [
        f"| {total} dokument ({len(pdfs)} PDF) | resultat | mål |",
        "|---|---:|---:|",
        f"| en process, processortid | {single.wall:.0f} s, {single.cpu:.0f} s | |",
        f"| två processer, processortid | {double.wall:.0f} s, {double.cpu:.0f} s | |",
        f"| två processer mot en | {decimal(faster)} gånger | 1,7 |",
        f"| utan uppstarten | {decimal((single.wall - start_up) / max(double.wall - start_up, 0.001))} gånger | |",
        f"| sidor per processorsekund mot pdfplumbers `extract_text` ensam | {decimal(ours / theirs)} gånger | 5 |",
        f"| uppstart, en gång | {decimal(start_up)} s | |",
        f"| huvudprocessens del av processortiden | {single.parent_cpu / single.cpu * 100:.0f} % | |",
        f"| arbetsprocessens minne som mest | {max(single.worker_peak, double.worker_peak) / MB:.0f} MB | 600 MB |",
        f"| mer under andra halvan | {max(single.late_growth, double.late_growth) / MB:.0f} MB | |",
        f"| en gång till över oförändrade filer | {double.wall / again.wall:.0f} gånger så fort | 20 |",
        f"| dödad två gånger och återupptagen | samma {total} rapporter, byte för byte | lika |",
    ]


def decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def write_down(mark: str, lines: list[str]) -> None:
    """Put a table into the documentation, between its marks."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(mark + "\n")
    _, _, tail = rest.partition(mark + "\n")
    PAGE.write_text(f"{head}{mark}\n\n" + "\n".join(lines) + f"\n\n{mark}\n{tail}", encoding="utf-8")


def repeated(source: Path, target: Path, number: int) -> None:
    """The same text as another document: other bytes, so that it must be read and reviewed for itself."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    if source.suffix == ".docx":
        with zipfile.ZipFile(target, "a") as archive:
            archive.comment = b"%d" % number
    else:  # a comment after the end of a PDF, a blank line or so after a text
        with target.open("ab") as file:
            file.write(b"\n%%%d\n" % number if source.suffix == ".pdf" else b" " * (number % 997) + b"\n")


def curve(base: Path, counts: list[int]) -> list[str]:
    """The cost of ever more documents as a table; the texts are the same ones again, in files of their own."""
    texts = generate(base / "texts", 50)
    usable = [base / "texts" / n for n, ok in texts.readable.items() if ok]
    lines = [
        "| Dokument | tid, s | processortid, s | per dokument, ms | varav huvudprocessen, ms | arbetare, MB | "
        "huvudprocess, MB | `granska.sqlite`, MB | hela RESULTAT, MB |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    print("\n".join(lines))
    for count in counts:
        folder, out = base / f"in-{count}", base / f"ut-{count}"
        for i in range(count):
            source = usable[i % len(usable)]
            repeated(source, folder / f"{i % 290:03}" / f"{i:05}{source.suffix}", i)
        run = mapp(folder, out, "--processer", "2")
        size = sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
        cells = (
            f"{count:,}".replace(",", " "),
            f"{run.wall:.0f}",
            f"{run.cpu:.0f}",
            f"{run.cpu / count * 1000:.0f}",
            f"{run.parent_cpu / count * 1000:.1f}".replace(".", ","),
            f"{run.worker_peak / MB:.0f}",
            f"{run.parent_peak / MB:.0f}",
            f"{(out / 'granska.sqlite').stat().st_size / MB:.0f}",
            f"{size / MB:.0f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
        print(lines[-1], flush=True)
        shutil.rmtree(folder)
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Does granska mapp keep what it promises?")
    parser.add_argument("--municipalities", type=int, default=290)
    parser.add_argument(
        "--curve", type=int, nargs="*", metavar="DOCUMENTS", help="the cost curve (100 1000 10000)"
    )
    parser.add_argument("--skriv", action="store_true", help="write the table into docs/batch.md")
    parser.add_argument("--keep", type=Path, help="work here and keep everything")
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; pdfplumber from {pdfplumber.__file__}"
    )
    with working(options.keep) as base:
        if options.curve is None:
            mark, lines = MARK, measure(base, options.municipalities)
        else:
            mark, lines = CURVE, curve(base, options.curve or [100, 1_000, 10_000])
    if options.skriv:
        write_down(mark, lines)


@contextmanager
def working(keep: Path | None) -> Iterator[Path]:
    """A folder to work in, which goes unless it is to be kept."""
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="granska-bench-") as name:
        yield Path(name)


if __name__ == "__main__":
    main()
