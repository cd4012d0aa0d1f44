"""A checklist that builds on another: what it may change, how it comes out, and what it must tell."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.assessment.saved import from_dict
from overenskommelse_granskning.checklist import Checklist, load_checklist
from overenskommelse_granskning.checklist.validate import find_errors
from overenskommelse_granskning.errors import ChecklistError, ConfigurationError
from overenskommelse_granskning.rules.engine import RuleEngine
from overenskommelse_granskning.rules.strict import rule_errors
from overenskommelse_granskning.vocabulary.closed import Level, Outcome

BASE = """\
id: bas
title: Bas
version: 1.2.0
kinds: [samverkansoverenskommelse]
sources: {B: Basens källa}
tests:
  nar: {fact: [date, frequency]}
criteria:
  - id: bas.uppfoljning
    title: Uppföljning
    question: Anges hur uppföljningen görs?
    step: Ett
    level: skall
    mandatory: true
    since: 1.1.0
    sources: [B]
    levels: {met: När anges, partial: Nämns, missing: Inget}
    passages: {where: {concept: uppfoljning_ord}}
    elements:
      - {id: nar, title: När, rule: {type: beside, where: {use: nar}, window: 0}}
    outcome: {met: nar, partial: nar}
    advice: Skriv när.
    cases:
      - {name: varje år, text: Målen följs upp varje år., expect: met}
  - id: bas.klotter
    title: Klotter
    question: Nämns klotter?
    step: Två
    level: bor
    sources: [B]
    levels: {met: Ja, partial: Nja, missing: Nej}
    passages: {where: {regex: klotter}}
    elements:
      - {id: namns, title: Nämns, rule: {type: mention}}
    outcome: {met: namns, partial: namns}
    cases:
      - {name: ja, text: Klotter är vanligt., expect: met}
"""
OWN = """\
id: egen
title: Egen
version: 0.1.0
extends: bas.yaml
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bas.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def load(folder: Path, more: str = "") -> Checklist:
    path = folder / "egen.yaml"
    path.write_text(OWN + more, encoding="utf-8")
    checklist = load_checklist(path)
    RuleEngine(checklist)
    return checklist


def errors(folder: Path, more: str) -> list[ChecklistError]:
    path = folder / "egen.yaml"
    path.write_text(OWN + more, encoding="utf-8")
    return find_errors(OWN + more, str(path))


def test_nothing_changed_is_the_base_under_another_name(folder: Path) -> None:
    own, base = load(folder), load_checklist(folder / "bas.yaml")
    assert own.criteria == tuple(replace(c, since="") for c in base.criteria)
    assert (own.kinds, own.sources, own.tests) == (base.kinds, base.sources, base.tests)
    assert own.extends == "bas 1.2.0" and own.adjustments == ()
    assert own.sha256 != base.sha256


def test_weight_level_texts_and_advice(folder: Path) -> None:
    own = load(
        folder,
        "changes:\n"
        "  bas.uppfoljning: {weight: 3, advice: {missing: Skriv dag.}, suggestion: 'Följs upp [dag].'}\n"
        "  bas.klotter: {level: skall, title: Klotter och sanering, changed: 0.1.0}\n",
    )
    first, second = own.criteria
    assert first.weight == 3 and first.suggestion == "Följs upp [dag]."
    assert first.advice == {Outcome.MISSING: "Skriv dag.", Outcome.PARTIAL: "Skriv när."}
    assert second.level is Level.SHALL and second.weight == 2 and second.changed == "0.1.0"
    assert [(a.criterion, a.fields, a.weaker) for a in own.adjustments] == [
        ("bas.uppfoljning", ("weight", "advice", "suggestion"), False),
        ("bas.klotter", ("level", "title", "changed"), False),
    ]
    assert len(first.cases) == 1  # decided as before: the base's cases hold


def test_an_element_that_is_added_is_asked_for(folder: Path) -> None:
    own = load(
        folder,
        "changes:\n  bas.klotter:\n    elements:\n"
        "      - {id: sanering, title: Sanering, rule: {type: passage, where: {regex: sanera}}}\n"
        "    cases:\n      - {name: båda, text: Klotter saneras av kommunen., expect: met}\n",
    )
    criterion = own.criterion("bas.klotter")
    assert [e.id for e in criterion.elements] == ["namns", "sanering"]
    assert [c.name for c in criterion.cases] == ["båda"]  # the base's cases tell of other rules
    assert outcome(own, "Klotter är vanligt.", "bas.klotter") is Outcome.PARTIAL
    assert outcome(own, "Klotter är vanligt. Kommunen sanerar.", "bas.klotter") is Outcome.MET


