"""Articles about events that never were, with findings planted in them: the same bytes for the same seed.

An event is told by several outlets over some days. Each article has a headline, a dateline, the chief fact in
words of its own, what people say in direct and indirect speech, and ordinary prose between these. Beside the
texts stands what must be found in them (`Plant`). Nothing here is made for the rules of briefgen: the plants
are plain sentences of news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from archive.cast import Event, Person, event_of
from archive.prose import filled, filler, heading, sentence_case
from archive.words import listed

_WORDS = (340, 690)
"""Words of an article, about: the least and the most. A copy is a little shorter."""
_PER_EVENT = 8
"""Articles about one event, where it is not said how many events there are."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A finding that was put into articles.

    `kind`: leader, position, open issue, disagreement, agreement or copy. `files` and `words` go together:
    the words that each file has. `holder`: whose position, or who the leader is.
    """

    kind: str
    files: tuple[str, ...]
    words: tuple[str, ...]
    holder: str = ""
    manner: str = ""
    """Of a position: direct or indirect."""


@dataclass(slots=True)
class Story:
    """An article in the making."""

    file: str
    outlet: str
    day: date
    title: str
    dateline: str = ""
    paragraphs: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    """Who was introduced."""
    said: set[str] = field(default_factory=set)
    plants: list[Plant] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pile:
    """Articles by file name, and what is planted in them."""

    texts: Mapping[str, str]
    plants: tuple[Plant, ...]

    def write(self, folder: Path) -> None:
        """Write the articles into a folder, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


def invent(articles: int, events: int | None = None, seed: int = 1, words: tuple[int, int] = _WORDS) -> Pile:
    """So many articles about so many events. An event's articles do not hang on how many others there are."""
    count = events or max(1, round(articles / _PER_EVENT))
    texts: dict[str, str] = {}
    plants: list[Plant] = []
    for number in range(min(count, articles)):
        share = articles // count + (number < articles % count)
        stories = _told(number, share, seed, words)
        texts |= {s.file: _text(s) for s in stories}
        plants += _whole(stories)
    return Pile(texts, tuple(plants))


def one_more(number: int, after: int, seed: int = 1, words: tuple[int, int] = _WORDS) -> Pile:
    """One further article about the event of this number, of which there are so many already."""
    event = event_of(number, seed)
    dealt = random.Random(f"{seed} {number} further {after}")
    story = _story(event, number, after, dealt)
    _own(story, event, dealt, after, words)
    return Pile({story.file: _text(story)}, tuple(story.plants))


def _told(number: int, share: int, seed: int, words: tuple[int, int]) -> list[Story]:
    """The articles of one event."""
    event = event_of(number, seed)
    dealt = random.Random(f"{seed} {number} {share}")
    stories = [_story(event, number, n, dealt) for n in range(share)]
    copied = share >= 4
    own = [s for n, s in enumerate(stories) if n != 1 or not copied]
    _figures(own, event, dealt)
    for n, story in enumerate(own):
        _own(story, event, dealt, n, words)
    if copied:
        _copy(stories[0], stories[1], event, dealt)
    return stories


