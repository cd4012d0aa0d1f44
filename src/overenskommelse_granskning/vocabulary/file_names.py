"""What the name of a file says that the document is."""

from __future__ import annotations

import re
import unicodedata

from .closed import Kind, a_kind
from .municipalities import fold

_WORDS = re.compile(r"[^\W\d_]+")
# Words of a file's name, folded, that say what it is.
_KIND_WORDS = (
    (re.compile(r"avhoppar\w*"), Kind.DEFECTOR),
    (re.compile(r"(?:samverkans)?overenskommelse(?:n|r|rna)?|samverkansok"), Kind.AGREEMENT),
    (re.compile(r"(?:medborgar)?lofte(?:t|n|na)?"), Kind.PROMISE),
)
ANNEX = "en bilaga"
FOLLOW_UP = "en uppföljning"
# Those that say that it is about one, and what it is then. A follow-up is often the last part of a compound.
_ABOUT = (
    (
        re.compile(
            r"\w*(?:uppfolj\w*|(?:utfall|resultat|bokslut)(?:et|en|s(?:rapport|redovisning)\w*|rapport\w*|redovisning\w*)?)"
        ),
        FOLLOW_UP,
    ),
    (re.compile(r"utvarder\w*"), "en utvärdering"),
    (re.compile(r"pressmeddel\w*"), "ett pressmeddelande"),
    (re.compile(r"protokoll\w*"), "ett protokoll"),
    (re.compile(r"tjansteskriv\w*"), "en tjänsteskrivelse"),
    (re.compile(r"bilaga\w*"), ANNEX),
    (re.compile(r"lansovergrip\w*"), a_kind(Kind.COUNTY)),
    (re.compile(r"\w*mall(?:en|ar|arna)?"), "en mall"),
)
# An agreement may itself be an annex of something, or be of the whole county: these words alone do not say that it is none.
_ALSO_OWN = frozenset({ANNEX, "ett protokoll", "en tjänsteskrivelse", a_kind(Kind.COUNTY)})


def stem(path: str) -> str:
    """The file's own name without its ending."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def is_lock(name: str) -> bool:
    """Whether a file is what Word or LibreOffice keeps beside a document that is open."""
    return name.startswith(("~$", ".~lock."))


def is_kind_word(word: str) -> bool:
    """Whether a word, folded, names a kind."""
    return any(pattern.fullmatch(word) for pattern, _ in _KIND_WORDS)


def path_kind(path: str) -> Kind | None:
    """The kind that the file's own name says: ”Samverkansöverenskommelse Ekby.docx”.

    A name that tells of something about such a document (a follow-up, a press release) says none.
    """
    words = _folded(path)
    if any(map(_about, words)):
        return None
    found = [kind for w in words for pattern, kind in _KIND_WORDS if pattern.fullmatch(w)]
    return found[0] if found and len(set(found)) == 1 else None


def path_about(path: str) -> str:
    """What the file's own name says that it is, where that is something about an agreement or a promise; else empty.

    "Uppföljning medborgarlöfte", "Bilaga 1 Åtgärdsplan" and "Bilaga till överenskommelsen" are; "Bilaga 3
    Samverkansöverenskommelse" is not.
    """
    words = _folded(path)
    for at, word in enumerate(words):
        if about := _about(word):
            following = words[at + 1 :]
            kinds = [i for i, w in enumerate(following) if is_kind_word(w)]
            own = about in _ALSO_OWN and kinds and "till" not in following[: kinds[0]]
            return "" if own else about
    return ""


def path_follow_up(path: str) -> bool:
    """Whether the file's own name says that it tells what became of something: "Trygghetsbokslut 2024.pdf"."""
    return FOLLOW_UP in map(_about, _folded(path))


def _about(word: str) -> str:
    return next((about for pattern, about in _ABOUT if pattern.fullmatch(word)), "")


def _folded(path: str) -> list[str]:
    return _WORDS.findall(fold(unicodedata.normalize("NFC", stem(path))))
