"""A file as a revision of git has it, read by git itself: without a shell, and changing nothing."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from pathlib import Path

from briefgen.errors import UserError

PATIENCE = 20
"""Seconds until git counts as hanging."""
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_ALONE = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"}
"""What a partial clone lacks is not fetched: the settings of somebody else's repository may name any command
for that."""


def at_revision(revision: str, path: Path) -> bytes:
    """What a file held then.

    Raises UserError where git is not there, the folder is in no repository, the revision is none, or the file
    was not in it.
    """
    if not revision.strip() or revision.startswith("-"):
        raise UserError(f"{revision!r} is no revision: name a commit, a tag or a branch, such as HEAD~1")
    if any(unicodedata.category(c)[0] == "C" for c in revision):
        raise UserError("the revision has characters that no name in git has")
    folder = path.parent
    if _git(folder, "rev-parse", "--git-dir") is None:
        raise UserError(f"{folder} is in no git repository that can be read: --since needs one")
    # The commit itself is asked for below, so that nothing in the name can be taken for a path or an option.
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = (found or b"").decode("ascii", "replace").strip()
    if not _COMMIT.fullmatch(commit):
        raise UserError(f"git knows no revision {revision!r} here: git log shows those that there are")
    held = _git(folder, "cat-file", "blob", f"{commit}:./{path.name}")
    if held is None:
        raise UserError(f"{revision} has no {path.as_posix()}: it was not committed then")
    return held


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None where it says no."""
    command = ["git", "-C", str(folder), "--no-pager", *words]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False,
            env=os.environ | _ALONE,
        )  # fmt: skip
    except FileNotFoundError:
        raise UserError("git is not installed: --since needs it") from None
    except subprocess.TimeoutExpired:
        raise UserError(f"git did not answer within {PATIENCE} seconds in {folder}") from None
    except OSError as error:
        raise UserError(f"git can't be run: {error.strerror or error}") from None
    return done.stdout if done.returncode == 0 else None
