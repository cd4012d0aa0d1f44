"""The coverage on the panel: a tile per municipality, by county, roughly where it lies on a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...vocabulary.closed import KIND_TITLES, Kind
from ...vocabulary.municipalities import counties
from ...vocabulary.swedish import alphabetical
from ..coverage import Covered, State

_SHORT = 3  # letters of a municipality's name on its tile

# Where each county stands on the tile map, roughly as on a map: row and column.
_PLACES = {
    "25": (1, 4), "23": (2, 3), "24": (2, 4), "20": (3, 2), "21": (3, 3), "22": (3, 4), "17": (4, 1), "18": (4, 2),
    "19": (4, 3), "03": (4, 4), "14": (5, 1), "06": (5, 2), "04": (5, 3), "01": (5, 4), "13": (6, 1), "07": (6, 2),
    "05": (6, 3), "09": (6, 4), "12": (7, 1), "10": (7, 2), "08": (7, 3),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """A municipality on the map; ``href`` leads to the report of its best document."""

    code: str
    name: str
    short: str
    state: State
    href: str


@dataclass(frozen=True, slots=True)
class CountyTiles:
    """A county and its municipalities, by name."""

    code: str
    name: str
    row: int
    column: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The coverage of one kind: counts by state, tiles by county, and who is in each state but the best."""

    kind: Kind
    title: str
    counts: tuple[tuple[State, int], ...]
    total: int
    counties: tuple[CountyTiles, ...]
    wanting: tuple[tuple[State, tuple[CountyTiles, ...]], ...]
    table: tuple[tuple[CountyTiles, tuple[int, ...]], ...]


def coverage_views(covered: Sequence[Covered], hrefs: Mapping[str, str]) -> Iterable[CoverageView]:
    """The coverage of each kind. ``hrefs``: the report of each document by path."""
    for kind in dict.fromkeys(c.kind for c in covered):
        own = [c for c in covered if c.kind is kind]
        tiles = {c.municipality.code or "": _tile(c, hrefs) for c in own}
        blocks = []
        for county in counties():
            inside = [
                tiles[c.municipality.code or ""] for c in own if c.municipality.county_code == county.code
            ]
            if inside:
                row, column = _PLACES[county.code]
                shorts = _shorts([t.name for t in inside])
                by_name = sorted((replace(t, short=shorts[t.name]) for t in inside), key=_tile_order)
                blocks.append(CountyTiles(county.code, county.name, row, column, tuple(by_name)))
        blocks = _close_together(blocks)
        counts = {s: sum(t.state is s for t in tiles.values()) for s in State}
        wanting = tuple(
            (
                s,
                tuple(
                    replace(b, tiles=here)
                    for b in blocks
                    if (here := tuple(t for t in b.tiles if t.state is s))
                ),
            )
            for s in reversed(State)
            if counts[s] and s is not State.CURRENT
        )
        yield CoverageView(
            kind=kind,
            title=KIND_TITLES[kind],
            counts=tuple(counts.items()),
            total=len(own),
            counties=tuple(blocks),
            wanting=wanting,
            table=tuple((b, tuple(sum(t.state is s for t in b.tiles) for s in State)) for b in blocks),
        )


def _close_together(blocks: Sequence[CountyTiles]) -> list[CountyTiles]:
    """Without the rows and columns of the map in which no county of the run lies."""
    rows, columns = (sorted({getattr(b, axis) for b in blocks}) for axis in ("row", "column"))
    return [replace(b, row=rows.index(b.row) + 1, column=columns.index(b.column) + 1) for b in blocks]


def _tile(c: Covered, hrefs: Mapping[str, str]) -> Tile:
    name = c.municipality.name
    return Tile(c.municipality.code or "", name, "", c.state, hrefs.get(c.paths[0], "") if c.paths else "")


def _tile_order(t: Tile) -> str:
    return alphabetical(t.name)


def _shorts(names: Sequence[str]) -> dict[str, str]:
    """Three letters for each name of a county; the third tells those apart that begin alike (Övk, Övt)."""
    letters = {name: "".join(filter(str.isalpha, name)) for name in names}
    shorts = {}
    for name, own in letters.items():
        alike = [other for other in letters.values() if other[:_SHORT] == own[:_SHORT]]
        differ = next(
            (i for i, here in enumerate(zip(*alike, strict=False)) if len(set(here)) > 1), _SHORT - 1
        )
        shorts[name] = own[: _SHORT - 1] + own[differ : differ + 1]
    return shorts
