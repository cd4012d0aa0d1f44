"""The JSON report and its schema."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import jsonschema
import pytest

import report_samples as samples
from overenskommelse_granskning.reports import Style
from overenskommelse_granskning.reports.json import render
from overenskommelse_granskning.reports.schema import available, schema_text
from overenskommelse_granskning.vocabulary.closed import Kind, Level, Outcome, Stage
from overenskommelse_granskning.vocabulary.sections import SECTION_LABELS

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads(schema_text("report"))
Validator = jsonschema.Draft202012Validator


def closed(schema):
    """The schema with every object closed: a field that it does not describe is an error."""
    schema = copy.deepcopy(schema)
    for definition in schema["$defs"].values():
        stack = [definition]
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                if "properties" in node and "required" in node:
                    node["additionalProperties"] = False
                stack += [v for k, v in node.items() if k not in ("if", "then")]
            elif isinstance(node, list):
                stack += node
    return schema


def test_schema_is_itself_valid():
    Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_report_follows_the_schema(name):
    report = json.loads(render([samples.SAMPLES[name]()], Style()))
    Validator(SCHEMA).validate(report)
    Validator(closed(SCHEMA)).validate(report)


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_report_looks_as_agreed(name, golden):
    golden(GOLDEN / f"{name}.json", render([samples.SAMPLES[name]()], Style()))


def test_one_file_gives_an_object_and_several_an_array():
    assert isinstance(json.loads(render([samples.other()], Style())), dict)
    both = json.loads(render([samples.other(), samples.promise()], Style(several=True)))
    assert [r["document"]["path"] for r in both] == ["press.html", "lofte.txt"]
    Validator(SCHEMA).validate(both)
    assert len(json.loads(render([samples.other()], Style(several=True)))) == 1


def test_letters_stand_as_they_are_and_lines_end_with_lf():
    text = render([samples.agreement()], Style())
    assert "Brå-handboken" in text and "avgränsade och mätbara" in text
    assert "\r" not in text and text.endswith("}\n")


def test_characters_that_a_terminal_obeys_are_escaped_but_mean_the_same():
    evil = "a\x1b[2J\x9b2J\u202eb\x7f"
    c = samples.criterion("bra.mal", Outcome.MET, evidence=(samples.quote(evil),))
    text = render(
        [samples.promise().__class__(samples.facts(), samples.DAY, (samples.checklist(c),))], Style()
    )
    assert not any(ch in text for ch in "\x1b\x9b\u202e\x7f")
    assert json.loads(text)["checklists"][0]["criteria"][0]["evidence"][0]["quote"] == evil


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("document", "status"), "half"),
        (("document", "kind"), "avtal"),
        (("document", "sha256"), "abc"),
        (("schema_version",), "2.0"),
        (("checklists", 0, "criteria", 0, "outcome"), "uppfyllt"),
        (("checklists", 0, "criteria", 0, "evidence"), []),  # met without evidence
        (("checklists", 0, "criteria", 0, "confidence"), 1.5),
        (("checklists", 0, "scores", "strength"), 43),
        (("thread", 0, "problem"), None),
    ],
)
def test_schema_refuses_what_is_wrong(where, value):
    report = json.loads(render([samples.agreement()], Style()))
    node = report
    for step in where[:-1]:
        node = node[step]
    node[where[-1]] = value
    assert not Validator(SCHEMA).is_valid(report)


def test_schema_refuses_a_scored_unreadable_document():
    report = json.loads(render([samples.agreement()], Style()))
    report["document"]["status"] = "unreadable"
    report["document"]["kind"] = None
    assert not Validator(SCHEMA).is_valid(report)


def test_schema_requires_every_field_of_the_report():
    report = json.loads(render([samples.agreement()], Style()))
    for field in report:
        short = {k: v for k, v in report.items() if k != field}
        assert not Validator(SCHEMA).is_valid(short), field


def test_closed_sets_of_the_schema_are_those_of_the_code():
    defs = SCHEMA["$defs"]
    document = defs["document"]["properties"]
    assert defs["outcome"]["enum"] == [o.value for o in Outcome]
    assert defs["criterion"]["properties"]["level"]["enum"] == [v.value for v in Level]
    assert document["kind"]["enum"] == [*(k.value for k in Kind), None]
    assert set(document["stage"]["enum"]) == {*(s.value for s in Stage), None}
    assert defs["section"]["properties"]["label"]["enum"] == [s.value for s in SECTION_LABELS]


def test_available_schemas_can_be_read():
    assert "report" in available()
    with pytest.raises(KeyError):
        schema_text("../report")
