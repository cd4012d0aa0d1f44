"""Every kind of error in a user's checklist is told with file, line, column, excerpt and what is allowed."""

from __future__ import annotations

import pytest

from overenskommelse_granskning.checklist import load_checklist
from overenskommelse_granskning.checklist.located import read_source
from overenskommelse_granskning.checklist.validate import find_errors
from overenskommelse_granskning.errors import ChecklistError, ConfigurationError
from overenskommelse_granskning.rules.engine import RuleEngine
from overenskommelse_granskning.rules.registry import RULE_TYPES
from overenskommelse_granskning.rules.strict import _OPTIONS, REQUIRED, rule_errors

GOOD = """\
id: lan-egen
title: Länets egen lista
version: 1.0.0
kinds: [samverkansoverenskommelse]
sources:
  L: Länets vägledning
tests:
  nar: {fact: [date, frequency]}
  nar_i_mal: {all: [{use: nar}, {topic: mal}]}
criteria:
  - id: lan.uppfoljning
    title: Uppföljning
    question: Anges hur uppföljningen görs?
    level: skall
    weight: 2
    sources: [L]
    levels: {met: När anges, partial: Nämns, missing: Inget}
    topics: [uppfoljning]
    passages: {where: {concept: uppfoljning_ord}, spread: true, allow: [later]}
    elements:
      - id: nar
        title: När
        rule: {type: beside, where: {use: nar}, window: 1}
      - id: vem
        title: Vem
        rule: {type: mention, where: {agent: [role, body]}}
    outcome:
      met: {all: [nar, vem]}
      partial: {at_least: 1, of: [nar, vem]}
      silent: missing
    applies_when: {from_date: 2023-07-01}
    advice: {missing: Skriv när.}
    cases:
      - {text: "Målen följs upp varje år.", expect: partial}
"""

