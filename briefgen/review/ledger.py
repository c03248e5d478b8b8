"""Decisions go into editorial.yml at once, and can be taken back one by one.

What somebody else wrote there meanwhile stays: where it is this very entry, nothing is written, and who
decides sees the entry as it is now.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen.editorial.reading import decoded, read_file
from briefgen.editorial.record import FILE
from briefgen.editorial.writing import Document, editing
from briefgen.errors import UserError
from briefgen.locks import Busy, locked
from briefgen.model import Briefing
from briefgen.proposals.accepting import Entries, deciding, enter
from briefgen.proposals.record import State
from briefgen.write import replace_file

_MARK = b"\xef\xbb\xbf"
"""Of its encoding, where an editor put one before the text."""


class Refused(Exception):
    """A decision that could not be written. Says why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A decision that was written."""

    at: int
    """Index of the item in the queue."""
    name: str
    """Of the entry."""
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    renamed: str = ""
    """What the entry is called since."""
    gone: str = ""
    """Name of a finding that is part of another one now."""
    added: str = ""
    """What was added beside the entry."""
    proposal: str = ""
    """Id of what was proposed, where that was decided."""
    state: State = "open"
    """What became of it."""
    was: bytes | None = None
    """The file before; None: there was none."""
    left: bytes | None = None
    """The file after."""


class Ledger:
    """The analyst's file, one decision after the other."""

    def __init__(self, folder: Path, schema: str | None = None) -> None:
        """`schema`: where, seen from the folder, the file's JSON Schema lies; a new file names it."""
        self.folder = folder
        self.schema = schema
        self.path = folder / FILE
        self._known = b"", Document("")

    def entry(self, name: str) -> dict[str, Any] | None:
        """What the file says of a finding now.

        Raises Refused where it can't be read.
        """
        try:
            raw = read_file(self.folder, follow_links=True) or b""
            if raw != self._known[0]:
                self._known = raw, Document(decoded(raw))
            return self._known[1].entry(name)
        except UserError as error:
            raise Refused(f"{error}; mend the file, then decide again") from None

    def write(self, step: Step, *, add: tuple[str, Mapping[str, Any]] | None = None) -> Step:
        """Write what follows from a decision: the entry as it is after it.

        Raises Refused where the entry is no longer what was decided upon, or the file can't be written.
        """
        try:
            with editing(self.folder, schema=self.schema) as doc:
                was = self._bytes()
                if doc.entry(step.name) != step.before:
                    raise Refused(f"somebody else has changed {step.name} meanwhile: it stands as shown now")
                if step.renamed:
                    doc.rename(step.name, step.renamed)
                else:
                    doc.put(step.name, step.after)
                if add:
                    doc.add(*add)
                left = (_MARK if (was or b"").startswith(_MARK) else b"") + doc.text.encode()
        except (UserError, OSError) as error:
            raise Refused(f"not written: {error}") from None
        return replace(step, was=was, left=left)

    def accept(self, step: Step, entries: Entries, briefing: Briefing, origin: str, by: str) -> Step:
        """Write what a model proposed: into this file, and into that of proposals that it is accepted.

        Raises Refused where it does not fit, was decided by another, or a file can't be written; neither is
        then another than it was.
        """
        done = step
        try:
            with deciding(self.folder, [step.proposal], "accepted"):
                with editing(self.folder, schema=self.schema) as doc:
                    was = self._bytes()
                    enter(doc, entries, briefing, origin, by)
                    left = (_MARK if (was or b"").startswith(_MARK) else b"") + doc.text.encode()
                done = replace(step, state="accepted", was=was, left=left)
        except (UserError, OSError) as error:
            with suppress(OSError, Busy):
                self._restored(done)
            raise Refused(f"not written: {error}") from None
        return done

    def reject(self, step: Step, reason: str) -> Step:
        """Write into the file of proposals that this one is rejected.

        Raises Refused where it was decided by another, or the file can't be written.
        """
        try:
            with deciding(self.folder, [step.proposal], "rejected", reason or None):
                return replace(step, state="rejected")
        except (UserError, OSError) as error:
            raise Refused(f"not written: {error}") from None

    def _reopen(self, step: Step) -> None:
        """Take back what was decided of a proposal, in both files."""
        with deciding(self.folder, [step.proposal], "open", before=step.state):
            if step.left is not None and not self._restored(step):
                raise Refused(f"the file was changed since: take out of it what was added, {step.added}")

    def undo(self, step: Step) -> None:
        """Take a decision back: the file is what it was; where others wrote meanwhile, the entry is.

        Raises Refused where the entry is no longer what was decided, or the file can't be written.
        """
        try:
            if step.proposal:
                self._reopen(step)
                return
            if self._restored(step):
                return
            with editing(self.folder) as doc:
                now = step.renamed or step.name
                if step.added:
                    raise Refused(f"the file was changed since: take out of it what was added, {step.added}")
                if doc.entry(now) != (step.before if step.renamed else step.after):
                    raise Refused(f"somebody else has changed {now} since: mend it with e")
                if step.renamed:
                    doc.rename(step.renamed, step.name)
                else:
                    doc.put(step.name, step.before)
        except (UserError, OSError) as error:
            raise Refused(f"not taken back: {error}") from None
        except Busy:
            raise Refused(f"not taken back: {FILE} is being written by another; press u again") from None

    def _restored(self, step: Step) -> bool:
        """Whether the file was as the decision left it, and is as it was before, to the byte."""
        with locked(self.path):
            if step.left is None or self._bytes() != step.left:
                return False
            if step.was is None:
                self.path.unlink()
            else:
                replace_file(self.path.resolve(), step.was)
        return True

    def _bytes(self) -> bytes | None:
        return self.path.read_bytes() if self.path.exists() else None
