"""Manifests as people save them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from overenskommelse_granskning.batch.manifest import Entry, path_key, read_manifest
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.vocabulary.closed import Kind

ROWS = [
    ["Fil", "Kommunkod", "År", "Slag"],
    ["Åmål/löfte.pdf", "1492", "2024", "Medborgarlöfte"],
    ["avtal.docx", "0114", "2023", "samverkansoverenskommelse"],
    ["", "1290", "2024", ""],
]
WANTED = (
    Entry(2, "Åmål/löfte.pdf", ("1492",), 2024, Kind.PROMISE),
    Entry(3, "avtal.docx", ("0114",), 2023, Kind.AGREEMENT),
    Entry(4, None, ("1290",), 2024, None),
)


def table(separator, rows=ROWS, end="\r\n"):
    return "".join(separator.join(row) + end for row in rows)


@pytest.mark.parametrize(
    "data",
    [
        table(";").encode("cp1252"),
        b"\xef\xbb\xbf" + table(";").encode(),
        table(",", end="\n").encode(),
        table("\t").encode("utf-16"),
        ("sep=;\r\n" + table(";")).encode("cp1252"),
        table(";").replace("avtal.docx", '"avtal.docx"').encode(),
    ],
    ids=["excel", "utf8-bom", "komma", "utf16-tab", "sep", "citat"],
)
def test_csv_as_people_save_it(tmp_path, data):
    path = tmp_path / "manifest.csv"
    path.write_bytes(data)
    read = read_manifest(path)
    shift = data.startswith(b"sep")
    assert [(e.file, e.codes, e.year, e.kind) for e in read.entries] == [
        (e.file, e.codes, e.year, e.kind) for e in WANTED
    ]
    assert read.entries[0].line == 2 + shift
    assert read.problems == ()


def test_xlsx_with_numbers_as_numbers(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(ROWS[0])
    sheet.append(["Åmål/löfte.pdf", 1492, 2024, "Medborgarlöfte"])
    sheet.append(["avtal.docx", 114, 2023.0, "samverkansoverenskommelse"])  # Excel dropped the zero
    sheet.append([None, "1290", "2024", None])
    sheet.append([None, None, None, None])
    data = io.BytesIO()
    book.save(data)
    path = tmp_path / "lista.xlsx"
    path.write_bytes(data.getvalue())
    assert read_manifest(path).entries == WANTED


def test_columns_are_found_by_name_in_any_order_and_names_stand_for_codes(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("Slag;Ort;Kommun;Filnamn\nLöfte;x;Malmö stad;a.pdf\n;;Habo;b.pdf\n", encoding="utf-8")
    assert [(e.file, e.codes, e.year, e.kind) for e in read_manifest(path).entries] == [
        ("a.pdf", ("1280",), None, Kind.PROMISE),
        ("b.pdf", ("0643",), None, None),
    ]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Dokument;Kommun;Årtal;Typ", None),
        ("Dokumentnamn;Kommunkod;År;Dokumentslag", None),
        ("fil;kommunkod;år;slag;;", None),  # Excel leaves empty columns
        ("Fil;Kommunkod;År;Slag;Handläggare", "kolumnen ”Handläggare” känns inte igen och används inte"),
        ("Fil;Kommunkod;År;Slag;Ort;Anm.", "kolumnerna ”Ort” och ”Anm.” känns inte igen och används inte"),
    ],
)
def test_headings_that_are_not_known_are_told(tmp_path, header, told):
    path = tmp_path / "m.csv"
    path.write_text(header + "\na.pdf;1280;2024;löfte;x;y\n", encoding="utf-8")
    read = read_manifest(path)
    assert read.entries == (Entry(2, "a.pdf", ("1280",), 2024, Kind.PROMISE),)
    assert [told in p for p in read.problems] == ([True] if told else [])


def test_a_list_of_municipalities_has_no_column_of_files(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("Län;Kommunkod;Kommun\n12;1280;Malmö\n12;1281;Lund\n", encoding="utf-8")
    read = read_manifest(path)
    assert [(e.file, e.codes) for e in read.entries] == [(None, ("1280",)), (None, ("1281",))]
    assert read.problems == ()


def test_a_manifest_that_lost_its_column_of_files_is_refused(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("namn;kod;x\na.pdf;1280;y\n", encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match="ingen kolumn fil, och kolumnerna ”namn” och ”x” känns inte"
    ):
        read_manifest(path)


@pytest.mark.parametrize(
    ("row", "code", "year", "told"),
    [
        ("2080;2062", "2080", None, ["Rad 2: året 2062 är orimligt och räknas inte: rätta det."]),
        ("2080;1926", "2080", None, ["Rad 2: året 1926 är orimligt och räknas inte: rätta det."]),
        ("2080;2036", "2080", 2036, []),
        ("2026;2062", None, None, ["Rad 2: kommunkoden 2026 och året 2062 ser ut att ha bytt plats, och ingen av dem räknas: byt tillbaka dem."]),
        ("2024;1281", None, None, ["Rad 2: kommunkoden 2024 och året 1281 ser ut att ha bytt plats, och ingen av dem räknas: byt tillbaka dem."]),
        ("2026;2024", "2026", 2024, []),  # Gagnef, unless its document says otherwise
        ("2062;2062", "2062", None, ["Rad 2: året 2062 är orimligt och räknas inte: rätta det."]),
    ],
)  # fmt: skip
def test_years_that_cannot_be_meant_are_faults(tmp_path, row, code, year, told):
    path = tmp_path / "m.csv"
    path.write_text(f"fil;kommunkod;år\na.pdf;{row}\n", encoding="utf-8")
    read = read_manifest(path, 2036)
    assert [(e.codes, e.year) for e in read.entries] == [((code,) if code else (), year)]
    assert list(read.problems) == told


@pytest.mark.parametrize(
    "cell",
    [
        '"2021;2026"',
        "2021, 2026",
        "2021,2026",
        "2021/2026",
        "2021.2026",
        "Vansbro och Gagnef",
        "Vansbro kommun, 2026",
    ],
)
def test_a_document_may_be_of_several_municipalities(tmp_path, cell):
    path = tmp_path / "m.csv"
    path.write_text(f"fil;kommunkod;år\na.pdf;{cell};2024\n", encoding="utf-8")
    read = read_manifest(path)
    assert (read.entries, read.problems) == ((Entry(2, "a.pdf", ("2021", "2026"), 2024, None),), ())


def test_codes_that_excel_took_for_a_number(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("fil;kommunkod\na.pdf;1281.138\nb.pdf;1281,0\nc.pdf;114\n", encoding="utf-8")
    assert [e.codes for e in read_manifest(path).entries] == [("1281", "1380"), ("1281",), ("0114",)]


def test_what_is_wrong_in_a_row_is_told_with_its_number_and_the_rest_is_kept(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(
        "fil;kommunkod;år;slag\na.pdf;9999;tjugo;brev\nb.pdf;1280;2024;\nA.PDF;1280;;\n", encoding="utf-8"
    )
    read = read_manifest(path)
    assert [p.partition(":")[0] for p in read.problems] == ["Rad 2", "Rad 2", "Rad 2", "Rad 4"]
    assert "”brev” är okänt: ange till exempel samverkansöverenskommelse," in read.problems[2]
    assert [(e.file, e.codes) for e in read.entries] == [("a.pdf", ()), ("b.pdf", ("1280",))]
    assert set(read.by_file()) == {"a.pdf", "b.pdf"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "tomt"),
        (b"namn;adress\na;b\n", "rubrikrad"),
        (b"PK\x03\x04skadad", "XLSX"),
        (b"\x00\x01\x02;\x00", "varken"),
    ],
)
def test_what_is_no_manifest_is_refused_with_a_sentence(tmp_path, data, told):
    path = tmp_path / "m.csv"
    path.write_bytes(data)
    with pytest.raises(ConfigurationError, match=told):
        read_manifest(path)


def test_a_missing_manifest_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="kunde inte läsas"):
        read_manifest(tmp_path / "finns-inte.csv")


def test_paths_are_compared_as_windows_and_mac_write_them():
    assert path_key(".\\A\u030amål\\Löfte.PDF") == path_key("Åmål/löfte.pdf") == "åmål/löfte.pdf"


@pytest.mark.parametrize(
    ("row", "codes", "year", "kind"),
    [
        ("a.pdf;2021;2026;2024;", ("2021", "2026"), 2024, None),
        ("a.pdf;2021;2026;2024;medborgarlöfte", ("2021", "2026"), 2024, Kind.PROMISE),
        ("a.pdf;1281;1280;1290;2024;", ("1281", "1280", "1290"), 2024, None),
        ("a.pdf;1281;1280;;medborgarlöfte", ("1281", "1280"), None, Kind.PROMISE),
        ("a.pdf;2021;2026;", ("2021",), 2026, None),  # a code and a year, as the header says
    ],
)
def test_codes_with_the_separator_of_the_table_between(tmp_path, row, codes, year, kind):
    path = tmp_path / "m.csv"
    path.write_text(f"fil;kommunkod;år;slag\n{row}\n", encoding="utf-8")
    read = read_manifest(path)
    assert read.entries == (Entry(2, "a.pdf", codes, year, kind),) and read.problems == ()


def test_a_row_that_is_too_long_for_another_reason_keeps_its_faults(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("fil;kommunkod;år;slag\na.pdf;9999;1281;2024;\n", encoding="utf-8")
    assert read_manifest(path).problems[0] == "Rad 2: kommunkoden 9999 finns inte: rätta den."
