"""Word files that are hard to comment: built by hand, valid, and each hard in a way of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "w16cid": "http://schemas.microsoft.com/office/word/2016/wordml/cid",
        "w16cex": "http://schemas.microsoft.com/office/word/2018/wordml/cex",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MICROSOFT = {
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "commentsIds": "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
    "commentsExtensible": "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)

STYLES = f"""<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Kommentarsreferens"><w:name w:val="annotation reference"/><w:rPr><w:sz w:val="16"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kommentarer"><w:name w:val="annotation text"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>
</w:styles>"""


def package(
    *body: str, parts: dict[str, str] | None = None, members: dict[str, bytes] | None = None, root: str = ""
) -> bytes:
    """A Word file. ``parts``: relationship type → XML; ``members``: further members as they are."""
    relations, overrides = [], []
    files: dict[str, bytes] = {}
    for n, (kind, xml) in enumerate({"styles": STYLES, **(parts or {})}.items(), 1):
        type_ = _MICROSOFT.get(kind, f"{_OFFICE}/{kind}")
        relations.append(f'<Relationship Id="rId{n}" Type="{type_}" Target="{kind}.xml"/>')
        overrides.append(f'<Override PartName="/word/{kind}.xml" ContentType="{_MAIN}.{kind}+xml"/>')
        files[f"word/{kind}.xml"] = (DECLARATION + xml).encode()
    relations.append(f'<Relationship Id="rId90" Type="{_OFFICE}/image" Target="media/bild.png"/>')
    relations.append(
        f'<Relationship Id="rId91" Type="{_OFFICE}/hyperlink" Target="https://example.se/" TargetMode="External"/>'
    )
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{"".join(overrides)}</Types>'
    )
    document = (
        f"{DECLARATION}<w:document {NAMESPACES} {root}><w:body>{''.join(body)}<w:sectPr>"
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
        'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}'
            "</Relationships>".encode(),
            **files,
            "word/media/bild.png": PIXEL,
            **(members or {}),
        }.items():
            archive.writestr(name, content)
    return out.getvalue()


def r(text: str, look: str = "", space: bool = True, more: str = "") -> str:
    keep = ' xml:space="preserve"' if space else ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r{more}>{properties}<w:t{keep}>{text}</w:t></w:r>"


def p(content: str, style: str = "") -> str:
    inner = content if content.startswith("<") else r(content)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inner}</w:p>"


def h(text: str) -> str:
    return p(text, "Rubrik1")


_WHO = 'w:id="{}" w:author="Eva Ek" w:date="2024-03-01T10:00:00Z"'


def ins(content: str, n: int = 701) -> str:
    return f"<w:ins {_WHO.format(n)}>{content}</w:ins>"


def gone(text: str, n: int = 702) -> str:
    return f'<w:del {_WHO.format(n)}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(*content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{"".join(content)}</w:tc>'


def table(*rows: str) -> str:
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/>'
        f'<w:gridCol w:w="3000"/></w:tblGrid>{"".join(f"<w:tr>{row}</w:tr>" for row in rows)}</w:tbl>'
    )


def box(*content: str, fallback: bool = True) -> str:
    """A run with a text box, in the modern form and in the fallback copy for old programs."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    modern = (
        '<w:drawing><wp:inline><wp:extent cx="2000000" cy="500000"/><wp:docPr id="7" name="Ruta"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = (
        f'<w:pict><v:shape style="width:150pt;height:40pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'
    )
    if not fallback:
        return f"<w:r>{old}</w:r>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{modern}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


IMAGE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="200000" cy="200000"/><wp:docPr id="3" name="Bild"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="bild.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId90"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="200000" cy="200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def comment(identity: int, text: str, *, para: str = "", author: str = "Per Quist") -> str:
    mark = f' w14:paraId="{para}"' if para else ""
    return (
        f'<w:comment w:id="{identity}" w:author="{author}" w:date="2024-05-06T07:08:09Z" w:initials="PQ">'
        f"<w:p{mark}><w:r><w:annotationRef/></w:r>{r(text)}</w:p></w:comment>"
    )


def commented(identity: int, content: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{identity}"/>{content}<w:commentRangeEnd w:id="{identity}"/>'
        f'<w:r><w:commentReference w:id="{identity}"/></w:r>'
    )


