"""The register of Swedish municipalities and counties, and lookup by the forms that texts use.

The data are the 290 municipalities and 21 counties with the official codes. A municipality that is
not in the register (merged, misspelt or invented) is a :class:`Municipality` without code.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from ..resources import vocabulary_file


@dataclass(frozen=True, slots=True)
class Municipality:
    """``code`` has four digits and is None where the name is not in the register."""

    code: str | None
    name: str
    county_code: str | None = None


@dataclass(frozen=True, slots=True)
class County:
    """``name`` is the full form (Skåne län), ``short`` the bare one (Skåne)."""

    code: str
    name: str
    short: str


# Names that are also common words, surnames or given names: without a word such as "kommun" they
# say nothing.
AMBIGUOUS = frozenset(
    "ale berg boden dorotea eda flen hjo håbo höör kil kinda klippan köping lund mark mora nora norberg orsa "
    "osby sala salem skara sunne säter trosa vara vilhelmina ydre åre ånge".split()
)

# Old genitives and short forms that no suffix rule gives.
_SPECIAL_FORMS = {"falu": "falun", "gbg": "göteborg", "sthlm": "stockholm"}

# Place names on -s take no genitive -s. Needed for names outside the register only.
_OWN_S = re.compile(r"(?:ås|näs|fors|hus|lös|kors|ss|x|z)$", re.IGNORECASE)

# How much of two names must be the same for one to be a slip of the pen for the other: two letters of seven that changed
# places are such a slip.
_ALIKE = 0.85

_CONTEXT_AFTER = re.compile(r"\s+(?:ko(?:mm|rnm|mrn|rnrn)un(?:en)?s?|kn|stads?|stadens?)$", re.IGNORECASE)
_CONTEXT_BEFORE = re.compile(
    r"^(?:kommun(?:en|styrelsen|fullmäktige)?|staden|stadsdirektören|region(?=\s+gotland))(?:\s+i)?\s+",
    re.IGNORECASE,
)


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All municipalities of the register, by code."""
    with vocabulary_file("municipalities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Municipality(r["code"], r["name"], r["county_code"]) for r in csv.DictReader(file))


@cache
def counties() -> tuple[County, ...]:
    """All counties, by code."""
    with vocabulary_file("counties.csv").open(encoding="utf-8", newline="") as file:
        return tuple(County(r["code"], r["name"], r["short"]) for r in csv.DictReader(file))


@cache
def districts() -> dict[str, Municipality]:
    """City districts of Stockholm, Göteborg and Malmö (lower case) and their municipality."""
    with vocabulary_file("districts.csv").open(encoding="utf-8", newline="") as file:
        return {r["name"].lower(): by_code()[r["municipality_code"]] for r in csv.DictReader(file)}


@cache
def by_code() -> dict[str, Municipality]:
    """The register by four-digit code."""
    return {m.code: m for m in municipalities() if m.code}


@cache
def _by_name() -> dict[str, Municipality]:
    names = {m.name.lower(): m for m in municipalities()}
    return names | {form: names[name] for form, name in _SPECIAL_FORMS.items()}


@cache
def _by_folded_name() -> dict[str, Municipality]:
    """Names without diacritics, where that is unambiguous and no real name (Håbo must not hide Habo)."""
    folded: dict[str, list[Municipality]] = {}
    for m in municipalities():
        folded.setdefault(fold(m.name), []).append(m)
    real = _by_name()
    return {f: ms[0] for f, ms in folded.items() if len(ms) == 1 and f not in real}


def fold(name: str) -> str:
    """Lower case without diacritics, as scans and file names have it: ``"Malmö"`` → ``"malmo"``."""
    decomposed = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def registered(name: str) -> Municipality | None:
    """The register's municipality of a bare name in the base form or the genitive, any case."""
    low = " ".join(name.lower().split())
    known = _by_name()
    found = known.get(low)
    if found is None and low.endswith("s"):
        found = known.get(low[:-1])
    if found is None and low.isascii():
        folded = _by_folded_name()
        found = folded.get(low) or (folded.get(low[:-1]) if low.endswith("s") else None)
    return found


def nearest(name: str) -> Municipality | None:
    """The registered municipality whose name a misspelt one is most like, where one is much like it."""
    known = {fold(m.name): m for m in municipalities()}
    found = difflib.get_close_matches(fold(name), known, n=1, cutoff=_ALIKE)
    return known[found[0]] if found else None


def county_of(municipality: Municipality) -> County | None:
    """The county that a registered municipality lies in."""
    return next((c for c in counties() if c.code == municipality.county_code), None)


def find_county(name: str) -> County | None:
    """A county by ``"Skåne"``, ``"Skåne län"``, ``"Länsstyrelsen i Skåne län"``, any case."""
    low = re.sub(r"^(?:länsstyrelsen(?:\s+i)?|region)\s+", "", " ".join(name.lower().split()))
    bare = re.sub(r"\s+läns?$", "", low)
    for county in counties():
        if low == county.name.lower() or bare in (county.short.lower(), county.short.lower() + "s"):
            return county
    return None


def base_form(name: str, *, seen: frozenset[str] = frozenset()) -> str:
    """The base form of a place name outside the register that may stand in the genitive.

    ``seen`` holds the capitalised words of the same text: a base form that occurs there decides.
    """
    if not name.lower().endswith("s"):
        return name
    stem = name[:-1]
    if stem.split()[-1] in seen:
        return stem
    return name if _OWN_S.search(name) else stem


def title_case(name: str) -> str:
    """``"ÖSTRA EKDALA-BY"`` → ``"Östra Ekdala-By"``; mixed case stays as it is."""
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), name) if name.isupper() else name


def unregistered(
    name: str, *, genitive: bool = True, seen: frozenset[str] = frozenset()
) -> Municipality | None:
    """A place that the register lacks; None where the name is a county's ("kommunerna i Skåne").

    ``genitive``: the name may stand in it. ``seen``: as in :func:`base_form`.
    """
    if find_county(name) is not None:
        return None
    plain = title_case(name)
    return Municipality(None, base_form(plain, seen=seen) if genitive else plain)


def lookup(form: str, *, bare: bool = False, seen: frozenset[str] = frozenset()) -> Municipality | None:
    """The municipality meant by one of its usual forms.

    ``"Lunds kommun"``, ``"Malmö stad"``, ``"MARKS KOMMUN"``, ``"kommunen i Lund"``, ``"Region Gotland"``
    and ``"Lunds"`` all work. A name outside the register needs a word such as "kommun"; so does a
    name that is a common word, unless ``bare`` is true.
    """
    text = " ".join(form.split())
    name = _CONTEXT_AFTER.sub("", text)
    context = name != text
    stripped = _CONTEXT_BEFORE.sub("", name)
    context = context or stripped != name
    name = stripped.strip(" ,.:;")
    if not name:
        return None
    found = registered(name)
    if found is not None:
        return found if context or bare or found.name.lower() not in AMBIGUOUS else None
    return unregistered(name, seen=seen) if context and name[0].isupper() else None
