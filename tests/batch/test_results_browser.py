"""The comparison of two results in a real browser: every column is seen, on any screen and on paper."""

from __future__ import annotations

import random

import pytest

import browsing
from overenskommelse_granskning.batch.results.compare import compare_results
from overenskommelse_granskning.batch.results.saved import Owner, SavedCriterion, SavedDocument, SavedResult
from overenskommelse_granskning.batch.results.writers import WRITERS
from overenskommelse_granskning.checklist import load_checklist
from overenskommelse_granskning.vocabulary.closed import Kind
from overenskommelse_granskning.vocabulary.municipalities import municipalities

pytestmark = pytest.mark.needs("chromium")

NAMES = {
    "short": ("2024", "2025"),
    "sentence": ("resultat av granskningen 2024", "resultat-efter-revideringen-2025"),
    "one long word": ("samverkansöverenskommelser_2024_" * 3, "2025"),
}
OUTCOMES = ("met", "partial", "missing")


def result(seed: int) -> SavedResult:
    """A county's agreements by the shipped checklist, with outcomes drawn; in each year other ones are expired."""
    draw = random.Random(seed)
    listed = load_checklist("bra-2020")
    own = [m for m in municipalities() if m.county_code == "12"]
    documents = tuple(
        SavedDocument(
            f"{m.code}.pdf", {m.code: Owner(m.name, m.county_code)}, Kind.AGREEMENT, "2024-01-01", 2024, True,
            {listed.id: {c.id: draw.choice(OUTCOMES) for c in listed.criteria}}, {listed.id: draw.random()},
        )
        for m in own
    )  # fmt: skip
    return SavedResult(
        "2026-01-01",
        documents,
        {c.id: SavedCriterion(c.id, listed.id, c.title, c.level.value, c.weight) for c in listed.criteria},
        {(m.code, "samverkansoverenskommelse"): (m.name, draw.choice(("undated", "expired"))) for m in own},
        {listed.id: frozenset({(listed.version, listed.sha256)})},
        "0.1.0",
    )


@pytest.fixture
def show(chromium, tmp_path):
    opened = []

    def open_page(names, width):
        path = tmp_path / "jamforelse.html"
        path.write_text(
            WRITERS["html"](compare_results(result(1), result(2), NAMES[names]), 100), encoding="utf-8"
        )
        opened.append(chromium.new_page(viewport={"width": width, "height": 900}))
        opened[-1].goto(path.as_uri())
        return opened[-1]

    yield open_page
    for page in opened:
        page.close()


@pytest.mark.parametrize("width", [1366, 1100, 800, 390, 320])
@pytest.mark.parametrize("names", NAMES)
def test_no_column_is_out_of_sight(show, names, width):
    page = show(names, width)
    assert page.locator("table").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if (
        width != 800
    ):  # between a telephone and a computer tables may be scrolled, in their frames and by keyboard
        assert browsing.scrolled_sideways(page) == []
    assert page.locator(".wide").evaluate_all("frames => frames.every(f => f.tabIndex === 0)")


def test_on_a_telephone_every_figure_says_what_it_is(show):
    page = show("sentence", 390)
    table = page.locator("table").nth(1)
    cells = table.locator("tbody tr").first.locator("td")
    told = cells.evaluate_all("cells => cells.map(c => getComputedStyle(c, '::before').content)")
    assert told == [f'"{head}: "' for head in table.locator("thead th").all_text_contents()[1:]]


@pytest.mark.parametrize("names", NAMES)
def test_paper_holds_every_column(show, names):
    texts = browsing.printed(show(names, 1100), margin=14)
    assert any("Säker,ibåda" in t for t in texts)
    rows = len(load_checklist("bra-2020").criteria)
    assert sum(t.count("till") for t in texts) >= rows  # the intervals
