"""What the notes in a copy of the original say, and where they stand."""

from __future__ import annotations

from dataclasses import replace

import report_samples as samples
from overenskommelse_granskning.assessment import Edit, NextStep, Searched, ThreadRow
from overenskommelse_granskning.document import Document, Notice
from overenskommelse_granskning.marking import Note, Tone
from overenskommelse_granskning.marking.model import signed
from overenskommelse_granskning.readers import read_document
from overenskommelse_granskning.reports.notes import make_notes
from overenskommelse_granskning.vocabulary.closed import Outcome

TEXT = """# Överenskommelse

Mellan kommunen och polisen.

## Mål

Stölderna ska minska. Det ska bli tryggare.

## Uppföljning

Arbetet följs upp.
"""


def document() -> Document:
    return read_document(TEXT.encode(), filename="utkast.md")


def notes(*criteria, steps=()) -> list[Note]:
    assessment = replace(
        samples.agreement(), checklists=(samples.checklist(*criteria),), next_steps=tuple(steps), thread=()
    )
    return make_notes(assessment, document())


def found(words: str):
    at = document().text.index(words)
    return document().evidence((at, at + len(words)))


def words(note: Note) -> str:
    return "" if note.span is None else document().slice(note.span)


def test_what_is_vague_is_noted_at_its_first_quote_with_what_to_write():
    (note,) = notes(
        samples.criterion(
            "bra.mal",
            Outcome.PARTIAL,
            title="Mål",
            reason="Nämns, men målet går inte att mäta.",
            advice="Skriv ett tal.",
            suggestion="Till [datum] ska [antal] ha minskat.",
            evidence=(found("Stölderna ska minska."), found("Uppföljning"), found("Det ska bli tryggare.")),
        )
    )
    assert words(note) == "Stölderna ska minska."
    assert (note.key, note.tone, note.title) == ("bra.mal", Tone.PARTIAL, "Delvis: Mål")
    assert note.lines == (
        "Nämns, men målet går inte att mäta.",
        "Skriv ett tal.",
        "Skriv till exempel: ”Till [datum] ska [antal] ha minskat.”",
        "Se också ”Det ska bli tryggare.”.",  # and not the heading
        "granska är ganska säker (80 %).",
    )


def test_what_is_missing_is_noted_at_the_heading_where_it_was_looked_for():
    def missing(id: str, *sections: str, nearest: str = "") -> object:
        searched = Searched(sections, found(nearest) if nearest else None)
        return samples.criterion(id, Outcome.MISSING, searched=searched)

    placed = {
        n.key: words(n)
        for n in notes(
            missing("bra.a", "Uppföljning"),
            missing("bra.b", "Mål", "Uppföljning", nearest="Arbetet följs upp."),
            missing("bra.c", "Mål", nearest="Arbetet följs upp."),
            missing("bra.d", nearest="Stölderna ska minska."),
            missing("bra.e", "Finns inte"),
            missing("bra.f"),
            missing("bra.g", "Uppföljning", "Mål"),  # in the order of the criterion's topics
        )
    }
    assert placed == {
        "bra.a": "Uppföljning",
        "bra.b": "Uppföljning",
        "bra.c": "Mål",
        "bra.d": "Mål",
        "bra.e": "",
        "bra.f": "",
        "bra.g": "Uppföljning",
    }


def test_a_reason_that_the_advice_begins_like_is_not_said_too():
    reason, advice = (
        "Det framgår inte av dokumentet att det finns.",
        "Det framgår inte av dokumentet. Skriv ut det.",
    )
    (note,) = notes(samples.criterion("bra.a", Outcome.MISSING, reason=reason, advice=advice))
    assert reason not in note.lines and advice in note.lines


