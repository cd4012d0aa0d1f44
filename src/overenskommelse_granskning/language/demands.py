"""Text that tells what a law, the handbook or another guide asks for: never evidence that it is done.

One sentence names the source and the demand; the sentences after it often go on without naming it. A
demand runs on within its paragraph while the sentences stay normative and name nobody and no day of
their own. Under a heading such as "Vad lagen kräver" the whole section is demands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..vocabulary.swedish import MONTH_NAMES

_LAW = (
    r"(?:samma\s)?(?:lag|lagen|lagstiftningen|bestämmelsen|bestämmelserna|förordning|"
    r"förordningen|\d+(?:[–-]\d+)?\s§§?)(?!s?\w)"
)
_GUIDE = (
    r"(?:(?:brås?\s|samverkans)?handbok(?:en)?|vägledning(?:en)?|kunskapsstöd(?:et)?|samma källa|"
    r"(?:polisens|nationella|brås|länsstyrelsens|socialstyrelsens|rikspolisstyrelsens|rådets|regeringens)\s"
    r"(?:\w+\s)?(?:riktlinjer|rekommendationer|skrift|skrivelse|uppdrag|modell(?:en)?|program|vägledning)|"
    r"(?:den )?nationella modellen|programmet tillsammans mot brott|"
    r"\w{3,}s\s(?:skrift|handbok|kunskapsstöd|handledning|stödmaterial)|(?:det )?nationella (?:pilot)?projektet)"
)
_BODY = (
    r"(?:brå|brottsförebyggande rådet|rikspolisstyrelsen|polismyndigheten|skl|skr|"
    r"socialstyrelsen|länsstyrelsen)"
)
_SOURCE = rf"(?:{_LAW}|{_GUIDE})"
_MUST = r"(?:ska|skall|bör|måste|behöver|krävs|ställs|anges|framgår|följer|står|sägs)"

DEMAND_PATTERNS: tuple[str, ...] = (
    # "Enligt 9 § lagen … ska en överenskommelse", "I handboken … anges att", "Av 8 § framgår att"
    rf"\b(?:enligt|av|i)\s(?:den |de |"
    rf"som )?(?:\S+\s){{0,3}}?{_SOURCE}(?!\w)[^.;]{{0,170}}?\b{_MUST}\b(?!\s(?:vi|parterna)\b)",
    rf"\b(?:ska|bör|måste)\s(?:\S+\s){{0,4}}?enligt\s(?:\S+\s){{0,3}}?{_SOURCE}(?!\w)",
    rf"\benligt\s{_BODY}\s{_MUST}\b",
    # "Handboken tar också upp att", "Lagen ställer krav"
    rf"\b(?:{_GUIDE}|lagen|lagstiftningen|lag \(2023:196\)|förordningen|"
    rf"offentlighets- och sekretesslagen)\b[^.;]{{0,90}}?"
    r"\b(?:kräver|ställer krav|säger|anger|innebär\s(?:\w+\s){0,3}?att|föreskriver|stadgar|rekommenderar|ålägger|"
    r"fastslår|slår fast|ger\s(?:\w+\s)?kommun\w*|"
    r"framhåller|betonar|(?:tar|går) (?:också )?upp|"
    r"lyfter (?:också )?fram|begär|vill att|skriver|går (?:ännu )?längre|är tydlig)\b",
    # "Lagen (2023:196) gäller sedan juli 2023": that a law applies says nothing of what anybody does.
    r"\b(?:gäller|trädde|träder)\s(?:\w+\s){0,3}?lag(?:en)?\s(?:\(2023:196\)|om kommuners ansvar)",
    r"(?<!\batt )(?<!\bnär )\blag(?:en)?\s(?:\(2023:196\)\s)?(?:om kommuners ansvar[^.;]{0,40}?)?\s?(?:gäller|trädde|träder)\b",
    rf"\b{_BODY}\b(?:\s(?:och|samt|,)\s\w+)?(?:\s\S+){{0,2}}?\s(?:rekommenderar|framhåller|"
    rf"betonar|påpekar|vill att|anser att)\b",
    r"\b(?:där|här) (?:står|sägs|framgår|anges)\b(?:\s\S+){0,3}?\satt\b",
    r"\bdet (?:ska|skall|bör|måste) (?:också |även )?framgå\b|\bav (?:en |"
    r"den )?(?:överenskommelse|överenskommelsen) (?:ska|bör) (?:det )?framgå\b",
    r"\b(?:en|varje)\s(?:\w+\s)?(?:samverkans)?överenskommelse\s(?:ska|bör|skall|behöver|måste)\b",
    r"\bett (?:medborgar)?löfte (?:ska|bör|måste)\b",
    # What somebody asks for in the minutes or a statement that the agreement came with.
    r"\b(?:yrkar|yrkade|yrkat|yrkas)\b|\bi sitt (?:yttrande|remissvar|svar)\b|"
    r"\b\w*(?:revision(?:en|orerna|erna)?|nämnden|remissinstans\w*|pensionärsråd\w*|ungdomsråd\w*|partiet|fullmäktigegruppen)\b"
    r"(?:\s\S+){0,6}?\s(?:föreslår|föreslog|efterlyser|efterlyste|påminner|påminde|påpekar|påpekade|undrar|undrade|avstyrker|avstyrkte)\b",
    r"\b(?:utvärderings|forsknings)?litteraturen\b.{0,60}\b(?:skiljer|säger|betonar|framhåller)\b",
)

_HEADING = re.compile(
    r"\b(?:kräver|begär|krav|säger|anger)\b.*\b(?:lag|lagen|handbok|handboken|brå)\b|"
    r"\b(?:lag|lagen|handbok|handboken|lagens|handbokens)\b.*"
    r"\b(?:kräver|begär|krav|säger|anger)\b",
    re.IGNORECASE,
)
_NORM = re.compile(r"\b(?:ska|skall|bör|måste|behöver)\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:vi|vår|vårt|våra|parterna|\w*samordnaren|kommunpolisen|säkerhetschefen|"
    r"styrgruppen (?:träffas|möts)|rådet (?:träffas|möts)|\d{1,2} \w+ \d{4})\b",
    re.IGNORECASE,
)
_RHYTHM = re.compile(
    r"\b(?:gånger per|gånger om|varje (?:år|månad|kvartal|termin|vecka)|årligen|"
    rf"i (?:{MONTH_NAMES}))\b",
    re.IGNORECASE,
)


def demand_heading(title: str) -> bool:
    """Whether a section retells what a law or a guide asks for."""
    return bool(_HEADING.search(title))


# A law or a guide named, and the next sentence that goes on with "Enligt den ska …".
_NAMED = re.compile(rf"\b(?:{_GUIDE}|lag(?:en)?\b(?:\s\(2023:196\)|\som\skommun\w*)|lagen)", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"^\W*(?:enligt|av|i)\s(?:den|denna|den lagen|samma lag)\s(?:ska|skall|bör|måste|framgår|följer|står|sägs|krävs)\b",
    re.IGNORECASE,
)


def continued_demands(texts: Sequence[str], flagged: Sequence[bool]) -> list[bool]:
    """Which sentences of one paragraph carry on a demand that an earlier one named."""
    out: list[bool] = []
    running = False
    before = ""
    for text, is_demand in zip(texts, flagged, strict=True):
        if is_demand or (_POINTS_BACK.match(text) and _NAMED.search(before)):
            running = True
        elif running:
            running = bool(_NORM.search(text)) and not _OWN.search(text) and not _RHYTHM.search(text)
        out.append(running)
        before = text
    return out
