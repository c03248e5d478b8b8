"""`briefgen edit`: what the analyst says of findings, from the command line into editorial.yml.

Ids and quotes are checked against the briefing before anything is written; of several, all or none.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from briefgen.build import brief
from briefgen.edited.leaving_out import left_out
from briefgen.editorial.assigning import field_of, quote_given, value_given
from briefgen.editorial.form import ADD, ENTRY, LABEL
from briefgen.editorial.quoting import QuoteError, cited
from briefgen.editorial.reading import parse
from briefgen.editorial.record import FILE, RESERVED, Added, Edit, Quote, seal
from briefgen.editorial.schema import seen_from
from briefgen.editorial.writing import Document, editing
from briefgen.errors import UserError
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Article, Briefing, Finding
from briefgen.proposals.accepting import deciding, enter
from briefgen.proposals.kept import read_kept
from briefgen.proposals.reconsidered import Open, named, parted
from briefgen.proposals.record import PREFIX
from briefgen.write import read_manifest

_CHECKED = frozenset({"reviewed", "seen"})
"""Fields that say of a finding only that somebody has checked it."""
_PROPOSED = 3
_PATIENCE = 5
"""Seconds that git is waited for."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A finding, and by which name the file has it."""

    kind: str
    id: str
    name: str
    """As the file has it, or is to have it."""


