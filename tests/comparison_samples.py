"""Pairs of hand-made reviews for the tests of comparisons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import report_samples as samples
from overenskommelse_granskning.assessment import (
    Assessment,
    ElementAssessment,
    Municipality,
    Promise,
    PromiseQuantity,
    Searched,
    SectionFinding,
    ThreadRow,
)
from overenskommelse_granskning.comparison.compare import compare_follow_up, compare_reviews
from overenskommelse_granskning.comparison.model import Comparison
from overenskommelse_granskning.language.analysis import analyse
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.vocabulary.closed import Kind, Outcome, Stage

quote = samples.quote


def review(*criteria, path: str = "forsta.docx", sha: str = samples.SHA, **changes) -> Assessment:
    """A readable review with one checklist of ``criteria``."""
    facts = samples.facts(path=path, sha256=sha, municipalities=(Municipality(None, "Norrsele"),))
    fields = {
        "document": facts,
        "as_of": samples.DAY,
        "checklists": (samples.checklist(*criteria),),
        "tool_version": "0.1.0",
    }
    return Assessment(**(fields | changes))


def _elements(*outcomes: Outcome) -> tuple[ElementAssessment, ...]:
    names = (("mangd", "Mängd"), ("tid", "Tid"))
    return tuple(
        ElementAssessment(i, t, o, (), "" if o is Outcome.MET else f"{t.lower()} saknas")
        for (i, t), o in zip(names, outcomes, strict=True)
    )


def pair() -> tuple[Assessment, Assessment]:
    """Two drafts of one agreement with every kind of change."""
    a = review(
        samples.criterion(
            "bra.orsaker",
            Outcome.MISSING,
            title="Orsaker",
            reason="Ingen orsak anges.",
            searched=Searched(("Lägesbild",), quote("Problemen har ökat.", 700, 2, "Lägesbild")),
        ),
        samples.criterion(
            "bra.mal", Outcome.MET, title="Mål", evidence=(quote("Målet är 40.", 5, 1, "Mål"),)
        ),
        samples.criterion(
            "bra.tid", Outcome.PARTIAL, title="Tid", elements=_elements(Outcome.MET, Outcome.MISSING)
        ),
        samples.criterion("bra.parter", Outcome.MET, title="Parter"),
        samples.criterion("bra.beslut", Outcome.MET, title="Beslut", evidence=(quote("Beslut § 4.", 9, 1),)),
        samples.criterion("bra.bilaga", Outcome.NOT_ASSESSABLE, title="Bilaga"),
        samples.criterion("bra.gammalt", Outcome.MET, title="Gammalt krav"),
        sections=(SectionFinding("mal", True, 0.9, 1, "Mål"), SectionFinding("orsaksanalys", False, 0.1)),
        thread=(
            ThreadRow(
                quote("skadegörelse vid resecentrum på helgkvällar", 900, 2),
                goal=quote("minska till högst 40", 1500, 3),
                goal_measurable=True,
                time=quote("senast 2028", 1550, 3),
            ),
            ThreadRow(quote("öppen droghandel i Åparken", 1000, 2), cause=quote("mörka passager", 1100, 2)),
        ),
    )
    b = review(
        samples.criterion(
            "bra.orsaker",
            Outcome.MET,
            title="Orsaker",
            evidence=(quote("Det beror på att belysningen är trasig.", 720, 2, "Orsaker"),),
        ),
        samples.criterion(
            "bra.mal",
            Outcome.PARTIAL,
            title="Mål",
            elements=_elements(Outcome.MISSING, Outcome.MET),
            evidence=(quote("Det ska bli bättre.", 5, 1, "Mål"),),
        ),
        samples.criterion(
            "bra.tid", Outcome.PARTIAL, title="Tid", elements=_elements(Outcome.MISSING, Outcome.MET)
        ),
        samples.criterion("bra.parter", Outcome.MET, title="Parter"),
        samples.criterion("bra.beslut", Outcome.MET, title="Beslut", evidence=(quote("Beslut § 5.", 9, 1),)),
        samples.criterion("bra.bilaga", Outcome.MET, title="Bilaga"),
        samples.criterion("bra.nytt", Outcome.MISSING, title="Nytt krav"),
        path="andra.docx",
        sha="cd" * 32,
        sections=(SectionFinding("mal", False, 0.2), SectionFinding("orsaksanalys", True, 0.9, 2, "Orsaker")),
        thread=(
            ThreadRow(
                quote("mopeder på gångbanor i Lillån", 700, 2),
                measure=quote("kontroller varje vecka", 1500, 3),
            ),
            ThreadRow(
                quote("skadegörelsen kring resecentrum", 900, 2),
                cause=quote("trasig belysning", 950, 2),
                goal=quote("minska till högst 40", 1500, 3),
                goal_measurable=True,
            ),
        ),
        as_of=date(2026, 3, 1),
    )
    return a, b


def _promise(text: str, start: int, number: float | None = None, years=(2024, 2024)) -> Promise:
    quantities = ()
    if number is not None:
        words = text.split()
        at = start + text.index(words[1])
        quantities = (PromiseQuantity(quote(words[1], at, None), number, "gånger", "count"),)
    return Promise(
        quote(text, start, None), activity=quote(text, start, None), quantities=quantities, years=years
    )


def promises() -> tuple[Assessment, Assessment]:
    """Two years of promises: one the same, one with another number, one new, one gone."""
    fields = {"kind": Kind.PROMISE, "format": "txt", "pages": None}
    made = samples.checklist(samples.criterion("lofte.tid", Outcome.MET), id="medborgarlofte")
    a = review(
        document=samples.facts(path="lofte-2024.txt", **fields),
        checklists=(made,),
        promises=(
            _promise("minst åtta trygghetsvandringar", 20, 8),
            _promise("Kommunen målar tunneln", 60),
            _promise("bom vid båtrampen", 90),
        ),
    )
    b = review(
        document=samples.facts(path="lofte-2025.txt", sha256="cd" * 32, **fields),
        checklists=(made,),
        promises=(
            _promise("minst tolv trygghetsvandringar", 20, 12, (2025, 2025)),
            _promise("Kommunen målar tunneln", 60, None, (2025, 2025)),
            _promise("fältare på skolgården", 90, None, (2025, 2025)),
        ),
    )
    return a, b


PAGE = """# Uppföljning av medborgarlöftet 2024

