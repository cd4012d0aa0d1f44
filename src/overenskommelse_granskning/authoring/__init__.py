"""Tools for those who write checklists: lint, cases, what a criterion is told to be. Never used in a review."""
