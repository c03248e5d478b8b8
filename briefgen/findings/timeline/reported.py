"""Who says that it happened, where the source does not say so itself."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.analysis.claims import Claim
from briefgen.findings.kind import SoFar
from briefgen.model import Article, Sentence, Token

_NO_REPORT = frozenset(
    {"hope", "want", "wish", "predict", "expect", "fear", "believe", "think", "suspect", "suggest", "doubt",
     "imagine"}
)  # fmt: skip


def told_by_another(s: Sentence, c: Claim) -> bool | None:
    """Whether the sentence itself says who says so, and as a fact; None where nobody does."""
    token = s.tokens[c.index]
    if token.rel != "ccomp" or token.head == c.index:
        return None
    return not _only_thinks(s.tokens[token.head])


def _only_thinks(t: Token) -> bool:
    """Whether the verb tells what somebody hopes or believes: `hopes`, which parsers take for hopping too."""
    return bool({t.lemma.lower(), t.text.lower().removesuffix("s")} & _NO_REPORT)


def reported(so_far: SoFar, article: Article) -> Mapping[int, bool]:
    """Verbs, by where they begin, of what somebody is said to say → whether the sentence says who."""
    found: dict[int, bool] = {}
    held = so_far.analysis.held_in.get(article.id, ())
    spans = [(span, h.attribution) for h in held for span in h.attribution.content]
    for c in (c for s in article.sentences for c in so_far.analysis.claims_in.get((article.id, s.id), ())):
        for (start, end), a in spans:
            if start <= c.verb < end:
                own = article.by_sentence[c.sentence]
                named = a.holder is not None and a.cue is not None and own.start <= a.cue[0] < own.end
                cue = own.token_at(a.cue[0]) if named and a.cue else None
                named = named and (cue is None or not _only_thinks(own.tokens[cue]))
                found[c.verb] = found.get(c.verb, True) and named
    return found
