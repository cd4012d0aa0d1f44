"""Makes foreign text harmless to show: a document must not be able to steer the reader's terminal."""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, line and paragraph separators, direction overrides, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# The same without LF and TAB.
_UNSAFE_IN_LINES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# The same without C0, which json.dumps has already escaped.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the Unicode picture of the control character: ESC becomes ␛
    return "␡" if code == 0x7F else "\ufffd"


def printable(text: str) -> str:
    """One line of text in which every control character is visible; runs of white space become one blank."""
    if text.isprintable() and "  " not in text:
        return text  # as nearly all text is
    return _UNSAFE.sub(_picture, _BLANKS.sub(" ", text))


def visible(text: str) -> str:
    """Text of several lines, character for character, with every control but LF and TAB made visible."""
    if text.isprintable():
        return text
    return _UNSAFE_IN_LINES.sub(_picture, text)


def json_safe(dumped: str) -> str:
    r"""JSON text with the characters that a terminal obeys written as ``\uXXXX``: same meaning."""
    return _UNSAFE_IN_JSON.sub(lambda m: f"\\u{ord(m[0]):04x}", dumped)
