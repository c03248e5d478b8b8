"""The pages above the briefings: one over all of them, and one for whoever stands in several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.model import Page
from briefgen.pages.escape import front_matter, text
from briefgen.pages.render import assets
from briefgen.portfolio.cards import Card, Figure
from briefgen.portfolio.parts import PEOPLE, Part
from briefgen.portfolio.people import Person

TITLE = "Briefings"
_MADE = "<!-- Made by `briefgen build` from the briefings: not to be edited. -->"
_INDEX = f"{PEOPLE}/index.md"
_KINDS = {"person": "Person", "organization": "Institution", "government": "State"}
_HEADINGS = {"person": "People", "organization": "Institutions", "government": "States"}
_FOLDED = '??? quote "The sentences cited here"\n'
_WHO = "Who stands in two or more of the briefings, and what each of these calls them."


@dataclass(frozen=True, kw_only=True)
class Told:
    """A briefing on the pages above it."""

    part: Part
    card: Card | None
    """None where it could not be made."""
    why: str = ""
    """Of one that could not be made: the reason."""
    stands: bool = True
    """Whether there are pages of it."""


def above(
    told: Sequence[Told], people: Sequence[Person], title: str | None, event: str | None, issues: str | None
) -> tuple[Page, ...]:
    """Every page that is no briefing's, with what all pages need."""
    own = [_person(told, one) for one in people]
    index = (_index(told, people),) if people else ()
    return (_front(told, people, title or TITLE, event), *index, *own, *assets(issues))


def _front(told: Sequence[Told], people: Sequence[Person], title: str, event: str | None) -> Page:
    lines = [f"# {text(title)}", ""]
    lines += [text(event), ""] if event else []
    references: list[str] = []
    for one in told:
        entry, cited = _entry(one)
        lines += entry
        references += cited
    if people:
        more = f"{len(people)} {'stands' if len(people) == 1 else 'stand'} in two or more of them"
        lines += ["## People and institutions { #people }", "", *_names(people, 12), ""]
        lines += [f"[{more}]({_INDEX}){{ .more }}", ""]
    about = event or f"{len(told)} briefing{'s' * (len(told) != 1)} in which every statement cites its source"
    return _page("index.md", title, about, "[navigation]", lines, references)


def _names(people: Sequence[Person], most: int) -> list[str]:
    """The first of them by the number of briefings, with links."""
    first = sorted(people, key=lambda p: -len(p.places))[:most]
    names = ", ".join(f"[{text(p.name)}]({PEOPLE}/{p.slug}.md)" for p in first)
    return [names + (" …" if len(people) > most else "")]


def _entry(one: Told) -> tuple[list[str], tuple[str, ...]]:
    """A briefing on the page over all."""
    part = one.part
    anchor = f"{{ #briefing-{part.slug} }}"
    link = f"[{{}}]({part.slug}/index.md)" if one.stands else "{}"
    if one.card is None:
        why = f"It could not be made anew: {text(one.why, inside=True)}"
        return [f"## {link.format(text(part.label))} {anchor}", "", why, ""], ()
    named = text(one.card.title)
    label = [] if one.card.title == part.label else [part.label]
    facts = str(text(" · ".join([*label, *one.card.facts])))
    lines = one.card.lines.below(f"{part.slug}/")
    return [f"## {link.format(named)} {anchor}", "", facts, "{ .facts }", "", *lines.body], lines.references


def _index(told: Sequence[Told], people: Sequence[Person]) -> Page:
    lines = ["# People and institutions in several briefings", "", _WHO, "{ .facts }", ""]
    for kind, heading in _HEADINGS.items():
        some = [p for p in people if p.kind == kind]
        if some:
            lines += [f"## {heading} {{ #{kind} }}", "", "| Who | In |", "| --- | --- |"]
            lines += [f"| [{text(p.name)}]({p.slug}.md) | {_places(told, p)} |" for p in some]
            lines += [""]
    return _page(_INDEX, "People and institutions in several briefings", _WHO, "[navigation, toc]", lines, ())


def _places(told: Sequence[Told], person: Person) -> str:
    """The briefings that somebody stands in, each a link to the page there."""
    links = []
    for number, at in person.places:
        part, figure = told[number].part, _figure(told, number, at)
        links.append(f"[{text(part.label)}](../{part.slug}/leaders/{figure.id}.md)")
    return " · ".join(links)


def _figure(told: Sequence[Told], number: int, at: int) -> Figure:
    card = told[number].card
    assert card is not None
    return card.figures[at]


def _person(told: Sequence[Told], person: Person) -> Page:
    number = len(person.places)
    kind = f"[{_KINDS[person.kind]}](index.md)"
    lines = [f"# {text(person.name)}", ""]
    lines += [f"{kind} in {number} briefings, taken for one by full name and by role", "{ .facts }", ""]
    references: list[str] = []
    for at, own in person.places:
        part, figure = told[at].part, _figure(told, at, own)
        own_lines = figure.lines.below(f"../{part.slug}/")
        lines += [f"## {text(part.label)} {{ #briefing-{part.slug} }}", ""]
        lines += _title(told[at], f"../{part.slug}/index.md")
        lines += own_lines.body
        references += own_lines.references
    about = f"{person.name} in {number} briefings"
    return _page(
        f"{PEOPLE}/{person.slug}.md", person.name, about, "[navigation]", lines, references, boost=True
    )


def _title(one: Told, front: str) -> list[str]:
    """What a briefing is called, where menus call it otherwise."""
    title = one.card.title if one.card else one.part.label
    return [f"[{text(title)}]({front})", ""] if title != one.part.label else []


def _page(
    path: str,
    title: str,
    about: str,
    hide: str,
    lines: Iterable[str],
    references: Iterable[str],
    boost: bool = False,
) -> Page:
    head = [f"title: {front_matter(title)}", f"description: {front_matter(about)}", f"hide: {hide}"]
    head += ["search: {boost: 2}"] if boost else ["search: {boost: 0.5}"]
    body = "\n".join(map(str, lines)).rstrip("\n") + "\n"
    cited = list(dict.fromkeys(references))
    if cited:
        told = "\n".join(cited)
        body += f'\n<div class="references" data-search-exclude markdown>\n\n{_FOLDED}{told}\n\n</div>\n'
    return Page(path=path, text="---\n" + "\n".join(head) + f"\n---\n{_MADE}\n\n{body}")
