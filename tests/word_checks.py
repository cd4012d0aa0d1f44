"""What must hold of a Word file with our comments, checked on the XML and not with the program's own code."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
START, END, REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
_TEXT = frozenset((W + "t", W + "delText"))
# Where ECMA-376 allows a range mark: what holds runs, and what holds paragraphs.
_PARENTS = frozenset(
    MC + n if n in ("Choice", "AlternateContent") else W + n
    for n in "p ins del moveFrom moveTo hyperlink smartTag sdtContent customXml fldSimple dir bdo Choice".split()
)
# The parts of a package that comments may change.
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|word/_rels/document\.xml\.rels|word/document\.xml|word/(granska-)?comments\w*\.xml"
)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def tree(data: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(data)[part])


def canonical(root: etree._Element) -> bytes:
    return etree.tostring(root, method="c14n")


def alone(element: etree._Element) -> bytes:
    """Canonical, without the namespaces that only its surroundings use."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def comments(data: bytes) -> dict[str, etree._Element]:
    found = parts(data).get("word/comments.xml")
    if found is None:
        return {}
    listed = etree.fromstring(found).findall(W + "comment")
    assert len({c.get(W + "id") for c in listed}) == len(listed)
    return {c.get(W + "id"): c for c in listed}


def lines(comment: etree._Element) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p")]


def ours(data: bytes) -> dict[str, etree._Element]:
    """The comments with the author and the signature of the program."""
    return {
        i: c
        for i, c in comments(data).items()
        if c.get(W + "author") == "granska" and lines(c)[-1].startswith("granska · ")
    }


def normal(root: etree._Element, identities: set[str]) -> bytes:
    """Canonical XML without the marks of some comments, and with runs of one look joined everywhere."""
    root = etree.fromstring(etree.tostring(root))
    for mark in list(root.iter(START, END, REFERENCE)):
        if mark.get(W + "id") in identities:
            run = mark.getparent()
            alone = mark.tag == REFERENCE and all(c is mark or c.tag == W + "rPr" for c in run)
            _remove(run if alone else mark)
    for run in list(root.iter(W + "r")):
        before = run.getprevious()
        if before is None or before.tag != W + "r" or (before.tail or "").strip():
            continue
        if dict(before.attrib) == dict(run.attrib) and _look(before) == _look(run):
            for child in [c for c in run if c.tag != W + "rPr"]:
                before.append(child)
            before.tail = run.tail
            run.tail = None
            run.getparent().remove(run)
    for text in list(root.iter(*_TEXT)):
        text.attrib.clear()
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            before.tail = text.tail
            text.tail = None
            text.getparent().remove(text)
    return canonical(root)


def _look(run: etree._Element) -> bytes:
    found = run.find(W + "rPr")
    # The number of a change of formatting must not stand twice, so a part of a run has one of its own.
    return (
        b""
        if found is None
        else re.sub(rb' w:id="\d+"', b"", etree.tostring(found, method="c14n", with_tail=False))
    )


def _remove(element: etree._Element) -> None:
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)


def check_unchanged(before: bytes, after: bytes) -> None:
    """All of the package but our comments is what it was: every part, and the main part's XML."""
    old, new = parts(before), parts(after)
    assert set(old) <= set(new)
    assert all(MAY_CHANGE.fullmatch(name) for name in set(new) - set(old))
    for name, content in old.items():
        if not MAY_CHANGE.fullmatch(name):
            assert new[name] == content, name
    mine = set(ours(after))
    stale = set(ours(before))
    assert normal(tree(after), mine) == normal(tree(before), stale)
    theirs = [alone(c) for i, c in comments(before).items() if i not in stale]
    assert [alone(c) for i, c in comments(after).items() if i not in mine] == theirs


