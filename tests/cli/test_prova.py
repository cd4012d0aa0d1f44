"""``granska checklista prova``: why a text fell short, and sentences that are none of the list's cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from overenskommelse_granskning.cli.run import run

LIST = """\
id: egen
title: Egen
version: 1.0.0
kinds: []
sources: {L: Länet}
criteria:
  - id: lan.tid
    title: Tid
    question: När görs vandringen?
    level: skall
    sources: [L]
    levels: {met: Tid sägs., partial: Nämns., missing: Inget.}
    passages: {where: {word: -vandring}}
    elements:
      - {id: namns, title: Nämns, lacking: nämns inte, rule: {type: mention}}
      - {id: nar, title: När, lacking: ingen tid sägs, rule: {type: beside, where: {all: [{fact: date}, {word: gå}]}, near: {word: dag}}}
    outcome: {met: [namns, nar], partial: namns}
    cases:
      - {name: ett, text: "CASE", expect: met}
"""


def tried(text: str, folder: Path, capsys: pytest.CaptureFixture[str], more: str = "") -> str:
    path = folder / "egen.yaml"
    path.write_text(LIST.replace("CASE", text) + more, encoding="utf-8")
    assert run(["checklista", "prova", str(path)]) == 1
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Styrgruppen möts i maj.", "Inget ställe: passages faller på word: -vandring"),
        ("Någon trygghetsvandring görs inte.", "räknas inte: texten säger att det inte finns (flag: negated, för orden ”Någon trygghetsvandring görs inte”)"),
        ("Trygghetsvandringen börjar i [månad].", "räknas inte: texten är en platshållare (flag: placeholder, för orden ”[månad]”)"),
        ("Vi går en vandring varje termin.", "När faller på fact: date (i ”Vi går en vandring varje termin.”)"),
        ("Vi ordnar en vandring. I maj går vi på en lång tur.", "När: meningen intill faller på near, word: dag (i ”I maj går vi på en lång tur.”)"),
        ("Vid behov går vi en vandring i maj.", "ger högst delvis: texten har förbehåll (flag: hedged, för orden ”Vid behov”)"),
    ],
)  # fmt: skip
def test_a_case_that_fell_short_says_why(
    text: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"Varför: {why}" in tried(text, tmp_path, capsys) or why in tried(text, tmp_path, capsys)


def test_silence_on_a_process_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "egen.yaml"
    text = LIST.replace("level: skall", "level: skall\n    place: process").replace(
        "expect: met", "expect: missing"
    )
    path.write_text(text.replace("CASE", "Styrgruppen möts."), encoding="utf-8")
    assert run(["checklista", "prova", str(path)]) == 1
    assert "tystnad är ej bedömbart (expect: not_assessable)" in " ".join(capsys.readouterr().out.split())


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "egen.yaml"
    path.write_text(LIST.replace("CASE", "Vi går en vandring i maj."), encoding="utf-8")
    return path


def test_own_sentences_are_counted_and_leave_the_cases_alone(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = own.with_name("meningar.txt")
    sentences.write_text(
        "# egna\nlan.tid\n+ I juni går vi en kvällsvandring.\n~ En vandring görs.\n– Parken städas.\n+ Vi ses i maj.\n",
        encoding="utf-8-sig",
    )
    assert run(["checklista", "prova", str(own), "--meningar", str(sentences)]) == 1
    out, err = capsys.readouterr()
    assert (
        "egen: 3 av 4 egna meningar rätt." in out and "lan.tid: 3 av 4" in out and "provfall rätt" not in out
    )
    assert "lan.tid, egen mening 4: väntat uppfyllt, blev saknas" in out
    assert "Gör de meningar som blev fel till provfall" in err and "Färre än 5 meningar om lan.tid" in err
    sentences.write_text("lan.tid:\n" + "+ I juni går vi en kvällsvandring.\n" * 5, encoding="utf-8")
    assert run(["checklista", "prova", str(own), "--meningar", str(sentences)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("+ I juni.\n", 1, "Skriv kriteriets id på en egen rad"),
        ("lan.tid\nI juni.\n", 2, "börja en mening med + (uppfyllt)"),
        ("lan.tdi\n+ I juni.\n", 1, "menade du lan.tid?"),
        ("lan.tid\n", 1, "har inga meningar"),
    ],
)
def test_a_file_of_sentences_that_is_wrong(
    text: str, line: int, words: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = own.with_name("meningar.txt")
    sentences.write_text(text, encoding="utf-8")
    assert run(["checklista", "prova", str(own), "--meningar", str(sentences)]) == 2
    err = capsys.readouterr().err
    assert f"{sentences}:{line}:" in err and words in err


def test_sentences_without_a_list(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checklista", "prova", "--meningar", "m.txt"]) == 2
    assert "Ange också checklistan" in capsys.readouterr().err


NEAR = """\
id: egen
title: Egen
version: 1.0.0
kinds: []
sources: {L: Länet}
TESTS
criteria:
  - id: lan.sspf
    title: SSPF
    question: Vem ansvarar?
    level: skall
    sources: [L]
    levels: {met: Ansvarig sägs., partial: Nämns., missing: Inget.}
    passages: {where: {use: sspf}}
    elements:
      - id: namns
        title: Nämns
        rule: {type: mention}
      - id: vem
        title: Vem
RULE
    outcome: {met: [namns, vem], partial: namns}
    cases:
      - {name: om saken, text: SSPF används för ungdomar. Enhetschefen på mottagningen ansvarar för det., expect: met}
CASE
"""


def test_the_guides_example_of_what_stands_beside(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (
        (repository / "docs" / "checklistor.md").read_text(encoding="utf-8").split("## Meningen intill")[1]
    )
    blocks = guide.split("```yaml\n")
    tests, rule = blocks[1].split("```")[0].split("…\n")
    text = NEAR.replace("TESTS\n", tests).replace("RULE\n", rule).replace("CASE\n", blocks[2].split("```")[0])
    path = tmp_path / "egen.yaml"
    path.write_text(text, encoding="utf-8")
    assert run(["checklista", "prova", str(path)]) == 0
    assert "2 av 2 provfall rätt" in capsys.readouterr().out
    path.write_text(text.replace("near: {use: samma}", ""), encoding="utf-8")
    assert run(["checklista", "prova", str(path)]) == 1
