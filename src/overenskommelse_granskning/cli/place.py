"""Where ``--ut`` says that results go: standard output, one file, or a folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..vocabulary.swedish import listed
from .settings import FORMATS
from .swedish import UsageFault


@dataclass(frozen=True, slots=True)
class Place:
    """``path`` is None for standard output. ``inputs``: what must not be written over, since it ``is_to`` be read."""

    path: Path | None
    folder: bool
    inputs: frozenset[Path]
    is_to: str  # "granskas"

    @classmethod
    def of(cls, given: str | None, inputs: Iterable[Path], is_to: str, several: str = "") -> Place:
        """What ``given`` means. ``several``: of what there will be more than one file, if so.

        Refuses a file where a folder is needed.
        """
        path = Path(given) if given else None
        folder = path is not None and (
            bool(several) or path.is_dir() or str(given)[-1] in "/\\" or not path.suffix
        )
        if folder and path is not None and path.exists() and not path.is_dir():
            why = f"flera {several} kräver en mapp" if several else "ange ett namn med ändelse, eller en mapp"
            raise UsageFault(f"--ut {given} är en fil: {why}.")
        return cls(path, folder, frozenset(p.resolve() for p in inputs), is_to)

    def file(self, name: str) -> Path:
        """The file to write, called ``name`` in a folder. Refuses one of the inputs."""
        assert self.path is not None
        made = self.path / name if self.folder else self.path
        if made.resolve() in self.inputs:
            raise UsageFault(f"--ut skulle skriva över {made} som ska {self.is_to}: välj en annan plats.")
        return made


def implied_format(given: str | None, formats: Iterable[str]) -> tuple[str, ...]:
    """The format that the ending of ``--ut`` names, for where no ``--format`` does: ``rapport.html`` is to hold HTML.

    A report format that the command does not write is refused: text in a .docx is nothing that Word opens.
    """
    path = Path(given or "")
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS or path.is_dir():
        return ()
    if ending not in formats:
        known = listed([f".{f}" for f in formats if f != "text"], "eller")
        raise UsageFault(f"--ut {given} kan inte skrivas: låt namnet sluta på {known}.")
    return (ending,)


def refuse_several_on_output(given: str | None, formats: tuple[str, ...]) -> None:
    """Several formats cannot share standard output."""
    if not given and len(formats) > 1:
        raise UsageFault("Flera format kräver en mapp att skriva i: lägg till --ut MAPP.")
