"""Looks for files that the readers or the checklist loader do not stand, led by the code that runs (atheris).

Each target runs for a time in a process of its own, from the sound documents that the hostile ones are made of.
An input that raises anything but the library's own errors is written to the folder given; shrink it by hand
(--minska) and keep it in tests/data/fientliga.

Usage: python benchmarks/fuzz.py [--tid 300] [--mal docx pdf checklista] [--spara MAPP]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from hostile_files.base import Sources, packed  # noqa: E402 - beside this file

READERS = ("docx", "odt", "html", "txt", "md", "pdf")
TARGETS = (*READERS, "checklista", "undantag", "sparad")


def read(extension: str, data: bytes) -> None:
    """One file through its reader; R019 is what the reader makes of an error of its own."""
    from overenskommelse_granskning import ReadOptions, UnreadableDocument, read_document

    try:
        read_document(data, filename=f"a.{extension}", options=ReadOptions(ocr="off"))
    except UnreadableDocument as error:
        if error.code == "R019":
            raise AssertionError("R019") from error


def load(target: str, data: bytes) -> None:
    """One user's file of another sort."""
    import json

    from overenskommelse_granskning import ReviewError
    from overenskommelse_granskning.assessment.saved import from_dict
    from overenskommelse_granskning.checklist import load_checklist
    from overenskommelse_granskning.checklist.waivers import load_waivers

    with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
        file.write(data)
        file.flush()
        try:
            if target == "checklista":
                load_checklist(Path(file.name))
            elif target == "undantag":
                load_waivers(Path(file.name))
            else:
                from_dict(json.loads(data))
        except (ReviewError, json.JSONDecodeError, UnicodeDecodeError, RecursionError):
            pass


def seeds(target: str) -> list[bytes]:
    """Small inputs to begin with."""
    sources = Sources()
    text = sources.text[:1500]
    if target in ("txt", "md"):
        return [text.encode(), text.encode("cp1252"), text.encode("utf-16")]
    if target == "docx":
        return [sources.docx]
    if target == "odt":
        return [packed(sources.odt_parts)]
    if target == "pdf":
        return [sources.pdf_plain]
    if target == "html":
        return [sources.html[:3000]]
    if target == "checklista":
        own = HERE.parent / "checklists" / "avhoppare.yaml"
        return [
            own.read_bytes(),
            b"id: egen\nextends: bra-2020\nchanges:\n  - criterion: bra.mal\n    weight: 3\n",
        ]
    if target == "undantag":
        return [b"waivers:\n  - criterion: bra.mal\n    reason: x\n    by: y\n    created: 2025-01-01\n"]
    return [b'{"schema_version": "1.0", "document": {}, "checklists": []}']


ZIPPED = ("docx", "odt")


def changed_inside(data: bytes, most: int, seed: int) -> bytes:
    """A zipped file with one of its parts changed: changes to the packed bytes are stopped by the checksums."""
    import io
    import zipfile

    import atheris

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {i.filename: archive.read(i) for i in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, zlib.error):
        return bytes(atheris.Mutate(data, most))
    if not parts:
        return bytes(atheris.Mutate(data, most))
    # The text itself most often: it has the most to be read.
    names = sorted(parts)
    weights = [4 if n in ("word/document.xml", "content.xml") else 1 for n in names]
    (name,) = random.Random(seed).choices(names, weights)
    part = parts[name]
    room = max(most - sum(map(len, parts.values())) - 4000, len(part))
    parts[name] = bytes(atheris.Mutate(part, room)) if part else b"<a/>"
    return packed(parts)


def run(target: str, seconds: int, folder: Path, seed: int) -> int:
    """Run one target in this process; does not return but by exit."""
    import atheris

    with atheris.instrument_imports(include=["overenskommelse_granskning"]):
        import overenskommelse_granskning.assessment.saved
        import overenskommelse_granskning.checklist.waivers
        import overenskommelse_granskning.readers.docx
        import overenskommelse_granskning.readers.html
        import overenskommelse_granskning.readers.odt
        import overenskommelse_granskning.readers.pdf
        import overenskommelse_granskning.readers.text  # noqa: F401

    corpus = folder / f"{target}-korpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for n, data in enumerate(seeds(target)):
        (corpus / f"start-{n}").write_bytes(data)

    def one(data: bytes) -> None:
        if target in READERS:
            read(target, data)
        else:
            load(target, data)

    arguments = [
        sys.argv[0], str(corpus), f"-max_total_time={seconds}", "-timeout=30", "-rss_limit_mb=2000", f"-max_len={400_000 if target in ZIPPED else 60_000}",
        f"-artifact_prefix={folder}/{target}-", f"-seed={seed}", "-verbosity=0", "-print_final_stats=1",
    ]  # fmt: skip
    if target in ZIPPED:
        atheris.Setup(arguments, one, custom_mutator=changed_inside)
    else:
        atheris.Setup(arguments, one)
    atheris.Fuzz()
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tid", type=int, default=300, help="sekunder per mål")
    parser.add_argument("--mal", nargs="*", default=list(TARGETS), choices=TARGETS)
    parser.add_argument("--spara", type=Path, default=Path("ut/fuzz"))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 1 << 30))
    parser.add_argument("--detta", choices=TARGETS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.detta:
        raise SystemExit(run(options.detta, options.tid, options.spara, options.seed))
    options.spara.mkdir(parents=True, exist_ok=True)
    found = []
    for target in options.mal:
        command = [
            sys.executable,
            __file__,
            "--detta",
            target,
            "--tid",
            str(options.tid),
            "--spara",
            str(options.spara),
        ]
        done = subprocess.run(
            [*command, "--seed", str(options.seed)],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        kept = sorted(p.name for p in options.spara.glob(f"{target}-*") if p.is_file())
        print(f"{target}: {'fynd: ' + ', '.join(kept) if kept else 'inga fynd'}", flush=True)
        if done.returncode and not kept:
            print(done.stderr[-1500:])
        if kept or done.returncode:
            found.append(target)
            print("\n".join(done.stderr.splitlines()[-25:]))
    if found:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
