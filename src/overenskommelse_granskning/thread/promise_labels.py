"""Promises that stand behind a label of their own: "Åtagande: …", "Det gör vi: …", a row "Löfte | …".

Documents set up like forms say of every area what the problem is, why, and what is promised. There only
what stands behind the label for promises is one.
"""

from __future__ import annotations

import re

from ..language.analysis import Analysis, Unit
from ..language.units import UnitKind
from .promise_leads import DEAD, Promise, headings_above, is_label
from .promise_sentences import part_of

_LABEL = re.compile(
    r"^\W*(?:vårt |våra |polisens |kommunens )?(?:löften?|åtaganden?|insats(?:er)?|åtgärd(?:er)?|aktivitet(?:er)?|"
    r"(?:det|detta|så här|så) (?:gör|lovar) (?:vi|polisen|kommunen)|vi (?:gör|lovar)|lovar|görs)\s*(?::|\t)\s*(?=\S)",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    r"^\W*(?:problem\w*|orsak\w*|läge\w*|nuläge\w*|bakgrund|därför \w+ vi\b[^:\t]{0,20}|varför\b[^:\t]{0,20}|"
    r"så (?:är|ser)\b[^:\t]{0,20}|syfte|mål|effekt|dit vill vi|vi vill)\s*(?::|\t|$)",
    re.IGNORECASE,
)


def labelled_promises(analysis: Analysis) -> list[Promise]:
    """What stands behind the labels for promises, where the document has labels for the problem or reason too."""
    if not any(_OTHER_LABEL.search(u.text) for u in analysis.units if u.kind is not UnitKind.HEADING):
        return []
    out: list[Promise] = []
    for unit in analysis.units:
        if unit.kind is UnitKind.HEADING or unit.kind is UnitKind.HEADER_ROW:
            continue
        label = _LABEL.match(unit.text)
        if label is None or unit.flags & DEAD:
            continue
        lead = (*_label_before(analysis, unit), *headings_above(analysis, unit.section))
        out.append(Promise((unit,), lead, part_of(analysis, unit, label.end(), len(unit.text))))
        out.extend(Promise((u,), lead) for u in _rest(analysis, unit) if not u.flags & DEAD)
    return out


def _rest(analysis: Analysis, unit: Unit) -> list[Unit]:
    """The further sentences of the paragraph that a label begins."""
    out: list[Unit] = []
    for later in analysis.units[unit.id + 1 :]:
        if later.kind is not unit.kind or later.block != unit.block or unit.kind is UnitKind.ROW:
            break
        out.append(later)
    return out


def _label_before(analysis: Analysis, unit: Unit) -> tuple[Unit, ...]:
    """The header row of a form's table: it names the area."""
    for i in range(unit.id - 1, max(unit.id - 6, -1), -1):
        above = analysis.units[i]
        if above.section != unit.section:
            break
        if above.kind is UnitKind.HEADER_ROW and above.table == unit.table and is_label(above):
            return (above,)
    return ()
