"""What is told of criteria, concepts and keys: complete, in plain Swedish, and in step with the code."""

from __future__ import annotations

import re

import jsonschema
import pytest

from core_samples import criterion as make
from overenskommelse_granskning.authoring import markdown, meanings
from overenskommelse_granskning.authoring.concepts import concept_users
from overenskommelse_granskning.authoring.editor_schema import editor_schema
from overenskommelse_granskning.authoring.page import criterion_page
from overenskommelse_granskning.authoring.plain import adding_up, element_text
from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.checklist.schema import checklist_schema
from overenskommelse_granskning.language.facts import FACT_KINDS
from overenskommelse_granskning.language.lexicon import shipped_concepts
from overenskommelse_granskning.language.units import UnitKind
from overenskommelse_granskning.resources import checklist_folder, read_yaml, vocabulary_files
from overenskommelse_granskning.rules.document_facts import FACTS
from overenskommelse_granskning.rules.predicates import COMBINERS, LEAVES
from overenskommelse_granskning.rules.registry import RULE_TYPES
from overenskommelse_granskning.thread.lists import LIST_NAMES
from overenskommelse_granskning.vocabulary.closed import FUNCTIONS, Flag, Outcome

CRITERIA = [(i, c.id) for i in available() for c in load_checklist(i).criteria]


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (meanings.FACT_KINDS, FACT_KINDS),
        (meanings.DOCUMENT_FACTS, FACTS),
        (meanings.LISTS, LIST_NAMES),
        (meanings.UNITS, [u.value for u in UnitKind]),
        (meanings.FLAGS, [f.value for f in Flag]),
        (meanings.FUNCTIONS, FUNCTIONS),
        (meanings.RULES, RULE_TYPES),
        (meanings.RULE_PHRASES, RULE_TYPES),
        (meanings.OPTIONS, {o for r in RULE_TYPES.values() for o in r.OPTIONS}),
        (meanings.TEST_KEYS, LEAVES | COMBINERS),
    ],
)
def test_every_name_that_a_checklist_may_use_is_explained(told, known) -> None:
    assert set(told) == set(known)
    assert all(told.values())


@pytest.mark.parametrize(("checklist_id", "criterion_id"), CRITERIA)
def test_a_shipped_criterion_is_explained_in_full(checklist_id: str, criterion_id: str) -> None:
    checklist = load_checklist(checklist_id)
    c = checklist.criterion(criterion_id)
    parts = {p.title: p.lines for p in criterion_page(checklist, c)}
    assert {"", "Varför", "Källa", "Vad som krävs", "Delkrav", "Exempel", "Råd"} <= parts.keys()
    assert {"Förslag till skrivning", "Uppmätt träffsäkerhet"} <= parts.keys()
    assert [line.lead for line in parts["Exempel"]] == ["svagt", "starkt"]
    assert all(line.text != name for name, line in zip(c.sources, parts["Källa"], strict=True))
    assert ("Kända fel" in parts) == any(case.todo for case in c.cases)
    text = " ".join(line.text for lines in parts.values() for line in lines)
    for english in (*RULE_TYPES, "regex", "None", "()", "[]", "Outcome"):
        if english not in ("table", "share", "fact", "groups", "mention", "passage", "beside"):
            assert english not in text
    assert "{" not in text.replace("{text}", "")


def test_where_an_element_looks_and_what_for() -> None:
    made = make(
        """
        - {id: a, title: A, lacking: a fattas, rule: {type: beside, window: 0, where: {agent: [role]}, allow: [later]}}
        - {id: b, title: B, rule: {type: share, list: goals, met_all: true, where: {list: goals_dated}}}
        - {id: c, title: C, rule: {type: groups, groups: {x: {concept: plan_ord}, y: {fact: year}}, min: 2}}
        - {id: d, title: D, rule: {type: fact, is: period}}
        - {id: e, title: E, rule: {type: passage, min: 3, where: {any: [{topic: mal}], none: [{fact: money}]}}}
        """,
        "{met: {all: [a, {any: [b, c]}]}, partial: {at_least: 2, of: [c, d, e]}, silent: not_assessable}",
    )
    (c,) = made.criteria
    told = {e.id: element_text(e, made.tests) for e in c.elements}
    assert told["a"] == (
        "Söks i de ställen som rör kriteriet och i samma mening. Räknas också när texten utlovar det till "
        "senare. Tecken på det: uppgifter om befattning. Fattas det sägs: ”a fattas”."
    )
    assert told["b"].startswith(
        "Prövas för varje post i listan över mål, alla ska klara det. Tecken på det: mål med"
    )
    assert "minst 2 av 2" in told["c"] and "plan över åtgärder" in told["c"]
    assert "giltighetstid med början och slut" in told["d"]
    assert "minst 3 ställen" in told["e"] and "avsnitt om mål" in told["e"] and "belopp" not in told["e"]
    assert dict(adding_up(c)) == {
        Outcome.MET: "”A” och (minst ett av ”B” och ”C”)",
        Outcome.PARTIAL: "minst 2 av ”C”, ”D” och ”E”",
        Outcome.NOT_ASSESSABLE: "inget av detta hittas",
    }


