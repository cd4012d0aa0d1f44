"""The sound documents that the hostile ones are made of."""

from __future__ import annotations

import html
import io
import random
import re
import zipfile
from functools import cached_property
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
Parts = dict[str, bytes]

# Words of a text that a program may stumble on wherever it turns numbers, dates and names into values.
TRAPS = (
    "9" * 5000, "1" + "0" * 400, "99999-99-99", "0000-00-00", "2024-13-45", "31 februari 2025", "år 0",
    "den 99 december 99999", "²", "①②③", "٣٤٥", "१२३", "½ procent", "1e999 procent", "-0 procent", "NaN", "inf",
    "§" * 300, "1." * 400, "(" * 500, "M" * 3000, "MCMXCIX" * 50, "a)" * 200, "%" * 100, "kl. 99.99", "20–" * 200,
    "2024–1999", "1–999999999", "org.nr 000000-0000", "\u202eneve\u202c", "А" * 40, "å\u0301\u0301" * 60,
    "\u200b".join("polisen"), "\ufffd" * 50, "\ue000\uf8ff", "𝔐å𝔩", "👩‍👩‍👧‍👦" * 40, "ﬃ" * 50, "İıſẞ" * 30, "\u0000", "\x1b[2J\x1b]0;x\x07",
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "{{7*7}}{% raw %}", "${jndi:ldap://x/y}", "../../etc/passwd",
    "x" * 20_000, "ab " * 3000, "-" * 2000, "_" * 2000, "." * 2000, "\t" * 500, "|" * 500, "https://" + "a" * 3000,
)  # fmt: skip


class Sources:
    """Made once, so that a thousand files cost little more than their damage."""

    @cached_property
    def text(self) -> str:
        return (EXAMPLES / "utkast.md").read_text(encoding="utf-8")

    @cached_property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]

    @cached_property
    def docx(self) -> bytes:
        return (EXAMPLES / "utkast.docx").read_bytes()

    @cached_property
    def docx_parts(self) -> Parts:
        with zipfile.ZipFile(io.BytesIO(self.docx)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def odt_parts(self) -> Parts:
        body = []
        for line in self.lines:
            text = html.escape(line.lstrip("#-| "))
            level = len(line) - len(line.lstrip("#"))
            if level:
                body.append(f'<text:h text:outline-level="{level}" text:style-name="H1">{text}</text:h>')
            elif line.startswith("- "):
                item = f'<text:p text:style-name="P1">{text}</text:p>'
                body.append(
                    f'<text:list text:style-name="L1"><text:list-item>{item}</text:list-item></text:list>'
                )
            elif line.startswith("|"):
                cells = "".join(
                    f'<table:table-cell table:number-columns-spanned="1"><text:p>{html.escape(c)}</text:p></table:table-cell>'
                    for c in line.strip("|").split("|")
                )
                body.append(
                    f'<table:table><table:table-row table:number-rows-repeated="1">{cells}</table:table-row></table:table>'
                )
            else:
                body.append(f'<text:p text:style-name="P1">{text}<text:s text:c="2"/><text:tab/></text:p>')
        names = " ".join(
            f'xmlns:{n}="{OFFICE}:{n}:1.0"' for n in ("office", "text", "table", "style", "draw", "meta")
        )
        fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
        styles = (
            '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"/>'
            '<style:style style:name="H1" style:family="paragraph" style:parent-style-name="P1"/>'
            '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
            'text:start-value="1" style:num-suffix="."/></text:list-style>'
        )
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} {fo} office:version="1.2">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>"
            f"{''.join(body)}</office:text></office:body></office:document-content>"
        )
        return {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "styles.xml": f"<office:document-styles {names} {fo}><office:styles>{styles}</office:styles>"
            f"</office:document-styles>".encode(),
            "meta.xml": f"<office:document-meta {names}><office:meta/></office:document-meta>".encode(),
            "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        }

    @cached_property
    def odt(self) -> bytes:
        return packed(self.odt_parts)

    @cached_property
    def html(self) -> bytes:
        body = []
        for line in self.lines:
            text = html.escape(line.lstrip("#-| "))
            level = len(line) - len(line.lstrip("#"))
            if level:
                body.append(f"<h{level}>{text}</h{level}>")
            elif line.startswith("- "):
                body.append(f"<ul><li>{text}</li></ul>")
            elif line.startswith("|"):
                cells = "".join(f"<td colspan=1>{html.escape(c)}</td>" for c in line.strip("|").split("|"))
                body.append(f"<table><tr>{cells}</tr></table>")
            else:
                body.append(f"<p>{text}</p>")
        head = '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Utkast</title></head>'
        return (head + "<body>" + "\n".join(body) + "</body></html>").encode()

    @cached_property
    def pdf(self) -> bytes:
        """With outline, links, form field, table and several pages."""
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

        styles = getSampleStyleSheet()
        flow = []
        for line in self.lines:
            text = html.escape(line.lstrip("#- "))
            if line.startswith("|"):
                if not re.fullmatch(r"[|\s-]+", line):
                    cells = [
                        Paragraph(html.escape(c), styles["BodyText"]) for c in line.strip("|").split("|")
                    ]
                    flow.append(Table([cells], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
            elif line.startswith("#"):
                flow.append(Paragraph(f'<a name="x{len(flow)}"/>{text}', styles["Heading1"]))
            else:
                flow.append(Paragraph(f'{text} <a href="https://exempel.se/">länk</a>', styles["BodyText"]))
        out = io.BytesIO()

        def page(canvas: object, document: object) -> None:
            canvas.bookmarkPage("p")  # type: ignore[attr-defined]
            canvas.addOutlineEntry("Sida", "p", 0)  # type: ignore[attr-defined]
            canvas.acroForm.textfield(name=f"f{random.Random(1).random()}", value="ifyllt", x=50, y=20)  # type: ignore[attr-defined]

        SimpleDocTemplate(out, pagesize=A4, invariant=1).build(flow, onFirstPage=page, onLaterPages=page)
        return out.getvalue()

    @cached_property
    def pdf_plain(self) -> bytes:
        """The same without compression, so that damage hits what the page says."""
        from .pdf import Raw

        raw = Raw()
        raw.pages([raw.text_page(self.lines[i : i + 30]) for i in range(0, len(self.lines), 30)])
        return raw.data()

    def sound(self, extension: str, rng: random.Random) -> bytes:
        if extension == "pdf":
            return rng.choice((self.pdf, self.pdf_plain))
        return {"docx": self.docx, "odt": self.odt, "html": self.html, "txt": self.text.encode()}[extension]


def packed(parts: Parts, *, first_stored: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_STORED if first_stored and name == "mimetype" else ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def trapped(rng: random.Random, lines: list[str], traps: int = 6) -> list[str]:
    """The lines with traps put in as lines of their own and among their words."""
    out = list(lines)
    for _ in range(traps):
        trap = rng.choice(TRAPS)
        i = rng.randrange(len(out))
        if rng.random() < 0.5:
            out.insert(i, rng.choice(("", "- ", "## ", "1. ", "| ")) + trap)
        else:
            words = out[i].split(" ")
            words.insert(rng.randrange(len(words) + 1), trap)
            out[i] = " ".join(words)
    return out
