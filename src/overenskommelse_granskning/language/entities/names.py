"""Names of persons, as they stand in signature blocks and captions.

Without a list of names the shape has to do: two to four capitalised words of which none belongs to
an authority, a place in a district's name, a title or a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Latin letters of the languages that names in Sweden come from.
_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻĽŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ"
_LOW = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķłļľńņňōőœřśşšţťūůűųźżžșț"
_PART = rf"[{_UP}][{_LOW}’']+(?:-[{_UP}][{_LOW}]+)?"
_CAPS = rf"[{_UP}]{{2,}}(?:-[{_UP}]{{2,}})?"
_INITIAL = rf"[{_UP}]\."
_PARTICLE = r"(?:von|af|de|van|der|den|la|al|bin|ben|El|Al|O’)"
_NAME = re.compile(
    rf"(?<![\w-])(?:{_PART}(?:[ ](?:{_INITIAL}"
    rf"|{_PARTICLE}))?(?:[ ]{_PARTICLE})?[ ]{_PART}(?:[ ]{_PART}){{0,2}}"
    rf"|{_CAPS}[ ]{_CAPS}(?:[ ]{_CAPS})?)(?![\w-])"
)

_NOT_NAMES = frozenset(
    """
    för kommunstyrelsens kommunstyrelsen kommunfullmäktige kommunfullmäktiges ordförande ordföranden vice
    polisen polis polismyndigheten
    polismyndighetens lokalpolisområde lokalpolisområdet närpolisområde polisområde polisregion kommun
    kommunen kommuner stad stads ort datum
    bilaga bilagor underskrift underskrifter undertecknande undertecknat undertecknas den det de vi norra
    södra östra västra mellersta övre nedre
    inre yttre mellan länsstyrelsen landshövding länsrådet region chef namn namnförtydligande titel funktion
    överenskommelse samverkansöverenskommelse
    medborgarlöfte samverkan trygg tryggare tryggt säker handläggare kontakt sida denna detta mål syfte
    bakgrund parter parterna giltighet giltighetstid
    uppföljning kommundirektör kommunchef stadsdirektör beslut protokoll plan planen lagen brå brås skr
    sveriges kommuner regioner landsting svenska
    trygga säkra levande kyrkan januari februari mars april juni juli augusti september oktober november december våren
    hösten sommaren vintern under efter vid från
    till med om när har ska är och samt av på en ett i kommunpolis områdespolis trygghetssamordnare
    säkerhetssamordnare säkerhetschef rektor
    socialchef räddningstjänsten polisens stora lilla nya gamla sankt upplands län foto bild bildtext
    ordinarie arbetsgrupp styrgrupp bästa bäste hej
    hjälpte skriv dela lyssna start om frågor ring mvh vänlig hälsning årets förra nästa så här lovar löfte
    brottsförebyggande rådet kommunalråd
    överenskommelsen avtal avtalet ekonomi organisation projekt slottet torget skolan norrgårdens gymnasiet
    lokalpolisområdeschef polisområdeschef
    ser ut så hur vad vem vilka du ni oss här där inte bara mer alla varje ändringar ändring tillägg
    undertecknad signerat elektroniskt digitalt utkast förslag version sammanfattning innehåll inledning
    """.split()
)
_NOT_ENDINGS = re.compile(
    r"(?:kommun|kommuns|nämnden|styrelsen|förvaltningen|myndigheten|området|område|rådet|gruppen|skolan|torget|gatan|vägen|chef|chefen|ordförande"
    r"|samordnare|direktör|plan|planen|avtal|avtalet|elsen|ningen|[\wåäö]{5}ning|[\wåäö]{5}else|tjänsten|polisen|kontoret|bolaget|föreningen|parken|centrum|höjden"
    r"|strateg|polis|kyrkan|universitet|högskola|gården|stationen|bladet|löfte|löftet|huset|verket|vården|kassan|förbund|förbundet)s?$",
    re.IGNORECASE,
)

# Words of titles that are surnames too, where a title or the line's end follows: "Lena Trygg, kommunchef".
_SURNAMES = frozenset({"trygg", "säker"})
_ENDS_NAME = re.compile(r"\s*(?:,|$|\n|\()")


@dataclass(frozen=True, slots=True)
class PersonMention:
    start: int
    end: int
    name: str


def find_persons(text: str, start: int = 0, end: int | None = None) -> list[PersonMention]:
    """Likely names of persons in a text or slice, in order."""
    stop = len(text) if end is None else end
    out: list[PersonMention] = []
    at = start
    while True:
        m = _NAME.search(text, at, stop)
        if m is None:
            return out
        found = _name(text, m)
        if found is None:
            # Try again one word further: "Ordförande Anna Berg".
            space = text.find(" ", m.start(), m.end())
            at = space + 1 if space >= 0 else m.end()
            continue
        out.append(found)
        at = found.end


def two_persons(person: PersonMention) -> tuple[PersonMention, ...]:
    """Four plain names in a row where two persons are expected: "Anna Berg Bo Ek"; else the one."""
    words = person.name.split(" ")
    if len(words) != 4 or not all(len(w) > 1 and w[0].isupper() and w[-1] != "." for w in words):
        return (person,)
    first, second = " ".join(words[:2]), " ".join(words[2:])
    middle = person.start + len(first)
    return PersonMention(person.start, middle, first), PersonMention(middle + 1, person.end, second)


def _name(text: str, m: re.Match[str]) -> PersonMention | None:
    words = m.group().split(" ")
    keep: list[str] = []
    for word in words:
        low = word.lower()
        if low in _SURNAMES and keep and _ENDS_NAME.match(text, m.start() + len(" ".join([*keep, word]))):
            keep.append(word)
            break
        if low in _NOT_NAMES or (_NOT_ENDINGS.search(low) and len(low) > 5):
            break
        keep.append(word)
    if len([w for w in keep if len(w) > 1 and w[0].isupper() and w[-1] != "."]) < 2:
        return None
    name = " ".join(keep)
    end = m.start() + len(name)
    # "Norra Berg skola", "Ekdala Bostäder AB" are no persons.
    if re.match(r"\s+(?:AB|kommun|skola|IF|BK|län|stad|förening|socken)\b", text[end : end + 12]):
        return None
    written = name.title() if name.isupper() else name
    return PersonMention(m.start(), end, written)
