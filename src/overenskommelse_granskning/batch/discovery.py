"""Which files below a folder are documents to review, and which are passed by, with the reason.

What is passed by is what no person would call a document: hidden files, what programs leave behind,
links, the results of an earlier run, manifests. A file of a format that cannot be read is not passed
by: it may well be an agreement, so it is tried, and told as unreadable.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ..vocabulary.file_names import is_lock
from .result_folder import is_result, written

MANIFESTS = ("manifest.csv", "manifest.xlsx")  # taken up when they lie in the folder itself

_TEMPORARY = ("~*.tmp", "*.tmp", "*.temp", "*.part", "*.partial", "*.crdownload", "*.lnk", "*.url")
_SYSTEM = frozenset(("thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "granska.toml"))

HIDDEN = "dold"
TEMPORARY = "tillfällig fil från ett annat program"
SYSTEM = "systemfil"
LINK = "länk: ange mappen den leder till om den ska granskas"
SPECIAL = "ingen vanlig fil"
FILTERED = "utanför --filter"
CLOSED = "mappen kunde inte öppnas"
RESULT = "resultat av en tidigare körning"
MANIFEST = "manifest som inte används: bara det i MAPP eller det som --manifest anger läses"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A file to review. ``name`` is its path below the folder, with ``/`` and composed letters (NFC)."""

    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True, order=True)
class Skipped:
    """A file or folder passed by, and in Swedish why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """Everything met below a folder, in the order of names."""

    files: tuple[Found, ...]
    skipped: tuple[Skipped, ...]


def discover(folder: Path, filters: Sequence[str] = (), leave: Iterable[Path] = ()) -> Discovery:
    """Walk ``folder``. ``filters`` are globs for names (``!`` first: not these); ``leave`` is not entered;
    where that is ``folder`` itself, what a run writes in it is passed by.

    A glob is compared with the file's name and with its path below the folder, in any case.
    """
    root = folder.resolve()  # no link is followed below it, so that paths can be compared as they stand
    away = {str(p.resolve()) for p in leave}
    found: list[Found] = []
    skipped: list[Skipped] = []
    for entry in _walk(root, away, skipped):
        name = shown_name(os.path.relpath(entry.path, root))
        reason = _reason(entry)
        if reason is None and not _wanted(name, filters):
            reason = FILTERED
        if reason is not None:
            skipped.append(Skipped(name, reason))
            continue
        try:
            size = entry.stat(follow_symlinks=False).st_size
        except OSError:
            size = 0  # gone or closed by now: the reader tells
        found.append(Found(name, Path(entry.path), size))
    return Discovery(tuple(sorted(found, key=lambda f: (f.name.casefold(), f.name))), tuple(sorted(skipped)))


def shown_name(path: str) -> str:
    """A path as it is written in results: ``/`` between folders, NFC, text in any case.

    A name that is no UTF-8 is from an old Windows archive as a rule, and is read as such.
    """
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        path = os.fsencode(path).decode("cp1252", errors="replace")
    if os.sep != "/":
        path = path.replace(os.sep, "/")
    return unicodedata.normalize("NFC", path)


def _walk(root: Path, away: set[str], skipped: list[Skipped]) -> Iterator[os.DirEntry[str]]:
    """Files of all kinds below ``root``; hidden and linked folders are told, not entered.

    What a run has written is told as one thing; documents that lie beside it are still documents.
    """
    waiting = [str(root)]
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as listing:
                entries = list(listing)
        except OSError:
            if current == str(root):
                raise
            skipped.append(Skipped(shown_name(os.path.relpath(current, root)) + "/", CLOSED))
            continue
        if is_result({entry.name for entry in entries}):
            entries = [entry for entry in entries if not written(entry.name)]
            if current not in away:
                skipped.append(Skipped(shown_name(os.path.relpath(current, root)) + "/", RESULT))
        for entry in entries:
            if entry.path in away:
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield entry
            elif entry.name.startswith("."):
                skipped.append(Skipped(shown_name(os.path.relpath(entry.path, root)) + "/", HIDDEN))
            else:
                waiting.append(entry.path)


def _reason(entry: os.DirEntry[str]) -> str | None:
    low = entry.name.casefold()
    if entry.is_symlink():
        return LINK
    if not entry.is_file(follow_symlinks=False):
        return SPECIAL
    if low in _SYSTEM:
        return SYSTEM
    if low in MANIFESTS:  # the one that is used is not met here
        return MANIFEST
    if is_lock(low) or any(fnmatchcase(low, pattern) for pattern in _TEMPORARY):
        return TEMPORARY
    if entry.name.startswith(".") or _hidden_on_windows(entry):
        return HIDDEN
    return None


def _hidden_on_windows(entry: os.DirEntry[str]) -> bool:
    flag = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0)
    try:
        return bool(getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0) & flag)
    except OSError:
        return False


def _wanted(name: str, filters: Sequence[str]) -> bool:
    low = name.casefold()
    bare = low.rpartition("/")[2]

    def matches(pattern: str) -> bool:
        folded = unicodedata.normalize("NFC", pattern).casefold().replace("\\", "/")
        return fnmatchcase(bare, folded) or fnmatchcase(low, folded)

    chosen = [f for f in filters if not f.startswith("!")]
    refused = [f[1:] for f in filters if f.startswith("!")]
    return (not chosen or any(map(matches, chosen))) and not any(map(matches, refused))
