"""Where wordings and missing sections belong."""

from __future__ import annotations

import pytest

from core_samples import analysed
from overenskommelse_granskning.advice.places import Outline
from overenskommelse_granskning.advice.sections import missing_section_advice
from overenskommelse_granskning.document import Span
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.topics import EXPECTED_SECTIONS
from overenskommelse_granskning.vocabulary.closed import Kind
from overenskommelse_granskning.vocabulary.section_advice import title_of, usual_order, what_to_write
from overenskommelse_granskning.vocabulary.sections import SECTION_LABELS, section_titles

TEXT = """# Överenskommelse om samverkan

## Syfte

Syftet är att färre ska utsättas för brott.

## Lägesbild

Under 2024 anmäldes 61 cykelstölder.

- Flest vid stationen.
- Näst flest vid badhuset.

### Vad vi hörde

Många är oroliga.

## Uppföljning

Styrgruppen följer upp i oktober.

## Underskrifter

Granholm den 1 mars 2025

För Granholms kommun: Karin Alm, kommunstyrelsens ordförande
"""


def outline(text: str, kind: Kind = Kind.AGREEMENT):
    analysis = analysed(text)
    return analysis.document, Outline(analysis, kind)


def behind(document, offset: int) -> str:
    return document.text[:offset].rstrip().rpartition("\n")[2]


def test_a_wording_follows_what_is_said_of_the_matter():
    document, o = outline(TEXT)
    at = document.text.index("Under 2024")
    place = o.place(["lagesbild"], [Span(at, at + 5)])
    assert behind(document, place.offset) == "Under 2024 anmäldes 61 cykelstölder."
    assert not place.label


def test_what_is_said_elsewhere_gives_way_to_the_section_about_the_matter():
    document, o = outline(TEXT)
    at = document.text.index("Under 2024")
    place = o.place(["uppfoljning"], [Span(at, at + 5)])
    assert behind(document, place.offset) == "Styrgruppen följer upp i oktober."
    # Without such a section it is the nearest that is said of it.
    place = o.place(["dokumentation"], [Span(at, at + 5)])
    assert behind(document, place.offset) == "Under 2024 anmäldes 61 cykelstölder."


def test_nothing_is_written_beside_what_the_background_retells():
    text = TEXT.replace("## Syfte", "## Bakgrund\n\nLagen kräver en åtgärdsplan.\n\n## Syfte")
    document, o = outline(text)
    at = document.text.index("Lagen kräver")
    place = o.place(["atgarder"], [Span(at, at + 5)])
    assert (place.label, behind(document, place.offset)) == ("atgarder", "Många är oroliga.")


def test_the_title_is_no_section_to_write_in_where_all_headings_are_as_large():
    text = "# Överenskommelse om samverkan i Granholm\n\nDnr 1\n\n# Ansvar och organisation\n\nKommunen möter polisen.\n\n# Resurser\n\n–\n"
    document, o = outline(text)
    assert behind(document, o.place(["organisation"]).offset) == "Kommunen möter polisen."
    assert behind(document, o.place(["resurser"]).offset) == "–"  # an empty section is there to be written in
    assert o.unnamed(document.text.index("Dnr 1"))
    assert not o.unnamed(document.text.index("Kommunen möter"))


def test_a_wording_beside_a_row_stands_behind_the_table_and_is_told_by_the_row():
    document, o = outline(
        "# Plan\n\n## Åtgärder\n\n| Åtgärd | Klart |\n| --- | --- |\n| Ljus | maj |\n| Kameror | juni |\n"
    )
    at = document.text.index("Ljus")
    place = o.place(["atgarder"], [Span(at, at + 4)])
    assert place.after is not None and document.text[place.after.start : place.after.end] == "Ljus\tmaj"
    assert behind(document, place.offset).endswith("juni")


def test_a_wording_never_splits_a_list():
    document, o = outline(TEXT)
    at = document.text.index("Flest vid")
    assert behind(document, o.place([], [Span(at, at + 5)]).offset).endswith("Näst flest vid badhuset.")


PARTED = """# Löften

Vi lovar:

1. Polisen går i parken.
2. Kommunen lagar bryggan.

Lagningen sker i maj.

3. Fältarna besöker skolan.

Arbetet leds av rådet.

- En ordförande
- En sekreterare
"""


@pytest.mark.parametrize("said", ["Vi lovar", "Polisen går", "Kommunen lagar", "Lagningen sker", "Fältarna"])
def test_what_stands_in_a_list_is_told_by_its_last_item(said):
    """Its lead and a paragraph between two items are of the list too: who pastes there splits it."""
    analysis = analyse(read_document(PARTED.encode(), filename="löften.md"))
    document, o = analysis.document, Outline(analysis, Kind.AGREEMENT)
    at = document.text.index(said)
    for place in (o.place([], [Span(at, at + 5)]), o.under(Span(at, at + 5))):
        assert behind(document, place.offset).endswith("Fältarna besöker skolan.")
        assert place.after is not None and "Fältarna" in document.text[slice(*place.after)]


