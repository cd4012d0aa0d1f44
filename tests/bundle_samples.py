"""An agreement in Word and its plan of measures as a PDF, for the tests of documents given as several files."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from pdf_samples import Sheet

MEASURE = "Kommunpolisen går vaktrundor vid stationen tre kvällar i veckan från april till oktober 2025."
POINTER = "Åtgärderna framgår av åtgärdsplanen, se bilaga 1."
PERIOD = "Överenskommelsen gäller från den 1 januari 2025 till den 31 december 2027."
OTHER_POINTER = "Kommunikationsplanen är bilaga 2."
_AGREEMENT = (
    ("Överenskommelse mellan Ekdala kommun och lokalpolisområde Ekdala", 1),
    ("Ekdala kommun och Polismyndigheten, lokalpolisområde Ekdala, har träffat överenskommelsen.", 0),
    ("Syftet är att minska brotten och öka tryggheten för dem som bor i Ekdala.", 0),
    ("Prioriterade problem", 2),
    ("Under 2024 ökade cykelstölderna vid stationen från 80 till 140.", 0),
    ("Åtgärder", 2),
    (POINTER, 0),
    (OTHER_POINTER, 0),
    ("Giltighet", 2),
    (PERIOD, 0),
)


@cache
def agreement() -> bytes:
    """A short agreement whose measures stand in bilaga 1, and whose communication is in bilaga 2."""
    from docx import Document

    word = Document()
    for text, level in _AGREEMENT:
        word.add_heading(text, level) if level else word.add_paragraph(text)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


@cache
def plan() -> bytes:
    """Two pages; the measures with who and when stand on the second."""
    sheet = Sheet()
    sheet.heading("Åtgärdsplan för Ekdala")
    sheet.flow("Planen hör till överenskommelsen mellan kommunen och polisen och följs upp av styrgruppen.")
    sheet.page()
    sheet.heading("Åtgärder och ansvar")
    sheet.flow(MEASURE)
    sheet.flow("Stadsmiljöchefen sätter upp låsbara cykelställ vid stationen senast den 1 juni 2025.")
    return sheet.data()


def write(folder: Path) -> tuple[Path, Path]:
    """The two as files: avtal.docx and bilaga1.pdf."""
    main, annex = folder / "avtal.docx", folder / "bilaga1.pdf"
    main.write_bytes(agreement())
    annex.write_bytes(plan())
    return main, annex
