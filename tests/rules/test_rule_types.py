"""Each rule type on small documents: when it is met, partly met, and not."""

from __future__ import annotations

import pytest

from core_samples import analysed, criterion
from overenskommelse_granskning.rules.contract import ElementResult
from overenskommelse_granskning.rules.engine import RuleEngine
from overenskommelse_granskning.rules.registry import RULE_TYPES
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.vocabulary.closed import Outcome

MET, PARTIAL, MISSING = Outcome.MET, Outcome.PARTIAL, Outcome.MISSING


def element(rule: str, text: str, passages: str = "{where: {concept: styrgrupp_ord}}") -> ElementResult:
    """The only element of a criterion with this rule, on this text."""
    engine = RuleEngine(criterion(f"- {{id: a, title: A, rule: {rule}}}", passages=passages))
    analysis = analysed(text)
    (result,) = engine.run(analysis, build_lists(analysis))
    (found,) = result.elements
    return found


def check(rule: str, text: str, outcome: Outcome) -> None:
    found = element(rule, text)
    assert found.outcome is outcome
    assert bool(found.passages) is (outcome in (MET, PARTIAL)), "utfall och belägg går isär"
    document = analysed(text).document
    for p in found.passages:
        assert document.slice(p.span).strip() == document.slice(p.span) != ""


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Styrgruppen leder arbetet.", MET),
        ("En styrgrupp ska bildas.", PARTIAL),
        ("Arbetet leds av alla.", MISSING),
        ("Någon styrgrupp är inte utsedd.", MISSING),
        ("Enligt handboken ska en styrgrupp finnas.", MISSING),
        ("# Styrgrupp\n\nArbetet leds av alla.", MISSING),
        ("Styrgruppen består av [namn].", MISSING),
    ],
)
def test_mention(text: str, outcome: Outcome) -> None:
    check("{type: mention}", text, outcome)


@pytest.mark.parametrize(
    ("rule", "text", "outcome"),
    [
        ("{type: mention, where: {fact: frequency}}", "Styrgruppen möts varje månad.", MET),
        ("{type: mention, where: {fact: frequency}}", "Styrgruppen möts. Det sker varje månad.", MISSING),
        ("{type: mention, allow: [later]}", "En styrgrupp ska bildas.", MET),
        ("{type: mention, min: 2}", "Styrgruppen leder arbetet.", PARTIAL),
    ],
)
def test_mention_with_options(rule: str, text: str, outcome: Outcome) -> None:
    check(rule, text, outcome)


def test_mention_counts_over_spread_passages() -> None:
    text = "Styrgruppen leder. Styrgruppen möts ofta."
    rule = "{type: mention, min: 2}"
    assert element(rule, text).outcome is PARTIAL  # each passage answers for itself
    assert element(rule, text, "{where: {concept: styrgrupp_ord}, spread: true}").outcome is MET


BESIDE = "{type: beside, where: {fact: frequency}}"


@pytest.mark.parametrize(
    ("rule", "text", "outcome"),
    [
        (BESIDE, "Styrgruppen möts varje månad.", MET),
        (BESIDE, "Styrgruppen möts. Det sker varje månad.", MET),
        (BESIDE, "Varje månad är det möte. Styrgruppen kallar.", MET),
        (BESIDE, "Styrgruppen möts. Lamporna byts. Vakter går varje månad.", MISSING),
        (BESIDE, "# Ett\n\nStyrgruppen leder.\n\n# Två\n\nLampor byts varje månad.", MISSING),
        (BESIDE, "Styrgruppen möts varje månad om möjligt.", PARTIAL),
        (BESIDE, "Styrgruppen möts. Varje månad [antal] gånger.", MISSING),
        (BESIDE, "Lampor byts varje månad.", MISSING),
        (
            "{type: beside, where: {fact: frequency}, window: 0}",
            "Styrgruppen möts. Det sker varje månad.",
            MISSING,
        ),
        (
            "{type: beside, where: {fact: frequency}, window: 2}",
            "Styrgruppen möts. Lamporna byts. Det sker varje månad.",
            MET,
        ),
        (
            "{type: beside, where: {fact: frequency}, near: {regex: möte}}",
            "Styrgruppen leder. Lampor byts varje månad.",
            MISSING,
        ),
        (
            "{type: beside, where: {fact: frequency}, near: {regex: möte}}",
            "Styrgruppen leder. Det är möte varje månad.",
            MET,
        ),
        (
            "{type: beside, where: {fact: frequency}, allow: [hedged]}",
            "Styrgruppen möts varje månad om möjligt.",
            MET,
        ),
    ],
)
def test_beside(rule: str, text: str, outcome: Outcome) -> None:
    check(rule, text, outcome)


