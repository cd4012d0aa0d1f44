"""What runs in a worker process: the reviewer is made once, then documents come one at a time.

Everything here can be sent to a process that was started afresh (spawn), and nothing is imported that
is heavy until the worker starts.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..assessment.failed import failed_assessment
from ..errors import reading_message
from ..garbage import keep_loaded
from ..threads import one_thread
from ..vocabulary.closed import Kind
from .bounds import leave_no_core, leave_when_told, limit_memory, watch
from .failure import Ended
from .settings import PASSAGES, TEXT, ReviewSettings

if TYPE_CHECKING:
    from ..assessment import Assessment
    from ..checklist.waivers import Waiver
    from ..pipeline import Reviewer

log = logging.getLogger(__name__)

_LEVEL = 3  # of compression: a fifth larger than the usual 6, in a third of the time

# Read once before the first document, so that what is loaded on first use is not counted as its time.
_WARM_UP = (
    "# Samverkansöverenskommelse\n\nMellan Kommunen och Polisen.\n\n## Mål\n\nAntalet inbrott ska minska "
    "med 10 procent till den 31 december.\n\n- Kommunen ansvarar för uppföljning varje år.\n"
).encode()


@dataclass(frozen=True, slots=True)
class Job:
    """One document to review. ``shown``: its path in the report.

    ``data`` is given where the worker cannot open ``path`` itself.
    """

    key: str
    path: str
    name: str  # the file's own name, without folders
    sha256: str = ""
    shown: str = ""
    data: bytes | None = None
    kind: Kind | None = None  # what the manifest says that it is


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finished review: compressed JSON, and compressed reports of other formats by format.

    Beside them ``reports`` holds the text and its passages, for the comparison with other documents.
    ``shown`` is the path in the report, ``sha256`` that of the bytes that were reviewed. ``trace`` is the technical description of an
    unexpected error, for the log.
    """

    status: str
    code: str
    report: bytes
    shown: str = ""
    sha256: str = ""
    reports: dict[str, bytes] = field(default_factory=dict)
    seconds: float = 0.0
    trace: str = ""


# A worker process serves one run: what it works with is loaded once.
_reviewer: Reviewer | None = None
_settings: ReviewSettings | None = None
_waivers: tuple[Waiver, ...] = ()


def load(settings: ReviewSettings) -> None:
    """Make this process's reviewer, once."""
    global _reviewer, _settings, _waivers
    if _reviewer is not None and _settings == settings:
        return
    one_thread()  # a worker is one of several
    _reviewer = make_reviewer(settings)
    _settings = settings
    _waivers = load_own_waivers(settings)
    _reviewer.review(_WARM_UP, filename="start.md")


def start(settings: ReviewSettings, memory: int) -> None:
    """Make a worker ready: its limits, then its reviewer. ``memory`` in bytes, 0 for no limit."""
    threading.Thread(target=watch, args=(memory,), daemon=True, name="granska-watch").start()
    load(settings)
    keep_loaded()
    limit_memory(memory)
    leave_when_told()
    leave_no_core()


def make_reviewer(settings: ReviewSettings) -> Reviewer:
    """The reviewer that the settings describe."""
    from ..pipeline import Reviewer
    from ..readers.options import ReadOptions, with_bounds

    return Reviewer(
        checklists=settings.checklists,
        # One page at a time by OCR: the other cores are taken by the other workers.
        read_options=ReadOptions(
            settings.ocr, settings.revisions, with_bounds(dict(settings.bounds)), ocr_processes=1
        ),
        as_of=settings.as_of,
        stage=settings.stage,
    )


def load_own_waivers(settings: ReviewSettings) -> tuple[Waiver, ...]:
    """The waivers that the settings name. Raises ConfigurationError and ChecklistError."""
    if settings.waivers is None:
        return ()
    from ..checklist.waivers import load_waivers

    return load_waivers(settings.waivers)


def review_job(job: Job) -> Reviewed:
    """Review one document; whatever goes wrong with it becomes its result."""
    assert _reviewer is not None and _settings is not None, "the worker was not started"
    begun = time.perf_counter()
    settings = _settings
    try:
        assessment = _reviewer.review(
            job.path if job.data is None else job.data, filename=job.name, kind=job.kind
        )
        if _waivers:
            from ..assessment.waivers import apply_waivers

            assessment = apply_waivers(assessment, _waivers)
        return pack(assessment, settings, job.shown, time.perf_counter() - begun)
    except MemoryError:
        raise Ended("R042") from None
    except Exception as error:
        message = reading_message("R000", what=type(error).__name__)
        failed = failed_assessment(job.name, settings.as_of, "R000", message, job.sha256)
        return pack(failed, settings, job.shown, time.perf_counter() - begun, traceback.format_exc())


def pack(
    assessment: Assessment, settings: ReviewSettings, shown: str, seconds: float, trace: str = ""
) -> Reviewed:
    """The result as it is kept: masked, written in every format asked for, compressed.

    The JSON has the path ``shown``, the reports for people the file's own name.
    """
    from ..reports import Style, writer
    from ..reports.json import dumps
    from ..reports.masking import mask_personal, mask_signatories

    if settings.mask != "none":
        # The file's name stays in both: it is what the results are found by.
        path = assessment.document.path
        assessment = (mask_personal if settings.mask == "personal" else mask_signatories)(assessment)
        assessment = replace(assessment, document=replace(assessment.document, path=path))
    notices = assessment.document.notices
    others: dict[str, bytes] = {}
    for name in settings.formats:
        made = writer(name).render([assessment], Style())
        others[name] = zlib.compress(made.encode("utf-8") if isinstance(made, str) else made, _LEVEL)
    if assessment.text:
        from .likeness.passages import passages

        facts = assessment.document
        own = passages(assessment.text, (*(m.name for m in facts.municipalities), *facts.police_units))
        others[TEXT] = zlib.compress(assessment.text.encode("utf-8", errors="replace"), _LEVEL)
        others[PASSAGES] = zlib.compress(own.tobytes(), 1)
    placed = replace(assessment, document=replace(assessment.document, path=shown))
    return Reviewed(
        status=assessment.document.status,
        code="" if assessment.readable or not notices else notices[0].code,
        report=zlib.compress(dumps(placed.to_dict()).encode("utf-8"), _LEVEL),
        shown=shown,
        sha256=assessment.document.sha256,
        reports=others,
        seconds=seconds,
        trace=trace,
    )
