"""The gate: what of that which a model proposes may be shown to a person at all.

Each proposal goes the way of an analyst's own addition (`edited.trial`), and is asked more than a person is:
its words stand verbatim in the sentence that it names, are part of the report, are held by whom it names,
clash where it says that they do, and say what neither the briefing nor an earlier proposal says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefgen.analysis import Analysis
from briefgen.edited.fields import KINDS, STANCES
from briefgen.edited.naming import plain
from briefgen.edited.trial import EntryProblem, KnownProblem, NameProblem, QuoteError, Trial
from briefgen.editorial.quoting import cited, places, sentence
from briefgen.editorial.record import Added, Quote
from briefgen.findings.leaders import Leader
from briefgen.model import Article, Briefing, Citation, Sentence
from briefgen.proposals.gate import calling, clash, holding
from briefgen.proposals.gate.holding import Holding, Span
from briefgen.proposals.record import Passed, Proposal, Refused
from briefgen.statements import printed

__all__ = ["Gate"]
_LONGEST = 1_000
"""Characters of a quote; sentences are shorter."""
_QUESTION = 200
"""Characters of a question."""
_MUCH = 0.5
"""Share of the shorter of two passages that is one where they say one thing."""
_SIDES = 2


class Gate:
    """What a briefing lets in."""

    def __init__(self, briefing: Briefing, analysis: Analysis) -> None:
        """`analysis`: that of the briefing's articles."""
        self.briefing = briefing
        self._trial = Trial(briefing)
        self._holding = Holding(analysis=analysis)
        self._cast = analysis.cast
        self._found = {
            kind: {f.id: f for of in (briefing.unedited, briefing.findings) for f in of.get(kind, ())}
            for kind in ("positions", "open_issues", "disagreements")
        }

    def let(self, proposal: Proposal) -> Passed:
        """The proposal, with where its words stand and what would be added.

        Raises Refused.
        """
        check_form(proposal)
        cites = self.where(proposal)
        entries = {
            "position": self._position, "role": self._role, "open_issue": self._open_issue,
            "disagreement": self._disagreement,
        }[proposal.what](proposal, cites)  # fmt: skip
        return Passed(proposal=proposal, cites=cites, entries=tuple(entries))

    # -- the words

    def where(self, proposal: Proposal) -> tuple[Citation, ...]:
        """Where its words stand now. Raises Refused where they do no longer."""
        return tuple(self._cite(quote) for quote in proposal.quotes)

    def _cite(self, quote: Quote) -> Citation:
        """Where the words stand: in the sentence that is named, in one place, whole words."""
        articles = self.briefing.articles
        try:
            sentence(articles, quote.source)
        except QuoteError as error:
            raise Refused("sentence", str(error)) from None
        try:
            found = cited(articles, quote)
        except QuoteError as error:
            raise Refused("quote", str(error)) from None
        if len(found) != 1:
            raise Refused("quote", f"{quote.source}: the words go beyond the sentence")
        return found[0]

    def _quote(self, cite: Citation) -> dict[str, str]:
        """The words as editorial.yml quotes them: of the source, where they stand in it once."""
        article = self._article(cite)
        words = " ".join(cite.quote.split())
        once = len(places(article, words)) == 1
        return {article.key if once else f"{article.key}{cite.sentence[1:]}": words}

    def _article(self, cite: Citation) -> Article:
        return self.briefing.by_source[cite.source]

    # -- each kind

    def _position(self, p: Proposal, cites: Sequence[Citation]) -> list[tuple[str, dict[str, Any]]]:
        cite, holder = cites[0], p.holder or ""
        if self._sentence(cite).furniture:
            raise Refused("furniture")
        leader, named = self._who(holder, cite)
        actors = self._actors(leader) if leader else frozenset()
        if not self._holding.told(cite, actors, self._mentions(leader, cite) if leader else named):
            raise Refused("not_holder")
        introduced = self._introduced(leader, holder, cite)
        held_by = leader.id if leader else introduced[0][1]["name"]
        self._new("positions", cites, lambda f: leader is not None and leader.id in f.holders)
        own: dict[str, Any] = {"quote": self._quote(cite), "holder": held_by, "stance": p.stance}
        if p.negated:
            own["negated"] = True
        self._try(Added(what="position", quotes=p.quotes, holder=(leader.id,) if leader else (),
                        stance=p.stance, negated=p.negated))  # fmt: skip
        return [*introduced, ("position", own)]

    def _introduced(
        self, leader: Leader | None, name: str, cite: Citation
    ) -> list[tuple[str, dict[str, Any]]]:
        """The entry of somebody whom no rule has found, and whom the sentence names."""
        if leader is not None:
            return []
        mark = f"{self._article(cite).key}{cite.sentence[1:]}"
        start, end = self._within(name, cite)[0]
        name = " ".join(self._article(cite).text[start:end].split())
        kind = holding.kind_of(self._sentence(cite), (start, end))
        entry = {"name": name, "kind": kind, "quote": {mark: name}}
        self._try(Added(what="leader", name=name, kind=kind, quotes=(Quote(source=mark, words=name),)))
        return [("leader", entry)]

    def _role(self, p: Proposal, cites: Sequence[Citation]) -> list[tuple[str, dict[str, Any]]]:
        cite = cites[0]
        leader, named = self._who(p.holder or "", cite)
        spans = self._mentions(leader, cite) if leader else named
        if not calling.called(self._sentence(cite), cite, spans):
            raise Refused("role")
        if leader is None:
            mark = f"{self._article(cite).key}{cite.sentence[1:]}"
            name = p.holder or ""
            own = {"name": name, "kind": "person", "role": cite.quote, "quote": {mark: name}}
            self._try(Added(what="leader", name=name, kind="person", role=cite.quote,
                            quotes=(Quote(source=mark, words=name),)))  # fmt: skip
            return [("leader", own)]
        if any(
            plain(cite.quote) in plain(text) or plain(text) in plain(cite.quote) for text, _ in leader.roles
        ):
            raise Refused("known")
        if leader.by_hand:
            raise Refused("role", f"{leader.name} is an addition of the analyst's: the role belongs there")
        return [(f"/{leader.id}", {"role": " ".join(cite.quote.split())})]

    def _open_issue(self, p: Proposal, cites: Sequence[Citation]) -> list[tuple[str, dict[str, Any]]]:
        self._new("open_issues", cites, lambda f: True)
        own = {"quote": self._quote(cites[0]), "kind": p.kind}
        self._try(Added(what="open_issue", quotes=p.quotes, kind=p.kind))
        return [("open_issue", own)]

    def _disagreement(self, p: Proposal, cites: Sequence[Citation]) -> list[tuple[str, dict[str, Any]]]:
        a, b = cites
        if a.source == b.source and max(a.start, b.start) < min(a.end, b.end):
            raise Refused("alike")
        clash.check(p.kind or "", (self._article(a), a), (self._article(b), b))
        self._new("disagreements", cites, lambda f: f.confidence != "low" or f.by_hand)
        sides = [{"label": _label(c), "quote": self._quote(c)} for c in cites]
        given = tuple((_label(c), (q,)) for c, q in zip(cites, p.quotes, strict=True))
        own = {"title": p.question, "kind": p.kind, "sides": sides}
        self._try(Added(what="disagreement", title=p.question, kind=p.kind, sides=given))
        return [("disagreement", own)]

    # -- whom, and what is known

    def _who(self, holder: str, cite: Citation) -> tuple[Leader | None, Sequence[Span]]:
        """Whom the briefing knows by this name, or where the sentence has it."""
        try:
            id_ = self._trial.names.one(holder)
            return next(f for f in self._leaders if f.id == id_), ()
        except NameProblem:
            found = self._within(holder, cite)
        # The words may be another name of somebody whom the briefing knows (`he`, `the company`).
        own = [m for m in self._cast.in_sentence(cite.source, cite.sentence) if (m.start, m.end) in found]
        known = {f.id: f for m in own for f in self._leaders if m.actor in self._actors(f)}
        if len(known) == 1:
            return next(iter(known.values())), ()
        if not any(holding.is_named(self._sentence(cite), span) for span in found):
            raise Refused("holder", f"{holder}: neither the briefing nor the sentence knows whom that is")
        return None, found

    def _within(self, words: str, cite: Citation) -> list[Span]:
        """Where the sentence of a passage has these words; the case of the first letter may be another."""
        own, article = self._sentence(cite), self._article(cite)
        forms = dict.fromkeys((words, words[:1].upper() + words[1:], words[:1].lower() + words[1:]))
        found = [span for form in forms for span in places(article, form)]
        return sorted(span for span in found if _inside(span, (own.start, own.end)))

    def _sentence(self, cite: Citation) -> Sentence:
        return self._article(cite).by_sentence[cite.sentence]

    @property
    def _leaders(self) -> list[Leader]:
        return [f for f in self.briefing.findings.get("leaders", ()) if isinstance(f, Leader)]

    def _actors(self, leader: Leader) -> frozenset[str]:
        """Ids of those whom the analysis takes for this leader."""
        own = {plain(name) for name in (leader.name, *leader.aliases)}
        return frozenset(a.id for a in self._cast.actors if a.id == leader.id or plain(a.name) in own)

    def _mentions(self, leader: Leader, cite: Citation) -> list[Span]:
        """Where the sentence of a passage names a leader: by the analysis, and by each of his names."""
        actors = self._actors(leader)
        found = self._cast.in_sentence(cite.source, cite.sentence)
        spans = [(m.start, m.end) for m in found if m.actor in actors]
        named = [span for name in (leader.name, *leader.aliases) for span in self._within(name, cite)]
        return [*spans, *(span for span in named if not any(_inside(span, (m.start, m.end)) for m in found))]

    def _new(self, kind: str, cites: Sequence[Citation], counts: Any) -> None:
        """Raises Refused where a finding that counts rests on the same words."""
        for f in self._found[kind].values():
            own = (*f.passages, *printed(f))
            if counts(f) and all(any(_is_one(c, d) for d in own) for c in cites):
                raise Refused("known", f"{kind}/{f.id} says it already")

    def _try(self, entry: Added) -> None:
        """Raises Refused where an analyst could not add it either."""
        try:
            self._trial.add(entry)
        except KnownProblem as error:
            raise Refused("known", str(error)) from None
        except (EntryProblem, NameProblem, QuoteError) as error:
            raise Refused("form", str(error)) from None


