"""The HTML report: one file that holds everything, asks for nothing, and works without scripts.

All text goes through the template's automatic escaping. The page's own style and script are the only
ones that its Content-Security-Policy lets run, by their hashes.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..assessment import Assessment
from ..errors import ConfigurationError
from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from . import Style
from .escape import visible
from .html_page import make_page
from .labels import OUTCOME_MEANINGS, number, percent

EXTENSION = "html"

_TEMPLATES = Path(__file__).parent / "templates"


def render(assessments: Sequence[Assessment], style: Style) -> str:
    """The report of one document. Raises ConfigurationError for several: each needs its own file."""
    if len(assessments) != 1:
        raise ConfigurationError("HTML-rapporten gäller ett dokument: ange en mapp med --ut MAPP.")
    css, script = _asset("report.css"), _asset("report.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_hash(css)}'",
            f"script-src 'sha256-{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return (
        _environment()
        .get_template("report.html.j2")
        .render(page=make_page(assessments[0]), policy=policy, css=Markup(css), script=Markup(script))
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_finalize,
    )
    environment.filters |= {"number": number, "percent": percent}
    environment.globals |= {
        "Outcome": Outcome,
        "OUTCOME_TITLES": OUTCOME_TITLES,
        "OUTCOME_MEANINGS": OUTCOME_MEANINGS,
    }
    return environment


def _finalize(value: object) -> object:
    """Everything that the template writes passes here, before it is escaped: no control gets through."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(content: str) -> str:
    return b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")