def test_what_needs_review_says_so_whatever_its_outcome():
    met, missing = notes(
        samples.criterion("bra.a", Outcome.MET, needs_review=True, evidence=(found("Arbetet följs upp."),)),
        samples.criterion("bra.b", Outcome.MISSING, needs_review=True),
    )
    assert met.tone is Tone.REVIEW and met.title.startswith("Kontrollera: ")
    assert "osäker" in met.lines[0]
    assert missing.tone is Tone.MISSING
    assert missing.lines[-1] == "granska är osäker – läs själv (80 %)."


def test_what_is_met_waived_or_not_decided_has_no_note():
    assert (
        notes(
            samples.criterion("bra.a", Outcome.MET),
            samples.criterion("bra.b", Outcome.MISSING, waived="beslutat"),
            samples.criterion("bra.c", Outcome.NOT_ASSESSABLE),
            samples.criterion("bra.d", Outcome.NOT_APPLICABLE),
        )
        == []
    )


def test_notes_stand_in_the_order_of_the_text_and_the_most_important_first_at_one_place():
    late = samples.criterion("bra.late", Outcome.PARTIAL, evidence=(found("Arbetet följs upp."),))
    early = samples.criterion("bra.early", Outcome.PARTIAL, evidence=(found("Stölderna"),))
    heavy = samples.criterion("bra.heavy", Outcome.PARTIAL, weight=5.0, evidence=(found("Stölderna"),))
    end = samples.criterion("bra.end", Outcome.MISSING)
    assert [n.key for n in notes(end, late, early, heavy)] == [
        "bra.heavy",
        "bra.early",
        "bra.late",
        "bra.end",
    ]


def test_a_reason_that_the_advice_repeats_is_said_once():
    (note,) = notes(
        samples.criterion(
            "lag.8", Outcome.MISSING, reason="Det framgår inte.", advice="Det framgår inte. Skriv det."
        )
    )
    assert note.lines[:-1] == ("Det framgår inte. Skriv det.",)


def edit(wording: str, place: str, heading: str = "", *, instead: bool = False) -> Edit:
    e = found(place)
    return Edit(e.start if instead else e.end, e.end, wording, e, heading)


def test_a_wording_made_for_the_text_stands_in_place_of_the_general_one():
    partial = samples.criterion(
        "bra.mal",
        Outcome.PARTIAL,
        advice="Skriv ett tal.",
        suggestion="[Allmänt].",
        evidence=(found("Stölderna"),),
    )
    changes = (
        edit("Stölderna ska minska till [antal].", "Stölderna ska minska.", instead=True),
        edit("Målet nås i [månad].", "Det ska bli tryggare."),
        edit("a", "Mellan"),
        edit("b", "Mellan"),
    )
    (note,) = notes(partial, steps=[NextStep("bra.mal", 2.0, "Skriv ett tal.", changes=changes)])
    assert note.lines[1:] == (
        "Skriv ett tal.",
        "Skriv i stället för ”Stölderna ska minska.”: ”Stölderna ska minska till [antal].”",
        "Skriv i avsnittet Mål, efter ”Det ska bli tryggare.”: ”Målet nås i [månad].”",
        "Och på samma sätt på 2 ställen till.",
        "granska är ganska säker (80 %).",
    )


def test_what_is_missing_is_noted_where_its_wording_belongs():
    def placed(change: Edit) -> str:
        missing = samples.criterion("bra.a", Outcome.MISSING, searched=Searched(("Mål",), found("Stölderna")))
        return words(notes(missing, steps=[NextStep("bra.a", 2.0, "", changes=(change,))])[0])

    assert placed(edit("Text.", "Arbetet följs upp.")) == "Arbetet följs upp."
    assert placed(edit("Text.", "Arbetet följs upp.", "Dokumentation")) == "Arbetet följs upp."


