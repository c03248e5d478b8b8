"""The words that a row of the timeline shows: whole clauses, so that they read by themselves."""

from __future__ import annotations

import re

from briefgen.analysis.claims import Claim
from briefgen.analysis.claims.phrases import words_of
from briefgen.language.insertions import head
from briefgen.language.lexicon import words
from briefgen.model import Article, Sentence

Span = tuple[int, int]
LONGEST = 260
"""Code points that a row shows; a longer sentence ends with one of its clauses."""
_CLAUSES = frozenset({"advcl", "relcl", "acl", "conj", "parataxis", "ccomp"})
_LOOSE = " ,;:–—-"
_HANGING = frozenset({"advcl", "relcl", "acl"})
_OPENING = re.compile(r"[\s•·▪*–—-]*(?:(?:But|And|So|Yet|Again|Also),? )?")
_DATELINE = re.compile(r"[^.!?]{0,60}(?:\)|—|–|--| - )\s*")
_AT_ONCE = frozenset({"when", "as", "while"})


def shown(
    article: Article, s: Sentence, claim: Claim, when: Span, *, reported: bool, alone: bool
) -> Span | None:
    """The sentence of a dated clause, to where one of its clauses ends if it is long; only the clause where
    another has a date of its own. None where nothing short enough reads by itself.

    `reported`: somebody else says it; `alone`: whether it is the only dated clause of the sentence.
    """
    if claim.nominal:
        return min(claim.start, when[0]), max(claim.end, when[1])
    rel = s.tokens[claim.index].rel
    is_main = rel == "ROOT" or _is_joined(s, claim)
    if not is_main and not (reported and rel not in _HANGING) and not _is_at_once(s, claim.index):
        return None
    own = min(claim.start, when[0])
    start, end = _begin(s, own if is_main else s.start), s.end
    if is_main and not reported and (not alone or rel != "ROOT"):
        start, end = own, max(claim.end, when[1])
    if end - start > LONGEST:
        needed = max(claim.verb_end, when[1], claim.object.end if claim.object else 0)
        cuts = [] if reported else [at for at in _ends(article, s) if needed <= at <= start + LONGEST]
        end = max((at for at in cuts if _is_balanced(article.text[start:at])), default=end)
    text = article.text[start:end]
    end -= len(text) - len(text.rstrip(_LOOSE))
    return (start, end) if end - start <= 2 * LONGEST and _is_balanced(article.text[start:end]) else None


def _begin(s: Sentence, own: int) -> int:
    """Where the sentence begins behind its dateline and the word that joins it to what stood before. `own`:
    where its dated clause does.
    """
    start = s.start + head(s.text)
    if _DATELINE.fullmatch(s.text[: own - s.start]):
        start = own
    opening = _OPENING.match(s.text, start - s.start)
    return s.start + opening.end() if opening else start


def _is_joined(s: Sentence, claim: Claim) -> bool:
    """Whether it is a clause with its own subject, joined to the main one."""
    token = s.tokens[claim.index]
    first = min((p.start for p in (claim.subject, claim.object) if p), default=claim.verb)
    above = s.tokens[token.head]
    return token.rel == "conj" and above.rel in {"ROOT", "conj"} and claim.start <= first < claim.verb


def _is_at_once(s: Sentence, verb: int) -> bool:
    """`took over when X appointed him on Friday`: the date is that of the main clause as well."""
    token = s.tokens[verb]
    main = s.tokens[token.head]
    marks = {s.tokens[c].text.lower() for c in s.children[verb] if s.tokens[c].rel in {"mark", "advmod"}}
    told = words("names", "speech") | words_of("light")
    return (
        token.rel == "advcl"
        and main.rel == "ROOT"
        and main.tag == "VBD"
        and main.lemma.lower() not in told
        and bool(marks & _AT_ONCE)
    )


def _ends(article: Article, s: Sentence) -> list[int]:
    """Where a clause ends because another begins there, behind a comma or a dash."""
    found = []
    for i, t in enumerate(s.tokens):
        if t.rel in _CLAUSES and t.pos in {"VERB", "AUX"}:
            first = s.tokens[min(s.subtree(i))]
            before = article.text[s.start : first.start].rstrip()
            if before.endswith(" and") or before.endswith(" but"):
                before = before[:-4].rstrip()
            if before.endswith((",", ";", "—", "–", "-")):
                found.append(s.start + len(before.rstrip(_LOOSE)))
    return found


def _is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket is closed."""
    pairs = text.count("“") == text.count("”") and text.count("(") == text.count(")")
    return pairs and text.count('"') % 2 == 0
