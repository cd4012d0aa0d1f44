"""The same run on a cluster: Dask with two workers, one killed in the middle; limits; review_many on executors."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date

import pytest

import batch_samples as samples
from overenskommelse_granskning import review_many
from overenskommelse_granskning.batch import cluster
from overenskommelse_granskning.batch.cluster import (
    ClusterFailed,
    ClusterWorkers,
    TooLate,
    review_there,
    time_limit,
)
from overenskommelse_granskning.batch.failure import Ended, Limits
from overenskommelse_granskning.batch.settings import ReviewSettings, program_key
from overenskommelse_granskning.batch.worker import Job
from overenskommelse_granskning.cli.run import run

DAY = date(2025, 3, 1)
SETTINGS = ReviewSettings(DAY)
COUNT = 14


@pytest.fixture(scope="module")
def dask():
    """A local cluster of two processes; a worker that dies is replaced."""
    distributed = pytest.importorskip("distributed", reason="tillägget dask är inte installerat")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
    ) as made:
        yield made


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    for i in range(COUNT):
        (made / f"avtal-{i:02}.md").write_text(samples.agreement(n=i + 1), encoding="utf-8")
    (made / "tom.pdf").write_bytes(b"")
    return made


def mapp(folder, out, *more):
    return run(
        [
            "mapp",
            str(folder),
            "--ut",
            str(out),
            "--per",
            str(DAY),
            "--format",
            "json",
            "--ingen-konfig",
            *more,
        ]
    )


def reports(out):
    return {p.name: p.read_bytes() for p in (out / "rapporter").glob("*.json")}


def test_a_cluster_gives_what_this_machine_gives_though_a_worker_is_killed(dask, folder, tmp_path):
    out = tmp_path / "kluster"
    pids = {w.pid for w in dask.workers.values()}
    assert len(pids) == 2

    def kill():
        while len(list((out / "rapporter").glob("*.json")) if out.exists() else []) < 4:
            time.sleep(0.01)
        os.kill(next(iter(pids)), signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    assert mapp(folder, out, "--dask", dask.scheduler_address) == 3
    killer.join(5)
    assert not killer.is_alive()
    here = tmp_path / "hemma"
    assert mapp(folder, here, "--processer", "1") == 3
    assert reports(out) == reports(here) and len(reports(out)) == COUNT + 1
    log = (out / "logg.txt").read_text(encoding="utf-8")
    assert log.count(": läst\n") == COUNT


def test_what_a_cluster_has_done_is_kept_for_this_machine(dask, folder, tmp_path, capsys):
    out = tmp_path / "ut"
    mapp(folder, out, "--dask", dask.scheduler_address)
    capsys.readouterr()
    mapp(folder, out, "--processer", "1")
    assert f"(0 granskade nu, {COUNT + 1} fanns redan)" in capsys.readouterr().out


def test_review_many_takes_the_clusters_executor(dask, folder):
    distributed = pytest.importorskip("distributed")
    paths = sorted(folder.glob("*.md"))[:4]
    with distributed.Client(dask.scheduler_address, set_as_default=False) as client:
        there = list(review_many(paths, executor=client.get_executor(), as_of=DAY))
    assert [a.to_dict() for a in there] == [a.to_dict() for a in review_many(paths, as_of=DAY)]


def test_review_many_knows_a_worker_that_the_cluster_gave_up_on(tmp_path):
    scheduler = pytest.importorskip("distributed.scheduler")

    class Killing(ThreadPoolExecutor):
        def submit(self, *_):
            future = Future()
            future.set_exception(scheduler.KilledWorker("k", None, 3))
            return future

    (made,) = review_many([tmp_path / "a.md"], executor=Killing(1), as_of=DAY)
    assert [n.code for n in made.document.notices] == ["R043"]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "ingen adress"])
def test_a_cluster_that_is_not_there_is_one_sentence(folder, tmp_path, address, monkeypatch, capsys):
    pytest.importorskip("distributed")
    monkeypatch.setattr("distributed.Client.__init__", lambda *_, **__: (_ for _ in ()).throw(OSError("nej")))
    assert mapp(folder, tmp_path / "ut", "--dask", address) == 2
    assert f"Klustret på {address} svarar inte" in capsys.readouterr().err


def test_without_the_extra_it_is_said_how_to_get_it(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    assert mapp(folder, tmp_path / "ut", "--dask", "tcp://x:1") == 2
    assert "[dask]" in capsys.readouterr().err


# --- the workers' side ------------------------------------------------------------------------------


def test_a_worker_of_another_version_ends_the_run():
    with pytest.raises(ClusterFailed, match="annan version"):
        review_there(Job("k", "a.md", "a.md", data=b"x"), SETTINGS, 0, "en annan")


def test_time_limit_interrupts_what_takes_too_long():
    ended = []
    with pytest.raises(Ended) as found, time_limit(0.2, end=ended.append):
        while True:
            sum(range(1000))
    assert found.value.code == "R041" and ended == []


def test_time_limit_is_not_stopped_by_a_broad_except():
    with pytest.raises(Ended), time_limit(0.2):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue


def test_what_cannot_be_interrupted_ends_its_process():
    ended = threading.Event()
    codes = []

    def end(code):
        codes.append(code)
        ended.set()

    with pytest.raises(Ended), time_limit(0.1, grace=0.1, end=end):
        ended.wait(30)  # waits outside the interpreter, as a library in C may
    assert codes == [cluster._TOO_LATE]


def test_what_is_in_time_is_left_alone():
    with time_limit(30):
        pass
    with time_limit(0):
        pass
    assert not issubclass(TooLate, Exception)


# --- any executor -------------------------------------------------------------------------------------


def work(job, settings, seconds, program):
    assert program == program_key() and settings is SETTINGS
    if job.name.startswith("fel"):
        raise RuntimeError("processen dog")
    if job.name.startswith("sen"):
        raise Ended("R041")
    return samples.done(f"{job.name}:{job.data.decode() if job.data else ''}")


def hand_out(names, executor, tmp_path, ahead=3):
    for name in names:
        (tmp_path / name).write_text(name.upper(), encoding="utf-8")
    jobs = [Job(f"k{n}", str(tmp_path / n), n) for n in (*names, "borta.md")]
    with ClusterWorkers(executor, SETTINGS, Limits(5, 0), ahead=ahead, work=work) as workers:
        return dict(workers.run(jobs))


def test_documents_are_sent_as_bytes_and_a_bad_one_costs_itself_alone(tmp_path):
    import zlib

    with ThreadPoolExecutor(2) as executor:
        found = {
            job.name: r
            for job, r in hand_out(["a.md", "fel.md", "sen.md", "b.md"], executor, tmp_path).items()
        }
    assert {n: r.code for n, r in found.items() if isinstance(r, Ended)} == {
        "fel.md": "R043",
        "sen.md": "R041",
    }
    texts = {n: zlib.decompress(r.report).decode() for n, r in found.items() if not isinstance(r, Ended)}
    assert texts == {"a.md": "a.md:A.MD", "b.md": "b.md:B.MD", "borta.md": "borta.md:"}


def test_a_cluster_that_goes_away_ends_the_run_with_a_sentence(tmp_path):
    class Gone:
        def submit(self, *_):
            future = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    with pytest.raises(ClusterFailed, match="fortsätt med --ateruppta"):
        hand_out(["a.md"], Gone(), tmp_path)


def test_no_more_is_handed_out_than_asked_for(tmp_path):
    class Counting(ThreadPoolExecutor):
        out = most = 0

        def submit(self, *args):
            self.out += 1
            self.most = max(self.most, self.out)
            future = super().submit(*args)
            future.add_done_callback(lambda _: setattr(self, "out", self.out - 1))
            return future

    with Counting(1) as executor:
        assert len(hand_out([f"{i}.md" for i in range(20)], executor, tmp_path)) == 21
    assert executor.most <= 3


def test_review_many_goes_on_when_a_worker_dies(tmp_path):
    class Dying(ThreadPoolExecutor):
        def submit(self, fn, path, *args):
            if path.endswith("b.md"):
                future = Future()
                future.set_exception(BrokenProcessPool("borta"))
                return future
            return super().submit(fn, path, *args)

    for name in "abc":
        (tmp_path / f"{name}.md").write_text(samples.agreement(), encoding="utf-8")
    with Dying(1) as executor:
        made = list(review_many([tmp_path / f"{n}.md" for n in "abc"], executor=executor, as_of=DAY))
    assert [a.document.status for a in made] == ["read", "unreadable", "read"]
    assert made[1].document.notices[0].code == "R043" and made[1].as_of == DAY
    json.dumps(made[1].to_dict())


@pytest.mark.skipif(os.name == "nt", reason="tid")
def test_review_many_on_a_pool_of_processes(tmp_path):
    paths = []
    for name in "ab":
        paths.append(tmp_path / f"{name}.md")
        paths[-1].write_text(samples.agreement(), encoding="utf-8")
    import multiprocessing

    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        made = list(review_many(paths, executor=executor, as_of=DAY))
    assert [a.document.path for a in made] == ["a.md", "b.md"]
