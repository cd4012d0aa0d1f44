"""The HTML report in a real browser: accessible, usable by keyboard and without scripts, right on paper."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

import browsing
import html_samples
import report_samples as samples
from overenskommelse_granskning.reports import Style, html

pytestmark = pytest.mark.needs("chromium")

WIDE, NARROW, REFLOW = 1280, 360, 320
FILLING = "\n\n".join(f"Stycke {i} som fyller ut texten så att den måste rullas." for i in range(120))


def long():
    """The small sample with so much text that a quote's place is out of sight."""
    small = html_samples.small()
    end = samples.quote("Slutordet.", len(small.text) + len(FILLING) + 4, 9)
    c = samples.criterion("bra.slut", samples.Outcome.MET, title="Slutordet finns", evidence=(end,))
    bra, law = small.checklists
    return replace(
        small,
        checklists=(bra, law, samples.checklist(c, id="egen")),
        text=f"{small.text}\n\n{FILLING}\n\nSlutordet.",
    )


@pytest.fixture
def show(chromium, tmp_path):
    """Open a report; what it asks for, complains about or pops up is collected and must be nothing."""
    contexts, trouble = [], []

    def open_page(assessment, width=WIDE, height=900, scheme="light", **options):
        path = tmp_path / "rapport.html"
        path.write_bytes(html.render([assessment], Style()).encode("utf-8"))
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: trouble.append(m.text))
        page.on("pageerror", lambda e: trouble.append(str(e)))
        page.on("dialog", lambda d: trouble.append(d.message))
        page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith(path.as_uri()) else None)
        page.goto(path.as_uri())
        return page

    open_page.trouble = trouble
    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


SAMPLES = {
    "long": long,
    "stepped": html_samples.stepped,
    "promise": samples.promise,
    "other": samples.other,
    "unreadable": samples.unreadable,
}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SAMPLES)
def test_axe_finds_nothing(show, name, scheme, width):
    page = show(
        SAMPLES[name](), width, scheme=scheme, bypass_csp=True
    )  # axe is a script of ours, not the page's
    assert browsing.axe_violations(page) == []


