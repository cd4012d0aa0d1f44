"""``granska mapp`` from outside: reports, exit codes, and what is done again and what is not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

import batch_samples as samples
from overenskommelse_granskning.batch.result_folder import written
from overenskommelse_granskning.cli.run import run

DAY = "2025-03-01"


def mapp(folder, out, *more):
    return run(
        ["mapp", str(folder), "--ut", str(out), "--per", DAY, "--processer", "1", "--ingen-konfig", *more]
    )


def report(out, name):
    return json.loads((out / "rapporter" / f"{name}.json").read_text(encoding="utf-8"))


def log_of(out):
    text = (out / "logg.txt").read_text(encoding="utf-8")
    return text.rpartition(" Körningen börjar")[2]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A folder with something of everything, reviewed once; tests work on copies."""
    base = tmp_path_factory.mktemp("mapp")
    folder = base / "in"
    (folder / "Ekdala" / "2024").mkdir(parents=True)
    (folder / "Gransta").mkdir()
    (folder / "Ekdala" / "2024" / "avtal.md").write_text(samples.agreement("Ekdala"), encoding="utf-8")
    (folder / "Gransta" / "avtal.md").write_text(samples.agreement("Gransta", n=25), encoding="utf-8")
    (folder / "kopia").mkdir()
    shutil.copy(folder / "Gransta" / "avtal.md", folder / "kopia" / "avtal.md")
    (folder / "tom.pdf").write_bytes(b"")
    (folder / "~$avtal.docx").write_bytes(b"x")
    code = mapp(folder, base / "ut")
    return base, code


@pytest.fixture
def copied(first, tmp_path):
    shutil.copytree(first[0], tmp_path / "m")
    return tmp_path / "m" / "in", tmp_path / "m" / "ut"


def test_every_document_has_a_report_that_follows_the_schema(first, repository):
    base, code = first
    assert code == 3  # one is unreadable
    found = sorted(p.name for p in (base / "ut" / "rapporter").iterdir())
    names = ["Ekdala--2024--avtal.md", "Gransta--avtal.md", "kopia--avtal.md", "tom.pdf"]
    assert found == sorted(f"{n}.{e}" for n in names for e in ("html", "json"))
    schema = json.loads(
        (repository / "src/overenskommelse_granskning/reports/schema/report.schema.json").read_text("utf-8")
    )
    for name in names:
        jsonschema.validate(report(base / "ut", name), schema)
    one = report(base / "ut", "Ekdala--2024--avtal.md")
    assert one["document"]["path"] == "Ekdala/2024/avtal.md"
    assert one["as_of"] == DAY
    assert report(base / "ut", "kopia--avtal.md")["document"]["path"] == "kopia/avtal.md"
    assert report(base / "ut", "tom.pdf")["document"]["notices"][0]["code"] == "R003"


def test_a_report_is_the_one_that_fil_gives(first, capsys):
    base, _ = first
    run(
        ["fil", str(base / "in" / "Gransta" / "avtal.md"), "--per", DAY, "--format", "json", "--ingen-konfig"]
    )
    alone = capsys.readouterr().out.replace('"path": "avtal.md"', '"path": "Gransta/avtal.md"', 1)
    for name, path in (("Gransta--avtal.md", "Gransta/avtal.md"), ("kopia--avtal.md", "kopia/avtal.md")):
        made = (base / "ut" / "rapporter" / f"{name}.json").read_text(encoding="utf-8")
        assert made == alone.replace("Gransta/avtal.md", path)


def test_text_that_municipalities_share_is_found(first):
    index = json.loads((first[0] / "ut" / "resultat.json").read_text(encoding="utf-8"))
    alike = {d["path"]: d for d in index["likeness"]}
    assert alike["Ekdala/2024/avtal.md"]["nearest"] == "Gransta/avtal.md"
    assert alike["Ekdala/2024/avtal.md"]["nearest_share"] > 0.9
    assert (
        alike["Gransta/avtal.md"]["nearest"] == "Ekdala/2024/avtal.md"
    )  # not the copy of its own municipality
    texts = [t["text"] for t in index["shared_texts"]]
    assert any("styrgruppen" in t.lower() for t in texts)
    assert all(
        t["municipalities"] == 2 and t["documents"] == 2 for t in index["shared_texts"]
    )  # a copy is no other


def test_the_same_bytes_are_reviewed_once(first):
    log = log_of(first[0] / "ut")
    assert "kopia/avtal.md: läst (fanns redan)" not in log and log.count(": läst") == 3


def test_nothing_is_reviewed_again_without_reason(copied, capsys):
    folder, out = copied
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (out / "rapporter").iterdir()}
    assert mapp(folder, out) == 3
    assert "(0 granskade nu, 4 fanns redan)" in capsys.readouterr().out
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (out / "rapporter").iterdir()} == before