@pytest.mark.parametrize("checklist_id", available())
def test_the_schema_for_editors_takes_every_shipped_list(checklist_id: str) -> None:
    data = read_yaml(checklist_folder() / f"{checklist_id}.yaml")
    for criterion in data["criteria"]:
        if "applies_when" in criterion:  # a day, which JSON has as text
            day = criterion["applies_when"]["from_date"]
            criterion["applies_when"] = {**criterion["applies_when"], "from_date": str(day)}
    validator = jsonschema.Draft202012Validator(editor_schema())
    assert [e.message[:200] for e in validator.iter_errors(data)] == []


SMALL = {"id": "a", "title": "A", "version": "1.0.0", "extends": "bra-2020"}


@pytest.mark.parametrize(
    ("more", "right"),
    [
        ({}, True),
        ({"changes": {"bra.syfte": {"weight": 3}}}, True),
        ({"changes": {"lan.egen": {"weight": 3}}}, True),  # of a list that the schema does not know
        ({"extends": "lan.yaml"}, True),
        ({"extends": "bra-2021"}, False),
        ({"tests": {"t": {"concept": "plan_ord"}}}, True),
        ({"tests": {"t": {"concept": "planord"}}}, False),
        ({"tests": {"t": {"begrepp": "plan_ord"}}}, False),
        ({"tests": {"t": [{"fact": ["date", "year"]}, "annat"]}}, True),
        (
            {"changes": {"bra.syfte": {"elements": [{"id": "x", "rule": {"type": "fact", "is": "period"}}]}}},
            True,
        ),
        ({"changes": {"bra.syfte": {"elements": [{"id": "x", "rule": {"type": "fact"}}]}}}, False),
        (
            {
                "changes": {
                    "bra.syfte": {"elements": [{"id": "x", "rule": {"type": "mention", "fönster": 1}}]}
                }
            },
            False,
        ),
    ],
)
def test_the_schema_for_editors_knows_names_and_options(more, right: bool) -> None:
    assert jsonschema.Draft202012Validator(editor_schema()).is_valid({**SMALL, **more}) is right


def test_every_part_of_the_schema_has_a_description() -> None:
    schema = editor_schema()
    parts = {**schema["properties"], **schema["$defs"]["criterion"]["properties"]}
    parts |= {**schema["$defs"]["change"]["properties"], **schema["$defs"]["case"]["properties"]}
    assert [k for k, v in parts.items() if "description" not in v and "$ref" not in v] == []
    assert len(schema["properties"]["changes"]["properties"]) == len(CRITERIA)


def test_concepts_have_one_home_a_reason_and_each_word_once() -> None:
    seen: dict[str, str] = {}
    words: dict[frozenset[str], str] = {}
    for path in vocabulary_files("lexicon"):
        for name, entry in read_yaml(path).items():
            assert name not in seen, f"{name} i {seen[name]} och {path.name}"
            seen[name] = path.name
            terms = [str(t) for t in entry["terms"]]
            assert str(entry["why"]).endswith("."), name
            assert len(terms) == len(set(terms)), name
            assert frozenset(terms) not in words, (name, words[frozenset(terms)])
            words[frozenset(terms)] = name
    assert set(seen) == {c.id for c in shipped_concepts()}


def test_the_lexicon_page_tells_of_every_concept_and_its_users() -> None:
    page = markdown.lexicon_markdown()
    users = concept_users()
    for concept in shipped_concepts():
        (row,) = [line for line in page.split("\n") if line.startswith(f"| `{concept.id}` |")]
        assert f"| {len(concept.terms)} |" in row and all(user in row for user in users[concept.id])
    assert "bra-2020" in users["plan_ord"] and users["modal_framtid"] == ("programmet",)


def test_text_with_signs_of_markdown_is_shown_as_it_is() -> None:
    assert markdown.plain("a_b * c | <d>\ne") == "a\\_b \\* c \\| &lt;d> e"


def test_the_reference_explains_every_key_that_stands_under_another() -> None:
    page = markdown.keys_markdown()
    properties = checklist_schema()["$defs"]["criterion"]["properties"]
    for key in ("passages", "levels", "outcome", "applies_when", "examples"):
        part = page.split(f"(under `{key}`)\n")[1].split("\n## ")[0]
        rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", part, re.MULTILINE))
        assert rows.keys() >= properties[key]["properties"].keys(), key
        assert all(rows.values()), key
    assert "under vilken rubrik förslaget skrivs" in page and "| --- | --- |" in page.replace("\\|", "|")
