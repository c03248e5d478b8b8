"""The terminal: a key, a line of text, a choice from a list, an editor. What is printed stays within it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import DummyOutput, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console, RenderableType
from rich.segment import Segment, Segments
from rich.text import Text

from briefgen.review.choices import Choice
from briefgen.review.terminal_text import one_line

RESIZED = "resized"
_LEAST_WIDTH, _LEAST_HEIGHT = 10, 3
_ONE_KEY = 9
"""Lines of a list that take one key."""
_NAMED = {Keys.ControlM: "enter", Keys.ControlJ: "enter", Keys.ControlH: "backspace", Keys.Escape: "escape",
          Keys.Up: "up", Keys.Down: "down", Keys.PageUp: "up", Keys.PageDown: "down"}  # fmt: skip


class Ended(BaseException):
    """The terminal was closed, or somebody wants out: what was decided is written."""

    def __init__(self, status: int = 0) -> None:
        super().__init__()
        self.status = status
        """With which the command exits."""


class Terminal:
    """Keys in, lines out. Of no use where either is not a terminal."""

    def __init__(self) -> None:
        self.input = create_input()
        self.output = create_output()
        self.drawn = _size()
        """The size for which what stands there was printed."""
        if isinstance(self.output, Vt100_Output):
            self.output.enable_cpr = False  # not every terminal answers where its cursor is

    @contextmanager
    def held(self) -> Iterator[None]:
        """While keys are read: none is echoed, and each comes at once."""
        before = signal.signal(signal.SIGHUP, _hung_up) if hasattr(signal, "SIGHUP") else None
        try:
            with self.input.raw_mode():
                yield
        finally:
            if hasattr(signal, "SIGHUP"):
                signal.signal(signal.SIGHUP, before)

    @property
    def columns(self) -> int:
        """How wide it is."""
        return _size().columns

    @property
    def console(self) -> Console:
        """What prints, as wide as the terminal is now. It takes no text for more than text."""
        size = self.drawn
        return Console(
            file=sys.stdout, width=size.columns, height=size.rows, highlight=False, markup=False, emoji=False,
            soft_wrap=False,
        )  # fmt: skip

    def show(
        self, body: Sequence[RenderableType], foot: Sequence[RenderableType], whole: bool = False
    ) -> None:
        """Print the body and below it the foot. What of the body has no room is left out, and said; not
        where the `whole` is wanted.
        """
        with _open_still():
            self._print(body, foot, whole)

    def _print(self, body: Sequence[RenderableType], foot: Sequence[RenderableType], whole: bool) -> None:
        self.drawn = _size()
        console = self.console
        above, below = _lines(console, body), _lines(console, foot)
        if not whole:
            below = below[: max(1, console.height - 3)]
        room = console.height - 1 - len(below)
        if not whole and len(above) > room:
            more = _lines(console, [Text("… v shows all of it", style="dim", no_wrap=True, overflow="crop")])
            above = [*above[: max(0, room - 1)], *more[: max(0, room)]]
        console.clear()
        if console.is_dumb_terminal:
            console.print("-" * (console.width - 1))
        for line in (*above, *below):
            console.print(Segments([*line, Segment.line()]), end="")

    def key(self) -> str:
        """The next key: the character, or `enter`, `escape`, `backspace`, `up`, `down`; `resized` where the
        terminal is of another size now.

        Raises Ended where there will be no more.
        """
        app: Application[str] = Application(
            input=self.input, output=_Unseen(), key_bindings=_any_key(), enable_page_navigation_bindings=False
        )

        def look(_: object) -> None:
            if _size() != self.drawn and not app.is_done and app.is_running:
                app.exit(result=RESIZED)

        app.before_render += look
        app.timeoutlen = app.ttimeoutlen = 0.1
        return str(_until_ended(app.run))

    def ask(self, label: str, default: str = "") -> str | None:
        """A line of text; None where whoever is asked takes it back."""
        session: PromptSession[str | None] = PromptSession(
            input=self.input, output=self.output, key_bindings=_escape(), mouse_support=False
        )
        said = _until_ended(lambda: session.prompt(f"{label}: ", default=one_line(default)))
        return None if said is None else " ".join(said.split())

    def choose(
        self, label: str, choices: Sequence[Choice], extra: Mapping[str, str] | None = None,
        *, free: bool = False,
    ) -> str | None:  # fmt: skip
        """One of a list, by number or by letters of it and Enter; the key of what is `extra`; None where
        whoever is asked takes it back. `free`: what is typed and is in no line is an answer too.
        """
        extra, typed, first = extra or {}, "", 0
        while True:
            found = [c for c in choices if typed.lower() in c.said.lower()]
            first = min(first, max(0, len(found) - 1))
            shown = found[first : first + max(1, min(_ONE_KEY, _size().rows - 4 - len(extra)))]
            self._list(label, shown, len(found) - first - len(shown), extra, typed)
            key = self.key()
            if key == "escape" or (key == "backspace" and not typed):
                return None
            if key in extra:
                return key
            if key.isdigit() and 0 < int(key) <= len(shown):
                return shown[int(key) - 1].value
            if key == "enter" and (shown or (free and typed)):
                return shown[0].value if shown else typed.strip()
            first += {"down": len(shown), "up": -_ONE_KEY}.get(key, -first)
            first = max(0, first)
            typed = typed[:-1] if key == "backspace" else typed + key if len(key) == 1 else typed

    def _list(
        self, label: str, shown: Sequence[Choice], more: int, extra: Mapping[str, str], typed: str
    ) -> None:
        lines = [Text(f"{n} {one_line(c.said)}", no_wrap=True, overflow="ellipsis")
                 for n, c in enumerate(shown, 1)]  # fmt: skip
        if more:
            lines.append(Text(f"… {more} more: down, or letters of it", style="dim"))
        lines += [Text(f"{key} {said}", no_wrap=True, overflow="ellipsis") for key, said in extra.items()]
        asked = Text(f"{label} (number; letters and Enter; Esc: back): {one_line(typed)}", style="bold")
        self.show(lines, [asked])

    def edit(self, text: str) -> str | None:
        """The text as the analyst's editor leaves it; None where no editor can be started, or it fails."""
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _editor()
        handle, name = tempfile.mkstemp(prefix="editorial-", suffix=".yml")
        path = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            with self.input.cooked_mode(), _uninterrupted():
                done = subprocess.run([*shlex.split(command), name], check=False)
            return path.read_text(encoding="utf-8-sig") if done.returncode == 0 else None
        except (OSError, ValueError):  # no such program; a command that is no command; no text
            return None
        finally:
            path.unlink(missing_ok=True)


