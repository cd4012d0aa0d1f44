"""What a reader of the workbook must know, in its first sheet."""

from __future__ import annotations

from ...reports.labels import ADDED_MEANINGS, OUTCOME_MEANINGS
from ...version import VERSION
from ...vocabulary.closed import OUTCOME_TITLES, Outcome
from ..settings import ReviewSettings

MASKS = {
    "signatories": "Namn på dem som har undertecknat är dolda (•).",
    "personal": "Personnamn, personnummer, e-postadresser och telefonnummer är dolda (•), så långt de känns igen.",
    "none": "Namn är inte dolda.",
}


def about(settings: ReviewSettings) -> list[tuple[str, str]]:
    """Name and text of each line."""
    return [
        ("Granskning", f"Gjord av granska {VERSION}, bedömd per {settings.as_of.isoformat()}."),
        (
            "Att läsa talen",
            "Talen säger vad som står i dokumenten, inte hur väl samverkan fungerar. Ett dokument som inte kunde läsas "
            "har inga tal och räknas inte som dåligt. Små skillnader ligger inom granskningens mätfel.",
        ),
        ("Dokument", "En rad per dokument: kommun, år, slag, giltighet och tal för den första checklistan."),
        ("Checklistornas blad", "Ett blad per checklista: dokument i rader, kriterier i kolumner."),
        ("Omdömen", "En rad per dokument och kriterium, med skäl och det första belägget."),
        ("Belägg", "Alla citat som omdömena vilar på, med sida, avsnitt och plats i texten."),
        ("Röd tråd", "En rad per prioriterat problem och det som texten knyter till det."),
        (
            "Problem",
            "Filer som inte kunde läsas, läsningens anmärkningar, motstridiga uppgifter, överhoppade filer.",
        ),
        *((OUTCOME_TITLES[o].capitalize(), OUTCOME_MEANINGS[o]) for o in Outcome),
        *ADDED_MEANINGS.items(),
        (
            "Omfattning",
            "Andel av kriterierna som åtminstone delvis är uppfyllda (skall-kriterier väger dubbelt).",
        ),
        ("Styrka", "Andel som är helt uppfyllda: konkret och bindande."),
        (
            "Röd tråd (tal)",
            "Andel av problemen som följs hela vägen: orsak, mål, åtgärd, ansvarig, tid, uppföljning.",
        ),
        ("Täckning", "Andel av kriterierna som gick att bedöma i texten."),
        (
            "Kolumnernas namn",
            "I CSV och Parquet heter kolumnerna detsamma utan å, ä, ö och mellanslag: ar, lan, giltig_fran. Där heter "
            "”kommun enligt” kommun_kalla, och bladet Omdömens utfall finns också som fast värde.",
        ),
        (
            "kommunkod",
            "SCB:s fyrsiffriga kod, samma som i Kolada; text, så att den inledande nollan står kvar.",
        ),
        (
            "kommunkoder",
            "Koderna för alla kommuner som dokumentet hör till; kommunkod, län och länskod är den förstas. Koppla på "
            "kommunkoder när ett dokument är flera kommuners.",
        ),
        ("status", "läst eller oläsbar. I CSV, Parquet och JSON read och unreadable."),
        (
            "slag",
            "Vad dokumentet är. ”Annan handling” har ingen checklista och räknas inte i täckningen.",
        ),
        (
            "kommun, år och slag enligt",
            "Varifrån uppgiften är: manifestet, dokumentet eller sökvägen (mappens och filens namn).",
        ),
        (
            "stadium",
            "Utkast, undertecknad eller framgår inte, efter vad dokumentet visar (CSV: draft, signed, unknown). Ett utkast "
            "räknas inte som gällande.",
        ),
        ("utgången", "Om giltighetstiden var slut den dag som dokumentet bedöms efter."),
        (
            "poäng, maxpoäng",
            "Två poäng för uppfyllt och en för delvis, gånger kriteriets vikt; maxpoang är flest möjliga.",
        ),
        (
            "räknas inte",
            "Varför panelens tal inte har dokumentet med, eller bara där kommunen inget annat har: en kopia, en bilaga, en "
            "uppföljning. Ta bort sådana rader före egna beräkningar.",
        ),
        ("att kontrollera", "Hur många omdömen som är så osäkra att en människa bör läsa efter."),
        (
            "säkerhet, bör kontrolleras",
            "Hur säkert ett omdöme är, från 0 till 1, och om det hör till dem som en människa bör läsa efter.",
        ),
        ("Delad text", "Meningar som står i flera kommuners dokument, också när namn och tal skiljer."),
        (
            "Likhet",
            "För varje dokument: andelen text som också finns hos en annan kommun (delad), hur mycket av den som är vanliga "
            "formuleringar (varav vanlig), och vilket dokument det har mest gemensamt med.",
        ),
        ("Namn", MASKS[settings.mask]),
    ]
