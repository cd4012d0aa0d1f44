"""What the program depends on: are the licences allowed and the versions recent enough, and the list (SBOM).

Works without the network, on what is installed. ``pip-audit`` asks a server for known faults, so it is run by
hand before a release (docs/beroenden.md).

Usage: python tools/dependencies.py [--sbom FIL] [--python TOLK] [--bara-korning]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# A library under the LGPL may be used unchanged by a program with another licence.
_REFUSED = re.compile(
    r"\b(?:A?GPL|GNU (?:Affero )?General|Affero|SSPL|BUSL|Commons Clause|Proprietary|Non-?Commercial)", re.I
)
_KNOWN = {
    "atheris": "Apache-2.0",
    "axe-playwright-python": "MIT",
    "sarif-pydantic": "MIT",
}  # told in their repositories only
_NAME = re.compile(r"^[A-Za-z0-9._-]+")

Installed = Mapping[str, Mapping[str, Any]]


def canonical(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


# What an interpreter has installed. Not ``pip inspect``: older pips know nothing of licence expressions.
_LOOK = """
import importlib.metadata, json, sys
def told(d):
    m = d.metadata
    return {
        "name": m["Name"], "version": m["Version"], "requires_dist": d.requires or [],
        "license_expression": m["License-Expression"], "license": m["License"],
        "classifier": m.get_all("Classifier") or [],
    }
json.dump([told(d) for d in importlib.metadata.distributions()], sys.stdout)
"""


def inspected(python: str) -> Installed:
    """Metadata of everything installed for an interpreter, by canonical name."""
    done = subprocess.run(
        [python, "-I", "-c", _LOOK], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return {canonical(m["name"]): m for m in json.loads(done.stdout)}


def needed(names: Iterable[str], installed: Installed) -> dict[str, set[str]]:
    """The named distributions and all that they need, each with what it needs itself."""
    from pip._vendor.packaging.requirements import Requirement

    out: dict[str, set[str]] = {}
    waiting = [(canonical(n), frozenset[str]()) for n in names]
    seen = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen or name not in installed:
            continue
        seen.add((name, extras))
        own = out.setdefault(name, set())
        for text in installed[name].get("requires_dist", ()):
            wanted = Requirement(text)
            asked = [{"extra": e} for e in extras] or [{"extra": ""}]
            if wanted.marker is None or any(wanted.marker.evaluate(a) for a in asked):
                other = canonical(wanted.name)
                if other in installed:
                    own.add(other)
                    waiting.append((other, frozenset(wanted.extras)))
    return out


def licence(metadata: Mapping[str, Any]) -> str:
    """The licence as the distribution tells it: an expression, a name, or its classifiers."""
    if (known := _KNOWN.get(canonical(metadata["name"]))) is not None:
        return known
    if expression := metadata.get("license_expression"):
        return str(expression)
    told = [
        c.rpartition("::")[2].strip() for c in metadata.get("classifier", ()) if c.startswith("License ::")
    ]
    text = str(metadata.get("license") or "").strip()
    return (
        text
        if text and len(text) < 80 and "\n" not in text
        else " AND ".join(told) or text[:60].split("\n")[0]
    )


def faults(names: Iterable[str], installed: Installed) -> Iterator[str]:
    """Licences that are not allowed or not told."""
    for name in sorted(names):
        told = licence(installed[name])
        if not told:
            yield f"{name}: licensen framgår inte"
        elif all(_REFUSED.search(choice) for choice in told.split(" OR ")):
            yield f"{name}: licensen {told} är inte tillåten"


def too_old(requirements: Sequence[str], installed: Installed) -> Iterator[str]:
    """Installed versions that pyproject.toml does not accept."""
    from pip._vendor.packaging.requirements import Requirement

    for text in requirements:
        wanted = Requirement(text)
        found = installed.get(canonical(wanted.name))
        if found is not None and not wanted.specifier.contains(found["version"], prereleases=True):
            yield f"{wanted.name} {found['version']} installerat, {wanted.specifier} krävs"


def bom(root: str, installed: Installed) -> dict[str, Any]:
    """A CycloneDX document of a distribution and all it needs; the same bytes for the same versions."""
    graph = needed([root], installed)

    def component(name: str, kind: str) -> dict[str, Any]:
        metadata = installed[name]
        reference = f"pkg:pypi/{name}@{metadata['version']}"
        told = licence(metadata)
        out: dict[str, Any] = {
            "type": kind, "bom-ref": reference, "name": metadata["name"], "version": metadata["version"], "purl": reference,
        }  # fmt: skip
        if metadata.get("license_expression"):
            out["licenses"] = [{"expression": told}]
        elif told:
            out["licenses"] = [{"license": {"name": told}}]
        return out

    names = sorted(graph)
    references = {n: component(n, "library")["bom-ref"] for n in names}
    own = canonical(root)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": component(own, "application")},
        "components": [component(n, "library") for n in names if n != own],
        "dependencies": [
            {"ref": references[n], "dependsOn": sorted(references[d] for d in graph[n])} for n in names
        ],
    }


def main() -> None:
    """Check, and write the list where one is asked for."""
    parser = argparse.ArgumentParser(
        description="Beroendenas licenser och versioner, och en förteckning (SBOM)."
    )
    parser.add_argument("--sbom", type=Path, metavar="FIL", help="skriv en förteckning i CycloneDX JSON")
    parser.add_argument("--python", default=sys.executable, help="den tolk vars paket granskas")
    parser.add_argument("--bara-korning", action="store_true", help="inte det som bara utvecklingen behöver")
    options = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed = inspected(options.python)
    wanted = list(project["dependencies"])
    for extra, listed in project["optional-dependencies"].items():
        if extra != "dev" or not options.bara_korning:
            wanted += listed
    names = [m[0] for text in wanted if (m := _NAME.match(text))]
    found = [*faults(needed(names, installed), installed), *too_old(wanted, installed)]
    if options.sbom:
        options.sbom.parent.mkdir(parents=True, exist_ok=True)
        made = json.dumps(bom(project["name"], installed), ensure_ascii=False, indent=2) + "\n"
        options.sbom.write_text(made, encoding="utf-8")
    for fault in found:
        sys.stderr.write(f"{fault}\n")
    if found:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
