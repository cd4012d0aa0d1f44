"""Regional plans of three shapes, reviewed: every insats is judged, and the verdict says which ones fall short."""

from __future__ import annotations

from functools import cache

import pytest

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.assessment import CriterionAssessment
from overenskommelse_granskning.vocabulary.closed import Outcome

HEAD = """# Regional handlingsplan mot brott i Lövlands län 2025–2027

Länsstyrelsen i Lövlands län, Region Lövland, Polisområde Lövland och Kriminalvården står bakom handlingsplanen.

Styrgruppen möts i mars varje år. Planen har tre insatser.
"""

TABLE = (
    HEAD
    + """
## Insatser

| Insats | Problem | Vad ska göras | Arbetsgrupp | Sammanfattande | Förväntat resultat |
|---|---|---|---|---|---|
| Trygga resor | 85 hot mot förare anmäldes 2024 | Region Lövland utbildar förarna i bemötande | Region Lövland, Lövtrafiken och polisen | Region Lövland | 200 förare har gått utbildningen senast i december 2026 |
| Fusk i byggen | Svart arbete upptäcktes på 40 byggen under 2024 | Skatteverket och kommunerna gör oanmälda besök | | Skatteverket | Tolv kommuner använder mallen i slutet av 2026 |
| Tomma hus | 60 inbrott i tomma hus anmäldes 2024 | Räddningstjänsten besiktigar husen | Ekby kommun och Räddningstjänsten Löv | Ekby kommun | Fler ska känna sig trygga |
"""
)

HEADINGS = (
    HEAD
    + """
## Trygga resor

Bakgrund: 85 hot mot förare anmäldes 2024.

Insats: Region Lövland utbildar förarna i bemötande.

Arbetsgrupp: Region Lövland, Lövtrafiken och polisen.

Sammankalande: Region Lövland

Förväntat resultat: 200 förare har gått utbildningen senast i december 2026.

### Fusk i byggen

Bakgrund: Svart arbete upptäcktes på 40 byggen under 2024.

Insats: Skatteverket och kommunerna gör oanmälda besök.

Sammanställande: Skatteverket

Förväntat resultat: Tolv kommuner använder mallen i slutet av 2026.

## Tomma hus

Bakgrund: 60 inbrott i tomma hus anmäldes 2024.

Insats: Räddningstjänsten besiktigar husen.

Arbetsgrupp: Ekby kommun och Räddningstjänsten Löv.

Sammanfattande: Ekby kommun

Förväntat resultat: Fler ska känna sig trygga.
"""
)

PROSE = (
    HEAD
    + """
## Vad vi ska göra

Insats 1, Trygga resor. Under 2024 anmäldes 85 hot mot förare. Region Lövland utbildar förarna i bemötande. I arbetsgruppen ingår Region Lövland, Lövtrafiken och polisen. Region Lövland kallar till mötena. Förväntat resultat är att 200 förare har gått utbildningen senast i december 2026.

Insats 2, Fusk i byggen. Svart arbete upptäcktes på 40 byggen under 2024. Skatteverket och kommunerna gör oanmälda besök. Skatteverket är sammankallande. Förväntat resultat är att tolv kommuner använder mallen i slutet av 2026.

Insats 3, Tomma hus. Under 2024 anmäldes 60 inbrott i tomma hus. Räddningstjänsten besiktigar husen. I arbetsgruppen ingår Ekby kommun och Räddningstjänsten Löv. Ekby kommun är sammankallande. Förväntat resultat är att fler ska känna sig trygga.
"""
)

SHAPES = {"tabell": TABLE, "rubriker": HEADINGS, "prosa": PROSE}


@cache
def reviewer() -> Reviewer:
    return Reviewer(["regional-handlingsplan"])


@cache
def judged(shape: str) -> dict[str, CriterionAssessment]:
    found = reviewer().review(SHAPES[shape].encode("utf-8"), filename="plan.md")
    return {c.id: c for c in found}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("criterion", ["region.problem", "region.insats", "region.sammankallande"])
def test_what_every_insats_has_is_met_whatever_the_shape(shape, criterion):
    found = judged(shape)[criterion]
    assert found.outcome is Outcome.MET, found.reason
    assert "brister" not in found.reason


@pytest.mark.parametrize("shape", SHAPES)
def test_the_insats_without_a_group_is_named(shape):
    found = judged(shape)["region.arbetsgrupp"]
    assert found.outcome is Outcome.PARTIAL
    assert "brister i 1 av 3 (" in found.reason and "Fusk i byggen" in found.reason
    assert "Trygga resor" not in found.reason and "Tomma hus" not in found.reason


@pytest.mark.parametrize("shape", SHAPES)
def test_the_result_without_time_is_named(shape):
    found = judged(shape)["region.tidpunkt"]
    assert found.outcome is Outcome.PARTIAL
    assert "brister i 1 av 3 (" in found.reason and "Tomma hus" in found.reason


@pytest.mark.parametrize("shape", SHAPES)
def test_quotes_are_from_the_insatser(shape):
    text = SHAPES[shape]
    for criterion in ("region.problem", "region.arbetsgrupp", "region.sammankallande"):
        for quote in judged(shape)[criterion].evidence:
            assert quote.quote.split("\t")[0] in text.split("Planen har tre insatser.")[1]


def test_the_element_says_it_too():
    (element,) = judged("tabell")["region.arbetsgrupp"].elements
    assert element.lacking == "alla insatser har inte en arbetsgrupp: brister i 1 av 3 (Fusk i byggen)"
