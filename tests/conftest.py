"""What several tests need: a project of one's own on disk, and the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

import briefgen as package
from briefgen.build import brief
from briefgen.cli import main
from briefgen.findings.agreements import Agreement
from briefgen.findings.disagreements import Disagreement, Side
from briefgen.findings.leaders import Leader
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.findings.timeline import Moment
from briefgen.findings.topics import Topic
from briefgen.model import Article, Briefing, Change, Difference, Finding, News, Sentence
from briefgen.new import start

# The same examples in every run, so that what fails fails for a change's sake. To look for others:
# pytest --hypothesis-profile=default
settings.register_profile("same", derandomize=True)
settings.load_profile("same")


def pytest_addoption(parser):
    parser.addoption("--bless", action="store_true", help="write the expected results of tests/golden anew")


@pytest.fixture
def bless(request) -> bool:
    """Whether what comes out is to be written down as what is expected."""
    return request.config.getoption("--bless")


@pytest.fixture(scope="session", autouse=True)
def same_package():
    """Other processes that a test starts import the package that the test imports, wherever they run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(package.__file__).parents[1]))
        patch.setenv("BRIEFGEN_CACHE_DIR", "off")  # each test works everything out
        yield


def built(folder: Path) -> Path:
    """A project, in which `briefgen build` has run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 0, result.output
    return folder


def copied(project: Path, place: Path, monkeypatch) -> Path:
    """A copy of it, which is the current folder."""
    folder = place / project.name
    shutil.copytree(project, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def started(tmp_path_factory) -> Path:
    """A folder that `briefgen new` made and `briefgen build` filled. Not to be changed."""
    folder = tmp_path_factory.mktemp("started") / "ferry"
    start(folder)
    return built(folder)


@pytest.fixture
def project(started, tmp_path, monkeypatch) -> Path:
    """A copy of it, which is the current folder."""
    return copied(started, tmp_path, monkeypatch)


def configure(folder: Path, old: str, new: str) -> None:
    """Write other settings."""
    path = folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="session")
def desk(tmp_path_factory) -> Path:
    """A portfolio of three briefings, built, in which two people have one name. Not to be changed."""
    folder = tmp_path_factory.mktemp("portfolio") / "desk"
    start(folder)
    shutil.rmtree(folder / "seeds")
    shutil.copytree(Path(__file__).parent / "portfolio", folder / "seeds")
    configure(
        folder, "      seeds: seeds", "      seeds: seeds\n      portfolio: true\n      datelines: accept"
    )
    configure(folder, "title: The Osterhaven ferry", "title: The desk of the coast")
    configure(folder, "event: A minister and a mayor agree to reopen a ferry line.", "event: One coast.")
    return built(folder)


@pytest.fixture
def portfolio(desk, tmp_path, monkeypatch) -> Path:
    """A copy of it, which is the current folder."""
    return copied(desk, tmp_path, monkeypatch)


@pytest.fixture
def briefgen():
    """The command line, in this process."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return run


@pytest.fixture(scope="session")
def derailment() -> Briefing:
    """What the invented event of tests/golden gives. Not to be changed."""
    root = Path(__file__).parents[1]
    return brief(root / "tests/golden/seeds", title="The Brenwick derailment", project=root)


def built_with_hash_seeds(docs: Path, into: Path) -> set[tuple[tuple[str, bytes], ...]]:
    """What builds make of copies of these pages, each with another seed of Python's hashes: the files."""
    told = set()
    for seed in ("1", "2"):
        shutil.copytree(docs, into / seed)
        command = [sys.executable, "-m", "briefgen", "build", "--docs", str(into / seed)]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        files = sorted(p for p in (into / seed).rglob("*") if p.is_file())
        told.add(tuple((p.name, p.read_bytes()) for p in files))
    return told


def news_of(*, came=(), revised=(), findings=None, changed=(), answered=(), gone=()) -> News:
    """News of these sources and findings. `findings`: kind → ids; `changed`: kind, id, what it was;
    `answered`: kind and id; `gone`: kind and title.
    """
    found = {"new": came, "changed": revised}
    sources = [Change(what=what, kind="sources", id=i, title=i) for what, ids in found.items() for i in ids]
    new = [Change(what="new", kind=k, id=i, title=i) for k, ids in (findings or {}).items() for i in ids]
    turned = [
        Change(
            what="changed", kind=k, id=i, title=i,
            how=(Difference(name="value", was=(was,), now=("“eleven” [A1][]",)),),
        )
        for k, i, was in changed
    ]  # fmt: skip
    turned += [Change(what="answered", kind=k, id=i, title=i) for k, i in answered]
    left = [Change(what="gone", kind=k, id="g", title=title) for k, title in gone]
    every = [*new, *turned, *left]
    order = list(dict.fromkeys(c.kind for c in every))
    return News(changes=(*sources, *sorted(every, key=lambda c: order.index(c.kind))))


HOSTILE = (
    "=c|'/c'!A1 und „Grüße“ \\input{/etc/passwd} 50 % </script> @article{x, y = {z}} \U0001f9e8 ]]> & <b>"
)
"""Words that some reader of some format takes for more than words."""


@pytest.fixture
def hostile() -> Briefing:
    """A briefing in which whatever a source gives is hostile: one of each kind that exports read."""
    told = f"{HOSTILE} said “the {HOSTILE}”, then {HOSTILE}."
    sentence = Sentence(source="h", id="s1", start=3, end=3 + len(told), text=told, paragraph=0)
    article = Article(
        id="h", key="H", path="seeds/h.md", sha256="0" * 64, text=f"\U0001f9e8\n\n{told}", extracted=True,
        title=HOSTILE, title_given=True, publisher=f"@{HOSTILE}", authors=(HOSTILE, "Moor, Anna"),
        published=date(2024, 5, 8), moment=datetime(2024, 5, 8, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        url="https://paper.example/a?x={y}&z=1", language="de", sentences=(sentence,),
        retrieved=datetime(2024, 5, 9, 1, 2, 3, tzinfo=UTC),
    )  # fmt: skip
    whole = article.cite(3, 3 + len(HOSTILE))
    words = article.cite(3 + told.index("“"), 3 + told.index("”") + 1)
    sides = tuple(Side(label=HOSTILE, citations=(c,)) for c in (whole, words))
    found: dict[str, tuple[Finding, ...]] = {
        "leaders": (Leader(id="l", title=HOSTILE, name=HOSTILE, kind="person", roles=((HOSTILE, whole),),
                           citations=(whole,)),),
        "topics": (Topic(id="t", label=HOSTILE, citations=(whole,)),),
        "positions": (Position(id="p", title=HOSTILE, holders=("l",), stance="states", manner="direct",
                               topics=("t",), shown=words, citations=(words,)),),
        "open_issues": (OpenIssue(id="o", title=HOSTILE, kind="unknown", citations=(whole,)),),
        "disagreements": (Disagreement(id="d", title=HOSTILE, kind="name", sides=sides),
                          Disagreement(id="e", title="to check", kind="name", sides=sides,
                                       confidence="low")),
        "agreements": (Agreement(id="g", title=HOSTILE, origins=2, citations=(whole, words)),),
        "timeline": (Moment(id="m", when="2024-05", as_written=HOSTILE, citations=(whole,)),),
    }  # fmt: skip
    return Briefing(title=HOSTILE, event=HOSTILE, articles=(article,), findings=found)
