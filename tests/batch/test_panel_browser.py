"""The panel in a real browser: accessible, counts as Python counts, usable with 290 municipalities and three years."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from urllib.parse import unquote

import pytest

import browsing
import panel_samples as panel
from overenskommelse_granskning.batch.panel import render_panel
from overenskommelse_granskning.batch.panel.facts import in_force, latest
from overenskommelse_granskning.batch.panel.tally import tally, tally_thread
from overenskommelse_granskning.vocabulary.closed import Kind

pytestmark = pytest.mark.needs("chromium")

WIDE, NARROW, REFLOW = 1280, 360, 320


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A small panel and one of the whole country over three years."""
    folder = tmp_path_factory.mktemp("panel")
    made = {"liten": panel.generated(40, (2018, 2026)), "hela": panel.generated()}
    paths = {}
    for name, facts in made.items():
        paths[name] = folder / f"{name}.html"
        paths[name].write_text(
            render_panel(*facts[:3], panel.SETTINGS, facts[3], ranking=name == "liten"), encoding="utf-8"
        )
    return made, paths


@pytest.fixture
def show(chromium, pages):
    contexts, trouble = [], []

    def open_page(name="liten", width=WIDE, scheme="light", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: trouble.append(m.text))
        page.on("pageerror", lambda e: trouble.append(str(e)))
        page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith("file:") else None)
        page.goto(pages[1][name].as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


def until(page, expression):
    """Wait for something to be true; the page's policy forbids playwright's own way of polling."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def drawn(page):
    """All rows of the matrix that come without asking."""
    until(page, "document.querySelector('#more').textContent !== 'Visa fler'")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(show, scheme, width):
    page = show(width=width, scheme=scheme, bypass_csp=True)
    drawn(page)
    assert browsing.axe_violations(page) == []
    page.locator(".measure").first.select_option(index=3)
    assert browsing.axe_violations(page) == []


@pytest.mark.parametrize("width", [1920, WIDE, 800, NARROW, REFLOW])
@pytest.mark.parametrize("script", [True, False])
def test_no_width_needs_sideways_scrolling(show, width, script):
    page = show(width=width, java_script_enabled=script)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("script", [True, False])
def test_only_the_matrix_is_scrolled_in_its_frame(show, script):
    for width in (1100, 390, REFLOW):
        page = show(width=width, java_script_enabled=script)
        assert set(browsing.scrolled_sideways(page)) <= {"Matrisen"}


def test_paper_holds_the_whole_matrix(chromium, tmp_path):
    facts, covered, problems, shared = panel.generated(6, (2024,))
    path = tmp_path / "panel.html"
    path.write_text(render_panel(facts, covered, problems, panel.SETTINGS, shared), encoding="utf-8")
    page = chromium.new_page()
    page.goto(path.as_uri())
    drawn(page)
    (text,) = (t for t in browsing.printed(page, margin=14) if "Kommunochkriterium" in t)
    for c in facts.lists["bra-2020"].criteria:
        assert "".join(c.title.split()) in text
    page.close()


def spread(page):
    return page.locator("#spread tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.querySelectorAll('td.n')].map(c => Number(c.textContent)))"
    )


def counted(documents, listed):
    return [[t.met, t.partial, t.missing, t.other] for t in tally(documents, listed)]


def gaps(page):
    """The list of gaps, without what the script adds to each of them."""
    return page.locator("#gaps").evaluate(
        "ol => [...ol.children].map(li => [...li.childNodes].filter(n => n.nodeName !== 'DETAILS').map(n => n.textContent).join(''))"
    )


def test_the_script_counts_as_python_does(show, pages):
    facts = pages[0]["liten"][0]
    lists = facts.lists
    page = show()
    static = show(java_script_enabled=False)
    assert spread(page) == spread(static)
    assert gaps(page) == gaps(static)
    assert page.locator("#thread").inner_text() == static.locator("#thread").inner_text()
    for kind, name in (
        (Kind.AGREEMENT, "bra-2020"),
        (Kind.AGREEMENT, "lag-2023-196"),
        (Kind.PROMISE, "medborgarlofte"),
    ):
        page.locator("#f-kind").select_option(index=[Kind.AGREEMENT, Kind.PROMISE].index(kind))
        page.locator("#f-list").select_option(label=lists[name].title)
        for county in ("", "01", "03"):
            page.locator("#f-county").select_option(county)
            where = {"": "", "01": " i Stockholms län", "03": " i Uppsala län"}[county]
            own = [
                d
                for d in facts.documents
                if d.kind is kind and d.readable and (not county or d.county == county)
            ]
            for year, chosen in (
                ("senaste", latest(own)),
                ("alla", own),
                ("2020", [d for d in own if d.covers(2020)]),
            ):
                page.locator("#f-year").select_option(year)
                assert spread(page) == counted(chosen, lists[name])
                assert (
                    page.get_by_role("status").first.inner_text() == f"Visar {len(chosen)} dokument{where}."
                )
                found = tally_thread(chosen)
                if found.problems:
                    assert (
                        f"tillsammans {found.problems} prioriterade problem; {found.whole} av dem"
                        in page.locator("#thread").inner_text()
                    )
                else:
                    assert page.locator("#tradar").is_hidden()


def test_a_cell_leads_to_its_criterion_in_the_documents_report(show, pages):
    facts = pages[0]["liten"][0]
    page = show()
    page.locator("#f-list").select_option(label=facts.lists["lag-2023-196"].title)
    first = page.locator(".matrix tbody tr").first
    d = next(
        x
        for x in latest([x for x in facts.documents if x.kind is Kind.AGREEMENT])
        if x.names[0] == first.locator("th").inner_text()
    )
    assert unquote(first.locator("th a").get_attribute("href")) == f"rapporter/{d.report}.html"
    judged = d.lists["lag-2023-196"]
    for at, cell in enumerate(first.locator("td:has(a)").all()):
        link = cell.locator("a")
        number = judged.offset + facts.lists["lag-2023-196"].criteria[at].number
        assert link.get_attribute("href").endswith(f".html#k{number}")
        assert link.inner_text() == {"m": "U", "p": "D", "s": "S", "b": "?"}[judged.outcomes[at]]
        assert link.get_attribute("title").startswith(facts.lists["lag-2023-196"].criteria[at].title)


def test_the_map_shows_coverage_or_a_criterion(show, pages):
    facts = pages[0]["liten"][0]
    page = show()
    part = page.locator(".coverage").first
    before = part.locator(".map .t").evaluate_all("ts => ts.map(t => t.className + t.title)")
    title = facts.lists["bra-2020"].criteria[4].title
    part.locator(".measure").select_option(label=title)
    newest = {c: d for d in latest([d for d in facts.documents if d.kind is Kind.AGREEMENT]) for c in d.codes}
    for tile in part.locator(".map .t").all():
        d = newest.get(tile.get_attribute("data-c"))
        sign = d.lists["bra-2020"].outcomes[4] if d else None
        assert (
            tile.get_attribute("class")
            == f"t o-{ {'m': 'met', 'p': 'partial', 's': 'missing'}.get(sign, 'none') }"
        )
        assert tile.locator(".hidden").inner_text() == tile.get_attribute("title")
    part.locator(".measure").select_option("")
    assert part.locator(".map .t").evaluate_all("ts => ts.map(t => t.className + t.title)") == before


def test_the_county_holds_for_the_whole_page(show, pages):
    facts, covered = pages[0]["liten"][:2]
    page = show()
    page.locator("#f-county").select_option("03")
    part = page.locator(".coverage").first
    assert part.locator(".county:visible h4").all_inner_texts() == ["Uppsala län"]
    kind = part.get_attribute("data-kind")
    own = [c for c in covered if c.kind.value == kind and c.municipality.county_code == "03"]
    counts = {
        li.get_attribute("data-s"): int(li.locator("b").inner_text())
        for li in part.locator(".states li:visible").all()
    }
    assert counts == Counter(c.state.value for c in own)
    told = part.locator(".wanting:visible summary span").all_inner_texts()
    assert sum(int(t.split()[0]) for t in told) == len(own) - counts.get("current", 0)
    listed = page.locator("#listed tbody tr:visible")
    assert listed.count() == sum(d.county == "03" for d in facts.documents)
    broken = [d for d in facts.documents if not d.readable and d.county in ("03", "")]
    assert page.locator("#unreadable tbody tr:visible").count() == len(broken)
    page.locator("#f-county").select_option("")
    assert page.locator("#listed tbody tr:visible").count() == len(facts.documents)


def test_a_gap_leads_to_the_documents_that_have_it(show, pages):
    documents = [d for d in pages[0]["liten"][0].documents if d.kind is Kind.AGREEMENT and d.county == "01"]
    page = show()
    page.locator("#f-county").select_option("01")
    first = page.locator("#gaps li").first
    missing = int(re.search(r"saknas i (\d+)", first.inner_text())[1])
    first.locator("summary").click()
    links = first.locator("a")
    assert links.count() == missing
    assert set(links.all_inner_texts()) <= {", ".join(d.names) for d in documents}
    assert re.search(r"\.html#k\d+$", links.first.get_attribute("href"))


def test_search_finds_documents(show):
    page = show()
    page.locator("#find").fill("BOTKYRKA löfte")
    texts = page.locator("#listed tbody tr:visible th").all_inner_texts()
    assert set(texts) == {"Botkyrka"}
    assert re.fullmatch(rf"{len(texts)} av \d+", page.locator("#found").inner_text())
    page.locator("#find").fill("")
    assert page.locator("#found").inner_text() == ""


def test_without_script_the_page_still_tells_the_most(show):
    page = show(java_script_enabled=False)
    assert page.locator("#val").is_hidden()
    assert page.locator("#matrix-part").is_hidden()
    assert "resultat.xlsx" in page.locator("noscript").inner_text()
    assert page.locator(".coverage .t").count() > 50
    assert page.locator("#listed tbody tr").count() > 50


def test_keyboard_alone_is_enough(show):
    page = show()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#innehall"
    page.locator("#f-kind").focus()
    page.keyboard.press("ArrowDown")
    assert "medborgarlöfte" in page.locator("#about-criteria").inner_text().lower()
    page.locator("#matrix").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement.closest('th') !== null"
    )  # from row to row, not from cell to cell
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('th') !== null")


def test_the_whole_country_over_three_years_is_all_there(show, pages):
    facts = pages[0]["hela"][0]
    assert pages[1]["hela"].stat().st_size < 1_500_000
    page = show("hela")
    assert page.locator(".coverage").first.locator(".map .t").count() == 290
    drawn(page)
    newest = latest([d for d in facts.documents if d.kind is Kind.AGREEMENT])
    assert page.locator(".matrix tbody tr").count() == len(newest)
    page.locator("#f-year").select_option("alla")
    until(page, "document.querySelectorAll('.matrix tbody tr').length === 400")
    every = sum(d.readable and d.kind is Kind.AGREEMENT for d in facts.documents)
    page.get_by_role("button", name=f"Visa fler ({every - 400} till)").click()
    until(page, f"document.querySelectorAll('.matrix tbody tr').length === {every}")
    assert page.locator("#more").is_hidden()


def test_a_year_shows_drafts_only_where_there_is_nothing_else(chromium, tmp_path):
    facts, covered, problems, shared = panel.generated(10, (2024,))
    own = [d for d in facts.documents if d.kind is Kind.AGREEMENT and d.readable]
    facts.documents += [replace(d, path=f"u-{d.path}", report=f"u-{d.report}", draft=True) for d in own[:3]]
    facts.documents[facts.documents.index(own[-1])] = replace(own[-1], draft=True)
    path = tmp_path / "panel.html"
    path.write_text(render_panel(facts, covered, problems, panel.SETTINGS, shared), encoding="utf-8")
    chosen = in_force([d for d in facts.documents if d.kind is Kind.AGREEMENT], 2025)
    assert len(chosen) == len(own)
    page = chromium.new_page()
    page.goto(path.as_uri())
    page.locator("#f-year").select_option("2025")
    assert page.get_by_role("status").first.inner_text() == f"Visar {len(chosen)} dokument."
    assert spread(page) == counted(chosen, facts.lists["bra-2020"])
    page.close()


def test_documents_that_are_not_judged_are_listed(chromium, tmp_path):
    facts, covered, problems, shared = panel.generated(10, (2024,))
    first = next(d for d in facts.documents if d.readable)
    facts.documents.append(
        replace(first, path="brev.pdf", report="brev.pdf", kind=Kind.OTHER, lists={}, year=None)
    )
    path = tmp_path / "panel.html"
    path.write_text(render_panel(facts, covered, problems, panel.SETTINGS, shared), encoding="utf-8")
    page = chromium.new_page()
    page.goto(path.as_uri())
    page.locator("#f-year").select_option("utan")
    assert page.get_by_role("status").first.inner_text() == "Visar 0 dokument."
    page.locator("#f-kind").select_option(label="annan handling")
    assert "1 dokument av ett slag som inte bedöms" in page.get_by_role("status").first.inner_text()
    assert gaps(page) == ["Inte bedömt: brev.pdf"]
    page.locator("#f-kind").select_option(index=0)
    page.locator("#f-year").select_option("senaste")
    assert spread(page)
    page.close()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_numbers_of_lists_stand_inside_the_margin(show, width):
    page = show("hela", width)
    room, wanted = page.locator("#gaps").evaluate(
        """list => {
          const style = getComputedStyle(list), pen = document.createElement("canvas").getContext("2d");
          pen.font = style.font;
          return [parseFloat(style.paddingLeft), pen.measureText("20. ").width];
        }"""
    )
    assert room >= wanted


def test_what_has_no_name_is_called_by_its_path_and_cells_fill_their_columns(chromium, tmp_path):
    facts, covered, problems, shared = panel.generated(10, (2024,))
    first = next(d for d in facts.documents if d.kind is Kind.AGREEMENT and d.readable)
    facts.documents.append(replace(first, path="a/b.pdf", report="a--b.pdf", codes=(), names=()))
    path = tmp_path / "panel.html"
    path.write_text(render_panel(facts, covered, problems, panel.SETTINGS, shared), encoding="utf-8")
    page = chromium.new_page()
    page.goto(path.as_uri())
    assert "a/b.pdf" in page.locator(".matrix tbody th").all_inner_texts()
    narrow = page.locator(".matrix tbody td:has(a)").evaluate_all(
        "cells => cells.filter(c => c.firstElementChild.clientWidth < c.clientWidth).length"
    )
    assert narrow == 0
    page.close()