class Desk:
    """A briefing, and the file that corrects it."""

    def __init__(self, briefing: Briefing, seeds: Path, docs: Path) -> None:
        self.briefing = briefing
        self.seeds = seeds
        self._schema = seen_from(seeds, docs)
        self._found: dict[tuple[str, str], Finding] = {}
        for findings in (briefing.findings, briefing.unedited):
            self._found |= {(kind, f.id): f for kind, found in findings.items() for f in found}

    def accept(self, ids: Sequence[str], by: str | None) -> tuple[Place, ...]:
        """These are checked against their sources. `by`: who has done it."""

        def say(doc: Document, place: Place) -> None:
            doc.set(place.name, reviewed=by or True, seen=seal(self._own(place)))

        found, proposals = parted(ids, self._found)
        passing = named(self.briefing, read_kept(self.seeds), proposals) if proposals else ()
        with deciding(self.seeds, proposals, "accepted") if proposals else nullcontext():
            return self._each(found, say, passing=passing, by=by) + tuple(map(_proposal, proposals))

    def reject(self, ids: Sequence[str], reason: str) -> tuple[Place, ...]:
        """These are not to be shown, or proposed again, for this reason."""
        found, proposals = parted(ids, self._found)
        with deciding(self.seeds, proposals, "rejected", reason) if proposals else nullcontext():
            done = self._each(found, lambda doc, place: doc.set(place.name, hide=reason)) if found else ()
        return done + tuple(map(_proposal, proposals))

    def set(self, name: str, given: Sequence[str]) -> tuple[Place, ...]:
        """Say this of a finding: `FIELD=VALUE`, several of one field where it is a list."""
        values = _values(given, lambda key: field_of(ENTRY, key))

        def say(doc: Document, place: Place) -> None:
            for other in _texts(values.get("merge")):
                if self.place(doc, other).kind != place.kind:
                    raise UserError(f"{other} is no finding of the kind of {place.id}: nothing was written")
            doc.set(place.name, **values)

        return self._each([name], say)

    def unset(self, name: str, fields: Sequence[str]) -> tuple[Place, ...]:
        """Say these no more of a finding."""

        def say(doc: Document, place: Place) -> None:
            said = doc.entry(place.name) or {}
            for key in fields:
                if key not in said:
                    has = f"it has {', '.join(said)}" if said else "nothing is said of it"
                    raise UserError(f"{FILE}: {place.name} has no {key}: {has}")
            doc.unset(place.name, *fields)

        return self._each([name], say, known=False)

    def add(
        self, what: str, given: Sequence[str], quotes: Sequence[str], sides: Sequence[str]
    ) -> dict[str, Any]:
        """Add a finding of one's own, of these quotes, or of sides with a quote each; what is written."""
        entry = _values(given, lambda key: field_of(ADD[what], key))
        told = [quote_given(quote) for quote in quotes]
        if told:
            entry |= {"quote": told[0]} if len(told) == 1 else {"quotes": told}
        if sides:
            entry["sides"] = [_side(side) for side in sides]
        with self._editing() as doc:
            doc.add(what, entry)
        return entry

    def relink(self, old: str, new: str) -> tuple[Place, ...]:
        """What is said of one that is no longer found is said of another."""
        with self._editing() as doc:
            if old not in doc.names():
                near = get_close_matches(old, doc.names(), n=_PROPOSED, cutoff=0.4)
                raise UserError(f"{FILE}: nothing is said of {old}{_mean(near)}")
            place = self.place(doc, new)
            if (said := doc.entry(place.name)) and said.keys() <= _CHECKED:
                doc.put(place.name, None)  # what comes in its place says more than that it is checked
            doc.rename(old, place.name)
        return (place,)

    def show(self, name: str) -> dict[str, Any]:
        """A finding, with its passages and what is said of it, for another program."""
        doc = self.document()
        place = self.place(doc, name)
        finding, by_source = self._found[place.kind, place.id], self.briefing.by_source
        shown = next((f for f in self.briefing.findings.get(place.kind, ()) if f.id == place.id), None)
        passages = [
            {"source": by_source[c.source].path, "mark": by_source[c.source].key + c.sentence[1:],
             "quote": " ".join(c.quote.split()),
             "sentence": " ".join(by_source[c.source].by_sentence[c.sentence].text.split())}
            for c in finding.citations
        ]  # fmt: skip
        return {
            "kind": place.kind, "id": place.id, "title": finding.title, "shown": shown is not None,
            "passages": passages, "name": place.name, "entry": doc.entry(place.name),
        }  # fmt: skip

    def document(self) -> Document:
        """The file as it is now; not to be written."""
        with editing(self.seeds, schema=self._schema) as doc:
            return doc

    def states(self) -> dict[str, str]:
        """Name of each proposal that is kept → what became of it."""
        return {f"{PREFIX}{k.id}": k.state for k in read_kept(self.seeds)}

    def place(self, doc: Document, name: str) -> Place:
        """The finding that a name means.

        Raises UserError where there is none, or several are called so.
        """
        kind, _, rest = name.rpartition("/")
        hits = [(k, i) for k, i in self._found if i == rest and kind in ("", k)]
        if not hits:
            known = sorted({i for _, i in self._found} | {f"{k}/{i}" for k, i in self._found if kind})
            near = get_close_matches(name if kind else rest, known, n=_PROPOSED, cutoff=0.6)
            raise UserError(f"{name}: there is no such finding{_mean(near)}")
        if len(hits) > 1:
            both = " or ".join("/".join(hit) for hit in hits)
            raise UserError(f"{name} is several findings: write {both}")
        (kind, rest) = hits[0]
        several = sum(i == rest for _, i in self._found) > 1 or rest in RESERVED
        plain = f"{kind}/{rest}" if several else rest
        written = [n for n in (rest, f"{kind}/{rest}") if n in doc.names() and (n != rest or not several)]
        return Place(kind=kind, id=rest, name=written[0] if written else plain)

    def _own(self, place: Place) -> Finding:
        """The finding as it was found.

        Raises UserError where the analyst has added it.
        """
        finding = self._found[place.kind, place.id]
        if finding.by_hand:
            raise UserError(f"{place.id} is a finding of your own: write of it where it stands in {FILE}")
        return finding

    def _each(
        self, ids: Sequence[str], say: Callable[[Document, Place], None], *, known: bool = True,
        passing: Sequence[Open] = (), by: str | None = None,
    ) -> tuple[Place, ...]:  # fmt: skip
        """Say something of each. `known`: each must be a finding that there is. `passing`: proposals that are
        accepted with them, by whom.
        """
        with self._editing() as doc:
            places = [self._place(doc, name, known) for name in dict.fromkeys(ids)]
            for place in places:
                if known:
                    self._own(place)
                say(doc, place)
            for one in passing:
                enter(doc, one.passed.entries, self.briefing, one.kept.origin, by)
        return tuple(places)

    def _place(self, doc: Document, name: str, known: bool) -> Place:
        if not known and name in doc.names():
            kind, _, rest = name.rpartition("/")
            return Place(kind=kind, id=rest, name=name)
        return self.place(doc, name)

    @contextmanager
    def _editing(self) -> Iterator[Document]:
        """The file, whose new quotes must stand where it says; a build must leave out no more of it."""
        with editing(self.seeds, schema=self._schema) as doc:
            before, wrong = set(_words(doc.text)), self._left_out(doc.text)
            yield doc
            for quote in _words(doc.text):
                if quote not in before:
                    _check(self.briefing.articles, quote)
            for what in self._left_out(doc.text):
                if what not in wrong:
                    raise UserError(f"{FILE}: {what}; nothing was written")

    def _left_out(self, text: str) -> tuple[str, ...]:
        """What a build would say can't be done of what the file says."""
        return left_out(self.briefing, text)


