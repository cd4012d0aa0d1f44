"""The HTML report as text: complete, safe, self-contained, the same every time."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as parser

import html_samples
import report_samples as samples
from overenskommelse_granskning.document import Evidence
from overenskommelse_granskning.errors import ConfigurationError
from overenskommelse_granskning.reports import Style, accuracy, html, html_page
from overenskommelse_granskning.reports.accuracy import Accuracy
from overenskommelse_granskning.vocabulary.closed import Outcome

GOLDEN = Path(__file__).parent / "golden"
VOID = {"meta", "input", "br", "link", "img", "hr"}
ALL = {**samples.SAMPLES, "small": html_samples.small}


@pytest.fixture(autouse=True)
def figures_that_stay(monkeypatch):
    monkeypatch.setattr(html_page, "accuracy", lambda criteria: Accuracy(0.789, 420, 47, True))


def rendered(assessment):
    return html.render([assessment], Style())


def tree(text):
    return parser.document_fromstring(text)


def texts(nodes):
    return [" ".join(n.text_content().split()) for n in nodes]


@pytest.mark.parametrize("name", ["small", "promise", "other", "unreadable"])
def test_report_looks_as_agreed(name, golden):
    # The style and the script have no place in what is compared; their hashes change with them.
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", rendered(ALL[name]()), flags=re.DOTALL)
    golden(GOLDEN / f"{name}.html", re.sub(r"sha256-[^']+", "sha256-", text))


@pytest.mark.parametrize("name", ALL)
def test_every_element_is_closed_and_ids_are_unique(name):
    text = rendered(ALL[name]())
    without = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    closed = re.sub(rf"<({'|'.join(VOID)})\b([^>]*)>", r"<\1\2/>", without)
    closed = re.sub(r" checked(?=[ />])", ' checked="checked"', closed).removeprefix("<!DOCTYPE html>")
    etree.fromstring(closed.strip())
    ids = tree(text).xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ALL)
def test_every_link_and_label_leads_to_something_on_the_page(name):
    page = tree(rendered(ALL[name]()))
    ids = set(page.xpath("//@id"))
    assert page.xpath("//a/@href")
    for href in page.xpath("//a/@href | //use/@href"):
        assert href.startswith("#") and href[1:] in ids
    for label in page.xpath("//@aria-labelledby"):
        assert label in ids


def test_every_quote_of_a_criterion_has_its_highlight_and_the_highlight_its_number():
    assessment = html_samples.small()
    page = tree(rendered(assessment))
    numbers = {title: i for i, title in enumerate((c.title for c in assessment), 1)}
    checked = 0
    for c in assessment:
        article = page.get_element_by_id(f"k{numbers[c.title]}")
        for e in c.evidence or tuple(filter(None, [c.searched.nearest])):
            anchor = f"t{e.start}-{e.end}"
            assert article.xpath(f".//blockquote/a[@href='#{anchor}']")
            marks = [
                m
                for m in page.xpath("//div[@id='text']//mark")
                if int(m.get("data-a")) < e.end and int(m.get("data-b")) > e.start
            ]
            assert "".join("".join(m.text_content() for m in marks).split()) == "".join(e.quote.split())
            assert (
                page.get_element_by_id(anchor).getnext() is marks[0]
                or page.get_element_by_id(anchor).getnext().tag == "span"
            )
            assert f"#k{numbers[c.title]}" in page.xpath("//div[@id='text']//sup/a/@href")
            checked += 1
    assert checked == 6


def test_summary_names_document_figures_and_the_most_important():
    page = tree(rendered(html_samples.small()))
    assert texts(page.xpath("//h1")) == ["utkast.docx"]
    assert "Dokumentet är av slaget samverkansöverenskommelse." in texts(page.xpath("//header/p"))
    rows = texts(page.xpath("(//table[@class='scores'])[1]/tbody/tr/th"))
    assert rows == ["Omfattning", "Styrka", "Röd tråd", "Täckning"]
    assert texts(page.xpath("//ol[@class='important']/li/h3")) == [
        "Troliga orsaker beskrivs",
        "Ledande nämnd",
        "Målen är mätbara",
    ]
    first = page.xpath("//ol[@class='important']/li")[0].text_content()
    assert "Trafikmiljön ska bli säkrare." in first and "[Problemet] bedöms bero på [orsak]." in first


def test_at_most_ten_are_most_important():
    many = samples.checklist(*(samples.criterion(f"bra.c{i}") for i in range(14)))
    page = tree(rendered(replace(samples.agreement(), checklists=(many,), next_steps=())))
    assert len(page.xpath("//ol[@class='important']/li")) == 10
    assert "10 av 14" in page.get_element_by_id("h-important").text_content()


def test_steps_show_what_to_write_where_and_lead_to_the_place():
    page = tree(rendered(html_samples.stepped()))
    first, second, third = page.xpath("//ol[@class='important']/li")
    (wording,) = first.xpath(".//p[@class='suggestion']")
    assert wording.text_content().split("\n") == [
        "Det beror på att [orsak].",
        "Det underlättas av <b>[omständighet]</b>.",
    ]
    (link,) = first.xpath(".//p[@class='lead']/a")
    assert (
        link.text_content() == "Skriv i ett nytt avsnitt, Orsaksanalys, efter ”Trafikmiljön ska bli säkrare.”"
    )
    assert page.get_element_by_id(link.get("href")[1:]) is not None
    assert "+4 poäng" in first.text_content() and "Uppfyller också: Ledande nämnd." in first.text_content()
    assert "Skriv i stället för ”Trafikmiljön ska bli säkrare.”" in second.text_content()
    assert "Stryk ”Överenskommelse om samverkan”." in second.text_content()
    assert "Problem: Trafikmiljön ska bli säkrare." in third.text_content()


def test_missing_topics_tell_what_to_write_and_readability_stands_apart():
    page = tree(rendered(html_samples.stepped()))
    topics = texts(page.xpath("//section[@aria-labelledby='h-topics']//ul[1]/li"))
    assert topics == ["orsaksanalys efter avsnittet 2 MålSkriv vad det beror på.", "dokumentation"]
    reading = page.xpath("//section[@aria-labelledby='h-reading']")[0].text_content()
    assert "LIX är 47" in reading and "31 ord:" in reading and "ingår inte i poängen" in reading
    assert not tree(rendered(html_samples.small())).xpath("//section[@aria-labelledby='h-reading']")


def test_grounds_of_both_sides_are_shown_where_a_person_should_look():
    page = tree(rendered(html_samples.small()))
    (row,) = page.xpath("//ul[@class='review']/li")
    for part in (
        "Målen är mätbara",
        "säkerheten är bara 55 %",
        "Reglerna",
        "saknas",
        "Jämfört med",
        "delvis",
        "pekar åt olika håll",
    ):
        assert part in row.text_content()
    assert "Bör kontrolleras av en människa" in page.get_element_by_id("k5").text_content()
    assert "Bör kontrolleras av en människa" not in page.get_element_by_id("k1").text_content()


def test_where_all_grounds_agree_they_are_not_said_to_differ():
    small = html_samples.small()
    agreed = [
        replace(c, grounds=tuple((layer, "delvis") for layer, _ in c.grounds))
        for c in small.checklists[0].criteria
    ]
    first = replace(small.checklists[0], criteria=tuple(agreed))
    page = tree(rendered(replace(small, checklists=(first, *small.checklists[1:]))))
    (row,) = page.xpath("//ul[@class='review']/li")
    assert "överens, men inte säkra" in row.text_content() and "olika håll" not in row.text_content()


def test_filters_count_the_criteria_and_every_outcome_has_one():
    assessment = html_samples.small()
    page = tree(rendered(assessment))
    css = page.xpath("//style")[0].text
    labels = texts(page.xpath("//fieldset/label"))
    assert (
        labels[0] == f"Alla {len(list(assessment))}"
        and "Saknas 3" in labels
        and labels[-1] == "Bör kontrolleras 1"
    )
    for outcome in [*(o.value for o in Outcome), "review"]:
        assert page.xpath(f"//input[@id='visa-{outcome}']")
        assert f"#visa-{outcome}:checked) .k:not(.o-{outcome}," in css


def test_missing_topics_have_swedish_titles():
    listed = texts(tree(rendered(html_samples.small())).xpath("//ul[@class='topics'][1]/li"))
    assert listed == ["orsaksanalys", "dokumentation"]


def test_headings_never_skip_a_level():
    for name, make in ALL.items():
        levels = [int(h.tag[1]) for h in tree(rendered(make())).xpath("//h1|//h2|//h3|//h4|//h5")]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(b <= a + 1 for a, b in pairwise(levels)), name


def test_provenance_has_hashes_versions_and_the_date():
    about = tree(rendered(html_samples.small())).xpath("//dl[@class='provenance']")[0].text_content()
    for part in (samples.SHA, "cd" * 32, "2025-03-01", "0.1.0", "version 1.0.0"):
        assert part in about


def test_measured_accuracy_is_told_in_words():
    text = rendered(html_samples.small())
    assert "47 dokument med facit" in text and "79 % av 420 fall" in text and "utvecklats med hjälp" in text


def test_measured_accuracy_weighs_criteria_by_their_number(monkeypatch):
    measured = {"a": {"n": 1, "accuracy": 0.0}, "b": {"n": 3, "accuracy": 1.0}}
    shipped = {"set": "test", "documents": 9, "criteria": measured}
    monkeypatch.setattr(accuracy, "_shipped", lambda: shipped)
    assert accuracy.accuracy(["a", "b", "okänt"]) == Accuracy(0.75, 4, 9, False)
    assert accuracy.accuracy(["okänt"]) is None
    monkeypatch.setattr(accuracy, "_shipped", dict)
    assert accuracy.accuracy(["a"]) is None


HOSTILE = [
    "<script>alert(1)</script>",
    "</style></script><img src=x onerror=alert(1)>",
    "\"'><b onmouseover=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "a\x1b[31mb\u202ec\ud800",
    "&lt;script&gt; &amp;",
]


@pytest.mark.parametrize("bad", HOSTILE)
def test_text_from_a_document_stays_text_wherever_it_stands(bad):
    plain = rendered(html_samples.small())
    evidence = Evidence(bad, 0, len(bad), 1, bad)
    c = samples.criterion(
        bad,
        Outcome.PARTIAL,
        title=bad,
        reason=bad,
        step=bad,
        advice=bad,
        suggestion=bad,
        evidence=(evidence,),
        waived=None,
        needs_review=True,
        grounds=((bad, bad),),
    )
    other = samples.criterion(bad, title=bad, waived=bad, searched=html_samples.Searched((bad,), evidence))
    assessment = replace(
        html_samples.small(),
        document=samples.facts(path=bad, parties=(bad,), diary_numbers=(bad,), sha256=bad),
        checklists=(samples.checklist(c, other),),
        missing_sections=(bad,),
        promises=(samples.Promise(evidence, samples.PromiseActor(evidence, bad), evidence, (evidence,)),),
        tool_version=bad,
        text=f"{bad}\n\n{bad}\t{bad}",
    )
    text = rendered(assessment)
    page = tree(text.encode("utf-8"))
    assert {e.tag for e in page.iter() if isinstance(e.tag, str)} <= {
        e.tag for e in tree(plain).iter() if isinstance(e.tag, str)
    }
    assert len(page.xpath("//script")) == 1 and len(page.xpath("//style")) == 1
    assert not [a for e in page.iter() for a in e.attrib if a.lower().startswith("on") or a == "style"]
    shown = bad.translate({0x1B: "␛", 0x202E: "\ufffd", 0xD800: "\ufffd"})
    assert page.xpath("//h1")[0].text_content() == shown
    assert page.xpath("//div[@id='text']/p[1]")[0].text_content().startswith(shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\ud800-\udfff]", text)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_fetched(name):
    page = tree(rendered(ALL[name]()))
    assert not re.search(r"https?:|//[a-z]", rendered(ALL[name]()).replace("// ", ""))
    assert not page.xpath("//link | //img | //iframe | //object | //form | //@src | //@srcset | //@style")
    assert "url(" not in page.xpath("//style")[0].text and "@import" not in page.xpath("//style")[0].text


def test_policy_lets_only_our_own_style_and_script_run():
    page = tree(rendered(html_samples.small()))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        (node,) = page.xpath(f"//{tag}")
        digest = b64encode(sha256(node.text.encode("utf-8")).digest()).decode()
        assert rules[kind] == f"'sha256-{digest}'"
    # The policy binds only what comes after it.
    assert page.xpath("//head/*")[1].get("http-equiv") == "Content-Security-Policy"


def test_one_document_per_file():
    with pytest.raises(ConfigurationError, match="gör en för vart och ett"):
        html.render([samples.agreement(), samples.promise()], Style())


def test_unreadable_document_says_why_and_shows_no_criteria():
    page = tree(rendered(samples.unreadable()))
    assert "Filen är krypterad" in page.xpath("//section[@class='notices']")[0].text_content()
    assert not page.xpath("//fieldset | //article")


def test_same_bytes_every_time():
    assert rendered(html_samples.small()) == rendered(html_samples.small())


def test_size_grows_with_the_text_and_not_faster():
    def size(times):
        text = (html_samples.TEXT + "\n\n") * times
        found = [m.start() for m in re.finditer("Norrsele kommun", text)]
        quotes = tuple(Evidence("Norrsele kommun", s, s + 15, 1, None) for s in found)
        c = samples.criterion("bra.parter", Outcome.MET, evidence=quotes)
        return len(rendered(replace(html_samples.small(), text=text, checklists=(samples.checklist(c),))))

    one, ten, hundred = size(1), size(10), size(100)
    assert (hundred - ten) < 11 * (ten - one)


def test_the_page_holds_the_shared_styles():
    """Head, facts and signs have their style from a sheet that several pages share."""
    text = rendered(samples.promise())
    assert ".top, main, footer" in text and ".ring, .tick" in text and ":root" in text
