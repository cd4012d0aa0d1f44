"""Which passages are quoted: the surest first, and further ones only where they add something."""

from __future__ import annotations

from collections.abc import Sequence

from core_samples import analysed, criterion
from overenskommelse_granskning.checklist import Checklist
from overenskommelse_granskning.rules.engine import RuleEngine
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.verdict.quotes import Learned, quotes_of

MADE = criterion(
    """
- {id: vem, title: Vem, lacking: det sägs inte vem, rule: {type: mention, where: {regex: säkerhetschef}}}
- {id: nar, title: När, lacking: det sägs inte när, rule: {type: mention, where: {fact: [frequency]}}}
""",
    "{met: {all: [vem, nar]}, partial: {any: [vem, nar]}}",
    "{spread: true, where: {topic: uppfoljning}}",
    "topics: [uppfoljning]",
)
FAR = " Lampor byts. Gupp byggs. Hundar rastas. Gräset klipps."


LACK = criterion(
    """
- {id: problem, title: Problem, lacking: inget, rule: {type: mention, where: {regex: fyll}}}
- {id: orsak, title: Orsak, lacking: ingen, rule: {type: mention, allow: [negated], where: {regex: orsak}}}
""",
    "{met: {all: [problem, orsak]}}",
    "{spread: true, allow: [negated], where: {topic: uppfoljning}}",
    "topics: [uppfoljning]",
)


def shown(
    text: str,
    units: Sequence[int],
    scores: Sequence[float],
    *,
    all_strong: bool = False,
    made: Checklist = MADE,
) -> list[str]:
    analysis = analysed(text)
    result = RuleEngine(made).run(analysis, build_lists(analysis))[0]
    quotes = quotes_of(result, Learned(units, scores, [], []), analysis)
    return [analysis.document.slice(s) for s in (quotes.strongest if all_strong else quotes.shown)]


def test_a_weak_passage_of_another_matter_is_not_shown_for_filling_up() -> None:
    text = "Vi ses i mars." + FAR
    assert shown(text, (0, 4), (0.3, 0.18)) == ["Vi ses i mars."]
    assert shown(text, (0, 4), (0.3, 0.18), all_strong=True) == ["Vi ses i mars.", "Gräset klipps."]


def test_a_strong_passage_is_shown_wherever_it_stands() -> None:
    assert shown("Vi ses i mars." + FAR, (0, 4), (0.5, 0.4)) == ["Vi ses i mars.", "Gräset klipps."]


def test_what_bears_a_further_element_is_shown_though_it_scores_low() -> None:
    text = "# Uppföljning\n\nSäkerhetschefen går igenom målen. Lampor byts. Det görs varje år."
    units = [u.id for u in analysed(text).units if "byts" not in u.text and u.text != "Uppföljning"]
    assert shown(text, units, (0.6, 0.12)) == ["Säkerhetschefen går igenom målen.", "Det görs varje år."]


def test_what_only_repeats_an_element_is_not_shown() -> None:
    text = "# Uppföljning\n\nSäkerhetschefen går igenom målen." + FAR + " Säkerhetschefen heter Ida."
    units = [u.id for u in analysed(text).units if "chefen" in u.text]
    assert shown(text, units, (0.6, 0.02)) == ["Säkerhetschefen går igenom målen."]


def test_a_dash_says_nothing() -> None:
    assert shown("–\n\nVi ses i mars.", (0, 1), (0.5, 0.4)) == ["Vi ses i mars."]


def test_a_passage_of_another_section_needs_more() -> None:
    text = "# Uppföljning\n\nVi ses i mars." + FAR + "\n\n# %s\n\nDen förlängs ett år i sänder."
    for title, count in (("Annat", 2), ("Giltighetstid", 1)):
        made = text % title
        units = [u.id for u in analysed(made).units if "ses" in u.text or "sänder" in u.text]
        assert len(shown(made, units, (0.3, 0.2))) == count


def test_a_lack_that_a_rule_takes_for_the_cause_is_shown_though_nothing_learned_has_scored_it() -> None:
    cause = "Orsaken är tristess: det saknas annat att göra."
    text = f"# Uppföljning\n\nDet är fylla i parken.{FAR} {cause}"
    units = [u.id for u in analysed(text).units if "fylla" in u.text]
    assert shown(text, units, (0.1,), made=LACK) == ["Det är fylla i parken.", cause]


def test_what_rules_found_comes_before_a_likely_passage_of_another_matter() -> None:
    text = "# %s\n\nEn plan tas fram.\n\n# Uppföljning\n\nSäkerhetschefen går igenom målen."
    for title, first in (
        ("Kommunikation", "Säkerhetschefen går igenom målen."),
        ("Fika", "En plan tas fram."),
    ):
        made = text % title
        units = [u.id for u in analysed(made).units if "plan" in u.text]
        assert shown(made, units, (0.25,))[0] == first
