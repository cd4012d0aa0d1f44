"""Edits of a small labelled corpus: what is changed, who must follow, who must not."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

import pytest

from overenskommelse_granskning.evaluation.mutations.bench import Bench, by_kind
from overenskommelse_granskning.evaluation.mutations.copies import CopyKind, copies, exchanges, harmless
from overenskommelse_granskning.evaluation.mutations.editing import build, edited, removal, take_apart
from overenskommelse_granskning.evaluation.mutations.edits import MutationKind, mutations
from overenskommelse_granskning.evaluation.mutations.render import examples, page
from overenskommelse_granskning.evaluation.mutations.source import criterion_topics, load_sources
from overenskommelse_granskning.language.units import split_units
from overenskommelse_granskning.training.corpus import document_from_source, load_corpus
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome

FIRST = """# Överenskommelse

## Parter

Parter är Ekdala kommun och lokalpolisområde Ekdala.

## Målen

Minst 40 butiker ska vara anslutna till larmkedjan senast 2027. Färre ska stjäla i Ekdala.

## Det vi gör

| Åtgärd | Vem | När |
|---|---|---|
| Larmkedja | Kommunpolisen | Mars 2026 |
| Belysning | Tekniska chefen | Juni 2026 |

Lampan i hallen lyser hela natten, och den som glömmer att släcka får betala en bulle.

## Hur det går

Kommunchefen går igenom målen i oktober varje år.

## Sist

Avtalet gäller till och med 2027.
"""
FIRST_LABELS = """id: prov-a-01
criteria:
  bra.parter: {outcome: met, quote: "Parter är Ekdala kommun och lokalpolisområde Ekdala."}
  bra.mal_matbara: {outcome: met, quote: "Minst 40 butiker ska vara anslutna"}
  bra.mal_tidsatta: {outcome: partial, quote: "senast 2027"}
  bra.atgardsplan: {outcome: met, quote: "Larmkedja Kommunpolisen Mars 2026", also: ["Belysning Tekniska chefen"]}
  bra.uppfoljning: {outcome: met, quote: "Kommunchefen går igenom målen i oktober varje år."}
  bra.resurser: {outcome: missing}
  bra.period: {outcome: met, quote: "Avtalet gäller till och med 2027."}
sections: {parter: true, mal: true, atgarder: true, uppfoljning: true, resurser: false}
"""
SECOND = """# Avtal

## Vilka

Norrviks kommun och lokalpolisområde Norrvik står bakom avtalet.

## Annat

En katt som heter Sixten bor sedan länge i receptionen och vill gärna bli klappad.

## Sist

Avtalet gäller till och med 2028.
"""
SECOND_LABELS = """id: prov-b-01
criteria:
  bra.parter: {outcome: met, quote: "Norrviks kommun och lokalpolisområde Norrvik"}
  bra.mal_matbara: {outcome: missing}
  bra.uppfoljning: {outcome: missing}
  bra.period: {outcome: met, quote: "Avtalet gäller till och med 2028."}
