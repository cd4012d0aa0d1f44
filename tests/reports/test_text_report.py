"""The text report: what a person reads in a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import report_samples as samples
from overenskommelse_granskning.reports import Style
from overenskommelse_granskning.reports.labels import added_meanings, outcome_word
from overenskommelse_granskning.reports.text import render
from overenskommelse_granskning.vocabulary.closed import OUTCOME_TITLES, Level, Outcome

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_report_looks_as_agreed(name, golden):
    golden(GOLDEN / f"{name}.txt", render([samples.SAMPLES[name]()], Style()))


def test_golden_files_are_compared_and_not_written(request):
    assert not request.config.getoption("--regenerate-golden")


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("name", samples.SAMPLES)
def test_no_line_is_wider_than_asked(name, width):
    lines = render([samples.SAMPLES[name]()], Style(width=width)).splitlines()
    assert [line for line in lines if len(line) > width] == []


def test_plain_report_has_no_escapes_and_no_trailing_blanks():
    text = render([samples.agreement()], Style())
    assert "\x1b" not in text
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)


def test_colour_adds_nothing_but_colour():
    coloured = render([samples.agreement()], Style(colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render([samples.agreement()], Style())


def test_every_criterion_and_its_outcome_is_shown():
    assessment = samples.agreement()
    text = render([assessment], Style())
    listed = text.split("Alla kriterier i bra-2020")[1]
    for c in assessment:
        line = next(line for line in listed.splitlines() if c.title[:30] in line)
        assert line.startswith("[")
    assert set(OUTCOME_TITLES.values()) - {"saknas"} <= {
        w for w in OUTCOME_TITLES.values() if f"] {w}: " in listed
    }


def test_the_law_reports_silence_as_silence_and_not_as_a_breach():
    text = render([samples.agreement()], Style())
    assert "[-] saknas (framgår inte): Ledande nämnd och rapportering" in text
    guide = text.split("Så läser du rapporten")[1]
    assert (
        "(framgår inte) dokumentet säger inget om det; det kan vara gjort ändå, och är inget brott"
        in " ".join(guide.split())
    )
    assert "(påstås)" not in guide


def test_an_outcome_has_one_word():
    """Silence of the law loses points, silence of the process does not: they are told by their outcomes' own words."""
    for outcome in Outcome:
        for name in ("lag.13_ledning", "lag.9_syften", "bra.medborgardialog"):
            for remarks in ((), ("stated",), ("not_evident",)):
                word = outcome_word(name, outcome, remarks)
                assert word.startswith(OUTCOME_TITLES[outcome])
                assert word == OUTCOME_TITLES[outcome] or added_meanings([word])
    assert (
        outcome_word("bra.medborgardialog", Outcome.NOT_ASSESSABLE, ("not_evident",))
        == "ej bedömbart (framgår inte)"
    )


def test_most_important_things_come_before_the_list_of_all():
    text = render([samples.agreement()], Style())
    headings = ["Det här lyfter dokumentet mest", "Omfattning", "Alla kriterier", "Så läser du rapporten"]
    places = [text.index(h) for h in headings]
    assert places == sorted(places)


def test_foreign_text_cannot_steer_the_terminal_or_the_markup():
    evil = samples.quote("\x1b[31mrött\x1b]0;titel\x07 [bold]inte fet[/bold] \u202ebakvänt \x9b2J")
    c = samples.criterion("bra.mal", Outcome.PARTIAL, evidence=(evil,), title="[red]T[/red] \x1b[2J")
    assessment = replace(
        samples.agreement(),
        checklists=(samples.checklist(c),),
        document=samples.facts(path="\x1b[2Jfil.docx", parties=("A\x1b[1m",)),
    )
    text = render([assessment], Style())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "[bold]inte fet[/bold]" in text
    assert "[red]T[/red]" in text


def test_several_documents_share_one_reading_guide():
    text = render([samples.agreement(), samples.promise(), samples.unreadable()], Style(several=True))
    assert text.count("Så läser du rapporten") == 1
    assert text.index("utkast.docx") < text.index("lofte.txt") < text.index("last.pdf")


def test_ten_things_at_most_and_the_rest_counted():
    many = [samples.criterion(f"bra.k{i}", level=Level.SHOULD) for i in range(14)]
    text = render(
        [replace(samples.agreement(), checklists=(samples.checklist(*many),), next_steps=())], Style()
    )
    assert "(10 av 14)" in text
    assert "\n10. " in text and "\n11. " not in text


def test_nothing_to_improve_is_said():
    good = samples.criterion("bra.mal", Outcome.MET)
    text = render(
        [replace(samples.agreement(), checklists=(samples.checklist(good),), next_steps=())], Style()
    )
    assert "Inget bedömt kriterium saknas" in text
