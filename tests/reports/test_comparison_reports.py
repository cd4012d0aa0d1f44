"""The comparison as text, JSON and Markdown."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

import comparison_samples
import report_samples as samples
from comparison_samples import COMPARISONS, evil
from overenskommelse_granskning.comparison.compare import compare_reviews
from overenskommelse_granskning.comparison.model import Change, Status
from overenskommelse_granskning.reports import Style
from overenskommelse_granskning.reports.comparison import WRITERS, writer
from overenskommelse_granskning.reports.comparison.words import STATUS_TITLES
from overenskommelse_granskning.reports.schema import schema_text
from overenskommelse_granskning.vocabulary.closed import Outcome

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads(schema_text("jamforelse"))
Validator = jsonschema.Draft202012Validator


def rendered(form, name, **style):
    return writer(form).render(COMPARISONS[name](), Style(**style))


def closed(node):
    """The schema with every object closed: a field that it does not describe is an error."""
    if isinstance(node, dict):
        out = {k: closed(v) for k, v in node.items()}
        if "properties" in out and "required" in out:
            out["additionalProperties"] = False
        return out
    return [closed(v) for v in node] if isinstance(node, list) else node


@pytest.mark.parametrize("form", ["text", "md"])
@pytest.mark.parametrize("name", ["pair", "other_kind", "unreadable", "promises", "follow_up"])
def test_report_looks_as_agreed(form, name, golden):
    made = writer(form)
    golden(GOLDEN / f"jamforelse_{name}.{made.EXTENSION}", rendered(form, name))


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_a_changed_outcome_without_changed_elements_tells_why(form):
    a = comparison_samples.review(samples.criterion("bra.mal", Outcome.MET, reason="Målen finns."))
    b = comparison_samples.review(samples.criterion("bra.mal", Outcome.PARTIAL, reason="Inget mål har tid."))
    shown = writer(form).render(compare_reviews(a, b), Style())
    assert "Inget mål har tid." in shown and "Målen finns." not in shown
    unchanged = writer(form).render(compare_reviews(b, b), Style())
    assert "Inget mål har tid." not in unchanged


def test_other_evidence_is_shown_by_the_quotes_that_are_other():
    first, second, third = (samples.quote(f"Citat {n}.", 100 * n, n) for n in (1, 2, 3))
    a, b = (
        comparison_samples.review(samples.criterion("bra.mal", Outcome.MET, evidence=quotes))
        for quotes in ((first, second), (first, third))
    )
    shown = writer("text").render(compare_reviews(a, b), Style())
    assert "Citat 2." in shown and "Citat 3." in shown and "Citat 1." not in shown


def test_what_the_schema_refers_to_is_in_it_and_as_the_report_has_it():
    report = json.loads(schema_text("report"))["$defs"]
    named = set(re.findall(r'"#/\$defs/(\w+)', schema_text("jamforelse")))
    assert named <= SCHEMA["$defs"].keys() and {"evidence", "thread_row", "promise"} <= named
    assert all(SCHEMA["$defs"][n] == report[n] for n in ("evidence", "thread_row", "promise", "scores"))


def test_schema_is_itself_valid():
    Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", COMPARISONS)
def test_json_follows_the_schema(name):
    Validator(closed(SCHEMA)).validate(json.loads(rendered("json", name)))


def test_schema_knows_every_change_and_status():
    assert set(SCHEMA["$defs"]["change"]["enum"]) == {c.value for c in Change}
    status = SCHEMA["$defs"]["outcome_of_promise"]["properties"]["status"]["enum"]
    assert status == [s.value for s in Status]


def test_every_promise_and_its_status_is_shown_in_every_format():
    found = comparison_samples.followed().follow_up
    for form in WRITERS:
        text = " ".join(rendered(form, "follow_up").replace("\\", "").split())
        for o in found.outcomes:
            assert " ".join(o.promise.evidence.quote.split()) in text
            assert (o.status.value if form == "json" else STATUS_TITLES[o.status]) in text


def test_json_counts_what_it_lists():
    (checklist,) = json.loads(rendered("json", "pair"))["checklists"]
    for change, n in checklist["counts"].items():
        assert n == sum(c["change"] == change for c in checklist["criteria"])
    assert checklist["counts"]["gained"] == 1


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", COMPARISONS)
def test_same_comparison_same_bytes(form, name):
    assert rendered(form, name) == rendered(form, name)


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("name", COMPARISONS)
def test_no_line_is_wider_than_asked(name, width):
    assert [line for line in rendered("text", name, width=width).splitlines() if len(line) > width] == []


def test_every_criterion_is_shown_in_every_format():
    a, b = comparison_samples.pair()
    for form in WRITERS:
        text = rendered(form, "pair").replace("\\", "")
        for c in (*a, *b):
            assert c.id in text, (form, c.id)


def test_colour_adds_nothing_but_colour():
    coloured = rendered("text", "pair", colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == rendered("text", "pair")


def test_foreign_text_cannot_steer_the_terminal():
    for form in WRITERS:
        text = writer(form).render(evil(), Style())
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text), form


def test_foreign_text_is_no_markup():
    text = writer("md").render(evil(), Style())
    assert "<script" not in text.replace("\\<script", "")
    assert not re.search(r"(?<!\\)!?\[", text) and not re.search(r"(?<!\\)`", text)
    assert "://" not in text
    assert (
        len({line.replace("\\|", "").count("|") for line in text.splitlines() if line.startswith("|")}) == 1
    )
