"""What the elements of a criterion look for and how they add up, in plain Swedish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ..checklist import Criterion, Element
from ..checklist.wording import condition_text
from ..language.lexicon import shipped_concepts
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from ..vocabulary.sections import section_titles
from ..vocabulary.swedish import listed, upper_first
from . import meanings

_MOST_SIGNS = 5
_POSITIVE = ("where", "lead", "groups", "columns")


def element_text(element: Element, tests: Mapping[str, Any]) -> str:
    """Where the rule looks, what for, what else it asks, and what is said when the element is lacking."""
    o = element.options
    window = int(o.get("window", 1))
    beside = (
        "i samma mening" if window == 0 else "i meningen intill" if window == 1 else f"inom {window} meningar"
    )
    scope = "i och intill kriteriets ställen" if o.get("within") == "passages" else "i hela dokumentet"
    if "list" in o and element.rule == "groups":
        scope = f"i en och samma post bland {meanings.LISTS[str(o['list'])]}"
    phrase = meanings.RULE_PHRASES[element.rule].format(
        window=beside,
        scope=scope,
        list=meanings.LISTS.get(str(o.get("list")), ""),
        **{"is": f"”{meanings.DOCUMENT_FACTS.get(str(o.get('is')), '')}”"},
    )
    told = [f"{', '.join([upper_first(phrase), *_amounts(element)])}."]
    allowed = [flag_said(str(f)) for f in element.options.get("allow", ())]
    if allowed:
        told.append(f"Räknas också när texten {listed(allowed, 'eller')}.")
    signs = _listed([o[option] for option in _POSITIVE if option in o], tests)
    if signs:
        told.append(f"Tecken på det: {signs}.")
    if "near" in o:
        told.append(f"En mening intill räknas bara om den också har tecken på {_listed(o['near'], tests)}.")
    told.append(f"Fattas det sägs: ”{element.lacking}”.")
    return " ".join(told)


def passages_text(criterion: Criterion, tests: Mapping[str, Any]) -> str:
    """Which places the criterion is about; empty where its rules look in the whole document."""
    given = criterion.passages
    if given is None:
        return ""
    told = [f"Meningar, punkter och tabellrader med tecken på {_listed(given['where'], tests)}."]
    denied = _listed(list(_denied(given["where"], tests, frozenset())), tests)
    if denied:
        told.append(f"Men inte sådana med {denied}.")
    if given.get("allow"):
        told.append(
            f"Räknas också när texten {listed([flag_said(str(f)) for f in given['allow']], 'eller')}."
        )
    if given.get("spread"):
        told.append("Delarna får stå på olika ställen.")
    return " ".join(told)


def _denied(test: Any, tests: Mapping[str, Any], used: frozenset[str]) -> Iterator[Any]:
    """The tests that must not hold."""
    if isinstance(test, str):
        if test in tests and test not in used:
            yield from _denied(tests[test], tests, used | {test})
    elif isinstance(test, Mapping):
        for key, value in test.items():
            if key == "none":
                yield value
            elif key in ("all", "use"):
                yield from _denied(value if isinstance(value, Sequence) else [value], tests, used)
    elif isinstance(test, Sequence):
        for part in test:
            yield from _denied(part, tests, used)


def _listed(test: Any, tests: Mapping[str, Any]) -> str:
    signs = list(_signs(test, tests))
    more = " med mera" if len(signs) > _MOST_SIGNS else ""
    return f"{'; '.join(signs[:_MOST_SIGNS])}{more}" if signs else ""


def _signs(test: Any, tests: Mapping[str, Any]) -> Iterator[str]:
    """What tests look for, each said once; what must not be there is left out."""
    said: dict[str, list[str]] = {}
    for key, value in _leaves(test, tests, frozenset()):
        names = said.setdefault(key, [])
        if value not in names:
            names.append(value)
    facts = [*said.get("fact", ()), *(f for f in said.get("agent", ()) if f not in said.get("fact", ()))]
    if facts:
        yield "uppgifter om " + listed([meanings.FACT_KINDS[f].split(":")[0] for f in facts], "eller")
    for concept in said.get("concept", ()):
        yield about_concept(concept)
    titles = {str(label): title for label, title in section_titles().items()}
    topics = [titles[t] for t in (*said.get("topic", ()), *said.get("column", ()))]
    if topics:
        yield f"avsnitt om {listed([t[:1].lower() + t[1:] for t in dict.fromkeys(topics)], 'eller')}"
    for name in said.get("list", ()):
        yield meanings.LISTS[name]
    words = [word.replace(" ~ ", " … ") for word in said.get("word", ())]
    if words:
        shown = ", ".join(f"”{w}”" for w in words[:_MOST_SIGNS])
        yield f"{'ordet' if len(words) == 1 else 'orden'} {shown}{' …' if len(words) > _MOST_SIGNS else ''}"
    if "regex" in said:
        yield "vissa vändningar"


def _leaves(test: Any, tests: Mapping[str, Any], used: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(test, str):
        if test in tests and test not in used:
            yield from _leaves(tests[test], tests, used | {test})
    elif isinstance(test, Mapping):
        for key, value in test.items():
            values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
            if key == "none":
                continue
            if key in meanings.TEST_KEYS and key not in ("all", "any", "use"):
                yield from ((str(key), str(v)) for v in values)
            else:  # a combiner, a test by name, or a group's own name
                for v in values:
                    yield from _leaves(v, tests, used)
    elif isinstance(test, Sequence):
        for part in test:
            yield from _leaves(part, tests, used)


@cache
def about_concept(concept: str) -> str:
    """What the words of a concept are for."""
    for c in shipped_concepts():
        if c.id == concept:
            why = c.why.rstrip(".").split(";")[0].split(". ")[0]
            said = why[:1].lower() + why[1:]
            return said if said.split()[0] in ("ord", "orden", "ordet", "verb", "namn") else f"ord för {said}"
    return concept


def _amounts(element: Element) -> Iterator[str]:
    o = element.options
    if element.rule == "groups":
        names = len(o["groups"])
        yield f"minst {o.get('min', names)} av {names}"
    elif element.rule == "table":
        yield f"minst {o['min']} av {len(o['columns'])} delar"
    elif element.rule == "share":
        over = float(o.get("met_over", 0.5))
        if o.get("met_all"):
            yield "alla ska klara det"
        elif over == 0.0:
            yield "minst en ska klara det"
        else:
            shares = {0.5: "fler än hälften", 0.49: "minst hälften"}
            yield f"{shares.get(over, f'mer än {round(over * 100)} procent')} ska klara det"
    elif int(o.get("min", 1)) > 1:
        yield f"minst {o['min']} ställen"


def flag_said(flag: str) -> str:
    """A flag's meaning as it reads after ”när texten”."""
    meaning = meanings.FLAGS[flag].split(":")[0]
    return {
        "platshållare": "är en platshållare",
        "rad i en innehållsförteckning": "är en rad i en innehållsförteckning",
        "utlovas till senare": "utlovar det till senare",
        "med förbehåll": "har förbehåll",
    }.get(meaning, meaning)


def adding_up(criterion: Criterion) -> Iterator[tuple[Outcome, str]]:
    """For each outcome, when the elements give it."""
    titles = {e.id: e.title for e in criterion.elements}
    single = len(criterion.elements) == 1
    for outcome, condition in (
        (Outcome.MET, criterion.met),
        (Outcome.PARTIAL, criterion.partial),
        (Outcome.NOT_ASSESSABLE, criterion.not_assessable),
    ):
        text = condition_text(condition, titles)
        if not text:
            continue
        if outcome is Outcome.PARTIAL:
            yield outcome, f"{text} bara delvis är uppfyllt" if single else text
        else:
            yield outcome, text
    if criterion.silent is not Outcome.MISSING:
        yield criterion.silent, "inget av detta hittas"


def outcome_sentence(outcome: Outcome, condition: str) -> str:
    """”Uppfyllt när …”."""
    word = OUTCOME_TITLES[outcome]
    return f"{upper_first(word)} när {condition}."
