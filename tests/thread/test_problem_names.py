"""A paragraph that opens with a problem's name belongs to the problem, wherever it stands."""

from __future__ import annotations

import pytest

from core_samples import analysed
from overenskommelse_granskning.thread.lists import build_lists

TEXT = """# Överenskommelse

## Prioriterade områden

Vi har valt tre områden:

- Trafik
- Cykelstölder
- Unga och droger

## Övrigt

{line}
"""


def belonging(line: str) -> dict[str, list[str]]:
    analysis = analysed(TEXT.replace("{line}", line))
    entries = build_lists(analysis).named("problems")
    return {e.title: [analysis.units[i].text for i in e.units[1:]] for e in entries}


@pytest.mark.parametrize("sign", [":", " –"])
def test_the_whole_paragraph_belongs_to_it(sign):
    first, second = f"Trafik{sign} det beror på vägen.", "Den är rak."
    found = belonging(f"{first} {second}")
    assert found["Trafik"] == [first, second]
    assert found["Cykelstölder"] == found["Unga och droger"] == []


def test_a_name_within_a_sentence_is_no_opening():
    assert belonging("Trafiken ökar.")["Trafik"] == []
    assert belonging("Vi talar om Trafik: den ökar.")["Trafik"] == []


def test_the_next_paragraph_is_another():
    assert belonging("Trafik: det beror på vägen.\n\nAllt annat är lugnt.")["Trafik"] == [
        "Trafik: det beror på vägen."
    ]
