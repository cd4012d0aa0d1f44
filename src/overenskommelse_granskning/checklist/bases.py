"""Finding the lists that a user's file builds on: by id among the shipped ones, or as a file beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from ..errors import ChecklistError, ConfigurationError
from .extend import Inherited, resolve
from .located import Source, read_source
from .model import Adjustment
from .validate import in_order, listed, source_errors

_Resolved = tuple[Mapping[str, Any], tuple[Adjustment, ...]]
MOST_LEVELS = 8


def find_bases(source: Source, above: tuple[str, ...] = ()) -> tuple[Inherited, list[ChecklistError]]:
    """What the file takes from others, and the errors in how it names them; ``above`` are the files that lead here."""
    data = source.data if isinstance(source.data, Mapping) else {}
    errors: list[ChecklistError] = []
    base: Mapping[str, Any] | None = None
    adjustments: tuple[Adjustment, ...] = ()
    tests: dict[str, Any] = {}
    name = data.get("extends")
    if isinstance(name, str):
        try:
            base, adjustments = _load(name, source, above)
            tests.update(base.get("tests") or {})
        except (ChecklistError, ConfigurationError) as error:
            errors.append(_told(source, error, ("extends",)))
    others = data.get("tests_from")
    for i, other in enumerate(others if isinstance(others, list) else ()):
        if isinstance(other, str):
            try:
                tests.update(_load(other, source, above)[0].get("tests") or {})
            except (ChecklistError, ConfigurationError) as error:
                errors.append(_told(source, error, ("tests_from", i)))
    return Inherited(base, adjustments, tests), errors


def _told(
    source: Source, error: ChecklistError | ConfigurationError, path: tuple[Any, ...]
) -> ChecklistError:
    """An error in the base file is told where it stands; one in the name, at the name."""
    if isinstance(error, ChecklistError) and error.file != source.file and error.line is not None:
        return error
    return source.error(str(error), path)


def _load(name: str, source: Source, above: tuple[str, ...]) -> _Resolved:
    from .files import read_text
    from .loader import available, shipped_data

    if name in available():
        return shipped_data(name), ()
    folder = FilePath(source.file).parent
    path = folder / name
    if path.suffix not in (".yaml", ".yml"):
        raise ConfigurationError(
            f"Checklistan ”{name}” finns inte: ange något av {listed(available())}, eller en YAML-fil"
        )
    # A list from somebody else must not make the program read, and quote in its errors, what lies elsewhere.
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ConfigurationError(
            f"{name} ligger utanför checklistans mapp: lägg filen i samma mapp eller i en mapp under den"
        )
    key = str(path.resolve())
    chain = (*above, str(FilePath(source.file).resolve()))
    if key in chain:
        raise ConfigurationError(f"{name} bygger i sin tur på den här filen: bryt kedjan i den ena av dem")
    if len(chain) > MOST_LEVELS:
        raise ConfigurationError(f"Kedjan av checklistor är längre än {MOST_LEVELS}: bygg på färre led")
    own = read_source(read_text(path), str(path))
    inherited, errors = find_bases(own, chain)
    errors = in_order(errors + source_errors(own, inherited))
    if errors:
        raise errors[0]
    return resolve(own.data, inherited)
