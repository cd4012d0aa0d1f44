"""Invented promises and follow-up pages, with what became of each promise as a person reads it.

Every pair holds a trap or a form that real pages have. ``expected`` maps the beginning of a promise to its
status and, where the follow-up gives a comparable number, that number.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    name: str
    promise: str
    follow_up: str
    expected: dict[str, tuple[str, float | None]]


PAIRS = (
    Pair(
        "number against number",
        """# Medborgarlöfte 2024 för Tallnäs

Kommunen och polisen lovar under 2024:

- Polisen håller tolv öppna kvällar på biblioteket
- Kommunen genomför minst fyra trygghetsvandringar
- Kommunen byter alla lampor längs Ågatan
- Polisen besöker samtliga högstadieskolor
""",
        """# Uppföljning av medborgarlöftet 2024 i Tallnäs

Åtta öppna kvällar hölls på biblioteket. Fem trygghetsvandringar genomfördes. Lamporna längs Ågatan byttes i
september. Besöken på högstadieskolorna blev inte av på grund av vakanser.
""",
        {
            "Polisen håller tolv": ("partly", 8),
            "Kommunen genomför minst": ("done", 5),
            "Kommunen byter alla": ("done", None),
            "Polisen besöker": ("not_done", None),
        },
    ),
    Pair(
        "a table with what was promised and what came of it",
        """# Medborgarlöfte 2023

| Vad | Vem | Hur mycket |
|---|---|---|
| Mopedkontroller vid gångtunneln | Polisen | minst tio tillfällen |
| Fältare i vänthallen | Kommunen | varje fredag |
| Nattvandringar i Åparken | Båda | sex nattvandringar |
| Städdag i hamnen | Kommunen | |
""",
        """# Så gick det 2023

| Löfte | Utlovat | Utfall | Kommentar |
|---|---|---|---|
| Mopedkontroller vid gångtunneln | 10 | 11 | |
| Nattvandringar i Åparken | 6 | 0 | För få anmälda |
| Städdag i hamnen | | Genomförd | 40 deltagare |
""",
        {
            "Mopedkontroller": ("done", 11),
            "Fältare": ("not_mentioned", None),
            "Nattvandringar": ("not_done", 0),
            "Städdag": ("done", None),
        },
    ),
    Pair(
        "two numbers for the same thing in two places",
        """# Medborgarlöfte för Ekvik 2022

Vi lovar:

- minst fyra trygghetsvandringar
- öppet hus på stationen två gånger
""",
        """# Resultat av löftet 2022

Under året genomfördes fyra trygghetsvandringar i Ekvik. Öppet hus på stationen hölls två gånger.

## Mer om vandringarna

De fem trygghetsvandringarna samlade tillsammans 120 deltagare.
""",
        {"minst fyra": ("conflict", None), "öppet hus": ("done", 2)},
    ),
    Pair(
        "the word says done, the number does not",
        """# Medborgarlöfte 2019

Polisen lovar

- minst två mopedinsatser under sommaren
- information till alla niondeklasser
""",
        """# Uppföljning 2019

- Mopedinsatser: en insats. Löftet är uppfyllt.
- Information till niondeklasserna: genomfört.
""",
        {"minst två": ("conflict", 1), "information": ("done", None)},
    ),
    Pair(
        "the same number of another unit",
        """# Löfte 2024

Polisen lovar:

- tolv kvällar med fotpatrull i centrum
- tio hastighetskontroller på Kvarnvägen
""",
        """# Hur gick det? Uppföljning av löftet 2024

Fotpatrullen i centrum var ute i tolv timmar. På Kvarnvägen gjordes tio hastighetskontroller.
""",
        {"tolv kvällar": ("unclear", None), "tio hastighets": ("done", 10)},
    ),
    Pair(
        "two promises with the same words at different places",
        """# Löfte 2024

Polisen lovar:

- åtta trafikkontroller vid Norra skolan
- åtta trafikkontroller vid Södra skolan
- åtta trafikkontroller vid Västra skolan
""",
        """# Uppföljning 2024

Vid Södra skolan gjordes åtta trafikkontroller. Vid Norra skolan blev det fem trafikkontroller.
""",
        {
            "åtta trafikkontroller vid Norra": ("partly", 5),
            "åtta trafikkontroller vid Södra": ("done", 8),
            "åtta trafikkontroller vid Västra": ("not_mentioned", None),
        },
    ),
    Pair(
        "which of two promises is meant cannot be told",
        """# Löfte 2024

Polisen lovar:

- tio trafikkontroller vid Norra skolan
- sex trafikkontroller vid Södra skolan
""",
        """# Uppföljning 2024

Tio trafikkontroller gjordes under året.
""",
        {"tio trafik": ("unclear", None), "sex trafik": ("unclear", None)},
    ),
    Pair(
        "several years on one page, a follow-up of one of them",
        """# Medborgarlöften

