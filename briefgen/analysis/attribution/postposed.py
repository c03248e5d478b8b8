"""Speakers after or inside what they say: `…, officials said`, `…, said Roe, …`, `…, according to Roe`.

The content is everything before the speaker (and after, where the sentence goes on), not the parser's
subtree: parsers often lose half of a long sentence to its last verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.attribution.candidates import Candidate, candidate
from briefgen.analysis.attribution.reading import SUBJECTS, Reading
from briefgen.analysis.attribution.records import Span
from briefgen.language.lexicon import per_language, table, words

_STOPS = frozenset({",", ".", ";", "!", "?", "”", '"', "''", ")", "—", "–", "-", "--"})
_DASHES = frozenset({",", "--", "—", "–", "-"})
_ACCORDING = (
    ["according", "to"],
    ["in", "the", "view", "of"],
    ["in", "the", "opinion", "of"],
    ["in", "the", "words", "of"],
)
_OPENING = frozenset(said[0] for said in _ACCORDING)
# Words; the longest datelines have a town, a state, an agency and a day.
_DATELINE = 14
_LOOSE = frozenset({"prep", "npadvmod", "advmod", "dobj", "dative", "agent"})
_ADDED = frozenset(
    {
        "who", "which", "as", "while", "after", "when", "but", "although", "though", "because", "with", "in",
        "citing", "according",
    }
)  # fmt: skip


def postposed_candidates(r: Reading) -> Iterator[Candidate]:
    """Verbs whose speaker stands between commas, or between a comma and the end."""
    for i, token in enumerate(r.tokens):
        if token.pos == "VERB" and token.tag in {"VBD", "VBZ", "VBP", "VBN", "VB"}:
            found = _postposed(r, i)
            if found:
                yield found


def _postposed(r: Reading, i: int) -> Candidate | None:
    subject = _speaker(r, i)
    if subject is None:
        return None
    first = min(i, r.left(subject))
    before = [c for c in r.children[i] if first - 2 < c < i and r.tokens[c].rel in {"aux", "neg", "advmod"}]
    if any(r.tokens[c].tag == "WRB" for c in before):
        return None  # “…, when he told the council that …”
    first = min([first, *before])
    if first < 2 or r.low[first - 1] not in _DASHES:
        return None
    last = _end(r, i, subject)
    if last is None:
        return None
    spans = _around(r, first - 1, last)
    inside = len(spans) > 1 and r.tokens[i].rel in {"parataxis", "ccomp"}
    if not inside and not _has_clause(r, 0, first - 1, i):
        return None
    return candidate(r, i, "post", i, spans, subject=subject, cue=(i, i))


def medial_candidates(r: Reading) -> Iterator[Candidate]:
    """`The bridge, Roe said in a letter, was never safe`: who speaks stands between a subject and its verb.

    Read off the commas: the parser mostly takes the first noun for the one that speaks.
    """
    for i, token in enumerate(r.tokens):
        if token.tag not in {"VBD", "VBZ"} or token.lemma.lower() not in words("quotations", "saying"):
            continue
        commas = [k for k in range(len(r.tokens)) if r.low[k] == ","]
        first = max((k for k in commas if k < i), default=0)
        last = min((k for k in commas if k > i), default=0)
        if _is_medial(r, i, first, last):
            content = (r.span(last + 1, len(r.tokens)), r.span(0, first))
            found = candidate(r, i, "post", i, content, subject=i - 1, cue=(i, i))
            if found:
                yield found


def _is_medial(r: Reading, i: int, first: int, last: int) -> bool:
    """Whether a bare noun phrase stands before the first comma, one beside the verb, a bare verb behind."""
    if not 0 < first < i - 1 < i < last - 1 or len(r.tokens) < last + 3:
        return False
    speaker, lead = r.tokens[first + 1 : i], r.tokens[:first]
    nominal = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "NUM", "PART", "PUNCT"}
    named = speaker[-1].pos in {"NOUN", "PROPN", "PRON"} and speaker[0].pos in {
        "DET",
        "PROPN",
        "PRON",
        "NOUN",
    }
    if not named or any(t.pos not in nominal - {"ADP"} or t.tag in {"WP", "WDT"} for t in speaker):
        return False
    if lead[0].pos not in {"DET", "PROPN", "NOUN", "PRON", "NUM"} or any(t.pos not in nominal for t in lead):
        return False
    behind = r.tokens[last + 1]
    return behind.tag in {"VBD", "VBZ", "VBP", "MD"} and all(r.low[k] != "that" for k in range(i, last))


def _speaker(r: Reading, i: int) -> int | None:
    """The noun beside the verb that speaks, on either side; the parser may take it for an object."""
    own = [c for c in r.children[i] if r.tokens[c].rel in SUBJECTS]
    for c in r.children[i]:
        rel = r.tokens[c].rel
        if r.tokens[c].tag in {"WDT", "WP"}:
            continue  # “…, which calls for a tax”
        if (c in own or (not own and rel in {"attr", "dobj"} and c > i)) and _beside(r, i, c):
            return c
    return None


def _beside(r: Reading, i: int, c: int) -> bool:
    """Whether the noun phrase stands directly before or after the verb."""
    if c > i:
        return r.left(c) == i + 1 and r.tokens[c].pos in {"NOUN", "PROPN", "PRON"}
    between = range(c + 1, i)
    return all(r.tokens[k].head in {i, c} or k <= r.right(c) or r.tokens[k].text == "," for k in between)


def _end(r: Reading, i: int, subject: int) -> int | None:
    """Index behind the speaker's clause, where it holds nothing else that could be the content."""
    last = max(i, r.right(subject) if subject > i else i)
    for c in (c for c in r.children[i] if c > i and c != subject):
        rel = r.tokens[c].rel
        if rel in {"ccomp", "xcomp"} and c > last:
            return None
        if rel == "dobj" and r.tokens[i].lemma != "tell" and r.low[i + 1] != ",":
            return None
        if rel in _LOOSE and r.low[r.left(c)] not in _STOPS:
            last = max(last, r.right(c))
    after = last + 1
    return after if after >= len(r.tokens) or r.tokens[after].text in _STOPS else None


