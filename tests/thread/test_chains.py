"""Den röda tråden in documents laid out in different ways: what is tied to which problem, and what is not."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.thread.columns import Link
from overenskommelse_granskning.thread.marks import Marks
from thread_samples import chains, given, thread

HEADINGS = """
## Prioriterade områden

Parterna har valt två problem.

### Inbrott i förråd på Lövhöjden

Inbrotten beror på att källardörrarna saknar lås och att ingen ser gården.

Målet är att antalet anmälda inbrott ska vara högst 12 under 2027.

Bostadsbolaget byter låsen senast den 30 juni 2026.

### Bråk vid Kvarntorget

Krogarna stänger samtidigt, vilket gör att många blir stående på torget.

## Uppföljning

Styrgruppen följer i januari varje år upp vart och ett av problemen.
"""


def test_areas_as_headings_with_their_parts_below() -> None:
    rows = thread(HEADINGS)
    assert list(rows) == ["Inbrott i förråd på Lövhöjden", "Bråk vid Kvarntorget"]
    theft = rows["Inbrott i förråd på Lövhöjden"]
    assert theft["cause"] == "Inbrotten beror på att källardörrarna saknar lås och att ingen ser gården."
    assert theft["goal"] == "Målet är att antalet anmälda inbrott ska vara högst 12 under 2027."
    assert theft["measure"] == "Bostadsbolaget byter låsen senast den 30 juni 2026."
    assert theft["responsible"] == "Bostadsbolaget"
    assert theft["time"] in ("under 2027", "den 30 juni 2026")
    assert theft["follow_up"] == "Styrgruppen följer i januari varje år upp vart och ett av problemen."


def test_nothing_is_invented_for_a_problem_that_is_only_described() -> None:
    assert given(thread(HEADINGS)["Bråk vid Kvarntorget"]) == {"cause", "follow_up"}


def test_what_a_problem_depends_on_is_nothing_that_is_done_about_it() -> None:
    text = HEADINGS.replace(
        "### Bråk vid Kvarntorget\n", "### Bråk vid Kvarntorget\n\n#### Åtgärder\n"
    ).replace(
        "Krogarna stänger samtidigt, vilket gör att många blir stående på torget.",
        "Att krogarna stänger samtidigt bidrar till bråken, och kontroller görs sällan.",
    )
    assert given(thread(text)["Bråk vid Kvarntorget"]) == {"cause", "follow_up"}


def test_whether_the_goal_can_be_measured() -> None:
    found, _ = chains(HEADINGS)
    assert [c.goal_measurable for c in found] == [True, False]


def test_a_review_of_everything_together_is_no_follow_up_of_each() -> None:
    text = HEADINGS.replace("vart och ett av problemen", "arbetet enligt överenskommelsen")
    assert all(row["follow_up"] is None for row in thread(text).values())


PLAN = """
## Prioriterade områden

Parterna har valt två problem.

- Cykelstölder vid stationen
- Langning till minderåriga

## Plan

| Vem | När | Vad vi gör | Problem | Så följer vi upp |
|---|---|---|---|---|
| Parkchefen | maj 2026 | Nya cykelställ med ramlås | Cykelstölderna | Räkning i oktober |
| – | – | Tillsyn av butiker som säljer folköl | Langningen | – |
"""


def test_a_plan_in_any_column_order_joins_its_problems_by_short_name() -> None:
    rows = thread(PLAN)
    bikes, liquor = rows["Cykelstölder vid stationen"], rows["Langning till minderåriga"]
    assert bikes == {
        "cause": None,
        "goal": None,
        "measure": "Nya cykelställ med ramlås",
        "responsible": "Parkchefen",
        "time": "maj 2026",
        "follow_up": "Räkning i oktober",
    }
    assert given(liquor) == {"measure"}


def test_an_empty_cell_below_a_problem_goes_on_with_it() -> None:
    row = "| – | – | Tillsyn av butiker som säljer folköl | Langningen | – |"
    text = PLAN.replace(row, "| Gatuchefen | juni 2026 | Starkare lampor |  | Mätning |")
    found, source = chains(text)
    measures = [source[g.span.start : g.span.end] for g in found[0].parts["measure"]]
    assert measures == ["Nya cykelställ med ramlås", "Starkare lampor"]


NUMBERED = """
## Prioriterade problem

1. Stölder ur fritidshus
2. Buskörning med moped

## Orsaker

