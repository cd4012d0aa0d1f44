"""``render``: the report of a review in one call."""

from __future__ import annotations

import json

import pytest

import report_samples as samples
from overenskommelse_granskning import ConfigurationError, render
from overenskommelse_granskning.reports import BINARY, ONE_DOCUMENT, WRITERS, Style, writer


@pytest.mark.parametrize("form", WRITERS)
def test_one_review_gives_what_its_writer_gives(form):
    assessment = samples.agreement()
    made = render(assessment, form)
    assert isinstance(made, bytes if form in BINARY else str) and made
    if form != "xlsx":  # holds the time it was written
        assert made == writer(form).render([assessment], Style())


def test_a_list_gives_what_several_files_give():
    one, two = samples.agreement(), samples.promise()
    assert [r["document"]["path"] for r in json.loads(render([one, two], "json"))] == [
        one.document.path,
        two.document.path,
    ]
    assert json.loads(render(iter([one]), "json")) == [json.loads(render(one, "json"))]


def test_the_style_may_be_chosen():
    assert ";" in render(samples.agreement(), "csv")
    wide = render(samples.agreement(), "text", Style(width=120))
    assert max(map(len, wide.splitlines())) > 80


@pytest.mark.parametrize("form", sorted(ONE_DOCUMENT))
def test_several_do_not_go_into_a_file_for_one(form):
    with pytest.raises(ConfigurationError, match="ett dokument"):
        render([samples.agreement(), samples.promise()], form)


def test_an_unknown_format_is_told():
    with pytest.raises(ConfigurationError, match=r"rtf.*välj text"):
        render(samples.agreement(), "rtf")
