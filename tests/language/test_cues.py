"""Cue scopes: what each flag sees, what is close to it but is not it, and how far a cue reaches."""

from __future__ import annotations

import pytest

from core_samples import one_unit
from overenskommelse_granskning.language.cues import (
    CANCELLING,
    CAPPING,
    Flag,
    clauses,
    find_cues,
    flags_at,
)

CASES: dict[Flag, tuple[list[str], list[str]]] = {
    Flag.PLACEHOLDER: (
        [
            "Överenskommelsen gäller från [datum] till [datum].",
            "Kontaktperson är <namn på samordnare>.",
            "Kommunens samordnare är {namn}.",
            "Ort och datum ____________",
            "Målet är att minska rånen med XX procent.",
            "Målet ska nås under 20XX.",
            "Gäller från ÅÅÅÅ-MM-DD.",
            "Styrgruppen består av (fyll i roller).",
            "Text kommer om uppföljningen.",
            "Beskriv här hur målen följs upp.",
            "Namn: ..........",
            "Polisen svarar för att …",
            "Samordnaren utses av ...",
            "Gruppen träffas ?? gånger om året.",
            "Texten om resurser kommer efter budgetmötet.",
            "Ska vi ta med bedrägerierna?",
            "Ev. ett råd – stäm av med kansliet.",
            "NN",
            "Ansvarig: NN",
            "Ansvarig: N.N.",
            "Ansvarig är NN.",
            "XX",
        ],
        [
            "Enligt mätningen [3] är otryggheten stor.",
            "NN-skolan får nya lampor.",
            "Nattvandrarna (NN) går varje fredag.",
            "Föreningen NN Norr ordnar läxhjälp.",
            "PLANNNING",
            "Ansvarig: NNF",
            "[Bild: barn som cyklar till skolan]",
            "Läs mer på <b>webbplatsen</b> om löftet.",
            "Överenskommelsen gäller från 1 januari 2025.",
            "Målet ska nås under 2026.",
            "Polisen beskriver läget i en rapport varje månad.",
            "Storlek XL och ål X serveras.",
            "Vi ser … och vi agerar.",
            "Vad ska vi göra?",
            "Hör av dig till kommunpolisen.",
            "Gruppen stämmer av med skolan varje månad.",
            "Texten om löftet finns på webbplatsen.",
        ],
    ),
    Flag.CONTENTS: (
        [
            "Uppföljning ........ 7",
            "5.1 Mål . . . . . . 12",
            "Bakgrund …… 3",
            "Underskrifter\t14",
        ],
        ["Uppföljning sker senast den 7", "Vi ses 3 gånger.", "Mål 3"],
    ),
    Flag.DEMAND: (
        [
            "Enligt 9 § lagen om kommuners ansvar ska en överenskommelse vara skriftlig.",
            "En överenskommelse ska innehålla mål.",
            "Brå rekommenderar att målen mäts.",
        ],
        ["Säkerhetschefen följer upp målen i mars.", "Överenskommelsen innehåller tre mål."],
    ),
    Flag.NEGATED: (
        [
            "Någon gemensam uppföljning är inte planerad.",
            "Uppföljning saknas i dag.",
            "Det finns ingen styrgrupp.",
            "Parterna har inte utsett någon samordnare.",
            "Inga mål har satts.",
            "Det är ännu oklart vem som leder arbetet.",
            "Varken kommunen eller polisen har avsatt pengar.",
            "Insatsen har utgått.",
            "Parterna avstår från att följa upp avtalet.",
            "Tidpunkten är ej bestämd.",
            "Kommunchefen går i oktober inte igenom målen.",
            "Samordnaren räknar inte av löftet i december.",
            "Insatserna kommer inte att utvärderas.",
            "Målen följs under perioden inte upp.",
            "Parterna träffas aldrig.",
            "Säkerhetschefen ska inte i oktober varje år gå igenom åtgärderna.",
            "Gruppen går i mars och i september inte igenom åtgärderna.",
        ],
        [
            "Kommunchefen går igenom de mål som inte har nåtts.",
            "Det går inte att köra bil på torget.",
            "Målen mäts inte förrän i december.",
            "Polisen ska inte bara träffa elever utan också följa upp varje samtal.",
            "Styrgruppen möts fyra gånger per år.",
            "Det räcker inte med belysning, utan buskarna klipps också av kommunen.",
            "Ungdomar ska inte utsättas för våld.",
            "Vi vill nå dem som oftare än andra avstår från att gå ut.",
            "Polisen redovisar inte bara statistik.",
            "Parken har en ingång från söder.",
        ],
    ),
    Flag.EARLIER: (
        [
            "Den förra överenskommelsen hade tre mål.",
            "I det tidigare löftet ingick nattvandring.",
            "Den föregående handlingsplanen följdes upp 2022.",
        ],
        [
            "Denna överenskommelse har tre mål.",
            "Brotten var fler tidigare.",
            "Tidigare samordnare var Anna Berg.",
        ],
    ),
    Flag.LATER: (
        [
            "En åtgärdsplan ska tas fram.",
            "Parterna kommer att utse en samordnare.",
            "Indikatorer formuleras under hösten.",
            "En plan är under framtagande.",
            "Frågan tas upp i ett senare skede.",
        ],
        [
            "Samordnaren tar fram statistik varje månad.",
            "Polisen ska patrullera torget varje fredag.",
            "Planen togs fram i mars 2024.",
        ],
    ),
    Flag.HEDGED: (
        [
            "Möten hålls vid behov.",
            "Polisen patrullerar om möjligt varje vecka.",
            "Så långt resurserna räcker bemannas gården.",
            "Kommunen strävar efter att klippa buskarna.",
            "Parterna bör mötas varje termin.",
            "Ambitionen är att mötas varje termin.",
        ],
        ["Möten hålls varje månad.", "Behovet av belysning är stort.", "Polisen patrullerar varje vecka."],
    ),
    Flag.ANNEX: (
        [
            "Åtgärderna framgår av bilaga 2.",
            "Lägesbilden biläggs överenskommelsen.",
            "Målen anges i en särskild handling.",
        ],
        ["Åtgärderna anges nedan.", "Bilar parkerar på torget.", "Målen anges i handlingsplanen."],
    ),
}


