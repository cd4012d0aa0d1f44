"""Make the packaged data of ``language`` from spaCy and simplemma.

``special.json``: the special cases of spaCy's Swedish tokenizer. ``former.bin``: the lemmas of usual words,
those of the word table, the corpus, the lexicons and the names of places. ``stallen.bin``: where simplemma's
dictionary can be entered.

Usage: python tools/make_language_data.py [--check]
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import simplemma
import spacy
from spacy.symbols import ORTH

from overenskommelse_granskning.classification.persistence import WORDS_FILE, unpack_strings
from overenskommelse_granskning.language import simplemma_words, tokens, wordforms
from overenskommelse_granskning.language.lexicon import shipped_concepts
from overenskommelse_granskning.resources import language_file, model_folder
from overenskommelse_granskning.vocabulary.municipalities import municipalities
from overenskommelse_granskning.vocabulary.sections import section_kinds

ROOT = Path(__file__).resolve().parents[1]
# A word cut at a line's end, as real documents keep them: neither half is a word.
_CUT = re.compile(r"[^\W\d_]+-\s+(?!(?:och|eller|samt|till|respektive)\b)[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def special_cases() -> bytes:
    """The special cases of spaCy whose signs the cutter here knows."""
    tokenizer = spacy.blank("sv").tokenizer
    known = {
        form: [t[ORTH] for t in parts]
        for form, parts in sorted(tokenizer.rules.items())
        if tokens.KNOWN.fullmatch(form)
    }
    joined = [
        [form[a:b] for a, b in tokens.affixes(form, special=False)]
        for form in known
        if tokenizer.find_prefix(form) or tokenizer.find_infix(form) or tokenizer.find_suffix(form)
    ]
    text = json.dumps({"tokens": known, "joined": joined}, ensure_ascii=False, indent=0)
    return (text + "\n").encode()


def usual_words() -> set[str]:
    """Word forms in lower case that documents of this kind are made of."""
    with np.load(model_folder() / WORDS_FILE, allow_pickle=False) as stored:
        words = set(unpack_strings(stored["words"]))
    texts = [term for concept in shipped_concepts() for term in concept.terms]
    texts += [term for kind in section_kinds() for term in (*kind.terms, *kind.weak)]
    texts += [f"{m.name} {m.name}s" for m in municipalities()]
    for text in texts:
        words.update(_WORD.findall(text.lower()))
    words |= corpus_words()
    return {w for w in words if len(w) > 1 and (w.isalpha() or "-" in w)}


def corpus_words() -> set[str]:
    """The corpus's words; those of a single text only where the dictionary knows them, as most others are misspelt."""
    seen: Counter[str] = Counter()
    for path in sorted((ROOT / "corpus" / "texts").glob("*.md")):
        text = path.read_text(encoding="utf-8").lower()
        seen.update(set(_WORD.findall(_CUT.sub(" ", text))))
    return {w for w, n in seen.items() if n > 1 or simplemma.is_known(w, lang="sv")}


def usual_lemmas() -> bytes:
    """What simplemma says of them."""
    lemmas = {w: simplemma.lemmatize(w, lang="sv", greedy=True).lower() for w in sorted(usual_words())}
    return zlib.compress(wordforms.packed(lemmas), 9)


def stream_places() -> bytes:
    """Every so many records a place where the dictionary can be entered."""
    compressed = simplemma_words.stream_file()
    stream = lzma.decompress(compressed)
    _, at = simplemma_words.number(stream, 6)  # behind the name of the format, a flag and the count
    keys, values, following = [], [], []
    for i, (key, value, end) in enumerate(simplemma_words.records(stream, at, b"", b"", sys.maxsize)):
        if i % simplemma_words.BLOCK == 0:
            keys.append(key)
            values.append(value)
            following.append(end)
    return simplemma_words.pack(compressed, simplemma_words.Places(keys, values, following))


MAKERS = {"special.json": special_cases, wordforms.FILE: usual_lemmas, simplemma_words.FILE: stream_places}


def main() -> int:
    """Write the files, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail where a file is not up to date"
    )
    options = parser.parse_args()
    stale = []
    for name, make in MAKERS.items():
        data = make()
        path = language_file(name)
        if options.check:
            stale += [name] if not path.is_file() or path.read_bytes() != data else []
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            sys.stdout.write(f"{path.relative_to(ROOT)}: {len(data)} byte\n")
    if stale:
        sys.stdout.write(f"inte aktuella, kör python tools/make_language_data.py: {', '.join(stale)}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