Problem 1 beror på att husen står tomma på vintern. Problem 2 hänger ihop med att det inte finns någon plats att meka.

## Åtgärder

| Nr | Åtgärd | Ansvarig | Tid |
|---|---|---|---|
| 1 | Märkning av verktyg | Kommunpolisen | Mars 2026 |
| 2 | Öppen verkstad på torsdagar | Fritidschefen | Från april 2026 |
"""


def test_problems_that_are_later_referred_to_by_number() -> None:
    first, second = thread(NUMBERED).values()
    assert first["cause"] == "Problem 1 beror på att husen står tomma på vintern."
    assert first["measure"] == "Märkning av verktyg"
    assert second["cause"] == "Problem 2 hänger ihop med att det inte finns någon plats att meka."
    assert (second["responsible"], second["time"]) == ("Fritidschefen", "Från april 2026")


TABLE_PER_AREA = """
## Fokusområden

Vi har valt två områden.

### A. Skadegörelse på skolor

| Åtgärd | Ansvarig | Tid |
|---|---|---|
| Kameror vid gavlarna | Fastighetschefen | 2026 |

### B. Langning

| Åtgärd | Ansvarig | Tid |
|---|---|---|
| Kontrollköp | Alkoholhandläggaren | varje termin |
"""


def test_a_table_per_area() -> None:
    school, liquor = thread(TABLE_PER_AREA).values()
    assert (school["measure"], school["responsible"], school["time"]) == (
        "Kameror vid gavlarna",
        "Fastighetschefen",
        "2026",
    )
    assert (liquor["measure"], liquor["time"]) == ("Kontrollköp", "varje termin")


SIDES = """
## Prioriterade problem

Två problem har valts: cykelstölder och klotter.

## Plan

|  | Cykelstölder | Klotter |
|---|---|---|
| Orsak | Dåliga ställ | Mörka gavlar |
| Mål | Högst 20 stölder 2027 | Hälften så mycket 2027 som 2025 |
| Åtgärd | Ramlås lånas ut | Sanering inom ett dygn |
| Ansvarig | Parkchefen | Fastighetsbolaget |
"""


def test_a_table_with_a_column_per_problem() -> None:
    bikes, graffiti = thread(SIDES).values()
    assert (bikes["cause"], bikes["measure"], bikes["responsible"]) == (
        "Dåliga ställ",
        "Ramlås lånas ut",
        "Parkchefen",
    )
    assert (graffiti["cause"], graffiti["goal"]) == ("Mörka gavlar", "Hälften så mycket 2027 som 2025")


LABELS = """
## Våra tre problem

**Rattfylleri**

Orsak: sista bussen går klockan 20.

Mål: högst 15 anmälda fall under 2027.

Åtgärd: Kommunen kör en nattbuss på fredagar.

Uppföljning: antalet resor räknas i december.

**Inbrott i garage**

Orsak: portarna är olåsta.

**Skadegörelse på lekplatser**

Mål: färre sönderslagna gungor.
"""


def test_labelled_lines_below_a_title() -> None:
    driving, burglary, damage = thread(LABELS).values()
    assert driving["cause"] == "sista bussen går klockan 20."
    assert driving["goal"] == "Mål: högst 15 anmälda fall under 2027." or driving["goal"].startswith(
        "högst 15"
    )
    assert driving["responsible"] == "Kommunen"
    assert driving["follow_up"] == "antalet resor räknas i december."
    assert given(burglary) == {"cause"}
    assert given(damage) == {"goal"}


PROSE = """
## Det vi har valt

Tre problem omfattas, nämligen stölder av båtmotorer, narkotika i Stadsparken samt bedrägerier mot äldre.

## Så gör vi

Båtmotorerna. Hamnkontoret lånar ut märkutrustning i maj 2026.

Narkotikan i Stadsparken säljs där buskarna skymmer. Därför röjer parkförvaltningen buskarna före den 1 maj 2026.

