"""Which steps are chosen, in which order, and what they write."""

from __future__ import annotations

from dataclasses import replace

import pytest

import report_samples as samples
from core_samples import analysed, checklist
from overenskommelse_granskning.advice import next_steps, slot_values
from overenskommelse_granskning.advice.chains import chain_steps
from overenskommelse_granskning.advice.open_rows import open_rows, told
from overenskommelse_granskning.advice.places import Outline
from overenskommelse_granskning.advice.wording import Writer
from overenskommelse_granskning.assessment import CriterionAssessment, NextStep, ThreadRow
from overenskommelse_granskning.checklist import Checklist
from overenskommelse_granskning.document import Span
from overenskommelse_granskning.rules.contract import ElementResult, Passage
from overenskommelse_granskning.thread.lists import build_lists
from overenskommelse_granskning.verdict.model import Verdict
from overenskommelse_granskning.vocabulary.closed import Kind, Level, Outcome

TEXT = """# Överenskommelse om samverkan

## Prioriterade områden

### Cykelstölder vid stationen

Under 2024 anmäldes 61 cykelstölder.

### Bedrägerier mot äldre

Äldre luras på telefon.

## Mål

- Färre cykelstölder ska ske.
- Högst 12 äldre ska luras senast 2027.

## Uppföljning

Uppföljning sker löpande.

## Giltighet

Överenskommelsen gäller tills vidare.
"""
PARTS = {
    "a": "elements: [{id: a, title: A, rule: {type: mention, where: {regex: x}}}]",
    "problems": "elements: [{id: a, title: A, rule: {type: share, list: problems, met_all: true, where: {regex: x}}}]",
    "goals": "elements: [{id: a, title: A, rule: {type: share, list: goals, where: {regex: x}}}]",
}


def criteria(*specs: tuple[str, str, str]) -> Checklist:
    """Criteria from (id, level, further lines of YAML)."""
    items = []
    for name, level, more in specs:
        parts = [f"- id: {name}", "  title: T", "  question: Q", f"  level: {level}", "  sources: [k]"]
        parts += ["  levels: {met: M, partial: P, missing: S}", "  outcome: {met: [a]}"]
        parts += [f"  {line}" for line in more.split("\n")]
        items.append("\n".join(parts))
    return checklist("\n".join(items) + "\n")


def steps_for(
    listed: Checklist,
    outcomes: dict[str, Outcome],
    *,
    text: str = TEXT,
    evidence: dict[str, str] | None = None,
    passed: dict[str, tuple[str, ...]] | None = None,
    thread: tuple[ThreadRow, ...] = (),
    review: tuple[str, ...] = (),
    **more: object,
) -> tuple[NextStep, ...]:
    """The steps where verdicts fell so; ``evidence``: quotes that bear them, ``passed``: those that pass."""
    analysis = analysed(text)
    lists = build_lists(analysis)
    verdicts, found = {}, []
    for c in listed.criteria:
        outcome = outcomes.get(c.id, Outcome.MET)
        quote = (evidence or {}).get(c.id)
        spans = (
            () if quote is None else (Span(text_at(analysis, quote), text_at(analysis, quote) + len(quote)),)
        )
        passages = tuple(
            Passage(u.start, u.end, u.id)
            for q in (passed or {}).get(c.id, ())
            for u in analysis.units
            if q in u.text
        )
        elements = (ElementResult("a", outcome, passages),)
        verdicts[c.id] = Verdict(c, outcome, "", 0.9, c.id in review, elements, spans, (), None, ())
        found.append(
            replace(
                samples.criterion(c.id, outcome, level=c.level, weight=c.weight),
                needs_review=c.id in review,
                advice="Råd.",
            )
        )
    one = replace(samples.checklist(*found), id="prov")
    values = slot_values(analysis, lists)
    return next_steps([one], verdicts, analysis, lists, values, Kind.AGREEMENT, thread, **more)  # type: ignore[arg-type]


def text_at(analysis, quote: str) -> int:
    return analysis.document.text.index(quote)


def plain(
    name: str, level: str = "skall", topics: str = "uppfoljning", more: str = ""
) -> tuple[str, str, str]:
    lines = [PARTS["a"], f"topics: [{topics}]", f'suggestion: "[Vem] gör {name}."']
    return name, level, "\n".join(lines + ([more] if more else []))