def _around(r: Reading, before: int, after: int) -> tuple[Span, ...]:
    """What stands before index `before` and from `after` on."""
    start, opening = before - 1, after_dateline(r, before)
    while start > opening and not r.cut_before(start, ";"):
        start -= 1
    spans = [r.span(start, before)]
    if after + 2 < len(r.tokens) and r.tokens[after].text == "," and _goes_on(r, after + 1):
        spans.append(r.span(after, len(r.tokens)))
    found = [s for s in spans if s]
    # `The bridge, Roe said, would be closed`: what he said is in the longer part, or in that with the verb.
    if len(found) > 1:
        short = 2 * (found[0][1] - found[0][0]) < found[1][1] - found[1][0]
        if short or (not _has_clause(r, start, before, -1) and _has_clause(r, after, len(r.tokens), -1)):
            found.reverse()
    return tuple(found)


def after_dateline(r: Reading, before: int) -> int:
    """Index behind `OSTERHAVEN (Northline) —`, `Osterhaven (AP)`: first, with no verb before it."""
    for k in range(1, min(before, _DATELINE)):
        if r.tokens[k - 1].pos in {"VERB", "AUX"}:
            return 0
        dash = r.low[k - 1] in {"--", "—", "–"} or r.low[k - 2 : k] == [")", "-"]
        if r.cut_before(k, "—–") or dash or (r.low[k - 1] == ")" and r.low[k - 2] in _agencies()):
            return k
    return 0


@per_language
def _agencies() -> frozenset[str]:
    """News agencies by one word, and the networks that sign their datelines alike."""
    return frozenset(n for names in table("agencies")["names"].values() for n in names) | {
        "cnn",
        "nbc",
        "fox",
    }


def _goes_on(r: Reading, i: int) -> bool:
    """Whether the interrupted clause continues here, rather than an addition of the reporter's."""
    return r.tokens[i].tag not in {"VBG", "WP", "WDT", "WRB"} and r.low[i] not in _ADDED


def _has_clause(r: Reading, start: int, stop: int, verb: int) -> bool:
    """Whether a verb of its own stands there, not only an introduction (`On Tuesday, …`, `When asked, …`)."""
    for k in range(start, stop):
        if k == verb or r.tokens[k].pos not in {"VERB", "AUX"} or not r.is_finite(k):
            continue
        rel = r.tokens[k].rel
        if rel not in {"aux", "auxpass", "relcl", "acl"} and not (rel == "advcl" and r.left(k) <= start + 2):
            return True
    return False


def according_candidates(r: Reading) -> Iterator[Candidate]:
    """`according to X`, `in the view of X` before, after or inside the content."""
    for i in range(len(r.tokens) - 2):
        if r.low[i] not in _OPENING:
            continue
        said = next((w for w in _ACCORDING if r.low[i : i + len(w)] == w), None)
        if said is None:
            continue
        prep = i + len(said) - 1
        source = r.child(prep, {"pobj"})
        if source is None:
            source = r.child(i, {"pobj"})
        if source is None or source <= prep:
            continue
        last = r.right(source)
        before = i - 1 if r.low[i - 1] == "," else i
        spans = _rest(r, i, last) if i <= 2 else _around(r, before, last + 1)
        found = candidate(r, i, "according", i, spans, subject=source, cue=(i, prep), lemma="according")
        if found:
            yield found


def _rest(r: Reading, i: int, last: int) -> tuple[Span | None, ...]:
    """What follows the comma that closes an opening `According to X`."""
    commas = [k for k in range(i + 3, len(r.tokens)) if r.low[k] == ","]
    comma = next((k for k in commas if k > last), commas[0] if commas else None)
    return (r.span(comma + 1, len(r.tokens)),) if comma is not None else ()


def headline_candidates(r: Reading) -> Iterator[Candidate]:
    """`Minister: No plan to close the bridge`: a name and a colon at the head of a line."""
    colon = next((k for k, low in enumerate(r.low[:9]) if low == ":"), None)
    if not colon or len(r.tokens) - colon < 5 or any(t.pos in {"VERB", "AUX"} for t in r.tokens[:colon]):
        return
    noun = next((k for k in range(colon - 1, -1, -1) if r.tokens[k].pos in {"PROPN", "NOUN"}), None)
    if noun is None or not all(t.text[0].isupper() or not t.text[0].isalpha() for t in r.tokens[:colon:2]):
        return
    found = candidate(
        r, colon, "headline", colon, (r.span(colon + 1, len(r.tokens)),), subject=noun, lemma=":"
    )
    if found:
        yield found
