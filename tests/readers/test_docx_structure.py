"""Headings, numbering and tables of Word documents, and the damage they may carry."""

import io
import zipfile

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from overenskommelse_granskning.errors import UnreadableDocument
from overenskommelse_granskning.readers import Limits
from overenskommelse_granskning.readers.docx.package import without_table_styles
from overenskommelse_granskning.readers.numerals import numeral
from reader_samples import (
    NUMBERING,
    STYLES,
    cell,
    cells,
    docx,
    headings,
    items,
    number,
    outline,
    p,
    read,
    run,
    table,
    zipped,
)

BOLD = "<w:b/>"
BODY = "Parterna samverkar för att minska skadegörelsen vid skolorna under perioden."


def test_heading_styles_by_name_level_and_inheritance() -> None:
    made = read(
        docx(
            p("Avtal", "Titel"), p("Mål", "Rubrik1"), p("Delmål", "Kommunrubrik"), p("Noga", "Egen"), p(BODY)
        )
    )
    assert headings(made) == [(1, "Avtal"), (1, "Mål"), (2, "Delmål"), (3, "Noga")]


def test_an_outline_level_on_the_paragraph_wins() -> None:
    made = read(
        docx(
            p("Bilaga", properties='<w:outlineLvl w:val="2"/>'),
            p("Brödtext", "Rubrik1", '<w:outlineLvl w:val="9"/>'),
            p(BODY),
            p("Mål", "Rubrik1"),
            p(BODY),
        )
    )
    assert headings(made) == [(3, "Bilaga"), (1, "Mål")]


def test_a_style_that_is_based_on_itself_is_no_trap() -> None:
    styles = STYLES.replace('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:basedOn w:val="Normal"/>')
    assert headings(read(docx(p("Mål", "Rubrik1"), p(BODY), parts={"styles": styles}))) == [(1, "Mål")]


def test_bold_paragraphs_are_headings() -> None:
    made = read(
        docx(p(run("Mål", BOLD)), p(BODY), p(run("Uppföljning", '<w:rStyle w:val="Stark"/>')), p(BODY))
    )
    assert [t for _, t in headings(made)] == ["Mål", "Uppföljning"]


def test_larger_paragraphs_are_headings_and_size_gives_the_level() -> None:
    def sized(text: str, size: int) -> str:
        return p(run(text, f'<w:sz w:val="{size}"/>'))

    made = read(docx(sized("Avtal", 40), p(BODY), sized("Mål", 28), p(BODY), sized("Läget", 28), p(BODY)))
    assert headings(made) == [(1, "Avtal"), (2, "Mål"), (2, "Läget")]


def test_a_custom_heading_style_without_level_counts() -> None:
    assert headings(read(docx(p("Mål", "Mellan"), p(BODY)))) == [(1, "Mål")]


@pytest.mark.parametrize(
    "line",
    [
        run("Detta är en hel mening med punkt.", BOLD),
        run("Mål: ", BOLD) + run("färre rån"),
        run("Bakgrund .......... 3", BOLD),
        run("Ekdala den 3 maj 2024", BOLD),
    ],
)
def test_other_bold_paragraphs_are_not(line: str) -> None:
    made = read(docx(p("Inledning", "Rubrik1"), p(BODY), p(BODY), p(line), p(BODY)))
    assert [t for _, t in headings(made)] == ["Inledning"]


def test_a_bold_lead_in_of_a_list_is_no_heading() -> None:
    made = read(docx(p(run("Mål", BOLD)), p(BODY), p(run("Kommunen ska", BOLD)), p("lysa upp", "Punkt")))
    assert [t for _, t in headings(made)] == ["Mål"]


def test_a_bold_signatory_is_no_heading() -> None:
    made = read(
        docx(
            p(run("Mål", BOLD)), p(BODY), p(BODY), p(run("Ada Ekman", BOLD)), p("kommundirektör"), p("Ekdala")
        )
    )
    assert [t for _, t in headings(made)] == ["Mål"]


def test_in_a_document_that_is_all_bold_boldness_says_nothing() -> None:
    made = read(
        docx(
            p("Mål", "Rubrik1"),
            *(p(run(t, BOLD)) for t in (BODY, "Kort rad", BODY)),
            p("Tid", "Rubrik1"),
            p("x"),
        )
    )
    assert [t for _, t in headings(made)] == ["Mål", "Tid"]


def test_found_headings_stand_below_the_styled_ones() -> None:
    made = read(docx(p("Åtgärder", "Rubrik2"), p(BODY), p(run("Skolan", BOLD)), p(BODY)))
    assert headings(made) == [(2, "Åtgärder"), (3, "Skolan")]


def test_plain_documents_get_headings_from_short_lines() -> None:
    made = read(docx(p("Överenskommelse i Ekdala"), p(BODY), p("Mål"), p(BODY), p("2. Uppföljning"), p(BODY)))
    assert [t for _, t in headings(made)] == ["Överenskommelse i Ekdala", "Mål", "2. Uppföljning"]