def comments(*listed: str) -> str:
    return f"<w:comments {NAMESPACES}>{''.join(listed)}</w:comments>"


def footnotes(*texts: str) -> str:
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{r(" " + text)}</w:p></w:footnote>'
        for n, text in enumerate(texts, 2)
    )
    return (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
        f'</w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/>'
        f"</w:r></w:p></w:footnote>{notes}</w:footnotes>"
    )


SAMPLES: dict[str, Callable[[], bytes]] = {}


def sample(build: Callable[[], bytes]) -> Callable[[], bytes]:
    SAMPLES[build.__name__] = build
    return build


@sample
def plain() -> bytes:
    return package(h("Mål"), p("Antalet stölder vid torget ska minska till högst 20 under 2026."), p("Ja."))


@sample
def runs_split_in_words() -> bytes:
    return package(
        h("Mål"),
        p(
            r("Ant", more=' w:rsidR="00A10001"')
            + r("al", "<w:b/>", more=' w:rsidR="00A10001"')
            + '<w:proofErr w:type="spellStart"/>'
            + r("et stöl")
            + r("der ", "<w:i/>")
            + '<w:proofErr w:type="spellEnd"/>'
            + r("ska bli fär")
            + r("re.")
        ),
    )


@sample
def equal_runs_side_by_side() -> bytes:
    return package(h("Mål"), p(r("Antalet ") + r("stölder ") + r("ska ") + r("minska.") + r(" Så är det.")))


@sample
def white_space_not_kept() -> bytes:
    return package(
        h("Mål"),
        p(r("  Antalet stölder ska  minska snart.  ", space=False) + r("Det är målet", space=False)),
        p(r("ett", space=False) + "<w:r><w:t> </w:t></w:r>" + r("två", space=False)),
    )


@sample
def many_things_in_one_run() -> bytes:
    return package(
        h("Mål"),
        p(
            "<w:r><w:rPr><w:b/></w:rPr><w:lastRenderedPageBreak/><w:t>Ansvarig</w:t><w:tab/><w:t>Eva Ek</w:t><w:br/>"
            '<w:t xml:space="preserve">Klart </w:t><w:noBreakHyphen/><w:t>senast</w:t><w:softHyphen/><w:t>en</w:t>'
            '<w:sym w:font="Wingdings" w:char="F0FC"/><w:cr/><w:t>maj 2026.</w:t></w:r>'
        ),
    )


@sample
def tracked_changes() -> bytes:
    return package(
        h("Mål"),
        p(
            r("Antalet ")
            + gone("inbrott ")
            + ins(r("stöl") + r("der "))
            + r("ska ")
            + ins(gone("kanske ", 703) + r("minska"), 704)
            + r(".")
        ),
        '<w:p><w:pPr><w:rPr><w:del w:id="705" w:author="Eva Ek"/></w:rPr></w:pPr>'
        + r("Första halvan ")
        + "</w:p>"
        + p("och andra halvan."),
        p(ins(r("Hela stycket är nytt."), 706)),
        p(
            '<w:r><w:rPr><w:b/><w:rPrChange w:id="707" w:author="Eva Ek"><w:rPr/></w:rPrChange></w:rPr>'
            "<w:t>Formatet är ändrat här.</w:t></w:r>"
        ),
    )


@sample
def moved_text() -> bytes:
    def moved(tag: str, n: int) -> str:
        return (
            f'<w:{tag}RangeStart w:id="{n}" w:author="Eva Ek" w:date="2024-03-01T10:00:00Z" w:name="flytt1"/>'
            f"<w:{tag} {_WHO.format(n + 1)}>{r('Polisen följer upp varje kvartal. ')}</w:{tag}>"
            f'<w:{tag}RangeEnd w:id="{n}"/>'
        )

    return package(
        h("Uppföljning"),
        p(r("Först. ") + moved("moveFrom", 710)),
        p(moved("moveTo", 720) + r("Sist.")),
    )


@sample
def text_boxes() -> bytes:
    return package(
        h("Mål"),
        p(r("Före rutan ") + box(p("I rutan står målet."), p("Och ett till.")) + r(" och efter rutan.")),
        p(
            "<w:r><w:t>Gammal</w:t>"
            + box(p("Text i gammal ruta."), fallback=False)[5:-6]
            + "<w:t>ruta</w:t></w:r>"
        ),
    )