def test_at_the_place_itself_the_place_is_not_named():
    def line(change: Edit, outcome: Outcome = Outcome.PARTIAL) -> str:
        c = samples.criterion(
            "bra.a", outcome, evidence=(found("Stölderna ska minska."),) if outcome is Outcome.PARTIAL else ()
        )
        return notes(c, steps=[NextStep("bra.a", 2.0, "", changes=(change,))])[0].lines[-2]

    assert line(edit("Ny.", "Stölderna ska minska.", instead=True)) == "Skriv i stället: ”Ny.”"
    assert line(edit("", "Stölderna ska minska.", instead=True)) == "Stryk det här."
    assert line(edit("Ny.", "Stölderna ska minska.")) == "Skriv härefter: ”Ny.”"
    assert (
        line(edit("Ny.", "Mellan", "Läge"), Outcome.MISSING)
        == "Skriv härefter i ett nytt avsnitt, Läge: ”Ny.”"
    )


def test_a_wording_of_several_paragraphs_stands_in_lines_of_its_own():
    c = samples.criterion("bra.a", Outcome.PARTIAL, evidence=(found("Stölderna ska minska."),))
    change = edit("| A | B |\n| [a] | [b] |", "Stölderna ska minska.")
    (note,) = notes(c, steps=[NextStep("bra.a", 2.0, "", changes=(change,))])
    assert note.lines[-5:-1] == (
        "Skriv härefter:", "En tabell med kolumnerna A och B. Skriv på varje rad:", "A: [a]", "B: [b]",
    )  # fmt: skip


def test_steps_that_mend_a_chain_leave_the_notes_as_they_are():
    partial = samples.criterion(
        "bra.mal", Outcome.PARTIAL, suggestion="[Allmänt].", evidence=(found("Stölderna"),)
    )
    step = NextStep("bra.mal", 1.0, "", changes=(edit("x", "Mellan"),), problem=found("Stölderna"))
    (note,) = notes(partial, steps=[step])
    assert note.lines[-2] == "Skriv till exempel: ”[Allmänt].”"


def test_that_the_period_is_over_is_the_first_note_at_the_first_words():
    c = samples.criterion("bra.early", Outcome.PARTIAL, evidence=(found("Överenskommelse"),))
    one = replace(samples.agreement(), checklists=(samples.checklist(c),), next_steps=(), thread=())
    over = Notice("R105", "Perioden gick ut.")
    first, second = make_notes(replace(one, document=replace(one.document, notices=(over,))), document())
    assert (first.key, first.lines, words(first)) == ("R105", ("Perioden gick ut.",), "Överenskommelse")
    assert second.key == "bra.early"


def test_every_place_that_is_still_to_be_filled_in_is_noted_once():
    places = (found("Stölderna"), found("Arbetet"))
    assessment = replace(samples.agreement(), checklists=(), thread=())
    assessment = replace(assessment, document=replace(assessment.document, unfilled=places))
    first, second = make_notes(assessment, document())
    assert (words(first), words(second)) == ("Stölderna", "Arbetet")
    assert (first.key, first.tone) == ("platshallare:stölderna", Tone.MISSING)
    assert first.title == "Platshållare kvar: ”Stölderna”"
    assert first.lines == ("Det här är inte färdigt och räknas inte. Fyll i det, eller ta bort det.",)


def test_places_with_the_same_words_have_notes_of_their_own():
    places = (found("Det ska"), replace(found("Det ska"), start=0, end=7))
    assessment = replace(samples.agreement(), checklists=(), thread=())
    assessment = replace(assessment, document=replace(assessment.document, unfilled=places))
    keys = [n.key for n in make_notes(assessment, document())]
    assert sorted(keys) == ["platshallare:det-ska", "platshallare:det-ska.2"]
    assert all(signed(f"granska · {k}") == k for k in keys)


