"""The store: keys, transactions, one run at a time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

import batch_samples as samples
from overenskommelse_granskning.batch.result_folder import STORE
from overenskommelse_granskning.batch.settings import ReviewSettings, review_key, settings_key
from overenskommelse_granskning.batch.store import Store
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.vocabulary.closed import Stage


def test_what_is_kept_is_there_when_opened_again(tmp_path):
    with Store(tmp_path) as store:
        store.add(
            "k", replace(samples.done('{"document": {}}'), reports={"html": samples.done("<p>").report})
        )
        store.put("run", {"x": [1]})
    with Store(tmp_path) as store:
        assert store.report("k", "a/b.pdf") == {"document": {"path": "a/b.pdf"}}
        assert store.rendered("k", "html") == b"<p>"
        assert store.rendered("k", "pdf") is None
        assert store.kept(["k", "saknas"]) == {"k": ("read", "")}
        assert store.get("run") == {"x": [1]}
        with pytest.raises(KeyError):
            store.report("saknas", "")


def test_a_report_is_written_as_it_was_made_unless_the_document_has_moved(tmp_path):
    made = replace(samples.done('{"document":{"path":"a.pdf"}}'), shown="a.pdf")
    with Store(tmp_path) as store:
        store.add("k", made)
        assert store.report_text("k", "a.pdf") == b'{"document":{"path":"a.pdf"}}'
        assert store.report_text("k", "b/a.pdf") == b'{\n "document": {\n  "path": "b/a.pdf"\n }\n}\n'


def test_more_keys_than_one_question_takes(tmp_path):
    with Store(tmp_path) as store:
        with store.transaction():
            for i in range(1200):
                store.add(f"k{i}", samples.done("{}"))
        assert len(store.kept(f"k{i}" for i in range(1300))) == 1200


def test_a_transaction_is_all_or_nothing(tmp_path):
    with Store(tmp_path) as store:
        with pytest.raises(KeyboardInterrupt), store.transaction():
            store.add("k", samples.done("{}"))
            raise KeyboardInterrupt
        assert store.kept(["k"]) == {}


def test_files_that_are_gone_are_told_once(tmp_path):
    with Store(tmp_path) as store:
        assert store.set_files({"a": "a", "b": "b"}) == []
        store.set_key("a", "k1", written=True)
        gone = store.set_files({"a": "a", "c": "c"})
        assert [row.path for row in gone] == ["b"]
        assert store.files()["a"].written == "k1"
        assert store.set_files({"a": "annat", "c": "c"})[0].name == "a"
        assert store.files()["a"].written is None


def test_a_second_run_is_refused_while_the_first_goes_on(tmp_path):
    code = f"from pathlib import Path\nfrom {Store.__module__} import Store\nStore(Path({str(tmp_path)!r}))"
    with Store(tmp_path):
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "En annan körning skriver" in other.stderr
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "data", [b"ingen databas alls, men lika lang som en" * 50, b"SQLite format 3\0 skadad" * 99]
)
def test_a_file_that_is_no_store_is_refused(tmp_path, data):
    (tmp_path / STORE).write_bytes(data)
    with pytest.raises(ConfigurationError, match="skadad eller från en annan version"):
        Store(tmp_path)


BASE = ReviewSettings(date(2025, 3, 1))
CHANGES = [
    {"as_of": date(2025, 3, 2)},
    {"checklists": ("bra-2020",)},
    {"ocr": "off"},
    {"revisions": "original"},
    {"stage": Stage.SIGNED},
    {"mask": "none"},
    {"mask": "personal"},
    {"formats": ("html",)},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: next(iter(c)))
def test_every_setting_changes_the_key(change):
    changed = replace(BASE, **change)
    assert settings_key(changed) != settings_key(BASE)
    assert ReviewSettings.from_dict(changed.to_dict()) == changed


def test_waivers_count_by_their_content(tmp_path):
    path = tmp_path / "undantag.yaml"
    path.write_text("waivers: []", encoding="utf-8")
    settings = replace(BASE, waivers=str(path))
    before = settings_key(settings)
    assert before != settings_key(BASE)
    path.write_text("waivers:  []", encoding="utf-8")
    assert settings_key(settings) != before


def test_a_checklist_of_ones_own_counts_by_its_content(tmp_path):
    path = tmp_path / "egen.yaml"
    path.write_text("a: 1", encoding="utf-8")
    settings = replace(BASE, checklists=(str(path),))
    before = settings_key(settings)
    path.write_text("a: 2", encoding="utf-8")
    assert settings_key(settings) != before


def test_the_key_of_a_document_has_its_bytes_and_name():
    keys = {review_key("a", "x.pdf", "s"), review_key("b", "x.pdf", "s"), review_key("a", "x.docx", "s")}
    assert len(keys | {review_key("a", "x.pdf", "t")}) == 4
