"""Signals of a document's kind: what a reader looks at first — title, opening, form, ending.

Each signal is a number between 0 and 1. They are few and nameable on purpose: the model over them
(:mod:`.kind`) must tell an agreement from the press release, minutes and plans that are full of the
same words. Length is none of them: agreements are as short, and news as long, as one likes.
"""

from __future__ import annotations

import re

from ..document import BlockKind, Document
from ..language.gates import Lines, Tally

_OPENING = 900  # characters that a reader sees first
# What a municipality calls itself: "Ekdala kommun", "Ekdala stad", "Stadsdelsnämnden Ekdala", "Region Gotland".
_MUNICIPALITY = r"(?:\bkommun(?:en)?\b|\b[Ss]tad(?:en)?\b|\b[Ss]tadsdel\w*|\bregion gotland\b)"

# Whom a promise speaks to.
_RESIDENTS = (
    r"\b(?:dig|er|du|ni),? som (?:bor|är|går|arbetar|jobbar|åker|har|verkar|lever|handlar|vistas)\b"
    r"|\b(?:invånarna|invånare|boende|medborgarna) i\b"
)
_TITLE: dict[str, str] = {
    "agreement": r"överenskommelse|samverkansavtal|\bavtal\b|överens",
    "promise": r"medborgarlöfte|\blöften?\b|\blovar\b|trygghetslöfte",
    "defector": r"avhopp|hoppa av|lämna (?:ett )?(?:gäng|kriminal|kriminell)",
    "county": r"länsövergripande|\blän(?:et|ets|s)?\b|länsstyrelse|polisområde(?! \w+s? lokal)",
    "regional": r"regional|handlingsprogram|programförklaring|handlingsplan|program\b",
    "headline": r"\b(?:har|ska|visar|utvecklade|utvecklar|tecknar|tecknade|satsar|får|går|bjuder|minskar|ökar|svarar)\b",
    "reports": r"^\W*(?:uppfölj|redovis|utvärder|resultat|återkoppl|sammanställning|enkät|inför|så gick|hur gick|vad hände)",
    "other": r"protokoll|pressmeddelande|policy|riktlinje|tjänsteskrivelse|rapport|uppföljning|vägledning|åtgärdsplan|"
    r"lägesbild|guide|mall\b|nyhet|remiss|yttrande|beslut om|inbjudan|redovisning|handbok|så skriver",
}
_OPENING_SIGNALS: dict[str, str] = {
    "between": r"\bmellan\b.{3,120}\boch\b",
    "agree": r"överenskommelse|kommit överens|är överens|samverkansavtal|avtal",
    "promise": r"medborgarlöfte|\blöfte|\blovar\b",
    "defector": r"avhopp|hoppa av|lämnar? (?:kriminella|gäng|ett kriminellt)",
    "county_board": r"länsstyrelsen",
    "local_police": r"lokalpolisområde|närpolisområde|\blpo\b",
    "police_area": r"\bpolisområde|polisregion",
    "regional": r"regional|\blänet\b|i hela länet",
    "municipality": r"\bkommun\b|\bstad\b|\bstadsdels\w+|\bregion gotland\b",
    "press": r"pressmeddelande|publicer(?:ad|ing)|läs mer|nyhet|senast (?:ändrad|uppdaterad)",
    "minutes": r"protokoll|sammanträde|§ ?\d+|närvarande|justera|ärendet|föredragande|beslutsunderlag",
    "official": r"tjänsteskrivelse|förslag till beslut|diarienummer|handläggare",
    "residents": _RESIDENTS,
}
_WHOLE: dict[str, str] = {
    "we_promise": r"\bvi (?:lovar|ska|kommer att)\b|\blovar\b",
    "promise_word": r"medborgarlöfte|\blöftet|\blöften",
    "defector_word": r"avhoppar|hoppa av|avhopp",
    "threat": r"hotbild|skyddat boende|samtycke|placering|lämna(?:r|t)? (?:ett |det )?(?:kriminell|gäng)",
    "insats": r"\binsats \d|insats(?:er)?\b",
    "convener": r"sammankallande|sammanställande|kallar samman|väntat resultat|förväntat resultat",
    "county_board": r"länsstyrelsen",
    "county_plan": r"verksamhetsplan|länssamordn|länet\b|kommunerna i länet",
    "local_police": r"lokalpolisområde|närpolisområde",
    "signature": r"underskrift|undertecknas?|för polismyndigheten|för .{3,30} (?:kommun|stad)\b|för region gotland|ort och datum",
    "valid": r"överenskommelsen (?:gäller|är giltig|träder)|giltighetstid|avtalstid|överenskommelsen löper",
    "this_agreement": r"(?:denna|den här) överenskommelse|överenskommelsen\b|parterna",
    "said": r"\b(?:säger|berättar|menar|förklarar|konstaterar|anser|tycker)\s(?:[\wåäö-]+\s){0,3}?[A-ZÅÄÖ][a-zåäö]+",
    "web": r"publicer(?:ad|ingsdatum)|senast (?:ändrad|uppdaterad)|läs (?:mer|hela)|dela (?:sidan|artikeln)|skriv ut\b|\bpdf\b|foto:"
    r"|webbplats|sidan uppdaterades|frågor och svar",
    "reported": r"\b(?:i|enligt|av|till|om) (?:handlingsplanen|programförklaringen|överenskommelsen|medborgarlöftet)\b"
    r"|har (?:antagit|undertecknat|tecknat|skrivit under|enats om)|skrevs? under|tecknade|utvärdering(?:en)? (?:visar|från)",
    "told_after": r"\butvärder\w+|\bslutsats\w*|\bhar bidragit\b|\binrättades\b|\btecknades?\b|\bpresenterades\b|\bsvarar (?:här )?på\b",
    "own": r"(?:denna|den här|vår) (?:handlingsplan|programförklaring|plan|överenskommelse)|detta (?:löfte|program|medborgarlöfte)",
    "decides": r"\bbeslutar att\b|\bbeslutade att\b|kommunstyrelsen beslutar|yrka|bifall|reservation|justerare",
    "about_agreements": r"en (?:bra |god )?(?:samverkans)?överenskommelse (?:ska|bör|innehåller)|ett (?:bra )?medborgarlöfte (?:ska|bör|är)",
    "follow_report": r"resultat(?:et)? av|utfall|så gick det|genomfördes|har genomförts|uppfylldes?",
    "rescue": r"fotboll|förening(?:en)?|bostadsbolag|hyresgäst|klotter|idrott|arena|match",
    "news": r"pressmeddelande|presskontakt|för mer information|presstjänst|pressansvarig|presschef",
    "police": r"\bpolis",
    "municipal_plan": r"åtgärdsplan|policy|riktlinje|lägesbild(?:en)? (?:beskriver|visar)",
    "residents": _RESIDENTS,
    # Promises are being made, and the reader is asked what they should be.
    "asks": r"\b(?:tyck till|vad (?:vill|tycker) du|kom och|välkom\w+|lämna (?:dina )?(?:förslag|synpunkter)|tas? fram|nya löften|på gång)\b",
    "own_promise": r"\b(?:vårt|våra|detta|det här|dessa|följande|vår|denna)\s(?:\w+\s)?(?:medborgarlöfte|löfte|löften|utfästelse\w*|åtagande\w*)\b"
    r"|\blöfte(?:t|na) (?:gäller|löper|utvärderas|följs|skrevs|beslutades|tecknas|har (?:antagits|tagits)|är (?:taget|antaget|beslutat|undertecknat))\b"
    r"|\b(?:vi|kommunen|polisen|staden|förvaltningen) (?:\w+ )?lovar\b",
}


