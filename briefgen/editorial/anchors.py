"""An edit finds its finding again by the words that it was made of, when the finding's id is another now.

Of each finding that an edit names a build keeps the kind and up to three passages, each as a quotation with
what stands before and behind it (the W3C's TextQuoteSelector). Where a later build has no finding of that id,
the words are looked for: a finding that stands there, and nowhere was before, takes the id that the edit
knows. Where two places fit, or two findings, nothing is guessed: the edit is lost, and its passages are kept
for as long as it stands in the file.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from briefgen.editorial.quoting import places, plain
from briefgen.editorial.record import Edit
from briefgen.ids import Findings, Settled
from briefgen.ids.kept import APART, is_id
from briefgen.model import Article, Citation, Finding

KEY = "edits"
"""Key of what is kept for the next build."""
_WORD = re.compile(r"\w+")
_PASSAGES = 3
_AROUND = 40
"""Characters before and behind a passage."""
_FITS = 70
"""Of 100, how alike what stands before or behind must be."""
_SURE = 85
"""The same, where both must be: then the words between may be short, and one of them mended."""
_LONG = 15
"""Characters of a passage that says something without what stands around it."""
_NEARLY = 88
_ROUGHLY = 75
"""Of 100, how alike the words must be; the second where both sides of them are sure."""
_FEW = 4
"""Below so many words, what stands around them decides."""
_WORDS = 0.75
"""Of 1, how many of the words must be the same."""
_LEAD = 0.2
"""Of 1, by how much one finding must stand better in the places than every other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A passage, with what stands around it."""

    source: str
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """What is kept of a finding that an edit names."""

    kind: str
    by: tuple[str, ...]
    """Who holds it, where it is a position."""
    at: tuple[Anchor, ...]

    def as_json(self) -> dict[str, Any]:
        """For the list that the build keeps."""
        at = [{"source": a.source, "exact": a.exact, "prefix": a.prefix, "suffix": a.suffix} for a in self.at]
        return {"kind": self.kind, "by": list(self.by), "at": at}


Place = tuple[str, int, int]
"""Source, and the offsets of a passage in its text."""


class Anchors:
    """The passages that the last builds kept, and where they stand in the articles of now."""

    def __init__(self, done: Settled, articles: Sequence[Article], memory: Mapping[str, Any]) -> None:
        self._articles = {a.id: a for a in articles}
        # A source may have been renamed since.
        self.kept = {
            name: Anchored(kind=kept.kind, by=kept.by, at=tuple(_moved(a, done.sources) for a in kept.at))
            for name, kept in read(memory.get(KEY)).items()
        }
        self._found: dict[Anchor, tuple[Place, ...]] = {}
        self._said: dict[tuple[str, str], str] = {}

    def places(self, name: str) -> list[Place]:
        """Where the passages of this edit stand: each that stands in one place alone."""
        kept = self.kept.get(name)
        ways = [self._places(a) for a in kept.at] if kept else []
        return [found[0] for found in ways if len(found) == 1]

    def standing(self, name: str, findings: Findings) -> dict[str, float]:
        """Id of each finding of the edit's kind that stands in most of its places → how well, of 1."""
        kept, found = self.kept.get(name), self.places(name)
        if kept is None or 2 * len(found) <= len(kept.at):
            return {}
        people = {f.id for f in findings.get("leaders", ())}
        weights = {}
        for f in findings.get(kept.kind, ()):
            shares = [share for place in found if (share := _share(f, place))]
            if 2 * len(shares) > len(kept.at) and _same_holder(f, kept.by, people):
                weights[f.id] = sum(shares) / len(kept.at)
        return weights

    def touches(self, name: str, finding: Finding) -> bool:
        """Whether a finding stands in any of the places of this edit."""
        return any(_share(finding, place) for place in self.places(name))

    def beside(self, name: str, findings: Findings) -> dict[str, float]:
        """Id of each finding of the edit's kind in whose sentences its words may be meant → how alike they
        are, of 100.
        """
        kept = self.kept.get(name)
        weights: dict[str, float] = {}
        for f in findings.get(kept.kind, ()) if kept else ():
            sentences = {s for c in f.passages if (s := self._sentence(c))}
            alike = [
                fuzz.partial_ratio(plain(a.exact), s) for a in (kept.at if kept else ()) for s in sentences
            ]
            weights[f.id] = max(alike, default=0)
        return weights

    def anchored(self, kind: str, finding: Finding) -> Anchored:
        """What to keep of a finding that an edit names."""
        at = (self._anchor(c) for c in _main(finding) if c.source in self._articles)
        by = tuple(sorted(getattr(finding, "holders", ())))
        return Anchored(kind=kind, by=by, at=tuple(at))

    def _anchor(self, c: Citation) -> Anchor:
        text = self._articles[c.source].text
        before, behind = text[max(0, c.start - _AROUND) : c.start], text[c.end : c.end + _AROUND]
        return Anchor(source=c.source, exact=text[c.start : c.end], prefix=before, suffix=behind)

    def _sentence(self, c: Citation) -> str:
        """Its words as they are compared; each lost edit asks for all of them."""
        at = c.source, c.sentence
        if at not in self._said:
            article = self._articles.get(c.source)
            sentence = article.by_sentence.get(c.sentence) if article else None
            self._said[at] = plain(sentence.text) if sentence else ""
        return self._said[at]

    def _places(self, anchor: Anchor) -> tuple[Place, ...]:
        """Each place that fits: in its source, where that has one, else in any."""
        if anchor not in self._found:
            own = [a for a in (self._articles.get(anchor.source),) if a]
            others = [a for a in self._articles.values() if a.id != anchor.source]
            ways = (
                _exact(own, anchor),
                _nearly(own, anchor),
                _exact(others, anchor),
                _nearly(others, anchor),
            )
            self._found[anchor] = next((found for found in ways if found), ())
        return self._found[anchor]


