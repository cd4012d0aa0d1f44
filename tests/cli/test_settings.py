"""Settings: which value wins, where it is said to come from, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.cli.settings import KEYS, parse_percent, resolve, user_file
from overenskommelse_granskning.errors import ConfigurationError


@pytest.fixture
def world(tmp_path):
    """A user's folder, a project with a granska.toml, and a document's folder below it."""
    own = tmp_path / "config" / "granska" / "granska.toml"
    near = tmp_path / "projekt" / "granska.toml"
    folder = tmp_path / "projekt" / "avtal"
    folder.mkdir(parents=True)
    own.parent.mkdir(parents=True)
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "HOME": str(tmp_path)}

    class World:
        def __init__(self):
            self.own, self.near, self.folder, self.environ = own, near, folder, environ

        def get(self, name, options=None, **more):
            return resolve(options or {}, folder=folder, environ=environ, **more).values[name]

    return World()


def write(path, text):
    path.write_text(text, encoding="utf-8")


def test_option_then_environment_then_nearest_file_then_own_file_then_default(world):
    assert (world.get("ocr").value, world.get("ocr").origin) == ("auto", "förval")
    write(world.own, 'ocr = "av"\n')
    assert (world.get("ocr").value, world.get("ocr").origin) == ("av", str(world.own))
    write(world.near, 'ocr = "pa"\n')
    assert (world.get("ocr").value, world.get("ocr").origin) == ("pa", str(world.near))
    world.environ["GRANSKA_OCR"] = "av"
    assert (world.get("ocr").value, world.get("ocr").origin) == ("av", "miljövariabeln GRANSKA_OCR")
    value = world.get("ocr", {"ocr": "auto"})
    assert (value.value, value.origin) == ("auto", "flagga")


def test_only_the_nearest_file_upwards_counts(world):
    write(world.near, 'ocr = "pa"\nkrav = 40\n')
    write(world.folder / "granska.toml", 'ocr = "av"\n')
    assert world.get("ocr").value == "av"
    assert world.get("krav").value is None


def test_own_file_fills_in_what_the_nearest_leaves_out(world):
    write(world.near, 'ocr = "pa"\n')
    write(world.own, 'ocr = "av"\nkrav = 40\n')
    assert world.get("ocr").value == "pa"
    assert world.get("krav").value == 40.0


def test_without_configuration_only_options_and_defaults_count(world):
    write(world.near, 'ocr = "pa"\n')
    world.environ["GRANSKA_OCR"] = "av"
    assert world.get("ocr", use_config=False).value == "auto"
    assert world.get("ocr", {"ocr": "pa"}, use_config=False).value == "pa"


def test_every_kind_of_value(world):
    write(
        world.near,
        'checklista = ["bra-2020"]\nformat = "json"\nstadium = "utkast"\nper = 2024-02-29\nkrav = 42.5\n'
        'fel-vid = "delvis"\ntyst = true\nrevisioner = "ursprungliga"\ningen-farg = true\n',
    )
    settings = resolve({}, folder=world.folder, environ=world.environ)
    assert settings["checklista"] == ("bra-2020",)
    assert settings["format"] == ("json",)
    assert settings["per"] == date(2024, 2, 29)
    assert settings["krav"] == 42.5
    assert settings["tyst"] is True and settings["ingen-farg"] is True


def test_environment_lists_and_flags(world):
    world.environ.update(
        GRANSKA_CHECKLISTA="bra-2020, egen.yaml", GRANSKA_TYST="ja", GRANSKA_FEL_VID="saknas"
    )
    assert world.get("checklista").value == ("bra-2020", "egen.yaml")
    assert world.get("tyst").value is True
    assert world.get("fel-vid").value == "saknas"


def test_a_checklist_file_is_taken_from_the_folder_of_the_settings(world):
    write(world.near, 'checklista = ["bra-2020", "listor/egen.yaml"]\n')
    assert world.get("checklista").value == ("bra-2020", str(world.near.parent / "listor/egen.yaml"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "\nchecklistor = []\n",
            "granska.toml:2: inställningen checklistor finns inte: menade du checklista?",
        ),
        ("qqqqq = 1\n", "möjliga är checklista, format"),
        ("[avsnitt]\nx = 1\n", "granska.toml:1: inställningen avsnitt finns inte"),
        ("ocr = \n", "(rad 1, tecken 7)"),
        ('ocr = "ja"\n', "kan inte vara ”ja”: välj auto, av eller pa."),
        ("krav = 120\n", "ange ett tal mellan 0 och 100"),
        ("krav = true\n", "ska vara ett tal mellan 0 och 100"),
        ("format = 3\n", "ska vara text eller en lista"),
        ('format = ["docs"]\n', "kan inte vara ”docs”"),
        ('per = "igår"\n', "skriv ett datum som 2025-01-31"),
        ('tyst = "kanske"\n', "skriv ja eller nej"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(world, text, part):
    write(world.near, text)
    with pytest.raises(ConfigurationError) as error:
        world.get("ocr")
    assert part in str(error.value) and "granska.toml" in str(error.value)


def test_a_wrong_variable_is_named(world):
    world.environ["GRANSKA_KRAV"] = "mycket"
    with pytest.raises(ConfigurationError, match="GRANSKA_KRAV"):
        world.get("krav")


@pytest.mark.parametrize(("text", "value"), [("43", 43.0), ("43,5 %", 43.5), (0, 0.0), ("100", 100.0)])
def test_percent(text, value):
    assert parse_percent(text) == value


@pytest.mark.parametrize(
    ("platform", "environ", "path"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/granska/granska.toml"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/granska/granska.toml"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/granska/granska.toml"),
        ("win32", {"APPDATA": "/a"}, "/a/granska/granska.toml"),
    ],
)
def test_the_users_folder_on_each_platform(platform, environ, path):
    assert user_file(environ, platform) == Path(path)


def test_keys_are_named_as_options():
    for key in KEYS:
        assert key.variable == "GRANSKA_" + key.name.upper().replace("-", "_")
        assert key.help


def test_konfig_shows_values_and_origins(world, monkeypatch, capsys):
    write(world.near, "krav = 42.5\n")
    for name, value in world.environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GRANSKA_OCR", "av")
    monkeypatch.setenv("GRANSKA_OCRR", "av")
    document = str(world.folder / "utkast.docx")
    assert run(["konfig", document]) == 0
    out, err = capsys.readouterr()
    rows = {line.split()[0]: line for line in out.splitlines() if line}
    assert "42,5" in rows["krav"] and str(world.near) in rows["krav"]
    assert "av" in rows["ocr"] and "miljövariabeln GRANSKA_OCR" in rows["ocr"]
    assert rows["fel-vid"].endswith("förval")
    assert "GRANSKA_OCRR är ingen inställning" in err
    assert run(["konfig", document, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert set(shown) == {key.name for key in KEYS}
    assert shown["krav"] == {"value": 42.5, "origin": str(world.near)}


def test_konfig_without_configuration(world, monkeypatch, capsys):
    write(world.near, "krav = 42.5\n")
    assert run(["konfig", str(world.folder / "utkast.docx"), "--ingen-konfig"]) == 0
    assert all(line.endswith("förval") for line in capsys.readouterr().out.splitlines() if line)


def test_konfig_tells_of_a_broken_file(world, capsys):
    write(world.near, "krav = \n")
    assert run(["konfig", str(world.folder / "utkast.docx")]) == 2
    assert "rad 1" in capsys.readouterr().err