@pytest.mark.parametrize(
    ("rule", "text", "outcome"),
    [
        ("{type: passage, where: {regex: lampor}}", "Styrgruppen leder.\nNya lampor sätts upp.", MET),
        ("{type: passage, where: {regex: lampor}}", "Styrgruppen leder.", MISSING),
        ("{type: passage, where: {regex: lampor}}", "Nya lampor sätts upp vid behov.", PARTIAL),
        ("{type: passage, where: {regex: lampor}}", "Inga lampor ska sättas upp.", MISSING),
        ("{type: passage, where: {regex: lampor}}", "# Nya lampor\n\nHär.", MISSING),
        ("{type: passage, where: {regex: lampor}, headings: true}", "# Nya lampor\n\nHär.", MET),
        ("{type: passage, where: {regex: lampor}, min: 2}", "Nya lampor sätts upp.", PARTIAL),
        (
            "{type: passage, where: {regex: lampor}, min: 2}",
            "Nya lampor sätts upp. Gamla lampor rensas.",
            MET,
        ),
        ("{type: passage, where: {regex: lampor}, allow: [hedged]}", "Nya lampor sätts upp vid behov.", MET),
    ],
)
def test_passage(rule: str, text: str, outcome: Outcome) -> None:
    check(rule, text, outcome)


GROUPS = "{type: groups, groups: {kommun: {regex: kommunen}, polis: {regex: polisen}}%s}"


@pytest.mark.parametrize(
    ("options", "text", "outcome"),
    [
        ("", "Kommunen mäter. Polisen räknar.", MET),
        ("", "Kommunen mäter.", PARTIAL),
        ("", "Ingen mäter.", MISSING),
        ("", "Kommunen mäter. Polisen räknar vid behov.", PARTIAL),
        (", min: 1", "Kommunen mäter.", MET),
        (", some: 2", "Kommunen mäter.", MISSING),
        (", within: passages", "Styrgruppen har med kommunen. Polisen är med.", MET),
        (", within: passages", "# Ett\n\nStyrgruppen har med kommunen.\n\n# Två\n\nPolisen är med.", PARTIAL),
        (", allow: [hedged]", "Kommunen mäter. Polisen räknar vid behov.", MET),
    ],
)
def test_groups(options: str, text: str, outcome: Outcome) -> None:
    check(GROUPS % options, text, outcome)


GOALS = """
# Mål

- Rånen ska vara högst fem under 2026.
- Klottret ska minska med 20 procent.
- Inbrotten ska minska.
"""


@pytest.mark.parametrize(
    ("rule", "text", "outcome"),
    [
        ("{type: share, list: goals, where: {regex: '\\d'}}", GOALS, MET),  # two of three
        ("{type: share, list: goals, where: {regex: '\\d'}, met_over: 0.7}", GOALS, PARTIAL),
        ("{type: share, list: goals, where: {regex: '\\d'}, met_all: true}", GOALS, PARTIAL),
        ("{type: share, list: goals, where: {regex: ska}, met_all: true}", GOALS, MET),
        ("{type: share, list: goals, where: {fact: year}}", GOALS, PARTIAL),  # one of three
        ("{type: share, list: goals, where: {fact: year}, partial_from: 2}", GOALS, MISSING),
        ("{type: share, list: goals, where: {regex: lampor}}", GOALS, MISSING),
        ("{type: share, list: goals, where: {regex: '\\d'}}", "Lampor byts.", MISSING),  # an empty list
    ],
)
def test_share(rule: str, text: str, outcome: Outcome) -> None:
    check(rule, text, outcome)