def test_most_points_first_then_skall_then_the_chain_then_sure_verdicts():
    listed = criteria(
        plain("p.bor_saknas", "bor"),
        plain("p.form_delvis", "skall", "parter"),
        plain("p.kedja_osaker", "skall", "mal"),
        plain("p.kedja_delvis", "skall", "mal"),
        plain("p.skall_saknas", "skall", "parter"),
    )
    outcomes = {c.id: Outcome.PARTIAL for c in listed.criteria} | {
        "p.bor_saknas": Outcome.MISSING, "p.skall_saknas": Outcome.MISSING,
    }  # fmt: skip
    found = steps_for(listed, outcomes, review=("p.kedja_osaker",))
    assert [s.criterion.removeprefix("p.") for s in found] == [
        "skall_saknas", "kedja_delvis", "kedja_osaker", "form_delvis", "bor_saknas",
    ]  # fmt: skip
    assert [s.gain for s in found] == [4.0, 2.0, 2.0, 2.0, 2.0]


def test_at_most_ten_and_none_for_what_is_met_or_cannot_be_judged():
    listed = criteria(*(plain(f"p.k{i}") for i in range(14)))
    assert len(steps_for(listed, {c.id: Outcome.MISSING for c in listed.criteria})) == 10
    assert len(steps_for(listed, {c.id: Outcome.MISSING for c in listed.criteria}, every=True)) == 14
    outcomes = {"p.k0": Outcome.NOT_ASSESSABLE, "p.k1": Outcome.NOT_APPLICABLE, "p.k2": Outcome.ERROR}
    assert steps_for(listed, outcomes) == ()


def test_a_criterion_that_another_wording_serves_has_no_step_of_its_own():
    listed = criteria(plain("p.a", more="serves: [p.b]"), plain("p.b", more="serves: [p.a]"), plain("p.c"))
    found = steps_for(listed, {"p.a": Outcome.MISSING, "p.b": Outcome.MISSING, "p.c": Outcome.MISSING})
    assert [(s.criterion, s.serves) for s in found] == [("p.a", ("p.b",)), ("p.c", ())]
    found = steps_for(listed, {"p.a": Outcome.MISSING, "p.c": Outcome.MISSING})
    assert [(s.criterion, s.serves) for s in found] == [("p.a", ()), ("p.c", ())]


def test_no_step_without_a_wording():
    listed = criteria(("p.a", "skall", PARTS["a"]))
    assert steps_for(listed, {"p.a": Outcome.MISSING}) == ()


def test_one_wording_per_problem_that_lacks_it_where_the_problem_stands():
    listed = criteria(
        ("p.a", "skall", f'{PARTS["problems"]}\neach: problems\nsuggestion: "Det beror på [orsak]."')
    )
    (step,) = steps_for(listed, {"p.a": Outcome.PARTIAL}, passed={"p.a": ("Äldre luras",)})
    (change,) = step.changes
    assert change.wording == "Det beror på [orsak]." and change.inserts
    assert change.place is not None and change.place.quote == "Under 2024 anmäldes 61 cykelstölder."
    (step,) = steps_for(listed, {"p.a": Outcome.MISSING})
    assert [c.place.quote for c in step.changes if c.place] == [
        "Under 2024 anmäldes 61 cykelstölder.", "Äldre luras på telefon.",
    ]  # fmt: skip


def test_a_problem_with_a_section_of_its_own_gets_the_wording_there_also_behind_a_list():
    text = TEXT.replace("Äldre luras på telefon.", "Äldre luras på telefon.\n\n- träffar på mötesplatser")
    listed = criteria(
        ("p.a", "skall", f'{PARTS["problems"]}\neach: problems\nsuggestion: "Det beror på [orsak]."')
    )
    (step,) = steps_for(
        listed,
        {"p.a": Outcome.PARTIAL},
        text=text,
        passed={"p.a": ("Under 2024",)},
        evidence={"p.a": "Under 2024 anmäldes 61 cykelstölder."},
    )
    (change,) = step.changes
    assert change.wording == "Det beror på [orsak]." and change.place is not None
    assert change.place.section == "Bedrägerier mot äldre"


def test_listed_problems_are_named_in_lines_of_their_own():
    text = (
        TEXT.replace("### Cykelstölder vid stationen\n\n", "- Cykelstölder\n")
        .replace("### Bedrägerier mot äldre\n\n", "- Bedrägerier mot äldre\n")
        .replace("Under 2024 anmäldes 61 cykelstölder.\n\n", "")
        .replace("Äldre luras på telefon.\n", "")
    )
    listed = criteria(
        ("p.a", "skall", f'{PARTS["problems"]}\neach: problems\nsuggestion: "Det beror på [orsak]."')
    )
    (step,) = steps_for(listed, {"p.a": Outcome.MISSING}, text=text)
    assert step.suggestion.split("\n") == [
        "Cykelstölder: det beror på [orsak].", "Bedrägerier mot äldre: det beror på [orsak].",
    ]  # fmt: skip


