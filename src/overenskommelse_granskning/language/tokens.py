"""Where a piece of text between two blanks is cut into tokens: as spaCy's Swedish tokenizer cuts it.

spaCy costs most of a second to import and some hundred microseconds for a piece that it has not seen. What
Swedish documents are made of needs neither: pieces of Latin letters, digits and the usual signs are cut
here by spaCy's own rules, written for these signs alone (spaCy's classes cover all scripts). A piece with any
other sign goes to spaCy, which is loaded for the first one. ``special.json`` holds spaCy's special
cases (``tools/make_language_data.py``); a test compares both cutters over many thousand pieces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache

from ..resources import language_file

Cut = tuple[int, int]  # start and end of a token within its piece

_LOWER_EXTENDED = "".join(chr(c) for c in range(0x100, 0x180) if chr(c).islower())
_UPPER_EXTENDED = "".join(chr(c) for c in range(0x100, 0x180) if chr(c).isupper())
_LOWER = f"a-zß-öø-ÿ{_LOWER_EXTENDED}"
_UPPER = f"A-ZÀ-ÖØ-Þ{_UPPER_EXTENDED}"
_ALPHA = _LOWER + _UPPER
_PUNCT = r"…,:;!?¿¡()\[\]{}<>_#*&·"
_QUOTES = r"'\"”“`‘´’‚„»«"
# Lines, shapes, symbols and dingbats: what bullets, boxes to tick and letters that a font lacks are printed as.
_SHAPES = r"\u2500-\u25b6\u25b8-\u25c0\u25c2-\u25f7\u2600-\u266e\u2670-\u2767\u2794-\u27bf"
_ICONS = rf"¦©®°™{_SHAPES}"
_CURRENCY = r"\$|£|€|¥|US\$|C\$|A\$"
_UNITS = (
    "km|km²|km³|m|m²|m³|dm|dm²|dm³|cm|cm²|cm³|mm|mm²|mm³|ha|nm|yd|in|ft|kg|g|mg|t|lb|oz|m/s|km/h|kmh|mph|hPa|Pa|"
    "mbar|mb|MB|kb|KB|gb|GB|tb|TB|T|G|M|K|%"
)
_LONGEST_SPECIAL = 12
_LONGEST_ADDRESS = 2000  # signs; spaCy has no limit, and takes a second for what is no address
_SUFFIX_REACH = 8  # no suffix but dots looks further back
KNOWN = re.compile(rf"[{_ALPHA}0-9{_PUNCT}{_QUOTES}{_ICONS}²³¹•.§%=—–+/\\@~$£€¥|^-]+")
# A word with at most one sign before it and two behind it: four pieces of five.
_WORD = re.compile(rf"([(\[”\"“]?)([{_ALPHA}]{{2,}}(?:-[{_ALPHA}]+)*)([,;:!?)\]”\"“]?\.?)")
_PREFIX = re.compile(rf"[§%=—–]|\+(?![0-9])|[{_PUNCT}]|\.\.+|[{_QUOTES}]|{_CURRENCY}|[{_ICONS}]")
_SUFFIX = re.compile(
    rf"(?:……|[{_PUNCT}]|\.\.+|[{_QUOTES.replace(chr(39), '')}]|[{_ICONS}]|[—–]|(?<=[0-9])\+|(?<=°[FfCcKk])\.|"
    rf"(?<=[0-9])(?:{_CURRENCY})|(?<=[0-9])(?:{_UNITS})|"
    rf"(?<=[0-9{_LOWER}%²\-+{_PUNCT}|(?:{_QUOTES})])\.|(?<=[{_UPPER}][{_UPPER}])\.|(?<=[^sSxXzZ])')$"
)
_INFIX = re.compile(
    rf"\.\.+|…|[{_ICONS}]|(?<=[{_LOWER}])\.(?=[{_UPPER}])|(?<=[{_ALPHA}])[,!?](?=[{_ALPHA}])|"
    rf"(?<=[{_ALPHA}])[<>=](?=[{_ALPHA}])|(?<=[{_UPPER}]):(?=[{_UPPER}])|"
    rf"(?<=[{_ALPHA}])[{_QUOTES.replace(chr(39), '')})\](\[](?=[{_ALPHA}])|(?<=[{_ALPHA}])--(?=[{_ALPHA}])|"
    rf"(?<=[{_ALPHA}0-9])[<>=/](?=[{_ALPHA}])|(?<=[{_UPPER}0-9]):(?=[{_UPPER}])"
)


@cache
def _special() -> tuple[dict[str, tuple[str, ...]], dict[str, list[tuple[str, ...]]]]:
    """Special cases with their tokens; and by first token the sequences that are joined to a special case."""
    data = json.loads(language_file("special.json").read_text(encoding="utf-8"))
    sequences: dict[str, list[tuple[str, ...]]] = {}
    for listed in data["joined"]:
        sequences.setdefault(listed[0], []).append(tuple(listed))
    return {form: tuple(tokens) for form, tokens in data["tokens"].items()}, sequences


@cache
def _spacy() -> Callable[[str], list[Cut]]:
    import spacy

    tokenizer = spacy.blank("sv").tokenizer
    return lambda piece: [(t.idx, t.idx + len(t)) for t in tokenizer(piece)]


@cache
def _url(with_user: bool) -> re.Pattern[str]:
    """spaCy's expression for addresses, for the signs known here."""
    letters = "A-Za-z0-9\u00a1-\uffff"
    user = r"(?:\S+(?::\S*)?@)?" if with_user else ""
    return re.compile(
        rf"(?:(?:[\w+\-.]{{2,}})://)?{user}"
        r"(?:(?!(?:10|127)(?:\.\d{1,3}){3})"
        r"(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})"
        r"(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}"
        r"(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|"
        rf"(?:(?:[{letters}][{letters}_-]{{0,62}})?[{letters}]\.)+(?:[{_LOWER}]{{2,63}}))(?::\d{{2,5}})?(?:[/?#]\S*)?"
    )


