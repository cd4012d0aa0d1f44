"""Make the packaged file of what the product's expressions need (``language.stored_needs``).

All modules are loaded and all shipped checklists compiled; what they ask of is derived and stored.

Usage: python tools/make_needs.py [--check]
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import overenskommelse_granskning as package
from overenskommelse_granskning.language import gates, stored_needs
from overenskommelse_granskning.resources import language_file

ROOT = Path(__file__).resolve().parents[1]


def asked() -> dict[str, stored_needs.Stored]:
    """Every expression that is asked of, by digest."""
    found: dict[str, stored_needs.Stored] = {}

    def note(pattern: str, flags: int) -> stored_needs.Stored:
        found[stored_needs.digest(pattern, flags)] = known = gates.derived(pattern, flags)
        return known

    gates.stored = note
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        # network_fit needs packages of an extra, and has no patterns.
        if not module.name.endswith(("__main__", ".network_fit")):
            importlib.import_module(module.name)
    from overenskommelse_granskning.checklist import available, load_checklist
    from overenskommelse_granskning.rules import predicates
    from overenskommelse_granskning.rules.engine import RuleEngine

    compiled: Callable[[str, bool], Any] = predicates._regex

    def regex(pattern: str, trusted: bool) -> Any:
        note(pattern, re.IGNORECASE)
        return compiled(pattern, trusted)

    predicates._regex = regex  # type: ignore[assignment]
    for checklist in available():
        RuleEngine(load_checklist(checklist))
    return found


def main() -> int:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail where the file is not up to date"
    )
    options = parser.parse_args()
    path = language_file(stored_needs.FILE)
    found = asked()
    data = stored_needs.packed(found)
    if options.check:
        if not path.is_file() or path.read_bytes() != data:
            sys.stdout.write(f"{path.relative_to(ROOT)} är inte aktuell, kör python tools/make_needs.py\n")
            return 1
        return 0
    path.write_bytes(data)
    sys.stdout.write(f"{path.relative_to(ROOT)}: {len(found)} uttryck, {len(data)} byte\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