# name: (what to replace, with what, excerpt of the line pointed at, words in the message)
SCHEMA_ERRORS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "a test without its where": (
        "passages: {where: {concept: uppfoljning_ord},",
        "passages: {concept: uppfoljning_ord,",
        "concept",
        ("where: {concept: …}", "spread"),
    ),
    "unknown key at the top": (
        "kinds:",
        "slag: x\nkinds:",
        "slag:",
        ("Okänd nyckel ”slag”", "tillåtna är", "kinds"),
    ),
    "unknown key in a criterion": ("    weight: 2", "    vikt: 2", "vikt: 2", ("”vikt”", "weight")),
    "unknown key in an element": (
        "        title: När",
        "        title: När\n        titel: När",
        "titel",
        ("”titel”", "lacking"),
    ),
    "unknown key in a case": (
        "expect: partial",
        "expect: partial, vantat: met",
        "vantat",
        ("”vantat”", "expect"),
    ),
    "a key is missing": (
        "    question: Anges hur uppföljningen görs?\n",
        "",
        "lan.uppfoljning",
        ("”question” saknas",),
    ),
    "the version is a number": ("version: 1.0.0", "version: 1.0", "version", ("1.0.0",)),
    "the version has another form": (
        "version: 1.0.0",
        "version: första",
        "version",
        ("fel form", "1.0.0"),
    ),
    "an id has a capital": ("id: lan.uppfoljning", "id: Lan.uppfoljning", "Lan.", ("fel form",)),
    "an unknown level": ("level: skall", "level: måste", "level", ("”måste”", "välj något av skall, bor")),
    "an unknown kind": ("[samverkansoverenskommelse]", "[avtal]", "kinds", ("”avtal”", "medborgarlofte")),
    "an unknown topic": ("topics: [uppfoljning]", "topics: [uppfölj]", "topics", ("”uppfölj”", "lagesbild")),
    "an unknown rule type": ("type: mention", "type: namns", "namns", ("”namns”", "beside, fact, groups")),
    "an unknown flag": ("allow: [later]", "allow: [senare]", "allow", ("”senare”", "hedged")),
    "an unknown outcome": ("silent: missing", "silent: met", "silent", ("”met”", "not_assessable")),
    "an unknown expectation": ("expect: partial", "expect: kanske", "expect", ("”kanske”", "partial")),
    "a weight that is too large": ("weight: 2", "weight: 200", "weight", ("200", "över 0", "högst 10")),
    "a weight of nothing": ("weight: 2", "weight: 0", "weight", ("0", "över 0")),
    "a weight in words": ("weight: 2", "weight: två", "weight", ("ett tal",)),
    "no sources of a criterion": ("sources: [L]", "sources: []", "sources: []", ("får inte vara tom",)),
    "an empty title": ("title: Uppföljning", 'title: ""', "title", ("får inte vara tom",)),
    "a list for a text": ("title: Länets egen lista", "title: [a, b]", "title", ("ska vara text",)),
    "an unknown part of a condition": (
        "{all: [nar, vem]}",
        "{alla: [nar, vem]}",
        "alla",
        ("”alla”", "at_least"),
    ),
    "a count without a list": ("at_least: 1, of: [nar, vem]", "at_least: 1", "partial", ("at_least och of",)),
    "a list without a count": (
        "at_least: 1, of: [nar, vem]",
        "of: [nar, vem]",
        "partial",
        ("at_least och of",),
    ),
    "a number as condition": ("met: {all: [nar, vem]}", "met: 3", "met: 3", ("text", "lista", "nycklar")),
    "advice of a number": ("advice: {missing: Skriv när.}", "advice: 3", "advice", ("text eller nycklar",)),
}
REFERENCE_ERRORS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "a slot that does not exist": (
        "    cases:",
        '    suggestion: "I {komun} gör [vem] [vad]."\n    cases:',
        "suggestion:",
        ("Luckan ”{komun}” finns inte", "(menade du kommun?)", "polis", "[hakparentes]"),
    ),
    "rewording without a list": (
        "    cases:",
        '    amend: "{text}, senast [datum]."\n    cases:',
        "amend:",
        ("amend kräver each",),
    ),
    "an unknown source": ("sources: [L]", "sources: [M]", "sources: [M]", ("Källan ”M”", "där finns L")),
    "an unknown element": ("{all: [nar, vem]}", "{all: [nar, vad]}", "vad", ("Delkravet ”vad”", "nar, vem")),
    "an unknown element further in": ("of: [nar, vem]", "of: [nar, {any: [vad]}]", "vad", ("”vad”",)),
    "an element twice": ("      - id: vem", "      - id: nar", "- id: nar", ("”nar” står två gånger",)),
    "no real day": ("2023-07-01", "2023-13-01", "2023-13-01", ("2023-13-01", "ÅÅÅÅ-MM-DD")),
    "a day in words": ("2023-07-01", "juli", "juli", ("ÅÅÅÅ-MM-DD",)),
    "a key twice": ("    level: skall", "    level: skall\n    level: bor", "level: bor", ("två gånger",)),
}
RULE_ERRORS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "an unknown option": ("window: 1", "fonster: 1", "fonster", ("”fonster”", "regeln beside", "window")),
    "a required option is missing": (
        "{type: beside, where: {use: nar}, window: 1}",
        "{type: beside, window: 1}",
        "type: beside",
        ("”where” saknas",),
    ),
    "an unknown key in a test": (
        "{concept: uppf",
        "{begrepp: uppf",
        "begrepp",
        ("”begrepp”", "concept", "regex"),
    ),
    "an unknown concept": (
        "uppfoljning_ord",
        "uppfoljningsord",
        "passages",
        ("”uppfoljningsord”", "menade du uppfoljning_ord?", "närmast är", "granska checklista begrepp"),
    ),
    "an unknown fact": ("fact: [date, frequency]", "fact: [date, datum]", "datum", ("”datum”", "period")),
    "an unknown acting fact": ("agent: [role, body]", "agent: [roll]", "agent", ("”roll”", "municipality")),
    "an unknown topic in a test": ("{topic: mal}", "{topic: maal}", "maal", ("”maal”", "lagesbild")),
    "an unknown test": (
        "{use: nar}, window",
        "{use: nä}, window",
        "use",
        ("”nä” finns inte", "nar, nar_i_mal"),
    ),
    "an unknown test by its bare name": ("where: {use: nar}", "where: nä", "where", ("”nä” finns inte",)),
    "a test that uses itself": (
        "nar: {fact: [date, frequency]}",
        "nar: {any: [{use: nar_i_mal}]}",
        "nar: ",
        ("hänvisar till sig självt",),
    ),
    "an unknown list": ("{topic: mal}", "{list: malen}", "malen", ("”malen”", "promises")),
    "an unknown function": ("{topic: mal}", "{function: malet}", "malet", ("”malet”", "atgard")),
    "an unknown kind of unit": ("{topic: mal}", "{unit: rubrik}", "rubrik", ("”rubrik”", "heading")),
    "an unknown flag in a test": ("{topic: mal}", "{flag: nekad}", "nekad", ("”nekad”", "negated")),
    "an unknown column": ("{topic: mal}", "{column: maal}", "maal", ("”maal”",)),
    "a pattern in double quotes": (
        "{topic: mal}",
        '{regex: "\\bmål"}',
        "regex",
        ("enkla citattecken", "\\b"),
    ),
    "a pattern in curly quotes": ("{topic: mal}", "{regex: ‘mål’}", "regex", ("krulliga", "raka")),
    "a concept in curly quotes": ("{topic: mal}", "{concept: ”plan_ord”}", "concept", ("krulliga", "raka")),
    "a word in curly quotes": ("{topic: mal}", "{word: ’mål’}", "word", ("krulliga", "raka")),
    "a word that is none": ("{topic: mal}", "{word: '~'}", "word", ("inget ord", "grundform")),
    "a test in a rule without where": (
        "{type: mention, where: {agent: [role, body]}}",
        "{type: mention, agent: [role, body]}",
        "agent",
        ("where: {agent: …}",),
    ),
    "a faulty pattern": ("{topic: mal}", "{regex: '(mål'}", "regex", ("felaktigt", "”(mål”")),
    "an empty test": ("where: {agent: [role, body]}", "where: {}", "where", ("Ett test ska vara",)),
    "a number as test": ("where: {agent: [role, body]}", "where: 3", "where", ("Ett test ska vara",)),
    "a window in words": ("window: 1", "window: ett", "window", ("heltal",)),
    "an unknown flag of a rule": ("window: 1", "allow: [sedan]", "allow", ("”sedan”", "later")),
    "an unknown fact of the document": (
        "{type: mention, where: {agent: [role, body]}}",
        "{type: fact, is: parterna}",
        "fact",
        ("”parterna”", "parter", "undertecknad"),
    ),
    "groups that are no tests": (
        "{type: mention, where: {agent: [role, body]}}",
        "{type: groups, groups: [a, b]}",
        "groups",
        ("namn med var sitt test",),
    ),
    "a scope that does not exist": (
        "{type: mention, where: {agent: [role, body]}}",
        "{type: groups, groups: {a: nar}, within: avsnitt}",
        "within",
        ("document, passages",),
    ),
    "a share above one": (
        "{type: mention, where: {agent: [role, body]}}",
        "{type: share, list: goals, where: nar, met_over: 50}",
        "met_over",
        ("mellan 0 och 1",),
    ),
    "a share of no list": (
        "{type: mention, where: {agent: [role, body]}}",
        "{type: share, list: malen, where: nar}",
        "malen",
        ("”malen”", "goals"),
    ),
    "no true or false": (
        "{type: mention, where: {agent: [role, body]}}",
        "{type: passage, where: nar, headings: ja}",
        "headings",
        ("true eller false",),
    ),
}


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)


