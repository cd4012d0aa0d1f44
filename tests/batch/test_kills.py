"""Real kills: of the whole run, of one worker, by the keyboard. Nothing is lost and nothing is doubled."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time

import psutil
import pytest

import batch_samples as samples

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signaler")

COUNT = 64


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    for i in range(COUNT):
        filling = "\n".join(f"Stycke {k} om läget i centrum under {2000 + i}." for k in range(30))
        (made / f"avtal-{i:02}.md").write_text(samples.agreement(n=i + 1) + filling, encoding="utf-8")
    return made


def begin(folder, out, *more):
    command = [sys.executable, "-m", "overenskommelse_granskning", "mapp", str(folder), "--ut", str(out)]
    return subprocess.Popen(
        [*command, "--processer", "2", "--format", "json", "--ingen-konfig", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=listens,
    )


def listens():
    """Whoever runs the tests in the background has the key ignored, and what is started below inherits that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def reports(out):
    return {p.name for p in (out / "rapporter").glob("*.json")} if out.exists() else set()


def wait_for(process, out, count):
    while len(reports(out)) < count:
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)


def reviewed(out):
    """How often each document was reviewed, according to the log."""
    lines = (out / "logg.txt").read_text(encoding="utf-8").splitlines()
    names = [m[1] for line in lines if (m := re.search(r"(avtal-\d+\.md): läst$", line))]
    return {name: names.count(name) for name in names}


def finish(process):
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out


def gone(pids):
    """Whether every process is gone within a few seconds."""
    for _ in range(200):
        alive = [
            p for p in pids if psutil.pid_exists(p) and psutil.Process(p).status() != psutil.STATUS_ZOMBIE
        ]
        if not alive:
            return True
        time.sleep(0.05)
    return False


def test_a_killed_run_goes_on_where_it_was(folder, tmp_path):
    out = tmp_path / "ut"
    for kill_at in (3, 9, 17):
        run = begin(folder, out, "--ateruppta")
        wait_for(run, out, kill_at)
        below = [p.pid for p in psutil.Process(run.pid).children(recursive=True)]
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
        assert below and gone(below)
    summary = finish(begin(folder, out, "--ateruppta"))
    assert f"{COUNT} dokument" in summary and "fanns redan" in summary
    assert len(reports(out)) == COUNT
    texts = {
        json.loads((out / "rapporter" / n).read_text("utf-8"))["document"]["sha256"] for n in reports(out)
    }
    assert len(texts) == COUNT
    # What was finished was not made again; at most what was written but not yet noted when the run died.
    times = reviewed(out)
    assert sum(times.values()) <= COUNT + 3
    whole = tmp_path / "hel"
    finish(begin(folder, whole))
    for name in reports(whole):
        assert (out / "rapporter" / name).read_bytes() == (whole / "rapporter" / name).read_bytes()


def test_a_killed_worker_costs_nothing_but_a_second_try(folder, tmp_path):
    out = tmp_path / "ut"
    run = begin(folder, out)
    wait_for(run, out, 4)
    leaves = [
        p
        for p in psutil.Process(run.pid).children(recursive=True)
        if not p.children() and p.memory_info().rss > 1e8
    ]
    os.kill(leaves[0].pid, signal.SIGKILL)
    finish(run)
    assert len(reports(out)) == COUNT
    assert reviewed(out) == {f"avtal-{i:02}.md": 1 for i in range(COUNT)}


def test_the_keyboard_ends_a_run_with_130_and_keeps_what_is_finished(folder, tmp_path):
    out = tmp_path / "ut"
    run = begin(folder, out)
    wait_for(run, out, 1)
    below = [
        p.pid for p in psutil.Process(run.pid).children(recursive=True)
    ]  # takes its time on a busy machine
    wait_for(run, out, 5)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to every process of the run
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert re.search(r"granska: Avbrutet efter \d+ dokument, som finns kvar: .*--ateruppta\.\n$", err)
    assert "Traceback" not in err
    assert gone(below)
    kept = len(reports(out))
    assert 5 <= kept < COUNT
    told = re.search(r"\((\d+) granskade nu, (\d+) fanns redan\)", finish(begin(folder, out, "--ateruppta")))
    assert told is not None
    now, before = int(told[1]), int(told[2])
    # What was written but not yet noted when the key was pressed is made again.
    assert now + before == COUNT
    assert kept - 3 <= before <= kept
