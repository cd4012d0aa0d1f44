"""Verdicts on badly read pages are less sure and left to a person."""

from types import SimpleNamespace

import pytest

from overenskommelse_granskning.document import BlockKind, Document, DocumentBuilder, Piece, Span
from overenskommelse_granskning.verdict.legibility import by_legibility
from overenskommelse_granskning.verdict.model import Verdict
from overenskommelse_granskning.vocabulary.closed import Outcome


def document(*pages: dict[str, object]) -> Document:
    """A page per set of facts, each with a paragraph of twenty characters."""
    builder = DocumentBuilder(name="d", sha256="0" * 64, format="pdf")
    for number, facts in enumerate(pages, start=1):
        builder.page(number, **facts)
        builder.block(BlockKind.PARAGRAPH, [Piece(f"Polisen på sida {number:04}", page=number)])
    return builder.build()


def verdict(outcome: Outcome, *spans: Span) -> Verdict:
    criterion = SimpleNamespace(id="bra.orsaker")
    return Verdict(criterion, outcome, "Skäl.", 0.8, False, (), spans, (), None, ())


GOOD = {"ocr": True, "confidence": 0.95, "known": 0.99}
UNSURE = {"ocr": True, "confidence": 0.5, "known": 0.9}
STRANGE = {"ocr": True, "confidence": 0.9, "known": 0.4}
GARBLED = {"known": 0.2}
UNREAD = {"unread": True}


def on(text: Document, page: int) -> Span:
    start = text.text.index(f"sida {page:04}")
    return Span(start, start + 4)


def judged(text: Document, given: Verdict) -> Verdict:
    (found,) = by_legibility([given], text)
    return found


@pytest.mark.parametrize("facts", [{}, GOOD, {"ocr": True}, {"known": 0.9}])
def test_pages_in_order_change_nothing(facts):
    text = document(facts)
    given = verdict(Outcome.MET, on(text, 1))
    assert judged(text, given) is given


@pytest.mark.parametrize(("facts", "left"), [(UNSURE, 0.4), (STRANGE, 0.32), (GARBLED, 0.16), (UNREAD, 0.4)])
def test_evidence_on_a_bad_page(facts, left):
    text = document(GOOD, facts)
    found = judged(text, verdict(Outcome.PARTIAL, on(text, 2)))
    assert found.outcome is Outcome.PARTIAL
    assert found.confidence == pytest.approx(left)
    assert found.needs_review


def test_evidence_on_good_and_bad_pages():
    text = document(GOOD, UNSURE)
    found = judged(text, verdict(Outcome.MET, on(text, 1), on(text, 2)))
    assert found.confidence == pytest.approx(0.6)
    assert found.needs_review


def test_evidence_on_other_pages_stands():
    text = document(GOOD, UNSURE)
    given = verdict(Outcome.MET, on(text, 1))
    assert judged(text, given) is given


@pytest.mark.parametrize("facts", [UNSURE, UNREAD])
def test_what_is_missing_may_stand_where_nothing_was_read(facts):
    text = document(GOOD, GOOD, GOOD, facts)
    found = judged(text, verdict(Outcome.MISSING))
    assert found.needs_review
    assert found.confidence == pytest.approx(0.8 * 0.875)


@pytest.mark.parametrize("outcome", [Outcome.NOT_APPLICABLE, Outcome.ERROR])
def test_what_is_not_of_the_text_stands(outcome):
    text = document(UNSURE)
    given = verdict(outcome)
    assert judged(text, given) is given
