"""The package from outside: what importing it loads, and which names it offers."""

from __future__ import annotations

import inspect
import subprocess
import sys
import typing

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
    "Adjustment",
    "AnnexReference",
    "Assessment",
    "Checklist",
    "ChecklistAssessment",
    "ChecklistError",
    "Comparison",
    "ConfigurationError",
    "CriterionAssessment",
    "Document",
    "DocumentFacts",
    "ElementAssessment",
    "Evidence",
    "GoalAssessment",
    "Kind",
    "Level",
    "Limits",
    "MissingSection",
    "Municipality",
    "NextStep",
    "Notice",
    "Original",
    "Outcome",
    "Period",
    "Place",
    "Promise",
    "ReadOptions",
    "Readability",
    "Remark",
    "ReportError",
    "ReviewError",
    "Reviewer",
    "ReviewerOptions",
    "Reviews",
    "Scores",
    "Searched",
    "SectionFinding",
    "Signatory",
    "Source",
    "SourceFile",
    "Stage",
    "Style",
    "ThreadRow",
    "UnreadableDocument",
    "Waiver",
    "__version__",
    "apply_waivers",
    "compare",
    "load_assessment",
    "load_checklist",
    "load_waivers",
    "mask_personal",
    "mask_signatories",
    "read_document",
    "render",
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


def own_types(hint):
    """The types of the package that an annotation names."""
    for part in typing.get_args(hint):
        yield from own_types(part)
    if isinstance(hint, type) and hint.__module__.startswith(package.__name__):
        yield hint


RESULTS = ("Assessment", "ChecklistAssessment", "CriterionAssessment", "DocumentFacts")


@pytest.mark.parametrize("name", RESULTS)
def test_the_type_of_every_field_of_a_result_can_be_named(name):
    hints = typing.get_type_hints(getattr(package, name)).values()
    assert {t.__name__ for hint in hints for t in own_types(hint)} <= PUBLIC


@pytest.mark.parametrize("name", ["compare", "load_waivers", "review", "review_many"])
def test_what_a_call_takes_and_gives_can_be_named(name):
    hints = typing.get_type_hints(getattr(package, name)).values()
    assert {t.__name__ for hint in hints for t in own_types(hint)} <= PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC - {"__version__", "Source"}))
def test_every_public_name_says_what_it_is(name):
    told = inspect.getdoc(getattr(package, name))
    assert told and not told.startswith(f"{name}("), (
        "the signature that dataclasses make up is no documentation"
    )


def test_nothing_else_is_listed():
    assert set(dir(package)) == PUBLIC


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


# --- a whole review ------------------------------------------------------------------------------

REVIEW = """
from overenskommelse_granskning import Reviewer
assessment = Reviewer().review({path!r})
assert assessment.readable, assessment.document.notices
assert assessment.to_dict()["document"]["status"] == "read"
"""
# Needed for training, for scans, for odd tables, for other scripts, for a user's own checklist: not for a review.
NOT_FOR_REVIEW = (
    "spacy",
    "sklearn",
    "scipy",
    "joblib",
    "threadpoolctl",
    "pdfplumber",
    "pdfminer",
    "tesserocr",
    "PIL",
    "jsonschema",
)


def loaded_in_review(path, names):
    script = REVIEW.format(path=str(path)) + f"import sys\nprint([m for m in {names!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_review_of_a_word_file_loads_what_it_needs_and_no_more(repository):
    draft = repository / "examples" / "utkast.docx"
    assert loaded_in_review(draft, (*NOT_FOR_REVIEW, "pypdfium2")) == "[]"
    assert loaded_in_review(draft, ("numpy", "lxml")) == "['numpy', 'lxml']"


def pdf_with_table(*, odd):
    """A page with a ruled table; the rules of an odd one do not make rectangles."""
    from pdf_samples import PROSE, Sheet

    xs, ys = (72.0, 190.0, 350.0, 523.0), (200.0, 222.0, 244.0, 266.0)
    cells = {(0, 0): "Åtgärd", (0, 2): "Ansvarig", (1, 1): "Lampor", (2, 0): "Maj", (2, 2): "Kommunen"}
    sheet = Sheet()
    sheet.flow(PROSE)
    if odd:
        for start, end in (((0, 0), (3, 0)), ((0, 3), (3, 3)), ((0, 1), (2, 1)), ((1, 2), (3, 2))):
            sheet.rule(xs[start[0]], ys[start[1]], xs[end[0]], ys[end[1]])
        for start, end in (((0, 0), (0, 3)), ((3, 0), (3, 3)), ((1, 1), (1, 3)), ((2, 0), (2, 1))):
            sheet.rule(xs[start[0]], ys[start[1]], xs[end[0]], ys[end[1]])
    sheet.table(xs, ys, cells, rules="none" if odd else "grid")
    return sheet.data()


def test_pdfplumber_is_loaded_only_for_a_page_with_an_odd_table(tmp_path):
    for name, odd in (("vanlig.pdf", False), ("udda.pdf", True)):
        (tmp_path / name).write_bytes(pdf_with_table(odd=odd))
    assert loaded_in_review(tmp_path / "vanlig.pdf", NOT_FOR_REVIEW) == "[]"
    assert "pdfplumber" in loaded_in_review(tmp_path / "udda.pdf", NOT_FOR_REVIEW)


def test_the_command_line_asks_for_one_thread_unless_the_user_says_otherwise(repository):
    script = (
        "import os, sys\nos.environ['OMP_NUM_THREADS'] = '3'\nos.environ.pop('OPENBLAS_NUM_THREADS', None)\n"
        "sys.argv = ['granska', 'schema']\nfrom overenskommelse_granskning.cli import main\n"
        "try:\n    main()\nfinally:\n    print(os.environ['OMP_NUM_THREADS'], os.environ['OPENBLAS_NUM_THREADS'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "3 1"
