import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.language.entities import find_quantities
from overenskommelse_granskning.language.entities.numbers import cardinals, number_value, ordinals


def one(text):
    found = find_quantities(text)
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind", "bound"),
    [
        ("minst 24 hastighetskontroller", 24, "hastighetskontroller", "count", "min"),
        ("högst 18 anmälda fall", 18, "anmälda fall", "count", "max"),
        ("24 gemensamma kontroller", 24, "gemensamma kontroller", "count", ""),
        ("upp till 40 ungdomar", 40, "ungdomar", "count", "max"),
        ("färre än tio anmälningar", 10, "anmälningar", "count", "below"),
        ("fler än hundra besökare", 100, "besökare", "count", "above"),
        ("inte fler än två larm", 2, "larm", "count", "max"),
        ("1 200 invånare", 1200, "invånare", "count", ""),
        ("12 000 personer", 12000, "personer", "count", ""),
        ("femtiotvå personer", 52, "personer", "count", ""),
        ("minst en polis", 1, "polis", "count", "min"),
        ("en halv tjänst", 0.5, "tjänst", "count", ""),
        ("1,3 ton", 1.3, "ton", "count", ""),
        ("25 %", 25, "%", "percent", ""),
        ("25 procent", 25, "procent", "percent", ""),
        ("20 procentenheter", 20, "procentenheter", "percent", ""),
        ("minst 7,5 procent", 7.5, "procent", "percent", "min"),
        ("hälften", 50, "hälften", "percent", ""),
        ("en tredjedel", 33.3, "en tredjedel", "percent", ""),
        ("tre fjärdedelar", 75, "tre fjärdedelar", "percent", ""),
        ("fyra av tio", 40, "fyra av tio", "percent", ""),
        ("var tredje", 33.3, "var tredje", "percent", ""),
        ("halveras", 50, "halveras", "percent", ""),
        ("fördubblas", 200, "fördubblas", "percent", ""),
        ("50 000 kronor", 50_000, "kronor", "money", ""),
        ("upp till 50 tkr", 50_000, "tkr", "money", "max"),
        ("1,9 miljoner kronor", 1_900_000, "miljoner", "money", ""),
        ("sex månader", 6, "månader", "duration", ""),
        ("inom två arbetsdagar", 2, "arbetsdagar", "duration", "max"),
        ("treårigt", 3, "årigt", "duration", ""),
        ("under 18 år", 18, "år", "age", "below"),
        ("ungdomar under 18 år 2024", 18, "år", "age", "below"),
        ("minska till högst 40 år 2028", 40, "", "count", "max"),
        ("högst 2 år 2028", 2, "", "count", "max"),
        ("yngre än 18 år 2024", 18, "år", "age", ""),
        ("i högst 2 år, 2028", 2, "år", "duration", "max"),
    ],
)
def test_kinds_units_and_bounds(text, value, unit, kind, bound):
    found = one(f"Det gäller {text} elever." if text == "var tredje" else f"Det gäller {text}.")
    assert (found.value, found.unit_text, found.kind, found.bound) == (
        pytest.approx(value),
        unit,
        kind,
        bound,
    )


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("dagligen", 0.033),
        ("varje vecka", 0.23),
        ("varje måndag", 0.23),
        ("varannan vecka", 0.46),
        ("månadsvis", 1),
        ("en gång i månaden", 1),
        ("första torsdagen i månaden", 1),
        ("två gånger i månaden", 0.5),
        ("2–3 gånger i månaden", 0.5),
        ("var tredje månad", 3),
        ("kvartalsvis", 3),
        ("en gång i kvartalet", 3),
        ("varje tertial", 4),
        ("två gånger per termin", 3),
        ("varje halvår", 6),
        ("två gånger om året", 6),
        ("4 ggr/år", 3),
        ("april och oktober varje år", 6),
        ("varje vår och höst", 6),
        ("årligen", 12),
        ("varje oktober", 12),
        ("på årets första möte", 12),
        ("vid terminens sista sammanträde", 6),
        ("månadens sista torsdag", 1),
        ("vartannat år", 24),
        ("vart fjärde år", 48),
        ("varje mandatperiod", 48),
    ],
)
def test_frequencies(text, months):
    found = one(f"Rådet ses {text}.")
    assert found.kind == "frequency"
    assert found.months_between == pytest.approx(months, abs=0.01)


