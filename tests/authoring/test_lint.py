"""The lint of a checklist: errors that stop it, weaknesses that do not, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from overenskommelse_granskning.authoring.backtracking import misleading, runs_without_end
from overenskommelse_granskning.authoring.cases import wanting
from overenskommelse_granskning.authoring.leaves import leaves_of
from overenskommelse_granskning.authoring.lint import Finding, lint
from overenskommelse_granskning.checklist import Case
from overenskommelse_granskning.resources import checklist_folder
from overenskommelse_granskning.vocabulary.closed import Outcome, Trap

GOOD = """\
id: lan-egen
title: Länets egen lista
version: 1.0.0
kinds: [samverkansoverenskommelse]
sources:
  L: Länets vägledning
tests:
  nar: {fact: [date, frequency]}
criteria:
  - id: lan.uppfoljning
    title: Uppföljning
    question: Anges när uppföljningen görs och av vem?
    level: skall
    why: Utan dag blir det inte av.
    sources: [L]
    levels: {met: När och vem anges, partial: Ett av dem, missing: Inget}
    passages: {where: {concept: uppfoljning_ord}}
    elements:
      - {id: nar, title: När, rule: {type: beside, where: {use: nar}, window: 0}}
      - {id: vem, title: Vem, rule: {type: beside, where: {agent: [role]}, window: 0}}
    outcome: {met: {all: [nar, vem]}, partial: {any: [nar, vem]}}
    advice: Skriv när.
    suggestion: "Målen följs upp varje [månad] av [funktion]."
    examples: {weak: Arbetet följs upp., strong: Kommunpolisen följer upp målen i maj.}
    cases:
      - {name: båda, text: Kommunpolisen följer upp målen varje år., expect: met}
      - {name: andra ord, text: I maj utvärderar säkerhetschefen vad åtgärderna gav., expect: met}
      - {name: bara när, text: Målen följs upp varje år., expect: partial}
      - {name: inget, text: Styrgruppen möts varje år., expect: missing}
      - {name: nekat, text: Någon uppföljning görs inte varje år., expect: missing, trap: negated}
      - {name: annat, text: Kommunpolisen informerar föräldrar varje år., expect: missing, trap: near_miss}