def test_without_problems_the_wording_names_some_to_be_filled_in():
    listed = criteria(("p.a", "skall", f'{PARTS["problems"]}\neach: problems\nsuggestion: "Mål: [mål]."'))
    (step,) = steps_for(listed, {"p.a": Outcome.MISSING}, text="Vi samverkar.\n")
    assert step.suggestion == "- [Problemet] – mål: [mål].\n- [Ett annat problem] – mål: [mål]."


def test_goals_that_lack_something_are_reworded_with_their_own_words():
    more = f'{PARTS["goals"]}\neach: goals\namend: "{{text}}, senast den [dag]."\nsuggestion: "Mål: [mål]."'
    (step,) = steps_for(
        criteria(("p.a", "skall", more)), {"p.a": Outcome.PARTIAL}, passed={"p.a": ("Högst 12",)}
    )
    (change,) = step.changes
    assert change.wording == "Färre cykelstölder ska ske, senast den [dag]." and not change.inserts
    assert change.place is not None and change.place.quote == "Färre cykelstölder ska ske."


@pytest.mark.parametrize(("bears", "replaces"), [((), True), (("p.b",), False)])
def test_a_wording_replaces_what_it_would_contradict_unless_that_says_other_things(bears, replaces):
    sentence = "Överenskommelsen gäller tills vidare."
    listed = criteria(plain("p.a", topics="giltighet_revidering", more="instead: first"), plain("p.b"))
    evidence = {"p.a": sentence} | dict.fromkeys(bears, sentence)
    (step,) = steps_for(listed, {"p.a": Outcome.PARTIAL}, evidence=evidence)
    (change,) = step.changes
    assert change.inserts is not replaces
    assert change.place is not None and change.place.quote == sentence


def row(problem: str, text: str, **links: str) -> ThreadRow:
    def quote(part: str):
        return samples.quote(part, text.index(part), None, "Prioriterade områden")

    return ThreadRow(quote(problem), **{k: quote(v) for k, v in links.items()})


def chains(rows: list[ThreadRow], stepped: tuple[str, ...] = ()) -> list[NextStep]:
    analysis = analysed(TEXT)
    writer = Writer(analysis, build_lists(analysis), Outline(analysis, Kind.AGREEMENT), {}, {})
    known: dict[str, tuple[str, CriterionAssessment]] = {
        i: ("bra-2020", samples.criterion(i, Outcome.MET))
        for i in ("bra.orsaker", "bra.mal", "bra.atgarder", "bra.atgardsplan", "bra.uppfoljning")
    }
    return chain_steps(rows, known, dict.fromkeys(known, ()), stepped, writer)


LATER = (
    "# Överenskommelse\n\n## Åtgärder\n\nPolisen går till fots. En handlingsplan ska tas fram under hösten.\n"
)


@pytest.mark.parametrize(("bears", "struck"), [((), True), (("p.b",), False)])
def test_what_is_only_promised_is_struck_where_it_is_written_unless_it_says_other_things(bears, struck):
    promise = "En handlingsplan ska tas fram under hösten."
    listed = criteria(plain("p.a", topics="atgarder"), plain("p.b"))
    steps = steps_for(
        listed,
        {"p.a": Outcome.PARTIAL, "p.b": Outcome.MET},
        text=LATER,
        evidence={"p.a": promise, **dict.fromkeys(bears, promise)},
    )
    inserted, *rest = steps[0].changes
    at = analysed(LATER).document.text.index(promise)
    assert inserted.inserts and inserted.wording
    assert [(c.start, c.end, c.wording) for c in rest] == ([(at, at + len(promise), "")] if struck else [])


def test_a_broken_chain_is_mended_where_the_problem_stands():
    text = analysed(TEXT).document.text
    whole = dict.fromkeys(("cause", "goal", "measure", "time", "follow_up"), "Äldre luras på telefon.")
    (step,) = chains([row("Bedrägerier mot äldre", text, **whole)])
    assert (step.links, step.criterion, step.gain) == (("responsible",), "bra.atgardsplan", 0.0)
    assert step.suggestion == "Bedrägerier mot äldre: ansvarig är [ansvarig funktion]."
    assert step.problem is not None and step.problem.quote == "Bedrägerier mot äldre"
    assert step.advice == "Skriv för just det här problemet vem som ansvarar."
    (change,) = step.changes
    assert text[: change.start].endswith("Äldre luras på telefon.")


