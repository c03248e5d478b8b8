"""Builds killed, refused and raced: no page half-written, none lost, no wrong one kept."""

from __future__ import annotations

import errno
import hashlib
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.errors import DocsError
from briefgen.model import Page
from briefgen.write import MANIFEST, Manifest, read_manifest, write

MINE = "# By hand\n"


def pages(version: int, count: int = 12) -> tuple[Page, ...]:
    """What a build of this version wants: pages that all versions have, and some of its own."""
    both = [
        Page(path=f"sources/p{n}.md", text=f"# {n} of {version}\n" + "word " * 3_000) for n in range(count)
    ]
    return (
        *both,
        Page(path=f"only-{version % 3}.md", text=f"# {version}\n"),
        Page(path="index.md", text=f"{version}\n"),
    )


def whole(docs: Path, versions: range) -> None:
    """Each page is one that some version wrote, whole; the page by hand and the edit by hand are there."""
    known = {hashlib.sha256(p.text.encode()).hexdigest() for v in versions for p in pages(v)}
    for path in docs.rglob("*.md"):
        if path.name not in ("mine.md", "edited.md"):
            assert hashlib.sha256(path.read_bytes()).hexdigest() in known, path
    assert (docs / "mine.md").read_text() == MINE
    assert (docs / "sources/edited.md").read_text() == MINE


def settled(docs: Path, version: int) -> None:
    """After a build that ended: exactly its pages, nothing left beside them, and a list that says so."""
    done = write(docs, (*pages(version), EDITED), Manifest(sources={"a": str(version)}))
    assert set(done.kept) == {"sources/edited.md"}
    found = {p.relative_to(docs).as_posix(): p.read_text() for p in docs.rglob("*") if p.is_file()}
    wanted = {p.path: p.text for p in pages(version)} | {"mine.md": MINE, "sources/edited.md": MINE}
    assert found.keys() == wanted.keys() | {MANIFEST}
    assert {path: found[path] for path in wanted} == wanted
    assert set(read_manifest(docs).files) == {p.path for p in (*pages(version), EDITED)}


EDITED = Page(path="sources/edited.md", text="# Generated\n")


@pytest.fixture
def docs(tmp_path):
    """A docs folder of version 0, with a page written by hand and a generated one edited by hand."""
    folder = tmp_path / "docs"
    write(folder, (*pages(0), EDITED), Manifest(sources={"a": "0"}))
    (folder / "mine.md").write_text(MINE)
    (folder / EDITED.path).write_text(MINE)
    return folder


BUILDER = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from test_faults import EDITED, pages
from briefgen.write import Manifest, write
print("ready", flush=True)
for line in sys.stdin:
    write(Path({docs!r}), (*pages(int(line)), EDITED), Manifest(sources={{"a": line.strip()}}))
    print("done", flush=True)
"""


def killed(docs: Path, times: int) -> int:
    """Builds killed at random moments, each where the last one died. How many died while they wrote."""
    program = BUILDER.format(path=[str(Path(__file__).parent), *sys.path], docs=str(docs))
    rnd, within, span = random.Random(5), 0, 0.04
    for version in range(1, times + 1):
        child = subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert child.stdout.readline() == b"ready\n"
        child.stdin.write(f"{version}\n".encode())
        child.stdin.flush()
        time.sleep(rnd.uniform(0, span))
        child.send_signal(signal.SIGKILL)
        died = child.stdout.readline() == b""
        within += died
        span *= 1.04 if died else 0.9  # as long as a build writes on this machine, however busy it is
        child.wait()
        child.stdin.close()
        child.stdout.close()
        whole(docs, range(times + 1))
    settled(docs, times + 1)
    whole(docs, range(times + 2))
    return within


def test_killed_at_any_moment(docs):
    assert killed(docs, 10)


@pytest.mark.slow
def test_killed_at_any_moment_200(docs):
    assert killed(docs, 200) > 100


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("call", ["mkstemp", "fsync", "fdopen", "replace", "unlink", "chmod"])
def test_a_write_that_is_refused(docs, monkeypatch, call, code):
    """For every n the n-th call fails: old pages stay whole, one clear line, the next build repairs."""
    where = {
        "mkstemp": "briefgen.write.tempfile.mkstemp", "fsync": "briefgen.write.os.fsync",
        "fdopen": "briefgen.write.os.fdopen", "replace": "pathlib.Path.replace",
        "unlink": "pathlib.Path.unlink", "chmod": "pathlib.Path.chmod",
    }[call]  # fmt: skip
    owner, _, name = where.rpartition(".")
    real = getattr(
        Path
        if owner == "pathlib.Path"
        else {"tempfile": __import__("tempfile"), "os": os}[owner.rpartition(".")[2]],
        name,
    )
    failed, version = 0, 1
    for nth in range(40):
        count = 0

        def refuse(*given, nth=nth, **words):
            nonlocal count
            count += 1
            if count == nth + 1:
                raise OSError(code, os.strerror(code), "docs/x")
            return real(*given, **words)

        with monkeypatch.context() as patch:
            patch.setattr(where, refuse)
            try:
                write(docs, (*pages(version), EDITED), Manifest(sources={"a": str(version)}))
            except DocsError as error:
                failed += 1
                assert "\n" not in str(error) and os.strerror(code) in str(error)
        whole(docs, range(version + 1))
        if count <= nth:
            break
        version += 1
    assert failed
    settled(docs, version + 1)


def _build(docs: str, version: int, begin: object) -> None:
    begin.wait()
    write(Path(docs), (*pages(version), EDITED), Manifest(sources={"a": str(version)}), patience=30)


def raced(docs: Path, times: int) -> None:
    """Two builds at once: what stays is one of them, whole."""
    context = multiprocessing.get_context("fork")
    for number in range(times):
        begin = context.Barrier(2)
        versions = (2 * number + 1, 2 * number + 2)
        both = [context.Process(target=_build, args=(str(docs), v, begin)) for v in versions]
        for process in both:
            process.start()
        for process in both:
            process.join(60)
            assert process.exitcode == 0
        assert json.loads((docs / MANIFEST).read_text())["sources"]["a"] in map(str, versions)
        left = int((docs / "index.md").read_text())
        assert left in versions
        settled(docs, left)


def test_two_builds_at_once(docs):
    raced(docs, 3)


@pytest.mark.slow
def test_two_builds_at_once_50(docs):
    raced(docs, 50)


@pytest.mark.parametrize("what", ["folder", "page", "dangling"])
def test_never_through_a_link(docs, tmp_path, what):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "p0.md").write_text("theirs")
    if what == "folder":
        (docs / "sources").rename(tmp_path / "away")
        (docs / "sources").symlink_to(outside)
    else:
        (docs / "sources/p0.md").unlink()
        target = outside / ("p0.md" if what == "page" else "none.md")
        (docs / "sources/p0.md").symlink_to(target)
    done = write(docs, pages(1))
    assert any("is a link" in why for why in done.kept.values())
    assert {p.name: p.read_text() for p in outside.iterdir()} == {"p0.md": "theirs"}