def errors_in(text: str) -> list[ChecklistError]:
    return find_errors(text, "lan.yaml") or rule_errors(read_source(text, "lan.yaml"))


def test_the_text_to_be_spoiled_is_right() -> None:
    assert errors_in(GOOD) == []


ALL = SCHEMA_ERRORS | REFERENCE_ERRORS | RULE_ERRORS


@pytest.mark.parametrize("name", ALL)
def test_an_error_points_at_the_line_and_says_what_is_allowed(name: str, tmp_path) -> None:
    old, new, excerpt, words = ALL[name]
    text = changed(old, new)
    found = errors_in(text)
    assert found, "felet upptäcktes inte"
    error = found[0]
    assert error.code == "C001" and error.file == "lan.yaml"
    assert error.line is not None and error.column is not None
    assert error.excerpt == text.split("\n")[error.line - 1].rstrip()
    assert 1 <= error.column <= len(error.excerpt) + 1
    assert excerpt in error.excerpt
    for word in words:
        assert word in str(error)
    assert str(error).endswith(".")
    place = f"lan.yaml:{error.line}:{error.column}: "
    assert error.located().startswith(place) and error.excerpt in error.located()
    # Loading and compiling the file stops at the same error.
    path = tmp_path / "lan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ChecklistError) as raised:
        RuleEngine(load_checklist(path))
    assert (raised.value.line, str(raised.value)) == (error.line, str(error))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "tom"),
        ("# bara en kommentar\n", 1, "tom"),
        ("id: a\n  title: b\n", 2, "YAML-fel"),
        ("id: [a\n", 1, "inte är avslutad"),
        ("id: a\ntitle: \tb: c\n", 2, "en tabb"),
        ("id: a\ntitle: b: c\n", 2, "inom citattecken"),
        ("id:\n\tb: c\n", 2, "en tabb"),
        ('id: a\ntitle: "b\nc: d\n', 2, "aldrig stängs"),
        ('title: "A" och B\n', 1, "text efter ett citattecken"),
        ("a:\n  b: c\n d: e\n", 3, "indraget stämmer inte"),
        ("id: @a\n", 1, "inom citattecken"),
        ("id: !kod a\n", 1, "utropstecken"),
        ("id: *saknas\n", 1, "en stjärna"),
        ("id: a\ntitle: b\x00\n", 2, "tecken"),
        ("- bara\n- en lista\n", 1, "nycklar med värden"),
        ("bara text\n", 1, "nycklar med värden"),
        ("a: &a [*a]\n", 1, "nästlad"),
        ('id: a\ntests: {x: {regex: "\\w*skola"}}\n', 2, "Skriv mönster inom enkla citattecken"),
        ("id: a\nrule: {type: beside, {concept: x}}\n", 2, "till exempel where: {…}"),
        (
            'id: a\ncases:\n  - {text: Chefen säger: "ja"., expect: met}\n',
            3,
            "hela texten stå inom citattecken",
        ),
        ("id: a\ntitle:b\nversion: 1\n", 2, "en rad utan kolon"),
        ("id: a\ntitle: ”Bo: ett”\n", 2, "krulliga citattecken"),
        ("a: " + "[" * 3000 + "\n", 1, "nästlad"),
    ],
)
def test_what_is_no_checklist_at_all(text: str, line: int, words: str) -> None:
    (error, *_) = find_errors(text, "lan.yaml")
    assert error.line == line and words in str(error)


