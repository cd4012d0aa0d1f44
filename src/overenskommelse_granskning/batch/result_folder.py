"""What a run writes in its result folder, so that neither the run itself nor a later one takes it for documents."""

from __future__ import annotations

from collections.abc import Container
from fnmatch import fnmatchcase

REPORTS = "rapporter"
INDEX = "resultat.json"
PANEL = "panel.html"
LOG = "logg.txt"
STORE = "granska.sqlite"
WORKING = ".skriver-"  # begins the folder that tables are written in until they are whole

_WRITTEN = (
    REPORTS, INDEX, PANEL, LOG, f"{STORE}*", f"{WORKING}*", "resultat.xlsx", "resultat.csv", "resultat.parquet",
    "dokument.csv", "dokument.parquet",
)  # fmt: skip


def is_result(names: Container[str]) -> bool:
    """Whether a folder with these entries is a result. One that was cut short has no index, one sent on no store."""
    return STORE in names or (INDEX in names and PANEL in names)


def written(name: str) -> bool:
    """Whether a run writes an entry of this name in its result folder."""
    return any(fnmatchcase(name, pattern) for pattern in _WRITTEN)