def test_what_is_changed_new_moved_or_gone_is_seen(copied, capsys):
    folder, out = copied
    (folder / "Ekdala" / "2024" / "avtal.md").write_text(samples.agreement("Ekdala", n=30), encoding="utf-8")
    (folder / "ny.md").write_text(samples.agreement("Nyby"), encoding="utf-8")
    (folder / "Gransta").rename(folder / "Flyttad")
    (folder / "tom.pdf").unlink()
    assert mapp(folder, out) == 0
    assert "(2 granskade nu, 2 fanns redan)" in capsys.readouterr().out
    assert sorted(p.name for p in (out / "rapporter").glob("*.json")) == [
        "Ekdala--2024--avtal.md.json",
        "Flyttad--avtal.md.json",
        "kopia--avtal.md.json",
        "ny.md.json",
    ]
    assert "högst 30 år" in json.dumps(report(out, "Ekdala--2024--avtal.md"), ensure_ascii=False)
    assert report(out, "Flyttad--avtal.md")["document"]["path"] == "Flyttad/avtal.md"


def test_a_report_that_was_deleted_or_half_written_is_written_again(copied):
    folder, out = copied
    gone = out / "rapporter" / "Gransta--avtal.md.json"
    whole = gone.read_bytes()
    gone.unlink()
    leftover = out / "rapporter" / ".tom.pdf.json.ab12_x9z"
    leftover.write_text("halv", encoding="utf-8")
    assert mapp(folder, out) == 3
    assert gone.read_bytes() == whole
    assert not leftover.exists()


def test_other_settings_review_anew_and_take_away_what_is_not_asked_for(copied, capsys):
    folder, out = copied
    assert mapp(folder, out, "--checklista", "bra-2020", "--format", "json") == 3
    assert "alla granskade nu" in capsys.readouterr().out
    assert not list((out / "rapporter").glob("*.html"))
    assert [c["id"] for c in report(out, "Gransta--avtal.md")["checklists"]] == ["bra-2020"]


def test_resuming_takes_the_settings_of_the_run_before(copied, capsys):
    folder, out = copied
    command = ["mapp", str(folder), "--ut", str(out), "--ateruppta", "--ingen-konfig", "--processer", "1"]
    assert run(command) == 3
    assert "(0 granskade nu, 4 fanns redan)" in capsys.readouterr().out
    assert run([*command, "--per", "2025-03-02"]) == 2
    assert "--per är en annan än i körningen som ska återupptas" in capsys.readouterr().err


@pytest.mark.parametrize("more", [(), ("--ateruppta",)])
def test_the_result_of_another_folder_is_not_replaced(copied, tmp_path, capsys, more):
    folder, out = copied
    other = tmp_path / "nästa år"
    shutil.copytree(folder / "kopia", other / "kopia")  # one of four is the same in both
    (other / "ny.md").write_text(samples.agreement("Nyby"), encoding="utf-8")
    before = sorted((p, p.read_bytes()) for p in (out / "rapporter").iterdir())
    assert mapp(folder, out) == 3  # by the earlier path
    shutil.copytree(folder, tmp_path / "flyttad")
    assert mapp(other, out, *more) == 2
    told = capsys.readouterr().err
    assert str(folder) in told and "ange en annan --ut" in told
    assert sorted((p, p.read_bytes()) for p in (out / "rapporter").iterdir()) == before
    assert mapp(tmp_path / "flyttad", out, *more) == 3
    assert "(0 granskade nu, 4 fanns redan)" in capsys.readouterr().out


def test_the_kind_of_the_manifest_decides_how_a_document_is_reviewed(copied, tmp_path, capsys):
    folder, out = copied
    table = tmp_path / "lista.csv"
    rows = "fil;kommunkod;slag\nGransta/avtal.md;0380;medborgarlöfte\nborta.md;0380;brev\n"
    table.write_text(rows, encoding="utf-8")
    assert mapp(folder, out, "--manifest", str(table), "--lan", "Uppsala") == 3
    told = capsys.readouterr().out
    assert "2 fel i manifestet, det första: " in told and "Medborgarlöfte (8 kommuner i Uppsala län)" in told
    reviewed = report(out, "Gransta--avtal.md")
    assert reviewed["document"]["kind"] == "medborgarlofte"
    assert [c["id"] for c in reviewed["checklists"]] == ["medborgarlofte"]
    assert "R111" in [n["code"] for n in reviewed["document"]["notices"]]
    # The same bytes that the manifest says nothing of are what they look like.
    assert report(out, "kopia--avtal.md")["document"]["kind"] == "samverkansoverenskommelse"
    index = json.loads((out / "resultat.json").read_text(encoding="utf-8"))
    assert any(p["sort"] == "uppgift" and "har angetts" in p["message"] for p in index["problems"])
    # The run that is gone on with keeps the manifest and the county.
    before = (out / "resultat.json").read_bytes()
    (out / "resultat.json").unlink()
    assert mapp(folder, out, "--ateruppta") == 3
    assert (out / "resultat.json").read_bytes() == before
    table.unlink()
    assert mapp(folder, out, "--ateruppta") == 2
    assert "lista.csv kunde inte läsas" in capsys.readouterr().err


