"""From what rules (and the learned layer) hold to the verdict that is shown."""
