"""`briefgen propose`: a language model proposes, a person decides."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from briefgen.cli.options import SEEDS, comparing, read_one
from briefgen.cli.telling import printable
from briefgen.errors import ConfigError, UserError
from briefgen.proposals.address import DEFAULT, Address, address
from briefgen.proposals.asking import Asking
from briefgen.proposals.batches import CONTEXT, LEAST
from briefgen.proposals.client import Client, is_model
from briefgen.proposals.proposing import (
    MAX_TOKENS,
    Done,
    Plan,
    Prepared,
    narrowed,
    planned,
    prepare,
    sources_of,
)
from briefgen.proposals.proposing import propose as ask_all
from briefgen.proposals.record import FILE, REASONS, What

_WHAT: Mapping[What, str] = {
    "disagreement": "disagreement", "position": "position", "role": "role", "open_issue": "open issue",
}  # fmt: skip
_TIMEOUT = 300
"""Seconds: a small machine is slow."""
_NAMED = 8
"""So many models of a server are named."""


@click.command()
@click.option("--model", metavar="NAME", help="Which model is asked (default: the only one of the server).")
@click.option("--base-url", metavar="URL", default=DEFAULT,
              help="Where a server speaks the chat-completions protocol; its key, where it wants one, in the "
              f"environment variable BRIEFGEN_LLM_KEY (default: {DEFAULT}).")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--yes", is_flag=True, help="Send without asking, to an address that is not this machine too.")
@click.option("--max-tokens", type=click.IntRange(min=1), default=MAX_TOKENS, metavar="N",
              help="Tokens of the run, sent and answered; what is beyond is not sent "
              f"(default: {MAX_TOKENS}).")  # fmt: skip
@click.option("--context", type=click.IntRange(min=LEAST), default=CONTEXT, metavar="N",
              help=f"Tokens that the model takes at once, answer included (default: {CONTEXT}).")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0.1, max=86_400), default=_TIMEOUT,
              metavar="SECONDS", help=f"How long an answer is waited for (default: {_TIMEOUT}).")  # fmt: skip
@click.option("--verbose", is_flag=True,
              help="Say why proposals were refused; with --dry-run, show what is to be sent.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print it in JSON, for another program.")
@SEEDS
@click.option("--docs", type=click.Path(path_type=Path), metavar="DIR",
              help="Where the pages are, whose keys the sources have (default: docs).")  # fmt: skip
@comparing
def propose(
    model: str | None, base_url: str, dry_run: bool, yes: bool, max_tokens: int, context: int,
    timeout: float, verbose: bool, as_json: bool, seeds: Path | None, docs: Path | None, reader: str | None,
) -> int:  # fmt: skip
    """Let a language model propose what was missed; briefgen review decides.

    Sends sentences of the sources to the server, keeps what stands there word for word in proposals.yml, and
    publishes nothing.
    """
    at = address(base_url)
    if model is not None and not is_model(model):
        raise ConfigError("--model: is no name of a model")
    options = read_one("propose", seeds, docs, reader)
    prepared = prepare(options.seeds, options.docs, options.language_model, context=context, **options.words)
    store = options.work.store
    asking = Asking(model=model, url=at.url, store=store) if model else None
    plan = planned(prepared, asking, max_tokens)
    if dry_run:
        _print_dry(prepared, plan, at, model, verbose, as_json)
        return 0
    _let_go(prepared, plan, at, yes)
    if not plan.asks:
        return 0
    client = Client(at, timeout)
    try:
        if asking is None:
            asking = Asking(model=_only(client, at), url=at.url, store=store)
            plan = narrowed(plan, asking, max_tokens)
        done = ask_all(prepared, plan, asking, client, max_tokens, options.work.progress)
    finally:
        client.close()
    _print_done(options.seeds, done, verbose, as_json)
    return int(bool(done.failed))


def _only(client: Client, at: Address) -> str:
    """The one model that a server has. Raises UserError where it has none or several."""
    found = client.models()
    if len(found) == 1:
        return found[0]
    more = " …" if len(found) > _NAMED else ""
    has = f"has {', '.join(found[:_NAMED])}{more}" if found else "names no model"
    raise UserError(f"{at.url}: {has}: say which with --model")


def _let_go(prepared: Prepared, plan: Plan, at: Address, yes: bool) -> None:
    """Say what leaves the machine, and ask where it does. Raises UserError where nobody can be asked."""
    if not plan.fresh:
        click.echo("sent     nothing: every request is answered already, or beyond --max-tokens", err=True)
        return
    for line in _what(prepared, plan, at):
        click.echo(printable(line), err=True)
    if at.local or yes:
        return
    if not at.secret:
        click.echo("careful  http without s: whoever is between can read it, the key too", err=True)
    if not _is_asked():
        raise UserError(
            f"{at.url} is not this machine: --yes says that the sources may be sent there, --dry-run shows "
            "what would be"
        )
    if not click.confirm(printable(f"Send it to {at.host}?"), err=True):
        raise click.Abort


def _is_asked() -> bool:
    """Whether somebody is there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _what(prepared: Prepared, plan: Plan, at: Address) -> Iterator[str]:
    """What leaves the machine, and to where."""
    sources = list(sources_of(prepared, plan.sources))
    where = f"{at.url}, which is this machine" if at.local else f"{at.url}, which is NOT this machine"
    yield f"sends    the text of {len(sources)} sources ({plan.sentences} sentences) to {where}"
    requests = f"{len(plan.fresh)} request{'s' * (len(plan.fresh) > 1)}"
    yield f"         in {requests}, about {plan.tokens} tokens with the longest answers"
    if plan.left:
        yield f"unsent   {len(plan.left)} requests are beyond --max-tokens"


