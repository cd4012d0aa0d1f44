"""Which municipality, year and kind a document is: from the manifest, else the document, else its path.

Where two of them disagree the first holds, and the disagreement is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..vocabulary.closed import KIND_TITLES, Kind
from ..vocabulary.municipalities import AMBIGUOUS, Municipality, by_code, registered
from .manifest import Entry

MANIFEST, DOCUMENT, PATH = "manifest", "document", "path"
_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)")
_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is, and where each answer is from (empty: not known)."""

    municipalities: tuple[Municipality, ...] = ()
    municipality_source: str = ""
    year: int | None = None
    year_source: str = ""
    kind: Kind | None = None
    kind_source: str = ""
    conflicts: tuple[str, ...] = ()


def identify(path: str, report: Mapping[str, Any], entry: Entry | None) -> Identity:
    """Settle the identity of one document of a run."""
    conflicts: list[str] = []
    found, found_source = _municipalities(path, report, entry, conflicts)
    year, year_source = _year(path, report, entry, conflicts)
    kind, kind_source = _kind(report, entry, conflicts)
    return Identity(found, found_source, year, year_source, kind, kind_source, tuple(conflicts))


def _municipalities(
    path: str, report: Mapping[str, Any], entry: Entry | None, conflicts: list[str]
) -> tuple[tuple[Municipality, ...], str]:
    told = tuple(_registered(m) for m in report["document"]["municipalities"])
    known = {m.code for m in told if m.code}
    hinted = path_municipality(path)
    if entry is not None and entry.code is not None:
        chosen = by_code()[entry.code]
        if known and chosen.code not in known:
            conflicts.append(
                f"Manifestet säger {_named(chosen)}, dokumentet {_listed(told)}: manifestet gäller."
            )
        return (chosen,), MANIFEST
    if told:
        if hinted is not None and known and hinted.code not in known:
            conflicts.append(
                f"Sökvägen säger {_named(hinted)}, dokumentet {_listed(told)}: dokumentet gäller."
            )
        if not known and hinted is not None:
            conflicts.append(
                f"Dokumentets kommun ({_listed(told)}) finns inte i registret; sökvägen säger {_named(hinted)}, som gäller."
            )
            return (hinted,), PATH
        return told, DOCUMENT
    return ((hinted,), PATH) if hinted is not None else ((), "")


def _year(
    path: str, report: Mapping[str, Any], entry: Entry | None, conflicts: list[str]
) -> tuple[int | None, str]:
    period = report["document"]["period"] or {}
    first, last = (int(d[:4]) if (d := period.get(end)) else None for end in ("from", "to"))
    if entry is not None and entry.year is not None:
        if first is not None and not first <= entry.year <= (last or entry.year):
            shown = f"{first}–{last}" if last not in (None, first) else str(first)
            conflicts.append(
                f"Manifestet säger år {entry.year}, dokumentet gäller {shown}: manifestet gäller."
            )
        return entry.year, MANIFEST
    if first is not None:
        return first, DOCUMENT
    if last is not None:
        return last, DOCUMENT
    hinted = path_year(path)
    return (hinted, PATH) if hinted is not None else (None, "")


def _kind(report: Mapping[str, Any], entry: Entry | None, conflicts: list[str]) -> tuple[Kind | None, str]:
    told = Kind(report["document"]["kind"]) if report["document"]["kind"] else None
    if entry is not None and entry.kind is not None:
        if told is not None and told is not entry.kind:
            conflicts.append(
                f"Manifestet säger {KIND_TITLES[entry.kind]}, dokumentet ser ut att vara {KIND_TITLES[told]} och är "
                "granskat som det: granska det för sig med --checklista om manifestet har rätt."
            )
        return entry.kind, MANIFEST
    return (told, DOCUMENT) if told is not None else (None, "")


def _registered(found: Mapping[str, Any]) -> Municipality:
    return by_code().get(found["code"] or "") or Municipality(None, found["name"])


def _named(m: Municipality) -> str:
    return f"{m.code} {m.name}" if m.code else m.name


def _listed(ms: tuple[Municipality, ...]) -> str:
    return ", ".join(map(_named, ms))


def path_year(path: str) -> int | None:
    """A year in the nearest part of a path: the file's name first, then the folders outwards."""
    for part in reversed(path.split("/")):
        codes = {m.code for m in _in_name(part)}  # Malung-Sälen's code is 2023
        years = [y for y in _YEAR.findall(part) if y not in codes]
        if years:
            return int(years[0])
    return None


def path_municipality(path: str) -> Municipality | None:
    """The municipality of the nearest part of a path that names one, by name or code."""
    folders, _, name = path.rpartition("/")
    for part in (name.rpartition(".")[0] or name, *reversed(folders.split("/"))):
        found = _in_name(part)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _in_name(part: str) -> list[Municipality]:
    """The municipalities that a name of a file or folder names."""
    words = [w.lower() for w in _WORDS.findall(part)]
    found: list[Municipality] = []
    clear = False
    at = 0
    while at < len(words):
        for length in (3, 2, 1):
            run = words[at : at + length]
            m = registered(" ".join(run)) or registered("-".join(run))
            if m is not None and len(run) == length:
                found.append(m)
                clear = clear or _clear(m, words, at, length)
                at += length
                break
        else:
            at += 1
    if clear:
        return list(dict.fromkeys(found))
    # Codes such as 2023 are years too, and then say nothing.
    codes = (c for c in _CODE.findall(part) if not _YEAR.fullmatch(c))
    return list(dict.fromkeys(m for c in codes if (m := by_code().get(c))))


def _clear(m: Municipality, words: list[str], at: int, length: int) -> bool:
    """A name that is also a common word must stand alone, or before ”kommun” or ”stad”."""
    after = words[at + length] if at + length < len(words) else ""
    if after in ("kommun", "kommuns", "stad", "stads"):
        return True
    return m.name.lower() not in AMBIGUOUS or len(words) == length
