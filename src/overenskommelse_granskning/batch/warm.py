"""Imported by the process that workers are forked from: all that is heavy is loaded there, once.

Linux only (see ``pool.start_context``). A failure here is no failure of the run: each worker loads
for itself what is not there.
"""

from __future__ import annotations

import logging
import signal
from datetime import date

from ..garbage import keep_loaded
from .settings import ReviewSettings
from .worker import load

# An interruption is for the run to handle, not for this process.
signal.signal(signal.SIGINT, signal.SIG_IGN)

try:
    load(ReviewSettings(as_of=date(2000, 1, 1), ocr="off"))
    keep_loaded()  # and the workers' memory stays shared with this process
except Exception:
    logging.getLogger(__name__).exception("preloading failed")
