"""``granska jamfor``: two documents, two saved reviews, one of each; bad input; what is written where."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import jsonschema
import pytest

from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.reports.schema import schema_text

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text("jamforelse")))
DAY = "2025-11-20"
SHORT = """# Samverkansöverenskommelse mellan Norrsele kommun och lokalpolisområde Seledalen

## Parter

Överenskommelsen är tecknad mellan Norrsele kommun och Polismyndigheten, lokalpolisområde Seledalen.

## Syfte

Syftet med överenskommelsen är att minska brottsligheten i Norrsele kommun och öka tryggheten.

## Organisation

Samverkan leds av en styrgrupp där kommunstyrelsens ordförande och lokalpolisområdeschefen ingår.
"""
LONGER = f"""{SHORT}
## Mål

Antalet anmälda skadegörelser vid resecentrum ska minska från 61 år 2024 till högst 40 år 2028.

## Giltighetstid

Överenskommelsen gäller från 1 januari 2026 till 31 december 2029.
"""


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kort.md").write_text(SHORT, encoding="utf-8")
    (tmp_path / "lang.md").write_text(LONGER, encoding="utf-8")


def out_of(capsys, *args, code=0):
    assert run([*args]) == code
    return capsys.readouterr()


LIST = ("--checklista", "bra-2020")  # so short a text is of no sure kind


def save(capsys, name, *more):
    args = more or LIST
    return out_of(capsys, "fil", f"{name}.md", "--format", "json", "--per", DAY, "--tyst", *args).out


def compared(capsys, a, b, *more, code=0):
    args = ("jamfor", a, b, "--format", "json", "--per", DAY, *LIST, *more)
    found = json.loads(out_of(capsys, *args, code=code).out)
    VALIDATOR.validate(found)
    return found


def changes(found):
    return {c["id"]: c["change"] for k in found["checklists"] for c in k["criteria"]}


def test_two_documents(capsys):
    found = compared(capsys, "kort.md", "lang.md")
    assert changes(found)["bra.period"] == "gained"
    assert "lost" not in changes(found).values()
    back = compared(capsys, "lang.md", "kort.md")
    assert changes(back)["bra.period"] == "lost"


def test_saved_reviews_and_documents_give_the_same(capsys, tmp_path):
    for name in ("kort", "lang"):
        (tmp_path / f"{name}.json").write_text(save(capsys, name), encoding="utf-8")
    fresh = compared(capsys, "kort.md", "lang.md")
    assert compared(capsys, "kort.json", "lang.json") == fresh
    assert compared(capsys, "kort.json", "lang.md") == fresh


def test_saved_review_with_a_mark_or_in_a_list_of_one(capsys, tmp_path):
    text = save(capsys, "kort")
    (tmp_path / "utf16.json").write_bytes(text.encode("utf-16"))
    (tmp_path / "lista.json").write_text(f"[{text}]", encoding="utf-8")
    assert set(changes(compared(capsys, "utf16.json", "lista.json")).values()) == {"unchanged"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "inte giltig JSON"),
        (b"[]", "innehåller 0 granskningar"),
        (b"[{}, {}]", "innehåller 2 granskningar"),
        (b"{}", "fältet schema_version saknas"),
        (b'{"schema_version": "1.0"}', "fältet document saknas"),
        (b'{"schema_version": NaN}', "inte giltig JSON"),
        (b"[" * 100_000, "inte giltig JSON"),
        (b"", "Filen är tom"),
    ],
)
def test_what_is_no_saved_review_is_one_sentence_and_3(capsys, tmp_path, content, said):
    (tmp_path / "fel.json").write_bytes(content)
    out, err = out_of(capsys, "jamfor", "fel.json", "kort.md", "--per", DAY, code=3)
    assert said in err and err.count("\n") == 1 and err.startswith("granska: fel.json: ")
    assert "Jämförelsen kunde inte göras" in out


def test_an_unreadable_side_gives_3_and_says_which(capsys):
    found = compared(capsys, "kort.md", "borta.docx", code=3)
    assert (found["before"]["status"], found["after"]["status"]) == ("read", "unreadable")
    assert [n["code"] for n in found["notes"]] == ["unreadable"]
    assert found["checklists"] == []


def test_a_folder_is_refused_with_a_sentence(capsys, tmp_path):
    (tmp_path / "resultat").mkdir()
    out, err = out_of(capsys, "jamfor", "kort.md", "resultat", code=2)
    assert out == "" and "resultat är en mapp" in err


def test_different_checklists_are_told(capsys, tmp_path):
    saved = save(capsys, "kort", *LIST, "--checklista", "lag-2023-196")
    (tmp_path / "a.json").write_text(saved, encoding="utf-8")
    found = compared(capsys, "a.json", "lang.md")
    assert [c["id"] for c in found["checklists"]] == ["bra-2020"]
    assert "lag-2023-196 finns bara i den första" in " ".join(n["message"] for n in found["notes"])


def test_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(LONGER.encode())))
    found = compared(capsys, "kort.md", "-", "--filnamn", "ny.md")
    assert found["after"]["path"] == "ny.md" and changes(found)["bra.period"] == "gained"


def test_several_formats_go_to_a_folder(capsys, tmp_path):
    args = ["jamfor", "kort.md", "lang.md", "--per", DAY, "--format", "text", "--format", "md"]
    assert "--ut MAPP" in out_of(capsys, *args, code=2).err
    out, err = out_of(capsys, *args, "--ut", "ut")
    assert out == "" and err.count("Skrev ") == 2
    assert {p.name for p in (tmp_path / "ut").iterdir()} == {"jamforelse.txt", "jamforelse.md"}


def test_an_input_is_never_written_over(capsys, tmp_path):
    err = out_of(capsys, "jamfor", "kort.md", "lang.md", "--per", DAY, "--ut", "kort.md", code=2).err
    assert "skriva över" in err and (tmp_path / "kort.md").read_text(encoding="utf-8") == SHORT


def test_a_single_format_goes_to_a_file(capsys, tmp_path):
    out_of(
        capsys, "jamfor", "kort.md", "lang.md", "--per", DAY, "--format", "json", "--ut", "j.json", "--tyst"
    )
    VALIDATOR.validate(json.loads((tmp_path / "j.json").read_text(encoding="utf-8")))


def test_a_new_name_without_an_ending_is_a_folder(capsys, tmp_path):
    args = ["jamfor", "kort.md", "lang.md", "--per", DAY, "--format", "md", "--ut", "skillnad"]
    assert "jamforelse.md" in out_of(capsys, *args).err
    assert [p.name for p in (tmp_path / "skillnad").iterdir()] == ["jamforelse.md"]
    (tmp_path / "fil").write_text("min", encoding="utf-8")
    err = out_of(capsys, *args[:-1], "fil", code=2).err
    assert "ange ett namn med ändelse" in err and (tmp_path / "fil").read_text(encoding="utf-8") == "min"


def test_an_unknown_format_names_the_possible_ones(capsys):
    assert (
        "välj text, json, html eller md" in out_of(capsys, "jamfor", "a", "b", "--format", "pdf", code=2).err
    )


PROMISE = """# Medborgarlöfte 2024 för Tallnäs kommun

