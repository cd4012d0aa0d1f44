"""The comparison of two results as text, Markdown, HTML and JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

from ...reports.escape import printable
from ...reports.json import dumps
from ...reports.web import render_page
from .blocks import Heading, Table, Text, blocks, widths
from .chance import Shares
from .compare import CriterionCounts, MunicipalityChange, ResultComparison, Standing
from .saved import SavedDocument, SavedResult

SCHEMA_VERSION = "1.0"
_Write = Callable[[ResultComparison, int], str]


def _text(comparison: ResultComparison, width: int) -> str:
    out: list[str] = []
    for block in blocks(comparison, compact=True):
        if isinstance(block, Heading):
            title = printable(block.text)
            out += ["", title, ("=" if block.level == 1 else "-") * min(len(title), width)]
        elif isinstance(block, Text):
            out += textwrap.wrap(printable(block.text), width, break_on_hyphens=False)
        else:
            out += _text_table(block, width)
    return "\n".join(out).strip("\n") + "\n"


def _text_table(table: Table, width: int) -> list[str]:
    sizes = widths(table, width)

    def lines(row: tuple[str, ...]) -> list[str]:
        cells = [
            textwrap.wrap(printable(c), s, break_on_hyphens=False) or [""]
            for c, s in zip(row, sizes, strict=True)
        ]
        height = max(map(len, cells))
        padded = [c + [""] * (height - len(c)) for c in cells]
        return [
            "  ".join(
                part.rjust(s) if i in table.numbers else part.ljust(s)
                for i, (part, s) in enumerate(zip(line, sizes, strict=True))
            ).rstrip()
            for line in zip(*padded, strict=True)
        ]

    return [*lines(table.columns), *(line for row in table.rows for line in lines(row))]


def _md(comparison: ResultComparison, _width: int) -> str:
    out: list[str] = []
    for block in blocks(comparison):
        if isinstance(block, Heading):
            out += [f"{'#' * block.level} {_md_text(block.text)}", ""]
        elif isinstance(block, Text):
            out += [_md_text(block.text), ""]
        else:
            out.append("| " + " | ".join(map(_md_text, block.columns)) + " |")
            out.append(
                "|"
                + "|".join("--:" if i in block.numbers else "---" for i in range(len(block.columns)))
                + "|"
            )
            out += ["| " + " | ".join(map(_md_text, row)) + " |" for row in block.rows]
            out.append("")
    return "\n".join(out)


def _md_text(text: str) -> str:
    """Text that stays text: no markup, no HTML, no new cell."""
    safe = printable(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{ch}" if ch in "\\`*_[]|#" else ch for ch in safe)


def _html(comparison: ResultComparison, _width: int) -> str:
    kinds = {Heading: "heading", Text: "text", Table: "table"}
    made = [(kinds[type(b)], b) for b in blocks(comparison)]
    return render_page("resultat", style="panel", script=None, blocks=made)


def _json(comparison: ResultComparison, _width: int) -> str:
    return dumps(comparison_dict(comparison))


WRITERS: dict[str, _Write] = {"text": _text, "json": _json, "html": _html, "md": _md}
EXTENSIONS = {"text": "txt", "json": "json", "html": "html", "md": "md"}


def comparison_dict(comparison: ResultComparison) -> dict[str, Any]:
    """The JSON form; schema: ``granska schema jamforelse-mapp``."""
    before, after = comparison.names
    return {
        "schema_version": SCHEMA_VERSION,
        "before": _result(before, comparison.before),
        "after": _result(after, comparison.after),
        "warnings": list(comparison.warnings),
        "coverage": [
            {"code": c.code, "name": c.name, "kind": c.kind, "before": c.before, "after": c.after}
            for c in comparison.coverage
        ],
        "coverage_notes": list(comparison.coverage_notes),
        "criteria": [_criterion(c) for c in comparison.criteria],
        "municipalities": [_municipality(m) for m in comparison.municipalities],
    }


def _result(name: str, result: SavedResult) -> dict[str, Any]:
    read = sum(d.readable for d in result.documents)
    return {"name": name, "as_of": result.as_of, "documents": len(result.documents), "read": read}


def _shares(s: Shares) -> dict[str, int]:
    return {"met": s.met, "partial": s.partial, "missing": s.missing}


def _criterion(c: CriterionCounts) -> dict[str, Any]:
    return {
        "id": c.criterion.id,
        "checklist": c.criterion.checklist,
        "title": c.criterion.title,
        "before": _shares(c.before),
        "after": _shares(c.after),
        "gained": c.gained,
        "lost": c.lost,
        "same": c.same,
        "by_error": _round(c.by_error),
        "difference": _round(c.difference),
        "interval": None if c.interval is None else [_round(v) for v in c.interval],
        "certain": c.certain,
    }


def _municipality(m: MunicipalityChange) -> dict[str, Any]:
    return {
        "code": m.code,
        "name": m.name,
        "county": m.county or None,
        "kind": m.kind.value,
        "checklist": m.checklist,
        "before": _document(m.before, m.checklist),
        "after": _document(m.after, m.checklist),
        "difference": _round(m.difference),
        "margin": _round(m.margin),
        "certain": m.certain,
        "gained": list(m.gained),
        "lost": list(m.lost),
        "percentile": {"all": _standing(m.among_all), "county": _standing(m.among_county)},
    }


def _document(d: SavedDocument | None, checklist: str) -> dict[str, Any] | None:
    return None if d is None else {"path": d.path, "year": d.year, "strength": d.strengths.get(checklist)}


def _standing(s: Standing | None) -> dict[str, Any] | None:
    if s is None:
        return None
    return {"value": _round(s.percentile), "low": _round(s.low), "high": _round(s.high), "among": s.among}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
