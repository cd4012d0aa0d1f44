"""Names of signatories hidden: offsets hold, quotes stay slices, nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

import report_samples as samples
from overenskommelse_granskning.assessment import Signatory
from overenskommelse_granskning.document import Evidence
from overenskommelse_granskning.reports.masking import mask_signatories

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