def test_what_the_manifest_cannot_mean_is_counted_and_the_document_holds(copied, tmp_path, capsys):
    folder, out = copied
    table = tmp_path / "lista.csv"
    table.write_text(
        "fil;kommunkod;år\nGransta/avtal.md;;2062\nEkdala/2024/avtal.md;2026;1281\n", encoding="utf-8"
    )
    assert mapp(folder, out, "--manifest", str(table)) == 3
    assert "2 fel i manifestet, det första: Rad 2: året 2062 är orimligt" in capsys.readouterr().out
    index = json.loads((out / "resultat.json").read_text(encoding="utf-8"))
    found = {d["path"]: (d["year"], d["municipalities"][0]["name"]) for d in index["documents"] if d["year"]}
    assert (found["Gransta/avtal.md"], found["Ekdala/2024/avtal.md"]) == ((2026, "Gransta"), (2026, "Ekdala"))


def test_documents_of_other_counties_than_the_chosen_are_counted(copied, tmp_path, capsys):
    folder, out = copied
    table = tmp_path / "lista.csv"
    table.write_text("fil;kommunkod\nGransta/avtal.md;2080\nEkdala/2024/avtal.md;0880\n", encoding="utf-8")
    for _ in range(2):  # also where nothing is written anew
        assert mapp(folder, out, "--manifest", str(table), "--lan", "Kalmar") == 3
        assert "1 dokument är från andra län än --lan anger och räknas inte" in capsys.readouterr().out
    assert mapp(folder, out, "--manifest", str(table)) == 3
    assert "andra län" not in capsys.readouterr().out


def test_waivers_are_laid_on_every_document_and_those_of_none_are_told(copied, tmp_path):
    folder, out = copied
    path = tmp_path / "undantag.yaml"
    entry = (
        "- {{criterion: bra.resurser, reason: Annat avtal, by: Chefen, created: 2024-01-01, document: {}}}\n"
    )
    path.write_text("waivers:\n" + entry.format("avtal.md") + entry.format("annan.md"), encoding="utf-8")
    assert mapp(folder, out, "--undantag", str(path)) == 3
    (c,) = [
        c for c in report(out, "Gransta--avtal.md")["checklists"][0]["criteria"] if c["id"] == "bra.resurser"
    ]
    assert "Annat avtal" in c["waived"]
    index = json.loads((out / "resultat.json").read_text(encoding="utf-8"))
    told = [p["message"] for p in index["problems"] if p["sort"] == "undantag"]
    assert told == ["Undantaget för bra.resurser gäller inget av dokumenten (annan.md)."]


def test_more_formats_and_masking(copied):
    folder, out = copied
    text = samples.agreement("Ekdala") + "\nFrågor besvaras av Karin Almgren, karin.almgren@ekdala.example.\n"
    (folder / "Ekdala" / "2024" / "avtal.md").write_text(text, encoding="utf-8")
    mapp(folder, out, "--maskera", "--format", "md", "--format", "xlsx", "--filter", "*Ekdala*")
    found = {p.suffix for p in (out / "rapporter").iterdir()}
    assert found == {".json", ".md", ".xlsx"}
    for path in (
        *(out / "rapporter").iterdir(),
        *out.glob("*.csv"),
        out / "panel.html",
        out / "resultat.json",
    ):
        assert b"Almgren" not in path.read_bytes() and b"ekdala.example" not in path.read_bytes(), path.name
    assert run(["mapp", str(folder), "--ut", str(out), "--maskera", "--visa-namn"]) == 2


def test_endings_are_those_of_the_writers():
    from overenskommelse_granskning.batch.run import ENDINGS
    from overenskommelse_granskning.cli.mapp import _FORMATS
    from overenskommelse_granskning.reports import writer

    assert {form: f".{writer(form).EXTENSION}" for form in _FORMATS} == ENDINGS


def test_another_day_is_told(copied, capsys):
    folder, out = copied
    mapp(folder, out, "--per", "2025-03-02", "--filter", "tom.pdf")
    assert f"ange --per {DAY} för att återanvända dem" in capsys.readouterr().err


