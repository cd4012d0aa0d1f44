"""The kind of a document: nameable signals between 0 and 1, and the model over them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overenskommelse_granskning.classification.kind import FILE, classify_kind, names_the_field
from overenskommelse_granskning.classification.kind_signals import SIGNAL_NAMES, signals, title_of
from overenskommelse_granskning.classification.persistence import load_model
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.training.corpus import document_from_source, load_corpus
from overenskommelse_granskning.training.model import train
from overenskommelse_granskning.vocabulary.closed import Kind
from training_samples import TEXTS, make_corpus, make_word_table

AGREEMENT = """# Överenskommelse om samverkan mellan Tallnäs kommun och polisen

Tallnäs kommun och lokalpolisområde Tallnäs har kommit överens om det här.

- Parterna möts varje månad.
- Överenskommelsen gäller i två år.

För Tallnäs kommun            För Polismyndigheten
"""
PROMISE = """# Medborgarlöfte för Enhult

Vi lovar att gå kvällsrundor. Vi lovar att berätta hur det gick.
"""
MINUTES = """# Protokoll från kommunstyrelsen

§ 14 Samverkan med polisen

Närvarande: Eva Lindhag, ordförande. Kommunstyrelsen beslutar att ärendet återremitteras.
"""


def named(source):
    return dict(zip(SIGNAL_NAMES, signals(document_from_source("x", source)), strict=True))


def test_names_are_unique_and_grouped():
    assert len(set(SIGNAL_NAMES)) == len(SIGNAL_NAMES)
    assert {n.split(".")[0] for n in SIGNAL_NAMES} == {"title", "opening", "whole", "form"}


@given(st.text(max_size=300))
def test_signals_are_shares_of_any_text(text):
    values = signals(document_from_source("x", text or "x"))
    assert len(values) == len(SIGNAL_NAMES)
    assert all(0.0 <= v <= 1.0 for v in values)


@pytest.mark.parametrize(
    ("source", "there", "absent"),
    [
        (
            AGREEMENT,
            ("title.agreement", "opening.between", "whole.signature", "form.parties_both"),
            ("title.promise",),
        ),
        (
            PROMISE,
            ("title.promise", "opening.promise", "whole.we_promise"),
            ("title.agreement",),
        ),
        (MINUTES, ("title.other", "opening.minutes", "whole.decides"), ("title.promise", "whole.signature")),
    ],
)
def test_signals_see_what_their_names_say(source, there, absent):
    found = named(source)
    assert [n for n in there if not found[n]] == []
    assert [n for n in absent if found[n]] == []


@pytest.mark.parametrize(
    "who", ["Granholms kommun", "Granholms stad", "Region Gotland", "Stadsdelsnämnden Granholm"]
)
def test_whatever_a_municipality_calls_itself_the_parties_are_a_pair(who):
    seen = named(f"# Överenskommelse\n\nMellan {who} och Polisen.\n")
    assert seen["form.pair"] == 1.0 and seen["opening.municipality"] > 0


def test_a_promise_as_a_letter_or_an_annex_is_seen_by_whom_it_speaks_to_and_who_acts():
    seen = named(
        "# Bilaga 2\n\nTill dig som bor i Ekby. Löftet gäller hela året.\n\n"
        "- Polisen går genom hamnen varje lördag.\n- Kommunen tänder lamporna i maj.\n"
    )
    there = ("opening.residents", "whole.residents", "whole.own_promise", "form.acts", "form.added")
    assert [n for n in there if not seen[n]] == []
    asked = named("# Nya löften\n\nTyck till om vad polisen ska lova. Välkommen till torget på lördag.\n")
    assert asked["whole.asks"] > 0 and asked["whole.own_promise"] == asked["form.added"] == 0.0


def test_how_much_of_the_text_is_lists():
    assert named(AGREEMENT)["form.items"] > named(PROMISE)["form.items"] == 0.0


def test_title_is_the_first_heading_or_the_first_line():
    assert title_of(document_from_source("x", PROMISE)) == "Medborgarlöfte för Enhult"
    assert title_of(document_from_source("x", "Löfte till alla\n\nVi ses.")) == "Löfte till alla"


def test_a_heading_behind_a_long_paragraph_is_no_title():
    line = (
        "Överenskommelse mellan Tallnäs kommun och polisen " + "Parterna har kommit överens om det här. " * 12
    )
    assert title_of(document_from_source("x", f"{line}\n\n# Syfte\n\nTrygghet.")).startswith(
        "Överenskommelse mellan"
    )


ROOT = Path(__file__).resolve().parents[2]


def kind_of(document, layers, folder=None):
    analysis = analyse(document)
    return classify_kind(analysis, layers.scores(analysis, layers.features(analysis)), folder)


@pytest.mark.parametrize(
    "name", ["examples/utkast.docx", "corpus/texts/train-g-05.md", "corpus/texts/egen-a-01.md"]
)
def test_a_page_that_came_as_one_line_has_its_kind(name):
    layers = load_model().layers

    def kind(document):
        return kind_of(document, layers)[0]

    whole = read_document(ROOT / name)
    line = read_document(" ".join(whole.text.split()).encode(), filename="sida.txt")
    assert kind(line) is kind(whole) is not Kind.OTHER


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("modell")
    corpus = make_corpus(tmp_path_factory.mktemp("korpus"))
    make_word_table(folder)
    train(corpus, folder)
    return folder, {t.id: t for t in load_corpus(corpus / "texts")}


@pytest.mark.parametrize(("name", "kind"), [(t[0], t[1]) for t in TEXTS])
def test_trained_model_knows_its_own_texts(trained, name, kind):
    folder, texts = trained
    layers = load_model(folder).layers
    document = texts[name].document()
    found, sure = kind_of(document, layers, folder)
    assert found.value == kind
    assert 0.5 < sure <= 1.0


def test_weights_of_other_signals_are_refused(trained, tmp_path):
    folder, texts = trained
    data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    (tmp_path / FILE).write_text(json.dumps({**data, "signals": ["title.nytt"]}), encoding="utf-8")
    document = next(iter(texts.values())).document()
    layers = load_model(folder).layers
    with pytest.raises(ValueError, match="train it again"):
        kind_of(document, layers, tmp_path)
    fewer = [row[:-1] for row in data["coefficients"]]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / FILE).write_text(json.dumps({**data, "coefficients": fewer}), encoding="utf-8")
    with pytest.raises(ValueError, match="train it again"):
        kind_of(document, layers, tmp_path / "b")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("# Löfte\n\nVi lovar er i Tallnäs kommun att lamporna i tunneln byts.", True),
        ("# Trygg i hamnen\n\nBåttjuvarna ska inte få vara ifred.", True),
        ("# Recept\n\nVispa ägg och socker och häll i mjölet.", False),
    ],
)
def test_everyday_words_for_the_field_count(text, named):
    assert names_the_field(document_from_source("x", text)) is named
