"""What a web page puts around its text: the way to the page, notices of cookies and dates, links below.

Copied and saved pages bring it along, and the titles of other documents among the links read like an
agreement of their own. Only what can be told by its form or by a closing marker is taken; what is left
in doubt stays in the text. So does what a resident reads as part of the page wherever it stands: links
to the agreement, to the promise and to what became of it, and whom to turn to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..document import DocumentBuilder, FurnitureRole
from ..errors import reading_message
from ..vocabulary.swedish import shorten
from .words import CONTACT_HEADINGS, WEB_CLOSINGS

_LINE = 160  # a longer line is text
_LINK = 120
_SENTENCE = re.compile(r"(?:\S+\s+){11,}\S+[.!?]$")
_ALONE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # the way to the page
        r"(?:start|startsida(?:n)?|hem|förstasida(?:n)?)(?:\s*[/>›»→|]\s*[^/>›»→|.!?]{2,60})+",
        r"[^/>›»→.!?]{2,60}(?:\s*[>›»→]\s*[^>›»→.!?]{2,60}){2,}",
        r".*\b(?:kakor|cookies)\b.*\b(?:webbplats\w*|använd\w*|hantera\w*|godkänn\w*|acceptera\w*|nödvändiga)\b.*",
        r".*\b(?:webbplats\w*|använd\w*|hantera\w*|godkänn\w*|acceptera\w*)\b.*\b(?:kakor|cookies)\b.*",
        r"(?:godkänn|acceptera|tillåt)\b.{0,20}\b(?:alla|nödvändiga)\b.{0,40}",
        # The day of publication with its year stays: where the text has no other date it tells which year is meant.
        r"(?:sidan (?:är |blev )?)?(?:senast )?(?:uppdaterad|ändrad|granskad|publicerad(?!.*\b20\d\d))(?:es)?(?: den| av)?:?\s.{4,40}",
        r"(?:hoppa|gå) (?:direkt )?till .{0,30}\b(?:innehåll\w*|meny\w*|sök\w*|navigation\w*)",
        r"driftinformation\b.*",
    )
)
_FILE_LINK = re.compile(
    r"(?:hämta|ladda (?:ner|ned)|öppna)\b.{0,80}\b(?:pdf|docx?|word)\b.{0,30}"
    r"|.{3,80}\((?:pdf|docx?|word)[, ]+[\d,.]+ ?[km]b\)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"överenskommelse|löfte|uppfölj|utvärder", re.IGNORECASE)
_FILE = re.compile(r"\((?:pdf|docx?|word)\b", re.IGNORECASE)
_LEAST_WORDS = 4
_ROLE = re.compile(
    r"(?:\wpolis|samordnare|strateg|chef|direktör|ordförande|handläggare|ledare|utvecklare)(?:en|n)?\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? [A-ZÅÄÖ][a-zåäöé]+")
_REACHED = re.compile(r"\S@\S|\b114[ -]?14\b|\b0\d{1,3}[ -]{1,3}\d{2}")
_CONTACT_LINES = 10
_WORTH_TELLING = 40  # words set aside
_SAMPLE = 60  # characters of them that are shown
_SIGNATURE = re.compile(
    r"_{4,}|\.{6,}|ort och datum|namnförtydligande|^för\b|\bundertecknat\b", re.IGNORECASE
)


def chrome(texts: Sequence[str]) -> set[int]:
    """Which of a page's lines (or paragraphs) in order are none of its text."""
    lines = [text.strip() for text in texts]
    out = {i for i, text in enumerate(lines) if _stands_alone(text)}
    first = len(lines)
    for i in range(len(lines) - 1, -1, -1):
        if len(lines[i]) > _LINK or _SENTENCE.search(lines[i]) or _SIGNATURE.search(lines[i]):
            break
        if _closes(lines[i]):
            first = i
    below = {i for i in range(first, len(lines)) if lines[i]}
    return out | below - _part_of_the_page(lines, first)


def tells_whom_to_ask(text: str) -> bool:
    """Whether a box of the page names a function of the field and how to reach it: a resident reads it as the page's."""
    return bool(_ROLE.search(text)) and bool(_REACHED.search(text))


def set_aside(builder: DocumentBuilder, texts: Iterable[str]) -> None:
    """Keep texts as navigation, and tell how much it was where that is more than a little."""
    words, longest = 0, ""
    for text in texts:
        builder.furniture(text, FurnitureRole.NAVIGATION)
        words += len(text.split())
        longest = max(longest, " ".join(text.split()), key=len)
    if words >= _WORTH_TELLING:
        builder.notice("R031", reading_message("R031", words=words, sample=shorten(longest, _SAMPLE)))


def _stands_alone(text: str) -> bool:
    if not 0 < len(text) <= _LINE:
        return False
    if _FILE_LINK.fullmatch(text):
        return not _FIELD.search(text)
    return any(p.fullmatch(text) for p in _ALONE)


def _closes(text: str) -> bool:
    return _bare(text) in WEB_CLOSINGS


def _bare(text: str) -> str:
    return text.rstrip(":?›» ").casefold()


def _part_of_the_page(lines: Sequence[str], first: int) -> set[int]:
    """What from the first closing line on is the page's all the same, with the line that leads it in."""
    out: set[int] = set()
    lead: int | None = None
    for i in range(first, len(lines)):
        line = lines[i]
        own: set[int] = set()
        if _bare(line) in CONTACT_HEADINGS:
            lead, own = i, _contact_below(lines, i)
        elif _closes(line):
            lead = i
        elif _names_a_document(line) or (_ROLE.search(line) and _reaches_somebody(line)):
            own = {i}
        if own:
            out |= own if lead is None else {lead, *own}
    return out


def _contact_below(lines: Sequence[str], heading: int) -> set[int]:
    """The lines below a heading that tell of a person: a title with a name, a number or an address."""
    block: list[int] = []
    for i in range(heading + 1, min(heading + 1 + _CONTACT_LINES, len(lines))):
        told = bool(_ROLE.search(lines[i])) or _reaches_somebody(lines[i])
        if _closes(lines[i]) or (block and lines[i] and not told):
            break
        block += [i] if told else []
    whole = " ".join(lines[i] for i in block)
    return set(block) if _ROLE.search(whole) and _reaches_somebody(whole) else set()


def _reaches_somebody(text: str) -> bool:
    return bool(_REACHED.search(text) or _NAME.search(text))


def _names_a_document(text: str) -> bool:
    """A link to a document of the field by its full name or as a file; "Medborgarlöfte 2024" is a menu's."""
    return bool(_FIELD.search(text)) and (len(text.split()) >= _LEAST_WORDS or bool(_FILE.search(text)))
