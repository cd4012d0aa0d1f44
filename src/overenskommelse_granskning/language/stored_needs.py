"""What the expressions of the product need of a text, worked out beforehand.

Deriving it (:mod:`.needles`) parses every expression, which takes longer than reviewing a document: a quarter of the
time of the first review. ``tools/make_language_data.py`` stores it for the expressions that the modules and the shipped
checklists hold, by a digest of each; one that is not there, of a user's checklist say, is derived when it is met.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b

from ..resources import language_file

FILE = "behov.json"

#: The needles, the marks, and whether the expression stays in a line.
Stored = tuple[tuple[str, ...], str, bool]


def digest(pattern: str, flags: int) -> str:
    """The name of an expression in the file."""
    return blake2b(f"{int(flags)} {pattern}".encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def packed(known: Mapping[str, Stored]) -> bytes:
    """The file of these expressions, by digest."""
    text = json.dumps(dict(sorted(known.items())), ensure_ascii=False, separators=(",", ":"))
    return text.replace('],"', '],\n"').encode() + b"\n"


def stored(pattern: str, flags: int) -> Stored | None:
    """What was worked out for an expression, None where nothing was."""
    return _table().get(digest(pattern, flags))


@cache
def _table() -> Mapping[str, Stored]:
    path = language_file(FILE)
    if not path.is_file():  # while it is made
        return {}
    return {key: (tuple(w), m, i) for key, (w, m, i) in json.loads(path.read_text(encoding="utf-8")).items()}
