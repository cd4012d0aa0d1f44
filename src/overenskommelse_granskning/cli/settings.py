"""Settings: option > environment > nearest ``granska.toml`` > the user's folder > default.

Every value remembers where it came from, so that ``granska konfig`` can tell. The nearest
``granska.toml`` is looked for from the document's folder upwards; only the first one counts.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import ConfigurationError
from ..vocabulary.closed import Stage
from .swedish import closest, join_or

FILE_NAME = "granska.toml"
PREFIX = "GRANSKA_"

OCR = {"auto": "auto", "av": "off", "pa": "on"}
REVISIONS = {"accepterade": "accepted", "ursprungliga": "original"}
STAGES = {"utkast": Stage.DRAFT, "undertecknad": Stage.SIGNED}
FAIL_AT = ("saknas", "delvis", "aldrig")
FORMATS = ("text", "json", "html", "docx", "pdf", "xlsx", "csv", "md", "sarif")


class _Refused(ValueError):
    """A value that does not fit; the text completes ”<namn> …”."""


def _one_of(words: Sequence[str]) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if value not in words:
            raise _Refused(f"kan inte vara ”{value}”: välj {join_or(list(words))}")
        return str(value)

    return parse


def _many(parse: Callable[[Any], str] | None = None) -> Callable[[Any], tuple[str, ...]]:
    def parse_many(value: Any) -> tuple[str, ...]:
        items = [v.strip() for v in value.split(",")] if isinstance(value, str) else value
        if not isinstance(items, (list, tuple)) or not all(isinstance(v, str) and v for v in items):
            raise _Refused("ska vara text eller en lista av texter")
        return tuple(parse(v) if parse else v for v in items)

    return parse_many


def parse_date(value: Any) -> date:
    """A date, as TOML's own or as ”2025-01-31”."""
    if isinstance(value, date):  # TOML has dates of its own
        return date(value.year, value.month, value.day)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _Refused(f"kan inte vara ”{value}”: skriv ett datum som 2025-01-31")


def parse_percent(value: Any) -> float:
    """``"43"``, ``"43,5 %"`` or a number, from 0 to 100."""
    if isinstance(value, bool):
        raise _Refused("ska vara ett tal mellan 0 och 100")
    text = str(value).strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", text) or float(text) > 100:
        raise _Refused(f"kan inte vara ”{value}”: ange ett tal mellan 0 och 100")
    return float(text)


_YES, _NO = ("1", "ja", "true", "sant", "på"), ("0", "nej", "false", "falskt", "av", "")


def parse_flag(value: Any) -> bool:
    """Yes or no in the ways a person writes it."""
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text not in _YES + _NO:
        raise _Refused(f"kan inte vara ”{value}”: skriv ja eller nej")
    return text in _YES


def _amount(whole: bool) -> Callable[[Any], float]:
    """A number from 0, 0 for no limit."""

    def parse(value: Any) -> float:
        text = str(value).strip().replace(",", ".")
        if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}" if whole else r"\d{1,9}(\.\d+)?", text):
            raise _Refused(f"kan inte vara ”{value}”: ange ett tal, 0 för ingen gräns")
        return int(text) if whole else float(text)

    return parse