@sample
def nested_tables() -> bytes:
    return package(
        h("Åtgärder"),
        table(
            cell(p("Åtgärd")) + cell(p("Ansvarig")),
            cell(p("Mer belysning på torget"), table(cell(p("inre ett")) + cell(p("inre två"))), p("under"))
            + cell(p("Tekniska kontoret") + p("med polisen")),
            cell("<w:p/>") + cell(p("sist")),
        ),
        p("Efter tabellen."),
    )


@sample
def table_at_the_end() -> bytes:
    return package(h("Mål"), p("Ett mål."), table(cell(p("a")) + cell(p("b"))), "<w:p/>")


@sample
def footnotes_and_endnotes() -> bytes:
    reference = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    endnotes = (
        f'<w:endnotes {NAMESPACES}><w:endnote w:id="5"><w:p><w:r><w:endnoteRef/></w:r>{r("Slutnoten säger.")}'
        "</w:p></w:endnote></w:endnotes>"
    )
    return package(
        h("Läge"),
        p(r("Stölderna ökar") + reference.format(2) + r(" enligt polisen") + reference.format(3) + r(".")),
        p(r("Mer i slutet") + '<w:r><w:endnoteReference w:id="5"/></w:r>' + r(".")),
        parts={"footnotes": footnotes("Enligt polisens statistik.", "Muntligen."), "endnotes": endnotes},
    )


@sample
def hyperlinks() -> bytes:
    return package(
        h("Läge"),
        p(
            r("Se ")
            + f'<w:hyperlink r:id="rId91" w:history="1">{r("kommunens ", "<w:u/>")}{r("webbplats", "<w:u/>")}'
            "</w:hyperlink>" + r(" om trygghet.")
        ),
        p('<w:hyperlink w:anchor="mal">' + r("Hela stycket är en länk.") + "</w:hyperlink>"),
    )


@sample
def content_controls() -> bytes:
    def inline(inner: str, kind: str = "") -> str:
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="12"/>{kind}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        )

    return package(
        h("Parter"),
        p(
            r("Mellan ")
            + inline(r("Ekdala kommun"), "<w:text/>")
            + r(" och ")
            + inline(r("polisen"))
            + r(".")
        ),
        "<w:sdt><w:sdtPr><w:alias w:val='Stycken'/></w:sdtPr><w:sdtContent>"
        + p("Ett stycke i en kontroll.")
        + p(inline(inline(r("Kontroll i kontroll")) + r(" och mer")))
        + "</w:sdtContent></w:sdt>",
        table(
            cell(
                p(
                    inline(
                        r("i en cell"), '<w:dropDownList><w:listItem w:value="i en cell"/></w:dropDownList>'
                    )
                )
            )
            + f"<w:sdt><w:sdtPr/><w:sdtContent>{cell(p('cell i kontroll'))}</w:sdtContent></w:sdt>"
        ),
        p("Slut."),
    )


@sample
def fields() -> bytes:
    return package(
        h("Mål"),
        p(
            r("Se sidan ")
            + field("PAGEREF _Ref1 \\h", r("4"))
            + r(" och ")
            + field("REF a", r("målen ") + r("nedan"))
        ),
        p(field("HYPERLINK &quot;https://example.se&quot;", r("hela stycket är ett fält"))),
        p('<w:fldSimple w:instr="DATE">' + r("den 3 maj ") + r("2024") + "</w:fldSimple>" + r(" gäller.")),
        p(field("IF 1 = 1", r("yttre ") + field("PAGE", r("7")) + r(" slut")) + r(".")),
    )


@sample
def bookmarks_and_permissions() -> bytes:
    return package(
        h("Mål"),
        p(
            '<w:bookmarkStart w:id="0" w:name="mal"/>'
            + r("Antalet ")
            + '<w:bookmarkStart w:id="1" w:name="_Toc1"/>'
            + r("stölder")
            + '<w:bookmarkEnd w:id="1"/><w:permStart w:id="9" w:edGrp="everyone"/>'
            + r(" ska minska.")
            + '<w:permEnd w:id="9"/><w:bookmarkEnd w:id="0"/>'
        ),
    )


