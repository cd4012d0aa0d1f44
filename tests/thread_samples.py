"""The thread of a short text, as plain words: which problem, and what is tied to it."""

from __future__ import annotations

from functools import cache

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.thread.chains import Chain, find_thread
from overenskommelse_granskning.thread.columns import Link
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.training.corpus import document_from_source

PARTS = tuple(str(link) for link in Link if link is not Link.PROBLEM)


@cache
def chains(text: str) -> tuple[tuple[Chain, ...], str]:
    """The chains of a text in the corpus's marks, and the document's text."""
    analysis = analyse(document_from_source("prov", text))
    return find_thread(analysis, build_lists(analysis)), analysis.document.text


def thread(text: str) -> dict[str, dict[str, str | None]]:
    """Title of each problem → part → the words that give it (None where nothing does)."""
    found, source = chains(text)

    def said(chain: Chain, part: str) -> str | None:
        span = chain.first(Link(part))
        return source[span.start : span.end] if span else None

    return {source[c.problem.start : c.problem.end]: {p: said(c, p) for p in PARTS} for c in found}


def given(row: dict[str, str | None]) -> set[str]:
    """The parts that are there."""
    return {part for part, words in row.items() if words is not None}
