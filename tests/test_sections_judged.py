"""A criterion that cannot be judged tells nothing of whether its topic is there."""

from __future__ import annotations

import pytest

from overenskommelse_granskning import Reviewer, pipeline
from overenskommelse_granskning.vocabulary.closed import Outcome

SILENT_ON_STAFF = """# Samverkansöverenskommelse mellan Granholms kommun och lokalpolisområde Västra Skogsbygden

## Parter

Överenskommelsen ingås mellan Granholms kommun och lokalpolisområde Västra Skogsbygden.

## Uppföljning

Säkerhetssamordnaren och kommunpolisen följer upp målen i mars varje år.
"""


def test_only_judged_criteria_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, float | None] = {}
    find = pipeline.find_sections

    def noted(view, analysis, kind, leans, there, *rest):  # type: ignore[no-untyped-def]
        seen.update(there)
        return find(view, analysis, kind, leans, there, *rest)

    monkeypatch.setattr(pipeline, "find_sections", noted)
    found = Reviewer(["bra-2020"]).review(SILENT_ON_STAFF.encode(), filename="avtal.md")
    left_open = {c.id for c in found if c.outcome is Outcome.NOT_ASSESSABLE}
    assert "bra.medarbetardialog" in left_open
    assert seen.keys() == {c.id for c in found} - left_open
    assert not next(s for s in found.sections if s.label == "dialog").present


TO_SIGN = """

## Undertecknande

Ort och datum: ____________________

För Granholms kommun: ____________________  Kommunstyrelsens ordförande

För Polismyndigheten: ____________________  Lokalpolisområdeschef Västra Skogsbygden
"""


@pytest.mark.parametrize(("text", "missing"), [(SILENT_ON_STAFF, True), (SILENT_ON_STAFF + TO_SIGN, False)])
def test_places_to_sign_are_not_missing_because_nobody_has_signed(text: str, missing: bool) -> None:
    found = Reviewer(["bra-2020"]).review(text.encode(), filename="avtal.md")
    assert not next(s for s in found.sections if s.label == "underskrifter").present
    assert ("underskrifter" in found.missing_sections) is missing
    assert any(m.label == "underskrifter" for m in found.missing_section_advice) is missing
