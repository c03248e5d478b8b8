"""Results kept from build to build: whatever is wrong with the folder costs time, and nothing else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from briefgen.work import store as module
from briefgen.work.store import FORGETFUL, Store, folder, key, opened


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "deep/cache")


K, L = key("k"), key("l")


def test_what_is_put_is_got_by_its_kind_and_key(store):
    store.put("a", {K: b"one", L: b"two" * 1000})
    store.put("b", {K: b"three"})
    assert store.get("a", [L, K, key("m")]) == {K: b"one", L: b"two" * 1000}
    assert store.get("b", [K, L]) == {K: b"three"}
    store.put("a", {K: b""})
    store.close()
    assert store.get("a", [K]) == {}
    again = Store(store._path.parent)
    assert again.get("a", (k for k in (K, L))) == {K: b"", L: b"two" * 1000}
    many = {key(str(n)): str(n).encode() for n in range(2000)}
    again.put("c", many)
    assert again.get("c", many) == many


def test_keys_have_parts(store):
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key(), key(""), key("", "")}) == 6
    assert key("a", b"b") == key("a", "b")
    assert key("\ud800") != key("?")


def test_one_bit_is_enough_not_to_be_trusted(store):
    store.put("a", {K: b"one" * 100, L: b"two" * 100})
    ((own, sealed),) = store._db.execute(
        "SELECT key, value FROM results WHERE key = ?", (key("a", K),)
    ).fetchall()
    for at in (0, 20, len(sealed) - 1):
        wrong = bytearray(sealed)
        wrong[at] ^= 1
        store._db.execute("UPDATE results SET value = ? WHERE key = ?", (bytes(wrong), own))
        assert store.get("a", [K, L]) == {L: b"two" * 100}
    # The value of another key is none of this one's.
    other = store._db.execute("SELECT value FROM results WHERE key = ?", (key("a", L),)).fetchone()[0]
    store._db.execute("UPDATE results SET value = ? WHERE key = ?", (other, own))
    assert store.get("a", [K]) == {}
    store._db.execute("UPDATE results SET value = 'text', used = 'now' WHERE key = ?", (own,))
    assert store.get("a", [K]) == {}


@pytest.mark.parametrize("content", [b"", b"no database" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_none_of_ours_is_begun_anew(tmp_path, content):
    (tmp_path / module._FILE).write_bytes(content)
    store = opened(tmp_path)
    store.put("a", {K: b"one"})
    assert store.get("a", [K]) == {K: b"one"}


def test_tables_that_are_not_ours_are_begun_anew(tmp_path):
    other = sqlite3.connect(tmp_path / module._FILE)
    other.execute("CREATE TABLE results (name TEXT)")
    other.close()
    store = opened(tmp_path)
    store.put("a", {K: b"one"})
    assert store.get("a", [K]) in ({K: b"one"}, {})


def test_damage_in_the_middle_of_the_file(tmp_path):
    store = Store(tmp_path)
    values = {key(str(n)): os.urandom(3000) for n in range(300)}
    store.put("a", values)
    store.close()
    path = tmp_path / module._FILE
    data = bytearray(path.read_bytes())
    for at in range(5000, len(data), 9001):
        data[at : at + 200] = os.urandom(200)
    path.write_bytes(data)
    found = opened(tmp_path)
    got = found.get("a", values)
    assert got.items() <= values.items() and len(got) < len(values)
    found.put("a", {K: b"one"})
    assert found.get("a", [K]) in ({K: b"one"}, {})


def test_a_folder_that_cannot_be_made_or_written(tmp_path):
    (tmp_path / "file").write_text("")
    assert opened(tmp_path / "file/below") is FORGETFUL
    assert opened(None) is FORGETFUL
    assert FORGETFUL.get("a", [K]) == {}
    FORGETFUL.put("a", {K: b""})


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everything")
def test_a_folder_that_is_read_only(tmp_path):
    tmp_path.chmod(0o500)
    store = opened(tmp_path)
    store.put("a", {K: b"one"})
    tmp_path.chmod(0o700)
    assert store.get("a", [K]) == {}


def test_a_disk_that_is_full(store):
    store.put("a", {L: b"two"})
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")  # "database or disk is full", as SQLite says it
    store.put("a", {K: os.urandom(100_000)})
    assert store.get("a", [K, L]) == {}, "after the first thing that goes wrong it forgets"
    assert Store(store._path.parent).get("a", [K, L]) == {L: b"two"}


def test_a_folder_that_goes_away_while_it_is_used(store):
    store.put("a", {K: b"one"})
    shutil.rmtree(store._path.parent)
    store.put("a", {L: b"two"})
    assert store.get("a", [K, L]) in ({}, {K: b"one"}, {K: b"one", L: b"two"})
    store.close()


def test_two_at_once(tmp_path):
    stores = [Store(tmp_path), Store(tmp_path)]
    values = [{key(who, str(n)): f"{who}{n}".encode() * 50 for n in range(400)} for who in "xy"]

    def work(own, given):
        for k, v in given.items():
            own.put("a", {k: v})

    threads = [threading.Thread(target=work, args=pair) for pair in zip(stores, values, strict=True)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    both = values[0] | values[1]
    assert Store(tmp_path).get("a", both) == both


def test_what_was_used_longest_ago_goes_where_it_is_too_much(tmp_path, monkeypatch):
    now = 1_000_000
    monkeypatch.setattr(module.time, "time", lambda: now)
    store = Store(tmp_path, most=1_000_000)
    values = {}
    for n in range(12):
        now = 1_000_000 + n * 200_000
        values[key(str(n))] = os.urandom(100_000)
        store.put("a", {key(str(n)): values[key(str(n))]})
    store.get("a", [key("0")])  # used now
    store.close()
    assert (tmp_path / module._FILE).stat().st_size < 700_000
    left = Store(tmp_path).get("a", values)
    assert key("0") in left and key("11") in left and key("1") not in left and key("5") not in left


@pytest.mark.parametrize("said, wanted", [("off", None), ("OFF", None), ("", None), ("x/y", Path("x/y"))])
def test_the_environment_names_the_folder(monkeypatch, said, wanted):
    monkeypatch.setenv("BRIEFGEN_CACHE_DIR", said)
    assert folder() == wanted


def test_the_folder_is_the_users_cache(monkeypatch):
    monkeypatch.delenv("BRIEFGEN_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "/nowhere/cache")
    assert "briefgen" in folder().parts
