"""The list of single promises: what is one, what is not, and what leads into them."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers.entry import read_document
from overenskommelse_granskning.thread.lists import build_lists


def promises(text: str) -> list[str]:
    analysis = analyse(read_document(text.encode("utf-8"), filename="lofte.md"))
    return [entry.title for entry in build_lists(analysis).named("promises")]


def test_items_under_a_lead_are_promises_and_what_people_said_is_not() -> None:
    text = """# Löfte för Tallnäs

## Ni berättade

- Det är mörkt vid torget
- Mopeder kör på gångbanan

## Det här lovar vi

- Polisen fotpatrullerar torget
- Kommunen byter lamporna
"""
    assert promises(text) == ["Polisen fotpatrullerar torget", "Kommunen byter lamporna"]


def test_numbers_that_only_head_bullets_are_not_counted() -> None:
    text = """Kommunen lovar:

1. Runt skolan

- fältare på rasterna
- nya lampor

2. Vid torget

- bänkarna lagas
"""
    assert promises(text) == ["fältare på rasterna", "nya lampor", "bänkarna lagas"]


def test_an_enumeration_in_a_sentence_makes_several() -> None:
    found = promises("Kommunen lovar att byta lamporna i parken, klippa buskarna och verka för trivsel.")
    assert found == ["byta lamporna i parken", "klippa buskarna", "verka för trivsel."]


def test_only_the_newest_year_counts() -> None:
    text = """# Medborgarlöften

## 2024

- Nattvandring varje fredag
- Nya lampor i parken

## 2023

- Sex trafikkontroller
- Fyra vandringar
"""
    assert promises(text) == ["Nattvandring varje fredag", "Nya lampor i parken"]


@pytest.mark.parametrize(
    "text",
    [
        "Löftet ska följas upp.",
        "Förra året lovade vi tio vandringar. Det blev åtta.",
        "Kontakta kommunpolisen på 114 14.",
        "Kommunen och polisen har tagit fram löftet.",
        "I mars svarade 214 personer på vår enkät.",
        "## Det här kan du göra\n\n- Lås cykeln\n- Hälsa på grannen",
    ],
)
def test_what_is_no_promise(text: str) -> None:
    assert promises(text) == []


def test_lead_tells_who_promises() -> None:
    text = "# Löfte\n\n## Polisen lovar\n\n- fotpatrull på Storgatan\n- kontroller vid skolan\n"
    analysis = analyse(read_document(text.encode("utf-8"), filename="lofte.md"))
    entry = build_lists(analysis).named("promises")[0]
    assert analysis.units[entry.lead[0]].text == "Polisen lovar"


def test_in_a_form_only_what_stands_behind_the_label_is_a_promise() -> None:
    text = """# Löfte för Tallnäs

## Hamnen

Problem: stölder ur båtar

Åtagande: Polisen går två ronder i veckan. Bommen stängs klockan 22.

## Torget

Orsak: –

Åtagande: Kommunen byter lamporna.
"""
    assert promises(text) == [
        "Polisen går två ronder i veckan.",
        "Bommen stängs klockan 22.",
        "Kommunen byter lamporna.",
    ]


def test_rows_of_a_form_are_promises_only_behind_the_label() -> None:
    text = """# Löfte

| Hamnen | |
|---|---|
| Så är det | 14 stölder på ett år |
| Löfte | två ronder i veckan |
"""
    assert promises(text) == ["två ronder i veckan"]


def test_of_minutes_only_the_points_below_the_promise_count() -> None:
    text = """# Anteckningar

1. Kommunpolisen beskrev läget i hamnen.
2. Löftet antogs. Polisen lovar att
   - gå två ronder
   - märka motorer
3. Samordnaren bjöd på fika.
"""
    assert promises(text) == ["gå två ronder", "märka motorer"]


def test_a_short_number_before_text_is_a_heading() -> None:
    text = """# Löfte om hamnen

