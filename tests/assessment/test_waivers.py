"""Waivers: strict files, one way of applying them, nothing hidden, what ran out or concerns nothing is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import report_samples as samples
from overenskommelse_granskning.assessment import Assessment
from overenskommelse_granskning.assessment.saved import from_dict
from overenskommelse_granskning.assessment.waivers import apply_waivers, orphans
from overenskommelse_granskning.checklist.model import Adjustment
from overenskommelse_granskning.checklist.waivers import Waiver, load_waivers
from overenskommelse_granskning.errors import ChecklistError, ConfigurationError
from overenskommelse_granskning.reports import Style, writer
from overenskommelse_granskning.vocabulary.closed import Outcome

GIVEN = date(2025, 1, 10)


def waiver(criterion: str = "bra.orsaker", **more: object) -> Waiver:
    return replace(Waiver(criterion, "Orsakerna står i en bilaga", "säkerhetschefen", GIVEN), **more)


def document() -> Assessment:
    criteria = (
        samples.criterion("bra.orsaker", Outcome.MISSING),
        samples.criterion("bra.mal", Outcome.PARTIAL),
        samples.criterion("bra.parter", Outcome.MET),
    )
    return replace(samples.agreement(), checklists=(samples.checklist(*criteria),))


def test_the_outcome_stays_and_the_scores_are_given_both_ways():
    before = document()
    after = apply_waivers(before, [waiver()])
    c = after.checklists[0].criterion("bra.orsaker")
    assert c.outcome is Outcome.MISSING
    assert c.waived == "Orsakerna står i en bilaga (säkerhetschefen, 2025-01-10, gäller tills vidare)."
    assert after.checklists[0].scores == before.checklists[0].scores
    assert before.checklists[0].scores.strength == pytest.approx(1 / 3)
    assert after.checklists[0].scores_waived.strength == pytest.approx(1 / 2)
    assert [s.criterion for s in after.next_steps if s.criterion == "bra.orsaker"] == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (waiver(expires=date(2025, 2, 1)), "R102"),
        (waiver("bra.parter"), "R103"),
        (waiver(created=date(2026, 1, 1)), "R104"),
    ],
)
def test_a_waiver_without_effect_is_told(given, code):
    after = apply_waivers(document(), [given])
    assert code in [n.code for n in after.document.notices]
    assert all(c.waived is None for c in after)
    assert after.checklists[0].scores_waived is None


def adjusted() -> Assessment:
    a = document()
    off = Adjustment("bra.syfte", "Syfte", "bra-2020 1.0.0", False, True, False, (), "")
    return replace(a, checklists=(replace(a.checklists[0], adjustments=(off,)),))


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (waiver("lan.finns_inte"), "R106", "rätta id:t"),
        (waiver("bra.syfte"), "R107", "har stängt av kriteriet"),
        (waiver("lofte.plats", document="*.docx"), "R109", "checklistan medborgarlofte inte har använts"),
        (waiver("lofte.plats"), "", ""),  # for all documents, of whatever kind
    ],
)
def test_a_waiver_that_concerns_no_criterion_stands_in_the_report(given, code, words):
    before = adjusted()
    before = replace(before, document=replace(before.document, path="utkast.docx"))
    after = apply_waivers(before, [given])
    new = [n for n in after.document.notices if n not in before.document.notices]
    assert [n.code for n in new] == ([code] if code else [])
    assert all(words in n.message for n in new)
    told = orphans([before], [given])
    assert len(told) == 1 and (words or "inte har använts") in told[0]


def test_of_two_waivers_for_a_criterion_the_first_counts_and_the_other_is_told():
    after = apply_waivers(document(), [waiver(), waiver(by="rektorn", reason="Annat")])
    assert "säkerhetschefen" in (after.checklists[0].criterion("bra.orsaker").waived or "")
    (told,) = [n.message for n in after.document.notices if n.code == "R108"]
    assert "bra.orsaker" in told and "2025-01-10 av säkerhetschefen räknas" in told


def test_a_waiver_holds_on_its_last_day():
    last = samples.DAY
    assert waiver(expires=last).holds(last)
    assert not waiver(expires=date(2025, 2, 28)).holds(last)


@pytest.mark.parametrize(
    ("pattern", "concerned"),
    [
        ("*", True),
        ("utkast.docx", True),
        ("UTKAST.*", True),
        ("annan.docx", False),
        (f"sha256:{samples.SHA}", True),
    ],
)
def test_the_document_is_named_by_pattern_or_hash(pattern, concerned):
    a = document()
    a = replace(a, document=replace(a.document, path="utkast.docx", sha256=samples.SHA))
    after = apply_waivers(a, [waiver(document=pattern)])
    assert (after.checklists[0].criterion("bra.orsaker").waived is not None) is concerned


def test_what_concerns_nothing_is_told_once():
    told = orphans([document()], [waiver("bra.finns_inte"), waiver(document="annan.pdf")])
    assert len(told) == 2
    assert "bra.finns_inte" in told[0]
    assert "annan.pdf" in told[1]
    assert orphans([document()], [waiver()]) == []


@pytest.mark.parametrize("format", ["text", "html", "xlsx", "md", "json", "csv", "sarif"])
def test_every_format_shows_the_reason(format):
    after = apply_waivers(document(), [waiver()])
    content = writer(format).render([after], Style(width=200))
    if isinstance(content, bytes):
        import io

        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(content))
        content = "\n".join(str(c.value) for s in book for row in s.iter_rows() for c in row)
    assert "Orsakerna står i en bilaga" in content


def test_a_saved_report_keeps_both_figures():
    after = apply_waivers(document(), [waiver()])
    again = from_dict(after.to_dict())
    assert again.checklists[0].scores_waived == after.checklists[0].scores_waived


GOOD = """\
waivers:
  - criterion: bra.sekretess
    document: "*.docx"
    reason: Inga åtgärder rör enskilda.
    by: säkerhetschefen
    created: 2025-01-10
    expires: 2025-12-31
"""


def test_a_file_is_read(tmp_path):
    path = tmp_path / "undantag.yaml"
    path.write_text(GOOD, encoding="utf-8")
    (w,) = load_waivers(path)
    assert (w.criterion, w.document, w.created, w.expires) == (
        "bra.sekretess", "*.docx", date(2025, 1, 10), date(2025, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("criterion:", "kriterium:"), 2, "kriterium"),
        (("    by: säkerhetschefen\n", ""), 2, "by"),
        (("2025-12-31", "2024-12-31"), 7, "före"),
        (("2025-01-10", "i fjol"), 6, "datum"),
        (("Inga åtgärder rör enskilda.", "[]"), 4, "text"),
        (("waivers:", "undantag:"), 1, "waivers"),
    ],
)
def test_errors_point_at_the_authors_line(tmp_path, change, line, says):
    path = tmp_path / "undantag.yaml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(ChecklistError) as caught:
        load_waivers(path)
    assert says in str(caught.value)
    assert caught.value.line == line


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(
        ConfigurationError, match=r"^Undantagsfilen \S+undantag\.yaml finns inte: kontrollera sökvägen\.$"
    ):
        load_waivers(tmp_path / "undantag.yaml")


def test_the_example_in_the_documentation_can_be_used(repository, tmp_path):
    guide = (repository / "docs" / "anvandning.md").read_text(encoding="utf-8").split("### Undantag")[1]
    path = tmp_path / "undantag.yaml"
    path.write_text(guide.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    first, second = load_waivers(path)
    assert first.concerns("utkast-2.docx", "") and not first.concerns("avtal.docx", "")
    assert second.document == "*" and second.expires is None
