"""The analysis: topics from headings and columns, flags per unit, concepts and facts at their place."""

from __future__ import annotations

import pytest

from core_samples import analysed, body_units, one_unit
from entity_samples import document
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.language.cues import Flag
from overenskommelse_granskning.language.facts import FACT_KINDS
from overenskommelse_granskning.language.units import UnitKind

AGREEMENT = """
# Överenskommelse om samverkan för minskad brottslighet

Inledande text.

## Uppföljning

Vi ses i mars.

### Så räknar vi

Polisen räknar.

## Trygga kvarter

Lampor byts.
"""


def topics_by_text(source: str) -> dict[str, frozenset[str]]:
    return {u.text: u.topics for u in body_units(source)}


def test_topics_come_from_the_heading_and_are_inherited_below_it() -> None:
    topics = topics_by_text(AGREEMENT)
    assert "uppfoljning" in topics["Vi ses i mars."]
    assert "uppfoljning" in topics["Polisen räknar."]
    assert "uppfoljning" not in topics["Lampor byts."]


def test_the_title_of_the_document_passes_no_topics_on() -> None:
    with_parties = AGREEMENT.replace("# Överenskommelse om", "# Mål och åtgärder: överenskommelse om")
    topics = topics_by_text(with_parties)
    assert topics["Lampor byts."] == topics["Inledande text."] == frozenset()


def test_a_lone_heading_that_is_no_title_does() -> None:
    assert "uppfoljning" in topics_by_text("# Uppföljning\n\nVi ses i mars.")["Vi ses i mars."]


def test_a_lone_heading_over_a_long_document_is_its_title() -> None:
    def told(paragraphs: int) -> frozenset[str]:
        body = "\n\n".join(f"Stycke {n} handlar om bommen." for n in range(paragraphs))
        return analysed(f"# Samverkan för trygghet\n\n{body}").units[-1].topics

    assert told(3) and not told(20)


def test_two_headings_of_one_level_are_no_title() -> None:
    topics = topics_by_text("# Mål\n\nFärre rån.\n\n# Uppföljning\n\nVi ses i mars.")
    assert "mal" in topics["Färre rån."] and "mal" not in topics["Vi ses i mars."]


def test_columns_give_topics_to_the_rows_they_are_filled_in() -> None:
    rows = [
        u
        for u in analysed("| Mål | Uppföljning |\n| Färre rån | I mars |\n| Fler vakna vuxna | |").units
        if u.kind is UnitKind.ROW
    ]
    assert {"mal", "uppfoljning"} <= rows[0].column_topics
    assert "mal" in rows[1].column_topics and "uppfoljning" not in rows[1].column_topics


def test_concepts_and_facts_lie_on_the_unit_they_stand_in() -> None:
    first, second = body_units("Styrgruppen möts i mars 2026. Lamporna byts.")
    assert "styrgrupp_ord" in first.concepts and "styrgrupp_ord" not in second.concepts
    assert {"body", "date"} <= first.fact_kinds and not second.fact_kinds & {"body", "date"}
    for hit in first.hits:
        assert first.start <= hit.start < hit.end <= first.end
    (day,) = first.facts_of("date")
    assert (
        analysed("Styrgruppen möts i mars 2026. Lamporna byts.").document.text[day.start : day.end]
        == "mars 2026"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mötet hålls den 3 mars 2026.", "date"),
        ("Det gällde 2024.", "year"),
        ("Gäller 2025–2027.", "period"),
        ("Möten hålls varje månad.", "frequency"),
        ("Det var 40 anmälningar.", "count"),
        ("Otryggheten var 31 procent.", "percent"),
        ("Det kostar 50 000 kronor.", "money"),
        ("Insatsen pågår i sex månader.", "duration"),
        ("Rånen ska vara högst tio.", "bound"),
        ("Kommunpolisen ringer.", "role"),
        ("Styrgruppen möts.", "body"),
        ("Kommunstyrelsen antar planen.", "board"),
        ("Lunds kommun byter lampor.", "municipality"),
        ("Polismyndigheten patrullerar.", "police"),
        ("Länsstyrelsen i Skåne län ger stöd.", "county_board"),
        ("Fastighetsägarna klipper buskar.", "actor"),
        ("Parterna enas.", "parties"),
        ("Enligt lag (2023:196) gäller detta.", "law"),
        ("Ärendet har dnr KS 2025/114.", "diary"),
        ("Nämnden beslutade § 45 om detta.", "paragraph"),
        ("Se bilaga 2.", "annex"),
        ("Handlingsplan för trygghet 2022–2024 ligger till grund.", "plan"),
        ("Ring 114 14 om du ser något.", "contact"),
    ],
)
def test_every_kind_of_fact_is_found(text: str, kind: str) -> None:
    assert kind in one_unit(text).fact_kinds