def _story(event: Event, number: int, n: int, dealt: random.Random) -> Story:
    """An article of the event with nothing in it yet; outlets write again after the others did."""
    outlet = event.outlets[n % len(event.outlets)]
    title = filled(dealt.choice(listed("said.titles")), event.slots(dealt), dealt)
    return Story(
        f"e{number:05}-{n:02}.md", outlet, event.date + timedelta(days=1 + (n + 1) // 4), sentence_case(title)
    )


def _figures(stories: Sequence[Story], event: Event, dealt: random.Random) -> None:
    """A figure on which two outlets differ, and one that two tell alike, in other words each."""
    if len(stories) < 2:
        return
    differ, alike = event.kind["counts"]
    same = str(dealt.randint(13, 69))
    for k, (form, n) in enumerate(zip(differ, map(_grouped, event.figures), strict=True)):
        stories[k].paragraphs.append(f"{filled(form, {**event.slots(dealt), 'n': n}, dealt)}.")
    for k, form in enumerate(alike):
        story = stories[(2 + k) % len(stories)]
        story.paragraphs.append(f"{filled(form, {**event.slots(dealt), 'n': same}, dealt)}.")
    files, words = (stories[0].file, stories[1].file), tuple(map(_grouped, event.figures))
    stories[0].plants.append(Plant("disagreement", files, words))


def _grouped(n: int) -> str:
    return f"{n:,}"


def _own(story: Story, event: Event, dealt: random.Random, n: int, words: tuple[int, int]) -> None:
    """What an outlet's own article has: the chief fact, what is open, what people say, and prose between."""
    body = [*story.paragraphs]
    if n < len(event.kind["lead"]):
        lead = sentence_case(filled(event.kind["lead"][n], event.slots(dealt), dealt))
        story.plants.append(Plant("lead", (story.file,), (lead,)))
        body.insert(0, f"{lead}.")
    if n < len(event.kind["open"]):
        issue = filled(event.kind["open"][n], event.slots(dealt), dealt)
        body.append(f"{issue}.")
        story.plants.append(Plant("open issue", (story.file,), (issue,)))
    for k in range(min(3, len(event.people))):
        person = event.people[(n + k) % len(event.people)]
        body += [_statement(story, event, person, dealt) for _ in range(1 + (k < 2))]
    story.paragraphs = [*_with_prose(body, dealt, dealt.randint(*words))]
    story.dateline = f"{event.town.upper()} — " if dealt.random() < 0.4 else ""


def _with_prose(body: list[str], dealt: random.Random, words: int) -> Iterator[str]:
    """The paragraphs among others of ordinary prose, a heading now and then."""
    have = sum(len(p.split()) for p in body) + 25
    prose = []
    while have < words:
        paragraph = " ".join(filler(dealt) for _ in range(dealt.randint(1, 3)))
        prose.append(paragraph)
        have += len(paragraph.split())
    places = sorted(dealt.choices(range(1, len(body) + 1), k=len(prose)))
    for at, paragraph in enumerate(body):
        if at and at % 4 == 0:
            yield f"## {heading(dealt)}"
        yield paragraph
        yield from (p for p, place in zip(prose, places, strict=True) if place == at + 1)


def _statement(story: Story, event: Event, person: Person, dealt: random.Random) -> str:
    """What somebody says, planted with who it is: nothing that another has said in the article."""
    name = person.surname
    if person.name not in story.named:
        name, role = person.introduced(dealt)
        story.named.add(person.name)
        story.plants.append(Plant("leader", (story.file,), (role,), person.name))
    manner = "direct" if dealt.random() < 0.45 else "indirect"
    while True:
        slots = {**event.slots(dealt), "S": name, "body": dealt.choice(listed("said.bodies"))}
        if manner == "direct":
            content = filled(dealt.choice(listed("said.quotes")), slots, dealt)
            who = f"said {name}" if dealt.random() < 0.5 and "," in name else f"{name} said"
            told = dealt.choice((f"“{content},” {who}.", f"{name} said: “{content}.”")).replace(",.", ".")
        else:
            form, of_it = dealt.choice(listed("said.indirect"))
            told = f"{filled(form, slots, dealt)}.".replace(",,", ",")
            content = filled(of_it, slots, dealt)
        if told not in story.said and content not in story.said - {""}:
            break
    story.said |= {told, content}
    if content:
        story.plants.append(Plant("position", (story.file,), (content,), person.name, manner))
    return sentence_case(told)


def _copy(first: Story, second: Story, event: Event, dealt: random.Random) -> None:
    """The second prints the agency's story of the first, its last paragraph cut and a word changed."""
    credit = f"{event.town.upper()} ({event.agency}) — "
    first.dateline = second.dateline = credit
    second.paragraphs = [p for p in first.paragraphs[:-1] if not p.startswith("##")]
    second.plants = [Plant("copy", (first.file, second.file), ())]


def _text(story: Story) -> str:
    front = {"title": f'"{story.title}"', "publisher": story.outlet, "published": story.day}
    head = "\n".join(f"{key}: {value}" for key, value in front.items())
    body = "\n\n".join([f"# {story.title}", f"{story.dateline}{story.paragraphs[0]}", *story.paragraphs[1:]])
    return f"---\n{head}\n---\n\n{body}\n"


def _whole(stories: Sequence[Story]) -> Iterator[Plant]:
    """The plants of an event: what several articles tell becomes one."""
    leads = [p for s in stories for p in s.plants if p.kind == "lead"]
    if len(leads) > 1:
        yield Plant("agreement", tuple(p.files[0] for p in leads), tuple(p.words[0] for p in leads))
    yield from (p for s in stories for p in s.plants if p.kind != "lead")
