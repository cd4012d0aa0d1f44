"""What a single promise says: who, what, where, how much, when and for which year."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers.entry import read_document
from overenskommelse_granskning.thread.promise_parts import find_pledges
from overenskommelse_granskning.thread.promises import every_promise, find_promises


class Said:
    """The promises of a text in Markdown, with their parts as strings."""

    def __init__(self, text: str) -> None:
        self.document = read_document(text.encode("utf-8"), filename="lofte.md")
        self.found = find_pledges(analyse(self.document))

    def text(self, span) -> str | None:
        return None if span is None else self.document.text[span.start : span.end]

    def column(self, name: str) -> list:
        if name == "party":
            return [p.actor.party if p.actor else None for p in self.found]
        if name == "actor":
            return [self.text(p.actor.span) if p.actor else None for p in self.found]
        if name == "numbers":
            return [[(q.value, q.unit_text) for _, q in p.quantities] for p in self.found]
        if name == "years":
            return [p.years for p in self.found]
        if name == "places":
            return [[self.text(place) for place in p.places] for p in self.found]
        return [self.text(getattr(p, name)) for p in self.found]


def one(item: str, lead: str = "Det här lovar vi:") -> Said:
    """One promise, beside another that makes the list a list."""
    return Said(f"# Medborgarlöfte för Tallnäs kommun\n\n{lead}\n\n- {item}\n- Goda grannar\n")


@pytest.mark.parametrize(
    ("item", "actor", "party"),
    [
        ("Polisen fotpatrullerar torget varje fredag", "Polisen", "police"),
        ("Kommunen byter lamporna", "Kommunen", "municipality"),
        ("Polisen och kommunen vandrar med boende", "Polisen och kommunen", "both"),
        ("Tillsammans håller vi öppet hus", "Tillsammans", "both"),
        ("Lamporna byts av kommunens parkenhet", "kommunens parkenhet", "municipality"),
        ("Hyresvärden byter portkoder", "Hyresvärden", "other"),
        ("Polisens fotpatrull varannan helg", "Polisens fotpatrull", "police"),
        ("Öppenheten ska bli större", None, None),
        ("En nattvandrargrupp startas", None, None),
        ("Samarbetet med Kustbevakningen stärks", None, None),
    ],
)
def test_who(item: str, actor: str | None, party: str | None) -> None:
    said = one(item, "Följande ska göras:")
    assert (said.column("actor")[0], said.column("party")[0]) == (actor, party)


def test_who_stands_in_the_label_above() -> None:
    said = Said(
        "# Löfte\n\n**Polisen**\n\n- mäter farten\n- går till fots\n\n**Vi båda**\n\n- går fyra rundor\n- lyssnar\n"
    )
    assert said.column("party") == ["police", "police", "both", "both"]
    assert said.column("actor")[:1] == ["Polisen"]


def test_who_stands_in_the_sentence_that_a_promise_is_a_part_of() -> None:
    said = Said("# Löfte\n\nKommunen lovar att byta lamporna i parken, klippa buskarna och städa torget.\n")
    assert said.column("party") == ["municipality"] * 3
    assert said.column("activity") == ["byta lamporna i parken", "klippa buskarna", "städa torget"]


TABLE = """# Löfte

## Vi kommer att