## 2024

- tolv nattvandringar i Åparken
- nya lampor i tunneln

## 2023

- åtta nattvandringar i Åparken
- bom vid båtrampen
""",
        """# Uppföljning av medborgarlöftet 2023

Åtta nattvandringar gjordes i Åparken. Bommen vid båtrampen kom på plats i maj.
""",
        {
            "tolv natt": ("not_mentioned", None),
            "nya lampor": ("not_mentioned", None),
            "åtta natt": ("done", 8),
            "bom vid": ("done", None),
        },
    ),
    Pair(
        "a number of another year",
        """# Medborgarlöfte 2024

Vi lovar:

- tolv föräldrakvällar på skolorna
- två städdagar i hamnen
""",
        """# Uppföljning av medborgarlöftet 2024

Under 2023 hölls tolv föräldrakvällar på skolorna. Under 2024 hölls sju föräldrakvällar på skolorna. Städdagarna i
hamnen var två.
""",
        {"tolv föräldra": ("partly", 7), "två städ": ("done", 2)},
    ),
    Pair(
        "the follow-up retells the promise with another number",
        """# Medborgarlöfte 2024

Polisen lovar:

- minst 20 cykelpatruller längs Strandpromenaden
- tre öppna hus
""",
        """# Uppföljning 2024

- Vi lovade 15 cykelpatruller längs Strandpromenaden och det blev 16.
- Vi lovade tre öppna hus och det blev tre.
""",
        {"minst 20": ("conflict", 16), "tre öppna": ("done", 3)},
    ),
    Pair(
        "each promise is a heading, the outcome stands below",
        """# Medborgarlöfte 2025

## Löfte 1: Tryggare gångtunnel

Kommunen byter 31 lampor i gångtunneln vid stationen.

## Löfte 2: Lugnare Kvarnväg

Polisen gör minst 24 hastighetskontroller på Kvarnvägen.

## Löfte 3: Fler vuxna ute

Kommunen och föreningarna ordnar nattvandring varje fredag.
""",
        """# Utfall av medborgarlöftet 2025

## Löfte 1: Tryggare gångtunnel

Samtliga 31 lampor är bytta.

## Löfte 2: Lugnare Kvarnväg

Det blev 19. Två veckor föll bort när bilen var på verkstad.

## Löfte 3: Fler vuxna ute

Nattvandringen har delvis kommit igång.
""",
        {
            "Kommunen byter 31": ("done", 31),
            "Polisen gör minst 24": ("partly", 19),
            "Kommunen och föreningarna": ("partly", None),
        },
    ),
    Pair(
        "parts of a year add up",
        """# Löfte 2024

Vi lovar:

- minst åtta trygghetsvandringar
- tio föreläsningar om bedrägerier för äldre
""",
        """# Uppföljning 2024

Fyra trygghetsvandringar hölls på våren och fyra trygghetsvandringar på hösten. Tre föreläsningar om bedrägerier
hölls på våren och fem på hösten, totalt åtta.
""",
        {"minst åtta": ("done", 8), "tio föreläsningar": ("partly", 8)},
    ),
    Pair(
        "a ceiling and a share",
        """# Löfte 2024

Kommunen och polisen lovar under 2024:

- Antalet anmälda cykelstölder vid stationen ska vara högst 60
- Minst 85 procent av niorna ska känna sig trygga på Västerskolan
- Antalet klagomål på buskörning ska ned till 30
""",
        """# Uppföljning av löftet 2024

Antalet anmälda cykelstölder vid stationen blev 52. På Västerskolan känner sig 81 procent av niorna trygga.
Klagomålen på buskörning blev 44.
""",
        {
            "Antalet anmälda cykel": ("done", 52),
            "Minst 85": ("not_done", 81),
            "Antalet klagomål": ("not_done", 44),
        },
    ),
    Pair(
        "what is not about any promise, and plans for next year",
        """# Löfte 2024

Polisen lovar:

- sex informationskvällar om narkotika för föräldrar
- en hundpatrull på festivalen
""",
        """# Uppföljning 2024

Under året anställdes sex nya poliser i området. Nästa år ska vi hålla sex informationskvällar om narkotika för
föräldrar. Hundpatrullen fanns på festivalen hela helgen.
""",
        {"sex informations": ("unclear", None), "en hundpatrull": ("done", None)},
    ),
    Pair(
        "n of m, digits with stroke, and everything",
        """# Löfte 2024

Kommunen lovar:

- tolv nya stolpar längs stigen
- fyra vandringar med boende på Backen
- sanera klotter på alla 14 busskurer
""",
        """# Så gick det med löftet 2024

