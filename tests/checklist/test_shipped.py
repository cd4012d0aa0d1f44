"""The shipped checklists: right by the strict check, complete, and in step with the vocabularies."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from core_samples import analysed
from overenskommelse_granskning.checklist import available, checklists_for, load_checklist
from overenskommelse_granskning.checklist.located import read_source
from overenskommelse_granskning.checklist.validate import source_errors
from overenskommelse_granskning.classification.persistence import load_model
from overenskommelse_granskning.language.lexicon import shipped_concepts
from overenskommelse_granskning.resources import checklist_folder
from overenskommelse_granskning.rules.engine import RuleEngine
from overenskommelse_granskning.rules.strict import rule_errors
from overenskommelse_granskning.thread.lists import LIST_NAMES, build_lists
from overenskommelse_granskning.vocabulary.closed import FUNCTIONS, Kind, Level, Outcome

# Concepts that no checklist and no module asks for, with the reason why they are kept.
UNUSED_CONCEPTS: dict[str, str] = {}


def source_of(checklist_id: str):
    path = checklist_folder() / f"{checklist_id}.yaml"
    return read_source(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("checklist_id", available())
def test_a_shipped_list_follows_the_schema_and_all_its_names_exist(checklist_id: str) -> None:
    source = source_of(checklist_id)
    errors = source_errors(source) + rule_errors(source, load_checklist(checklist_id).tests)
    assert [e.located() for e in errors] == []


@pytest.mark.parametrize("checklist_id", available())
def test_fast_and_strict_loading_give_the_same_checklist(checklist_id: str) -> None:
    trusted = load_checklist(checklist_id)
    strict = load_checklist(checklist_folder() / f"{checklist_id}.yaml")
    assert strict == trusted
    assert strict.text and not trusted.text


@pytest.mark.parametrize("checklist_id", available())
def test_a_shipped_list_is_complete(checklist_id: str) -> None:
    checklist = load_checklist(checklist_id)
    assert checklist.id == checklist_id and checklist.description
    assert RuleEngine(checklist).checklist is checklist
    for c in checklist.criteria:
        assert c.why and c.step and c.advice.get(Outcome.MISSING) and c.suggestion, c.id
        assert c.weak_example and c.strong_example, c.id
        assert c.elements and (c.met.all or c.met.any or c.met.of), c.id
        expected = {case.expect for case in c.cases}
        assert Outcome.MET in expected and expected - {Outcome.MET}, f"{c.id} prövas inte åt båda håll"
        names = Counter(case.name for case in c.cases)
        assert max(names.values()) == 1, (c.id, names.most_common(1))


def test_ids_are_unique_over_all_lists_and_share_a_prefix_within_one() -> None:
    ids = Counter(c.id for i in available() for c in load_checklist(i).criteria)
    assert max(ids.values()) == 1
    for checklist_id in available():
        assert len({c.id.split(".")[0] for c in load_checklist(checklist_id).criteria}) == 1


def test_named_tests_and_sources_are_used() -> None:
    for checklist_id in available():
        data = source_of(checklist_id).data
        criteria = data["criteria"]
        assert set(data["sources"]) <= {s for c in criteria for s in c["sources"]}, checklist_id
        mentioned = names_in(
            [data.get("tests", {}), [c["elements"] for c in criteria], [c.get("passages") for c in criteria]]
        )
        assert set(data.get("tests", {})) <= mentioned, checklist_id


def names_in(value: object) -> set[str]:
    """Every string that could name something."""
    if isinstance(value, dict):
        return set().union(*(names_in(v) for v in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(names_in(v) for v in value)) if value else set()
    return {value} if isinstance(value, str) else set()


def test_every_concept_of_the_lexicons_is_used_or_has_a_reason(repository) -> None:
    used: set[str] = set()
    for checklist_id in available():
        used |= names_in(source_of(checklist_id).data)
    for path in (repository / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
    unused = {c.id for c in shipped_concepts()} - used
    assert unused == set(UNUSED_CONCEPTS)


def test_functions_that_a_rule_may_ask_for_are_those_that_the_model_gives() -> None:
    assert tuple(load_model().layers.function_names) == FUNCTIONS


def test_lists_that_a_rule_may_ask_for_are_those_that_are_made() -> None:
    lists = build_lists(analysed("Vi samverkar mot brott."))
    assert all(isinstance(lists.named(name), tuple) for name in LIST_NAMES)
    with pytest.raises(KeyError):
        lists.named("finns_inte")


def test_lists_that_apply_to_each_kind() -> None:
    assert checklists_for(Kind.AGREEMENT) == ("bra-2020", "lag-2023-196")
    assert checklists_for(Kind.PROMISE) == ("medborgarlofte",)
    assert checklists_for(Kind.OTHER) == ()


def test_kinds_told_by_the_head_are_those_of_the_list():
    for kind in Kind:
        assert checklists_for(kind) == tuple(c for c in available() if kind in load_checklist(c).kinds)


def test_the_reconstructed_list_is_marked_and_never_chosen_by_itself() -> None:
    checklist = load_checklist("skane-2019-rekonstruerad")
    assert checklist.kinds == () and len(checklist.criteria) == 13
    assert "rekonstruerad" in checklist.title and "inte den verkliga" in checklist.title
    assert all("(härlett)" in text for text in checklist.sources.values())
    assert all("skane-2019-rekonstruerad" not in checklists_for(kind) for kind in Kind)


def test_a_shipped_list_extends_no_other() -> None:
    assert [i for i in available() if "extends" in source_of(i).data] == []


def test_levels_and_weights_are_those_of_the_contract() -> None:
    for checklist_id in available():
        for c in load_checklist(checklist_id).criteria:
            assert c.weight == (2.0 if c.level is Level.SHALL else 1.0), c.id
