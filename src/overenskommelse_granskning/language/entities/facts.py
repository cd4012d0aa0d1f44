"""All entities of a document, each recogniser run once over one shared scan."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...document import Document
from .dates import DateMention
from .organisations import OrgMention
from .outline import Outline
from .parties import PartyFacts, document_parties
from .periods import PeriodMention
from .quantities import find_quantities
from .quantity_units import Quantity
from .references import Reference, find_references
from .signatures import SignatureFacts, document_signatures
from .validity import document_period
from .validity_completion import DocumentPeriod


@dataclass(frozen=True, slots=True)
class DocumentEntities:
    """What the recognisers found: mentions in text order, and the facts of the document as a whole."""

    dates: tuple[DateMention, ...]
    periods: tuple[PeriodMention, ...]
    quantities: tuple[Quantity, ...]
    organisations: tuple[OrgMention, ...]
    references: tuple[Reference, ...]
    signatures: SignatureFacts
    parties: PartyFacts
    validity: DocumentPeriod | None


def document_entities(document: Document) -> DocumentEntities:
    """Run all recognisers over ``document``.

    In a bundle the facts of it as a whole are those of the document itself: an annex has parties and
    years of its own. Only signatures may stand in a file apart.
    """
    if document.parts:
        return _of_bundle(document)
    outline = Outline(document)
    signatures = document_signatures(document, outline=outline)
    return DocumentEntities(
        dates=tuple(outline.dates),
        periods=tuple(outline.periods),
        quantities=tuple(find_quantities(outline.scan, dates=outline.dates)),
        organisations=tuple(outline.organisations),
        references=tuple(find_references(outline.scan)),
        signatures=signatures,
        parties=document_parties(document, outline=outline, signatures=signatures),
        validity=document_period(document, outline=outline, signed=signatures.signed_on),
    )


def _of_bundle(document: Document) -> DocumentEntities:
    own = document_entities(document.main)
    whole = document_entities(replace(document, parts=()))
    return replace(
        whole,
        signatures=own.signatures if own.signatures.filled else whole.signatures,
        parties=own.parties,
        validity=own.validity,
    )
