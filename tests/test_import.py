"""The package from outside: what importing it loads, and which names it offers."""

from __future__ import annotations

import subprocess
import sys

import pytest

import overenskommelse_granskning as package

HEAVY = (
    "spacy",
    "sklearn",
    "numpy",
    "scipy",
    "lxml",
    "pypdfium2",
    "pdfplumber",
    "docx",
    "rich",
    "click",
    "yaml",
)

PUBLIC = {
    "Assessment",
    "ChecklistAssessment",
    "ChecklistError",
    "ConfigurationError",
    "CriterionAssessment",
    "Document",
    "DocumentFacts",
    "ElementAssessment",
    "Evidence",
    "Kind",
    "Level",
    "Notice",
    "Outcome",
    "ReadOptions",
    "ReviewError",
    "Reviewer",
    "Scores",
    "Stage",
    "UnreadableDocument",
    "__version__",
    "load_checklist",
    "read_document",
    "review",
    "review_many",
}


def loaded_after(code: str) -> str:
    script = f"import sys\n{code}\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_the_package_loads_nothing_heavy():
    assert loaded_after("import overenskommelse_granskning") == "[]"


def test_asking_for_errors_and_results_loads_nothing_heavy():
    names = "Assessment, Document, Evidence, Kind, Outcome, ReviewError, UnreadableDocument"
    assert loaded_after(f"from overenskommelse_granskning import {names}") == "[]"


def test_the_check_would_see_a_heavy_module():
    assert loaded_after("import yaml") == "['yaml']"


def test_public_names_are_pinned():
    assert set(package.__all__) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_names_can_be_fetched_and_are_listed(name):
    assert getattr(package, name) is not None
    assert name in dir(package)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Granskare"):
        _ = package.Granskare


def test_errors_form_one_tree():
    for name in ("ChecklistError", "ConfigurationError", "UnreadableDocument"):
        assert issubclass(getattr(package, name), package.ReviewError)


def test_logging_is_silent_unless_asked_for():
    script = "import logging, overenskommelse_granskning as p\n"
    script += "logging.getLogger(p.__name__ + '.x').warning('hörs inte')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""
