"""The command line ``granska``: parses, calls the library, prints.

Library errors become exit codes here and only here: 0 reviewed, 1 a demand was not met, 2 wrong
usage, configuration or checklist, 3 an input could not be read, 130 interrupted.
"""

from __future__ import annotations

import sys

from ..garbage import collect_seldom
from ..threads import one_thread


def main() -> None:
    """Entry point of the console script."""
    one_thread()
    collect_seldom()
    try:
        from .run import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after what ``run`` guards
        code = 130
    sys.exit(code)
