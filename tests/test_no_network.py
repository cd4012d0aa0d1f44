"""No network, no code from data: a review, all its reports and a batch with every socket shut."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "overenskommelse_granskning"
EXAMPLE = ROOT / "examples" / "utkast.docx"

# Raised by the interpreter itself for every socket, whoever asks for it and in whatever language above C.
SHUT = """
import sys
def shut(event, args):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
                 "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"):
        if event in ("socket.connect", "socket.bind") and isinstance(args[1], (str, bytes)):
            return  # between processes of this machine
        print("NÄTET:", event, args, file=sys.stderr)
        raise RuntimeError("network")
    if event == "pickle.find_class" and not args[0].startswith(("overenskommelse_granskning", "datetime", "pathlib",
            "builtins", "collections", "copyreg", "functools", "multiprocessing", "pebble", "concurrent", "numpy")):
        print("PICKLE:", args, file=sys.stderr)
        raise RuntimeError("pickle")
sys.addaudithook(shut)
"""
RUN = """
import runpy
sys.argv = ["granska", *{args!r}]
runpy.run_module("overenskommelse_granskning", run_name="__main__")
"""


def granska(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    script = SHUT + RUN.format(args=[str(a) for a in args])
    env = {**os.environ, "XDG_CONFIG_HOME": str(cwd / "config")}
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_guard_sees_a_connection(tmp_path: Path) -> None:
    script = SHUT + "import socket\nsocket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "NÄTET" in done.stderr and "network" in done.stderr


def test_a_review_in_every_format_asks_for_no_network(tmp_path: Path) -> None:
    formats = [
        a
        for f in ("text", "json", "html", "docx", "pdf", "xlsx", "csv", "md", "sarif")
        for a in ("--format", f)
    ]
    done = granska("fil", EXAMPLE, *formats, "--ut", tmp_path / "ut", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "NÄTET" not in done.stderr and "PICKLE" not in done.stderr
    assert len(list((tmp_path / "ut").iterdir())) == 9


def test_a_page_that_points_at_servers_asks_for_no_network(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:1/x.dtd"><base href="http://127.0.0.1:1/"><img src="x.png">'
        '<link rel="stylesheet" href="http://127.0.0.1:1/x.css"><p>Kommunen och polisen samverkar.',
        encoding="utf-8",
    )
    done = granska("text", page, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "NÄTET" not in done.stderr and "samverkar" in done.stdout


def test_a_batch_asks_for_no_network(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text(
        "# Samverkansöverenskommelse\n\nKommunen och polisen samverkar.", encoding="utf-8"
    )
    done = granska("mapp", folder, "--ut", tmp_path / "ut", "--processer", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "NÄTET" not in done.stderr


def test_no_temporary_file_is_left_and_none_is_open_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    env = {**os.environ, "TMPDIR": str(folder)}
    command = [
        sys.executable,
        "-m",
        "overenskommelse_granskning",
        "fil",
        str(EXAMPLE),
        "--ingen-konfig",
        "--tyst",
    ]
    assert subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert list(folder.iterdir()) == []


# What would run code that stands in a file. A child's answers (batch.apart) are made by this program itself.
DANGEROUS = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "cloudpickle"}
WITH_PICKLE = {"batch/apart.py"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_module_runs_code_from_data(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found = (
                {a.name.split(".")[0] for a in node.names}
                if isinstance(node, ast.Import)
                else {(node.module or "").split(".")[0]}
            )
            assert name in WITH_PICKLE or not (found & DANGEROUS and not getattr(node, "level", 0)), found
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            assert not (
                isinstance(node.func, ast.Name) and called in ("eval", "exec", "compile", "__import__")
            ), called
            assert called not in ("unsafe_load", "full_load", "system", "popen"), called
            given = {k.arg: k.value for k in node.keywords}
            shell, pickled = given.get("shell"), given.get("allow_pickle")
            assert not (isinstance(shell, ast.Constant) and shell.value), "shell=True"
            assert not (isinstance(pickled, ast.Constant) and pickled.value), "allow_pickle=True"
            if (
                called == "load"
                and isinstance(node.func, ast.Attribute)
                and getattr(node.func.value, "id", "") in ("np", "numpy")
            ):
                assert pickled is not None, "numpy.load utan allow_pickle=False"
