"""The tables of a run: one writer per format, each fed one document at a time."""

from __future__ import annotations

from importlib.util import find_spec


def parquet_available() -> bool:
    """Whether Parquet can be written: the extra ``tabeller`` is installed."""
    return find_spec("duckdb") is not None
