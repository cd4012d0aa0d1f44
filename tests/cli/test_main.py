"""The command line as a whole: help, Swedish errors, completion, start-up."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys

import click
import pytest

from overenskommelse_granskning.cli.app import COMMANDS, app
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.cli.swedish import Command, LazyGroup

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|show|exit|missing|error|invalid|default|try|help)\b(?! *[”|])",
    re.IGNORECASE,
)


def all_commands():
    def walk(group, path):
        for name in group.entries:
            command = group.get_command(None, name)
            yield [*path, name], command
            if isinstance(command, LazyGroup):
                yield from walk(command, [*path, name])

    return list(walk(app, []))


ALL = all_commands()
IDS = [" ".join(path) for path, _ in ALL]


def granska(*args, **kwargs):
    return subprocess.run(
        [sys.executable, "-m", "overenskommelse_granskning", *args], capture_output=True, timeout=60, **kwargs
    )


@pytest.mark.parametrize(("path", "command"), ALL, ids=IDS)
def test_help_is_swedish_and_has_examples(path, command, capsys):
    assert run([*path, "--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(f"Användning: granska {' '.join(path)}")
    assert "\nFlaggor:\n" in out and "\nExempel:\n" in out
    without_names = re.sub(r"--[a-z-]+|json|JSON Schema", "", out)
    assert not ENGLISH.search(without_names), ENGLISH.search(without_names)
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(("path", "command"), ALL, ids=IDS)
def test_every_option_has_help_and_every_example_runs_this_command(path, command):
    assert isinstance(command, (Command, LazyGroup))
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help and option.help.endswith("."), option.opts
    assert command.examples
    for line, _ in command.examples:
        assert line.startswith(f"granska {' '.join(path)}")


def test_overview_lists_every_command_with_its_line(capsys):
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(entry.summary)}$", out, re.MULTILINE)


def test_without_command_help_is_shown_as_wrong_usage(capsys):
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("Användning: granska")
    assert run(["checklista"]) == 2


def test_version(capsys):
    from overenskommelse_granskning import __version__

    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"granska {__version__}\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["fli"], "Kommandot fli finns inte: menade du fil?"),
        (["xyzzy"], "Kommandot xyzzy finns inte: se ”granska --help”."),
        (["--felsk"], "Flaggan --felsk finns inte: menade du --felsok?"),
        (["fil", "--formt", "json"], "Flaggan --formt finns inte: menade du --format?"),
        (["fil", "--qqqq"], "Flaggan --qqqq finns inte: se ”granska fil --help”."),
        (["fil", "a", "--ut"], "Flaggan --ut behöver ett värde: se ”granska fil --help”."),
        (["fil", "a", "--tyst=1"], "Flaggan --tyst tar inget värde: skriv den utan likhetstecken."),
        (["fil"], "FIL måste anges: se ”granska fil --help”."),
        (["schema"], "NAMN måste anges: se ”granska schema --help”."),
        (
            ["schema", "report", "b"],
            "För många argument (”b”): skriv namn med mellanslag inom citattecken, eller se ”granska schema --help”.",
        ),
        (["utvardera", ".", "--fro", "x"], "Flaggan --fro tar ett heltal."),
        (["checklista", "lsta"], "Kommandot lsta finns inte: menade du lista?"),
    ],
)
def test_clicks_own_errors_are_swedish(args, message, capsys):
    assert run(args) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"granska: {message}\n")


def test_an_error_of_click_that_we_do_not_know_is_still_swedish(monkeypatch, capsys):
    def fail(*_args):
        raise click.UsageError("Some new English message")

    monkeypatch.setattr(app, "invoke", fail)
    assert run(["schema", "report"]) == 2
    assert capsys.readouterr().err == "granska: Kommandoraden kunde inte tolkas: se ”granska --help”.\n"


def test_a_bug_is_one_sentence_and_a_traceback_only_on_demand(monkeypatch, capsys):
    def fail(*_args, **_kwargs):
        raise ZeroDivisionError("internt")

    monkeypatch.setattr("overenskommelse_granskning.reports.schema.available", fail)
    assert run(["schema", "report"]) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err and "--felsok" in err and err.count("\n") == 1
    assert run(["schema", "report", "--felsok"]) == 2
    assert "ZeroDivisionError: internt" in capsys.readouterr().err


def test_schema_is_printed(capsys):
    from overenskommelse_granskning.reports.schema import schema_text

    assert run(["schema", "report"]) == 0
    assert capsys.readouterr().out == schema_text("report")


@pytest.mark.parametrize(("name", "why"), [("x", "är okänt")])
def test_schema_that_does_not_exist(name, why, capsys):
    assert run(["schema", name]) == 2
    assert f"Schemat {name} {why}: välj " in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_script(shell, capsys):
    assert run(["komplettering", shell]) == 0
    out, err = capsys.readouterr()
    assert err == "" and "_GRANSKA_COMPLETE" in out and f"{shell}_complete" in out


def complete(shell, words, cword):
    env = {**os.environ, "_GRANSKA_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": cword}
    return granska(env=env).stdout.decode().splitlines()


def test_completion_in_bash_knows_commands_options_and_values():
    assert "plain,fil" in complete("bash", "granska fi", "1")
    assert "plain,--checklista" in complete("bash", "granska fil --ch", "2")
    assert complete("bash", "granska fil --ocr a", "3") == ["plain,auto", "plain,av"]


def test_completion_in_powershell_knows_commands_and_options():
    assert [line.split("\t")[:2] for line in complete("powershell", "granska\nkonf", "konf")] == [
        ["plain", "konfig"]
    ]
    listed = complete("powershell", "granska\nfil\n--format\n", "")
    assert "plain\tjson\tjson" in listed
    assert any(
        line.startswith("plain\t--krav\t") for line in complete("powershell", "granska\nfil\n--kr", "--kr")
    )


def test_output_is_utf8_with_lf_whatever_the_locale():
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    out = granska("--help", env=env)
    assert out.returncode == 0
    assert "Användning" in out.stdout.decode("utf-8") and b"\r" not in out.stdout


HEAVY = ("spacy", "sklearn", "numpy", "scipy", "lxml", "pypdfium2", "pdfplumber", "docx", "rich", "yaml")


@pytest.mark.parametrize("args", [["--help"], ["fil", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(args):
    code = (
        "import sys\nfrom overenskommelse_granskning.cli.run import run\n"
        f"run({args!r})\nprint([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_modules_of_commands_are_imported_lazily():
    code = (
        "import sys\nfrom overenskommelse_granskning.cli.run import run\nrun(['--help'])\n"
        "print('overenskommelse_granskning.cli.fil' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "False\n"


def test_console_script_is_the_same_entry():
    module = importlib.import_module("overenskommelse_granskning.cli")
    assert callable(module.main)
    assert granska("--version").stdout.startswith(b"granska ")


def test_reader_that_stops_reading_is_no_error(monkeypatch, capfd):
    def closed(_text):
        raise BrokenPipeError

    monkeypatch.setattr("overenskommelse_granskning.cli.schema.write_result", closed)
    monkeypatch.setattr("overenskommelse_granskning.cli.run.silence", lambda _stream: None)
    assert run(["schema", "report"]) == 0
    assert capfd.readouterr().err == ""


def test_cases_of_a_checklist_that_fail_give_1(tmp_path, capsys):
    path = tmp_path / "lan.yaml"
    path.write_text(
        "id: lan\ntitle: L\nversion: 1.0.0\nkinds: []\nsources: {L: Länet}\ncriteria:\n  - id: lan.plan\n    title: P\n"
        "    question: Q?\n    level: skall\n    sources: [L]\n    levels: {met: a, partial: b, missing: c}\n"
        "    elements: [{id: a, title: A, rule: {type: passage, where: {word: plan}}}]\n    outcome: {met: a}\n    cases:\n"
        "      - {name: rätt, text: Text., expect: missing}\n      - {name: fel, text: Text., expect: met}\n"
        "      - {name: känd, text: Text., expect: met, todo: true}\n",
        encoding="utf-8",
    )
    assert run(["checklista", "prova", str(path)]) == 1
    out = capsys.readouterr().out
    assert "[-] lan.plan, fel: väntat uppfyllt, blev saknas." in out
    assert "lan: 1 av 3 provfall rätt, 1 känd brist." in out