| Vem | Vad | Hur ofta eller när |
|---|---|---|
| Polisen | kontrollerar mopeder vid Folkparken | tolv gånger, april–september |
| Kommunen | byter 34 armaturer | klart 30 september 2025 |
| Båda | vandrar med boende | |
"""


def test_a_table_says_who_what_and_when_in_its_columns() -> None:
    said = Said(TABLE)
    assert said.column("actor") == ["Polisen", "Kommunen", "Båda"]
    assert said.column("party") == ["police", "municipality", "both"]
    assert said.column("activity") == [
        "kontrollerar mopeder vid Folkparken",
        "byter 34 armaturer",
        "vandrar med boende",
    ]
    assert said.column("numbers") == [[(12.0, "gånger")], [(34.0, "armaturer")], []]
    assert said.column("time") == ["april–september", "klart 30 september 2025", None]


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ("Fotpatrull vid stationen", ["stationen"]),
        ("Mätningar på Strandgatan i juli", ["Strandgatan"]),
        ("Läxhjälp på Spolgatan 8, tre eftermiddagar i veckan", ["Spolgatan 8"]),
        ("Kontroller vid leden i Viksele", ["leden i Viksele"]),
        ("Fältarna finns på fritidsgården Kuben varje torsdag", ["fritidsgården Kuben"]),
        ("Bom vid båtrampen", ["båtrampen"]),
        ("Kommunen ställer ut fritidsgårdens vagn vid badet", ["badet"]),
        ("Extra bemanning vid skolstarten", []),
        ("Öppet hus i Tallnäs", []),
        ("God ton", []),
        ("Patrull vid badplatsen och torget", ["badplatsen", "torget"]),
        ("Ny belysning på stigen mellan hamnen och Norrskolan", ["mellan hamnen och Norrskolan"]),
        ("Lampor längs cykelvägen mellan hamnen och torget", ["cykelvägen mellan hamnen och torget"]),
        ("Vakt på parkeringen bakom biblioteket", ["parkeringen bakom biblioteket"]),
        ("Öppet hus, ett i Viksele och ett i Tallnäs", ["Viksele", "Tallnäs"]),
        ("Rundor i Viksele, Ekö och Tallnäs", ["Viksele", "Ekö", "Tallnäs"]),
    ],
)
def test_where(item: str, place: list[str]) -> None:
    assert one(item).column("places")[0] == place


def test_the_area_above_a_list_is_the_place_of_what_names_none() -> None:
    said = Said(
        "# Löfte\n\n## Friluftsbadet\n\n- väktare vid grindarna\n- god sämja\n\n## Trafiken\n\n- lägre fart\n- vett\n"
    )
    assert said.column("places") == [["Friluftsbadet"], ["Friluftsbadet"], [], []]


@pytest.mark.parametrize(
    ("item", "numbers"),
    [
        ("minst tolv trygghetsvandringar", [(12.0, "trygghetsvandringar")]),
        ("tre kvällar i veckan, vecka 26–32", [(3.0, "kvällar")]),
        ("en föräldrakväll per termin på skolan", [(1.0, "föräldrakväll")]),
        ("vuxna vid macken varje skoldag", [(1.0, "varje skoldag")]),
        ("patrull mellan 19 och 22", []),
        ("andelen otrygga under 20 procent", [(20.0, "procent")]),
        ("skolvärdar i årskurs 7", []),
        ("besök i alla klasser i årskurs 8", [(100.0, "klasser")]),
        ("trygghet för alla boende", []),
    ],
)
def test_how_much(item: str, numbers: list) -> None:
    assert one(item).column("numbers")[0] == numbers


@pytest.mark.parametrize(
    ("item", "time"),
    [
        ("Kommunen bygger hinder före den 10 juni", "före den 10 juni"),
        ("Polisen mäter farten från september till mars", "från september till mars"),
        ("Passagen är klar till skolstarten 2025", "klar till skolstarten 2025"),
        ("Polisen finns vid torget under perioden maj–augusti", "under perioden maj–augusti"),
        ("Fältarna är ute under höstlovet", "under höstlovet"),
        ("Gott bemötande", None),
    ],
)
def test_when(item: str, time: str | None) -> None:
    assert one(item).column("time")[0] == time


def test_when_may_stand_above_but_a_bare_year_in_a_heading_is_the_year() -> None:
    assert one("lampor byts", "Under 2024 gör vi detta:").column("time")[0] == "Under 2024"
    said = Said("# Löfte\n\n## Det gör vi under hösten\n\n- lampor byts\n- gatan lagas senast i maj\n")
    assert said.column("time") == ["under hösten", "senast i maj"]
    said = Said("# Löfte\n\n## 2024\n\n- lampor byts\n- gatan lagas\n")
    assert said.column("time") == [None, None] and said.column("years") == [(2024, 2024)] * 2


def test_what_stands_above_the_labels_holds_for_all_lists_below_them() -> None:
    said = Said(
        "# Löfte\n\nDet här gör vi under 2025\n\nPolisen lovar att\n\n- mäta farten\n- gå till fots\n\n"
        "Kommunen lovar att\n\n- byta lampor\n- klippa buskar\n\nTillsammans ska vi\n\n- vandra i skogen\n- lyssna på boende\n"
    )
    assert said.column("time") == ["under 2025"] * 6
    assert said.column("party") == ["police"] * 2 + ["municipality"] * 2 + ["both"] * 2


@pytest.mark.parametrize(
    ("item", "activity"),
    [
        ("mäter farten på Strandgatan minst 24 gånger från den 1 juni", "mäter farten på Strandgatan"),
        ("Polisen ska köra kontroller vid skolan två gånger i månaden", "köra kontroller vid skolan"),
        ("bygger tre farthinder vid kiosken före den 10 juni", "bygger tre farthinder vid kiosken"),
        ("Minst tio kontroller.", "Minst tio kontroller"),
    ],
)
def test_what(item: str, activity: str) -> None:
    assert one(item).column("activity")[0] == activity


YEARS = """# Medborgarlöften

