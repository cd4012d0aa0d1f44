"""Who has signed: the signature block, or what running text says about the signing.

Blocks come in many layouts: a line per signer, a table with a column per party, names first and titles
after, blanks to be filled in. The document is cut into lines (a table column is a series of lines);
each line is reduced to names, functions, parties, dates and blanks, and a small state machine
pairs them. What is only a blank is kept, unfilled: a draft has a block too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...document import Document
from .outline import Outline
from .signature_lines import LineReader
from .signature_reader import Signature, ZoneReader
from .signature_zones import signature_zones


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
        read = ZoneReader(lines, zone.explicit).read(zone.columns)
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