@pytest.mark.parametrize(("flag", "text"), [(f, t) for f, (yes, _) in CASES.items() for t in yes])
def test_a_cue_is_seen(flag: Flag, text: str) -> None:
    assert flag in one_unit(text).flags


@pytest.mark.parametrize(("flag", "text"), [(f, t) for f, (_, no) in CASES.items() for t in no])
def test_what_only_looks_like_it_is_not(flag: Flag, text: str) -> None:
    assert flag not in one_unit(text).flags


def test_every_flag_is_tried_both_ways() -> None:
    assert set(CASES) == set(Flag)
    assert all(yes and no for yes, no in CASES.values())


def test_cancelling_and_capping_are_apart() -> None:
    assert not CANCELLING & CAPPING
    assert set(Flag) - CANCELLING - CAPPING == {Flag.EARLIER}  # its own matter, see the rules


NEGATED_HALF = "Någon samordnare är inte utsedd, men styrgruppen möts varje månad."


def test_a_cue_reaches_no_further_than_its_clause() -> None:
    cues = find_cues(NEGATED_HALF, 0, len(NEGATED_HALF))
    whole = (0, len(NEGATED_HALF))
    at = NEGATED_HALF.index("samordnare"), NEGATED_HALF.index("samordnare") + 10
    beside = NEGATED_HALF.index("styrgruppen"), NEGATED_HALF.index("styrgruppen") + 11
    assert Flag.NEGATED in flags_at(NEGATED_HALF, whole, cues, at)
    assert Flag.NEGATED not in flags_at(NEGATED_HALF, whole, cues, beside)


def test_a_quoted_demand_reaches_the_whole_sentence() -> None:
    text = "Lagen kräver en lägesbild; uppföljning ska ske vartannat år."
    cues = find_cues(text, 0, len(text))
    at = text.index("uppföljning"), len(text)
    assert Flag.DEMAND in flags_at(text, (0, len(text)), cues, at)


def test_clauses_are_cut_where_a_reach_ends_and_lose_nothing_but_the_cut() -> None:
    parts = [NEGATED_HALF[a:b].strip(" ,") for a, b in clauses(NEGATED_HALF, 0, len(NEGATED_HALF))]
    assert parts == ["Någon samordnare är inte utsedd", "styrgruppen möts varje månad."]
    assert clauses("Ett enda led.", 0, 13) == [(0, 13)]