def test_demands_are_put_to_every_document(copied, capsys):
    folder, out = copied
    (folder / "tom.pdf").unlink()
    assert mapp(folder, out) == 0
    assert mapp(folder, out, "--fel-vid", "saknas") == 1
    assert mapp(folder, out, "--krav", "99") == 1
    assert mapp(folder, out, "--krav", "0") == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["finns-inte", "--ut", "ut"], "finns inte"),
        (["tom", "--ut", "ut"], "är tom"),
        (["fil.txt", "--ut", "ut"], "använd granska fil"),
        (["m", "--ut", "fil.txt"], "ange en mapp"),
        (["m"], "--ut måste anges"),
        (["m", "--ut", "ut", "--filter", "*.xyz"], "hoppades över"),
        (["m", "--ut", "ut", "--manifest", "saknas.csv"], "Manifestet saknas.csv"),
        (["m", "--ut", "ut", "--checklista", "okand"], "okand"),
        (["m", "--ut", "ut", "--lan", "Dalrna"], "Länet Dalrna finns inte: ange länskod"),
        (["m", "--ut", "ut", "--format", "docx"], "--format kan inte vara"),
        (["m", "--ut", "ut", "--undantag", "saknas.yaml"], "Undantagsfilen saknas.yaml finns inte"),
        (["m", "--ut", "ut", "--processer", "0"], "--processer tar ett heltal från 1 till 256."),
    ],
)
def test_wrong_use_is_one_sentence_and_2(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)
    for name in ("tom", "m"):
        Path(name).mkdir()
    Path("fil.txt").write_text("x", encoding="utf-8")
    Path("m/a.md").write_text(samples.agreement(), encoding="utf-8")
    assert run(["mapp", *arguments, "--ingen-konfig"]) == 2
    err = capsys.readouterr().err
    assert told in err and err.count("\n") == 1
    assert not Path("ut").exists()  # nothing was reviewed, and nothing is left of it


def test_a_refused_run_takes_nothing_away_that_was_there(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("tom", "m", "ut"):
        Path(name).mkdir()
    Path("ut/logg.txt").write_text("min egen", encoding="utf-8")
    assert run(["mapp", "tom", "--ut", "ut"]) == 2
    assert [p.name for p in Path("ut").iterdir()] == ["logg.txt"]
    Path("m/a.md").write_text(samples.agreement(), encoding="utf-8")
    assert run(["mapp", "m", "--ut", "ut"]) == 0
    assert run(["mapp", "m", "--ut", "ut", "--checklista", "okand"]) == 2
    assert {"resultat.json", "granska.sqlite", "rapporter"} <= {p.name for p in Path("ut").iterdir()}


def test_the_result_folder_may_be_the_folder_itself(tmp_path, capsys):
    (tmp_path / "a.md").write_text(samples.agreement(), encoding="utf-8")
    for _ in range(2):
        assert mapp(tmp_path, tmp_path) == 0
        assert [p.name for p in tmp_path.iterdir() if not written(p.name)] == ["a.md"]
    assert "1 dokument (0 granskade nu, 1 fanns redan)" in (told := capsys.readouterr().out)
    assert "Hoppades över" not in told
    assert mapp(tmp_path, tmp_path / "annan") == 0
    assert "  resultat av en tidigare körning (1)\n" in capsys.readouterr().out


def test_a_folder_with_a_document_called_as_a_result_is_not_written_in(tmp_path, capsys):
    (tmp_path / "rapporter").mkdir()
    (tmp_path / "rapporter" / "a.md").write_text(samples.agreement(), encoding="utf-8")
    assert mapp(tmp_path, tmp_path) == 2
    assert "där rapporter redan finns: ange en annan --ut" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["rapporter"]


def test_the_result_folder_may_lie_in_the_folder(tmp_path, capsys):
    (tmp_path / "a.md").write_text(samples.agreement(), encoding="utf-8")
    assert mapp(tmp_path, tmp_path / "ut", "--format", "json") == 0
    assert mapp(tmp_path, tmp_path / "ut", "--format", "json") == 0
    assert "1 dokument (0 granskade nu, 1 fanns redan)" in capsys.readouterr().out


def test_coverage_is_told_in_the_same_order_also_where_nothing_is_new(copied, capsys):
    folder, out = copied
    (folder / "Lund.md").write_text(samples.agreement("Lund"), encoding="utf-8")
    (folder / "Lund löfte.pdf").write_bytes(b"")  # what it is stands in its name
    told = []
    for _ in range(2):
        mapp(folder, out)
        told.append(re.findall(r"^(\S.*) \(\d+ kommuner i", capsys.readouterr().out, re.MULTILINE))
    assert told == [["Samverkansöverenskommelse", "Medborgarlöfte"]] * 2


def test_the_log_tells_in_swedish_when_a_run_began_and_ended(first):
    lines = (first[0] / "ut" / "logg.txt").read_text(encoding="utf-8").splitlines()
    told = [line.split(" ", 2)[2] for line in lines]
    assert told[0] == f"Körningen börjar, bedömd per {DAY}" and told[-1] == "Körningen är klar"
    assert "tom.pdf: oläsbar (R003)" in told and "kopia/avtal.md: läst" in told
