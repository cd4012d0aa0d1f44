"""Kinds of evidence place: document, annex, process."""

from __future__ import annotations

import pytest

from core_samples import analysed, criterion
from overenskommelse_granskning.rules.engine import RuleEngine
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.verdict.decide import decide_verdict
from overenskommelse_granskning.verdict.model import Verdict
from overenskommelse_granskning.vocabulary.closed import Outcome, Remark

LONG = (
    "Polisen går rundor vid stationen varje fredag kväll och kommunen byter trasiga lampor inom två veckor. "
)


def judged(text: str, place: str, *, silent: str = "missing", element: str = "rundor|stationen") -> Verdict:
    checklist = criterion(
        f"- {{id: a, title: A, lacking: inga rundor, rule: {{type: passage, where: {{regex: '{element}'}}}}}}",
        outcome=f"{{met: [a], silent: {silent}}}",
        passages="{where: {regex: 'åtgärd|rundor'}}",
        more=f"place: {place}",
    )
    analysis = analysed(text)
    (result,) = RuleEngine(checklist).run(analysis, build_lists(analysis))
    return decide_verdict(result, analysis)


def test_a_pointer_in_a_criterion_of_the_document_is_partial_and_says_so():
    found = judged("Parterna möts. Alla åtgärder framgår av bilaga 2.", "dokument")
    assert (found.outcome, found.remarks) == (Outcome.PARTIAL, (Remark.IN_ANNEX,))
    assert "bilaga 2" in found.reason and "--samlat" in found.reason
    assert found.pointer in found.evidence


def test_a_pointer_in_a_criterion_of_an_annex_cannot_be_assessed():
    text = "Parterna möts. Alla åtgärder framgår av bilaga 2."
    found = judged(text, "bilaga")
    assert (found.outcome, found.remarks) == (Outcome.NOT_ASSESSABLE, (Remark.IN_ANNEX,))
    assert found.evidence == ()
    assert text[found.pointer.start : found.pointer.end] == "Alla åtgärder framgår av bilaga 2."


@pytest.mark.parametrize("place", ["dokument", "bilaga"])
def test_without_text_or_pointer_it_is_missing(place):
    found = judged("Parterna möts varje månad.", place)
    assert (found.outcome, found.remarks) == (Outcome.MISSING, ())


@pytest.mark.parametrize("place", ["dokument", "bilaga"])
def test_an_annex_that_is_there_is_judged(place):
    empty = judged(
        "# Avtal\n\nAlla åtgärder framgår av bilaga 2.\n\n# Bilaga 2\n\n" + "Parterna möts ofta. " * 6, place
    )
    assert (empty.outcome, empty.remarks) == (Outcome.MISSING, ())
    full = judged(f"# Avtal\n\nAlla åtgärder framgår av bilaga 2.\n\n# Bilaga 2\n\n{LONG}", place)
    assert (full.outcome, full.remarks) == (Outcome.MET, ())


@pytest.mark.parametrize("place", ["dokument", "bilaga"])
def test_a_line_of_the_list_of_annexes_is_no_pointer(place):
    found = judged("Parterna möts.\n\nBilaga 2: Karta över åtgärder", place)
    assert found.outcome is Outcome.MISSING


@pytest.mark.parametrize("place", ["dokument", "bilaga"])
def test_what_stands_in_the_text_is_judged_whatever_an_annex_holds(place):
    found = judged("Kommunpolisen går rundor vid stationen. Alla åtgärder framgår av bilaga 2.", place)
    assert (found.outcome, found.remarks) == (Outcome.MET, ())


def test_of_the_process_a_statement_is_only_a_statement():
    found = judged("Polisen gick rundor i maj.", "process", silent="not_assessable")
    assert (found.outcome, found.remarks) == (Outcome.MET, (Remark.STATED,))


@pytest.mark.parametrize("silent", ["missing", "not_assessable"])
def test_of_the_process_silence_is_never_missing(silent):
    found = judged("Parterna möts varje månad.", "process", silent=silent)
    assert (found.outcome, found.remarks) == (Outcome.NOT_ASSESSABLE, (Remark.NOT_EVIDENT,))


def test_of_the_process_what_is_denied_is_missing():
    found = judged("Några rundor har inte genomförts.", "process")
    assert (found.outcome, found.remarks) == (Outcome.MISSING, ())
