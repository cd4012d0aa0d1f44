"""References to laws, registry numbers, annexes and named plans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .identifiers import Identifier
from .scan import Scan


@dataclass(frozen=True, slots=True)
class Reference:
    """``kind``: law, ordinance, bill, paragraph, dnr, annex or plan.

    ``number`` is the law's SFS number, the registry number, the annex's number or the paragraph;
    ``name`` the document's name in lower case where the text gives one; ``year`` that of a plan.
    ``attached`` tells for annexes: True (biläggs, bifogas), False (biläggs ej, separat), None unsaid.
    ``earlier`` tells that a registry number is that of a document which this one replaces.
    """

    start: int
    end: int
    kind: str
    number: str = ""
    name: str = ""
    year: int | None = None
    attached: bool | None = None
    earlier: bool = False


_SFS = r"(?:18|19|20)\d\d:\d{1,4}"
_LAW_BEFORE = re.compile(
    r"\b(?P<word>lagen|lag|förordningen|förordning|[\wåäö]+lagen|[\wåäö]+lag|[\wåäö]+balken|[\wåäö]+förordningen)"
    r"(?:\s+om\s+(?:[\wåäö-]+\s+){1,9}?)?\s*\(?\s*(?:SFS\s*)?$",
    re.IGNORECASE,
)
_LAW_AFTER = re.compile(
    r"\)?\s*(?P<about>om\s+(?:[\wåäö-]+[ \t]+){0,7}?[\wåäö-]++)(?=[ \t]*[.,;:)\n]|\s(?:som|och|har|ska"
    r"|ställer|innebär|trädde|träder|säger|är|med|finns|anger|gäller|samt)\b|$)"
)
_BILL = re.compile(r"\b(?:prop|skr|bet|dir|SOU|Ds|rskr)\.?\s*$", re.IGNORECASE)
_SHORT_LAWS = {
    "osl": "offentlighets- och sekretesslagen", "sol": "socialtjänstlagen", "lvu": "lvu", "lvm": "lvm",
    "gdpr": "dataskyddsförordningen", "polislagen": "polislagen",
    "socialtjänstlagen": "socialtjänstlagen", "skollagen": "skollagen", "kommunallagen": "kommunallagen",
    "offentlighets": "offentlighets- och sekretesslagen", "sekretesslagen": "sekretesslagen",
    "dataskyddsförordningen": "dataskyddsförordningen", "förvaltningslagen": "förvaltningslagen",
    "brottsbalken": "brottsbalken", "alkohollagen": "alkohollagen", "ordningslagen": "ordningslagen",
    "kamerabevakningslagen": "kamerabevakningslagen", "arkivlagen": "arkivlagen",
    "barnkonventionen": "barnkonventionen", "polisdatalagen": "polisdatalagen",
    "brottsdatalagen": "brottsdatalagen", "pul": "personuppgiftslagen", "kol": "kommunallagen",
}  # fmt: skip
_OSL_LONG = re.compile(r"offentlighets-\s+och\s+sekretesslagen?s?", re.IGNORECASE)
_CRIME_PREVENTION_LAW = re.compile(
    r"lagen?\s+om\s+kommuners?\s+ansvar\s+för\s+(?:det\s+)?brottsförebyggande\s+arbete(?:t)?", re.IGNORECASE
)
_NUMBER_AFTER = re.compile(rf"\s*\(\s*(?:SFS\s*)?({_SFS})\s*\)")
_PARAGRAPH_LAW = re.compile(r"\s*(?:i\s+)?(?P<law>OSL|SoL|LVU|[\wåäö]*lagen|samma\s+lag)\b", re.IGNORECASE)
_CHAPTER = re.compile(r"\b(?P<n>\d{1,2})\s*kap\.?\s*$", re.IGNORECASE)

_ANNEX = re.compile(
    r"(?P<word>bilagorna|bilagan|bilagor|bilaga|bil\.)(?:\s*(?P<n>\d{1,2}(?:\s?(?:[-–,]|och)\s?\d{1,2})*|[A-H]\b))?",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"\b(?:biläggs|bifogas|bilagd|bilagt|bifogad|bifogat|medföljer|ligger\s+sist|se|enligt|återfinns)\b",
    re.IGNORECASE,
)
_NOT_ATTACHED = re.compile(
    r"\b(?:biläggs\s+(?:ej|inte|senare)|medföljer\s+(?:ej|inte)|separat|finns\s+hos|kan\s+(?:rekvireras|beställas)|tas\s+fram|skickas"
    r"|upprättas|kommer\s+att\s+(?:biläggas|bifogas)|saknas|ej\s+bifogad|utgår)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"(?:handlingsplan|åtgärdsplan|aktivitetsplan|verksamhetsplan|kommunikationsplan|åtagandeplan|uppföljningsplan|tidsplan|policy|program|strategi"
    r"|riktlinje|trygghetsplan|utvecklingsplan|översiktsplan|budget|lägesbild|trygghetsmätning)(?:en|et|er|erna|n|s)?$"
)
_PLAN_ENDINGS = tuple(
    "plan planen planer planerna planens policy policyn program programmet strategi strategin "
    "strategier riktlinje riktlinjer budget budgeten "
    "lägesbild lägesbilden trygghetsmätning trygghetsmätningen".split()
)
_PLAN_YEARS = re.compile(
    r"\s+(?:för\s+(?:åren\s+)?|åren\s+)?(?P<y>(?:19|20)\d\d)(?:\s?[–/-]\s?(?:(?:19|20)?\d\d))?(?![:\d])"
)
_PLAN_NAME = re.compile(
    r"\s+(?:för|mot|om)\s+(?:[\wåäö-]+[ \t]+){0,5}?[\wåäö-]++(?=[ \t]*[.,;:()\n]|\s(?:som|och|har|ska|är"
    r"|från|20\d\d|under)\b|$)"
)
_EARLIER = re.compile(
    r"\b(?:ersätt(?:er|a|ande)|ersatte|tidigare|föregående|förra|upphäver)\b", re.IGNORECASE
)
_REPLACED = re.compile(
    r"\)?,?\s*(?:som\s+|vilken\s+)?(?:(?:därmed|samtidigt)\s+)?(?:ersätts|upphävs|upphör\s+(?:därmed|samtidigt|när|i\s+och\s+med))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"\n|;|(?<!nr)\.\s+(?=[A-ZÅÄÖ])")
_REACH = 140  # characters of a sentence that are looked at
_QUOTED = re.compile(r"\s*[”\"“»](?P<name>[^”\"“«»\n]{3,80})[”\"“«»]")


def find_references(source: str | Scan, start: int = 0, end: int | None = None) -> list[Reference]:
    """All references in order, not overlapping."""
    scan = Scan.of(source, start, end)
    found = [r for i in scan.identifiers if (r := _from_identifier(scan, i)) is not None]
    found += _from_words(scan)
    found.sort(key=lambda r: (r.start, -r.end))
    out: list[Reference] = []
    for reference in found:
        if not out or reference.start >= out[-1].end:
            out.append(reference)
    return out


def _from_identifier(scan: Scan, i: Identifier) -> Reference | None:
    text = scan.text
    if i.kind == "dnr":
        number = _bare_number(text[i.start : i.end])
        return Reference(i.start, i.end, "dnr", number, earlier=_of_earlier(scan, i))
    if i.kind == "paragraph":
        law = _PARAGRAPH_LAW.match(text, i.end, min(scan.end, i.end + 40))
        chapter = _CHAPTER.search(text, max(scan.start, i.start - 12), i.start)
        begin = chapter.start() if chapter else i.start
        stop = law.end() if law else i.end
        return Reference(
            begin, stop, "paragraph", text[begin : i.end].strip(), law.group("law").lower() if law else ""
        )
    if i.kind in ("law", "session"):
        return _law(scan, i)
    return None


def _of_earlier(scan: Scan, i: Identifier) -> bool:
    """Whether the words around a registry number give it to a document before this one."""
    before = scan.text[max(scan.start, i.start - _REACH) : i.start]
    after = scan.text[i.end : min(scan.end, i.end + _REACH)]
    return bool(_EARLIER.search(_SENTENCE_END.split(before)[-1]) or _REPLACED.match(after))


def _bare_number(written: str) -> str:
    return re.sub(
        r"^(?:dnr|diarienr|diarienummer|ärendenummer|ärende|saknr)\.?:?\s*", "", written, flags=re.IGNORECASE
    ).strip()


def _law(scan: Scan, i: Identifier) -> Reference | None:
    text = scan.text
    number = text[i.start : i.end]
    low = max(scan.start, i.start - 110)
    window = text[low : i.start]
    bill = _BILL.search(window)
    if i.kind == "session" or bill:
        begin = low + bill.start() if bill else i.start
        return Reference(begin, i.end, "bill", number)
    before = _LAW_BEFORE.search(window)
    if before is None and not re.search(r"SFS\s*$|\(\s*$", window):
        return None
    sfs = re.search(r"SFS\s*$", window)
    begin = low + before.start() if before else low + sfs.start() if sfs else i.start
    stop = i.end + (1 if text[i.end : i.end + 1] == ")" else 0)
    name = text[begin : i.start].strip(" (").lower() if before else ""
    after = _LAW_AFTER.match(text, i.end, min(scan.end, i.end + 120))
    if after and " om " not in f" {name} ":
        stop = after.end("about")
        name = f"{name} {after.group('about')}".strip().lower()
    kind = "ordinance" if before and "förordning" in before.group("word").lower() else "law"
    return Reference(begin, stop, kind, number, name)


def _trigger(low: str) -> str:
    """What kind of reference a word can begin: law, annex, plan or nothing."""
    if low in _SHORT_LAWS:
        return "short"
    if low in ("lag", "lagen"):
        return "law"
    if low in ("bilaga", "bilagan", "bilagor", "bilagorna"):
        return "annex"
    if low in ("biläggs", "bifogas", "bilagd", "bilagt", "bifogad"):
        return "attached"
    return "plan" if low.endswith(_PLAN_ENDINGS) and _PLAN.search(low) else ""


def _from_words(scan: Scan) -> Iterator[Reference]:
    text = scan.text
    for at, end, low in scan.those(_trigger):
        trigger = _trigger(low)
        if trigger == "short" and (
            len(low) > 4 or text[at:end] in ("OSL", "SoL", "LVU", "LVM", "GDPR", "PUL", "KoL")
        ):
            long = _OSL_LONG.match(text, at, scan.end)
            stop = long.end() if long else end
            number = _NUMBER_AFTER.match(text, stop, scan.end)
            yield Reference(
                at,
                number.end() if number else stop,
                "law",
                number.group(1) if number else "",
                _SHORT_LAWS[low],
            )
        elif trigger == "law":
            m = _CRIME_PREVENTION_LAW.match(text, at, scan.end)
            if m:
                yield Reference(at, m.end(), "law", "2023:196", m.group().lower())
        elif trigger == "annex":
            yield _annex(scan, at)
        elif trigger == "attached":
            yield Reference(
                at, end, "annex", "", text[at:end].lower(), attached=not _NOT_ATTACHED.match(text, at)
            )
        elif trigger == "plan":
            plan = _plan(scan, at, end, low)
            if plan:
                yield plan


def _annex(scan: Scan, at: int) -> Reference:
    text = scan.text
    m = _ANNEX.match(text, at, scan.end)
    assert m is not None
    around = text[max(scan.start, at - 60) : at] + " ¤ " + text[m.end() : m.end() + 80].split("\n")[0]
    attached = False if _NOT_ATTACHED.search(around) else True if _ATTACHED.search(around) else None
    return Reference(
        m.start(), m.end(), "annex", (m.group("n") or "").strip(), m.group().lower(), attached=attached
    )


def _plan(scan: Scan, at: int, end: int, low: str) -> Reference | None:
    """A plan with a name or a year; a bare "handlingsplan" refers to nothing in particular."""
    text = scan.text
    quoted = _QUOTED.match(text, end, scan.end)
    if quoted:
        return Reference(at, quoted.end(), "plan", "", f"{low} {quoted.group('name')}".lower())
    name = _PLAN_NAME.match(text, end, min(scan.end, end + 90))
    stop = name.end() if name else end
    years = _PLAN_YEARS.match(text, stop, scan.end)
    if years:
        return Reference(
            at, years.end(), "plan", "", " ".join(text[at:stop].split()).lower(), int(years.group("y"))
        )
    if name and text[at].isupper() and at > scan.start and text[at - 1] not in "\n\t":
        return Reference(at, stop, "plan", "", " ".join(text[at:stop].split()).lower())
    return None
