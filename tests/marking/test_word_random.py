"""Paragraphs made at random: whatever stands in them, comments cover their words and can be undone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import word_checks as check
import word_samples as samples
from overenskommelse_granskning.document import Span
from overenskommelse_granskning.document.normalise import clean as tidy
from overenskommelse_granskning.marking import Note, Tone
from overenskommelse_granskning.marking.word import annotate, clean
from overenskommelse_granskning.readers import ReadOptions, read_original

WORDS = st.text("abå \u00ad\u0308\u00a0", min_size=1, max_size=12)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:rStyle w:val="Kommentarsreferens"/>'])
SIGNS = st.sampled_from(
    ["<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:lastRenderedPageBreak/>", "<w:cr/>"]
)


@st.composite
def runs(draw) -> str:
    look = draw(LOOKS)
    parts = draw(
        st.lists(st.one_of(WORDS.map(lambda w: ("t", w)), SIGNS.map(lambda s: ("s", s))), max_size=4)
    )
    keep = draw(st.booleans())
    inner = "".join(
        s
        if kind == "s"
        else f"<w:t{' xml:space=' + chr(34) + 'preserve' + chr(34) if keep else ''}>{s}</w:t>"
        for kind, s in parts
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inner}</w:r>"


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=3).map("".join)
    return st.one_of(
        several.map(lambda x: samples.ins(x, 801)),
        several.map(lambda x: f'<w:hyperlink r:id="rId91">{x}</w:hyperlink>'),
        several.map(lambda x: f"<w:sdt><w:sdtPr/><w:sdtContent>{x}</w:sdtContent></w:sdt>"),
        several.map(lambda x: f'<w:smartTag w:element="x">{x}</w:smartTag>'),
        several.map(lambda x: samples.field("REF a", x)),
    )


ASIDE = st.sampled_from(
    [
        '<w:bookmarkStart w:id="4" w:name="b"/>',
        '<w:bookmarkEnd w:id="4"/>',
        '<w:proofErr w:type="spellStart"/>',
        samples.gone("borta ", 802),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>",
        samples.IMAGE,
        samples.box(samples.p("I rutan.")),
        "\n  ",
    ]
)
INLINE = st.recursive(runs(), wrapped, max_leaves=4)
PARAGRAPH = st.lists(st.one_of(INLINE, INLINE, ASIDE), min_size=1, max_size=7).map(
    lambda parts: f"<w:p>{''.join(parts)}</w:p>"
)


@settings(max_examples=150)
@given(st.lists(PARAGRAPH, min_size=1, max_size=3), st.data())
def test_any_words_in_any_paragraph(paragraphs, data):
    file = samples.package(samples.p("Början."), *paragraphs)
    revisions = data.draw(st.sampled_from(["accepted", "original"]))
    original = read_original(file, filename="prov.docx", options=ReadOptions(revisions=revisions))
    document = original.document
    spans = []
    for _ in range(data.draw(st.integers(1, 6))):
        block = data.draw(st.sampled_from(document.blocks))
        start = data.draw(st.integers(block.start, block.end - 1))
        end = data.draw(st.integers(start + 1, block.end))
        if document.text[start:end].strip():
            spans.append(Span(start, end))
    notes = [Note(f"prov.k{n}", Tone.PARTIAL, "Delvis", ("Rad",), s) for n, s in enumerate(spans)]
    out = annotate(original, notes)
    check.check_unchanged(file, out)
    check.check_valid(out)
    root = check.tree(out)
    for identity, comment in check.ours(out).items():
        lines = check.lines(comment)
        span = next(n.span for n in notes if n.signature == lines[-1])
        if lines[1].startswith("Gäller ”"):
            continue
        seen = tidy(check.range_text(root, identity, original=revisions == "original"))[0]
        # A page may end between a letter and its accent, which then are two signs in the text.
        assert seen == tidy(document.slice(span))[0]
    assert check.canonical(check.tree(clean(out))) == check.canonical(check.tree(file))
    again = read_original(out, filename="prov.docx", options=ReadOptions(revisions=revisions))
    assert annotate(again, notes) == out
