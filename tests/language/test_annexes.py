"""Which annexes a text names, and which of them are there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core_samples import analysed
from entity_samples import document
from overenskommelse_granskning.document import Document, join_documents
from overenskommelse_granskning.language.analysis import Analysis, analyse
from overenskommelse_granskning.language.cues import Flag

LONG = (
    "Polisen går rundor vid stationen varje fredag kväll och kommunen byter trasiga lampor inom två veckor."
)


def bundle(text: str, *annexes: tuple[str, str]) -> Analysis:
    files = [replace(document(body), name=name) for name, body in annexes]
    return analyse(join_documents([document(text), *files]))


def flagged(analysis: Analysis) -> list[str]:
    return [u.text for u in analysis.units if Flag.ANNEX in u.flags]


def named(analysis: Analysis) -> list[tuple[str, bool, str | None]]:
    return [(x.name, x.supplied, x.file) for x in analysis.annexes]


def one(name: str, body: str = LONG) -> Document:
    return replace(document(body), name=name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Åtgärderna framgår av bilaga 2.", ["bilaga 2"]),
        ("Se bilagorna 1–3.", ["bilaga 1", "bilaga 2", "bilaga 3"]),
        ("Se bilaga 1 och 3.", ["bilaga 1", "bilaga 3"]),
        ("Se bilaga B och bilaga A.", ["bilaga A", "bilaga B"]),
        ("Handlingsplanen är en bilaga.", ["åtgärdsplan"]),
        ("Lägesbilden biläggs.", ["lägesbild"]),
        ("Åtgärdsplanen biläggs (bilaga 4).", ["bilaga 4"]),
        ("Målen för handlingsplanen finns i ett separat dokument.", ["åtgärdsplan"]),
        ("Se bilagan.", ["bilaga"]),
        ("Se bilagan. Orsakerna står i bilaga 2.", ["bilaga 2"]),
        ("Parterna möts varje månad.", []),
    ],
)
def test_names(text, names):
    assert [x.name for x in analysed(text).annexes] == names
    assert not any(x.supplied for x in analysed(text).annexes)


def test_an_annex_in_the_document_is_known_by_its_number():
    text = f"# Avtal\n\nOrsakerna står i bilaga 1.\n\nÅtgärderna står i bilaga 2.\n\n# Bilaga 1 Orsaker\n\n{LONG}"
    analysis = analysed(text)
    assert flagged(analysis) == ["Åtgärderna står i bilaga 2."]
    assert named(analysis) == [("bilaga 1", True, None), ("bilaga 2", False, None)]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Bilaga 2.pdf", LONG),
        ("avtal_bil2_slutlig.docx", LONG),
        ("plan.docx", f"Bilaga 2\n\n{LONG}"),
        ("plan.docx", f"# Bilaga 2 – Plan\n\n{LONG}"),
        ("åtgärdsplan 2025.pdf", LONG),
        ("fil.pdf", f"# Handlingsplan\n\n{LONG}"),
    ],
)
def test_a_file_is_known_by_name_first_line_or_matter(name, body):
    analysis = bundle("Åtgärdsplanen finns i bilaga 2.", (name, body))
    assert named(analysis) == [("bilaga 2", True, name)]
    assert Flag.ANNEX not in analysis.units[0].flags


def test_a_file_that_is_another_annex_does_not_do():
    analysis = bundle("Åtgärderna framgår av bilaga 2.", ("bilaga 1.pdf", LONG))
    assert named(analysis) == [("bilaga 2", False, None)]
    assert flagged(analysis) == ["Åtgärderna framgår av bilaga 2."]


def test_files_that_nothing_tells_apart_stand_for_what_is_left():
    text = "Åtgärderna framgår av bilaga 1 och läget av bilaga 2."
    assert flagged(bundle(text, ("a.pdf", LONG))) == [text]
    assert flagged(bundle(text, ("a.pdf", LONG), ("b.pdf", LONG))) == []


def test_a_pointer_without_number_needs_an_annex_on_the_matter():
    text = "Kommunikationsplanen är en bilaga."
    assert flagged(bundle(text, ("plan.pdf", f"# Åtgärdsplan\n\n{LONG}"))) == [text]
    assert flagged(bundle(text, ("kommunikationsplan.pdf", LONG))) == []


def test_facts_of_the_whole_are_those_of_the_document_itself():
    own = "# Överenskommelse mellan Ekdala kommun och lokalpolisområde Ekdala\n\nSe bilaga 1.\n\n"
    annex = (
        "# Överenskommelse mellan Sjövik kommun och lokalpolisområde Sjövik\n\n"
        "Överenskommelsen gäller från den 1 februari 2019 till den 31 december 2020."
    )
    entities = bundle(own, ("bilaga1.pdf", annex)).entities
    assert entities.parties.names[0] == "Ekdala kommun"
    assert entities.validity is None or entities.validity.last is None


def test_signatures_may_stand_in_a_file_of_their_own():
    own = "# Överenskommelse mellan Ekdala kommun och lokalpolisområde Ekdala\n\nSyftet är trygghet."
    signed = (
        "# Underskrifter\n\nEkdala den 12 januari 2025\n\nAnna Ekberg\nKommunstyrelsens ordförande\n\n"
        "Bo Lind\nLokalpolisområdeschef"
    )
    assert not analyse(document(own)).entities.signatures.filled
    found = bundle(own, ("underskrifter.pdf", signed)).entities.signatures.filled
    assert [s.name for s in found] == ["Anna Ekberg", "Bo Lind"]


def test_an_annex_goes_on_below_headings_of_its_own():
    text = (
        "# Tjänsteutlåtande\n\nNämnden antar överenskommelsen enligt bilaga 1.\n\n# Bilaga 1. Överenskommelse\n\n"
        f"# Parter\n\nEkdala kommun och polisen.\n\n# Åtgärder\n\n{LONG}"
    )
    analysis = analysed(text)
    assert named(analysis) == [("bilaga 1", True, None)]
    assert flagged(analysis) == []


@pytest.mark.parametrize(
    "rest",
    [
        "# Bilaga 1 Lägesbild\n\n# Bilaga 2 Åtgärdsplan\n\n# Underskrifter\n\n" + LONG,  # a list of annexes
        "## Bilaga 1 Lägesbild\n\n# Underskrifter\n\n" + LONG,  # a heading above its own level
    ],
)
def test_what_follows_after_an_annex_that_holds_nothing_is_not_its_own(rest: str):
    analysis = analysed(f"# Avtal\n\nLäget står i bilaga 1.\n\n{rest}")
    assert not any(x.supplied for x in analysis.annexes)
