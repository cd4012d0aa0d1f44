"""Two results beside each other: what is a change and what the measured error would give anyway."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import jsonschema
import pytest

import batch_samples as batch
import browsing
import report_samples as samples
from overenskommelse_granskning.assessment import Municipality, Period
from overenskommelse_granskning.batch.outputs import OutputOptions, write_outputs
from overenskommelse_granskning.batch.panel import measured_error as errors
from overenskommelse_granskning.batch.results.blocks import Heading, Table, blocks, widths
from overenskommelse_granskning.batch.results.chance import (
    Shares,
    chance_alone,
    chance_between,
    share_difference,
)
from overenskommelse_granskning.batch.results.compare import compare_results
from overenskommelse_granskning.batch.results.saved import load_result
from overenskommelse_granskning.batch.results.writers import WRITERS
from overenskommelse_granskning.batch.settings import ReviewSettings
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.reports.accuracy import Accuracy
from overenskommelse_granskning.reports.schema import schema_text
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome, Stage
from overenskommelse_granskning.vocabulary.municipalities import by_code

M, P, S, N = Outcome.MET, Outcome.PARTIAL, Outcome.MISSING, Outcome.NOT_ASSESSABLE


def agreement(code, outcomes, year=2024):
    """A document of a registered municipality (or one by name), with these outcomes."""
    name = by_code()[code].name if code in by_code() else code
    made = samples.agreement()
    listed = samples.checklist(
        *(samples.criterion(f"egen.{i}", o) for i, o in enumerate(outcomes)), id="egen"
    )
    period = Period(date(year, 1, 1), date(year + 3, 12, 31), False)
    municipality = Municipality(code if code in by_code() else None, name)
    facts = replace(made.document, municipalities=(municipality,), period=period, stage=Stage.SIGNED)
    return replace(made, document=facts, checklists=(listed,), thread=())


def write(folder, documents, as_of=samples.DAY):
    """A result folder as ``granska mapp`` leaves it."""
    settings = ReviewSettings(as_of)
    made = {f"{i:03}.docx": replace(a, as_of=as_of) for i, a in enumerate(documents)}
    store, result = batch.stored(folder, made, settings, str(folder))
    with store:
        write_outputs(folder, store, result, None, settings, OutputOptions(("12",)))
    return folder


@pytest.fixture(autouse=True)
def measured(monkeypatch):
    """Every criterion right nine times in ten, measured often."""
    monkeypatch.setattr(errors, "accuracy", lambda ids: Accuracy(0.9, 10_000 * len(list(ids)), 50))


def compare(tmp_path, before, after):
    sides = [load_result(write(tmp_path / name, docs)) for name, docs in (("a", before), ("b", after))]
    return compare_results(sides[0], sides[1], ("före", "efter"))


SKANE = [code for code, m in by_code().items() if m.county_code == "12"]


def test_gained_and_lost_count_municipalities_that_were_judged_in_both(tmp_path):
    before = [
        agreement("1281", [S, P, M, N]),
        agreement("1280", [S, M, M, M]),
        agreement("1290", [M, M, M, M]),
    ]
    after = [
        agreement("1281", [P, M, M, M]),
        agreement("1280", [S, S, M, M]),
        agreement("1293", [S, S, S, S]),
    ]
    found = {c.criterion.id: c for c in compare(tmp_path, before, after).criteria}
    assert [(found[f"egen.{i}"].gained, found[f"egen.{i}"].lost, found[f"egen.{i}"].same) for i in range(4)] == [
        (1, 0, 1), (1, 1, 0), (0, 0, 2), (0, 0, 1),
    ]  # fmt: skip
    first = found["egen.0"]
    assert (first.before.met, first.before.judged, first.after.met, first.after.judged) == (1, 3, 0, 3)
    assert first.difference == pytest.approx(-1 / 3)
    assert first.by_error == pytest.approx(2 * 2 * 0.1 * 0.9)


def test_a_change_is_certain_only_beyond_what_the_error_gives(tmp_path):
    few, many = 3, 12
    before = [agreement(code, [S, S]) for code in SKANE]
    after = [agreement(code, [M if i < many else S, M if i < few else S]) for i, code in enumerate(SKANE)]
    first, second = compare(tmp_path, before, after).criteria
    # 33 pairs, each wrong once in ten on both sides: 5.94 false steps, and a net of 4.8 in 95 cases of 100.
    assert first.by_error == pytest.approx(33 * 0.18)
    assert (first.gained, first.certain) == (12, True)
    assert (second.gained, second.certain) == (3, False)


def test_without_a_measurement_nothing_is_certain(tmp_path, monkeypatch):
    monkeypatch.setattr(errors, "accuracy", lambda ids: None)
    made = compare(tmp_path, [agreement(c, [S]) for c in SKANE], [agreement(c, [M]) for c in SKANE])
    assert (
        made.criteria[0].gained == 33 and not made.criteria[0].certain and made.criteria[0].by_error is None
    )
    assert not any(m.certain for m in made.municipalities)
    assert made.municipalities[0].among_all.low is None


def test_groups_without_a_municipality_in_common_are_compared_as_wholes(tmp_path):
    halland = [code for code, m in by_code().items() if m.county_code in ("13", "14")]
    before = [agreement(code, [M if i % 4 == 0 else S, M]) for i, code in enumerate(SKANE)]
    after = [agreement(code, [M if i % 4 else S, M]) for i, code in enumerate(halland)]
    made = compare(tmp_path, before, after)
    assert made.paired == 0
    first, second = made.criteria
    assert (first.gained, first.lost, first.same) == (0, 0, 0)
    assert first.certain and first.interval[0] > 0
    assert not second.certain and second.interval[0] < 0 < second.interval[1]
    assert "två grupper" in WRITERS["text"](made, 100)


def test_the_interval_is_newcombes():
    """The example of Newcombe (1998), table II: 56/70 against 48/80, by method 10: 0.0524 to 0.3339."""
    difference, (low, high) = share_difference(Shares(48, 0, 32), Shares(56, 0, 14))
    assert difference == pytest.approx(0.2)
    assert (low, high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))


def test_municipalities_are_matched_by_code_else_by_name_and_the_latest_counts(tmp_path):
    before = [agreement("1281", [S] * 9, 2020), agreement("Ekdala", [S] * 9)]
    after = [agreement("1281", [S] * 9, 2020), agreement("1281", [M] * 9, 2024), agreement("EKDALA", [S] * 9)]
    made = compare(tmp_path, before, after)
    found = {m.owner: m for m in made.municipalities}
    assert set(found) == {"1281", "ekdala"}
    lund = found["1281"]
    assert (lund.difference, lund.certain, len(lund.gained)) == (1.0, True, 9)
    assert lund.after.year == 2024
    assert found["ekdala"].difference == 0.0


def test_a_place_among_others_has_what_the_error_leaves_open(tmp_path):
    documents = [agreement(code, [M] * i + [S] * (30 - i)) for i, code in enumerate(SKANE[:31])]
    documents.append(agreement("1380", [S] * 30))  # another county
    found = {m.owner: m for m in compare(tmp_path, documents, documents).municipalities}
    middle = found[SKANE[15]]
    assert middle.among_county.percentile == pytest.approx(15 / 30)
    assert middle.among_county.low < 15 / 30 < middle.among_county.high
    assert (middle.among_county.among, middle.among_all.among) == (30, 31)
    assert found["1380"].among_county is None
    assert found[SKANE[0]].among_all.percentile == pytest.approx(
        0.5 / 31
    )  # as strong as one, weaker than all others


def test_coverage_tells_new_lost_expired_and_unreadable(tmp_path):
    before = [agreement("1281", [M], 2024), agreement("1280", [M], 2024), agreement("1290", [M], 2019)]
    after = [agreement("1281", [M], 2019), agreement("1290", [M], 2024), samples.unreadable()]
    found = {c.name: (c.before, c.after) for c in compare(tmp_path, before, after).coverage}
    assert found == {
        "Lund": ("current", "expired"),
        "Malmö": ("current", "none"),
        "Kristianstad": ("expired", "current"),
    }


def write_everywhere(folder, documents):
    """A result whose coverage is that of the documents' own counties."""
    made = {f"{i:03}.docx": a for i, a in enumerate(documents)}
    store, result = batch.stored(folder, made, ReviewSettings(samples.DAY), str(folder))
    with store:
        write_outputs(folder, store, result, None, ReviewSettings(samples.DAY), OutputOptions())
    return load_result(folder)


