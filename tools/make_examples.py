"""Makes ``examples/rapporter``: the reports of the shipped draft, and pictures of two of them.

Usage: python tools/make_examples.py. The date judged by is fixed, so that the same version gives the same
bytes. The pictures need Chromium and are left as they are where it is missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
DRAFT = ROOT / "examples" / "utkast.docx"
OUT = ROOT / "examples" / "rapporter"
FORMATS = ("text", "html", "docx", "pdf", "xlsx", "md")
AS_OF = "2026-01-15"
_BROWSER = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Write every report and the pictures."""
    command = [sys.executable, "-m", "overenskommelse_granskning", "fil", str(DRAFT)]
    for name in FORMATS:
        command += ["--format", name]
    subprocess.run(
        [*command, "--ut", f"{OUT}/", "--per", AS_OF, "--ingen-konfig", "--tyst"], check=True, cwd=ROOT
    )
    page = pypdfium2.PdfDocument(OUT / "utkast.pdf")[0]
    page.render(scale=1.2).to_pil().convert("P").save(OUT / "utkast-pdf.png", optimize=True)
    browser = next((p for b in _BROWSER if (p := shutil.which(b))), None)
    if browser is None:
        sys.exit("Chromium saknas: bilden av HTML-rapporten gjordes inte om.")
    _picture(browser)


def _picture(browser: str) -> None:
    from PIL import Image
    from playwright.sync_api import sync_playwright

    target = OUT / "utkast-html.png"
    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 1000})
        page.goto((OUT / "utkast.html").as_uri())
        page.screenshot(path=target)
        chromium.close()
    Image.open(target).convert("P", palette=Image.Palette.ADAPTIVE).save(target, optimize=True)


if __name__ == "__main__":
    main()
