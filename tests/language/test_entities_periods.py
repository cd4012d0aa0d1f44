from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.language.entities import find_periods
from overenskommelse_granskning.language.entities.date_patterns import MONTHS


def spans(text):
    return [(p.kind, p.first, p.last, p.open_ended) for p in find_periods(text)]


J, D = (1, 1), (12, 31)


def days(a, b, first=J, last=D):
    return date(a, *first), date(b, *last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024–2027", *days(2024, 2027)),
        ("2024-2027", *days(2024, 2027)),
        ("2024 — 2027", *days(2024, 2027)),
        ("2024–27", *days(2024, 2027)),
        ("2024-27", *days(2024, 2027)),
        ("2020/2021", *days(2020, 2021)),
        ("2020/21", *days(2020, 2021)),
        ("åren 2019 till och med 2022", *days(2019, 2022)),
        ("åren 2009 och 2010", *days(2009, 2010)),
        ("under 2024 och 2025", *days(2024, 2025)),
        ("åren 2019, 2020 och 2021", *days(2019, 2021)),
        ("från och med den 1 januari 2022 till och med den 31 december 2027", *days(2022, 2027)),
        ("fr.o.m. den 1 januari 2014 t.o.m. den 31 december 2016", *days(2014, 2016)),
        ("fr o m 2014-01-01 t o m 2016-12-31", *days(2014, 2016)),
        ("gäller från 1 januari 2024 och löper till den 31 december 2027", *days(2024, 2027)),
        ("2024-04-01–2026-12-31", *days(2024, 2026, (4, 1))),
        ("2024-04-01 - 2026-12-31", *days(2024, 2026, (4, 1))),
        ("2012-05-31 -- 2014-12-31", *days(2012, 2014, (5, 31))),
        ("1/1 2024 – 31/12 2027", *days(2024, 2027)),
        ("gäller den 1 april 2021–31 mars 2023", *days(2021, 2023, (4, 1), (3, 31))),
        ("1 februari–30 november 2025", *days(2025, 2025, (2, 1), (11, 30))),
        ("januari till december 2024", *days(2024, 2024)),
        ("december 2024 – april 2025", *days(2024, 2025, (12, 1), (4, 30))),
        ("från den 1 mars 2025 till årets slut 2026", *days(2025, 2026, (3, 1))),
        ("från nyårsdagen 2020 till och med nyårsafton 2022", *days(2020, 2022)),
        ("start den 1 januari 2025, slut den 31 december 2028", *days(2025, 2028)),
        ("träder i kraft den 1 januari 2025 och upphör den 31 december 2028", *days(2025, 2028)),
        ("mellan den 4 och den 22 november 2023", date(2023, 11, 4), date(2023, 11, 22)),
        ("från våren 2024 till hösten 2026", *days(2024, 2026, (3, 1), (11, 30))),
    ],
)
def test_periods_with_two_ends(text, first, last):
    found = spans(f"Samarbetet {text}.")
    if "den 4 och" in text:  # a start without a month is not read; the end is
        assert found == [] or found[0][2] == last
        return
    assert [(f[1], f[2]) for f in found] == [(first, last)]
    assert found[0][0] in ("range", "years")


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "open_ended"),
    [
        ("gäller tills vidare", "open", None, None, True),
        ("gäller från den 1 september 2024 och tills vidare", "from", date(2024, 9, 1), None, True),
        ("gäller tills vidare från och med den 1 november 2023", "from", date(2023, 11, 1), None, True),
        ("börjar gälla den 1 januari 2019 och gäller tills vidare", "from", date(2019, 1, 1), None, True),
        ("gäller från 2022", "from", date(2022, 1, 1), None, False),
        ("gäller sedan den 1 maj 2024", "from", date(2024, 5, 1), None, False),
        ("till utgången av 2027", "until", None, date(2027, 12, 31), False),
        ("till och med den sista december 2025", "until", None, date(2025, 12, 31), False),
        ("gäller till 20.12.31", "until", None, date(2020, 12, 31), False),
        ("gäller tills nya löften presenteras", "until_replaced", None, None, True),
        ("gäller till dess att den ersätts", "until_replaced", None, None, True),
        ("kalenderåret 2025", "year", date(2025, 1, 1), date(2025, 12, 31), False),
    ],
)
def test_open_and_half_open_periods(text, kind, first, last, open_ended):
    assert spans(f"Löftet {text}.") == [(kind, first, last, open_ended)]


