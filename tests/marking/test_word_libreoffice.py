"""Another program opens the commented files as they are, shows the comments, and writes them again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

import report_samples
import word_checks as check
import word_samples as samples
from overenskommelse_granskning.document import Span
from overenskommelse_granskning.marking import Note, Tone, clean
from overenskommelse_granskning.marking.word import annotate
from overenskommelse_granskning.readers import read_original
from overenskommelse_granskning.reports import Style, docx

pytestmark = pytest.mark.needs("libreoffice")

WITH_COMMENTS = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Every sample with comments, and a report, written as PDF and as Word by LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, build in samples.SAMPLES.items():
        data = build()
        original = read_original(data, filename=f"{name}.docx")
        blocks = [b.span for b in original.document.blocks if b.end > b.start]
        part = Span(blocks[-1].start + 1, max(blocks[-1].end - 1, blocks[-1].start + 2))
        wanted = [*blocks, part, None]
        notes = [
            Note(f"prov.k{n}", Tone.PARTIAL, f"Delvis: Nummer {n}", ("Skriv mer.",), span)
            for n, span in enumerate(wanted)
        ]
        (folder / f"{name}.docx").write_bytes(annotate(original, notes))
    report = docx.render([report_samples.agreement()], Style())
    (folder / "rapport.docx").write_bytes(report)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    files = sorted(str(p) for p in folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    for target, how in (("pdf", WITH_COMMENTS), ("docx", "docx")):
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            how,
            "--outdir",
            str(folder / target),
            *files,
        ]
        subprocess.run(command, capture_output=True, timeout=600, check=True)
    return folder


def comments_in_pdf(path: Path) -> list[str]:
    notes = [a.get_object() for page in PdfReader(path).pages for a in page.get("/Annots", [])]
    return [str(n.get("/Contents", "")) for n in notes if n["/Subtype"] == "/Text"]


@pytest.mark.parametrize("name", sorted(samples.SAMPLES))
def test_it_opens_and_the_comments_are_there(folder, name):
    mine = check.ours((folder / f"{name}.docx").read_bytes())
    shown = comments_in_pdf(folder / "pdf" / f"{name}.pdf")
    assert sum("Skriv mer." in text for text in shown) == len(mine) > 1


@pytest.mark.parametrize("name", sorted(samples.SAMPLES))
def test_what_it_writes_again_is_still_known_as_ours(folder, name):
    before = (folder / f"{name}.docx").read_bytes()
    saved = (folder / "docx" / f"{name}.docx").read_bytes()
    keys = {check.lines(c)[-1] for c in check.ours(before).values()}
    assert {check.lines(c)[-1] for c in check.ours(saved).values()} == keys
    cleaned = clean(saved)
    assert check.ours(cleaned) == {}
    assert len(check.comments(cleaned)) == len(check.comments(samples.SAMPLES[name]()))
    old, new = (read_original(d, filename="a.docx").document.text for d in (saved, cleaned))
    assert old == new


def test_the_report_opens_and_has_the_pages_of_a_report(folder):
    pages = PdfReader(folder / "pdf" / "rapport.pdf").pages
    assert "Granskning av" in pages[0].extract_text()
    assert all(abs(float(p.mediabox.width) - 595.3) < 1 for p in pages)
