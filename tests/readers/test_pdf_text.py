"""Lines, paragraphs, hyphens, lists and headings of PDF files."""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from overenskommelse_granskning.document import BlockKind
from overenskommelse_granskning.document.normalise import clean
from overenskommelse_granskning.readers.pdf.lines import _mend
from pdf_samples import BOLD, LEFT, MORE, PROSE, REGULAR, Sheet, headings, items, paragraphs, read, texts


def test_wrapped_lines_become_paragraphs():
    sheet = Sheet()
    sheet.flow(PROSE)
    sheet.flow(MORE)
    assert paragraphs(read(sheet.data())) == [PROSE, MORE]


def test_paragraphs_without_distance_are_told_by_short_last_lines():
    sheet = Sheet()
    for text in (PROSE, MORE, PROSE):
        sheet.flow(text, before=0)
    assert paragraphs(read(sheet.data())) == [PROSE, MORE, PROSE]


def test_paragraphs_with_indented_first_lines():
    sheet = Sheet()
    # Both end with a full line, so that only the indent tells them apart.
    full = "Detta är en rad som är fylld ända ut till kanten av spalten och slutar så att säga med punkt."
    sheet.flow(full, before=0, first=16, right=LEFT + 16 + 440)
    sheet.flow(full, before=0, first=16, right=LEFT + 16 + 440)
    assert paragraphs(read(sheet.data())) == [full, full]


def test_words_are_those_that_pdfplumber_reads():
    import pdfplumber

    sheet = Sheet()
    sheet.heading("Överenskommelse om samverkan")
    sheet.flow(PROSE)
    sheet.item("-", MORE)
    data = sheet.data()
    with pdfplumber.open(io.BytesIO(data)) as other:
        expected = [w["text"] for w in other.pages[0].extract_words()]
    assert read(data).text.split() == expected


def test_pieces_carry_page_box_and_char_index():
    sheet = Sheet()
    sheet.line(100, 200, "Kommunen ansvarar för uppföljningen.")
    sheet.page()
    sheet.line(LEFT, 300, "Polisen ansvarar för lägesbilden.")
    document = read(sheet.data())
    found = document.text.index("uppföljningen")
    evidence = document.evidence((found, found + 13))
    assert evidence.page == 1
    assert evidence.bbox is not None
    assert evidence.bbox.x0 == pytest.approx(100, abs=1)
    assert evidence.bbox.top < 200 < evidence.bbox.bottom < 205
    (segment,) = document.segments_in((found, found + 13))
    assert (segment.source, segment.source_offset(found)) == ("page1", len("Kommunen ansvarar för "))
    second = document.segments_in((document.text.index("Polisen"), len(document.text)))[0]
    assert (second.page, second.source, second.source_start) == (2, "page2", 0)


def test_char_indices_point_into_the_text_of_pdfium():
    import pypdfium2

    sheet = Sheet()
    sheet.heading("Mål")
    sheet.flow(PROSE)
    sheet.item("•", MORE)
    data = sheet.data()
    document = read(data)
    page = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    for segment in document.segments:
        word = document.text[segment.start : segment.end].split()[0]
        assert page[segment.source_start :].startswith(word)