## 2024

- Nattvandring i Åparken
- Nya lampor

## 2023

Löftet gällde från januari till december 2023.

- Sex trafikkontroller
- Fyra vandringar

## Medborgarlöfte 2021–22

Kommunen ska öppna fritidsgården på lördagar. Polisen ska besöka alla skolor.
"""


def test_every_year_on_the_page_is_told_and_kept_apart() -> None:
    said = Said(YEARS)
    assert [(said.text(p.span), p.years) for p in said.found] == [
        ("Nattvandring i Åparken", (2024, 2024)),
        ("Nya lampor", (2024, 2024)),
        ("Sex trafikkontroller", (2023, 2023)),
        ("Fyra vandringar", (2023, 2023)),
        ("Kommunen ska öppna fritidsgården på lördagar.", (2021, 2022)),
        ("Polisen ska besöka alla skolor.", (2021, 2022)),
    ]


def test_the_criteria_look_at_the_newest_year_and_find_no_other_promises() -> None:
    analysis = analyse(read_document(YEARS.encode("utf-8"), filename="lofte.md"))
    newest, every = find_promises(analysis), every_promise(analysis)
    assert [p.units[0].text for p in newest] == ["Nattvandring i Åparken", "Nya lampor"]
    assert set(newest) <= set(every) and len(every) == 6


def test_what_became_of_an_older_year_is_no_promise() -> None:
    text = "# Löften\n\n## 2024\n\n- Nattvandring\n- Nya lampor\n\n## 2023\n\n- Sex kontroller genomfördes\n- Fyra vandringar hölls\n"
    assert [p.years for p in Said(text).found] == [(2024, 2024)] * 2


def test_counts_below_what_they_count_belong_to_it() -> None:
    said = Said(
        "# Löfte\n\nVi lovar:\n\n- Fotpatrull i centrum\n  - två gånger i veckan\n  - minst 40 pass under året\n- Nya lampor\n"
    )
    assert [said.text(p.span).split("\n")[0] for p in said.found] == ["Fotpatrull i centrum", "Nya lampor"]
    assert [v for v, _ in said.column("numbers")[0]] == [2.0, 40.0]


def test_we_below_one_party_is_that_party() -> None:
    said = Said(
        "# Löfte från polisen och Tallnäs kommun\n\n## Kommunen\n\n- Vi byter lampor\n- Vi klipper buskar\n\n"
        "## Gemensamt\n\n- Vi vandrar i skogen\n- Vi lyssnar på boende\n"
    )
    assert said.column("party") == ["municipality", "municipality", "both", "both"]


def test_lines_that_go_on_with_att_are_promises_of_their_own() -> None:
    said = Said(
        "# Löfte\n\n## Vi lovar\n\nAtt polisen mäter farten.\nAtt kommunen byter lampor.\n\nAtt båda lyssnar.\n"
    )
    assert len(said.found) == 3


@pytest.mark.parametrize(
    ("lead", "years"),
    [
        ("Vi lovar för tiden 1 april 2026 till 31 mars 2027:", (2026, 2027)),
        ("Vi lovar 1 maj 2026–30 april 2028:", (2026, 2028)),
        ("Vi lovar från 2026-04-01 till 2027-03-31:", (2026, 2027)),
        ("Vi lovar 2026–27:", (2026, 2027)),
    ],
)
def test_the_day_of_an_end_is_no_year(lead: str, years: tuple[int, int]) -> None:
    assert one("lampor byts", lead).column("years")[0] == years


COLUMNS = """# Medborgarlöfte för Tallnäs kommun

