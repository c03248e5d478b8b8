"""A whole build: the same bytes whatever is remembered and whoever helps, and only the time is another."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from briefgen import parsing
from briefgen.build import build
from briefgen.language import parser
from briefgen.matching import reader
from briefgen.work import PLAIN, Work
from briefgen.work import store as stores
from briefgen.work.crews import crew
from briefgen.work.gang import ALONE
from briefgen.work.store import Store

NAMES = ["Mara Quill", "Ion Feld", "Tessa Brandt", "Oskar Lindqvist", "Pia Moreno", "Hal Norwood"]
TOWNS = ["Velm", "Osterhaven", "Karsk", "Tolm"]


def article(n: int) -> str:
    who, other, town = NAMES[n % 6], NAMES[(n + 1) % 6], TOWNS[n % 4]
    return (
        f"{town} council votes on the ferry\n\n"
        f"{town.upper()} — Mayor {who} of {town} said on Monday that the ferry will stop in {n + 3} days.\n\n"
        f"“We have no money for it,” {who.split()[1]} told reporters. {other}, a member of the council, "
        f"rejected the plan and called it a mistake.\n\nWhether the state pays {n + 10} million crowns is "
        f"not decided. The vote was {n + 5} to 4.\n"
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    """A folder of more articles than one process is for."""
    folder = tmp_path_factory.mktemp("many") / "seeds"
    folder.mkdir()
    for n in range(28):
        (folder / f"a{n:02}.txt").write_text(article(n), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wanted(many, tmp_path_factory) -> dict[str, bytes]:
    docs = tmp_path_factory.mktemp("plain") / "docs"
    build(many, docs)
    return files(docs)


def files(docs: Path) -> dict[str, bytes]:
    return {p.relative_to(docs).as_posix(): p.read_bytes() for p in sorted(docs.rglob("*")) if p.is_file()}


def test_cold_and_warm_alone_and_with_two_processes(many, wanted, tmp_path):
    for n, team in enumerate((ALONE, crew("processes:2"))):
        work = Work(store=Store(tmp_path / f"cache{n}"), crew=team)
        for turn in range(2):
            build(many, tmp_path / f"docs{n}{turn}", work=work)
            assert files(tmp_path / f"docs{n}{turn}") == wanted
        team.close()


def test_what_was_kept_needs_neither_parser_nor_network(many, wanted, tmp_path, monkeypatch):
    work = Work(store=Store(tmp_path / "cache"))
    build(many, tmp_path / "docs", work=work)
    monkeypatch.setattr(parser, "_load", lambda model: pytest.fail("the parser was loaded"))
    monkeypatch.setattr(reader, "_runtime", lambda: pytest.fail("the runtime was loaded"))
    reader.load.cache_clear()
    build(many, tmp_path / "again", work=work)
    reader.load.cache_clear()
    assert files(tmp_path / "again") == wanted


def test_one_article_more_is_one_article_to_parse(many, tmp_path, monkeypatch):
    seeds = tmp_path / "seeds"
    shutil.copytree(many, seeds)
    work = Work(store=Store(tmp_path / "cache"))
    build(seeds, tmp_path / "docs", work=work)
    (seeds / "new.txt").write_text(article(40), encoding="utf-8")
    parsed = []
    real = parsing.parsed_one
    monkeypatch.setattr(parsing, "parsed_one", lambda given: parsed.append(given[0].id) or real(given))
    build(seeds, tmp_path / "docs", work=work)
    assert parsed == ["new"]
    build(seeds, tmp_path / "plain")
    assert set(files(tmp_path / "plain")) <= set(files(tmp_path / "docs"))


class Failing:
    """A store that breaks in the middle of a build, in the way that is given."""

    def __init__(self, store: Store, at: int, damage) -> None:
        self.store, self.left, self.damage = store, at, damage

    def get(self, kind, keys):
        return self.store.get(kind, keys)

    def close(self):
        self.store.close()

    def put(self, kind, values):
        self.left -= 1
        if self.left == 0:
            self.damage(self.store)
        self.store.put(kind, values)


DAMAGES = {
    "the folder is removed": lambda store: shutil.rmtree(store._path.parent),
    "the disk is full": lambda store: store._db.execute("PRAGMA max_page_count = 1"),
    "another writes for long": lambda store: store._db.execute("PRAGMA query_only = on"),
    "it is closed": lambda store: store._db.close(),
    "the file is cut": lambda store: os.truncate(store._path, 5000),
    "the file is overwritten": lambda store: store._path.write_bytes(b"\xff" * 100_000),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_happens_to_the_folder_during_a_build(many, wanted, tmp_path, damage, monkeypatch):
    monkeypatch.setattr(stores, "_PATIENCE", 0.1)
    work = Work(store=Failing(Store(tmp_path / "cache"), 2, DAMAGES[damage]))
    build(many, tmp_path / "docs", work=work)
    assert files(tmp_path / "docs") == wanted
    build(many, tmp_path / "again", work=Work(store=stores.opened(tmp_path / "cache")))
    assert files(tmp_path / "again") == wanted


def test_what_others_put_there_is_not_trusted(many, wanted, tmp_path):
    """Entries that are whole and mean something else: of another article, or nothing at all."""

    class Foreign:
        def __init__(self):
            self.kept = {}

        def get(self, kind, keys):
            known = list(self.kept.get(kind, {}).values()) if kind == "parse" else []
            wrong = [*known, b"", b"\xff" * 24, b"[]"]
            return {k: wrong[(n + 1) % len(wrong)] for n, k in enumerate(keys)}

        def put(self, kind, values):
            self.kept.setdefault(kind, {}).update(values)

    foreign = Foreign()
    build(many, tmp_path / "docs", work=Work(store=foreign))
    assert files(tmp_path / "docs") == wanted and foreign.kept
    build(many, tmp_path / "again", work=Work(store=foreign))
    assert files(tmp_path / "again") == wanted


def test_a_cluster_one_of_whose_workers_dies(many, wanted, tmp_path):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        team = crew(cluster.scheduler_address.replace("tcp:", "dask:"))
        killed = []

        class Killing:
            """After the first results have come back, one of the two is killed."""

            def each(self, task, given, *, least, size):
                for n, done in enumerate(team.each(task, given, least=least, size=size)):
                    if n == 3 and not killed:
                        worker = next(iter(cluster.workers.values()))
                        killed.append(worker.pid)
                        os.kill(worker.pid, signal.SIGKILL)
                    yield done

            def close(self):
                team.close()

        build(many, tmp_path / "docs", work=Work(crew=Killing()))
        team.close()
    assert killed and files(tmp_path / "docs") == wanted


def test_nothing_is_kept_of_a_build_that_is_told_so():
    assert PLAIN.store.get("parse", [b""]) == {}
