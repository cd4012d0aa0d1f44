"""The tables of a run: one writer per format, each fed one document at a time."""
