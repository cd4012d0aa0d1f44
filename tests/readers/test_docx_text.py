"""What stands in a Word paragraph: changes, fields, controls, boxes, notes, breaks, symbols."""

import io
import zipfile

import pytest

from overenskommelse_granskning.document import FurnitureRole
from reader_samples import docx, items, outline, p, read, run, table

WHO = 'w:id="1" w:author="A" w:date="2025-01-01T00:00:00Z"'
INS = f"<w:ins {WHO}>{run('infogat ')}</w:ins>"
DEL = f'<w:del {WHO}><w:r><w:delText xml:space="preserve">raderat </w:delText></w:r></w:del>'


def text(*body: str, original: bool = False, **more: object) -> str:
    return read(docx(*body, **more), original=original).text  # type: ignore[arg-type]


def test_insertions_count_and_deletions_do_not() -> None:
    assert text(p(run("Före ") + INS + DEL + run("efter."))) == "Före infogat efter."


def test_the_original_text_is_the_other_way_round() -> None:
    assert text(p(run("Före ") + INS + DEL + run("efter.")), original=True) == "Före raderat efter."


def test_tracked_changes_are_told() -> None:
    changed = read(docx(p(run("x") + INS)))
    assert [n.code for n in changed.notices] == ["R020"]
    assert "accepterade" in changed.notices[0].message
    assert read(docx(p("x"))).notices == ()


def test_moved_text_stands_where_it_went() -> None:
    moved = f"<w:moveFrom {WHO}>{run('flyttad')}</w:moveFrom>"
    to = f"<w:moveTo {WHO}>{run('flyttad')}</w:moveTo>"
    body = [p(run("Ett ") + moved), p(run("Två ") + to)]
    assert text(*body) == "Ett\n\nTvå flyttad"
    assert text(*body, original=True) == "Ett flyttad\n\nTvå"


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    mark = f"<w:rPr><w:del {WHO}/></w:rPr>"
    body = [p("Polisen och ", properties=mark), p("kommunen samverkar.")]
    assert text(*body) == "Polisen och kommunen samverkar."
    assert text(*body, original=True) == "Polisen och\n\nkommunen samverkar."


def test_an_inserted_paragraph_mark_is_missing_in_the_original() -> None:
    mark = f"<w:rPr><w:ins {WHO}/></w:rPr>"
    body = [p("Polisen och ", properties=mark), p("kommunen.")]
    assert text(*body, original=True) == "Polisen och kommunen."


def test_joined_paragraphs_keep_both_sources() -> None:
    mark = f"<w:rPr><w:del {WHO}/></w:rPr>"
    made = read(docx(p("Ett ", properties=mark), p("två.")))
    assert [(s.source, s.source_start) for s in made.segments] == [("body/p0", 0), ("body/p1", 0)]


def test_deleted_table_rows_are_gone() -> None:
    rows = table(["a", "b"], ["c", "d"], properties=f"<w:trPr><w:del {WHO}/></w:trPr>")
    assert text(rows) == "c\td"
    assert text(rows, original=True) == "a\tb\nc\td"


@pytest.mark.parametrize(
    "wrapped",
    [
        f'<w:hyperlink w:anchor="x">{run("INNE")}</w:hyperlink>',
        f'<w:smartTag w:element="place">{run("INNE")}</w:smartTag>',
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('INNE')}</w:sdtContent></w:sdt>",
        f'<w:customXml w:element="x"><w:customXmlPr/>{run("INNE")}</w:customXml>',
        f'<w:fldSimple w:instr=" TITLE ">{run("INNE")}</w:fldSimple>',
        "<m:oMath><m:r><m:t>INNE</m:t></m:r></m:oMath>",
        f"<w:r><w:ruby><w:rt>{run('ovan')}</w:rt><w:rubyBase>{run('INNE')}</w:rubyBase></w:ruby></w:r>",
    ],
)
def test_text_inside_wrappers_is_read(wrapped: str) -> None:
    assert text(p(run("Före ") + wrapped + run(" efter."))) == "Före INNE efter."