class TestHyphens:
    def lines(self, *lines: str) -> str:
        """Lines set one below the other, all of them as wide as the column."""
        sheet = Sheet()
        right = LEFT + 200
        sheet.flow(PROSE, right=right)
        sheet.y += 8
        for text in lines:
            sheet.line(LEFT, sheet.y + 14.3, text)
        return paragraphs(read(sheet.data()))[1]

    def test_soft_hyphen_goes(self):
        assert "brottsförebyggande arbete" in self.lines("Det brottsföre-", "byggande arbete pågår.")

    def test_hyphen_after_capitals_stays(self):
        assert "SSPF-team" in self.lines("Kommunens SSPF-", "team möts varje vecka.")

    def test_hyphen_before_capital_or_number_stays(self):
        assert "Götene-Skara" in self.lines("Området Götene-", "Skara samverkar.")
        assert "2024-2027" in self.lines("Perioden 2024-", "2027 gäller avtalet.")

    def test_suspended_hyphen_keeps_its_blank(self):
        assert "hälso- och sjukvården" in self.lines("Regionens hälso-", "och sjukvården deltar.")

    def test_word_that_the_text_hyphenates_elsewhere(self):
        found = self.lines("Vi har en e-tjänst och en e-", "tjänst till, av samma slag.")
        assert "en e-tjänst till" in found

    def test_word_that_the_text_writes_whole_elsewhere(self):
        found = self.lines("Vår ESTgrupp är en EST-", "grupp bland andra.")
        assert "en ESTgrupp bland" in found

    def test_at_the_end_of_a_page_across_the_footer(self):
        sheet = Sheet()
        for number in (1, 2):
            sheet.line(LEFT, 800, f"Sida {number}")
            sheet.y = TOP_OF_TEXT
            if number == 1:
                sheet.flow(PROSE, before=0)
                sheet.y = 740
                sheet.flow(
                    "Frågan prövas sedan av den gemensamma styrgruppen och därefter av kommunstyrel-",
                    before=0,
                )
                sheet.page()
            else:
                sheet.flow("sen i november. " + MORE, before=0)
        found = paragraphs(read(sheet.data()))
        assert any("av kommunstyrelsen i november." in p for p in found)


TOP_OF_TEXT = 120.0


def test_paragraph_goes_on_over_the_page_break_but_not_when_its_sentence_ended_early():
    sheet = Sheet()
    sheet.y = 700
    sheet.flow(PROSE)
    sheet.flow(
        "Den som vill veta mer kan vända sig till trygghetssamordnaren på kommunkansliet eller till", before=8
    )
    sheet.page()
    sheet.flow("kommunpolisen i området.", before=0)
    sheet.flow(MORE)
    found = paragraphs(read(sheet.data()))
    assert found[0] == PROSE
    assert found[1].endswith("eller till kommunpolisen i området.")
    assert found[2] == MORE


def test_decomposed_letters_and_ligatures():
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    sheet = Sheet()
    sheet.line(LEFT, 100, "\u02daarsvis och \u00a8aldre i \ufb02era omr\u02daaden", "Vera")
    assert read(sheet.data()).text == "årsvis och äldre i flera områden"


@pytest.mark.parametrize(
    ("raw", "clean_text"),
    [("Ma\u030al", "Mål"), ("Ma \u030al och", "Mål och"), ("\u02da arsvis", "årsvis"), ("f\u00a8or", "för")],
)
def test_loose_accents_keep_every_index(raw, clean_text):
    mended = _mend(raw)
    assert len(mended) == len(raw)
    assert clean(mended)[0] == clean_text


def test_text_without_blanks_survives():
    sheet = Sheet()
    sheet.line(LEFT, 100, "Kommunenochpolisensamverkar" * 3)
    assert "Kommunenochpolisensamverkar" in read(sheet.data()).text


class TestLists:
    @pytest.mark.parametrize("sign", ["•", "–", "-", "\u00b7"])
    def test_wrapped_items(self, sign):
        sheet = Sheet()
        sheet.flow("Vi lovar följande under året:")
        sheet.item(sign, PROSE)
        sheet.item(sign, "Kortare punkt")
        assert items(read(sheet.data())) == [(sign, 1, PROSE), (sign, 1, "Kortare punkt")]

    def test_levels_by_indent(self):
        sheet = Sheet()
        for x, text in ((72, "Ungdomar"), (90, "Fältarbete"), (90, "Fritidsgård"), (72, "Trafik")):
            sheet.item("•", text, x=x)
        found = items(read(sheet.data()))
        assert [(level, text) for _, level, text in found] == [
            (1, "Ungdomar"),
            (2, "Fältarbete"),
            (2, "Fritidsgård"),
            (1, "Trafik"),
        ]

    def test_numbers_and_letters(self):
        sheet = Sheet()
        for sign, text in (("1.", "Kartlägga"), ("2.", "Åtgärda"), ("a)", "Först"), ("b)", "Sedan")):
            sheet.item(sign, text)
        assert [(m, t) for m, _, t in items(read(sheet.data()))] == [
            ("1.", "Kartlägga"),
            ("2.", "Åtgärda"),
            ("a)", "Först"),
            ("b)", "Sedan"),
        ]

    def test_wrapped_lines_without_indent(self):
        sheet = Sheet()
        sheet.flow("• " + PROSE)
        sheet.flow("• Andra punkten")
        assert [t for _, _, t in items(read(sheet.data()))] == [PROSE, "Andra punkten"]

    def test_dash_that_wrapped_to_the_start_of_a_line_is_no_item(self):
        sheet = Sheet()
        first = "Parterna ska arbeta tillsammans med alla som finns i kommunen och bygden"
        right = LEFT + stringWidth(first, REGULAR, 11) + 3
        sheet.flow(PROSE, right=right)
        sheet.flow(first + " – skolor, föreningar och näringsliv – så att insatserna når alla.", right=right)
        document = read(sheet.data())
        assert items(document) == []
        assert len(paragraphs(document)) == 2


