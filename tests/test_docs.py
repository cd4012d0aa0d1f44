"""The documentation says what the code does: pages made from code are fresh, tables are complete."""

from __future__ import annotations

import importlib.util
import io
import re
import shutil
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


def test_pages_made_from_code_are_fresh_and_none_is_left_over(repository, docs):
    tool = load(repository / "tools" / "generate_docs.py")
    stale = [
        name
        for name, make in tool.PAGES.items()
        if not (docs / name).is_file() or (docs / name).read_text(encoding="utf-8") != make()
    ]
    assert stale == [], "kör make docs"
    assert tool.orphans() == []


def test_every_criterion_of_a_shipped_list_has_its_page(docs):
    from overenskommelse_granskning.checklist import available, load_checklist

    wanted = {f"{c.id}.md" for i in available() for c in load_checklist(i).criteria}
    assert {p.name for p in (docs / "kriterier").glob("*.md")} == wanted | {"README.md"}


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
        "docs/batch.md",
        "docs/bibliotek.md",
        "docs/granser.md",
        "docs/arkitektur.md",
        "docs/beroenden.md",
        "docs/jamforelse.md",
        "docs/utvardering.md",
        "docs/modellkort.md",
        "docs/rapporter.md",
        "docs/lexikon.md",
        "docs/checklistor.md",
        "docs/checklistnycklar.md",
        "docs/kriterier/README.md",
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

    for page in ("README.md", "docs/anvandning.md", "docs/checklistor.md"):
        text = (repository / page).read_text(encoding="utf-8")
        for name, sub in re.findall(r"(?:\$ |`)granska ([a-z]+)(?: ([a-z]+))?", text):
            assert name in COMMANDS, (page, name)
            if name == "checklista":
                from overenskommelse_granskning.cli.checklista import group

                assert isinstance(group, LazyGroup) and sub in group.entries


def blocks(path, language):
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def test_the_examples_of_the_page_for_programmers_run(repository, docs, tmp_path, monkeypatch, capsys):
    shutil.copy(repository / "examples" / "utkast.docx", tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = blocks(docs / "bibliotek.md", "python")
    names = {"__name__": "__main__"}  # they build on each other, as the page does
    for text in shown:
        exec(compile(text, "docs/bibliotek.md", "exec"), names)
    assert len(shown) == 9 and "borta.docx unreadable" in capsys.readouterr().out
    assert names["kort"].returncode == 0 and names["bedomning"].readable


def test_the_page_for_programmers_names_every_public_call_and_option(docs):
    import inspect

    import overenskommelse_granskning as package

    text = (docs / "bibliotek.md").read_text(encoding="utf-8")
    calls = [n for n in dir(package) if inspect.isfunction(getattr(package, n))]
    errors = [
        n for n in dir(package) if inspect.isclass(c := getattr(package, n)) and issubclass(c, Exception)
    ]
    assert [n for n in (*calls, *errors) if n not in text] == []
    options = list(inspect.signature(package.Reviewer).parameters)
    assert re.findall(r"^\| `(\w+)` \| (?!när)", text, re.MULTILINE)[: len(options)]
    assert {n for n in options if f"| `{n}` |" not in text} == set()


def test_the_checklists_shown_in_the_guide_can_be_used(docs, tmp_path):
    from overenskommelse_granskning.authoring.lint import lint

    shown = [b for b in blocks(docs / "checklistor.md", "yaml") if b.startswith("id: ")]
    assert len(shown) == 2
    for i, text in enumerate(shown):
        path = tmp_path / f"{i}.yaml"
        path.write_text(text, encoding="utf-8")
        assert [f.error.located() for f in lint(text, str(path)) if not f.warning] == []


def test_the_names_shown_in_the_guide_exist(docs):
    from overenskommelse_granskning.rules.registry import RULE_TYPES
    from overenskommelse_granskning.rules.strict import known_names

    text = (docs / "checklistor.md").read_text(encoding="utf-8")
    assert set(re.findall(r"type: (\w+)", text)) - {"…"} <= RULE_TYPES.keys()
    known = known_names({})
    for key in ("concept", "fact", "agent", "topic", "list"):
        shown = re.findall(rf"{key}: (\w+)", text)
        shown += [n for names in re.findall(rf"{key}: \[([\w, ]+)\]", text) for n in names.split(", ")]
        assert set(shown) <= set(known[key]), key


def test_the_example_checklist_has_no_weakness(repository):
    from overenskommelse_granskning.authoring.cases import try_cases
    from overenskommelse_granskning.authoring.lint import lint
    from overenskommelse_granskning.checklist import load_checklist

    path = repository / "examples" / "vandringar.yaml"
    assert [f.error.located() for f in lint(path.read_text(encoding="utf-8"), str(path))] == []
    checklist = load_checklist(path)
    tried = list(try_cases(checklist, path))
    assert len(checklist.criteria) == 5 and len(tried) == 44
    assert [t.case.name for t in tried if not t.right] == []


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


def test_the_guide_tells_what_the_example_makes_of_own_sentences(repository, capsys):
    from overenskommelse_granskning.cli.run import run

    examples = repository / "examples"
    own = ["--meningar", str(examples / "vandringar-meningar.txt")]
    run(["checklista", "prova", str(examples / "vandringar.yaml"), *own])
    out = capsys.readouterr().out
    right = int(re.search(r": (\d+) av 25 egna meningar rätt", out)[1])
    (shown,) = (b for b in blocks(repository / "docs" / "checklistor.md", "text") if b.startswith("[-]"))
    assert shown in out
    guide = " ".join((repository / "docs" / "checklistor.md").read_text(encoding="utf-8").split())
    assert f"blev {right} av 25 nya meningar rätt" in guide


def test_what_the_guide_says_of_own_words_holds(docs):
    from overenskommelse_granskning.language.inflected import finder

    part = (docs / "checklistor.md").read_text(encoding="utf-8").split("**Egna ord.**")[1].split("**Om")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.*?) \| (.*?) ?\|$", part, re.MULTILINE)
    assert len(rows) == 5
    for term, hits, misses in rows:
        has = finder(term)
        assert all(map(has, hits.rpartition(": ")[2].split(", "))), term
        assert not any(map(has, filter(None, misses.split(", ")))), term