Hemtjänsten utbildar personalen om bluffsamtal.
"""


def test_problems_in_one_sentence_that_come_back_by_short_name_and_theme() -> None:
    boats, drugs, fraud = thread(PROSE).values()
    assert (boats["responsible"], boats["time"]) == ("Hamnkontoret", "maj 2026")
    assert drugs["cause"] == "Narkotikan i Stadsparken säljs där buskarna skymmer."
    assert drugs["measure"] == "Därför röjer parkförvaltningen buskarna före den 1 maj 2026."
    assert fraud["measure"] == "Hemtjänsten utbildar personalen om bluffsamtal."


def test_a_negated_sentence_is_no_part_but_may_be_a_cause() -> None:
    text = HEADINGS + "\n### Inbrott i förråd\n\nNågon uppföljning av inbrotten har inte gjorts.\n"
    assert "har inte gjorts" not in str(thread(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# En rubrik",
        "Kommunen och polisen samverkar.",
        "| Åtgärd | Ansvarig |\n|---|---|\n| Fler lampor | Gatuchefen |",
    ],
)
def test_a_text_without_problems_has_no_thread(text: str) -> None:
    assert chains(text)[0] == ()


def test_every_part_is_a_stretch_of_the_text() -> None:
    for text in (HEADINGS, PLAN, NUMBERED, TABLE_PER_AREA, SIDES, LABELS, PROSE):
        found, source = chains(text)
        for chain in found:
            for parts in chain.parts.values():
                for part in parts:
                    assert source[part.span.start : part.span.end].strip()


def test_a_problem_is_no_part_of_its_own_chain() -> None:
    text = """
## Prioriterade områden

Parterna har enats om följande områden:

- klotter i gångtunneln vid stationen
- cannabis bland elever i årskurs 8–9 vid Åskolan

## Åtgärder

| Åtgärd | Ansvarig | När |
|---|---|---|
| Målning av gångtunneln mot klotter | Gatuchefen | Maj 2026 |
| Föräldramöten i årskurs 7 om cannabis | Rektorerna | Varje hösttermin |
"""
    rows = thread(text)
    assert rows["klotter i gångtunneln vid stationen"]["measure"] == "Målning av gångtunneln mot klotter"
    named = "cannabis bland elever i årskurs 8–9 vid Åskolan"
    assert rows[named]["measure"] == "Föräldramöten i årskurs 7 om cannabis"


CHAPTERS = """
## 4 Prioriterade områden

Parterna har valt två områden.

### 4.1 Unga och langning

Langningen sker vid badet.

### 4.2 Trygghet på stationsområdet

Många undviker platsen.

## 5 Mål för områdena

| {nr} | Mål | Mäts genom |
|---|---|---|
| 4.1 | Färre elever dricker alkohol | Skolenkäten |
| 4.2 | Färre resenärer känner sig hotade | Resenärsenkäten |
| 4.2 | Elever ska trivas på väg hem | Skolenkäten |
"""


@pytest.mark.parametrize("header", ["Område", "Avsnitt"])
def test_rows_are_tied_by_the_number_of_the_heading(header: str) -> None:
    rows, text = chains(CHAPTERS.replace("{nr}", header))
    told = [[text[g.span.start : g.span.end] for g in c.parts[Link.GOAL]] for c in rows]
    assert told == [
        ["Färre elever dricker alkohol"],
        ["Färre resenärer känner sig hotade", "Elever ska trivas på väg hem"],
    ]


def test_a_table_with_numbers_of_its_own_is_not_read_by_headings() -> None:
    marks = Marks({}, 2, in_order=True, chapters={"4.1": 0, "4.2": 1})
    assert marks.column(["4.1 Unga", "4.2", "", "4.2"]) == (0, 1, None, 1)
    assert marks.column(["4.1", "4.2", "4.3"]) == (None, None, None)


LISTED = """
## Parternas ansvar

| Kommunen | Polisen |
|---|---|
| Ansvarar för skola och fritid genom socialtjänsten | Ansvarar för utredning |
| Utser samordnaren, som håller ihop arbetet med langning | Utser kommunpolis |

## Prioriterade områden

Parterna har valt två områden.

### Langning till unga

Insatser under perioden:

- möten om alkohol i årskurs 8 (skolan och kommunpolis)
- ronder vid badet i juni 2026

### Otrygghet vid stationen

