"""An author's own words in all their inflections, and what is no inflection of them."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.inflected import finder


@pytest.mark.parametrize(
    ("term", "found", "not_found"),
    [
        ("rekrytera", "rekryteras rekryterats rekryterades rekryterar", "rekrytering rekryterare"),
        ("gäng", "gängen gängens gänget", "ungdomsgäng gängse"),
        ("-gäng", "gängen ungdomsgängen", "gängkriminalitet"),
        ("trygghets-", "trygghetsvandringar trygghets-arbete", "otrygghetsarbete"),
        ("gymnasium", "gymnasiet gymnasier", "gymnasieskola"),
        ("program", "programmet programmens", "programmera"),
        ("bok", "boken böcker", "bokning"),
        ("skola", "skolorna skolans", "skolgård"),
        ("Elev", "ELEVERNA", "elevråd"),
    ],
)
def test_one_word(term: str, found: str, not_found: str) -> None:
    has = finder(term)
    assert [w for w in found.split() if not has(f"Här står {w}.")] == []
    assert [w for w in not_found.split() if has(f"Här står {w}.")] == []


def test_a_phrase_stands_together_unless_words_may_stand_between() -> None:
    assert finder("locka in")("Unga lockas in i gängen.")
    assert not finder("locka in")("Unga lockas ofta in i gängen.")
    assert finder("locka ~ in")("Unga lockas ofta in i gängen.")
    assert not finder("locka ~ in")("Unga lockas ofta och med små medel utan att veta in.")
    assert not finder("locka ~ in")("In i gängen lockas unga.")


@pytest.mark.parametrize("term", ["", "-", "~", "två ... ord", "a|b"])
def test_what_is_no_word(term: str) -> None:
    with pytest.raises(ValueError):
        finder(term)
