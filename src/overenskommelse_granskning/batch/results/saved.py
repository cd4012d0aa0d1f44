"""A finished run read back from its ``resultat.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import ConfigurationError
from ...vocabulary.closed import Kind, Stage
from ...vocabulary.municipalities import fold
from ..result_folder import INDEX, STORE


@dataclass(frozen=True, slots=True)
class Owner:
    """A municipality that a document is of; ``county``: its code, empty for one that is not registered."""

    name: str
    county: str


@dataclass(frozen=True, slots=True)
class SavedDocument:
    """One document of a run. ``owners``: its municipalities by code, else by name, folded."""

    path: str
    owners: Mapping[str, Owner]
    kind: Kind | None
    begins: str
    year: int | None
    readable: bool
    outcomes: Mapping[str, Mapping[str, str]]  # checklist → criterion → outcome
    strengths: Mapping[str, float | None]
    draft: bool = False
    aside: bool = False
    expired: bool = False
    sha256: str = ""

    @property
    def newness(self) -> tuple[bool, bool, str]:
        """What decides which of several is the latest: a draft never comes before what is no draft."""
        return not self.aside, not self.draft, self.begins


@dataclass(frozen=True, slots=True)
class SavedCriterion:
    """A criterion that was judged in a run."""

    id: str
    checklist: str
    title: str
    level: str
    weight: float
    checklist_title: str = ""  # empty in results of earlier versions


@dataclass(frozen=True, slots=True)
class SavedResult:
    """A run: its documents, criteria, coverage and what its figures rest on."""

    as_of: str
    documents: tuple[SavedDocument, ...]
    criteria: Mapping[str, SavedCriterion]
    coverage: Mapping[tuple[str, str], tuple[str, str]]  # (code, kind) → (name, state)
    versions: Mapping[str, frozenset[tuple[str, str]]]  # checklist → (version, sha256)
    program: str

    def latest(self, kind: Kind) -> dict[str, SavedDocument]:
        """Of each municipality the readable document of a kind that begins last, drafts after all others."""
        best: dict[str, SavedDocument] = {}
        for d in self.documents:
            for owner in d.owners if d.readable and d.kind is kind else ():
                if owner not in best or d.newness > best[owner].newness:
                    best[owner] = d
        return best


def load_result(folder: Path) -> SavedResult:
    """Read a result folder. Raises ConfigurationError for a folder that is none."""
    path = folder / INDEX
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ConfigurationError(_lacking(folder)) from None
    except ValueError:
        raise _foreign(path) from None
    try:
        return _result(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _foreign(path) from None


def _lacking(folder: Path) -> str:
    """A folder without an index is a run that was cut short, or the documents themselves."""
    if (folder / STORE).is_file():
        return f"Körningen i {folder} är inte klar: kör granska mapp MAPP --ut {folder} --ateruppta först."
    return f"{folder} är ingen resultatmapp ({INDEX} saknas): kör granska mapp {folder} --ut RESULTAT och jämför RESULTAT."


def _foreign(path: Path) -> ConfigurationError:
    return ConfigurationError(
        f"{path} är skadad eller skriven av en annan version: kör granska mapp på nytt med samma RESULTAT."
    )


def _result(data: Mapping[str, Any]) -> SavedResult:
    versions: dict[str, set[tuple[str, str]]] = {}
    for d in data["documents"]:
        for c in d["checklists"]:
            versions.setdefault(c["id"], set()).add((c["version"], c["sha256"]))
    return SavedResult(
        as_of=data["as_of"],
        documents=tuple(_document(d) for d in data["documents"]),
        criteria={
            c["id"]: SavedCriterion(
                c["id"],
                c["checklist"],
                c["title"],
                c["level"],
                float(c["weight"]),
                c.get("checklist_title", ""),
            )
            for c in data["criteria"]
        },
        coverage={(c["code"], c["kind"]): (c["name"], c["state"]) for c in data["coverage"]},
        versions={name: frozenset(found) for name, found in versions.items()},
        program=_program(data["tool"]),
    )


def _program(tool: Mapping[str, Any]) -> str:
    model = tool["model"]
    return (
        f"{tool['version']}, modell {model['version']} {model['sha256'][:8]}"
        if model
        else str(tool["version"])
    )


def _document(d: Mapping[str, Any]) -> SavedDocument:
    return SavedDocument(
        path=d["path"],
        owners={
            m["code"] or fold(m["name"]): Owner(m["name"], m["county"] or "") for m in d["municipalities"]
        },
        kind=Kind(d["kind"]) if d["kind"] else None,
        begins=(d["period"] or {}).get("from") or str(d["year"] or ""),
        year=d["year"],
        readable=d["status"] == "read",
        outcomes={c["id"]: c["outcomes"] for c in d["checklists"]},
        strengths={c["id"]: c["scores"]["strength"] for c in d["checklists"]},
        draft=d["stage"] == Stage.DRAFT,
        aside=d.get("aside", False),  # results of earlier versions do not tell
        expired=d["expired"],
        sha256=d["sha256"],
    )