@pytest.mark.parametrize("width", [1920, WIDE, 800, NARROW, REFLOW])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_width_needs_sideways_scrolling(show, name, width):
    page = show(SAMPLES[name](), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_long_words_and_wide_tables_stay_within_the_page(show):
    word = "förvaltningsövergripande" * 8
    assessment = replace(
        samples.agreement(),
        document=samples.facts(path=f"{word}.docx", parties=(word,)),
        checklists=(
            samples.checklist(samples.criterion(title=word, reason=word, advice=word, suggestion=word)),
        ),
        text="\t".join([word] * 9),
    )
    for width in (WIDE, NARROW):
        page = show(assessment, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_text_in_the_document_does_not_run(show):
    bad = "<script>window.hit = 1; alert(1)</script><img src=x onerror='window.hit = 1'>"
    page = show(replace(html_samples.small(), document=samples.facts(path=bad), text=bad))
    assert page.evaluate("window.hit") is None
    assert page.locator("h1").inner_text() == bad


def test_policy_stops_scripts_that_are_not_the_reports_own(show):
    page = show(html_samples.small())
    page.evaluate("document.querySelector('h1').setAttribute('onclick', 'window.hit = 1')")
    page.locator("h1").click()
    assert page.evaluate("window.hit") is None
    (message,) = show.trouble
    assert "Content Security Policy" in message
    show.trouble.clear()


def choose(page, label):
    page.get_by_role("radio", name=label).check()


def visible(page):
    return page.locator(".k").evaluate_all("ks => ks.filter(k => k.getClientRects().length).map(k => k.id)")


@pytest.mark.parametrize("script", [True, False])
def test_filter_works_with_and_without_script(show, script):
    page = show(html_samples.small(), java_script_enabled=script)
    kept = {"Saknas": 3, "Uppfyllt": 2, "Bör kontrolleras": 1, "Alla": 9}
    for label, count in kept.items():
        choose(page, label)
        assert page.locator(".k:visible").count() == count
        assert page.locator(".step:visible").count() <= count
    if script:
        choose(page, "Saknas")
        assert page.get_by_role("status").inner_text() == "Visar 3 av 9 kriterier."


@pytest.mark.parametrize("script", [True, False])
def test_a_link_shows_a_criterion_that_the_filter_hides(show, script):
    page = show(html_samples.small(), java_script_enabled=script)
    choose(page, "Uppfyllt")
    assert not page.locator("#k3").is_visible()
    page.locator(".important a[href='#k3']").click()
    assert page.locator("#k3").is_visible()


def in_view(page, selector):
    return page.locator(selector).first.evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
    )


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_quote_leads_to_its_place_in_the_text(show, width, script):
    page = show(long(), width, java_script_enabled=script)
    last = page.locator("#text mark", has_text="Slutordet.")
    link = page.locator("#k10 a.place")
    link.scroll_into_view_if_needed()
    assert not in_view(page, "#text mark:text('Slutordet.')") or width == NARROW
    before = last.evaluate("m => getComputedStyle(m).outlineStyle")
    link.click()
    assert in_view(page, "#text mark:text('Slutordet.')")
    assert before == "none" and last.evaluate("m => getComputedStyle(m).outlineStyle") == "solid"
    assert last.evaluate("m => getComputedStyle(m.ownerDocument.querySelector('#text')).overflowY") == (
        "auto" if width == WIDE else "visible"
    )


def test_beside_the_text_the_report_stays_where_it_is(show):
    page = show(long())
    link = page.locator("#k10 a.place")
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    assert before > 0 and page.evaluate("scrollY") == before


def test_all_cells_of_a_quoted_row_stand_out(show):
    page = show(html_samples.small())
    page.locator("#k6 a.place").click()
    assert page.locator("mark.now").all_inner_texts() == [
        "Belysning på norra sidan",
        "Gatuchefen",
        "senast 30 september 2026",
    ]


def test_keyboard_alone_is_enough(show):
    page = show(long())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#innehall"
    assert page.locator(".skip a").first.bounding_box()["y"] >= 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "visa-alla"
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "visa-missing"
    assert visible(page) == ["k3", "k8", "k9"]
    page.keyboard.press("Tab")  # the nearest passage of the first that is shown
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("t")
    assert page.locator("mark.now").all_inner_texts() == ["Trafikmiljön ska bli säkrare."]
    page.keyboard.press("Tab")  # and back by the number at the highlight
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "k3"


def test_focus_can_be_seen_on_everything_that_takes_it(show):
    for scheme in ("light", "dark"):
        page = show(html_samples.small(), scheme=scheme)
        seen = set()
        for _ in range(200):
            page.keyboard.press("Tab")
            name, style, width = page.evaluate(
                "(e => [e.tagName, getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)])"
                "(document.activeElement)"
            )
            if name == "BODY":
                break
            assert style == "solid" and width >= 2, name
            seen.add(name)
        assert seen >= {"A", "INPUT", "BUTTON", "SUMMARY"}


def test_copy_puts_the_suggestion_on_the_clipboard(show):
    page = show(html_samples.small(), permissions=["clipboard-read", "clipboard-write"])
    page.locator(".important button").first.click()
    page.get_by_role("button", name="Kopierat").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "[Problemet] bedöms bero på [orsak]."


def test_on_paper_everything_is_there_whatever_the_filter(show):
    page = show(html_samples.small(), scheme="dark")
    choose(page, "Uppfyllt")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = " ".join(" ".join(p.get_textpage().get_text_range() for p in document).split())
    for part in (
        "Troliga orsaker beskrivs",
        "Kommunikationen är ordnad",
        "vid behov",
        "1 (",
        samples.SHA[:20],
    ):
        assert part in text
    assert "Kopiera" not in text and "Bör kontrolleras 1" not in text
    corner = document[0].render(scale=0.2).to_numpy()[2, 2]
    assert (corner >= 250).all()  # dark is for screens
