"""A problem that is named again belongs to where it was named first."""

from __future__ import annotations

from overenskommelse_granskning.thread.problem_scoring import Problem, names_before, together


def test_what_is_told_under_a_name_belongs_to_it() -> None:
    told = [
        Problem("Cykelstölder", (1,)),
        Problem("Bråk vid badet", (2,)),
        Problem("cykelstölder: det beror på dåliga lås", (3,)),
        Problem("Bråk vid badet – mest i juli", (4,)),
        Problem("Bråk vid badet i juli", (5,)),
    ]
    assert [(p.title, p.units) for p in together(told)] == [
        ("Cykelstölder", (1, 3)),
        ("Bråk vid badet", (2, 4)),
        ("Bråk vid badet i juli", (5,)),
    ]


def test_of_many_names_each_is_compared_with_all_at_once() -> None:
    told = [Problem(f"Bråk {i}", (i,)) for i in range(40_000)]
    told += [Problem(f"Bråk {i}: sent på kvällen", (40_000 + i,)) for i in range(40_000)]
    assert [p.units for p in together(told)] == [(i, 40_000 + i) for i in range(40_000)]


def test_what_a_text_may_name_first() -> None:
    assert list(names_before("Bråk: stök – och bus")) == ["bråk", "bråk: stök"]
    assert list(names_before(": inget")) == []
    assert list(names_before("x" * 300 + ": y")) == []
