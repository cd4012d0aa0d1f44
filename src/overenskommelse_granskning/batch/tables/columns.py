"""The columns of the tables, the same in every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...reports.escape import printable
from ...reports.labels import STAGE_TITLES, outcome_word
from ...vocabulary.closed import KIND_TITLES, LINK_TITLES, Outcome
from ..identity import DOCUMENT as DOCUMENT_SOURCE
from ..identity import MANIFEST, PATH
from ..likeness.shared import SORT_TITLES, Likeness, SharedText
from ..rows import DocumentRow, Problem

Cell = str | int | float | bool | None
Criterion = Mapping[str, Any]
Checklist = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in a typed format, and its width in a sheet; ``share``: shown as percent there."""

    name: str
    type: str = "VARCHAR"
    width: int = 14
    share: bool = False

    @property
    def title(self) -> str:
        """The heading in a sheet, which people read: in whole words, with å, ä and ö."""
        return _TITLES.get(self.name, self.name)


# Where a name for programs lacks letters or blanks.
_TITLES = {
    "lanskod": "länskod", "lan": "län", "ar": "år", "kommun_kalla": "kommun enligt", "ar_kalla": "år enligt",
    "slag_kalla": "slag enligt", "giltig_fran": "giltig från", "utgangen": "utgången", "rod_trad": "röd tråd",
    "tackning": "täckning", "poang": "poäng", "maxpoang": "maxpoäng", "skal": "skäl", "raknas_inte": "räknas inte", "giltig_till": "giltig till",
    "tills_vidare": "tills vidare", "att_kontrollera": "att kontrollera", "varav_vanlig": "varav vanlig",
    "gemensamt_med_närmast": "gemensamt med närmast", "mål_mätbart": "mål mätbart", "niva": "nivå",
    "utfall_text": "utfall", "sakerhet": "säkerhet", "bor_kontrolleras": "bör kontrolleras",
}  # fmt: skip


# --- one row per document ---------------------------------------------------------------------------

DOCUMENT: tuple[tuple[Column, Callable[[DocumentRow], Cell]], ...] = (
    (Column("fil", width=44), lambda d: d.path),
    (Column("status", width=11), lambda d: d.file.status),
    (Column("kommunkod", width=10), lambda d: d.code),
    (Column("kommun", width=20), lambda d: d.municipality),
    (Column("lanskod", width=8), lambda d: d.county.code if d.county else ""),
    (Column("lan", width=20), lambda d: d.county.name if d.county else ""),
    (Column("kommun_kalla", width=12), lambda d: d.identity.municipality_source),
    (Column("ar", "INTEGER", 7), lambda d: d.identity.year),
    (Column("ar_kalla", width=10), lambda d: d.identity.year_source),
    (Column("slag", width=26), lambda d: d.kind),
    (Column("slag_kalla", width=10), lambda d: d.identity.kind_source),
    (Column("stadium", width=10), lambda d: d.facts["stage"] or ""),
    (Column("giltig_fran", "DATE", 11), lambda d: d.first_day),
    (Column("giltig_till", "DATE", 11), lambda d: d.last_day),
    (Column("tills_vidare", "BOOLEAN", 10), lambda d: d.open_ended if d.readable else None),
    (Column("utgangen", "BOOLEAN", 10), lambda d: d.expired if d.readable else None),
    (Column("format", width=8), lambda d: d.facts["format"]),
    (Column("sidor", "INTEGER", 7), lambda d: d.facts["pages"]),
    (Column("ord", "INTEGER", 8), lambda d: d.facts["words"] if d.readable else None),
)  # fmt: skip
AFTER_DOCUMENT: tuple[tuple[Column, Callable[[DocumentRow], Cell]], ...] = (
    (Column("checklista", width=22), lambda d: _main(d).get("id", "")),
    (Column("omfattning", "DOUBLE", 10, share=True), lambda d: _score(d, "comprehensiveness")),
    (Column("styrka", "DOUBLE", 9, share=True), lambda d: _score(d, "strength")),
    (Column("rod_trad", "DOUBLE", 9, share=True), lambda d: _score(d, "consistency")),
    (Column("tackning", "DOUBLE", 9, share=True), lambda d: _score(d, "coverage")),
    (Column("poang", "DOUBLE", 8), lambda d: _score(d, "points")),
    (Column("maxpoang", "DOUBLE", 9), lambda d: _score(d, "max_points")),
    (Column("att_kontrollera", "INTEGER", 12), lambda d: _to_check(d)),
    (Column("kod", width=7), lambda d: d.file.code),
    (Column("skal", width=50), lambda d: d.reason),
    (Column("sha256", width=16), lambda d: d.facts["sha256"]),
    (Column("rapport", width=40), lambda d: d.shown_report),
    (Column("kommunkoder", width=14), lambda d: ", ".join(m.code for m in d.identity.municipalities if m.code)),
    (Column("raknas_inte", width=30), lambda d: _uncounted(d)),
)  # fmt: skip
DOCUMENT_COLUMNS = tuple(c for c, _ in (*DOCUMENT, *AFTER_DOCUMENT))


