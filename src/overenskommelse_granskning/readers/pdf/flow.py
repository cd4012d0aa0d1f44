"""The document as one flow: regions of all pages, with tables in their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .furniture import Running
from .grid import Grid
from .layout import Region, regions
from .model import PageContent
from .tables import Table, joined, outside, same_columns, table_from_grid
from .unruled import stretches

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
    used: list[Grid] = []
    for grid in grids:
        inside = [i for i in lines if grid.top <= i.middle <= grid.bottom]
        table = table_from_grid(page.number, grid, inside)
        if table is not None:
            tables.append(table)
            used.append(grid)
    if used:
        lines = outside(used, lines)
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
        if (
            before is not None
            and region.area is not None
            and before.area is not None
            and region.page == before.area.last_page + 1
            and same_columns(before.area, region.area)
        ):
            area = joined(before.area, region.area)
            out[-1] = Region(
                before.page, (), area, before.left, before.right, before.column, before.columns
            )
        else:
            out.append(region)
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
    return joined_tables(flow)
