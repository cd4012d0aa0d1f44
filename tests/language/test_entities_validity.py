from datetime import date

import pytest

from entity_samples import document
from overenskommelse_granskning.language.entities import document_period

TITLE = "# Överenskommelse mellan Ekdala kommun och lokalpolisområde Norra Vättle\n"
PROMISE = "# Medborgarlöfte för Ekdala\n"


def period(source, signed=None, **kwargs):
    found = document_period(document(source, **kwargs), signed=signed)
    return None if found is None else (found.first, found.last, found.open_ended)


def years(a, b):
    return date(a, 1, 1), date(b, 12, 31), False


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            TITLE + "Överenskommelsen gäller från den 1 mars 2024 till och med den 31 december 2027.",
            (date(2024, 3, 1), date(2027, 12, 31), False),
        ),
        (TITLE + "Den löper från och med den 1 januari 2025 t.o.m. den 31 december 2028.", years(2025, 2028)),
        (TITLE + "## Giltighetstid\n2024-01-01 – 2027-12-31", years(2024, 2027)),
        (
            TITLE + "## Hur länge gäller det?\nFrån den 1 maj 2024 till och med den 30 april 2027.",
            (date(2024, 5, 1), date(2027, 4, 30), False),
        ),
        (TITLE + "Avtalet omfattar åren 2009 och 2010.", years(2009, 2010)),
        (TITLE + "| Gäller | 2024-01-01 – 2026-12-31 |\n| Ersätter | Avtal 2019–2022 |", years(2024, 2026)),
        ("# Överenskommelse 2024–2027 mellan Ekdala kommun och polisen\nText.", years(2024, 2027)),
        ("# SAMVERKAN\n# EKDALA KOMMUN OCH POLISEN 2017–2018\nText.", years(2017, 2018)),
        (
            TITLE + "Överenskommelsen gäller tills vidare från och med den 1 november 2023.",
            (date(2023, 11, 1), None, True),
        ),
        (
            TITLE + "Den träder i kraft den 1 januari 2025 och gäller tills vidare.",
            (date(2025, 1, 1), None, True),
        ),
        (TITLE + "Överenskommelsen gäller från och med den 1 januari 2026.", (date(2026, 1, 1), None, False)),
        (
            TITLE + "Överenskommelsen gäller från den 1 maj 2024 till och med [datum].",
            (date(2024, 5, 1), None, False),
        ),
        (TITLE + "Överenskommelsen gäller i tre år från den 1 januari 2025.", years(2025, 2027)),
        (PROMISE + "Under 2024 lovar Ekdala kommun och polisen följande.", years(2024, 2024)),
        ("# Medborgarlöfte 2021\nPolisen lovar att vara synlig.", years(2021, 2021)),
        (
            "# Det här lovar vi i Ekdala 2025\nLöftet gäller från den 1 maj till årets slut.",
            (date(2025, 5, 1), date(2025, 12, 31), False),
        ),
        (
            "# Det här lovar vi i Ekdala 2025\nLöftet gäller till och med den sista december 2025.",
            years(2025, 2025),
        ),
        (
            PROMISE
            + "Löftet gäller från januari till december 2024.\n## 2023\nLöftet gällde från januari till december 2023.",
            years(2024, 2024),
        ),
    ],
)
def test_the_period_of_the_document(source, expected):
    assert period(source) == expected


RIGHT = "Överenskommelsen gäller från den 1 januari 2024 till den 31 december 2026.\n"


@pytest.mark.parametrize(
    "noise",
    [
        "Vi hade en överenskommelse också 2019–2022.",
        "Den förra överenskommelsen gällde 2019–2022.",
        "Den ersätter överenskommelsen 2017–2018.",
        "Antalet anmälda rån ökade från 2015 till 2019.",
        "I trygghetsmätningen 2023 svarade 412 personer.",
        "Statistiken avser åren 2018–2022.",
        "Kommunens handlingsplan 2022–2027 anger målen.",
        "Polisens strategi för åren 2020–2024 ligger till grund.",
        "Enkäten gjordes från den 1 mars 2023 till den 30 april 2023.",
        "Under 2022 anmäldes 58 fall.",
        "Regeringens program 2017–2026 ligger till grund.",
    ],
)
def test_other_periods_do_not_count(noise):
    assert period(TITLE + noise + "\n" + RIGHT) == years(2024, 2026)
    assert period(TITLE + RIGHT + noise) == years(2024, 2026)
    assert period(TITLE + noise) is None


def test_the_agreement_named_in_a_promise_is_another_document():
    source = (
        PROMISE
        + "Löftet är en del av överenskommelsen Ekdala håller ihop 2024–2026.\nUnder 2025 lovar vi detta."
    )
    assert period(source) == years(2025, 2025)


def test_a_prolongation_moves_the_end():
    source = TITLE + RIGHT + "(Förlängd till och med den 31 december 2028 genom beslut den 3 mars 2026.)"
    assert period(source) == (date(2024, 1, 1), date(2028, 12, 31), False)


def test_the_day_of_signing_is_the_start_of_a_duration():
    source = TITLE + "Avtalet gäller två år från undertecknandet."
    assert period(source, signed=date(2024, 2, 19)) == (date(2024, 2, 19), date(2026, 2, 18), False)


def test_a_date_without_a_year_is_read_in_the_year_of_the_signing():
    assert period(TITLE + "Detta gäller från den 1 april.", signed=date(2025, 3, 21)) == (
        date(2025, 4, 1),
        None,
        False,
    )


