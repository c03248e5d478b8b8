"""Every article parsed, by whoever helps, unless it is known how: each for itself, so that each is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, replace

from briefgen.errors import Fault, UserError
from briefgen.language.detect import detect
from briefgen.language.lexicon import speaking, spoken
from briefgen.language.models import verify_files
from briefgen.language.packed import pack, unpack
from briefgen.language.parser import parse
from briefgen.language.shelf import Shelf
from briefgen.model import Article, Problem, Sentence
from briefgen.tolerance import line_of, uncollected
from briefgen.work import PLAIN, Work
from briefgen.work.code import digest, version_of
from briefgen.work.store import key

_CREW = 24
"""Articles that are worth a crew: in the two seconds in which a process begins, one parses a dozen."""
_AT_ONCE = 4
"""Articles in one piece of work: handing them over costs little, and the last ones are still shared out."""
_KEPT = 32
"""So many are taken from the store and written to it together: what an interrupted build has done is not done
again.
"""
_MANY = 4_500_000
"""Characters of articles whose words are not all unpacked at once: some thousand articles."""
_LANGUAGE = re.compile(rb"language:([A-Za-z-]{0,20})")
_RULES = ("language", "model.py", "parsing.py")
"""What a parse depends on besides the article and the parser."""


@uncollected()
def parse_each(
    articles: tuple[Article, ...], model: str, work: Work = PLAIN
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Each article parsed; one that breaks the parser goes on without sentences, and says so.

    Raises ConfigError where the model is not the one that was recorded, Fault where every article breaks it.
    """
    keys = _keys(articles, model)
    # The words of many articles are unpacked when they are asked for.
    shelf = Shelf() if sum(len(a.text) for a in articles) > _MANY else None
    parsed = _known(articles, keys, work, shelf)
    left = [a for a in articles if a.id not in parsed]
    broken: dict[str, str] = {}
    made: dict[bytes, bytes] = {}
    task = [(a, model, spoken()) for a in left]
    try:
        for place, (packed, why) in work.each("parse", parsed_one, task, least=_CREW, size=_AT_ONCE):
            article = left[place]
            if packed is None:
                broken[article.id] = why
                continue
            parsed[article.id] = _unpacked(article, packed, shelf)
            made[keys[article.id]] = packed
            if len(made) == _KEPT:
                work.store.put("parse", made)
                made = {}
    finally:
        work.store.put("parse", made)
    problems = [
        Problem(source=a.id, what=f"the parser could not read it: {broken[a.id]}", severity=1)
        for a in articles
        if a.id in broken
    ]
    if len(problems) == len(articles) > 1:
        raise Fault(f"{problems[0].what}: and so with every article")
    return tuple(replace(a, sentences=parsed[a.id]) if a.id in parsed else a for a in articles), tuple(
        problems
    )


def parsed_one(given: tuple[Article, str, str]) -> tuple[bytes | None, str]:
    """Of an article, a model and a language: the sentences packed, or why there are none."""
    article, model, language = given
    with speaking(language):
        try:
            return pack(parse([article], model)[0].sentences), ""
        except UserError:
            raise
        except Exception as error:  # an odd article never stops the build
            return None, line_of(error)


def detected(articles: Sequence[Article], work: Work = PLAIN) -> Mapping[str, str | None]:
    """Id of each article → the language that its text is written in; None where it is not known."""
    keys = {a.id: key(a.text, digest("language/detect.py"), version_of("py3langid")) for a in articles}
    known = {
        k: found[1]
        for k, data in work.store.get("language", keys.values()).items()
        if (found := _LANGUAGE.fullmatch(data))
    }
    new = {keys[a.id]: (detect(a.text) or "").encode() for a in articles if keys[a.id] not in known}
    work.store.put("language", {k: b"language:" + code for k, code in new.items()})
    both = known | new
    return {a.id: both[keys[a.id]].decode() or None for a in articles}


def _known(
    articles: Sequence[Article], keys: Mapping[str, bytes], work: Work, shelf: Shelf | None
) -> dict[str, tuple[Sentence, ...]]:
    """The sentences of the articles that were parsed before."""
    found = {}
    for n in range(0, len(articles), _KEPT):
        some = articles[n : n + _KEPT]
        known = work.store.get("parse", (keys[a.id] for a in some))
        for a in some:
            if (packed := known.get(keys[a.id])) is not None:
                with suppress(ValueError):  # not such an article's: it is parsed again
                    found[a.id] = _unpacked(a, packed, shelf)
    return found


def _unpacked(article: Article, packed: bytes, shelf: Shelf | None) -> tuple[Sentence, ...]:
    return shelf.put(article, packed) if shelf else unpack(article, packed)


def _keys(articles: Sequence[Article], model: str) -> dict[str, bytes]:
    """For each article, by id, what its parse is kept under."""
    if not articles:
        return {}
    parser = (verify_files(model), version_of("spacy"), digest(*_RULES), spoken())
    # All that an article is, but for where it lies and what is only known about its file.
    bare = [replace(a, id="", key="", path="", sha256="", original=None, retrieved=None, sentences=())
            for a in articles]  # fmt: skip
    return {a.id: key(repr(astuple(b)), *parser) for a, b in zip(articles, bare, strict=True)}
