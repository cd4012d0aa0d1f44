"""The thread in the forms that drafts have: lists with paragraphs between, letters, labels, rows half filled in."""

from __future__ import annotations

import pytest

from thread_samples import chains, thread

LIST = """
## Prioriterade problem

Parterna har enats om tre problem:

- Cykelstölder vid Almby station

Ställen saknar möjlighet att låsa fast ramen. Polisen stoppar i snitt två personer i veckan.

- Ungdomar som ska hem men bråkar vid fritidsgården

Ungdomar som ska hem: bråken beror på att fritidsgården stänger klockan 21 medan sista bussen går 22.

- Narkotikaförsäljning på Västergatan

Belysningen är trasig och ingen rör sig där.

## Mål

| Problem | Mål | Mätning |
|---|---|---|
| Cykelstölder vid stationen | Högst 30 anmälda stölder under 2027 | Polisens anmälningar |
| Bråk vid fritidsgården | Högst [antal] kvällar med bråk under 2027 | Fritidsgårdens dagbok |
| Narkotika på Västergatan | Färre ska se öppen försäljning under 2027 | Trygghetsmätningen |

## Åtgärdsplan

| Åtgärd | Ansvarig | Klart |
|---|---|---|
| Trasig belysning på Västergatan byts | [namn] | [datum] |
"""


def test_paragraphs_between_the_items_of_a_list_tell_of_the_item_above() -> None:
    rows = thread(LIST)
    assert list(rows) == [
        "Cykelstölder vid Almby station",
        "Ungdomar som ska hem men bråkar vid fritidsgården",
        "Narkotikaförsäljning på Västergatan",
    ]
    assert [(r["cause"] or "").split()[0] for r in rows.values()] == ["Ställen", "Ungdomar", "Belysningen"]


def test_a_figure_of_what_is_done_is_no_measure() -> None:
    assert thread(LIST)["Cykelstölder vid Almby station"]["measure"] is None


def test_a_row_that_is_half_filled_in_says_what_its_other_cells_say() -> None:
    rows = thread(LIST)
    brawls = rows["Ungdomar som ska hem men bråkar vid fritidsgården"]
    assert (brawls["goal"], brawls["follow_up"]) == (None, "Fritidsgårdens dagbok")
    lights = rows["Narkotikaförsäljning på Västergatan"]
    assert lights["measure"] == "Trasig belysning på Västergatan byts"
    assert lights["responsible"] is None


LETTERS = """
# Överenskommelse

Parterna ska under perioden gemensamt motverka följande problem:

a) rån mot ungdomar vid Resecentrum,

b) häleri med stulna elsparkcyklar, och

c) hot och våld mot kommunens personal.

Kommunen ska:

- montera kameror i gångtunneln (a),
- införa kösystem i receptionen (c).

Polisen ska:

- kontrollera annonser på nätet varje månad (b).
"""


def test_a_letter_behind_a_measure_says_which_problem_it_is_for_and_the_line_above_who_takes_it() -> None:
    rows = thread(LETTERS)
    assert {name: (r["measure"], r["responsible"]) for name, r in rows.items()} == {
        "rån mot ungdomar vid Resecentrum": ("montera kameror i gångtunneln (a),", "Kommunen"),
        "häleri med stulna elsparkcyklar": ("kontrollera annonser på nätet varje månad (b).", "Polisen"),
        "hot och våld mot kommunens personal": ("införa kösystem i receptionen (c).", "Kommunen"),
    }


LABELS = """
## Det här väljer vi

**Källarinbrott på Rönnen**

Varför? Dörrarna går att bryta upp med en skruvmejsel.

Mål: Högst fem inbrott under 2026.

Vi gör: Bobolaget byter till säkerhetsdörrar. Räddningstjänsten har släckt elva bränder.

Hur vet vi? Bobolagets logg.

**Bilder som sprids på Åsskolan**

Varför? Vet vi inte än.

Mål: –

Vi gör: Elevhälsan träffar alla sjuor.
"""


def test_labels_that_ask_and_labels_left_empty() -> None:
    rows = thread(LABELS)
    cellars, pictures = rows["Källarinbrott på Rönnen"], rows["Bilder som sprids på Åsskolan"]
    assert cellars["cause"] == "Dörrarna går att bryta upp med en skruvmejsel."
    assert cellars["follow_up"] == "Bobolagets logg."
    assert [len(c.commitments) for c in chains(LABELS)[0]] == [1, 1]
    assert (pictures["cause"], pictures["goal"]) == (None, None)


HOME = """
## Prioriterade problem

### Bedrägerier mot äldre

{told}

### Våld i nära relation

Socialförvaltningen utbildar all personal under 2026.
"""


def test_when_is_no_form_of_near() -> None:
    rows = thread(HOME.format(told="Att så många luras beror på att de är ensamma när det ringer."))
    assert rows["Bedrägerier mot äldre"]["cause"] is not None
    assert rows["Våld i nära relation"]["cause"] is None


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ("Rutinen används inte av alla, och därför upptäcks lurendrejeriet sent.", True),
        ("Banken larmar, och därför ska hemtjänsten ringa upp.", False),
    ],
)
def test_what_something_else_follows_from_is_its_cause(told: str, cause: bool) -> None:
    assert (thread(HOME.format(told=told))["Bedrägerier mot äldre"]["cause"] is not None) is cause


ANALYSIS = """
## Prioriterade problem

- Trygghet i centrum
- Inbrott i fritidshus

## Lägesbild och orsaksanalys

### Trygghet i centrum

36 procent känner sig otrygga i centrum. Orsaken bedöms vara att bänkarna står dolt.

### Inbrott i fritidshus

Husen står tomma hela vintern.
"""


def test_of_causes_the_one_that_is_said_to_be_one_comes_first() -> None:
    assert thread(ANALYSIS)["Trygghet i centrum"]["cause"] == "Orsaken bedöms vara att bänkarna står dolt."


PROSE = """
# Samverkan mot brott i Ekesta 2025–2027

När uppgifterna lades ihop stod tre saker ut: dieselstölder från gårdar, skadegörelse på Linneskolan och ungas användning av cannabis. \
Statistiken visar 44 dieselstölder. Skadegörelsen på Linneskolan kostade 390 000 kronor. I enkäten svarade 14 procent ja.

Dieselstölderna möjliggörs av att tankarna står olåsta långt från bostadshuset.
"""


def test_as_many_as_a_sentence_says_and_names_are_the_problems_whatever_the_heading_is_about() -> None:
    assert list(thread(PROSE)) == [
        "dieselstölder från gårdar",
        "skadegörelse på Linneskolan",
        "ungas användning av cannabis",
    ]


ABOUT = """
## Prioriterade problem

- dieselstölder från gårdar
- cannabis bland unga

## Arbetet

Dieselstölderna sker på natten. LRF köper in tanklås, och polisen kör spaning längs väg 212 i september. Målet är högst tjugo fall under 2026.

När det gäller cannabis vet vi mindre om orsakerna. Elevhälsan håller samtal i alla klasser.
"""


def test_a_paragraph_that_names_one_problem_first_and_no_other_is_about_it() -> None:
    rows = thread(ABOUT)
    diesel, cannabis = rows["dieselstölder från gårdar"], rows["cannabis bland unga"]
    assert (diesel["measure"] or "").startswith("LRF köper in tanklås")
    assert (diesel["goal"] or "").startswith("Målet är högst tjugo")
    assert (cannabis["measure"] or "").startswith("Elevhälsan")
    assert cannabis["cause"] is None  # that little is known of the causes is none
