"""Worker processes: what goes wrong with one document costs that document alone."""

from __future__ import annotations

import sys
import zlib

import pytest

import batch_samples as samples
from overenskommelse_granskning.batch.failure import Ended, Limits
from overenskommelse_granskning.batch.pool import Workers, WorkersFailed
from overenskommelse_granskning.batch.worker import Job

METHODS = ["forkserver", "spawn"] if sys.platform == "linux" else ["spawn"]


def jobs(*names):
    return [Job(f"k{i}", name, name) for i, name in enumerate(names)]


def run(names, *, count=2, seconds=30.0, start=samples.begin, method=METHODS[0]):
    with Workers(count, start, (), Limits(seconds, 0), work=samples.work, method=method) as workers:
        results = list(workers.run(jobs(*names)))
    assert len(results) == len({job.key for job, _ in results}) == len(names)  # none lost, none twice
    return {
        job.name: result.code + result.what
        if isinstance(result, Ended)
        else zlib.decompress(result.report).decode()
        for job, result in results
    }


PLAIN = [f"dokument-{i}" for i in range(8)]


@pytest.mark.parametrize("method", METHODS)
def test_all_documents_come_back(method):
    assert run(PLAIN, method=method) == {name: name for name in PLAIN}


@pytest.mark.skipif(sys.platform == "win32", reason="signaler")
@pytest.mark.parametrize(
    ("bad", "told"),
    [("krascha-a", "R043signal 11"), ("svullna-a", "R042"), ("gränsen-a", "R042"), ("häng-a", "R041")],
)
def test_a_bad_document_costs_itself_alone(bad, told):
    names = [*PLAIN[:3], bad, *PLAIN[3:]]
    found = run(names, seconds=1.5)
    assert found.pop(bad) == told
    assert found == {name: name for name in PLAIN}


def test_many_bad_documents_and_one_worker():
    names = ["krascha-1", "dokument-1", "krascha-2", "häng-1", "dokument-2", "svullna-1"]
    found = run(names, count=1, seconds=1.5)
    assert [found[n][:4] for n in names] == ["R043", "doku", "R043", "R041", "doku", "R042"]


def test_a_document_whose_process_died_by_chance_is_tried_again(tmp_path):
    name = f"engång-{tmp_path / 'märke'}"
    assert run([*PLAIN, name])[name] == name


def test_workers_that_cannot_start_end_the_run_with_a_sentence():
    with pytest.raises(WorkersFailed, match="hann börja"):
        run(PLAIN, start=samples.begin_never)


def test_jobs_are_taken_as_they_are_needed():
    taken = []

    def source():
        for job in jobs(*(f"dokument-{i}" for i in range(50))):
            taken.append(job.name)
            yield job

    with Workers(1, samples.begin, (), Limits(30, 0), work=samples.work, method=METHODS[0]) as workers:
        for n, _ in enumerate(workers.run(source()), 1):
            assert len(taken) <= n + 2
    assert len(taken) == 50