def test_a_result_without_coverage_is_not_told_to_have_the_same(tmp_path):
    nobody = write_everywhere(tmp_path / "a", [agreement("Ekdala", [M])])
    gotland = write_everywhere(tmp_path / "b", [agreement("0980", [M])])
    for sides in ((nobody, gotland), (gotland, nobody)):
        made = compare_results(
            *sides, ("2024" if sides[0] is nobody else "2025", "2025" if sides[1] is gotland else "2024")
        )
        for form in ("text", "md", "html", "json"):
            told = " ".join(WRITERS[form](made, 100).split())
            assert "täckning har ändrats" not in told
            assert (
                "Täckningen kan inte jämföras: 2024 har ingen, eftersom inget dokument där är från en" in told
            )
            assert "1 kommun ingår bara i 2025; 1 av dem har dokument: Gotland." in told
    both = compare_results(nobody, nobody, ("2024", "2025"))
    assert "Täckningen kan inte jämföras: 2024 och 2025 har ingen" in both.coverage_notes[0]


def test_municipalities_and_kinds_of_one_result_only_are_told(tmp_path):
    promise = samples.promise()
    facts = replace(promise.document, municipalities=(Municipality("1281", "Lund"),))
    skane = write_everywhere(tmp_path / "a", [agreement("1281", [M]), replace(promise, document=facts)])
    again = write_everywhere(tmp_path / "b", [agreement("1281", [M])])
    gotland = write_everywhere(tmp_path / "c", [agreement("0980", [M])])
    made = compare_results(skane, again, ("a", "b"))
    assert made.coverage_notes == (
        "Bara a har dokument av slaget medborgarlöfte (1 kommun): täckningen jämförs inte för det slaget.",
    )
    assert "Ingen kommuns täckning har ändrats." in WRITERS["text"](made, 100)
    made = compare_results(again, gotland, ("b", "c"))
    assert made.coverage_notes == (
        "33 kommuner ingår bara i b; 1 av dem har dokument: Lund.",
        "1 kommun ingår bara i c; 1 av dem har dokument: Gotland.",
        "Ingen kommun ingår i bådas täckning, så inget sägs om vad som har ändrats.",
    )
    assert "Ingen kommuns täckning har ändrats" not in WRITERS["text"](made, 100)


