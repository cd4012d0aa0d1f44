"""What became of each promise: invented pairs of promises and follow-ups, and the parts that read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from follow_up_samples import PAIRS
from overenskommelse_granskning.comparison.follow_up import follow_up, is_follow_up
from overenskommelse_granskning.comparison.model import Status
from overenskommelse_granskning.comparison.signals import Signal, refers_back, signals
from overenskommelse_granskning.comparison.statements import read_statements
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.pledges import promises_of
from overenskommelse_granskning.readers.entry import read_document


def read(text: str):
    return read_document(text.encode("utf-8"), filename="text.md")


def followed(promise: str, page: str):
    document = read(promise)
    return follow_up(promises_of(analyse(document), document.evidence), analyse(read(page)))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p.name)
def test_every_promise_of_the_pair_has_the_outcome_that_a_person_reads(pair):
    found = followed(pair.promise, pair.follow_up)
    assert len(found.outcomes) == len(pair.expected)
    for start, (status, reached) in pair.expected.items():
        (outcome,) = [o for o in found.outcomes if o.promise.evidence.quote.startswith(start)]
        assert outcome.status == status, (start, outcome.reason)
        if reached is not None:
            assert outcome.reached == reached, start


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p.name)
def test_quotes_stand_in_the_follow_up_and_every_outcome_has_its_reason(pair):
    text = read(pair.follow_up).text
    for o in followed(pair.promise, pair.follow_up).outcomes:
        for e in (*o.evidence, *o.restated):
            assert text[e.start : e.end] == e.quote
        assert o.reason[0].isupper() and o.reason.endswith(".")
        if o.status in (Status.DONE, Status.PARTLY, Status.NOT_DONE):
            assert o.evidence, o.promise.evidence.quote
        if o.status is Status.NOT_MENTIONED:
            assert not o.evidence


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p.name)
def test_an_empty_follow_up_mentions_no_promise(pair):
    found = followed(pair.promise, "# Uppföljning\n\nTexten kommer senare.\n")
    assert {o.status for o in found.outcomes} == {Status.NOT_MENTIONED}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p.name)
def test_the_promises_themselves_are_no_outcome(pair):
    """A page that only repeats the promises says of none that it is kept."""
    found = followed(pair.promise, pair.promise)
    assert {o.status for o in found.outcomes} == {Status.UNCLEAR}


def test_a_conflict_shows_both_places():
    pair = next(p for p in PAIRS if p.name == "two numbers for the same thing in two places")
    outcome = followed(pair.promise, pair.follow_up).outcomes[0]
    assert outcome.status is Status.CONFLICT and "4 och 5" in outcome.reason
    quotes = [e.quote for e in outcome.evidence]
    assert any("fyra trygghetsvandringar" in q for q in quotes) and any("fem" in q for q in quotes)


def test_a_result_of_no_promise_is_shown_apart():
    pair = next(p for p in PAIRS if p.name.startswith("what is not about any promise"))
    found = followed(pair.promise, pair.follow_up)
    assert [e.quote for e in found.others] == ["Under året anställdes sex nya poliser i området."]


def test_another_year_is_said():
    pair = next(p for p in PAIRS if p.name.startswith("several years on one page"))
    outcome = next(
        o for o in followed(pair.promise, pair.follow_up).outcomes if o.promise.years == (2024, 2024)
    )
    assert outcome.reason == "Uppföljningen gäller 2023, löftet 2024."


@pytest.mark.parametrize(
    ("title", "name", "found"),
    [
        ("Uppföljning av medborgarlöftet", "a.md", True),
        ("Så gick det med löftena 2024", "a.md", True),
        ("Medborgarlöfte 2024", "uppfoljning-2024.pdf", True),
        ("Medborgarlöfte 2024", "lo\u0308ftesuppfo\u0308ljning.pdf", True),  # as macOS writes it
        ("Medborgarlöfte 2024", "Trygghetsbokslut.docx", True),
        ("Medborgarlöfte 2024", "resultat/lofte.md", False),  # a folder may hold anything
        ("Medborgarlöfte 2024", "lofte.md", False),
        ("Det här lovar vi dig", "a.md", False),
    ],
)
def test_a_follow_up_is_known_by_its_title_or_name(title, name, found):
    text = f"# {title}\n\nVi ska gå till fots.\n\n## Uppföljning\n\nLöftet följs upp i juni.\n"
    assert is_follow_up(analyse(read(text)), name) is found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Löftet är uppfyllt.", {Signal.DONE}),
        ("Ja", {Signal.DONE}),
        ("Delvis", {Signal.PARTLY}),
        ("Inte helt genomfört", {Signal.PARTLY}),
        ("Nej", {Signal.NOT_DONE}),
        ("Det blev inte av", {Signal.NOT_DONE, Signal.PAST}),
        ("Vandringarna ställdes in", {Signal.NOT_DONE, Signal.PAST}),
        ("Alla kvällar utom två", {Signal.PARTLY}),
        ("Nästa år ska vi göra mer", {Signal.FUTURE}),
        ("Vi lovade tolv", {Signal.RESTATED, Signal.PAST}),
        ("Området är stort", set()),
        ("Ett fortsatt åtagande", set()),
    ],
)
def test_words_of_outcomes(text, said):
    assert signals(text) == said


@pytest.mark.parametrize(
    "text", ["Det blev åtta.", "Löftet är uppfyllt.", "I år blev det elva.", "Alla 31 är bytta."]
)
def test_what_speaks_of_the_sentence_before(text):
    assert refers_back(text)


def test_what_has_a_subject_of_its_own_does_not():
    assert not refers_back("Hundpatrullen var på torget varje månad.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Det blev åtta av tolv utlovade.", [(8, False), (12, True)]),
        ("Vi lovade 15 patruller men det blev 16.", [(15, True), (16, False)]),
        ("Det blev inte 30 utan 22.", [(30, True), (22, False)]),
        ("25 kvällar planerade, 21 genomförda.", [(25, True), (21, False)]),
        ("3/4", [(3, False), (4, True)]),
        ("14 dörrar av 14.", [(14, False), (14, True)]),
        ("Åtta vandringar, varav två för tjejer.", [(8, False)]),
        ("Elever i årskurs 8 år 2024, kl. 19.", []),
    ],
)
def test_numbers_that_are_results_and_numbers_that_retell(text, told):
    (statement,) = read_statements(analyse(read(text)))
    assert [(f.value, f.retold) for c in statement.clauses for f in c.figures] == told


COUNT = st.integers(min_value=2, max_value=60)


@given(COUNT, COUNT)
def test_the_number_decides(promised, reached):
    found = followed(
        f"# Löfte 2024\n\nPolisen lovar:\n\n- {promised} trygghetsvandringar i Ekbacken\n- öppet hus\n",
        f"# Uppföljning 2024\n\nDet blev {reached} trygghetsvandringar i Ekbacken.\n",
    )
    outcome = found.outcomes[0]
    assert outcome.reached == reached
    assert outcome.status is (Status.DONE if reached >= promised else Status.PARTLY)


@given(COUNT, COUNT)
def test_two_numbers_are_a_conflict_and_the_same_twice_is_none(a, b):
    found = followed(
        "# Löfte 2024\n\nPolisen lovar:\n\n- minst 5 trygghetsvandringar i Ekbacken\n- öppet hus\n",
        f"# Uppföljning 2024\n\n- Det hölls {a} trygghetsvandringar i Ekbacken.\n- Resultat: {b} trygghetsvandringar.\n",
    )
    assert (found.outcomes[0].status is Status.CONFLICT) is (a != b)


@pytest.mark.parametrize(
    ("told", "reached"),
    [
        ("Åtta vandringar i Ekbacken hölls, fyra på våren och fyra på hösten.", 8),
        ("Vandringar i Ekbacken: 3 på våren och 4 på hösten.", 7),
        ("Vandringar i Ekbacken: 3 på våren, 4 på hösten, totalt 7.", 7),
        ("På våren hölls tre vandringar i Ekbacken. På hösten hölls två vandringar i Ekbacken.", 5),
        ("Vi höll sex vandringar i Ekbacken. Två av dem var för unga.", 6),
        ("Sex vandringar i Ekbacken blev sju.", 7),
        ("Av de sex vandringarna i Ekbacken genomfördes fyra.", 4),
        ("Av de sex vandringarna genomfördes fyra i Ekbacken.", 4),
        ("Av våra sex planerade vandringar i Ekbacken hölls fem.", 5),
    ],
)
def test_what_the_numbers_come_to(told, reached):
    promise = "# Löfte 2024\n\nPolisen lovar:\n\n- sex vandringar i Ekbacken\n- öppet hus\n"
    assert followed(promise, f"# Uppföljning 2024\n\n{told}\n").outcomes[0].reached == reached
