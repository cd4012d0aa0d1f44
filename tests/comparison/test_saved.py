"""Saved JSON reviews: the way back, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import comparison_samples
import report_samples as samples
from overenskommelse_granskning.assessment.saved import from_dict
from overenskommelse_granskning.errors import UnreadableDocument


def saved(assessment):
    return json.loads(json.dumps(assessment.to_dict()))


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_what_was_written_comes_back(name):
    data = saved(samples.SAMPLES[name]())
    assert from_dict(data).to_dict() == data


def test_titles_and_text_stay_out_and_all_else_is_the_same():
    a, _ = comparison_samples.pair()
    a = replace(a, checklists=tuple(replace(c, title="T") for c in a.checklists))
    found = from_dict(saved(a))
    assert found.checklists[0].criteria == a.checklists[0].criteria
    assert (found.document, found.thread, found.sections) == (a.document, a.thread, a.sections)


def test_fields_of_later_versions_are_no_hindrance():
    data = saved(samples.agreement())
    data["nytt"] = {"x": 1}
    data["checklists"][0]["criteria"][0]["nytt"] = True
    data["schema_version"] = "1.7"
    assert from_dict(data).document.path == "utkast.docx"


def test_fields_that_the_contract_does_not_name_may_be_absent():
    data = saved(samples.agreement())
    for name in ("police_units", "diary_numbers", "references", "annexes"):
        del data["document"][name]
    for c in data["checklists"][0]["criteria"]:
        del c["step"], c["grounds"]
    del data["promises"]
    assert from_dict(data).checklists[0].criteria[0].step == ""


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (("schema_version",), "2.0", "schema_version är 2.0"),
        (("document", "status"), "half", "document.status är ”half”"),
        (("document", "kind"), "avtal", "något av samverkansoverenskommelse"),
        (("document", "words"), -1, "ett heltal från 0"),
        (("as_of",), "i dag", "ett datum"),
        (
            ("checklists", 0, "criteria", 1, "outcome"),
            "uppfyllt",
            "checklists[0].criteria[1].outcome är ”uppfyllt”",
        ),
        (("checklists", 0, "criteria", 1, "confidence"), 1.5, "mellan 0 och 1"),
        (("checklists", 0, "criteria", 1, "needs_review"), 1, "true eller false"),
        (("checklists", 0, "criteria", 0, "evidence", 0, "end"), 121, "citatet"),
        (("checklists", 0, "criteria", 0, "evidence", 0, "bbox"), [1, 2], "fyra tal"),
        (("checklists", 0, "scores"), [], "en lista"),
        (("checklists",), {}, "ett objekt"),
        (("thread", 0, "problem"), None, "ett objekt"),
        (("sections", 0, "label"), None, "text"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(where, value, said):
    data = saved(samples.agreement())
    node = data
    for step in where[:-1]:
        node = node[step]
    node[where[-1]] = value
    with pytest.raises(UnreadableDocument) as caught:
        from_dict(data)
    assert caught.value.code == "R030"
    assert said in str(caught.value) and "granska fil DOKUMENT --format json" in str(caught.value)


CONTRACT = (
    "schema_version tool document checklists sections missing_sections thread next_steps".split(),
    "path sha256 format pages words status kind kind_confidence municipalities parties period stage".split(),
)


@pytest.mark.parametrize("field", CONTRACT[0])
def test_every_field_of_the_contract_is_needed(field):
    data = saved(samples.agreement())
    del data[field]
    with pytest.raises(UnreadableDocument, match=f"fältet {field} saknas"):
        from_dict(data)


@pytest.mark.parametrize("field", CONTRACT[1])
def test_every_field_of_the_document_is_needed(field):
    data = saved(samples.agreement())
    del data["document"][field]
    with pytest.raises(UnreadableDocument, match=f"fältet document.{field} saknas"):
        from_dict(data)


@pytest.mark.parametrize("data", [None, 3, "text", []])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(UnreadableDocument, match="inget objekt"):
        from_dict(data)