- Stolpar längs stigen: tio av tolv utlovade stolpar blev uppsatta.
- Vandringar med boende på Backen: 3/4.
- Klotter sanerades på samtliga busskurer.
""",
        {"tolv nya": ("partly", 10), "fyra vandringar": ("partly", 3), "sanera": ("done", None)},
    ),
    Pair(
        "done, but later than promised",
        """# Löfte 2024

Kommunen lovar:

- bygga tre farthinder vid kiosken före den 10 juni 2024
- sätta upp bommar vid Kvarnängen senast i maj 2024
""",
        """# Uppföljning 2024

De tre farthindren vid kiosken var färdiga den 2 september 2024. Bommarna vid Kvarnängen sattes upp den 14 maj 2024.
""",
        {"bygga tre": ("partly", 3), "sätta upp bommar": ("done", None)},
    ),
    Pair(
        "a follow-up that says it both ways",
        """# Löfte 2024

Kommunen lovar:

- ny belysning i Stadsparken
- klippa buskarna vid Tingshuset
""",
        """# Uppföljning 2024

Belysningen i Stadsparken är på plats. Buskarna vid Tingshuset klipptes i april.

## Återstår

Belysningen i Stadsparken har inte kommit på plats.
""",
        {"ny belysning": ("conflict", None), "klippa": ("done", None)},
    ),
    Pair(
        "only the word, for a promise with a number",
        """# Löfte 2024

Polisen lovar:

- minst 40 fotpass i Hageby
- minst fem trygghetsvandringar i Hageby
""",
        """# Uppföljning 2024

- Fotpass i Hageby: genomfört.
- Trygghetsvandringar i Hageby: genomfört, fem vandringar.
""",
        {"minst 40": ("unclear", None), "minst fem": ("done", 5)},
    ),
    Pair(
        "so often",
        """# Löfte 2024

Polisen lovar:

- fotpatrull i centrum två kvällar i veckan
- trygghetsvandring en gång per termin
- hundpatrull på torget varje månad
""",
        """# Uppföljning 2024

Fotpatrullen i centrum har gått i snitt en kväll i veckan. Två trygghetsvandringar hölls. Hundpatrullen var på torget
varje månad.
""",
        {"fotpatrull": ("partly", None), "trygghetsvandring": ("done", 2), "hundpatrull": ("done", None)},
    ),
    Pair(
        "long prose page",
        """# Det här lovar vi dig i Kalkby 2025

## Vad lovar vi?

**Polisen**

- mäter hastigheten på Strandgatan minst 24 gånger från den 1 juni till den 31 augusti
- går till fots vid badet varje fredag och lördag kväll i juli

**Kommunen**

- bygger tre farthinder vid kiosken före den 10 juni
- ställer ut fritidsgårdens vagn vid badet tre kvällar i veckan, vecka 26–32

**Vi båda**

- går fyra kvällsrundor med boende
- är lyhörda för nya förslag
""",
        """# Löftena i Kalkby – så blev det 2025

I april lovade kommunen och polisen sex saker. Nu är sommaren slut och här är facit.

Hastigheten på Strandgatan mättes 26 gånger mellan juni och augusti. Vart femte fordon körde för fort.

Fotpatrullen vid badet gick som planerat alla fredagar och lördagar utom två i juli.

Farthindren vid kiosken dröjde. De två första var på plats den 20 juni, det tredje har inte byggts.

Fritidsgårdens vagn stod vid badet två kvällar i veckan i stället för tre eftersom personal saknades.

Kvällsrundorna blev fyra till antalet och 55 boende följde med.
""",
        {
            "mäter hast": ("done", 26),
            "går till fots": ("partly", None),
            "bygger tre": ("partly", 2),
            "ställer ut": ("partly", None),
            "går fyra": ("done", 4),
            "är lyhörda": ("not_mentioned", None),
        },
    ),
    Pair(
        "two columns with yes and no",
        """# Medborgarlöfte 2024 Rosenköping

## Det här lovar kommunen att göra

- Byta ut de 46 armaturerna längs gångvägen före den 1 oktober 2024.
- Låta fältarna gå sträckan minst två kvällar i veckan under terminstid.
- Sätta upp bommar vid Kvarnängens två infarter senast i maj.

## Det här lovar polisen att göra

- Minst 60 mopedkontroller på och runt Kvarnängen.
- Bättre samarbete med skolorna i området.
""",
        """# Uppföljning medborgarlöfte 2024

| Vi lovade | Genomfört? | Vad som hände |
|---|---|---|
| 46 nya armaturer längs gångvägen | Ja | Bytta i september |
| Fältare på gångvägen två kvällar i veckan | Delvis | En kväll i veckan från mars |
| Bommar vid Kvarnängens infarter | Nej | Upphandlingen överklagades |
| 60 mopedkontroller | Ja | 63 kontroller |
| Samarbete med skolorna | Pågår | |
""",
        {
            "Byta ut": ("done", None),
            "Låta fält": ("partly", None),
            "Sätta upp": ("not_done", None),
            "Minst 60": ("done", 63),
            "Bättre sam": ("partly", None),
        },
    ),
    Pair(
        "short list with figures only",
        """# Löfte 2023