def check_form(p: Proposal) -> None:
    """Raises Refused where it can't be of any briefing, whatever its words."""
    kinds = {"open_issue": KINDS["open_issues"], "disagreement": KINDS["disagreements"]}.get(p.what)
    if kinds is not None and p.kind not in kinds:
        raise Refused("form", f"“{p.kind}” is no kind")
    if p.what == "position" and p.stance not in STANCES:
        raise Refused("form", f"“{p.stance}” is no stance")
    if p.what in ("position", "role") and not (p.holder or "").strip():
        raise Refused("form", "names nobody")
    if len(p.quotes) != (_SIDES if p.what == "disagreement" else 1):
        raise Refused("form", "has not the passages that it needs")
    if any(not q.words.strip() or len(q.words) > _LONGEST for q in p.quotes):
        raise Refused("form", "has no words, or too many")
    if p.what == "disagreement" and not 0 < len((p.question or "").strip()) <= _QUESTION:
        raise Refused("form", "states no question that both sides answer")


def _is_one(a: Citation, b: Citation) -> bool:
    """Whether two passages are one in the main."""
    if a.source != b.source:
        return False
    both = min(a.end, b.end) - max(a.start, b.start)
    return both >= _MUCH * min(a.end - a.start, b.end - b.start) and both > 0


def _inside(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _label(cite: Citation) -> str:
    words = " ".join(cite.quote.split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
