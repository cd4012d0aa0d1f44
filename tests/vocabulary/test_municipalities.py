import pytest

from overenskommelse_granskning.vocabulary.municipalities import (
    AMBIGUOUS,
    base_form,
    by_code,
    counties,
    county_of,
    districts,
    find_county,
    lookup,
    municipalities,
    nearest,
    registered,
)


def test_the_register_is_whole():
    assert len(municipalities()) == 290
    assert len({m.code for m in municipalities()}) == 290
    assert len({m.name for m in municipalities()}) == 290
    assert len(counties()) == 21


def test_codes_are_text_and_begin_with_the_county():
    codes = {c.code for c in counties()}
    for m in municipalities():
        assert m.code is not None and len(m.code) == 4 and m.code.isdigit()
        assert m.code[:2] == m.county_code
        assert m.county_code in codes


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("0180", "Stockholm"),
        ("1290", "Kristianstad"),
        ("1480", "Göteborg"),
        ("0980", "Gotland"),
        ("2584", "Kiruna"),
        ("1315", "Hylte"),
    ],
)
def test_known_codes(code, name):
    assert by_code()[code].name == name


def test_ambiguous_names_are_in_the_register():
    assert {m.name.lower() for m in municipalities()} >= AMBIGUOUS


def test_districts_belong_to_the_three_cities():
    assert {m.name for m in districts().values()} == {"Stockholm", "Göteborg", "Malmö"}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Lunds kommun", "1281"),
        ("Malmö stad", "1280"),
        ("Malmö Stad", "1280"),
        ("Göteborgs Stad", "1480"),
        ("Region Gotland", "0980"),
        ("Gotlands kommun", "0980"),
        ("Kristianstads kommun", "1290"),
        ("KRISTIANSTADS KOMMUN", "1290"),
        ("Borås", "1490"),
        ("Borås stad", "1490"),
        ("Höganäs kommun", "1284"),
        ("kommunen i Lund", "1281"),
        ("Kristianstads", "1290"),
        ("Upplands Väsby kommun", "0114"),
        ("Malung-Sälens kommun", "2023"),
        ("Dals-Eds kommun", "1438"),
        ("Falu kommun", "2080"),
        ("Marks kommun", "1463"),
        ("Ale kommun", "1440"),
        ("Vara  kommun", "1470"),
        ("Habo kommun", "0643"),
        ("Håbo kommun", "0305"),
        ("Malmo stad", "1280"),
        ("Ornskoldsvik", "2284"),
        ("Hallsbergs kornmun", "1861"),
    ],
)
def test_lookup_of_usual_forms(form, code):
    found = lookup(form)
    assert found is not None and found.code == code


@pytest.mark.parametrize(
    "form",
    ["Ale", "Mark", "Vara", "Hjo", "Sala", "Åre", "Berg", "Lund", "Håbo", "Lunds", "Ekdala", "", "kommun",
     "kommunen i Jämtland", "kommunerna i Skåne län"],
)  # fmt: skip
def test_lookup_refuses_counties_common_words_and_unknown_names_without_context(form):
    assert lookup(form) is None


def test_bare_lookup_accepts_common_words():
    found = lookup("Lund", bare=True)
    assert found is not None and found.code == "1281"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Ekdala kommun", "Ekdala"),
        ("Norrhults kommun", "Norrhult"),
        ("Bruksnäs kommun", "Bruksnäs"),
        ("EKDALA KOMMUN", "Ekdala"),
        ("Fjällfors kommun", "Fjällfors"),
    ],
)
def test_names_outside_the_register_have_no_code(form, name):
    found = lookup(form)
    assert found is not None
    assert (found.code, found.name, found.county_code) == (None, name, None)


def test_base_form_is_decided_by_the_other_words_of_the_text():
    assert base_form("Kvarnfors") == "Kvarnfors"
    assert base_form("Kvarnfors", seen=frozenset({"Kvarnfor"})) == "Kvarnfor"
    assert base_form("Ekdala") == "Ekdala"


def test_every_municipality_is_found_by_its_own_genitive():
    for m in municipalities():
        genitive = m.name if m.name.lower().endswith(("s", "x", "z")) else m.name + "s"
        assert registered(genitive) == m


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Skåne", "12"),
        ("Skåne län", "12"),
        ("Länsstyrelsen i Kalmar län", "08"),
        ("Västra Götalands län", "14"),
        ("Stockholms", "01"),
    ],
)
def test_counties(form, code):
    found = find_county(form)
    assert found is not None and found.code == code


def test_county_of_a_municipality():
    lund = lookup("Lunds kommun")
    assert lund is not None
    county = county_of(lund)
    assert county is not None and county.name == "Skåne län"


def test_a_slip_of_the_pen_is_told_from_another_name():
    names = ("Ragnuda", "Solleftå", "Kristiansstad", "Ekby", "Norrsele", "Lillånäs", "Alvarby")
    found = [m.name if (m := nearest(name)) else None for name in names]
    assert found == ["Ragunda", "Sollefteå", "Kristianstad", None, None, None, None]