Polisen lovar:

- 40 fotpass i centrum
- 5 trygghetsvandringar
- 12 trafikkontroller vid skolorna
- en förälderträff per termin
""",
        """# Resultat löfte 2023

- Fotpass i centrum: 46
- Trygghetsvandringar: 3 (två ställdes in)
- Trafikkontroller vid skolorna: 12
- Förälderträffar: 1
""",
        {
            "40 fotpass": ("done", 46),
            "5 trygg": ("partly", 3),
            "12 trafik": ("done", 12),
            "en förälder": ("partly", 1),
        },
    ),
    Pair(
        "restated and outcome in separate paragraphs",
        """# Medborgarlöfte för Ekdala 2024

Kommunen och polisen lovar att

- ha minst 20 vuxna på stan varje lördag
- starta en grannsamverkan i Björkhagen
- gå igenom belysningen i tunneln
""",
        """# Uppföljning av löften Ekdala

## Vuxna på stan

Löfte: minst 20 vuxna på stan varje lördag.

Utfall: i snitt 14 vuxna per lördag.

## Grannsamverkan

Löfte: starta grannsamverkan i Björkhagen.

Utfall: Grannsamverkan startade i oktober med 34 hushåll.

## Belysning

Löfte: gå igenom belysningen i tunneln.

Utfall: Inte gjort. Planeras till våren.
""",
        {"ha minst": ("partly", 14), "starta": ("done", None), "gå igenom": ("not_done", None)},
    ),
    Pair(
        "previous years result first",
        """# Medborgarlöfte 2025 i Dalby

Vi lovar:

- tio mopedkontroller på Ringvägen
- fem öppna hus på stationen
""",
        """# Så gick det 2025

Förra året, 2024, gjorde vi sex mopedkontroller på Ringvägen. I år blev det elva. Öppna hus på stationen har hållits fyra gånger.
""",
        {"tio moped": ("done", 11), "fem öppna": ("partly", 4)},
    ),
    Pair(
        "similar promises by different actors",
        """# Löfte 2024

| Vem | Löfte |
|---|---|
| Polisen | tio besök på fritidsgården |
| Kommunen | fyra föräldramöten om droger |
| Polisen | fyra föräldramöten om trafik |
""",
        """# Uppföljning 2024

Polisen besökte fritidsgården vid nio tillfällen. Fyra föräldramöten om trafik hölls på skolorna. Föräldramötena om droger blev två.
""",
        {"Polisen\ttio": ("partly", 9), "Kommunen\tfyra": ("partly", 2), "Polisen\tfyra": ("done", 4)},
    ),
    Pair(
        "negation and instead",
        """# Löfte 2024

Kommunen lovar:

- 30 sommarjobb som parkvärdar
- stänga av Åstigen för mopeder
- en ungdomsenkät i maj
""",
        """# Utvärdering och uppföljning 2024

Det blev inte 30 sommarjobb som parkvärdar utan 22. Åstigen stängdes av för mopeder i juni. Ungdomsenkäten ställdes in.
""",
        {"30 sommar": ("partly", 22), "stänga": ("done", None), "en ungdoms": ("not_done", None)},
    ),
    Pair(
        "report with totals over target and conflicting summary",
        """# Löfte 2024

Polisen lovar:

- minst 100 timmar cykelpatrull
- 15 % färre anmälda cykelstölder
- besök i alla årskurs 8
""",
        """# Uppföljning 2024

Cykelpatrullen var ute 118 timmar. De anmälda cykelstölderna minskade med 9 %. Alla klasser i årskurs 8 fick besök.

Sammanfattning: Cykelpatrullen var ute 81 timmar.
""",
        {"minst 100": ("conflict", None), "15 %": ("not_done", 9), "besök": ("done", None)},
    ),
    Pair(
        "news style",
        """# Medborgarlöfte 2022 Havsby

Under 2022 lovar Havsby kommun och polisen:

- Nattvandrarna får en ny lokal vid torget
- Minst 15 sjöpolispass i gästhamnen
- Fältgruppen besöker fritidsgården Ankaret varje torsdag
- Sex föreläsningar om nätfiske för pensionärer
- Bättre belysning på Fiskargatan
""",
        """# Löftena följs upp

2 februari 2023

Havsby kommun och polisen har summerat arbetet med 2022 års medborgarlöfte.

– Vi är nöjda, säger kommunalrådet Mona Lind. Nattvandrarna flyttade in i sin nya lokal vid torget i mars.

