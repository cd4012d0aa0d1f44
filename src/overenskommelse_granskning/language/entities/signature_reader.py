"""Pairs the names, functions, parties, dates and blanks of a signature zone's lines into signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from .names import two_persons
from .organisations import OrgMention
from .roles import TELLS_PARTY
from .signature_lines import Line, LineFacts, LineReader


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
class ZoneReader:
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
        persons = facts.persons
        if len(waiting) > 1 and len(persons) == 1 and not facts.roles:
            persons = two_persons(persons[0])  # beside each other, under their titles
        for number, person in enumerate(persons):
            role = _role_of(number, facts, role_first) if facts.roles else None
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
        decisive = role.party is not None and (item.party is None or role.role in TELLS_PARTY)
        if decisive and item.party != role.party:
            item.party, item.organisation = role.party, ""

    def _roles(self, text: str, facts: LineFacts) -> None:
        last: tuple[OrgMention, _Open] | None = None
        for role in facts.roles:
            if _DEFINITE.match(text, role.start, role.end):
                continue  # running text: a title under a line is written "kommunchef"
            if last is not None and _of_same_signer(text, last[0], role):
                if role.role in TELLS_PARTY:
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
        if item.role is None and item.party is None and item.name is not None:
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
