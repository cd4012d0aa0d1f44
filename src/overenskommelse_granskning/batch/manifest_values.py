"""What the cells of a manifest's row mean: a municipality, a year and a kind, as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..vocabulary.closed import KIND_TITLES, Kind
from ..vocabulary.municipalities import by_code, fold, lookup

FIRST_YEAR = 1980  # before it there were no such documents


def plain(text: str) -> str:
    """Folded, without blanks and signs."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


_KINDS = {
    **{kind.value: kind for kind in Kind},
    "overenskommelse": Kind.AGREEMENT,
    "samverkansoverenskommelse": Kind.AGREEMENT,
    "samverkansavtal": Kind.AGREEMENT,
    "avtal": Kind.AGREEMENT,
    "lofte": Kind.PROMISE,
    "medborgarlofte": Kind.PROMISE,
    "avhopparoverenskommelse": Kind.DEFECTOR,
    "avhoppare": Kind.DEFECTOR,
    "lansovergripandeoverenskommelse": Kind.COUNTY,
    "lansovergripande": Kind.COUNTY,
    "regionalhandlingsplan": Kind.REGIONAL,
    "handlingsplan": Kind.REGIONAL,
    "annat": Kind.OTHER,
    **{plain(title): kind for kind, title in KIND_TITLES.items()},
}
_USUAL = "samverkansöverenskommelse, medborgarlöfte eller annat"


@dataclass(frozen=True, slots=True)
class Values:
    """A row's values, None for those that are not given or cannot be meant, and what was wrong with these."""

    codes: tuple[str, ...]
    year: int | None
    kind: Kind | None
    problems: tuple[str, ...]


def read_values(municipality: str, year: str, kind: str, latest: int) -> Values:
    """Read a row's cells, where no year after ``latest`` can be meant."""
    found, trouble_kind = _kind(kind)
    if _changed_places(municipality, year, latest):
        told = f"kommunkoden {municipality} och året {year} ser ut att ha bytt plats, och ingen av dem räknas: byt tillbaka dem."
        return Values((), None, found, (told, trouble_kind) if trouble_kind else (told,))
    codes, troubles = _municipalities(municipality)
    number, trouble_year = _year(year, latest)
    return Values(codes, number, found, (*troubles, *filter(None, (trouble_year, trouble_kind))))


def _changed_places(municipality: str, year: str, latest: int) -> bool:
    """Whether the one cell holds what can only be a code and the other what can be a year."""
    return (
        year.zfill(4) in by_code()
        and _year(year, latest)[0] is None
        and re.fullmatch(r"\d{4}", municipality) is not None
        and _year(municipality, latest)[0] is not None
    )


def _municipalities(text: str) -> tuple[tuple[str, ...], list[str]]:
    """One or several: an agreement may be of more than one."""
    text = re.sub(r"(?<=\d)[.,]0+$", "", text)  # 1281,0 is a number
    if number := re.fullmatch(r"(\d{4})\.(\d{1,4})", text):
        text = f"{number[1]},{number[2]:0<4}"  # Excel takes 1380,1280 for a number, and its last zero away
    read = [_municipality(part) for part in re.split(r"\s*[,;/&+]\s*|\s+och\s+", text)]
    return tuple(dict.fromkeys(code for code, _ in read if code)), [trouble for _, trouble in read if trouble]


def _municipality(text: str) -> tuple[str | None, str]:
    if not text:
        return None, ""
    number = re.fullmatch(r"\d{3,4}", text)
    if number:
        code = text.zfill(4)  # Excel takes the first zero of 0114 away
        return (code, "") if code in by_code() else (None, f"kommunkoden {text} finns inte: rätta den.")
    found = lookup(text, bare=True)
    if found is None or found.code is None:
        return None, f"kommunen ”{text}” finns inte i kommunregistret: rätta namnet eller ange kommunkoden."
    return found.code, ""


def _year(text: str, latest: int) -> tuple[int | None, str]:
    if not text:
        return None, ""
    found = re.match(r"((?:19|20)\d{2})(?!\d)", text)
    if found is None:
        return None, f"året ”{text}” är inget år: skriv det med fyra siffror."
    year = int(found[1])
    return (
        (year, "")
        if FIRST_YEAR <= year <= latest
        else (None, f"året {year} är orimligt och räknas inte: rätta det.")
    )


def _kind(text: str) -> tuple[Kind | None, str]:
    if not text:
        return None, ""
    kind = _KINDS.get(text) or _KINDS.get(plain(text))
    return (kind, "") if kind else (None, f"slaget ”{text}” är okänt: ange till exempel {_USUAL}.")
