"""Hand-made assessments for the tests of reports and commands."""

from __future__ import annotations

from datetime import date

from overenskommelse_granskning.assessment import (
    Assessment,
    ChecklistAssessment,
    CriterionAssessment,
    DocumentFacts,
    Edit,
    ElementAssessment,
    GoalAssessment,
    LongSentence,
    Measure,
    MissingSection,
    Municipality,
    NextStep,
    Period,
    Promise,
    PromiseActor,
    PromiseQuantity,
    Readability,
    Searched,
    SectionFinding,
    Signatory,
    ThreadRow,
    score,
)
from overenskommelse_granskning.document import Box, Evidence, Notice
from overenskommelse_granskning.vocabulary.closed import Kind, Level, Outcome, Stage

DAY = date(2025, 3, 1)
SHA = "ab" * 32


def quote(
    text: str, start: int = 0, page: int | None = 1, section: str | None = None, box: Box | None = None
) -> Evidence:
    return Evidence(text, start, start + len(text), page, section, box)


def criterion(
    id: str = "bra.orsaker",
    outcome: Outcome = Outcome.MISSING,
    *,
    level: Level = Level.SHALL,
    weight: float | None = None,
    waived: str | None = None,
    **more: object,
) -> CriterionAssessment:
    fields: dict[str, object] = {
        "title": f"Titel på {id}",
        "reason": f"Skälet för {id}.",
        "confidence": 0.8,
        "needs_review": False,
        "step": "Steg 3 – Gemensamma förberedelser",
    }
    if outcome in (Outcome.MET, Outcome.PARTIAL):
        fields["evidence"] = (quote(f"Citat för {id}.", 100, 2, "Lägesbild"),)
    fields.update(more)
    return CriterionAssessment(
        id=id,
        level=level,
        weight=weight if weight is not None else (2.0 if level is Level.SHALL else 1.0),
        outcome=outcome,
        waived=waived,
        **fields,  # type: ignore[arg-type]
    )


def checklist(
    *criteria: CriterionAssessment, id: str = "bra-2020", consistency: float | None = None
) -> ChecklistAssessment:
    return ChecklistAssessment(
        id=id,
        title="Brå-handboken 2020" if id == "bra-2020" else "Lag (2023:196)",
        version="1.0.0",
        sha256=SHA,
        scores=score(criteria, consistency),
        criteria=criteria,
    )


def facts(**changes: object) -> DocumentFacts:
    fields: dict[str, object] = {
        "path": "utkast.docx",
        "sha256": SHA,
        "format": "docx",
        "pages": 8,
        "words": 1840,
        "status": "read",
        "kind": Kind.AGREEMENT,
        "kind_confidence": 0.97,
    }
    fields.update(changes)
    return DocumentFacts(**fields)  # type: ignore[arg-type]


def promised_weakly(measure: Evidence) -> Measure:
    return Measure(measure, "weak", quote("vid behov", measure.end - 9, 3), "municipality")


