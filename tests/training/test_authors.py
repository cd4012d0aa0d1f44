"""What is known of the corpus's authors reaches the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from overenskommelse_granskning.training.corpus import load_corpus, unread_authors

TEXT = "---\nid: {id}\nkind: annat\n---\n# Rubrik\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("egen-x-01", "egen-y-01"):
        (texts / f"{name}.md").write_text(TEXT.format(id=name), encoding="utf-8")
        (texts / f"{name}.labels.yaml").write_text("criteria: {}\n", encoding="utf-8")
    return tmp_path


def test_a_text_tells_whether_its_author_was_unread(corpus: Path) -> None:
    (corpus / "authors.yaml").write_text("unread: [egen-y]\n", encoding="utf-8")
    assert {t.author: t.unread for t in load_corpus(corpus / "texts")} == {"egen-x": False, "egen-y": True}


def test_nothing_told_of_authors_means_that_all_were_read(corpus: Path) -> None:
    assert unread_authors(corpus) == frozenset()
    assert not any(t.unread for t in load_corpus(corpus / "texts"))


def test_every_author_named_in_the_corpus_has_texts(repository: Path) -> None:
    folder = repository / "corpus"
    assert unread_authors(folder) <= {t.author for t in load_corpus(folder / "texts")}
