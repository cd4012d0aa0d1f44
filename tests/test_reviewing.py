"""Many documents in one call: what is refused before anything is handed out, what a failure costs, what is kept."""

from __future__ import annotations

import gc
import io
import os
import signal
import threading
import typing
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from overenskommelse_granskning import ReadOptions, Reviewer, load_checklist, review, review_many, reviewing
from overenskommelse_granskning.errors import ConfigurationError, ReviewError

DAY = date(2025, 1, 1)
TEXT = "# Överenskommelse\n\nKommunen och polisen samverkar mot klotter."
OWN = """id: egen
title: Egen
version: 1.0.0
kinds: [annat]
sources: {k: En källa}
criteria:
- id: e.ett
  title: Ett
  question: Finns det?
  level: skall
  sources: [k]
  levels: {met: Det finns, partial: Det nämns, missing: Det saknas}
  outcome: {met: [a]}
  elements:
  - {id: a, title: A, rule: {type: passage, where: {regex: klotter}}}
"""


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "_reviewers", type(reviewing._reviewers)())


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{name}.md" for name in "abc"]
    for path in made:
        path.write_text(TEXT, encoding="utf-8")
    return made


class Waiting(Executor):
    """Takes what it is given, and does nothing of its own accord."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []
        self.work: list[tuple[Any, ...]] = []

    def submit(self, fn: Any, /, *args: Any, **more: Any) -> Future[Any]:
        self.work.append((fn, *args))
        self.futures.append(Future())
        return self.futures[-1]

    def do(self) -> None:
        for future, (fn, *args) in zip(self.futures, self.work, strict=True):
            future.set_result(fn(*args))


class Failing(Executor):
    """Every document comes to the same error."""

    def __init__(self, error: BaseException, *, at_once: bool = False) -> None:
        self._error, self._at_once = error, at_once

    def submit(self, fn: Any, /, *args: Any, **more: Any) -> Future[Any]:
        if self._at_once:
            raise self._error
        future: Future[Any] = Future()
        future.set_exception(self._error)
        return future


def codes(found: Any) -> list[list[str]]:
    return [[n.code for n in a.document.notices] for a in found]


# --- options ---------------------------------------------------------------------------------------


def test_the_options_are_those_of_the_reviewer() -> None:
    taken = typing.get_type_hints(Reviewer.__init__)
    del taken["return"]
    assert typing.get_type_hints(reviewing.ReviewerOptions) == taken


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"checklist": "bra-2020"}, TypeError),
        ({"checklists": ["bra-2019"]}, ConfigurationError),
        ({"checklists": []}, ConfigurationError),
        ({"as_of": "i dag"}, ConfigurationError),
        ({"stage": "utkast"}, ConfigurationError),
    ],
)
@pytest.mark.parametrize("pool", [True, False])
def test_wrong_options_are_told_before_anything_is_handed_out(
    paths: list[Path], options: dict[str, Any], error: type[Exception], pool: bool
) -> None:
    executor = Waiting()
    with pytest.raises(error):
        review_many(paths, executor=executor if pool else None, **options)
    assert executor.work == []


@pytest.mark.parametrize("sources", ["a.md", b"text", Path("a.md"), None, [None], [3], [io.BytesIO(b"text")]])
def test_the_documents_are_a_list_of_what_can_be_sent(sources: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^[A-ZÅÄÖ].*\.$"):
        review_many(sources, executor=Waiting())


def test_bytes_are_documents_too(paths: list[Path]) -> None:
    with ThreadPoolExecutor(2) as executor:
        found = list(review_many([paths[0].read_bytes(), paths[0]], executor=executor, as_of=DAY))
    assert [a.document.path for a in found] == ["dokument", "a.md"]
    assert found[0].checklists == found[1].checklists


def test_one_document_with_a_name_and_a_kind() -> None:
    found = review(
        io.BytesIO(TEXT.encode()), filename="x/avtal.md", kind="medborgarlofte", as_of=datetime(2025, 1, 1, 8)
    )
    assert (found.document.path, found.document.kind, found.as_of) == ("avtal.md", "medborgarlofte", DAY)


# --- when the work is done -------------------------------------------------------------------------


def test_the_work_begins_at_the_call_and_comes_in_order(paths: list[Path]) -> None:
    executor = Waiting()
    found = review_many(iter(paths), executor=executor, as_of=DAY)
    assert len(executor.work) == 3
    executor.do()
    assert [a.document.path for a in found] == ["a.md", "b.md", "c.md"]
    assert list(found) == []


def test_a_pool_may_be_left_before_its_results_are_taken(paths: list[Path]) -> None:
    with ThreadPoolExecutor(1) as executor:
        found = review_many(paths, executor=executor, as_of=DAY)
    assert len(list(found)) == 3


@pytest.mark.parametrize("way", ["close", "closing", "let go", "error"])
def test_what_is_not_begun_is_taken_back(paths: list[Path], way: str) -> None:
    executor = Waiting()
    found = review_many(paths, executor=executor, as_of=DAY)
    executor.futures[0].set_running_or_notify_cancel()
    if way == "close":
        found.close()
        assert list(found) == []
    elif way == "closing":
        with closing(found):
            pass
    elif way == "error":
        executor.futures[0].set_exception(ConfigurationError("Fel."))
        with pytest.raises(ConfigurationError):
            next(found)
    else:
        del found
        gc.collect()
    assert [f.cancelled() for f in executor.futures] == [False, True, True]


def test_what_was_handed_out_before_an_error_is_taken_back(paths: list[Path]) -> None:
    class Full(Waiting):
        def submit(self, fn: Any, /, *args: Any, **more: Any) -> Future[Any]:
            if len(self.work) == 2:
                raise RuntimeError("cannot schedule new futures after shutdown")
            return super().submit(fn, *args)

    executor = Full()
    with pytest.raises(RuntimeError):
        review_many(paths, executor=executor)
    assert all(f.cancelled() for f in executor.futures)


# --- what goes wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize("at_once", [True, False])
def test_a_dead_worker(paths: list[Path], at_once: bool) -> None:
    found = list(review_many(paths, executor=Failing(BrokenExecutor(), at_once=at_once), as_of=DAY))
    assert codes(found) == [["R043"]] * 3
    assert [(a.document.path, a.as_of) for a in found] == [("a.md", DAY), ("b.md", DAY), ("c.md", DAY)]


def test_another_error_is_not_blamed_on_the_document(paths: list[Path]) -> None:
    (found,) = review_many([paths[0]], executor=Failing(ModuleNotFoundError("granska")), as_of=DAY)
    (notice,) = found.document.notices
    assert notice.code == "R000" and "ModuleNotFoundError" in notice.message
    assert "spara om" not in notice.message


@pytest.mark.parametrize("pool", [True, False])
def test_a_fault_of_ours_costs_its_document_alone(
    paths: list[Path], pool: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Unsendable(Exception):
        def __init__(self, one: str, two: str) -> None:
            super().__init__()

    def broken(self: Reviewer, source: str) -> Any:
        if source.endswith("b.md"):
            raise Unsendable("ett", "två")
        return kept(self, source)

    kept = Reviewer.review
    monkeypatch.setattr(Reviewer, "review", broken)
    with ThreadPoolExecutor(1) as executor:
        found = list(review_many(paths, executor=executor if pool else None, as_of=DAY))
    assert codes(found)[1] == ["R000"] and [a.readable for a in found] == [True, False, True]
    assert "Unsendable" in caplog.text


@pytest.mark.parametrize("error", [CancelledError(), ReviewError("Fel."), KeyboardInterrupt()])
def test_what_is_no_matter_of_a_document_ends_the_work(paths: list[Path], error: BaseException) -> None:
    found = review_many(paths, executor=Failing(error))
    with pytest.raises(type(error)):
        next(found)
    assert list(found) == []


@pytest.mark.skipif(os.name == "nt", reason="signaler")
def test_a_pool_whose_worker_is_killed(paths: list[Path]) -> None:
    with ProcessPoolExecutor(1) as executor:
        first = executor.submit(os.getpid)
        os.kill(first.result(), signal.SIGKILL)
        found = list(review_many(paths, executor=executor, as_of=DAY))
    assert codes(found) == [["R043"]] * 3


# --- the reviewers of a process ---------------------------------------------------------------------


def test_a_reviewer_is_made_once_for_the_same_options(paths: list[Path]) -> None:
    with ThreadPoolExecutor(4) as executor:
        for lists in (["bra-2020"], "bra-2020", [load_checklist("bra-2020")]):
            list(review_many(paths, executor=executor, checklists=lists, as_of=DAY))
    assert len(reviewing._reviewers) == 1


def test_no_more_than_a_few_are_kept() -> None:
    for day in range(1, 8):
        list(review_many([b""], as_of=date(2025, 1, day)))
    list(review_many([b""], as_of=date(2025, 1, 4)))
    assert len(reviewing._reviewers) == reviewing._MOST_KEPT


def test_the_day_is_that_of_the_call(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        now = date(2024, 12, 31)

        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return cls.now

    monkeypatch.setattr(reviewing, "date", Clock)
    executor = Waiting()
    first = review_many(paths, executor=executor)
    Clock.now = DAY
    executor.do()
    assert {a.as_of for a in first} == {date(2024, 12, 31)}
    assert {a.as_of for a in review_many(paths)} == {DAY}


def test_a_checklist_that_was_edited_is_used_as_it_is_now(paths: list[Path], tmp_path: Path) -> None:
    own = tmp_path / "egen.yaml"
    own.write_text(OWN, encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        (before,) = review_many(paths[:1], executor=executor, checklists=own)
        own.write_text(OWN.replace("regex: klotter", "regex: skadegörelse"), encoding="utf-8")
        (after,) = review_many(paths[:1], executor=executor, checklists=own)
    assert [a.checklist("egen").criteria[0].outcome for a in (before, after)] == ["met", "missing"]


def test_a_checklist_of_ones_own_goes_along_to_the_worker(paths: list[Path], tmp_path: Path) -> None:
    own = tmp_path / "egen.yaml"
    own.write_text(OWN, encoding="utf-8")
    executor = Waiting()
    found = review_many(paths[:1], executor=executor, checklists=[own], read_options=ReadOptions(ocr="off"))
    own.unlink()
    reviewing._reviewers.clear()  # as in another process
    executor.do()
    assert next(found).checklist("egen").criteria[0].outcome == "met"


def test_threads_that_ask_at_once_share_one(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = reviewing._plan({"as_of": DAY})
    together = threading.Barrier(4)
    found: list[Reviewer] = []

    def ask() -> None:
        together.wait()
        found.append(reviewing._reviewer(plan))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(found) == 4 and len({id(r) for r in found}) == 1


def test_an_open_file_among_many_is_refused_with_what_to_do():
    with pytest.raises(ConfigurationError, match=r"öppen fil eller ström \(BytesIO\).*fil\.read\(\)"):
        review_many([io.BytesIO(b"x")])
