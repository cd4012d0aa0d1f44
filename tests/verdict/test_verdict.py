"""From rules and learned scores to a verdict: dates, caps, reasons, evidence, what cannot be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core_samples import analysed, criterion
from overenskommelse_granskning.checklist import Checklist
from overenskommelse_granskning.language.cues import CANCELLING
from overenskommelse_granskning.language.units import UnitKind
from overenskommelse_granskning.rules.contract import ElementResult
from overenskommelse_granskning.rules.engine import RuleEngine, RuleResult
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.verdict.applicability import not_applicable
from overenskommelse_granskning.verdict.decide import SILENT_BELOW, Learned, decide_verdict
from overenskommelse_granskning.verdict.evidence import MAX_EVIDENCE, lacking
from overenskommelse_granskning.verdict.model import Verdict
from overenskommelse_granskning.verdict.reasons import told_together
from overenskommelse_granskning.verdict.weigh import (
    OUTCOMES,
    CriterionWeights,
    VerdictModel,
    rule_features,
    rule_sign,
)
from overenskommelse_granskning.vocabulary.closed import Outcome

MET, PARTIAL, MISSING = Outcome.MET, Outcome.PARTIAL, Outcome.MISSING
NOT_ASSESSABLE, NOT_APPLICABLE = Outcome.NOT_ASSESSABLE, Outcome.NOT_APPLICABLE

ELEMENTS = """
- {id: vem, title: Vem, lacking: det sägs inte vem, rule: {type: mention, where: {agent: [role, body]}}}
- {id: nar, title: När, lacking: det sägs inte när, rule: {type: beside, where: {fact: [frequency]}, window: 0}}
- {id: hur, title: Hur, rule: {type: mention, where: {regex: statistik}}}
"""
OUTCOME = "{met: {all: [vem, nar, hur]}, partial: {any: [vem, nar, hur]}}"
ABOUT = "{where: {concept: uppfoljning_ord}}"
FOLLOW_UP = criterion(ELEMENTS, OUTCOME, ABOUT, "topics: [uppfoljning]")


def rules(text: str, made: Checklist = FOLLOW_UP) -> RuleResult:
    analysis = analysed(text)
    return RuleEngine(made).run(analysis, build_lists(analysis))[0]


def by_rules(text: str, made: Checklist = FOLLOW_UP) -> Verdict:
    return decide_verdict(rules(text, made), analysed(text))


# --- by date -------------------------------------------------------------------------------------

LAW = criterion(ELEMENTS, OUTCOME, ABOUT, "applies_when: {from_date: 2023-07-01}")
GIVEN = criterion(ELEMENTS, OUTCOME, ABOUT, "applies_when: {from_date: 2023-07-01, reason: Lagen är yngre.}")
VALID = "Överenskommelsen gäller från 1 januari %s till 31 december %s."


@pytest.mark.parametrize(
    ("text", "applies"),
    [
        (VALID % (2020, 2022), False),
        (VALID % (2022, 2024), True),  # began before and ends after
        (VALID % (2024, 2027), True),
        ("Överenskommelsen gäller tills vidare från 1 januari 2022.", False),
        ("Överenskommelsen gäller tills vidare från 1 januari 2024.", True),
        ("Vi samverkar mot brott.", True),  # no date: it applies
        ("# Avtal\n\nKommunstyrelsen antog avtalet den 3 maj 2019, § 41.", False),
        ("# Avtal\n\nKommunstyrelsen antog avtalet den 3 maj 2025, § 41.", True),
        ("# Avtal\n\nUtkast, oktober 2020. Ånätets kommun och polisen vill samverka.", False),
        ("# Avtal\n\nKommunstyrelsen antog en handlingsplan den 3 maj 2019.", True),  # of another paper
        ("# Avtal\n\nRådet lades ned 2019.", True),  # tells nothing of when the document came about
    ],
)
def test_a_requirement_does_not_apply_to_an_older_document(text: str, applies: bool) -> None:
    reason = not_applicable(LAW.criteria[0], analysed(text))
    assert (reason is None) is applies
    if not applies:
        assert reason == "Kravet gäller från den 1 juli 2023; dokumentet är äldre."
        assert not_applicable(GIVEN.criteria[0], analysed(text)) == "Lagen är yngre."


@pytest.mark.parametrize(("year", "applies"), [(2021, False), (2024, True)])
def test_the_day_of_signing_counts_where_no_period_is_given(year: int, applies: bool) -> None:
    text = f"""
    # Överenskommelse

    Vi samverkar mot brott.

    ## Underskrifter

    Granholm den 14 mars {year}

    Stina Åkerhielm
    kommunstyrelsens ordförande, Granholms kommun

    Per Vikdal
    chef för lokalpolisområde Västra Skogsbygden
    """
    analysis = analysed(text)
    assert analysis.entities.validity is None or analysis.entities.validity.last is None
    assert (not_applicable(LAW.criteria[0], analysis) is None) is applies


def test_a_criterion_without_date_always_applies() -> None:
    assert not_applicable(FOLLOW_UP.criteria[0], analysed(VALID % (1999, 2001))) is None


def test_not_applicable_wins_over_what_the_rules_found() -> None:
    text = f"{VALID % (2020, 2022)} Styrgruppen följer upp målen varje år med statistik."
    verdict = by_rules(text, GIVEN)
    assert (verdict.outcome, verdict.reason) == (NOT_APPLICABLE, "Lagen är yngre.")
    assert verdict.evidence == () and not verdict.needs_review


# --- by rules alone ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outcome", "reason"),
    [
        ("Styrgruppen följer upp målen varje år med statistik.", MET, "Det finns."),
        ("Styrgruppen följer upp målen med statistik.", PARTIAL, "Nämns, men det sägs inte när."),
        ("Målen följs upp med statistik.", PARTIAL, "Nämns, men det sägs inte vem och inte heller när."),
        ("Styrgruppen följer upp målen varje år.", PARTIAL, "Nämns, men hur saknas."),
        ("Vi samverkar mot brott.", MISSING, "Det saknas."),
        (
            "Någon uppföljning är inte planerad.",
            MISSING,
            "Texten säger att det inte finns eller inte görs: ”Någon uppföljning är inte planerad”.",
        ),
        (
            "Under hösten talades det länge om hur en uppföljning kunde gå till, med allt vad det kräver av "
            "tid och folk, och uppföljningen är ännu inte planerad av någon.",
            MISSING,
            "Texten säger att det inte finns eller inte görs: ”… kräver av tid och folk, och uppföljningen är "
            "ännu inte planerad av någon”.",
        ),
        (
            "Uppföljningen görs [hur ofta] av [funktion].",
            MISSING,
            "Det som står om detta är en platshållare som ännu inte är ifylld: ”Uppföljningen görs [hur ofta] av "
            "[funktion]”.",
        ),
    ],
)
def test_reasons(text: str, outcome: Outcome, reason: str) -> None:
    verdict = by_rules(text)
    assert (verdict.outcome, verdict.reason) == (outcome, reason)
    assert verdict.reason[0].isupper() and verdict.reason.endswith(".")


def test_a_promise_for_later_says_so() -> None:
    made = criterion(
        "- {id: a, title: A, lacking: det är senare, rule: {type: mention}}", "{met: [a]}", ABOUT
    )
    verdict = by_rules("En uppföljning ska tas fram.", made)
    assert (verdict.outcome, verdict.reason) == (PARTIAL, "Nämns, men det är senare.")


def test_an_element_that_speaks_against_is_not_lacking() -> None:
    made = criterion(
        """
        - {id: a, title: A, lacking: a saknas, rule: {type: mention}}
        - {id: b, title: B, lacking: b saknas, rule: {type: passage, where: {regex: okänd}}}
        - {id: c, title: C, lacking: c saknas, rule: {type: passage, where: {regex: lampor}}}
        """,
        "{met: {all: [a, c], none: [b]}, partial: {any: [a]}}",
        ABOUT,
    )
    assert by_rules("Uppföljning sker i mars.", made).reason == "Nämns, men c saknas."


def test_evidence_bears_the_outcome_and_the_nearest_is_told_when_it_is_missing() -> None:
    text = "# Uppföljning\n\nStyrgruppen följer upp målen varje år med statistik."
    met = by_rules(text)
    document = analysed(text).document
    assert [document.slice(s) for s in met.evidence] == [
        "Styrgruppen följer upp målen varje år med statistik."
    ]
    assert met.nearest is None and met.searched == ("Uppföljning",)
    denied = "# Uppföljning\n\nLampor byts.\n\nNågon uppföljning är inte planerad."
    missing = by_rules(denied)
    assert missing.evidence == () and missing.nearest is not None
    assert analysed(denied).document.slice(missing.nearest) == "Någon uppföljning är inte planerad."
    beside = by_rules("# Uppföljning\n\nLampor byts.")
    assert beside.nearest is not None  # nothing about it: the first passage under the heading
    assert by_rules("Lampor byts.").nearest is None


def test_never_more_evidence_than_fits() -> None:
    sentence = "Styrgruppen följer upp målen varje år med statistik."
    spread = criterion(ELEMENTS, OUTCOME, ABOUT.removesuffix("}") + ", spread: true}")
    verdict = by_rules("\n".join([sentence] * 8), spread)
    assert verdict.outcome is MET and len(verdict.evidence) == MAX_EVIDENCE


def test_met_without_a_quote_is_never_shown() -> None:
    result = rules("Lampor byts.")
    bare = replace(
        result, outcome=MET, elements=tuple(ElementResult(e.id, MET) for e in result.elements), passages=()
    )
    assert decide_verdict(bare, analysed("Lampor byts.")).outcome is NOT_ASSESSABLE


def test_an_error_and_what_cannot_be_judged_have_their_own_words() -> None:
    result = rules("Lampor byts.")
    for outcome, words in (
        (Outcome.ERROR, "kunde prövas"),
        (NOT_ASSESSABLE, "kan inte bedömas ur texten"),
    ):
        verdict = decide_verdict(replace(result, outcome=outcome), analysed("Lampor byts."))
        assert verdict.outcome is outcome and words in verdict.reason


@pytest.mark.parametrize(
    "text", ["Lampor byts.", "Målen följs upp.", "Styrgruppen följer upp målen varje år."]
)
def test_confidence_is_a_share(text: str) -> None:
    assert 0.0 <= by_rules(text).confidence <= 1.0


# --- weighed with learned scores -----------------------------------------------------------------


def model(*lean: float, review_below: float = 0.6, unseen: frozenset[Outcome] = frozenset()) -> VerdictModel:
    """A model that holds the outcomes this likely whatever it is shown (log odds in order)."""
    features = 2 + len(rule_features(rules("x"), rules("x")))
    own = CriterionWeights(np.zeros((3, features)), np.array(lean, dtype=float), np.zeros(3))
    return VerdictModel(
        weights={"p.ett": own},
        mean=np.zeros(features),
        scale=np.ones(features),
        temperature=1.0,
        review_below=review_below,
        few_labels=frozenset(),
        unseen={"p.ett": unseen},
    )


def weighed(
    text: str,
    lean: Sequence[float],
    units: Sequence[int] = (0,),
    scores: Sequence[float] = (0.9,),
    made: Checklist = FOLLOW_UP,
    review_below: float = 0.6,
    unseen: frozenset[Outcome] = frozenset(),
) -> Verdict:
    result = rules(text, made)
    learned = Learned(units, scores, [0.0], [0.0])
    asked = model(*lean, review_below=review_below, unseen=unseen)
    return decide_verdict(result, analysed(text), result, learned, asked)


TO_MET, TO_PARTIAL, TO_MISSING = (0.0, 0.0, 5.0), (0.0, 5.0, 0.0), (5.0, 0.0, 0.0)
PLAIN = "Vi ses och talar om hur det gick i mars."


def test_the_weighed_verdict_is_shown_with_the_found_passage() -> None:
    verdict = weighed(PLAIN, TO_MET)
    assert verdict.outcome is MET
    assert [analysed(PLAIN).document.slice(s) for s in verdict.evidence] == [PLAIN]
    assert verdict.confidence > 0.9
    assert [layer for layer, _ in verdict.grounds] == ["regler", "regler på funna ställen", "inlärt omdöme"]


SAID = "Kommunpolisen gör en uppföljning varje månad med statistik."
BEGUN = "Kommunpolisen gör en uppföljning med statistik."


@pytest.mark.parametrize(
    ("text", "lean", "reason"),
    [
        (SAID, TO_MET, "Det finns."),
        (
            SAID,
            TO_PARTIAL,
            "Nämns, men som det är skrivet räcker det bara till ”delvis”, som betyder: ”Det nämns”.",
        ),
        (SAID, TO_MISSING, "Det som nämns om detta bedöms inte räcka ens till delvis."),
        (BEGUN, TO_MISSING, "Det som nämns om detta bedöms inte räcka ens till delvis: det sägs inte när."),
        (
            BEGUN,
            (0.0, 1.0, 1.4),
            "Bedöms räcka efter hur ställena är skrivna, men kontrollera detta: det sägs inte när.",
        ),
        (BEGUN, TO_MET, "Det finns."),  # beyond doubt: it stands there in other words
        (
            PLAIN,
            (0.0, 1.0, 1.4),
            "Bedöms räcka efter hur ställena är skrivna, fast med andra ord än de vanliga.",
        ),
        (PLAIN, TO_MISSING, "Det saknas."),
    ],
)
def test_the_reason_tells_nothing_that_the_rules_gainsay(
    text: str, lean: Sequence[float], reason: str
) -> None:
    assert weighed(text, lean).reason == reason
    assert ". " not in reason  # one sentence, as is promised


def test_rules_decide_on_an_outcome_that_nobody_labelled() -> None:
    assert rules(PLAIN).outcome is MISSING
    verdict = weighed(PLAIN, TO_MET, unseen=frozenset({MISSING}))
    assert verdict.outcome is MISSING and verdict.evidence == () and verdict.needs_review
    assert weighed(PLAIN, TO_MET, unseen=frozenset({Outcome.PARTIAL})).outcome is MET


COUNTED = criterion(
    "- {id: matbara, title: Mätbara, rule: {type: share, list: goals, where: {list: goals_measurable}}}",
    "{met: [matbara], partial: {any: [matbara]}}",
    more="topics: [mal]",
)


@pytest.mark.parametrize(("lean", "outcome"), [((0.0, 1.0, 0.9), MET), (TO_PARTIAL, PARTIAL)])
def test_a_coin_does_not_gainsay_the_count_that_is_shown(lean: tuple[float, ...], outcome: Outcome) -> None:
    goal = "Antalet cykelstölder vid badet ska minska från 46 till högst 30."
    assert rules(goal, COUNTED).outcome is MET
    verdict = weighed(goal, lean, made=COUNTED)
    assert verdict.outcome is outcome
    assert outcome is PARTIAL or verdict.needs_review


PLAN = criterion(
    "- {id: plan, title: Plan, rule: {type: passage, where: {list: plan}, min: 2}}",
    "{met: [plan], partial: {any: [plan]}}",
    more="topics: [atgarder]",
)


@pytest.mark.parametrize(("lean", "outcome"), [((0.0, 1.0, 0.9), MET), (TO_PARTIAL, PARTIAL)])
def test_a_coin_does_not_gainsay_the_rows_of_a_plan(lean: tuple[float, ...], outcome: Outcome) -> None:
    rows = "| Åtgärd | Ansvarig | Klart |\n|---|---|---|\n| Nya lampor | Gatuchefen | 1 maj 2026 |\n"
    rows += "| Nattvandring | Fritidschefen | 1 juni 2026 |\n"
    assert rules(rows, PLAN).outcome is MET
    assert weighed(rows, lean, made=PLAN).outcome is outcome


AGAINST = criterion(
    """
    - {id: nar, title: När, rule: {type: mention, where: {fact: [frequency]}}}
    - {id: vem, title: Vem, lacking: det sägs inte vem, rule: {type: mention, where: {agent: [role]}}}
    - {id: ingen, title: Ingen, rule: {type: mention, where: {regex: "^Uppföljning sker"}}}
    """,
    "{met: {all: [nar, vem], none: [{all: [ingen], none: [vem]}]}, partial: {any: [nar]}}",
    ABOUT,
)


def test_what_rules_have_found_against_a_criterion_is_not_outweighed() -> None:
    verdict = weighed("Uppföljning sker varje år.", TO_MET, made=AGAINST)
    assert (verdict.outcome, verdict.reason) == (PARTIAL, "Nämns, men det sägs inte vem.")
    assert weighed("Vi gör en uppföljning varje år.", TO_MET, made=AGAINST).outcome is MET


def test_a_denied_passage_is_no_evidence_however_sure_the_model() -> None:
    denied = "Målen ska inte följas upp av styrgruppen."
    assert rules(denied).outcome is MISSING
    verdict = weighed(denied, TO_MET)
    assert verdict.outcome is MISSING and verdict.evidence == ()
    beside = weighed(f"{denied} {PLAIN}", TO_MET, units=(1, 0), scores=(0.9, 0.6))
    assert beside.outcome is MET  # the model goes by another passage


@pytest.mark.parametrize(("beside", "outcome"), [(0.2, MISSING), (0.5, MET)])
def test_rules_that_were_sent_to_something_unlike_say_nothing_against_a_denial(
    beside: float, outcome: Outcome
) -> None:
    text = f"Målen ska inte följas upp av styrgruppen. {PLAIN}"
    alone, sent = rules(text), replace(rules(text), outcome=Outcome.PARTIAL)
    learned = Learned((0, 1), (0.6, beside), [0.0], [0.0])
    assert alone.outcome is MISSING
    assert decide_verdict(alone, analysed(text), sent, learned, model(*TO_MET)).outcome is outcome


def test_two_steps_apart_needs_more_certainty_to_go_without_review() -> None:
    assert rules(PLAIN).outcome is MISSING
    assert not weighed(PLAIN, (0.0, 0.0, 5.0)).needs_review
    assert weighed(PLAIN, (0.0, 0.0, 1.3)).needs_review  # as sure as that is enough for one step only
    assert not weighed(PLAIN, (0.0, 1.3, 0.0)).needs_review
    assert weighed(PLAIN, (0.0, 0.3, 0.0)).needs_review  # unsure in any case


@pytest.mark.parametrize(
    "text",
    [
        "En plan för uppföljning ska tas fram.",
        "Uppföljningen framgår av bilaga 3.",
    ],
)
def test_later_and_annex_are_capped_whatever_was_learned(text: str) -> None:
    assert weighed(text, TO_MET).outcome is PARTIAL


def test_rules_that_hold_it_met_have_weighed_what_is_put_off_but_not_a_blank() -> None:
    def agreed(text: str) -> Outcome:
        result = replace(rules(text), outcome=MET)
        learned = Learned((0,), (0.9,), [0.0], [0.0])
        return decide_verdict(result, analysed(text), result, learned, model(*TO_MET)).outcome

    assert agreed("En plan för uppföljning ska tas fram.") is MET
    assert agreed("Uppföljning sker [datum].") is not MET


@pytest.mark.parametrize(
    "text",
    [
        "Någon uppföljning är inte planerad.",
        "Uppföljning sker [datum].",
        "Lagen kräver uppföljning.",
    ],
)
def test_a_cancelled_passage_is_no_evidence_whatever_was_learned(text: str) -> None:
    assert analysed(text).units[0].flags & CANCELLING
    verdict = weighed(text, TO_MET)
    assert verdict.outcome is MISSING and verdict.evidence == ()


def test_one_uncapped_passage_lifts_the_cap() -> None:
    text = "En plan för uppföljning ska tas fram. Vi ses i mars."
    assert weighed(text, TO_MET, (0, 1), (0.9, 0.8)).outcome is MET


def test_weak_passages_are_not_shown_beside_strong_ones() -> None:
    text = "Vi ses i mars. Lampor byts."
    verdict = weighed(text, TO_MET, (0, 1), (0.9, 0.2))
    assert [analysed(text).document.slice(s) for s in verdict.evidence] == ["Vi ses i mars."]


SILENT = criterion(ELEMENTS, OUTCOME.removesuffix("}") + ", silent: not_assessable}", ABOUT)


def test_silence_on_a_process_cannot_be_judged_but_a_found_passage_can() -> None:
    assert rules("Lampor byts.", SILENT).outcome is NOT_ASSESSABLE
    low, high = SILENT_BELOW - 0.05, SILENT_BELOW + 0.05
    assert weighed("Lampor byts.", TO_MISSING, (0,), (low,), SILENT).outcome is NOT_ASSESSABLE
    assert weighed("Lampor byts.", TO_PARTIAL, (0,), (high,), SILENT).outcome is PARTIAL
    assert not weighed("Lampor byts.", TO_MISSING, (0,), (low,), SILENT).needs_review


def test_a_heading_alone_does_not_break_the_silence_on_a_process() -> None:
    text = "# Dialog med personalen\n\nLampor byts."
    assert analysed(text).units[0].kind is UnitKind.HEADING
    high, low = SILENT_BELOW + 0.05, SILENT_BELOW - 0.05
    assert weighed(text, TO_PARTIAL, (0, 1), (high, low), SILENT).outcome is NOT_ASSESSABLE
    assert weighed(text, TO_PARTIAL, (0, 1), (high, high), SILENT).outcome is PARTIAL


def test_a_criterion_that_the_model_does_not_know_is_decided_by_rules() -> None:
    text = "Styrgruppen följer upp målen varje år med statistik."
    result = rules(text)
    other = replace(model(*TO_MISSING), weights={})
    assert (
        decide_verdict(result, analysed(text), result, Learned((0,), (0.9,), [0.0], [0.0]), other).outcome
        is MET
    )


@given(
    st.tuples(st.floats(-4, 4), st.floats(-4, 4), st.floats(-4, 4)),
    st.sampled_from(
        [PLAIN, "Någon uppföljning är inte planerad.", "En uppföljning ska tas fram.", "Uppföljning sker."]
    ),
    st.floats(0, 1),
)
def test_met_is_never_without_evidence(lean: tuple[float, float, float], text: str, score: float) -> None:
    verdict = weighed(text, lean, scores=(score,))
    assert bool(verdict.evidence) is (verdict.outcome in (MET, PARTIAL))
    assert 0.0 <= verdict.confidence <= 1.0


# --- the model's row -----------------------------------------------------------------------------


def test_probabilities_add_up_and_follow_the_coefficients() -> None:
    p = model(0.0, 1.0, 2.0).probabilities([0.0, 0.0], rules("x"), rules("x"))
    assert p.sum() == pytest.approx(1.0)
    assert list(np.argsort(p)) == [0, 1, 2]
    assert len(OUTCOMES) == 3


def test_rule_features_and_sign() -> None:
    met = rules("Styrgruppen följer upp målen varje år med statistik.")
    denied = rules("Någon uppföljning är inte planerad.")
    assert (rule_sign(met), rule_sign(denied)) == (1.0, -1.0)
    assert rule_features(met, denied) == [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]


# --- what is told of what is lacking -----------------------------------------------------------------


def test_phrases_that_begin_alike_are_told_together() -> None:
    assert told_together(["Det sägs inte när", "det sägs inte vem som gör det"]) == (
        "det sägs inte när och inte heller vem som gör det"
    )
    assert told_together(["det sägs inte när", "det sägs inte var", "det sägs inte hur", "tiden saknas"]) == (
        "det sägs inte när, inte var, inte heller hur och tiden saknas"
    )
    assert told_together(["det framgår inte hur", "det sägs inte när"]) == (
        "det framgår inte hur och det sägs inte när"
    )


ALTERNATIVES = """
- {id: a, title: A, lacking: a saknas, rule: {type: passage, where: {regex: alfa}}}
- {id: b, title: B, lacking: b saknas, rule: {type: passage, where: {regex: beta}}}
- {id: c, title: C, lacking: c saknas, rule: {type: passage, where: {regex: gamma}}}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vi samverkar.", ["a saknas"]),  # of ways to do it, the first
        ("Vi har beta.", ["c saknas"]),  # the one that is begun
        ("Vi har gamma.", ["b saknas"]),
        ("Vi har alfa.", []),
    ],
)
def test_of_alternatives_one_is_told(text: str, told: list[str]) -> None:
    made = criterion(ALTERNATIVES, "{met: {any: [a, {all: [b, c]}]}, partial: {any: [b, c]}}", ABOUT)
    assert lacking(rules(text, made)) == told


