"""A corpus of seven short texts by three authors, made for tests of training."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import yaml

from overenskommelse_granskning.language.units import UnitKind, split_units
from overenskommelse_granskning.training.corpus import document_from_source
from overenskommelse_granskning.training.units import SECTIONS
from overenskommelse_granskning.training.words import write_table

AGREEMENT, PROMISE, OTHER = "samverkansoverenskommelse", "medborgarlofte", "annat"
GOOD = {
    "bra.syfte": ("met", "Syftet är att färre ungdomar i {place} ska dras in i brott"),
    "bra.styrgrupp": ("met", "En styrgrupp med kommunchefen och polischefen möts i mars och september"),
    "bra.uppfoljning": ("met", "Kommunpolisen och samordnaren följer upp målen varje år i november"),
}
WEAK = {
    "bra.syfte": ("partial", "Parterna vill gärna träffas oftare än förr"),
    "bra.styrgrupp": ("missing", ""),
    "bra.uppfoljning": ("missing", ""),
}
PROMISED = {
    "lofte.konkret": ("met", "Vi går kvällsrundor vid {place} station varje fredag"),
    "lofte.uppfoljning": ("partial", "Vi hör av oss om hur det gick"),
}
VAGUE = {"lofte.konkret": ("missing", ""), "lofte.uppfoljning": ("partial", "Läget stäms av då och då")}
FUNCTION = {
    "bra.syfte": "syfte",
    "bra.styrgrupp": "organisation",
    "bra.uppfoljning": "uppfoljning",
    "lofte.konkret": "lofte",
    "lofte.uppfoljning": "uppfoljning",
}
TOPIC = {"lofte": "medborgarlofte"}
TEXTS = (
    ("prov-a-01", AGREEMENT, "Björkvik", GOOD),
    ("prov-a-02", PROMISE, "Björkvik", VAGUE),
    ("prov-b-01", AGREEMENT, "Tallnäs", WEAK),
    ("prov-b-02", PROMISE, "Tallnäs", PROMISED),
    ("prov-c-01", AGREEMENT, "Enhult", {**WEAK, "bra.styrgrupp": GOOD["bra.styrgrupp"]}),
    ("prov-c-03", OTHER, "Enhult", {}),
    ("prov-c-02", PROMISE, "Enhult", {**PROMISED, "lofte.konkret": VAGUE["lofte.konkret"]}),
)


def make_corpus(folder: Path, locked: str = "", says: tuple[str, str] = ("", "")) -> Path:
    """Write the corpus into a folder and return it. ``says``: replace words in the locked text."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    lines: list[str] = []
    for name, kind, place, wanted in TEXTS:
        labels = {
            c: {"outcome": o, **({"quote": q.format(place=place)} if q else {})}
            for c, (o, q) in wanted.items()
        }
        body = _body(kind, place, [v["quote"] for v in labels.values() if "quote" in v])
        if name == locked:
            body = body.replace(*says)
        front = yaml.safe_dump({"id": name, "kind": kind, "format": "txt"})
        (texts / f"{name}.md").write_text(f"---\n{front}---\n{body}", encoding="utf-8")
        functions = {v["quote"]: FUNCTION[c] for c, v in labels.items() if "quote" in v}
        there = {TOPIC.get(f, f) for f in functions.values()} | {"parter"}
        sections = {} if kind == OTHER else {s: s in there for s in SECTIONS}
        stored = {"id": name, "criteria": labels, "sections": sections}
        (texts / f"{name}.labels.yaml").write_text(
            yaml.safe_dump(stored, allow_unicode=True), encoding="utf-8"
        )
        lines += _passages(name, body, functions, "locked" if name == locked else "train")
    (folder / "passages.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _body(kind: str, place: str, quotes: list[str]) -> str:
    if kind == OTHER:
        return (
            "# Protokoll\n\n§ 14 Närvarande: sju ledamöter. Kommunstyrelsen beslutar att ärendet bordläggs.\n"
        )
    title = "Överenskommelse om samverkan" if kind == AGREEMENT else "Medborgarlöfte"
    head = f"# {title}\n\nMellan {place} kommun och polisen i {place}.\n\n## Vad vi ska göra\n\n"
    filler = (
        f"Biblioteket i {place} har öppet till sju. Bussen går en gång i timmen. "
        "Skolgården har fått ny belysning och cykelställen har flyttats närmare entrén.\n\n"
    )
    return head + filler + "".join(f"{q}.\n\n" for q in quotes) + f"## Underskrift\n\n{place} i maj.\n"


def _passages(name: str, body: str, functions: dict[str, str], split: str) -> list[str]:
    document = document_from_source(name, body)
    out = []
    for u in split_units(document):
        text = document.text[u.start : u.end]
        function = functions.get(text.rstrip("."), "ovrigt")
        if u.kind is UnitKind.HEADING:
            function = "rubrik"
        topics = [TOPIC.get(function, function)] if function not in ("ovrigt", "rubrik") else []
        if text.startswith("Mellan"):
            function, topics = "parter", ["parter"]
        out.append(
            json.dumps(
                {
                    "id": f"{name}:{u.id:03d}",
                    "document": name,
                    "start": u.start,
                    "end": u.end,
                    "kind": u.kind.value,
                    "heading": "",
                    "text": text,
                    "functions": [function],
                    "topics": topics,
                    "split": split,
                },
                ensure_ascii=False,
            )
        )
    return out


def make_word_table(folder: Path) -> Path:
    """A word table over a few words, with vectors drawn from a fixed seed."""
    words = [
        "syftet",
        "styrgrupp",
        "följer",
        "målen",
        "varje",
        "kommun",
        "polisen",
        "kvällsrundor",
        "station",
    ]
    words += [f"ord{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(120)]
    raw = np.random.default_rng(4).normal(size=(len(words), 128))
    return write_table(words, raw, folder)
