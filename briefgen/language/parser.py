"""Sentences parsed into our own Token records. The only module that knows spaCy.

Each sentence is parsed alone, so that adding an article can't change another's parse. Dash asides and what
follows a semicolon are parsed as units of their own, because the parser otherwise loses both the aside and
the main verb; their roots stay roots in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from briefgen.language.capitals import in_capitals, names, people, readable, with_capitals
from briefgen.language.insertions import dateline
from briefgen.language.modal_names import with_names
from briefgen.language.models import DEFAULT_MODEL, package, verify_files
from briefgen.language.sentences import split
from briefgen.model import Article, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# One code point for one, so that offsets hold. Only the parser sees the result.
_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "ʼ": "'", "‑": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " ",
    }
)  # fmt: skip
_ASIDE = re.compile(r"\s?[—–]\s?|\s--?\s|;\s")


@dataclass(frozen=True, slots=True)
class _Unit:
    sentence: int
    pieces: tuple[tuple[int, int], ...]
    """Offsets into the sentence's text; the pieces of a sentence that an aside interrupts are one unit."""


def parse(articles: Iterable[Article], model: str = DEFAULT_MODEL) -> tuple[Article, ...]:
    """The articles with their sentences split and parsed.

    Raises ConfigError where the language model is not installed, or not the one that was recorded.
    """
    nlp = _load(model)
    return tuple(replace(article, sentences=_parse(nlp, split(article))) for article in articles)


@cache
def _load(model: str) -> Language:
    """The model, whose files are the trusted ones."""
    verify_files(model)
    loaded: Language = import_module(package(model)).load()
    return loaded


def _parse(nlp: Language, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    units = [unit for i, s in enumerate(sentences) if not s.furniture for unit in _units(i, s)]
    capitals = {i for i, s in enumerate(sentences) if not s.furniture and in_capitals(s)}
    plain = _readable(nlp, {i: _plain(sentences[i]) for i in sorted(capitals)}, sentences) if capitals else {}
    texts = (_text(plain.get(u.sentence) or _plain(sentences[u.sentence]), u) for u in units)
    tokens: list[list[Token]] = [[] for _ in sentences]
    for unit, doc in zip(units, nlp.pipe(texts, batch_size=64), strict=True):
        base = sentences[unit.sentence].start
        tokens[unit.sentence] = _merge(tokens[unit.sentence], with_names(_tokens(doc, unit, base)))
    made = (with_capitals(t) if i in capitals else tuple(t) for i, t in enumerate(tokens))
    return tuple(replace(s, tokens=t) for s, t in zip(sentences, made, strict=True))


def _readable(nlp: Language, plain: dict[int, str], sentences: tuple[Sentence, ...]) -> dict[int, str]:
    """Prose in capitals in small letters, with capitals for the names that the article has elsewhere.

    Whom it introduces in capitals (`Minister Jan Roe`) has his when he is named again, by his surname.
    """
    known = names(sentences)
    low = {i: readable(text, known) for i, text in plain.items()}
    tokens = [t for doc in nlp.pipe(low.values(), batch_size=64) for t in doc]
    known |= people((t.text, t.tag_, t.ent_type_) for t in tokens)
    return {i: readable(text, known) for i, text in plain.items()}


def _text(plain: str, unit: _Unit) -> str:
    """The unit's pieces; the dash (or space) before a later one becomes a space, or two words would join."""
    (a, b), *later = unit.pieces
    return plain[a:b] + "".join(f" {plain[x + 1 : y]}" for x, y in later)


def _plain(sentence: Sentence) -> str:
    text = sentence.text.translate(_PLAIN)
    return text.replace("''", '" ') if "''" in text else text


def _units(number: int, sentence: Sentence) -> Iterator[_Unit]:
    """The main clause with its asides cut out, then each aside.

    Between two dashes stands an aside; a single dash, and each semicolon, ends a unit. Dashes inside
    quotation marks count too.
    """
    text = _plain(sentence)
    skipped = [(a - sentence.start, b - sentence.start) for a, b in sentence.skipped]
    begin = dateline(sentence.text)
    if begin:
        yield _Unit(number, ((0, len(text[:begin].rstrip(" -–—"))),))
    for unit in _by_asides(number, text, begin):
        pieces = _left(text, unit.pieces, skipped) if skipped else unit.pieces
        if pieces:
            yield _Unit(number, pieces)


def _left(
    text: str, pieces: tuple[tuple[int, int], ...], skipped: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The pieces without what is left out; a later one begins with a space, or what becomes one."""
    for a, b in skipped:
        cut = ((x, y) for i, j in pieces for x, y in ((i, min(j, a)), (max(i, b), j)) if text[x:y].strip())
        pieces = tuple(cut)
    return tuple((a - (n > 0 and not text[a].isspace()), b) for n, (a, b) in enumerate(pieces))


def _by_asides(number: int, text: str, begin: int) -> Iterator[_Unit]:
    """The units of a sentence from this offset on."""
    marks = [m for m in _ASIDE.finditer(text, begin) if m.start() > begin and m.end() < len(text)]
    dashes = [m for m in marks if ";" not in m.group()]
    cuts: list[tuple[int, int]] = []
    if len(dashes) == 2 and not any(";" in m.group() for m in marks):
        first, second = dashes
        yield _Unit(number, ((begin, first.start()), (second.end() - 1, len(text))))
        yield _Unit(number, ((first.end(), second.start()),))
        return
    for mark in marks:
        cuts.append((begin, mark.start()))
        begin = mark.end()
    cuts.append((begin, len(text)))
    for a, b in cuts:
        if text[a:b].strip():
            yield _Unit(number, ((a, b),))


def _tokens(doc: Doc, unit: _Unit, base: int) -> list[Token]:
    offsets = [base + i for a, b in unit.pieces for i in range(a, b)]
    kept = [t for t in doc if not t.is_space]
    at = {t.i: n for n, t in enumerate(kept)}
    return [
        Token(
            text=t.text, start=offsets[t.idx], end=offsets[t.idx + len(t) - 1] + 1,
            lemma=t.lemma_, pos=t.pos_, tag=t.tag_,
            head=at.get(t.head.i, at[t.i]), rel=t.dep_, entity=t.ent_type_, entity_start=t.ent_iob_ == "B",
        )
        for t in kept
    ]  # fmt: skip


def _merge(first: list[Token], second: list[Token]) -> list[Token]:
    """Both lists as one in order of the text, heads adjusted."""
    if not first:
        return second
    both = [(t, 0) for t in first] + [(t, 1) for t in second]
    order = sorted(range(len(both)), key=lambda i: (both[i][0].start, i))
    place = {old: new for new, old in enumerate(order)}
    shift = len(first)
    return [replace(both[old][0], head=place[both[old][0].head + shift * both[old][1]]) for old in order]
