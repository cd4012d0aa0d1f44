"""Themes of crime prevention with the words that belong to each (``themes.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..resources import read_yaml, vocabulary_file


@cache
def theme_words() -> Mapping[str, tuple[str, ...]]:
    """Theme → its words, with "-" where a compound may go on."""
    return {
        str(name): tuple(map(str, words)) for name, words in read_yaml(vocabulary_file("themes.yaml")).items()
    }
