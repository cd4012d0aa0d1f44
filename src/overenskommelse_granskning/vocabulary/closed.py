"""Closed sets that code compares: outcomes, kinds of document, levels, places of evidence."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a criterion or an element of one."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_ASSESSABLE = "not_assessable"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"

    @property
    def scored(self) -> bool:
        """True for the three outcomes that count in the scores."""
        return self in (Outcome.MET, Outcome.PARTIAL, Outcome.MISSING)


class Kind(StrEnum):
    """The kinds of document that granska tells apart."""

    AGREEMENT = "samverkansoverenskommelse"
    PROMISE = "medborgarlofte"
    DEFECTOR = "avhopparoverenskommelse"
    COUNTY = "lansovergripande_overenskommelse"
    REGIONAL = "regional_handlingsplan"
    OTHER = "annat"


class Level(StrEnum):
    """How binding a criterion is: ``skall`` is demanded by the source, ``bor`` recommended."""

    SHALL = "skall"
    SHOULD = "bor"


class Place(StrEnum):
    """Where a criterion can be judged (domain terms: dokument, bilaga, process)."""

    DOCUMENT = "dokument"
    ANNEX = "bilaga"
    PROCESS = "process"


class Stage(StrEnum):
    """Whether the document is a draft or signed."""

    DRAFT = "draft"
    SIGNED = "signed"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What a cue says about a unit."""

    PLACEHOLDER = "placeholder"  # [datum], XX, ____
    CONTENTS = "contents"  # a line of a table of contents
    DEMAND = "demand"  # quotes what the law or the handbook asks for
    NEGATED = "negated"  # says that the thing is not there
    EARLIER = "earlier"  # about an earlier agreement or plan
    LATER = "later"  # a promise for later
    HEDGED = "hedged"  # vid behov, om möjligt
    ANNEX = "annex"  # points to an annex or another document for the content


class Remark(StrEnum):
    """What is told of a verdict because of where its criterion can be judged."""

    IN_ANNEX = "in_annex"  # the text only points to an annex that is not there
    STATED = "stated"  # of the process: the document says that it was done, which is all it can
    NOT_EVIDENT = "not_evident"  # of the process: the document says nothing


class Trap(StrEnum):
    """Why a case of a checklist is easy to get wrong: what looks like fulfilment and is not."""

    NEGATED = "negated"  # says that the thing is not there
    PLACEHOLDER = "placeholder"  # [datum], ____
    DEMAND = "demand"  # quotes what the law or the handbook asks for
    LATER = "later"  # is to come
    NEAR_MISS = "near_miss"  # fulfils another criterion, not this one
    NEIGHBOUR = "neighbour"  # the sentence beside it tells what is asked for, but of something else


# What a sentence does, as the learned layer labels it.
FUNCTIONS = (
    "problem", "orsak", "mal", "atgard", "ansvar", "organisation", "resurs", "informationsutbyte",
    "kommunikation", "lofte", "dialog", "dokumentation", "uppfoljning", "tid_giltighet", "underskrift", "parter",
    "syfte", "bakgrund", "statistik", "styrdokument", "citat_av_krav", "negation", "platshallare", "ovrigt",
)  # fmt: skip

# The three levels, and how far a text has come that is on one.
JUDGED = (Outcome.MET, Outcome.PARTIAL, Outcome.MISSING)
OUTCOME_RANK = {Outcome.MISSING: 0, Outcome.PARTIAL: 1, Outcome.MET: 2}
MUNICIPAL_KINDS = (Kind.AGREEMENT, Kind.PROMISE)  # what every municipality may be expected to have
KIND_TITLES: dict[Kind, str] = {
    Kind.AGREEMENT: "samverkansöverenskommelse",
    Kind.PROMISE: "medborgarlöfte",
    Kind.DEFECTOR: "överenskommelse om stöd till avhoppare",
    Kind.COUNTY: "länsövergripande överenskommelse",
    Kind.REGIONAL: "regional handlingsplan eller programförklaring",
    Kind.OTHER: "annan handling",
}


def a_kind(kind: Kind) -> str:
    """The kind with its article: ``"ett medborgarlöfte"``."""
    return f"{'ett' if kind is Kind.PROMISE else 'en'} {KIND_TITLES[kind]}"


SURE = 0.9  # confidence from which a verdict is called sure
ASSISTED = "regler på funna ställen"  # the layer where rules are shown what the learned layer found
OUTCOME_TITLES: dict[Outcome, str] = {
    Outcome.MET: "uppfyllt",
    Outcome.PARTIAL: "delvis",
    Outcome.MISSING: "saknas",
    Outcome.NOT_ASSESSABLE: "ej bedömbart",
    Outcome.NOT_APPLICABLE: "ej tillämpligt",
    Outcome.ERROR: "fel i regeln",
}
# The same of several criteria.
OUTCOME_PLURALS = OUTCOME_TITLES | {
    Outcome.MET: "uppfyllda",
    Outcome.NOT_ASSESSABLE: "ej bedömbara",
    Outcome.NOT_APPLICABLE: "ej tillämpliga",
}

# The links of den röda tråden in the order of the chain; the keys are names of fields in the report.
LINK_TITLES: dict[str, str] = {
    "cause": "orsak",
    "goal": "mål",
    "measure": "åtgärd",
    "responsible": "ansvarig",
    "time": "tid",
    "follow_up": "uppföljning",
}
