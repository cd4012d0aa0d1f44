"""What a caller chooses: taken in every form that is clear, refused at once in one sentence otherwise."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest

from overenskommelse_granskning import Kind, Limits, ReadOptions, Reviewer, Stage, load_checklist, pipeline
from overenskommelse_granskning.errors import ConfigurationError, UnreadableDocument

DAY = date(2025, 1, 1)
TEXT = "# Överenskommelse\n\nEkdala kommun och lokalpolisområde Ekdala samverkar. Överenskommelsen gäller från den 1 januari 2023 till den 31 december 2024.\n"


def reviewed(reviewer: Reviewer, **more: object) -> object:
    return reviewer.review(TEXT.encode(), filename="avtal.md", **more)  # type: ignore[arg-type]


def applied(checklists: object) -> list[str]:
    found = Reviewer(checklists, as_of=DAY).review(TEXT.encode(), "avtal.md")  # type: ignore[arg-type]
    return [c.id for c in found.checklists]


# --- checklists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        "bra-2020",
        ["bra-2020"],
        ("bra-2020", "bra-2020"),
        iter(["bra-2020"]),
        [load_checklist("bra-2020"), "bra-2020"],
        load_checklist("bra-2020"),
    ],
)
def test_one_checklist_however_it_is_given(given: object) -> None:
    assert applied(given) == ["bra-2020"]


def test_a_file_of_ones_own(repository: Path) -> None:
    path = repository / "examples" / "vandringar.yaml"
    assert applied(path) == applied(str(path)) == applied([load_checklist(path)]) == ["lan-vandringar"]


@pytest.mark.parametrize("given", [[], (), b"bra-2020", 3, [3], [None], ["bra-2019"], "bra"])
def test_no_checklist(given: object) -> None:
    with pytest.raises(ConfigurationError, match=r"\.$"):
        Reviewer(given)  # type: ignore[arg-type]


# --- the day ---------------------------------------------------------------------------------------


def test_a_point_in_time_counts_as_its_date() -> None:
    found = Reviewer(["bra-2020"], as_of=datetime(2025, 1, 1, 23, 59)).review(TEXT.encode(), "avtal.md")
    assert found.as_of == DAY and type(found.as_of) is date
    assert found.to_dict()["as_of"] == "2025-01-01"


@pytest.mark.parametrize("given", ["2025-01-01", 20250101, 0])
def test_what_is_no_date_is_refused(given: object) -> None:
    with pytest.raises(ConfigurationError, match=r"as_of.*datum"):
        Reviewer(as_of=given)  # type: ignore[arg-type]


def test_without_a_date_it_is_the_day_of_the_review(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        now = date(2024, 12, 31)

        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return cls.now

    monkeypatch.setattr(pipeline, "date", Clock)
    reviewer = Reviewer(["bra-2020"])
    before = reviewer.review(TEXT.encode(), "avtal.md")
    Clock.now = DAY
    after = reviewer.review(TEXT.encode(), "avtal.md")
    assert (before.as_of, after.as_of) == (date(2024, 12, 31), DAY)
    told = [["R105" in (n.code for n in a.document.notices)] for a in (before, after)]
    assert told == [[False], [True]]
    assert reviewer.review(b"", "tom.md").as_of == DAY


# --- closed sets -----------------------------------------------------------------------------------


def test_members_may_be_given_by_value() -> None:
    assert Reviewer(stage="signed").review(TEXT.encode(), "a.md").document.stage is Stage.SIGNED
    assert Reviewer().review(TEXT.encode(), "a.md", kind="medborgarlofte").document.kind is Kind.PROMISE
    document = ReadOptions(ocr="off", revisions="original")
    assert (document.ocr, document.revisions) == ("off", "original")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Reviewer(stage="utkast"),
        lambda: Reviewer(read_options="off"),
        lambda: Reviewer().review(b"", kind="avtal"),
        lambda: Reviewer().review_document(None, kind="avtal"),
        lambda: ReadOptions(ocr="ja"),
        lambda: ReadOptions(ocr=True),
        lambda: ReadOptions(revisions="alla"),
        lambda: ReadOptions(limits={"pages": 3}),
    ],
)
def test_others_are_refused_at_once(make: object) -> None:
    with pytest.raises(ConfigurationError, match=r"^[A-ZÅÄÖ].*\.$") as caught:
        make()  # type: ignore[operator]
    assert caught.value.code == "K001"


# --- what is to be reviewed -----------------------------------------------------------------------


@pytest.mark.parametrize("sources", ["avtal.docx", b"text", [], None, io.BytesIO(b"text")])
def test_a_bundle_is_a_list_of_files(sources: object) -> None:
    with pytest.raises(ConfigurationError, match=r"\.$"):
        Reviewer().review_bundle(sources)  # type: ignore[arg-type]


@pytest.mark.parametrize("names", [["a.md", "b.md"], "a.md"])
def test_a_bundle_has_no_more_names_than_files(names: object) -> None:
    with pytest.raises(ConfigurationError, match="fler filnamn"):
        Reviewer().review_bundle([TEXT.encode()], names)  # type: ignore[arg-type]


def test_an_annex_that_cannot_be_read_is_named_without_folders() -> None:
    found = Reviewer(as_of=DAY).review_bundle([TEXT.encode(), b""], ["avtal.md", "C:\\Åsa\\bilaga.md"])
    assert [(f.path, f.format, f.status) for f in found.document.files] == [
        ("avtal.md", "txt", "read"),
        ("bilaga.md", "md", "unreadable"),
    ]
    assert found.document.notices[-1].message.startswith("bilaga.md: ")


@pytest.mark.parametrize("source", [None, io.StringIO("text")])
def test_what_is_no_document_at_all(source: object) -> None:
    with pytest.raises(ConfigurationError):
        Reviewer().review(source)  # type: ignore[arg-type]


def test_what_could_not_be_read_is_named_and_hashed_as_what_could() -> None:
    found = Reviewer().review(b"%PDF-1.7 avhuggen", "../../hem/Åsa/avtal.PDF").document
    assert (found.path, found.format, len(found.sha256)) == ("avtal.PDF", "pdf", 64)


def test_asking_an_unreadable_document_for_a_checklist_tells_why_there_is_none() -> None:
    found = Reviewer(["bra-2020"]).review(b"", "tom.docx")
    with pytest.raises(UnreadableDocument, match="tom") as caught:
        found.checklist("bra-2020")
    assert caught.value.code == "R003"
    with pytest.raises(ConfigurationError, match="tillämpades inte"):
        Reviewer(["bra-2020"]).review(TEXT.encode(), "a.md").checklist("lag-2023-196")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pages", 0),
        ("pages", -1),
        ("file_bytes", "5"),
        ("blocks", 1.5),
        ("seconds", True),
        ("seconds", float("nan")),
    ],
)
def test_a_limit_is_a_number_above_zero(field: str, value: object) -> None:
    with pytest.raises(ConfigurationError, match=f"^Gränsen {field} är "):
        Limits(**{field: value})  # type: ignore[arg-type]
