"""Processes that recognise pages: what crashes, hangs or cannot start costs its page and leaves nothing."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from overenskommelse_granskning.readers.pdf.scan import engine, worker
from overenskommelse_granskning.readers.pdf.scan.engine import Commands, Unrecognised, Workers

FOLDER = Path("/sprak")
# A worker that answers with what it was sent, and does as the first pixel says.
SCRIPT = """
import os, struct, sys, time
source, target = sys.stdin.buffer, sys.stdout.buffer
target.write(struct.pack("<I", 0)); target.flush()
while True:
    head = source.read(16)
    if len(head) < 16: break
    width, height, dpi, mode = struct.unpack("<4I", head)
    pixels = source.read(width * height)
    if pixels[0] == 1: os._exit(7)
    if pixels[0] == 2: time.sleep(600)
    answer = f"{os.getpid()} {dpi} {len(pixels)}".encode()
    target.write(struct.pack("<I", len(answer)) + answer); target.flush()
"""
GOOD, CRASH, HANG = bytes([9] * 6), bytes([1] * 6), bytes([2] * 6)


@pytest.fixture
def script(monkeypatch, tmp_path):
    def install(text: str) -> None:
        path = tmp_path / "arbetare.py"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(engine, "_WORKER", path)

    install(SCRIPT)
    return install


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def answered(workers: Workers, pixels: bytes = GOOD) -> tuple[int, str]:
    pid, rest = workers.tsv(pixels, 3, 2, 200).split(" ", 1)
    return int(pid), rest


class TestWorkers:
    def test_one_process_for_many_pages(self, script):
        workers = Workers(FOLDER, 2)
        first, rest = answered(workers)
        assert rest == "200 6"
        assert answered(workers)[0] == first
        workers.close()
        assert not alive(first)

    def test_as_many_as_asked_for_and_no_more(self, script):
        workers = Workers(FOLDER, 2)
        with ThreadPoolExecutor(6) as threads:
            pids = {pid for pid, _ in threads.map(lambda _: answered(workers), range(40))}
        workers.close()
        assert 1 <= len(pids) <= 2
        assert not any(alive(p) for p in pids)

    def test_a_crash_costs_one_page(self, script):
        workers = Workers(FOLDER, 1)
        before, _ = answered(workers)
        with pytest.raises(Unrecognised) as caught:
            workers.tsv(CRASH, 3, 2, 200)
        assert not caught.value.late
        after, _ = answered(workers)
        workers.close()
        assert after != before

    def test_a_page_that_takes_too_long(self, script):
        workers = Workers(FOLDER, 1, seconds=0.3)
        before, _ = answered(workers)
        with pytest.raises(Unrecognised) as caught:
            workers.tsv(HANG, 3, 2, 200)
        assert caught.value.late
        assert not alive(before)
        workers.close()

    def test_closing_ends_what_hangs(self, script):
        workers = Workers(FOLDER, 1)
        pid, _ = answered(workers)
        failed = []

        def ask() -> None:
            try:
                workers.tsv(HANG, 3, 2, 200)
            except Unrecognised as error:
                failed.append(error)

        thread = threading.Thread(target=ask)
        thread.start()
        while workers._free.qsize():
            time.sleep(0.01)
        workers.close()
        thread.join(20)
        assert len(failed) == 1
        assert not alive(pid)
        with pytest.raises(Unrecognised):
            workers.tsv(GOOD, 3, 2, 200)

    def test_a_library_that_cannot_be_loaded(self, script):
        script("import sys; sys.exit(3)")
        with pytest.raises(OSError, match="cannot be loaded"):
            Workers(FOLDER, 1)


class TestCommands:
    def command(self, tmp_path, text: str) -> str:
        path = tmp_path / "tesseract"
        path.write_text(f"#!{sys.executable}\nimport os, sys, time\n{text}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def test_gives_the_image_and_takes_the_table(self, tmp_path):
        command = self.command(
            tmp_path,
            "data = sys.stdin.buffer.read()\n"
            "print(' '.join(sys.argv[1:]), os.environ['OMP_THREAD_LIMIT'], os.environ['TESSDATA_PREFIX'], data)",
        )
        said = Commands(command, FOLDER, 1).tsv(b"abcdef", 3, 2, 150)
        assert said.startswith("stdin stdout -l swe --psm 3 --dpi 150 tsv 1 /sprak ")
        assert r"b'P5 3 2 255\nabcdef'" in said

    def test_failing(self, tmp_path):
        with pytest.raises(Unrecognised) as caught:
            Commands(self.command(tmp_path, "sys.exit(1)"), FOLDER, 1).tsv(GOOD, 3, 2, 200)
        assert not caught.value.late

    def test_missing(self, tmp_path):
        with pytest.raises(Unrecognised):
            Commands(str(tmp_path / "ingenting"), FOLDER, 1).tsv(GOOD, 3, 2, 200)

    def test_too_long(self, tmp_path):
        command = self.command(
            tmp_path, f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
        )
        commands = Commands(command, FOLDER, 1, seconds=2.0)
        with pytest.raises(Unrecognised) as caught:
            commands.tsv(GOOD, 3, 2, 200)
        assert caught.value.late
        assert not alive(int((tmp_path / "pid").read_text()))

    def test_nothing_is_started_when_closed(self, tmp_path):
        commands = Commands(self.command(tmp_path, "print('x')"), FOLDER, 1)
        commands.close()
        with pytest.raises(Unrecognised):
            commands.tsv(GOOD, 3, 2, 200)


class TestWorkerProcess:
    """The script itself, with a library that does what its image says."""

    def start(self, tmp_path, library: str) -> subprocess.Popen[bytes]:
        (tmp_path / "tesserocr.py").write_text(library, encoding="utf-8")
        return subprocess.Popen(
            [sys.executable, "-P", worker.__file__, "/sprak", "swe"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
        )

    LIBRARY = """
import time
class PyTessBaseAPI:
    def __init__(self, path, lang): self.said = [path, lang]
    def SetPageSegMode(self, mode): self.said.append(mode)
    def SetImageBytes(self, pixels, width, height, depth, line):
        if pixels[0] == 2: time.sleep(600)
        self.said += [width, height, depth, line]
    def SetSourceResolution(self, dpi): self.said.append(dpi)
    def GetTSVText(self, page): return repr(self.said) + " åäö"
    def Clear(self): self.said = []
"""

    def test_asked_and_answered(self, tmp_path):
        process = self.start(tmp_path, self.LIBRARY)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(worker.REQUEST.pack(3, 2, 200, 3) + GOOD)
        process.stdin.flush()
        assert process.stdout.read(4) == b"\0\0\0\0"
        (length,) = worker.ANSWER.unpack(process.stdout.read(4))
        assert process.stdout.read(length).decode() == repr(["/sprak/", "swe", 3, 3, 2, 1, 3, 200]) + " åäö"
        process.communicate(timeout=60)

    def test_ends_in_the_middle_of_a_page_when_its_parent_is_gone(self, tmp_path):
        process = self.start(tmp_path, self.LIBRARY)
        process.communicate(worker.REQUEST.pack(3, 2, 200, 3) + HANG, timeout=60)
        assert process.returncode == 0

    def test_without_the_library(self, tmp_path):
        process = self.start(tmp_path, "raise ImportError")
        assert process.communicate(timeout=60)[0] == b""
        assert process.returncode == worker.UNUSABLE
