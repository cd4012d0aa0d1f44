"""What kind of document it is. (Interim: titles and words; replaced by the learned model.)"""

from __future__ import annotations

from ..language.analysis import Analysis
from ..vocabulary.closed import Kind


def classify_kind(analysis: Analysis) -> tuple[Kind, float]:
    low = analysis.document.text[:1500].lower()
    if "avhopp" in low or "hoppa av" in low:
        return Kind.DEFECTOR, 0.7
    if "medborgarlöfte" in low or "löfte" in low:
        return Kind.PROMISE, 0.7
    if "länsstyrelsen" in low and "polisområde" in low and "lokalpolis" not in low:
        return Kind.COUNTY, 0.6
    if "insats" in low and "regional" in low:
        return Kind.REGIONAL, 0.6
    return Kind.AGREEMENT, 0.5
