"""The figures of the benchmark as a Swedish page, the same results always the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ...reports.escape import printable
from ...vocabulary.swedish import decimal, shorten
from .bench import Case, Results, by_kind
from .copies import CopyKind
from .edits import MutationKind

TITLES = {
    MutationKind.SECTION: "helt avsnitt borttaget",
    MutationKind.MATTER: "allt om ett kriterium borttaget",
    MutationKind.PLACEHOLDER: "platshållare i stället för innehållet",
    MutationKind.GOAL: "mål och löften utan tal, datum och takt",
    MutationKind.ACTOR: "den ansvarige borttagen",
    MutationKind.NEGATED: "uppföljningen nekad: ”inte” i meningen",
    MutationKind.DENIED: "uppföljningen nekad: en mening om att den inte finns",
    MutationKind.PASSAGES: "bara facits ställen borttagna",
    CopyKind.PARAGRAPH: "ovidkommande stycke ur ett annat dokument",
    CopyKind.ORDER: "avsnitten i annan ordning",
    CopyKind.HTML: "skrivet som HTML och läst igen",
    CopyKind.MARKDOWN: "skrivet som Markdown och läst igen",
}
ELEMENTS = (
    MutationKind.MATTER,
    MutationKind.PLACEHOLDER,
    MutationKind.GOAL,
    MutationKind.ACTOR,
    MutationKind.NEGATED,
    MutationKind.DENIED,
)
SECTION_GOAL, ELEMENT_GOAL, ALARM_GOAL = 0.95, 0.80, 0.02
TOPIC = "topic_removed"

HEAD = """# Mutationer: ändras rätt omdömen?

<!-- Skapad av benchmarks/mutations.py --skriv: ändra inte för hand. -->

Ur korpusens märkta texter görs ändringar vars rätta svar är känt. Varje text granskas före och efter. Det
kriterium som ändringen gäller ska falla; de andra ska stå kvar. Bara omdömen som var rätta från början räknas.
*Låsta texter* är de som träningen aldrig läser; *inlärda texter* är resten av korpusen.

- **Helt avsnitt borttaget**: de kriterier och ämnen som inte har något utanför avsnittet.
- **Allt om ett kriterium borttaget**: facits ställen och varje mening som enligt märkningen handlar om samma sak.
- **Bara facits ställen borttagna**: till upplysning; resten av texten kan ännu uppfylla kriteriet, eftersom
  facit inte räknar upp varje ställe.
