"""Web pages: nesting, spans, counts and declarations that make no sense."""

from __future__ import annotations

import html
import random
from collections.abc import Callable

from .base import Sources, trapped

_TAGS = (
    "div", "table", "tr", "td", "th", "ul", "ol", "li", "dl", "dd", "dt", "blockquote", "b", "span", "a", "font", "p", "pre", "form",
    "select", "option", "svg", "math", "template", "noscript", "iframe", "object", "details", "section", "h1", "caption", "colgroup",
    "frameset", "button", "label", "sup", "ins", "del",
)  # fmt: skip
_NUMBERS = (
    "1000000000",
    "99999999999999999999",
    "-1",
    "0",
    "1e9",
    "65534",
    "1000",
    "x",
    "",
    "½",
    "٣",
    "9" * 5000,
)


def nested(rng: random.Random, sources: Sources) -> bytes:
    n = rng.choice((50, 300, 3_000, 60_000))
    tags = [rng.choice(_TAGS) for _ in range(rng.choice((1, 2, 4)))]
    if rng.random() < 0.5:
        tags = rng.choice(
            (["table", "tr", "td"], ["ul", "li"], ["ol", "li", "p"], ["blockquote"], ["div", "span"])
        )
    opened = "".join(f"<{tags[i % len(tags)]}>{'x' if rng.random() < 0.1 else ''}" for i in range(n))
    closed = "".join(f"</{tags[i % len(tags)]}>" for i in reversed(range(n))) if rng.random() < 0.6 else ""
    return sources.html.replace(b"</body>", f"{opened}Kommunen{closed}</body>".encode())


def spans(rng: random.Random, sources: Sources) -> bytes:
    rows = []
    for _ in range(rng.choice((2, 30, 1_000))):
        cells = "".join(
            f"<t{rng.choice('dh')} {rng.choice(('colspan', 'rowspan'))}={rng.choice(_NUMBERS)!r} "
            f"{rng.choice(('colspan', 'rowspan'))}={rng.choice(_NUMBERS)!r}>cell"
            for _ in range(rng.choice((1, 3, 20)))
        )
        rows.append(f"<tr>{cells}</tr>")
    return sources.html.replace(b"</body>", f"<table>{''.join(rows)}</table></body>".encode())


def lists(rng: random.Random, sources: Sources) -> bytes:
    made = "".join(
        f'<ol start="{rng.choice(_NUMBERS)}" type="{rng.choice("1aAiIx")}" {rng.choice(("reversed", ""))}>'
        f'<li value="{rng.choice(_NUMBERS)}">punkt<li>punkt'
        for _ in range(rng.choice((1, 20, 250)))
    )
    return sources.html.replace(b"</body>", f"{made}</body>".encode())


def many(rng: random.Random, sources: Sources) -> bytes:
    piece = rng.choice((
        "<p>x", "<br>", "<td>", "<li>a", "<h1>a</h1>", "<tr><td>a<td>b", "<a href=x>a</a>", "<!---->", "<b>", "&amp;", "<p style='display:none'>x",
        "<input>", "<img src=x>", "<table><tr><td>a</table>", "<sup>1</sup>", "<p>&nbsp;</p>", "<hr>", "<![CDATA[x]]>", "<?x?>", "</div>",
    ))  # fmt: skip
    return sources.html.replace(
        b"</body>", (piece * rng.choice((1_000, 20_000, 100_000)) + "</body>").encode()
    )


def attributes(rng: random.Random, sources: Sources) -> bytes:
    n = rng.choice((10, 1_000, 20_000))
    made = rng.choice((
        "<p " + " ".join(f"a{i}=1" for i in range(n)) + ">x", f"<p class='{'a ' * n}'>x", f"<p style='{'a:b;' * n}'>x", f"<p id={'x' * n}>x",
        f"<{'x' * n}>y", f"<a href='javascript:{'a' * n}'>x</a>", f"<a href='data:text/html,{'a' * n}'>x</a>", f"<p lang={'x-' * n}>y",
    ))  # fmt: skip
    return sources.html.replace(b"<h1>", f"{made}<h1>".encode(), 1)


