"""Tables of a run: complete, typed, harmless, the same every time, and written only when they differ."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date

import duckdb
import jsonschema
import openpyxl
import pytest

import batch_samples as batch
import report_samples as samples
from overenskommelse_granskning.assessment import Municipality, Period, Signatory
from overenskommelse_granskning.batch import tables
from overenskommelse_granskning.batch import write as write_module
from overenskommelse_granskning.batch.likeness.shared import Likeness, SharedTexts
from overenskommelse_granskning.batch.manifest import Entry, Manifest
from overenskommelse_granskning.batch.outputs import OutputOptions, write_outputs
from overenskommelse_granskning.batch.results.saved import load_result
from overenskommelse_granskning.batch.settings import ReviewSettings
from overenskommelse_granskning.batch.summary import summary
from overenskommelse_granskning.batch.tables.sheets import Workbook
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.reports.cells import harmless
from overenskommelse_granskning.reports.schema import schema_text
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome, Stage

SETTINGS = ReviewSettings(samples.DAY)
EVIL = '=HYPERLINK("http://x";"y")'


def agreement(code, name, first="2024-01-01", last="2027-12-31", **more):
    made = samples.agreement()
    period = Period(date.fromisoformat(first), date.fromisoformat(last) if last else None, last is None)
    facts = replace(
        made.document,
        municipalities=(Municipality(code, name),),
        period=period,
        **({"stage": Stage.SIGNED} | more),
    )
    return replace(made, document=facts)


def documents():
    evil = samples.criterion("bra.orsaker", Outcome.PARTIAL, reason=EVIL, evidence=(samples.quote(EVIL, 5),))
    return {
        "Lund/avtal.docx": agreement(
            "1281", "Lund", signatories=(Signatory("Anna Bergström", "ordförande", None),)
        ),
        "Malmö/gammalt.docx": agreement("1280", "Malmö", "2019-01-01", "2022-12-31"),
        "Kristianstad/trasig.pdf": samples.unreadable(),
        "=elak.docx": replace(
            agreement("1290", "Kristianstad", "2026-01-01"), checklists=(samples.checklist(evil),), thread=()
        ),
        "press.html": samples.other(),
        "Lund/löfte.txt": samples.promise(),
    }


MANIFEST = Manifest(
    (Entry(2, "Lund/avtal.docx", ("1281",), 2030, None), Entry(3, None, ("0114",), None, None), Entry(4, "borta.pdf", (), None, None)),
    ("Rad 9: kommunkoden 9999 finns inte.",),
)  # fmt: skip


def write(folder, options=OutputOptions(), given=None, settings=SETTINGS):  # noqa: B008
    store, result = batch.stored(folder, documents() if given is None else given, settings)
    with store:
        return write_outputs(folder, store, result, MANIFEST, settings, options)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ut")
    return folder, write(folder)


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_all_files_are_there(made):
    assert made[1].files == (
        "dokument.csv", "dokument.parquet", "panel.html", "resultat.csv", "resultat.json", "resultat.parquet", "resultat.xlsx",
    )  # fmt: skip


def test_long_csv_has_a_row_per_criterion_and_one_for_what_has_none(made):
    rows = rows_of(made[0] / "resultat.csv")
    count = {path: sum(r["fil"].lstrip("'") == path for r in rows) for path in documents()}
    assert count == {
        "Lund/avtal.docx": 9, "Malmö/gammalt.docx": 9, "Kristianstad/trasig.pdf": 1,
        "=elak.docx": 1, "press.html": 1, "Lund/löfte.txt": 1,
    }  # fmt: skip
    first = rows[next(i for i, r in enumerate(rows) if r["kriterium"] == "bra.mal_matbara")]
    assert (first["kommunkod"], first["lan"], first["ar"]) == ("1281", "Skåne län", "2030")
    assert (first["utfall"], first["utfall_text"], first["sakerhet"]) == ("partial", "delvis", "0,55")
    assert (first["bor_kontrolleras"], first["sida"], first["avsnitt"]) == ("ja", "3", "Mål")
    law = next(r for r in rows if r["kriterium"] == "lag.13_ledning")
    assert (law["utfall"], law["utfall_text"]) == ("missing", "saknas (framgår inte)")
    broken = next(r for r in rows if r["status"] == "unreadable")
    assert (broken["kommunkod"], broken["kriterium"], broken["utfall"]) == ("1290", "", "")


@pytest.mark.parametrize(("formats", "ending"), [((), "json"), (("html",), "html"), (("md",), "json")])
def test_the_column_of_reports_leads_to_the_one_that_people_read(tmp_path, formats, ending):
    write(tmp_path, given={"a.docx": agreement("1281", "Lund")}, settings=replace(SETTINGS, formats=formats))
    (row,) = rows_of(tmp_path / "dokument.csv")
    assert row["rapport"] == f"rapporter/a.docx.{ending}"
    index = json.loads((tmp_path / "resultat.json").read_text(encoding="utf-8"))
    assert index["documents"][0]["report"] == "rapporter/a.docx.json"


def test_csv_is_as_excel_in_swedish_wants_it(made):
    data = (made[0] / "dokument.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbffil;status;kommunkod;")
    assert b"\r" not in data


def test_no_cell_is_a_formula(made):
    for row in rows_of(made[0] / "resultat.csv"):
        assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())
    book = openpyxl.load_workbook(made[0] / "resultat.xlsx")
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert any(cell.value == EVIL for cell in cells)
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize("text", ["=1+1", "+46 70", "-2", "@x", "\tx", "\r=1"])
def test_harmless(text):
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_documents_are_told_with_state_and_reason(made):
    rows = {r["fil"]: r for r in rows_of(made[0] / "dokument.csv")}
    assert {p: r["utgangen"] for p, r in rows.items()} == {
        "'=elak.docx": "nej", "Lund/avtal.docx": "nej", "Lund/löfte.txt": "nej", "Malmö/gammalt.docx": "ja",
        "Kristianstad/trasig.pdf": "", "press.html": "nej",
    }  # fmt: skip
    broken = rows["Kristianstad/trasig.pdf"]
    assert (broken["kod"], broken["kommun_kalla"], broken["styrka"]) == ("R004", "path", "")
    assert "krypterad" in broken["skal"]
    assert rows["Lund/avtal.docx"]["kommun_kalla"] == "manifest"


def sheet(book, name):
    return [[("" if v is None else v) for v in line] for line in book[name].iter_rows(values_only=True)]


def test_workbook_has_every_form(made):
    book = openpyxl.load_workbook(made[0] / "resultat.xlsx")
    assert book.sheetnames == [
        "Läs mig", "Dokument", "Omdömen", "Belägg", "Röd tråd", "Delad text", "Likhet", "Problem", "bra-2020", "lag-2023-196", "medborgarlofte",
    ]  # fmt: skip
    wide = sheet(book, "bra-2020")
    assert wide[0][:9] == [
        "fil",
        "kommunkod",
        "kommun",
        "år",
        "stadium",
        "omfattning",
        "styrka",
        "röd tråd",
        "täckning",
    ]
    own = samples.agreement().checklists[0].criteria
    assert wide[0][9:] == [f"{c.id}\n{c.title}" for c in own]
    lund = next(line for line in wide if line[0] == "Lund/avtal.docx")
    assert lund[9:] == [
        "uppfyllt",
        "ej tillämpligt",
        "saknas",
        "ej bedömbart",
        "delvis",
        "fel i regeln",
        "saknas",
    ]
    assert len(sheet(book, "Omdömen")) == 1 + 9 + 9 + 4
    evidence = sheet(book, "Belägg")
    assert ["Lund/avtal.docx", "bra.mal_matbara", "Trafikmiljön för unga ska bli säkrare.", 3, "Mål", 1700, 1738] in evidence  # fmt: skip
    thread = sheet(book, "Röd tråd")[1]
    assert thread[2] == "skadegörelse vid resecentrum på helgkvällar"
    assert thread[3:5] == ["", "minska från 61 till högst 40"] and thread[-1] == "nej"
    assert isinstance(sheet(book, "Dokument")[1][0], str)


def test_shares_are_shown_as_percent_and_are_the_numbers_they_were(made, tmp_path):
    book = openpyxl.load_workbook(made[0] / "resultat.xlsx")
    alike = Workbook(tmp_path / "lika.xlsx", "2026-01-01", ())
    alike.add_shared(SharedTexts((), (Likeness("a", 0.5, 0.0, "b", 0.25),)))
    alike.close()
    shown = {
        (name, column[0].value)
        for name, sheets in (
            ("Dokument", book),
            ("bra-2020", book),
            ("Likhet", openpyxl.load_workbook(tmp_path / "lika.xlsx")),
        )
        for column in sheets[name].iter_cols()
        for cell in column[1:]
        if cell.number_format == "0 %"
    }
    assert shown == {
        *(("Dokument", n) for n in ("omfattning", "styrka", "röd tråd", "täckning")),
        *(("bra-2020", n) for n in ("omfattning", "styrka", "röd tråd", "täckning")),
        *(("Likhet", n) for n in ("delad", "varav vanlig", "gemensamt med närmast")),
    }
    head, *lines = sheet(book, "Dokument")
    values = dict(zip(head, next(x for x in lines if x[0] == "Lund/avtal.docx"), strict=True))
    (row,) = (r for r in rows_of(made[0] / "dokument.csv") if r["fil"] == "Lund/avtal.docx")
    for name, title in (("omfattning",) * 2, ("tackning", "täckning"), ("poang", "poäng"), ("ord", "ord")):
        assert float(row[name].replace(",", ".")) == values[title]
    assert values["tills vidare"] == "nej"


def test_problems_are_all_told(made):
    problems = sheet(openpyxl.load_workbook(made[0] / "resultat.xlsx"), "Problem")[1:]
    told = {(line[0], line[1]) for line in problems}
    assert told == {
        ("Kristianstad/trasig.pdf", "oläsbar"), ("Lund/avtal.docx", "läsning"), ("Malmö/gammalt.docx", "läsning"),
        ("=elak.docx", "läsning"), ("Lund/avtal.docx", "uppgift"), ("press.html", "uppgift"),
        ("~$avtal.docx", "hoppades över"), ("borta.pdf", "manifest"), ("", "manifest"),
    }  # fmt: skip
    assert made[1].problems["manifest"] == 2
    (lost,) = (line for line in problems if line[0] == "borta.pdf")
    assert "Rad 4: filen finns inte i mappen: rätta namnet eller ta bort raden." in lost


def test_copies_drafts_and_what_is_not_judged_are_told(tmp_path):
    twice = agreement("1281", "Lund", sha256="a" * 64)
    draft = agreement("1280", "Malmö", "2026-01-01", stage=Stage.DRAFT)
    photo = replace(samples.unreadable(), document=replace(samples.unreadable().document, format="jpg"))
    given = {
        "Lund/a.docx": twice,
        "Lund/b.docx": twice,
        "Malmö/utkast.docx": draft,
        "Ystad/bild.jpg": photo,
        "Lomma/Överenskommelse.html": samples.other(),
    }
    made = write(tmp_path, OutputOptions(("12",)), given)
    index = json.loads((tmp_path / "resultat.json").read_text(encoding="utf-8"))
    jsonschema.validate(index, json.loads(schema_text("batch")), format_checker=jsonschema.FormatChecker())
    states = {c["name"]: c["state"] for c in index["coverage"]}
    assert (states["Lund"], states["Malmö"], states["Ystad"]) == ("current", "draft", "none")
    told = {p["path"]: p["message"] for p in index["problems"] if p["sort"] == "uppgift"}
    assert "samma innehåll som Lund/a.docx" in told["Lund/b.docx"]
    assert "Filnamnet säger samverkansöverenskommelse" in told["Lomma/Överenskommelse.html"]
    assert (made.unjudged, made.wrong_manifest) == (1, MANIFEST.problems[0])
    page = (tmp_path / "panel.html").read_text(encoding="utf-8")
    assert (
        "<td>utkast</td>" in page and "<td>bara utkast" not in page
    )  # of a document; of Malmö "bara utkast"
    assert "kommunkoden 9999 finns inte" in page and "samma innehåll som Lund/a.docx, räknas inte" in page


def test_sheets_are_in_swedish_and_tables_for_programs_as_they_were(made):
    book = openpyxl.load_workbook(made[0] / "resultat.xlsx")
    head, *lines = sheet(book, "Dokument")
    words = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
    lund, broken = words["Lund/avtal.docx"], words["Kristianstad/trasig.pdf"]
    assert (lund["status"], lund["stadium"], lund["kommun enligt"]) == ("läst", "undertecknad", "manifestet")
    assert (broken["status"], broken["ord"], broken["tills vidare"]) == ("oläsbar", "", "")
    row = next(r for r in rows_of(made[0] / "dokument.csv") if r["fil"] == "Lund/avtal.docx")
    assert (row["status"], row["stadium"], row["kommun_kalla"]) == ("read", "signed", "manifest")


def test_an_agreement_of_two_municipalities_has_both_codes(tmp_path):
    two = agreement("1260", "Bjuv")
    both = (Municipality("1260", "Bjuv"), Municipality("1277", "Åstorp"))
    write(tmp_path, given={"a.docx": replace(two, document=replace(two.document, municipalities=both))})
    (row,) = rows_of(tmp_path / "dokument.csv")
    assert (row["kommunkod"], row["kommunkoder"]) == ("1260", "1260, 1277")


def test_parquet_is_typed_and_has_the_same_rows(made):
    path = str(made[0] / "resultat.parquet")
    types = dict(
        duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{path}')").fetchall()
    )
    assert (
        types["kommunkod"] == "VARCHAR" and types["giltig_till"] == "DATE" and types["sakerhet"] == "DOUBLE"
    )
    assert types["bor_kontrolleras"] == "BOOLEAN" and types["ar"] == "INTEGER"
    ((count,),) = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()
    assert count == len(rows_of(made[0] / "resultat.csv"))
    found = duckdb.sql(
        f"SELECT fil, skal, citat, giltig_fran FROM '{path}' WHERE kommunkod = '1290' AND status = 'read'"
    )
    assert found.fetchall() == [("=elak.docx", EVIL, EVIL, date(2026, 1, 1))]
    assert duckdb.sql(f"SELECT count(*) FROM '{path}' WHERE sida IS NULL AND citat = ''").fetchall()[0][0] > 0


def test_index_follows_its_schema_and_tells_coverage(made, capsys):
    run(["schema", "batch"])
    assert capsys.readouterr().out == schema_text("batch")
    index = json.loads((made[0] / "resultat.json").read_text(encoding="utf-8"))
    jsonschema.validate(index, json.loads(schema_text("batch")), format_checker=jsonschema.FormatChecker())
    assert index["counts"] == {"documents": 6, "read": 5, "unreadable": 1}
    states = {c["name"]: c["state"] for c in index["coverage"] if c["kind"] == "samverkansoverenskommelse"}
    assert (states["Lund"], states["Malmö"], states["Kristianstad"]) == ("current", "expired", "upcoming")
    assert states["Åstorp"] == "none"
    assert (
        "Upplands Väsby" in states and states["Sollentuna"] == "none"
    )  # the manifest names one of the county
    promises = {c["name"]: c["state"] for c in index["coverage"] if c["kind"] == "medborgarlofte"}
    assert (promises["Kristianstad"], promises["Lund"], promises["Malmö"]) == (
        "unreadable",
        "undated",
        "none",
    )
    lund = next(d for d in index["documents"] if d["path"] == "Lund/avtal.docx")
    assert lund["checklists"][0]["outcomes"]["bra.orsaker"] == "missing"
    own = list(samples.agreement().to_dict()["thread"])
    assert lund["thread"]["problems"] == len(own) > 0
    assert lund["thread"]["whole"] == sum(t["whole"] for t in own)
    assert lund["thread"]["lacking"] == {
        link: sum(t[link] is None for t in own) for link in lund["thread"]["lacking"]
    }


def test_names_are_hidden_everywhere(made):
    for path in made[0].iterdir():
        assert b"Bergstr" not in path.read_bytes()
    assert b"Bergstr" not in json.dumps(rows_of(made[0] / "resultat.csv"), ensure_ascii=False).encode()


def test_the_same_run_gives_the_same_bytes(made, tmp_path):
    write(tmp_path)
    for name in made[1].files:
        assert (tmp_path / name).read_bytes() == (made[0] / name).read_bytes(), name


def test_nothing_is_written_again_that_would_be_the_same(tmp_path):
    first = write(tmp_path)
    stamps = {name: (tmp_path / name).stat().st_mtime_ns for name in first.files}
    second = write(tmp_path)
    assert not second.fresh and replace(second, fresh=True) == first
    assert stamps == {name: (tmp_path / name).stat().st_mtime_ns for name in first.files}
    (tmp_path / "resultat.csv").write_text("ändrad", encoding="utf-8")
    assert write(tmp_path).fresh
    assert write(tmp_path, OutputOptions(anew=True)).fresh
    assert not write(tmp_path).fresh  # that it was asked for is no other setting
    assert write(tmp_path, OutputOptions(ranking=True)).fresh
    assert write(tmp_path, OutputOptions(counties=("alla",))).fresh
    assert sum(write(tmp_path, OutputOptions(counties=("alla",))).coverage["medborgarlofte"].values()) == 290
    fewer = documents()
    del fewer["press.html"]
    assert write(tmp_path, given=fewer).fresh
    assert {p.name for p in tmp_path.iterdir()} == {*first.files, "granska.sqlite"}


def test_counties_by_code_and_name(tmp_path):
    for chosen in ("12", "Skåne", "skåne län"):
        assert (
            sum(write(tmp_path, OutputOptions((chosen,))).coverage["samverkansoverenskommelse"].values())
            == 33
        )
    with pytest.raises(ConfigurationError, match="Länet Norge finns inte"):
        write(tmp_path, OutputOptions(("Norge",)))


def test_without_the_extra_parquet_is_left_out_and_that_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "parquet_available", lambda: False)
    monkeypatch.setattr(write_module, "parquet_available", lambda: False)
    made = write(tmp_path)
    assert "resultat.parquet" not in made.files
    assert "[tabeller]" in made.notes[0]


def test_a_full_sheet_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("overenskommelse_granskning.batch.tables.sheets._ROWS", 5)
    assert write(tmp_path).notes == (
        "Excel rymmer inte alla rader i Dokument, Omdömen, Belägg, Problem: resultat.csv har allt.",
    )


def test_a_failed_writing_leaves_the_files_of_before(tmp_path, monkeypatch):
    write(tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.suffix != ".sqlite"}
    monkeypatch.setattr(write_module.Index, "close", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write(tmp_path, OutputOptions(counties=("alla",)))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.suffix != ".sqlite"} == before


def test_kind_that_the_manifest_gives_counts_for_coverage(tmp_path):
    store, result = batch.stored(tmp_path, {"Lund/x.pdf": samples.unreadable()}, SETTINGS)
    listed = Manifest((Entry(2, "Lund/x.pdf", ("1281",), None, Kind.PROMISE),), ())
    with store:
        made = write_outputs(tmp_path, store, result, listed, SETTINGS, OutputOptions())
    assert set(made.coverage) == {"medborgarlofte"}
    assert made.coverage["medborgarlofte"] == {"unreadable": 1, "none": 32}


def unregistered(*names):
    made = agreement(None, names[0], stage=Stage.DRAFT)
    found = tuple(Municipality("1281" if n == "Lund" else None, n) for n in names)
    return replace(made, document=replace(made.document, municipalities=found))


def test_a_municipality_that_is_not_in_the_register_is_told_everywhere(tmp_path):
    nobody = agreement(None, "")
    given = {
        "a.docx": unregistered("Ragnuda"),
        "b.docx": unregistered("Lillånäs"),
        "c.docx": unregistered("Lund", "Lillånäs"),
        "d.docx": replace(nobody, document=replace(nobody.document, municipalities=())),
        "Lund/e.docx": unregistered("Lillånäs"),
        "press.html": samples.other(),
    }
    store, result = batch.stored(tmp_path, given, SETTINGS)
    with store:
        made = write_outputs(tmp_path, store, result, None, SETTINGS, OutputOptions())
        again = write_outputs(tmp_path, store, result, None, SETTINGS, OutputOptions())
    index = json.loads((tmp_path / "resultat.json").read_text(encoding="utf-8"))
    told = {p["path"]: p["message"] for p in index["problems"] if p["sort"] == "uppgift"}
    do = "rätta namnet i dokumentet eller ange kommunkoden i manifestet"
    assert told["a.docx"] == (
        f"Kommunen Ragnuda finns inte i kommunregistret, så dokumentet räknas inte i täckningen: {do} (menas 2303 Ragunda?)."
    )
    assert told["b.docx"].endswith(f"inte i täckningen: {do}.")
    assert "räknas i täckningen bara för 1281 Lund" in told["c.docx"]
    assert told["d.docx"].startswith("Ingen kommun kunde utläsas, så dokumentet räknas inte i täckningen:")
    assert "sökvägen säger 1281 Lund, som gäller" in told["Lund/e.docx"]
    assert (made.unplaced, again.unplaced, again.fresh) == (3, 3, False)
    assert "3 dokument hör inte till någon kommun i kommunregistret och räknas inte i" in summary(
        result, made, tmp_path
    )
    problems = sheet(openpyxl.load_workbook(tmp_path / "resultat.xlsx"), "Problem")
    assert told["a.docx"] in [line[-1] for line in problems]
    page = (tmp_path / "panel.html").read_text(encoding="utf-8")
    assert told["a.docx"] in page and '<a href="#uppgifter">3 dokument</a> hör inte till någon kommun' in page
    assert page.count("räknas inte i täckningen: ingen kommun i kommunregistret") == 3


def test_the_panel_does_not_say_that_nobody_is_named_above_names(tmp_path):
    nobody = agreement(None, "")
    nobody = replace(nobody, document=replace(nobody.document, municipalities=()))
    for name, given, says in (
        ("a", {"a.docx": unregistered("Lillånäs")}, "Ingen kommun som de nämner finns i kommunregistret"),
        ("b", {"a.docx": nobody}, "Ingen kommun framgår av dem"),
    ):
        store, result = batch.stored(tmp_path / name, given, SETTINGS)
        with store:
            write_outputs(tmp_path / name, store, result, None, SETTINGS, OutputOptions())
        page = (tmp_path / name / "panel.html").read_text(encoding="utf-8")
        assert says in page and "Ingen täckning kan visas" in page
        assert ("framgår av dem" in page) == (name == "b")


def named(path, **more):
    made = agreement("1281", "Lund", **more)
    return {path: made}


def test_what_its_name_says_is_an_annex_counts_only_where_nothing_else_is(tmp_path):
    given = named("Lund/avtal.docx", first="2019-01-01", last="2021-12-31") | named(
        "Lund/Bilaga 1 Åtgärdsplan.docx"
    )
    store, result = batch.stored(tmp_path, given, SETTINGS)
    with store:
        made = write_outputs(tmp_path, store, result, None, SETTINGS, OutputOptions())
    assert made.coverage["samverkansoverenskommelse"]["expired"] == 1
    data = json.loads((tmp_path / "resultat.json").read_text(encoding="utf-8"))
    assert {d["path"]: d["aside"] for d in data["documents"]} == dict.fromkeys(given, False) | {
        "Lund/Bilaga 1 Åtgärdsplan.docx": True
    }
    told = next(p["message"] for p in data["problems"] if "Bilaga" in p["path"] and p["sort"] == "uppgift")
    assert told.startswith(
        "Filnamnet säger att dokumentet är en bilaga, men det ser ut att vara en samverkansöverenskommelse: det räknas"
    )
    left_out = {r["fil"]: r["raknas_inte"] for r in rows_of(tmp_path / "dokument.csv")}
    assert left_out == {"Lund/avtal.docx": "", "Lund/Bilaga 1 Åtgärdsplan.docx": "hör till något annat"}
    latest = load_result(tmp_path).latest(Kind.AGREEMENT)
    assert [d.path for d in latest.values()] == ["Lund/avtal.docx"]
    assert ">en bilaga enligt filnamnet<" in (tmp_path / "panel.html").read_text(encoding="utf-8")


def test_what_is_a_whole_countys_lacks_no_municipality(tmp_path):
    made = agreement(None, "")
    facts = replace(
        made.document, kind=Kind.COUNTY, municipalities=(), parties=("Länsstyrelsen i Skåne län", "Polisen")
    )
    store, result = batch.stored(tmp_path, {"lan.docx": replace(made, document=facts)}, SETTINGS)
    with store:
        write_outputs(tmp_path, store, result, None, SETTINGS, OutputOptions())
    data = json.loads((tmp_path / "resultat.json").read_text(encoding="utf-8"))
    assert not [p for p in data["problems"] if p["path"] == "lan.docx" and p["sort"] == "uppgift"]
    assert "Skåne län" in (tmp_path / "dokument.csv").read_text(encoding="utf-8-sig")
