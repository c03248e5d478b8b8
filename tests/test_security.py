"""What SECURITY.md promises has a test; the language model is the recorded one."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from briefgen.errors import ConfigError
from briefgen.language import parser
from briefgen.language.models import DEFAULT_MODEL, RECORDED, hash_files, verify_files

ROOT = Path(__file__).parents[1]
PROMISED = re.findall(r"`(tests/test_\w+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path, name", PROMISED)
def test_what_is_promised_has_a_test(path, name):
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.search(rf"^(def {name}\(|{name} = )", text, re.MULTILINE)


def test_each_promise_names_its_test():
    promises = (
        (ROOT / "SECURITY.md").read_text(encoding="utf-8").split("## What is promised")[1].split("## ")[0]
    )
    assert len(PROMISED) >= 15
    assert all("::test_" in line for line in promises.splitlines() if line.startswith("- "))


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the default model under the same name, found before it."""
    folder = Path(importlib.util.find_spec(DEFAULT_MODEL).origin).parent
    copy = tmp_path / "site" / DEFAULT_MODEL
    shutil.copytree(folder, copy)
    monkeypatch.syspath_prepend(copy.parent)
    monkeypatch.delitem(sys.modules, DEFAULT_MODEL, raising=False)
    parser._load.cache_clear()
    yield copy
    parser._load.cache_clear()


def test_the_language_model_is_the_recorded_one():
    assert verify_files(DEFAULT_MODEL) == RECORDED[DEFAULT_MODEL]


def test_other_weights_are_refused_before_they_are_read(project, briefgen, copied):
    weights = next(copied.glob("*/ner/model"))
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    (copied / "__init__.py").write_text("raise SystemExit('was run')")
    done = briefgen("build")
    assert done.exit_code == 1 and len(done.stderr.splitlines()) == 1
    told = re.search(r"other files than those recorded: .*@sha256:([0-9a-f]{64}) in mkdocs.yml", done.stderr)
    assert told[1] == hash_files(copied)


def test_a_file_more_is_another_model(copied):
    (copied / "extra.py").write_text("")
    with pytest.raises(ConfigError, match="other files"):
        verify_files(DEFAULT_MODEL)


def test_another_model_is_used_where_the_user_names_its_hash(project, briefgen, copied):
    (copied / "meta.json").write_text((copied / "meta.json").read_text(encoding="utf-8") + "\n")
    config = project / "mkdocs.yml"
    text, found = config.read_text(encoding="utf-8"), hash_files(copied)
    for named, status in ((f"{DEFAULT_MODEL}@sha256:{found}", 0), (f"{DEFAULT_MODEL}@sha256:{'0' * 64}", 1)):
        setting = f'- briefgen:\n      language_model: "{named}"'
        config.write_text(text.replace("- briefgen:", setting), encoding="utf-8")
        assert briefgen("build").exit_code == status
    generator = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))["generator"]
    assert generator["language_model"] == f"{DEFAULT_MODEL} 3.8.0"


def test_a_model_without_a_recorded_hash_needs_one(tmp_path, monkeypatch):
    (tmp_path / "xx_other").mkdir()
    (tmp_path / "xx_other/__init__.py").write_text("raise SystemExit('was run')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConfigError, match="not one that briefgen has a hash of: .*xx_other@sha256:"):
        verify_files("xx_other")


@pytest.mark.parametrize("name", ["xx_none", "json.tool", "a b", "x@sha256:1", "../x", "os"])
def test_what_is_no_installed_model_is_told(name):
    with pytest.raises(ConfigError, match="is not installed|must be a package's name"):
        verify_files(name)
