"""The corpus: labelled source texts as documents.

A corpus text is Markdown with YAML front matter; its labels stand beside it. Training and the
mutation benchmark build documents straight from the source, without a round through Word or PDF.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..document import BlockKind, Document, DocumentBuilder, Piece
from ..resources import read_yaml

_ITEM = re.compile(r"^(\s*)([-*•–]|\d{1,2}[.)])\s+(.*)$")
_RULE = re.compile(r"^\|[\s:|-]+\|?$")


@dataclass(frozen=True)
class CorpusText:
    """One labelled text. ``labels`` is the label file as it stands (criteria, sections, …).

    ``unread``: nobody who wrote rules has read its author, so that the rules are as right on it as they
    are elsewhere.
    """

    id: str
    meta: Mapping[str, Any]
    body: str
    labels: Mapping[str, Any]
    unread: bool = False

    @property
    def kind(self) -> str:
        return str(self.meta["kind"])

    @property
    def author(self) -> str:
        """The author's key: ids read ``set-author[kind]-number``."""
        parts = self.id.split("-")
        return f"{parts[0]}-{parts[1][:1]}"

    def document(self) -> Document:
        return document_from_source(self.id, self.body)


@dataclass(frozen=True)
class KindText:
    """A text of which only the kind is known. ``locked``: never trained on."""

    id: str
    kind: str
    body: str
    locked: bool

    def document(self) -> Document:
        return document_from_source(self.id, self.body)


KINDS_FOLDER = "slag"  # beside the texts' folder: texts that only teach what kind they are
AUTHORS_FILE = "authors.yaml"  # beside the texts' folder: what is known of the authors


def unread_authors(corpus: Path) -> frozenset[str]:
    """The authors whose texts nobody has read who wrote rules; none where nothing is told of authors."""
    path = corpus / AUTHORS_FILE
    return frozenset(read_yaml(path)["unread"]) if path.is_file() else frozenset()


def load_corpus(folder: Path) -> tuple[CorpusText, ...]:
    """All labelled texts below a folder, sorted by id. Raises ValueError for a text without labels."""
    out = []
    unread = unread_authors(folder.parent)
    for path in sorted(folder.rglob("*.labels.yaml")):
        source = path.with_name(path.name.replace(".labels.yaml", ".md"))
        if not source.exists():
            raise ValueError(f"labels without a text: {path.name}")
        text = load_text(source)
        out.append(replace(text, unread=text.author in unread))
    return tuple(sorted(out, key=lambda t: t.id))


def load_kind_texts(corpus: Path) -> tuple[KindText, ...]:
    """The texts of a corpus that only teach what kind they are, sorted by id; none where it has no such folder."""
    out = []
    for source in sorted((corpus / KINDS_FOLDER).glob("*.md")):
        meta, body = _front_and_body(source)
        out.append(KindText(source.stem, str(meta["kind"]), body, bool(meta.get("locked"))))
    return tuple(out)


def _front_and_body(source: Path) -> tuple[dict[str, Any], str]:
    import yaml

    _, front, body = source.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def load_text(source: Path) -> CorpusText:
    """One text with its labels."""
    meta, body = _front_and_body(source)
    labels = read_yaml(source.with_name(source.name.replace(".md", ".labels.yaml"))) or {}
    return CorpusText(str(meta["id"]), meta, body, labels)


def document_from_source(name: str, body: str) -> Document:
    """Build a document from the simple Markdown of the corpus (tracked changes accepted)."""
    builder = DocumentBuilder(name=name, sha256=hashlib.sha256(body.encode("utf-8")).hexdigest(), format="md")
    rows: list[list[str]] = []
    ruled = False

    def flush() -> None:
        nonlocal ruled
        if rows:
            builder.table([[[Piece(c)] for c in row] for row in rows], header_rows=1)
            rows.clear()
        ruled = False

    for raw in body.split("\n"):
        line = raw.rstrip()
        if line.startswith("~del~") or line == "!page":
            continue
        line = line.removeprefix("~ins~ ").replace("**", "")
        if line.startswith("|"):
            if not _RULE.match(line):
                rows.append([c.strip() for c in line.strip().strip("|").split("|")])
            continue
        flush()
        if not line.strip():
            continue
        heading = re.match(r"^(#{1,6})\s+(.*)$", line)
        item = _ITEM.match(line)
        if heading:
            builder.heading([Piece(heading[2])], len(heading[1]))
        elif item:
            marker = item[2] if item[2][0].isdigit() else "-"
            builder.list_item([Piece(item[3])], marker=marker, level=1 + len(item[1]) // 2)
        else:
            builder.block(BlockKind.PARAGRAPH, [Piece(line)])
    flush()
    return builder.build()