def test_an_element_given_anew_keeps_the_rest_and_may_be_weighed_otherwise(folder: Path) -> None:
    own = load(
        folder,
        "changes:\n  bas.klotter:\n    elements:\n"
        "      - {id: namns, lacking: ordet klotter fattas}\n"
        "      - {id: plats, title: Plats, rule: {type: passage, where: {regex: torget}}}\n"
        "    outcome: {met: {any: [namns, plats]}}\n",
    )
    element = own.criterion("bas.klotter").elements[0]
    assert (element.title, element.rule, element.lacking) == ("Nämns", "mention", "ordet klotter fattas")
    assert outcome(own, "Vi möts på torget.", "bas.klotter") is Outcome.MET


def test_new_criteria_stand_with_their_step_and_may_use_the_bases_tests(folder: Path) -> None:
    own = load(folder, "sources: {E: Egen källa}\ncriteria:\n" + new("egen.datum", "Ett", "[E, B]"))
    assert [c.id for c in own.criteria] == ["bas.uppfoljning", "egen.datum", "bas.klotter"]
    assert outcome(own, "Vi möts varje år.", "egen.datum") is Outcome.MET


def new(name: str, step: str, sources: str, where: str = "{use: nar}") -> str:
    return (
        f"  - {{id: {name}, title: T, question: Q, step: {step}, level: bor, sources: {sources},\n"
        "     levels: {met: a, partial: b, missing: c}, outcome: {met: x},\n"
        f"     elements: [{{id: x, title: X, rule: {{type: passage, where: {where}}}}}]}}\n"
    )


def test_a_criterion_turned_off_is_gone_and_told(folder: Path) -> None:
    own = load(folder, "changes:\n  bas.klotter: {disabled: true}\n")
    assert [c.id for c in own.criteria] == ["bas.uppfoljning"]
    (told,) = own.adjustments
    assert told.disabled and not told.mandatory and told.base == "bas 1.2.0"


@pytest.mark.parametrize(
    "change",
    [
        "disabled: true",
        "level: bor",
        "weight: 1.5",
        "outcome: {met: {any: [nar]}}",
        "passages: {where: {regex: .}}",
        "applies_when: {from_date: 2030-01-01}",
        "elements: [{id: nar, rule: {type: mention}}]",
    ],
)
def test_a_mandatory_criterion_is_not_weakened_without_a_reason(folder: Path, change: str) -> None:
    (error,) = errors(folder, f"changes:\n  bas.uppfoljning: {{{change}}}\n")
    assert "obligatoriskt i bas 1.2.0" in str(error) and "reason" in str(error) and error.line == 6
    with pytest.raises(ChecklistError):
        load(folder, f"changes:\n  bas.uppfoljning: {{{change}, reason: '  '}}\n")
    own = load(folder, f"changes:\n  bas.uppfoljning: {{{change}, reason: Prövas i årsbokslutet.}}\n")
    (told,) = own.adjustments
    assert told.mandatory and told.weaker and told.reason == "Prövas i årsbokslutet."


@pytest.mark.parametrize(
    "change",
    [
        "weight: 3",
        "title: Annat",
        "advice: Skriv.",
        "mandatory: true",
        "elements: [{id: vem, title: Vem, rule: {type: beside, where: {agent: [role]}}}]",
        "elements: [{id: nar, lacking: dagen fattas}]",
    ],
)
def test_a_mandatory_criterion_may_be_made_stronger_or_reworded(folder: Path, change: str) -> None:
    assert not load(folder, f"changes:\n  bas.uppfoljning: {{{change}}}\n").adjustments[0].weaker


def test_what_was_turned_off_further_down_is_still_told(folder: Path) -> None:
    load(folder, "changes:\n  bas.klotter: {disabled: true, reason: Finns inget klotter.}\n")
    (folder / "tredje.yaml").write_text(
        "id: tredje\ntitle: T\nversion: 1.0.0\nextends: egen.yaml\n", encoding="utf-8"
    )
    third = load_checklist(folder / "tredje.yaml")
    assert [a.reason for a in third.adjustments] == ["Finns inget klotter."]
    assert third.extends == "egen 0.1.0"


@pytest.mark.parametrize(
    ("more", "line", "words"),
    [
        ("changes:\n  bas.kloter: {weight: 1}\n", 6, "menade du bas.klotter?"),
        ("changes:\n  bas.klotter: {vikt: 1}\n", 6, "menade du weight?"),
        ("changes:\n  bas.klotter: {weight: 11}\n", 6, "högst 10"),
        ("changes:\n  bas.klotter: {elements: [{id: ny, title: Ny}]}\n", 6, "”rule” saknas i delkravet ”ny”"),
        ("changes:\n  bas.klotter: {outcome: {met: nann}}\n", 6, "”nann” finns inte i bas.klotter"),
        ("changes:\n  bas.klotter: {sources: [X]}\n", 6, "Källan ”X”"),
        ("changes:\n  Klotter: {weight: 1}\n", 6, "där finns bas.uppfoljning, bas.klotter"),
        ("criteria:\n" + new("bas.klotter", "Ett", "[B]"), 6, "skriv det som är annorlunda under changes"),
        ("tests: {nar: {topic: mal}}\n", 5, "”nar” finns redan"),
        (
            "changes:\n  bas.klotter: {disabled: true}\n  bas.uppfoljning: {disabled: true, reason: r}\n",
            5,
            "Alla kriterier är avstängda",
        ),
    ],
)
def test_errors_in_a_list_that_builds_on_another(folder: Path, more: str, line: int, words: str) -> None:
    found = errors(folder, more)
    assert words in str(found[0]) and found[0].line == line, [e.located() for e in found]


