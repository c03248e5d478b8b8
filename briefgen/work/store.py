"""Results of earlier builds, in a file of the user's cache folder.

One SQLite database, which two builds may use at once. Whatever is wrong with it costs time and nothing else:
a folder that is full, read-only or gone, a file that is damaged or not ours. What is read out is bytes whose
hash is right; what they mean is for the reader to check, and nothing in them is run.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Protocol

VARIABLE = "BRIEFGEN_CACHE_DIR"
"""Names the folder; `off`: none."""
OFF = "off"
_FILE = "results-1.sqlite"
"""The number is that of the tables below."""
MOST = 2 * 1024**3
"""Bytes that the file may have; then what was used longest ago goes, down to half of it."""
_DAY = 24 * 60 * 60
_AT_ONCE = 500
"""Keys in one question: SQLite takes 999 in its oldest builds."""
_PATIENCE = 5.0
"""Seconds that are waited for another build's writing; then this build goes without."""
_HASH = 16
_TABLES = """
CREATE TABLE IF NOT EXISTS results (
  key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID
"""


class Memory(Protocol):
    """What remembers results by a key."""

    def get(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is known of these keys; of those that are not there nothing."""
        ...

    def put(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Remember these."""
        ...

    def close(self) -> None:
        """Nothing more is asked of it."""
        ...


class _Forgetful:
    """Remembers nothing."""

    def get(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Nothing."""
        return {}

    def put(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Nothing is done."""

    def close(self) -> None:
        """There is nothing to close."""


FORGETFUL: Memory = _Forgetful()


def key(*parts: str | bytes) -> bytes:
    """A key that these parts have and no others."""
    found = hashlib.blake2b(digest_size=_HASH)
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "little") + data)
    return found.digest()


def folder() -> Path | None:
    """Where results are kept: what the environment names, else the user's cache folder; None for nowhere."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return None if named.strip().lower() in ("", OFF) else Path(named)
    from platformdirs import user_cache_path

    try:
        return user_cache_path("briefgen", appauthor=False)
    except (OSError, RuntimeError):  # a user without a home
        return None


def opened(where: Path | None, most: int = MOST) -> Memory:
    """The store in this folder, which is made where it is not there; one that forgets where it can't be."""
    if where is None:
        return FORGETFUL
    try:
        return Store(where, most)
    except (OSError, sqlite3.Error):
        return FORGETFUL


class Store:
    """The store on disk. After the first thing that goes wrong it forgets."""

    def __init__(self, where: Path, most: int = MOST) -> None:
        """Raises OSError and sqlite3.Error where the file can't be used."""
        where.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = where / _FILE
        self._most = most
        self._db: sqlite3.Connection | None = None
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, read-only, full: not damaged
                raise
            self._begin_anew()

    def get(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is known of these keys; what is damaged is not known."""
        found: dict[bytes, bytes] = {}
        asked = {key(kind, k): k for k in keys}
        for some in _some(asked, _AT_ONCE):
            rows = self._rows(some)
            for own, value, _ in rows:
                plain = _opened(own, value)
                if plain is not None:
                    found[asked[own]] = plain
            self._touch([own for own, _, used in rows if used < _now() - _DAY])
        return found

    def put(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Remember these, in place of what was known of their keys."""
        now = _now()
        rows = []
        for k, value in values.items():
            own = key(kind, k)
            rows.append((own, _sealed(own, value), now))
        self._write("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Make room where too much is there, and let go of the file."""
        if self._db is None:
            return
        try:
            self._make_room()
            self._db.close()
        except (OSError, sqlite3.Error):
            self._forget()
        self._db = None

    def _open(self) -> None:
        # One process writes at a time, from whichever thread: mkdocs serve builds in more than one.
        self._db = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
        with suppress(sqlite3.OperationalError):  # a file system without shared memory
            self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")  # what is lost is worked out again
        self._db.execute(_TABLES)
        self._db.execute("SELECT key, value, used FROM results LIMIT 1").fetchall()

    def _begin_anew(self) -> None:
        """Where the file is none of SQLite's, or of other tables."""
        self._forget()
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + end).unlink()
        self._open()

    def _forget(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
        self._db = None

    def _rows(self, keys: Sequence[bytes]) -> list[tuple[bytes, bytes, int]]:
        if self._db is None:
            return []
        marks = ",".join("?" * len(keys))
        try:
            asked = f"SELECT key, value, used FROM results WHERE key IN ({marks})"
            rows = self._db.execute(asked, list(keys)).fetchall()
        except sqlite3.DatabaseError:
            self._forget()
            return []
        return [r for r in rows if isinstance(r[0], bytes) and isinstance(r[1], bytes)
                and isinstance(r[2], int)]  # fmt: skip

    def _touch(self, keys: Sequence[bytes]) -> None:
        self._write("UPDATE results SET used = ? WHERE key = ?", [(_now(), k) for k in keys])

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if self._db is None or not rows:
            return
        try:
            with self._db:
                self._db.executemany(statement, rows)
        except sqlite3.DatabaseError:  # a full disk, a read-only folder, another who writes for long
            self._forget()

    def _make_room(self) -> None:
        assert self._db is not None
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if self._path.stat().st_size <= self._most:
            return
        sizes = self._db.execute(
            "SELECT used, SUM(LENGTH(value) + 64) FROM results GROUP BY used ORDER BY used"
        )
        rows = sizes.fetchall()
        over, oldest = sum(size for _, size in rows) - self._most // 2, 0
        for used, size in rows:
            if over <= 0:
                break
            over -= size
            oldest = used + 1
        with self._db:
            self._db.execute("DELETE FROM results WHERE used < ?", (oldest,))
        self._db.execute("VACUUM")


def _now() -> int:
    return int(time.time())


def _sealed(own: bytes, value: bytes) -> bytes:
    """A value packed, behind its hash and that of its key."""
    packed = zlib.compress(value, 1)
    return hashlib.blake2b(packed, digest_size=_HASH, key=own).digest() + packed


def _opened(own: bytes, sealed: bytes) -> bytes | None:
    mark, packed = sealed[:_HASH], sealed[_HASH:]
    if hashlib.blake2b(packed, digest_size=_HASH, key=own).digest() != mark:
        return None
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None


def _some(given: Iterable[bytes], number: int) -> Iterator[list[bytes]]:
    rest = iter(given)
    while some := list(islice(rest, number)):
        yield some
