"""Hides personal data everywhere in an assessment: in facts, quotes and text.

Either the names of those who signed, or every name of a person, personnummer, e-mail address and
telephone number that is recognised by its form. A name is replaced by as many signs, so that every offset still holds and every quote is still the
slice of the (masked) text that it claims to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any

from ..assessment import Assessment
from ..comparison.model import Comparison
from ..document import Evidence
from ..language.entities.names import find_persons

SIGN = "•"
_SHORTEST = 3  # a lone initial would hide half the text
_SURNAME = 4  # letters from which a surname is hidden where it stands alone
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# Seven digits or more behind a trunk prefix; dates and diary numbers begin otherwise.
_PHONE = r"(?<![\w/-])(?:\+46|0046|0)[ \u00a0-]?(?:\(0\))?\d{1,3}(?:[ \u00a0–-]{0,3}\d{2,4}){2,4}(?![\w/-])"
# Day 61–91 is a samordningsnummer.
_PERSONAL_NUMBER = r"(?<![\w/-])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+ ]?\d{4}(?![\w/-])"
_NUMBERS = re.compile(f"(?P<email>{_EMAIL})|(?P<id>{_PERSONAL_NUMBER})|(?P<phone>{_PHONE})")
_Hider = Callable[[str], str]


def mask_signatories(assessment: Assessment) -> Assessment:
    """The same assessment without the names of its signatories. The file's name is left as it is."""
    names = {s.name for s in assessment.document.signatories if s.name}
    pattern = _pattern(_forms(names), re.IGNORECASE)
    if pattern is None:
        return assessment
    return _mask(assessment, lambda text: _hide(text, pattern))


def mask_personal(assessment: Assessment) -> Assessment:
    """The same without names of persons, personnummer, e-mail addresses and telephone numbers.

    Names are found by their form (two or more capitalised words that are nothing else), then wherever
    the surname stands alone. A first name alone is not found. The file's name is masked as well.
    """
    hide = _personal(assessment)
    masked = _mask(assessment, hide)
    return replace(masked, document=replace(masked.document, path=hide(assessment.document.path)))


def mask_comparison(comparison: Comparison) -> Comparison:
    """The same for both sides of a comparison, and for what it quotes of a follow-up."""
    first, second = _personal(comparison.before), _personal(comparison.after)
    masked = _masked(comparison, lambda text: second(first(text)), "")
    assert isinstance(masked, Comparison)
    sides = []
    for own, kept in ((masked.before, comparison.before), (masked.after, comparison.after)):
        sides.append(replace(own, document=replace(own.document, sha256=kept.document.sha256)))
    return replace(masked, before=sides[0], after=sides[1])


def _personal(assessment: Assessment) -> _Hider:
    """What hides the personal data of a document; a saved review has only its quotes to find names in."""
    signed = {s.name for s in assessment.document.signatories if s.name}
    document = assessment.document
    kept = "\n".join([*(m.name for m in document.municipalities), *document.parties, *document.police_units])
    text = assessment.text or "\n".join(_quotes(assessment))
    mentioned = {p.name for p in find_persons(text) if p.name not in kept}
    names = _pattern(_forms(signed), re.IGNORECASE)
    others = _pattern((f for f in _forms(mentioned) if " " in f or len(f) >= _SURNAME), 0)

    def hide(text: str) -> str:
        for pattern in (names, others):
            text = _hide(text, pattern) if pattern else text
        return _NUMBERS.sub(lambda m: _dots(m[0]) if m.lastgroup != "id" or _checks(m[0]) else m[0], text)

    return hide


def _quotes(value: Any) -> Iterator[str]:
    if isinstance(value, Evidence):
        yield value.quote
    elif isinstance(value, tuple):
        for v in value:
            yield from _quotes(v)
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from _quotes(getattr(value, f.name))


def _mask(assessment: Assessment, hide: _Hider) -> Assessment:
    # A copy of the original cannot be masked: without it, reports are made anew.
    masked = _masked(replace(assessment, original=None), hide, hide(assessment.text))
    assert isinstance(masked, Assessment)
    kept, hidden = assessment.document, masked.document
    files = tuple(
        replace(f, sha256=own.sha256, format=own.format)
        for f, own in zip(hidden.files, kept.files, strict=True)
    )
    return replace(masked, document=replace(hidden, path=kept.path, sha256=kept.sha256, files=files))


def _checks(number: str) -> bool:
    """Whether the last digit of a personnummer is the check digit of the nine before it."""
    digits = [int(d) for d in re.sub(r"\D", "", number)[-10:]]
    doubled = (d * 2 if i % 2 == 0 else d for i, d in enumerate(digits))
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def _forms(names: Iterable[str]) -> set[str]:
    # The whole name, and its last part alone: ”Berg” of ”Anna Berg”, with a genitive s.
    whole = {re.sub(r"\s+", " ", n).strip() for n in names}
    return whole | {n.rpartition(" ")[2] for n in whole}


def _pattern(forms: Iterable[str], flags: int) -> re.Pattern[str] | None:
    usable = sorted((f for f in set(forms) if len(f) >= _SHORTEST), key=lambda f: (-len(f), f))
    if not usable:
        return None
    listed = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in usable)
    return re.compile(rf"(?<!\w)(?:{listed})(?=s?(?!\w))", flags)


def _hide(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda m: _dots(m[0]), text)


def _dots(text: str) -> str:
    return re.sub(r"\S", SIGN, text)


def _masked(value: Any, hide: _Hider, text: str) -> Any:
    """The same value where nothing in it is hidden, which is nearly always."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else hide(value)
    if isinstance(value, tuple):
        parts = [_masked(v, hide, text) for v in value]
        return tuple(parts) if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    names = _fields(value.__class__)
    if not names:
        return value
    changed = {}
    if isinstance(value, Evidence) and value.end <= len(text):
        quote = text[value.start : value.end]
        if quote != value.quote:
            changed["quote"] = quote
        names = ("section", "file")
    for name in names:
        own = getattr(value, name)
        if own is not None and (masked := _masked(own, hide, text)) is not own:
            changed[name] = masked
    return replace(value, **changed) if changed else value


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass; none for what is no dataclass."""
    return tuple(f.name for f in fields(kind) if f.init) if is_dataclass(kind) else ()
