"""Sentence boundaries: the abbreviations of municipal prose, and that no text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.language.sentences import sentence_spans

# The abbreviation stands in the middle of a sentence: no boundary, whatever follows.
ONE_SENTENCE = """
Vi ordnar t.ex. Nattvandring på fredagar.
Vi ordnar t.ex. nattvandring på fredagar.
Rådet möter bl.a. Fastighetsägarna i maj.
De s.k. Trygghetsvärdarna finns på torget.
Planen gäller d.v.s. Tills den ändras.
Planen gäller dvs. till årets slut.
Den gäller fr.o.m. 1 januari 2025.
Den gäller t.o.m. 31 december 2027.
Den gäller fr.o.m. Den dag den skrivs under.
Kostnaden delas p.g.a. Beslutet i nämnden.
Kostnaden delas pga. Beslutet i nämnden.
Parterna tar m.a.o. Gemensamt ansvar.
Frågor ang. Klotter tas av samordnaren.
Med ung avs. Personer under 18 år.
Se bil. 2 till överenskommelsen.
Se bil. B till överenskommelsen.
Ärendet har dnr. KS 2025/114 hos kommunen.
Ärendet har dnr. 2025-114 hos kommunen.
Kostnad exkl. Moms är 40 000 kronor.
Kostnad inkl. Moms är 50 000 kronor.
Insatsen kostar ca. 40 000 kronor om året.
Insatsen kostar ca 40 000 kronor om året.
Det gäller max. Tio personer per kväll.
Det gäller min. Tio personer per kväll.
Mötet hålls kl. 18.00 i biblioteket.
Lagen anges i kap. 5 i balken.
Enligt kap. 10 Offentlighets- och sekretesslagen delas inte namn.
Se prop. 2022/23:43 om kommuners ansvar.
Se prop. Kommuners ansvar för brottsförebyggande arbete.
Enligt ref. Brå är siffrorna säkra.
Uppgiften lämnas av resp. Part före mars.
Frågan ställs till resp. nämnd före mars.
Löneläget är 32 tkr. Per månad i snitt.
Budgeten är 2 mkr. Per år för båda.
Budgeten är 14 mnkr. Per år för båda.
Uppgiften finns på sid. 14 i bilagan.
Uppgiften finns på s. 14 i bilagan.
Samtal på tel. 0123-45 67 89 tas emot dygnet runt.
Läget är oförändrat jfr. Förra årets mätning.
Läget är oförändrat jfr. föregående års mätning.
Utfallet prel. Statistik visar en minskning.
Besök av st. Olofs församling planeras.
Målet gäller omkr. 200 ungdomar i tätorten.
Målet gäller motsv. Nivå som 2023.
Rutinen gäller nuv. Organisation till årsskiftet.
Rapporten lämnas av kommundir. Berg i mars.
Rapporten lämnas av förf. Berg och Holm.
Texten skrevs av dr. Holm vid högskolan.
Se fig. 3 i lägesbilden.
Se art. 6 i förordningen.
Rutinen ses över två ggr. Per år av parterna.
Föreningar, skolor m.m. deltar i vandringen.
Föreningar, skolor m.fl. deltar i vandringen.
Klotter, buskörning o.d. ska minska.
Klotter, buskörning o.dyl. ska minska.
Klotter, buskörning etc. ska minska.
Klotter, buskörning osv. ska minska.
Klotter, buskörning e.dyl. ska minska.
Se 8 och 9 §§ samt 10 § ff. i lagen.
Kommunen företräds av A. Berg i styrgruppen.
Kommunen företräds av Anna B. Berg i styrgruppen.
Mötet hålls den 1. januari varje år.
Målet är 3,5 procent och 1.200 timmar.
Gatan har belysning 24.00 till 06.00 varje natt.
Se 5.1 Mål för vad som gäller.
1. Bakgrund till överenskommelsen
3.2. Mål och indikatorer
Kommunen (KS) m.fl. har antagit planen.
Läs mer på www.exempelkommun.se om löftet.
Uppföljning ........ 7
5.1 Mål . . . . . . 12
Bakgrund …… 3
Frågar någon "varför?" svarar vi direkt.
Fördelningen är t ex Hälften var.
""".strip().splitlines()

# The same kinds of word, but here the sentence does end.
TWO_SENTENCES = [
    ("Föreningar, skolor m.m.", "Kommunen samordnar."),
    ("Föreningar, skolor m.fl.", "Kommunen samordnar."),
    ("Klotter, buskörning o.d.", "Polisen svarar för statistiken."),
    ("Klotter, buskörning etc.", "Polisen svarar för statistiken."),
    ("Klotter, buskörning osv.", "Polisen svarar för statistiken."),
    ("Antalet rån var 14.", "Polisen svarar för statistiken."),
    ("Det gällde under 2024.", "Parterna följer upp i mars."),
    ("Kommunen äger torget.", "Polisen patrullerar."),
    ("Kommunen äger torget!", "Polisen patrullerar."),
    ("Vem äger torget?", "Kommunen gör det."),
    ("Läget är känt …", "Polisen patrullerar."),
    ("Planen antogs (se § 14).", "Polisen patrullerar."),
    ("”Vi vill ha ljus.”", "Så svarade eleverna."),
    ("Lampor byts.", "– Det är bra, sade en boende."),
    ("Det är klart.", "2025 följs det upp."),
    ("Ingår i EU.", "Polisen patrullerar."),
]


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text)]


def test_there_are_enough_abbreviations() -> None:
    assert len(ONE_SENTENCE) >= 60 and len(set(ONE_SENTENCE)) == len(ONE_SENTENCE)


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(("first", "second"), TWO_SENTENCES)
def test_a_sentence_ends(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


def test_typed_items_and_paragraphs_are_cut() -> None:
    assert cut("Vi ska:\n- laga lampor\n- klippa buskar\n\nSå blir det") == [
        "Vi ska:",
        "- laga lampor",
        "- klippa buskar",
        "Så blir det",
    ]


def test_a_line_of_a_table_of_contents_ends_with_its_page() -> None:
    lines = ["1. Syfte .... 3", "2. Mål . . . . . 4", "Så gör vi."]
    assert cut("\n".join(lines)) == lines


def test_only_the_asked_slice_is_cut() -> None:
    text = "Ett. Två. Tre. Fyra."
    start, end = text.index("Två"), text.index(" Fyra")
    assert [text[a:b] for a, b in sentence_spans(text, start, end)] == ["Två.", "Tre."]


SIGNS = st.sampled_from(
    ["a", "B", "Å", "1", ".", ".", " ", " ", "\n", "\t", "!", "?", "…", "”", "(", "-", "§", ":"]
)
WORDS = st.sampled_from(
    ["t.ex. ", "m.m. ", "Polisen ", "1. ", "kl. ", "Mål. ", "- ", "\n\n", "[datum] ", "… "]
)
TEXTS = st.lists(SIGNS | WORDS | st.characters(), max_size=60).map("".join)


@given(TEXTS)
def test_spans_cover_all_text_in_order_and_never_cross(text: str) -> None:
    spans = sentence_spans(text)
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(TEXTS, st.integers(0, 30), st.integers(0, 60))
def test_a_slice_is_never_left_and_nothing_in_it_is_lost(text: str, start: int, length: int) -> None:
    stop = min(start + length, len(text))
    start = min(start, stop)
    spans = sentence_spans(text, start, stop)
    assert all(start <= a < b <= stop for a, b in spans)
    kept = {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in range(start, stop) if i not in kept)


def test_only_a_long_run_of_main_clauses_is_cut() -> None:
    short = "Polisen går ronder och vi byter lampor."
    assert sentence_spans(short) == [(0, len(short))]
    clause = "polisen går två ronder genom hamnen varje lördag hela sommaren"
    long = " och ".join(f"{clause} {i}" for i in ("ett", "två", "tre", "fyra", "fem"))
    pieces = [long[a:b] for a, b in sentence_spans(long)]
    assert len(pieces) == 5
    assert pieces[1].startswith("och polisen")
    assert " ".join(pieces) == long


def test_a_long_enumeration_without_verbs_stays_whole() -> None:
    text = "Parterna nämner " + ", ".join(["lampor och bänkar i parken"] * 12) + "."
    assert len(text.split()) > 45
    assert sentence_spans(text) == [(0, len(text))]