1. Innehåll

Polisen ska gå två ronder i veckan.

2. Efterlevnad

Uppföljning ska ske.
"""
    assert promises(text) == ["Polisen ska gå två ronder i veckan."]


@pytest.mark.parametrize(
    "heading", ["Arkiv: löfte 2023", "Tidigare löften", "Medborgarlöfte 2023 (avslutat)"]
)
def test_what_stands_under_an_archive_heading_is_superseded(heading: str) -> None:
    text = f"# Löfte om hamnen\n\n- ronder\n- lampor\n\n## {heading}\n\nPolisen lovade tio kontroller.\n"
    analysis = analyse(read_document(text.encode("utf-8"), filename="lofte.md"))
    old = {i for e in build_lists(analysis).named("superseded") for i in e.units}
    assert [analysis.units[i].text for i in sorted(old)] == [heading, "Polisen lovade tio kontroller."]


@pytest.mark.parametrize(
    "text",
    [
        "# Till dig\n\nLöftet är att polisen går två ronder i veckan.",
        "# Till dig\n\nVi garanterar att bommen stängs klockan 22.",
        "# Till dig\n\nHär lovas två ronder i veckan.",
    ],
)
def test_promises_in_other_words_than_to_promise(text: str) -> None:
    assert len(promises(text)) == 1


def test_one_denied_clause_of_a_long_sentence_leaves_the_others() -> None:
    text = (
        "# Till dig\n\nKommunen och polisen lovar att två poliser går genom hamnen varje lördag och att båtklubben får "
        "lampor på bryggan före midsommar och vi tänker inte lova något om parkeringen i år eftersom den byggs om och ingen "
        "vet när den blir klar och sedan berättar vi på anslagstavlan hur det gick."
    )
    assert promises(text)


def test_what_a_promise_is_meant_to_lead_to_is_no_part_of_its_core() -> None:
    text = "# Löfte\n\nVi lovar:\n\n- byta lamporna på kajen för ökad trygghet\n- lugnt och tryggt för att alla ska trivas\n- gå ronder"
    analysis = analyse(read_document(text.encode("utf-8"), filename="lofte.md"))
    core = [e.members(analysis)[0].text for e in build_lists(analysis).named("promises_core")]
    assert core == ["byta lamporna på kajen", "lugnt och tryggt", "gå ronder"]


def test_what_is_promised_before_something_is_denied() -> None:
    text = (
        "# Till dig\n\nPolisen lovar två ronder i hamnen varje lördag, men någon vakt vid bron blir det inte."
    )
    assert promises(text) != []
    assert (
        promises("# Till dig\n\nPolisen lovar inte att någon vakt vid bron finns, och den är inte planerad.")
        == []
    )


def test_links_to_documents_are_no_promises() -> None:
    text = """# Löfte för Tallnäs

## Vi lovar

- Polisen fotpatrullerar torget
- Kommunen byter lamporna

## Till sist

- Samverkansöverenskommelsen (pdf, 300 kB)
- Så gick det med löftet 2024
"""
    assert promises(text) == ["Polisen fotpatrullerar torget", "Kommunen byter lamporna"]


POSTER = """# Vi lovar dig i Tallnäs

Tallnäs kommun, polisen och Ekbostäder

## Lampan

Trasig lampa? Anmäl den så lagar kommunen den inom fem arbetsdagar.

## Kojan

Vi går vandring i Ekparken varje måndag. Häng på!

## Låset

Ekbostäder byter koder i 46 portar.

## Cykeln

Polisen märker cyklar på torget.

## Varför just det här?