FACT = "- {id: a, title: A, lacking: i alla fall, rule: {type: fact, is: %s}}"


@pytest.mark.parametrize(
    ("fact", "text", "reason"),
    [
        (
            "parter",
            "# Överenskommelse\n\nÖverenskommelsen ingås mellan Granholms kommun och Polismyndigheten.",
            "Polisen namnges utan lokalpolisområde.",
        ),
        (
            "period",
            "# Överenskommelse\n\nÖverenskommelsen gäller från den 1 maj 2024 och tills vidare.",
            "Det gäller tills vidare, utan slutdatum.",
        ),
        (
            "beslut",
            "# Överenskommelse\n\nAntagen av kommunfullmäktige den 2 juni 2025, § 88.",
            "Polisens beslut anges inte.",
        ),
        (
            "undertecknad",
            "# Överenskommelse\n\n## Underskrifter\n\nGranholm den 14 mars 2025\n\nStina Ek\n\n"
            "kommundirektör, Granholms kommun\n\nPer Vikdal\n\nchef för lokalpolisområde Västra Skogsbygden",
            "Kommunstyrelsens ordförande finns inte bland dem som har skrivit under.",
        ),
    ],
)
def test_facts_say_themselves_what_falls_short(fact: str, text: str, reason: str) -> None:
    made = criterion(FACT % fact, "{met: a, partial: a}")
    verdict = by_rules(text, made)
    assert (verdict.outcome, verdict.reason) == (PARTIAL, reason)


