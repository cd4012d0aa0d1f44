"""What may be compared: documents, saved reviews however they are given, and reviews as they are."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

import report_samples as samples
from overenskommelse_granskning import Reviewer, compare
from overenskommelse_granskning.comparing import load_side
from overenskommelse_granskning.errors import UnreadableDocument
from overenskommelse_granskning.reports import Style, writer
from overenskommelse_granskning.saved import load_assessment

DAY = date(2025, 1, 1)
BEFORE = "# Överenskommelse\n\nKommunen och polisen samverkar mot klotter."
AFTER = BEFORE + "\n\n## Uppföljning\n\nStyrgruppen följer upp varje halvår."


@pytest.fixture(scope="module")
def reviewer():
    return Reviewer(["bra-2020"], as_of=DAY)


@pytest.fixture(scope="module")
def pair(reviewer):
    return reviewer.review(BEFORE.encode(), "a.md"), reviewer.review(AFTER.encode(), "b.md")


def moved(comparison):
    return [(c.either.id, c.change) for listed in comparison.checklists for c in listed.criteria]


def json_of(*assessments):
    return writer("json").render(assessments, Style()).encode("utf-8")


def test_reviews_are_compared_as_they_are(reviewer, pair):
    documents = compare(BEFORE.encode(), io.BytesIO(AFTER.encode()), reviewer=reviewer)
    saved = compare(json_of(pair[0]), json_of(pair[1]))
    found = compare(*pair)
    assert [moved(c) for c in (documents, saved)] == [moved(found)] * 2 and moved(found)
    assert found.before is pair[0]


@pytest.mark.parametrize("lead", [b"", b"\xef\xbb\xbf", b"\n \n"])
def test_a_saved_review_is_known_by_what_it_holds(reviewer, pair, lead):
    data = lead + json_of(pair[0])
    for source, name in ((data, None), (io.BytesIO(data), None), (data, "ladda-ned"), (data, "a.txt")):
        side = load_side(source, reviewer, name)
        assert side.document is None and side.assessment.to_dict() == pair[0].to_dict()
    assert load_side(b"[" + data + b"]", reviewer).assessment.readable


def test_several_saved_reviews_in_one_file_are_too_many(reviewer, pair):
    data = writer("json").render(pair, Style()).encode()
    side = load_side(data, reviewer, "alla.txt")
    assert [n.code for n in side.assessment.document.notices] == ["R030"]
    assert side.assessment.document.path == "alla.txt" and len(side.assessment.document.sha256) == 64


@pytest.mark.parametrize(
    "text", ['{"schema_version": 1}', '["schema_version"]', '{"schema_version": ', BEFORE]
)
def test_other_text_is_a_document(reviewer, text):
    assert load_side(text.encode(), reviewer, "a.txt").document is not None


def test_a_review_with_its_original_can_be_a_follow_up(pair):
    promise = "# Medborgarlöfte\n\nPolisen ska gå vandringar varje vecka."
    follow_up = "# Uppföljning av medborgarlöfte\n\nPolisen gick vandringar varje vecka under 2024."
    kept = Reviewer(as_of=DAY, keep_original=True).review(follow_up.encode(), "b.md")
    before = Reviewer(as_of=DAY).review(promise.encode(), "a.md", kind="medborgarlofte")
    assert compare(before, kept, follow_up=True).follow_up is not None


# --- loading ---------------------------------------------------------------------------------------


def test_a_saved_review_is_loaded_from_a_path_bytes_or_a_stream(tmp_path):
    written = samples.agreement()
    path = tmp_path / "a.json"
    path.write_bytes(json_of(written))
    for source in (path, str(path), path.read_bytes(), io.BytesIO(path.read_bytes())):
        assert load_assessment(source).to_dict() == json.loads(json.dumps(written.to_dict()))


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "R003"), (b"text", "R030"), (b"{}", "R030"), (b"[]", "R030")]
)
def test_what_is_no_saved_review_is_told(data, code):
    with pytest.raises(UnreadableDocument) as caught:
        load_assessment(data, "x/a.json")
    assert (caught.value.code, caught.value.name) == (code, "a.json")
