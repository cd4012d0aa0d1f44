"""``granska text``: the text as the program sees it, the one that all offsets count in."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

import click

from .guard import guarded
from .options import check_inputs, limits, read_options, reading_options, settings_for, take_input
from .output import Messages, write_result
from .swedish import ANY_PATH, Choice, Command, UsageFault

HELP = """Visar texten i ett dokument så som programmet läser den. Citatens platser (start och end i
JSON-rapporten) räknar tecken i just den texten. Med --format json följer block, avsnitt och sidor med.
"""


@click.command(
    "text",
    cls=Command,
    help=HELP,
    examples=(
        ("granska text utkast.docx", "visa texten"),
        ("granska text avtal.pdf --format json", "med block, sidor och platser"),
        ("granska text avtal.docx bilaga1.pdf --samlat", "den text som ett dokument med bilagor granskas i"),
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FIL...", type=ANY_PATH)
@click.option(
    "--format", "form", type=Choice(["text", "json"]), default="text", help="text (förval) eller json."
)
@click.option(
    "--samlat", is_flag=True, help="Filerna är ett dokument med bilagor: visa deras gemensamma text."
)
@reading_options
def command(files: tuple[str, ...], form: str, samlat: bool, filnamn: str | None, **given: Any) -> int:
    """Print the document's text, or everything known about it as JSON."""
    from ..batch.failure import Ended, ended_error
    from ..document import join_documents
    from ..readers import read_document

    check_inputs(files, filnamn)
    if len(files) > 1 and not samlat:
        raise UsageFault(
            "Ange en fil i taget, eller lägg till --samlat om de andra är bilagor till den första."
        )
    settings = settings_for(files[0], given, os.environ)
    messages = Messages(quiet=settings["tyst"])
    documents = []
    allowed = limits(settings)
    for file in files:
        data, name = take_input(file, filnamn, settings)
        try:
            work = partial(read_document, data, filename=name, options=read_options(settings))
            documents.append(guarded(work, data, allowed))
        except Ended as ended:
            raise ended_error(ended, allowed) from None
    document = join_documents(documents)
    if form == "json":
        from ..reports.document import document_dict
        from ..reports.json import dumps

        write_result(dumps(document_dict(document)))
    else:
        # The line end stands after the text, so that offsets into what is printed are right.
        write_result(document.text if document.text.endswith("\n") else document.text + "\n")
    for notice in document.notices:
        messages.note(f"{notice.message} ({notice.code})")
    return 0
