"""Text that documents of different municipalities share: copied, from a template, or quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..rows import DocumentRow
    from ..store import Store
    from .shared import SharedTexts, Source


def source(row: DocumentRow, store: Store) -> Source | None:
    """A document for the comparison; None for one without text."""
    import numpy as np

    from ..settings import PASSAGES
    from .passages import PASSAGE
    from .shared import Source

    data = store.rendered(row.file.key, PASSAGES)
    if data is None:
        return None
    # One whose municipality is not known is compared with all, as if it were of one of its own.
    owner = row.code or row.municipality or row.path
    return Source(row.path, owner, np.frombuffer(data, dtype=PASSAGE), row.facts["sha256"] or "")


def compare(sources: Sequence[Source], keys: dict[str, str], store: Store) -> SharedTexts:
    """The comparison of all; ``keys`` gives the review of each path."""
    from ..settings import TEXT
    from .shared import find_shared

    return find_shared(sources, lambda path: (store.rendered(keys[path], TEXT) or b"").decode("utf-8"))