"""


def told(text: str, tmp_path: Path) -> list[Finding]:
    path = tmp_path / "lan.yaml"
    path.write_text(text, encoding="utf-8")
    return lint(text, str(path))


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_a_list_without_faults(tmp_path: Path) -> None:
    assert [f.error.located() for f in told(GOOD, tmp_path)] == []


@pytest.mark.parametrize(
    ("old", "new", "excerpt", "words"),
    [
        ("    why: Utan dag blir det inte av.\n", "", "lan.uppfoljning", "varför kravet finns (why)"),
        ("    advice: Skriv när.\n", "", "lan.uppfoljning", "råd (advice)"),
        ("weak: Arbetet följs upp., ", "", "lan.uppfoljning", "ett svagt och ett starkt exempel"),
        ("  L: Länets vägledning", "  L: Länets vägledning\n  M: Annat", "M: Annat", "Källan ”M” anges inte"),
        ("  nar: {fact", "  aldrig: {topic: mal}\n  nar: {fact", "aldrig", "Testet ”aldrig” används inte"),
        ("{concept: uppfoljning_ord}", "{any: [{concept: uppfoljning_ord}, {concept: rad_ord}]}", "rad_ord", "Begreppet ”rad_ord” träffar ingenting"),
        ("{concept: uppfoljning_ord}", "{any: [{concept: uppfoljning_ord}, {regex: [följs, granskas]}]}", "granskas", "Mönstret ”granskas” träffar ingenting"),
        ("where: {agent: [role]}", "where: {agent: [law]}", "id: vem", "Delkravet ”Vem” i lan.uppfoljning hålls inte"),
        (", trap: negated", "", "cases:", "en fälla där det nekas"),
        (", trap: near_miss", "", "cases:", "en närmiss"),
        ("where: {use: nar}, window: 0", "where: {use: nar}", "id: nar", "Delkravet ”När” i lan.uppfoljning räknar vad som helst i meningen intill"),
        ("missing: Inget}", "missing: Inget sägs}\n    place: process", "levels", "tystnad blir ej bedömbart"),
        ("Målen följs upp varje [månad] av [funktion].", "Målen följs upp varje [månad].", "suggestion", "”Vem” hålls inte av ”Målen följs upp varje maj.”"),
        ("Målen följs upp varje [månad] av [funktion].", "Målen följs upp i [månad] av [funktion]. Det görs noga.", "suggestion", "en mening utan hakparentes, ”Det görs noga.”"),
        ("{concept: uppfoljning_ord}", "{any: [{concept: uppfoljning_ord}, {word: [gurka, morot]}]}", "gurka", "Ordet ”gurka” träffar ingenting"),
        ("expect: partial", "expect: missing, todo: true", "cases:", "ett delvis uppfyllt"),
        ("id: lan.uppfoljning", "id: bra.uppfoljning", "id: bra.uppfoljning", "tillhör checklistan bra-2020"),
    ],
)  # fmt: skip
def test_a_weakness_is_a_warning_at_its_place(
    old: str, new: str, excerpt: str, words: str, tmp_path: Path
) -> None:
    found = told(changed(old, new), tmp_path)
    assert found and all(f.warning for f in found)
    (hit,) = [f.error for f in found if words in str(f.error)]
    assert excerpt in hit.excerpt and hit.line and hit.column


def test_what_answers_a_weakness(tmp_path: Path) -> None:
    beside = changed("where: {use: nar}, window: 0", "where: {use: nar}")
    for answer in (
        beside.replace("where: {use: nar}", "where: {use: nar}, near: {concept: uppfoljning_ord}"),
        beside.replace(
            "trap: near_miss}",
            "trap: neighbour}\n      - {text: Målen nås varje år., expect: missing, trap: near_miss}",
        ),
        changed(
            "missing: Inget}", "missing: Texten säger att det inte är gjort}\n    place: process"
        ).replace(
            "Styrgruppen möts varje år., expect: missing",
            "Styrgruppen möts varje år., expect: not_assessable",
        ),
        # That an author thinks of more words than the cases need is good.
        changed(
            "{concept: uppfoljning_ord}", "{any: [{concept: uppfoljning_ord}, {word: [gurka, följa upp]}]}"
        ),
        changed("{concept: uppfoljning_ord}", "{concept: [uppfoljning_ord, rad_ord]}"),
    ):
        assert [f.error.located() for f in told(answer, tmp_path)] == []


def test_every_word_of_a_packaged_list_must_be_seen(tmp_path: Path) -> None:
    text = changed("{concept: uppfoljning_ord}", "{concept: [uppfoljning_ord, rad_ord]}")
    (found,) = told(text.replace("id: lan-egen", "id: bra-2020"), tmp_path)
    assert "Begreppet ”rad_ord” träffar ingenting" in str(found.error)


def test_a_shipped_list_is_not_asked_for_what_only_authors_need() -> None:
    path = checklist_folder() / "bra-2020.yaml"
    text = path.read_text(encoding="utf-8")
    assert "type: beside" in text and lint(text, str(path)) == []
    own = lint(text.replace("id: bra-2020", "id: egen", 1), str(path))
    assert any("vad som helst i meningen intill" in str(f.error) for f in own)


def test_no_cases_at_all(tmp_path: Path) -> None:
    found = told(GOOD[: GOOD.index("    cases:")], tmp_path)
    assert any("har inga provfall" in str(f.error) for f in found)


def test_errors_of_all_sorts_come_together_and_without_warnings(tmp_path: Path) -> None:
    text = GOOD.replace("level: skall", "level: måste").replace("sources: [L]", "sources: [M]")
    text = text.replace("{agent: [role]}", "{regex: '(a|aa)+$'}").replace(
        "uppfoljning_ord", "uppfoljningsord"
    )
    found = told(text, tmp_path)
    assert not any(f.warning for f in found)
    words = ("”måste”", "Källan ”M”", "hur lång tid som helst", "”uppfoljningsord” finns inte")
    assert [any(w in str(f.error) for f in found) for w in words] == [True] * 4
    lines = [f.error.line for f in found]
    assert lines == sorted(lines)  # type: ignore[type-var]


def test_what_is_no_yaml_is_one_error(tmp_path: Path) -> None:
    (found,) = told("id: [a\n", tmp_path)
    assert not found.warning and found.error.line == 1


def test_only_what_the_file_itself_says_is_looked_at_in_a_list_that_builds_on_another(tmp_path: Path) -> None:
    text = "id: egen\ntitle: E\nversion: 1.0.0\nextends: bra-2020\nchanges:\n  bra.syfte: {weight: 3}\n"
    assert told(text, tmp_path) == []
    text += "  bra.monster: {elements: [{id: x, title: X, rule: {type: passage, where: {regex: kaj}}}]}\n"
    (found,) = told(text, tmp_path)
    assert "bra.monster har inga provfall" in str(found.error) and found.error.line == 7


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|aa)+$",
        "(a+)+$",
        "(x|y|xy)*z",
        r"(?:\w+\s?)+:$",
        r"(?:[a-z]+\d?)+!",
        r"(.*?,){11}P",
        r"(\s*\w+\s*)+;",
    ],
)
def test_expressions_without_end(pattern: str) -> None:
    assert runs_without_end(pattern, 0.05)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b\w*kommun(?:en|erna)?\b",
        r"\bföljs\b.{0,60}\bupp\b",
        r"(?:a|b)+c",
        "",
        r"\d{4}-\d\d-\d\d",
        r"\p{L}+x",
    ],
)
def test_expressions_that_end(pattern: str) -> None:
    assert not runs_without_end(pattern, 5.0)


def test_misleading_texts_repeat_each_way_through_a_choice() -> None:
    texts = list(misleading("x(a|bc)+d"))
    assert any(t.startswith("x" + "bc" * 20) for t in texts)
    assert any(t.startswith("x" + "a" * 20) for t in texts)


def test_two_met_cases_in_the_same_words_are_one() -> None:
    def case(text: str, expect: Outcome, trap: Trap | None = None) -> Case:
        return Case(text, text, expect, trap=trap)

    rest = [
        case("Målen nämns", Outcome.PARTIAL),
        case("Inget", Outcome.MISSING),
        case("[datum]", Outcome.MISSING, Trap.PLACEHOLDER),
        case("Annat", Outcome.MISSING, Trap.NEAR_MISS),
    ]
    one = case("Kommunpolisen följer upp målen varje maj", Outcome.MET)
    same = case("Kommunpolisen följer upp målen i maj", Outcome.MET)
    other = case("Varje vår prickar chefen av listan", Outcome.MET)
    assert [w for w in wanting([one, same, *rest]) if "nästan lika" in w]
    assert wanting([one, other, *rest]) == []


def test_every_leaf_has_its_place() -> None:
    import yaml

    found = {(leaf.key, leaf.value): leaf.path for leaf in leaves_of(yaml.safe_load(GOOD))}
    assert found[("fact", "frequency")] == ("tests", "nar", "fact", 1)
    assert found[("use", "nar")] == ("criteria", 0, "elements", 0, "rule", "where", "use")
    assert found[("concept", "uppfoljning_ord")] == ("criteria", 0, "passages", "where", "concept")


def test_a_case_without_anything_to_read_is_passed_over(tmp_path: Path) -> None:
    found = told(GOOD + '      - {name: tom, text: " ", expect: missing}\n', tmp_path)
    assert all(f.warning for f in found)
