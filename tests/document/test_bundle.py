"""Several files as one document: places, pages and sections are those of each file."""

from __future__ import annotations

import pytest

from entity_samples import document
from overenskommelse_granskning.document import Document, DocumentBuilder, Piece, join_documents


def paged(name: str, *pages: str) -> Document:
    builder = DocumentBuilder(name=name, sha256="1" * 64, format="pdf")
    for number, text in enumerate(pages, 1):
        builder.page(number)
        builder.paragraph([Piece(text, number)])
    builder.notice("R012", "Sida 2 är en bild.", 2)
    return builder.build()


MAIN = document("# Avtal\n\nParterna möts.\n\n| Vad | När |\n| Möte | Mars |")
PLAN = paged("plan.pdf", "Vaktrundor i april.", "Cykelställ i juni.")
TABLE = document("# Bilaga 2\n\n| Vem | Vad |\n| Polisen | Rundor |")


def test_one_file_is_itself():
    assert join_documents([MAIN]) is MAIN
    assert MAIN.parts == () and MAIN.main is MAIN


def test_every_text_stands_whole_in_the_joint_one():
    joint = join_documents([MAIN, PLAN, TABLE])
    assert [joint.text[p.start : p.end] for p in joint.parts] == [MAIN.text, PLAN.text, TABLE.text]
    assert joint.main is MAIN
    assert (joint.name, joint.sha256, joint.format) == (MAIN.name, MAIN.sha256, MAIN.format)


def test_a_quote_has_the_page_of_its_own_file_and_names_the_annex():
    joint = join_documents([paged("avtal.pdf", "Ett.", "Två."), PLAN])
    start = joint.text.index("Cykelställ")
    evidence = joint.evidence((start, start + 18))
    assert (evidence.quote, evidence.page, evidence.file) == ("Cykelställ i juni.", 2, "plan.pdf")
    own = joint.evidence((0, 4))
    assert (own.quote, own.page, own.file) == ("Ett.", 1, None)


def test_structure_is_carried_over():
    joint = join_documents([MAIN, PLAN, TABLE])
    assert [b.id for b in joint.blocks] == list(range(len(joint.blocks)))
    assert [s.id for s in joint.sections] == list(range(len(joint.sections)))
    for part in joint.parts:
        for block in part.document.blocks:
            same = joint.block_at(part.start + block.start)
            if block.end > block.start:
                assert same is not None and same.kind is block.kind
                assert joint.sections[same.section].title == part.document.sections[block.section].title
    assert {b.cell.table for b in joint.blocks if b.cell} == {0, 1}
    heading = next(s for s in joint.sections if s.title == "Bilaga 2")
    assert joint.slice(joint.blocks[heading.heading_block].span) == "Bilaga 2"


def test_annexes_with_the_same_name_are_told_apart():
    joint = join_documents([MAIN, PLAN, PLAN, PLAN])
    assert [p.name for p in joint.annex_files] == ["plan.pdf", "plan.pdf (2)", "plan.pdf (3)"]


def test_notices_of_an_annex_say_which_file():
    joint = join_documents([MAIN, PLAN])
    assert [n.message for n in joint.notices] == ["plan.pdf: Sida 2 är en bild."]


@pytest.mark.parametrize(
    ("at", "file"), [("Parterna", None), ("Vaktrundor", "plan.pdf"), ("Rundor", "prov.txt (2)")]
)
def test_the_file_of_an_offset(at, file):
    joint = join_documents([MAIN, PLAN, TABLE])
    assert joint.annex_file_of(joint.text.index(at)) == file