Sjöpolisen gjorde 17 pass i gästhamnen under sommaren. Fältgruppen kom till Ankaret de flesta torsdagar, men under
våren ställdes sju besök in. Sex föreläsningar om nätfiske lockade 240 pensionärer.

Belysningen på Fiskargatan fick vänta. Pengarna tog slut.
""",
        {
            "Nattvandrarna": ("done", None),
            "Minst 15": ("done", 17),
            "Fältgruppen": ("partly", None),
            "Sex före": ("done", 6),
            "Bättre bel": ("not_done", None),
        },
    ),
    Pair(
        "numbered list answered by number words",
        """# Löfte till Sjöstaden 2022

Ljusmåla kommun lovar under 2022 att:

1. Soprummen i centrumhuset får nya lås, sammanlagt 14 dörrar.
2. Skolan tar emot samtliga sjätteklasser till en brandlektion per termin.
3. En nattvandrargrupp startas och går ut minst tre fredagar i månaden.
4. Fritidsledarna håller kvällsöppet för tonåringar 25 lördagar.
5. Buskarna längs Strandstigen gallras.
""",
        """# Så gick det med löftet till Sjöstaden

1. Lås i soprummen: 14 dörrar av 14.
2. Brandlektioner: genomfört båda terminerna.
3. Nattvandrargruppen gick ut två fredagar i månaden.
4. Kvällsöppet: 25 lördagar planerade, 21 genomförda.
5. Strandstigens buskar är gallrade.
""",
        {
            "Soprummen": ("done", 14),
            "Skolan": ("unclear", None),
            "En natt": ("partly", None),
            "Fritids": ("partly", 21),
            "Buskarna": ("done", None),
        },
    ),
    Pair(
        "table with plan and outcome numbers and colours",
        """# Medborgarlöfte 2024

| Plats | Insats | Vem |
|---|---|---|
| Nygatan | Tillsyn av serveringstillstånden, fyra gånger | Kommunen |
| Nygatan | Patrull till fots vid stängning, 40 kvällar | Polisen |
| Stora torget | Trivselvärdar | Kommunen |
| Resecentrum | Kameror vid taxizonen | Kommunen |
""",
        """# Uppföljning tertial 3 2024

| Plats | Insats | Mål | Utfall | Status |
|---|---|---|---|---|
| Nygatan | Tillsyn av serveringstillstånd | 4 | 4 | Grön |
| Nygatan | Patrull till fots | 40 | 33 | Gul |
| Stora torget | Trivselvärdar | | | Röd |
| Resecentrum | Kameror vid taxizonen | | På plats sedan maj | Grön |
""",
        {
            "Nygatan\tTillsyn": ("done", 4),
            "Nygatan\tPatrull": ("partly", 33),
            "Stora": ("not_done", None),
            "Resecentrum": ("done", None),
        },
    ),
    Pair(
        "contradiction between summary and table",
        """# Löfte 2023

Polisen och kommunen lovar:

- minst 10 trygghetsvandringar
- minst 30 nykterhetskontroller
""",
        """# Uppföljning av löftet 2023

Vi har hållit 10 trygghetsvandringar och 34 nykterhetskontroller.

| Aktivitet | Antal |
|---|---|
| Trygghetsvandringar | 9 |
| Nykterhetskontroller | 34 |
""",
        {"minst 10": ("conflict", None), "minst 30": ("done", 34)},
    ),
    Pair(
        "more promises than results",
        """# Medborgarlöfte Ramsjövik 2024

**Detta gör polisen**

- fotpatrullerar kajen minst två kvällar i veckan
- ska fortsatt värna relationen till båtklubbarna

**Detta gör kommunen**

- sätter upp stolpbelysning längs hela norra bryggan
- håller god kontakt med krögarna
- ska på sikt se över skötseln av planen vid fiskhallen
""",
        """# Vad blev det av löftet om hamnen 2024?

Kajen har fotpatrullerats i genomsnitt tre kvällar i veckan. Stolpbelysningen längs norra bryggan tändes den 4 oktober. Krogarna
har ökat sin omsättning. Vid fiskhallen har planen asfalterats.
""",
        {
            "fotpatrullerar": ("done", None),
            "ska fortsatt": ("not_mentioned", None),
            "sätter": ("done", None),
            "håller": ("not_mentioned", None),
            "ska på sikt": ("done", None),
        },
    ),
    Pair(
        "years apart, two generations both followed up",
        """# Medborgarlöften i Motbyn

## 2024

- sex öppna hus på brandstationen
- belysning vid pulkabacken

## 2023

- fyra öppna hus på brandstationen
- staket vid järnvägen
""",
        """# Uppföljning av medborgarlöftena i Motbyn

## Löftet 2024

- Öppna hus på brandstationen: fem.
- Belysning vid pulkabacken: klart i november.

