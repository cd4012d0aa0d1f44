"""Training: everything that needs the corpus and scikit-learn; nothing here runs at review time."""
