"""Numbers of list items in the formats that office programs offer."""

from __future__ import annotations

_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, kind: str) -> str:
    """A number in one of Word's formats; formats that Swedish texts do not use come out decimal."""
    if kind == "none":
        return ""
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 26 * 10:
        # Word goes a … z, aa, bb, …; beyond ten letters a start value is hostile, not a list.
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        out = ""
        for size, sign in _ROMANS:
            out += sign * (number // size)
            number %= size
        return out if kind == "lowerRoman" else out.upper()
    return f"{number:02d}" if kind == "decimalZero" else str(number)