def test_block_level_content_controls_are_read() -> None:
    control = f"<w:sdt><w:sdtContent>{p('I kontrollen.')}{table(['a', 'b'])}</w:sdtContent></w:sdt>"
    assert text(p("Före."), control) == "Före.\n\nI kontrollen.\n\na\tb"


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    inner = "<w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>"
    row = f"<w:tr><w:tc>{p('a')}</w:tc>{inner}</w:tr>"
    assert text(f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>") == "a\tb"


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        mark("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + mark("separate")
        + result
        + mark("end")
    )


def test_fields_show_their_result() -> None:
    assert text(p(run("Den ") + field(" DATE ", run("3 maj")) + run("."))) == "Den 3 maj."


def test_a_field_inside_an_instruction_says_nothing() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    nested = mark("begin") + field(" REF x ", run("TYST")) + mark("separate") + run("ja") + mark("end")
    assert text(p(nested)) == "ja"


def test_a_field_that_never_ends_silences_only_its_paragraph() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("borta")
    assert text(p(broken), p("Kvar.")) == "Kvar."


def test_contents_entries_stay_paragraphs() -> None:
    made = read(docx(p("1 Bakgrund\t3", "TOC1"), p("Bakgrund", "Rubrik1"), p("Text.")))
    assert outline(made) == [("p", "1 Bakgrund\t3"), ("h", "Bakgrund"), ("p", "Text.")]


def test_hidden_text_is_left_out() -> None:
    hidden = run("dolt", "<w:vanish/>") + run("dolt", '<w:rStyle w:val="Dold"/>')
    assert text(p(run("Synligt ") + hidden + run("text", '<w:vanish w:val="0"/>'))) == "Synligt text"


def test_special_characters() -> None:
    signs = (
        "<w:r><w:t>EST</w:t><w:noBreakHyphen/><w:t>team</w:t><w:tab/><w:t>sam</w:t><w:softHyphen/><w:t>verkan</w:t>"
        '<w:br/><w:t>rad</w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="X" w:char="zz"/></w:r>'
    )
    assert text(p(signs)) == "EST-team\tsamverkan\nrad✓\ufffd"


BOX = "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    content = p("I rutan.")
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        + BOX.format(content)
        + "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + content
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(p(run("Ankare.") + drawing), p("Sedan.")) == "Ankare.\n\nI rutan.\n\nSedan."


def test_an_old_text_box_without_alternatives_is_read() -> None:
    pict = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{p('I rutan.')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    assert text(p(run("Ankare.") + pict)) == "Ankare.\n\nI rutan."


NOTES = '<w:{0}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{1}</w:{0}s>'


def note(kind: str, identity: int, content: str) -> str:
    return f'<w:{kind} w:id="{identity}">{p(content)}</w:{kind}>'


def reference(kind: str, identity: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def test_footnotes_follow_their_paragraph() -> None:
    part = NOTES.format("footnote", note("footnote", 0, "streck") + note("footnote", 7, "Se OSL."))
    made = read(
        docx(
            p(run("Sekretess") + reference("footnote", 7) + run(" råder.")),
            p("Mer."),
            parts={"footnotes": part},
        )
    )
    assert outline(made) == [("p", "Sekretess råder."), ("f", "Se OSL."), ("p", "Mer.")]
    assert made.blocks[1].marker == "1"
    assert made.segments[1].source == "footnotes/7/p0"


def test_a_footnote_in_a_list_does_not_break_the_list() -> None:
    part = NOTES.format("footnote", note("footnote", 2, "Noten."))
    body = [p(run("ljus") + reference("footnote", 2), "Punkt"), p("lås", "Punkt"), p("Slut.")]
    assert [k for k, _ in outline(read(docx(*body, parts={"footnotes": part})))] == ["l", "l", "f", "p"]


def test_endnotes_stand_last() -> None:
    part = NOTES.format("endnote", note("endnote", 2, "Slutnot."))
    made = read(docx(p(run("Ett.") + reference("endnote", 2)), p("Två."), parts={"endnotes": part}))
    assert [t for _, t in outline(made)] == ["Ett.", "Två.", "Slutnot."]


def test_a_note_that_is_missing_or_shown_twice_does_no_harm() -> None:
    part = NOTES.format("footnote", note("footnote", 2, "Noten."))
    twice = reference("footnote", 2) + reference("footnote", 2) + reference("footnote", 9)
    assert text(p(run("Ett.") + twice), parts={"footnotes": part}) == "Ett.\n\n1 Noten."


def test_headers_and_footers_are_furniture() -> None:
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    parts = {
        "header:h1": f"<w:hdr {namespaces}>{p('Dnr KS 2025/1')}{table(['Sida 1 (8)', 'UTKAST'])}</w:hdr>",
        "footer:f1": f"<w:ftr {namespaces}>{p('Ekdala kommun')}</w:ftr>",
    }
    section = '<w:headerReference r:id="h1"/><w:footerReference r:id="f1"/><w:headerReference r:id="borta"/>'
    made = read(docx(p("Text."), section=section, parts=parts))
    assert made.text == "Text."
    assert [(f.text, f.role) for f in made.furniture] == [
        ("Dnr KS 2025/1", FurnitureRole.HEADER),
        ("Sida 1 (8)", FurnitureRole.PAGE_NUMBER),
        ("UTKAST", FurnitureRole.HEADER),
        ("Ekdala kommun", FurnitureRole.FOOTER),
    ]


def test_comments_are_left_out() -> None:
    marked = '<w:commentRangeStart w:id="0"/>' + run("Text.") + '<w:commentRangeEnd w:id="0"/>'
    assert text(p(marked + '<w:r><w:commentReference w:id="0"/></w:r>')) == "Text."


RENDERED = "<w:lastRenderedPageBreak/>"


def test_pages_follow_rendered_breaks() -> None:
    made = read(docx(p("Ett."), p(f"<w:r><w:t>Två </w:t>{RENDERED}<w:t>och tre.</w:t></w:r>"), p("Fyra.")))
    assert [(made.text[s.start : s.end], s.page) for s in made.segments] == [
        ("Ett.", 1),
        ("Två ", 1),
        ("och tre.", 2),
        ("Fyra.", 2),
    ]
    assert made.page_count == 2
    assert made.evidence((made.text.index("och"), made.text.index("och") + 3)).page == 2


def test_a_typed_break_and_its_rendering_turn_one_page() -> None:
    body = [p('<w:r><w:t>Ett.</w:t><w:br w:type="page"/></w:r>'), p(f"<w:r>{RENDERED}<w:t>Två.</w:t></w:r>")]
    assert [s.page for s in read(docx(*body)).segments] == [1, 2]
    assert read(docx(*body)).page_count == 2


@pytest.mark.parametrize(("told", "pages"), [(None, None), (7, None), (2, 2)])
def test_typed_breaks_alone_tell_the_pages_only_where_the_file_has_no_others(told, pages) -> None:
    data = docx(p('<w:r><w:t>Ett.</w:t><w:br w:type="page"/></w:r>'), p("Två."))
    if told is not None:
        stream = io.BytesIO(data)
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("docProps/app.xml", f"<Properties><Pages>{told}</Pages></Properties>")
        data = stream.getvalue()
    made = read(data)
    assert made.page_count == pages
    assert made.segments[-1].page == pages


def test_without_any_break_there_are_no_pages() -> None:
    made = read(docx(p("Ett."), p('<w:r><w:br w:type="textWrapping"/><w:t>Två.</w:t></w:r>')))
    assert made.page_count is None
    assert [s.page for s in made.segments] == [None, None]


def test_cells_of_a_row_that_crosses_a_page_count_it_once() -> None:
    split = p(f"<w:r><w:t>a</w:t>{RENDERED}<w:t>b</w:t></w:r>")
    made = read(docx(table([f"<w:tc>{split}</w:tc>", f"<w:tc>{split}</w:tc>"]), p("Efter.")))
    assert made.page_count == 2
    assert made.blocks[-1].page == 2


def test_offsets_count_the_accepted_text_of_the_paragraph() -> None:
    made = read(docx(p("x"), table(["a", "b"]), p(run("Före ") + DEL + INS + run("efter."))))
    at = made.text.index("efter")
    segment = made.segments_in((at, at + 5))[0]
    assert segment.source == "body/p3"
    assert segment.source_offset(at) == len("Före infogat ")


def test_paragraphs_are_numbered_over_boxes_and_fallbacks_too() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('I rutan.')}</w:txbxContent></v:textbox></w:pict></w:r>"
    made = read(docx(p(run("Ankare.") + box), p("Sist.")))
    assert [s.source for s in made.segments] == ["body/p0", "body/p1", "body/p2"]


def test_symbol_bullets_typed_by_hand_make_items() -> None:
    made = read(docx(p("\uf0b7 ljus"), p("– lås"), p("1) grind")))
    assert items(made) == [("•", 1, "ljus"), ("–", 1, "lås"), ("1)", 1, "grind")]
