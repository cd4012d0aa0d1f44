"""What changes and outcomes are called, and how a comparison is read."""

from __future__ import annotations

from ...comparison.model import Change, Status

CHANGE_TITLES = {
    Change.GAINED: "vunnet",
    Change.LOST: "förlorat",
    Change.MIXED: "både vunnet och förlorat",
    Change.CHANGED: "ändrat",
    Change.UNCHANGED: "oförändrat",
    Change.ADDED: "nytt",
    Change.REMOVED: "borta",
    Change.OTHER: "går inte att jämföra",
}
STATUS_TITLES = {
    Status.DONE: "hållet",
    Status.PARTLY: "delvis",
    Status.NOT_DONE: "inte hållet",
    Status.CONFLICT: "motstridigt",
    Status.UNCLEAR: "oklart",
    Status.NOT_MENTIONED: "hittades inte",
}
STATUS_MEANINGS = {
    Status.DONE: "uppföljningen säger att löftet är nått",
    Status.PARTLY: "något är gjort, men inte så mycket eller så snart som lovades",
    Status.NOT_DONE: "uppföljningen säger att det inte blev av, eller att målet inte är nått",
    Status.CONFLICT: "uppföljningen säger emot sig själv eller återger löftet fel",
    Status.UNCLEAR: "det nämns, men inte vad det blev, eller inte vilket löfte som menas",
    Status.NOT_MENTIONED: "inget ställe i uppföljningen handlar tydligt om löftet",
}
STATUS_SIGNS = {
    Status.DONE: "[+]",
    Status.PARTLY: "[~]",
    Status.NOT_DONE: "[-]",
    Status.CONFLICT: "[!]",
    Status.UNCLEAR: "[?]",
    Status.NOT_MENTIONED: "[ ]",
}
GUIDE = (
    "Vunnet betyder att ett kriterium gått från saknas eller delvis till något bättre, förlorat det omvända. Det som inte "
    "kunde bedömas i någon av granskningarna jämförs inte. Ett problem eller ett löfte i den ena texten hör ihop med ett i "
    "den andra när de i huvudsak handlar om samma sak. Jämförelsen fäller inga egna omdömen: den ställer två granskningar "
    "bredvid varandra.",
)
GUIDE_FOLLOW_UP = (
    "Varje löfte jämförs med de ställen i uppföljningen som handlar om samma sak på samma plats, tal mot tal i samma enhet. "
    "Ordet genomfört räcker inte för ett löfte med ett tal. Det som inte sägs gissas inte: läs ställena själv innan du drar "
    "slutsatser.",
)
GROUP_TITLES = {
    Change.LOST: "Förlorat",
    Change.GAINED: "Vunnet",
    Change.OTHER: "Går inte att jämföra",
    Change.ADDED: "Bara i den andra granskningens checklista",
    Change.REMOVED: "Bara i den första granskningens checklista",
}
