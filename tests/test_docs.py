"""The documentation says what the code does: pages made from code are fresh, tables are complete."""

from __future__ import annotations

import importlib.util
import io
import re
import tomllib
import zipfile

import pytest


@pytest.fixture
def docs(repository):
    return repository / "docs"


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def project(repository):
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def required_names(repository):
    found = project(repository)
    lines = [*found["dependencies"], *(r for rs in found["optional-dependencies"].values() for r in rs)]
    return {plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in lines if "overenskommelse" not in line}


def documented_names(docs):
    text = (docs / "beroenden.md").read_text(encoding="utf-8").split("## Program utanför")[0]
    rows = re.findall(r"^\| ([\w.-]+) \|", text, re.MULTILINE)
    return {plain(name) for name in rows} - {"paket"}


def test_every_dependency_is_explained_and_none_that_is_gone(repository, docs):
    assert documented_names(docs) == required_names(repository)


def test_every_dependency_has_reason_licence_and_size(docs):
    text = (docs / "beroenden.md").read_text(encoding="utf-8").split("## Program utanför")[0]
    for row in re.findall(r"^\| (?!Paket|-).*\|$", text, re.MULTILINE):
        name, why, licence, size = (cell.strip() for cell in row.strip("|").split("|"))
        assert name and why and licence
        assert re.fullmatch(r"\d+,\d", size), name


@pytest.mark.parametrize("page", ["felkoder.md", "kommandon.md", "modellkort.md"])
def test_page_made_from_code_is_fresh(repository, docs, page):
    made = load(repository / "tools" / "generate_docs.py").PAGES[page]()
    assert (docs / page).read_text(encoding="utf-8") == made, "kör make docs"


def test_every_code_in_the_code_is_documented(repository, docs):
    page = (docs / "felkoder.md").read_text(encoding="utf-8")
    for path in (repository / "src").rglob("*.py"):
        for code in re.findall(r"\"([RCKS]\d{3})\"", path.read_text(encoding="utf-8")):
            assert f"| {code} |" in page, f"{code} i {path.name}"


def test_every_room_stands_in_the_architecture(repository, docs):
    config = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = {r.strip("() ").rpartition(".")[2] for layer in layers for r in layer.split("|")}
    text = (docs / "arkitektur.md").read_text(encoding="utf-8")
    source = repository / "src" / "overenskommelse_granskning"
    assert [r for r in sorted(rooms) if (source / r / "__init__.py").is_file() and f"`{r}`" not in text] == []


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/anvandning.md",
        "docs/arkitektur.md",
        "docs/beroenden.md",
        "docs/utvardering.md",
        "docs/modellkort.md",
        "corpus/README.md",
    ],
)
def test_links_between_pages_lead_somewhere(repository, page):
    path = repository / page
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_commands_shown_in_the_documentation_exist(repository):
    from overenskommelse_granskning.cli.app import COMMANDS
    from overenskommelse_granskning.cli.swedish import LazyGroup

    for page in ("README.md", "docs/anvandning.md"):
        text = (repository / page).read_text(encoding="utf-8")
        for name, sub in re.findall(r"(?:\$ |`)granska ([a-z]+)(?: ([a-z]+))?", text):
            assert name in COMMANDS, (page, name)
            if name == "checklista":
                from overenskommelse_granskning.cli.checklista import group

                assert isinstance(group, LazyGroup) and sub in group.entries


def text_of(docx):
    xml = zipfile.ZipFile(docx).read("word/document.xml").decode("utf-8")
    return re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n"))


def test_the_shipped_example_is_made_by_its_script(repository):
    made = load(repository / "examples" / "make_example.py").make()
    assert text_of(io.BytesIO(made)) == text_of(repository / "examples" / "utkast.docx")


def test_changelog_has_a_place_for_what_is_new(repository):
    text = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    version = load(repository / "src" / "overenskommelse_granskning" / "version.py").VERSION
    assert "## Unreleased" in text or f"## {version}" in text
