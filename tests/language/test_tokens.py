"""Pieces of text are cut as spaCy's Swedish tokenizer cuts them."""

from __future__ import annotations

import itertools
import random
import re

import pytest
import spacy

from overenskommelse_granskning.language import tokens

SIGNS = "aAöÖ1.,:;()[-–/”\"'!?§%=&·•_<>@°$+…*#■"
PARTS = [
    *SIGNS,
    "kap.",
    "polisen",
    "bra.se",
    "www.",
    "t.ex.",
    "km",
    "kommun",
    "i",
    "m",
    "XD",
    "http://",
    "°C",
]


@pytest.fixture(scope="module")
def tokenizer():
    return spacy.blank("sv").tokenizer


def by_spacy(tokenizer, piece):
    return [(t.idx, t.idx + len(t)) for t in tokenizer(piece)]


@pytest.mark.parametrize(
    ("piece", "wanted"),
    [
        ("kommunen", ["kommunen"]),
        ("”kommunen”).", ["”", "kommunen", "”", ")", "."]),
        ("trygghets-", ["trygghets-"]),
        ("och/eller", ["och", "/", "eller"]),
        ("t.ex.", ["t.ex."]),
        ("(kap.", ["(", "kap."]),
        ("2024–2027,", ["2024–2027", ","]),
        ("15km", ["15", "km"]),
        ("polisen.se.", ["polisen.se", "."]),
        ("namn@kommun.example,", ["namn@kommun.example", ","]),
        ("parter):", ["parter", "):"]),
        ("slut……", ["slut", "……"]),
        ("\n\n", ["\n\n"]),
        ("Petrovi■,", ["Petrovi", "■", ","]),  # where the font lacks the letter
        ("☑polisen", ["☑", "polisen"]),
    ],
)
def test_cut(piece, wanted):
    assert [piece[a:b] for a, b in tokens.cut(piece)] == wanted


def test_cuts_what_spacy_cuts(tokenizer, monkeypatch):
    monkeypatch.setattr(tokens, "_spacy", lambda: pytest.fail)  # every piece is of known signs
    pieces = ["".join(p) for n in (1, 2) for p in itertools.product(SIGNS, repeat=n)]
    draw = random.Random(5)
    pieces += ["".join(draw.choices(PARTS, k=draw.randint(3, 7))) for _ in range(8000)]
    forms = [f for f in tokenizer.rules if tokens.KNOWN.fullmatch(f)]
    pieces += [a + f + b for f in forms for a in ("", "(", "x", "1") for b in ("", ")", ",", ":", ").")]
    for piece in pieces:
        assert tokens.cut(piece) == by_spacy(tokenizer, piece), piece


def test_symbols_are_cut_as_spacy_cuts_them(tokenizer):
    for sign in map(chr, range(0x2500, 0x27C0)):
        for piece in (sign, f"a{sign}", f"{sign}a", f"a{sign}a", f"1{sign}1", f"{sign}."):
            if tokens.KNOWN.fullmatch(piece):
                assert tokens.cut(piece) == by_spacy(tokenizer, piece), piece
    assert tokens.KNOWN.fullmatch("■□▪▶►☐☑✓✔➢❑♥")


def test_words_of_a_text(tokenizer):
    text = (
        "Överenskommelsen gäller fr.o.m. den 1 januari 2026 t.o.m. 2028-12-31 (dnr KS 2025/12-3). Parterna, "
        "d.v.s. kommunen och LPO:n, möts kl. 13.30 på Café Allé. Se www.trakvista.example/brottsforebyggande?s=2 "
        "eller ring 114 14! Kostnaden är 50% av 1,5 mkr."
    )
    for piece in re.findall(r"\S+", text):
        assert tokens.cut(piece) == by_spacy(tokenizer, piece), piece


def test_signs_of_other_scripts_go_to_spacy(tokenizer):
    for piece in ("Полиция.", "警察、", "👮‍♀️polis"):
        assert not tokens.KNOWN.fullmatch(piece)
        assert tokens.cut(piece) == by_spacy(tokenizer, piece)


def test_long_pieces_end():
    assert len(tokens.cut("(" * 50_000)) == 50_000
    assert tokens.cut("a." * 50_000)
