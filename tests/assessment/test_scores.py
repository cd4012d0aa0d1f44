"""The scores: the formulas of the documentation, checked by hand and against a slow reckoning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.assessment import CriterionAssessment, score
from overenskommelse_granskning.vocabulary.closed import Level, Outcome

MET, PARTIAL, MISSING = Outcome.MET, Outcome.PARTIAL, Outcome.MISSING


def judged(outcome: Outcome, weight: float = 1.0) -> CriterionAssessment:
    return CriterionAssessment("x.y", "Y", Level.SHALL, weight, outcome, "", 1.0, False)


def test_by_hand() -> None:
    found = score([judged(MET, 2), judged(PARTIAL, 2), judged(MISSING, 1), judged(MET, 1)])
    assert found.comprehensiveness == pytest.approx(5 / 6)
    assert found.strength == pytest.approx(3 / 6)
    assert found.points == 2 * 2 + 1 * 2 + 0 + 2 * 1
    assert found.max_points == 12
    assert found.coverage == 1.0
    assert found.consistency is None


def test_what_cannot_be_judged_lowers_coverage_only() -> None:
    base = [judged(MET), judged(MISSING)]
    found = score([*base, judged(Outcome.NOT_ASSESSABLE), judged(Outcome.ERROR)])
    assert (found.comprehensiveness, found.strength) == (0.5, 0.5)
    assert found.coverage == 0.5
    assert found.max_points == score(base).max_points


def test_what_does_not_apply_counts_nowhere() -> None:
    base = [judged(MET), judged(PARTIAL)]
    assert score([*base, judged(Outcome.NOT_APPLICABLE, 5)]) == score(base)


def test_nothing_to_count_gives_no_number() -> None:
    for criteria in ([], [judged(Outcome.NOT_APPLICABLE)]):
        found = score(criteria)
        assert found.comprehensiveness is found.strength is found.coverage is None
        assert (found.points, found.max_points) == (0, 0)
    assert score([judged(Outcome.ERROR)]).coverage == 0.0


def test_consistency_is_handed_through() -> None:
    assert score([judged(MET)], consistency=0.25).consistency == 0.25


CRITERIA = st.lists(st.builds(judged, st.sampled_from(Outcome), st.sampled_from([0.5, 1.0, 2.0, 3.5])))


@given(CRITERIA)
def test_numbers_stay_within_their_bounds_and_hang_together(criteria: list[CriterionAssessment]) -> None:
    found = score(criteria)
    for value in (found.comprehensiveness, found.strength, found.coverage):
        assert value is None or 0.0 <= value <= 1.0
    assert 0.0 <= found.points <= found.max_points
    if found.strength is not None and found.comprehensiveness is not None:
        assert found.strength <= found.comprehensiveness
        share = found.points / found.max_points
        assert share == pytest.approx((found.strength + found.comprehensiveness) / 2)


@given(CRITERIA, st.randoms())
def test_order_does_not_matter(criteria: list[CriterionAssessment], random) -> None:
    mixed = list(criteria)
    random.shuffle(mixed)
    first, second = score(criteria), score(mixed)
    assert first.points == pytest.approx(second.points)
    assert first.coverage == second.coverage


@given(CRITERIA, st.integers(0, 20))
def test_a_better_outcome_never_lowers_a_score(criteria: list[CriterionAssessment], place: int) -> None:
    better = {MISSING: PARTIAL, PARTIAL: MET}
    if not criteria:
        return
    i = place % len(criteria)
    if criteria[i].outcome not in better:
        return
    lifted = [*criteria[:i], judged(better[criteria[i].outcome], criteria[i].weight), *criteria[i + 1 :]]
    before, after = score(criteria), score(lifted)
    assert after.points > before.points
    assert after.strength >= before.strength and after.comprehensiveness >= before.comprehensiveness
    assert after.coverage == before.coverage
