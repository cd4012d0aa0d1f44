"""``granska checklista`` and ``granska kriterium`` on the shipped checklists and on a user's own."""

from __future__ import annotations

import json

import jsonschema
import pytest

from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.cli.run import run

OWN = """\
id: lan-egen
title: Länets egen lista
version: 1.0.0
description: En lista.
kinds: [samverkansoverenskommelse]
sources:
  L: "Länets vägledning"
criteria:
  - id: lan.uppfoljning
    title: Uppföljning
    question: Anges hur uppföljningen ska göras?
    step: Steg 5
    level: skall
    why: Utan uppföljning vet ingen.
    sources: [L]
    levels: {met: "När anges.", partial: "Nämns.", missing: "Inget."}
    topics: [uppfoljning]
    passages: {where: {concept: uppfoljning_ord}}
    elements:
      - {id: nar, title: När, lacking: det sägs inte när, rule: {type: beside, where: {fact: [frequency]}}}
    outcome: {met: {all: [nar]}, partial: {any: [nar]}}
    advice: Skriv när.
    suggestion: "Målen följs upp varje [månad]."
    cases:
      - {name: när, text: "Överenskommelsen följs upp varje år i mars.", expect: met}
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "lan.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_list_names_every_shipped_checklist(capsys):
    assert run(["checklista", "lista"]) == 0
    out = capsys.readouterr().out
    for checklist_id in available():
        assert f"{checklist_id} " in out


@pytest.mark.parametrize("checklist_id", available())
def test_show_has_every_criterion(checklist_id, capsys):
    assert run(["checklista", "visa", checklist_id]) == 0
    out = capsys.readouterr().out
    for criterion in load_checklist(checklist_id).criteria:
        assert f"    {criterion.id}\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_every_criterion_of_a_shipped_checklist_can_be_explained(capsys):
    for checklist_id in available():
        for criterion in load_checklist(checklist_id).criteria:
            assert run(["kriterium", criterion.id]) == 0
            out = capsys.readouterr().out
            assert out.startswith(criterion.title)
            assert "Vad som krävs" in out and "Källa" in out


def test_own_criterion_shows_all_its_parts(own, capsys):
    assert run(["kriterium", "lan.uppfoljning", "--checklista", str(own)]) == 0
    out = capsys.readouterr().out
    for part in (
        "skall, vikt 2",
        "Utan uppföljning vet ingen.",
        "Länets vägledning",
        "uppfyllt: ",
        "När: Söks",
    ):
        assert part in out
    assert "Målen följs upp varje [månad]." in out


def test_unknown_criterion_and_checklist(capsys):
    assert run(["kriterium", "bra.finnsinte"]) == 2
    assert run(["checklista", "visa", "finnsinte"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 2 and "Traceback" not in err


def test_valid_file(own, capsys):
    assert run(["checklista", "validera", str(own)]) == 0
    out, err = capsys.readouterr()
    assert "giltig (lan-egen, 1 kriterium, 3 svagheter)" in " ".join(out.split())
    assert err.count("svaghet: ") == 3 and "har 1 provfall men saknar två uppfyllda" in err
    assert run(["checklista", "validera", str(own), "--strikt"]) == 1


def test_a_shipped_list_is_validated_by_its_id(capsys):
    assert run(["checklista", "validera", "skane-2019-rekonstruerad"]) == 0
    assert "13 kriterier" in capsys.readouterr().out


def test_an_error_in_one_file_does_not_hide_another(own, tmp_path, capsys):
    assert run(["checklista", "validera", str(tmp_path / "borta.yaml"), str(own)]) == 2
    out, err = capsys.readouterr()
    assert "borta.yaml finns inte" in err and "giltig" in out


def test_a_long_line_is_cut_around_its_error(own, capsys):
    text = OWN.replace("{name: när,", "{name: när, vantat: x,").replace(
        "varje år i mars", "varje år i mars " * 20
    )
    own.write_text(text, encoding="utf-8")
    assert run(["checklista", "validera", str(own)]) == 2
    _, excerpt, mark, *_ = capsys.readouterr().err.split("\n")
    assert excerpt.endswith("…") and len(excerpt) < 130
    assert excerpt[mark.index("^") :].startswith("vantat")


def test_every_error_of_a_file_is_shown_with_its_place(own, capsys):
    text = OWN.replace("level: skall", "level: maste").replace("    why:", "    varfor:")
    own.write_text(text, encoding="utf-8")
    good = own.with_name("bra.yaml")
    good.write_text(OWN, encoding="utf-8")
    assert run(["checklista", "validera", str(own), str(good)]) == 2
    out, err = capsys.readouterr()
    assert f"{own}:13:" in err and f"{own}:14:" in err
    assert "level: maste" in err and "varfor" in err
    assert "bra.yaml:giltig" in "".join(out.split())  # a long path may be broken over lines


def test_a_review_stops_at_the_first_error_and_says_that_there_are_more(own, tmp_path, capsys):
    own.write_text(
        OWN.replace("level: skall", "level: maste").replace("    why:", "    varfor:"), encoding="utf-8"
    )
    document = tmp_path / "utkast.md"
    document.write_text("Målen följs upp.", encoding="utf-8")
    assert run(["fil", str(document), "--checklista", str(own)]) == 2
    err = capsys.readouterr().err
    assert f"{own}:13:" in err and "level: maste" in err and "… och 1 fel till" in err


def test_missing_file(tmp_path, capsys):
    assert run(["checklista", "validera", str(tmp_path / "borta.yaml")]) == 2
    assert "finns inte" in capsys.readouterr().err


def test_own_cases_are_run(own, capsys):
    assert run(["checklista", "prova", str(own)]) == 0
    out, err = capsys.readouterr()
    assert "lan-egen: 1 av 1 provfall rätt." in out and "pröva fem egna meningar per kriterium" in err
    own.write_text(OWN.replace("expect: met", "expect: missing"), encoding="utf-8")
    assert run(["checklista", "prova", str(own)]) == 1
    out, err = capsys.readouterr()
    assert "egna meningar" not in err
    assert "väntat saknas, blev uppfyllt" in out and "”Överenskommelsen följs upp varje år i mars.”" in out
    assert "[+] När: uppfyllt" in out


def test_cases_of_one_criterion_and_those_that_are_right(own, capsys):
    assert run(["checklista", "prova", str(own), "--kriterium", "lan.uppfoljning", "--alla"]) == 0
    assert "[+] lan.uppfoljning, när: uppfyllt, som väntat." in capsys.readouterr().out
    assert run(["checklista", "prova", str(own), "--kriterium", "lan.annat"]) == 2


def test_a_known_failure_is_counted_and_told_when_it_is_mended(own, capsys):
    own.write_text(OWN.replace("expect: met", "expect: missing, todo: true"), encoding="utf-8")
    assert run(["checklista", "prova", str(own)]) == 0
    assert "0 av 1 provfall rätt, 1 känd brist." in capsys.readouterr().out
    own.write_text(OWN.replace("expect: met", "expect: met, todo: true"), encoding="utf-8")
    assert run(["checklista", "prova", str(own)]) == 0
    assert "ta bort todo" in capsys.readouterr().out


def test_schema_of_a_checklist_refuses_an_unknown_key(capsys):
    import yaml

    assert run(["schema", "checklist"]) == 0
    validator = jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out))
    good = yaml.safe_load(OWN)
    assert list(validator.iter_errors(good)) == []
    assert not validator.is_valid({**good, "okand": 1})


def test_a_pattern_without_end_is_an_error_of_its_element_in_every_report(own, tmp_path, capsys, monkeypatch):
    from overenskommelse_granskning.rules import predicates

    monkeypatch.setattr(predicates, "REGEX_SECONDS", 0.02)
    evil = "(a|aa|a?a)+$"
    text = OWN.replace(
        "    outcome: {met: {all: [nar]}",
        f"      - {{id: evig, title: Evig, rule: {{type: passage, where: {{regex: '{evil}'}}}}}}\n"
        "    outcome: {met: {all: [nar, evig]}",
    )
    own.write_text(text, encoding="utf-8")
    document = tmp_path / "utkast.md"
    document.write_text("Målen följs upp varje år.\n\n" + "a" * 60 + "!\n", encoding="utf-8")
    options = [str(document), "--checklista", str(own), "--ingen-konfig"]
    assert run(["fil", *options, "--format", "json"]) == 0
    (criterion,) = json.loads(capsys.readouterr().out)["checklists"][0]["criteria"]
    outcomes = {e["id"]: e["outcome"] for e in criterion["elements"]}
    assert outcomes == {"nar": "met", "evig": "error"} and criterion["outcome"] == "partial"
    assert run(["fil", *options]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"Kunde inte prövas: Evig (det reguljära uttrycket {evil} tog för lång tid)" in shown
    assert run(["fil", *options, "--format", "html"]) == 0
    assert "tog för lång tid" in capsys.readouterr().out


def test_every_report_tells_that_a_mandatory_criterion_was_turned_off(tmp_path, capsys):
    import zipfile

    own = tmp_path / "egen.yaml"
    own.write_text(
        "id: egen\ntitle: Egen\nversion: 1.0.0\nextends: bra-2020\nchanges:\n"
        "  bra.orsaker: {disabled: true, reason: Prövas i årsbokslutet.}\n",
        encoding="utf-8",
    )
    document = tmp_path / "utkast.md"
    document.write_text("# Syfte\n\nVi vill minska brotten.\n", encoding="utf-8")
    told = "Prövas i årsbokslutet"
    options = ["fil", str(document), "--checklista", str(own), "--ingen-konfig"]
    for name in ("text", "html", "md", "json"):
        assert run([*options, "--format", name]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert told in shown and "bra.orsaker" in shown, name
    book = tmp_path / "rapport.xlsx"
    assert run([*options, "--format", "xlsx", "--ut", str(book)]) == 0
    assert told in zipfile.ZipFile(book).read("xl/sharedStrings.xml").decode("utf-8")
    page = tmp_path / "rapport.docx"
    assert run([*options, "--format", "docx", "--ut", str(page)]) == 0
    assert told in zipfile.ZipFile(page).read("word/document.xml").decode("utf-8")


def test_a_criterion_of_an_own_list_is_asked_for_with_its_file(own, capsys):
    assert run(["kriterium", "lan.uppfoljning"]) == 2
    assert "lägg till --checklista och filens namn" in capsys.readouterr().err
    assert run(["kriterium", "bra.orsker"]) == 2
    assert "menade du bra.orsaker, eller ett i en egen lista (lägg till" in capsys.readouterr().err
    assert run(["kriterium", "lan.uppfolning", "--checklista", str(own)]) == 2
    assert "menade du lan.uppfoljning?" in capsys.readouterr().err


def test_an_explanation_tells_the_places_and_what_a_neighbour_must_have(own, capsys):
    text = OWN.replace(
        "passages: {where: {concept: uppfoljning_ord}}",
        "passages: {spread: true, allow: [later], where: {all: [{concept: uppfoljning_ord}, {none: [{word: budget}]}]}}",
    ).replace("{fact: [frequency]}}", "{fact: [frequency]}, near: {word: den}}")
    own.write_text(text, encoding="utf-8")
    assert run(["kriterium", "lan.uppfoljning", "--checklista", str(own)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Kriteriets ställen: Meningar, punkter och tabellrader med tecken på ord för uppföljning." in out
    assert "Men inte sådana med ordet ”budget”. Räknas också när texten utlovar det till senare." in out
    assert "Delarna får stå på olika ställen." in out
    assert "En mening intill räknas bara om den också har tecken på ordet ”den”." in out
