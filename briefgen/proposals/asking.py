"""Asks a model, or remembers what it answered: the same question of the same model has one answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from briefgen.proposals.answers import readable
from briefgen.proposals.batches import Batch
from briefgen.proposals.client import Answer
from briefgen.proposals.prompt import VERSION, Asked
from briefgen.work.store import FORGETFUL, Memory, key

_KIND = "answers of language models"


class Model(Protocol):
    """What is asked: a server, or what stands for one."""

    def ask(self, model: str, asked: Asked, most: int) -> Answer:
        """Its answer, of so many tokens at most. Raises ServerError."""
        ...


@dataclass(frozen=True, kw_only=True)
class Asking:
    """One model at one address, and what it has answered."""

    model: str
    url: str
    store: Memory = FORGETFUL

    def known(self, batches: Iterable[Batch]) -> dict[bytes, Answer]:
        """By key, the answers that are remembered."""
        found = self.store.get(_KIND, [self.key(b) for b in batches])
        return {k: answer for k, value in found.items() if (answer := _read(value))}

    def ask(self, server: Model, batch: Batch) -> Answer:
        """The server's answer, which is remembered: a model that refuses, or breaks off, may answer another
        time. Raises ServerError.
        """
        answer = server.ask(self.model, batch.asked, batch.most)
        if answer.how == "cut" or (answer.how == "answer" and readable(answer.text)):
            value = json.dumps({"how": answer.how, "text": answer.text}).encode()
            self.store.put(_KIND, {self.key(batch): value})
        return answer

    def key(self, batch: Batch) -> bytes:
        """Of all on which an answer depends."""
        sent = json.dumps([list(batch.asked.messages), batch.asked.schema, batch.most])
        return key(VERSION, self.url, self.model, sent)


def _read(value: bytes) -> Answer | None:
    """What was remembered, if it is of this kind: a file may hold anything."""
    try:
        said = json.loads(value)
        how, text = said["how"], said["text"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    if how not in ("answer", "cut") or not isinstance(text, str):
        return None
    return Answer(text=text, how=how)