def read(record: object) -> dict[str, Anchored]:
    """Name of each edit → what was kept of its finding; nothing where the record was damaged."""
    try:
        return {name: _read(kept) for name, kept in record.items()}  # type: ignore[attr-defined]
    except (AttributeError, KeyError, TypeError):
        return {}


def keep(
    anchors: Anchors, edits: Mapping[str, Edit], named: Mapping[str, Sequence[tuple[str, Finding]]]
) -> dict[str, Any]:
    """What to keep for the next build. `named`: the findings that each name in the file may mean, with their
    kinds. Of one that names none, or several, what was kept stays.
    """
    kept = {}
    for name in edits:
        hits = named[name]
        if len(hits) == 1 and (found := anchors.anchored(*hits[0])).at:
            kept[name] = found.as_json()
        elif name in anchors.kept:
            kept[name] = anchors.kept[name].as_json()
    return {KEY: dict(sorted(kept.items()))} if kept else {}


def found_again(
    anchors: Anchors, done: Settled, lost: Iterable[str], taken: frozenset[tuple[str, str]]
) -> dict[str, dict[str, str]]:
    """Kind → id of a finding → the id that an edit knows it by. `lost`: names that no finding has; `taken`:
    kind and id of the findings that other edits name.
    """
    meant: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(lost):
        kind, _, wanted = name.rpartition("/")
        kept = anchors.kept.get(name)
        if kept is None or kind not in ("", kept.kind) or kept.kind in APART or not is_id(wanted):
            continue
        best = _plainest(anchors.standing(name, done.findings))
        # One that the last build knew by its own id keeps that.
        if best and (kept.kind, best) not in done.known | taken:
            meant[kept.kind, best].append(wanted)
    ids: dict[str, dict[str, str]] = defaultdict(dict)
    times = Counter((kind, i) for (kind, _), wanting in meant.items() for i in wanting)
    for (kind, own), wanting in meant.items():
        if len(wanting) == 1 and times[kind, wanting[0]] == 1:
            ids[kind][own] = wanting[0]
    return ids


def _plainest(weights: Mapping[str, float]) -> str | None:
    """The finding that stands there, if it is plainly one."""
    ordered = sorted(weights, key=lambda i: (-weights[i], i))
    if len(ordered) > 1 and weights[ordered[0]] - weights[ordered[1]] < _LEAD:
        return None
    return ordered[0] if ordered else None


def _main(finding: Finding) -> list[Citation]:
    """The passages by which it is known: of each side one; else the first, of other sources before others."""
    sides = getattr(finding, "sides", ())
    every = [side.citations[0] for side in sides if side.citations] or sorted(set(finding.citations))
    first = {c.source: c for c in reversed(every)}
    chosen = sorted(first.values()) + [c for c in every if first[c.source] != c]
    return chosen[:_PASSAGES]


