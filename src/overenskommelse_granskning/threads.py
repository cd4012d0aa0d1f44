"""One thread for the numeric library: the matrices of a review are small.

Its threads wait for each other longer than they work, and take the other cores from whoever needs them.
"""

from __future__ import annotations

import os

_COUNTS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """Ask for one thread, where the user asks for nothing else; must come before numpy is loaded."""
    for name in _COUNTS:
        os.environ.setdefault(name, "1")
