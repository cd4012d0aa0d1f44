"""A draft tells its author how much of it is still to be written."""

from __future__ import annotations

from overenskommelse_granskning import Reviewer

DRAFT = """# Samverkansöverenskommelse mellan Granholms kommun och lokalpolisområde XX

## Ansvar

Kommunen ansvarar för att …

## Underskrifter

____________________
Kommunstyrelsens ordförande
"""


def told(text: str) -> list[str]:
    review = Reviewer(["bra-2020"]).review(text.encode(), filename="utkast.md")
    return [n.message for n in review.document.notices if n.code == "R110"]


def test_the_places_are_counted_and_the_first_is_shown() -> None:
    (message,) = told(DRAFT)
    assert "2 ställen som inte är ifyllda" in message
    assert (
        "än: ”… mellan Granholms kommun och lokalpolisområde XX” och ”Kommunen ansvarar för att …”."
        in message
    )


PLAN = """

## Plan

| Område | Åtgärd | Ansvarig | Klart |
| --- | --- | --- | --- |
| Torget | Ny belysning | NN | [datum] |
| Skolan | Vuxna ute varje kväll | Rektor | mars 2027 |
"""


def test_the_first_three_are_shown_and_a_row_is_one_place() -> None:
    (message,) = told(DRAFT + PLAN)
    assert "3 ställen" in message and "” och ”Torget | Ny belysning | NN | [datum]”." in message
    (message,) = told(DRAFT + "\n\n## Uppföljning\n\n[Beskriv hur ni följer upp]" + PLAN)
    assert "4 ställen" in message and "än, först ”" in message
    assert message.count("”") == 6 and "[Beskriv hur ni följer upp]" in message and "[datum]" not in message


def test_a_row_is_quoted_in_whole_words_without_its_empty_cells() -> None:
    (message,) = told(
        "# Överenskommelse\n\n| Område | Åtgärd | Ansvarig | Klart | Läge |\n| --- | --- | --- | --- | --- |\n"
        "| Torget |  | [funktion] | Den första tisdagen i september | Ännu inte påbörjad |\n"
    )
    assert "”Torget | [funktion] | Den första tisdagen i september | Ännu inte …”" in message


def test_all_places_are_in_the_report_for_programs() -> None:
    review = Reviewer(["bra-2020"]).review((DRAFT + PLAN).encode(), filename="utkast.md")
    assert [e.quote for e in review.document.unfilled] == ["XX", "att …", "NN\t[datum]"]
    assert [e["quote"] for e in review.to_dict()["document"]["unfilled"]] == ["XX", "att …", "NN\t[datum]"]


def test_what_a_template_tells_its_authors_in_several_sentences_is_one_place() -> None:
    (message,) = told(
        DRAFT + "\n\n## Syfte\n\n[Skriv vad samverkan ska leda till. Ange vilka den är till för.]"
    )
    assert "3 ställen" in message


def test_one_place_is_told_as_one() -> None:
    (message,) = told("# Överenskommelse\n\n## Ansvar\n\nPolisen ansvarar för att …\n\nVi ses i mars.")
    assert "ett ställe som inte är ifyllt" in message and "”Polisen ansvarar för att …”" in message


def test_a_line_to_sign_on_is_no_such_place() -> None:
    assert not told("# Överenskommelse\n\nVi ses i mars.\n\n____________________\nOrdförande")


def of_no_kind(gaps: int) -> list[str]:
    """The codes of what is told of a text that is no agreement, with so many gaps."""
    lines = "".join(f"- Rubrik {n}: [skriv här]\n" for n in range(gaps))
    found = Reviewer().review(
        f"# Sommarens öppettider\n\nBadet är öppet.\n\n{lines}".encode(), filename="a.md"
    )
    assert found.document.kind == "annat"
    return [n.code for n in found.document.notices]


def test_a_text_full_of_gaps_may_be_a_template_whatever_it_looks_like() -> None:
    assert of_no_kind(6) == ["R101", "R110"]
    assert of_no_kind(2) == ["R101"]
