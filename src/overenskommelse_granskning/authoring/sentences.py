"""The author's own sentences: what a list says of texts that are none of its cases.

Cases show that the rules do what the author thought of. Whether they hold for other words is only seen with
sentences that no rule was written for. They stand in a plain text file: the criterion's id on a line of its own,
below it a sentence per line behind the sign of the outcome that it should give, as reports write it::

    vandring.tid
    + Första torsdagen i maj vandrar vi runt stationen.
    - Styrgruppen möts i maj.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..checklist import Case, Checklist
from ..checklist.files import read_text
from ..checklist.located import located_error
from ..checklist.validate import near
from ..vocabulary.closed import Outcome

ENOUGH = 5  # sentences per criterion
_SIGNS = {"+": Outcome.MET, "~": Outcome.PARTIAL, "-": Outcome.MISSING, "?": Outcome.NOT_ASSESSABLE}
_DASHES = str.maketrans("–—−", "---")  # what word processors make of a hyphen


def read_sentences(path: Path, checklist: Checklist) -> Mapping[str, tuple[Case, ...]]:
    """The sentences of a file by criterion, as cases in the order of the file.

    Raises ConfigurationError when it cannot be read, ChecklistError at the line that is wrong.
    """
    text = read_text(path, "Meningarna i")
    lines = tuple(text.split("\n"))
    known = [c.id for c in checklist.criteria]
    found: dict[str, list[Case]] = {}
    criterion = ""
    for number, line in enumerate(lines, 1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        sign, rest = said[0].translate(_DASHES), said[1:].strip()
        if sign in _SIGNS and rest:
            if not criterion:
                message = "Skriv kriteriets id på en egen rad före dess meningar, till exempel " + known[0]
                raise located_error(message, str(path), lines, (number, 1))
            cases = found[criterion]
            cases.append(Case(f"egen mening {len(cases) + 1}", rest, _SIGNS[sign]))
        elif (name := said.strip("[]:")) in known:
            criterion = name
            found.setdefault(criterion, [])
        else:
            message = (
                f"Raden börjar varken med tecken eller är ett kriterium i {checklist.id}{near(said, known)}: börja en "
                "mening med + (uppfyllt), ~ (delvis), - (saknas) eller ? (ej bedömbart) och ett blanksteg"
            )
            raise located_error(message, str(path), lines, (number, 1))
    if not any(found.values()):
        message = "Filen har inga meningar: skriv kriteriets id och under det en mening per rad, med + ~ - eller ? först"
        raise located_error(message, str(path), lines, (1, 1))
    return {name: tuple(cases) for name, cases in found.items()}
