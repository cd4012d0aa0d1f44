"""Den röda tråden in documents laid out in different ways: what is tied to which problem, and what is not."""

from __future__ import annotations

from functools import cache

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.thread.chains import find_thread
from overenskommelse_granskning.thread.columns import Link
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.training.corpus import document_from_source

Row = dict[str, str | None]


@cache
def thread(text: str) -> dict[str, Row]:
    """Title of each problem → part → the words that give it."""
    analysis = analyse(document_from_source("prov", text))
    source = analysis.document.text

    def said(chain, link):
        span = chain.first(link)
        return source[span.start : span.end] if span else None

    return {
        source[c.problem.start : c.problem.end]: {
            str(link): said(c, link) for link in Link if link != "problem"
        }
        for c in find_thread(analysis, build_lists(analysis))
    }


AREAS_AS_HEADINGS = """
## Prioriterade områden

Parterna har valt två problem.

### Inbrott i förråd på Lövhöjden

Inbrotten beror på att källardörrarna saknar lås och att ingen ser gården.

Målet är att antalet anmälda inbrott ska vara högst 12 under 2027.

Bostadsbolaget byter låsen senast den 30 juni 2026.

### Bråk vid Kvarntorget

Krogarna stänger samtidigt, vilket gör att många blir stående på torget.

## Uppföljning

Styrgruppen följer i januari varje år upp vart och ett av problemen.
"""


def test_areas_as_headings_with_their_parts_below() -> None:
    rows = thread(AREAS_AS_HEADINGS)
    assert list(rows) == ["Inbrott i förråd på Lövhöjden", "Bråk vid Kvarntorget"]
    theft = rows["Inbrott i förråd på Lövhöjden"]
    assert theft["cause"] == "Inbrotten beror på att källardörrarna saknar lås och att ingen ser gården."
    assert theft["goal"] == "Målet är att antalet anmälda inbrott ska vara högst 12 under 2027."
    assert theft["measure"] == "Bostadsbolaget byter låsen senast den 30 juni 2026."
    assert theft["responsible"] == "Bostadsbolaget"
    assert theft["time"] is not None
    assert theft["follow_up"] is not None


def test_nothing_is_invented_for_a_problem_that_is_only_described() -> None:
    fight = thread(AREAS_AS_HEADINGS)["Bråk vid Kvarntorget"]
    assert fight["cause"] is not None
    assert [fight[p] for p in ("goal", "measure", "responsible", "time")] == [None] * 4


PLAN = """
## Prioriterade områden

Parterna har valt två problem.

- Cykelstölder vid stationen
- Langning till minderåriga

## Plan

| Vem | När | Vad vi gör | Problem | Så följer vi upp |
|---|---|---|---|---|
| Parkchefen | maj 2026 | Nya cykelställ med ramlås | Cykelstölderna | Räkning i oktober |
| – | – | Tillsyn av butiker som säljer folköl | Langningen | – |
"""


def test_a_plan_in_any_column_order_joins_its_problems_by_short_name() -> None:
    rows = thread(PLAN)
    bikes, liquor = rows["Cykelstölder vid stationen"], rows["Langning till minderåriga"]
    assert bikes == {
        "cause": None,
        "goal": None,
        "measure": "Nya cykelställ med ramlås",
        "responsible": "Parkchefen",
        "time": "maj 2026",
        "follow_up": "Räkning i oktober",
    }
    assert liquor["measure"] == "Tillsyn av butiker som säljer folköl"
    assert [liquor[p] for p in ("responsible", "time", "follow_up")] == [None] * 3
