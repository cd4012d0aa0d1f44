"""Hostile files that were findings once, small; and the makers of new ones."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.errors import READING_MESSAGES
from overenskommelse_granskning.reports import Style, writer

ROOT = Path(__file__).resolve().parents[1]
FOUND = sorted((ROOT / "tests" / "data" / "fientliga").iterdir())
OURS = {"R000", "R019"}  # our own errors
PER_RUN = 40


@pytest.fixture(scope="module")
def reviewer() -> Reviewer:
    return Reviewer(as_of=date(2025, 1, 1))


@pytest.mark.parametrize("path", FOUND, ids=lambda p: p.name)
def test_what_was_a_finding_ends_as_its_name_says(path: Path, reviewer: Reviewer) -> None:
    assessment = reviewer.review(path)
    codes = [n.code for n in assessment.document.notices]
    expected = path.name.split("-")[0]
    assert assessment.readable == (expected == "ok"), codes
    assert expected == "ok" or codes[0] == expected
    for form in ("text", "json", "html", "csv", "xlsx"):
        assert writer(form).render([assessment], Style())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import hostile_files

    yield hostile_files
    for name in [m for m in sys.modules if m.split(".")[0] == "hostile_files"]:
        del sys.modules[name]


def test_the_same_seed_gives_the_same_files(made) -> None:
    first = list(made.hostile_files(7, PER_RUN, "txt-"))
    assert first == list(made.hostile_files(7, PER_RUN, "txt-"))
    assert first != list(made.hostile_files(8, PER_RUN, "txt-"))


@pytest.mark.parametrize("only", ["docx-xml-skada", "docx-talvarden", "odt-varden", "odt-tabeller", "html-referenser",
                                  "html-listor", "txt-fallor", "pdf-typer", "pdf-tabell", "pdf-avhuggen"])  # fmt: skip
def test_some_new_ones_are_reviewed_or_refused_with_a_number(made, only: str, reviewer: Reviewer) -> None:
    for name, data in made.hostile_files(7, 3, only):
        assessment = reviewer.review(data, filename=name)
        for notice in assessment.document.notices:
            assert notice.code not in OURS, name
            assert notice.code in READING_MESSAGES or notice.code.startswith("R1")
