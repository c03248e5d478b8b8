"""Each article is read in its own language: with the model and the word lists that there are for it.

An article in a language without a model is published as it is. Nothing is found in it; whoever writes pages
beside the generated ones may cite its sentences by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.analysis.copies import find_origins
from briefgen.errors import ConfigError
from briefgen.findings.leaders import Leader
from briefgen.language.detect import ENGLISH, base, called
from briefgen.language.lexicon import languages, speaking
from briefgen.language.sentences import split
from briefgen.matching.reader import Reader
from briefgen.model import Article, Finding, Problem
from briefgen.parsing import detected, parse_each
from briefgen.tolerance import find_in
from briefgen.work import PLAIN, Work

_Findings = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, kw_only=True)
class Read:
    """The articles, and what was found in those that can be read."""

    articles: tuple[Article, ...]
    """In their order, with their language, and their sentences."""
    origins: Mapping[str, str]
    """As in `Briefing.origins`."""
    findings: _Findings
    problems: tuple[Problem, ...]


def models_for(english: str, others: Mapping[str, str]) -> Mapping[str, str]:
    """Code of each language that can be read → its model.

    Raises ConfigError where there are no word lists for one, or where it is English, which
    has a setting of its own.
    """
    for code in others:
        if code == ENGLISH:
            raise ConfigError("mkdocs.yml: languages: the model for English is named by language_model")
        if code not in languages():
            known = ", ".join(sorted(languages()))
            raise ConfigError(
                f"mkdocs.yml: languages: there are no word lists for {code!r} (there are {known})"
            )
    return {ENGLISH: english, **others}


def told(articles: tuple[Article, ...], work: Work = PLAIN) -> tuple[Article, ...]:
    """The articles with their language: what is given, else what is detected; None where neither is known."""
    return _told(articles, detected(articles, work))


def read_in(
    articles: tuple[Article, ...], models: Mapping[str, str], reader: Reader | None, work: Work = PLAIN
) -> Read:
    """Every article read in its language, the language of most of them first.

    `reader`: what compares sentences, in English alone. Raises Fault, as `find_in` does, and ConfigError for
    a model that is not installed.
    """
    found_in = detected(articles, work)
    problems = [p for a in articles if (p := _misgiven(a, found_in[a.id]))]
    articles = _told(articles, found_in)
    spoken = {a.id: base(a.language or ENGLISH) for a in articles}
    done = {a.id: replace(a, sentences=split(a)) for a in articles if spoken[a.id] not in models}
    problems += map(_unread, done.values())
    origins = dict(find_origins(tuple(a.prose for a in done.values())))
    found: _Findings | None = None
    for language in _in_order(spoken, models):
        own = tuple(a for a in articles if spoken[a.id] == language)
        with speaking(language):
            parsed, unparsed = parse_each(own, models[language], work)
            analysis, new, broken = find_in(parsed, reader if language == ENGLISH else None, work)
        done |= {a.id: a for a in parsed}
        origins |= analysis.origins
        found = new if found is None else _joined(found, new)
        problems += (*unparsed, *broken)
    return Read(
        articles=tuple(done[a.id] for a in articles),
        origins=origins,
        findings=found or {},
        problems=tuple(problems),
    )


def _told(articles: tuple[Article, ...], found: Mapping[str, str | None]) -> tuple[Article, ...]:
    return tuple(a if a.language else replace(a, language=found[a.id]) for a in articles)


def _in_order(spoken: Mapping[str, str], models: Mapping[str, str]) -> Iterator[str]:
    """The languages that can be read, the one of most articles first; English where there is none."""
    times = Counter(code for code in spoken.values() if code in models)
    order = {code: n for n, code in enumerate(models)}
    yield from sorted(times or (ENGLISH,), key=lambda code: (-times[code], order[code]))


def _joined(first: _Findings, later: _Findings) -> _Findings:
    """The findings of two languages. A leader of one name is one; the opening stays that of the first."""
    joined = dict(first)
    for kind, found in later.items():
        had = {f.id: f for f in first.get(kind, ())}
        both = {**had, **{f.id: _one(had[f.id], f) if f.id in had else f for f in found}}
        joined[kind] = first.get(kind) or found if kind == "lead" else tuple(both.values())
    return joined


def _one(first: Finding, later: Finding) -> Finding:
    """The leader that both name, with what both say; of any other kind the first."""
    if not (isinstance(first, Leader) and isinstance(later, Leader) and first.kind == later.kind):
        return first
    return replace(
        first,
        aliases=tuple(dict.fromkeys((*first.aliases, *later.aliases))),
        roles=(*first.roles, *later.roles),
        citations=(*first.citations, *later.citations),
    )


def _misgiven(article: Article, found: str | None) -> Problem | None:
    """A problem where the text is not in the language that is given, but in another that was found."""
    if found is None or article.language is None or found == base(article.language):
        return None
    what = f"is given as {called(article.language)} ({article.language}), and reads like {called(found)}"
    return Problem(source=article.id, what=f"{what}: is that right?", severity=1)


def _unread(article: Article) -> Problem:
    code = article.language or ENGLISH
    why = f"is in {called(code)}, for which there is no language model"
    what = f"{why}: its text is published, nothing is found in it, and its sentences can be cited by hand"
    return Problem(source=article.id, what=what, first=True)