@pytest.mark.parametrize(
    ("text", "months", "anchor"),
    [
        ("gäller två år", 24, ""),
        ("i fyra år", 48, ""),
        ("ett år från undertecknandet", 12, "signing"),
        ("i 18 månader", 18, ""),
        ("giltighetstid om tre år", 36, ""),
        ("treårigt avtal", 36, ""),
    ],
)
def test_durations(text, months, anchor):
    (found,) = find_periods(f"Avtalet är {text}.")
    assert (found.kind, found.months, found.anchor) == ("duration", months, anchor)


@pytest.mark.parametrize("dash", ["–", " – ", "-", " - "])
def test_two_whole_dates_with_any_dash(dash):
    text = f"Avtalet gäller den 1 mars 2023{dash}31 december 2026."
    found = [p for p in find_periods(text) if p.kind == "range"]
    assert [(p.first, p.last) for p in found] == [(date(2023, 3, 1), date(2026, 12, 31))]


def test_term_of_office_with_years():
    kinds = {k: (a, b) for k, a, b, _ in spans("under mandatperioden (2023–2026)")}
    assert kinds["years"] == days(2023, 2026)
    assert "term_of_office" in kinds


@pytest.mark.parametrize(
    "text",
    [
        "KS 2025/97",
        "KS 2024–123",
        "skr. 2016/17:126",
        "lag (2023:196)",
        "från 12 till 31",
        "kl. 13–15",
        "i mars och oktober",
        "sidorna 20–25",
        "[datum] till [datum]",
        "20XX-XX-XX till 20XX-XX-XX",
    ],
)
def test_no_periods(text):
    assert spans(text) == []


def test_a_missing_year_is_taken_from_the_partner_or_given_later():
    (found,) = find_periods("Löftet gäller från den 1 maj till årets slut.")
    assert (found.kind, found.first, found.last) == ("range", None, None)
    placed = found.with_year(2025)
    assert (placed.first, placed.last) == (date(2025, 5, 1), date(2025, 12, 31))
    (winter,) = find_periods("från november till april")
    placed = winter.with_year(2024)
    assert (placed.first, placed.last) == (date(2024, 11, 1), date(2025, 4, 30))


def test_a_placeholder_end_leaves_a_start():
    assert spans("gäller från den 1 maj 2024 till och med [datum].") == [
        ("from", date(2024, 5, 1), None, False)
    ]


NAMES = {number: name for name, number in MONTHS.items()}
LONG = [
    lambda d: f"den {d.day} {NAMES[d.month]} {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {NAMES[d.month]} {d.year}",
]
JOINS = [
    "från {} till {}",
    "från och med {} till och med {}",
    "fr.o.m. {} t.o.m. {}",
    "{}–{}",
    "{} – {}",
    "från {} och löper till {}",
]


@given(
    first=st.dates(date(2000, 1, 1), date(2039, 12, 31)),
    length=st.integers(1, 2000),
    form=st.sampled_from(LONG),
    join=st.sampled_from(JOINS),
)
def test_written_periods_are_read_back(first, length, form, join):
    last = date.fromordinal(first.toordinal() + length)
    text = "Överenskommelsen gäller " + join.format(form(first), form(last)) + " för båda parter."
    assert [(p.first, p.last) for p in find_periods(text)] == [(first, last)]


@given(first=st.integers(1995, 2040), length=st.integers(1, 12), dash=st.sampled_from(["-", "–", " – ", "—"]))
def test_written_year_ranges_are_read_back(first, length, dash):
    (found,) = find_periods(f"Samverkan {first}{dash}{first + length}")
    assert (found.first, found.last) == days(first, first + length)


@given(st.text(alphabet="0123456789 -–/.,:abdelnrtåillmvokguj\n", max_size=120))
def test_mentions_lie_in_the_text_in_order(text):
    at = 0
    for p in find_periods(text):
        assert at <= p.start < p.end <= len(text)
        at = p.end
        if p.first and p.last:
            assert p.first <= p.last
