"""Running again, cleaning, other people's replies, and documents that must not be written in."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

import word_checks as check
import word_samples as samples
from overenskommelse_granskning.document import Original, Span
from overenskommelse_granskning.errors import ReportError
from overenskommelse_granskning.marking import Note, Tone, clean
from overenskommelse_granskning.marking.word import annotate
from overenskommelse_granskning.readers import read_original

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def opened(data: bytes) -> Original:
    return read_original(data, filename="prov.docx")


def note(original: Original, words: str, key: str = "bra.mal", line: str = "Skriv mer.") -> Note:
    at = original.document.text.index(words)
    return Note(key, Tone.PARTIAL, "Delvis: Mål", (line,), Span(at, at + len(words)))


def replaced(data: bytes, **changes: bytes | None) -> bytes:
    """The package with parts replaced by their name's stem, added or (None) left out."""
    out = io.BytesIO()
    files = {**check.parts(data), **{n.replace("__", "/"): c for n, c in changes.items()}}
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    content = check.parts(data)[part].decode()
    assert old in content
    return replaced(data, **{part: content.replace(old, new).encode()})


def texts(data: bytes) -> dict[str, list[str]]:
    return {i: check.lines(c) for i, c in check.comments(data).items()}


def test_running_again_replaces_our_comments_and_only_ours():
    data = samples.SAMPLES["comments_of_others"]()
    first = annotate(
        opened(data), [note(opened(data), "ska minska"), note(opened(data), "Antalet", "bra.matt")]
    )
    other = opened(first)
    second = annotate(other, [note(other, "stölder", line="Skriv något annat.")])
    check.check_unchanged(data, second)
    check.check_valid(second)
    assert [c[-1] for c in texts(second).values()] == ["Är det här rimligt?", "Nej.", "granska · bra.mal"]
    assert second == annotate(opened(data), [note(opened(data), "stölder", line="Skriv något annat.")])


def test_a_run_without_findings_leaves_the_document_as_it_was():
    data = samples.SAMPLES["plain"]()
    first = annotate(opened(data), [note(opened(data), "stölder")])
    assert check.parts(annotate(opened(first), [])) == {
        **check.parts(data),
        **{n: c for n, c in check.parts(clean(first)).items() if check.MAY_CHANGE.fullmatch(n)},
    }
    assert "word/comments.xml" not in check.parts(clean(first))


def test_cleaning_a_file_without_our_comments_gives_the_same_bytes():
    for name in ("plain", "comments_of_others"):
        data = samples.SAMPLES[name]()
        assert clean(data) == data


def test_a_person_of_the_same_name_is_left_alone():
    listed = samples.comments(samples.comment(1, "Min egen kommentar.", author="granska"))
    data = samples.package(
        samples.p(samples.commented(1, samples.r("Stölderna")) + samples.r(" ska minska.")),
        parts={"comments": listed},
    )
    assert clean(data) == data
    out = annotate(opened(data), [note(opened(data), "ska minska")])
    assert sorted(len(lines) for lines in texts(out).values()) == [1, 3]
    assert texts(clean(out)) == texts(data)


def answered(data: bytes) -> bytes:
    """Our only comment, and a reply to it by a person, as a newer Word stores them."""
    namespaces = samples.NAMESPACES
    (mine,) = check.ours(data)
    content = etree.fromstring(check.parts(data)["word/comments.xml"])
    para = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
    [*content.iter(check.W + "p")][-1].set(para, "0B000001")
    reply = etree.fromstring(samples.comments(samples.comment(77, "Det fixar jag.", para="0B000002")))
    content.append(reply[0])
    document = check.parts(data)["word/document.xml"].decode()
    for tag in ("commentRangeStart", "commentRangeEnd"):
        document = document.replace(
            f'<w:{tag} w:id="{mine}"/>', f'<w:{tag} w:id="{mine}"/><w:{tag} w:id="77"/>'
        )
    document = document.replace(
        "</w:p><w:sectPr", '<w:r><w:commentReference w:id="77"/></w:r></w:p><w:sectPr'
    )
    extended = (
        f'<w15:commentsEx {namespaces}><w15:commentEx w15:paraId="0B000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0B000002" w15:paraIdParent="0B000001" w15:done="0"/></w15:commentsEx>'
    )
    rels = check.parts(data)["word/_rels/document.xml.rels"].decode()
    relation = (
        '<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
        'Target="commentsExtended.xml"/></Relationships>'
    )
    return replaced(
        data,
        **{
            "word/comments.xml": etree.tostring(content),
            "word/document.xml": document.encode(),
            "word/commentsExtended.xml": extended.encode(),
            "word/_rels/document.xml.rels": rels.replace("</Relationships>", relation).encode(),
        },
    )


