"""Tables and patterns of dates."""

from __future__ import annotations

import re

from ...vocabulary import swedish
from .numbers import ordinals

MonthDay = tuple[int, int]
MONTHS = {name: number for number, name in enumerate(swedish.MONTHS, 1)}
SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
SEASONS: dict[str, tuple[MonthDay, MonthDay]] = {
    "vår": ((3, 1), (5, 31)),
    "sommar": ((6, 1), (8, 31)),
    "höst": ((9, 1), (11, 30)),
    "vinter": ((12, 1), (2, 28)),
    "vårtermin": ((1, 8), (6, 15)),
    "hösttermin": ((8, 15), (12, 22)),
    "läsår": ((8, 15), (6, 15)),
}
HOLIDAYS: dict[str, MonthDay] = {
    "nyårsdagen": (1, 1),
    "nyårsafton": (12, 31),
    "nyår": (12, 31),
    "julafton": (12, 24),
    "juldagen": (12, 25),
    "luciadagen": (12, 13),
    "valborg": (4, 30),
    "valborgsmässoafton": (4, 30),
    "nationaldagen": (6, 6),
}
YEAR = r"(?:19|20)\d\d"
MON = f"(?:{swedish.MONTH_NAMES})"
MON_ANY = "(?:" + "|".join([*MONTHS, *(f"{m}\\.?" for m in sorted(SHORT, key=len, reverse=True))]) + ")"
ORD = "(?:" + "|".join(sorted(ordinals(), key=len, reverse=True)) + "|sista|siste)"


def year_group(name: str) -> str:
    """A year that may follow a date, as a group of that name: "1 mars 2023-31 december 2026" has two."""
    return rf",?\s+(?:år\s+)?(?P<{name}>{YEAR})\b(?![/:]?\d)(?!-\d(?!\d?\s+{MON}))"


