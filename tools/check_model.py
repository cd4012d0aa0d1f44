"""Checks that the shipped model is the one that its card describes and that this corpus gives.

Usage: python tools/check_model.py. Compares the hashes of corpus, word table and arrays with the card,
looks at the size, loads the model, and prints the size and the time. The exit code is 1 when
something does not fit; the answer is then nearly always ”granska trana”.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from overenskommelse_granskning.classification.kind import FILE as KIND_FILE
from overenskommelse_granskning.classification.persistence import (
    ARRAYS_FILE,
    CARD_FILE,
    FORMAT,
    NETWORK_FILE,
    WORDS_FILE,
    file_sha256,
    load_model,
)
from overenskommelse_granskning.resources import model_folder
from overenskommelse_granskning.training.model import corpus_hash

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
LIMIT = 15_000_000  # bytes, word table included
FILES = {ARRAYS_FILE, CARD_FILE, WORDS_FILE, KIND_FILE}  # and the network, where one was made


def faults(corpus: Path, folder: Path) -> Iterator[str]:
    """What does not fit, one line each."""
    there = {p.name for p in folder.iterdir()} if folder.is_dir() else set()
    known = there - {NETWORK_FILE}
    if known != FILES:
        yield f"the folder should hold {sorted(FILES)}: {sorted(known ^ FILES)} differs"
    if not there >= FILES:
        return
    card = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    if card["format"] != FORMAT:
        yield f"format {card['format']}, the program reads {FORMAT}"
    for key, made in (
        ("corpus_sha256", corpus_hash(corpus)),
        ("words_sha256", file_sha256(folder / WORDS_FILE)),
        ("network_sha256", file_sha256(folder / NETWORK_FILE) if NETWORK_FILE in there else None),
        ("arrays_sha256", file_sha256(folder / ARRAYS_FILE)),
    ):
        if card[key] != made:
            yield f"{key}: the card says {str(card[key])[:12]}…, it is {str(made)[:12]}…: run ”granska trana”"
    if size(folder) > LIMIT:
        yield f"{size(folder)} bytes, the limit is {LIMIT}"


def size(folder: Path) -> int:
    """Bytes of everything that is shipped."""
    return sum(p.stat().st_size for p in folder.iterdir())


def main(corpus: Path = CORPUS, folder: Path | None = None) -> int:
    """Print faults, then size and load time."""
    folder = folder or model_folder()
    found = list(faults(corpus, folder))
    sys.stdout.writelines(f"{f}\n" for f in found)
    if not found:
        started = time.perf_counter()
        load_model(folder)
        seconds = time.perf_counter() - started
        sys.stdout.write(f"model: {size(folder) / 1e6:.1f} MB, loaded in {seconds:.3f} s\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
