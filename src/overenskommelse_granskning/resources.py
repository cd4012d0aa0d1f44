"""Finding packaged data: checklists and vocabularies, in a wheel and in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


@cache
def checklist_folder() -> Path:
    """The folder of the shipped checklists.

    A wheel carries them inside the package; in a checkout they stand at the top of the repository.
    Raises FileNotFoundError when the installation is broken.
    """
    for folder in (_PACKAGE / "_data" / "checklists", _PACKAGE.parents[1] / "checklists"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the packaged checklists are missing; reinstall overenskommelse-granskning")


@cache
def model_folder() -> Path:
    """The folder of the shipped model; it need not exist."""
    return _PACKAGE / "_data" / "model"


def measured_file() -> Path:
    """The shipped figures per criterion; the file need not exist."""
    return _PACKAGE / "_data" / "matt.json"


def suggestions_file() -> Path:
    """How often the suggested wordings did what they promise, per criterion; the file need not exist."""
    return _PACKAGE / "_data" / "forslag.json"


def problem_weights_file() -> Path:
    """What speaks for a list being the prioritised problems; made by ``tools/make_problem_weights.py``."""
    return _PACKAGE / "_data" / "problem.json"


def language_file(name: str) -> Path:
    """Path of a packaged file that ``tools/make_language_data.py`` makes of spaCy and simplemma."""
    return _PACKAGE / "_data" / "sprak" / name


def vocabulary_file(name: str) -> Path:
    """Path of a packaged vocabulary file."""
    return _PACKAGE / "vocabulary" / name


def vocabulary_files(folder: str) -> tuple[Path, ...]:
    """The YAML files of one vocabulary folder, sorted by name."""
    return tuple(sorted((_PACKAGE / "vocabulary" / folder).glob("*.yaml")))


def read_yaml(path: Path) -> Any:
    """Load our own YAML with the fast safe loader (users' checklists go through ``checklist``)."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
