"""Patterns of periods: year ranges, words that lead to a date or join two."""

from __future__ import annotations

import re

YEAR = r"(?:19|20)\d\d"
MONTH_AFTER = r"\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)"
YEARS = re.compile(
    rf"""
    (?<![\d.:/-])(?P<a>{YEAR})
    (?: \s?(?P<sep>[-–—−]{{1,2}})\s?(?:år\s+)?(?P<b>{YEAR}|\d\d)(?![\d:]|[-/.–]\d|{MONTH_AFTER})
      | \s?/\s?(?P<c>{YEAR}|\d\d)(?![\d:]|[-/.]\d)
      | \s+(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|tom|till)\s+(?:år\s+)?(?P<e>{YEAR})\b(?![-/:]?\d)
      | (?:,\s+{YEAR}){{0,8}}\s+(?:och|samt|&)\s+(?P<f>{YEAR})\b(?![-/:]?\d)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
TWO_YEARS_LEAD = frozenset("åren år under för löften löfte både gäller avser omfattar perioden".split())
FROM = re.compile(
    r"(?:\b(?P<strong>från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|from|med\s+start|med\s+början|start(?:ar)?|räknat\s+från"
    r"|träder\s+i\s+kraft|börjar\s+gälla|ikraft(?:träder)?|gäller\s+från|gäller\s+sedan|gällt\s+sedan|i\s+kraft\s+sedan|löper\s+från|tidigast|med\s+verkan\s+från)"
    r"|\b(?P<weak>från|mellan|gäller|perioden|period|tiden|giltig|avser|omfattar))[:,]?\s+(?:i\s+|ett?\s+|den\s+)?$",
    re.IGNORECASE,
)
UNTIL = re.compile(
    r"\b(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|tom|längst\s+till|fram\s+till|intill|tills|till|upphör(?:\s+att\s+gälla)?"
    r"|löper\s+ut|slut(?:ar)?|senast\s+till)\s+(?:utgången\s+av\s+|slutet\s+av\s+|och\s+med\s+|den\s+)*$",
    re.IGNORECASE,
)
CONNECT = re.compile(
    r"""\s*(?:
        [-–—−]{1,2}
      | ,?\s*(?:(?:och|samt|men)\s+)?
        (?:(?:som\s+|den\s+|är\s+|den\s+är\s+)?(?:gäller|löper|sträcker\s+sig|varar|pågår|förlängd|förlängs|giltig|upphör(?:\s+att\s+gälla)?|avslutas|slut(?:ar)?
             |löper\s+ut|är\s+giltig|är\s+förlängd)\s*)?
        (?:,?\s*(?:dock\s+)?längst\s+)?
        (?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|tom\b|till|fram\s+till(?:\s+och\s+med)?|intill|tills)?
    )\s*(?:den\s+|utgången\s+av\s+|slutet\s+av\s+|med\s+)*""",
    re.VERBOSE | re.IGNORECASE,
)
TO_WORD = re.compile(
    r"till|t\.?\s?o\.?\s?m|tom\b|[-–—−]|upphör|slut|löper\s+ut|avslutas|intill", re.IGNORECASE
)
AND = re.compile(r"\s+och\s+(?:den\s+)?$", re.IGNORECASE)
BETWEEN = re.compile(r"\bmellan\s+(?:den\s+)?$", re.IGNORECASE)
OPEN = re.compile(r"tills\s+vidare\b", re.IGNORECASE)
OPEN_ALSO = re.compile(r"på\s+obestämd\s+tid\b|utan\s+tidsbegränsning\b|tv\.(?=\s|$)", re.IGNORECASE)
UNTIL_REPLACED = re.compile(
    r"(?:tills?|fram\s+till|intill)\s+(?:dess\s+)?(?:att\s+)?(?:de\s+|den\s+|dessa\s+|det\s+)?(?:en\s+|ett\s+)?"
    r"(?:ersätts|ersättas|(?:nya|ny|nytt|nästa|annan|annat|reviderad|uppdaterad)\b"
    r"(?:(?:[ \t]+[\wåäö-]+){0,4}?[ \t]+(?:presenteras|tecknas|ersätts?|antas|beslutas|träder|skrivs"
    r"|undertecknas|gäller|ingås"
    r"|finns|tas|är)\b|[ \t]+[\wåäö-]+))",
    re.IGNORECASE,
)
DURATION_LEADS = frozenset(
    "i om på för under av är giltighetstid giltighetstiden avtalstid avtalstiden löper gäller "
    "giltig löptid period".split()
)
DURATION_UNITS = {"år": 12, "månader": 1, "månad": 1, "mandatperioder": 48, "mandatperiod": 48}
STEP = re.compile(r"\s+(?:i\s+taget|i\s+sänder|åt\s+gången)", re.IGNORECASE)
FROM_SIGNING = re.compile(
    r"\s*,?\s*(?:räknat\s+)?(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?)\s+(?:dagen\s+för\s+|datum\s+för\s+|det\s+att\s+)?"
    r"(?:under(?:tecknande|skrift|tecknad)|påskrift|signering)\w*",
    re.IGNORECASE,
)
LONG_YEAR = {
    f"{n}årig{ending}": months
    for n, months in (("ett", 12), ("två", 24), ("tre", 36), ("fyra", 48), ("fem", 60))
    for ending in ("", "t", "a")
}