def test_a_comment_that_somebody_has_answered_stays_with_the_answer():
    data = samples.package(samples.p("Stölderna ska minska till 20."))
    talk = answered(annotate(opened(data), [note(opened(data), "ska minska")]))
    again = opened(talk)
    out = annotate(again, [note(again, "ska minska"), note(again, "till 20", "bra.matt")])
    assert [c[-1] for c in texts(out).values()] == [
        "granska · bra.mal",
        "Det fixar jag.",
        "granska · bra.matt",
    ]
    listed = etree.fromstring(check.parts(out)["word/commentsExtended.xml"])
    assert [e.get(f"{W15}paraIdParent") for e in listed] == [None, "0B000001", None]


def test_notes_at_the_same_words_are_one_comment_and_an_answer_is_to_all_of_them():
    data = samples.package(samples.p("Stölderna ska minska till 20."))
    original = opened(data)
    both = [note(original, "ska minska"), note(original, "ska minska", "bra.matt")]
    first = annotate(original, both)
    assert [*texts(first).values()] == [
        [
            *("1. Delvis: Mål", "Skriv mer.", "granska · bra.mal"),
            *("2. Delvis: Mål", "Skriv mer.", "granska · bra.matt"),
        ]
    ]
    again = opened(answered(first))
    assert annotate(again, [*both, note(again, "till 20", "bra.matt")]) == answered(first)
    assert check.canonical(check.tree(clean(first))) == check.canonical(check.tree(data))


def test_cleaning_leaves_the_answer_as_a_comment_of_its_own():
    data = samples.package(samples.p("Stölderna ska minska till 20."))
    out = clean(answered(annotate(opened(data), [note(opened(data), "ska minska")])))
    assert [c[-1] for c in texts(out).values()] == ["Det fixar jag."]
    listed = etree.fromstring(check.parts(out)["word/commentsExtended.xml"])
    assert [dict(e.attrib) for e in listed] == [{f"{W15}paraId": "0B000002", f"{W15}done": "0"}]
    assert check.range_text(check.tree(out), "77") == "ska minska"


def test_what_newer_versions_list_beside_the_comments_is_kept_in_step():
    data = samples.SAMPLES["comments_in_all_parts"]()
    out = annotate(opened(data), [note(opened(data), "Så är det")])
    listed = {
        n: etree.fromstring(check.parts(out)[f"word/comments{n}.xml"])
        for n in ("Extended", "Ids", "Extensible")
    }
    assert [len(t) for t in listed.values()] == [3, 3, 2]
    comments = check.comments(out)
    w14 = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
    last = [[*c.iter(check.W + "p")][-1].get(w14) for c in comments.values()]
    assert [e.get(f"{W15}paraId") for e in listed["Extended"]] == last
    cid = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
    assert [e.get(f"{cid}paraId") for e in listed["Ids"]] == last
    durable = [e.get(f"{cid}durableId") for e in listed["Ids"]]
    assert len(set(durable)) == 3 and all(0 < int(d, 16) < 0x7FFFFFFF for d in durable)
    for name, content in check.parts(clean(out)).items():
        if name.startswith("word/comments"):
            assert check.canonical(etree.fromstring(content)) == check.canonical(
                etree.fromstring(check.parts(data)[name])
            )


def test_after_another_program_has_written_the_file_the_cuts_are_still_mended():
    data = samples.SAMPLES["plain"]()
    out = annotate(opened(data), [note(opened(data), "stölder vid")])
    # Word keeps no attribute that it does not know.
    comments = etree.fromstring(check.parts(out)["word/comments.xml"])
    for comment in comments:
        for name in [n for n in comment.attrib if "granskning" in n]:
            del comment.attrib[name]
    saved = replaced(out, **{"word/comments.xml": etree.tostring(comments)})
    assert len(check.tree(saved).findall(f".//{check.W}r")) == 6
    assert check.canonical(check.tree(clean(saved))) == check.canonical(check.tree(data))


