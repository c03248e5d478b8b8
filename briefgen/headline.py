"""What the briefing is called where its maker gave it no title: whom and what its sources begin with, of what
the sentences tell with which it opens itself.

"Ann Lee and Jo Roe: the ceasefire call", "Norland and its miners: the strike", "Earthquake in Norland".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefgen.analysis.noun_groups import is_for_people
from briefgen.language.lexicon import table, words
from briefgen.model import Article, Briefing, Finding, Sentence, Token

UNNAMED = "Briefing"
"""The title that a briefing has until someone names it."""
_HEAD = 3
"""So many sentences, besides headings, tell what an article is about."""
_PLACES = frozenset({"GPE", "LOC"})
_MEETING = frozenset(
    {"meet", "meets", "met", "speak", "speaks", "spoke", "talk", "talks", "talked", "discussed"}
)
"""Words that tell a meeting without its noun."""
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod"})


_KEPT = "_headline"


def is_named(briefing: Briefing) -> bool:
    """Whether its maker gave it a title, which stays whatever the sources say."""
    return briefing.title not in ("", UNNAMED)


def headline(briefing: Briefing) -> str:
    """The maker's title; else of the chief actors, the event and its topic or place; else a count."""
    if is_named(briefing):
        return briefing.title
    # Every page and most exports ask for it: kept with the briefing, as what is computed of it is.
    known: dict[str, str] = vars(briefing)
    if _KEPT not in known:
        known[_KEPT] = _found(briefing)
    return known[_KEPT]


def _found(briefing: Briefing) -> str:
    said, actors = _said(briefing), _chief_actors(briefing)
    meeting = said(_meeting(briefing), of_a_meeting=True) if len(actors) > 1 else None
    event, place = said(_happening(briefing)), said(_place(briefing))
    if event and place and not meeting and not any(map(_is_person, actors)):
        return _begin(f"{event} in {place}")
    actors = actors or (() if event else _acting(briefing))
    names = " and ".join(f.title for f in actors)
    matter = None if meeting else _matter(briefing, names)
    about = f"the {meeting}" if meeting else matter or (f"the {event}" if event else None)
    if names and about:
        return _begin(f"{names}: {about}")
    count = len(briefing.articles)
    return _begin(
        names or matter or event or said(_topic(briefing)) or f"Briefing: {count} source{'s' * (count != 1)}"
    )


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


def _said(briefing: Briefing) -> Callable[..., str | None]:
    """What keeps a word that the sentences have with which the briefing opens, and drops any other."""
    opening = [f.citations[0].quote for f in briefing.findings.get("lead", ()) if f.citations]
    opened = {
        form
        for quote in opening
        for w in re.findall(r"\w+", quote.lower())
        for form in (w, w.removesuffix("s"))
    }

    met = bool(opened & _MEETING)

    def kept(name: str | None, of_a_meeting: bool = False) -> str | None:
        last = name.lower().split()[-1] if name else ""
        told = {last, last.removesuffix("s")} & opened or (of_a_meeting and met)
        return name if not opening or told else None

    return kept


def _matter(briefing: Briefing, names: str) -> str | None:
    """The noun of the opening sentences that the heads of most sources have, titles before texts, with the
    words before it that two of them have with it too; nobody whom the title names already.
    """
    told: Counter[str] = Counter()
    of_origin: dict[str, list[Sentence]] = defaultdict(list)
    for a in briefing.articles:
        if a.id in briefing.origins:
            of_origin[briefing.origins[a.id]] += _head(a)
    for heads in of_origin.values():
        for found in ([s for s in heads if s.heading], heads):
            told.update({run for s in found for i in range(len(s.tokens)) for run in _runs(s, i)})
    most = len(set(briefing.origins.values())) // 2
    barred = set(re.findall(r"\w+", names.lower()))
    loose = words("topics", "wide")
    best: tuple[float, str] | None = None
    for f in briefing.findings.get("lead", ()):
        c = f.citations[0]
        s = briefing.by_source[c.source].by_sentence[c.sentence]
        quoted = [m.span() for m in _QUOTED.finditer(s.text)]
        dateline = _DATELINE.match(s.text)
        begins = dateline.end() if dateline else 0
        for i, t in enumerate(s.tokens):
            low = t.lemma.lower()
            if (
                any(a <= t.start - s.start < b for a, b in quoted)
                or t.start - s.start < begins
                or t.pos not in ("NOUN", "PROPN")
                or t.entity in _NO_MATTER
                or low in barred
                or _is_title(s, i)
                or is_for_people(t, low)
            ):
                continue
            for run in _runs(s, i):
                parts = run.split()
                if told[low] <= most or (
                    told[run] < 2 or barred & set(parts) if len(parts) > 1 else low in loose
                ):
                    continue
                score = (
                    told[low] + 0.9 * (len(parts) - 1) - (0.5 if t.pos == "PROPN" and len(parts) == 1 else 0)
                )
                written = " ".join(_spelt(x) for x in s.tokens[i - len(parts) + 1 : i + 1])
                if best is None or score > best[0]:
                    best = score, written
    return best[1] if best else None


