"""The name of a document's report: made from the document's path alone, so that it is the same every year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

# What Windows does not allow in a name, the mark that stands between folders, and a blank or dot at an end.
_UNSAFE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]|--|^[ .]|[ .]$')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 150  # in bytes: with an ending and a hash within what file systems take (255)


def report_names(paths: Iterable[str]) -> dict[str, str]:
    """A file name (without ending) for each path below the folder; no two are the same anywhere.

    ``Lund/avtal.pdf`` becomes ``Lund--avtal.pdf``. A short hash of the path is added where something
    had to be replaced or cut, and where two names differ in case only.
    """
    listed = list(paths)
    plain = {path: _plain(path) for path in listed}
    times = Counter(name.casefold() for name, _ in plain.values())
    return {
        path: name if kept and times[name.casefold()] == 1 else f"{name}~{_digest(path)}"
        for path, (name, kept) in plain.items()
    }


def _plain(path: str) -> tuple[str, bool]:
    parts = [_UNSAFE.sub("_", part) for part in path.split("/")]
    name = "--".join(parts)
    kept = parts == path.split("/")
    if _DEVICES.match(name):
        name, kept = f"_{name}", False
    data = name.encode("utf-8", errors="replace")
    if len(data) > _LONGEST:
        # The end says most: the file's own name and its format.
        name, kept = data[-_LONGEST:].decode("utf-8", errors="ignore"), False
    return name, kept


def _digest(path: str) -> str:
    return sha256(path.encode("utf-8", errors="surrogatepass")).hexdigest()[:8]
