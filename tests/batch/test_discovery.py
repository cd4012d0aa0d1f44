"""Which files are documents, what is passed by, and what reports are called."""

from __future__ import annotations

import os
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.batch.discovery import discover
from overenskommelse_granskning.batch.names import report_names

posix = pytest.mark.skipif(sys.platform == "win32", reason="filsystemet")


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def names(discovery):
    return [f.name for f in discovery.files]


def test_all_folders_are_entered_and_the_order_is_that_of_names(tmp_path):
    make(tmp_path, "b.pdf", "Ånge/x/2.docx", "Ale/1.docx", "a.PDF", "okänd.xyz")
    found = discover(tmp_path)
    assert names(found) == ["a.PDF", "Ale/1.docx", "b.pdf", "okänd.xyz", "Ånge/x/2.docx"]
    assert found.skipped == ()
    assert found.files[0].size == 1


def test_what_is_no_document_is_passed_by_and_told(tmp_path):
    make(
        tmp_path,
        "~$avtal.docx",
        ".gömd.pdf",
        ".git/x.txt",
        "Thumbs.db",
        "a.tmp",
        ".~lock.a.odt#",
        "avtal.docx",
    )
    found = discover(tmp_path)
    assert names(found) == ["avtal.docx"]
    assert [s.name for s in found.skipped] == [
        ".git/", ".gömd.pdf", ".~lock.a.odt#", "Thumbs.db", "a.tmp", "~$avtal.docx",
    ]  # fmt: skip
    assert all(s.reason for s in found.skipped)


@posix
def test_links_and_pipes_are_told_and_not_opened(tmp_path):
    make(tmp_path, "mapp/a.txt")
    (tmp_path / "fil.txt").symlink_to(tmp_path / "mapp" / "a.txt")
    (tmp_path / "ring").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "rör.txt")
    found = discover(tmp_path)
    assert names(found) == ["mapp/a.txt"]
    assert [s.name for s in found.skipped] == ["fil.txt", "ring", "rör.txt"]


@posix
def test_a_folder_given_by_a_link_is_entered(tmp_path):
    make(tmp_path / "rätt", "a.txt", "ut/b.txt")
    (tmp_path / "länk").symlink_to(tmp_path / "rätt")
    assert names(discover(tmp_path / "länk", leave=[tmp_path / "rätt" / "ut"])) == ["a.txt"]


def test_the_result_folder_is_not_reviewed(tmp_path):
    make(tmp_path, "a.txt", "ut/rapporter/a.txt.json", "manifest.csv")
    found = discover(tmp_path, leave=[tmp_path / "ut", tmp_path / "manifest.csv"])
    assert (names(found), found.skipped) == (["a.txt"], ())


@pytest.mark.parametrize(
    "left",
    [("granska.sqlite", "resultat.json"), ("granska.sqlite",), ("resultat.json", "panel.html")],
    ids=["hel", "avbruten", "skickad"],
)
def test_the_result_of_an_earlier_run_is_told_and_not_reviewed(tmp_path, left):
    make(
        tmp_path,
        "a.txt",
        *(f"förra/{n}" for n in (*left, "rapporter/a.txt.html", "resultat.xlsx", "logg.txt")),
    )
    make(tmp_path, "förra/avtal.txt", "rapporter/b.txt", "resultat.json")  # documents all the same
    found = discover(tmp_path)
    assert names(found) == ["a.txt", "förra/avtal.txt", "rapporter/b.txt", "resultat.json"]
    assert [(s.name, s.reason) for s in found.skipped] == [("förra/", "resultat av en tidigare körning")]


def test_a_manifest_that_is_not_used_is_no_document(tmp_path):
    make(tmp_path, "manifest.csv", "manifest.xlsx", "2026/Manifest.xlsx", "2026/avtal.txt")
    found = discover(tmp_path, leave=[tmp_path / "manifest.csv"])
    assert names(found) == ["2026/avtal.txt"]
    assert [s.name for s in found.skipped] == ["2026/Manifest.xlsx", "manifest.xlsx"]
    assert {s.reason.partition(":")[0] for s in found.skipped} == {"manifest som inte används"}


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (["*.pdf"], ["Lund/A.PDF", "c.pdf"]),
        (["lund/*"], ["Lund/A.PDF", "Lund/b.docx"]),
        (["!*.pdf"], ["Lund/b.docx"]),
        (["Lund\\*", "!*.docx"], ["Lund/A.PDF"]),
        ([], ["c.pdf", "Lund/A.PDF", "Lund/b.docx"]),
    ],
)
def test_filters(tmp_path, filters, kept):
    make(tmp_path, "Lund/A.PDF", "Lund/b.docx", "c.pdf")
    found = discover(tmp_path, filters)
    assert sorted(names(found)) == sorted(kept)
    assert len(found.skipped) == 3 - len(kept)


@posix
def test_names_are_composed_and_old_encodings_are_read(tmp_path):
    make(tmp_path, unicodedata.normalize("NFD", "Åmål.txt"))
    (tmp_path / os.fsdecode("Överenskommelse.txt".encode("cp1252"))).write_text("x", encoding="utf-8")
    assert names(discover(tmp_path)) == ["Åmål.txt", "Överenskommelse.txt"]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root får öppna allt")
def test_a_closed_folder_is_told(tmp_path):
    make(tmp_path, "a.txt", "stängd/b.txt")
    (tmp_path / "stängd").chmod(0)
    try:
        found = discover(tmp_path)
    finally:
        (tmp_path / "stängd").chmod(0o700)
    assert names(found) == ["a.txt"]
    assert [s.name for s in found.skipped] == ["stängd/"]


# --- names of reports ------------------------------------------------------------------------------------


def test_a_report_is_called_after_the_whole_path():
    assert report_names(["avtal.pdf", "Lund/avtal.pdf", "Lund/2024/avtal.docx"]) == {
        "avtal.pdf": "avtal.pdf",
        "Lund/avtal.pdf": "Lund--avtal.pdf",
        "Lund/2024/avtal.docx": "Lund--2024--avtal.docx",
    }


def test_a_name_does_not_depend_on_the_other_documents():
    paths = ["a/b.pdf", "a--b.pdf", "con.txt", "fråga?.pdf", "x" * 300 + "/y.pdf"]
    together = report_names(paths)
    assert together == {p: report_names([p])[p] for p in paths}


def test_names_that_differ_in_case_only_are_told_apart():
    made = report_names(["Avtal.pdf", "avtal.pdf"])
    assert len({n.casefold() for n in made.values()}) == 2


@given(
    st.lists(
        st.text(min_size=1, max_size=60).filter(lambda t: "/" not in t.strip("/")), unique=True, max_size=8
    )
)
def test_names_are_unique_and_allowed_everywhere(paths):
    made = report_names(paths)
    assert len({n.casefold() for n in made.values()}) == len(paths)
    for name in made.values():
        assert not set(name) & set('<>:"/\\|?*') and name[-1:] not in (" ", ".")
        assert len(f"{name}.json".encode("utf-8", "surrogatepass")) <= 200
