"""A report on an own list alone tells of that list, not of what holds of agreements in general."""

from __future__ import annotations

from dataclasses import replace

import pytest

import report_samples as samples
from overenskommelse_granskning.assessment import Assessment
from overenskommelse_granskning.reports import Style, writer

GENERAL = ("Röd tråd", "Ämnen som")


def of_list(checklist_id: str, extends: str = "") -> Assessment:
    a = samples.agreement()
    own = replace(a.checklists[0], id=checklist_id, extends=extends)
    return replace(a, checklists=(own,))


def shown(assessment: Assessment, form: str) -> str:
    content = writer(form).render([assessment], Style(width=200))
    return content.decode("utf-8") if isinstance(content, bytes) else content


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_topics_and_the_chain_belong_to_the_packaged_lists(form: str) -> None:
    for told in GENERAL:
        assert told in shown(of_list("bra-2020"), form)
        assert told in shown(of_list("lan-egen", extends="bra-2020 1.0.0"), form)
        assert told not in shown(of_list("lan-egen"), form)


def test_the_data_stay_whole() -> None:
    own, shipped = of_list("lan-egen").to_dict(), of_list("bra-2020").to_dict()
    for key in ("thread", "sections", "missing_sections"):
        assert own[key] == shipped[key] and own[key]