## Det här åtar vi oss

| Åtagande | Utförs av | Hur ofta | Var | Mäts genom |
|---|---|---|---|---|
| Fotpatrull | Polisen | Minst fyra kvällar per vecka | kajen | 20 timmar |
| Läxhjälp i biblioteket | Kommunen, kultur och fritid | Klart senast den 30 maj 2026 | | Antal |
| Samtal | Polisen och skolan | Löpande | – | Antal |
| | Polisen | | torget | |

## Underskrifter

| Anna Ek, kommunstyrelsens ordförande | Bo Alm, lokalpolisområdeschef |
|---|---|
| Tallnäs kommun | Polismyndigheten |
"""


def test_every_cell_is_read_by_its_column_and_rows_without_a_promise_are_none() -> None:
    said = Said(COLUMNS)
    assert said.column("activity") == ["Fotpatrull", "Läxhjälp i biblioteket", "Samtal"]
    assert said.column("actor") == ["Polisen", "Kommunen, kultur och fritid", "Polisen och skolan"]
    assert said.column("places") == [["kajen"], ["biblioteket"], []]
    assert said.column("numbers") == [[(4.0, "kvällar")], [], []]
    assert said.column("time") == [None, "Klart senast den 30 maj 2026", None]


def test_without_headers_that_tell_the_cells_do() -> None:
    said = Said(
        "# Löfte\n\n## Vi lovar\n\n| Ställe | Leverans | Volym |\n|---|---|---|\n"
        "| Torget | Västar åt vuxna | varje fredag och lördag |\n| Torget | Fotpatrull | 4 pass i veckan |\n\n"
        "| Förråd | Så här |\n|---|---|\n| Närpoliser | går igenom dem varje månad |\n"
    )
    assert said.column("activity") == ["Västar åt vuxna", "Fotpatrull", "går igenom dem"]
    assert said.column("places") == [["Torget"], ["Torget"], []]
    assert said.column("actor")[2] == "Närpoliser"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("Värdar på torget fredagar och lördagar 20–01", ["fredagar och lördagar 20–01"]),
        ("Gården är öppen även på lördagar, klockan 18–23, hela juli", ["lördagar, klockan 18–23"]),
        ("Läxhjälp måndag–torsdag, klockan 15–17", ["måndag–torsdag, klockan 15–17"]),
        ("Fältare på torget varje fredag kl. 20–23", ["varje fredag kl. 20–23"]),
        ("Vandring i Ekparken 22 april och 14 oktober", ["22 april och 14 oktober"]),
        ("Vandring i Ekparken från 22 april till 14 oktober", []),
        ("Städdagar vår och höst", ["vår och höst"]),
        ("minst 25 mopeder och bilar i månaden", ["minst 25 mopeder och bilar i månaden"]),
        ("mäter farten minst två gånger per skola och termin", ["minst två gånger per skola och termin"]),
        ("ett torg där alla känner sig sedda", []),
        ("nya lampor så att alla stolpar lyser", ["alla stolpar"]),
        ("40 fredags- och lördagskvällar", ["40 fredags"]),
    ],
)
def test_how_much_in_the_words_of_the_text(item: str, said: list[str]) -> None:
    found = one(item)
    assert [found.text(span) for span, _ in found.found[0].quantities] == said


@pytest.mark.parametrize(
    ("item", "time"),
    [
        ("Trasiga lampor lagas inom fem arbetsdagar", "inom fem arbetsdagar"),
        ("Klotter är borta inom 48 timmar", "inom 48 timmar"),
        ("Polisen svarar samma dag", "samma dag"),
        ("Koder byts före midsommar", "före midsommar"),
        ("Vandring i Ekparken 22 april och 14 oktober", "22 april och 14 oktober"),
    ],
)
def test_a_limit_and_dated_occasions_say_when(item: str, time: str) -> None:
    assert one(item).column("time")[0] == time


@pytest.mark.parametrize(
    ("item", "places"),
    [
        ("Vandring i Ekparken 22 april och 14 oktober", ["Ekparken"]),
        ("Kontroller på Konsums parkering", ["Konsums parkering"]),
        ("Mätningar vid Ekskolan, Norra skolan och Hagaskolan", ["Ekskolan", "Norra skolan", "Hagaskolan"]),
        ("Brev till Tallnäsborna", []),
    ],
)
def test_where_a_place_ends(item: str, places: list[str]) -> None:
    assert one(item).column("places")[0] == places


@pytest.mark.parametrize(
    ("item", "actor", "party"),
    [
        ("Polisen och kommunens fältare finns på torget", "Polisen och kommunens fältare", "both"),
        ("Kommunens bostadsbolag byter lås", "Kommunens bostadsbolag", "other"),
    ],
)
def test_who_with_those_beside(item: str, actor: str, party: str) -> None:
    said = one(item)
    assert (said.column("actor")[0], said.column("party")[0]) == (actor, party)


def test_a_heading_is_no_place_but_may_name_one() -> None:
    said = Said("# Löfte\n\n## Lugnare utanför skolan\n\nKommunen ska sätta upp skyltar.\n")
    assert said.column("places") == [["skolan"]]


def test_who_acts_behind_the_verb_and_by_a_name_of_its_own() -> None:
    said = Said(
        "# Vi lovar i Tallnäs\n\nTallnäs kommun + Polisen + Ekbostäder\n\n- Anmäl lampan så lagar kommunen den\n"
        "- Ekbostäder byter koder\n- Klotter tvättas\n"
    )
    assert said.column("actor")[:2] == ["kommunen", "Ekbostäder"]
    assert said.column("party")[:2] == ["municipality", "other"]


@pytest.mark.parametrize(
    ("said", "time"),
    [
        (
            "Löftet gäller från och med den 1 mars till och med den 31 oktober 2026.",
            "från och med den 1 mars till och med den 31 oktober 2026",
        ),
        ("Löftena gäller under hela 2026.", "under hela 2026"),
        ("Löftet gäller 1 mars–31 oktober 2026.", "1 mars–31 oktober 2026"),
    ],
)
@pytest.mark.parametrize("where", ["- {}", "\n{}", "\n## Tid\n\n{}"])
def test_the_time_that_the_promises_hold_is_that_of_those_that_name_none(
    said: str, time: str, where: str
) -> None:
    text = "# Löften\n\nVi lovar:\n\n- Polisen går genom parken.\n- Kommunen lagar bryggan före juni.\n"
    assert Said(f"{text}{where.format(said)}\n").column("time") == [time, "före juni"]


def test_the_time_of_one_year_is_not_that_of_another_on_the_page() -> None:
    text = (
        "# Medborgarlöften\n\n## Löften 2026\n\nVi lovar:\n\n- Polisen går genom parken.\n- Kommunen lagar bryggan.\n\n"
        "Löftet gäller till och med november 2026.\n\n## Löften 2024\n\nVi lovar:\n\n- Polisen besöker skolan.\n- Kommunen klipper häckar.\n"
    )
    assert [time is not None for time in Said(text).column("time")] == [True, True, False, False]
