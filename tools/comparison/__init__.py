"""What tools/compare_methods.py compares: simple methods, likeness to labelled passages, the product."""
