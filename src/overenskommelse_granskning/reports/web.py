"""Web pages that hold everything and ask for nothing: templates, style, script, and what may run.

All text goes through the templates' automatic escaping. The page's own style and script are the only
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

from ..vocabulary.closed import OUTCOME_TITLES, Outcome
from .escape import visible
from .labels import CERTAINTY_GUIDE, OUTCOME_MEANINGS, number, percent

_TEMPLATES = Path(__file__).parent / "templates"


def render_page(
    name: str,
    *,
    styles: Sequence[str] = ("base",),
    style: str | None = None,
    script: str | None = "",
    **context: object,
) -> str:
    """The page made by ``name.html.j2`` with its style and script inside it.

    ``styles`` are the shared style sheets before its own: ``base``, and ``frame`` for head, facts and signs.
    ``style`` and ``script`` name other pages whose files are used; a page without script has None.
    """
    css = "".join(_asset(f"{s}.css") for s in (*styles, style or name))
    code = None if script is None else _asset(f"{script or name}.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_hash(css)}'",
            *([f"script-src 'sha256-{_hash(code)}'"] if code is not None else []),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    template = _environment().get_template(f"{name}.html.j2")
    page = template.render(**context, policy=policy, css=Markup(css), script=Markup(code or ""))
    return visible(page)  # whatever the template wrote, no control gets through


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
    )
    environment.filters |= {"number": number, "percent": percent}
    environment.globals |= {
        "percent": percent,
        "Outcome": Outcome,
        "OUTCOME_TITLES": OUTCOME_TITLES,
        "OUTCOME_MEANINGS": OUTCOME_MEANINGS,
        "CERTAINTY_GUIDE": CERTAINTY_GUIDE,
    }
    return environment


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(content: str) -> str:
    return b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")