def parse_bound(value: str) -> str:
    """``"sidor=3000"``: a limit of reading by name, and its value."""
    from ..readers.options import BOUNDS

    name, _, number = (part.strip() for part in value.partition("="))
    if name not in BOUNDS:
        near = closest(name, list(BOUNDS))
        hint = f"menade du {near}?" if near else f"möjliga är {', '.join(BOUNDS)}"
        raise _Refused(f"kan inte vara ”{value}”: {hint}")
    if not re.fullmatch(r"[1-9]\d{0,8}", number):
        raise _Refused(f"kan inte vara ”{value}”: skriv ett heltal från 1, som {name}=500")
    return f"{name}={number}"


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: its name in granska.toml (as the option, without ``--``)."""

    name: str
    parse: Callable[[Any], Any]
    default: Any
    help: str

    @property
    def variable(self) -> str:
        return PREFIX + self.name.upper().replace("-", "_")

    @property
    def option(self) -> str:
        return f"--{self.name}"


KEYS: tuple[Key, ...] = (
    Key("checklista", _many(), (), "checklistor att granska mot; tomt: de som hör till dokumentets slag"),
    Key("format", _many(_one_of(FORMATS)), ("text",), "rapportformat"),
    Key("stadium", _one_of(tuple(STAGES)), None, "utkast eller undertecknad; tomt: avgörs av texten"),
    Key("revisioner", _one_of(tuple(REVISIONS)), "accepterade", "hur spårade ändringar i Word räknas"),
    Key("per", parse_date, None, "datum att bedöma efter; tomt: dagens datum"),
    Key("ocr", _one_of(tuple(OCR)), "auto", "teckenigenkänning av bildsidor"),
    Key("tid", _amount(False), 300.0, "längsta tid för ett dokument i sekunder; 0: ingen gräns"),
    Key("minne", _amount(True), 2000, "mest minne för ett dokument i MB; 0: ingen gräns"),
    Key("grans", _many(parse_bound), (), "andra gränser för vad som läses, som sidor=3000 (docs/granser.md)"),
    Key("fel-vid", _one_of(FAIL_AT), "aldrig", "vad som ger slutkod 1, bland skall-kriterierna"),
    Key("krav", parse_percent, None, "lägsta styrka i procent, annars slutkod 1"),
    Key("undantag", str, None, "fil med undantag från kriterier"),
    Key("maskera", parse_flag, False, "dölj personuppgifter i rapporten"),
    Key("tyst", parse_flag, False, "inga upplysningar på standard fel"),
    Key("ingen-farg", parse_flag, False, "ingen färg i terminalen"),
)
_BY_NAME = {key.name: key for key in KEYS}


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value, and in Swedish where it is from."""

    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings in force for one document."""

    values: Mapping[str, Value]

    def __getitem__(self, name: str) -> Any:
        return self.values[name].value

    @property
    def stage(self) -> Stage | None:
        return STAGES.get(self["stadium"])


def resolve(
    options: Mapping[str, Any], *, folder: Path, environ: Mapping[str, str], use_config: bool = True
) -> Settings:
    """The settings for a document in ``folder``.

    ``options`` holds what stood on the command line (None or an empty tuple: not given). With
    ``use_config`` false only options and defaults count, for a run that is the same everywhere.
    Raises ConfigurationError for a value or a key that does not fit.
    """
    layers: list[tuple[Mapping[str, Any], Callable[[Key], str]]] = []
    if use_config:
        present = {k.name: environ[k.variable] for k in KEYS if environ.get(k.variable)}
        layers.append((present, lambda k: f"miljövariabeln {k.variable}"))
        for path in config_files(folder, environ):
            # Bind path now: the closure outlives this turn of the loop.
            layers.append((read_file(path), lambda k, path=path: str(path)))  # type: ignore[misc]
    values: dict[str, Value] = {}
    for key in KEYS:
        given = options.get(key.name)
        if given is not None and given != () and given is not False:
            values[key.name] = Value(_parse(key, given, f"Flaggan {key.option}"), "flagga")
            continue
        for layer, origin in layers:
            if key.name in layer:
                place = origin(key)
                value = _parse(key, layer[key.name], f"{key.name} ({place})")
                values[key.name] = Value(value, place)
                break
        else:
            values[key.name] = Value(key.default, "förval")
    return Settings(values)


def _parse(key: Key, raw: Any, what: str) -> Any:
    try:
        return key.parse(raw)
    except _Refused as refused:
        raise ConfigurationError(f"{what} {refused}.") from None


def config_files(folder: Path, environ: Mapping[str, str]) -> list[Path]:
    """The files that count for a document in ``folder``, strongest first."""
    found = [path / FILE_NAME for path in (folder, *folder.parents) if _is_file(path / FILE_NAME)][:1]
    own = user_file(environ)
    if _is_file(own) and own not in found:
        found.append(own)
    return found


def _is_file(path: Path) -> bool:
    """Whether there is such a file; in a folder that may not be opened there is none to see."""
    try:
        return path.is_file()
    except OSError:
        return False


def user_file(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where the user's own settings stand on this platform; the file need not exist."""
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or "~").expanduser()
    if platform == "win32":
        base = Path(environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    return base / "granska" / FILE_NAME


def read_file(path: Path) -> dict[str, Any]:
    """The settings of one file. Relative checklist files are taken from the file's folder."""
    import tomllib

    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"rad {place[1]}, tecken {place[2]}" if place else "filen är inte giltig TOML"
        raise ConfigurationError(f"{path} kunde inte tolkas ({where}): rätta skrivsättet.") from None
    except OSError:
        raise ConfigurationError(f"{path} kunde inte läsas: kontrollera rättigheterna.") from None
    for name in found:
        if name not in _BY_NAME:
            near = closest(name, list(_BY_NAME))
            allowed = f"menade du {near}?" if near else f"möjliga är {', '.join(_BY_NAME)}."
            line = _line_of(name, text)
            raise ConfigurationError(f"{path}:{line}: inställningen {name} finns inte: {allowed}")
    if "checklista" in found:
        lists = _parse(_BY_NAME["checklista"], found["checklista"], f"checklista ({path})")
        found["checklista"] = [str(path.parent / v) if v.endswith((".yaml", ".yml")) else v for v in lists]
    return found


def _line_of(name: str, text: str) -> int:
    quoted = re.escape(name)
    match = re.search(rf"^\s*\[?[\"']?{quoted}[\"']?\s*[=.\]]", text, re.MULTILINE)
    return text.count("\n", 0, match.end()) + 1 if match else 1


def unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """Variables that begin as ours but are none of ours: most often misspelt."""
    known = {key.variable for key in KEYS}
    return sorted(v for v in environ if v.startswith(PREFIX) and v not in known)
