"""Many documents in one run: found, reviewed in worker processes, kept as they are finished, summed up."""