def document_cells(row: DocumentRow) -> list[Cell]:
    """One document as a row."""
    return [value(row) for _, value in (*DOCUMENT, *AFTER_DOCUMENT)]


_SOURCES = {MANIFEST: "manifestet", DOCUMENT_SOURCE: "dokumentet", PATH: "sökvägen"}
# What a sheet, which people read, says instead of the values that programs go by.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "status": {"read": "läst", "unreadable": "oläsbar"},
    "slag": {kind.value: title for kind, title in KIND_TITLES.items()},
    "stadium": {stage.value: title for stage, title in STAGE_TITLES.items()},
    "kommun_kalla": _SOURCES,
    "ar_kalla": _SOURCES,
    "slag_kalla": _SOURCES,
}


def worded(column: Column, cell: Cell) -> Cell:
    """A cell as a sheet has it: in Swedish where programs have a fixed value."""
    words = _WORDS.get(column.name)
    return words.get(cell, cell) if words is not None and isinstance(cell, str) else cell


def document_sheet_cells(row: DocumentRow) -> list[Cell]:
    """One document as a row of the workbook."""
    return [worded(c, cell) for c, cell in zip(DOCUMENT_COLUMNS, document_cells(row), strict=True)]


def _uncounted(row: DocumentRow) -> str:
    """Why it is left out of the panel's figures, where something else is counted instead."""
    return f"kopia av {row.copy_of}" if row.copy_of else "hör till något annat" if row.aside else ""


def _to_check(row: DocumentRow) -> Cell:
    return sum(c["needs_review"] for _, c in row.criteria) if row.readable else None


def _main(row: DocumentRow) -> Checklist:
    """The first checklist: the one that the kind's own list is."""
    lists = row.report["checklists"]
    return lists[0] if lists else {}


def _score(row: DocumentRow, name: str) -> Cell:
    lists = row.report["checklists"]
    return lists[0]["scores"][name] if lists else None


# --- one row per document and criterion ---------------------------------------------------------------

_LEADING = (
    "fil",
    "status",
    "kommunkod",
    "kommun",
    "lanskod",
    "lan",
    "ar",
    "slag",
    "stadium",
    "giltig_fran",
    "giltig_till",
)
_LED = tuple((c, value) for c, value in DOCUMENT if c.name in _LEADING)
LONG_COLUMNS = (
    *(c for c, _ in _LED),
    Column("checklista", width=20),
    Column("checklista_version", width=9),
    Column("kriterium", width=26),
    Column("titel", width=40),
    Column("niva", width=6),
    Column("vikt", "DOUBLE", 6),
    Column("utfall", width=14),
    Column("utfall_text", width=13),
    Column("sakerhet", "DOUBLE", 9),
    Column("bor_kontrolleras", "BOOLEAN", 9),
    Column("undantag", width=12),
    Column("skal", width=60),
    Column("citat", width=60),
    Column("sida", "INTEGER", 6),
    Column("avsnitt", width=24),
)


def leading_cells(row: DocumentRow) -> list[Cell]:
    """What begins every long row of a document."""
    return [value(row) for _, value in _LED]


def long_cells(leading: list[Cell], checklist: Checklist, c: Criterion) -> list[Cell]:
    """One criterion of one document as a row; the first quote stands for all."""
    quote = c["evidence"][0] if c["evidence"] else None
    return [
        *leading,
        checklist["id"],
        checklist["version"],
        c["id"],
        c["title"],
        c["level"],
        c["weight"],
        c["outcome"],
        outcome_word(c["id"], Outcome(c["outcome"]), c.get("remarks", ())),
        c["confidence"],
        c["needs_review"],
        c["waived"] or "",
        c["reason"],
        printable(quote["quote"]) if quote else "",
        quote["page"] if quote else None,
        (quote["section"] or "") if quote else "",
    ]


