"""A small assessment with the document's text at hand, for the tests of the HTML report."""

from __future__ import annotations

from dataclasses import replace

import report_samples as samples
from overenskommelse_granskning.assessment import (
    Assessment,
    Edit,
    ElementAssessment,
    LongSentence,
    MissingSection,
    NextStep,
    Readability,
    Searched,
    SectionFinding,
    ThreadRow,
)
from overenskommelse_granskning.document import Evidence, Notice
from overenskommelse_granskning.vocabulary.closed import Level, Outcome

TEXT = """Överenskommelse om samverkan

1 Parter

Denna överenskommelse tecknas mellan Norrsele kommun och lokalpolisområde Seledalen. Den gäller från 2026.

2 Mål

• Skadegörelsen vid resecentrum ska minska från 61 till högst 40.
• Trafikmiljön ska bli säkrare.

Åtgärd\tAnsvarig\tNär
Belysning på norra sidan\tGatuchefen\tsenast 30 september 2026
Vuxenvandring\t\tLöpande

3 Uppföljning

Överenskommelsen följs upp "årligen" & <b>vid behov</b>."""


def quote(text: str, section: str | None = None, page: int | None = 1) -> Evidence:
    start = TEXT.index(text)
    return Evidence(text, start, start + len(text), page, section)


def small() -> Assessment:
    """Every outcome, overlapping quotes, a quote over table cells, markup in the text, both sides' grounds."""
    parties = "Denna överenskommelse tecknas mellan Norrsele kommun och lokalpolisområde Seledalen."
    goal = quote("Skadegörelsen vid resecentrum ska minska från 61 till högst 40.", "2 Mål", 2)
    grounds = (
        ("regler", "saknas"),
        ("regler på funna ställen", "delvis"),
        ("inlärt omdöme", "delvis (0,55)"),
    )
    bra = samples.checklist(
        samples.criterion(
            "bra.parter",
            Outcome.MET,
            title="Parterna är namngivna",
            step="Steg 1 – Initiera samverkan",
            evidence=(quote(parties, "1 Parter"), quote("Norrsele kommun", "1 Parter")),
            grounds=(("regler", "uppfyllt"),),
        ),
        samples.criterion(
            "bra.resurser",
            Outcome.NOT_APPLICABLE,
            level=Level.SHOULD,
            title="Resurser avsätts",
            step="Steg 1 – Initiera samverkan",
        ),
        samples.criterion(
            "bra.orsaker",
            Outcome.MISSING,
            title="Troliga orsaker beskrivs",
            searched=Searched(("2 Mål",), quote("Trafikmiljön ska bli säkrare.", "2 Mål", 2)),
            advice="Ange för varje problem vad ni tror att det beror på.",
            suggestion="[Problemet] bedöms bero på [orsak].",
        ),
        samples.criterion("bra.orsaksanalys", Outcome.NOT_ASSESSABLE, title="Orsaksanalysen har bredd"),
        samples.criterion(
            "bra.mal_matbara",
            Outcome.PARTIAL,
            title="Målen är mätbara",
            step="Steg 4 – Genomförande",
            needs_review=True,
            confidence=0.55,
            grounds=grounds,
            elements=(
                ElementAssessment("mangd", "Mängd", Outcome.MET),
                ElementAssessment("jamforelse", "Jämförelse", Outcome.MISSING, (), "jämförelsepunkt"),
            ),
            evidence=(goal, quote("minska från 61 till högst 40", "2 Mål", 2)),
            advice="Ge varje mål ett tal.",
        ),
        samples.criterion(
            "bra.atgarder",
            Outcome.MET,
            title="Åtgärderna har ansvarig",
            step="Steg 4 – Genomförande",
            evidence=(quote("Belysning på norra sidan\tGatuchefen\tsenast 30 september 2026", "2 Mål", 2),),
        ),
        samples.criterion(
            "bra.uppfoljning", Outcome.ERROR, title="Uppföljningen", step="Steg 5 – Uppföljning"
        ),
        samples.criterion(
            "bra.kommunikation",
            Outcome.MISSING,
            title="Kommunikationen är ordnad",
            step="Steg 5 – Uppföljning",
            waived="Hanteras i kommunens kommunikationsplan.",
        ),
        consistency=0.25,
    )
    law = samples.checklist(
        samples.criterion("lag.13_ledning", Outcome.MISSING, title="Ledande nämnd", step=""),
        id="lag-2023-196",
    )
    return replace(
        samples.agreement(),
        document=samples.facts(notices=(Notice("R012", "Sida 4 är en bild utan text och lästes inte.", 4),)),
        checklists=(bra, law),
        sections=(SectionFinding("parter", True, 0.97, 1, "1 Parter"), SectionFinding("mal", True, 0.9)),
        missing_section_advice=(),
        next_steps=(),
        thread=(ThreadRow(quote("Trafikmiljön ska bli säkrare.", "2 Mål"), goal=goal, goal_measurable=True),),
        model=("1.0.0", "cd" * 32),
        text=TEXT,
    )


def stepped() -> Assessment:
    """The same with steps: a new section, two passages reworded, one struck, a chain mended."""
    trap = quote("Trafikmiljön ska bli säkrare.", "2 Mål", 2)
    return replace(
        small(),
        next_steps=(
            NextStep(
                "bra.orsaker",
                4.0,
                "Ange orsakerna.",
                title="Troliga orsaker beskrivs",
                changes=(
                    Edit(
                        trap.end,
                        trap.end,
                        "Det beror på att [orsak].\nDet underlättas av <b>[omständighet]</b>.",
                        trap,
                        "Orsaksanalys",
                        1,
                    ),
                ),
                serves=("lag.13_ledning",),
            ),
            NextStep(
                "bra.mal_matbara",
                2.0,
                "Ge varje mål ett tal.",
                title="Målen är mätbara",
                outcome=Outcome.PARTIAL,
                changes=(
                    Edit(
                        trap.start, trap.end, "Trafikmiljön ska bli säkrare: från [antal] till [antal].", trap
                    ),
                    Edit(0, 28, "", quote("Överenskommelse om samverkan")),
                ),
            ),
            NextStep(
                "bra.atgardsplan",
                0.0,
                "Knyt en ansvarig.",
                title="Plan",
                problem=trap,
                links=("responsible",),
            ),
        ),
        missing_sections=("orsaksanalys", "dokumentation"),
        missing_section_advice=(
            MissingSection(
                "orsaksanalys", "Orsaksanalys", "Skriv vad det beror på.", 130, quote("2 Mål", "2 Mål", 2)
            ),
        ),
        readability=Readability(47, "medelsvår", 210, 14, 15.0, 0.32, 0.0714, 25, (LongSentence(trap, 31),)),
    )