def test_a_reason_says_how_many_promises_name_a_place() -> None:
    made = criterion(
        "- {id: plats, title: Plats, lacking: ingen plats pekas ut, rule: {type: fact, is: plats_i_loftena}}",
        "{met: [plats], partial: {any: [plats]}}",
    )
    text = (
        "# Medborgarlöfte\n\nEkby kommun och polisen lovar att\n\n- Polisen ska göra tio trafikkontroller på Storgatan.\n"
        "- Kommunen ska hålla fyra vandringar.\n- Polisen ska besöka alla föreningar varje höst.\n"
    )
    verdict = by_rules(text, made)
    assert (verdict.outcome, verdict.reason) == (PARTIAL, "Bara 1 av 3 löften nämner en plats i kommunen.")


SIGNED = criterion(
    "- {id: skrivet, title: Undertecknat, rule: {type: fact, is: undertecknad}}",
    "{met: {all: [skrivet]}, partial: {any: [skrivet]}}",
)


def test_of_an_empty_place_for_signatures_it_is_said_that_it_is_empty() -> None:
    text = "# Avtal\n\nVi samverkar mot brott.\n\n## Underskrifter\n\n____________________\nKommunstyrelsens ordförande\n\n"
    text += "____________________\nLokalpolisområdeschef\n"
    verdict = by_rules(text, SIGNED)
    assert verdict.outcome is NOT_ASSESSABLE
    assert verdict.reason == "Platsen för underskrifter är tom, så det kan inte bedömas än."
