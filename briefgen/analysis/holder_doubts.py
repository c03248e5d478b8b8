"""What speaks against a holder or a reporter: his own name in his words, a rival, a clause beside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from briefgen.analysis.actors import Cast, Mention
from briefgen.analysis.attribution import Attribution
from briefgen.language.lexicon import words as lexicon
from briefgen.model import Article, Sentence

Spoken = tuple[str, str, tuple[str, ...]]
"""Source, quoted words, and who is said to have said them."""
# So few words two people may well say alike.
_SHORT = 5
_WORD = re.compile(r"\w+")
# Relations of a clause that tells of something else than what is reported.
_BESIDE = frozenset({"relcl", "acl", "pcomp", "appos"})
_PRESENT = frozenset({"VBZ", "VBP"})
# Prepositions before what stands against what is reported: “called for a strike despite the board's offer”.
_AGAINST = frozenset({"despite", "amid", "after", "following", "given", "since", "notwithstanding"})


def rivals(spoken: Iterable[Spoken]) -> frozenset[int]:
    """Which of these stand in one article under two holders: then neither has them."""
    places: dict[tuple[str, str], list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for n, (source, text, holders) in enumerate(spoken):
        words = _WORD.findall(text.lower())
        if len(words) >= _SHORT and holders:
            places[source, " ".join(words)].append((n, frozenset(holders)))
    return frozenset(n for found in places.values() if len({h for _, h in found}) > 1 for n, _ in found)


def reports_it(sentence: Sentence | None, cue: tuple[int, int] | None) -> bool:
    """Whether what the cue says belongs to what is reported; “owners who object” are beside it."""
    if sentence is None or cue is None:
        return True
    k = sentence.token_at(cue[0])
    while k is not None and sentence.tokens[k].head != k:
        rel = sentence.tokens[k].rel
        if rel in _BESIDE:
            return False
        if rel == "prep" and sentence.tokens[k].text.lower() in _AGAINST:
            return False
        if rel == "ccomp":
            return True
        k = sentence.tokens[k].head
    return True


def goes_on(sentence: Sentence, cue: tuple[int, int] | None) -> bool:
    """Whether the cue has no subject and is joined to what somebody reports, or stands beside it."""
    k = sentence.token_at(cue[0]) if cue else None
    if k is None:
        return False
    token = sentence.tokens[k]
    clause = sentence.tokens[token.head]
    above = sentence.tokens[clause.head]
    subject = any(sentence.tokens[c].rel in ("nsubj", "nsubjpass") for c in sentence.children[k])
    joined = token.rel == "conj" and token.tag == above.tag
    beside = token.rel == "advcl" and token.tag == "VBG"  # “said the road was shut, adding that …”
    return not subject and clause.rel == "ccomp" and (joined or beside)


def may_be_the_reporters(article: Article, cue: tuple[int, int] | None) -> bool:
    """Whether the cue goes on in the present behind what somebody reported in the past: it may be his own.

    “Roe noted that the board has named two men and says the town stands by the mayor”: the board, or Roe?
    """
    sentence = article.sentence_at(cue[0]) if cue else None
    k = sentence.token_at(cue[0]) if sentence and cue else None
    if sentence is None or k is None:
        return False
    token = sentence.tokens[k]
    clause = sentence.tokens[token.head]
    subject = any(sentence.tokens[c].rel in ("nsubj", "nsubjpass") for c in sentence.children[k])
    past = sentence.tokens[clause.head].tag == "VBD"
    return (token.rel, clause.rel, subject) == ("conj", "ccomp", False) and past and token.tag in _PRESENT


def is_aroused(article: Article, cue: tuple[int, int] | None) -> bool:
    """Whether the hope or fear is what somebody arouses in others, or he is only told in a headline.

    “The talks raised hopes that …”; “Roe Told in Letter That …”.
    """
    sentence = article.sentence_at(cue[0]) if cue else None
    k = sentence.token_at(cue[0]) if sentence and cue else None
    if sentence is None or k is None:
        return False
    token = sentence.tokens[k]
    verb = sentence.tokens[token.head].lemma.lower()
    if token.rel == "dobj" and token.lemma.lower() in lexicon("groups", "feelings"):
        return verb in lexicon("groups", "arousing")
    after = sentence.tokens[k + 1] if k + 1 < len(sentence.tokens) else None
    return sentence.heading and token.text.lower() == "told" and after is not None and after.pos == "ADP"


def names_himself(own: Attribution, holders: tuple[str, ...], article: Article, cast: Cast) -> bool:
    """Whether the reported words name who is called "he": nobody speaks so of himself."""
    if own.holder is None or len(holders) != 1:
        return False
    if article.text[slice(*own.holder)].lower() not in ("he", "she"):
        return False
    for a, b in own.content:
        sentence = article.sentence_at(a)
        known = cast.in_sentence(own.source, sentence.id) if sentence else ()
        inside = [m for m in known if a <= m.start and m.end <= b and m.actor == holders[0]]
        if sentence and any(m.form == "name" and not _speaks(sentence, m) for m in inside):
            return True
    return False


def _speaks(sentence: Sentence, mention: Mention) -> bool:
    """Whether the mention is the subject of a verb of saying ("Roe said he was ill, he added")."""
    k = sentence.token_at(mention.end - 1)
    tokens = sentence.tokens
    speech = lexicon("names", "speech")
    return k is not None and tokens[k].rel == "nsubj" and tokens[tokens[k].head].lemma.lower() in speech


def only_carries(own: Attribution, holders: tuple[str, ...], article: Article, cast: Cast) -> bool:
    """Whether an outlet only carries what somebody else says, or is named as the first to report."""
    outlets = [h for h in holders if h in cast.by_id and cast.by_id[h].outlet]
    if len(outlets) != len(holders) or own.cue is None:
        return False
    if own.rule.startswith("clauses/passive"):
        return True  # “was first reported by the Courier”
    if article.text[slice(*own.cue)].lower().split()[-1:] in (["quoted"], ["quotes"]):
        return True
    according = own.rule in ("clauses/according", "quotation/according")
    return according and _tells_of_speech(article.sentence_at(own.content[0][0]))


def _tells_of_speech(sentence: Sentence | None) -> bool:
    """Whether the sentence's main clause says that somebody said something."""
    if sentence is None:
        return False
    speech = lexicon("names", "speech")
    roots = (k for k, t in enumerate(sentence.tokens) if t.rel == "ROOT" and t.lemma.lower() in speech)
    below = (sentence.tokens[c] for k in roots for c in sentence.children[k])
    human = lexicon("groups", "single")
    return any(t.rel == "nsubj" and (t.entity == "PERSON" or t.lemma.lower() in human) for t in below)
