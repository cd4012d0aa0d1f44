"""The files follow the rules of the format, as the Open XML SDK checks them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

import report_samples
import word_samples as samples
from overenskommelse_granskning.document import Span
from overenskommelse_granskning.marking import Note, Tone
from overenskommelse_granskning.marking.word import annotate, clean
from overenskommelse_granskning.readers import read_original
from overenskommelse_granskning.reports import Style, docx

# What the template of python-docx has always had, and Word opens.
_TEMPLATE = "stylesWithEffects"


def faults(folder: Path, data: bytes) -> Counter[str]:
    path = folder / "prov.docx"
    path.write_bytes(data)
    found = OpenXmlValidator(max_errors=0).validate(str(path)).errors
    return Counter(f"{e.description} {e.part_uri}" for e in found)


@pytest.mark.parametrize("name", sorted(samples.SAMPLES))
def test_comments_bring_no_fault_into_a_file(tmp_path, name):
    data = samples.SAMPLES[name]()
    original = read_original(data, filename="prov.docx")
    document = original.document
    spans = [b.span for b in document.blocks if b.end > b.start]
    for block in document.blocks:
        words = re.finditer(r"\S+", document.slice(block.span))
        spans += [Span(block.start + w.start(), block.start + w.end()) for w in words]
    notes = [
        Note(f"prov.k{n}", Tone.PARTIAL, "Delvis: Mål", ("Skriv mer.",), s)
        for n, s in enumerate([*spans, None])
    ]
    out = annotate(original, notes)
    before = faults(tmp_path, data)
    assert all("required relationship" in fault for fault in before)  # the samples have no theme and fonts
    assert faults(tmp_path, out) - before == Counter()
    assert faults(tmp_path, clean(out)) - before == Counter()


def test_a_fault_would_be_seen(tmp_path):
    data = samples.package(samples.p("<w:r><w:t>a</w:t><w:rPr/></w:r>"))
    assert any("rPr" in fault for fault in faults(tmp_path, data))


@pytest.mark.parametrize("name", sorted(report_samples.SAMPLES))
def test_the_report_has_no_faults(tmp_path, name):
    found = faults(tmp_path, docx.render([report_samples.SAMPLES[name]()], Style()))
    assert [fault for fault in found if _TEMPLATE not in fault] == []
