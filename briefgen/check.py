"""Whether the docs folder is what the seeds give now. Writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build import brief, keep_apart, kept_by_hand, leaving, make, with_news
from briefgen.editorial.record import FILE as EDITS
from briefgen.handwritten import problems_in
from briefgen.language.models import DEFAULT_MODEL
from briefgen.model import Article, Briefing, Page, Problem
from briefgen.read_back import misread
from briefgen.work import PLAIN
from briefgen.write import MANIFEST, Manifest, manifest_differs, plan, read_manifest

_EXPORT = "briefing.json"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What `briefgen check` found."""

    wrong: tuple[str, ...]
    """One line for each thing that a build or the analyst has to mend."""
    problems: tuple[Problem, ...]
    """The others, which a build would report as well. Worst last."""


def check(seeds: Path, docs: Path, model: str = DEFAULT_MODEL, *, news: bool = True, **words: Any) -> Verdict:
    """Compare the docs folder with the seeds. The words are those of `build`; it raises what `brief` does."""
    keep_apart(seeds, docs)
    manifest = read_manifest(docs)
    made = brief(seeds, model, last=manifest, **words)
    briefing, memory = with_news(made, manifest, news)
    proof = make(briefing, words.get("work", PLAIN))
    now = leaving(proof.briefing, memory, model)
    wrong, problems = examine(docs, proof.briefing, manifest, proof.pages, now)
    wrong += compare(docs, proof.pages, manifest, now, found=bool(wrong))
    return Verdict(wrong=tuple(wrong), problems=problems)


def examine(
    docs: Path, briefing: Briefing, manifest: Manifest, pages: tuple[Page, ...], now: Manifest
) -> tuple[list[str], tuple[Problem, ...]]:
    """What is wrong with what the pages were made from and with what they say, and what a build would report
    besides. `now`: the list that a build would leave.
    """
    lost = tuple(p for p in briefing.problems if p.source is None and p.severity and p.what.startswith(EDITS))
    wrong = [
        *(f"{docs.name} {line}: build again" for line in _versions(manifest, now.made_with)),
        *_sources(manifest.sources, now.sources),
        *_quotes(docs / _EXPORT, briefing, manifest),
        *_on_the_pages(docs, briefing, manifest, pages),
        *(p.what for p in lost),
        *(p.what for p in problems_in(docs, manifest.files, briefing.articles)),
    ]
    return wrong, tuple(p for p in briefing.problems if p not in lost)


def compare(
    docs: Path, pages: tuple[Page, ...], manifest: Manifest, now: Manifest, *, found: bool = False
) -> list[str]:
    """What a build would change of the files. `found`: something is known to be wrong already."""
    todo = plan(docs, pages, manifest)
    wrong = [
        f"{docs.name}/{line.split(None, 1)[1]} would be {_WOULD[line.split()[0]]}" for line in todo.lines
    ]
    wrong += [p.what for p in kept_by_hand(todo, docs)]
    if not (wrong or found) and manifest_differs(docs, pages, now):
        wrong.append(f"{docs.name}/{MANIFEST} is not what the build left: was edited by hand, or cut short")
    return wrong


def _on_the_pages(
    docs: Path, briefing: Briefing, manifest: Manifest, pages: tuple[Page, ...]
) -> Iterator[str]:
    """What the pages on disk show as a source's words and is not, where the source did not change."""
    found = tuple(
        Page(path=p.path, text=text)
        for p in pages
        if p.path.endswith(".md") and (text := _text_of(docs / p.path)) not in (None, p.text)
    )
    for line in misread(briefing, found, lambda a: manifest.sources.get(a.path) == a.sha256):
        yield f"{docs.name}/{line}"


def _text_of(path: Path) -> str | None:
    try:
        return None if path.is_symlink() else path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


_WOULD = {"new": "written", "changed": "changed", "removed": "removed"}


def _versions(manifest: Manifest, now: Mapping[str, str]) -> Iterator[str]:
    """What else the pages were made with: a reason to build them again, and no sign of tampering."""
    before = manifest.made_with
    for name, what in now.items() if manifest.found else ():
        if name in _HASHED and before.get(name) != what:
            yield f"was made with other {_HASHED[name]}"
        elif before.get(name) != what:
            was = before.get(name, "of a version that is not known")
            yield f"was made with {name.replace('_', ' ')} {was}, this is {what}"


_HASHED = {"language_model_sha256": "files of the language model", "rules_sha256": "rules"}


def _sources(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """What happened to the sources since the build."""
    for path in sorted(before.keys() | now.keys()):
        if path not in now:
            yield f"{path} is gone since the build"
        elif path not in before:
            yield f"{path} came since the build"
        elif before[path] != now[path]:
            yield f"{path} changed since the build"


def _quotes(export: Path, briefing: Briefing, manifest: Manifest) -> Iterator[str]:
    """The quotes of the last build that no longer stand in their source, or not where they say."""
    try:
        record = json.loads(export.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    seen = set()
    for cited in _cited(record):
        source, quote = cited["source"], cited["quote"]
        article = briefing.by_source.get(source)
        if (source, quote) not in seen and (article is None or quote not in article.text):
            seen.add((source, quote))
            yield f"no longer in {article.path if article else source}: “{' '.join(quote.split())}”"
        elif article and manifest.sources.get(article.path) == article.sha256 and not _stands(article, cited):
            where = f"{article.path} {cited.get('sentence')} {cited.get('start')}-{cited.get('end')}"
            yield f"{_EXPORT}: “{' '.join(quote.split())}” is not at {where}"


def _stands(article: Article, cited: Mapping[str, Any]) -> bool:
    """Whether the words stand at the offsets that the citation gives, inside the sentence that it names."""
    start, end, sentence = cited.get("start"), cited.get("end"), cited.get("sentence")
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(sentence, str):
        return False
    there = article.by_sentence.get(sentence)
    inside = there is not None and there.start <= start < end <= there.end
    return inside and article.text[start:end] == cited["quote"]


def _cited(record: object) -> Iterator[Mapping[str, Any]]:
    """Each citation in briefing.json."""
    if isinstance(record, dict):
        if isinstance(record.get("quote"), str) and isinstance(record.get("source"), str):
            yield record
        for value in record.values():
            yield from _cited(value)
    elif isinstance(record, list):
        for value in record:
            yield from _cited(value)