# -- what is printed


def _print_dry(
    prepared: Prepared, plan: Plan, at: Address, model: str | None, verbose: bool, as_json: bool
) -> None:
    if as_json:
        requests = [
            {"about": b.about, "tokens": b.tokens, "sentences": len(b.asked.lines)}
            | ({"messages": list(b.asked.messages), "schema": b.asked.schema} if verbose else {})
            for b in plan.fresh
        ]
        sources = [a.path for a in sources_of(prepared, plan.sources)]
        said = {
            "address": at.url, "local": at.local, "model": model, "tokens": plan.tokens, "sources": sources,
            "requests": requests, "answered": len(plan.asks) - len(plan.fresh), "unsent": len(plan.left),
        }  # fmt: skip
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    click.echo(printable(f"model    {model or 'the only one that the server has'}"))
    for line in _what(prepared, plan, at):
        click.echo(printable(line.replace("sends   ", "to send ", 1)))
    if known := len(plan.asks) - len(plan.fresh):
        click.echo(f"known    {known} requests are answered already")
    for a in sources_of(prepared, plan.sources):
        click.echo(printable(f"source   {a.key} {a.path}"))
    for b in plan.fresh:
        click.echo(printable(f"request  {b.about}: {len(b.asked.lines)} sentences, {b.tokens} tokens"))
        for message in b.asked.messages if verbose else ():
            click.echo(f"  {message['role']}")
            for line in message["content"].split("\n"):
                click.echo(printable(f"    {line}"))
    click.echo("Nothing was sent.")


def _print_done(seeds: Path, done: Done, verbose: bool, as_json: bool) -> None:
    keeping = done.keeping
    requests = {
        "sent": done.sent, "answered_before": done.remembered, "unsent": done.unsent, "cut": done.cut,
        "refused": done.refused, "empty": done.empty, "failed": len(done.failed),
    }  # fmt: skip
    if as_json:
        said: dict[str, Any] = {
            "file": (seeds / FILE).as_posix(),
            "new": [{"id": k.id, "what": k.proposal.what} for k in keeping.new],
            "refused": dict(keeping.reasons), "requests": requests,
        }  # fmt: skip
        if verbose:
            said["why"] = [no.line for no in keeping.refused]
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    for line in () if as_json else _lines(seeds, done, requests, verbose):
        click.echo(printable(line))
    for line in dict.fromkeys(done.failed):
        click.echo(printable(f"problem  {line}"), err=True)
    if done.stopped:
        click.echo("problem  the rest was not asked; the same command goes on where it stopped", err=True)


def _lines(seeds: Path, done: Done, requests: dict[str, int], verbose: bool) -> Iterator[str]:
    keeping = done.keeping
    kinds = Counter(k.proposal.what for k in keeping.new)
    new = ", ".join(f"{n} {word}{'s' * (n > 1)}" for what, word in _WHAT.items() if (n := kinds[what]))
    yield f"written  {seeds / FILE}: {new} proposed" if new else f"{seeds / FILE}: nothing new is proposed"
    for no in keeping.refused if verbose else ():
        yield f"refused  {no.line}"
    for why, number in keeping.reasons.items():
        yield f"refused  {number}: {REASONS[why]}"
    told = [f"{number} {name.replace('_', ' ')}" for name, number in requests.items() if number]
    yield f"requests {', '.join(told) or 'none'}"
    if new:
        yield "Next: briefgen review"
