"""Suggested wordings filled with everyday words, so that an author sees when one falls short."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.authoring.wordings import filled


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("[Funktion] följer upp i [månad].", "Kommunens säkerhetschef följer upp i maj."),
        ("Målet är [antal] på [platsen] i {kommunen}.", "Målet är 5 på Stortorget i Granstad."),
        ("Gäller {period}, genom [enkät eller råd].", "Gäller 2027–2029, genom enkät eller råd."),
        ("{Problem} beror på [områdespoliser].", "Skadegörelsen vid stationen beror på områdespoliser."),
    ],
)
def test_brackets_and_slots_are_filled(template: str, text: str) -> None:
    assert filled(template) == text
