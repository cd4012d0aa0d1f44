"""The shipped wordings, their fillings and how they are written into a document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core_samples import analysed
from overenskommelse_granskning.advice.reliability import FEW, tried_wordings
from overenskommelse_granskning.advice.slots import how_much
from overenskommelse_granskning.assessment import Edit
from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.document import BlockKind
from overenskommelse_granskning.evaluation.suggestions.applied import applied
from overenskommelse_granskning.evaluation.suggestions.fillings import Fillings, placeholders
from overenskommelse_granskning.language.sentences import sentence_spans
from overenskommelse_granskning.vocabulary.closed import Kind
from overenskommelse_granskning.vocabulary.slots import SLOTS

CRITERIA = [c for i in available() for c in load_checklist(i).criteria]
IDS = {c.id for c in CRITERIA}
# Wordings that the document's own facts may fill altogether.
NOTHING_BUT_FACTS = {"bra.parter", "lag.9_skriftlig", "lofte.gemensamt", "lofte.avsandare", "lofte.koppling"}
# Sentences that say what nobody needs to fill in, as long as one that asks stands beside them.
PLAIN = {"avhopp.villkor", "lofte.avsandare", "lofte.medborgardialog", "lofte.medarbetardialog"}

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def fillings() -> Fillings:
    return Fillings.read(REPOSITORY / "benchmarks" / "ifyllnad.yaml")


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.id)
def test_every_placeholder_has_several_fillings(criterion, fillings):
    for template in (criterion.suggestion, criterion.amend.replace("{text}", "")):
        for name in placeholders(template):
            assert len(set(fillings.choices(criterion.id, name))) >= 2, name
        filled = {fillings.fill(criterion.id, template, v) for v in range(3)}
        assert not any(placeholders(f) for f in filled)
        assert len(filled) > 1 or not placeholders(template)


@pytest.mark.parametrize(
    "promise", ["Staketet lagas senast i maj.", "Polisen patrullerar i hamnen.", "Hamnen."]
)
def test_every_way_to_ask_for_an_amount_has_several_fillings(promise, fillings):
    blank = how_much(analysed(promise).units[0]) or SLOTS["mangd"]
    for name in placeholders(blank):
        assert len(set(fillings.choices("lofte.matbart", name))) >= 2, name


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.id)
def test_a_wording_with_blanks_has_one_in_every_sentence(criterion):
    """Else the sentences without any would count before the blanks are filled in."""
    if criterion.id in NOTHING_BUT_FACTS | PLAIN:
        return
    for line in criterion.template.split("\n"):
        if line.startswith("|") or line.endswith(":"):
            continue
        for start, end in sentence_spans(line):
            assert placeholders(line[start:end]) or "{" in line[start:end], line[start:end]


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda c: c.id)
def test_other_criteria_that_a_wording_serves_exist(criterion):
    others = {*criterion.serves, *criterion.touches}
    assert others <= IDS - {criterion.id}
    assert set(criterion.serves).isdisjoint(criterion.touches)


def test_every_shipped_wording_has_been_tried():
    tried = tried_wordings()
    skane = {c.id for c in load_checklist("skane-2019-rekonstruerad").criteria}
    known = [c for c in IDS - skane if c in tried]
    assert len(known) >= 0.95 * len(IDS - skane)
    good = [t for t in tried.values() if t.texts >= FEW]
    assert sum(t.met for t in good) / len(good) > 0.85


def test_fillings_follow_each_other_and_years_move():
    f = Fillings({"annars": {"antal": ["61", "40"], "år": ["2024"], "funktion": ["rektorn", "chefen"]}})
    assert f.fill("x.y", "från [antal] till [antal] under [år]") == "från 61 till 40 under 2024"
    assert f.fill("x.y", "[antal] under [år]", 1, -8) == "40 under 2016"
    assert f.fill("x.y", "[Funktion] går") == "Rektorn går"
    assert f.fill("x.y", "[något annat]") == "[något annat]"
    assert Fillings({"annars": {"a": ["1"]}, "x.y": {"a": ["2"]}}).fill("x.y", "[a]") == "2"


def test_changes_are_written_in_their_places():
    document = analysed("# Titel\n\n## Mål\n\nFärre stölder.\n\n- ett\n- två\n\n## Slut\n\nTack.\n").document
    goal = document.text.index("Färre stölder.")
    end = document.text.index("två") + 3
    changed = applied(
        document,
        (
            Edit(goal, goal + 14, "Högst 40 stölder."),
            Edit(end, end, "- tre\n| A | B |\n| a | b |", heading="Plan", level=2),
        ),
    )
    assert "Högst 40 stölder." in changed.text and "Färre" not in changed.text
    lines = [line for line in changed.text.split("\n") if line.strip()]
    assert re.sub(r"^\W+", "", lines[lines.index("Plan") + 1]) == "tre"
    assert [changed.slice(b.span) for b in changed.blocks if b.cell] == ["A", "B", "a", "b"]
    assert [b.kind for b in changed.blocks if changed.slice(b.span) == "tre"] == [BlockKind.LIST_ITEM]
    assert lines[-1] == "Tack."
    assert applied(document, ()).text == document.text
    gone = applied(document, (Edit(goal, goal + 14, ""),))
    assert "Färre" not in gone.text


def test_slots_are_those_of_the_schema():
    from overenskommelse_granskning.checklist.schema import checklist_schema

    told = checklist_schema()["$defs"]["criterion"]["properties"]["suggestion"]["description"]
    assert all(f"{{{s}}}" in told for s in SLOTS)
    assert Kind.AGREEMENT.value  # the closed sets are read