def agreement() -> Assessment:
    """A draft with every outcome, long texts, a thread and notices."""
    problem = quote("skadegörelse vid resecentrum på helgkvällar", 900, 2, "Prioriterade områden")
    goal = quote("minska från 61 till högst 40", 1500, 3, "Mål")
    lamps = quote("Kommunen byter lampor vid behov", 1600, 3)
    bra = checklist(
        criterion(
            "bra.parter",
            Outcome.MET,
            title="Parterna är namngivna",
            step="Steg 1 – Initiera samverkan",
            evidence=(
                quote(
                    "mellan Norrsele kommun och lokalpolisområde Seledalen",
                    120,
                    1,
                    "Parter",
                    Box(72.0, 300.123, 510.2, 328.9),
                ),
            ),
        ),
        criterion(
            "bra.resurser",
            Outcome.NOT_APPLICABLE,
            level=Level.SHOULD,
            title="Resurser och tid avsätts",
            step="Steg 1 – Initiera samverkan",
            reason="Gäller inte före 2016.",
        ),
        criterion(
            "bra.orsaker",
            Outcome.MISSING,
            title="Troliga orsaker till problemen beskrivs",
            reason="Ingen orsak anges för något prioriterat problem.",
            searched=Searched(
                ("Lägesbild", "Prioriterade områden"),
                quote("Problemen har ökat de senaste åren.", 700, 2, "Lägesbild"),
            ),
            advice="Ange för varje prioriterat problem vad ni tror att det beror på.",
            suggestion="[Problemet] bedöms bero på [orsak] vid [plats] under [tid].",
        ),
        criterion(
            "bra.orsaksanalys",
            Outcome.NOT_ASSESSABLE,
            level=Level.SHOULD,
            title="Orsaksanalysen har bredd",
            reason="Analysen finns i en bilaga som inte följer med.",
        ),
        criterion(
            "bra.mal_matbara",
            Outcome.PARTIAL,
            title="Målen är avgränsade och mätbara",
            step="Steg 4 – Genomförande",
            reason="Ett av fyra mål har en mängd.",
            needs_review=True,
            confidence=0.55,
            elements=(
                ElementAssessment("mangd", "Mängd", Outcome.PARTIAL, (), "mängd i tre av fyra mål"),
                ElementAssessment("jamforelse", "Jämförelse", Outcome.MISSING, (), "jämförelsepunkt"),
            ),
            evidence=(
                quote(
                    "Antalet anmälda skadegörelser vid resecentrum ska minska från 61 år 2024 till högst "
                    "40 år 2028, och andelen elever i årskurs 9 som har provat narkotika ska vara högst 4 "
                    "procent.",
                    1480,
                    3,
                    "Mål",
                ),
                quote("Trafikmiljön för unga ska bli säkrare.", 1700, 3, "Mål"),
                quote("Parterna ska verka för att äldre känner sig trygga.", 1760, 3, "Mål"),
            ),
            advice="Ge varje mål ett tal, ett utgångsläge och ett år.",
        ),
        criterion(
            "bra.uppfoljning",
            Outcome.ERROR,
            title="Uppföljningen är bestämd",
            step="Steg 5 – Uppföljning och återkoppling",
            reason="Regeln kunde inte köras.",
        ),
        criterion(
            "bra.kommunikation",
            Outcome.MISSING,
            level=Level.SHOULD,
            title="Kommunikationen är ordnad",
            step="Steg 5 – Uppföljning och återkoppling",
            waived="Hanteras i kommunens kommunikationsplan.",
        ),
        consistency=0.25,
    )
    law = checklist(
        criterion("lag.9_syften", Outcome.MET, title="Syftena anges", step=""),
        criterion("lag.13_ledning", Outcome.MISSING, title="Ledande nämnd och rapportering", step=""),
        id="lag-2023-196",
    )
    return Assessment(
        document=facts(
            municipalities=(Municipality(None, "Norrsele"),),
            parties=("Norrsele kommun", "Polismyndigheten, lokalpolisområde Seledalen"),
            police_units=("lokalpolisområde Seledalen",),
            period=Period(date(2026, 1, 1), date(2029, 12, 31), False),
            stage=Stage.DRAFT,
            signatories=(Signatory(None, "kommunstyrelsens ordförande", "Norrsele kommun"),),
            diary_numbers=("KS 2025/418",),
            notices=(Notice("R012", "Sida 4 är en bild utan text och lästes inte.", 4),),
        ),
        as_of=DAY,
        checklists=(bra, law),
        sections=(SectionFinding("parter", True, 0.97, 1, "Parter"), SectionFinding("mal", True, None)),
        missing_sections=("orsaksanalys", "dokumentation"),
        thread=(
            ThreadRow(
                problem,
                goal=goal,
                goal_measurable=True,
                measure=lamps,
                time=goal,
                measures=(promised_weakly(lamps),),
            ),
            ThreadRow(quote("langning till minderåriga", 950, 2), goal=quote("färre ska dricka", 1560, 3)),
        ),
        goals=(
            GoalAssessment(
                goal,
                "effekt",
                Outcome.MET,
                "Målet anger vad som ska ändras och hur mycket.",
                object=problem,
                direction=quote("minska", 1500, 3),
                quantity=quote("till högst 40", 1516, 3),
                baseline=quote("från 61", 1507, 3),
            ),
            GoalAssessment(
                quote("färre ska dricka", 1560, 3),
                "effekt",
                Outcome.MISSING,
                "Målet anger bara riktning eller tillstånd: varken mängd eller mått.",
            ),
        ),
        missing_section_advice=(
            MissingSection(
                "orsaksanalys",
                "Orsaksanalys",
                "Skriv vad ni tror att problemen beror på.",
                760,
                after=quote("3 Lägesbild", 690, 2, "Lägesbild"),
                criteria=("bra.orsaker", "bra.orsaksanalys"),
            ),
            MissingSection("dokumentation", "Dokumentation", "Skriv vad som dokumenteras och av vem.", 2100),
        ),
        next_steps=steps(problem),
        tool_version="0.1.0",
    )


