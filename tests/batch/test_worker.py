"""What a worker process does about its limits, its parent and what goes wrong in it."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from datetime import date

import pytest

import batch_samples as samples
from overenskommelse_granskning.batch import worker
from overenskommelse_granskning.batch.bounds import OUT_OF_MEMORY
from overenskommelse_granskning.batch.failure import Ended, Limits, ended_assessment
from overenskommelse_granskning.batch.settings import ReviewSettings
from overenskommelse_granskning.batch.worker import Job, review_job

DAY = date(2025, 3, 1)
SETTINGS = ReviewSettings(DAY, formats=("html",))

SWELL = """
import threading, time, psutil
from overenskommelse_granskning.batch import bounds
limit = psutil.Process().memory_info().rss + 60_000_000
threading.Thread(target=bounds.watch, args=(limit,), daemon=True).start()
kept = []
for _ in range({megabytes}):
    kept.append(b"x" * 1_000_000)
    time.sleep(0.01)
time.sleep(0.6)
"""


@pytest.mark.parametrize(("megabytes", "code"), [(10, 0), (200, OUT_OF_MEMORY)])
def test_a_process_that_swells_ends_itself(megabytes, code):
    done = subprocess.run([sys.executable, "-c", SWELL.format(megabytes=megabytes)], check=False)
    assert done.returncode == code


GREEDY = """
from overenskommelse_granskning.batch import bounds
bounds.limit_memory(100_000_000)
try:
    bytearray(2_000_000_000)
except MemoryError:
    raise SystemExit(7)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="bara Linux begränsar ett datasegment")
def test_the_system_refuses_what_the_watch_would_see_too_late():
    assert subprocess.run([sys.executable, "-c", GREEDY], check=False).returncode == 7


class FakeReviewer:
    def __init__(self, what):
        self._what = what

    def review(self, source, filename=None, kind=None):
        raise self._what


@pytest.fixture
def loaded(monkeypatch):
    def use(reviewer):
        monkeypatch.setattr(worker, "_reviewer", reviewer)
        monkeypatch.setattr(worker, "_settings", SETTINGS)
        monkeypatch.setattr(worker, "_waivers", ())

    return use


def test_a_bug_becomes_the_documents_result_with_its_trace(loaded):
    loaded(FakeReviewer(RuntimeError("en bugg")))
    done = review_job(Job("k", "a/b.pdf", "b.pdf", "ab" * 32, "a/b.pdf"))
    report = json.loads(zlib.decompress(done.report))
    assert (done.status, done.code) == ("unreadable", "R000")
    assert (
        report["document"]["path"] == "a/b.pdf"
        and "RuntimeError" in report["document"]["notices"][0]["message"]
    )
    assert "en bugg" in done.trace and set(done.reports) == {"html"}


def test_no_memory_left_ends_the_document(loaded):
    loaded(FakeReviewer(MemoryError()))
    with pytest.raises(Ended) as found:
        review_job(Job("k", "a.pdf", "a.pdf"))
    assert found.value.code == "R042"


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (Ended("R041"), "gränsen (1,5 s)"),
        (Ended("R042"), "gränsen (700 MB)"),
        (Ended("R043", "signal 9"), "(signal 9)"),
    ],
)
def test_an_ended_document_is_told_with_the_limit(ended, told):
    made = ended_assessment(ended, "a.pdf", "", DAY, Limits(1.5, 700))
    (notice,) = made.document.notices
    assert notice.code == ended.code and told in notice.message


def test_the_report_has_the_path_and_the_page_the_name():
    settings = ReviewSettings(DAY, formats=("html",))
    worker.load(settings)
    try:
        done = review_job(
            Job("k", "x", "avtal.md", shown="Ekdala/avtal.md", data=samples.agreement().encode())
        )
    finally:
        worker._reviewer = worker._settings = None
    assert json.loads(zlib.decompress(done.report))["document"]["path"] == "Ekdala/avtal.md"
    page = zlib.decompress(done.reports["html"]).decode()
    assert "<h1>avtal.md</h1>" in page
    assert set(done.reports) == {"html", ".text", ".passages"}
