"""Closed sets and lexicons: data only."""
