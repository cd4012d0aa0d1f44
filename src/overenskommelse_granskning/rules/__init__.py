"""Declarative rules: elements tested on passages, facts and lists."""