def test_aliases_of_aliases_do_not_take_forever() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    text += "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
    (error,) = find_errors(text, "lan.yaml")
    assert "nästlad" in str(error)


def test_all_errors_are_told_in_the_order_of_their_lines() -> None:
    text = GOOD.replace("level: skall", "level: måste").replace("version: 1.0.0", "version: 1")
    found = find_errors(text, "lan.yaml")
    assert [e.excerpt.strip() for e in found] == ["version: 1", "level: måste"]


def test_errors_of_every_sort_are_told_at_once() -> None:
    text = GOOD
    for old, new in (
        ("    question: Anges hur uppföljningen görs?\n", ""),  # schema: a key is missing
        ("weight: 2", "weight: 20"),  # schema: out of range
        ("sources: [L]", "sources: [M]"),  # a reference
        ("{all: [nar, vem]}", "{all: [nar, vad]}"),
        ("window: 1", "fonster: 1"),  # inside a rule
        ("{concept: uppf", "{begrepp: uppf"),  # inside a test
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    told = " ".join(
        str(e) for e in [*find_errors(text, "lan.yaml"), *rule_errors(read_source(text, "lan.yaml"))]
    )
    for word in ("”question” saknas", "20 är utanför", "Källan ”M”", "”vad”", "”fonster”", "”begrepp”"):
        assert word in told


def test_unknown_and_missing_keys_are_told_each_and_a_misspelt_one_only_once() -> None:
    text = GOOD.replace(
        "    title: Uppföljning\n    question: Anges hur uppföljningen görs?\n",
        "    rubrik: a\n    färg: b\n",
    )
    told = [str(e) for e in find_errors(text, "lan.yaml")]
    assert (
        len(told) == 3
    )  # question is lacking; rubrik and färg are unknown, and title is what rubrik stands for
    assert any("”rubrik” (menade du title?)" in t for t in told) and any("”färg”" in t for t in told)


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("    weight: 2", "    vikt: 2", "menade du weight?"),
        ("    advice:", "    advise:", "menade du advice?"),
        ("uppfoljning_ord", "uppföljning_ord", "menade du uppfoljning_ord?"),
        ("type: mention", "type: mentions", "menade du mention?"),
        ("{agent: [role", "{agnt: [role", "menade du agent?"),
    ],
)
def test_what_was_meant_is_suggested(old: str, new: str, meant: str) -> None:
    assert meant in str(errors_in(changed(old, new))[0])


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("since: 1.1.0", "senare än checklistans version"),
        ("changed: 2.0.0", "senare än checklistans version"),
        ("since: 1.0.0\n    changed: 0.9.0", "tidigare än ”since”"),
        ("since: två", "1.0.0"),
    ],
)
def test_versions_of_a_criterion(new: str, words: str) -> None:
    (error,) = errors_in(changed("    level: skall", f"    level: skall\n    {new}"))
    assert words in str(error)


