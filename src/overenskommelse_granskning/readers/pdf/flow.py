"""The document as one flow: regions of all pages, with tables in their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from .furniture import Running
from .grid import Grid
from .layout import Region, regions
from .markers import list_marker
from .model import PageContent
from .tables import Table, joined, outside, same_columns, table_from_grid
from .unruled import continuation, stretches

_SAME_COLUMN = 0.04  # of the page's width

Flow = list[Region[Table]]


def page_flow(
    page: PageContent,
    grids: Sequence[Grid],
    running: Sequence[Running],
    ask: Callable[[PageContent], Sequence[Grid]] | None = None,
) -> Flow:
    """A page's regions and tables in reading order. ``ask`` finds grids another way where those of
    the page are irregular."""
    skip = {id(r.line) for r in running}
    lines = [line for line in page.lines if id(line) not in skip]
    if ask is not None and any(not g.regular for g in grids):
        grids = _replaced(grids, ask(page))
    tables: list[Table] = []
    for grid in grids:
        table = table_from_grid(page.number, grid, lines)
        if table is not None:
            tables.append(table)
            lines = outside(grid, lines)  # grids may overlap; no word belongs to two tables
    out: Flow = []
    for region in regions(page.number, lines, tables):
        out += _with_unruled(region, page)
    return out


def _replaced(grids: Sequence[Grid], others: Sequence[Grid]) -> list[Grid]:
    """Irregular grids give way to those found another way at the same place."""
    out = []
    for grid in grids:
        better = [
            g for g in others if g.regular and g.top < grid.bottom and g.bottom > grid.top and g.x0 < grid.x1
        ]
        out += [grid] if grid.regular or not better else [g for g in better if g not in out]
    return out


def _with_unruled(region: Region[Table], page: PageContent) -> Flow:
    if not region.rows:
        return [region]
    out: Flow = []
    position = 0

    def rows(start: int, end: int) -> None:
        if end > start:
            out.append(
                Region(
                    region.page,
                    region.rows[start:end],
                    None,
                    region.left,
                    region.right,
                    region.column,
                    region.columns,
                )
            )

    for stretch in stretches(region.rows, page.rulings.horizontal):
        rows(position, stretch.start)
        out.append(
            Region(region.page, (), stretch.table, region.left, region.right, region.column, region.columns)
        )
        position = stretch.end
    rows(position, len(region.rows))
    return out


def joined_tables(flow: Flow) -> Flow:
    """Tables that go on over a page break, with nothing between, become one."""
    out: Flow = []
    for region in flow:
        before = out[-1] if out else None
        table = before.area if before is not None else None
        if before is None or table is None or region.page != table.last_page + 1:
            out.append(region)
        elif region.area is not None:
            if same_columns(table, region.area):
                out[-1] = replace(before, area=joined(table, region.area))
            else:
                out.append(region)
        else:
            more = [] if table.ruled else continuation(table, region.rows)
            if more:
                rows = (*table.rows, *more)
                out[-1] = replace(before, area=replace(table, rows=rows, last_page=region.page))
            if len(more) < len(region.rows):
                out.append(replace(region, rows=region.rows[len(more) :]))
    return out


def page_flows(
    pages: Sequence[PageContent],
    grids: Mapping[int, Sequence[Grid]],
    running: Mapping[int, Sequence[Running]],
    ask: Callable[[PageContent], Sequence[Grid]] | None = None,
) -> Flow:
    """The flow of all pages."""
    flow: Flow = []
    for page in pages:
        flow += page_flow(page, grids.get(page.number, ()), running.get(page.number, ()), ask)
    return _with_edges(joined_tables(flow), {page.number: page.read_size[0] for page in pages})


def _with_edges(flow: Flow, widths: Mapping[int, float]) -> Flow:
    """Stretches of one column share its edges: a page may hold a column's last short line only.

    Where no line of a column reaches its edge, as on a page with a list of names, the right margin
    is taken to be as wide as the left one.
    """
    groups: dict[tuple[int, int, int], list[Region[Table]]] = {}
    for region in flow:
        if region.rows:
            groups.setdefault((region.column, region.columns, round(widths[region.page])), []).append(region)
    edges: dict[int, tuple[float, float]] = {}
    for (_, columns, width), members in groups.items():
        members.sort(key=lambda r: r.left)
        start = 0
        for end in range(1, len(members) + 1):
            if end < len(members) and members[end].left - members[end - 1].left < _SAME_COLUMN * width:
                continue
            alike, start = members[start:end], end
            left, right = alike[0].left, max(r.right for r in alike)
            if columns == 1 and not any(_wraps(r) for r in alike):
                right = max(right, width - left)
            edges.update((id(r), (left, right)) for r in alike)
    return [replace(r, left=edges[id(r)][0], right=edges[id(r)][1]) if id(r) in edges else r for r in flow]


def _wraps(region: Region[Table]) -> bool:
    """Some line of the region goes on in mid-sentence on the next: its column is as wide as its text."""
    return any(
        b.text[:1].islower()
        and b.baseline - a.baseline < 2 * b.size
        and not a.text.endswith((".", ":"))
        and list_marker([w.text for w in b.words[:2]]) is None
        for a, b in pairwise(region.rows)
    )
