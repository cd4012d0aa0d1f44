"""The view model that every writer for people shares.

From an :class:`Assessment` it makes Swedish labels, numbers in Swedish form and an order of
importance. It selects and sorts; it never changes an outcome.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..assessment import (
    AnnexReference,
    Assessment,
    ChecklistAssessment,
    CriterionAssessment,
    DocumentFacts,
    SourceFile,
)
from ..document import Notice
from ..vocabulary.closed import KIND_TITLES, OUTCOME_PLURALS, OUTCOME_TITLES, Kind, Level, Outcome
from .item_view import Item, make_item
from .labels import (
    STAGE_TITLES,
    iso_day,
    number,
    percent,
    period_end,
)
from .promise_view import PromiseView, promises_by_year
from .shared import shared
from .thread_view import GoalView, ThreadView, make_goal, make_thread
from .topics_view import TopicView, present_topics

IMPORTANT = 10
EXPIRED = "R105"  # the notice that the document's period is over
# … that it is not finished, or may be none: what a reader must know before the rest
TOLD_FIRST = (EXPIRED, "R110", "R112")


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One number with the line that explains it; ``value`` is text such as ”43 %”."""

    label: str
    value: str
    meaning: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one step of a checklist, in the checklist's order."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A checklist with its figures; ``groups`` is empty where none of it applies, for one and the same reason."""

    id: str
    title: str
    version: str
    scores: tuple[ScoreLine, ...]
    counts: tuple[tuple[str, int], ...]
    points: str
    groups: tuple[Group, ...]
    adjustments: tuple[str, ...]  # what the list turned off or weakened in the one that it builds on


@dataclass(frozen=True, slots=True)
class View:
    """Everything a writer shows about one document."""

    name: str
    readable: bool
    headline: str
    first: tuple[str, ...]  # what must be known before anything else: that the period is over
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    checklists: tuple[ChecklistView, ...]
    important: tuple[Item, ...]
    improvable: int  # how many criteria are missing or partial; ``important`` shows the first of them
    topics: tuple[TopicView, ...]  # that the document has substance on
    thread: tuple[ThreadView, ...]
    goals: tuple[GoalView, ...]
    promises: tuple[tuple[str, tuple[PromiseView, ...]], ...]  # by the years they are given for
    tool: str

    @property
    def items(self) -> tuple[Item, ...]:
        """Every criterion, as the report lists them."""
        return tuple(i for c in self.checklists for g in c.groups for i in g.items)


@shared
def make_view(assessment: Assessment) -> View:
    """The view of one assessment."""
    document = assessment.document
    ranked = rank(assessment)
    general = assessment.in_general
    return View(
        name=document.path,
        readable=assessment.readable,
        headline=_headline(assessment),
        facts=tuple(_facts(document, assessment.as_of)) if assessment.readable else (),
        first=tuple(n.message for n in document.notices if n.code in TOLD_FIRST),
        notices=tuple(_notice(n) for n in document.notices if n.code not in TOLD_FIRST),
        checklists=tuple(_checklist(c) for c in assessment.checklists),
        important=tuple(make_item(c) for c in ranked[:IMPORTANT]),
        improvable=len(ranked),
        topics=present_topics(assessment) if general else (),
        thread=tuple(make_thread(row) for row in assessment.thread) if general else (),
        goals=tuple(make_goal(g) for g in assessment.goals) if general else (),
        promises=promises_by_year(assessment.promises),
        tool=_tool(assessment),
    )


def _notice(notice: Notice) -> str:
    page = "" if notice.page is None else f", s. {notice.page}"
    return f"{notice.message} ({notice.code}{page})"


def rank(assessment: Assessment) -> list[CriterionAssessment]:
    """Criteria to improve, the most important first: skall before bör, missing before partial, weight."""
    lacking = [c for c in assessment if c.outcome in (Outcome.MISSING, Outcome.PARTIAL) and c.waived is None]
    return sorted(
        lacking,
        key=lambda c: (c.level is not Level.SHALL, c.outcome is not Outcome.MISSING, -c.weight),
    )


def _headline(assessment: Assessment) -> str:
    document = assessment.document
    if not assessment.readable:
        return "Dokumentet kunde inte läsas."
    if document.kind is None:
        return "Dokumentets slag kunde inte avgöras."
    title = KIND_TITLES[document.kind]
    if document.kind is Kind.OTHER:
        text = "Dokumentet ser ut att vara en annan handling än dem som har en checklista."
    elif document.kind_confidence is not None and document.kind_confidence < 0.7:
        text = f"Dokumentet är troligen av slaget {title}."
    else:
        text = f"Dokumentet är av slaget {title}."
    if not assessment.checklists:
        text += " Ingen checklista är tillämplig, så inga kriterier har bedömts."
    return text


