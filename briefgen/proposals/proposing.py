"""`briefgen propose`: the sources are read, a model is asked, and what the gate lets through is kept.

Written is proposals.yml, after each answer; no page and no edit. What was answered is remembered, so that a
run that was interrupted goes on where it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from briefgen.analysis import Analysis, analyse
from briefgen.build import brief
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Article, Briefing
from briefgen.proposals.answers import read
from briefgen.proposals.asking import Asking, Model
from briefgen.proposals.batches import CONTEXT, Batch, Batches, english
from briefgen.proposals.client import Answer, ServerError
from briefgen.proposals.gate import Gate
from briefgen.proposals.keeping import Keeping
from briefgen.proposals.prompt import VERSION
from briefgen.proposals.record import Origin
from briefgen.staging import settle
from briefgen.tolerance import find_in
from briefgen.work.progress import SILENT, Progress
from briefgen.write import read_manifest

MAX_TOKENS = 200_000
"""Tokens of a run, sent and answered, where nothing else is said."""
_DEPTH = 3
"""So often a request whose answer was cut is halved."""
_ROW = 2
"""So many requests in a row without an answer end the run."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A briefing, and what may be asked of its sources."""

    briefing: Briefing
    gate: Gate
    batches: tuple[Batch, ...]
    seeds: Path


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be asked, within the bound."""

    asks: tuple[Batch, ...]
    """In their order; some of them may be answered already."""
    known: Mapping[bytes, Answer]
    """What is."""
    fresh: tuple[Batch, ...]
    """Those that are sent."""
    left: tuple[Batch, ...]
    """Those beyond the bound, which are not."""

    @property
    def tokens(self) -> int:
        """About how many are sent, and answered at most."""
        return sum(b.tokens for b in self.fresh)

    @property
    def sources(self) -> frozenset[str]:
        """Ids of the sources of which something is sent."""
        return frozenset(s for b in self.fresh for s in b.sources)

    @property
    def sentences(self) -> int:
        """How many different ones are sent."""
        return len({line.mark for b in self.fresh for line in b.asked.lines})


@dataclass(kw_only=True)
class Done:
    """What came of it."""

    keeping: Keeping
    sent: int = 0
    remembered: int = 0
    cut: int = 0
    """Answers that were too long, however few sentences were sent."""
    refused: int = 0
    empty: int = 0
    unsent: int = 0
    """Requests beyond the bound."""
    failed: list[str] = field(default_factory=list)
    """What was said of each request that got no answer."""
    stopped: bool = False
    """Whether the rest was not asked because of them."""


def prepare(
    seeds: Path, docs: Path, model: str = DEFAULT_MODEL, *, context: int = CONTEXT, **words: Any
) -> Prepared:
    """Read the seeds once. `model`: that of the language; `context`: tokens of a request with its answer.

    The words are those of `brief`; it raises what that does.
    """
    settle(seeds)
    briefing = brief(seeds, model, last=read_manifest(docs), **words)
    analysis = _analysed(english(briefing))
    batches = Batches(briefing, analysis, context).every()
    return Prepared(briefing=briefing, gate=Gate(briefing, analysis), batches=batches, seeds=seeds)


def planned(prepared: Prepared, asking: Asking | None, most: int) -> Plan:
    """What is to be asked. `asking`: who, where that is known; `most`: tokens of all together."""
    return _within(prepared.batches, asking, most)


def narrowed(plan: Plan, asking: Asking, most: int) -> Plan:
    """The same plan, now that it is known who is asked: no more than it said."""
    found = _within(plan.asks, asking, most)
    return replace(found, left=(*found.left, *plan.left))


def _within(batches: Sequence[Batch], asking: Asking | None, most: int) -> Plan:
    known = asking.known(batches) if asking else {}
    asks, fresh, left, spent = [], [], [], 0
    for batch in batches:
        answered = asking is not None and asking.key(batch) in known
        if not answered and spent + batch.tokens > most:
            left.append(batch)
            continue
        asks.append(batch)
        if not answered:
            fresh.append(batch)
            spent += batch.tokens
    return Plan(asks=tuple(asks), known=known, fresh=tuple(fresh), left=tuple(left))


def propose(
    prepared: Prepared, plan: Plan, asking: Asking, server: Model, most: int, progress: Progress = SILENT
) -> Done:
    """Ask, and keep what passes. `most`: tokens of all together, halves of requests included.

    Raises ServerError where the server takes no request, and what the file raises.
    """
    origin = Origin(model=asking.model, date=today().isoformat(), prompt=VERSION)
    keeping = Keeping(gate=prepared.gate, seeds=prepared.seeds, origin=origin)
    run = _Run(asking, server, Done(keeping=keeping, unsent=len(plan.left)), most)
    with progress.stage("ask the model, in sentences", sum(len(b.asked.lines) for b in plan.asks)) as stage:
        for batch in plan.asks:
            if run.done.stopped:
                break
            run.all_of(batch, plan.known.get(asking.key(batch)))
            stage.advance(len(batch.asked.lines))
    return run.done


class _Run:
    """One run."""

    def __init__(self, asking: Asking, server: Model, done: Done, most: int) -> None:
        self._asking, self._server, self.done, self._left = asking, server, done, most
        self._row = 0

    def all_of(self, batch: Batch, known: Answer | None, depth: int = 0) -> None:
        """Ask it, in halves where the answer is too long for one."""
        answer = known or self._ask(batch)
        if answer is None:
            return
        self.done.remembered += known is not None
        if answer.how == "cut":
            self._halved(batch, depth)
            return
        self.done.refused += answer.how == "refused"
        self.done.empty += answer.how == "empty"
        if answer.how == "answer":
            proposals, malformed = read(answer.text, batch.asked)
            self.done.keeping.malformed += malformed
            self.done.keeping.take(proposals)

    def _halved(self, batch: Batch, depth: int) -> None:
        halves = batch.halves if depth < _DEPTH else ()
        self.done.cut += not halves
        known = self._asking.known(halves)
        for half in halves:
            if not self.done.stopped:
                self.all_of(half, known.get(self._asking.key(half)), depth + 1)

    def _ask(self, batch: Batch) -> Answer | None:
        """Its answer; None where there is none."""
        if batch.tokens > self._left:
            self.done.unsent += 1
            return None
        self._left -= batch.tokens
        self.done.sent += 1
        try:
            answer = self._asking.ask(self._server, batch)
        except ServerError as error:
            if error.lasting:
                raise
            self._row += 1
            self.done.failed.append(str(error))
            self.done.stopped = self._row >= _ROW
            return None
        self._row = 0
        return answer


def today() -> date:
    """The day that is written down: that of SOURCE_DATE_EPOCH where it is set."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(said), UTC).date()
    except (ValueError, OverflowError, OSError):
        return date.today()


def sources_of(prepared: Prepared, ids: frozenset[str]) -> Iterator[Article]:
    """The sources with these ids, in their order."""
    return (a for a in prepared.briefing.articles if a.id in ids)


def _analysed(articles: Sequence[Article]) -> Analysis:
    """Read once more, as the build does, which has let go of it."""
    try:
        return analyse(tuple(articles))
    except Exception:  # an odd article: the build has told of it, and this leaves it out again
        return find_in(tuple(articles))[0]
