"""Small inputs for the tests of the core: analysed texts, and checklists written in a few lines."""

from __future__ import annotations

import textwrap
from functools import cache

import yaml

from entity_samples import document
from overenskommelse_granskning.checklist import Checklist, build
from overenskommelse_granskning.language.analysis import Analysis, Unit, analyse
from overenskommelse_granskning.language.units import UnitKind


@cache
def analysed(text: str) -> Analysis:
    """The analysis of a document in the marks of ``entity_samples``; made once per text."""
    return analyse(document(text))


def body_units(text: str) -> list[Unit]:
    """The units that are no headings."""
    return [u for u in analysed(text).units if u.kind not in (UnitKind.HEADING, UnitKind.HEADER_ROW)]


def one_unit(text: str) -> Unit:
    """The only unit of a text of one sentence."""
    (unit,) = body_units(text)
    return unit


HEAD = """
id: prov
title: Prov
version: 1.0.0
kinds: [annat]
sources: {k: En källa}
"""


def checklist(criteria: str, tests: str = "") -> Checklist:
    """A checklist from YAML for ``criteria`` (a list) and ``tests`` (a mapping)."""
    text = HEAD
    if tests:
        text += "tests:\n" + textwrap.indent(textwrap.dedent(tests), "  ")
    text += "criteria:\n" + textwrap.indent(textwrap.dedent(criteria), "  ")
    return build(yaml.safe_load(text), text, "prov.yaml")


def criterion(elements: str, outcome: str = "{met: [a]}", passages: str = "", more: str = "") -> Checklist:
    """A checklist of one criterion; ``elements`` is a YAML list in flow or block style."""
    parts = [
        "- id: p.ett",
        "  title: Ett",
        "  question: Finns det?",
        "  level: skall",
        "  sources: [k]",
        "  levels: {met: Det finns, partial: Det nämns, missing: Det saknas}",
        f"  outcome: {outcome}",
        "  elements:",
        textwrap.indent(textwrap.dedent(elements).strip("\n"), "    "),
    ]
    if passages:
        parts.append(f"  passages: {passages}")
    if more:
        parts.append(textwrap.indent(textwrap.dedent(more).strip("\n"), "  "))
    return checklist("\n".join(parts) + "\n")
