"""What the steps of a medborgarlöfte write: intentions become activities, amounts that are there are not asked
for, and a sentence that denies what is to be written is named."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.assessment import Assessment, NextStep
from overenskommelse_granskning.pipeline import Reviewer
from overenskommelse_granskning.readers import read_document

INTENTIONS = """# Medborgarlöfte för Tallnäs kommun

Polisen i Tallnäs ska under året:

- verka för ökad trygghet
- prioritera brott mot äldre
- arbeta för en lugnare trafik

Arbetet följs upp löpande.
"""


@pytest.fixture(scope="module")
def reviewer() -> Reviewer:
    return Reviewer()


def review(reviewer: Reviewer, text: str) -> Assessment:
    return reviewer.review_document(read_document(text.encode("utf-8"), filename="lofte.md"))


def steps(found: Assessment) -> dict[str, NextStep]:
    return {s.criterion: s for s in found.next_steps}


def test_of_an_intention_an_activity_is_asked_for_and_both_advices_are_said(reviewer):
    found = steps(review(reviewer, INTENTIONS))
    # Which of the two leads hangs on how often its wording was enough when it was tried.
    (lead,) = {"lofte.konkret", "lofte.matbart"} & set(found)
    step = found[lead]
    assert {c.wording for c in step.changes} == {"[Vem] [gör vad] vid [plats] [hur ofta]."}
    assert {"lofte.konkret", "lofte.matbart"} <= {lead, *step.serves}
    assert "Byt ut" in step.advice and "Ge varje löfte ett antal" in step.advice


def test_an_amount_that_is_there_is_not_asked_for(reviewer):
    text = INTENTIONS.replace(
        "- arbeta för en lugnare trafik", "- gå vandring i Ekparken 22 april och 14 oktober"
    )
    for step in steps(review(reviewer, text)).values():
        assert all("22 april" not in c.wording for c in step.changes)


def test_a_sentence_that_denies_what_is_to_be_written_is_named(reviewer):
    text = INTENTIONS.replace(
        "Arbetet följs upp löpande.\n",
        "## Hur följer ni upp löftet?\n\nDet är inte bestämt ännu. Fråga oss i vår.\n",
    )
    advice = steps(review(reviewer, text))["lofte.uppfoljning"].advice
    assert "”Det är inte bestämt ännu” säger emot det" in advice


def test_what_only_speaks_of_nobody_in_a_purpose_denies_nothing(reviewer):
    text = INTENTIONS.replace(
        "Arbetet följs upp löpande.\n",
        "## Uppföljning\n\nArbetet följs upp så att ingen ska bli utan svar.\n",
    )
    for step in review(reviewer, text).next_steps:
        assert "säger emot" not in step.advice


SEVERAL = """# Medborgarlöfte för Tallnäs kommun

Polisen i Tallnäs och Tallnäs kommun lovar under 2026:

- Kommunen ska se till att belysningen på kajen fungerar senast den 1 maj 2026.
- Kommunen klipper buskarna längs Ågatan.
- Polisen patrullerar till fots vid Stortorget.
- Kommunen delar ut gratis reflexvästar på torget.
"""


def test_the_amount_that_is_asked_for_fits_what_is_promised(reviewer):
    written = [c.wording for c in steps(review(reviewer, SEVERAL))["lofte.matbart"].changes]
    blanks = {w.partition(":")[0].split()[1]: w.partition(": ")[2] for w in written}
    once, often = "[hur många eller hur stor del].", "[hur ofta, till exempel minst fyra gånger i månaden]."
    assert blanks == {
        "ska": once,  # a deadline is met once
        "klipper": once,
        "patrullerar": often,
        "delar": "[hur mycket eller hur ofta].",
    }
