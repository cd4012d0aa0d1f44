"""The same text as people send it: copied from a web page, on one line, scanned, cut off, brief, by a city.

What kind of document it is must not hang on its surface, and the corpus's texts are all clean. The kind
model therefore sees each of them also on other surfaces, drawn from the text's id, the same every time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_BEFORE = (
    "Hoppa till huvudinnehåll",
    "Meny Sök Lyssna",
    "Den här webbplatsen använder kakor. Läs mer om hur vi hanterar kakor.",
    "Start / Trygg och säker / Brottsförebyggande arbete",
    "Startsida > Kommun och politik > Trygghet",
    "Hem Polisen i din kommun",
    "Nyheter",
    "Publicerad 14 mars",
    "Senast uppdaterad: 3 februari",
    "Annons",
    "Utskrift från kommunens webbplats",
    "Hämta dokument (pdf, 240 kB)",
    "Sida 1 av 6",
    "Driftinformation: e-tjänsterna är stängda på lördag",
)
_AFTER = (
    "Hjälpte informationen dig?",
    "Tipsa någon om sidan",
    "Kontakt",
    "Kommunens kontaktcenter",
    "Öppettider måndag–fredag 8–16",
    "Relaterat innehåll",
    "Lokala medborgarlöften i regionen",
    "Överenskommelser om samverkan mellan polisen och kommunerna",
    "Handlingsplan mot organiserad brottslighet",
    "Så arbetar vi förebyggande",
    "Avhopparverksamhet",
    "Länsstyrelsens lägesbild",
    "Pressmeddelanden",
    "Protokoll och handlingar",
    "Läs också: Resultat av trygghetsmätningen",
    "Följ oss i sociala medier",
    "Om webbplatsen",
    "Tillgänglighetsredogörelse",
    "Dokumentet är inskannat",
)
_SLIPS = (("m", "rn"), ("d", "cl"), ("å", "a"), ("ä", "a"), ("ö", "o"), ("ti", "ii"), ("l", "I"))
_SLIP_SHARE = 0.06  # of the words of a badly scanned page


def plain(body: str) -> str:
    """A corpus text (simple Markdown) without its signs."""
    lines = []
    for line in body.split("\n"):
        if line.startswith("~del~") or re.fullmatch(r"[|\s:-]*-[|\s:-]*", line):
            continue
        cells = [c.strip() for c in line.strip().strip("|").split("|")] if line.startswith("|") else [line]
        lines.append(re.sub(r"^(?:#+|~ins~) ?|\*\*", "", "   ".join(cells)))
    return "\n".join(lines).strip() + "\n"


def surfaces(name: str, body: str) -> dict[str, str]:
    """The text on six other surfaces, by their names; ``name`` decides what is drawn."""
    text = plain(body)
    made: tuple[Callable[[str, random.Random], str], ...] = (
        _web,
        _one_line,
        _scanned,
        _cut_off,
        _city,
        _brief,
    )
    return {make.__name__[1:]: make(text, random.Random(f"{make.__name__} {name}")) for make in made}


def _web(text: str, rnd: random.Random) -> str:
    before = rnd.sample(_BEFORE, rnd.randint(2, 6))
    after = rnd.sample(_AFTER, rnd.randint(3, 8))
    return "\n".join([*before, "", text, *after, ""])


def _one_line(text: str, rnd: random.Random) -> str:
    return " ".join(text.split()) + "\n"


def _scanned(text: str, rnd: random.Random) -> str:
    def slip(word: re.Match[str]) -> str:
        known = [(a, b) for a, b in _SLIPS if a in word[0]]
        if not known or rnd.random() > _SLIP_SHARE:
            return word[0]
        a, b = rnd.choice(known)
        return word[0].replace(a, b, 1)

    return re.sub(r"\w+", slip, text)


def _cut_off(text: str, rnd: random.Random) -> str:
    """Only the beginning, as excerpts and broken downloads are."""
    parts = text.split("\n\n")
    return "\n\n".join(parts[: max(2, round(len(parts) * rnd.uniform(0.3, 0.6)))]) + "\n"


def _city(text: str, rnd: random.Random) -> str:
    """By a municipality that calls itself something else."""
    form = rnd.choice((r"\1 stad", r"\1 stad", r"Region \1"))
    text = re.sub(r"\b([A-ZÅÄÖ][\wåäö]+) kommun\b", form, text)
    return re.sub(r"\bkommunen(s?)\b", r"staden\1", re.sub(r"\bKommunen(s?)\b", r"Staden\1", text))


def _brief(text: str, rnd: random.Random) -> str:
    """The first words of every part, as the shortest agreements are."""
    length = rnd.randint(5, 16)
    parts = [re.split(r"(?<=[.!?])\s", part.strip(), maxsplit=1)[0] for part in text.split("\n\n")]
    return "\n\n".join(" ".join(part.split()[: 2 * length]) for part in parts if part)[: 60 * length] + "\n"