def test_what_is_told_of_several_checklists_is_told_once(tmp_path):
    old, new = (
        write(tmp_path / "a", [agreement("1281", [M])]),
        write(tmp_path / "b", [agreement("1281", [M])]),
    )
    path = new / "resultat.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    listed = data["documents"][0]["checklists"]
    listed += [listed[0] | {"id": name} for name in ("annan", "tredje")]
    listed[0]["sha256"] = "0" * 64
    path.write_text(json.dumps(data), encoding="utf-8")
    made = compare_results(load_result(old), load_result(new), ("a", "b"))
    assert made.warnings == (
        "Checklistan egen är inte densamma i resultaten: skillnader kan bero på det.",
        "Checklistorna annan och tredje finns bara i det ena resultatet och jämförs inte.",
    )


def test_a_checklist_is_called_by_its_title_where_the_result_has_it(tmp_path):
    made = compare(tmp_path, [agreement("1281", [M])], [agreement("1281", [M])])
    title = made.before.criteria["egen.0"].checklist_title
    assert title and f"{title} (egen)" in [b.text for b in blocks(made) if isinstance(b, Heading)]
    path = tmp_path / "a" / "resultat.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for c in data["criteria"]:
        del c["checklist_title"]  # as earlier versions wrote it
    path.write_text(json.dumps(data), encoding="utf-8")
    assert load_result(tmp_path / "a").criteria["egen.0"].checklist_title == ""


