"""What the panel says: coverage first, counts that hold, ties within the measured error, no rank unless asked."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

import panel_samples as panel
from overenskommelse_granskning.batch.coverage import Covered, State
from overenskommelse_granskning.batch.likeness.shared import SharedTexts
from overenskommelse_granskning.batch.panel import measured_error as errors
from overenskommelse_granskning.batch.panel import render_panel
from overenskommelse_granskning.batch.panel.facts import (
    Criterion,
    Judged,
    PanelDocument,
    PanelList,
    in_force,
    latest,
)
from overenskommelse_granskning.batch.panel.measured_error import rank, standard_error
from overenskommelse_granskning.batch.panel.tally import tally, tally_thread
from overenskommelse_granskning.batch.panel.tiles import _PLACES, _shorts, coverage_views
from overenskommelse_granskning.batch.panel.view import make_view
from overenskommelse_granskning.reports.accuracy import Accuracy
from overenskommelse_granskning.vocabulary.closed import Kind
from overenskommelse_granskning.vocabulary.municipalities import by_code, counties

NOTHING = SharedTexts((), ())


def document(name="Lund", begins="2024-01-01", outcomes="", **more):
    fields = {
        "path": f"{name}-{begins}.pdf", "report": f"{name}-{begins}.pdf", "codes": (f"c{name}",), "names": (name,),
        "county": "12", "year": int(begins[:4]), "last_year": int(begins[:4]) + 3, "begins": begins,
        "kind": Kind.AGREEMENT, "state": State.CURRENT, "code": "", "reason": "", "review": 0,
        "lists": {"egen": Judged(outcomes, 0, outcomes.count("m") / max(sum(s in "mps" for s in outcomes), 1))},
        "problems": 0, "whole": 0, "lacking": (0,) * 6, "conflicts": (),
    }  # fmt: skip
    return PanelDocument(**(fields | more))


def criteria(count):
    return tuple(Criterion(f"egen.{i}", f"Kriterium {i}", "skall", 2.0, i + 1) for i in range(count))


def test_the_latest_of_each_municipality():
    old, new = document(begins="2020-01-01"), document(begins="2024-01-01")
    broken = document(begins="2026-01-01", state=State.UNREADABLE)
    both = document("Två", "2021-01-01", codes=("cLund", "cEslöv"))
    nobody = document("", codes=(), names=())
    assert latest([old, new, broken, both, nobody]) == [new, both, nobody]
    assert latest([old, both]) == [both]


def test_a_document_covers_the_years_it_holds():
    d = document(begins="2024-01-01")
    assert [y for y in range(2020, 2030) if d.covers(y)] == [2024, 2025, 2026, 2027]
    assert not replace(d, year=None).covers(2024)
    going_on = replace(d, last_year=None)
    assert [y for y in (2023, 2024, 2040) if going_on.covers(y)] == [2024, 2040]


def test_in_a_year_a_draft_counts_only_where_there_is_nothing_else():
    holds, draft = document(begins="2024-01-01"), document(begins="2024-04-01", draft=True)
    other = document("Norrsele", "2024-04-01", draft=True)
    nobody = replace(draft, codes=(), names=())
    assert in_force([draft, holds, other, nobody], 2025) == [holds, other, nobody]
    assert in_force([draft, replace(holds, last_year=2024)], 2025) == [draft]


def test_what_its_name_says_is_an_annex_comes_last():
    holds, annex = document(begins="2023-01-01"), document(begins="2024-01-01", aside=True)
    draft = document(begins="2022-01-01", draft=True)
    assert latest([annex, holds, draft]) == [holds] and latest([annex, draft]) == [draft]
    assert in_force([annex, holds], 2024) == [holds] and latest([annex]) == [annex]


def test_a_draft_never_comes_before_what_is_no_draft():
    holds, draft = document(begins="2024-01-01"), document(begins="2027-01-01", draft=True)
    assert latest([holds, draft]) == [holds] and latest([draft, holds]) == [holds]
    assert latest([draft]) == [draft]


def test_what_has_no_end_is_shown_and_chosen_so():
    going_on = document("Ekby", "2021-01-01", last_year=None, lists={})
    undated = document("Norrsele", year=None, last_year=None, lists={})
    facts = panel.PanelFacts(documents=[going_on, undated])
    found = make_view(facts, [], [], panel.SETTINGS, NOTHING, ranking=False)
    assert [d.when for d in found.listed] == ["2021–", ""]
    assert found.years == tuple(range(2021, panel.SETTINGS.as_of.year + 1)) and found.undated


def test_a_copy_is_listed_but_not_counted(made):
    first = next(d for d in made[0].documents if d.readable)
    copy = replace(first, path="kopia.pdf", copy_of=first.path)
    whole = view(made)
    facts = panel.PanelFacts([*made[0].documents, copy], made[0]._lists)
    found = make_view(facts, *made[1:3], panel.SETTINGS, made[3], ranking=False)
    assert found.documents == whole.documents + 1
    assert (found.chosen, found.data) == (whole.chosen, whole.data)
    assert any(first.path in d.remark for d in found.listed)


def test_a_coverage_of_chosen_counties_is_told(made):
    facts, covered, problems, shared = made
    own = [c for c in covered if c.municipality.county_code == "03"]
    page = render_panel(facts, own, problems, panel.SETTINGS, shared, limited=True)
    assert "Täckningen är begränsad till Uppsala län." in page and "utanför de valda länen" in page
    assert "begränsad" not in render_panel(facts, covered, problems, panel.SETTINGS, shared)


def test_tally_counts_what_was_judged():
    documents = [
        document(outcomes="mps-"),
        document(outcomes="mbst"),
        document(outcomes="m"),
        document(lists={}),
    ]
    first, second, third, fourth = tally(documents, PanelList("egen", "Egen", criteria(4)))
    assert (first.met, first.judged, first.gap) == (3, 3, 0.0)
    assert (second.partial, second.other, second.judged) == (1, 1, 1)
    assert (third.missing, third.gap) == (2, 1.0)
    assert (fourth.other, fourth.judged, fourth.gap) == (1, 0, -1.0)


def test_thread_counts_problems_not_documents():
    documents = [
        document(problems=3, whole=1, lacking=(2, 0, 0, 1, 0, 0)),
        document(problems=1, whole=0, lacking=(1,) * 6),
        document(),
    ]
    found = tally_thread(documents)
    assert (found.documents, found.problems, found.whole) == (2, 4, 1)
    assert dict(found.lacking) == {
        "orsak": 3,
        "mål": 1,
        "åtgärd": 1,
        "ansvarig": 2,
        "tid": 1,
        "uppföljning": 1,
    }


@pytest.fixture
def measured(monkeypatch):
    """Every criterion right in nine cases of ten, measured so often that nothing is smoothed away."""
    monkeypatch.setattr(errors, "accuracy", lambda ids: Accuracy(0.9, 10_000 * len(list(ids)), 50))


def test_the_error_of_a_figure_is_that_of_its_verdicts():
    # Twenty independent verdicts, each wrong once in ten: the square root of 0.09 / 20.
    rates = {c.id: 0.1 for c in criteria(20)}
    assert standard_error("m" * 20, criteria(20), rates) == pytest.approx((0.09 / 20) ** 0.5)
    assert standard_error("b" * 20, criteria(20), rates) == 0.0


def test_differences_within_the_error_are_ties(measured):
    chosen = PanelList("egen", "Egen", criteria(20))
    strong, near, weak = (
        document(n, outcomes="m" * k + "s" * (20 - k)) for n, k in (("Åre", 18), ("Berg", 16), ("Cella", 4))
    )
    ranks = {r.document.names[0]: (r.first, r.last) for r in rank([strong, near, weak], chosen)}
    assert ranks == {"Åre": (1, 2), "Berg": (1, 2), "Cella": (3, 3)}
    # Among those that share places the order is that of the names: strength would say what is not known.
    assert [r.document.names[0] for r in rank([strong, near, weak], chosen)] == ["Berg", "Åre", "Cella"]


def test_nothing_measured_no_rank(monkeypatch):
    monkeypatch.setattr(errors, "accuracy", lambda ids: None)
    assert rank([document(outcomes="m")], PanelList("egen", "Egen", criteria(1))) is None


def test_a_criterion_measured_a_few_times_is_drawn_to_the_average(monkeypatch):
    def known(ids):
        listed = list(ids)
        return Accuracy(1.0, 2, 50) if listed == ["egen.0"] else Accuracy(0.8, 100, 50)

    monkeypatch.setattr(errors, "accuracy", known)
    rates = errors.error_rates(criteria(2))
    assert rates["egen.0"] == pytest.approx(1 - (0.8 * 10 + 2) / 12)


def test_every_county_has_a_place_of_its_own():
    assert set(_PLACES) == {c.code for c in counties()}
    assert len(set(_PLACES.values())) == 21


def test_names_that_begin_alike_have_different_tiles():
    assert _shorts(["Överkalix", "Övertorneå", "Luleå", "Upplands Väsby", "Upplands-Bro"]) == {
        "Överkalix": "Övk", "Övertorneå": "Övt", "Luleå": "Lul", "Upplands Väsby": "UpV", "Upplands-Bro": "UpB",
    }  # fmt: skip


@pytest.fixture(scope="module")
def made():
    return panel.generated(60, (2018, 2026))


def view(made, **options):
    return make_view(*made[:3], panel.SETTINGS, made[3], **({"ranking": False} | options))


def test_coverage_counts_every_municipality_once(made):
    for coverage in view(made).coverage:
        tiles = [t for county in coverage.counties for t in county.tiles]
        assert (
            len(tiles) == len({t.code for t in tiles}) == coverage.total == sum(n for _, n in coverage.counts)
        )
        assert sum(sum(counts) for _, counts in coverage.table) == coverage.total
        wanting = {t.code for _, groups in coverage.wanting for county in groups for t in county.tiles}
        assert wanting == {t.code for t in tiles if t.state is not State.CURRENT}
        assert all(bool(t.href) == (t.state is not State.NONE) for t in tiles)


@pytest.mark.parametrize("state", list(State))
def test_every_state_but_the_best_is_told_by_name(state):
    lund = by_code()["1281"]
    (shown,) = coverage_views([Covered(lund, Kind.AGREEMENT, state, ("a.docx",))], {})
    told = [(s, [t.name for c in groups for t in c.tiles]) for s, groups in shown.wanting]
    assert told == ([] if state is State.CURRENT else [(state, ["Lund"])])


def test_the_map_has_no_rows_and_columns_without_a_county():
    def places(*codes):
        covered = [Covered(by_code()[c], Kind.AGREEMENT, State.CURRENT, ("a.docx",)) for c in codes]
        (shown,) = coverage_views(covered, {})
        return {county.code: (county.row, county.column) for county in shown.counties}

    assert places("1281") == {"12": (1, 1)}
    assert places("1281", "2021", "1080") == {"20": (1, 2), "12": (2, 1), "10": (2, 2)}


def test_gaps_are_the_criteria_that_most_lack(made):
    found = view(made)
    assert len(found.gaps) == 10
    assert [g.gap for g in found.gaps] == sorted((t.gap for t in found.chosen.tallies), reverse=True)[:10]


def test_rank_is_left_out_with_the_reason_unless_asked_for(made):
    page = render_panel(*made[:3], panel.SETTINGS, made[3])
    assert "Dokumenten rangordnas inte." in page and "Plats" not in page
    page = render_panel(*made[:3], panel.SETTINGS, made[3], ranking=True)
    assert "delar platser" in page and '<th scope="col" class="n">Plats</th>' in page


def test_coverage_stands_before_every_figure_of_quality(made):
    page = render_panel(*made[:3], panel.SETTINGS, made[3])
    order = [
        page.index(f'<h2 id="{i}"')
        for i in ("tackning", "olasbara", "urval", "brister", "kriterier", "trad", "matris")
    ]
    assert order == sorted(order)


def test_the_page_asks_for_nothing_and_links_only_to_reports(made):
    page = render_panel(*made[:3], panel.SETTINGS, made[3])
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", page)
    targets = set(re.findall(r'href="([^"#][^"]*)"', page))
    assert targets and all(t.startswith("rapporter/") and t.endswith(".html") for t in targets)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src &#39;none&#39;") and "unsafe" not in policy
    assert not re.search(r"\s(?:style|on\w+)=", page[page.index("<body>") :])


def test_names_from_documents_cannot_end_the_data(made):
    facts, covered, problems, _ = made
    evil = replace(
        facts.documents[0], names=("</script><script>alert(1)</script>", "\u2028"), report="a&b<c>"
    )
    page = render_panel(replace(facts, documents=[evil]), covered, problems, panel.SETTINGS, NOTHING)
    assert page.count("<script") == page.count("</script>") == 2
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    assert data["documents"][0]["n"] == list(evil.names) if data["documents"] else True
    assert "<script>alert" not in page.replace("\\u003c", "")


def test_nothing_but_unreadable_documents_is_a_page_too():
    broken = document(
        state=State.UNREADABLE, kind=None, lists={}, reason="Filen är tom: kontrollera.", code="R003"
    )
    facts = panel.PanelFacts(documents=[broken])
    page = render_panel(facts, [], [], replace(panel.SETTINGS, as_of=date(2026, 1, 1)), NOTHING)
    assert "Filen är tom" in page and "Vanligaste bristerna" not in page


def test_numbers_lead_to_the_criteria_of_the_html_report():
    """The HTML report numbers criteria by step; a cell's link must lead to the right one."""
    import report_samples as samples
    from overenskommelse_granskning.reports import Style, html

    made = samples.agreement()
    bra = made.checklists[0]
    mixed = replace(
        bra, criteria=tuple(replace(c, step=("A", "B")[i % 2]) for i, c in enumerate(bra.criteria))
    )
    made = replace(made, checklists=(mixed, made.checklists[1]))
    report = made.to_dict()
    facts = panel.PanelFacts()
    file = panel.FileResult("a.pdf", "a.pdf", "k", "read", "", False)
    facts.add(panel.DocumentRow(file, panel.identify("a.pdf", report, None), report))
    page = html.render([made], Style())
    (d,) = facts.documents
    for name, listed in facts.lists.items():
        for c in listed.criteria:
            article = re.search(rf'id="k{d.lists[name].offset + c.number}".*?</article>', page, re.DOTALL)[0]
            assert f" · {c.id}</span>" in article


def test_no_municipality_known_is_told_and_what_to_do():
    facts = panel.generated(3, (2024,))
    facts[0].documents[:] = [replace(d, codes=(), names=()) for d in facts[0].documents]
    page = render_panel(*facts[:3], panel.SETTINGS, facts[3], ranking=False)
    head = re.search(r"<header.*?</header>", page, re.DOTALL)[0]
    assert "från" not in re.search(r"<h1>(.*?)</h1>", head)[1] and "0 kommuner" not in page
    assert "manifest" in head