Tallnäs kommun och polisen lovar under 2024:

- Polisen håller tolv öppna kvällar på biblioteket
- Kommunen genomför minst fyra trygghetsvandringar
- Kommunen byter alla lampor längs Ågatan
"""
FOLLOW_UP = """# Uppföljning av medborgarlöftet 2024

Åtta öppna kvällar hölls på biblioteket. Fem trygghetsvandringar genomfördes. Lamporna längs Ågatan byttes i maj.
"""


@pytest.fixture
def promise(tmp_path):
    (tmp_path / "lofte.md").write_text(PROMISE, encoding="utf-8")
    (tmp_path / "uppfoljning.md").write_text(FOLLOW_UP, encoding="utf-8")


def statuses(found):
    return [p["status"] for p in found["follow_up"]["promises"]]


def test_a_follow_up_is_matched_promise_by_promise(capsys, promise):
    args = ("jamfor", "lofte.md", "uppfoljning.md", "--format", "json", "--per", DAY)
    found = json.loads(out_of(capsys, *args).out)
    VALIDATOR.validate(found)
    assert statuses(found) == ["partly", "done", "done"]
    assert found["follow_up"]["counts"]["partly"] == 1 and found["checklists"] == []
    first = found["follow_up"]["promises"][0]
    assert (first["promised"]["value"], first["reached"]) == (12, 8)
    assert first["evidence"][0]["quote"] == "Åtta öppna kvällar hölls på biblioteket."


def test_a_saved_review_of_the_promises_serves_as_well(capsys, promise, tmp_path):
    saved = out_of(capsys, "fil", "lofte.md", "--format", "json", "--per", DAY).out
    (tmp_path / "lofte.json").write_text(saved, encoding="utf-8")
    args = ("jamfor", "lofte.json", "uppfoljning.md", "--format", "json", "--per", DAY)
    assert statuses(json.loads(out_of(capsys, *args).out)) == ["partly", "done", "done"]


def test_whether_it_is_a_follow_up_can_be_said(capsys, promise, tmp_path):
    (tmp_path / "sida.md").write_text(FOLLOW_UP.replace("Uppföljning av", "Mer om"), encoding="utf-8")
    args = ("--format", "json", "--per", DAY)
    assert json.loads(out_of(capsys, "jamfor", "lofte.md", "sida.md", *args).out)["follow_up"] is None
    found = json.loads(out_of(capsys, "jamfor", "lofte.md", "sida.md", "--uppfoljning", *args).out)
    assert statuses(found) == ["partly", "done", "done"]
    found = json.loads(
        out_of(capsys, "jamfor", "lofte.md", "uppfoljning.md", "--ingen-uppfoljning", *args).out
    )
    assert found["follow_up"] is None and len(found["promises"]) >= 3


def test_a_saved_review_is_no_follow_up(capsys, promise, tmp_path):
    saved = out_of(capsys, "fil", "uppfoljning.md", "--format", "json", "--per", DAY).out
    (tmp_path / "uppfoljning.json").write_text(saved, encoding="utf-8")
    out, err = out_of(capsys, "jamfor", "lofte.md", "uppfoljning.json", "--uppfoljning", code=2)
    assert out == "" and "ange filen, inte en sparad granskning" in err


def test_a_follow_up_of_what_holds_no_promises_says_so(capsys, promise):
    found = json.loads(
        out_of(capsys, "jamfor", "kort.md", "uppfoljning.md", "--uppfoljning", "--format", "json").out
    )
    VALIDATOR.validate(found)
    assert [n["code"] for n in found["notes"]] == ["no_promises"] and statuses(found) == []


def test_an_unreadable_follow_up_gives_3(capsys, promise):
    out, err = out_of(capsys, "jamfor", "lofte.md", "borta.pdf", "--uppfoljning", code=3)
    assert "borta.pdf" in err and "Jämförelsen kunde inte göras" in out


def test_waivers_are_shown_on_both_sides(capsys, tmp_path):
    (tmp_path / "undantag.yaml").write_text(
        "waivers:\n  - {criterion: bra.beslut, reason: Provår, by: Karin Ek, created: 2025-01-01}\n",
        encoding="utf-8",
    )
    found = compared(capsys, "kort.md", "lang.md", "--undantag", "undantag.yaml")
    (c,) = [c for k in found["checklists"] for c in k["criteria"] if c["id"] == "bra.beslut"]
    assert "Provår" in c["before"]["waived"] and "Provår" in c["after"]["waived"]
    args = ("jamfor", "kort.md", "kort.md", "--undantag", "undantag.yaml", *LIST)
    (c,) = [
        c
        for k in json.loads(out_of(capsys, *args, "--format", "json").out)["checklists"]
        for c in k["criteria"]
        if c["id"] == "bra.beslut"
    ]
    assert c["change"] == "unchanged"


@pytest.mark.parametrize("form", ["text", "json", "html", "md"])
def test_personal_data_can_be_hidden_in_every_format(capsys, promise, tmp_path, form):
    page = FOLLOW_UP + "\nFem trygghetsvandringar leddes av Karin Ekström, karin.ekstrom@tallnas.example.\n"
    (tmp_path / "uppfoljning.md").write_text(page, encoding="utf-8")
    args = ("jamfor", "lofte.md", "uppfoljning.md", "--format", form, "--per", DAY)
    assert "Ekström" in out_of(capsys, *args).out
    masked = out_of(capsys, *args, "--maskera").out
    assert "Ekström" not in masked and "karin.ekstrom" not in masked and "trygghetsvandringar" in masked
