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
# Beginnings of those that say that it is about one, and what it is then.
_ABOUT = {
    "uppfolj": "en uppföljning",
    "utvarder": "en utvärdering",
    "pressmeddel": "ett pressmeddelande",
    "protokoll": "ett protokoll",
    "tjansteskriv": "en tjänsteskrivelse",
    "bilaga": ANNEX,
    "lansovergrip": a_kind(Kind.COUNTY),
    "mall": "en mall",
}
# An agreement may itself be an annex of something, or be of the whole county: these words alone do not say that it is none.
_ALSO_OWN = ("bilaga", "protokoll", "tjansteskriv", "lansovergrip")


def stem(path: str) -> str:
    """The file's own name without its ending."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def is_kind_word(word: str) -> bool:
    """Whether a word, folded, names a kind."""
    return any(pattern.fullmatch(word) for pattern, _ in _KIND_WORDS)


def path_kind(path: str) -> Kind | None:
    """The kind that the file's own name says: ”Samverkansöverenskommelse Ekby.docx”.

    A name that tells of something about such a document (a follow-up, a press release) says none.
    """
    words = _folded(path)
    if any(w.startswith(tuple(_ABOUT)) for w in words):
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
        if begins := next((b for b in _ABOUT if word.startswith(b)), ""):
            following = words[at + 1 :]
            kinds = [i for i, w in enumerate(following) if is_kind_word(w)]
            own = begins in _ALSO_OWN and kinds and "till" not in following[: kinds[0]]
            return "" if own else _ABOUT[begins]
    return ""


def _folded(path: str) -> list[str]:
    return _WORDS.findall(fold(unicodedata.normalize("NFC", stem(path))))