def _facts(document: DocumentFacts, as_of: date) -> Iterable[tuple[str, str]]:
    if document.municipalities:
        yield "Kommun", ", ".join(m.name for m in document.municipalities)
    if document.parties:
        yield "Parter", "; ".join(document.parties)
    if document.police_units:
        yield "Polisens enhet", ", ".join(document.police_units)
    period = document.period
    if period is not None:
        yield "Period", f"från {iso_day(period.start)} {period_end('till ', period)}"
    if document.stage is not None:
        yield "Stadium", STAGE_TITLES[document.stage]
    signed = [", ".join(p for p in (s.name, s.role, s.party) if p) for s in document.signatories]
    if any(signed):
        yield "Undertecknare", "; ".join(s for s in signed if s)
    if document.diary_numbers:
        yield "Diarienummer", ", ".join(document.diary_numbers)
    if document.references:
        yield "Hänvisar till", "; ".join(document.references)
    if document.annex_references:
        yield "Bilagor", "; ".join(map(_annex, document.annex_references))
    size = f"{document.words} ord"
    if document.pages is not None:
        size += f" på {document.pages} {'sida' if document.pages == 1 else 'sidor'}"
    yield "Omfång", f"{size} ({document.format})"
    if document.files:
        yield "Granskat tillsammans med", "; ".join(map(_file, document.files[1:]))
    yield "Bedömt per", as_of.isoformat()


def _annex(annex: AnnexReference) -> str:
    where = annex.file or ("i dokumentet" if annex.supplied else "följer inte med")
    return f"{annex.name} ({where})"


def _file(file: SourceFile) -> str:
    if file.status == "unreadable":
        return f"{file.path} (kunde inte läsas)"
    pages = "" if file.pages is None else f" på {file.pages} {'sida' if file.pages == 1 else 'sidor'}"
    return f"{file.path} ({file.words} ord{pages})"


def _checklist(checklist: ChecklistAssessment) -> ChecklistView:
    groups: dict[str, list[Item]] = {}
    for c in () if _void(checklist) else checklist.criteria:
        groups.setdefault(c.step, []).append(make_item(c))
    counts = ((o, sum(c.outcome is o for c in checklist.criteria)) for o in Outcome)
    return ChecklistView(
        id=checklist.id,
        title=checklist.title,
        version=checklist.version,
        scores=tuple(_scores(checklist)),
        counts=tuple(((OUTCOME_TITLES if n == 1 else OUTCOME_PLURALS)[o], n) for o, n in counts if n),
        points=f"{number(checklist.scores.points)} av {number(checklist.scores.max_points)} poäng",
        groups=tuple(Group(title, tuple(items)) for title, items in groups.items()),
        adjustments=tuple(_adjustments(checklist)),
    )


def _void(checklist: ChecklistAssessment) -> bool:
    """Whether nothing of it applies, for one and the same reason: that is said once."""
    none = all(c.outcome is Outcome.NOT_APPLICABLE for c in checklist.criteria)
    return none and len({c.reason for c in checklist.criteria}) == 1 and len(checklist.criteria) > 1


def _adjustments(checklist: ChecklistAssessment) -> Iterable[str]:
    """What a reader must know: waivers, criteria turned off, mandatory ones weakened, how many others changed."""
    if _void(checklist):
        yield f"Gäller inte det här dokumentet. {checklist.criteria[0].reason}".rstrip()
    elif checklist.criteria and all(c.outcome is Outcome.NOT_APPLICABLE for c in checklist.criteria):
        yield "Gäller inte det här dokumentet; skälet står vid varje kriterium."
    waived = sum(c.waived is not None for c in checklist.criteria)
    if waived and checklist.scores_waived is not None:
        noun = "kriterium är undantaget" if waived == 1 else "kriterier är undantagna"
        s = checklist.scores_waived
        without = f"omfattning {percent(s.comprehensiveness)} och styrka {percent(s.strength)}"
        yield f"{waived} {noun} men räknas i siffrorna ovan. Utan: {without}."
    others = 0
    for a in checklist.adjustments:
        if not (a.disabled or a.weaker):
            others += 1
            continue
        what = "Avstängt" if a.disabled else "Ändrat så att det kräver mindre eller annat"
        level = f"obligatoriskt i {a.base}" if a.mandatory else f"finns i {a.base}"
        reason = f" Skäl: {a.reason.rstrip('.')}." if a.reason else ""
        yield f"{what}: {a.title} ({a.criterion}, {level}).{reason}"
    if checklist.extends:
        noun = "kriterium" if others == 1 else "kriterier"
        changed = f", med lokala ändringar i {others} {noun}" if others else ""
        yield f"Bygger på {checklist.extends}{changed}."


def _scores(checklist: ChecklistAssessment) -> Iterable[ScoreLine]:
    s = checklist.scores
    if not s.max_points:
        return  # no criterion applies: there is nothing to take a share of
    yield ScoreLine(
        "Omfattning",
        percent(s.comprehensiveness),
        "andel av kriterierna som åtminstone delvis är uppfyllda",
        s.comprehensiveness,
    )
    yield ScoreLine(
        "Styrka",
        percent(s.strength),
        "andel som är helt uppfyllda: konkret och bindande",
        s.strength,
    )
    if s.consistency is not None and checklist.shipped:
        yield ScoreLine(
            "Röd tråd",
            percent(s.consistency),
            "andel av problemen som följs hela vägen till uppföljning",
            s.consistency,
        )
    yield ScoreLine(
        "Täckning", percent(s.coverage), "andel av kriterierna som gick att bedöma i texten", s.coverage
    )


def _tool(assessment: Assessment) -> str:
    text = f"granska {assessment.tool_version}".strip()
    return f"{text}, modell {assessment.model[0]}" if assessment.model else text
