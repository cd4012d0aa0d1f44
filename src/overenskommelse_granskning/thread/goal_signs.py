"""Signs by which a sentence is known to state a goal, or not to: future, comparison, what others want."""

from __future__ import annotations

import re

from ..language.gates import Gate

_RX = re.IGNORECASE
WILL = Gate(
    r"\b(?:ska|skall|kommer att)\b|\b(?:vi|parterna) vill\b|\bvill (?:vi|parterna)\b|\bfår (?:(?:inte|aldrig) )?(?:vara|ha|bli|ligga)\b|"
    r"\b(?:räknar|siktar) (?:vi|parterna)\b|\b(?:vi|parterna) (?:räknar|siktar)\b"
)
# Words that the cue of negation takes, and that in a goal tell the state to reach.
REACHED = Gate(r"\bavstår\b|\bupphör\w*|\b(?:ingen|inga|inget)\b(?:\s\S+){0,6}?\sska\b")
NO_GOAL_SET = Gate(
    r"\b(?:mål|målet|målen|nivån?|värdet?|siffran?)\b.*\b(?:inte|ej)\b|\b(?:inget|inga|något) mål\b"
)
# A state that is to be reached by a time: "Före utgången av 2028 ska eleverna våga …", "Under 2025 ska ingen …".
REACHED_BY = Gate(
    r"^\W*(?:senast|före|innan|till|vid|under|år|hösten|våren|sommaren|vintern)\b(?:\s\S+){0,4}?\s(?:19|20)\d\d(?: års slut)?"
    r"\s(?:ska|skall)\s(?:(?:ingen|inga|inget)\b|(?:\S+\s){1,4}?(?:åter\s)?(?:våga|känna|slippa|uppleva|kunna)\b)"
)
LEVEL_BY = Gate(
    r"^\W*(?:senast|före|innan|till|vid|år|hösten|våren|sommaren|vintern)\b(?:\s\S+){0,4}?\s(?:19|20)\d\d\s(?:ska|skall)\s"
    r"(?:\S+\s){1,6}?(?:vara|ha|finnas)\b"
)
# Whose state is a matter of the work itself: "Under 2026 ska alla medarbetare kunna använda systemet."
STAFF = Gate(
    r"\b(?:\w*personal\w*|medarbetar\w*|part(?:erna|en|er)|anställda|chefer\w*|möten\w*|grannar|deltagar\w*)\b"
)
# A state told by comparison: "inte fler än i fjol", "av mindre omfattning än", "ner till hälften så många".
HELD_AGAINST = Gate(
    r"\b(?:inte|aldrig)\b(?:\s\S+){0,4}?\s(?:fler|mer|högre|större|över)\b",
    r"\b(?:färre|mindre|lägre|mer sällsyn\w+|ovanligare)\b(?:\s\S+){0,3}?\sän\b",
    r"\bhälften så\b|\bpå samma nivå som\b",
)
ARRANGED = Gate(
    r"\b\w*(?:grupp|råd|möte|protokoll|ledamöt|ledamot|representant|deltagar|dokument|rapport|redovisning|handling|"
    r"förvaltning|överenskommelse|avtal|uppgift)(?:en|et|er|erna|ar|arna|na|n|t)?\b"
)
WANTED = Gate(
    r"\b(?:vi|parterna) (?:vill|siktar på|räknar med)\b|\b(?:vill|siktar|räknar) (?:vi|parterna)\b|\bambitionen\b|"
    r"\bska ha lyckats när\b"
)
STANDS = re.compile(r"^\W*(?:I dag|Idag|Nu|Utgångs|Nuläge|Läget|Basår|Jämför)", re.IGNORECASE)
BETTER = re.compile(
    r"^\W*(?:färre|fler|minskad\w*|minskat|ökad\w*|ökat|lägre|högre|inga|ingen)\b", re.IGNORECASE
)
OPENING = re.compile(r"^\W*([^\W\d_]+)")
OTHERS = Gate(r"^\W*enligt (?:det |den )?(?:nationell\w*|regeringens?|statens?|agenda|polismyndighetens)\b")
EXAMPLE = Gate(
    r"\b(?:till exempel|t\.ex\.|exempelvis)\s?:|\b\w*mål(?:en)? (?:beskriver|handlar om|säger|anger)\b"
)
AGENT_FIRST = Gate(
    r"^(?:\W|\d|\b[A-D]\b[.)]?)*(?:\S+\s){0,2}?(?:kommunen|polisen|parterna|part|vi|"
    r"styrgruppen|rådet|\w+(?:förvaltningen|nämnden|tjänsten|chefen|samordnaren))\s"
    r"(?:ska|skall|kommer att|vill|bör|åtar sig)\b"
)
OUTCOME_VERB = Gate(
    r"\b(?:minska\w*|halvera\w*|sänk\w+|slut på|färre|få (?:ned|ner|bort)|(?:ned|ner) till|hälften så)\b"
)
GOAL_WORD = Gate(
    r"\b(?:effekt|del|process|huvud|produktions|inriktnings)?mål(?:et|en|sättning\w*|bild\w*)?\b"
)
TITLE_GOAL = Gate(
    r"^\W*(?:\S+\s){0,2}?(?:effekt|del|process|huvud)?mål(?:et|en|"
    r"sättning\w*)?\b\s?\S{0,3}\s?:|\b(?:mål|målet|målen|målsättning\w*)\s(?:är|"
    r"blir)(?:\s\w+)?\s?att\b|"
    r"\bär (?:\w+ ){0,2}mål(?:et|en|sättning\w*)?\s+att\b|"
    r"\bmålet för (?:\S+\s){1,6}?är\s(?:\w+\s)?att\b|\bsom mål att\b|\b(?:målbild(?:en)?|siktet)\b(?: är att|\s?:)|"
    r"\bmålet är (?:färre|fler|lägre|högre|mindre|minskad\w*|minskat|ökad\w*|ökat)\b"
)
COMPARATIVE = re.compile(
    r"^\W*(?:[A-H]?\d?[.):]?\s)?(?:färre|fler|minskad\w*|minskat|ökad\w*|ökat|lägre|högre|"
    r"tryggare|lugnare|bättre|kortare|snabbare|säkrare|högst|minst|senast|"
    r"en \w+del färre|\d+)\b",
    _RX,
)
MEASURED = Gate(r"\b(?:andel\w*|antal\w*|siffra\w*|medel\w+|(?:mindre|lägre|högre|större) andel)\b")
CHANGED = Gate(r"\b(?:mindre|lägre|högre|större|ned|ner|nere|upp)\b")
ATTAINED = Gate(r"\bska\b(?:\s\S+){1,9}?\sha\s\w+(?:t|ts|tit|it)\b")
PAST = Gate(r"\b(?:blev|var|hade|fick|gick|kom|låg|\w{3,}(?:ades|ade|des|dde))\b")
PURPOSE = Gate(
    r"\bvill (?:med|genom) (?:denna|den här|det här|detta|överenskommelsen|avtalet)\b|"
    r"^(?:\W|\d)*(?:genom (?:denna |den här )?(?:överenskommelsen?|att|samverkan|"
    r"avtalet)\b|tanken (?:med|är)|meningen (?:med|är))|\bså att färre\b|\bför att\b"
)
WISH = Gate(r"\bborde\b|\b(?:en del|många|några) (?:säger|tycker|vill)\b")
HEADED_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OUTCOME_HEADER = re.compile(r"resultat|utfall|nådde|uppnåd|gick det|blev det|fortsätt", _RX)
EMPTY_CELL = re.compile(r"^[\s–—.-]*$|^(?:saknas|ej|inget|se )\b", _RX)
COMPLETES = re.compile(
    r"^(?:I dag|Idag|Nu|Läget|Utgångs|Jämför|Det (?:är|var|motsvarar)|(?:År|Under|Hösten|"
    r"Våren|Sommaren|Vintern|I \S+) (?:\S+ )?\d{4}\b|\d{4}\b|Mät|Målet mäts|Detta mäts|"
    r"I \w*(?:enkät|mätning)|Som mått)",
)
