"""Two results of batch runs beside each other: over years, or between groups of municipalities."""
