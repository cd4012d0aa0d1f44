"""Measuring against labelled documents, and testing with edits whose truth is known."""