def declared(rng: random.Random, sources: Sources) -> bytes:
    """A declared encoding that is wrong, unknown or dangerous."""
    name = rng.choice(
        ("utf-16", "utf-32", "utf-7", "idna", "punycode", "rot13", "hex", "zlib", "base64", "unicode_escape", "raw_unicode_escape", "undefined",
         "x" * 40, "cp1252", "shift_jis", "hz", "utf-8", "mbcs", "bz2", "quopri", "uu", "charmap", "iso2022_jp")
    )  # fmt: skip
    data = sources.html.decode().replace("utf-8", name)
    if rng.random() < 0.3:
        data = f'<?xml version="1.0" encoding="{name}"?>' + data
    return data.encode(rng.choice(("utf-8", "cp1252", "utf-16", "utf-16-le")), errors="replace")


def doctype(rng: random.Random, sources: Sources) -> bytes:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10)
    )
    head = rng.choice((
        f"<!DOCTYPE html [{entities}]>", '<!DOCTYPE html SYSTEM "file:///etc/passwd">', '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:1/">]>',
        "<!" * 3000, "<!--" * 3000, "<!-- -- --!>" * 300, "<?xml version='1.0'?>" * 100, "<!DOCTYPE " + "x" * 50_000 + ">",
    ))  # fmt: skip
    return head.encode() + sources.html.replace(b"<p>", b"<p>&k;&a;", 3)


def references(rng: random.Random, sources: Sources) -> bytes:
    bad = (
        "&#0;",
        "&#99999999999;",
        "&#xD800;",
        "&#x110000;",
        "&#-1;",
        "&#x;",
        "&",
        "&amp" * 500,
        "&#x202e;",
        "&#27;[31m",
        "&" + "x" * 3000 + ";",
        "&#1;",
        "&#xFFFE;",
    )
    data = sources.html.decode()
    for _ in range(rng.choice((1, 20))):
        i = rng.randrange(len(data))
        data = data[:i] + rng.choice(bad) + data[i:]
    return data.encode()


def active(rng: random.Random, sources: Sources) -> bytes:
    """What would run or be fetched in a browser."""
    pieces = (
        "<script>while(1);</script>", "<style>@import 'http://127.0.0.1:1/x'; body{content:'x'}</style>", "<base href='http://127.0.0.1:1/'>",
        "<meta http-equiv=refresh content='0;url=http://127.0.0.1:1/'>", "<link rel=stylesheet href=http://127.0.0.1:1/>", "<script>" * 300,
        "<img src=x onerror=alert(1)>", "<iframe srcdoc='<p>x'>", "<object data=x>", "<style>" + "a{" * 9000, "<textarea>", "<title>", "<plaintext>", "<xmp>", "<noframes>",
        "<svg><script>1</script><foreignObject><p>x", "<math><mi><table><mglyph><style>", "<select><script></select><template><tr>",
    )  # fmt: skip
    data = sources.html.decode()
    for _ in range(rng.choice((1, 4))):
        i = data.find("<p>", rng.randrange(len(data) // 2))
        data = data[:i] + rng.choice(pieces) + data[i:]
    return data.encode()


def traps(rng: random.Random, sources: Sources) -> bytes:
    lines = trapped(rng, sources.lines, rng.choice((2, 15)))
    body = "".join(
        f"<p>{html.escape(line)}</p>" if rng.random() < 0.8 else f"<h2>{html.escape(line)}" for line in lines
    )
    return f"<html><body>{body}".encode("utf-8", "surrogatepass")


MAKERS: dict[str, Callable[[random.Random, Sources], bytes]] = {
    "nastlad": nested,
    "spann": spans,
    "listor": lists,
    "manga": many,
    "attribut": attributes,
    "deklarerad": declared,
    "doctype": doctype,
    "referenser": references,
    "aktiv": active,
    "fallor": traps,
}
