"""What texts have in common is the same whether it is looked up or gone through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.thread.words import Relatives, Shared, overlap, related

LEMMAS = st.text(alphabet="abå", min_size=4, max_size=9)
TEXTS = st.lists(
    st.sampled_from(
        "klotter klottret skolklotter bränderna bilbränder skadegörelse skador torget och i".split()
    ),
    max_size=6,
).map(" ".join)


@given(LEMMAS, st.lists(LEMMAS, unique=True, max_size=12))
def test_relatives_are_those_that_are_related(lemma: str, others: list[str]) -> None:
    assert set(Relatives(others).of(lemma)) == {other for other in others if related(lemma, other)}


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_shared_words_are_counted_as_by_overlap(text: str, texts: list[str]) -> None:
    shared = Shared(enumerate(texts)).with_text(text)
    assert [shared[i] for i in range(len(texts))] == [overlap(text, other) for other in texts]
