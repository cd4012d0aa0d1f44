"""Rendered documents beside the repository, compared with the sources they were rendered from."""

import re
from collections import Counter
from pathlib import Path

import pytest

from overenskommelse_granskning.document import BlockKind
from overenskommelse_granskning.readers import read_document

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold" / "train"
SEEDS = SHARED / "seeds"
_NUMBER = re.compile(r"\d+(\.\d+)*[.)]? ")
_ROW_RULE = re.compile(r"\|(?: ?:?-+:? ?\|)+")


def _words(text: str) -> str:
    return " ".join(text.replace("**", "").split())


def _source(path: Path) -> list[tuple[str, str]]:
    """The paragraphs of a gold source as (kind, text), with tracked changes accepted."""
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    out = []
    for line in map(str.strip, body.splitlines()):
        if not line or line.startswith(("!page", "~del~")) or _ROW_RULE.fullmatch(line):
            continue
        line = line.removeprefix("~ins~").strip()
        if line.startswith("#"):
            out.append(("heading", _words(line.lstrip("#"))))
        elif found := re.match(r"(?:[-*]|\d+\.) (.*)", line):
            out.append(("item", _words(found.group(1))))
        elif line.startswith("|"):
            out += [("cell", _words(cell)) for cell in line.strip("|").split("|") if cell.strip()]
        else:
            out.append(("paragraph", _words(line)))
    return out


def _found(path: Path) -> Counter[str]:
    document = read_document(path)
    read: dict[str, set[str]] = {"heading": set(), "item": set(), "cell": set(), "paragraph": set()}
    kinds = {BlockKind.HEADING: "heading", BlockKind.LIST_ITEM: "item", BlockKind.CELL: "cell"}
    for block in document.blocks:
        text = _words(document.slice(block.span))
        kind = kinds.get(block.kind, "paragraph")
        read[kind] |= {text, _NUMBER.sub("", text, count=1)}
        read["paragraph"] |= {text, f"{block.marker} {text}"}
    aside = [_words(f.text) for f in document.furniture]  # what stands around a web page's text is kept there
    read["paragraph"] |= set(aside)
    whole = _words(" ".join([document.text, *aside]))
    counts: Counter[str] = Counter()
    for kind, text in _source(GOLD / f"{path.stem}.md"):
        bare = _NUMBER.sub("", text, count=1) if kind == "heading" else text
        counts[kind] += 1
        counts[f"{kind} found"] += text in read[kind] or bare in read[kind]
        counts["all"] += 1
        counts["text found"] += text in whole or kind == "cell"
    return counts


@pytest.mark.skipif(not GOLD.is_dir(), reason="exempeldokumenten finns inte bredvid förrådet")
@pytest.mark.parametrize(
    ("extension", "least"),
    [
        ("docx", {"heading": 1.0, "item": 1.0, "cell": 1.0, "paragraph": 1.0}),
        ("odt", {"heading": 1.0, "item": 1.0, "cell": 1.0, "paragraph": 1.0}),
        ("html", {"heading": 1.0, "item": 1.0, "cell": 1.0, "paragraph": 0.97}),
        ("txt", {"heading": 1.0, "item": 1.0, "paragraph": 0.94}),  # one file has a page per line
    ],
)
def test_what_the_sources_hold_is_found(extension: str, least: dict[str, float]) -> None:
    total: Counter[str] = Counter()
    for path in sorted((GOLD / "files").glob(f"*.{extension}")):
        total += _found(path)
    for kind, share in least.items():
        assert total[f"{kind} found"] >= share * total[kind], (kind, total)
    assert total["text found"] >= 0.95 * total["all"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="exempeldokumenten finns inte bredvid förrådet")
def test_no_word_of_the_seeds_is_lost() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        document = read_document(path)
        letters = re.compile(r"\w+")
        shown = Counter(letters.findall(document.text + " ".join(f.text for f in document.furniture)))
        wanted = Counter(letters.findall(path.read_text(encoding="utf-8")))
        assert not wanted - shown, path.name
