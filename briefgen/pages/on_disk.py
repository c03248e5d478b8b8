"""Pages kept in the store, from build to build."""

from __future__ import annotations

from briefgen.work.store import Memory
from briefgen.work.store import key as key_of

_MANY = 64
"""So many are written together."""


class OnDisk:
    """Keeps pages by their hash (`keys.Kept`), and hashes of those that were right (`read_back.Seen`)."""

    def __init__(self, store: Memory) -> None:
        self._store = store
        self._new: dict[bytes, bytes] = {}

    def get(self, key: str) -> str | None:
        """What is kept under a hash."""
        own = key_of(key)
        found = self._new.get(own)
        if found is None:
            found = self._store.get("page", [own]).get(own)
        if found is None or not found.startswith(own):
            return None
        return found.removeprefix(own).decode(errors="replace")

    def put(self, key: str, text: str) -> None:
        """Keep it."""
        own = key_of(key)
        self._new[own] = own + text.encode()
        if len(self._new) >= _MANY:
            self.flush()

    def has(self, key: str) -> bool:
        """Whether this is kept."""
        return self.get(key) is not None

    def add(self, key: str) -> None:
        """Keep that there is such a thing."""
        self.put(key, "")

    def flush(self) -> None:
        """What is new is in the store."""
        self._store.put("page", self._new)
        self._new = {}