def test_a_cue_stands_where_it_is_said_to() -> None:
    text = "Först en mening. Uppföljning saknas här."
    start = text.index("Uppföljning")
    (cue,) = find_cues(text, start, len(text))
    assert (cue.flag, text[cue.start : cue.end]) == (Flag.NEGATED, "saknas")


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Vad parterna vill\nBeskriv här vilka mål som gäller.", True),
        ("Mål\tAnge hur målet mäts.", True),
        ("Målen följs upp. Ange när det sker.", True),
        ("Parterna ska ange hur målet mäts.", False),
    ],
)
def test_guidance_of_a_template_is_a_placeholder_wherever_its_line_begins(text: str, flagged: bool) -> None:
    at = next(i for i in (text.rfind("Beskriv"), text.rfind("Ange"), 0) if i >= 0)
    assert (Flag.PLACEHOLDER in {c.flag for c in find_cues(text, at, len(text))}) is flagged


@pytest.mark.parametrize(
    "text",
    [
        "Lagen innebär bland annat att kommunen ska besluta om en åtgärdsplan.",
        "Sedan halvårsskiftet 2023 gäller lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete.",
        "Den nya lagen om kommuners ansvar trädde i kraft i juli.",
        "Lagen ger kommunen ansvaret att hålla ihop arbetet.",
    ],
)
def test_what_a_law_asks_for_or_that_it_applies_is_a_demand(text: str) -> None:
    assert Flag.DEMAND in one_unit(text).flags


@pytest.mark.parametrize(
    "text",
    [
        "När uppgifter lämnas gäller sekretesslagen.",
        "Löftet gäller under 2023.",
        "Laget gäller i år.",
        "I samband med att lagen om kommuners ansvar trädde i kraft bildade parterna ett råd.",
    ],
)
def test_that_another_thing_applies_is_no_demand(text: str) -> None:
    assert Flag.DEMAND not in one_unit(text).flags


def test_to_complement_is_for_later_only_where_something_is_added() -> None:
    for text in ("Vi ska komplettera planen med fler mål.", "Tabellen ska kompletteras."):
        assert Flag.LATER in one_unit(text).flags
    for text in (
        "Parternas insatser ska komplettera varandra.",
        "Löftet ska komplettera överenskommelsen.",
        "Polisens bild ska kompletteras av kommunens.",
    ):
        assert Flag.LATER not in one_unit(text).flags


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Elevenkäten 2025 (482 svar, högstadiet på Näset saknas) visar att fler är otrygga.", False),
        ("Statistiken (uppgifter från Ekby saknas) och enkäten visar samma sak.", False),
        ("Statistiken (uppgifter från Ekby saknas) används, men någon enkät har inte gjorts.", True),
        ("Planen (saknas ännu) beskriver arbetet.", True),
        ("Handlingsplan (saknas)", True),
        ("(Någon lägesbild har inte tagits fram.)", True),
        ("Rådet (se punkt 3) har inte inrättats (mer om det nedan).", True),
    ],
)
def test_what_is_denied_in_a_parenthesis_of_its_own_subject(text: str, denied: bool) -> None:
    assert (Flag.NEGATED in one_unit(text).flags) is denied


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Orsakerna är att handeln är etablerad, och att det saknas fritidsaktiviteter.", False),
        ("Stölderna beror troligen på att ingen har uppsikt över gården och att belysning saknas.", False),
        ("Att det saknas annat att göra på kvällen är en orsak till bråken.", False),
        ("Klottret beror på inga vuxna finns där.", False),
        ("Bråken underlättas av att någon tillsyn inte finns.", False),
        ("Orsaken är inte analyserad.", True),
        ("Orsakerna saknas.", True),
        ("Vad bråken beror på vet vi inte.", True),
        ("Orsakerna är flera och någon analys har inte gjorts.", True),
        ("Någon analys saknas, vilket beror på att kommunen är liten.", True),
        ("Att någon samordnare saknas gör att arbetet går långsamt.", True),
    ],
)
def test_what_is_lacking_as_a_cause_denies_no_cause(text: str, denied: bool) -> None:
    assert (Flag.NEGATED in one_unit(text).flags) is denied


def test_what_is_lacking_is_the_cause_that_something_is_held_to_be_due_to() -> None:
    text = "Den bedöms bero på att platsen är dåligt belyst och att de unga saknar en mötesplats."
    assert Flag.NEGATED not in {cue.flag for cue in find_cues(text, 0, len(text))}