- **Övriga omdömen**: kriterier som ändringen inte rör, varken ställen eller ämne.
- **Orörda kopior**: samma innehåll i annan form; inget omdöme får ändras.
- **Utbytt dokument**: allt en text säger om ett kriterium flyttas in i ett annat dokument; omdömet ska följa med.
"""

Share = tuple[int, int]


def page(results: Results) -> str:
    """The whole page."""
    parts = [HEAD, _goals(results)]
    drops = by_kind(results.drops)
    order = [k for k in (*MutationKind, TOPIC) if k in drops]
    parts.append("## Det ändrade kriteriet faller\n")
    parts.append(_table(["Ändring"], [row for k in order for row in _drop_rows(k, drops[k])]))
    stays = by_kind(results.stays)
    parts.append("## Övriga omdömen står kvar\n")
    parts.append(_table(["Ändring"], [([_title(k)], stays[k]) for k in MutationKind if k in stays]))
    parts.append("## Orörda kopior\n")
    parts.append(_table(["Kopia"], [([_title(k)], stays[k]) for k in CopyKind if k in stays]))
    parts.append("## Utbytt dokument: omdömet följer ställena\n")
    titles = {"exchange_met": "uppfyllt", "exchange_partial": "delvis"}
    parts.append(_table(["Omdöme"], [([titles[k]], v) for k, v in sorted(by_kind(results.kept).items())]))
    parts.append("## Dokumentets slag känns igen som förut\n")
    parts.append(_table(["Ändring"], [([_title(k)], v) for k, v in by_kind(results.kinds).items()]))
    parts.append("## Kriterier som oftast inte faller\n")
    parts.append(_worst([c for c in results.drops if c.kind in (*ELEMENTS, MutationKind.SECTION)]))
    return "\n".join(parts)


def examples(results: Results, count: int) -> str:
    """Errors with their wording, ``count`` per kind of edit, for whoever improves the program."""
    out: list[str] = []
    for title, cases in (
        ("Föll inte", results.drops),
        ("Ändrades utan skäl", results.stays),
        ("Följde inte med", results.kept),
        ("Slaget ändrades", results.kinds),
    ):
        for kind, listed in by_kind(c for c in cases if not c.right).items():
            out.append(f"\n{title}: {_title(kind)}, {len(listed)} fall")
            for c in listed[:count]:
                out.append(
                    f"  {c.document} {c.name}: {c.before} → {c.after}{' (granskas)' if c.review else ''}"
                )
                out += [
                    f"      {mark} {_short(q)}"
                    for mark, q in (("−", c.what), *(("+", q) for q in c.shown))
                    if q
                ]
    return "\n".join(out) + "\n"


def _title(kind: str) -> str:
    if kind == TOPIC:
        return "helt avsnitt borttaget: ämnet sägs saknas"
    known = {str(k): v for k, v in TITLES.items()}
    return known.get(str(kind), {"exchange_met": "uppfyllt", "exchange_partial": "delvis"}.get(kind, kind))


def _drop_rows(kind: str, cases: list[Case]) -> list[tuple[Sequence[str], list[Case]]]:
    """The row of a kind of edit; what was met and what was partly met apart where both occur.

    What is partly met is often met as much by something else in the text, which no label tells of.
    """
    rows: list[tuple[Sequence[str], list[Case]]] = [([_title(kind)], cases)]
    for before, title in (("met", "uppfyllt"), ("partial", "delvis")):
        part = [c for c in cases if c.before == before]
        if part and len(part) < len(cases):
            rows.append(([f"– {title} från början"], part))
    return rows


def _share(cases: Iterable[Case], keep: Callable[[Case], bool]) -> Share:
    chosen = [c.right for c in cases if keep(c)]
    return sum(chosen), len(chosen)


def _percent(share: Share) -> str:
    right, n = share
    return "–" if not n else f"{decimal(100 * right / n, '.1f')} %"


def _table(head: Sequence[str], rows: Iterable[tuple[Sequence[str], list[Case]]]) -> str:
    out = [f"| {' | '.join(head)} | Låsta: fall | rätt | Inlärda: fall | rätt |"]
    out.append("|---" * len(head) + "|---:|---:|---:|---:|")
    for names, cases in rows:
        locked, learned = _share(cases, lambda c: c.locked), _share(cases, lambda c: not c.locked)
        cells = (str(locked[1]), _percent(locked), str(learned[1]), _percent(learned))
        out.append(f"| {' | '.join((*names, *cells))} |")
    return "\n".join(out) + "\n"


def _goals(results: Results) -> str:
    """The targets, and whether they are reached, over locked texts and over all."""
    alarms = [c for c in results.stays if c.kind in set(map(str, CopyKind))]
    others = [c for c in results.stays if c.kind not in set(map(str, CopyKind))]
    rows = (
        ("avsnitt borttaget, kriteriet faller", [c for c in results.drops if c.kind == MutationKind.SECTION], SECTION_GOAL),
        ("avsnitt borttaget, ämnet sägs saknas", [c for c in results.drops if c.kind == TOPIC], SECTION_GOAL),
        ("en sak borttagen eller försvagad", [c for c in results.drops if c.kind in ELEMENTS], ELEMENT_GOAL),
        ("orörda kopior, omdömet står kvar", alarms, 1 - ALARM_GOAL),
        ("övriga omdömen vid en ändring", others, 1 - ALARM_GOAL),
    )  # fmt: skip
    out = ["## Mål\n", "| | Mål | Låsta texter | Alla texter |", "|---|---:|---:|---:|"]
    for name, cases, goal in rows:
        shares = (_share(cases, lambda c: c.locked), _share(cases, lambda _: True))
        told = [f"{_percent(s)}{'' if not s[1] or s[0] / s[1] >= goal else ' (inte nått)'}" for s in shares]
        out.append(f"| {name} | {f'{100 * goal:.0f}'} % | {told[0]} | {told[1]} |")
    return "\n".join(out) + "\n"


def _worst(cases: Sequence[Case]) -> str:
    counts: dict[str, list[int]] = {}
    for c in cases:
        counts.setdefault(c.name, [0, 0])[0] += not c.right
        counts[c.name][1] += 1
    worst = sorted(((n, of, c) for c, (n, of) in counts.items() if n), key=lambda x: (-x[0], x[2]))[:12]
    out = ["| Kriterium | Föll inte | Av |", "|---|---:|---:|"]
    out += [f"| `{c}` | {n} | {of} |" for n, of, c in worst]
    return "\n".join(out) + "\n"


def _short(text: str, length: int = 220) -> str:
    return shorten(printable(text), length)
