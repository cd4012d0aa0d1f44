"""Does every hostile file end as it should: reviewed, or unreadable with a numbered reason, within its limits?

Makes files that are broken or made to do harm (benchmarks/hostile_files), the same ones from the same seed, and
reviews each in a child process as ``granska fil`` does. A finding is a file that ends in a code that stands for
our own errors (R000, R019), whose report cannot be written, or that leaves a process or a temporary file behind.
Files that were stopped at a limit or killed their process (R041, R042, R044), and slow ones, are told.

Usage: python benchmarks/hostile.py [--count 700] [--seed 1] [--only pdf-bomber] [--spara MAPP] [--tid 60]
"""

from __future__ import annotations

import argparse
import collections
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))

from hostile_files import hostile_files

from overenskommelse_granskning.batch.apart import Apart
from overenskommelse_granskning.batch.failure import Ended, Limits
from overenskommelse_granskning.errors import READING_MESSAGES

OURS = {"R000", "R019"}
ENDED = {"R041", "R042", "R044"}  # stopped at a limit, or a library that died: told, and no finding
SLOW = 20.0  # seconds of processor time
FORMATS = ("text", "json", "html", "csv", "md", "sarif", "xlsx")


class Review:
    """In the child: the review and its reports; returns the code ("" where it could be read) and the processor time."""

    def __init__(self, ocr: str) -> None:
        self._ocr = ocr
        self._reviewer = None

    def __call__(self, request: tuple[str, str]) -> tuple[str, float]:
        from overenskommelse_granskning import ReadOptions, Reviewer
        from overenskommelse_granskning.reports import Style, writer

        if self._reviewer is None:
            options = ReadOptions(ocr=self._ocr)
            self._reviewer = Reviewer(as_of=date(2025, 1, 1), read_options=options, keep_original=True)
        path, name = request
        begun = time.process_time()
        assessment = self._reviewer.review(path, filename=name)
        notices = assessment.document.notices
        if not assessment.readable:
            return notices[0].code, time.process_time() - begun
        for form in FORMATS:
            made = writer(form).render([assessment], Style())
            if form in ("text", "md") and any(c in made for c in "\x1b\x07\x9b\u202e"):
                raise ValueError(f"{form} has a control character")
        assert all(n.code in READING_MESSAGES or n.code.startswith("R1") for n in notices)
        return "", time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=700)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="bara sätt vars namn innehåller detta, som docx-zip")
    parser.add_argument("--spara", type=Path, help="mapp för de filer som är fynd")
    parser.add_argument("--tid", type=float, default=60.0)
    parser.add_argument("--minne", type=int, default=2000)
    parser.add_argument("--ocr", default="off", choices=("off", "auto"))
    parser.add_argument("--lang", type=float, default=SLOW, help="sekunder som räknas som fynd")
    options = parser.parse_args()
    found: list[str] = []
    codes: collections.Counter[str] = collections.Counter()
    slowest: list[tuple[float, str]] = []
    limits = Limits(options.tid, options.minne)
    with tempfile.TemporaryDirectory(prefix="fientlig-") as name:
        folder = Path(name)
        left = folder / "tmp"
        left.mkdir()
        os.environ["TMPDIR"] = str(left)
        tempfile.tempdir = str(left)
        with Apart(Review(options.ocr), limits) as apart:
            apart.ask((str(Path(__file__).parents[1] / "examples" / "utkast.docx"), "start.docx"))
            for file, data in hostile_files(options.seed, options.count, options.only):
                path = folder / "fil"
                path.write_bytes(data)
                begun = time.perf_counter()
                what, used = "", 0.0
                try:
                    code, used = apart.ask((str(path), file))
                except Ended as ended:
                    code = ended.code
                    what = ended.what
                except Exception as error:
                    code = "R000"
                    lines = "".join(getattr(error, "__notes__", ())).splitlines()
                    what = f"{type(error).__name__}: {str(error)[:90]} {' / '.join(s.strip() for s in lines[-4:])}"
                seconds = used or time.perf_counter() - begun  # other programs' time does not count
                codes[code or "granskad"] += 1
                slowest = sorted([*slowest, (seconds, file)], reverse=True)[:12]
                if leftovers := [p.name for p in left.iterdir()]:
                    what += f" lämnade {leftovers}"
                told = f"{file}: {code} {seconds:.1f} s {what}"
                if code in OURS or leftovers:
                    found.append(told)
                if code in OURS | ENDED or seconds > options.lang or leftovers:
                    print(told, flush=True)
                    if options.spara:
                        options.spara.mkdir(parents=True, exist_ok=True)
                        (options.spara / file).write_bytes(data)
        if children := psutil.Process().children(recursive=True):
            found.append(f"processer lever kvar: {children}")
    print(f"{sum(codes.values())} filer: " + ", ".join(f"{k} {v}" for k, v in sorted(codes.items())))
    print("långsammast: " + ", ".join(f"{name} {s:.1f} s" for s, name in slowest[:6]))
    print(f"fynd: {len(found)}")
    if found:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