def test_numbered_bold_list_paragraphs_are_headings() -> None:
    bold = [p(run(t, BOLD), properties=number(2)) for t in ("Bakgrund", "Mål")]
    made = read(docx(bold[0], p(BODY), bold[1], p(BODY)))
    assert outline(made)[0] == ("h", "Bakgrund")
    assert made.text.startswith("1. Bakgrund\n\n")
    assert "2. Mål" in made.text


def test_bullets_and_numbers_as_seen() -> None:
    made = read(
        docx(
            p("ljus", "Punkt"),
            p("lampor", "Punkt", number(1, 1)),
            p("ett", properties=number(2)),
            p("under", properties=number(2, 1)),
            p("under igen", properties=number(2, 1)),
            p("två", properties=number(2)),
            p("under", properties=number(2, 1)),
            p("om igen", properties=number(4)),
        )
    )
    assert items(made) == [
        ("•", 1, "ljus"),
        ("o", 2, "lampor"),
        ("1.", 1, "ett"),
        ("a)", 2, "under"),
        ("b)", 2, "under igen"),
        ("2.", 1, "två"),
        ("a)", 2, "under"),
        ("1.", 1, "om igen"),
    ]


def test_heading_numbers_come_from_the_style() -> None:
    made = read(
        docx(
            p("Bakgrund", "NumRub"),
            p(BODY),
            p("Mål", "NumRub"),
            p("Delmål", "NumRub2"),
            p("Ljus", "NumRub2"),
            p(BODY),
        )
    )
    assert [b.marker for b in made.blocks if b.level] == ["1", "2", "2.1", "2.2"]
    assert "2.1 Delmål" in made.text


def test_number_zero_takes_a_paragraph_out_of_its_list() -> None:
    assert outline(read(docx(p("Ett stycke text.", "Punkt", number(0))))) == [("p", "Ett stycke text.")]


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (4, "decimal", "4"),
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (27, "lowerLetter", "aa"),
        (26, "upperLetter", "Z"),
        (3, "decimalZero", "03"),
        (3, "none", ""),
        (2**31, "lowerLetter", str(2**31)),
        (0, "upperRoman", "0"),
    ],
)
def test_numerals(value: int, kind: str, shown: str) -> None:
    assert numeral(value, kind) == shown


def test_cells_stand_in_rows() -> None:
    made = read(docx(table(["Vad", "Vem"], ["ljus", "kommunen"])))
    assert cells(made) == [["Vad", "Vem"], ["ljus", "kommunen"]]
    assert [b.cell.header for b in made.blocks if b.cell] == [True, True, False, False]


def test_a_marked_header_row_beats_the_guess() -> None:
    made = read(docx(table(["ljus.", "kommunen."], ["a", "b"], properties="<w:trPr><w:tblHeader/></w:trPr>")))
    assert [b.cell.header for b in made.blocks if b.cell] == [True, True, False, False]


def test_merged_cells_keep_columns_apart() -> None:
    made = read(
        docx(
            table(
                [cell("brett", '<w:gridSpan w:val="2"/>'), "c"],
                [cell("högt", '<w:vMerge w:val="restart"/>'), "b", "c"],
                [cell("", "<w:vMerge/>"), "b2", "c2"],
            )
        )
    )
    assert cells(made) == [["brett", "", "c"], ["högt", "b", "c"], ["", "b2", "c2"]]


def test_a_nested_table_is_text_of_its_cell_in_order() -> None:
    inner = p("före") + table(["a", "b"]) + p("efter")
    assert cells(read(docx(table([f"<w:tc>{inner}</w:tc>", "granne"])))) == [["före a b efter", "granne"]]


def test_lists_in_cells_keep_their_markers() -> None:
    inner = p("ljus", "Punkt") + p("lås", "Punkt")
    assert cells(read(docx(table([f"<w:tc>{inner}</w:tc>", "x"])))) == [["• ljus • lås", "x"]]


def test_a_frame_of_one_column_is_no_table() -> None:
    inner = p("Mål", "Rubrik1") + p(BODY)
    assert outline(read(docx(table([f"<w:tc>{inner}</w:tc>"], ["Mer."])))) == [
        ("h", "Mål"),
        ("p", BODY),
        ("p", "Mer."),
    ]


def test_empty_rows_and_tables_leave_no_trace() -> None:
    assert cells(read(docx(p("x"), table(["", ""], ["", ""]), table(["a", "b"], ["", ""])))) == [["a", "b"]]


def test_core_properties() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Avtal</dc:title><dc:creator>Ada</dc:creator>'
        "<dcterms:created>2024-01-02T03:04:05Z</dcterms:created></cp:coreProperties>"
    )
    data = io.BytesIO(docx(p("x")))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("docProps/core.xml", core)
    assert read(data.getvalue()).properties == (("created", "2024-01-02T03:04:05Z"), ("title", "Avtal"))


