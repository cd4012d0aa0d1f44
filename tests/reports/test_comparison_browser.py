"""The comparison page in a real browser: accessible, without sideways scrolling, whole on paper, without scripts."""

from __future__ import annotations

import pypdfium2
import pytest

import browsing
import comparison_samples
from comparison_samples import COMPARISONS, evil
from overenskommelse_granskning.comparison.compare import compare_reviews
from overenskommelse_granskning.reports import Style
from overenskommelse_granskning.reports.comparison import writer

WIDE, NARROW, REFLOW = 1280, 360, 320
pytestmark = pytest.mark.needs("chromium")
PAGES = {**COMPARISONS, "evil": evil}


@pytest.fixture
def show(chromium, tmp_path):
    """Open a page; what it asks for or complains about is collected and must be nothing."""
    contexts, trouble = [], []

    def open_page(comparison, width=WIDE, scheme="light", **options):
        path = tmp_path / "jamforelse.html"
        path.write_bytes(writer("html").render(comparison, Style()).encode("utf-8"))
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: trouble.append(m.text))
        page.on("pageerror", lambda e: trouble.append(str(e)))
        page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith(path.as_uri()) else None)
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(show, name, scheme, width):
    page = show(PAGES[name](), width, scheme, bypass_csp=True)
    assert browsing.axe_violations(page) == []


@pytest.mark.parametrize("width", [1920, WIDE, NARROW, REFLOW])
@pytest.mark.parametrize("name", PAGES)
def test_no_width_needs_sideways_scrolling(show, name, width):
    assert show(PAGES[name](), width).evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [WIDE, 390, NARROW])
def test_no_word_of_the_figures_is_cut_in_two(show, width):
    page = show(compare_reviews(*comparison_samples.pair()), width)
    lines = page.locator(".figures th, .figures td").evaluate_all(
        """cells => cells.map(c => {
            const words = [...c.textContent.matchAll(/\\S+/g)], node = c.firstChild, range = new Range();
            return Math.max(0, ...words.map(w => {
                range.setStart(node, w.index);
                range.setEnd(node, w.index + w[0].length);
                return range.getClientRects().length;
            }));
        })"""
    )
    assert max(lines) == 1


def test_no_script_of_a_document_can_run(show):
    page = show(evil())
    assert page.locator("script").count() == 0
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()


def test_what_is_the_same_is_shown_when_asked_for(show):
    page = show(compare_reviews(*comparison_samples.pair()))
    assert not page.get_by_text("Oförändrat").is_visible()
    page.get_by_role("radio", name="Alla kriterier").check()
    assert page.get_by_text("Oförändrat").is_visible()


def test_on_paper_everything_is_there(show):
    page = show(compare_reviews(*comparison_samples.pair()))
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    text = " ".join(" ".join(p.get_textpage().get_text_range() for p in document).split())
    for part in ("Oförändrat", "Beslut § 5.", "mopeder på gångbanor", "Det ska bli bättre."):
        assert part in text
    assert "Det som skiljer" not in text
