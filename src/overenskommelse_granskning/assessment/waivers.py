"""Waivers laid on an assessment: outcomes stay, demands and advice leave the waived criteria out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..checklist.loader import shipped_criterion
from ..checklist.waivers import Waiver
from ..document import Notice
from ..errors import TEXT_MESSAGES
from ..vocabulary.closed import Outcome
from .model import Assessment, ChecklistAssessment
from .scores import score

_LACKING = (Outcome.MISSING, Outcome.PARTIAL)


def apply_waivers(assessment: Assessment, waivers: Sequence[Waiver]) -> Assessment:
    """The assessment with ``waived`` on the criteria that a waiver in force names, and what it told.

    Nothing is hidden: the outcome and the scores stay, ``scores_waived`` gives them without the waived
    criteria. A waiver that has run out, and one for a criterion that is met all the same, are told in
    the notices.
    """
    document = assessment.document
    concerned = [w for w in waivers if w.concerns(document.path, document.sha256)]
    if not concerned or not assessment.readable:
        return assessment
    notices = list(document.notices)
    in_force: dict[str, Waiver] = {}
    outcomes = {c.id: c.outcome for c in assessment}
    for w in concerned:
        if w.criterion not in outcomes:
            notices += _orphaned(w, assessment)
            continue
        if not w.holds(assessment.as_of):
            code = "R102" if w.expires is not None and w.expires < assessment.as_of else "R104"
            day = w.expires if code == "R102" else w.created
            notices.append(_notice(code, w, day=day))
        elif outcomes[w.criterion] not in _LACKING:
            notices.append(_notice("R103", w))
        elif w.criterion in in_force:
            used = in_force[w.criterion]
            notices.append(_notice("R108", w, by=used.by, day=used.created))
        else:
            in_force[w.criterion] = w
    return replace(
        assessment,
        document=replace(document, notices=tuple(notices)),
        checklists=tuple(_checklist(c, in_force) for c in assessment.checklists),
        next_steps=tuple(s for s in assessment.next_steps if s.criterion not in in_force),
    )


def orphans(assessments: Iterable[Assessment], waivers: Sequence[Waiver]) -> list[str]:
    """Swedish sentences on waivers that concern no reviewed document, or a criterion of no applied list."""
    listed = [a for a in assessments if a.readable]
    out = []
    for w in waivers:
        own = [a for a in listed if w.concerns(a.document.path, a.document.sha256)]
        if not own:
            out.append(
                f"Undantaget för {w.criterion} gäller inget av de granskade dokumenten ({w.document})."
            )
        elif not any(c.id == w.criterion for a in own for c in a):
            told = [n for a in own for n in _orphaned(w, a)]
            out += [told[0].message if told else _notice("R109", w, checklist=_home(w)).message]
    return list(dict.fromkeys(out))


def _orphaned(waiver: Waiver, assessment: Assessment) -> list[Notice]:
    """Why a waiver concerns no criterion of the document's lists.

    One for all documents is silent on those of another kind, whose lists do not have the criterion.
    """
    for checklist in assessment.checklists:
        if any(a.disabled and a.criterion == waiver.criterion for a in checklist.adjustments):
            return [_notice("R107", waiver, checklist=checklist.id)]
    home = _home(waiver)
    if not home:
        return [_notice("R106", waiver)]
    return [] if waiver.document == "*" else [_notice("R109", waiver, checklist=home)]


def _home(waiver: Waiver) -> str:
    """The shipped list that has the criterion; empty where none has."""
    found = shipped_criterion(waiver.criterion)
    return found[0] if found else ""


def _notice(code: str, waiver: Waiver, **more: object) -> Notice:
    return Notice(code, TEXT_MESSAGES[code].format(criterion=waiver.criterion, **more))


def _checklist(checklist: ChecklistAssessment, waivers: dict[str, Waiver]) -> ChecklistAssessment:
    if not any(c.id in waivers for c in checklist.criteria):
        return checklist
    criteria = tuple(
        replace(c, waived=_told(waivers[c.id])) if c.id in waivers else c for c in checklist.criteria
    )
    kept = [c for c in criteria if c.waived is None]
    without = score(kept, checklist.scores.consistency, checklist.scores.weakest_link)
    return replace(checklist, criteria=criteria, scores_waived=without)


def _told(waiver: Waiver) -> str:
    until = f"till och med {waiver.expires}" if waiver.expires else "tills vidare"
    return f"{waiver.reason.rstrip('.')} ({waiver.by}, {waiver.created}, gäller {until})."
