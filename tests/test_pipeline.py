"""From a file to an assessment, with nothing replaced: corpus texts, the shipped draft, bad input, pools."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest

import batch_samples
from entity_samples import document
from overenskommelse_granskning import Reviewer, render, review, review_many
from overenskommelse_granskning.assessment import Assessment
from overenskommelse_granskning.checklist import available, checklists_for
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.reports.item_view import make_item
from overenskommelse_granskning.reports.schema import schema_text
from overenskommelse_granskning.training.corpus import load_text
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome, Stage
from overenskommelse_granskning.vocabulary.sections import SECTION_LABELS

ROOT = Path(__file__).resolve().parents[1]
DRAFT = ROOT / "examples" / "utkast.docx"
DAY = date(2025, 11, 20)
VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text("report")))
OTHER = "# Recept på pannkakor\n\nVispa ägg, mjölk och mjöl. Stek i smör.\n"


def _sample() -> list[Path]:
    """Every eighth text of the corpus: all kinds and authors, and seconds instead of minutes."""
    return sorted((ROOT / "corpus" / "texts").glob("*.md"))[::8]


@cache
def reviewer() -> Reviewer:
    return Reviewer(as_of=DAY)


@cache
def reviewed(path: Path) -> Assessment:
    return reviewer().review_document(load_text(path).document())


@cache
def draft() -> Assessment:
    return reviewer().review(DRAFT)


def as_bytes(assessment: Assessment) -> bytes:
    return json.dumps(assessment.to_dict(), ensure_ascii=False).encode("utf-8")


def check(found: Assessment) -> None:
    """What holds of every assessment of a document that could be read."""
    VALIDATOR.validate(found.to_dict())
    assert found.readable and found.as_of == DAY
    assert [s.label for s in found.sections] == [str(s) for s in SECTION_LABELS]
    for c in found:
        shown = c.outcome in (Outcome.MET, Outcome.PARTIAL)
        assert bool(c.evidence) is shown, c.id
        assert c.outcome is not Outcome.ERROR, c.id
        assert c.reason[0].isupper() and c.reason.endswith("."), c.id
        assert 0.0 <= c.confidence <= 1.0
        assert c.elements or c.outcome is Outcome.NOT_APPLICABLE, c.id
        assert bool(c.advice) is (c.outcome in (Outcome.PARTIAL, Outcome.MISSING)), c.id
        nearest = [c.searched.nearest] if c.searched.nearest else []
        for e in (*c.evidence, *nearest, *(x for el in c.elements for x in el.evidence)):
            assert found.text[e.start : e.end] == e.quote == e.quote.strip() != ""
    for p in found.promises:
        parts = (p.activity, *p.places, p.time, *(q.evidence for q in p.quantities))
        for e in (p.evidence, *((p.actor.evidence,) if p.actor else ()), *(e for e in parts if e)):
            assert found.text[e.start : e.end] == e.quote == e.quote.strip() != ""


def test_there_is_a_corpus_to_try() -> None:
    assert len(_sample()) >= 10


@pytest.mark.parametrize("path", _sample(), ids=lambda p: p.stem)
def test_a_text_of_the_corpus(path: Path) -> None:
    found = reviewed(path)
    check(found)
    assert found.document.kind is not None
    assert tuple(c.id for c in found.checklists) == checklists_for(found.document.kind)


def test_kinds_of_the_corpus_are_told_apart() -> None:
    """Not a measure of accuracy (that is made on texts never seen): a guard against a broken model."""
    right = [reviewed(p).document.kind == load_text(p).kind for p in _sample()]
    assert sum(right) >= 0.8 * len(right)


def test_the_shipped_draft() -> None:
    found = draft()
    check(found)
    assert found.document.kind is Kind.AGREEMENT
    assert found.document.stage is Stage.DRAFT
    assert found.document.municipalities and found.document.parties
    assert {c.id: len(c.criteria) for c in found.checklists} == {"bra-2020": 35, "lag-2023-196": 12}
    outcomes = {c.outcome for c in found}
    assert {Outcome.MET, Outcome.PARTIAL, Outcome.MISSING} <= outcomes
    assert found.model is not None


# --- the same input, the same bytes --------------------------------------------------------------


def test_a_path_bytes_and_an_open_file_give_the_same() -> None:
    expected = as_bytes(draft())
    assert as_bytes(reviewer().review(str(DRAFT))) == expected
    assert as_bytes(reviewer().review(DRAFT.read_bytes(), filename=DRAFT.name)) == expected
    with DRAFT.open("rb") as file:
        assert as_bytes(reviewer().review(file, filename=DRAFT.name)) == expected
    assert as_bytes(review(DRAFT, as_of=DAY)) == expected


def test_the_original_is_kept_where_it_is_asked_for_and_changes_nothing_else() -> None:
    kept = Reviewer(as_of=DAY, keep_original=True).review(DRAFT)
    assert kept.original is not None and kept.original.data == DRAFT.read_bytes()
    assert kept.original.document.text == kept.text and kept.original.revisions == "accepted"
    plain = reviewer().review(DRAFT)
    assert plain.original is None and plain.to_dict() == kept.to_dict()


def test_what_was_reviewed_before_leaves_no_trace() -> None:
    fresh = Reviewer(as_of=DAY)
    for path in _sample()[:4]:
        fresh.review_document(load_text(path).document())
    assert as_bytes(fresh.review(DRAFT)) == as_bytes(draft())


@cache
def files() -> tuple[str, ...]:
    return (
        str(DRAFT),
        str(ROOT / "examples" / "utkast.md"),
        str(ROOT / "README.md"),
        str(ROOT / "borta.docx"),
    )


@cache
def one_by_one() -> list[bytes]:
    return [as_bytes(a) for a in review_many(files(), as_of=DAY)]


def test_one_by_one() -> None:
    statuses = [a.document.status for a in review_many(files(), as_of=DAY)]
    assert statuses == ["read", "read", "read", "unreadable"]


def test_a_pool_of_processes_gives_the_same_in_the_same_order() -> None:
    with ProcessPoolExecutor(max_workers=2) as executor:
        found = [as_bytes(a) for a in review_many(files(), executor=executor, as_of=DAY)]
    assert found == one_by_one()


def test_a_pool_of_threads_sharing_one_reviewer_gives_the_same() -> None:
    shared = Reviewer(as_of=DAY)
    with ThreadPoolExecutor(max_workers=4) as executor:
        found = list(executor.map(lambda p: as_bytes(shared.review(p)), list(files()) * 3))
    assert found == one_by_one() * 3


def test_threads_through_review_many() -> None:
    with ThreadPoolExecutor(max_workers=2) as executor:
        found = [as_bytes(a) for a in review_many(files(), executor=executor, as_of=DAY)]
    assert found == one_by_one()


# --- choices -------------------------------------------------------------------------------------


def test_without_the_learned_layers_rules_alone_decide() -> None:
    found = Reviewer(as_of=DAY, learned=False).review(DRAFT)
    assert found.model is None and found.sections == () and found.missing_sections == ()
    assert {c.id: len(c.criteria) for c in found.checklists} == {"bra-2020": 35, "lag-2023-196": 12}
    VALIDATOR.validate(found.to_dict())
    for c in found:
        assert not c.needs_review
        assert bool(c.evidence) is (c.outcome in (Outcome.MET, Outcome.PARTIAL)), c.id
        assert [layer for layer, _ in c.grounds] in (["regler"], [])


def test_another_kind_of_document_gets_no_checklist_but_a_notice() -> None:
    found = reviewer().review(OTHER.encode("utf-8"), filename="recept.md")
    assert found.document.kind is Kind.OTHER
    assert found.checklists == ()
    assert "R101" in [n.code for n in found.document.notices]
    VALIDATOR.validate(found.to_dict())


def test_a_chosen_checklist_is_applied_whatever_the_kind() -> None:
    chosen = Reviewer(["bra-2020"], as_of=DAY)
    found = chosen.review(OTHER.encode("utf-8"), filename="recept.md")
    assert [c.id for c in found.checklists] == ["bra-2020"]
    assert "R101" not in [n.code for n in found.document.notices]
    assert not any(c.outcome is Outcome.MET for c in found)
    check(found)


def test_every_shipped_checklist_can_be_chosen() -> None:
    found = Reviewer(list(available()), as_of=DAY).review(DRAFT)
    assert tuple(c.id for c in found.checklists) == available()
    check(found)


def test_an_unknown_checklist_is_refused_at_once() -> None:
    with pytest.raises(ConfigurationError, match="bra-2020"):
        Reviewer(["bra-2019"])


def test_the_stage_can_be_given() -> None:
    assert Reviewer(as_of=DAY, stage=Stage.SIGNED).review(DRAFT).document.stage is Stage.SIGNED


# --- bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "tom.docx", "R003"),
        (b"  \n\t\n", "blank.txt", "R011"),
        (b"%PDF-1.7\n1 0 obj\n<<", "avhuggen.pdf", "R005"),
        (b"\x00\x01\x02\x03" * 50, "okand.xyz", "R007"),
    ],
)
def test_unreadable_bytes_give_an_assessment_that_says_why(data: bytes, name: str, code: str) -> None:
    found = reviewer().review(data, filename=name)
    assert not found.readable and found.document.kind is None
    assert found.checklists == () and found.sections == () and found.text == ""
    (notice,) = found.document.notices
    assert notice.code == code and notice.message.endswith(".")
    VALIDATOR.validate(found.to_dict())


@pytest.mark.parametrize(("name", "code"), [("borta.docx", "R001"), ("mapp", "R002")])
def test_unreadable_paths(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "mapp").mkdir()
    found = reviewer().review(tmp_path / name)
    assert not found.readable
    assert [n.code for n in found.document.notices] == [code]
    assert found.document.path == name  # no folders in a report


def test_the_input_is_never_changed(tmp_path: Path) -> None:
    path = tmp_path / "utkast.docx"
    path.write_bytes(DRAFT.read_bytes())
    before = path.stat()
    reviewer().review(path)
    after = path.stat()
    assert path.read_bytes() == DRAFT.read_bytes()
    assert (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)


def test_a_signatory_signs_for_the_only_party_of_that_side():
    text = (
        "# Överenskommelse mellan Ekdala kommun och lokalpolisområde Ekdala\n\nSyftet är trygghet.\n\n"
        "Ekdala den 12 januari 2025. Anna Ekberg, kommunstyrelsens ordförande, och Bo Lind, lokalpolisområdeschef.\n"
    )
    facts = Reviewer(["bra-2020"]).review(text.encode(), filename="avtal.md").document
    assert [(s.name, s.party) for s in facts.signatories] == [
        ("Anna Ekberg", "Ekdala kommun"),
        ("Bo Lind", facts.parties[1]),
    ]


def test_registry_numbers_are_those_of_the_document_itself() -> None:
    text = (
        "# Överenskommelse mellan Ekdala kommun och lokalpolisområde Norra Vättle\n"
        "Ersätter: Överenskommelse 2019–2022 (KS 2019/41)\n"
        "Kommunen och polisen går vandringar varje vecka."
    )
    found = reviewer().review_document(document(text, header="Ekdala kommun, dnr KS 2024/317"))
    assert found.document.diary_numbers == ("KS 2024/317",)


@pytest.mark.parametrize(
    ("name", "more", "stage"),
    [
        ("löfte.md", "", Stage.UNKNOWN),
        ("löfte_UTKAST.md", "", Stage.DRAFT),
        ("löfte.md", "\n- Kommunen ska [vad] före sommaren.\n", Stage.DRAFT),
    ],
)
def test_what_nobody_has_signed_is_a_draft_while_its_name_or_blanks_say_so(
    name: str, more: str, stage: Stage
) -> None:
    text = f"# Medborgarlöfte för Tallnäs 2025\n\nVi lovar:\n\n- Polisen håller tolv kvällar i Tallnäs centrum.\n{more}"
    found = Reviewer(as_of=DAY).review(text.encode(), name)
    assert found.document.stage is stage


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "Bilaga 1 till överenskommelsen.md",
            "en bilaga, men det ser ut att vara en samverkansöverenskommelse",
        ),
        (
            "Länsövergripande 2025.md",
            "en länsövergripande överenskommelse, men det ser ut att vara en samverkansöverenskommelse",
        ),
        ("Uppföljning 2025.md", "en uppföljning, men det ser ut att vara en samverkansöverenskommelse"),
        ("Överenskommelse.md", ""),
    ],
)
def test_a_name_that_says_that_the_document_is_about_another_is_told(name, told):
    text = batch_samples.agreement("Ekdala").encode()
    assessment = Reviewer().review(text, filename=name)
    assert assessment.document.kind is Kind.AGREEMENT
    (message,) = [n.message for n in assessment.document.notices if n.code == "R112"] or [""]
    assert told in message and bool(told) == bool(message)
    for form in ("text", "html"):
        assert told in " ".join(render(assessment, form).split())
    known = Reviewer().review(text, filename=name, kind=Kind.AGREEMENT)
    assert "R112" not in [n.code for n in known.document.notices]


def test_what_speaks_against_a_criterion_and_was_not_said_is_not_shown_as_lacking() -> None:
    text = "Överenskommelse mellan Granholms kommun och Polisen 2025\n\nVi samverkar om trygghet.\n"
    found = review(text.encode(), filename="x.txt", kind=Kind.AGREEMENT)
    item = next(make_item(c) for c in found if c.id == "lag.4_lagesbild")
    assert item.outcome is Outcome.MISSING
    assert not any("sägs saknas" in p.title for p in item.parts)
    assert not any("ingen lägesbild finns" in phrase for phrase in item.lacking)


def test_a_draft_is_not_held_to_be_the_finished_agreement_by_what_stands_around_it() -> None:
    found = next(c for c in draft() if c.id == "lag.9_skriftlig")
    assert (found.outcome, found.reason) == (Outcome.PARTIAL, "Texten är ett utkast.")
