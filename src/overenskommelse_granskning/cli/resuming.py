"""The settings of a run that is gone on with (``granska mapp --ateruppta``)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .output import Messages
from .swedish import UsageFault

if TYPE_CHECKING:
    from ..batch.settings import ReviewSettings
    from ..batch.store import Store


@contextmanager
def nothing_left(out: Path) -> Iterator[None]:
    """Where a run is refused before its first document, a folder that had no results has nothing of it either."""
    from ..batch.result_folder import LOG, REPORTS, STORE

    there = out.is_dir()
    before = {p.name for p in out.iterdir()} if there else set()
    try:
        yield
    except BaseException:
        if STORE not in before and not (out / REPORTS).exists() and out.is_dir():
            for path in out.iterdir():
                if path.name not in before and (path.name == LOG or path.name.startswith(STORE)):
                    path.unlink()
            if not there and not any(out.iterdir()):
                out.rmdir()
        raise


def places(folder: Path, out: Path) -> dict[str, str | None]:
    """Where the documents are, and where that is seen from the result, which stays when both are moved."""
    source, result = folder.resolve(), out.resolve()
    beside = os.path.relpath(source, result) if source.anchor == result.anchor else None
    return {"folder": str(source), "beside": beside}


def check_folder(store: Store, folder: Path, out: Path) -> None:
    """Refuse a result that was made from another folder: its reports would be replaced. One that moved is the same."""
    from ..batch.moved import same_documents

    run = store.get("run") or {}
    before, now = run.get("folder"), places(folder, out)
    if before is None or before == now["folder"] or (now["beside"] and run["beside"] == now["beside"]):
        return
    if same_documents(store, folder):
        return
    raise UsageFault(
        f"--ut {out} har resultat från en annan mapp ({before}), som skulle ersättas: ange en annan --ut för {folder}."
    )


def resumed(
    store: Store,
    given: Mapping[str, Any],
    filters: tuple[str, ...],
    chosen: ReviewSettings,
    messages: Messages,
) -> tuple[tuple[str, ...], ReviewSettings]:
    """With ``--ateruppta`` the settings of the run before, so that a new day does not begin it anew."""
    from ..batch.settings import ReviewSettings

    before = store.get("run")
    if before is None:
        if given["ateruppta"]:
            messages.note("Det finns ingen körning att återuppta: börjar från början.")
        return filters, chosen
    kept = ReviewSettings.from_dict(before["settings"])
    if not given["ateruppta"]:
        if replace(kept, as_of=chosen.as_of) == chosen and kept.as_of != chosen.as_of:
            messages.note(
                f"De tidigare resultaten gäller per {kept.as_of}; ange --per {kept.as_of} för att återanvända dem."
            )
        return filters, chosen
    asked = {
        "checklista": chosen.checklists == kept.checklists,
        "stadium": chosen.stage == kept.stage,
        "per": chosen.as_of == kept.as_of,
        "ocr": chosen.ocr == kept.ocr,
        "revisioner": chosen.revisions == kept.revisions,
        "visa_namn": chosen.mask == kept.mask,
        "maskera": chosen.mask == kept.mask,
        "undantag": chosen.waivers == kept.waivers,
        "formats": chosen.formats == kept.formats,
        "grans": chosen.bounds == kept.bounds,
    }
    for name, same in asked.items():
        if given.get(name) and not same:
            option = {"formats": "--format"}.get(name, f"--{name.replace('_', '-')}")
            raise UsageFault(
                f"{option} är en annan än i körningen som ska återupptas: ta bort {option} eller --ateruppta."
            )
    return filters or tuple(before["filters"]), kept