def test_a_cut_is_not_mended_over_what_somebody_has_changed_since():
    data = samples.SAMPLES["plain"]()
    out = annotate(opened(data), [note(opened(data), "stölder vid")])
    bold = edited(out, "word/document.xml", "<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t")
    bold = edited(
        bold,
        "word/document.xml",
        '<w:b/></w:rPr><w:t xml:space="preserve">stölder',
        '<w:i/></w:rPr><w:t xml:space="preserve">stölder',
    )
    text = "".join(t.text for t in check.tree(clean(bold)).iter(check.W + "t"))
    assert text == "".join(t.text for t in check.tree(data).iter(check.W + "t"))
    assert len(check.tree(clean(bold)).findall(f".//{check.W}i")) == 1


def test_a_signed_document_is_refused_with_a_sentence():
    data = replaced(
        samples.SAMPLES["plain"](), **{"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<a/>"}
    )
    with pytest.raises(ReportError, match="signerat") as found:
        annotate(opened(data), [])
    assert found.value.code == "S001"


@pytest.mark.parametrize(
    ("attributes", "refused"),
    [
        ('w:edit="readOnly" w:enforcement="1"', True),
        ('w:edit="forms" w:enforcement="true"', True),
        ('w:edit="readOnly" w:enforcement="0"', False),
        ('w:edit="readOnly"', False),
        ('w:edit="comments" w:enforcement="1"', False),
        ('w:edit="trackedChanges" w:enforcement="1"', False),
    ],
)
def test_a_protected_document_is_refused_with_a_sentence(attributes, refused):
    settings = f"<w:settings {samples.NAMESPACES}><w:documentProtection {attributes}/></w:settings>"
    data = samples.package(samples.p("Stölderna ska minska."), parts={"settings": settings})
    if refused:
        with pytest.raises(ReportError, match="skyddat"):
            annotate(opened(data), [note(opened(data), "minska")])
    else:
        assert len(check.ours(annotate(opened(data), [note(opened(data), "minska")]))) == 1


def test_the_strict_form_of_the_format_stays_strict():
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = check.parts(samples.SAMPLES["plain"]())
    for name in parts:
        if name.endswith((".xml", ".rels")):
            for old, new in strict.items():
                parts[name] = parts[name].replace(old.encode(), new.encode())
    data = replaced(samples.SAMPLES["plain"](), **parts)
    out = annotate(opened(data), [note(opened(data), "stölder")])
    new = check.parts(out)
    for part in ("word/document.xml", "word/comments.xml"):
        assert b"purl.oclc.org/ooxml/wordprocessingml/main" in new[part]
        assert b"schemas.openxmlformats.org/wordprocessingml" not in new[part]
    assert check.parts(clean(out)).keys() == parts.keys()
    assert check.canonical(check.tree(clean(out))) == check.canonical(check.tree(data))


def test_the_same_input_gives_the_same_bytes_and_no_time():
    data = samples.SAMPLES["plain"]()
    out = annotate(opened(data), [note(opened(data), "stölder")])
    assert out == annotate(opened(data), [note(opened(data), "stölder")])
    with zipfile.ZipFile(io.BytesIO(out)) as new, zipfile.ZipFile(io.BytesIO(data)) as old:
        dates = {i.filename: i.date_time for i in old.infolist()}
        for info in new.infolist():
            assert info.date_time == dates.get(info.filename, (1980, 1, 1, 0, 0, 0))


@pytest.mark.parametrize(
    ("data", "code"), [(b"Bara text.", "S005"), (b"", "R003"), (b"PK\x03\x04trasig", "R005")]
)
def test_what_cannot_be_cleaned_says_why(data, code):
    with pytest.raises(Exception) as found:
        clean(data)
    assert found.value.code == code


def test_foreign_text_in_notes_is_text():
    data = samples.SAMPLES["plain"]()
    out = annotate(opened(data), [note(opened(data), "stölder", line="<w:b/> & ”citat” ]]>")])
    assert check.lines(next(iter(check.ours(out).values())))[1] == "<w:b/> & ”citat” ]]>"