def test_rules_in_changes_are_checked(folder: Path) -> None:
    from overenskommelse_granskning.checklist.located import read_source

    text = OWN + "changes:\n  bas.klotter: {passages: {where: {use: naar}}}\n"
    (error,) = rule_errors(read_source(text, "egen.yaml"), {"nar": {"topic": "mal"}})
    assert "”naar” finns inte för use (menade du nar?)" in str(error) and error.line == 6


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("finns.yaml", "finns inte"),
        ("bra-2021", "ange något av avhoppare"),
        ("egen.yaml", "bryt kedjan"),
        ("krets.yaml", "bryt kedjan"),
    ],
)
def test_a_base_that_cannot_be_used(folder: Path, base: str, words: str) -> None:
    (folder / "krets.yaml").write_text(OWN.replace("bas.yaml", "egen.yaml"), encoding="utf-8")
    text = OWN.replace("bas.yaml", base)
    (folder / "egen.yaml").write_text(text, encoding="utf-8")
    (error, *_) = find_errors(text, str(folder / "egen.yaml"))
    assert words in str(error)


def test_an_error_in_the_base_is_told_where_it_stands(folder: Path) -> None:
    (folder / "bas.yaml").write_text(BASE.replace("level: bor", "level: kanske"), encoding="utf-8")
    (error, *_) = errors(folder, "")
    assert error.file.endswith("bas.yaml") and "kanske" in error.excerpt


def test_changes_need_a_list_to_change() -> None:
    text = BASE + "changes:\n  bas.klotter: {weight: 1}\n"
    (error,) = find_errors(text, "bas.yaml")
    assert "changes kräver extends" in str(error)


def test_a_list_on_its_own_needs_kinds_sources_and_criteria() -> None:
    told = {str(e) for e in find_errors("id: a\ntitle: A\nversion: 1.0.0\n", "a.yaml")}
    assert told == {f"Nyckeln ”{k}” saknas i checklistan." for k in ("kinds", "sources", "criteria")}


def test_borrowed_tests(folder: Path) -> None:
    text = BASE.replace("id: bas\n", "id: egen\ntests_from: [bra-2020]\n").replace(
        "{regex: klotter}", "{use: smal_brottstyp}"
    )
    (folder / "egen.yaml").write_text(text, encoding="utf-8")
    own = load_checklist(folder / "egen.yaml")
    assert outcome(own, "Rattfylleri är vanligt.", "bas.klotter") is Outcome.MET


def test_a_list_may_not_take_the_name_of_the_one_it_builds_on(tmp_path: Path) -> None:
    text = OWN.replace("bas.yaml", "bra-2020").replace("id: egen", "id: bra-2020")
    (error,) = find_errors(text, str(tmp_path / "egen.yaml"))
    assert "bra-2020-lan" in str(error)