@sample
def alternate_content_between_runs() -> bytes:
    return package(
        h("Mål"),
        p(
            r("Först ")
            + f'<mc:AlternateContent><mc:Choice Requires="w14">{r("valt ett ") + r("och två")}</mc:Choice>'
            f"<mc:Fallback>{r('reserv')}</mc:Fallback></mc:AlternateContent>" + r(" sist.")
        ),
    )


@sample
def formulas_and_ruby() -> bytes:
    return package(
        h("Mått"),
        p(
            r("Andelen ")
            + "<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>"
            + r(" mäts varje år.")
        ),
        p(
            r("Ordet ")
            + '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="20"/>'
            '<w:hpsBaseText w:val="20"/><w:lid w:val="sv-SE"/></w:rubyPr><w:rt><w:r><w:t>uttal</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>bas</w:t></w:r>'
            "</w:rubyBase></w:ruby></w:r>" + r(" står här.")
        ),
    )


@sample
def hidden_text() -> bytes:
    return package(h("Mål"), p(r("Synligt ") + r("dolt ", "<w:vanish/>") + r("och synligt igen.")))


@sample
def odd_characters() -> bytes:
    return package(
        h("Läge"),
        p(
            r("Ko\u00adope\u00adra\u00adtion i Ra\u030angsjo\u0308 a\u0308r e\ufb03cient\u200b.")
            + r("A")
            + r("\u030angest \u00a0och\u2011mer \U0001f600 slut.")
        ),
    )


@sample
def images_and_objects() -> bytes:
    return package(h("Bild"), p(r("Före bilden ") + IMAGE + r(" efter bilden.")), p(IMAGE), p("Slut."))


@sample
def comments_of_others() -> bytes:
    listed = comments(comment(0, "Är det här rimligt?"), comment(2147483000, "Nej."))
    return package(
        h("Mål"),
        p(
            r("Antalet ")
            + commented(0, r("stölder ska "))
            + r("minska ")
            + commented(2147483000, r("snart"))
            + r(".")
        ),
        parts={"comments": listed},
    )


@sample
def comments_in_all_parts() -> bytes:
    listed = comments(comment(3, "Fråga", para="0A000001"), comment(4, "Svar", para="0A000002"))
    return package(
        h("Mål"),
        p(commented(3, commented(4, r("Stölderna ska minska."))) + r(" Så är det.")),
        parts={
            "comments": listed,
            "commentsExtended": f'<w15:commentsEx {NAMESPACES}><w15:commentEx w15:paraId="0A000001" w15:done="1"/>'
            '<w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0A000001" w15:done="0"/></w15:commentsEx>',
            "commentsIds": f'<w16cid:commentsIds {NAMESPACES}><w16cid:commentId w16cid:paraId="0A000001" '
            'w16cid:durableId="67000001"/><w16cid:commentId w16cid:paraId="0A000002" w16cid:durableId="67000002"/>'
            "</w16cid:commentsIds>",
            "commentsExtensible": f"<w16cex:commentsExtensible {NAMESPACES}><w16cex:commentExtensible "
            'w16cex:durableId="67000001" w16cex:dateUtc="2024-05-06T07:08:09Z"/></w16cex:commentsExtensible>',
        },
    )


@sample
def empty_comments_part() -> bytes:
    return package(h("Mål"), p("Stölderna ska minska."), parts={"comments": comments()})


@sample
def indented_xml() -> bytes:
    return package(
        h("Mål"),
        "\n  <w:p>\n    <w:pPr>\n      <w:keepNext/>\n    </w:pPr>\n    <w:r>\n      <w:rPr>\n        <w:b/>\n"
        "      </w:rPr>\n      <w:t>Stölderna ska minska</w:t>\n      <w:tab/>\n      <w:t>helt</w:t>\n    </w:r>\n"
        "    <!-- en anmärkning -->\n    <w:r>\n      <w:t>och hållet.</w:t>\n    </w:r>\n  </w:p>\n",
    )


@sample
def unknown_markup() -> bytes:
    return package(
        h("Mål"),
        p(r("Stölderna ") + "<egen:sak egen:a='1'><egen:inre/></egen:sak>" + r("ska minska.")),
        root='xmlns:egen="urn:exempel:egen" mc:Ignorable="egen w14"',
    )


@sample
def empty_document_end() -> bytes:
    return package(h("Mål"), p("Mål."), "<w:p/>", '<w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p>')
