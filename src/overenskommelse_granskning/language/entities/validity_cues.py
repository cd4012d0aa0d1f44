"""What stands around a period and tells whether it is that of the document."""

from __future__ import annotations

import re

STRONG = re.compile(
    r"\b(?:gäller|gälla|gällande|löper|giltig\w*|avtalstid\w*|avtalsperiod\w*|löptid\w*|överenskommelsetid\w*"
    r"|träder\s+i\s+kraft|ikraftträd\w*|upphör\w*|förläng(?!d?are|dare|des\b)\w*|varar|träffats?\s+för|tecknas\s+för"
    r"|slut[ei]ts?\s+för|ingås\s+för|ingåtts\s+för|lever\s+i|gör\s+upp\s+för)\b",
    re.IGNORECASE,
)
SOFT = re.compile(
    r"\b(?:omfattar|avser|sträcker\s+sig|period|perioden|för\s+tiden|överens|tidsperiod\w*|för\s+åren|lovar|utlovar|löften?|löftet"
    r"|löftena|tagit\s+fram|ger|gör\s+vi|göra|enats|åtar|ingår|tecknat|beslutat)\b",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"giltig|avtalstid|avtalsperiod|löptid|ikraft|hur\s+länge|när\s+gäller|^tid\b|\btid(?:\s+och|speriod|en)?\b|period\b|gäller"
    r"|revidering|ändring",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:gäller|giltig\w*|avtalstid\w*|avtalsperiod|period|löptid|tid|tidsperiod)\b[^\n]{0,12}$",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\b(?:förra|föregående|tidigare|dåvarande|gamla|ersätter|ersatte|ersatt|avlöser|avlöste|gällde|löpte|upphörde|förlängdes"
    r"|hade\s+(?:vi\s+|ett\s+|en\s+|kommunen\s+)|slöts|skrevs|dessförinnan|historik|senaste|utgångna|motsvarande|då\s+gällande)\b",
    re.IGNORECASE,
)
# "2019 års text": the name of another paper, by its year.
OF_THE_YEAR = re.compile(
    r"\s+års\s+(?:\w+\s)?(?:text|version|överenskommelse|avtal|dokument|skrivning|lydelse|plan)",
    re.IGNORECASE,
)
STATISTICS = re.compile(
    r"anmäl|mätning|enkät|undersökning|statistik|procent|\d\s?%|\bökade|\bökat|\bminskade|\bminskat|jämfört|svarade|uppgav"
    r"|genomsnitt|invånare|rapport|studie|forskning|regering|i snitt|fler än|färre än|andelen|antalet"
    r"|brottsförebyggande program"
    r"|kartläggning|trygghetsmätning|lägesbild",
    re.IGNORECASE,
)
OTHER_DOCUMENT = re.compile(
    r"(?P<plan>handlingsplan|åtgärdsplan|aktivitetsplan|verksamhetsplan|kommunikationsplan|policy|strategi|program|riktlinje)"
    r"|(?P<agreement>överenskommelse|avtal(?!s?tid|speriod))"
    r"|(?P<promise>löfte)|(?P<never>vision|budget|bokslut|projekt|bilaga|utredning|planperiod|översiktsplan|tillstånd)",
    re.IGNORECASE,
)
OWN_SUBJECT = re.compile(
    r"\b(?:denna|detta|den\s+här|det\s+här|dessa|följande|nedanstående|överenskommelsen|avtalet|löftet|löftena|samverkansöverenskommelsen"
    r"|dokumentet|texten|handlingen|planen|programmet|papperet|rutinen|bilagan|den|de|vi|parterna)\b",
    re.IGNORECASE,
)
DOCUMENT_SUBJECT = re.compile(
    r"överenskommelse|avtal|löfte|dokument|handling|plan|program|papper|giltighet|löptid|\bperiod|samverkan\b|parterna",
    re.IGNORECASE,
)
YEAR_LEAD = re.compile(r"\b(?:under|för|hela|år|åren)\s+(?:år\s+)?$", re.IGNORECASE)
PAST = re.compile(
    r"\s+(?:\w+(?:ade|ades|ats|dde|ddes|rdes|ttes)|var|hade|fick|blev|kom|låg|skedde|begicks|drevs?|pågick|fanns|stod|har)\b",
    re.IGNORECASE,
)
# "Den nya lagen träder i kraft den 1 juli 2023": the law's day, not the document's.
OF_A_LAW = re.compile(
    r"\b(?:lag(?:en|stiftning\w*)?|\w+(?:skydds|polis|social|ram|special|ordnings)lag(?:en)?|förordning(?:en)?|lagkrav\w*|krave[tn]"
    r"|kraven|skyldighet\w*)\b(?P<between>[^.;]*)\s(?:träder|trädde|gäller|gällde|börjar|började)\b(?P<behind>[^.;]*)$",
    re.IGNORECASE,
)
# What a document calls itself: where one of these words stands by, the day is the document's.
OF_ITSELF = re.compile(
    r"överenskommelse|avtal|löfte|dokument|\bplan\b|\bplanen|samverkan|samarbete|program|\b(?:detta|det här|den här)\b",
    re.IGNORECASE,
)
DEMONSTRATIVE = re.compile(
    r"\b(?:det|den|denna|detta|dessa|de)(?:\s+här)?\s+\w*$|\bvår[at]?\s+\w*$", re.IGNORECASE
)
EXTENDED = re.compile(r"\bförläng(?:a|d|t|ts|s|as|da|er|ning)\b", re.IGNORECASE)
# It goes on by itself after its end: "förlängs med ett år i taget om ingen säger upp den".
_GOES_ON = r"(?:förläng(?:s|as)|prolongeras|(?:fort)?löper(?:\s+den|\s+det)?\s+vidare|(?:fortsätter|fortsatt)\s+(?:att\s+)?gälla)"
_UNTOLD = (
    r"(?:om|såvida|så\s+länge|därest|ifall)\s+(?:inte\b|ej\b|ingen\b|inget\b|ingendera\b|den\s+inte|den\s+ej|det\s+inte|"
    r"(?:avtalet|överenskommelsen)\s+(?:inte|ej)|(?:någon|endera)\b[^.;]{0,30}\binte)"
    r"[^.;]{0,60}\bsäg(?:er|s|a|as|es)\b|i\s+annat\s+fall|per\s+automatik|automatiskt"
)
RENEWS = re.compile(
    rf"(?:{_UNTOLD})[^.;]{{0,80}}\b{_GOES_ON}|\b{_GOES_ON}[^.;]{{0,80}}\b(?:{_UNTOLD})", re.IGNORECASE
)
NOT_RENEWED = re.compile(
    rf"\b{_GOES_ON}\s+(?:inte|ej|aldrig)\b|\b(?:inte|ej|aldrig)\s+{_GOES_ON}", re.IGNORECASE
)
PLACEHOLDER_END = re.compile(
    r"^\s*(?:till(?:\s+och\s+med)?|t\.?o\.?m\.?|[-–])\s*(?:den\s+)?[\[_<(X.]", re.IGNORECASE
)
