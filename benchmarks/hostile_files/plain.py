"""Text files: encodings, endless lines, markers and numbers without end."""

from __future__ import annotations

import random
from collections.abc import Callable

from .base import TRAPS, Sources, trapped

_HOMOGLYPHS = str.maketrans("aeopcxyABEKMHOPCTX", "аеорсхуАВЕКМНОРСТХ")


def encoded(rng: random.Random, sources: Sources) -> bytes:
    text = sources.text
    encoding = rng.choice(
        (
            "cp1252",
            "latin-1",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "utf-8-sig",
            "mac-roman",
            "cp850",
            "utf-7",
        )
    )
    data = text.encode(encoding, errors="replace")
    if rng.random() < 0.3:
        data = data[: len(data) // 2] + text[len(text) // 2 :].encode("utf-8")  # two encodings in a file
    return data + (b"\x00" if rng.random() < 0.2 else b"")


def signs(rng: random.Random, sources: Sources) -> bytes:
    """Invisible, combining, turned and foreign characters everywhere."""
    pool = rng.choice((
        "\u200b\u200d\u2060\ufeff\u00ad", "\u202e\u202d\u2066\u2069\u200f", "\u0301\u0308\u030a\u20dd", "\x00\x01\x1b\x7f\x85\u2028",
        "\ud7ff\ue000\ufffe\uffff\U0010ffff", "аеосІЅ", "ΑΒΕΟ",
    ))  # fmt: skip
    many = rng.choice((1, 1, 50))
    text = sources.text.translate(_HOMOGLYPHS) if rng.random() < 0.2 else sources.text
    return "".join(c + (rng.choice(pool) * many if rng.random() < 0.05 else "") for c in text).encode(
        "utf-8", "surrogatepass"
    )


def traps(rng: random.Random, sources: Sources) -> bytes:
    return "\n\n".join(trapped(rng, sources.lines, rng.choice((1, 6, 40)))).encode("utf-8")


def long_line(rng: random.Random, sources: Sources) -> bytes:
    body = rng.choice(
        (
            "a",
            "å ",
            "polisen ",
            ". ",
            "1 ",
            "- ",
            ", och ",
            "(",
            "[",
            "\t",
            "x-",
            "2024-",
            "§ 1 ",
            "A.",
            "\u0301",
        )
    )
    return (sources.text + body * (rng.choice((3_000, 100_000, 400_000)) // len(body))).encode("utf-8")


def deep(rng: random.Random, sources: Sources) -> bytes:
    n = rng.choice((100, 2_000, 20_000))
    made = rng.choice((
        ">" * n + " citat", "".join(" " * min(i, 400) + "- punkt\n" for i in range(min(n, 3000))), "#" * n + " rubrik",
        "*" * n + "fet" + "*" * n, "[" * n + "länk" + "](x)" * n, "`" * n, "|" * n + "\n" + "|-" * n + "\n" + "|a" * n,
        "<div>" * n, "&amp;" * n, "\\" * n, "1." * n + " punkt", "    " * n + "x", "- " * n, "$" * n, "~~~\n" * n,
    ))  # fmt: skip
    return (sources.text[:1500] + "\n\n" + made + "\n\n" + sources.text[1500:]).encode()


def many(rng: random.Random, sources: Sources) -> bytes:
    line = rng.choice((
        "- punkt\n", "# Rubrik\n\n", "| a | b |\n", "1. punkt\n", "\n", "x\n", "Mål: minska\n\n", "Polisen ansvarar.\n", "5.1.1 Mål ..... 7\n",
        "Anna Bo, chef\n\n", "2025-01-01\n", "- [ ] val\n", "____________\n", "Ort och datum\n",
    ))  # fmt: skip
    return sources.text.encode() + (line * rng.choice((500, 8_000, 30_000))).encode()


def one_trap(rng: random.Random, sources: Sources) -> bytes:
    """Little but a trap; nothing else to go by."""
    return (rng.choice(TRAPS) * rng.choice((1, 30))).encode("utf-8", "surrogatepass")


def nothing(rng: random.Random, sources: Sources) -> bytes:
    return rng.choice((b"", b"\n", b" " * 10_000, b"\xff\xfe", b"\xef\xbb\xbf", b"\x00" * 5000, b"\xff" * 5000, b"%PDF-", b"PK\x03\x04", b"{\\rtf1", rng.randbytes(3000)))  # fmt: skip


MAKERS: dict[str, Callable[[random.Random, Sources], bytes]] = {
    "kodning": encoded,
    "tecken": signs,
    "fallor": traps,
    "lang-rad": long_line,
    "djup": deep,
    "manga": many,
    "en-falla": one_trap,
    "inget": nothing,
}
