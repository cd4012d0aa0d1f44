"""What an author is shown of a sentence: the names that a checklist may ask for, with the words that bear them."""

from __future__ import annotations

from pathlib import Path

from overenskommelse_granskning.authoring.seeing import see
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.readers import read_document


def signs(text: str) -> set[tuple[str, str]]:
    seen, _ = see(read_document(text.encode(), filename="a.md"))
    return {(key, name) for unit in seen for key, name, _ in unit.signs}


def test_facts_concepts_flags_topics_and_lists() -> None:
    found = signs("# Uppföljning\n\nKommunpolisen följer upp målen i maj. Någon plan finns inte.")
    for sign in (
        ("fact, agent", "role"),
        ("fact", "date"),
        ("concept", "foljaupp_ord"),
        ("flag", "negated"),
        ("topic", "uppfoljning"),
    ):
        assert sign in found
    assert ("list", "goals") in signs("Målet är att rånen ska vara färre än tio under 2027.")


def test_a_receiver_does_not_act() -> None:
    assert ("fact", "role") in signs("Resultatet redovisas för kommunpolisen.")


def test_facts_of_the_document() -> None:
    _, facts = see(read_document(b"Avtalet g\xc3\xa4ller 2025\xe2\x80\x932027.", filename="a.md"))
    assert ("giltighet", "uppfyllt") in facts


def test_the_command_takes_a_sentence_or_a_file(tmp_path: Path, capsys) -> None:
    assert run(["checklista", "tolka", "Målen följs upp varje år."]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Mening: Målen följs upp varje år.\n")
    assert "fact: frequency  ”varje år”" in shown and "concept: foljaupp_ord  ”följs upp”" in shown
    path = tmp_path / "utkast.md"
    path.write_text("Målen följs upp varje år.", encoding="utf-8")
    assert run(["checklista", "tolka", str(path)]) == 0
    assert capsys.readouterr().out == shown