def test_a_municipality_with_two_kinds_in_both_is_one(tmp_path):
    agreed = agreement("1281", [M])
    promise = replace(agreed, document=replace(agreed.document, kind=Kind.PROMISE))
    assert compare(tmp_path, [agreed, promise], [agreed, promise]).paired == 1


def test_other_reasons_for_a_difference_are_told(tmp_path):
    write(tmp_path / "a", [agreement("1281", [M])])
    write(tmp_path / "b", [agreement("1281", [M])])
    path = tmp_path / "a" / "resultat.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["tool"]["version"] = "0.0.9"
    data["documents"][0]["checklists"][0]["sha256"] = "0" * 64
    path.write_text(json.dumps(data), encoding="utf-8")
    made = compare_results(load_result(tmp_path / "a"), load_result(tmp_path / "b"), ("a", "b"))
    assert [w.split(":")[0][:40] for w in made.warnings] == [
        "Resultaten är gjorda med olika versioner", "Checklistan egen är inte densamma i resu",
    ]  # fmt: skip


@pytest.fixture
def folders(tmp_path):
    evil = "<script>alert(1)</script>|*x*"
    before = [agreement("1281", [S] * 9), agreement("1280", [M] * 9), agreement(evil, [S] * 9)]
    after = [agreement("1281", [M] * 9), agreement("1280", [M] * 9), agreement(evil, [S] * 9)]
    return write(tmp_path / "r2024", before), write(tmp_path / "r2025", after)


def with_hash(code, outcomes, sha256):
    made = agreement(code, outcomes)
    return replace(made, document=replace(made.document, sha256=sha256))


def test_the_same_file_has_no_error_between(tmp_path):
    compared = compare(tmp_path, *[[with_hash("1281", [S, M], "a" * 64)]] * 2)
    (lund,) = compared.municipalities
    assert (lund.margin, lund.difference, lund.certain) == (0.0, 0.0, False)
    assert {c.by_error for c in compared.criteria} == {0.0}


def shared(codes, outcomes, year=2024):
    made = agreement(codes[0], outcomes, year)
    listed = tuple(Municipality(c, by_code()[c].name) for c in codes)
    return replace(made, document=replace(made.document, municipalities=listed))


def test_a_shared_agreement_is_each_ones_and_one_document(tmp_path):
    made = compare(
        tmp_path, [shared(["1281", "1280"], [S] * 2)], [agreement("1280", [M, S]), agreement("1281", [S, S])]
    )
    found = {m.owner: (m.name, len(m.gained), m.before.path) for m in made.municipalities}
    assert found == {"1280": ("Malmö", 1, "000.docx"), "1281": ("Lund", 0, "000.docx")}
    assert made.paired == 2
    first = made.criteria[0]
    assert (first.before.judged, first.after.judged, first.gained, first.same) == (1, 2, 1, 1)


def test_the_same_verdict_is_wrong_once_however_many_share_it(tmp_path):
    """Six of six is certain in itself, but not when it is one verdict."""
    codes = SKANE[:6]
    made = compare(tmp_path, [shared(codes, [S])], [shared(codes, [M])])
    assert (made.criteria[0].gained, made.criteria[0].certain) == (6, False)
    apart = [[agreement(code, [o]) for code in codes] for o in (S, M)]
    assert compare(tmp_path / "var för sig", *apart).criteria[0].certain


def test_two_years_judged_by_one_day_are_told(tmp_path):
    years = (
        [agreement("1281", [S], 2019), agreement("1280", [S])],
        [agreement("1281", [S]), agreement("1280", [S])],
    )
    told = [w for w in compare(tmp_path, *years).warnings if "--per" in w]
    assert len(told) == 1 and "per 2025-03-01, och ett dokument i det ena" in told[0]
    own_day = write(tmp_path / "då", years[0], date(2022, 3, 1))
    sides = load_result(own_day), load_result(tmp_path / "b")
    assert not [w for w in compare_results(*sides, ("a", "b")).warnings if "--per" in w]


