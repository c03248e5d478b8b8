"""A program in a pseudo-terminal of its own: what it prints is read, keys are sent, the window has a size."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

PATIENCE = 100
"""Seconds that are waited for a text: reached only where something is wrong."""
_STEERING = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78MDE]|\][^\x07\x1b]*(?:\x07|\x1b\\))")


class Terminal:
    """What runs in it is a child process of its own session, with the terminal as its only one."""

    def __init__(
        self, command: list[str], folder: Path, columns: int = 80, rows: int = 24, **environment: str
    ) -> None:
        self.master, slave = os.openpty()
        self.resize(columns, rows)
        known = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "EDITOR", "VISUAL", "COLUMNS")}
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**known, "TERM": "xterm-256color", **environment}, preexec_fn=_controlling,
        )  # fmt: skip
        os.close(slave)
        self.raw = ""
        self.at = 0
        self.keys = 0
        self._rest = b""

    def resize(self, columns: int, rows: int) -> None:
        """The window is of this size now; the program is told."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys: str) -> None:
        """Press these keys."""
        self.keys += len(keys)
        os.write(self.master, keys.encode())

    def until(self, text: str) -> str:
        """Wait for a text that was not read yet; all that came up to its end, without what steers."""
        deadline = time.monotonic() + PATIENCE
        while (found := self._find(text)) is None:
            assert time.monotonic() < deadline, f"{text!r} did not come; last: {self.text[-3000:]}"
            assert self._read(deadline), f"{text!r} did not come before the end: {self.text[-3000:]}"
        return found

    def _find(self, text: str) -> str | None:
        shown = self.text
        at = shown.find(text, self.at)
        if at < 0:
            return None
        before, self.at = self.at, at + len(text)
        return shown[before : self.at]

    @property
    def text(self) -> str:
        """All that was printed, without what steers a terminal."""
        return _STEERING.sub("", self.raw).replace("\r", "")

    def end(self) -> int:
        """Read to the end; the exit status (negative: the signal that ended it)."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> int:
        """Close the window; the exit status of what ran in it."""
        os.close(self.master)
        self.master = -1
        return self.process.wait(PATIENCE)

    def _read(self, deadline: float) -> bool:
        """Take in what has come; False where nothing will come any more."""
        ready, _, _ = select.select([self.master], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError as error:
            if error.errno == errno.EIO:
                return False
            raise
        self._rest += data
        text = self._rest.decode("utf-8", "ignore") if not data else self._whole()
        self.raw += text
        return bool(data)

    def _whole(self) -> str:
        """What has come, up to the last whole character."""
        for cut in range(4):
            end = len(self._rest) - cut
            try:
                text = self._rest[:end].decode("utf-8")
            except UnicodeDecodeError:
                continue
            self._rest = self._rest[end:]
            return text
        text, self._rest = self._rest.decode("utf-8", "replace"), b""
        return text

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(PATIENCE)
        if self.master >= 0:
            os.close(self.master)


def _controlling() -> None:
    """The terminal is the one that the session is controlled by: closing it hangs up."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
