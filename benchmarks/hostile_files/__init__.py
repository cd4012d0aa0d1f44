"""Files that are broken or made to do harm, the same ones from the same seed.

:func:`hostile_files` yields a name and the bytes. Every file is made of a sound one (the shipped
example and small documents written here) by one or more of the ways in the modules below.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from . import damage, markup, office, pdf, plain
from .base import Sources

Maker = Callable[[random.Random, Sources], bytes]
FORMATS: dict[str, dict[str, Maker]] = {
    "pdf": pdf.MAKERS,
    "docx": office.WORD,
    "odt": office.OPEN,
    "html": markup.MAKERS,
    "txt": plain.MAKERS,
}


def hostile_files(seed: int, count: int, only: str = "") -> Iterator[tuple[str, bytes]]:
    """``count`` files, of every format and in every way as evenly as it goes."""
    sources = Sources()
    kinds = [
        (extension, way, maker)
        for extension, makers in FORMATS.items()
        for way, maker in {**makers, **damage.MAKERS[extension]}.items()
        if only in f"{extension}-{way}"
    ]
    for n in range(count):
        extension, way, maker = kinds[n % len(kinds)]
        rng = random.Random(f"{seed}:{n}:{way}")
        yield f"{seed}-{n:05}-{way}.{extension}", maker(rng, sources)
