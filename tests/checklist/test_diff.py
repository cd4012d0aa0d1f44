"""``diff``: every field that differs is named in plain Swedish, and the version that it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from overenskommelse_granskning.checklist import Checklist, load_checklist
from overenskommelse_granskning.checklist.diff import Step, diff, next_version
from overenskommelse_granskning.cli.run import run

LIST = """\
id: lan
title: Länets lista
version: 1.2.3
kinds: [samverkansoverenskommelse]
sources: {L: Länets vägledning}
tests:
  nar: {fact: [date]}
  ordet: {regex: klotter}
criteria:
  - id: lan.uppfoljning
    title: Uppföljning
    question: Anges hur?
    level: skall
    sources: [L]
    levels: {met: När anges, partial: Nämns, missing: Inget}
    passages: {where: {concept: uppfoljning_ord}}
    elements:
      - {id: nar, title: När, rule: {type: beside, where: {use: nar}}}
      - {id: vem, title: Vem, rule: {type: beside, where: {agent: [role]}}}
    outcome: {met: {all: [nar, vem]}, partial: {any: [nar, vem]}}
    advice: Skriv när.
    cases:
      - {name: a, text: Målen följs upp i maj., expect: partial}
  - id: lan.klotter
    title: Klotter
    question: Nämns klotter?
    level: bor
    sources: [L]
    levels: {met: Ja, partial: Nja, missing: Nej}
    passages: {where: {use: ordet}}
    elements: [{id: namns, title: Nämns, rule: {type: mention}}]
    outcome: {met: namns}
"""


def loaded(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Checklist:
    text = LIST
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return load_checklist(path)


@pytest.mark.parametrize(
    ("old", "new", "what", "before", "after", "step"),
    [
        ("title: Uppföljning", "title: Följ upp", "rubrik", "Uppföljning", "Följ upp", Step.PATCH),
        ("question: Anges hur?", "question: Hur?", "fråga", "Anges hur?", "Hur?", Step.PATCH),
        ("level: skall", "level: skall\n    weight: 3.5", "vikt", "2", "3,5", Step.MAJOR),
        ("level: skall", "level: bor\n    weight: 2", "nivå", "skall", "bör", Step.MAJOR),
        ("level: skall", "level: skall\n    mandatory: true", "obligatoriskt", "nej", "ja", Step.MINOR),
        ("level: skall", "level: skall\n    why: Därför", "varför", "–", "Därför", Step.PATCH),
        ("partial: Nämns", "partial: Antyds", "vad delvis betyder", "Nämns", "Antyds", Step.PATCH),
        ("Skriv när.", "{missing: Skriv dag.}", "råd (delvis)", "Skriv när.", "–", Step.PATCH),
        ("id: nar, title: När", "id: nar, title: Dag", "delkravet ”När”: rubrik", "När", "Dag", Step.PATCH),
        (
            "beside, where: {use: nar}",
            "mention, where: {use: nar}",
            "delkravet ”När”: regeln",
            "beside",
            "mention",
            Step.MAJOR,
        ),
        (
            "met: {all: [nar, vem]}",
            "met: {any: [nar, vem]}",
            "uppfyllt när",
            "”När” och ”Vem”",
            "minst ett av ”När” och ”Vem”",
            Step.MAJOR,
        ),
        (
            "[nar, vem]}}",
            "[nar, vem]}, silent: not_assessable}",
            "när inget hittas",
            "saknas",
            "ej bedömbart",
            0,
        ),
        ("text: Målen", "text: Planen", "provfall ändrade: a", "", "", Step.PATCH),
        (
            "{concept: uppfoljning_ord}",
            "{topic: uppfoljning}",
            "vilka ställen som prövas",
            "",
            "",
            Step.MAJOR,
        ),
        ("fact: [date]", "fact: [year]", "avgörs på annat sätt: testet nar är ändrat", "", "", Step.MAJOR),
    ],
)
def test_a_field_that_differs(
    tmp_path: Path, old: str, new: str, what: str, before: str, after: str, step: int
) -> None:
    a, b = loaded(tmp_path, "a"), loaded(tmp_path, "b", (old, new))
    found = diff(a, b)
    (changed,) = found.changed
    assert changed.criterion.id == "lan.uppfoljning"
    differences = {d.what: d for d in changed.differences}
    assert what in differences, list(differences)
    d = differences[what]
    assert (d.before, d.after, d.step) == (before, after, step)
    assert not (found.added or found.removed or found.whole)


def test_elements_that_come_and_go(tmp_path: Path) -> None:
    a = loaded(tmp_path, "a")
    b = loaded(tmp_path, "b", ("id: vem, title: Vem", "id: hur, title: Hur"), ("all: [nar, vem]", "all: [nar, hur]"), ("any: [nar, vem]", "any: [nar, hur]"))  # fmt: skip
    (changed,) = diff(a, b).changed
    told = [d.what for d in changed.differences]
    assert "delkravet ”Vem” borttaget" in told and "delkravet ”Hur” tillagt" in told


def test_criteria_that_come_and_go(tmp_path: Path) -> None:
    a, b = loaded(tmp_path, "a"), loaded(tmp_path, "b", ("lan.klotter", "lan.graffiti"))
    found = diff(a, b)
    assert [c.id for c in found.added] == ["lan.graffiti"]
    assert [c.id for c in found.removed] == ["lan.klotter"]
    assert found.step is Step.MAJOR
    assert diff(a, a).step is None


@pytest.mark.parametrize(
    ("step", "version"), [(Step.MAJOR, "2.0.0"), (Step.MINOR, "1.3.0"), (Step.PATCH, "1.2.4")]
)
def test_the_next_version(step: Step, version: str) -> None:
    assert next_version("1.2.3", step) == version


def test_the_command_tells_all_and_asks_for_a_version(tmp_path: Path, capsys) -> None:
    loaded(tmp_path, "a")
    loaded(tmp_path, "b", ("lan.klotter", "lan.graffiti"), ("level: skall", "level: skall\n    weight: 3"))
    assert run(["checklista", "diff", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]) == 0
    out = capsys.readouterr().out
    for line in ("Från lan 1.2.3 till lan 1.2.3.", "[+] Klotter (bör, vikt 1, lan.graffiti)", "vikt: 2 → 3"):
        assert line in out
    assert "Höj versionen till minst 2.0.0" in out
    assert run(["checklista", "diff", str(tmp_path / "a.yaml"), str(tmp_path / "a.yaml")]) == 0
    assert "Inget skiljer dem." in capsys.readouterr().out


def test_a_list_against_the_one_it_builds_on(tmp_path: Path, capsys) -> None:
    path = tmp_path / "egen.yaml"
    path.write_text(
        "id: egen\ntitle: Egen\nversion: 0.1.0\nextends: bra-2020\nchanges:\n  bra.syfte: {weight: 3}\n",
        encoding="utf-8",
    )
    assert run(["checklista", "diff", "bra-2020", str(path)]) == 0
    out = capsys.readouterr().out
    assert "Ändrade kriterier (1)" in out and "vikt: 2 → 3" in out and "Höj versionen" not in out
