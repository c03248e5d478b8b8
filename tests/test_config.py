"""Settings: one place, defaults without it, and a clear word about what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import DEFAULTS, read_options
from briefgen.errors import ConfigError
from briefgen.language.models import DEFAULT_MODEL


def options(folder, text, name="mkdocs.yml"):
    (folder / name).write_text(text, encoding="utf-8")
    return read_options(folder)


def test_defaults_hold_without_mkdocs_yml(tmp_path):
    found = read_options(tmp_path)
    assert (found.seeds, found.docs) == (tmp_path / "seeds", tmp_path / "docs")
    assert (found.title, found.event, found.language_model, found.strict) == (
        None,
        None,
        DEFAULT_MODEL,
        False,
    )


@pytest.mark.parametrize(
    "said, site",
    [
        ("https://you.example/talks", "https://you.example/talks/"),
        ("https://you.example/talks/", "https://you.example/talks/"), ("http://you.example", "http://you.example/"),
        ("''", None), ("you.example", None), ("!ENV SITE", None), ("[a]", None), ("'http://[x'", None),
        ("file:///x", None),
    ],
)  # fmt: skip
def test_the_site_is_where_mkdocs_says(tmp_path, said, site):
    assert options(tmp_path, f"site_url: {said}").site == site
    assert options(tmp_path, "site_name: x").site is None


@pytest.mark.parametrize(
    ("said", "folders"),
    [("use_directory_urls: false", False), ("use_directory_urls: true", True), ("site_name: x", True),
     ("use_directory_urls:", True), ("use_directory_urls: !ENV [X, true]", True)],
)  # fmt: skip
def test_whether_pages_have_folders_is_what_mkdocs_says(tmp_path, said, folders):
    found = options(tmp_path, said)
    assert found.directory_urls is found.words["directory_urls"] is folders


AS_LIST = """
plugins:
  - search
  - briefgen:
      title: T
      seeds: in
      strict: true
docs_dir: out
"""


@pytest.mark.parametrize(
    "text",
    [AS_LIST, "plugins:\n  search: {}\n  briefgen: {title: T, seeds: in, strict: true}\ndocs_dir: out"],
)
def test_options_stand_in_the_plugins_entry(tmp_path, text):
    found = options(tmp_path, text)
    assert (found.title, found.strict) == ("T", True)
    assert (found.seeds, found.docs) == (tmp_path / "in", tmp_path / "out")


@pytest.mark.parametrize(
    "text", ["site_name: x", "plugins: [search]", "plugins: [briefgen]", "plugins:\n - briefgen:"]
)
def test_defaults_hold_without_an_entry(tmp_path, text):
    assert options(tmp_path, text).title is None


@pytest.mark.parametrize("said, wanted", [("on", True), ("off", False), ("true", True), ("false", False)])
def test_the_reader_is_on_or_off(tmp_path, said, wanted):
    assert options(tmp_path, f"plugins: [{{briefgen: {{reader: {said}}}}}]").reader is wanted
    assert options(tmp_path, "plugins: [briefgen]").reader


def test_tags_are_tolerated_and_nothing_is_constructed(tmp_path):
    text = """
site_name: !ENV [SITE, x]
extra: {hook: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path [made.txt]]}
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: x
          format: !!python/name:pymdownx.superfences.fence_code_format
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
plugins: [{briefgen: {title: T}}]
"""
    assert options(tmp_path, text).title == "T"
    assert not Path("made.txt").exists()


def test_what_is_inherited_holds(tmp_path):
    (tmp_path / "base.yml").write_text("plugins: [{briefgen: {title: Base}}]\ndocs_dir: pages")
    found = options(tmp_path, "INHERIT: base.yml\nsite_name: x", "mkdocs.yaml")
    assert (found.title, found.docs) == ("Base", tmp_path / "pages")


@pytest.mark.parametrize(
    "text, message",
    [
        (
            "plugins: [{briefgen: {titel: x}}]",
            "no option 'titel' (did you mean title?); it has " + ", ".join(DEFAULTS),
        ),
        ("plugins: [{briefgen: {zzz: x}}]", "no option 'zzz'; it has " + ", ".join(DEFAULTS)),
        ("plugins: [{briefgen: {strict: maybe}}]", "strict must be true or false, not 'maybe'"),
        ("plugins: [{briefgen: {reader: 'off'}}]", "reader must be true or false, not 'off'"),
        ("plugins: [{briefgen: {title: [x]}}]", "title must be a text, not ['x']"),
        ("plugins: [{briefgen: {seeds: ''}}]", "seeds must be a text, not ''"),
        ("plugins: [{briefgen: {title: !ENV X}}]", "title: briefgen does not read !ENV values"),
        ("plugins: [{briefgen: [title]}]", "must be `name: value` lines"),
        ("plugins: 7", "plugins must be a list"),
        ("docs_dir: [x]", "docs_dir must be a text"),
        ("- a", "expected MkDocs' settings"),
        ("a: [", "not valid YAML: line"),
        ("INHERIT: none.yml", "none.yml: can't be read"),
    ],
)
def test_what_it_must_not_say_is_one_line(tmp_path, text, message):
    with pytest.raises(ConfigError) as caught:
        options(tmp_path, text)
    assert message in str(caught.value)
    assert ".yml: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf_8(tmp_path):
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: caf\xe9")
    with pytest.raises(ConfigError, match=r"mkdocs\.yml: can't be read"):
        read_options(tmp_path)
