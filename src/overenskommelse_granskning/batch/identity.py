"""Which municipality, year and kind a document is: from the manifest, else the document, else its path.

Where two of them disagree the first holds, and the disagreement is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..vocabulary.closed import Kind
from ..vocabulary.file_names import is_kind_word, path_about, path_kind, stem
from ..vocabulary.municipalities import AMBIGUOUS, Municipality, by_code, fold, registered
from ..vocabulary.swedish import year_span
from .manifest import Entry

OTHER_KIND = "R111"  # the notice that the text looks like another kind than it is said to be
MANIFEST, DOCUMENT, PATH = "manifest", "document", "path"
_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)")
_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+")
# What cameras and scanners call their files: the number is a serial one.
_SERIAL = re.compile(r"^(?:IMG|IMGP|DSC|DSCN|DSCF|PICT|PXL|SAM|GOPR|SCAN|DOC)[_ -]?\d+", re.IGNORECASE)
# Words that stand beside a municipality's name in the name of a file of its agreement.
_DOCUMENT_WORDS = frozenset(
    ("avtal", "avtalet", "samverkan", "samverkansavtal", "polis", "polisen", "kommun", "och", "med", "slutlig",
     "signerad", "undertecknad", "utkast", "final", "kopia", "version", "pdf", "lok", "sok")
)  # fmt: skip


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
    faults: tuple[str, ...] = ()  # of the manifest, as the document shows them


def identify(path: str, report: Mapping[str, Any], entry: Entry | None) -> Identity:
    """Settle the identity of one document of a run."""
    conflicts: list[str] = []
    fault = _changed_places(report, entry)
    if entry is not None and fault:
        entry = replace(entry, codes=(), year=None)
    found, found_source = _municipalities(path, report, entry, conflicts)
    year, year_source = _year(path, report, entry, conflicts)
    kind, kind_source = _kind(path, report, entry, conflicts)
    return Identity(
        found, found_source, year, year_source, kind, kind_source, tuple(conflicts), (fault,) if fault else ()
    )


def _changed_places(report: Mapping[str, Any], entry: Entry | None) -> str:
    """Tell of a row whose code and year have changed places, where each could be either: 2031 is a code too."""
    if entry is None or len(entry.codes) != 1 or entry.year is None:
        return ""
    (code,) = entry.codes
    codes = {m["code"] for m in report["document"]["municipalities"]}
    first, last = _period(report)
    meant = first is not None and first <= int(code) <= (last or 9999)
    if code in codes or str(entry.year) not in codes or not meant:
        return ""
    return (
        f"Rad {entry.line}: kommunkoden {code} och året {entry.year} ser ut att ha bytt plats: dokumentets egna "
        "uppgifter gäller."
    )


def _period(report: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """The years in which the document says that it begins and ends."""
    period = report["document"]["period"] or {}
    first, last = (int(d[:4]) if (d := period.get(end)) else None for end in ("from", "to"))
    return first, last


def _municipalities(
    path: str, report: Mapping[str, Any], entry: Entry | None, conflicts: list[str]
) -> tuple[tuple[Municipality, ...], str]:
    told = tuple(_registered(m) for m in report["document"]["municipalities"])
    known = {m.code for m in told if m.code}
    hinted = path_municipality(path)
    if entry is not None and entry.codes:
        chosen = tuple(by_code()[code] for code in entry.codes)
        others = tuple(m for m in told if m.code and m.code not in entry.codes)
        if known and not known.issuperset(entry.codes):
            conflicts.append(
                f"Manifestet säger {_listed(chosen)}, dokumentet {_listed(told)}: manifestet gäller."
            )
        elif others:
            conflicts.append(
                f"Manifestet säger bara {_listed(chosen)}, dokumentet också {_listed(others)}: manifestet gäller. Ange "
                "alla kommunkoderna i manifestet om dokumentet är gemensamt."
            )
        return chosen, MANIFEST
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
    first, last = _period(report)
    if entry is not None and entry.year is not None:
        if first is not None and not first <= entry.year <= (last or 9999):
            conflicts.append(
                f"Manifestet säger år {entry.year}, dokumentet gäller {_years(first, last)}: manifestet gäller."
            )
        return entry.year, MANIFEST
    if first is not None or last is not None:
        _check_name_year(path, first, last, conflicts)
        return first if first is not None else last, DOCUMENT
    hinted = path_year(path)
    return (hinted, PATH) if hinted is not None else (None, "")


def _check_name_year(path: str, first: int | None, last: int | None, conflicts: list[str]) -> None:
    """Tell a year in the file's own name that the document does not hold in. It may be decided the year before."""
    named = path_year(path.rpartition("/")[2])
    if named is None:
        return
    early = first is not None and named < first - 1
    if early or (last is not None and named > last):
        conflicts.append(
            f"Filnamnet säger år {named}, dokumentet gäller {_years(first, last)}: dokumentet gäller."
        )


def _years(first: int | None, last: int | None) -> str:
    return f"till {last}" if first is None else year_span(first, last)


def _kind(
    path: str, report: Mapping[str, Any], entry: Entry | None, conflicts: list[str]
) -> tuple[Kind | None, str]:
    told = Kind(report["document"]["kind"]) if report["document"]["kind"] else None
    if entry is not None and entry.kind is not None:
        if entry.kind is Kind.OTHER and path_about(path):
            return entry.kind, MANIFEST  # the name says so too
        # The review was of that kind, and tells what the text looks like where it is another.
        conflicts += [n["message"] for n in report["document"]["notices"] if n["code"] == OTHER_KIND]
        return entry.kind, MANIFEST
    if told is not None:
        return told, DOCUMENT
    hinted = path_kind(path)
    return (hinted, PATH) if hinted is not None else (None, "")


def _registered(found: Mapping[str, Any]) -> Municipality:
    return by_code().get(found["code"] or "") or Municipality(None, found["name"])


def _named(m: Municipality) -> str:
    return f"{m.code} {m.name}" if m.code else m.name


def _listed(ms: tuple[Municipality, ...]) -> str:
    return ", ".join(map(_named, ms))


def path_year(path: str) -> int | None:
    """A year in the nearest part of a path: the file's name first, then the folders outwards."""
    for whole in reversed(path.split("/")):
        part = _SERIAL.sub("", whole)
        codes = {m.code for m in _in_name(part)}  # Malung-Sälen's code is 2023
        years = [y for y in _YEAR.findall(part) if y not in codes]
        if years:
            return int(years[0])
    return None


def path_municipality(path: str) -> Municipality | None:
    """The municipality of the nearest part of a path that names one, by name or code."""
    # ”--” stands between folders in the names of reports, and in files that were flattened likewise.
    folders = path.rpartition("/")[0]
    parts = (p for whole in (stem(path), *reversed(folders.split("/"))) for p in reversed(whole.split("--")))
    for part in parts:
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
    """A name that is also a common word must stand alone, before ”kommun” or ”stad”, or before words for its document."""
    after = words[at + length] if at + length < len(words) else ""
    if after in ("kommun", "kommuns", "stad", "stads"):
        return True
    if m.name.lower() not in AMBIGUOUS:
        return True
    # ”Lund avtal 2023” is Lund's agreement; what ”avtal mark” is of nobody knows.
    return at == 0 and all(_of_document(w) for w in words[length:])


def _of_document(word: str) -> bool:
    plain = fold(word)
    return plain in _DOCUMENT_WORDS or is_kind_word(plain)
