"""``granska checklista begrepp``: all words of a concept, and which concepts a word is of."""

from __future__ import annotations

import click

from .layout import heading, paragraph
from .output import write_result
from .run import REVIEWED
from .swedish import Command, UsageFault, closest


@click.command(
    "begrepp",
    cls=Command,
    help="Visar vad begreppen (concept) träffar. Med ett begrepps namn: alla dess ord och fraser. Med ett ord eller en "
    "fras, i vilken böjning som helst: vilka begrepp som träffar det. Utan något: alla begrepp.",
    examples=(
        ("granska checklista begrepp uppfoljning_ord", "alla ord i ett begrepp"),
        ("granska checklista begrepp utvärderas", "vilka begrepp som träffar ordet"),
        ("granska checklista begrepp", "alla begrepp, med vad de är till för"),
    ),
)
@click.argument("name", metavar="[NAMN|ORD]", required=False)
def command(name: str | None) -> int:
    """Print a concept in full, or the concepts that a word is of."""
    from ..authoring.concepts import concepts_of, missed_by
    from ..language.lexicon import shipped_concepts

    concepts = {c.id: c for c in shipped_concepts()}
    if name is None:
        for c in sorted(concepts.values(), key=lambda c: c.id):
            write_result(paragraph(c.why, lead=f"{c.id}  ", hang=4))
        return REVIEWED
    if name in concepts:
        _show(name)
        return REVIEWED
    if not any(letter.isalpha() for letter in name) or "_" in name:
        near = closest(name, list(concepts))
        hint = f"menade du {near}?" if near else "”granska checklista begrepp” listar dem som finns."
        raise UsageFault(f"Begreppet {name} finns inte: {hint}")
    found = concepts_of(name)
    for concept_id, words in found:
        listed = "”, ”".join(words)
        write_result(paragraph(f"”{listed}” ({concepts[concept_id].why})", lead=f"{concept_id}  ", hang=4))
    missed = missed_by(name) if " " not in name.strip() else ()
    if missed:
        listed = ", ".join(f"{concept_id} ({term})" for concept_id, term in missed)
        write_result(
            paragraph(
                f"Har ordet men missar formen ”{name}”, som ordboken inte känner: {listed}. Skriv ett eget test också: "
                f"{{word: {missed[0][1]}}}."
            )
        )
    elif not found:
        write_result(
            paragraph(
                f"Inget begrepp träffar ”{name}”. Skriv ordet i grundform i ett eget test, så träffas dess böjningar: "
                f"{{word: {name}}}."
            )
        )
    return REVIEWED


def _show(name: str) -> None:
    from ..authoring.concepts import how_read, users_of
    from ..language.lexicon import shipped_concepts

    (concept,) = (c for c in shipped_concepts() if c.id == name)
    write_result(f"{name}\n{'=' * len(name)}\n")
    write_result(paragraph(concept.why))
    write_result(paragraph(f"Används av {', '.join(users_of(name))}."))
    write_result(heading(f"Ord och fraser ({len(concept.terms)})"))
    for term in concept.terms:
        write_result(paragraph(f"{term}{how_read(term)}", lead="- "))
    if concept.but:
        write_result(heading("Men inte"))
        for word in concept.but:
            write_result(paragraph(word, lead="- "))
