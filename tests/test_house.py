"""The house itself: tests that need a program skip where it is missing, and fail where it is demanded."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

TEMPLATES = (
    "reports/templates/base.css",
    "reports/templates/symbols.html.j2",
    *(
        f"reports/templates/{page}.{kind}"
        for page in ("report", "panel")
        for kind in ("html.j2", "css", "js")
    ),
)

SAMPLE = """
import conftest
import pytest

conftest.CHECKS["borta"] = lambda: "borta finns inte"
conftest.CHECKS["finns"] = lambda: ""

@pytest.mark.needs("borta")
def test_borta():
    pass

@pytest.mark.needs("finns")
def test_finns():
    pass
"""


@pytest.mark.parametrize(("demand", "summary"), [("0", "1 passed, 1 skipped"), ("1", "1 passed, 1 error")])
def test_a_missing_program_skips_or_fails(repository, tmp_path, demand, summary):
    (tmp_path / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(repository / "tests"), "GRANSKA_KRAV_SYSTEM": demand}
    env.pop("PYTEST_ADDOPTS", None)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "conftest",
        "-p",
        "no:cacheprovider",
        "-ra",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert summary in done.stdout
    assert "borta finns inte" in done.stdout


def test_makefile_targets_are_explained_or_internal(repository):
    text = (repository / "Makefile").read_text(encoding="utf-8")
    (phony,) = (line.split(":")[1].split() for line in text.splitlines() if line.startswith(".PHONY"))
    for target in phony:
        assert f"\n{target}:" in text, target
    for target in ("demo", "test", "bench", "docs", "wheel"):
        assert f'@echo "make {target} ' in text


def test_packaged_files_are_in_the_package(repository):
    package = repository / "src" / "overenskommelse_granskning"
    names = ("py.typed", "reports/schema/report.schema.json", *TEMPLATES)
    for name in names:
        assert (package / name).is_file()
