"""The rule types by name. A new one is a module with TYPE, OPTIONS and compile_rule, and a place here."""

from __future__ import annotations

from . import beside, fact, groups, mention, passage, share, table

RULE_TYPES = {m.TYPE: m for m in (beside, fact, groups, mention, passage, share, table)}
