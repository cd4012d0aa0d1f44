"""Closed lists of words that the structure heuristics look at, all in lower case."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The blank-separated words of a literal."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a literal, parted by ``|``, each with single blanks."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("|") if phrase.strip())


HEADING_WORDS = phrases(
    """
    aktiviteter | aktörer | allmänt | ansvar | ansvar och roller | ansvarsfördelning | arbetsformer
    | arbetsgrupp | arbetsgrupper | arbetssätt | avgränsningar | avtalsparter | avtalsperiod |
    avtalstid | bakgrund | bakgrund och syfte | beslut | bilaga | bilagor | brottsförebyggande råd |
    definitioner | dialog | dokumentation | ekonomi | fokusområden | förutsättningar | gemensam
    lägesbild | gemensam problembild | genomförande | giltighet | giltighet och revidering |
    giltighetstid | giltighetstid och revidering | handlingsplan | ikraftträdande | information |
    informationsutbyte | inledning | inriktning | insatser | insatsområden | kommunikation | kontakt
    | kontaktpersoner | kostnader | kunskap | ledning | ledning och styrning | lokal problembild |
    lägesbild | lägesbeskrivning | löften | medborgardialog | medborgarlöfte | medborgarlöften |
    metod | mål | mål och syfte | målgrupp | målsättning | nuläge | nulägesbeskrivning | nulägesbild
    | områden | omfattning | organisation | orsaker | orsaksanalys | parter | prioriterade områden |
    prioriteringar | problem | problembild | problembeskrivning | problemområden | resurser |
    resurser och kostnader | revidering | roller | roller och ansvar | samarbetsformer | samordning
    | samverkan | samverkansformer | samverkansområden | sekretess | styrdokument | styrgrupp |
    styrning | styrning och ledning | styrning och organisation | syfte | syfte och mål | tvist |
    undertecknande | underskrifter | uppföljning | uppföljning och utvärdering | uppsägning |
    utgångspunkter | utveckling | utvecklingsområden | utvärdering | utvärdering och uppföljning |
    vision | värdegrund | åtgärder | åtgärdsplan | åtaganden | överenskommelsens giltighet |
    överenskommelsens parter | överenskommelsens syfte | övergripande mål | övrigt
    """
)
"""Headings that agreements carry. They only serve where the layout that shows headings is lost."""

WEB_CLOSINGS = frozenset(
    phrases(
        """
    relaterat | relaterat innehåll | relaterade sidor | relaterade länkar | relaterad information |
    relaterade nyheter | relaterade dokument | läs också | läs även | läs vidare | se även | mer på
    webbplatsen | fler nyheter | andra läste också | länkar | genvägar | snabblänkar | hittade du det
    du sökte | hjälpte informationen dig | hjälpte den här sidan dig | var informationen till hjälp |
    var sidan till hjälp | hade du nytta av informationen | lämna en synpunkt på sidan | tipsa någon
    om sidan | dela sidan | dela den här sidan | dela | följ oss | följ oss i sociala medier | sociala
    medier | om webbplatsen | tillgänglighetsredogörelse | behandling av personuppgifter
        """
    )
)
"""Lines after which nothing but links and addresses of a web page follows."""

CONTACT_HEADINGS = frozenset(
    phrases(
        "kontakt | kontakter | kontaktperson | kontaktpersoner | kontaktuppgifter | kontakta oss | frågor | har du frågor"
    )
)
"""Headings below which a page names whom to turn to."""

OPEN_ENDINGS = words(
    """
    att av de den det eller en ett för från har i ingår inom med mellan och om på samt ska skall som
    till under vi vid vill är kan där därför genom
    """
)
"""A line that ends on one of these goes on in what follows: it may lead in a list."""

WEB_WIDGETS = frozenset(
    phrases(
        """
    dela | dela sidan | dela den här sidan | dela på facebook | dela på twitter | dela på linkedin |
    skriv ut | skriv ut sidan | lyssna | lyssna på sidan | lyssna på innehållet | till toppen | till
    sidans topp | tillbaka till toppen | upp till toppen | hem | start | startsida | startsidan |
    meny | huvudmeny | sök | sök på webbplatsen | till innehållet | gå till innehåll | gå till
    innehållet | hoppa till innehåll | hoppa till innehållet | hoppa till huvudinnehåll | hoppa till
    huvudinnehållet | stäng | visa mer | visa mindre | visa meny | stäng meny | facebook | twitter |
    linkedin | instagram | e-post | mejla | tipsa | acceptera alla kakor | godkänn alla kakor |
    godkänn kakor | acceptera kakor | hantera kakor | om kakor | cookies | kakor | hittade du det du
    sökte | var informationen till hjälp | hjälpte informationen dig | ja | nej | skicka | reklam |
    annons | logga in | mina sidor | other languages | in english | anpassa | teckenspråk | lättläst
    | lätt svenska | publicerad
        """
    )
)
"""Whole lines of web pages that cannot be a heading or sentence of an agreement."""
