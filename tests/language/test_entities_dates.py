from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.language.entities import find_dates
from overenskommelse_granskning.language.entities.date_patterns import MONTHS

DAY = date(2025, 6, 3)


def one(text):
    found = find_dates(text)
    assert len(found) == 1, [text[d.start : d.end] for d in found]
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "den 3 juni 2025",
        "3 juni 2025",
        "den 3:e juni 2025",
        "den tredje juni 2025",
        "Den 3 Juni 2025",
        "3 jun 2025",
        "3 jun. 2025",
        "den 3 juni, 2025",
        "3 juni -25",
        "2025-06-03",
        "2025/06/03",
        "2025.06.03",
        "20250603",
        "25.06.03",
        "25-06-03",
        "3/6 2025",
        "3/6-25",
        "3.6.2025",
        "03-06-2025",
    ],
)
def test_shapes_of_one_day(text):
    found = one(f"Beslutat {text} i nämnden.")
    assert (found.kind, found.first, found.last) == ("day", DAY, DAY)
    assert f"Beslutat {text} i nämnden."[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("juni 2025", "month", date(2025, 6, 1), date(2025, 6, 30)),
        ("februari 2024", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("februari 2025", "month", date(2025, 2, 1), date(2025, 2, 28)),
        ("2024-12", "month", date(2024, 12, 1), date(2024, 12, 31)),
        ("hösten 2025", "season", date(2025, 9, 1), date(2025, 11, 30)),
        ("vintern 2024/25", "season", date(2024, 12, 1), date(2025, 2, 28)),
        ("vårterminen 2025", "season", date(2025, 1, 8), date(2025, 6, 15)),
        ("VT25", "season", date(2025, 1, 8), date(2025, 6, 15)),
        ("läsåret 2024/2025", "season", date(2024, 8, 15), date(2025, 6, 15)),
        ("kvartal 2 2025", "quarter", date(2025, 4, 1), date(2025, 6, 30)),
        ("första kvartalet 2026", "quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("Q4 2025", "quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("andra halvåret 2025", "half_year", date(2025, 7, 1), date(2025, 12, 31)),
        ("tertial 1 2025", "tertial", date(2025, 1, 1), date(2025, 4, 30)),
        ("vecka 12 2025", "week", date(2025, 3, 17), date(2025, 3, 23)),
        ("årsskiftet 2025/2026", "turn_of_year", date(2025, 12, 31), date(2026, 1, 1)),
        ("årsskiftet 2026", "turn_of_year", date(2025, 12, 31), date(2026, 1, 1)),
        ("årets slut 2026", "year_edge", date(2026, 12, 31), date(2026, 12, 31)),
        ("nyårsdagen 2025", "holiday", date(2025, 1, 1), date(2025, 1, 1)),
        ("nyårsafton 2027", "holiday", date(2027, 12, 31), date(2027, 12, 31)),
        ("den sista februari 2028", "day", date(2028, 2, 29), date(2028, 2, 29)),
        ("1–3 juni 2025", "days", date(2025, 6, 1), date(2025, 6, 3)),
        ("år 2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_spans_of_time(text, kind, first, last):
    found = one(f"Läget under {text}.")
    assert (found.kind, found.first, found.last) == (kind, first, last)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("den 3 juni", "day"),
        ("i juni", "month"),
        ("våren", "season"),
        ("vid årsskiftet", "turn_of_year"),
        ("första kvartalet", "quarter"),
        ("vecka 12", "week"),
        ("årets slut", "year_edge"),
    ],
)
def test_without_a_year_there_are_no_days_until_one_is_given(text, kind):
    found = one(f"Det görs {text} av rådet.")
    assert (found.kind, found.first, found.last) == (kind, None, None)
    placed = found.with_year(2025)
    assert placed.first is not None and placed.last is not None
    assert placed.first.year == 2025
    assert placed.with_year(1999) == placed


@pytest.mark.parametrize(
    "text",
    [
        "lag (2023:196) om kommuners ansvar",
        "skr. 2016/17:126",
        "KS 2025/97",
        "KS 2024-123",
        "Dnr 2024-123",
        "A611.204/2024",
        "högst 2000 bilar",
        "här ska 2030 träd planteras",
        "2000 invånare",
        "i mitten av 2000-talet",
        "Maj Karlsson är samordnare",
        "Agenda 2030",
        "vision 2040",
        "telefon 0999-12 34 56",
        "kl. 13.15–15.00",
        "30 februari",
        "31 juni",
        "paragraf 12.11",
        "Spolgatan 8",
        "vår kommun",
    ],
)
def test_numbers_and_words_that_are_no_dates(text):
    found = [text[d.start : d.end] for d in find_dates(text)]
    assert [f for f in found if f not in ("juni", "februari")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Medborgarlöfte 2018 för Ekdala",
        "Under 2018 ökade rånen",
        "drogvaneenkäten 2018 visade",
        "| 2018 |",
        "från 2018",
        "kostnaden ska 2018 vara högst 300 000 kronor",
        "2018",
    ],
)
def test_bare_years_in_context(text):
    assert one(text).first == date(2018, 1, 1)


def test_a_range_of_days_is_not_a_year():
    text = "1 februari–30 november"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["1 februari", "30 november"]


def test_offsets_of_a_slice_are_absolute():
    text = "Den 1 maj 2024. Den 3 juni 2025."
    (found,) = find_dates(text, 15)
    assert text[found.start : found.end] == "Den 3 juni 2025"
    assert find_dates(text, 0, 5) == []


NAMES = {number: name for name, number in MONTHS.items()}
FORMATS = [
    lambda d: d.isoformat(),
    lambda d: f"den {d.day} {NAMES[d.month]} {d.year}",
    lambda d: f"{d.day} {NAMES[d.month]} {d.year}",
    lambda d: f"{d.day}/{d.month} {d.year}",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
]


@given(day=st.dates(date(1990, 1, 1), date(2049, 12, 31)), form=st.sampled_from(FORMATS))
def test_written_dates_are_read_back(day, form):
    text = f"Undertecknat {form(day)}, i två exemplar."
    assert [d.first for d in find_dates(text)] == [day]


@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_in_order(text):
    at = 0
    for d in find_dates(text):
        assert at <= d.start < d.end <= len(text)
        at = d.end
        if d.first and d.last:
            assert d.first <= d.last < d.first + timedelta(days=370)
