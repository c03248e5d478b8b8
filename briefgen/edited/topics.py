"""What an analyst says that findings are about: topics that there are, and those that his words make."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.edited.desk import Desk
from briefgen.edited.naming import NameProblem, plain
from briefgen.findings.kind import slug
from briefgen.findings.topics import Topic
from briefgen.model import BY_HAND, Citation


class TopicsSaid:
    """Finds the topics, and makes those that are not there yet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made: dict[str, list[Citation]] = {}
        self._labels: dict[str, str] = {}

    def ids(self, said: Iterable[str], of: Citation) -> tuple[str, ...]:
        """The ids of the topics that are called so. `of`: a passage that a new one is said of.

        Raises NameProblem where no id can be made of the words.
        """
        return tuple(dict.fromkeys([self._one(" ".join(words.split()), of) for words in said]))

    def _one(self, words: str, of: Citation) -> str:
        id_ = words.removeprefix("topics/")
        for topic in self._desk.all("topics"):
            if id_ == topic.id or plain(words) == plain(topic.label):
                return str(topic.id)
        new = slug(words)
        if not new:
            raise NameProblem(f"“{words}” has no letters or digits of which an id can be made")
        self._labels.setdefault(new, words)
        self._made.setdefault(new, []).append(of)
        return new

    def finish(self) -> None:
        """Put the new topics behind the others."""
        named = {t for fs in self._desk.found.values() for f in fs for t in getattr(f, "topics", ())}
        for id_, cites in self._made.items():
            if id_ in named and id_ not in self._desk.ids("topics"):
                label = self._labels[id_]
                self._desk.add(
                    "topics",
                    Topic(
                        id=id_, title=label, label=label, citations=self._desk.in_order(cites),
                        rule=f"{BY_HAND}topic",
                    ),
                )  # fmt: skip
