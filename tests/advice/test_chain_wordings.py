"""What is written for a broken chain, filled in and put where it is told to stand, gives the links it promises."""

from __future__ import annotations

from pathlib import Path

import pytest

import report_samples as samples
from core_samples import analysed
from overenskommelse_granskning.advice.chains import chain_steps
from overenskommelse_granskning.advice.places import Outline
from overenskommelse_granskning.advice.wording import Writer
from overenskommelse_granskning.assessment import Edit, ThreadRow
from overenskommelse_granskning.document import Document
from overenskommelse_granskning.evaluation.suggestions.applied import applied
from overenskommelse_granskning.evaluation.suggestions.fillings import Fillings
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.pipeline import Reviewer
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome

PLAN = """
## Åtgärder

| Område | Åtgärd | Ansvarig | Klart |
| --- | --- | --- | --- |
| Cyklar | Fler cykelställ sätts upp. | Tekniska nämnden | maj 2026 |
| Droger | Föräldrar informeras. | | |
| Otrygghet | Trygghetsvandringar hålls. | | |
"""
NAMES = ["Cykelstölder vid stationen", "Ungdomars droger", "Otrygghet i centrum"]
HEAD = "# Överenskommelse\n\n## Prioriterade områden\n\n"
LISTED = HEAD + "Parterna har valt tre områden:\n\n" + "".join(f"- {name}\n" for name in NAMES)
SHAPES = {
    "lista": LISTED + PLAN,
    "lista utan plan": LISTED,
    "kolumn": "# Överenskommelse\n" + PLAN,
    "rubriker": HEAD
    + "Parterna har valt tre områden.\n\n"
    + "\n".join(f"### {name}\n\nMånga berörs i kommunen.\n" for name in NAMES),
}
LINKS = ("cause", "goal", "measure", "responsible", "time", "follow_up")


@pytest.fixture(scope="module")
def fillings() -> Fillings:
    return Fillings.read(Path(__file__).resolve().parents[2] / "benchmarks" / "ifyllnad.yaml")


def lacking(document: Document) -> dict[str, set[str]]:
    """Problem → the links that the text does not tie to it."""
    chains = build_lists(analyse(document)).chains
    return {c.title: {link.value for link in c.lacking} for c in chains}


def steps(text: str):
    """The step of every problem, as if its chain lacked all."""
    analysis = analysed(text)
    document, lists = analysis.document, build_lists(analysis)
    writer = Writer(analysis, lists, Outline(analysis, Kind.AGREEMENT), {}, {})
    rows = [ThreadRow(document.evidence(c.problem)) for c in lists.chains]
    known = {i: ("bra-2020", samples.criterion(i, Outcome.MISSING)) for i in ("bra.orsaker", "bra.mal",
             "bra.atgarder", "bra.atgardsplan", "bra.uppfoljning")}  # fmt: skip
    return document, chain_steps(rows, known, dict.fromkeys(known, ()), (), writer)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_links_are_there(shape, fillings):
    document, made = steps(SHAPES[shape])
    before = lacking(document)
    assert len(made) == len(before) == 3
    for step in made:
        (change,) = step.changes
        wording = fillings.fill(step.criterion, change.wording)
        after = lacking(applied(document, [Edit(change.start, change.end, wording)]))
        assert list(after) == list(before)
        assert after[step.problem.quote] == set(), wording


@pytest.mark.parametrize("shape", ["lista", "lista utan plan"])
@pytest.mark.parametrize("instead", [False, True], ids=["punkt efter", "i stället"])
def test_also_as_an_item_below_its_name_or_in_its_place(shape, instead, fillings):
    document, made = steps(SHAPES[shape])
    before = lacking(document)
    for step in made:
        start, end = step.problem.start, step.problem.end
        wording = fillings.fill(step.criterion, step.changes[0].wording)
        change = Edit(start, end, wording) if instead else Edit(end, end, f"- {wording}")
        after = lacking(applied(document, [change]))
        assert list(after) == list(before)
        assert after[step.problem.quote] == set(), wording


def test_several_below_each_other_in_a_list(fillings):
    """A paragraph between two items is of the item whose name it opens with."""
    document, made = steps(SHAPES["lista"])
    changes = [
        Edit(s.problem.end, s.problem.end, fillings.fill(s.criterion, s.changes[0].wording)) for s in made
    ]
    after = lacking(applied(document, changes))
    assert list(after) == NAMES and not any(after.values())


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("Det beror troligen på att det är mörkt.", "cause"),
        ("Ansvarig är kommunens säkerhetssamordnare.", "responsible"),
        ("Ansvarig för arbetet är fritidschefen.", "responsible"),
        ("Arbetet ska vara klart senast den 31 december 2026.", "time"),
    ],
)
def test_a_sentence_that_gives_one_link(said, link):
    document = analysed(
        LISTED.replace("- Otrygghet i centrum", f"- Otrygghet i centrum: {said[0].lower()}{said[1:]}")
    )
    assert lacking(document.document)["Otrygghet i centrum"].isdisjoint({link})


def test_what_it_does_not_depend_on_is_no_cause():
    said = "Otrygghet i centrum: det beror inte på belysningen."
    document = analysed(LISTED.replace("- Otrygghet i centrum", f"- {said}")).document
    assert "cause" in lacking(document)["Otrygghet i centrum"]


def test_a_long_name_with_a_sentence_behind_it():
    name = "Otrygghet i centrum på fredagskvällar under hela sommarlovet"
    said = f"{name}: fritidschefen ska bemanna torget varje fredag senast den 1 maj 2026."
    found = lacking(analysed(LISTED.replace("Otrygghet i centrum", said)).document)
    assert {"measure", "responsible", "time"}.isdisjoint(found[name])


GOALS = """# Överenskommelse om samverkan mellan Tallnäs kommun och polisen

## Val

Utifrån lägesbilden har vi fastnat för två problem.

## Mål och mått

| Problem | Vad vi ska nå | Senast |
| --- | --- | --- |
| Stölder i hamnen | Ska ha upphört | 1 juni 2026 |
| Bränder i soprum | Färre soprum ska brinna | 31 december 2026 |

"""


@pytest.mark.parametrize("often", ["", " varje fredag"])
def test_what_somebody_is_to_do_among_the_goals_is_a_measure(often):
    said = f"Stölder i hamnen: hamnchefen ska märka båtmotorer{often} senast den 1 maj 2026."
    found = Reviewer().review_document(read_document(f"{GOALS}{said}\n".encode(), filename="u.md"))
    assert {"measure", "responsible"}.isdisjoint(found.thread[0].lacking)
