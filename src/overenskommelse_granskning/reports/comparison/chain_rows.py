"""The chains of problems in a comparison, ready to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...assessment import ThreadRow
from ...comparison.model import ChainChange, Change
from ..quotes import Quote, make_quote
from ..thread_view import LINKS
from .words import CHANGE_TITLES

_LINK_WORDS = dict(LINKS)


@dataclass(frozen=True, slots=True)
class LinkRow:
    word: str
    change: Change
    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One problem; ``told`` says in a sentence what happened to its chain."""

    change: Change
    title: str
    before: Quote | None
    after: Quote | None
    links: tuple[LinkRow, ...]
    told: str


def chain_row(c: ChainChange) -> ChainRow:
    """One problem of the comparison."""
    links = tuple(
        LinkRow(
            _LINK_WORDS[link.name],
            link.change,
            make_quote(link.before) if link.before else None,
            make_quote(link.after) if link.after else None,
        )
        for link in c.links
    )
    return ChainRow(
        c.change,
        CHANGE_TITLES[c.change],
        make_quote(c.before.problem) if c.before else None,
        make_quote(c.after.problem) if c.after else None,
        links,
        _told(c, links),
    )


def _told(c: ChainChange, links: Iterable[LinkRow]) -> str:
    if c.before is None:
        assert c.after is not None
        return f"Problemet finns bara i det andra dokumentet. {_whole(c.after)}"
    if c.after is None:
        then = f"saknade {', '.join(_lacking(c.before))}" if c.before.lacking else "var hel"
        return f"Problemet finns bara i det första dokumentet, där tråden {then}."
    said = []
    for change, verb in ((Change.GAINED, "Nytt i tråden"), (Change.LOST, "Borta ur tråden")):
        words = [link.word for link in links if link.change is change]
        if words:
            said.append(f"{verb}: {', '.join(words)}.")
    if c.before.goal and c.after.goal and c.before.goal_measurable != c.after.goal_measurable:
        said.append(f"Målet är {'nu mätbart' if c.after.goal_measurable else 'inte längre mätbart'}.")
    return " ".join((*said, _whole(c.after)))


def _whole(row: ThreadRow) -> str:
    return f"Saknas: {', '.join(_lacking(row))}." if row.lacking else "Tråden är hel."


def _lacking(row: ThreadRow) -> list[str]:
    return [_LINK_WORDS[name] for name in row.lacking]