def steps(problem: Evidence) -> tuple[NextStep, ...]:
    """A new wording in a new section, a passage reworded, and a chain mended."""
    return (
        NextStep(
            "bra.orsaker",
            4.0,
            "Ange för varje prioriterat problem vad ni tror att det beror på.",
            title="Troliga orsaker till problemen beskrivs",
            checklist="bra-2020",
            changes=(
                Edit(
                    733,
                    733,
                    "Skadegörelse: det beror troligen på att [orsak].\nNarkotika: det beror troligen på att [orsak].",
                    quote("Problemen har ökat de senaste åren.", 700, 2, "Lägesbild"),
                    "Orsaksanalys",
                    2,
                ),
            ),
            serves=("lag.13_ledning",),
        ),
        NextStep(
            "bra.mal_matbara",
            2.0,
            "Ge varje mål ett tal, ett utgångsläge och ett år.",
            title="Målen är avgränsade och mätbara",
            checklist="bra-2020",
            outcome=Outcome.PARTIAL,
            changes=(
                Edit(
                    1700,
                    1738,
                    "Trafikmiljön för unga ska bli säkrare: från [antal] till högst [antal].",
                    quote("Trafikmiljön för unga ska bli säkrare.", 1700, 3, "Mål"),
                ),
                Edit(
                    1760,
                    1811,
                    "",
                    quote("Parterna ska verka för att äldre känner sig trygga.", 1760, 3, "Mål"),
                ),
            ),
        ),
        NextStep(
            "bra.atgardsplan",
            0.0,
            "Knyt en ansvarig till problemet.",
            title="Åtgärdsplan",
            checklist="bra-2020",
            outcome=Outcome.MET,
            changes=(Edit(941, 941, "Ansvarig är [ansvarig funktion].", problem),),
            problem=problem,
            links=("responsible",),
        ),
    )


def promise() -> Assessment:
    return Assessment(
        document=facts(path="lofte.txt", format="txt", pages=None, words=210, kind=Kind.PROMISE),
        as_of=DAY,
        checklists=(
            checklist(
                criterion(
                    "lofte.konkret",
                    Outcome.MET,
                    evidence=(quote("minst två trygghetsvandringar", 40, None),),
                ),
                id="medborgarlofte",
            ),
        ),
        promises=(
            Promise(
                quote("Vi ska genomföra minst två trygghetsvandringar i Åparken och hamnen.", 20, None),
                PromiseActor(quote("Vi", 20, None), "both"),
                quote("genomföra minst två trygghetsvandringar i Åparken och hamnen", 27, None),
                (quote("Åparken", 68, None), quote("hamnen", 80, None)),
                (
                    PromiseQuantity(
                        quote("minst två trygghetsvandringar", 37, None),
                        2.0,
                        "trygghetsvandringar",
                        "count",
                        "min",
                    ),
                ),
                years=(2024, 2025),
            ),
            Promise(quote("Fler ska trivas.", 90, None)),
        ),
        readability=Readability(
            lix=47,
            band="medelsvår",
            words=210,
            sentences=14,
            words_per_sentence=15.0,
            long_words=0.32,
            long_sentences=0.0714,
            long_from=25,
            longest=(LongSentence(quote("Vi ska genomföra minst två trygghetsvandringar.", 20, None), 31),),
        ),
        tool_version="0.1.0",
    )


def other() -> Assessment:
    note = Notice("R101", "Dokumentet ser ut att vara ett pressmeddelande.")
    return Assessment(
        document=facts(path="press.html", format="html", pages=None, kind=Kind.OTHER, notices=(note,)),
        as_of=DAY,
        tool_version="0.1.0",
    )


def unreadable() -> Assessment:
    note = Notice("R004", "Filen är krypterad: spara en kopia utan lösenord.")
    return Assessment(
        document=facts(
            path="last.pdf",
            format="pdf",
            pages=None,
            words=0,
            status="unreadable",
            kind=None,
            kind_confidence=None,
            notices=(note,),
        ),
        as_of=DAY,
        tool_version="0.1.0",
    )


SAMPLES = {"agreement": agreement, "promise": promise, "other": other, "unreadable": unreadable}