def prepare(seeds: Path, docs: Path, model: str = DEFAULT_MODEL, **words: Any) -> Desk:
    """The briefing as it is now, with the file. The words are those of `brief`; it raises what that does."""
    return Desk(brief(seeds, model, last=read_manifest(docs), **words), seeds, docs)


def of_git(folder: Path) -> str | None:
    """The name that git has for whoever works in this folder, where it has one."""
    command = ["git", "config", "user.name"]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=_PATIENCE,
            check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return " ".join(done.stdout.split()) or None if done.returncode == 0 else None


def lines_of(shown: Mapping[str, Any]) -> Iterator[str]:
    """What `Desk.show` gives, for a person."""
    yield f"{shown['kind']}/{shown['id']}{'' if shown['shown'] else ' (not shown)'}"
    yield f"  {shown['title']}"
    for passage in shown["passages"]:
        yield f"  {passage['mark']} {passage['source']}: {passage['sentence']}"
    for key, value in (shown["entry"] or {}).items():
        yield f"  {FILE}: {key}: {value}"


def _proposal(id_: str) -> Place:
    return Place(kind=PREFIX.rstrip("/"), id=id_, name=f"{PREFIX}{id_}")


def _mean(near: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _values(given: Sequence[str], field: Callable[[str], Any]) -> dict[str, Any]:
    """What is given as `FIELD=VALUE`, by field; several of one field are a list."""
    texts: dict[str, list[str]] = {}
    for one in given:
        key, sign, text = one.partition("=")
        if not sign:
            raise UserError(f"{one!r}: expected FIELD=VALUE, as pin=true")
        texts.setdefault(key, []).append(text)
    return {key: value_given(field(key), found) for key, found in texts.items()}


def _side(given: str) -> dict[str, Any]:
    """A side of a disagreement: `A: words`, or `label = A: words`."""
    label, sign, quote = given.partition(" = ")
    return {LABEL: label, "quote": quote_given(quote)} if sign else {"quote": quote_given(given)}


def _texts(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Source and words of every quote of a file."""
    edits, _ = parse(text)
    for edit in edits.findings.values():
        yield from ((q.source, q.words) for q in _quotes(edit))
    for added in edits.added:
        yield from ((q.source, q.words) for q in _quotes_added(added))


def _quotes(edit: Edit) -> Iterator[Quote]:
    yield from (q for q in (edit.answered, edit.overtaken) if isinstance(q, Quote))
    yield from (q for part in edit.split for q in part.passages)


def _quotes_added(added: Added) -> Iterator[Quote]:
    yield from added.quotes
    yield from (q for _, quotes in added.sides for q in quotes)


def _check(articles: Sequence[Article], quote: tuple[str, str]) -> None:
    try:
        cited(articles, Quote(source=quote[0], words=quote[1]))
    except QuoteError as error:
        raise UserError(f"{error}; nothing was written") from None
