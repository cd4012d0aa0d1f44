"""Two reviews side by side: criteria, elements, topics, chains, and what limits the comparison."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import comparison_samples
import report_samples as samples
from comparison_samples import quote, review
from overenskommelse_granskning.assessment import ThreadRow
from overenskommelse_granskning.comparison.chains import compare_threads
from overenskommelse_granskning.comparison.compare import compare_reviews
from overenskommelse_granskning.comparison.criteria import outcome_change
from overenskommelse_granskning.comparison.likeness import Likeness, pairs
from overenskommelse_granskning.comparison.model import Change
from overenskommelse_granskning.vocabulary.closed import Outcome


@pytest.fixture
def found():
    return compare_reviews(*comparison_samples.pair())


def by_id(comparison):
    return {c.either.id: c for c in comparison.checklists[0].criteria}


def test_every_criterion_of_either_is_there_once(found):
    changes = {id: c.change for id, c in by_id(found).items()}
    assert changes == {
        "bra.orsaker": Change.GAINED,
        "bra.mal": Change.LOST,
        "bra.tid": Change.UNCHANGED,
        "bra.parter": Change.UNCHANGED,
        "bra.beslut": Change.UNCHANGED,
        "bra.bilaga": Change.OTHER,
        "bra.nytt": Change.ADDED,
        "bra.gammalt": Change.REMOVED,
    }


def test_both_sides_keep_their_quotes(found):
    c = by_id(found)["bra.mal"]
    assert (c.before.evidence[0].quote, c.after.evidence[0].quote) == ("Målet är 40.", "Det ska bli bättre.")


def test_elements_that_differ_are_listed_also_where_the_outcome_is_the_same(found):
    c = by_id(found)["bra.tid"]
    assert [(e.id, e.change) for e in c.elements] == [("mangd", Change.LOST), ("tid", Change.GAINED)]
    assert [(e.id, e.change) for e in by_id(found)["bra.mal"].elements] == [
        ("mangd", Change.ADDED),
        ("tid", Change.ADDED),
    ]


def test_same_outcome_on_other_words_is_told(found):
    requoted = {id for id, c in by_id(found).items() if c.requoted}
    assert requoted == {"bra.beslut"}


def test_scores_of_both_sides(found):
    a, b = comparison_samples.pair()
    assert found.checklists[0].before == a.checklists[0].scores
    assert found.checklists[0].after == b.checklists[0].scores


def test_topics_gained_and_lost(found):
    assert {s.label: s.change for s in found.sections} == {"mal": Change.LOST, "orsaksanalys": Change.GAINED}


def test_chains_are_matched_by_their_problem(found):
    told = [(c.change, (c.after or c.before).problem.quote) for c in found.thread]
    assert told == [
        (Change.ADDED, "mopeder på gångbanor i Lillån"),
        (Change.MIXED, "skadegörelsen kring resecentrum"),
        (Change.REMOVED, "öppen droghandel i Åparken"),
    ]
    links = {link.name: link.change for link in found.thread[1].links}
    assert links["cause"] is Change.GAINED and links["time"] is Change.LOST
    assert links["goal"] is Change.UNCHANGED


def chain(text, **links):
    return ThreadRow(quote(text), **{k: quote(v) for k, v in links.items()})


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("ungdomars droghandel i centrum", "ungdomars mopedkörning i centrum", False),
        ("inbrott i fritidshus", "fritidshusinbrott i skärgården", True),
        ("våld i nära relationer", "våldet i nära relationer", True),
        ("skadegörelse vid Åskolan", "narkotika vid Åskolan", False),
        ("trafik", "trafik", True),
    ],
)
def test_problems_that_share_only_place_or_group_are_not_the_same(a, b, same):
    others = [chain("ungdomars nedskräpning i centrum"), chain("vandalism vid Åskolan")]
    rows = compare_threads([chain(a), *others], [chain(b), *others])
    assert any(r.before and r.after and r.before.problem.quote == a for r in rows) is same


def test_a_goal_that_can_no_longer_be_measured_is_a_loss():
    a = ThreadRow(quote("rattfylleri på infarten"), goal=quote("högst tio"), goal_measurable=True)
    (row,) = compare_threads([a], [replace(a, goal_measurable=False)])
    assert row.change is Change.LOST


def codes(a, b):
    return [n.code for n in compare_reviews(a, b).notes]


def test_other_kind_municipality_checklist_and_version_are_told():
    a, b = comparison_samples.other_kind()
    comparison = compare_reviews(a, b)
    assert [n.code for n in comparison.notes] == [
        "kind",
        "municipality",
        "checklist_missing",
        "checklist_missing",
        "tool",
    ]
    assert comparison.checklists == ()


def test_versions_of_a_checklist_are_told():
    a = review(samples.criterion("bra.mal", Outcome.MET))
    (c,) = a.checklists
    newer = replace(a, checklists=(replace(c, version="1.1.0", sha256="0" * 64),))
    changed = replace(a, checklists=(replace(c, sha256="0" * 64),))
    other = replace(a.document, sha256="1" * 64)
    assert codes(a, replace(newer, document=other)) == ["checklist_version"]
    assert codes(a, replace(changed, document=other)) == ["checklist_content"]
    assert codes(a, replace(a, document=other)) == []
    assert codes(a, a) == ["same_file"]
    assert codes(a, replace(a, document=other, model=("1", "2"))) == ["model"]


def test_what_is_told_of_several_checklists_is_told_once():
    a = review(samples.criterion("bra.mal", Outcome.MET))
    (c,) = a.checklists
    two = replace(a, checklists=(c, replace(c, id="andra")))
    newer = tuple(replace(x, version="9.0.0") for x in two.checklists)
    notes = compare_reviews(two, replace(two, checklists=newer)).notes
    told = [n.message for n in notes if n.code == "checklist_version"]
    assert told == [
        f"Checklistorna {c.id} ({c.version} och 9.0.0) och andra ({c.version} och 9.0.0) har olika version: kraven kan skilja."
    ]


def test_an_unreadable_side_is_told_and_nothing_is_compared():
    a, _ = comparison_samples.pair()
    comparison = compare_reviews(a, samples.unreadable())
    assert [n.code for n in comparison.notes] == ["unreadable"]
    assert "Det andra, last.pdf, kunde inte läsas. Filen är krypterad" in comparison.notes[0].message
    assert (comparison.readable, comparison.checklists, comparison.sections) == (False, (), ())


def test_a_review_compared_with_itself_has_no_change():
    a, _ = comparison_samples.pair()
    found = compare_reviews(a, a)
    changes = [c.change for k in found.checklists for c in k.criteria]
    changes += [s.change for s in found.sections] + [c.change for c in found.thread]
    assert set(changes) == {Change.UNCHANGED}


MIRROR = {
    Change.GAINED: Change.LOST,
    Change.LOST: Change.GAINED,
    Change.ADDED: Change.REMOVED,
    Change.REMOVED: Change.ADDED,
}


def test_the_other_way_round_gained_is_lost():
    a, b = comparison_samples.pair()
    there, back = compare_reviews(a, b), compare_reviews(b, a)
    forward = {id: MIRROR.get(c.change, c.change) for id, c in by_id(there).items()}
    assert forward == {id: c.change for id, c in by_id(back).items()}
    assert sorted(MIRROR.get(c.change, c.change) for c in there.thread) == sorted(
        c.change for c in back.thread
    )


@pytest.mark.parametrize(("a", "b"), list(itertools.product(Outcome, Outcome)))
def test_only_the_three_that_count_have_a_direction(a, b):
    change = outcome_change(a, b)
    assert (change is Change.UNCHANGED) == (a is b)
    if a is not b:
        assert (change is Change.OTHER) == (not (a.scored and b.scored))


TEXTS = st.lists(st.text(alphabet="abcdeåäö ", max_size=30), min_size=1, max_size=5)


@given(TEXTS)
def test_likeness_is_a_share_and_the_same_text_is_alike(texts):
    like = Likeness(texts)
    for a in texts:
        assert like(a, a) == 1
        for b in texts:
            assert 0 <= like(a, b) <= 1


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), max_size=4))
def test_pairs_use_no_row_or_column_twice(scores):
    found = pairs(scores, 0.5)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert all(scores[i][j] >= 0.5 for i, j in found)