I maj lade ni 312 lappar. Flest gällde 46 portar på Norrgatan.
"""


def test_promises_under_small_headings_of_their_own_are_all_found() -> None:
    assert promises(POSTER) == [
        "Anmäl den så lagar kommunen den inom fem arbetsdagar.",
        "Vi går vandring i Ekparken varje måndag.",
        "Ekbostäder byter koder i 46 portar.",
        "Polisen märker cyklar på torget.",
    ]


def test_who_promises_what_is_told_beside_is_no_promise_of_its_own() -> None:
    text = "# Löfte\n\nFler vuxna ute och lugnare trafik. Det lovar Tallnäs kommun och polisen i år.\n\n## Torget\n\nPolisen ska gå tre ronder i veckan.\n"
    assert promises(text) == ["Polisen ska gå tre ronder i veckan."]
    assert len(promises("# Löfte\n\nFler vuxna ute. Det lovar kommunen och polisen.\n")) == 1


def test_the_lines_of_a_poster_are_promises_by_their_amounts() -> None:
    text = """# TALLNÄS 2027

## Vårt löfte till dig

10 kvällar med tänd grill i parken

4 dörrknackningar per kvartal

1 polis i matsalen varje onsdag

Du sa vad du tyckte.
"""
    assert promises(text) == [
        "10 kvällar med tänd grill i parken",
        "4 dörrknackningar per kvartal",
        "1 polis i matsalen varje onsdag",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "10 kvällar med grill i parken\n\n4 dörrknackningar per kvartal",
        "12 januari möts vi\n\n15 mars möts vi\n\n3 maj möts vi igen",
    ],
)
def test_two_amounts_or_dates_are_no_poster(lines: str) -> None:
    assert promises(f"# Vad vi gör\n\n{lines}\n\nDet var allt.\n") == []


def test_a_table_of_signatures_alone_holds_no_promises() -> None:
    text = """# Medborgarlöfte för Tallnäs

Polisen och kommunen lovar:

| Namn | Titel | Underskrift |
|---|---|---|
| Per Ek | kommunstyrelsens ordförande | |
| Omar Dal | lokalpolisområdeschef | |
"""
    assert promises(text) == []


HELD = """# Löften

Vi lovar:

- Polisen går genom parken varje fredag.
- {}
- Kommunen lagar bryggan före juni.
"""


@pytest.mark.parametrize(
    "said",
    [
        "Löftet gäller från och med den 1 mars 2026 till och med den 31 oktober 2026.",
        "De här löftena gäller under hela 2026.",
        "Löftet gäller i Tallnäs kommun till och med årsskiftet.",
        "Giltighetstid: 1 mars – 31 oktober 2026.",
    ],
)
def test_for_what_time_the_promises_hold_is_no_promise(said: str) -> None:
    assert promises(HELD.format(said)) == [
        "Polisen går genom parken varje fredag.",
        "Kommunen lagar bryggan före juni.",
    ]


@pytest.mark.parametrize(
    "said",
    ["Löftet gäller fler ronder under 2026.", "Löftet gäller 2026 och innebär att fältarna går tio ronder."],
)
def test_what_says_more_than_the_time_is_a_promise(said: str) -> None:
    assert len(promises(HELD.format(said))) == 3


CLAUSES = """# Medborgarlöfte 2026

## Löftet

{}

Vi hörs.
"""


def test_lines_that_begin_with_att_are_a_list_also_without_a_pledge_above() -> None:
    said = ["Att polisen går ut på torget", "Att lamporna byts i maj", "Att kommunen ringer runt"]
    assert promises(CLAUSES.format("\n\n".join(said))) == said


def test_sentences_that_begin_with_att_behind_a_pledge_in_the_same_paragraph_are_promises() -> None:
    said = ["Polisen lovar: Att gå genom hamnen varje kväll.", "Att svara på tips inom fem dagar."]
    assert promises(CLAUSES.format(" ".join(said))) == said


def test_sentences_that_begin_with_att_are_no_list() -> None:
    said = "Att det är mörkt vet alla.\n\nAtt det stökas är inget nytt.\n\nAtt folk klagar är inte konstigt."
    assert promises(CLAUSES.format(said)) == []
