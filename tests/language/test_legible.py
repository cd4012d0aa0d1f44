"""Pages read by OCR are matched as they were meant and quoted as they were read."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning import Reviewer
from overenskommelse_granskning.document import BlockKind, Document, DocumentBuilder, Page, Piece
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.language.legible import legible
from overenskommelse_granskning.language.units import UnitKind


def document(*paragraphs: str, ocr: bool = True, heading: str = "") -> Document:
    builder = DocumentBuilder(name="d", sha256="0" * 64, format="pdf")
    builder.page(1, ocr=ocr, confidence=0.9 if ocr else None)
    if heading:
        builder.heading([Piece(heading, page=1)], 1)
    for text in paragraphs:
        builder.block(BlockKind.PARAGRAPH, [Piece(text, page=1)])
    return builder.build()


def test_pages_without_ocr_are_left_alone():
    plain = document("Kornmunen och polisen.", ocr=False)
    assert legible(plain) == (plain, {})


def test_recognised_text_on_a_page_of_its_own_is_known_by_its_words():
    pasted = document("Kornmunen och polisen har ett gemensarnt löfte.", ocr=False)
    assert legible(pasted)[0].text.split()[::4] == ["Kommunen", "ett"]
    dotless = document("Kommunen och polisen har tagit fram atgarder for battre trygghet. " * 4, ocr=False)
    assert "åtgärder för bättre" in legible(dotless)[0].text


def test_two_odd_names_in_hundreds_of_pages_do_not_make_the_text_recognised():
    page = "Kommunen och polisen möts varje kvartal och går igenom läget på torget. " * 40
    names = "Kornmunen och gemensarnt är namn på två båtar i hamnen."
    assert legible(document(names, ocr=False))[0].text != names
    long = document(*[page] * 50, names, ocr=False)
    assert legible(long) == (long, {})


def test_what_is_right_is_left_alone():
    right = document("Kommunen och polisen samverkar om trygghetsskapande åtgärder.")
    shown, readings = legible(right)
    assert shown is right
    assert readings == {}


def test_shorter_words_keep_every_place():
    read = document("Kornmunen (och Poiisen) ansvarar.", "Allt annat.")
    shown, readings = legible(read)
    assert shown.text == "Kommunen  (och Polisen) ansvarar.\n\nAllt annat."
    assert readings == {}
    assert shown.blocks == read.blocks


def test_longer_words_are_readings():
    read = document("Partema, som är överens.")
    shown, readings = legible(read)
    assert shown.text == read.text
    assert readings == {0: "Parterna,"}


def test_concepts_are_found_in_readings():
    def concepts(text: str, ocr: bool) -> frozenset[str]:
        shown, readings = legible(document(text, ocr=ocr))
        return analyse(shown, readings=readings).units[0].concepts

    right = concepts("Parterna i skolan.", True)
    assert right
    assert concepts("Partema i skolan.", True) == right
    assert concepts("Partema i skolan.", False) != right


def test_split_words_are_one():
    shown, _ = legible(document("En gemensam läges bild, och samver kan."))
    assert shown.text == "En gemensam lägesbild,  och samverkan. "


def test_capitals_stay():
    shown, _ = legible(document("KORNMUNEN och Atgarder"))
    assert shown.text == "KOMMUNEN  och Åtgärder"


def test_headings_are_matched_too():
    read = document("Text.", heading="2 Uppfoljning")
    shown, _ = legible(read)
    assert read.sections[-1].title == "Uppfoljning"
    assert shown.sections[-1].title == "Uppföljning"


def test_a_page_that_lost_its_dots():
    text = (
        "Kommunen och polisen ar overens om ett gemensamt mal for trygghet i hela kommunen. Arbetet ska vara "
        "langsiktigt och bygga pa kunskap om lokala problem och om vad som har gjorts. Resultatet redovisas for "
        "kommunstyrelsen varje host och foljs upp av styrgruppen i samband med att budgeten beslutas."
    )
    shown, _ = legible(document(text))
    assert "är överens om ett gemensamt mål för trygghet" in shown.text
    assert "mal" in legible(document("Ett mal och ett föremål i en översikt om åtgärder för alla."))[0].text


def test_evidence_is_quoted_as_it_was_read():
    read = document("Vi följer upp. Kornmunen och poiisen ansvarar för samver kan. Resten följer.")
    shown, _ = legible(read)
    units = [u for u in analyse(shown).units if u.kind is UnitKind.SENTENCE]
    quotes = [shown.evidence(u.span).quote for u in units]
    assert quotes == ["Vi följer upp.", "Kornmunen och poiisen ansvarar för samver kan.", "Resten följer."]
    for unit, quote in zip(units, quotes, strict=True):
        found = shown.evidence(unit.span)
        assert read.text[found.start : found.end] == quote


def test_a_word_at_the_end_of_a_span_is_quoted_whole():
    read = document("Ansvar: kornmunen, skolan")
    shown, _ = legible(read)
    start = shown.text.index("kommunen")
    assert shown.evidence((start, start + len("kommunen"))).quote == "kornmunen"
    assert shown.evidence((start, start + len("kommunen,"))).quote == "kornmunen,"
    assert shown.evidence((0, len("Ansvar:"))).quote == "Ansvar:"


def test_the_verdict_is_that_of_the_text_that_was_meant():
    body = (
        "Överenskommelsen följs upp av styrgruppen två gånger per år. Uppföljningen redovisas för kommunstyrelsen.",
        "Kommunen och polisen är överens om en gemensam lägesbild av brottsligheten i kommunen.",
    )
    wrong = "|".join(body)
    for a, b in (
        ("följs upp", "foljs upp"),
        ("styrgruppen", "styrqruppen"),
        ("Uppföljningen", "Uppföljninqen"),
        ("ommun", "ornmun"),
        ("lägesbild", "läges bild"),
    ):
        assert a in wrong
        wrong = wrong.replace(a, b)
    right = document(*body, heading="Samverkansöverenskommelse")
    misread = document(*wrong.split("|"), heading="Samverkansöverenskornmelse")
    pasted = replace(misread, pages=(Page(1, 0, len(misread.text)),))
    unknown = document(*wrong.replace("ornmun", "ommun").split("|"), ocr=False)
    reviewer = Reviewer(["bra-2020"], as_of=date(2025, 1, 1))
    ids = ("bra.styrgrupp", "bra.uppfoljning", "bra.aterkoppling_styrgrupp")

    def outcomes(text: Document) -> list[str]:
        found = reviewer.review_document(text)
        quotes = [e for c in found.checklists[0].criteria for e in c.evidence]
        assert all(text.text[e.start : e.end] == e.quote for e in quotes)
        return [str(found.checklists[0].criterion(i).outcome) for i in ids]

    meant = outcomes(right)
    assert len(set(meant)) >= 2
    assert outcomes(misread) == meant
    assert outcomes(pasted) == meant
    assert outcomes(unknown) != meant


@given(st.text(alphabet=" \n.,()-abdegiklmnoprstuåäö1|", max_size=200))
def test_any_text_keeps_its_length_and_its_quotes(text):
    read = document(text)
    shown, readings = legible(read)
    assert len(shown.text) == len(read.text)
    assert all(read.text[at : at + 1].strip() for at in readings)
    for start in range(0, len(text), 7):
        found = shown.evidence((start, len(read.text)))
        assert read.text[found.start : found.end] == found.quote