def cut(piece: str) -> list[Cut]:
    """The tokens of a piece of text that has no white space in it, or nothing else."""
    word = _WORD.fullmatch(piece)
    if word is not None:
        head, core, tail = word.groups()
        special = _special()[0]
        if core[1:].islower() and core not in special and core + tail not in special:
            at = len(head)
            stop = at + len(core)
            tokens = [(0, 1), (at, stop)] if head else [(at, stop)]
            tokens += [(i, i + 1) for i in range(stop, len(piece))]
            return tokens
    if KNOWN.fullmatch(piece):
        return _with_special_cases(piece, affixes(piece))
    if piece.isspace():
        return [(0, len(piece))]
    return _spacy()(piece)


def affixes(piece: str, special: bool = True) -> list[Cut]:
    """Signs taken off both ends, one after the other, and what is left cut in between."""
    whole = _special()[0] if special else {}
    start, stop, last = 0, len(piece), -1
    front: list[Cut] = []
    back: list[Cut] = []
    while start < stop and stop - start != last:
        if _is_special(piece, start, stop, whole):
            break
        last = stop - start
        prefix = _PREFIX.match(piece, start, stop)
        left = prefix.end() if prefix else start
        if start < left < stop and _is_special(piece, left, stop, whole):
            front.append((start, left))
            start = left
            break
        right = _suffix(piece, left, stop)
        if start < right < stop and _is_special(piece, start, right, whole):
            back.append((right, stop))
            stop = right
            break
        if left > start and right < stop and (left - start) + (stop - right) <= stop - start:
            front.append((start, left))
            back.append((right, stop))
            start, stop = left, right
        elif left > start:
            front.append((start, left))
            start = left
        elif right < stop:
            back.append((right, stop))
            stop = right
    return front + _core(piece, start, stop, whole) + back[::-1]


def _is_special(piece: str, start: int, stop: int, whole: Mapping[str, tuple[str, ...]]) -> bool:
    return stop - start <= _LONGEST_SPECIAL and piece[start:stop] in whole


def _suffix(piece: str, start: int, stop: int) -> int:
    """Where the sign at the end of ``piece[start:stop]`` begins; ``stop`` where there is none."""
    if piece.endswith("..", start, stop):
        while stop > start and piece[stop - 1] == ".":
            stop -= 1
        return stop
    first = max(start, stop - _SUFFIX_REACH)
    suffix = _SUFFIX.search(piece[first:stop])
    return first + suffix.start() if suffix else stop


def _core(piece: str, start: int, stop: int, whole: Mapping[str, tuple[str, ...]]) -> list[Cut]:
    if start == stop:
        return []
    text = piece[start:stop]
    if text in whole:
        return _laid_out(whole[text], start)
    out: list[Cut] = []
    at = 0
    if not _is_address(text):
        for match in _INFIX.finditer(text):
            first, last = match.span()
            if first == 0:
                continue
            if first != at:
                out.append((start + at, start + first))
            out.append((start + first, start + last))
            at = last
    if at < len(text):
        out.append((start + at, stop))
    return out


def _is_address(text: str) -> bool:
    return "." in text and len(text) <= _LONGEST_ADDRESS and _url("@" in text).fullmatch(text) is not None


def _laid_out(tokens: tuple[str, ...], start: int) -> list[Cut]:
    out: list[Cut] = []
    for token in tokens:
        out.append((start, start + len(token)))
        start += len(token)
    return out


def _with_special_cases(piece: str, tokens: list[Cut]) -> list[Cut]:
    """Tokens beside each other that make up a special case become it; longer ones first, then earlier ones."""
    whole, sequences = _special()
    if len(tokens) == 1 and not sequences.keys() & {piece}:
        return tokens
    texts = [piece[a:b] for a, b in tokens]
    found = [
        (len(s), i)
        for i, text in enumerate(texts)
        for s in sequences.get(text, ())
        if tuple(texts[i : i + len(s)]) == s
    ]
    if not found:
        return tokens
    taken: set[int] = set()
    replaced: dict[int, int] = {}
    for length, i in sorted(found, key=lambda f: (-f[0], f[1])):
        if i not in taken and i + length - 1 not in taken:
            replaced[i] = length
        taken.update(range(i, i + length))
    out: list[Cut] = []
    i = 0
    while i < len(tokens):
        length = replaced.get(i, 0)
        form = "".join(texts[i : i + length])
        if length and form in whole:
            out += _laid_out(whole[form], tokens[i][0])
        else:
            out += tokens[i : i + max(length, 1)]
        i += max(length, 1)
    return out