# Applied at words that can begin a mention (see FIRST_WORDS), never searched.
TEXTUAL = re.compile(
    rf"""
    (?:
    (?<![\d.,:/])(?:(?<!\d-)|(?:(?<=19\d\d-)|(?<=20\d\d-))(?!\d\d-\d\d))(?P<d1>3[01]|[12]\d|0?[1-9])(?:\s?:?[ea]\b|\.)?
        (?:\s*(?:[–-]|\boch\b|\btill\b|\beller\b)\s*(?:den\s+)?(?P<d2>3[01]|[12]\d|0?[1-9])(?::[ea]\b|\.)?)?
        \s+(?P<dmon>{MON_ANY})(?![\wåäö])
        (?:{year_group("dy")}|\s?[’'-](?P<dy2>\d\d)(?!\d|[.:]\d|\s*{MON}))?
  | (?P<ord>{ORD})\s+(?:dagen\s+i\s+)?(?P<omon>{MON})\b(?:{year_group("oy")})?
  | (?P<holiday>nyårsdagen|nyårsafton|julafton|juldagen|luciadagen|valborgsmässoafton|nationaldagen)\b
        (?:{year_group("hy")})?
  | (?P<mon>{MON})\b(?:\s+månad\b)?(?:{year_group("my")})?
  | (?P<season>vårterminen|höstterminen|våren|sommaren|hösten|vintern|vår|höst|sommar|vinter)
        (?:säsongen)?\b(?:\s+(?:år\s+)?(?P<sy>{YEAR})(?:\s?[/–-]\s?(?:20)?(?P<sy2>\d\d)\b)?(?![-/:]?\d))?
  | (?P<term>[VH]T)[ -]?(?P<ty>{YEAR}|\d\d)\b
  | (?P<schoolyear>läsåret)\s+(?P<ly>{YEAR})\s?[/–-]\s?(?:{YEAR}|\d\d)\b
  | (?:(?:kvartal|kv\.?)\s?(?P<q1>[1-4])|(?P<q2>första|andra|tredje|fjärde|sista)\s+kvartalet
      |Q(?P<q3>[1-4]))\b
        (?:[,/-]?\s*(?:av\s+|under\s+)?(?:år\s+)?(?P<qy>{YEAR})\b)?
  | (?P<half>första|andra)\s+halvåret\b(?:\s+(?:av\s+)?(?P<hay>{YEAR})\b)?
  | halvårsskiftet\b(?:\s+(?P<hsy>{YEAR})\b)?(?P<halfturn>)
  | (?:tertial\s?(?P<t1>[1-3])|(?P<t2>första|andra|tredje|sista)\s+tertialet)\b
        (?:[,/]?\s+(?:av\s+)?(?P<tey>{YEAR})\b)?
  | (?:vecka|veckorna|v\.?)\s?(?P<w1>5[0-3]|[1-4]\d|0?[1-9])
        (?:\s?(?:[–-]|\boch\b|\btill\b)\s?(?P<w2>5[0-3]|[1-4]\d|0?[1-9]))?
        \b(?!\s?%|[.,]\d)(?:,?\s+(?:år\s+)?(?P<wy>{YEAR})\b)?
  | årsskiftet\b(?:\s+(?:till\s+)?(?P<ay>{YEAR})(?:\s?[/–-]\s?(?P<ay2>{YEAR}|\d\d)\b)?)?(?P<turn>)
  | (?P<edge>årets\s+slut|slutet\s+av\s+året|utgången\s+av\s+året|årets\s+utgång
      |årets\s+början|början\s+av\s+året)\b
        (?:\s+(?P<ey>{YEAR})\b)?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMERIC = re.compile(
    r"""
    \b(?=\d)(?<![\d.,:/])(?:
        (?P<y>(?:19|20)\d\d)(?P<sep>[-/.–])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)
      | (?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?![\d-])
      | (?P<y2>[0-4]\d)(?P<sep2>[.-])(?P<m2>0[1-9]|1[0-2])(?P=sep2)(?P<d2>3[01]|[12]\d|0[1-9])(?![\d-]|\.\d)
      | (?P<ed>3[01]|[12]\d|0?[1-9])(?P<sep3>[./-])(?P<em>1[0-2]|0?[1-9])(?P=sep3)(?P<ey>(?:19|20)\d\d)(?!\d)
      | (?P<fd>3[01]|[12]\d|0?[1-9])/(?P<fm>1[0-2]|0?[1-9])
            (?:\s?[-–]\s?(?P<fy2>\d\d)(?!\d)|[ ,]\s?(?P<fy>(?:19|20)\d\d)\b)
      | (?P<ym>(?:19|20)\d\d)-(?P<mm>0[1-9]|1[0-2])(?![\d/:-])
      | (?P<year>(?:19|20)\d\d)(?!\d|:(?=\S)|:\s\d{1,4}\b(?!\s\w)|-tal|[.,/-]\d)
    )
    """,
    re.VERBOSE,
)
# A four-digit number is a year unless it counts something: a quantity cue before it, or a noun after it
# with no word that leads in a year.
YEAR_LEAD = re.compile(
    r"(?:^|[\n\t(|–—-]|\b(?:år|året|åren|års|under|i|sedan|från|till|för|senast|före|efter|mot|med|mellan|och|samt|eller"
    r"|av|inför|vid|hösten|våren|vintern|sommaren|perioden|t\.?o\.?m\.?|fr\.?o\.?m\.?|tills|kring|gällande|avser|hela"
    r"|än|jämfört|kalenderåret|verksamhetsåret|budgetåret|mandatperioden|den|om|ur)|[a-zåäö]{3,}(?:en|et|an|na|in|un))\W*$",
    re.IGNORECASE,
)
COUNT_LEAD = re.compile(
    r"\b(?:minst|högst|cirka|ca|circa|omkring|ungefär|drygt|knappt|nästan|uppåt|totalt|max|sammanlagt|närmare|antal\w*"
    r"|uppgår|kostar|om)\.?\s*$",
    re.IGNORECASE,
)
UNIT_AFTER = re.compile(
    r"\s*(?:%|kr\b|kronor|procent|personer|invånare|lägenheter|timmar|poliser|anmälningar|elever|hushåll|meter\b|st\b"
    r"|respondenter|svar\b|ungdomar|barn\b|brott\b|tkr\b|deltagare|besök|fall\b)",
    re.IGNORECASE,
)
AFTER_YEAR = re.compile(
    r"\s*(?:[^\w\s]|$|\n|(?:och|till|är|ska|var|har|för|i|på|som|samt|med|mot|men|eller|av|vid|t|fram"
    r"|gäller|att|den|då|när|under|mellan|från|om|visar|visade|hade|blev|genom|års?|tills|bör|kommer)\b)"
)
# "ska 2026 vara högst 25": between the two verbs, where a count has its noun.
MODAL_LEAD = re.compile(r"\b(?:ska|skall|bör)\s+$", re.IGNORECASE)
VERB_AFTER = re.compile(
    r"\s+(?:(?:inte|högst|minst)\s+)?(?:vara|ha|finnas|[a-zåäö]{3,}(?:[st]?iga|as)\b)", re.IGNORECASE
)
# The words that a mention in words can begin with ("den" is added afterwards).
FIRST_WORDS = (
    frozenset(MONTHS)
    | frozenset(ordinals())
    | frozenset(HOLIDAYS)
    | frozenset(SEASONS)
    | frozenset(
        "sista siste våren sommaren hösten vintern vårterminen höstterminen läsåret kvartal kv "
        "halvårsskiftet tertial "
        "vecka veckorna v årsskiftet årets slutet utgången början q1 q2 q3 q4 vt ht sommarsäsongen "
        "vintersäsongen".split()
    )
)
TERM_WORD = re.compile(r"[vh]t(?:\d\d)?\d\d$")
WEEK_WORD = re.compile(r"v\d\d?$")
SURNAME = re.compile(r"[ -][A-ZÅÄÖ][a-zåäö]")
