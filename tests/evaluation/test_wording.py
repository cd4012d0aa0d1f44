"""The edits of wording: what they make of real kinds of sentences, and what they leave alone."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.evaluation.mutations import wording


@pytest.mark.parametrize(
    ("text", "weaker"),
    [
        (
            "Senast den 31 december 2025 ska minst 40 butiker vara anslutna till larmkedjan.",
            "Ska fler butiker vara anslutna till larmkedjan.",
        ),
        ("Inbrotten ska minska med 20 procent till 2027.", "Inbrotten ska minska."),
        (
            "Inbrotten ska ned från 31 till 18 under 2026 (45 år 2023).",
            "Inbrotten ska ned.",
        ),
        (
            "Minst åtta av tio i årskurs 9 ska känna sig trygga i skolan.",
            "Fler i årskurs 9 ska känna sig trygga i skolan.",
        ),
        (
            "Polisen går genom tunneln varje fredag och hjälper de boende.",
            "Polisen går genom tunneln och hjälper de boende.",
        ),
    ],
)
def test_a_goal_without_figures(text, weaker):
    assert wording.without_figures(text) == weaker


@pytest.mark.parametrize("text", ["Färre ska börja med narkotika.", "Tre kvällar."])
def test_nothing_to_weaken_or_nothing_left(text):
    assert wording.without_figures(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Färre inbrott", False), ("Högst 40 fall", True), ("i oktober", True), ("i årskurs 9", False)],
)
def test_figures_are_seen(text, expected):
    assert wording.has_figures(text) is expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "I oktober varje år går säkerhetssamordnaren och kommunpolisen igenom målen ett för ett.",
            "I oktober varje år går man igenom målen ett för ett.",
        ),
        ("Beredningsgruppen går igenom tabellen i mars.", "Man går igenom tabellen i mars."),
        ("Kommunpolis Eva Berg räknar av löftet i juni.", "Man räknar av löftet i juni."),
        (
            "Avläsningen verkställs av säkerhetsstrategen och kommunpolisen gemensamt i maj.",
            "Avläsningen verkställs i maj.",
        ),
    ],
)
def test_nobody_follows_up(text, said):
    assert wording.without_actor(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Resultatet redovisas för kommunstyrelsen varje år.",  # the one who receives
        "Målen följs upp varje år.",  # nobody to begin with
        "Styrgruppen beslutar, och sedan går rektorerna igenom hur det gick.",  # somebody is left
    ],
)
def test_a_sentence_whose_actor_cannot_be_taken_out_surely(text):
    assert wording.without_actor(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rådet följer upp planen varje år.", "Rådet följer inte upp planen varje år."),
        ("Planen ska följas upp varje år.", "Planen ska inte följas upp varje år."),
        ("Insatserna kommer att utvärderas.", "Insatserna kommer inte att utvärderas."),
        (
            "Styrgruppen går igenom dem och bestämmer vad som ska ändras.",
            "Styrgruppen går inte igenom dem och bestämmer vad som ska ändras.",
        ),
    ],
)
def test_inte_stands_where_it_belongs(text, said):
    assert wording.negated(text) == said


@pytest.mark.parametrize(
    "text", ["Planen följs inte upp.", "Rådet sammanställer läget.", "Det som ska göras görs."]
)
def test_a_sentence_that_cannot_be_negated_surely(text):
    assert wording.negated(text) is None


def test_denials_and_placeholders_vary():
    assert len({wording.denial(n) for n in range(8)}) > 2
    assert len({wording.placeholder(n) for n in range(8)}) > 3