def test_a_draft_is_not_compared_where_there_is_an_agreement(tmp_path):
    draft = agreement("1281", [S, S], 2027)
    draft = replace(draft, document=replace(draft.document, stage=Stage.DRAFT))
    compared = compare(tmp_path, [agreement("1281", [M, M])], [agreement("1281", [M, M]), draft])
    assert compared.municipalities[0].after.year == 2024


def test_who_is_in_one_result_only_is_not_called_alike(tmp_path):
    compared = compare(tmp_path, [agreement("1281", [M])], [agreement("1281", [M]), agreement("1280", [M])])
    told = " ".join(WRITERS["text"](compared, 100).split())
    assert "1 kommun utan säker skillnad och 1 kommun med läsbart dokument i bara det ena resultatet" in told


def test_a_place_that_the_register_lacks_is_not_called_a_municipality(tmp_path):
    both = [agreement("1281", [M]), agreement("Ekdala", [M]), agreement("Norrby", [M])]
    compared = compare(tmp_path, both, [*both, agreement("Granlösa", [M])])
    told = " ".join(WRITERS["text"](compared, 100).split())
    assert (
        "1 kommun har ett läsbart dokument av samma slag i båda och 2 dokument vars kommun inte finns i kommunregistret paras "
        "ihop på namnet och räknas med; av flera används" in told
    )
    assert (
        "1 kommun utan säker skillnad och 3 dokument vars kommun inte finns i kommunregistret; alla visas"
        in told
    )
    assert "Ekdala (inte i registret)" in WRITERS["md"](compared, 100)
    assert [m["code"] for m in json.loads(WRITERS["json"](compared, 100))["municipalities"]] == [
        None, None, "1281", None,
    ]  # fmt: skip


def test_documents_of_no_registered_municipality_are_counted_as_documents(tmp_path):
    both = [agreement("Ekdala", [M]), agreement("Norrby", [S])]
    for form in ("text", "md", "html"):
        told = WRITERS[form](compare(tmp_path / form, both, both), 100)
        assert "Vunnet och förlorat räknar dokument som bedömts i båda" in " ".join(told.split())
        assert not re.search(r"\bkommuner\b", told, re.IGNORECASE)
    mixed = compare(tmp_path / "mixed", [*both, agreement("1281", [M])], [agreement("Granlösa", [M])])
    told = " ".join(WRITERS["text"](mixed, 100).split())
    assert "räknar kommuner och dokument som bedömts i båda" in told
    assert "Inga kommuner eller dokument finns i båda" in told


def test_no_difference_is_told_as_none(tmp_path):
    same = [with_hash(code, [M, S], code * 16) for code in SKANE[:6]]
    compared = compare(tmp_path, same, same)
    for form in ("text", "md"):
        assert "+0" not in WRITERS[form](compared, 100) and "−0" not in WRITERS[form](compared, 100)
    told = WRITERS["text"](compared, 100)
    assert "2 kriterier utan skillnad; alla visas med" in told and "egen.0" not in told
    assert "| lika |" in WRITERS["md"](compared, 100)  # of a municipality
    assert re.search(r"\| 0 \(−\d+ till \+\d+\) \|", WRITERS["md"](compared, 100))  # of a criterion


def test_a_criterion_that_nothing_was_judged_by_has_no_certainty(tmp_path):
    compared = compare(tmp_path, [agreement("1281", [M, N])], [agreement("1281", [S, N])])
    rows = [line for line in WRITERS["md"](compared, 100).splitlines() if "egen." in line]
    assert rows[0].endswith("| nej |") and rows[1].endswith("| – |")
    told = " ".join(WRITERS["text"](compared, 100).split())
    assert "−100" in told and "1 kriterium till utan skillnad; alla visas med" in told