def test_strict_documents_are_read() -> None:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(docx(p("Mål", "Rubrik1"), p(BODY)))) as archive:
        for name in archive.namelist():
            parts[name] = (
                archive.read(name)
                .replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
                .replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                )
            )
    assert headings(read(zipped(dict(parts)))) == [(1, "Mål")]


def test_table_styles_are_cut_and_nothing_else() -> None:
    one = b'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/></w:style>'
    empty = b'<w:style w:type="table" w:styleId="E"/>'
    other = b'<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/></w:style>'
    assert without_table_styles(b"<s>" + one + other + one + b"</s>") == b"<s>" + other + b"</s>"
    assert without_table_styles(b"<s>" + empty + other + b"</s>") == b"<s>" + empty + other + b"</s>"


def code(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, limits=limits)
    return caught.value.code


def test_a_document_without_main_part_is_damaged() -> None:
    assert code(zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": STYLES})) == "R005"


def test_malformed_xml_is_damage() -> None:
    assert code(zipped({"[Content_Types].xml": "", "word/document.xml": "<w:document>"})) == "R005"


def test_entity_bombs_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "x">{entities}]><d>&e8;</d>'
    assert code(zipped({"[Content_Types].xml": "", "word/document.xml": bomb})) == "R013"
    hidden = '<?xml version="1.0" encoding="utf-16"?>' + bomb
    assert code(zipped({"[Content_Types].xml": "", "word/document.xml": hidden.encode("utf-16")})) == "R013"


def test_external_entities_are_refused() -> None:
    attack = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    assert code(zipped({"[Content_Types].xml": "", "word/document.xml": attack})) == "R013"


def test_zip_bombs_are_refused() -> None:
    blank = p(" " * 3_000_000)
    assert code(docx(blank)) == "R013"  # ratio
    assert code(docx(p("x")), Limits(unpacked_bytes=100)) == "R013"
    assert code(docx(p("x")), Limits(xml_bytes=100)) == "R013"
    assert code(docx(p("x" * 50)), Limits(xml_tags=5)) == "R013"


def test_an_endless_list_of_members_is_refused_unread() -> None:
    data = bytearray(docx(p("x")))
    at = data.rindex(b"PK\x05\x06") + 12
    data[at : at + 4] = (500_000_000).to_bytes(4, "little")
    assert code(bytes(data)) == "R013"


def test_hostile_spans_stay_small() -> None:
    wide = [cell("x", '<w:gridSpan w:val="99999999"/>')] * 2
    assert len(read(docx(table(*[wide] * 300))).blocks) < 25_000


def test_hostile_numbering_stays_small() -> None:
    numbering = NUMBERING.replace('w:val="%1."', f'w:val="{"%1" * 5000}"')
    made = read(
        docx(p("a", properties=number(2)), p("b", properties=number(2)), parts={"numbering": numbering})
    )
    assert len(made.text) < 1000


def test_too_many_paragraphs_are_refused() -> None:
    assert code(docx(*[p("x")] * 20), Limits(blocks=10)) == "R013"
    assert code(docx(p("Ett • två • tre • fyra • fem")), Limits(blocks=3)) == "R013"


def test_deep_nesting_is_refused() -> None:
    assert code(docx("<w:sdt><w:sdtContent>" * 400 + p("x") + "</w:sdtContent></w:sdt>" * 400)) == "R013"


def test_tables_nested_as_deep_as_xml_allows_are_read() -> None:
    nested = p("innerst")
    for _ in range(50):
        nested = f"<w:tbl><w:tr><w:tc>{nested}</w:tc></w:tr></w:tbl>"
    assert read(docx(nested)).text == "innerst"


def test_too_many_pages_are_refused() -> None:
    breaks = p('<w:r><w:br w:type="page"/></w:r>' * 20)
    assert code(docx(p("x"), breaks), Limits(pages=10)) == "R009"


def test_a_document_without_text_says_so() -> None:
    assert code(docx(p(""))) == "R011"


WORDS = st.text(alphabet="abcåäö ", min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(st.sampled_from(["", "Rubrik1", "Punkt"]), WORDS), min_size=1, max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_python_docx_sees_the_same_paragraphs(paragraphs: list[tuple[str, str]]) -> None:
    data = docx(*(p(text, style) for style, text in paragraphs), parts={}, types=_TYPES)
    theirs = [" ".join(x.text.split()) for x in python_docx.Document(io.BytesIO(data)).paragraphs]
    made = read(data)
    assert [" ".join(made.slice(b.span).split()) for b in made.blocks] == [t for t in theirs if t]


@given(st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=5))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_python_docx_sees_the_same_cells(rows: list[list[str]]) -> None:
    written = python_docx.Document()
    grid = written.add_table(rows=len(rows), cols=2)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            grid.cell(r, c).text = text
    buffer = io.BytesIO()
    written.save(buffer)
    assert cells(read(buffer.getvalue())) == [[text.strip() for text in row] for row in rows]


_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_KIND}.numbering+xml"/>'
)
