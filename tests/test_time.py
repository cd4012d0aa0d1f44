"""Time: what came later does not apply to an older document, and an expired period is told."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from overenskommelse_granskning import Reviewer, load_checklist
from overenskommelse_granskning.checklist import Checklist
from overenskommelse_granskning.reports.labels import period_end
from overenskommelse_granskning.vocabulary.closed import Outcome

LISTS = (
    "bra-2020", "lag-2023-196", "medborgarlofte", "avhoppare", "lansovergripande", "regional-handlingsplan",
    "skane-2019-rekonstruerad",
)  # fmt: skip
# What came later than the oldest documents that are still read.
CAME = {
    "bra.lofte_koppling": date(2016, 1, 1),
    "skane.lofte": date(2016, 1, 1),
    "lans.uppdrag": date(2017, 1, 1),
    "lag.9_skriftlig": date(2023, 7, 1),
    "lag.13_ledning": date(2023, 7, 1),
}


@cache
def reviewer(checklist: str, day: date = date(2026, 1, 31)) -> Reviewer:
    return Reviewer([checklist], as_of=day)


def agreement(first: int, last: int) -> bytes:
    return (
        "# Överenskommelse mellan Ekdala kommun och lokalpolisområde Ekdala\n\n"
        "Ekdala kommun och Polismyndigheten, lokalpolisområde Ekdala, har träffat denna överenskommelse.\n\n"
        "Syftet är att minska brottsligheten i Ekdala.\n\n"
        f"Överenskommelsen gäller från den 1 januari {first} till den 31 december {last}.\n"
    ).encode()


def with_day(checklist: Checklist) -> dict[str, date]:
    return {
        c.id: c.applies.from_date
        for c in checklist.criteria
        if c.applies is not None and c.applies.from_date is not None
    }


def test_what_came_later_says_when():
    found = {name: day for checklist in LISTS for name, day in with_day(load_checklist(checklist)).items()}
    assert {name: found.get(name) for name in CAME} == CAME


@pytest.mark.parametrize("checklist", LISTS)
def test_every_list_judges_an_old_document_by_what_held_then(checklist):
    found = reviewer(checklist).review(agreement(2012, 2014), filename="avtal.md")
    later = {name for name, day in with_day(load_checklist(checklist)).items() if day > date(2014, 12, 31)}
    assert {c.id for c in found if c.outcome is Outcome.NOT_APPLICABLE} == later
    assert all(c.reason.endswith("äldre.") for c in found if c.id in later)
    scores = found.checklist(checklist).scores
    judged = [c for c in found if c.outcome.scored]
    assert scores.max_points == sum(2 * c.weight for c in judged)


@pytest.mark.parametrize("checklist", LISTS)
def test_a_document_of_today_is_judged_by_all(checklist):
    found = reviewer(checklist).review(agreement(2025, 2027), filename="avtal.md")
    assert not [c.id for c in found if c.outcome is Outcome.NOT_APPLICABLE]


@pytest.mark.parametrize(
    ("day", "told"), [(date(2027, 12, 31), False), (date(2028, 1, 1), True), (date(2025, 6, 1), False)]
)
def test_an_expired_period_is_told_by_the_day_judged_by(day, told):
    found = reviewer("bra-2020", day).review(agreement(2025, 2027), filename="avtal.md")
    notices = [n.message for n in found.document.notices if n.code == "R105"]
    assert bool(notices) is told
    if told:
        assert "den 31 december 2027" in notices[0] and "den 1 januari 2028" in notices[0]


def test_a_document_without_end_never_expires():
    text = agreement(2012, 2014).decode().replace("till den 31 december 2014", "och tills vidare")
    found = reviewer("bra-2020").review(text.encode(), filename="avtal.md")
    assert found.document.period is not None and found.document.period.open_ended
    assert not [n for n in found.document.notices if n.code == "R105"]


def test_what_goes_on_by_itself_never_expires():
    text = agreement(2012, 2014) + "\nDen förlängs med ett år i taget om ingen säger upp den.\n".encode()
    found = reviewer("bra-2020").review(text, filename="avtal.md")
    assert found.document.period is not None
    assert (found.document.period.end, found.document.period.open_ended) == (date(2014, 12, 31), True)
    assert not [n for n in found.document.notices if n.code == "R105"]
    assert period_end("till ", found.document.period) == "till 2014-12-31, sedan så länge ingen säger upp den"