## Löftet 2023

- Öppna hus på brandstationen: fyra.
- Staket vid järnvägen: Trafikverket sa nej.
""",
        {
            "sex öppna": ("partly", 5),
            "belysning": ("done", None),
            "fyra öppna": ("done", 4),
            "staket": ("not_done", None),
        },
    ),
    Pair(
        "the page repeats the promises before it tells the outcomes",
        """# Medborgarlöfte 2024 för Tallnäs

Kommunen och polisen lovar under 2024:

- Polisen håller tolv öppna kvällar på biblioteket
- minst fyra trygghetsvandringar
- Kommunen målar om tunneln
""",
        """# Uppföljning 2024

## Det här lovade vi

- Polisen håller tolv öppna kvällar på biblioteket
- minst fyra trygghetsvandringar
- Kommunen målar om tunneln

## Det här gjorde vi

- Nio öppna kvällar på biblioteket
- Fyra trygghetsvandringar
- Tunneln är ommålad
""",
        {"Polisen håller": ("partly", 9), "minst fyra": ("done", 4), "Kommunen målar": ("done", None)},
    ),
    Pair(
        "a page that only repeats the promises",
        """# Medborgarlöfte 2024 för Tallnäs

Kommunen och polisen lovar under 2024:

- tolv öppna kvällar på biblioteket
- Kommunen målar om tunneln
""",
        """# Uppföljning av medborgarlöftet 2024

- tolv öppna kvällar på biblioteket
- Kommunen målar om tunneln

Löftet gäller hela året.
""",
        {"tolv öppna": ("unclear", None), "Kommunen målar": ("unclear", None)},
    ),
    Pair(
        "annual report style",
        """# Trygghetslöfte för Norra Valla 2021

Norra Valla kommun och lokalpolisområdet lovar dig under 2021 att

- minst tre kvällar i veckan ha synlig polis vid resecentrum
- genomföra 18 drogtester på krogarna
- rusta upp lekplatsen på Björkgatan
- utbilda 200 ungdomar i civilkurage
- minska antalet anmälda bränder i soprum till högst 10
""",
        """# Verksamhetsberättelse: återkoppling av trygghetslöftet 2021

Under året har polisen varit synlig vid resecentrum i genomsnitt fyra kvällar i veckan. Drogtester har genomförts på
krogarna vid 12 tillfällen; resten fick ställas in under pandemin. Lekplatsen på Björkgatan rustades upp i juni. Totalt
utbildades 236 ungdomar i civilkurage. Antalet anmälda bränder i soprum landade på 14.
""",
        {
            "minst tre": ("done", None),
            "genomföra 18": ("partly", 12),
            "rusta": ("done", None),
            "utbilda": ("done", 236),
            "minska": ("not_done", 14),
        },
    ),
    Pair(
        "question and answer",
        """# Löfte till Kvarnbyn 2023

**Polisen lovar**

- två trafikveckor vid förskolan
- stöldskyddsmärka cyklar vid åtta tillfällen

**Kommunen lovar**

- öppna fritidsgården fyra fredagar i månaden
- flytta containrarna från torget
""",
        """# Höll vi löftet till Kvarnbyn?

**Blev det två trafikveckor vid förskolan?**

Ja, i april och september.

**Märktes cyklar?**

Ja, men bara fem gånger.

**Är fritidsgården öppen fyra fredagar i månaden?**

Nej, tre.

**Är containrarna borta från torget?**

Ja.
""",
        {
            "två trafik": ("done", None),
            "stöld": ("partly", 5),
            "öppna": ("partly", None),
            "flytta": ("done", None),
        },
    ),
    Pair(
        "numbers in words and mixed order",
        """# Medborgarlöfte Åsele-Nyby 2024

Vi lovar:

- tjugofyra hastighetsmätningar på genomfarten
- ett medborgarmöte i varje kommundel
- femtiotvå nattvandringar
- snabb sanering av klotter
""",
        """# Resultat medborgarlöfte 2024

Femtiotvå nattvandringar blev femtiofyra. Hastighetsmätningarna på genomfarten stannade på nitton. Medborgarmöten har
hållits i alla kommundelar utom Nyby. Klotter har sanerats inom ett dygn.
""",
        {
            "tjugofyra": ("partly", 19),
            "ett medborgar": ("partly", None),
            "femtiotvå": ("done", 54),
            "snabb": ("done", None),
        },
    ),
    Pair(
        "table by area",
        """# Medborgarlöfte 2022

## Centrum

- fotpatrull tre kvällar i veckan
- sex tillsynsbesök på serveringsställen

## Hagaby

- fotpatrull en kväll i veckan
- tre grannsamverkansmöten
""",
        """# Uppföljning 2022

