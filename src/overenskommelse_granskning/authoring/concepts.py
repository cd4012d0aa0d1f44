"""Concepts looked up: who asks for one, how its words are read, and which concepts a word is of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ..checklist import available
from ..language.analysis import analyse
from ..language.inflected import finder
from ..language.lexicon import shipped_concepts
from ..readers import read_document
from ..resources import checklist_folder, read_yaml
from .leaves import leaves_of


def concepts_of(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The concepts that hit a word or phrase, each with the words that it hits, by name."""
    document = read_document(text.encode("utf-8"), filename="ord.md")
    found: dict[str, list[str]] = {}
    for unit in analyse(document).units:
        for hit in unit.hits:
            found.setdefault(hit.concept, []).append(" ".join(document.text[hit.start : hit.end].split()))
    return tuple((name, tuple(dict.fromkeys(words))) for name, words in sorted(found.items()))


def missed_by(text: str) -> tuple[tuple[str, str], ...]:
    """Concepts with a term that a single word is a form of, though the dictionary of forms does not know it."""
    hit = {name for name, _ in concepts_of(text)}
    return tuple(
        (c.id, term)
        for c in shipped_concepts()
        if c.id not in hit
        for term in c.terms
        if " " not in term and finder(term)(text)
    )


def how_read(term: str) -> str:
    """What the signs in a term mean, as an addition to it; nothing for plain words."""
    if "~" in term:
        return " (med upp till fem ord emellan)"
    if term.startswith("-"):
        return " (också sist i en sammansättning)"
    return " (först i en sammansättning)" if term.endswith("-") else ""


def users_of(concept: str) -> tuple[str, ...]:
    """Ids of the shipped lists that ask for a concept, or ”programmet” where none does."""
    return concept_users()[concept]


PROGRAM = "programmet"  # itself asks for a concept


@cache
def concept_users() -> Mapping[str, tuple[str, ...]]:
    """Concept → who asks for it: ids of shipped lists, and ”programmet” for what no list asks for."""
    found: dict[str, list[str]] = {c.id: [] for c in shipped_concepts()}
    for checklist_id in available():
        asked = {leaf.value for leaf in leaves_of(_as_file(checklist_id)) if leaf.key == "concept"}
        for name in found.keys() & asked:
            found[name].append(checklist_id)
    return {name: tuple(sorted(users)) or (PROGRAM,) for name, users in found.items()}


def _as_file(checklist_id: str) -> Any:
    return read_yaml(checklist_folder() / f"{checklist_id}.yaml")
