"""Rows laid straight into a workbook: Excel's own reader must see what was written, cell by cell."""

import openpyxl
import pytest
import xlsxwriter

from overenskommelse_granskning.batch.tables.sheet_rows import SheetRows, lay_in

ODD = [
    "a & b < c > d",
    " blanka i ändarna ",
    "två\nrader",
    "_x0041_ är ingen bokstav",
    "=1+1",
    "citat \" och '",
    "å\ufffeä",
    "<r>fet</r>",
]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "bok.xlsx"
    made = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    for name in ("Först", "Å & Ä", "Sist"):
        made.add_worksheet(name).write_string(0, 0, "rubrik")
    made.close()
    return path


def laid(book, rows, columns, **how):
    sheet = SheetRows(columns)
    for row in rows:
        sheet.write(row)
    lay_in(book, {"Å & Ä": sheet})
    sheet.close()
    return openpyxl.load_workbook(book, **how)


def test_every_kind_of_cell(book):
    rows = [[text, 7, 0.25, True, None, ""] for text in ODD]
    sheet = laid(book, rows, 6)["Å & Ä"]
    found = [list(row) for row in sheet.iter_rows(min_row=2, max_col=6, values_only=True)]
    # As Excel writes what XML cannot hold, and what only looks like it; openpyxl gives both as they stand.
    expected = [text.replace("_x0041_", "_x005F_x0041_").replace("\ufffe", "_xFFFE_") for text in ODD]
    assert [row[0] for row in found] == expected
    assert all(row[1:] == [7, 0.25, "ja", None, None] for row in found)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_other_sheets_are_left_as_they_are(book):
    made = laid(book, [["x"]], 1)
    assert made.sheetnames == ["Först", "Å & Ä", "Sist"]
    assert [list(made[n].values) for n in ("Först", "Sist")] == [[("rubrik",)]] * 2


def test_a_reader_that_asks_for_the_size_first(book):
    sheet = laid(book, [["x"] * 30 for _ in range(200)], 30, read_only=True)["Å & Ä"]
    assert (sheet.max_row, sheet.max_column) == (201, 30)


def test_no_rows(book):
    assert next(iter(laid(book, [], 3)["Å & Ä"].values))[0] == "rubrik"


def test_the_same_rows_give_the_same_bytes(tmp_path, book):
    other = tmp_path / "annan.xlsx"
    other.write_bytes(book.read_bytes())
    laid(book, [["x", 1.5]], 2), laid(other, [["x", 1.5]], 2)
    assert book.read_bytes() == other.read_bytes()