Sex trygghetsvandringar genomfördes. Tunneln har målats av kommunen i maj.

Två nya poliser anställdes.
"""


def followed() -> Comparison:
    """The promises of :func:`promises` with a follow-up page."""
    a, b = promises()
    document = read_document(PAGE.encode("utf-8"), filename="uppfoljning.md")
    after = replace(
        b,
        document=samples.facts(path="uppfoljning.md", sha256="ef" * 32, kind=Kind.OTHER),
        checklists=(),
        promises=(),
    )
    return compare_follow_up(a, after, a.promises, analyse(document))


def other_kind() -> tuple[Assessment, Assessment]:
    """An agreement and a promise: no checklist in common."""
    a = review(samples.criterion("bra.mal", Outcome.MET))
    b = review(
        checklists=(samples.checklist(samples.criterion("lofte.tid", Outcome.MET), id="medborgarlofte"),),
        path="lofte.txt",
        sha="ef" * 32,
        tool_version="0.2.0",
        document=replace(
            samples.facts(path="lofte.txt", sha256="ef" * 32, kind=Kind.PROMISE, stage=Stage.SIGNED),
            municipalities=(Municipality("1290", "Kristianstad"),),
        ),
    )
    return a, b


def unreadable():
    return pair()[0], samples.unreadable()


def same():
    a, _ = pair()
    return a, a


def compared(pair):
    return lambda: compare_reviews(*pair())


COMPARISONS = {
    "pair": compared(pair),
    "other_kind": compared(other_kind),
    "unreadable": compared(unreadable),
    "same": compared(same),
    "promises": compared(promises),
    "follow_up": followed,
}


EVIL = "\x1b[31m<script>alert(1)</script> | [x](http://x.example) `kod` *fet* ![b](c) \u202e"


def evil():
    c = samples.criterion(
        "bra.mal", Outcome.PARTIAL, title=EVIL, reason=EVIL, evidence=(samples.quote(EVIL),)
    )
    a = review(c, path=f"# {EVIL}.docx")
    (old,) = a.checklists
    return compare_reviews(
        replace(a, checklists=(replace(old, title=EVIL, version=EVIL),)),
        review(replace(c, outcome=Outcome.MET), path=f"1. {EVIL}", sha="0" * 64),
    )
