"""What leads into promises: headings, labels and sentences, and what they announce."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Section
from ..language.analysis import Analysis, Unit
from ..language.cues import CANCELLING, Flag
from ..language.units import UnitKind

DEAD = CANCELLING | {Flag.EARLIER}


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its units (the defining one first), what leads into it, and, where it is only a
    part of a sentence, that part as a unit of its own."""

    units: tuple[Unit, ...]
    lead: tuple[Unit, ...] = ()
    part: Unit | None = None


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One pattern of several alternatives, upper and lower case alike."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


# What leads into a list. The first that matches decides, in this order.
LEAD_OTHER = any_of(
    r"\b(?:förra|föregående|tidigare|fjolårets|senaste) (?:\w+ )?(?:\w*löfte\w*|gången|omgången|perioden|"
    r"överenskommelsen)\b",
    r"^(?:\S+\s+){0,8}\S*(?:förra|föregående|tidigare|i fjol|fjolårets|senaste)\b(?:\s+\S+){0,5}\W*$",
    r"\b(?:gick det|det gick|höll vi|vi höll|blev det|gällde|lovade|har hänt|har gjorts|är gjort)\b",
    r"\b(?:utfall|resultat|underskrift\w*|undertecknat|kontakt(?:a|er|uppgifter|personer)?|bilag\w+|"
    r"läs (?:mer|också)|länkar|relatera\w+|(?:styrande|fler|andra) dokument|mer information)\b",
    r"\b(?:du|ni)\b(?: \w+)? (?:kan(?!.{0,12}(?:vänta|räkna|lita))|själva?|göra|bidra|hjälpa|veta|"
    r"får veta)\b|\bkan (?:du|ni)\b(?! (?:för)?vänta| räkna med| lita)|\btips\b",
    r"\b(?:kom|kommit|växte|vuxit|togs|tagits) (?:\w*löfte\w* |vi |det )?(?:till|fram)\W*$|\bhandlar (?:det|löftet|det här) om\W*$",
    r"\b(?:följs|följas|följer vi) upp\b|\buppföljning\w*|\butvärder\w+",
    r"\b(?:så|hur) (?:vet|märker|kontrollerar|mäter|ser) (?:vi|ni|du)\b|^\W*(?:annat|övrigt|övriga (?:frågor|uppgifter))\W*$",
)
LEAD_PROMISE = any_of(
    r"\b\w*löfte(?:n|t|na)?\b|\b(?:ut)?lova(?:r|s|t)?\b|\båta(?:r|gande\w*)\b|\bförbinder\b|\bförpliktar\b|\butfäster\b|\bgaranter\w+",
    r"\b(?:gör|göra|görs|genomför\w*|ska|skall|kommer att|kommer vi att)\b|\bvill\b.{0,40}(?:\batt)?\W*$",
    r"\b(?:för)?vänta (?:dig|er|oss)\b|\bräkna med\b",
    r"\b\w*(?:insats|åtgärd|aktivitet)(?:er|en|erna)?\b|\bföljande\b|\bpunkter(?:na)?\b",
)
LEAD_GROUND = any_of(
    r"\b(?:lyssna\w*|fråga\w*|frågat|svar\w*|berätta\w*|synpunkt\w*|tyck\w*|sa|sade|säger|tycker|"
    r"dialog\w*)\b",
    r"\b(?:stör|störa|problem\w*|läge\w*|nuläge\w*|statistik\w*|siffror|ser det ut|det ser ut|så är det|"
    r"vi ser|visar)\b",
    r"\b(?:varför|orsak\w*|bakgrund\w*|därför)\b",
)
PERSONAL = any_of(r"[\w.+-]+@[\w-]+\.\w|\b0\d{1,3}[- ]\d{2,}|\b114 ?14\b|\bring 112\b")
# A link to a document or to what became of earlier promises.
LINK = any_of(
    r"\((?:pdf|word|docx?|xlsx?)\b|\d\s?[kM]B\b|\blänk till (?:annan|extern)",
    r"^\W*(?:så|hur) (?:gick|blev) det\b",
)
# "Det lovar kommunen och polisen invånarna i år."
_ANNOUNCES = any_of(
    r"^\W*(?:allt )?(?:det|detta|så)\s(?:här\s)?(?:lovar|utlovar|garanterar)\b(?!.*\batt\b)[^:]*$"
)
_LABEL_END = re.compile(r"[.!?]\s*$")


def headings_above(analysis: Analysis, section_id: int | None) -> tuple[Unit, ...]:
    """Heading units of a section and of the sections above it, nearest first."""
    out: list[Unit] = []
    while section_id is not None:
        section: Section = analysis.document.sections[section_id]
        units = analysis.by_section.get(section_id, ())
        if section.heading_block is not None:
            out.extend(u for u in units[:1] if u.kind is UnitKind.HEADING)
        section_id = section.parent
    return tuple(out)


def is_label(unit: Unit) -> bool:
    """A short line without a full stop: a heading set as a paragraph, or the lead-in of a list."""
    return len(unit.text.split()) <= 9 and not _LABEL_END.search(unit.text)


def announcements(analysis: Analysis) -> tuple[Unit, ...]:
    """Sentences that only say who promises what is told beside them."""
    return tuple(u for u in analysis.units if u.kind is UnitKind.SENTENCE and _ANNOUNCES.search(u.text))