_NO_MATTER = frozenset(
    {"PERSON", "GPE", "LOC", "NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY"}
)
_DATELINE = re.compile(r"[A-Z][\w.,'’ ]{1,40}(?:\([A-Z][\w ]{1,20}\)\s*(?:[—–-]+\s)?|\s(?:[—–]|--?)\s)")
_QUOTED = re.compile(r"[“\"].*?(?:[”\"]|$)|(?<!\w)[‘'].*?[’'](?!\w)")
"""What is somebody's word and not the matter's name."""
_LONGEST = 3


def _runs(s: Sentence, i: int) -> Iterator[str]:
    """A noun alone, and with one or two words that narrow it, by lemma; none that begins after a hyphen."""
    run = s.tokens[i].lemma.lower()
    for j in range(i, max(-1, i - _LONGEST), -1):
        t = s.tokens[j]
        if j < i:
            if t.rel not in _BEFORE_NOUN or t.entity in _NO_MATTER or not j < t.head <= i:
                return
            run = f"{t.lemma.lower()} {run}"
        if not t.text.isalpha():
            return
        if not (j and s.tokens[j - 1].text in "-–"):
            yield run


def _is_title(s: Sentence, i: int) -> bool:
    """Whether the noun stands before somebody's name, or narrows another noun."""
    t = s.tokens[i]
    return t.rel in ("compound", "nmod", "amod") or any(
        s.tokens[c].entity == "PERSON" and s.tokens[c].rel in ("appos", "compound") for c in s.children[i]
    )


def _spelt(t: Token) -> str:
    return t.text if t.pos == "PROPN" or t.text.isupper() else t.text.lower()


def _acting(briefing: Briefing) -> tuple[Finding, ...]:
    """The first two whom the sentences name with which the briefing opens."""
    opening = [f.citations[0] for f in briefing.findings.get("lead", ()) if f.citations]
    places = {(c.source, c.sentence): n for n, c in enumerate(opening)}
    told = {
        f.id: min(
            (places[c.source, c.sentence], c.start) for c in f.citations if (c.source, c.sentence) in places
        )
        for f in briefing.findings.get("leaders", ())
        if not getattr(f, "anonymous", False) and any((c.source, c.sentence) in places for c in f.citations)
    }
    leaders = [f for f in briefing.findings.get("leaders", ()) if f.id in told]
    return tuple(sorted(leaders, key=lambda f: told[f.id])[:2])


def _head(article: Article) -> Iterator[Sentence]:
    """The title and the first sentences."""
    told = 0
    for sentence in article.prose.sentences:
        told += not sentence.heading
        if told > _HEAD:
            return
        yield sentence


def _most(briefing: Briefing) -> int:
    """More sources than this are most of them."""
    return len(briefing.articles) // 2


def _chief_actors(briefing: Briefing) -> tuple[Finding, ...]:
    """The two people, else bodies, whom the heads of the most sources name; one where most name but one."""
    ends = {a.id: max((s.end for s in _head(a)), default=0) for a in briefing.articles}

    def begun(f: Finding) -> int:
        return len({c.source for c in f.citations if c.end <= ends[c.source]})

    known = [f for f in briefing.findings.get("leaders", ()) if not getattr(f, "anonymous", False)]
    named = [f for f in known if begun(f) > _most(briefing)]
    named.sort(key=lambda f: (-begun(f), -len(f.citations), f.title))
    return tuple(([f for f in named if _is_person(f)] or named)[:2])


def _is_person(leader: Finding) -> bool:
    return getattr(leader, "kind", "") == "person"


def _meeting(briefing: Briefing) -> str | None:
    """The meeting that the sources begin with, with the topic that most begin with: `ceasefire call`."""
    meeting = _noun(briefing, table("events")["meetings"])
    topic = _topic(briefing) if meeting else None
    return f"{topic} {meeting}" if topic and _is_told(briefing, topic) else meeting


