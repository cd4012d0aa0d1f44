"""Licences, versions and the list of what the program needs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[1] / "tools" / "dependencies.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("dependencies", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def installed(tool):
    return tool.inspected(sys.executable)


def sample(**licences):
    return {n: {"name": n, "version": "1.0", "license": text} for n, text in licences.items()}


@pytest.mark.parametrize(
    ("told", "allowed"),
    [
        ("MIT", True),
        ("LGPL", True),
        ("GNU Lesser General Public License v3", True),
        ("GPL-2.0 OR MIT", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0", False),
        ("GNU General Public License v2 (GPLv2)", False),
        ("GNU Affero General Public License v3", False),
        ("", False),
    ],
)
def test_licences(tool, told, allowed):
    assert (list(tool.faults(["a"], sample(a=told))) == []) == allowed


def test_versions_that_are_too_old_are_told(tool):
    assert list(tool.too_old(["a>=2"], sample(a="MIT"))) == ["a 1.0 installerat, >=2 krävs"]
    assert list(tool.too_old(["a>=1", "borta>=9"], sample(a="MIT"))) == []


def test_what_is_needed_is_followed_through_extras(tool):
    listed = sample(a="MIT", b="MIT", c="MIT", d="MIT")
    listed["a"]["requires_dist"] = ["b[x]>=1", 'd; python_version < "3"']
    listed["b"]["requires_dist"] = ['c; extra == "x"', 'd; extra == "y"']
    assert tool.needed(["a"], listed) == {"a": {"b"}, "b": {"c"}, "c": set()}


def test_the_list_follows_cyclonedx_and_is_the_same_every_time(tool, installed):
    from cyclonedx.model.bom import Bom

    made = tool.bom("overenskommelse-granskning", installed)
    assert made == tool.bom("overenskommelse-granskning", installed)
    parsed = Bom.from_json(made)
    names = {c.name for c in parsed.components}
    assert {"lxml", "pypdfium2", "numpy"} <= names and "pytest" not in names
    assert parsed.metadata.component.name == "overenskommelse-granskning"
    told = {d.ref.value for d in parsed.dependencies}
    assert all(d.ref.value in told for one in parsed.dependencies for d in one.dependencies)
