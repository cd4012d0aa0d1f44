"""Municipality, year and kind: what holds where the sources disagree, and what names of files say."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.batch.identity import (
    Identity,
    identify,
    path_municipality,
    path_year,
)
from overenskommelse_granskning.batch.manifest import Entry
from overenskommelse_granskning.vocabulary.closed import Kind
from overenskommelse_granskning.vocabulary.file_names import path_about, path_kind


def report(*municipalities, first=None, last=None, kind="samverkansoverenskommelse", notices=()):
    period = {"from": first, "to": last, "open_ended": False} if first or last else None
    listed = [{"code": code, "name": name} for code, name in municipalities]
    return {"document": {"municipalities": listed, "period": period, "kind": kind, "notices": list(notices)}}


def codes(identity: Identity):
    return [m.code for m in identity.municipalities]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("Skåne/Lund/2024/avtal.pdf", "1281"),
        ("1290_Kristianstad_2024.docx", "1290"),
        ("malmo-stad-avtal.pdf", "1280"),
        ("Lunds kommun.pdf", "1281"),
        ("Upplands Väsby/x.pdf", "0114"),
        ("Dals-Ed avtal.pdf", "1438"),
        ("0114 avtal.pdf", "0114"),
        ("Håbo/a.pdf", "0305"),
        ("Habo/a.pdf", "0643"),
        ("Mark/avtal.pdf", "1463"),
        ("avtal mark.pdf", None),  # a common word
        ("Mark och exploatering.pdf", None),
        ("Lund avtal 2023.txt", "1281"),
        ("Lund--avtal 2023.txt", "1281"),  # a folder that was flattened
        ("lund och malmö.pdf", None),  # two
        ("2023/avtal 2023.pdf", None),  # a year, not Malung-Sälen
        ("Göteborg/Malmö/x.pdf", "1280"),
        ("avtal.pdf", None),
    ],
)
def test_municipality_of_a_path(path, code):
    found = path_municipality(path)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("Lund/2024/avtal.pdf", 2024),
        ("2023/avtal 2024-2027.pdf", 2024),
        ("Malung-Sälen 2023.pdf", None),
        ("Malung-Sälen/2023.pdf", 2023),
        ("dnr 20241234.pdf", None),
        ("IMG_2041.jpg", None),  # a serial number
        ("2024/DSC02019.JPG", 2024),
        ("avtal.pdf", None),
    ],
)
def test_year_of_a_path(path, year):
    assert path_year(path) == year


def test_the_document_holds_before_its_path_and_the_disagreement_is_told():
    found = identify("Lund/2020/a.pdf", report(("1280", "Malmö"), first="2024-01-01"), None)
    assert codes(found) == ["1280"] and found.municipality_source == "document"
    assert (found.year, found.year_source) == (2024, "document")
    assert found.conflicts == ("Sökvägen säger 1281 Lund, dokumentet 1280 Malmö: dokumentet gäller.",)


def test_the_manifest_holds_before_the_document_and_the_disagreement_is_told():
    entry = Entry(2, "a.pdf", ("1281",), 2019, Kind.PROMISE)
    notice = {"code": "R111", "page": None, "message": "Dokumentet ser ut att vara något annat."}
    found = identify(
        "a.pdf", report(("1280", "Malmö"), first="2024-01-01", last="2027-12-31", notices=[notice]), entry
    )
    assert codes(found) == ["1281"]
    assert (found.year, found.kind) == (2019, Kind.PROMISE)
    assert (found.municipality_source, found.year_source, found.kind_source) == ("manifest",) * 3
    assert [c.partition(",")[0] for c in found.conflicts] == [
        "Manifestet säger 1281 Lund",
        "Manifestet säger år 2019",
        "Dokumentet ser ut att vara något annat.",
    ]


def test_code_and_year_that_changed_places_are_a_fault_and_the_document_holds():
    rattvik = report(("2031", "Rättvik"), first="2026-01-01", last="2028-12-31")
    found = identify("a.pdf", rattvik, Entry(6, "a.pdf", ("2026",), 2031, None))
    assert (codes(found), found.year, found.municipality_source) == (["2031"], 2026, "document")
    assert [f.partition(" ser")[0] for f in found.faults] == ["Rad 6: kommunkoden 2026 och året 2031"]
    assert found.conflicts == ()
    # A year that happens to be the code of the document's municipality, beside another municipality.
    gagnef = report(("2026", "Gagnef"), first="2026-01-01", last="2028-12-31")
    found = identify("a.pdf", gagnef, Entry(6, "a.pdf", ("2021",), 2026, None))
    assert (codes(found), found.year, found.faults) == (["2021"], 2026, ())
    assert found.conflicts[0].startswith("Manifestet säger 2021 Vansbro")


def test_agreement_between_the_sources_is_no_conflict():
    entry = Entry(2, "a.pdf", ("1281",), 2025, Kind.AGREEMENT)
    several = report(("1280", "Malmö"), ("1281", "Lund"), first="2024-01-01", last="2027-12-31")
    assert identify("Lund/a.pdf", report(("1281", "Lund"), first="2024-01-01"), entry).conflicts == ()
    both = Entry(2, "a.pdf", ("1281", "1280"), 2025, Kind.AGREEMENT)
    assert identify("Lund/a.pdf", several, both).conflicts == ()
    assert codes(identify("Lund/a.pdf", several, both)) == ["1281", "1280"]
    assert codes(identify("Lund/a.pdf", several, None)) == ["1280", "1281"]


def test_a_party_that_the_manifest_leaves_out_is_told():
    several = report(("1280", "Malmö"), ("1281", "Lund"))
    found = identify("Lund/a.pdf", several, Entry(2, "a.pdf", ("1281",), None, None))
    assert codes(found) == ["1281"]
    assert found.conflicts == (
        "Manifestet säger bara 1281 Lund, dokumentet också 1280 Malmö: manifestet gäller. Ange alla kommunkoderna i "
        "manifestet om dokumentet är gemensamt.",
    )


def test_a_path_helps_where_the_document_says_nothing_or_nothing_registered():
    nothing = identify("Lund/2021/a.pdf", report(kind=None), None)
    assert (codes(nothing), nothing.municipality_source) == (["1281"], "path")
    assert (nothing.year, nothing.year_source, nothing.kind) == (2021, "path", None)
    odd = identify("Lund/a.pdf", report((None, "Lvnd")), None)
    assert codes(odd) == ["1281"] and "Lvnd" in odd.conflicts[0]
    assert codes(identify("a.pdf", report((None, "Ekdala")), None)) == [None]
    assert identify("a.pdf", report(kind=None), None) == Identity()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("Ekby/Samverkansöverenskommelse Ekby.docx", Kind.AGREEMENT),
        ("overenskommelsen_slutlig.pdf", Kind.AGREEMENT),
        ("Medborgarlöfte centrum 2024.docx", Kind.PROMISE),
        ("löfte.pdf", Kind.PROMISE),
        ("uppföljning av medborgarlöfte.pdf", None),  # about one
        ("Medborgarlöften och överenskommelse.pdf", None),  # both
        ("Medborgarlöften/avtal.pdf", None),  # a folder may hold anything
        ("avtal.pdf", None),
    ],
)
def test_kind_of_a_path(path, kind):
    assert path_kind(path) == kind


@pytest.mark.parametrize(
    ("path", "about"),
    [
        ("Ekby/Bilaga 1 Åtgärdsplan 2024.docx", True),
        ("Ekby/bilaga_2_till_samverkansöverenskommelsen.pdf", True),
        ("Uppföljning medborgarlöfte 2024.docx", True),
        ("Medborgarlöftesuppföljning 2024.docx", True),
        ("Resultat medborgarlöfte 2024.pdf", True),
        ("Trygghetsbokslut_överenskommelsen.pdf", True),
        ("Pressmeddelande överenskommelse.docx", True),
        ("Bilaga 3 Samverkansöverenskommelse Ekby.pdf", False),  # an annex of a decision, say
        ("Protokollsbilaga överenskommelse.pdf", False),
        ("Resultat/avtal.pdf", False),
        ("Bilagor/avtal.pdf", False),  # a folder may hold anything
        ("Samverkansöverenskommelse Malmö.docx", False),
    ],
)
def test_names_of_what_is_about_another(path, about):
    assert bool(path_about(path)) is about


def test_a_manifest_that_says_what_the_name_says_is_no_conflict():
    looks = {"code": "R111", "message": "ser ut att vara"}
    entry = Entry(2, "x", (), None, Kind.OTHER)
    assert identify("Bilaga 1 Åtgärdsplan.docx", report(notices=(looks,)), entry).conflicts == ()
    assert identify("avtal.docx", report(notices=(looks,)), entry).conflicts == ("ser ut att vara",)


def test_an_unreadable_file_has_its_kind_from_its_name():
    found = identify("Samverkansöverenskommelse 2024.doc", report(kind=None), None)
    assert (found.kind, found.kind_source, found.year) == (Kind.AGREEMENT, "path", 2024)
    told = identify("Medborgarlöfte.doc", report(), None)
    assert (told.kind, told.kind_source) == (Kind.AGREEMENT, "document")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("avtal 2019.txt", "Filnamnet säger år 2019, dokumentet gäller 2024–2027: dokumentet gäller."),
        ("avtal 2028.txt", "Filnamnet säger år 2028, dokumentet gäller 2024–2027: dokumentet gäller."),
        ("avtal 2023.txt", None),  # decided the year before
        ("avtal 2026.txt", None),
        ("2010/avtal.txt", None),  # a folder may be of anything
    ],
)
def test_a_year_in_the_files_name_that_the_document_does_not_hold_in(name, told):
    found = identify(name, report(first="2024-01-01", last="2027-12-31"), None)
    assert found.conflicts == ((told,) if told else ()) and found.year == 2024
