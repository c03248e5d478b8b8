"""What a command works with: what was kept of earlier builds, and whoever helps."""

from __future__ import annotations

import os

from briefgen.work import Work
from briefgen.work.crews import crew
from briefgen.work.progress import SILENT, Progress
from briefgen.work.store import folder, opened

VARIABLE = "BRIEFGEN_EXECUTOR"
"""Names the executor where the command line does not."""


def working(executor: str | None = None, progress: Progress = SILENT) -> Work:
    """The store of the user, the crew that is named, here or in the environment, and who is told.

    Raises ConfigError for an executor that there is not.
    """
    team = crew(executor or os.environ.get(VARIABLE) or None)
    return Work(store=opened(folder()), crew=team, progress=progress)
