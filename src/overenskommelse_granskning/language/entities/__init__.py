"""Recognisers over plain text: dates, periods, quantities, actors, references, signatures, parties.

Every ``find_*`` function takes a text, or a slice of one, and returns frozen mentions with absolute
``start`` and ``end`` in text order; every ``document_*`` function takes a document and returns the
facts of it as a whole. Several recognisers over one text share a :class:`Scan`.
"""

from .dates import DateMention, find_dates
from .facts import DocumentEntities, document_entities
from .organisations import OrgMention, find_organisations
from .parties import PartyFacts, document_parties
from .party_names import Party
from .periods import PeriodMention, find_periods
from .places import MunicipalityMention, find_municipalities
from .quantities import find_quantities
from .quantity_units import Quantity
from .references import Reference, find_references
from .roles import RoleMention, find_roles
from .scan import Scan
from .signature_reader import Signature
from .signatures import SignatureFacts, document_signatures
from .validity import document_period
from .validity_completion import DocumentPeriod

__all__ = [
    "DateMention",
    "DocumentEntities",
    "DocumentPeriod",
    "MunicipalityMention",
    "OrgMention",
    "Party",
    "PartyFacts",
    "PeriodMention",
    "Quantity",
    "Reference",
    "RoleMention",
    "Scan",
    "Signature",
    "SignatureFacts",
    "document_entities",
    "document_parties",
    "document_period",
    "document_signatures",
    "find_dates",
    "find_municipalities",
    "find_organisations",
    "find_periods",
    "find_quantities",
    "find_references",
    "find_roles",
]