def test_a_blank_among_the_entries_is_one_that_does_not_pass() -> None:
    met = "# Mål\n\n- Högst 40 stölder ska ske.\n- Minst 12 vandringar ska hållas.\n- Färre ska luras."
    rule = "{type: share, list: goals, where: {regex: '\\d'}}"
    assert element(rule, met).outcome is MET
    blank = met.replace("Minst 12 vandringar ska hållas.", "Minst [antal] vandringar ska hållas.")
    assert element(rule, blank).outcome is PARTIAL  # one of three, not one of two
    elsewhere = met + "\n\n# Underskrift\n\n[Ort] den [datum]"
    assert element(rule, elsewhere).outcome is MET


def test_exactly_half_is_not_most() -> None:
    text = "# Mål\n\n- Rånen ska vara högst fem under 2026.\n- Inbrotten ska minska."
    assert element("{type: share, list: goals, where: {regex: '\\d'}}", text).outcome is PARTIAL


PLAN = """
# Plan

| Åtgärd | Ansvarig | Klart |
| Byta lampor | Kommunen | Maj 2026 |
| Klippa buskar | Kommunen | |
"""
TABLE = "{type: table, columns: {vad: {column: atgarder}, vem: {fact: municipality}, nar: {fact: date}}, min: 3%s}"


@pytest.mark.parametrize(
    ("options", "text", "outcome"),
    [
        ("", PLAN, MET),
        (", rows: 2", PLAN, PARTIAL),
        (", some: 3, rows: 2", PLAN, MISSING),
        ("", "# Plan\n\n| Åtgärd | Ansvarig |\n| Byta lampor | Kommunen |", PARTIAL),
        ("", "# Plan\n\n| Åtgärd |\n| Byta lampor |", MISSING),
        ("", "Byta lampor, kommunen, maj 2026.", MISSING),  # no table and no list
    ],
)
def test_table(options: str, text: str, outcome: Outcome) -> None:
    check(TABLE % options, text, outcome)


def test_a_list_is_a_plan_too() -> None:
    rule = "{type: table, columns: {vad: {regex: lampor}, vem: {regex: Kommunen}, nar: {fact: date}}, min: 3}"
    assert element(rule, "- Kommunen byter lampor i maj 2026\n- Polisen går").outcome is MET


@pytest.mark.parametrize(
    ("fact", "text", "outcome"),
    [
        (
            "parter",
            "# Överenskommelse\n\nMellan Lunds kommun och Polismyndigheten, lokalpolisområde Lund, träffas följande.",
            MET,
        ),
        (
            "parter",
            "# Överenskommelse\n\nMellan Lunds kommun och Polismyndigheten träffas följande.",
            PARTIAL,
        ),
        ("parter", "# Överenskommelse\n\nVi enas om följande.", MISSING),
        ("period", "Överenskommelsen gäller från 1 januari 2025 till 31 december 2027.", MET),
        ("period", "Överenskommelsen gäller tills vidare från 1 januari 2025.", PARTIAL),
        ("period", "Överenskommelsen gäller.", MISSING),
        ("undertecknad", "Överenskommelsen är viktig.", MISSING),
        (
            "beslut",
            "Kommunstyrelsen antog överenskommelsen den 3 mars 2025, § 45. Polismyndigheten beslutade den 4 mars 2025.",
            MET,
        ),
        ("beslut", "Kommunstyrelsen antog överenskommelsen den 3 mars 2025, § 45.", PARTIAL),
        ("beslut", "Kommunstyrelsen har diarienummer KS 2025/14.", MISSING),
    ],
)
def test_fact(fact: str, text: str, outcome: Outcome) -> None:
    check(f"{{type: fact, is: {fact}}}", text, outcome)


def test_an_empty_signature_block_cannot_be_assessed() -> None:
    text = (
        "# Överenskommelse\n\nMellan Lunds kommun och Polismyndigheten.\n\n# Underskrifter\n\nFör Lunds kommun\n"
        "\n______________________\n\nFör Polismyndigheten\n\n______________________\n"
    )
    assert element("{type: fact, is: undertecknad}", text).outcome is Outcome.NOT_ASSESSABLE


def test_every_rule_type_is_tried_here() -> None:
    names = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert set(RULE_TYPES) <= names