def test_a_checklist_that_only_one_has_gets_no_table(tmp_path):
    listed = samples.checklist(samples.criterion("annan.1", M), id="annan")
    other = replace(agreement("1280", [M]), checklists=(listed,))
    compared = compare(tmp_path, [agreement("1281", [M])], [agreement("1281", [M]), other])
    assert {c.criterion.checklist for c in compared.criteria} == {"egen"}
    assert any("annan finns bara i det ena" in w for w in compared.warnings)


@pytest.mark.parametrize("right", [0.9, 0.999])
def test_few_changes_are_never_certain(tmp_path, monkeypatch, right):
    """However seldom verdicts are wrong: fewer than six changes all go one way by chance too."""
    monkeypatch.setattr(errors, "accuracy", lambda ids: Accuracy(right, 10_000 * len(list(ids)), 50))

    def changed(pairs, up, down=0):
        moves = [P] * up + [M] * down + [S] * (pairs - up - down)
        before = [agreement(c, [P if m is M else S]) for c, m in zip(SKANE, moves, strict=False)]
        after = [agreement(c, [S if m is M else m]) for c, m in zip(SKANE, moves, strict=False)]
        compared = compare(tmp_path / f"{pairs}-{up}-{down}", before, after)
        (criterion,) = compared.criteria
        assert (criterion.gained, criterion.lost) == (up, down)
        return criterion.certain

    assert not changed(1, 1) and not changed(3, 1) and not changed(5, 5)  # 2 / 2 ** 5
    assert changed(6, 6) and changed(7, 0, 7)
    assert not changed(8, 7, 1) and changed(9, 8, 1)  # 2 * 9 / 2 ** 8; 2 * 10 / 2 ** 9


def test_what_chance_gives_is_counted_out():
    """McNemar's exact test of 2 against 10; Fisher's of the tea (3 of 4 right) and of 1 of 10 against 11 of 14."""
    assert chance_alone(2, 10) == chance_alone(10, 2) == pytest.approx(0.0386, abs=5e-5)
    assert chance_alone(0, 0) == chance_alone(1, 0) == chance_alone(3, 3) == 1.0
    assert chance_between(Shares(3, 0, 1), Shares(1, 3, 0)) == pytest.approx(0.4857, abs=5e-5)
    assert chance_between(Shares(1, 4, 5), Shares(11, 0, 3)) == pytest.approx(0.0028, abs=5e-5)
    assert chance_between(Shares(0, 0, 0), Shares(2, 0, 0)) == 1.0


def test_few_documents_of_two_groups_are_never_certainly_apart(tmp_path):
    def certain(n):
        before = [agreement(code, [S]) for code in SKANE[:n]]
        after = [agreement(code, [M]) for code in SKANE[n : 2 * n]]
        return compare(tmp_path / str(n), before, after).criteria[0].certain

    assert [certain(n) for n in (1, 2, 3, 4)] == [False, False, False, True]  # 2, 2 / 6, 2 / 20, 2 / 70


def test_a_little_error_is_not_shown_as_none(tmp_path):
    made = compare(tmp_path, [agreement("1281", [S])], [agreement("1281", [M])])
    assert made.criteria[0].by_error == pytest.approx(0.18)
    assert "| &lt;1 | nej |" in WRITERS["md"](made, 100)


def test_words_are_never_cut():
    table = Table("t", ("Kriterium", "b"), (("Avhopparverksamhetens_ansvarsfördelning x", "1" * 60),))
    assert widths(table, 40)[0] == len("Avhopparverksamhetens_ansvarsfördelning")


