"""What a web page puts around its text: the way to the page, notices of cookies and dates, links below.

Copied and saved pages bring it along, and the titles of other documents among the links read like an
agreement of their own. Only what can be told by its form or by a closing marker is taken; what is left
in doubt stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .words import WEB_CLOSINGS

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
        r"(?:hämta|ladda (?:ner|ned)|öppna)\b.{0,80}\b(?:pdf|docx?|word)\b.{0,30}",
        r".{3,80}\((?:pdf|docx?|word)[, ]+[\d,.]+ ?[km]b\)",
        r"(?:hoppa|gå) (?:direkt )?till .{0,30}\b(?:innehåll\w*|meny\w*|sök\w*|navigation\w*)",
        r"driftinformation\b.*",
    )
)
_SIGNATURE = re.compile(
    r"_{4,}|\.{6,}|ort och datum|namnförtydligande|^för\b|\bundertecknat\b", re.IGNORECASE
)


def chrome(texts: Sequence[str]) -> set[int]:
    """Which of a page's lines (or paragraphs) in order are none of its text."""
    out = {i for i, text in enumerate(texts) if _stands_alone(text.strip())}
    for i in range(len(texts) - 1, -1, -1):
        text = texts[i].strip()
        if len(text) > _LINK or _SENTENCE.search(text) or _SIGNATURE.search(text):
            break
        if text.rstrip(":?›» ").casefold() in WEB_CLOSINGS:
            out.update(j for j in range(i, len(texts)) if texts[j].strip())
    return out


def _stands_alone(text: str) -> bool:
    return 0 < len(text) <= _LINE and any(p.fullmatch(text) for p in _ALONE)