def _share(finding: Finding, place: Place) -> float:
    """Of 1, how much of a place and of the words of a finding there are the same."""
    source, start, end = place
    shares = [
        (min(end, c.end) - max(start, c.start)) / (max(end, c.end) - min(start, c.start))
        for c in finding.passages
        if c.source == source and c.start < end and start < c.end
    ]
    return max(shares, default=0)


def _same_holder(finding: Finding, by: Sequence[str], people: set[str]) -> bool:
    """Whether it has the same holder, as far as that can be told: he may be called otherwise now."""
    holders = getattr(finding, "holders", ())
    if not holders or not by:
        return not holders and not by
    return not people.intersection(by) or not set(by).isdisjoint(holders)


def _exact(articles: Iterable[Article], anchor: Anchor) -> tuple[Place, ...]:
    """The places that have just these words, where what stands around fits. Many words may stand anywhere."""
    ways = [(_around(a, *span, anchor), (a.id, *span)) for a in articles for span in places(a, anchor.exact)]
    if len(ways) == 1 and len(anchor.exact) >= _LONG:
        return (ways[0][1],)
    return _fitting([(fit, place) for fit, place in ways if max(fit) >= _FITS])


def _nearly(articles: Iterable[Article], anchor: Anchor) -> tuple[Place, ...]:
    """The places that have nearly these words, between what stood around them."""
    words, ways = plain(anchor.exact), []
    for article in articles:
        for s in article.sentences:
            near = fuzz.partial_ratio_alignment(anchor.exact, s.text, score_cutoff=_ROUGHLY)
            if near is None or 2 * (near.dest_end - near.dest_start) < len(anchor.exact):
                continue
            start, end = _whole(article.text, s.start + near.dest_start, s.start + near.dest_end, words)
            fit = _around(article, start, end, anchor)
            if _is_mended(words, plain(article.text[start:end]), fit):
                ways.append((fit, (article.id, start, end)))
    return _fitting(ways)


def _is_mended(words: str, found: str, fit: tuple[float, float]) -> bool:
    """Whether the words are those, but for a misprint: most of many; of a few one, between the same words."""
    alike, ours, theirs = fuzz.ratio(words, found), _WORD.findall(words), _WORD.findall(found)
    if len(theirs) < _FEW:
        return alike >= _ROUGHLY and min(fit) >= _SURE
    same = Levenshtein.normalized_similarity(ours, theirs) >= _WORDS
    return same and len(words) >= _LONG and alike >= _NEARLY and max(fit) >= _FITS


def _fitting(ways: list[tuple[tuple[float, float], Place]]) -> tuple[Place, ...]:
    """The places where it fits on both sides; where there is none, all."""
    both = tuple(place for fit, place in ways if min(fit) >= _FITS)
    return both or tuple(place for _, place in ways)


def _whole(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """The offsets of the whole words that lie within these, with or without those at the edges that lie half
    in it: whichever are most like the ones that are looked for.
    """
    found = [m.span() for m in _WORD.finditer(text, max(0, start - _AROUND), end + _AROUND)]
    inside = [(a, b) for a, b in found if a < end and start < b]
    starts, ends = [a for a, _ in inside[:2]], [b for _, b in inside[-2:]]
    ways = [(a, b) for a in starts for b in ends if a < b]
    return max(ways, key=lambda way: fuzz.ratio(words, plain(text[slice(*way)])), default=(start, end))


def _around(article: Article, start: int, end: int, anchor: Anchor) -> tuple[float, float]:
    """Of 100, how alike what stands before and behind is."""
    before = plain(article.text[max(0, start - _AROUND) : start])
    behind = plain(article.text[end : end + _AROUND])
    return fuzz.ratio(before, plain(anchor.prefix)), fuzz.ratio(behind, plain(anchor.suffix))


def _moved(anchor: Anchor, sources: Mapping[str, str]) -> Anchor:
    source = sources.get(anchor.source, anchor.source)
    return Anchor(source=source, exact=anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix)


def _read(kept: Mapping[str, Any]) -> Anchored:
    """Raises AttributeError, KeyError or TypeError where it is no such record."""
    at = tuple(
        Anchor(source=a["source"], exact=a["exact"], prefix=a["prefix"], suffix=a["suffix"])
        for a in kept["at"]
    )
    by = tuple(kept["by"])
    texts = (kept["kind"], *by, *(t for a in at for t in (a.source, a.exact, a.prefix, a.suffix)))
    if not at or not all(isinstance(t, str) for t in texts):
        raise TypeError(kept)
    return Anchored(kind=kept["kind"], by=by, at=at)
