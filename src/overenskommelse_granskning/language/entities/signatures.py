"""Who has signed: the signature block, or what running text says about the signing.

Blocks come in many layouts: a line per signer, a table with a column per party, names first and titles
after, blanks to be filled in. The document is cut into lines (a table column is a series of lines);
each line is reduced to names, functions, parties, dates and blanks, and a small state machine
pairs them. What is only a blank is kept, unfilled: a draft has a block too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ...document import Document
from .organisations import OrgMention
from .outline import Outline
from .signature_lines import Line, LineFacts, LineReader
from .signature_zones import signature_zones


@dataclass(frozen=True, slots=True)
class Signature:
    """One signer, or a place for one (``filled`` false).

    ``role`` is the title as written, ``role_id`` its identifier (see ``roles``), ``standing`` acting,
    deputy or empty; ``party`` is municipality, police, other or None, ``organisation`` its name as written.
    """

    name: str | None
    role: str | None
    party: str | None
    place: str | None
    date: date | None
    start: int
    end: int
    filled: bool
    role_id: str = ""
    standing: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """All signatures of a document and what follows from them.

    ``digital`` is true where the text says that it was signed electronically.
    """

    signatures: tuple[Signature, ...] = ()
    digital: bool = False

    @property
    def filled(self) -> tuple[Signature, ...]:
        return tuple(s for s in self.signatures if s.filled)

    @property
    def blanks(self) -> tuple[Signature, ...]:
        return tuple(s for s in self.signatures if not s.filled)

    def of(self, party: str) -> tuple[Signature, ...]:
        """The filled signatures of one party."""
        return tuple(s for s in self.filled if s.party == party)

    @property
    def signed_on(self) -> date | None:
        """The last date at which somebody signed."""
        return max((s.date for s in self.filled if s.date), default=None)

    @property
    def by_chair_and_police_chief(self) -> bool:
        """Signed by kommunstyrelsens ordförande (for every municipality) and the police chief."""
        return self.by_chair and self.by_police_chief

    @property
    def by_chair(self) -> bool:
        """Kommunstyrelsens ordförande has signed for every municipality."""
        municipality = self.of("municipality")
        return bool(municipality) and all(s.role_id == "kso" and s.standing != "deputy" for s in municipality)

    @property
    def by_police_chief(self) -> bool:
        """The chief of the police area has signed."""
        chiefs = ("lpo_chief", "local_police_chief")
        return any(s.role_id in chiefs and s.standing != "deputy" for s in self.of("police"))

    @property
    def dated(self) -> bool:
        """Every filled signature has a date."""
        return bool(self.filled) and all(s.date for s in self.filled)


def document_signatures(document: Document, *, outline: Outline | None = None) -> SignatureFacts:
    """Find the signatures of a document. The first zone (block before running text) that yields
    a filled signature decides; blanks of the block are kept beside it, and so is whoever a sentence
    says has signed for another party."""
    outline = outline or Outline(document)
    digital = False
    best: list[Signature] = []
    told: list[Signature] = []
    lines = LineReader(outline)
    for zone in signature_zones(outline, lines):
        read = _Reader(lines, zone.explicit).read(zone.columns)
        found = [x for x in read if x.filled or not _running_sentence(document.text, x.start)]
        digital = digital or zone.digital
        told += found if zone.told else []
        if _weight(found) > _weight(best):
            best = found
    return SignatureFacts(tuple(_unique([*best, *_of_others(told, best)])), digital)


def _of_others(told: list[Signature], best: list[Signature]) -> list[Signature]:
    """Those of whom a sentence says that they have signed, for a party that nobody else has signed for."""
    parties = {s.party for s in best if s.filled}
    return [s for s in told if s.filled and s.party and s.party not in parties]


def _running_sentence(text: str, at: int) -> bool:
    """Whether the line is a sentence about who signs, not a place for a signature."""
    first = text.rfind("\n", 0, at) + 1
    last = text.find("\n", at)
    line = text[first : last if last >= 0 else len(text)].strip()
    return line.endswith(".") and not line.endswith("..") and len(line.split()) >= 5


def _unique(found: list[Signature]) -> list[Signature]:
    """In text order; who is named twice (as addressee, in a caption) counts once, dated if anywhere."""
    out: list[Signature] = []
    for signature in sorted(found, key=lambda s: s.start):
        same = next((i for i, s in enumerate(out) if s.name and s.name == signature.name), None)
        if same is None:
            out.append(signature)
        elif (signature.date is not None, signature.role is not None) > (
            out[same].date is not None,
            out[same].role is not None,
        ):
            out[same] = signature
    return out


def _weight(found: list[Signature]) -> tuple[int, int, int]:
    parties = {s.party for s in found if s.filled and s.party}
    return len(parties), sum(s.filled for s in found), len(found)


@dataclass
class _Open:
    """A signature being put together."""

    start: int
    end: int
    name: str | None = None
    role: str | None = None
    role_id: str = ""
    standing: str = ""
    party: str | None = None
    organisation: str = ""
    place: str | None = None
    date: date | None = None


@dataclass
class _Reader:
    """Pairs what stands in the lines of one zone. ``explicit``: the zone is a signature block by its
    heading or words, so that a lone function or blank counts as a place for a signature."""

    lines: LineReader
    explicit: bool
    done: list[_Open] = field(default_factory=list)
    party: tuple[str | None, str] = (None, "")
    place: str | None = None
    date: date | None = None
    date_leads: bool | None = None

    def read(self, columns: list[list[Line]]) -> list[Signature]:
        text = self.lines.text
        out: list[Signature] = []
        for column in columns:
            self.done, self.party = [], (None, "")  # a date above a table holds for its columns
            for line in column:
                self._line(text, self.lines.facts(line))
            out += [s for s in map(self._close, self.done) if s is not None]
        return out

    def _line(self, text: str, facts: LineFacts) -> None:
        if facts.party is not None and not facts.persons:
            if not facts.roles and self._ends_signer(text, facts):
                self.done[-1].party, self.done[-1].organisation = facts.party
                return
            self.party = facts.party
        if facts.date is not None and not facts.persons and not facts.roles:
            self._standalone_date(facts)
        if facts.persons:
            self._persons(text, facts)
        elif facts.roles:
            self._roles(text, facts)
        elif facts.blank:
            self._blank(facts)
        elif facts.party is not None and self.done and self._incomplete(self.done[-1]):
            self.done[-1].party, self.done[-1].organisation = facts.party

    def _ends_signer(self, text: str, facts: LineFacts) -> bool:
        """Whether a line with an organisation is the last of a signer's own paragraph: name, title, organisation.

        Where organisations lead ("För Ekdala kommun", then names) it begins the next signer instead.
        """
        if self.party[0] is not None or not self.done or facts.party is None or facts.date is not None:
            return False
        last = self.done[-1]
        own = last.name is not None and last.role is not None and not last.organisation
        beside = "\n\n" not in text[last.end : facts.start]
        leads = text[facts.start : facts.end].lower().startswith("för ")
        return own and beside and not leads and last.party in (None, "other", facts.party[0])

    @staticmethod
    def _incomplete(item: _Open) -> bool:
        return item.name is not None and item.party is None

    def _standalone_date(self, facts: LineFacts) -> None:
        if self.date_leads is None:
            self.date_leads = not self.done
        if self.date_leads or not any(i.date is None for i in self.done):
            self.place, self.date = facts.place, facts.date
            return
        for item in self.done:
            if item.date is None:
                item.place, item.date = facts.place, facts.date

    def _new(self, start: int, end: int, facts: LineFacts) -> _Open:
        party, organisation = facts.party or self.party
        item = _Open(start, end, party=party, organisation=organisation)
        item.place, item.date = (facts.place, facts.date) if facts.date else (self.place, self.date)
        self.done.append(item)
        return item

    def _persons(self, text: str, facts: LineFacts) -> None:
        waiting = [i for i in self.done if i.name is None]
        role_first = bool(facts.roles) and facts.roles[0].start < facts.persons[0].start
        for number, person in enumerate(facts.persons):
            role = _role_of(number, facts, role_first)
            if waiting and role is None and not facts.roles:
                item = waiting.pop(0)  # a title or a blank stood above the name
                item.name = person.name
                item.start, item.end = min(item.start, person.start), max(item.end, person.end)
                continue
            item = self._new(person.start, person.end, facts)
            item.name = person.name
            if role is not None:
                self._give_role(text, item, role, facts)
            elif (title := _WRITTEN_TITLE.match(text, person.end, facts.end)) is not None:
                item.role, item.role_id, item.end = title.group("title"), "other", title.end("title")
            if waiting and waiting[0].role is None:
                self.done.remove(waiting.pop(0))  # the blank was the line to write on

    def _give_role(self, text: str, item: _Open, role: OrgMention, facts: LineFacts) -> None:
        item.role = text[role.start : role.end]
        item.role_id, item.standing = role.role, role.standing
        item.start, item.end = min(item.start, role.start), max(item.end, role.end)
        near = facts.party_near(item.start, item.end, role.party)
        if near is not None:
            item.party, item.organisation = near
        decisive = role.party is not None and (item.party is None or role.role in _DECISIVE_ROLES)
        if decisive and item.party != role.party:
            item.party, item.organisation = role.party, ""

    def _roles(self, text: str, facts: LineFacts) -> None:
        last: tuple[OrgMention, _Open] | None = None
        for role in facts.roles:
            if _DEFINITE.match(text, role.start, role.end):
                continue  # running text: a title under a line is written "kommunchef"
            if last is not None and _of_same_signer(text, last[0], role):
                if role.role in _DECISIVE_ROLES:
                    last[1].role_id, last[1].end = role.role, role.end
                continue
            item = next((i for i in self.done if i.role is None and i.name is not None), None)
            if item is None:
                item = next((i for i in self.done if i.role is None and i.name is None), None)
            if item is None:
                item = self._new(role.start, role.end, facts)
            self._give_role(text, item, role, facts)
            last = role, item

    def _blank(self, facts: LineFacts) -> None:
        expected = facts.party is not None or self.party[0] is not None or self.explicit
        only_date = facts.date_blank and facts.party is None and not facts.name_blank
        if expected and not only_date:
            self._new(facts.start, facts.end, facts)

    def _close(self, item: _Open) -> Signature | None:
        if item.name is None and not self.explicit:
            return None
        if item.role is None and item.party is None:
            return None
        return Signature(
            item.name,
            item.role,
            item.party,
            item.place,
            item.date,
            item.start,
            item.end,
            item.name is not None,
            item.role_id,
            item.standing,
            item.organisation,
        )


def _role_of(number: int, facts: LineFacts, role_first: bool) -> OrgMention | None:
    """The function of one of the persons of a line: on the side where the line has the first one's, else on the
    other ("kommunalrådet A och B, chef för …"); where functions lead, one may serve several persons."""
    person = facts.persons[number]
    since = facts.persons[number - 1].end if number else facts.start
    until = facts.persons[number + 1].start if number + 1 < len(facts.persons) else facts.end
    before = [r for r in facts.roles if since <= r.start and r.end <= person.start]
    after = next((r for r in facts.roles if person.end <= r.start < until), None)
    if role_first:
        shared = next((r for r in reversed(facts.roles) if r.end <= person.start), None)
        return before[-1] if before else after or shared
    return after or (before[-1] if len(before) > 1 else None)  # the first of two is that of the one before


def _of_same_signer(text: str, first: OrgMention, then: OrgMention) -> bool:
    """Whether two titles of a line are one person's: "kommunalråd (kommunstyrelsens ordförande)"."""
    between = text[first.end : then.start]
    return between == " (" or (between in (", ", " och ", "/", " / ") and first.party == then.party)


_DEFINITE = re.compile(
    r"\S*(?:chefen|cheferna|samordnare?n|samordnarna|direktören|strategen|polisen|rektorn|ordföranden|sekreteraren|ledaren|handläggaren)\b",
    re.IGNORECASE,
)
_WRITTEN_TITLE = re.compile(r",\s*(?P<title>[a-zåäö][\wåäö-]*(?:\s[\wåäö-]+){0,4}?)(?=,|\.?\s*$|\s+för\b)")
# Functions that say by themselves for whom somebody signs.
_DECISIVE_ROLES = frozenset(
    "kso kf_chair lpo_chief local_police_chief police_area_chief regional_police_chief "
    "municipal_police area_police municipal_director councillor chair".split()
)