class TestHeadings:
    def test_levels_from_sizes(self):
        sheet = Sheet()
        sheet.heading("Överenskommelse mellan Ekdala kommun och polisen", 20)
        sheet.heading("Bakgrund", 14)
        sheet.flow(PROSE)
        sheet.heading("Orsaker", 12)
        sheet.flow(MORE)
        assert headings(read(sheet.data())) == [
            (1, "Överenskommelse mellan Ekdala kommun och polisen"),
            (2, "Bakgrund"),
            (3, "Orsaker"),
        ]

    def test_bold_lines_in_the_size_of_the_text(self):
        sheet = Sheet()
        sheet.flow("Överenskommelse", font=BOLD)
        for title in ("Syfte", "Uppföljning"):
            sheet.flow(title, font=BOLD, before=12)
            sheet.flow(PROSE, before=2)
        document = read(sheet.data())
        assert headings(document) == [(1, "Överenskommelse"), (2, "Syfte"), (2, "Uppföljning")]
        assert paragraphs(document) == [PROSE, PROSE]

    def test_numbers_refine_levels(self):
        sheet = Sheet()
        for title in ("1 Bakgrund", "2 Mål", "2.1 Ungdomar", "2.2 Trafik"):
            sheet.flow(title, font=BOLD, before=12)
            sheet.flow(PROSE, before=2)
        assert headings(read(sheet.data())) == [
            (1, "1 Bakgrund"),
            (1, "2 Mål"),
            (2, "2.1 Ungdomar"),
            (2, "2.2 Trafik"),
        ]

    def test_title_over_two_lines(self):
        sheet = Sheet()
        title = "Överenskommelse om samverkan mellan Ekdala kommun och lokalpolisområde Norra Ekdala"
        sheet.flow(title, size=20, font=BOLD)
        sheet.flow(PROSE)
        assert headings(read(sheet.data())) == [(1, title)]

    def test_one_font_only(self):
        sheet = Sheet()
        sheet.flow("Överenskommelse om samverkan")
        for title in ("Vilka vi är", "Så följer vi upp"):
            sheet.flow(title, before=14)
            sheet.flow(PROSE)
            sheet.flow(MORE)
        assert [t for _, t in headings(read(sheet.data()))][-2:] == ["Vilka vi är", "Så följer vi upp"]

    def test_numbered_lines_in_one_font(self):
        sheet = Sheet()
        for title in ("1. Parter", "2. Syfte", "3. Giltighetstid"):
            sheet.flow(title, before=12)
            sheet.flow(PROSE)
        document = read(sheet.data())
        assert [t for _, t in headings(document)] == ["1. Parter", "2. Syfte", "3. Giltighetstid"]
        assert items(document) == []

    def test_capitals(self):
        sheet = Sheet()
        for title in ("PARTER", "ÄNDAMÅL", "UPPFÖLJNING"):
            sheet.flow(title, before=12)
            sheet.flow(PROSE)
        assert [t for _, t in headings(read(sheet.data()))] == ["PARTER", "ÄNDAMÅL", "UPPFÖLJNING"]

    def test_bold_heading_on_the_line_of_its_paragraph(self):
        sheet = Sheet()
        sheet.flow(MORE)
        sheet.y += 20
        sheet.line(LEFT, sheet.y, "Uppföljning.", BOLD)
        y = sheet.y
        sheet.line(LEFT + 75, y, "Styrgruppen följer upp arbetet två gånger om året och redovisar")
        sheet.line(LEFT, y + 14.3, "resultatet för kommunstyrelsen.")
        document = read(sheet.data())
        assert headings(document) == [(1, "Uppföljning.")]
        assert paragraphs(document)[-1].startswith("Styrgruppen följer upp")
        assert paragraphs(document)[-1].endswith("för kommunstyrelsen.")

    def test_bold_word_in_a_sentence_is_no_heading(self):
        sheet = Sheet()
        sheet.flow(MORE)
        sheet.y += 20
        sheet.line(LEFT, sheet.y, "Styrgruppen", BOLD)
        sheet.line(LEFT + 75, sheet.y, "leder arbetet.")
        assert headings(read(sheet.data())) == []

    def test_lines_of_a_contents_list_are_none(self):
        sheet = Sheet()
        sheet.heading("Innehåll", 14)
        for title in ("1 Bakgrund", "2 Mål"):
            sheet.flow(title + " " + "." * 60 + " 2", font=BOLD, before=2)
        sheet.heading("1 Bakgrund", 14)
        sheet.flow(PROSE)
        assert [t for _, t in headings(read(sheet.data()))] == ["Innehåll", "1 Bakgrund"]

    def test_signatures_are_none(self):
        sheet = Sheet()
        sheet.flow(PROSE)
        for text in ("Anna Ekström", "Kommunstyrelsens ordförande", "Per Lundgren", "Lokalpolisområdeschef"):
            sheet.flow(text, before=4)
        document = read(sheet.data())
        assert headings(document) == []
        assert paragraphs(document)[1:] == [
            "Anna Ekström",
            "Kommunstyrelsens ordförande",
            "Per Lundgren",
            "Lokalpolisområdeschef",
        ]


