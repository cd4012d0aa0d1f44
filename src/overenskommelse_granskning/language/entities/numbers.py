"""Swedish number words: cardinals, ordinals, fractions and round counts."""

from __future__ import annotations

import re
from functools import cache

_UNITS = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tvenne": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7,
    "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15,
    "sexton": 16, "sjutton": 17, "arton": 18, "aderton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "förtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70,
    "åttio": 80, "nittio": 90,
}  # fmt: skip
_ORDINALS = {
    "första": 1, "förste": 1, "andra": 2, "andre": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6,
    "sjunde": 7, "åttonde": 8, "nionde": 9, "tionde": 10, "elfte": 11, "tolfte": 12, "trettonde": 13,
    "fjortonde": 14, "femtonde": 15, "sextonde": 16, "sjuttonde": 17, "artonde": 18, "nittonde": 19,
    "tjugonde": 20, "trettionde": 30,
}  # fmt: skip
_DENOMINATORS = {
    "halv": 2, "tredjedel": 3, "fjärdedel": 4, "kvarts": 4, "femtedel": 5, "sjättedel": 6, "sjundedel": 7,
    "åttondel": 8, "åttondedel": 8, "niondel": 9, "niondedel": 9, "tiondel": 10, "tiondedel": 10,
    "hundradel": 100,
}  # fmt: skip
_ROUND = {
    "par": 2, "tiotal": 10, "femtontal": 15, "tjugotal": 20, "trettiotal": 30, "fyrtiotal": 40,
    "femtiotal": 50,
    "sextiotal": 60, "sjuttiotal": 70, "åttiotal": 80, "nittiotal": 90, "hundratal": 100, "tusental": 1000,
    "dussin": 12, "halvdussin": 6, "tjog": 20,
}  # fmt: skip


@cache
def cardinals() -> dict[str, int]:
    """Number words and their values, 0–999 and the thousands, as one written word."""
    small = dict(_UNITS)
    for tens, value in _TENS.items():
        small[tens] = value
        for unit, add in list(_UNITS.items())[1:11]:
            if add < 10:
                small[tens + unit] = value + add
    out = dict(small)
    heads = {"": 1, "en": 1, "ett": 1} | {u: v for u, v in _UNITS.items() if 2 <= v <= 9}
    for head, value in heads.items():
        out[f"{head}hundra"] = value * 100
        for word, add in small.items():
            if add:
                out[f"{head}hundra{word}"] = value * 100 + add
    for head, value in list(small.items()):
        if value and head != "en":
            out[f"{head}tusen"] = value * 1000
    out["tusen"] = 1000
    return out


@cache
def ordinals() -> dict[str, int]:
    """Ordinal words 1–31."""
    out = dict(_ORDINALS)
    for tens in ("tjugo", "trettio"):
        for word, value in _ORDINALS.items():
            if value < 10:
                out[tens + word] = _TENS[tens] + value
    return out


def denominators() -> dict[str, int]:
    """``"tredjedel"`` → 3."""
    return _DENOMINATORS


def round_counts() -> dict[str, int]:
    """``"tiotal"`` → 10: words after "ett" that mean about so many."""
    return _ROUND


# A written number: digits in groups of three with blanks or points, or plain, with decimals; or a word.
DIGITS = r"(?:\d{1,3}(?:[ .]\d{3})++(?![\d])|\d++)(?:,\d++)?"
NUMBER_WORD = "(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"

_SPACES = re.compile(r"[ .]")
_LONGEST = 18  # characters: a longer one counts nothing that a municipality has


def number_value(text: str) -> float | None:
    """The value of digits or a number word; None for anything else. ``"1 200"`` → 1200.0."""
    low = text.lower().strip()
    word = cardinals().get(low)
    if word is not None:
        return float(word)
    if not low or not low[0].isdigit():
        return None
    whole, _, decimals = low.partition(",")
    if _SPACES.search(whole) and not re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+", whole):
        return None
    if len(low) > _LONGEST:
        return None
    try:
        return float(_SPACES.sub("", whole) + ("." + decimals if decimals else ""))
    except ValueError:
        return None
