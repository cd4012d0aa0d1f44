"""The system's Chromium, for tests that need a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def launched() -> Iterator:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def axe_violations(page) -> list:
    """What axe finds; the page must have been opened with ``bypass_csp``, as axe is a script of ours."""
    from importlib.resources import files

    for details in page.locator("details").all():
        details.evaluate("d => d.open = true")
    page.add_script_tag(content=files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    assert found["passes"]
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]]


def scrolled_sideways(page) -> list[str]:
    """The tables that do not fit in their frames, all of what the page can show being open."""
    for details in page.locator("details").all():
        details.evaluate("d => d.open = true")
    return page.locator(".wide").evaluate_all(
        "frames => frames.filter(f => f.scrollWidth > f.clientWidth).map(f => f.ariaLabel)"
    )


def printed(page, margin: float) -> list[str]:
    """The pages' text as printed, without spaces; no letter may stand beyond ``margin`` (mm) of the paper's edges."""
    import pypdfium2

    texts = []
    for sheet in pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)):
        letters = sheet.get_textpage()
        edge = sheet.get_width() - margin * 72 / 25.4 + 1
        text = letters.get_text_range()
        rights = [letters.get_charbox(i)[2] for i in range(letters.count_chars())]
        assert max(rights, default=0) <= edge, text
        texts.append("".join(text.split()))
    return texts
