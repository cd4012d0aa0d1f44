"""The insatser of a regional plan: which they are, and what each piece of them is about."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers.entry import read_document
from overenskommelse_granskning.rules.contract import Context, Layers
from overenskommelse_granskning.rules.ground import Ground
from overenskommelse_granskning.rules.predicates import Predicates
from overenskommelse_granskning.rules.share import compile_rule
from overenskommelse_granskning.thread.insats_labels import Part, label_parts
from overenskommelse_granskning.thread.insatser import find_insatser
from overenskommelse_granskning.thread.lists import build_lists


def parts(text: str) -> list[dict[str, list[str]]]:
    """Per insats: part → what stands there."""
    analysis = analyse(read_document(text.encode("utf-8"), filename="plan.md"))
    out = []
    for insats in find_insatser(analysis):
        found: dict[str, list[str]] = {}
        for piece in insats.pieces:
            for name in piece.lists - {"insatser"}:
                found.setdefault(name, []).append(piece.text)
        out.append(found)
    return out


@pytest.mark.parametrize(
    "label",
    [
        "Sammankallande",
        "Sammanfattande",
        "Sammanställande:",
        "5ammankallande",
        "Samrnankallande",
        "Vem kallar?",
    ],
)
def test_the_convener_is_known_by_likeness(label: str) -> None:
    assert label_parts(label) == {Part.CONVENER}


@pytest.mark.parametrize("label", ["Sammanfattning", "Trygga resor", "Underskrifter", ""])
def test_what_is_no_label(label: str) -> None:
    assert label_parts(label) == frozenset()


def test_a_label_may_name_two_parts() -> None:
    assert label_parts("Insats och arbetsgrupp") == {Part.ACTION, Part.GROUP}


def test_sections_with_run_in_labels() -> None:
    text = """# Plan

## Styrning

Styrgruppen möts i mars.

## 1. Trygga resor

Bakgrund: Förare hotas.

Arbetsgrupp: Region Lövland och polisen

Sammankallande: Region Lövland

Förväntat resultat: 200 förare är utbildade.

## 2. Fusk i byggen

Arbetsgruppen består av Skatteverket och Ekby kommun. Skatteverket kallar.

Förväntat resultat: tolv kontroller.

## Uppföljning

Planen följs upp i maj.
"""
    first, second = parts(text)
    assert first[Part.PROBLEM] == ["Förare hotas."]
    assert first[Part.CONVENER] == ["Region Lövland"]
    assert first[Part.RESULT] == ["200 förare är utbildade."]
    assert second[Part.CONVENER] == ["Skatteverket kallar."]
    assert second[Part.RESULT] == ["tolv kontroller."]


def test_label_headings_belong_to_the_insats_above() -> None:
    text = """# Plan

## Trygga resor

Förare hotas på kvällarna.

### Sammankallande

Region Lövland

### Förväntat resultat

200 förare är utbildade.

## Fusk i byggen

### Sammankallande

Skatteverket

### Förväntat resultat

Tolv kontroller.
"""
    found = parts(text)
    assert [f[Part.CONVENER] for f in found] == [["Region Lövland"], ["Skatteverket"]]


def test_a_row_is_an_insats_and_an_empty_cell_says_nothing() -> None:
    text = """| Insats | Varför | Sammankallande | Resultat |
| --- | --- | --- | --- |
| Trygga resor | Förare hotas. | Region Lövland | 200 förare |
| Fusk i byggen | | Skatteverket | |
"""
    first, second = parts(text)
    assert first[Part.PROBLEM] == ["Förare hotas."]
    assert second == {Part.CONVENER: ["Skatteverket"]}


def test_sections_and_a_table_share_the_work() -> None:
    text = """# Plan

## Insatser

### Trygga resor

Problem: Förare hotas.

### Fusk i byggen

Problem: Lönerna dumpas.

## Vilka gör vad

| Insats | Arbetsgrupp | Sammankallande |
| --- | --- | --- |
| Trygga resor | Region Lövland, polisen | Region Lövland |
| Fusk i byggen | Skatteverket, Ekby kommun | Skatteverket |
"""
    found = parts(text)
    assert [set(f) >= {Part.PROBLEM, Part.GROUP, Part.CONVENER} for f in found] == [True, True]


def test_an_agreement_without_insatser_has_none() -> None:
    assert parts("# Överenskommelse\n\nKommunen och polisen träffas varje månad.\n") == []


@pytest.mark.parametrize(("over", "expected"), [(0.49, "partial"), (0.5, "missing"), (0.0, "partial")])
def test_partial_over_asks_for_a_share(over: float, expected: str) -> None:
    text = (
        "## Insats 1. A\n\nSammankallande: Regionen\n\n## Insats 2. B\n\nArbetsgrupp: polisen och regionen\n"
    )
    analysis = analyse(read_document(text.encode("utf-8"), filename="plan.md"))
    lists = build_lists(analysis)
    options = {"list": "insatser", "where": {"list": "insats_kallar"}, "met_all": True, "partial_over": over}
    context = Context(analysis, lists, Layers(), Ground(analysis.units, lists))
    outcome = compile_rule(options, Predicates({}))(context)[0]
    assert outcome == expected


def test_which_entries_fall_short_is_told_where_it_is_asked_for() -> None:
    text = "## Insats 1. A\n\nSammankallande: Regionen\n\n## Insats 2. Bättre hus\n\nArbetsgrupp: polisen och regionen\n"
    analysis = analyse(read_document(text.encode("utf-8"), filename="plan.md"))
    context = Context(analysis, lists := build_lists(analysis), Layers(), Ground(analysis.units, lists))
    options = {"list": "insatser", "where": {"list": "insats_kallar"}, "tell": True}
    assert compile_rule(options, Predicates({}))(context)[2] == "brister i 1 av 2 (Insats 2. Bättre hus)"
    assert compile_rule(options | {"tell": False}, Predicates({}))(context)[2] == ""


def test_an_insats_one_heading_level_below_the_one_before_is_its_own() -> None:
    one = "Arbetsgrupp: Skolan och polisen.\n\nSammankallande: {}.\n\nFörväntat resultat: Rutinen är antagen.\n\n"
    text = "# Plan\n\n" + "".join(
        f"{marks} {title}\n\n{one.format(who)}"
        for marks, title, who in (
            ("##", "Resor", "Regionen"),
            ("###", "Byggen", "Polisen"),
            ("##", "Hus", "Skolan"),
        )
    )
    assert [p["insats_kallar"] for p in parts(text)] == [["Regionen."], ["Polisen."], ["Skolan."]]


def test_headings_below_an_insats_that_carry_no_labels_stay_in_it() -> None:
    one = "Arbetsgrupp: Skolan och polisen.\n\nSammankallande: {}.\n\n### Mer om insatsen\n\nDen pågår i tre år.\n\n"
    text = "# Plan\n\n" + "".join(
        f"## {t}\n\n{one.format(w)}" for t, w in (("Resor", "Regionen"), ("Hus", "Skolan"))
    )
    assert len(parts(text)) == 2