def test_the_running_header_is_the_last_resort():
    assert period(
        "# Samverkan i Ekdala\nVi ska ses ofta.", header="Tillsammans för Ekdala 2019–2022"
    ) == years(2019, 2022)


def test_a_term_for_something_else_gives_no_period():
    assert period(TITLE + "Samtycket gäller i sex månader.") is None


def test_no_period_at_all():
    assert period("# Anteckningar\nVi talade om vädret.") is None


def test_grounds_and_place_are_kept():
    read = document(TITLE + RIGHT)
    found = document_period(read)
    assert found is not None and found.mention is not None
    assert "verb" in found.grounds
    assert read.text[found.mention.start : found.mention.end].endswith("31 december 2026")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("från undertecknandet till och med 2018-12-31", date(2016, 3, 14)),
        ("fr.o.m. underskrift t.o.m. 2018-12-31", date(2016, 3, 14)),
        ("till och med 2018-12-31", date(2016, 1, 1)),
    ],
)
def test_a_start_at_the_signing_is_its_day(words, first):
    source = document(f"# Överenskommelse 2016–2018\n## Giltighet\nÖverenskommelsen gäller {words}.")
    found = document_period(source, signed=date(2016, 3, 14))
    assert found is not None
    assert (found.first, found.last) == (first, date(2018, 12, 31))


HOLDS = TITLE + "# Giltighet\nAvtalet gäller från och med 2021-01-01 till och med 2023-12-31. "


@pytest.mark.parametrize(
    ("more", "renews"),
    [
        (
            "Det förlängs sedan med två år i taget om inte någon part säger upp det senast den 1 oktober.",
            True,
        ),
        (
            "Om ingen av parterna säger upp avtalet tre månader före dess slut förlängs det med ett år i sänder.",
            True,
        ),
        ("Uppsägning ska ske skriftligen, i annat fall förlängs avtalet med ett år i sänder.", True),
        ("Därefter förlängs det automatiskt med ett år.", True),
        ("Det löper vidare ett år i taget så länge ingen säger upp det.", True),
        ("Det förlängs inte automatiskt.", False),
        ("Parterna tar senast den 1 mars ställning till om det ska förlängas.", False),
        ("Den förra förlängdes genom beslut i nämnden om ingen sade upp den.", False),
        ("Det kan förlängas efter beslut. Den som säger upp det gör det skriftligt.", False),
    ],
)
def test_it_goes_on_by_itself(more, renews):
    found = document_period(document(HOLDS + more))
    assert (found.last, found.open_ended, found.renews) == (date(2023, 12, 31), False, renews)


PROLONGED = (
    "Kommunen och lokalpolisområdet tecknade den 3 mars 2019 en överenskommelse som gällde 2020–2023. Parterna är "
    "ense om att förlänga den till och med den 31 december 2026. I övrigt gäller 2019 års text oförändrad."
)


def test_a_prolonged_agreement_begins_when_the_first_one_did():
    assert period(TITLE + PROLONGED, signed=date(2023, 12, 18)) == (
        date(2020, 1, 1),
        date(2026, 12, 31),
        False,
    )


def test_a_year_that_names_another_paper_is_no_period():
    assert period(TITLE + "Där inget annat sägs gäller 2019 års text (bilaga A) oförändrad.") is None


def test_the_day_of_a_law_and_the_years_of_what_was_are_not_the_documents():
    law = "Riksdagen har sagt ja, och den nya lagen träder i kraft den 1 juli 2023.\n\n"
    assert period(TITLE + law) is None
    assert period(TITLE + law + "Överenskommelsen gäller från den 1 maj 2023.") == (
        date(2023, 5, 1),
        None,
        False,
    )
    was = "Området har en historia. Mellan 2012 och 2015 drevs ett projekt om utemiljön.\n"
    assert period(TITLE + was) is None
    assert period(TITLE + "Åren 2012–2015 avser projektet.", signed=date(2023, 10, 16)) is None
    own = "Med stöd av lagen gäller överenskommelsen från den 1 maj 2024."
    assert period(TITLE + own) == (date(2024, 5, 1), None, False)


@pytest.mark.parametrize(
    "told",
    [
        "Bestämmelserna i denna överenskommelse gäller från den 1 mars 2024 till den 31 december 2027.",
        "Detta förslag gäller från den 1 mars 2024 till den 31 december 2027.",
        "Lagen trädde i kraft den 1 juli 2023 och denna samverkansöverenskommelse gäller från den 1 mars 2024 till den 31 december 2027.",
    ],
)
def test_a_law_named_beside_the_document_takes_nothing_from_its_period(told):
    assert period(TITLE + told) == (date(2024, 3, 1), date(2027, 12, 31), False)


def test_what_was_prolonged_before_it_was_signed_keeps_its_start():
    told = (
        "Överenskommelsen gäller från den 1 januari 2020 till och med den 31 december 2022. "
        "Överenskommelsen förlängs till och med den 31 december 2026."
    )
    assert period(TITLE + told, signed=date(2025, 2, 1)) == (date(2020, 1, 1), date(2026, 12, 31), False)


def test_what_was_prolonged_once_is_not_the_documents_period():
    assert period(TITLE + "Överenskommelsen för 2020–2023 förlängdes i väntan på den nya lagen.") is None
    assert (
        period(TITLE + "Handlingen gäller ett år från undertecknandet.", signed=date(2025, 3, 1)) is not None
    )