def test_json_follows_its_schema(folders, capsys):
    assert run(["jamfor", *map(str, folders), "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    jsonschema.validate(
        made, json.loads(schema_text("jamforelse-mapp")), format_checker=jsonschema.FormatChecker()
    )
    assert made["before"]["name"] == "r2024" and made["after"]["read"] == 3
    lund = next(m for m in made["municipalities"] if m["code"] == "1281")
    assert lund["certain"] and lund["gained"] == [f"egen.{i}" for i in range(9)]


def test_text_shows_what_is_certain_and_counts_the_rest(folders, capsys):
    assert run(["jamfor", *map(str, folders)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Jämförelse av två resultat\n====")
    assert "r2024: 3 dokument, 3 lästa, bedömda per 2025-03-01." in out
    assert re.search(r"^Lund \(Skåne", out, re.MULTILINE) and not re.search("^Malmö", out, re.MULTILINE)
    assert "1 kommun till utan säker skillnad och 1 dokument vars kommun inte finns i" in out
    assert max(map(len, out.splitlines())) <= 100


def test_markdown_and_html_show_all_and_run_nothing(folders, tmp_path, capsys):
    assert (
        run(
            ["jamfor", *map(str, folders), "--format", "md", "--format", "html", "--ut", str(tmp_path / "ut")]
        )
        == 0
    )
    markdown = (tmp_path / "ut" / "jamforelse.md").read_text(encoding="utf-8")
    page = (tmp_path / "ut" / "jamforelse.html").read_text(encoding="utf-8")
    for text in (markdown, page):
        assert "Malmö" in text and "<script>alert" not in text
    assert "\\|\\*x\\*" in markdown
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", r)) for r in rows if "egen." in r}) == 1
    assert "script-src" not in page and "default-src &#39;none&#39;" in page


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_the_page(folders, tmp_path, width):
    run(["jamfor", *map(str, folders), "--format", "html", "--ut", str(tmp_path / "s.html")])
    with browsing.launched() as browser:
        page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
        page.goto((tmp_path / "s.html").as_uri())
        assert browsing.axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--per", "2025-01-01"], "--per gäller inte resultat"),
        (["--maskera"], "--maskera gäller inte resultat"),
        (["--ut", "r2024/resultat.json"], "skulle skriva över"),
    ],
)
def test_what_does_not_apply_to_results_is_refused(folders, more, told, capsys, monkeypatch):
    monkeypatch.chdir(folders[0].parent)
    assert run(["jamfor", "r2024", "r2025", *more]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_and_a_document_are_not_compared(folders, capsys):
    (folders[0].parent / "a.md").write_text("x", encoding="utf-8")
    assert run(["jamfor", str(folders[0]), str(folders[0].parent / "a.md")]) == 2
    assert "a.md är det inte: ange två dokument eller två resultat" in capsys.readouterr().err
    assert run(["jamfor", str(folders[0]), "borta"]) == 2
    assert "borta finns inte: kontrollera sökvägen" in capsys.readouterr().err


def test_a_folder_of_documents_gets_no_advice_to_write_in_it(folders, tmp_path, capsys):
    (tmp_path / "avtal").mkdir()
    assert run(["jamfor", str(folders[0]), str(tmp_path / "avtal")]) == 2
    assert f"kör granska mapp {tmp_path / 'avtal'} --ut RESULTAT och jämför" in capsys.readouterr().err
    (folders[1] / "resultat.json").unlink()  # as a run leaves it that was cut short
    assert run(["jamfor", *map(str, folders)]) == 2
    assert f"--ut {folders[1]} --ateruppta" in capsys.readouterr().err


@pytest.mark.parametrize("data", [None, "{", "[]", "{}", '{"documents": [{"path": 1}]}'])
def test_what_is_no_result_is_refused_with_what_to_do(tmp_path, data):
    if data is not None:
        (tmp_path / "resultat.json").write_text(data, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="kör granska mapp"):
        load_result(tmp_path)


def test_folders_of_the_same_name_are_told_apart(folders, capsys):
    moved = folders[0].parent / "x"
    (moved / "2025").mkdir(parents=True)
    for folder, name in zip(folders, ("2025/r", "r"), strict=True):
        folder.rename(moved / name)
    assert run(["jamfor", str(moved / "2025" / "r"), str(moved / "r")]) == 0
    assert "2025/r: 3 dokument" in capsys.readouterr().out
