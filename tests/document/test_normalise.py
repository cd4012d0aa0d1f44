import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.document.normalise import clean, to_source

# Text as hostile as files can hold: letters with loose accents, soft hyphens, controls, private use.
ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aåäöÅÖe\u0301\u0308\u030a\u00ad\u200b\u00a0\u202e\ufeff\r\n\t\x0b\x1bﬁ\u2011\u1100\u1161\uf0b7"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Överenskommelse", "Överenskommelse"),
        ("O\u0308verens", "Överens"),
        ("sam\u00adverkan", "samverkan"),
        ("10\u00a0000", "10 000"),
        ("o\ufb03ciell", "officiell"),
        ("EST\u2011gruppen", "EST-gruppen"),
        ("rad\r\nrad\rrad", "rad\nrad\nrad"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("\u202etxt.exe", "txt.exe"),
        ("a\u200b\u0308", "ä"),
        ("x\u00ad\u0301", "x\u0301"),
        ("po\u3164li\u034fs\U000e0041en\ufe0f", "polisen"),
        ("Ｐｏｌｉｓ 𝐦å𝑙", "Polis mål"),
        ("a\u2004b\u3000c", "a b c"),
    ],
)
def test_known_replacements(raw: str, expected: str) -> None:
    assert clean(raw)[0] == expected


def test_superscripts_and_fractions_stay() -> None:
    assert clean("m² ½ not¹")[0] == "m² ½ not¹"


@given(ODD)
def test_result_is_composed_and_free_of_what_hides(raw: str) -> None:
    text, _ = clean(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\u00ad\u200b\u202e\ufeff\r\x0b\x1b\x00")


@given(ODD)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    text, _ = clean(raw)
    assert clean(text) == (text, ())


@given(ODD)
def test_offsets_lead_back_to_where_the_character_came_from(raw: str) -> None:
    text, shifts = clean(raw)
    before = -1
    for offset in range(len(text)):
        source = to_source(offset, shifts)
        assert 0 <= source <= len(raw)
        assert source >= before or text[offset - 1 : offset + 1] != ""
        before = source
    # What was not touched must come from itself.
    for offset, sign in enumerate(text):
        if sign.isascii() and sign.isalnum() and sign not in "fistl":
            assert unicodedata.normalize("NFKC", raw[to_source(offset, shifts)]) == sign


@given(st.text(alphabet="abcåäö ,.", max_size=60))
def test_plain_text_passes_unchanged(raw: str) -> None:
    assert clean(raw) == (raw, ())


def test_ligature_offsets_point_at_the_ligature_and_continue_after_it() -> None:
    text, shifts = clean("aﬁb")
    assert text == "afib"
    assert to_source(0, shifts) == 0
    assert to_source(1, shifts) == 1
    assert to_source(3, shifts) == 2


def test_a_second_accent_comes_from_its_own_place():
    text, shifts = clean("xa\u0308\u0308y")
    assert text == "xä\u0308y"
    assert [to_source(i, shifts) for i in range(4)] == [0, 1, 3, 4]
    text, shifts = clean("å\u0308y")
    assert [to_source(i, shifts) for i in range(len(text))] == [0, 1, 2]
