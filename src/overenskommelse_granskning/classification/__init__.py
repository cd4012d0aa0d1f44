"""Learned layers: kinds, sections, functions, passages."""
