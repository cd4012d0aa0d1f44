"""Work in a child process: what becomes of crashes, hangs, swelling, errors and what is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from apart_samples import (
    call,
    crash,
    leave,
    misplaced,
    swell,
    swell_and_die,
    unreadable,
    unsendable,
    wait_for,
)
from overenskommelse_granskning.batch import apart
from overenskommelse_granskning.batch.apart import Apart, can_copy, once
from overenskommelse_granskning.batch.failure import Ended, Limits
from overenskommelse_granskning.errors import ChecklistError, UnreadableDocument

ROOM = Limits(60, 1000)


@pytest.fixture(params=["copy", "fresh"])
def child(request, monkeypatch):
    """Both ways to have a child: a copy of this process, and one started afresh."""
    if request.param == "copy" and sys.platform != "linux":
        pytest.skip("bara Linux kopierar")
    monkeypatch.setattr(apart, "can_copy", lambda: request.param == "copy")
    return request.param


def ended(work, limits=ROOM):
    with Apart(call, limits) as worker, pytest.raises(Ended) as caught:
        worker.ask(work)
    return caught.value.code, caught.value.what


def test_answers_come_back_and_one_child_gives_them_all(child):
    with Apart(call, ROOM) as worker:
        assert worker.ask(partial(str.upper, "å")) == "Å"
        first = worker.ask(os.getpid)
        assert first != os.getpid()
        assert worker.ask(os.getpid) == first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_something_else_is_done_here_while_the_child_works(child, tmp_path):
    made = tmp_path / "made"
    with Apart(call, ROOM) as worker:  # the child waits for a file that is only made meanwhile
        assert worker.ask(partial(wait_for, made), meanwhile=made.touch) == "made"
        with pytest.raises(ZeroDivisionError):
            worker.ask(partial(time.sleep, 60), meanwhile=lambda: 1 / 0)
        assert worker.ask(partial(int, "7")) == 7  # the one that slept is gone


def test_a_crash_ends_the_child_and_the_next_request_has_a_new_one(child):
    with Apart(call, ROOM) as worker:
        with pytest.raises(Ended) as caught:
            worker.ask(crash)
        assert caught.value.code == "R044"
        assert worker.ask(partial(int, "7")) == 7


def test_how_a_child_ends_is_told(child):
    assert ended(crash) == ("R044", f"signal {int(signal.SIGSEGV)}")
    assert ended(leave) == ("R044", "slutkod 9")
    assert ended(partial(time.sleep, 60), Limits(0.5, 1000))[0] == "R041"


@pytest.mark.skipif(sys.platform != "linux", reason="bara Linux begränsar ett datasegment")
def test_memory_is_bounded(child):
    assert ended(swell)[0] == "R042"


@pytest.mark.skipif(sys.platform != "linux", reason="kopior")
def test_a_library_that_dies_of_want_of_memory_is_told_as_such(monkeypatch):
    monkeypatch.setattr(apart, "can_copy", lambda: True)
    assert ended(swell_and_die)[0] == "R042"


def test_errors_come_back_as_they_were(child):
    with Apart(call, ROOM) as worker:
        with pytest.raises(UnreadableDocument) as caught:
            worker.ask(unreadable)
        assert (caught.value.code, str(caught.value)) == ("R005", "Filen är skadad.")
        with pytest.raises(ChecklistError) as wrong:
            worker.ask(misplaced)
        assert wrong.value.located().startswith("l.yaml:3:5: fel")
        assert "misplaced" in wrong.value.__notes__[0]
        with pytest.raises(RuntimeError, match="Unsendable: kan inte skickas"):
            worker.ask(unsendable)


def test_a_closure_can_be_done_once_by_a_copy():
    if not can_copy():
        pytest.skip("processen har trådar")
    here = os.getpid()
    assert once(lambda: os.getpid() != here, ROOM)


def test_a_process_with_threads_is_not_copied(monkeypatch):
    monkeypatch.setattr(apart.threading, "active_count", lambda: 2)
    assert not can_copy()


ORPHAN = """
import os, sys, time
from overenskommelse_granskning.batch.apart import Apart
from overenskommelse_granskning.batch.failure import Limits
def work(request):
    print(os.getpid(), flush=True)
    time.sleep(1.0)
Apart(work, Limits(60, 1000)).ask(1)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="kopior")
def test_a_child_whose_parent_is_killed_ends_after_its_work():
    parent = subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for _ in range(200):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("barnet lever kvar")


@pytest.mark.skipif(sys.platform != "linux", reason="bara Linux kopierar")
def test_a_killed_command_takes_its_child_along(tmp_path):
    told = tmp_path / "pid"
    script = (
        "import os, time\n"
        "from overenskommelse_granskning.batch.apart import Apart\n"
        "from overenskommelse_granskning.batch.failure import Limits\n"
        "def work(request):\n"
        f"    open({str(told)!r}, 'w').write(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "with Apart(work, Limits(60, 1000)) as worker:\n"
        "    worker.ask(None)\n"
    )
    command = subprocess.Popen([sys.executable, "-c", script])
    while not (told.exists() and told.read_text()):
        assert command.poll() is None
        time.sleep(0.01)
    command.kill()
    command.wait()
    pid, until = int(told.read_text()), time.monotonic() + 20
    while _alive(pid):
        assert time.monotonic() < until
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
