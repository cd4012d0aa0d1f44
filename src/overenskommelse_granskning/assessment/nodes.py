"""The values of a saved report, each with the path that an error names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from ..document import Box, Evidence
from ..errors import UnreadableDocument, unreadable

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")


class Node:
    """A value of the report and the path to it, which an error names."""

    __slots__ = ("path", "value")

    def __init__(self, value: Any, path: str) -> None:
        self.value, self.path = value, path

    def wrong(self, wanted: str) -> UnreadableDocument:
        shown = (
            "ett objekt"
            if isinstance(self.value, dict)
            else "en lista"
            if isinstance(self.value, list)
            else ""
        )
        shown = shown or f"”{str(self.value)[:40]}”"
        return unreadable("R030", what=f"fältet {self.path} är {shown}, men ska vara {wanted}")

    def get(self, name: str) -> Node:
        if not isinstance(self.value, dict):
            raise self.wrong("ett objekt")
        path = f"{self.path}.{name}" if self.path else name
        if name not in self.value:
            raise unreadable("R030", what=f"fältet {path} saknas")
        return Node(self.value[name], path)

    def later(self, name: str, empty: Any) -> Node:
        """A field that older reports lack."""
        if isinstance(self.value, dict) and name not in self.value:
            return Node(empty, f"{self.path}.{name}")
        return self.get(name)

    def each(self) -> Iterator[Node]:
        if not isinstance(self.value, list):
            raise self.wrong("en lista")
        return (Node(v, f"{self.path}[{i}]") for i, v in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.wrong("text")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong("true eller false")
        return self.value

    def whole(self, low: int = 0) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < low:
            raise self.wrong(f"ett heltal från {low}")
        return self.value

    def number(self) -> float:
        if (
            isinstance(self.value, bool)
            or not isinstance(self.value, int | float)
            or not math.isfinite(self.value)
        ):
            raise self.wrong("ett tal")
        return float(self.value)

    def share(self) -> float:
        value = self.number()
        if not 0 <= value <= 1:
            raise self.wrong("ett tal mellan 0 och 1")
        return value

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.wrong("ett datum") from None

    def one_of(self, kind: type[_E]) -> _E:
        try:
            return kind(self.text())
        except ValueError:
            raise self.wrong("något av " + ", ".join(kind)) from None

    def texts(self) -> tuple[str, ...]:
        return tuple(n.text() for n in self.each())

    def maybe(self, read: Callable[[Node], _T]) -> _T | None:
        return None if self.value is None else read(self)

    def many(self, read: Callable[[Node], _T]) -> tuple[_T, ...]:
        return tuple(read(n) for n in self.each())


def read_evidence(node: Node) -> Evidence:
    """A quote with its place."""
    box = node.later("bbox", None).maybe(lambda n: tuple(v.number() for v in n.each()))
    if box is not None and len(box) != 4:
        raise node.get("bbox").wrong("fyra tal")
    try:
        return Evidence(
            node.get("quote").text(),
            node.get("start").whole(),
            node.get("end").whole(),
            node.get("page").maybe(lambda n: n.whole(1)),
            node.later("section", None).maybe(Node.text),
            Box(*box) if box else None,
            node.later("file", None).maybe(Node.text),
        )
    except ValueError:
        raise unreadable(
            "R030", what=f"citatet {node.path} är inte så långt som start och end säger"
        ) from None