def test_the_least_broken_chain_comes_first_and_a_measure_brings_who_and_when():
    text = analysed(TEXT).document.text
    broken = row("Cykelstölder vid stationen", text)
    nearly = row(
        "Bedrägerier mot äldre", text, cause="Äldre luras", goal="Äldre luras", follow_up="Äldre luras"
    )
    first, second = chains([broken, nearly])
    assert first.problem == nearly.problem and second.problem == broken.problem
    assert first.links == ("measure", "responsible", "time")
    assert first.suggestion.count("[Ansvarig funktion]") + first.suggestion.count("[ansvarig funktion]") == 1


def test_what_a_criterions_own_step_gives_is_left_to_it_and_whole_chains_need_nothing():
    text = analysed(TEXT).document.text
    part = "Äldre luras"
    whole = row("Bedrägerier mot äldre", text, **dict.fromkeys(
        ("cause", "goal", "measure", "responsible", "time", "follow_up"), part))  # fmt: skip
    assert chains([whole]) == []
    rest = row(
        "Bedrägerier mot äldre", text, goal=part, measure=part, responsible=part, time=part, follow_up=part
    )
    assert chains([rest], stepped=("bra.orsaker",)) == []
    (step,) = chains([rest])
    assert step.links == ("cause",)


def test_chains_stand_between_what_is_demanded_and_what_is_recommended():
    text = analysed(TEXT).document.text
    listed = criteria(
        *(plain(f"bra.k{i}") for i in range(12)), plain("bra.uppfoljning"), plain("bra.bor", "bor"),
    )  # fmt: skip
    outcomes = {c.id: Outcome.MISSING for c in listed.criteria if c.id != "bra.uppfoljning"}
    part = "Äldre luras"
    broken = row(
        "Bedrägerier mot äldre", text, cause=part, goal=part, measure=part, responsible=part, time=part
    )
    found = steps_for(listed, outcomes, thread=(broken,))
    assert len(found) == 10 and [bool(s.links) for s in found] == [False] * 9 + [True]
    few = {"bra.k0": Outcome.MISSING, "bra.bor": Outcome.MISSING}
    found = steps_for(listed, few, thread=(broken,))
    assert [s.criterion for s in found] == ["bra.k0", "bra.uppfoljning", "bra.bor"]
    assert [s.level for s in found] == [Level.SHALL, Level.SHALL, Level.SHOULD]


PERIOD = """elements: [{id: a, title: A, rule: {type: fact, is: period}}]
topics: [giltighet_revidering]
instead: first
suggestion: "Det gäller från och med den [dag månad år] till och med den [dag månad år]." """


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("Överenskommelsen gäller från den 1 maj 2010.", "1 maj 2010"),
        ("Överenskommelsen gäller från 2010.", "[dag månad år]"),  # which day the parties must say
    ],
)
def test_the_day_that_a_period_begins_is_not_asked_for_again(said: str, start: str) -> None:
    listed = criteria(("bra.period", "skall", PERIOD.strip()))
    text = f"# Överenskommelse\n\n## Giltighet\n\n{said}\n"
    (step,) = steps_for(listed, {"bra.period": Outcome.PARTIAL}, text=text, passed={"bra.period": (said,)})
    assert step.suggestion == f"Det gäller från och med den {start} till och med den [dag månad år]."


def test_the_rows_of_a_plan_that_say_too_little_are_named() -> None:
    text = (
        "# Plan\n\n## Åtgärder\n\n| Område | Åtgärd | Ansvarig | Klart |\n| --- | --- | --- | --- |\n"
        "| Torget | Ny belysning | Gatuchefen | 2027 |\n| Äldre | Träffar | | |\n| Skolan | Vuxna ute | Rektor | |\n"
    )
    rows = open_rows(analysed(text))
    assert told(rows) == "Raden ”Äldre” saknar ansvarig och klart och raden ”Skolan” saknar klart."
    assert [r.wording for r in rows] == [
        "Äldre: ansvarig [ansvarig funktion], klart [dag månad år].",
        "Skolan: klart [dag månad år].",
    ]
    assert open_rows(analysed(TEXT)) == () and told(()) == ""


def test_a_row_of_a_plan_with_placeholders_says_as_little_as_an_empty_one() -> None:
    text = (
        "# Plan\n\n## Åtgärder\n\n| Område | Åtgärd | Ansvarig | Klart |\n| --- | --- | --- | --- |\n"
        "| Torget | Ny belysning | Gatuchefen | [datum] |\n| Äldre | Träffar | NN | [datum] |\n"
    )
    assert (
        told(open_rows(analysed(text)))
        == "Raden ”Torget” saknar klart och raden ”Äldre” saknar ansvarig och klart."
    )
