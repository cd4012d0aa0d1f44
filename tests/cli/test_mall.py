"""``granska mall``: a Word document in which nothing counts until it has been filled in."""

from __future__ import annotations

import io

import docx
import pytest

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.cli.run import run
from overenskommelse_granskning.reports.skeleton import placeholder_lines, skeleton
from overenskommelse_granskning.vocabulary.closed import Outcome


@pytest.mark.parametrize("checklist_id", available())
def test_an_unfilled_skeleton_meets_nothing(checklist_id):
    reviewer = Reviewer(checklists=[checklist_id])
    assessment = reviewer.review(skeleton(load_checklist(checklist_id)), filename="mall.docx")
    assert assessment.readable
    assert [c.id for c in assessment if c.outcome is Outcome.MET] == []


def test_every_criterion_has_its_question_and_wording():
    checklist = load_checklist("bra-2020")
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(skeleton(checklist))).paragraphs)
    assert [c.id for c in checklist.criteria if f"({c.id})" not in text] == []


def test_the_same_bytes_every_time():
    checklist = load_checklist("medborgarlofte")
    assert skeleton(checklist) == skeleton(checklist)


def test_a_suggested_table_is_a_table():
    document = docx.Document(io.BytesIO(skeleton(load_checklist("bra-2020"))))
    (table,) = document.tables
    assert [c.text for c in table.rows[0].cells] == ["Åtgärd", "Ansvarig", "Klart", "Mäts genom"]
    assert {c.text[0] for row in table.rows[1:] for c in row.cells} == {"["}
    assert not [p.text for p in document.paragraphs if "|" in p.text]


def test_a_sentence_without_a_placeholder_becomes_one():
    assert list(placeholder_lines("Vi lovar tillsammans. Vi ses [dag].")) == [
        "[Vi lovar tillsammans.] Vi ses [dag]."
    ]


def test_the_command_writes_a_file_and_never_over_one(tmp_path, capsys):
    path = tmp_path / "mall.docx"
    assert run(["mall", "medborgarlofte", "--ut", str(path)]) == 0
    assert docx.Document(str(path)).paragraphs[0].style.name == "Heading 1"
    before = path.read_bytes()
    assert run(["mall", "medborgarlofte", "--ut", str(path)]) == 2
    assert path.read_bytes() == before
    assert run(["mall", "medborgarlofte", "--ut", str(tmp_path / "mall.pdf")]) == 2
    assert "slut" in capsys.readouterr().err


def test_an_own_list_gives_the_template_its_name(tmp_path, repository):
    path = tmp_path / "vandring.docx"
    assert run(["mall", str(repository / "examples" / "vandringar.yaml"), "--ut", str(path)]) == 0
    title = docx.Document(str(path)).paragraphs[0].text
    assert title.startswith("Överenskommelse om trygghetsvandringar [namn på ")