class _Unseen(DummyOutput):
    """Keys are read without drawing anything; only the size is asked for."""

    def get_size(self) -> Size:
        return _size()


def _size() -> Size:
    found = shutil.get_terminal_size()
    with suppress(OSError, ValueError):
        found = os.get_terminal_size(sys.stdout.fileno())
    columns, rows = found.columns or 80, found.lines or 24
    return Size(rows=max(_LEAST_HEIGHT, rows), columns=max(_LEAST_WIDTH, columns))


def _lines(console: Console, parts: Sequence[RenderableType]) -> list[list[Segment]]:
    return [line for part in parts for line in console.render_lines(part, pad=False)]


def _any_key() -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add(Keys.Any, eager=True)
    def _(event: KeyPressEvent) -> None:
        key = event.key_sequence[0].key
        if key == Keys.ControlC:
            event.app.exit(exception=KeyboardInterrupt)
        elif key == Keys.ControlD:
            event.app.exit(exception=EOFError)
        else:
            event.app.exit(result=_NAMED.get(key, key) if isinstance(key, Keys) else str(key))

    bindings.add(Keys.SIGINT)(lambda event: event.app.exit(exception=KeyboardInterrupt))
    return bindings


def _escape() -> KeyBindings:
    bindings = KeyBindings()
    bindings.add(Keys.Escape, eager=True)(lambda event: event.app.exit(result=None))
    return bindings


def _until_ended(asked: Any) -> Any:
    try:
        return asked()
    except KeyboardInterrupt:
        raise Ended(130) from None
    except (EOFError, OSError):
        raise Ended from None


@contextmanager
def _open_still() -> Iterator[None]:
    try:
        yield
    except OSError:  # nobody is there any more
        raise Ended from None


def _hung_up(*_: object) -> None:
    raise Ended(130)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C is the editor's while it runs."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _editor() -> str:
    return "notepad" if os.name == "nt" else next((e for e in ("nano", "vim", "vi") if shutil.which(e)), "vi")