def test_two_lists_of_one_id_are_refused(folder: Path) -> None:
    (folder / "annan.yaml").write_text(BASE.replace("title: Bas", "title: Annan"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="samma id"):
        Reviewer(checklists=[folder / "bas.yaml", folder / "annan.yaml"])


def test_the_hash_is_that_of_the_whole_list_however_it_is_written(folder: Path) -> None:
    before = load(folder).sha256
    path = folder / "egen.yaml"
    path.write_text("# en kommentar\n" + OWN.replace("title: Egen", 'title: "Egen"'), encoding="utf-8")
    assert load_checklist(path).sha256 == before
    (folder / "bas.yaml").write_text(BASE.replace("Skriv när.", "Skriv dag."), encoding="utf-8")
    assert load_checklist(path).sha256 != before


def test_learned_layers_hold_for_shipped_criteria_that_are_decided_as_shipped(tmp_path: Path) -> None:
    path = tmp_path / "lan.yaml"
    path.write_text(
        "id: lan\ntitle: L\nversion: 1.0.0\nextends: bra-2020\nchanges:\n"
        "  bra.syfte: {weight: 5}\n"
        "  bra.kommunikation: {outcome: {met: plan}, reason: Bara planen krävs.}\n",
        encoding="utf-8",
    )
    own = load_checklist(path)
    assert [c.id for c in own.criteria if c.own_rules] == ["bra.kommunikation"]
    assessment = Reviewer(checklists=[path]).review(b"# Syfte\nVi vill minska brotten.", "a.md")
    grounds = {c.id: [layer for layer, _ in c.grounds] for c in assessment.checklists[0].criteria}
    assert "inlärt omdöme" in grounds["bra.syfte"]
    assert grounds["bra.kommunikation"] == ["regler"]


def test_the_report_tells_what_was_turned_off(folder: Path) -> None:
    from overenskommelse_granskning.reports.view import make_view

    own = folder / "egen.yaml"
    load(
        folder,
        "changes:\n  bas.uppfoljning: {disabled: true, reason: Prövas i årsbokslutet.}\n  bas.klotter: {weight: 3}\n",
    )
    assessment = Reviewer(checklists=[own], learned=False).review("Klotter är vanligt.".encode(), "a.md")
    data = assessment.to_dict()["checklists"][0]
    assert data["extends"] == "bas 1.2.0"
    assert [(a["criterion"], a["disabled"], a["mandatory"], a["reason"]) for a in data["adjustments"]] == [
        ("bas.uppfoljning", True, True, "Prövas i årsbokslutet."),
        ("bas.klotter", False, False, None),
    ]
    assert make_view(assessment).checklists[0].adjustments == (
        "Avstängt: Uppföljning (bas.uppfoljning, obligatoriskt i bas 1.2.0). Skäl: Prövas i årsbokslutet.",
        "Bygger på bas 1.2.0, med lokala ändringar i 1 kriterium.",
    )
    again = from_dict(json.loads(json.dumps(assessment.to_dict())))
    assert again.checklists[0].adjustments == assessment.checklists[0].adjustments
    assert make_view(again).checklists[0].adjustments == make_view(assessment).checklists[0].adjustments


def test_a_saved_report_tells_what_was_weakened(folder: Path) -> None:
    from overenskommelse_granskning.reports.view import make_view

    load(folder, "changes:\n  bas.uppfoljning: {level: bor, reason: Beslutat i nämnden.}\n")
    assessment = Reviewer(checklists=[folder / "egen.yaml"], learned=False).review(b"Klotter.", "a.md")
    (told, _) = make_view(assessment).checklists[0].adjustments
    assert told.startswith("Ändrat så att det kräver mindre")
    again = from_dict(json.loads(json.dumps(assessment.to_dict())))
    assert make_view(again).checklists[0].adjustments == make_view(assessment).checklists[0].adjustments


def outcome(checklist: Checklist, text: str, criterion: str) -> Outcome:
    reviewer = Reviewer(checklists=[Path(checklist.file)], learned=False)
    assessment = reviewer.review(text.encode(), "provfall.md")
    return assessment.checklist(checklist.id).criterion(criterion).outcome


@pytest.mark.parametrize("way", ["absolute", "upwards", "link"])
def test_nothing_outside_the_folder_of_the_list_is_read(tmp_path, way) -> None:
    """A list from somebody else could make its errors quote any file."""
    (tmp_path / "lista").mkdir()
    secret = tmp_path / "hemlig.yaml"
    secret.write_text("losen: 'abc123'\n", encoding="utf-8")
    if way == "link":
        try:
            (tmp_path / "lista" / "l.yaml").symlink_to(secret)
        except OSError:
            pytest.skip("länkar får inte göras här")
    name = {"absolute": str(secret), "upwards": "../hemlig.yaml", "link": "l.yaml"}[way]
    own = tmp_path / "lista" / "egen.yaml"
    own.write_text(f"id: egen\ntitle: E\nversion: 1.0.0\nextends: {name}\n", encoding="utf-8")
    with pytest.raises(ChecklistError, match="utanför checklistans mapp") as caught:
        load_checklist(str(own))
    assert "abc123" not in caught.value.located()


def test_what_the_guide_says_of_what_is_replaced_and_what_is_added(tmp_path) -> None:
    path = tmp_path / "egen.yaml"
    path.write_text(
        "id: egen\ntitle: E\nversion: 1.0.0\nextends: bra-2020\nsources: {G: Länet}\nchanges:\n  bra.syfte:\n"
        "    sources: [G]\n    levels: {partial: Nästan.}\n"
        "    cases: [{name: eget, text: Syftet är att minska rånen., expect: met}]\n",
        encoding="utf-8",
    )
    base, own = load_checklist("bra-2020"), load_checklist(path)
    before, after = base.criterion("bra.syfte"), own.criterion("bra.syfte")
    assert after.sources == ("G",) and before.sources != ("G",)
    assert set(own.sources) == {*base.sources, "G"}
    assert after.levels == {**before.levels, Outcome.PARTIAL: "Nästan."}
    assert [c.name for c in after.cases] == [*(c.name for c in before.cases), "eget"]