| Område | Aktivitet | Resultat |
|---|---|---|
| Centrum | Fotpatrull | Tre kvällar i veckan |
| Centrum | Tillsynsbesök på serveringsställen | 8 besök |
| Hagaby | Fotpatrull | Varannan vecka |
| Hagaby | Grannsamverkansmöten | 3 |
""",
        {
            "fotpatrull tre": ("done", None),
            "sex till": ("done", 8),
            "fotpatrull en": ("partly", None),
            "tre grann": ("done", 3),
        },
    ),
    Pair(
        "mid-year check",
        """# Löfte 2025

Polisen och kommunen lovar:

- minst 30 besök på skolor
- tio trygghetsvandringar
- en ny gångväg vid stationen senast i oktober
""",
        """# Delårsuppföljning av löftet, juni 2025

Hittills har 17 besök på skolor gjorts. Fyra trygghetsvandringar är genomförda och sex planeras till hösten. Gångvägen vid
stationen är påbörjad.
""",
        {"minst 30": ("partly", 17), "tio trygg": ("partly", 4), "en ny": ("partly", None)},
    ),
    Pair(
        "short news about last year inside a new promise page",
        """# Medborgarlöfte 2023

Vi lovar:

- 40 fotpass vid stationen
- fem promenader med boende
""",
        """# Så gick det förra året

Förra året lovade vi 40 fotpass vid stationen och fem promenader med boende. Det blev 46 pass men bara tre promenader.
""",
        {"40 fot": ("done", 46), "fem prom": ("partly", 3)},
    ),
    Pair(
        "municipal web page",
        """# Medborgarlöfte Björnhult 2024

Björnhults kommun och polisen har enats om följande löften för 2024:

- Polisen genomför minst en nykterhetskontroll i veckan på infartsvägarna
- Kommunen anställer två trygghetsvärdar i Söderpark
- Polis och fältare besöker alla fester på skolavslutningen
- Kommunen håller fyra kurser i brandskydd för nyanlända
- Antalet anmälda bostadsinbrott ska minska med 20 procent
""",
        """# Uppföljning av 2024 års löfte

Publicerad 14 januari 2025

## Nykterhetskontroller

61 nykterhetskontroller gjordes på infartsvägarna, alltså drygt en i veckan.

## Trygghetsvärdar

En trygghetsvärd är anställd i Söderpark. Den andra tjänsten är inte tillsatt.

## Skolavslutningen

Polis och fältare besökte samtliga kända fester på skolavslutningen.

## Brandskydd

Kurserna i brandskydd blev sex, med 90 nyanlända deltagare.

## Inbrott

Bostadsinbrotten minskade med 24 procent.
""",
        {
            "Polisen genomför": ("unclear", None),
            "Kommunen anställer": ("partly", 1),
            "Polis och fältare": ("done", None),
            "Kommunen håller": ("done", 6),
            "Antalet": ("done", 24),
        },
    ),
    Pair(
        "bullets with comments in brackets",
        """# Löfte 2022

Polisen lovar:

- cykelpatrull längs kanalen minst 30 pass
- områdespolis på biblioteket första måndagen i månaden
- tio föreläsningar i gymnasiet

Kommunen lovar:

- laga lekplatsen i Ekparken
- ta bort klotter inom 48 timmar
""",
        """# Utvärdering av löftet 2022

- Cykelpatrull längs kanalen (mål 30 pass): 28 pass
- Områdespolis på biblioteket (första måndagen i månaden): uppfyllt, nio av tolv månader
- Föreläsningar i gymnasiet (tio): 10
- Lekplatsen i Ekparken: lagad
- Klotter: i snitt 36 timmar
""",
        {
            "cykelpatrull": ("partly", 28),
            "områdespolis": ("conflict", None),
            "tio före": ("done", 10),
            "laga": ("done", None),
            "ta bort": ("done", None),
        },
    ),
    Pair(
        "free text without headings",
        """# Vi lovar Fiskeby

Under 2023 lovar kommunen och polisen att hålla tolv torgmöten, byta belysningen i parken och halvera antalet mopedklagomål.
""",
        """# Så höll vi löftet till Fiskeby

Torgmötena lockade få, men vi höll alla tolv. Belysningen i parken byts först nästa år. Mopedklagomålen gick ner från 40 till 22.
""",
        {"hålla tolv": ("done", 12), "byta bel": ("unclear", None), "halvera": ("unclear", None)},
    ),
    Pair(
        "two parties report separately",
        """# Medborgarlöfte 2024

- Minst 20 trafikkontroller vid skolorna, polisen
- Minst 20 vuxenvandringar, kommunen
- Gemensam informationskväll i maj
""",
        """# Uppföljning 2024

## Polisen rapporterar

Trafikkontroller vid skolorna: 23 stycken. Informationskvällen i maj hölls i Folkets hus.

## Kommunen rapporterar

