"""Names of signatories hidden: offsets hold, quotes stay slices, nothing else is touched."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

import report_samples as samples
from overenskommelse_granskning.assessment import Signatory
from overenskommelse_granskning.document import Evidence
from overenskommelse_granskning.reports import Style, writer
from overenskommelse_granskning.reports.masking import mask_personal, mask_signatories
from overenskommelse_granskning.vocabulary.closed import Outcome

TEXT = "Undertecknat av Anna\nBergström, ordförande. ANNA BERGSTRÖM ansvarar. Bergströms uppdrag. Bergsgatan."


def assessment(*names):
    start = TEXT.index("ANNA")
    quote = Evidence(TEXT[start : start + 24], start, start + 24)
    nearest = Evidence(TEXT[:30], 0, 30)
    c = samples.criterion(
        evidence=(quote,), reason="Anna Bergström ansvarar.", searched=samples.Searched((), nearest)
    )
    return replace(
        samples.agreement(),
        document=samples.facts(
            path="Anna Bergström.docx", signatories=tuple(Signatory(n, "ordförande", None) for n in names)
        ),
        checklists=(samples.checklist(c),),
        text=TEXT,
    )


def test_names_are_hidden_in_text_quotes_reasons_and_facts():
    masked = mask_signatories(assessment("Anna Bergström"))
    assert masked.text == (
        "Undertecknat av ••••\n•••••••••, ordförande. •••• ••••••••• ansvarar. •••••••••s uppdrag. Bergsgatan."
    )
    (c,) = masked.checklists[0].criteria
    assert (
        c.evidence[0].quote
        == masked.text[c.evidence[0].start : c.evidence[0].end]
        == "•••• ••••••••• ansvarar."
    )
    assert c.searched.nearest.quote == masked.text[:30]
    assert c.reason == "•••• ••••••••• ansvarar."
    assert masked.document.signatories[0].name == "•••• •••••••••"
    assert masked.document.signatories[0].role == "ordförande"
    assert masked.document.path == "Anna Bergström.docx"
    assert "ergström" not in str(masked.to_dict()["checklists"])


def test_without_names_nothing_is_changed():
    for names in ((), (None,), ("AB",)):
        before = assessment(*names)
        assert mask_signatories(before) is before


HARD = (
    "Kontakta kommunpolis Lena Öberg-Ståhl, 010-555 12 34 eller lena.oberg@polisen.example. "
    "Öberg-Ståhl svarar till kl. 16. Personnummer 19811218-9876 och 811218-9876, inte 811218-9875. "
    "Diarienummer KS 2024/0123, org.nr 212000-0000, perioden 2024-01-01–2027-12-31, 0,5 tjänst, § 10. "
    "Norra Berga skola och Ekdala Bostäder AB ligger i Ekdala kommun. Ring +46 70-123 45 67."
)


def hard() -> str:
    return mask_personal(replace(samples.agreement(), text=HARD, document=samples.facts())).text


@pytest.mark.parametrize(
    "hidden",
    ["Lena", "Öberg", "Ståhl svarar", "555", "@polisen", "19811218-9876", " 811218-9876", "70-123"],
)
def test_personal_data_is_hidden_by_its_form(hidden):
    assert hidden not in hard()


@pytest.mark.parametrize(
    "kept",
    ["kommunpolis", "811218-9875", "KS 2024/0123", "212000-0000", "2024-01-01–2027-12-31", "0,5 tjänst",
     "Norra Berga skola", "Ekdala Bostäder AB", "Ekdala kommun", "kl. 16"],
)  # fmt: skip
def test_what_is_no_personal_data_stays(kept):
    assert kept in hard()


def test_masking_keeps_every_offset():
    assert len(hard()) == len(HARD)
    assert [i for i, c in enumerate(hard()) if c.isspace()] == [i for i, c in enumerate(HARD) if c.isspace()]


@pytest.mark.parametrize("format", ["text", "json", "html", "xlsx", "csv", "md", "sarif"])
def test_no_format_shows_what_is_masked(format):
    name = "Fredrik Alströmmer"
    quoted = Evidence(text := f"Kontakt: {name}, 010-555 12 34.", 0, len(text))
    before = replace(
        samples.agreement(),
        text=quoted.quote,
        checklists=(samples.checklist(samples.criterion(outcome=Outcome.PARTIAL, evidence=(quoted,))),),
        document=samples.facts(signatories=()),
        thread=(), promises=(), next_steps=(), missing_section_advice=(),
    )  # fmt: skip
    content = writer(format).render([mask_personal(before)], Style())
    shown = content if isinstance(content, str) else "\n".join(cells_of(content))
    assert "Alströmmer" not in shown
    assert "555 12" not in shown
    assert "Kontakt" in shown


def cells_of(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