def check_valid(data: bytes) -> None:
    """What Word expects of comments: ids, order and place of marks, relationship and content type."""
    root = tree(data)
    found = comments(data)
    for tag in (START, END, REFERENCE):
        identities = [e.get(W + "id") for e in root.iter(tag)]
        assert len(identities) == len(set(identities))
    order = {e: n for n, e in enumerate(root.iter())}
    marks = {tag: {e.get(W + "id"): e for e in root.iter(tag)} for tag in (START, END, REFERENCE)}
    for identity, comment in ours(data).items():
        assert 0 <= int(identity) < 2**31
        start, end, reference = (marks[tag][identity] for tag in (START, END, REFERENCE))
        assert order[start] < order[end] < order[reference]
        assert reference.getparent().tag == W + "r"
        for mark in (start, end, reference.getparent()):
            assert mark.getparent().tag in _PARENTS, mark.getparent().tag
            if mark.getparent().tag == W + "p":
                assert all(e.tag != W + "pPr" for e in mark.itersiblings())
            # Word ignores ranges in text boxes, and a mark in a fallback copy would stand there twice.
            above = {a.tag for a in mark.iterancestors()}
            assert not above & {W + "txbxContent", MC + "Fallback", W + "r", M + "oMath", W + "ruby"}
        assert comment.get(W + "date") is None
    changes = [e.get(W + "id") for e in root.iter(W + "rPrChange")]
    assert len(changes) == len(set(changes))
    for comment in ours(data).values():
        assert comment.get(W + "initials") == "g"
    if found:
        all_parts = parts(data)
        relations = [
            r.get("Target")
            for r in etree.fromstring(all_parts["word/_rels/document.xml.rels"])
            if r.get("Type").endswith("/comments")
        ]
        assert relations in (["comments.xml"], ["/word/comments.xml"])
        types = etree.fromstring(all_parts["[Content_Types].xml"])
        assert [t.get("PartName") for t in types].count("/word/comments.xml") == 1
        ids = re.findall(rb"Id=\"([^\"]*)\"", all_parts["word/_rels/document.xml.rels"])
        assert len(ids) == len(set(ids))


def range_text(root: etree._Element, identity: str, *, original: bool = False) -> str:
    """The text between the marks of a comment, as a reader of the page sees it."""
    out: list[str] = []
    inside = False
    for kind, value in _stream(root, original):
        if kind == "mark":
            if value.get(W + "id") == identity and value.tag == START:
                inside = True
            elif value.get(W + "id") == identity and value.tag == END:
                return "".join(out)
        elif inside:
            out.append(value)
    raise AssertionError(f"no range {identity}")


def _stream(root: etree._Element, original: bool) -> Iterator[tuple[str, object]]:
    gone = {W + n for n in (("ins", "moveTo") if original else ("del", "moveFrom"))}
    skipped = gone | {W + "txbxContent", MC + "Fallback", W + "instrText", W + "pPr", W + "rPr", W + "rt"}
    signs = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
    muted = 0
    waiting: list[bool] = []

    def walk(element: etree._Element) -> Iterator[tuple[str, object]]:
        nonlocal muted
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue  # a comment of XML
            if tag in (START, END):
                yield "mark", child
            elif tag in skipped:
                # Marks may stand within what is not read.
                yield from (("mark", m) for m in child.iter(START, END))
            elif tag == W + "fldChar":
                kind = child.get(W + "fldCharType")
                if kind == "begin":
                    waiting.append(True)
                    muted += 1
                elif kind == "separate" and waiting and waiting[-1]:
                    waiting[-1] = False
                    muted -= 1
                elif kind == "end" and waiting and waiting.pop():
                    muted -= 1
            elif tag in _TEXT or tag == M + "t":
                if not muted and not _hidden(child):
                    yield "text", child.text or ""
            elif tag == W + "sym":
                yield "text", "¤"
            elif tag.startswith(W) and tag[len(W) :] in signs and element.tag == W + "r":
                if not muted:
                    yield "text", signs[tag[len(W) :]]
            else:
                yield from walk(child)
                if tag == W + "p" and not any(child.find(f"{W}pPr/{W}rPr/{g}") is not None for g in gone):
                    yield "text", "\n"

    yield from walk(root)


def _hidden(text: etree._Element) -> bool:
    return text.getparent().find(f"{W}rPr/{W}vanish") is not None