def _happening(briefing: Briefing) -> str | None:
    """What happened, with the word before it that most share: `cave rescue`."""
    event = _noun(briefing, table("events")["happenings"])
    before = _before(briefing, event) if event else None
    return f"{before} {event}" if before else event


def _is_told(briefing: Briefing, topic: str) -> bool:
    """Whether most sources begin with the topic, and it is itself no meeting."""
    meetings = {w for group in table("events")["meetings"] for w in group}
    if {topic, topic.split()[-1], topic.split()[-1].removesuffix("s")} & meetings:
        return False
    begun = [a for a in briefing.articles if any(topic.lower() in s.text.lower() for s in _head(a))]
    return len(begun) > _most(briefing)


def _noun(briefing: Briefing, groups: Sequence[Sequence[str]]) -> str | None:
    """The group that the heads of the most sources name, most often: in the word that is written most."""
    told: dict[int, set[str]] = defaultdict(set)
    often: Counter[int] = Counter()
    written: dict[int, Counter[str]] = defaultdict(Counter)
    place = {noun: n for n, group in enumerate(groups) for noun in group}
    for article in briefing.articles:
        within = {s.id for s in _head(article)}
        for sentence in article.sentences:
            for token in sentence.tokens:
                n = place.get(token.lemma.lower()) if token.pos in ("NOUN", "PROPN") else None
                if n is None:
                    continue
                often[n] += 1
                written[n][token.text.lower()] += token.rel != "compound"
                if sentence.id in within:
                    told[n].add(article.id)
    named = [n for n in told if len(told[n]) > _most(briefing)]
    best = max(named, key=lambda n: (len(told[n]), often[n], -n), default=None)
    return max(sorted(written[best]), key=lambda w: written[best][w]) if best is not None else None


def _before(briefing: Briefing, noun: str) -> str | None:
    """The word that most sources put before the noun: `cave` in "cave rescue"."""
    by_source: dict[str, set[str]] = defaultdict(set)
    for article in briefing.articles:
        for sentence in article.sentences:
            for i, token in enumerate(sentence.tokens):
                if i and token.text.lower() == noun and _narrows(sentence.tokens, i - 1, i):
                    by_source[_written(sentence.tokens[i - 1])].add(article.id)
    shared = [
        w
        for w, sources in by_source.items()
        if len(sources) * 2 >= len(briefing.articles) and len(sources) > 1
    ]
    return max(sorted(shared), key=lambda w: len(by_source[w]), default=None)


def _narrows(tokens: Sequence[Token], i: int, noun: int) -> bool:
    t = tokens[i]
    return t.head == noun and t.rel in _BEFORE_NOUN and t.pos in ("NOUN", "PROPN") and t.text.isalpha()


def _written(token: Token) -> str:
    return token.text if token.entity in _PLACES or token.text.isupper() else token.lemma.lower()


def _place(briefing: Briefing) -> str | None:
    """The place that the heads of the most sources name, where most name one that is no actor."""
    acting = {
        a.lower() for f in briefing.findings.get("leaders", ()) for a in (f.title, *getattr(f, "aliases", ()))
    }
    by_place: dict[str, set[str]] = defaultdict(set)
    for article in briefing.articles:
        for name in _places(t for s in _head(article) if not s.heading for t in s.tokens):
            by_place[name].add(article.id)
    named = [
        p for p, sources in by_place.items() if len(sources) > _most(briefing) and p.lower() not in acting
    ]
    return max(sorted(named), key=lambda p: len(by_place[p]), default=None)


def _places(tokens: Iterable[Token]) -> Iterator[str]:
    words: list[str] = []
    for token in tokens:
        if words and (token.entity not in _PLACES or token.entity_start):
            yield " ".join(words)
            words = []
        if token.entity in _PLACES and token.lemma.lower() != "the":
            words.append(token.text)
    if words:
        yield " ".join(words)


def _topic(briefing: Briefing) -> str | None:
    """The topic that findings in the most sources are about, where most sources have one."""
    spread: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for finding in (f for found in briefing.published.values() for f in found):
        for topic in getattr(finding, "topics", ()):
            spread[topic].update(c.source for c in finding.citations)
            count[topic] += 1
    labels: Mapping[str, str] = {
        f.id: str(getattr(f, "label", f.title)) for f in briefing.findings.get("topics", ())
    }
    best = max(labels, key=lambda t: (len(spread[t]), count[t], labels[t]), default=None)
    return labels[best] if best and len(spread[best]) > _most(briefing) else None
