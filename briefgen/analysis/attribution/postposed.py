"""Speakers after or inside what they say: `…, officials said`, `…, said Roe, …`, `…, according to the ministry`.

The content is everything before the speaker (and after, where the sentence goes on), not the parser's subtree: parsers
often lose half of a long sentence to its last verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.attribution.frames import Candidate
from briefgen.analysis.attribution.reading import SUBJECTS, Reading
from briefgen.analysis.attribution.records import Span

_STOPS = frozenset({",", ".", ";", "!", "?", "”", '"', "''", ")", "—", "–", "-", "--"})


def postposed_candidates(r: Reading) -> Iterator[Candidate]:
    """Verbs whose speaker stands between commas, or between a comma and the end."""
    for i, token in enumerate(r.tokens):
        if token.pos == "VERB" and token.tag in {"VBD", "VBZ", "VBP", "VBN", "VB"}:
            found = _postposed(r, i)
            if found:
                yield found


def _postposed(r: Reading, i: int) -> Candidate | None:
    subject = next(
        (c for c in r.children[i] if r.tokens[c].rel in SUBJECTS | {"attr", "dobj"} and _beside(r, i, c)),
        None,
    )
    if subject is None or (
        subject > i and r.tokens[subject].rel == "dobj" and r.child(i, SUBJECTS) is not None
    ):
        return None
    first = min(i, r.left(subject))
    aux = [
        c for c in r.children[i] if c < i and r.tokens[c].rel in {"aux", "neg", "advmod"} and c > first - 2
    ]
    first = min([first, *aux])
    if first < 3 or r.low[first - 1] not in {",", "--", "—", "–", "-"}:
        return None
    last = _end(r, i, subject)
    if last is None:
        return None
    spans = _around(r, first - 1, last)
    if not spans or not _has_clause(r, 0, first - 1, i):
        return None
    phrase = r.phrase(subject)
    return Candidate(
        lemma=r.tokens[i].lemma.lower(), frame="post", verb=i, content=spans, holder=phrase,
        cue=(r.tokens[i].start, r.tokens[i].end), context=r.context(i), negated=r.is_negated(i),
    )  # fmt: skip


def _beside(r: Reading, i: int, c: int) -> bool:
    """Whether the noun phrase stands directly before or after the verb."""
    between = range(min(i, c) + 1, max(i, c))
    if c > i:
        return r.left(c) == i + 1 and r.tokens[c].pos in {"NOUN", "PROPN", "PRON"}
    return all(
        r.tokens[k].head in {i, c} or r.left(c) <= k <= r.right(c) or r.tokens[k].text == "," for k in between
    )


def _end(r: Reading, i: int, subject: int) -> int | None:
    """Index behind the speaker's clause, where it holds nothing else that could be the content."""
    last = max(i, r.right(subject) if subject > i else i)
    for c in r.children[i]:
        rel = r.tokens[c].rel
        if c <= i or c == subject:
            continue
        if rel in {"ccomp", "xcomp"} and c > last:
            return None
        if rel == "dobj" and c > i and r.tokens[i].lemma != "tell":
            return None
        if rel in {"prep", "npadvmod", "advmod", "dobj", "dative", "agent", "advcl"}:
            if rel == "advcl" or r.low[r.left(c)] in _STOPS:
                continue
            last = max(last, r.right(c))
    after = last + 1
    if after >= len(r.tokens) or r.tokens[after].text in _STOPS:
        return after
    return None


def _around(r: Reading, before: int, after: int) -> tuple[Span, ...]:
    """What stands before index `before` and from `after` on."""
    start = before - 1
    while start > 0 and r.tokens[start - 1].text != ";":
        start -= 1
    lead = r.span(start, before)
    if lead is None:
        return ()
    if after + 2 < len(r.tokens) and r.tokens[after].text == "," and _goes_on(r, after + 1):
        rest = r.span(after, len(r.tokens))
        return (lead, rest) if rest else (lead,)
    return (lead,)


def _goes_on(r: Reading, i: int) -> bool:
    """Whether the interrupted clause continues here, rather than an addition of the reporter's."""
    return r.tokens[i].tag not in {"VBG", "WP", "WDT", "WRB"} and r.low[i] not in {
        "who", "which", "as", "while", "after", "when", "but", "although", "though", "because", "with", "in", "citing",
    }  # fmt: skip


def _has_clause(r: Reading, start: int, stop: int, verb: int) -> bool:
    """Whether a verb of its own stands there, not only an introduction (`On Tuesday, …`, `When asked, …`)."""
    for k in range(start, stop):
        if k == verb or r.tokens[k].pos not in {"VERB", "AUX"} or not r.is_finite(k):
            continue
        if r.tokens[k].rel in {"aux", "auxpass", "relcl", "acl"}:
            continue
        if r.tokens[k].rel == "advcl" and r.left(k) <= start + 1:
            continue
        return True
    return False


def according_candidates(r: Reading) -> Iterator[Candidate]:
    """`according to X` before, after or inside the content."""
    for i in range(len(r.tokens) - 2):
        if r.low[i] != "according" or r.low[i + 1] != "to":
            continue
        source = r.child(i + 1, {"pobj"})
        if source is None:
            source = next((c for c in r.children[i] if r.tokens[c].rel == "pobj"), None)
        if source is None:
            continue
        last = r.right(source)
        if i <= 2:
            spans = _rest(r, i, last)
        else:
            before = i - 1 if r.low[i - 1] == "," else i
            spans = _around(r, before, last + 1)
        if spans:
            yield Candidate(
                lemma="according", frame="to", verb=i, content=spans, holder=r.phrase(source),
                cue=(r.tokens[i].start, r.tokens[i + 1].end),
            )  # fmt: skip


def _rest(r: Reading, i: int, last: int) -> tuple[Span, ...]:
    """What follows the comma that closes an opening `According to X`."""
    comma = next((k for k in range(last + 1, len(r.tokens)) if r.low[k] == ","), None)
    if comma is None:  # the parser took more than the source for the source
        comma = next((k for k in range(i + 3, len(r.tokens)) if r.low[k] == ","), None)
    span = r.span(comma + 1, len(r.tokens)) if comma is not None else None
    return (span,) if span else ()