Vuxenvandringar: 11 på våren, 7 på hösten. Informationskvällen i maj samlade 80 personer.
""",
        {"Minst 20 trafik": ("done", 23), "Minst 20 vuxen": ("partly", 18), "Gemensam": ("done", None)},
    ),
    Pair(
        "OCR like lines",
        """# MEDBORGARLÖFTE 2021

Vi lovar att

1. köra minst 15 hastighetskontroller på Kyrkvägen
2. sätta upp tre nya papperskorgar vid badet
3. träffa pensionärsföreningen två gånger per termin
""",
        """# UPPFÖLJNING 2021

1. Hastighetskontroller på Kyrkvägen. Genomförda: 15
2. Papperskorgar vid badet. Uppsatta: 3
3. Pensionärsföreningen. Träffar: 3 st under året
""",
        {"köra minst": ("done", 15), "sätta upp": ("done", 3), "träffa": ("partly", 3)},
    ),
    Pair(
        "police page",
        """# Medborgarlöfte Granliden 2023

Polisen i Granliden och Granlidens kommun lovar under 2023:

- Riktade insatser mot rattfylleri, minst två per månad
- Polisen ska finnas på resecentrum vid skolstart
- Kommunen ska bygga en upplyst gång- och cykelväg till Nybyn
- Fyra dialogmöten med föreningar
- Fler vuxna ute på fredagskvällar
""",
        """# Hur gick det med löftet 2023 i Granliden?

Under året har vi genomfört 31 riktade insatser mot rattfylleri, alltså fler än två i månaden.

Polisen fanns på resecentrum hela första skolveckan.

Gång- och cykelvägen till Nybyn är upphandlad men inte byggd.

Vi hann bara med tre av de fyra dialogmötena med föreningar.

På fredagskvällarna har i snitt sex vuxna gått ut, jämfört med två året före.
""",
        {
            "Riktade": ("done", 31),
            "Polisen ska": ("done", None),
            "Kommunen ska": ("not_done", None),
            "Fyra dialog": ("partly", 3),
            "Fler vuxna": ("done", None),
        },
    ),
    Pair(
        "status column with words",
        """# Löfte Hällby 2024

| Löfte | Ansvarig | Tid |
|---|---|---|
| Utbilda 40 krögare i ansvarsfull alkoholservering | Kommunen | före 1 juni 2024 |
| Tio trafiksatsningar på Lasarettsvägen | Polisen | hela året |
| Ny belysning på skolgården | Kommunen | senast i september 2024 |
| Hembesök hos alla som haft inbrott | Polisen | inom en vecka |
""",
        """# Utfall Hällby 2024

| Löfte | Läge | Kommentar |
|---|---|---|
| Utbilda 40 krögare | Klart | 43 utbildade i maj |
| Trafiksatsningar på Lasarettsvägen | Ej uppfyllt | 7 genomförda |
| Belysning på skolgården | Klart | Tändes 12 november 2024 |
| Hembesök vid inbrott | Delvis | 80 procent fick besök |
""",
        {
            "Utbilda": ("done", 43),
            "Tio trafik": ("partly", 7),
            "Ny bel": ("partly", None),
            "Hembesök": ("partly", None),
        },
    ),
    Pair(
        "two documents with little in common",
        """# Löfte 2024 Vikby

Vi lovar:

- 15 cykelkurser för nybörjare
- sopkärl vid båthamnen
- ordningsvakter i gallerian på lördagar
""",
        """# Uppföljning 2024 Vikby

Kommunens ekonomi har varit ansträngd. Antalet invånare ökade till 15 400. Skolan fick nya lokaler.

Cykelkurserna lockade 45 deltagare på tre kurser.
""",
        {"15 cykel": ("partly", 3), "sopkärl": ("not_mentioned", None), "ordnings": ("not_mentioned", None)},
    ),
    Pair(
        "quarters",
        """# Löfte 2022

Polisen lovar:

- 48 fotpatrullpass i Centrum
- 24 fotpatrullpass i Östra
""",
        """# Resultat 2022

## Centrum

Fotpatrullpass: 10 i första kvartalet, 12 i andra, 9 i tredje och 14 i fjärde kvartalet.

## Östra

Fotpatrullpass: 26 under året.
""",
        {"48 fot": ("partly", 45), "24 fot": ("done", 26)},
    ),
    Pair(
        "wrong retelling in a heading",
        """# Löfte 2021

Kommunen lovar:

- minst 12 föräldracaféer
- städa Strandparken varje vecka
""",
        """# Uppföljning av löftet 2021

## Minst tio föräldracaféer

Det blev elva.

## Städning av Strandparken varje vecka

Parken har städats varje vecka utom i juli.
""",
        {"minst 12": ("conflict", 11), "städa": ("partly", None)},
    ),
)
