"""Whether what somebody would add could be added: the same way, and nothing is added."""

from __future__ import annotations

from briefgen.edited import adding
from briefgen.edited.adding import EntryProblem, KnownProblem
from briefgen.edited.desk import Desk
from briefgen.edited.naming import NameProblem, Names
from briefgen.edited.topics import TopicsSaid
from briefgen.editorial.quoting import QuoteError
from briefgen.editorial.record import Added
from briefgen.model import Briefing, Finding

__all__ = ["EntryProblem", "KnownProblem", "NameProblem", "QuoteError", "Trial"]


class Trial:
    """A briefing to which things could be added."""

    def __init__(self, briefing: Briefing) -> None:
        self._desk = Desk(briefing.findings, briefing.articles, briefing.origins)
        hidden = {f.id for f in briefing.unedited.get("leaders", ())} - self._desk.ids("leaders")
        self.names = Names(self._desk.leaders, {}, hidden)
        """Whom the briefing knows."""
        self._topics = TopicsSaid(self._desk)

    def add(self, entry: Added) -> Finding:
        """The finding that it would be.

        Raises EntryProblem, NameProblem and QuoteError, as an entry of editorial.yml would be refused.
        """
        return adding.tried(self._desk, entry, self.names, self._topics)