def empty_long_cells(leading: list[Cell]) -> list[Cell]:
    """The row of a document that has no criteria: unreadable, or of a kind without a checklist."""
    blank: list[Cell] = ["" if c.type == "VARCHAR" else None for c in LONG_COLUMNS[len(leading) :]]
    return [*leading, *blank]


# A sheet repeats less than a file for programs does: what the sheet Dokument tells of a file is not told again.
_SHEET = (
    "fil", "kommunkod", "ar", "checklista", "kriterium", "titel", "niva", "utfall_text", "sakerhet",
    "bor_kontrolleras", "undantag", "skal", "citat", "sida",
)  # fmt: skip
_SHEET_AT = tuple(i for i, c in enumerate(LONG_COLUMNS) if c.name in _SHEET)
SHEET_COLUMNS = tuple(LONG_COLUMNS[i] for i in _SHEET_AT)


def sheet_cells(long: list[Cell]) -> list[Cell]:
    """A long row as the workbook has it."""
    return [long[i] for i in _SHEET_AT]


# --- evidence, thread, problems -----------------------------------------------------------------------

EVIDENCE_COLUMNS = (
    Column("fil", width=44), Column("kriterium", width=26), Column("citat", width=90), Column("sida", "INTEGER", 6),
    Column("avsnitt", width=28), Column("start", "INTEGER", 8), Column("slut", "INTEGER", 8),
)  # fmt: skip


def evidence_cells(row: DocumentRow) -> list[list[Cell]]:
    """Every quote that a verdict rests on."""
    return [
        [row.path, c["id"], printable(e["quote"]), e["page"], e["section"] or "", e["start"], e["end"]]
        for _, c in row.criteria
        for e in c["evidence"]
    ]  # fmt: skip


THREAD_COLUMNS = (
    Column("fil", width=44), Column("kommunkod", width=10), Column("problem", width=50),
    *(Column(word, width=30) for word in LINK_TITLES.values()),
    Column("mål_mätbart", "BOOLEAN", 9), Column("hel", "BOOLEAN", 7),
)  # fmt: skip


def thread_cells(row: DocumentRow) -> list[list[Cell]]:
    """Every prioritised problem with what the text ties to it."""
    return [
        [
            row.path, row.code, printable(t["problem"]["quote"]),
            *(printable(t[link]["quote"]) if t[link] else "" for link in LINK_TITLES),
            t["goal_measurable"], t["whole"],
        ]
        for t in row.report["thread"]
    ]  # fmt: skip


PROBLEM_COLUMNS = (
    Column("fil", width=44), Column("typ", width=14), Column("kod", width=7),
    Column("sida", "INTEGER", 6), Column("meddelande", width=100),
)  # fmt: skip


def problem_cells(problem: Problem) -> list[Cell]:
    """One problem as a row."""
    return [problem.path, problem.sort, problem.code, problem.page, printable(problem.message)]


SHARED_COLUMNS = (
    Column("text", width=90), Column("sort", width=22), Column("kommuner", "INTEGER", 10),
    Column("dokument", "INTEGER", 10), Column("ord", "INTEGER", 6), Column("finns i", width=80),
)  # fmt: skip


def shared_cells(shared: SharedText) -> list[Cell]:
    """A text that several municipalities have, as a row."""
    more = shared.documents - len(shared.where)
    where = "; ".join(shared.where) + (f" … och {more} till" if more > 0 else "")
    return [shared.text, SORT_TITLES[shared.sort], shared.owners, shared.documents, shared.words, where]


LIKENESS_COLUMNS = (
    Column("fil", width=44), Column("delad", "DOUBLE", 9, share=True),
    Column("varav_vanlig", "DOUBLE", 12, share=True),
    Column("närmast", width=44), Column("gemensamt_med_närmast", "DOUBLE", 12, share=True),
)  # fmt: skip


def likeness_cells(likeness: Likeness) -> list[Cell]:
    """How much a document shares with others, as a row."""
    return [
        likeness.path, round(likeness.shared, 4), round(likeness.usual, 4), likeness.nearest,
        round(likeness.nearest_share, 4),
    ]  # fmt: skip
