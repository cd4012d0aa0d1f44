"""The examples of docs/batch.md run, on a result and a saved answer from Kolada."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

import batch_samples as batch
import report_samples as samples
from overenskommelse_granskning.assessment import Municipality, Period
from overenskommelse_granskning.batch.outputs import OutputOptions, write_outputs
from overenskommelse_granskning.batch.settings import ReviewSettings


def agreement(code, name):
    made = samples.agreement()
    period = Period(date(2024, 1, 1), date(2027, 12, 31), False)
    return replace(
        made, document=replace(made.document, municipalities=(Municipality(code, name),), period=period)
    )


@pytest.fixture
def examples(repository):
    text = (repository / "docs" / "batch.md").read_text(encoding="utf-8")
    return {
        language: re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for language in ("sql", "python")
    }


@pytest.fixture
def result(tmp_path, monkeypatch):
    """A result folder that is the current one, with an invented answer from Kolada in it."""
    settings = ReviewSettings(samples.DAY)
    joint = agreement("1231", "Burlöv")
    both = (*joint.document.municipalities, Municipality("1230", "Staffanstorp"))
    joint = replace(joint, document=replace(joint.document, municipalities=both))
    documents = {
        "a.docx": agreement("0114", "Upplands Väsby"), "b.docx": agreement("1281", "Lund"),
        "c.docx": samples.unreadable(), "d.docx": agreement("1280", "Malmö"), "e.docx": joint,
    }  # fmt: skip
    store, made = batch.stored(tmp_path, documents, settings)
    with store:
        write_outputs(tmp_path, store, made, None, settings, OutputOptions())
    values = [
        {
            "kpi": "N07403", "municipality": code, "period": 2024,
            "values": [
                {"count": 1, "gender": "T", "status": "", "value": value},
                {"count": 1, "gender": "K", "status": "", "value": None},
            ],
        }
        for code, value in (("0114", 10.5), ("1281", 12.0), ("0180", 14.0), ("1230", 9.5))
    ]  # fmt: skip
    (tmp_path / "kolada.json").write_text(json.dumps({"count": 3, "values": values}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_duckdb_examples(examples, result):
    duckdb = pytest.importorskip("duckdb")
    by_county, joined = examples["sql"]
    assert duckdb.sql(by_county).fetchall() == [("Skåne län", 3, 0.0), ("Stockholms län", 1, 0.0)]
    rows = duckdb.sql(joined).fetchall()
    assert [(r[0], r[1], r[2], r[4]) for r in rows] == [
        ("0114", "Upplands Väsby", 2024, 10.5), ("1230", "Burlöv, Staffanstorp", 2024, 9.5),
        ("1231", "Burlöv, Staffanstorp", 2024, None), ("1280", "Malmö", 2024, None), ("1281", "Lund", 2024, 12.0),
    ]  # fmt: skip


def test_pandas_examples(examples, result):
    pytest.importorskip("pandas")
    joined, wide, cluster = examples["python"]
    made = {}
    exec(joined + wide, made)
    table = made["tabell"]
    assert table["kommunkod"].tolist() == ["0114", "1281", "1280", "1231", "1230"]
    known = table["nyckeltal"].dropna()
    assert dict(zip(table["kommunkod"][known.index], known, strict=True)) == {
        "0114": 10.5,
        "1281": 12.0,
        "1230": 9.5,
    }
    assert table["styrka"].between(0, 1).all()
    assert made["bred"].loc["b.docx", "bra.parter"] == "met"
    compile(cluster, "batch.md", "exec")


def test_the_schema_of_a_manifest_in_the_page_can_be_read(repository, tmp_path):
    from overenskommelse_granskning.batch.manifest import read_manifest

    text = (repository / "docs" / "batch.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```csv\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    (tmp_path / "m.csv").write_text(example, encoding="utf-8")
    read = read_manifest(tmp_path / "m.csv")
    assert [(e.file, e.codes, e.year) for e in read.entries] == [
        ("Lund/avtal.pdf", ("1281",), 2024),
        (None, ("1290",), 2024),
    ]
    assert read.problems == ()