def _compile(patterns: dict[str, str]) -> dict[str, Tally]:
    return {name: Tally(p, 0 if "[A-Z" in p else re.IGNORECASE) for name, p in patterns.items()}


_TITLE_RX, _OPENING_RX, _WHOLE_RX = _compile(_TITLE), _compile(_OPENING_SIGNALS), _compile(_WHOLE)
_FOR_MUNICIPALITY = Tally(rf"\bför\b.{{2,40}}{_MUNICIPALITY}")
# A title that is the instrument's name, not a sentence about it.
_NAMES_AGREEMENT = re.compile(
    r"^[\W\d]*(?:(?:lokal|gemensam|skriftlig)\s)?(?:samverkans)?(?:överenskommelse|avtal)\b"
    r"|\b(?:överenskommelse|avtal)\w*\b.{0,60}\bmellan\b",
    re.IGNORECASE,
)
_NAMES_PROMISE = re.compile(
    r"^[\W\d]*(?!uppfölj|redovis|utvärder|resultat|återkoppl|enkät|inför|om\b)(?:\w+\s){0,2}medborgarlöften?\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"{_MUNICIPALITY}[^.!?]{{0,60}}?\b(?:och|samt|–)\s[^.!?]{{0,40}}?(?:lokalpolis|närpolis|polismyndighet|polisen|lpo)"
    rf"|(?:lokalpolis|närpolis|polismyndighet|polisen)[^.!?]{{0,60}}?\b(?:och|samt|–)\s[^.!?]{{0,40}}?{_MUNICIPALITY}",
    re.IGNORECASE,
)
_SIGNS_KOMMUN = re.compile(
    r"kommunstyrelsens ordförande|kommunalråd|kommundirektör|kommunchef", re.IGNORECASE
)
_SIGNS_POLICE = re.compile(r"polis(?:områdes)?chef|lpo-chef|gruppchef", re.IGNORECASE)
# A line that says what one of the parties does, and the head of what is added to an agreement.
_ACTS = re.compile(
    r"^\W*(?:att |och )?(?:polisen|kommunen|staden|vi|båda|tillsammans|\w+förvaltningen|fält\w+|socialtjänsten)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(r"^\W*(?:underbilaga|bilaga|tillägg)\b", re.IGNORECASE)
_SHORT_LINE = 140  # characters
_LONG_PARAGRAPH = 400  # characters, longer than what stands above a title
_ENDING = 700  # characters in which signatures stand
SIGNAL_NAMES: tuple[str, ...] = (
    *(f"title.{n}" for n in _TITLE),
    *(f"opening.{n}" for n in _OPENING_SIGNALS),
    *(f"whole.{n}" for n in _WHOLE),
    "form.quotes",
    "form.items",
    "form.parties_both",
    "form.names_agreement",
    "form.names_promise",
    "form.pair",
    "form.signed",
    "form.acts",
    "form.added",
)


def title_of(document: Document) -> str:
    """The document's title: its first heading if that stands early, else its first line.

    A heading behind a long paragraph is one of the text's: of a page that came as one line, say.
    """
    for block in document.blocks[:6]:
        if block.kind is BlockKind.HEADING:
            return document.slice(block.span)
        if block.end - block.start > _LONG_PARAGRAPH:
            break
    return document.text[:120].split("\n", 1)[0]


def signals(document: Document) -> list[float]:
    """The signals in the order of :data:`SIGNAL_NAMES`."""
    text = document.text
    title = title_of(document)
    at = max(text.find(title), 0)
    opening, whole = Lines(text[at : at + _OPENING]), Lines(text)
    words = max(document.word_count, 1)
    out = [float(bool(rx.pattern.search(title))) for rx in _TITLE_RX.values()]
    out += [min(rx.count(opening) / 2, 1.0) for rx in _OPENING_RX.values()]
    # How often per 100 words, saturating: one mention in a long text says little.
    counts = {name: rx.count(whole) for name, rx in _WHOLE_RX.items()}
    out += [min(100 * n / words, 1.0) for n in counts.values()]
    out.append(min(counts["said"] / 2, 1.0))  # who is quoted, however long the text
    items = sum(b.kind is BlockKind.LIST_ITEM for b in document.blocks)
    out.append(min(items / max(len(document.blocks), 1) * 2, 1.0))
    out.append(float("polismyndigheten" in text.lower() and _FOR_MUNICIPALITY.count(whole) > 0))
    out.append(float(bool(_NAMES_AGREEMENT.search(title))))
    out.append(float(bool(_NAMES_PROMISE.search(title))))
    out.append(float(bool(_PAIR.search(opening.text[: _OPENING // 2]))))
    ending = text[-_ENDING:]
    out.append(float(bool(_SIGNS_KOMMUN.search(ending) and _SIGNS_POLICE.search(ending))))
    lines = [b for b in document.blocks if b.kind is BlockKind.LIST_ITEM or b.end - b.start < _SHORT_LINE]
    out.append(min(sum(bool(_ACTS.search(document.slice(b.span))) for b in lines) / 4, 1.0))
    out.append(float(any(_ADDED.search(document.slice(b.span)) for b in document.blocks[:4])))
    return out
