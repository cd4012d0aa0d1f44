import pytest

from overenskommelse_granskning.document import FurnitureRole
from overenskommelse_granskning.errors import UnreadableDocument
from reader_samples import cells, headings, items, odt, outline, read

LISTS = (
    '<text:list-style style:name="P"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" '
    'style:num-suffix=")" text:display-levels="1"/></text:list-style>'
)


def para(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def heading(text: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def bullets(*texts: str, style: str = "P", more: str = "") -> str:
    inside = "".join(f"<text:list-item>{t if t.startswith('<') else para(t)}</text:list-item>" for t in texts)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def text(body: str, *, original: bool = False, **more: str) -> str:
    return read(odt(body, **more), "a.odt", original=original).text


def test_headings_and_paragraphs() -> None:
    made = read(odt(heading("Mål") + para("Färre rån.") + heading("Delmål", 2)), "a.odt")
    assert outline(made) == [("h", "Mål"), ("p", "Färre rån."), ("h", "Delmål")]
    assert headings(made) == [(1, "Mål"), (2, "Delmål")]
    assert made.properties == (("created", "2024-01-02T03:04:05"), ("title", "Avtal"))


def test_title_style_is_a_heading() -> None:
    assert headings(read(odt(para("Avtal", "Title") + para("x")), "a.odt")) == []
    styles = '<style:style style:name="Title" style:family="paragraph"/>'
    assert headings(read(odt(para("Avtal", "Title") + para("x"), styles=styles), "a.odt")) == [(1, "Avtal")]


def test_bold_paragraphs_are_headings() -> None:
    automatic = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    bold = '<text:span text:style-name="T1">Mål</text:span>'
    body = (
        para("En lång ingress om samverkan i kommunen.") * 3
        + para(bold)
        + para("Färre rån ska ske i Ekdala.")
    )
    assert [t for _, t in headings(read(odt(body, automatic=automatic), "a.odt"))] == ["Mål"]


def test_blanks_tabs_and_line_breaks() -> None:
    body = para(
        "ett<text:s text:c='2'/>två<text:tab/>tre<text:line-break/>fyra\n   fem <text:span> sex</text:span>"
    )
    assert text(body) == "ett  två\ttre\nfyra fem sex"


def test_offsets_count_the_shown_text() -> None:
    made = read(odt(para("a") + para("bb<text:s text:c='3'/>cc")), "a.odt")
    at = made.text.index("cc")
    segment = made.segments_in((at, at + 1))[0]
    assert (segment.source, segment.source_offset(at)) == ("body/p1", 5)


def test_lists_with_levels_and_numbers() -> None:
    nested = para("ljus") + bullets("lampor")
    numbered = bullets("ett", para("två") + bullets("under", "mer", style="N"), style="N")
    made = read(odt(bullets(nested, "lås") + para("mellan") + numbered, automatic=LISTS), "a.odt")
    assert items(made) == [
        ("•", 1, "ljus"),
        ("–", 2, "lampor"),
        ("•", 1, "lås"),
        ("1.", 1, "ett"),
        ("2.", 1, "två"),
        ("a)", 2, "under"),
        ("b)", 2, "mer"),
    ]


def test_a_continued_list_goes_on_counting() -> None:
    first, second = bullets("a", style="N"), bullets("b", style="N", more='text:continue-numbering="true"')
    third = bullets("c", style="N")
    made = read(odt(first + para("x") + second + para("y") + third, automatic=LISTS), "a.odt")
    assert [m for m, _, _ in items(made)] == ["1.", "2.", "1."]


def test_heading_numbers_come_from_the_outline() -> None:
    outline_style = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    made = read(
        odt(heading("A") + heading("B", 2) + heading("C", 2) + heading("D"), styles=outline_style), "a.odt"
    )
    assert [b.marker for b in made.blocks] == ["1", "1.1", "1.2", "2"]


def table(*rows: str) -> str:
    return f"<table:table><table:table-column/>{''.join(f'<table:table-row>{r}</table:table-row>' for r in rows)}</table:table>"


def td(content: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{para(content)}</table:table-cell>"


def test_tables() -> None:
    body = table(
        td("Vad") + td("Vem") + td("När"),
        td("brett", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>" + td("nu"),
    )
    made = read(odt(body), "a.odt")
    assert cells(made) == [["Vad", "Vem", "När"], ["brett", "", "nu"]]
    assert [b.cell.header for b in made.blocks if b.cell][:4] == [True, True, True, False]


def test_header_rows_and_repeated_cells() -> None:
    rows = f"<table:table-header-rows><table:table-row>{td('a.') + td('b.')}</table:table-row></table:table-header-rows>"
    twice = td("c", 'table:number-columns-repeated="2"')
    repeated = f"<table:table-row>{twice}</table:table-row>"
    made = read(odt(f"<table:table>{rows}{repeated}</table:table>"), "a.odt")
    assert cells(made) == [["a.", "b."], ["c", ""]]
    assert [b.cell.header for b in made.blocks if b.cell] == [True, True, False, False]


def test_a_frame_of_one_cell_is_no_table() -> None:
    assert outline(read(odt(table(td("I ramen."))), "a.odt")) == [("p", "I ramen.")]


NOTE = (
    '<text:note text:note-class="{0}"><text:note-citation>{1}</text:note-citation><text:note-body>'
    "<text:p>{2}</text:p></text:note-body></text:note>"
)


def test_notes() -> None:
    body = para(
        "Ett" + NOTE.format("endnote", "i", "Sist.") + " två" + NOTE.format("footnote", "1", "Noten.") + "."
    )
    made = read(odt(body + para("Tre.")), "a.odt")
    assert outline(made) == [("p", "Ett två."), ("f", "Noten."), ("p", "Tre."), ("f", "Sist.")]
    assert made.blocks[1].marker == "1"


def test_text_boxes_follow_their_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>I rutan.</text:p></draw:text-box></draw:frame>"
    assert text(para("Ankare" + box + ".") + box) == "Ankare.\n\nI rutan.\n\nI rutan."


CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="i"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="d"><text:deletion><office:change-info/><text:p>raderat </text:p></text:deletion>'
    "</text:changed-region></text:tracked-changes>"
)


def test_tracked_changes() -> None:
    body = CHANGES + para(
        'Före <text:change-start text:change-id="i"/>infogat <text:change-end text:change-id="i"/>'
        '<text:change text:change-id="d"/>efter.'
    )
    assert text(body) == "Före infogat efter."
    assert text(body, original=True) == "Före raderat efter."
    assert [n.code for n in read(odt(body), "a.odt").notices] == ["R020"]


def test_comments_and_hidden_text_are_left_out() -> None:
    hidden = '<style:style style:name="D" style:family="text"><style:text-properties text:display="none"/></style:style>'
    body = para(
        'Text<office:annotation><text:p>kommentar</text:p></office:annotation><text:span text:style-name="D">dolt</text:span>.'
    )
    assert text(body, automatic=hidden) == "Text."


def test_contents_stay_paragraphs() -> None:
    entry = "<text:table-of-content><text:index-body><text:p>Mål<text:tab/>2</text:p></text:index-body></text:table-of-content>"
    assert outline(read(odt(entry + heading("Mål")), "a.odt")) == [("p", "Mål\t2"), ("h", "Mål")]


def test_pages() -> None:
    made = read(
        odt(para("Ett <text:soft-page-break/>två.") + "<text:soft-page-break/>" + para("Tre.")), "a.odt"
    )
    assert [(made.text[s.start : s.end], s.page) for s in made.segments] == [
        ("Ett ", 1),
        ("två.", 2),
        ("Tre.", 3),
    ]
    assert read(odt(para("Ett.")), "a.odt").page_count is None


def test_typed_page_breaks() -> None:
    automatic = '<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>'
    made = read(odt(para("Ett.", "B") + para("Två.", "B"), automatic=automatic), "a.odt")
    assert [b.page for b in made.blocks] == [1, 2]


def test_headers_and_footers_are_furniture() -> None:
    master = (
        f'<style:master-page style:name="S"><style:header>{para("UTKAST")}</style:header>'
        f"<style:footer>{para('Sida 2')}</style:footer></style:master-page>"
    )
    made = read(odt(para("x"), master=master), "a.odt")
    assert [(f.text, f.role) for f in made.furniture] == [
        ("UTKAST", FurnitureRole.HEADER),
        ("Sida 2", FurnitureRole.PAGE_NUMBER),
    ]


def test_a_password_is_told() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        text(para("x"), manifest="<manifest:encryption-data/>")
    assert caught.value.code == "R004"