def test_every_kind_of_fact_is_tried() -> None:
    mark = next(m for m in test_every_kind_of_fact_is_found.pytestmark if m.name == "parametrize")
    assert {kind for _, kind in mark.args[1]} == set(FACT_KINDS)


def test_an_annex_that_is_there_caps_nothing() -> None:
    sentence = "Åtgärderna framgår av bilaga 1."
    present = f"# Plan\n\n{sentence}\n\n# Bilaga 1 Åtgärder\n\n" + "Kommunen byter lamporna i parken. " * 4
    assert Flag.ANNEX in one_unit(sentence).flags
    assert Flag.ANNEX not in next(u for u in body_units(present) if u.text == sentence).flags
    heading_only = f"# Plan\n\n{sentence}\n\n# Bilaga 1 Åtgärder\n\nSaknas."
    assert Flag.ANNEX in next(u for u in body_units(heading_only) if u.text == sentence).flags


def test_sections_about_topics_are_told_by_their_headings() -> None:
    found = analysed(AGREEMENT).sections_about(("uppfoljning",))
    assert [s.title for s in found] == ["Uppföljning"]


def test_neighbours_stay_in_the_section() -> None:
    analysis = analysed("# Ett\n\nLampor. Buskar. Grindar.\n\n# Två\n\nVakter. Kameror.")
    by_text = {u.text: u for u in analysis.units}
    near = [u.text for u in analysis.neighbours(by_text["Grindar."], 1)]
    assert "Buskar." in near and "Vakter." not in near
    assert [u.text for u in analysis.neighbours(by_text["Grindar."], 0)] == ["Grindar."]


def test_unit_at_an_offset() -> None:
    analysis = analysed("Ett. Två.")
    text = analysis.document.text
    found = analysis.unit_at(text.index("Två"))
    assert found is not None and found.text == "Två."
    assert analysis.unit_at(len(text) + 5) is None


def test_layers_are_laid_on_copies() -> None:
    analysis = analysed("Ett. Två.")
    marked = analysis.with_functions({0: frozenset({"mal"})})
    assert marked.units[0].functions == {"mal"} and not marked.units[1].functions
    assert not analysis.units[0].functions


def test_the_same_document_gives_the_same_analysis() -> None:
    assert analyse(document(AGREEMENT)).units == analyse(document(AGREEMENT)).units


def test_an_empty_document_has_no_units() -> None:
    assert analysed("").units == ()


def test_a_dash_stands_where_a_text_is_still_to_be_written() -> None:
    flags = {u.text: u.flags for u in body_units("# Kommunikation\n\n–\n\n# Uppföljning\n\nVi ses i mars.")}
    assert Flag.PLACEHOLDER in flags["–"] and not flags["Vi ses i mars."]


def test_where_a_function_is_named_only_the_name_is_left_to_fill_in() -> None:
    units = body_units("Kommunpolis: NN\n\nAnsvarig: NN, fritidschef\n\nAnsvarig: NN\n\nRektor: [namn]")
    assert [(bool(u.blanks), Flag.PLACEHOLDER in u.flags) for u in units] == [
        (True, False),
        (True, False),
        (False, True),
        (False, True),
    ]