def test_a_problem_that_lacks_links_is_noted_where_it_stands_with_what_to_write():
    problem = found("Stölderna ska minska.")
    step = NextStep(
        "bra.orsaker",
        0.0,
        "Skriv för just det här problemet vad det beror på.",
        changes=(Edit(0, 0, "Stölderna: det beror på att [orsak].", place=problem),),
        problem=problem,
        links=("cause",),
    )
    whole = ThreadRow(problem, *(found("Uppföljning"),) * 2, True, *(found("Uppföljning"),) * 4)
    broken = replace(whole, cause=None, time=None)
    assessment = replace(samples.agreement(), checklists=(), next_steps=(step,), thread=(broken,))
    (note,) = make_notes(assessment, document())
    assert (words(note), note.tone) == ("Stölderna ska minska.", Tone.MISSING)
    assert (note.key, note.title) == ("rod_trad:stölderna-ska-minska", "Röd tråd: Stölderna ska minska.")
    assert note.lines == (
        "Saknas: orsak och tid.",
        "Skriv för just det här problemet vad det beror på.",
        "Skriv härefter: ”Stölderna: det beror på att [orsak].”",
    )
    assert not make_notes(replace(assessment, thread=(whole,)), document())


def test_what_a_criterion_and_the_thread_say_of_the_same_words_is_one_note():
    problem = found("Stölderna ska minska.")
    c = samples.criterion("bra.fokusproblem", Outcome.PARTIAL, evidence=(problem,))
    assessment = replace(samples.agreement(), checklists=(samples.checklist(c),), next_steps=())
    chain, criterion = make_notes(replace(assessment, thread=(ThreadRow(problem),)), document())
    assert (chain.key, criterion.key) == ("rod_trad:stölderna-ska-minska", "bra.fokusproblem")
    assert chain.span == criterion.span  # and so they are one comment


def test_notes_that_begin_at_the_same_words_stand_together_at_the_longest():
    short = samples.criterion("bra.a", Outcome.PARTIAL, evidence=(found("Stölderna ska"),))
    long = samples.criterion("bra.b", Outcome.PARTIAL, evidence=(found("Stölderna ska minska."),))
    assert [words(n) for n in notes(short, long)] == ["Stölderna ska minska."] * 2


def test_a_problem_without_a_step_of_its_own_is_told_what_to_write_all_the_same():
    problem = found("Stölderna ska minska.")
    row = replace(
        ThreadRow(problem, *(found("Uppföljning"),) * 2, True, *(found("Uppföljning"),) * 4), cause=None
    )
    assessment = replace(samples.agreement(), checklists=(), next_steps=(), thread=(row,))
    (note,) = make_notes(assessment, document())
    assert note.lines == (
        "Saknas: orsak.",
        "Skriv om problemet, till exempel: ”Det beror troligen på att [orsak].”",
    )


TEMPLATE = """# Löfte

## Grund

Under [år] frågade vi [antal] boende. [Skriv vad de sa.] Svaren finns hos [vem].

[Vilka är vi?]

De bor i [område].

De gick i [skola].

De är [ålder] år.

De heter [namn].

## Slut

Löftet gäller till den [dag].
"""


def test_many_places_in_a_section_are_named_in_one_note_and_a_lone_one_has_its_own():
    document = read_document(TEMPLATE.encode(), filename="mall.md")

    def quoted(words: str):
        at = document.text.index(words)
        return document.evidence((at, at + len(words)))

    left = ("[år]", "[Vilka är vi?]", "[område]", "[skola]", "[ålder]", "[namn]", "[dag]")
    assessment = replace(samples.agreement(), checklists=(), thread=())
    places = tuple(map(quoted, left))
    assessment = replace(assessment, document=replace(assessment.document, unfilled=places))
    many, lone = make_notes(assessment, document)
    assert (document.slice(many.span), document.slice(lone.span)) == ("Grund", "[dag]")
    assert (many.key, lone.key) == ("platshallare:grund", "platshallare:dag")
    assert many.title == "Att fylla i: 6 ställen i det här avsnittet"
    assert many.lines == (
        "Det som inte är färdigt räknas inte.",
        "Fyll i: ”[år]”, ”[område]”, ”[skola]”, ”[ålder]” och 1 ställe till.",
        "Skriv er egen text i stället för: ”[Vilka är vi?]”.",
    )
