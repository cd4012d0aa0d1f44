"""Lists and chains of problems, goals and measures."""
