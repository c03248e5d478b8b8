"""`briefgen add`, killed before each thing that it does to the disk: all of it comes in, or nothing."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_add import BRIDGE, page

from briefgen.add import add
from briefgen.build import brief, build
from briefgen.errors import SeedsError
from briefgen.staging import FOLDER, settle, unfinished

NOON = datetime(2024, 5, 8, 12, 0, tzinfo=UTC)
DIED = 77
WATCHED = frozenset({"open", "os.link", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree"})
"""What the interpreter reports before it does it; `open` only where something is written."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def listed(folder: Path) -> dict[str, bytes]:
    """What a build sees of the folder: every file that is not hidden."""
    found = (p for p in folder.rglob("*") if p.is_file())
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in found
        if not any(part.startswith(".") for part in p.relative_to(folder).parts)
    }


def whole(folder: Path) -> dict[str, bytes]:
    """Every file, hidden ones too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A seeds folder with an article, and two pages to be added."""
    folder = tmp_path / "project"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds/mine.txt").write_text("The ferry has not sailed since March.\n")
    (folder / "a.html").write_text(page(), encoding="utf-8")
    (folder / "b.html").write_text(page(BRIDGE, title="The bridge is shut"), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def taken_in() -> None:
    add(("a.html", "b.html"), Path("seeds"), now=lambda: NOON)


def dying(step: int, work) -> bool:
    """Do the work in a process of its own that dies before its n-th step on the disk; whether it died."""
    child = os.fork()
    if child == 0:
        left, here = step, str(Path("seeds").resolve())

        def strike(place: str = here) -> None:
            nonlocal left
            if str(Path(place).absolute()).startswith(here):
                left -= 1
                if left < 0:
                    os._exit(DIED)

        def watch(event: str, given: tuple) -> None:
            writes = event != "open" or (isinstance(given[1], str) and given[1][0] in "wxa")
            if event in WATCHED and writes and isinstance(given[0], str | os.PathLike):
                strike(os.fspath(given[0]))

        synced = os.fsync

        def fsync(handle: int) -> None:
            strike()
            synced(handle)

        os.fsync = fsync
        sys.addaudithook(watch)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, DIED)
    return code == DIED


def restored(project: Path, before: dict[str, bytes]) -> None:
    shutil.rmtree(project / "seeds")
    for path, raw in before.items():
        (project / "seeds" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "seeds" / path).write_bytes(raw)


def complete(project: Path, before: dict[str, bytes]) -> dict[str, bytes]:
    """What the folder holds when all has come in."""
    taken_in()
    after = whole(project / "seeds")
    assert len(after) == len(before) + 6
    restored(project, before)
    return after


def test_killed_at_every_step(project):
    seeds = project / "seeds"
    before = whole(seeds)
    after = complete(project, before)
    steps, halves, ends = 0, 0, {"before": 0, "after": 0}
    while dying(steps, taken_in):
        steps += 1
        seen = listed(seeds)
        assert seen.items() >= before.items() and seen.items() <= after.items()
        assert seen in (before, after) or unfinished(seeds)
        halves += seen not in (before, after)
        settle(seeds)
        found = whole(seeds)
        assert found in (before, after)
        ends["before" if found == before else "after"] += 1
        restored(project, before)
    assert whole(seeds) == after
    assert steps > 40 and halves > 5 and min(ends.values()) > 10


def test_killed_again_while_it_is_brought_to_an_end(project):
    seeds = project / "seeds"
    before = whole(seeds)
    after = complete(project, before)
    for step in range(26, 200):
        assert dying(step, taken_in)
        if unfinished(seeds):
            break
        restored(project, before)
    steps = 0
    while dying(steps, lambda: settle(Path("seeds"))):
        steps += 1
        assert listed(seeds).items() <= after.items()
    assert whole(seeds) == after
    assert steps


def half_done(project: Path) -> dict[str, bytes]:
    """Leave the folder as an `add` does that died in the middle of its moves; what it should hold."""
    before = whole(project / "seeds")
    after = complete(project, before)
    for step in range(26, 200):
        assert dying(step, taken_in)
        if listed(project / "seeds") not in (before, after):
            return after
        restored(project, before)
    raise AssertionError("never half done")


def test_the_next_build_brings_it_to_an_end(project):
    after = half_done(project)
    report = build(Path("seeds"), Path("docs"))
    assert whole(project / "seeds") == after
    assert not any("interrupted" in p.what for p in report.problems)


def test_the_next_add_brings_it_to_an_end(project):
    after = half_done(project)
    (project / "c.txt").write_text("The pier is shut.")
    add(("c.txt",), Path("seeds"))
    assert whole(project / "seeds") == {**after, "c.txt": b"The pier is shut."}


def test_what_only_reads_says_that_it_is_half_done(project, briefgen):
    half_done(project)
    seen = whole(project / "seeds")
    problem = next(p for p in brief(Path("seeds")).problems if "interrupted" in p.what)
    assert problem.severity == 2
    result = briefgen("check")
    assert result.exit_code == 1 and "briefgen add was interrupted" in result.stderr
    assert whole(project / "seeds") == seen


def test_the_sources_are_listed_when_it_has_come_to_an_end(project, briefgen):
    after = half_done(project)
    assert briefgen("sources").exit_code == 0
    assert whole(project / "seeds") == after


def test_a_file_that_came_in_between_is_kept_and_told(project):
    after = half_done(project)
    left = next(p for p in after if p.endswith(".md") and not (project / "seeds" / p).exists())
    (project / "seeds" / left).write_bytes(b"theirs")
    with pytest.raises(SeedsError, match=f"{left} has come in the meantime"):
        settle(Path("seeds"))
    assert (project / "seeds" / left).read_bytes() == b"theirs"
    (project / "seeds" / left).unlink()
    settle(Path("seeds"))
    assert whole(project / "seeds") == after


@pytest.mark.parametrize(
    "plan",
    [
        b"",
        b"{",
        b"[]",
        b'{"files": {"../x.md": "0"}}',
        b'{"files": {"/x.md": "0"}}',
        b'{"files": {"x.md": 1}}',
    ],
)
def test_a_plan_that_is_none_of_ours_does_nothing(project, plan):
    folder = project / "seeds" / FOLDER
    (folder / "new").mkdir(parents=True)
    (folder / "plan.json").write_bytes(plan)
    (project / "x.md").write_bytes(b"outside")
    with pytest.raises(SeedsError, match="is no plan of briefgen's"):
        settle(project / "seeds")
    assert (project / "x.md").read_bytes() == b"outside"


def test_what_is_not_what_was_planned_does_not_come_in(project):
    half_done(project)
    (staged, *_) = sorted(p for p in (project / "seeds" / FOLDER / "new").rglob("*") if p.is_file())
    staged.write_bytes(b"another")
    with pytest.raises(SeedsError, match="is not what was to be added"):
        settle(Path("seeds"))


def test_killed_by_a_signal_nothing_has_come_in(project):
    """A real signal, while an input is read."""
    before = whole(project / "seeds")
    child = os.fork()
    if child == 0:
        from briefgen.readers.formats import READERS

        READERS[".html"].read = lambda raw: os.kill(os.getpid(), signal.SIGKILL)
        taken_in()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert listed(project / "seeds") == before
    settle(project / "seeds")
    assert whole(project / "seeds") == before