- polisen går till fots på perrongen
- väktare rondar i väntsalen
- ny belysning i tunneln, tekniska förvaltningen, klart 2026
"""


def test_all_items_of_a_list_of_measures_are_read() -> None:
    rows = thread(LISTED)
    liquor, station = rows["Langning till unga"], rows["Otrygghet vid stationen"]
    assert liquor["measure"] == "möten om alkohol i årskurs 8 (skolan och kommunpolis)"
    assert liquor["responsible"] == "skolan"
    assert liquor["time"] == "juni 2026"
    assert station["responsible"] == "polisen"
    assert station["time"] == "2026"
    assert [len(c.commitments) for c in chains(LISTED)[0]] == [2, 3]


def test_a_line_led_by_why_gives_the_cause_of_the_problem_it_names() -> None:
    text = (
        "## Prioriterade områden\n\nVi har valt två områden.\n\n- Langning vid badet\n- Klotter på skolorna\n\n"
        "Varför: kopplat till låga priser och stängd servering vid badet.\n"
    )
    rows = thread(text)
    assert rows["Langning vid badet"]["cause"] == "kopplat till låga priser och stängd servering vid badet."
    assert rows["Klotter på skolorna"]["cause"] is None


def test_a_firm_undertaking_beside_a_vague_one_is_a_measure() -> None:
    text = (
        "## Prioriterade områden\n\nVi har valt två områden.\n\n- Höga hastigheter på Ringvägen\n- Langning vid badet\n\n"
        "## Åtaganden\n\n{line}\n"
    )
    firm = "Polisen ska verka för ökad synlighet, kontrollera farten på Ringvägen samt stödja nattvandrarna."
    row = thread(text.replace("{line}", firm))["Höga hastigheter på Ringvägen"]
    assert (row["measure"], row["responsible"]) == (firm, "Polisen")
    vague = "Polisen ska verka för lägre fart på Ringvägen och ett gott klimat."
    assert thread(text.replace("{line}", vague))["Höga hastigheter på Ringvägen"]["measure"] is None


def test_the_name_of_a_party_in_a_problem_ties_no_row_to_it() -> None:
    text = """
## Parter

Ekdala kommun, Lövnäs kommun och Polismyndigheten, lokalpolisområde Ekdala.

## Prioriterade problem

- Dieselstölder utmed riksvägen
- Bedrägerier mot äldre i Ekdala och Lövnäs

## Åtgärder

| Vad | Vem | När |
|---|---|---|
| Grannsamverkan för åkare | Säkerhetssamordnaren i Lövnäs kommun | Start maj 2026 |
| Bankmöten för äldre | Socialchefen i Ekdala kommun | Två per termin |
"""
    tied = thread(text)
    assert [links["measure"] for links in tied.values()] == [None, "Bankmöten för äldre"]


PLAN_WITH_BLANKS = """
## Prioriterade områden

Parterna har valt två områden.

- Cykelstölder vid stationen
- Langning till minderåriga

## Åtgärder

| Område | Åtgärd | Ansvarig | Klart |
|---|---|---|---|
| Cykelstölder | Nya cykelställ med ramlås ställs ut. | Parkchefen | maj 2026 |
| Langning | Butikerna på Brogatan besöks. | NN | [datum] |
"""


@pytest.mark.parametrize("who", ["NN", "N.N.", "XX", "Ansvarig: NN", "[funktion]", "____", ""])
@pytest.mark.parametrize("when", ["[datum]", "20XX", ""])
def test_a_cell_with_only_a_placeholder_is_an_empty_one(who: str, when: str) -> None:
    rows = thread(PLAN_WITH_BLANKS.replace("| NN | [datum] |", f"| {who} | {when} |"))
    assert rows["Langning till minderåriga"]["measure"] == "Butikerna på Brogatan besöks."
    assert given(rows["Langning till minderåriga"]) == {"measure"}
    assert given(rows["Cykelstölder vid stationen"]) == {"measure", "responsible", "time"}


def test_a_measure_that_is_still_to_be_written_is_none() -> None:
    text = PLAN_WITH_BLANKS.replace("Butikerna på Brogatan besöks. | NN", "[åtgärd] | Kommunpolisen")
    assert "measure" not in given(thread(text)["Langning till minderåriga"])


def test_initials_are_not_somebody_to_be_named() -> None:
    text = PLAN_WITH_BLANKS.replace("| NN | [datum] |", "| NN-skolan | mars 2026 |")
    assert given(thread(text)["Langning till minderåriga"]) == {"measure", "responsible", "time"}


def test_a_paragraph_that_comes_to_another_problem_speaks_of_that() -> None:
    rows = thread("""
## Prioriterade problem

- Stöld av elcyklar
- Våld i hemmet

## Lägesbild

Cyklarna tas från stationens garage. Det beror på att grinden saknar lås. När det gäller våldet är orsaken att den som slår dricker.
""")
    assert rows["Stöld av elcyklar"]["cause"] == "Det beror på att grinden saknar lås."
    assert rows["Våld i hemmet"]["cause"] == "När det gäller våldet är orsaken att den som slår dricker."
