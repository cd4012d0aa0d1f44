"""Which municipalities have a document of a kind that holds, and what stands in the way for the others.

Coverage is a thing of its own: a municipality without a document, with one that could not be read or
with one that has expired is not a municipality with a poor document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..errors import ConfigurationError
from ..vocabulary.closed import MUNICIPAL_KINDS, Kind
from ..vocabulary.municipalities import Municipality, by_code, counties, find_county, municipalities
from .manifest import Manifest

if TYPE_CHECKING:
    from .rows import DocumentRow


_PHOTOS = frozenset(("bmp", "gif", "heic", "heif", "jpeg", "jpg", "png", "webp"))


class State(StrEnum):
    """The best that a municipality has of a kind, the best first."""

    CURRENT = "current"
    UNDATED = "undated"
    UPCOMING = "upcoming"
    DRAFT = "draft"
    EXPIRED = "expired"
    UNREADABLE = "unreadable"
    NONE = "none"


STATE_TITLES = {
    State.CURRENT: "gällande",
    State.UNDATED: "utan utläsbar giltighetstid",
    State.UPCOMING: "börjar gälla senare",
    State.DRAFT: "bara utkast",
    State.EXPIRED: "har gått ut",
    State.UNREADABLE: "kunde inte läsas",
    State.NONE: "inget dokument",
}


@dataclass(frozen=True, slots=True)
class Covered:
    """One municipality and one kind: its state, and the documents that it rests on, the best first."""

    municipality: Municipality
    kind: Kind
    state: State
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    code: str
    kind: Kind | None
    state: State
    path: str
    aside: bool = False


class Coverage:
    """Fed with documents; tells at the end."""

    def __init__(self) -> None:
        self._seen: list[_Seen] = []

    def add(self, row: DocumentRow) -> None:
        """Count a document for every municipality that it is of."""
        state = document_state(row)
        if state is State.UNREADABLE and row.identity.kind is None and row.facts["format"] in _PHOTOS:
            return  # a picture of something: told as unreadable, but no reason to expect an agreement in it
        for m in row.identity.municipalities:
            if m.code:
                self._seen.append(_Seen(m.code, row.identity.kind, state, row.path, row.aside))

    @property
    def codes(self) -> set[str]:
        """The municipalities that have any document."""
        return {s.code for s in self._seen}

    def told(self, expected: Sequence[Municipality]) -> list[Covered]:
        """The state of every expected municipality, for each kind that any of them has."""
        order = list(State)
        kinds = [k for k in MUNICIPAL_KINDS if any(s.kind is k for s in self._seen)] or [Kind.AGREEMENT]
        by_municipality: dict[str, list[_Seen]] = {}
        for seen in self._seen:
            by_municipality.setdefault(seen.code, []).append(seen)
        out = []
        for kind in kinds:
            for m in expected:
                # An unreadable document whose kind nobody knows may be any.
                own = [
                    s
                    for s in by_municipality.get(m.code or "", ())
                    if s.kind is kind or (s.kind is None and s.state is State.UNREADABLE)
                ]
                own = [s for s in own if not s.aside] or own
                own.sort(key=lambda s: order.index(s.state))
                state = own[0].state if own else State.NONE
                out.append(Covered(m, kind, state, tuple(s.path for s in own)))
        return out


def document_state(row: DocumentRow) -> State:
    """Whether a document could be read, and whether it holds on the day judged by."""
    if not row.readable:
        return State.UNREADABLE
    day = row.report["as_of"]
    if row.expired:
        return State.EXPIRED
    if row.draft:
        return State.DRAFT
    if row.first_day and row.first_day > day:
        return State.UPCOMING
    if row.first_day or row.last_day or row.open_ended:
        return State.CURRENT
    return State.UNDATED


def expected_municipalities(
    chosen: Iterable[str], seen: Iterable[str], manifest: Manifest | None
) -> tuple[Municipality, ...]:
    """The municipalities that ought to have documents.

    ``chosen``: counties by code or name, or ”alla”; where none is chosen, those that the documents and
    the manifest are of. Raises ConfigurationError for an unknown county.
    """
    wanted = list(chosen)
    if any(w.casefold() == "alla" for w in wanted):
        return municipalities()
    listed = {code for e in manifest.entries for code in e.codes} if manifest else set()
    if wanted:
        codes = {_county(w) for w in wanted}
    else:
        codes = {by_code()[c].county_code or "" for c in {*seen, *listed}}
    return tuple(m for m in municipalities() if m.county_code in codes or (not wanted and m.code in listed))


def _county(text: str) -> str:
    if text.isdigit() and any(c.code == text.zfill(2) for c in counties()):
        return text.zfill(2)
    found = find_county(text)
    if found is None:
        raise ConfigurationError(f"Länet {text} finns inte: ange länskod (12), namn (Skåne) eller alla.")
    return found.code
