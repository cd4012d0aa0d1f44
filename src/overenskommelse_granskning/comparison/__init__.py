"""What changed between two reviews, and what became of promises. Compares; never judges a criterion."""
