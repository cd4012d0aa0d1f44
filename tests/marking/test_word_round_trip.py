"""Comments in hard Word files: nothing else changes, every range covers its quote, all can be undone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

import word_checks as check
import word_samples as samples
from overenskommelse_granskning.document import Document, Original, Span
from overenskommelse_granskning.document.normalise import clean as tidy
from overenskommelse_granskning.marking import Note, Tone
from overenskommelse_granskning.marking.word import annotate, clean
from overenskommelse_granskning.readers import ReadOptions, read_original

MODES = ("accepted", "original")


def opened(data: bytes, revisions: str = "accepted") -> Original:
    return read_original(data, filename="prov.docx", options=ReadOptions(revisions=revisions))


def note(n: int, span: Span | None) -> Note:
    return Note(f"prov.k{n}", Tone.PARTIAL, f"Delvis: Nummer {n}", ("Skriv mer.",), span)


def spans(document: Document) -> list[Span]:
    """Whole blocks, words, parts of words, and stretches over the ends of blocks."""
    out: list[Span] = []
    for block in document.blocks:
        text = document.slice(block.span)
        out.append(block.span)
        for word in re.finditer(r"\S+", text):
            start = block.start + word.start()
            out.append(Span(start, start + len(word[0])))
            if len(word[0]) > 3:
                out.append(Span(start + 1, start + len(word[0]) - 1))
        words = [block.start + m.start() for m in re.finditer(r"\S+", text)]
        out += [Span(a, b - 1) for a, b in pairwise(words) if b - 1 > a]
    out += [Span(a.start, b.end) for a, b in pairwise(document.blocks) if b.end > b.start]
    return [s for s in dict.fromkeys(out) if document.slice(s).strip()]


def bare(text: str) -> str:
    """Without what stands between blocks: white space, bullets, numbers of lists and notes."""
    return re.sub(r"[\s•]|¤", "", text)


@pytest.mark.parametrize("revisions", MODES)
@pytest.mark.parametrize("name", sorted(samples.SAMPLES))
def test_every_word_can_be_commented_and_nothing_else_changes(name, revisions):
    data = samples.SAMPLES[name]()
    original = opened(data, revisions)
    document = original.document
    wanted = spans(document)
    notes = [note(n, s) for n, s in enumerate(wanted)]
    # In heaps, so that comments overlap in many ways, and one by one.
    for some in (notes, *([n] for n in notes[:12]), [note(0, None), note(1, None)]):
        out = annotate(original, some)
        check.check_unchanged(data, out)
        check.check_valid(out)
        root = check.tree(out)
        found = check.ours(out)
        assert len(found) == len({n.span for n in some})
        for identity, comment in found.items():
            lines = check.lines(comment)
            one = next(n for n in some if n.signature == lines[-1])
            if one.span is None:
                assert check.range_text(root, identity) == ""
                continue
            quote = document.slice(one.span)
            if lines[1].startswith("Gäller ”"):
                assert lines[1] == f"Gäller ”{' '.join(quote.split())}”"
                assert stands_apart(data, document, one.span)
                continue
            seen = tidy(check.range_text(root, identity, original=revisions == "original"))[0]
            block = document.block_at(one.span.start)
            if block is not None and one.span.end <= block.end and block.cell is None:
                assert symbols(seen) == symbols(quote)
            else:
                assert bare(symbols(seen)) == bare(symbols(quote))
        assert check.canonical(check.tree(clean(out))) == check.canonical(check.tree(data))
        assert annotate(opened(out, revisions), some) == out


def symbols(text: str) -> str:
    return re.sub(r"[✓¤]", "¤", text)


def stands_apart(data: bytes, document: Document, span: Span) -> bool:
    """At least in part in a note or a text box, where Word shows no comments."""
    paragraphs = list(check.tree(data).iter(check.W + "p"))
    boxed = {
        f"body/p{n}"
        for n, p in enumerate(paragraphs)
        if next(p.iterancestors(check.W + "txbxContent"), None) is not None
    }
    sources = {s.source or "" for s in document.segments_in(span)}
    return bool(sources & boxed) or any(s.startswith(("footnotes/", "endnotes/")) for s in sources)