def test_a_paragraph_without_a_colon_leads_into_no_list():
    document, o = outline(PARTED)
    at = document.text.index("Arbetet leds")
    assert behind(document, o.under(Span(at, at + 5)).offset) == "Arbetet leds av rådet."


@pytest.mark.parametrize("lead", ["Detta ska göras:", "Detta framgår av tabellen."])
def test_the_lead_of_a_table_stays_beside_it(lead):
    document, o = outline(f"# Plan\n\n{lead}\n\n| Åtgärd | Klart |\n| --- | --- |\n| Ljus | maj |\n")
    at = document.text.index("Detta")
    place = o.under(Span(at, at + 5))
    assert behind(document, place.offset).endswith("maj")
    assert place.after is not None and document.text[slice(*place.after)] == "Ljus\tmaj"


def test_else_it_stands_last_in_the_section_about_it():
    document, o = outline(TEXT)
    place = o.place(["resurser", "uppfoljning"])
    assert behind(document, place.offset) == "Styrgruppen följer upp i oktober." and not place.label


def test_else_in_a_new_section_where_the_usual_order_puts_it():
    document, o = outline(TEXT)
    place = o.place(["mal"])
    assert (place.label, place.level) == ("mal", 2)
    assert behind(document, place.offset) == "Många är oroliga."  # after all of the section Lägesbild
    place = o.place(["parter"])
    assert document.text[place.offset :].lstrip().startswith("Syfte")


def test_a_text_without_headings_gets_none_and_signatures_stay_last():
    document, o = outline("Vi lovar att gå till fots i centrum.\n\nVi finns här.\n")
    place = o.place(["uppfoljning"])
    assert not place.label and place.offset == document.blocks[-1].end
    signed = "Vi samverkar mot brott i hela kommunen.\n\nGranholm den 1 mars 2025\n\nFör Granholms kommun: Karin Alm, kommunstyrelsens ordförande\n"
    document, o = outline(signed)
    assert behind(document, o.place(["uppfoljning"]).offset) == "Vi samverkar mot brott i hela kommunen."


def test_headings_of_menus_are_no_sections():
    _, o = outline(
        "# Löfte\n\nVi går till fots i centrum varje fredag.\n\n## Var informationen till hjälp?\n\nJa\n\nNej\n"
    )
    assert o.gap("kommunikation").after is None


def test_a_missing_section_tells_after_which_it_belongs_and_what_to_write():
    analysis = analysed(TEXT)
    found = missing_section_advice(("mal", "underskrifter", "parter"), (), {}, analysis, Kind.AGREEMENT)
    mal, signatures, parties = found
    assert mal.after is not None and mal.after.quote == "Lägesbild" and mal.before is None
    assert "från vilken nivå" in mal.write and mal.heading == "Mål"
    assert (
        signatures.after is not None and signatures.after.quote == "Underskrifter"
    )  # a heading waits for it
    assert parties.after is None and parties.before is not None and parties.before.quote == "Syfte"


def test_a_document_without_headings_gets_its_missing_sections_last():
    (found,) = missing_section_advice(("mal",), (), {}, analysed("Vi samverkar."), Kind.AGREEMENT)
    assert found.after is None and found.before is None and found.offset == len("Vi samverkar.")


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.OTHER])
def test_every_expected_topic_has_a_place_in_the_order_and_something_to_write(kind):
    order = usual_order(kind)
    assert len(set(order)) == len(order) and set(order) <= {str(s) for s in SECTION_LABELS}
    for label in EXPECTED_SECTIONS[kind]:
        assert label in order, label
        assert what_to_write(label, kind).startswith(
            ("Skriv", "Beskriv", "Återge", "Räkna", "Lämna", "Förklara")
        ), label


def test_what_to_write_exists_for_all_topics():
    assert all(what_to_write(str(s), Kind.AGREEMENT) for s in SECTION_LABELS)
    assert set(section_titles()) == set(SECTION_LABELS)


def test_a_table_is_named_by_its_row_and_never_by_its_last_cell():
    text = "# Överenskommelse\n\n## Åtgärder\n\n| Vad | Vem |\n|---|---|\n| Lampor | Gatuchefen |\n"
    _, o = outline(text)
    place = o.place(["medborgarlofte"])
    assert place.after is not None and "\t" in o.document.text[place.after.start : place.after.end]


def test_new_sections_of_a_promise_have_the_names_that_promises_give_them():
    assert title_of("roller_ansvar", Kind.PROMISE) == "Kontakt"
    assert title_of("roller_ansvar", Kind.AGREEMENT) == "Roller och ansvar"


def test_what_opens_a_document_comes_first_where_no_heading_tells_of_the_order():
    text = "# Överenskommelse om samverkan\n\nVi skriver detta ihop.\n\n## Lyktorna\n\nDe lagas.\n\n## Bänkarna\n\nDe målas."
    document, o = outline(text)
    assert behind(document, o.gap("parter").offset) == "Vi skriver detta ihop."
    assert behind(document, o.gap("resurser").offset) == "De målas."
