"""A folder of labelled documents: ``NAME.labels.yaml`` beside ``NAME.md``, the files in ``files/``.

Without ``files/`` the documents are built from the ``.md`` sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from yaml import YAMLError

from ..errors import ConfigurationError
from ..training.corpus import CorpusText, load_text
from ..vocabulary.closed import Outcome

LEVELS = (Outcome.MISSING, Outcome.PARTIAL, Outcome.MET)
_SUFFIX = ".labels.yaml"
_FILES = "files"


@dataclass(frozen=True)
class GoldDocument:
    """One labelled document. ``file`` is what to review; None means build it from the source.

    ``lost``: the folder has files, but none for this document: it counts as unreadable.
    """

    name: str
    text: CorpusText
    file: Path | None = None
    lost: bool = False

    @property
    def kind(self) -> str:
        return self.text.kind


def load_gold(folder: Path, patterns: Sequence[str] = ()) -> tuple[GoldDocument, ...]:
    """The labelled documents of a folder whose names fit one of ``patterns`` (all without any).

    Raises ConfigurationError for a folder without labels, a label file that cannot be read, or
    patterns that leave nothing.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"{folder} är ingen mapp: ange mappen med facit (NAMN{_SUFFIX}).")
    labels = sorted(folder.glob(f"*{_SUFFIX}"))
    if not labels:
        raise ConfigurationError(f"I {folder} finns inget facit: filerna ska heta NAMN{_SUFFIX}.")
    files = _files(folder / _FILES)
    out = []
    for path in labels:
        name = path.name.removesuffix(_SUFFIX)
        if patterns and not any(fnmatchcase(name, p) for p in patterns):
            continue
        file = next((f for f in files or () if f.name.startswith(f"{name}.")), None)
        out.append(GoldDocument(name, _text(path, name), file, lost=files is not None and file is None))
    if not out:
        raise ConfigurationError(f"Inget dokument i {folder} passar {', '.join(patterns)}.")
    return tuple(out)


def _text(path: Path, name: str) -> CorpusText:
    source = path.with_name(f"{name}.md")
    if not source.is_file():
        raise ConfigurationError(f"{source.name} saknas i {path.parent}: varje facit behöver sin text.")
    try:
        text = load_text(source)
        _check(text)
    except (YAMLError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"Facit för {name} i {path.parent} kan inte läsas: kontrollera det."
        ) from error
    return text


def _check(text: CorpusText) -> None:
    """What the scores rest on must be there: a kind, and an outcome per criterion."""
    _ = text.kind
    for label in (text.labels.get("criteria") or {}).values():
        Outcome(label["outcome"])


def _files(folder: Path) -> list[Path] | None:
    """The files by name; None where there is no such folder."""
    return sorted(p for p in folder.iterdir() if p.is_file()) if folder.is_dir() else None


def splits(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The uneven documents apart, by the letter of their set (``dev-q-01``: q).

    a–o are tiered (one quality throughout), p–w mixed (each criterion drawn by itself). Empty where
    the names do not follow this, or only one of the two is there.
    """
    out: dict[str, list[str]] = {"tiered": [], "mixed": []}
    for name in names:
        parts = name.split("-")
        if len(parts) != 3 or not parts[1][:1].isalpha() or not parts[2].isdigit():
            return {}
        letter = parts[1][0].lower()
        if letter <= "o":
            out["tiered"].append(name)
        elif letter <= "w":
            out["mixed"].append(name)
    return {k: tuple(v) for k, v in out.items()} if all(out.values()) else {}
