"""Shared by all tests: golden files, and tests that need a program outside Python."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import browsing

# No test is timed: other work on the machine must not fail one.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

REPOSITORY = Path(__file__).resolve().parents[1]
DEMAND = "GRANSKA_KRAV_SYSTEM"  # "1": a missing program fails its tests instead of skipping them


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        help="write the golden files anew instead of comparing with them; look at the difference afterwards",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "needs(program): tesseract, libreoffice, chromium or jax must be installed"
    )
    config.addinivalue_line(
        "markers", "own_process: leaves threads behind, which no test that forks may meet"
    )


OWN_PROCESS = "GRANSKA_EGEN_PROCESS"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if pyfuncitem.get_closest_marker("own_process") is None or OWN_PROCESS in os.environ:
        return None
    plain = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", pyfuncitem.nodeid]
    done = subprocess.run(
        command, cwd=REPOSITORY, env={**plain, OWN_PROCESS: "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout + done.stderr
    return True


def _lacks_tesseract() -> str:
    if importlib.util.find_spec("tesserocr") is None:
        return "tillägget ocr är inte installerat"
    if shutil.which("tesseract") is None:
        return "tesseract finns inte"
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "" if "swe" in listed.stdout.split() else "tesseract saknar svenska (tesseract-ocr-swe)"


def _lacks_any(*programs: str) -> str:
    return "" if any(shutil.which(p) for p in programs) else f"{programs[0]} finns inte"


CHECKS: dict[str, Callable[[], str]] = {
    "jax": lambda: "" if all(map(importlib.util.find_spec, ("jax", "optax"))) else "tillägget trana saknas",
    "tesseract": _lacks_tesseract,
    "libreoffice": lambda: _lacks_any("soffice", "libreoffice"),
    "chromium": lambda: _lacks_any("chromium", "chromium-browser", "google-chrome"),
}
_known: dict[str, str] = {}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if program not in _known:
                _known[program] = CHECKS[program]()
            if _known[program] and os.environ.get(DEMAND) == "1":
                pytest.fail(f"{_known[program]}, men {DEMAND}=1 kräver det", pytrace=False)
            if _known[program]:
                pytest.skip(_known[program])


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write it with ``--regenerate-golden``."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--regenerate-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"{path.name} saknas: kör pytest --regenerate-golden"
        assert text == path.read_bytes().decode("utf-8")

    return check


@pytest.fixture
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    with browsing.launched() as browser:
        yield browser