def test_two_cases_of_one_name() -> None:
    case = '      - {name: a, text: "Målen följs upp varje år.", expect: partial}\n'
    (error,) = errors_in(GOOD + case + case)
    assert "Två provfall heter ”a”" in str(error) and error.line == len(GOOD.split("\n")) + 1


def test_every_option_of_every_rule_type_is_checked() -> None:
    assert set(_OPTIONS) == {o for module in RULE_TYPES.values() for o in module.OPTIONS}
    assert set(REQUIRED) == set(RULE_TYPES)
    for name, required in REQUIRED.items():
        assert set(required) <= RULE_TYPES[name].OPTIONS


@pytest.mark.parametrize("source", ["finns-inte", "finns/inte.yaml", "finns.inte"])
def test_a_list_that_does_not_exist(source: str) -> None:
    with pytest.raises(ConfigurationError, match="bra-2020"):
        load_checklist(source)


def test_a_file_in_another_encoding(tmp_path) -> None:
    path = tmp_path / "lan.yaml"
    path.write_bytes("title: Länets".encode("latin-1"))
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_checklist(path)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("lista.docx", b"PK\x03\x04\x14\x00\x00\xff", "ett Word- eller Excel-dokument"),
        ("lista.yaml", b"PK\x03\x04\x14\x00\x00\xff", "ett Word- eller Excel-dokument"),
        ("lista.yaml", "id: länet".encode("utf-16"), "sparad som UTF-16"),
        ("lista.pdf", b"%PDF-1.7\xe2\xe3", "en PDF"),
        ("lista.txt", b"id: lan\n", "byt namn"),
        ("lista.yaml", b"a: b\nc: \xe5\n", "rad 2 har tecken som inte är UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_told_as_what_it_is(name: str, data: bytes, words: str, tmp_path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ConfigurationError) as raised:
        load_checklist(path)
    assert words in str(raised.value) and "Error" not in str(raised.value)


def test_a_list_without_end_is_refused_before_it_is_parsed(tmp_path) -> None:
    path = tmp_path / "lan.yaml"
    path.write_text("x: " + "a" * 1_100_000, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="för stor"):
        load_checklist(path)
    path.write_text("x: 1\n" * 40_000, encoding="utf-8")
    with pytest.raises(ChecklistError, match="för lång"):
        load_checklist(path)


def test_a_file_that_cannot_be_opened(tmp_path) -> None:
    (tmp_path / "mapp.yaml").mkdir()
    with pytest.raises(ConfigurationError, match="kan inte läsas"):
        load_checklist(tmp_path / "mapp.yaml")


@pytest.mark.parametrize(
    "ids", [("", ""), ("id: [1], ", "id: [1], "), ("id: null, ", "id: null, "), ("id: {a: 1}, ", "")]
)
def test_elements_without_a_usable_id_are_told(ids: tuple[str, str]) -> None:
    rule = "rule: {type: mention, where: {agent: [role, body]}}"
    text = changed(
        "      - id: vem\n        title: Vem\n        rule: {type: mention, where: {agent: [role, body]}}\n",
        "".join(f"      - {{{own}title: Vem, {rule}}}\n" for own in ids),
    )
    about = [str(e) for e in errors_in(text) if "”id”" in str(e)]
    assert len(about) == 2 and all("ska vara text" in told or "saknas i delkravet" in told for told in about)
