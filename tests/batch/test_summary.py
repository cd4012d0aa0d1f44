"""The words at the end of a run."""

from overenskommelse_granskning.batch.summary import _reason
from overenskommelse_granskning.errors import READING_MESSAGES


def test_reasons_tell_what_holds_for_all_of_their_documents():
    assert _reason("R007") == "Filformatet kan inte läsas"
    assert _reason("R006") == "Filens innehåll stämmer inte med filändelsen"
    assert _reason("R041") == "Granskningen av dokumentet tog längre tid än gränsen och avbröts"
    assert not [code for code in READING_MESSAGES if set("{}") & set(_reason(code))]