def test_footnotes_do_not_break_the_paragraph_above_them():
    sheet = Sheet()
    sheet.y = 640
    sheet.flow(PROSE)
    sheet.flow("Den som vill veta mer kan vända sig till trygghetssamordnaren på kommunkansliet eller till")
    sheet.line(LEFT, 780, "1 Trygghetsmätningen 2024, redovisad för kommunstyrelsen i maj.", size=8.5)
    sheet.page()
    sheet.flow("kommunpolisen i området.", before=0)
    sheet.flow(MORE)
    document = read(sheet.data())
    assert any(p.endswith("eller till kommunpolisen i området.") for p in paragraphs(document))
    assert texts(document, BlockKind.FOOTNOTE) == [
        "1 Trygghetsmätningen 2024, redovisad för kommunstyrelsen i maj."
    ]


def test_raised_footnote_mark_is_no_digit_of_the_number_before_it():
    sheet = Sheet()
    sheet.flow(PROSE)
    sheet.line(LEFT, 200, "Målet gäller år 2024")
    sheet.line(LEFT + 103.5, 196, "1", size=6.5)
    text = read(sheet.data()).text
    assert "20241" not in text
    assert "2024" in text


def test_form_fields_are_read():
    sheet = Sheet()
    sheet.flow(PROSE)
    sheet.line(LEFT, 300, "Ansvarig:")
    sheet.canvas.acroForm.textfield(
        name="ansvarig", value="Trygghetssamordnaren", x=150, y=842 - 305, width=200, height=18
    )
    assert "Trygghetssamordnaren" in read(sheet.data()).text


def test_words_cut_without_hyphen_in_a_narrow_title():
    sheet = Sheet()
    right = LEFT + 150
    sheet.y = 100
    for text in ("Överenskomm", "else om", "samverkan"):
        sheet.line(LEFT, sheet.y + 26, text, BOLD, 22)
    sheet.y += 20
    sheet.flow("Denna överenskommelse gäller. " + PROSE, right=right)
    assert headings(read(sheet.data())) == [(1, "Överenskommelse om samverkan")]
