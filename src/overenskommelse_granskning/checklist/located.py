"""A checklist file as data that knows where every part of it stands, so that errors can point there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ..errors import ChecklistError

Path = tuple[Any, ...]  # keys and indices from the root
_MOST_LINES = 30_000
_MOST_NODES = 100_000  # aliases of aliases can make a small file endless
_DEEPEST = 60


@dataclass(frozen=True)
class Source:
    """The data of a file, with line and column (from 1) of every key and list item."""

    data: Any
    file: str
    lines: tuple[str, ...]
    places: Mapping[Path, tuple[int, int]]
    duplicates: tuple[Path, ...] = ()

    def error(self, message: str, path: Path) -> ChecklistError:
        """An error at ``path``, or at the nearest part above it that has a place."""
        while path and path not in self.places:
            path = path[:-1]
        return located_error(message, self.file, self.lines, self.places.get(path))


def read_source(text: str, file: str) -> Source:
    """Parse a YAML text. Raises ChecklistError for what is no YAML, is empty or is a trap."""
    lines = tuple(text.split("\n"))
    if len(lines) > _MOST_LINES or text.count(",") + text.count(":") > _MOST_NODES:
        raise located_error("Checklistan är för lång: dela upp den", file, lines, (1, 1))
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            raise located_error("Checklistan är tom", file, lines, (1, 1))
        places: dict[Path, tuple[int, int]] = {}
        duplicates: list[Path] = []
        _walk(root, (), places, duplicates)
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        place = _place(error)
        hint = _curly(lines[place[0] - 1]) if place and place[0] <= len(lines) else ""
        raise located_error(f"YAML-fel: {_in_swedish(str(error))}{hint}", file, lines, place) from error
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        message = "YAML-fel: filen har tecken som inte får stå i den. Spara den som UTF-8-text"
        raise located_error(message, file, lines, (line, 1)) from error
    except RecursionError as error:
        message = "Checklistan är för djupt nästlad eller hänvisar till sig själv"
        raise located_error(message, file, lines, (1, 1)) from error
    return Source(data, file, lines, places, tuple(duplicates))


def located_error(
    message: str, file: str, lines: tuple[str, ...], place: tuple[int, int] | None
) -> ChecklistError:
    """An error with the line that it points at."""
    line, column = place or (None, None)
    excerpt = lines[line - 1].rstrip() if line and line <= len(lines) else ""
    return ChecklistError(
        message.rstrip(".") + ".", file=file, line=line, column=column, excerpt=excerpt, code="C001"
    )


def _place(error: yaml.MarkedYAMLError) -> tuple[int, int] | None:
    """Where the author is to look: what is never closed is told where it was opened."""
    context, problem, mark = error.context or "", error.problem or "", error.problem_mark
    opened = error.context_mark
    unclosed = "quoted" in context and "unknown escape" not in problem
    if "flow" in context:  # a fault on the line itself is told where it is
        unclosed = mark is None or opened is None or mark.line != opened.line
    if (unclosed or "simple key" in context) and opened is not None:
        mark = opened
    return (mark.line + 1, mark.column + 1) if mark else None


_CURLY = "“”„‘’"
_CURLY_VALUE = re.compile(rf"(?:^|[:\[{{,-]\s*)[{_CURLY}]")


def _curly(line: str) -> str:
    """What to say of a line where a value begins with the quotation marks of a word processor."""
    if not _CURLY_VALUE.search(line):
        return ""
    return (
        ". På raden står krulliga citattecken (” ’), som ordbehandlare sätter: byt dem mot raka (\" eller '), och "
        "skriv i en textredigerare"
    )


# What the parser says in English, and what the author should do.
_PROBLEMS = (
    ("mapping values are not allowed", "ett kolon där inget får stå. Innehåller texten kolon ska den stå inom "
     "citattecken; annars är indraget på raden fel"),
    ("could not find expected ':'", "en rad utan kolon. Efter en nyckel ska det stå kolon och mellanslag"),
    ("found character '\\t'", "en tabb. Dra in med blanksteg i stället"),
    ("found unknown escape", "ett bakstreck (\\) inom dubbla citattecken. Skriv mönster inom enkla citattecken: '\\bord\\w*'"),
    ("scanning a quoted scalar", "ett citattecken som aldrig stängs"),
    ("expected ',' or", "en lista inom [ ] eller { } som inte är avslutad, eller där ett komma fattas; har texten kolon, "
     "komma eller citattecken ska hela texten stå inom citattecken"),
    ("found unhashable key", "en klammer { där en nyckel ska stå. Skriv vad den är, till exempel where: {…}"),
    ("parsing a flow", "en lista inom [ ] eller { } som inte är avslutad, eller där ett komma fattas"),
    ("found unexpected ':'", "ett kolon inom [ ] eller { }. Skriv texten inom citattecken"),
    ("but found '<scalar>'", "text efter ett citattecken eller en parentes som redan är stängd. Sätt hela värdet inom "
     "citattecken"),
    ("expected <block end>", "indraget stämmer inte med raderna före. Det som hör ihop ska börja i samma kolumn"),
    ("expected the node content", "ett tecken som ska stå inom citattecken"),
    ("cannot start any token", "ett tecken som ska stå inom citattecken"),
    ("undefined alias", "en stjärna (*) som hänvisar till något som inte finns. Skriv texten inom citattecken"),
    ("constructor for the tag", "ett utropstecken (!) först i värdet. Skriv texten inom citattecken"),
    ("found duplicate anchor", "samma märke (&) står två gånger"),
)  # fmt: skip


def _in_swedish(problem: str) -> str:
    for english, swedish in _PROBLEMS:
        if english in problem:
            return swedish
    return "filen kan inte tolkas här. Kontrollera indrag, kolon och citattecken på raden och den före"


class _Loader(yaml.SafeLoader):
    """Safe, and dates stay strings: a checklist compares no clock."""


_Loader.yaml_implicit_resolvers = {
    key: [(tag, rx) for tag, rx in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _walk(node: yaml.Node, path: Path, places: dict[Path, tuple[int, int]], duplicates: list[Path]) -> None:
    if len(path) > _DEEPEST or len(places) > _MOST_NODES:
        raise RecursionError
    places.setdefault(path, _mark(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            inner = (*path, name)
            if name in seen:
                duplicates.append(inner)
            seen.add(name)
            places[inner] = _mark(key)
            _walk(value, inner, places, duplicates)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            _walk(item, (*path, i), places, duplicates)


def _mark(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