@pytest.mark.parametrize(
    ("text", "kind", "rate", "months"),
    [
        ("sex möten per år", "frequency", "år", 2),
        ("tio vandringar per år", "count", "år", 1.2),
        ("400 000 kronor om året", "money", "året", 12),
        ("14 stölder per 1 000 invånare", "count", "1 000 invånare", None),
    ],
)
def test_rates(text, kind, rate, months):
    found = one(f"Målet är {text}.")
    assert (found.kind, found.rate) == (kind, rate)
    assert found.months_between == (pytest.approx(months) if months else None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("tre till fem löften", 3, 5), ("12–15 kontroller", 12, 15), ("mellan 18 och 25 år", 18, 25)],
)
def test_ranges(text, low, high):
    found = one(f"Det handlar om {text}.")
    assert (found.value, found.upper) == (low, high)


@pytest.mark.parametrize(
    "text", ["ett tiotal ungdomar", "cirka 30 kontroller", "drygt 30 kontroller", "ett par hundra besökare"]
)
def test_round_numbers_are_approximate(text):
    assert one(f"Det var {text}.").approximate


@pytest.mark.parametrize(
    "text",
    [
        "löpande", "kontinuerligt", "regelbundet", "vid behov", "§ 23", "6 och 7 §§", "KS 2025/97", "lag (2023:196)", "den 3 juni 2025", "under 2024",
        "114 14", "ring 112", "0999-12 34 56", "kl. 13.15–15.00", "klockan 21", "årskurs 7 och 8", "bilaga 2", "F–6", "vecka 27–31",
        "Spolgatan 8", "en polis", "ett råd", "den ena", "sida 2", "steg 3",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text):
    assert find_quantities(f"Det gäller {text}.") == []


def test_a_time_of_the_year_is_not_the_unit():
    (found,) = find_quantities("högst 18 sommaren 2026")
    assert (found.value, found.unit_text, found.bound) == (18, "", "max")


def test_under_before_a_time_is_no_bound():
    (found,) = find_quantities("Det pågick under tre kvällar.")
    assert (found.value, found.bound) == (3, "")


def test_number_words():
    assert cardinals()["etthundra"] == cardinals()["hundra"] == 100
    assert cardinals()["tvåhundrafemtiotre"] == 253
    assert cardinals()["tjugoen"] == 21
    assert ordinals()["trettioförsta"] == 31
    assert number_value("1 200,5") == 1200.5
    assert number_value("12 00") is None
    assert number_value("många") is None


@given(number=st.integers(2, 999_999), bound=st.sampled_from(["", "minst ", "högst "]))
def test_written_numbers_are_read_back(number, bound):
    if 1900 <= number <= 2099:
        number += 300
    written = f"{number:,}".replace(",", " ")
    (found,) = find_quantities(f"Målet är {bound}{written} kontroller.")
    assert found.value == number
    assert found.bound == {"": "", "minst ": "min", "högst ": "max"}[bound]


@given(word=st.sampled_from(sorted(w for w, v in cardinals().items() if v > 1)))
def test_every_number_word_counts(word):
    (found,) = find_quantities(f"Målet är {word} kontroller.")
    assert found.value == cardinals()[word]


@given(st.text(alphabet="0123456789 .,%enöåfrmigtklpvuascdh\n–-", max_size=150))
def test_mentions_lie_in_the_text_in_order(text):
    at = 0
    for q in find_quantities(text):
        assert at <= q.start < q.end <= len(text)
        at = q.end
