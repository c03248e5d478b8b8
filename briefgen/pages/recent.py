"""Pages of the last build, kept in memory: for a server that makes a briefing again and again."""

from __future__ import annotations


class Recent:
    """Keeps pages by their hash (`keys.Kept`), and hashes of those that were right (`read_back.Seen`): those
    that the last two builds asked for, so that it holds no more than two briefings.
    """

    def __init__(self) -> None:
        self._now: dict[str, str] = {}
        self._before: dict[str, str] = {}

    def turn(self) -> None:
        """A build begins: what the one before the last asked for, and the last did not, is forgotten."""
        self._before, self._now = self._now, {}

    def get(self, key: str) -> str | None:
        """What is kept under a hash."""
        found = self._now.get(key, self._before.get(key))
        if found is not None:
            self._now[key] = found
        return found

    def put(self, key: str, text: str) -> None:
        """Keep it."""
        self._now[key] = text

    def has(self, key: str) -> bool:
        """Whether this is kept."""
        return self.get(key) is not None

    def add(self, key: str) -> None:
        """Keep that there is such a thing."""
        self._now[key] = ""
