"""`proposals.yml`: what was proposed and let through, beside editorial.yml, with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefgen.editorial.phrasing import block
from briefgen.editorial.record import Quote
from briefgen.errors import ConfigError, SeedsError
from briefgen.locks import PATIENCE, Busy, locked
from briefgen.proposals.record import FILE, WHAT, Kept, Proposal, State
from briefgen.write import replace_file
from briefgen.yaml_text import load_mapping

_ABOUT = """\
# What a language model proposes. Nothing of it is published: `briefgen review` asks of each whether it is to
# be taken into editorial.yml. What was rejected stays here, so that it is not proposed again. Written by
# briefgen.

"""
_STATES: Mapping[str, State] = {"accepted": "accepted", "rejected": "rejected"}


def read_kept(seeds: Path) -> tuple[Kept, ...]:
    """All that the file holds, in its order; nothing where there is none.

    Raises ConfigError where it is damaged: it is then never overwritten.
    """
    path = seeds / FILE
    try:
        if not path.exists():
            return ()
        if not path.resolve().is_relative_to(seeds.resolve()):
            raise ConfigError(f"{FILE}: is a link that leads out of the seeds folder")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{FILE}: is no text in UTF-8; mend it, or remove it to begin anew") from None
    except OSError as error:
        raise ConfigError(f"{FILE}: can't be read: {error.strerror or error}") from None
    return tuple(_kept(id_, said) for id_, said in load_mapping(text, FILE).items())


@contextmanager
def changing(seeds: Path, patience: float = PATIENCE) -> Iterator[dict[str, Kept]]:
    """What the file holds, by id, for a change of it: written at the end, unless an exception ends it or
    nothing was changed. One writer at a time.

    Raises ConfigError as `read_kept` does and where another is at work, SeedsError where it can't be written.
    """
    try:
        with locked(seeds / FILE, patience):
            before = read_kept(seeds)
            held = {k.id: k for k in before}
            yield held
            if tuple(held.values()) != before:
                replace_file(seeds / FILE, _written(held.values()).encode())
    except Busy:
        raise ConfigError(f"{FILE}: another briefgen is writing it: wait until it is done") from None
    except OSError as error:
        raise SeedsError(f"{FILE}: can't be written: {error.strerror or error}") from None


def decide(seeds: Path, id_: str, state: State, reason: str | None = None) -> None:
    """Note what became of a proposal. One that is gone from the file is left alone."""
    with changing(seeds) as held:
        if id_ in held:
            held[id_] = held[id_].decided(state, reason)


def _written(every: Any) -> str:
    return _ABOUT + "\n".join(block({k.id: _entry(k)}) for k in every)


def _entry(k: Kept) -> dict[str, Any]:
    p = k.proposal
    quotes = [{q.source: q.words} for q in p.quotes]
    own: dict[str, Any] = {"quote": quotes[0]} if p.what != "disagreement" else {"sides": quotes}
    own |= {
        name: value
        for name, value in (
            ("holder", p.holder), ("stance", p.stance), ("negated", p.negated or None), ("kind", p.kind),
            ("question", p.question),
        )
        if value is not None
    }  # fmt: skip
    entry: dict[str, Any] = {p.what: own, "proposed": k.origin}
    if k.state != "open":
        entry[k.state] = k.reason or True
    return entry


def _kept(id_: str, said: Any) -> Kept:
    """Raises ConfigError where it is no proposal."""
    wrong = ConfigError(f"{FILE}: {id_}: is no proposal as briefgen writes it; remove the entry")
    if not isinstance(said, dict):
        raise wrong
    what = [w for w in WHAT if w in said]
    own = said.get(what[0]) if len(what) == 1 else None
    if not isinstance(own, dict):
        raise wrong
    state: State = next((s for name, s in _STATES.items() if said.get(name)), "open")
    reason = said.get(state)
    try:
        proposal = Proposal(
            what=what[0],
            quotes=_quotes(own.get("sides") or [own.get("quote")]),
            holder=_text(own.get("holder")),
            stance=_text(own.get("stance")),
            negated=own.get("negated") is True,
            kind=_text(own.get("kind")),
            question=_text(own.get("question")),
        )
    except (TypeError, ValueError, AttributeError):
        raise wrong from None
    return Kept(id=id_, proposal=proposal, origin=_text(said.get("proposed")) or "", state=state,
                reason=reason if isinstance(reason, str) else None)  # fmt: skip


def _quotes(said: Sequence[Any]) -> tuple[Quote, ...]:
    """Raises ValueError where one is not of one source and its words."""
    found = []
    for one in said:
        ((source, words),) = one.items()
        found.append(Quote(source=str(source), words=str(words)))
    return tuple(found)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