sections: {parter: true}
"""
TOPICS = {
    "Parter är": ["parter"],
    "Norrviks kommun": ["parter"],
    "Minst 40": ["mal"],
    "Färre ska": ["mal"],
    "Larmkedja": ["atgarder"],
    "Belysning": ["atgarder"],
    "Kommunchefen": ["uppfoljning"],
    "Avtalet gäller": ["giltighet_revidering"],
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "texts").mkdir()
    rows = []
    for name, body, labels in (("prov-a-01", FIRST, FIRST_LABELS), ("prov-b-01", SECOND, SECOND_LABELS)):
        head = f"---\nid: {name}\nkind: samverkansoverenskommelse\nformat: docx\n---\n"
        (folder / "texts" / f"{name}.md").write_text(head + body, encoding="utf-8")
        (folder / "texts" / f"{name}.labels.yaml").write_text(labels, encoding="utf-8")
        document = document_from_source(name, body)
        for unit in split_units(document):
            text = document.text[unit.start : unit.end]
            topics = next((t for start, t in TOPICS.items() if text.startswith(start)), [])
            does = (
                ["rubrik"]
                if unit.kind in ("heading", "header_row")
                else (["mal"] if "mal" in topics else ["ovrigt"])
            )
            rows.append(
                {
                    "document": name,
                    "start": unit.start,
                    "end": unit.end,
                    "topics": topics,
                    "functions": does,
                    "split": "locked" if name == "prov-a-01" else "train",
                }
            )
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    (folder / "passages.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sources(corpus):
    return load_sources(corpus)


@pytest.fixture(scope="module")
def topics():
    return criterion_topics()


@pytest.fixture(scope="module")
def made(sources, topics):
    return list(mutations(sources[0], topics))


def of(made, kind, criterion=None):
    return [m for m in made if m.kind is kind and (criterion is None or m.affected == {criterion})]


def test_sources_know_their_evidence_and_topics(sources):
    first, second = sources
    assert first.locked and not second.locked
    (unit,) = first.evidence["bra.mal_matbara"]
    assert first.wording(unit).startswith("Minst 40")
    assert len(first.evidence["bra.atgardsplan"]) == 2
    assert len(first.main["bra.atgardsplan"]) == 1
    assert {first.wording(u)[:9] for u in first.about({"mal"})} == {"Minst 40 ", "Färre ska"}


def test_building_again_changes_nothing(repository):
    for text in load_corpus(repository / "corpus" / "texts")[::12]:
        document = text.document()
        again = build(document.name, take_apart(document))
        assert again.text == document.text
        assert [(b.kind, b.level, b.marker) for b in again.blocks] == [
            (b.kind, b.level, b.marker) for b in document.blocks
        ]


def test_removing_units_leaves_the_rest(sources):
    first = sources[0]
    units = [u for u in first.units if first.wording(u.id).startswith(("Minst 40", "Larmkedja", "Belysning"))]
    left = edited(first.document, removal(units)).text
    assert "Minst 40" not in left and "Färre ska stjäla i Ekdala." in left
    assert "Åtgärd" not in left  # a table without rows is no table
    one = edited(first.document, removal([u for u in units if "Larmkedja" in first.wording(u.id)])).text
    assert "Åtgärd" in one and "Belysning" in one and "Larmkedja" not in one


def test_a_section_out_takes_its_criteria_along(made):
    goal = next(m for m in of(made, MutationKind.SECTION) if "mal" in m.sections)
    assert goal.affected == {"bra.mal_matbara", "bra.mal_tidsatta"}
    assert "Målen" not in goal.document.text and "Hur det går" in goal.document.text
    assert {"bra.parter", "bra.uppfoljning", "bra.resurser"} <= goal.spared
    assert not goal.spared & goal.affected


def test_all_on_one_matter_out(made):
    (goal,) = of(made, MutationKind.MATTER, "bra.mal_matbara")
    assert "butiker" not in goal.document.text and "Färre ska" not in goal.document.text
    assert "bra.mal_tidsatta" not in goal.spared  # its passage went along
    assert {"bra.parter", "bra.period"} <= goal.spared
    (passages,) = of(made, MutationKind.PASSAGES, "bra.mal_matbara")
    assert "butiker" not in passages.document.text and "Färre ska" in passages.document.text


def test_only_met_criteria_are_taken_out(made):
    asked = {c for m in of(made, MutationKind.MATTER) for c in m.affected}
    assert asked == {"bra.parter", "bra.mal_matbara", "bra.atgardsplan", "bra.uppfoljning", "bra.period"}


def test_a_weakened_goal_keeps_its_direction(made):
    (goal,) = of(made, MutationKind.GOAL)
    assert goal.affected == {"bra.mal_matbara"}  # the time was only partly met
    assert "Fler butiker ska vara anslutna till larmkedjan." in goal.document.text
    assert "Färre ska stjäla i Ekdala." in goal.document.text


def test_the_one_who_acts_is_taken_out(made):
    (follow_up,) = of(made, MutationKind.ACTOR, "bra.uppfoljning")
    assert "Man går igenom målen i oktober varje år." in follow_up.document.text
    (plan,) = of(made, MutationKind.ACTOR, "bra.atgardsplan")
    assert "Kommunpolisen" not in plan.document.text and "Mars 2026" in plan.document.text


def test_follow_up_is_denied_in_two_ways(made):
    (negated,) = of(made, MutationKind.NEGATED)
    assert "Kommunchefen går inte igenom målen" in negated.document.text
    (denied,) = of(made, MutationKind.DENIED)
    assert "Kommunchefen" not in denied.document.text
    assert denied.what in denied.document.text and "följ" in denied.what


def test_a_placeholder_stands_where_the_passage_stood(made):
    (period,) = of(made, MutationKind.PLACEHOLDER, "bra.period")
    assert "Avtalet gäller" not in period.document.text
    assert len(period.document.text.split("Sist")[1].strip()) > 0


def test_harmless_paragraphs_concern_nothing(sources):
    assert harmless(sources[1]) == (
        "En katt som heter Sixten bor sedan länge i receptionen och vill gärna bli klappad.",
    )
    assert len(harmless(sources[0])) == 1


def words(document):
    return sorted(document.text.replace("\t", " ").split())


def test_copies_say_the_same(sources):
    first = sources[0]
    made = {c.kind: c.document for c in copies(first, "Ett stycke om ingenting alls.")}
    assert set(made) == set(CopyKind)
    for kind in (CopyKind.ORDER, CopyKind.HTML, CopyKind.MARKDOWN):
        assert words(made[kind]) == words(first.document), kind
    assert made[CopyKind.ORDER].text != first.document.text
    assert made[CopyKind.ORDER].text.index("Hur det går") < made[CopyKind.ORDER].text.index("Målen")
    assert made[CopyKind.ORDER].text.index("Parter") < made[CopyKind.ORDER].text.index("Hur det går")
    assert "Ett stycke om ingenting alls." in made[CopyKind.PARAGRAPH].text
    for kind in (CopyKind.HTML, CopyKind.MARKDOWN):
        assert [s.title for s in made[kind].sections] == [s.title for s in first.document.sections]


def test_passages_move_into_a_text_by_another_author(sources, topics):
    first, second = sources
    moved = {e.criterion: e for e in exchanges(first, sources, topics)}
    goal = moved["bra.mal_matbara"].document.text
    assert moved["bra.mal_matbara"].host is second
    assert "Minst 40 butiker" in goal and "Målen" in goal and "Norrviks kommun" in goal
    assert "Kommunchefen" not in goal and "Larmkedja" not in goal.replace("larmkedjan", "")
    parties = moved["bra.parter"].document.text
    assert "Ekdala kommun" in parties and "Norrviks kommun" not in parties
    assert "bra.atgardsplan" not in moved  # the other text has no label to go by


@dataclass
class Verdict:
    id: str
    outcome: Outcome
    needs_review: bool = False
    evidence: tuple = ()


@dataclass
class Facts:
    kind: Kind = Kind.AGREEMENT


@dataclass
class Section:
    label: str
    present: bool


@dataclass
class Judgement:
    criteria: list
    sections: list
    document: Facts = field(default_factory=Facts)

    def __iter__(self):
        return iter(self.criteria)


SIGNS = {
    "bra.parter": "lokalpolisområde",
    "bra.mal_matbara": "40 butiker",
    "bra.atgardsplan": "Kommunpolisen",
    "bra.uppfoljning": "igenom målen",
    "bra.period": "Avtalet gäller",
}


class ByWord:
    """Met where a word stands in the text; ``blind`` criteria are met whatever the text says."""

    def __init__(self, blind=()):
        self.blind = blind

    def review_document(self, document):
        found = [
            Verdict(c, Outcome.MET if c in self.blind or word in document.text else Outcome.MISSING)
            for c, word in SIGNS.items()
        ]
        found.append(Verdict("bra.resurser", Outcome.MISSING))
        return Judgement(found, [Section("mal", "butiker" in document.text)])


def run(sources, topics, blind=()):
    return Bench(lambda _kind: ByWord(blind), topics).run(sources[:1], sources)


def test_a_reviewer_that_reads_is_right(sources, topics):
    results = run(sources, topics)
    drops = by_kind(results.drops)
    assert all(
        c.right
        for k in ("section_removed", "matter_removed", "goal_weakened", "topic_removed")
        for c in drops[k]
    )
    assert all(c.right for c in results.stays)
    assert all(c.right for c in results.kinds)
    # Words that stand in a denied sentence still stand there: this reviewer does not see the "inte".
    assert [c.right for c in drops["follow_up_negated"]] == [False]
    assert [c.right for c in drops["follow_up_denied"]] == [True]
    assert all(c.right for c in results.kept)


def test_a_reviewer_that_does_not_look_is_found_out(sources, topics):
    results = run(sources, topics, blind=("bra.parter",))
    wrong = {(c.kind, c.name) for c in results.drops if not c.right}
    assert {
        ("section_removed", "bra.parter"),
        ("matter_removed", "bra.parter"),
        ("placeholder", "bra.parter"),
    } <= wrong


def test_a_verdict_that_was_wrong_to_begin_with_is_not_asked_to_drop(sources, topics):
    results = run(sources, topics, blind=("bra.resurser",))
    assert "bra.mal_tidsatta" not in {c.name for c in results.drops}


def test_the_page_tells_what_is_reached(sources, topics):
    good, bad = page(run(sources, topics)), page(run(sources, topics, blind=("bra.parter",)))
    assert page(run(sources, topics)) == good
    assert "| avsnitt borttaget, kriteriet faller | 95 % | 100,0 % | 100,0 % |" in good
    assert "(inte nått)" in bad and "| `bra.parter` |" in bad
    assert "| Ändring | Låsta: fall | rätt | Inlärda: fall | rätt |" in good
    assert "Föll inte: helt avsnitt borttaget" in examples(run(sources, topics, blind=("bra.parter",)), 2)


def test_the_benchmark_runs_on_one_text(repository, capsys, monkeypatch):
    import importlib.util

    spec = importlib.util.spec_from_file_location(
        "mutations_script", repository / "benchmarks" / "mutations.py"
    )
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr("sys.argv", ["mutations.py", "--dokument", "egen-b-11"])
    script.main()
    out = capsys.readouterr().out
    assert out.startswith("# Mutationer") and "orörda kopior" in out


def test_what_was_partly_met_is_told_apart(sources, topics):
    results = run(sources, topics)
    case = next(c for c in results.drops if c.kind == "section_removed" and c.before == "met")
    results.drops.append(replace(case, before="partial", right=False))
    text = page(results)
    rows = [line for line in text.splitlines() if line.startswith("| – ")]
    assert len(rows) >= 2
    assert any(line.startswith("| – uppfyllt från början") and "100,0 %" in line for line in rows)
    assert any(line.startswith("| – delvis från början") and "0,0 %" in line for line in rows)
