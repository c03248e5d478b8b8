"""Organizations that no table knows: by the noun that ends their names, or the parser's entity; acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefgen.analysis.actors import world
from briefgen.analysis.actors.acronyms import spelled_out
from briefgen.analysis.actors.acts import acts
from briefgen.analysis.actors.drafts import Taken
from briefgen.analysis.actors.homes import homes_at
from briefgen.analysis.actors.names import in_office, is_title_before, name_end
from briefgen.analysis.actors.records import Home
from briefgen.analysis.actors.words import Words, folded, is_office
from briefgen.language.lexicon import words as lexicon


@dataclass(slots=True)
class Organization:
    """All sightings of one organization."""

    forms: dict[str, int] = field(default_factory=dict)
    mentions: list[tuple[str, str, int, int, str]] = field(default_factory=list)
    acts: bool = False
    homes: dict[Home, None] = field(default_factory=dict)
    state: str = ""
    """Its name with the state whose body it is, where a text says so ("Norland's Ministry of Finance")."""

    @property
    def name(self) -> str:
        """The longest form that is no acronym; the first of equals."""
        return max(self.forms, key=lambda f: (not is_acronym(f), len(f)))


def is_acronym(text: str) -> bool:
    """Whether the text is written like an acronym."""
    return bool(re.fullmatch(r"[A-Z](?:[A-Za-z&.]?[A-Z&.]){1,6}", text)) and text.upper() == text


def initials(name: str) -> str:
    """The capitals that an acronym of the name would have."""
    return "".join(w[0] for w in re.findall(r"[\w&]+", name) if w[0].isupper())


def find_organizations(
    texts: list[Words], taken: Taken, surnames: set[str], bodies: set[str]
) -> list[Organization]:
    """The organizations named in these sentences, in order; outside what is taken, and no surname alone.

    bodies: folded names that the texts have shown to be bodies', whatever the parser takes them for.
    """
    found: list[Organization] = []
    near = _Near()
    by_form: dict[str, Organization] = {}
    explained = [{(x.i, x.j): x.acronym for x in spelled_out(w) if _is_of_body(w, x.j - 1)} for w in texts]
    bodies = bodies | {folded(acronym) for told in explained for acronym in told.values()}
    for w, told in zip(texts, explained, strict=True):
        for i, j in _spans(w, taken.get((w.sentence.source, w.sentence.id), []), bodies, [*told]):
            form = w.text(i, j)
            if folded(form) in surnames:  # "Roe aides"
                continue
            whole = _with_state(w, i, j)
            key = folded(whole or form)
            organization = by_form.get(key) or (None if whole else _variant(form, near))
            if organization is None:
                bare = by_form.get(folded(form)) if whole else None
                organization = bare if bare and not bare.state else Organization()
                if organization is not bare:
                    found.append(organization)
            by_form[key] = organization
            by_form.setdefault(folded(form), organization)
            if whole:
                organization.state = whole
                organization.forms.setdefault(whole, 1)
                near.note(whole, organization)
            if (i, j) in told:
                by_form.setdefault(folded(told[i, j]), organization)
            _note(organization, w, i, j, form)
            near.note(form, organization)
    return found


def _with_state(w: Words, i: int, j: int) -> str:
    """The name with the state before it, for a body that every state has; empty for others."""
    if i < 2 or w.low(i - 1) not in ("'s", "'") or not {w.low(i), w.low(j - 1)} & _OF_EVERY_STATE:
        return ""
    for start in (i - 3, i - 2):
        owner = world.sense(w.text(start, i - 1)) if start >= 0 else None
        if owner and owner.kind == "government":
            return w.text(start, j)
    return ""


# What every state has: without its state the name tells not whose.
_OF_EVERY_STATE = frozenset({"ministry", "department", "parliament", "treasury"})


def _is_of_body(w: Words, last: int) -> bool:
    """Whether a name with an acronym may be a body's: no law ends it, and no office."""
    return w.low(last) not in lexicon("names", "laws") and not is_office(w.low(last))


def storms(texts: list[Words]) -> set[str]:
    """Names of storms, ships and the like, folded: "Florentine" where a text says "Hurricane Florentine"."""
    kinds = lexicon("names", "storms")
    return {
        folded(w[i + 1].text)
        for w in texts
        for i in range(len(w) - 1)
        if w.low(i) in kinds and w[i].capital and w[i + 1].capital
    }


def _note(organization: Organization, w: Words, i: int, j: int, form: str) -> None:
    start, end = w.span(i, j)
    organization.forms[form] = organization.forms.get(form, 0) + 1
    organization.mentions.append((w.sentence.source, w.sentence.id, start, end, form))
    organization.acts = organization.acts or acts(w, i, j)
    organization.homes |= dict.fromkeys(homes_at(w, i, j, body=True))


def _variant(form: str, near: _Near) -> Organization | None:
    """The one organization that this form abbreviates or spells out."""
    same = [o for o in near.to(form) if any(_same(form, f) for f in o.forms)]
    return same[0] if len(same) == 1 else None


class _Near:
    """The organizations by what another form of theirs would share with one that is known."""

    def __init__(self) -> None:
        self._noted: set[tuple[str, int]] = set()
        self._by_key: dict[tuple[str, str], dict[int, Organization]] = {}

    def note(self, form: str, organization: Organization) -> None:
        """The organization has this form."""
        if (form, id(organization)) not in self._noted:
            self._noted.add((form, id(organization)))
            for key in _keys(form, "whole", "begins"):
                self._by_key.setdefault(key, {})[id(organization)] = organization

    def to(self, form: str) -> Iterable[Organization]:
        """Those that the form may be of."""
        keys = _keys(form, "begins", "whole")
        return {n: o for key in keys for n, o in self._by_key.get(key, {}).items()}.values()


def _keys(form: str, own: str, begun: str) -> Iterator[tuple[str, str]]:
    """Its acronym, all of its words, and each beginning of them: one of two forms that `_same` joins has the
    other's acronym, or begins with all of it.
    """
    parts = form.lower().split(" ")
    if is_acronym(form):
        yield "acronym", form.replace(".", "")
    elif len(parts) > 1:
        yield "acronym", initials(form)
    yield own, form.lower()
    yield from ((begun, " ".join(parts[:k])) for k in range(1, len(parts)))


def _same(a: str, b: str) -> bool:
    for short, long in ((a, b), (b, a)):
        if (
            is_acronym(short)
            and not is_acronym(long)
            and len(long.split()) > 1
            and short.replace(".", "") == initials(long)
        ):
            return True
        if len(long.split()) > len(short.split()) and long.lower().startswith(short.lower() + " "):
            tail = long.lower().split()[len(short.split()) :]
            if is_acronym(short) and not set(tail) <= {"network", "networks", "television", "tv"}:
                continue
            return all(t.rstrip(".") in _TAILS for t in tail)
    return False


_TAILS = frozenset(
    {
        "news",
        "inc",
        "co",
        "corp",
        "corporation",
        "company",
        "ltd",
        "plc",
        "group",
        "holdings",
        "union",
        "party",
        "motor",
        "motors",
        "airlines",
        "airways",
        "bank",
        "international",
        "n.v",
        "s.a",
        "ag",
        "se",
        "department",
        "network",
        "networks",
    }
)


def _spans(
    w: Words, taken: list[tuple[int, int]], bodies: set[str], told: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    if w.shouting:
        return []
    out = []
    ends = dict(told)
    i = w.body
    while i < len(w):
        j = ends.get(i) or _known_end(w, i, bodies) or _end(w, i)
        if j > i:
            start, end = w.span(i, j)
            known = world.sense(w.text(i, j)) and folded(w.text(i, j)) not in bodies
            if not known and not any(a < end and start < b for a, b in taken):
                out.append((i, j))
        i = max(j, i + 1)
    return out


def _known_end(w: Words, i: int, bodies: set[str]) -> int:
    """Index behind the longest known body's name that begins at i; 0 where none does."""
    if not bodies or not w[i].capital:
        return 0
    j = i + 1
    while j < len(w) and w[j].capital and w[j].start == w[j - 1].end + 1:
        j += 1
    return next((k for k in range(j, i, -1) if folded(w.text(i, k)) in bodies), 0)


def _end(w: Words, i: int) -> int:
    """Index behind the organization's name that begins at i; i where none does."""
    if i in w.links or w.low(i) in _TIMES or w.low(i) in ("the", "a", "an"):
        return i
    if world.state_of_people(w[i].text):
        j = _arm_end(w, i)
        if j > i:
            return j
    word = w[i]
    if not word.capital or not word.text[0].isalnum() or word.pos not in ("PROPN", "NOUN", "ADJ", "X"):
        return i
    new = word.low == "new" and i + 1 < len(w) and w[i + 1].capital  # "New Norland City Police"
    if word.low in lexicon("names", "never") and word.entity != "ORG" and not new:
        return i
    j = i + 1
    while j < len(w) and (
        w[j].start == w[j - 1].end + 1
        and (w[j].capital or _joins(w, j) or _joins_parts(w, i, j))
        or _possesses_part(w, j)
    ):
        j += 1
    while j > i and (w[j - 1].low in ("the", "and", "of", "for") or (is_office(w[j - 1].low) and j > i + 1)):
        j -= 1
    if j < len(w) and w[j].pos == "NUM" and w.low(j - 1) in ("channel", "local", "unit", "group"):
        j += 1
    return j if _is_body(w, i, j) else i


# What stands before an office, never in a body's name ("Former State's Attorney Ann Roe").
_TIMES = ("former", "ex", "then", "acting", "late", "interim", "outgoing", "incoming")


def _arm_end(w: Words, i: int) -> int:
    """Index behind an arm of a state ("Norwegian navy", "Norwegian state media"); i where none is named."""
    j = i + 1
    while (
        j < len(w) and j - i < 4 and w[j].start == w[j - 1].end + 1 and w[j].pos in ("NOUN", "PROPN", "ADJ")
    ):
        j += 1
    while j > i + 1 and w.low(j - 1) not in lexicon("groups", "arms"):
        j -= 1
    return j if j > i + 1 else i


def _joins(w: Words, j: int) -> bool:
    if j + 1 >= len(w):
        return False
    if w[j].entity == "ORG" and w[j + 1].entity == "ORG":
        return w[j].low in ("of", "and", "for", "&", "the", "on")
    # "Norland Department of Environmental Quality", whatever the parser takes its parts for
    field = w[j + 1].capital and w[j + 1].entity in ("ORG", "") and w[j + 1].pos in ("ADJ", "PROPN", "NOUN")
    return (
        w[j].low == "of"
        and w.low(j - 1) in lexicon("groups", "bodies")
        and field
        and not is_office(w.low(j + 1))
    )


def _joins_parts(w: Words, i: int, j: int) -> bool:
    """Whether `and` at j stands inside the name that began at i ("the Freedom and Justice Party")."""
    if (
        w.low(j) != "and"
        or w.low(i - 1) not in ("the", "'s")
        or j - i > 3
        or j + 1 >= len(w)
        or not w[j + 1].capital
    ):
        return False
    first = w[j - 1]
    whole = (
        first.low in lexicon("groups", "bodies")
        or first.low in lexicon("names", "outlets")
        or first.text.isupper()
    )
    if whole or first.entity in ("PERSON", "GPE", "NORP") or world.sense(w.text(i, j)):
        return False
    end = j + 1
    while end < len(w) and w[end].capital and w[end].start == w[end - 1].end + 1:
        end += 1
    return (
        end - j > 2 and w.low(end - 1) in lexicon("groups", "bodies") and not world.sense(w.text(j + 1, end))
    )


def _possesses_part(w: Words, j: int) -> bool:
    """Whether 's at j stands inside a name ("Roe's Bakery")."""
    inside = all(k < len(w) and w[k].entity == "ORG" for k in (j, j + 1))
    if w.low(j) == "'" and j + 1 < len(w) and w.low(j - 1).endswith("s"):  # "the Dock Hands' Union"
        return w[j + 1].capital and w.low(j + 1) in lexicon("groups", "bodies")
    return (
        w.low(j) == "'s"
        and inside
        and w[j + 1].capital
        and not w.sentence.tokens[w[j + 1].first].entity_start
    )


def _is_body(w: Words, i: int, j: int) -> bool:
    entities = {w[k].entity for k in range(i, j)}
    low = w.low(i)
    if entities & {"DATE", "TIME", "MONEY"} or w.low(j - 1) in lexicon("names", "ways"):
        return False
    if any(w.low(k) in lexicon("names", "storms") for k in range(i, j)) or _is_kicker(w, j):
        return False
    if j == i + 1 and _is_common(low) and not (low in lexicon("names", "outlets") and w.low(i - 1) == "the"):
        return False  # "the Department", "Justice": no name by itself, but "the Post" is
    if any(is_title_before(w, k) and name_end(w, k) == j for k in range(i + 1, j)):
        return False  # "Army Capt. Jo Roe"
    if any(in_office(w, k) for k in range(j - 1, min(j + 1, len(w)))):
        return False  # "Roe County State's Attorney"
    if _GLUED_OR_MARKED.search(w.text(i, j)) or _begins_with_verb(w, i, j):
        return False
    return "ORG" in entities or (j - i > 1 and w.low(j - 1) in lexicon("groups", "bodies"))


# Two words in one, or an address: nobody's name.
_GLUED_OR_MARKED = re.compile(r"[#@{}<>|=]|[a-z]{5}[A-Z][a-z]{2}|[a-z]{4}[A-Z]{4}")


def _begins_with_verb(w: Words, i: int, j: int) -> bool:
    """Whether a sentence begins with what is done to somebody named ("Dismissing Roe's claim")."""
    first = w.low(i)
    return (
        i <= w.body and j - i == 2 and first.endswith("ing") and len(first) > 6 and w[j - 1].entity != "ORG"
    )


def _is_kicker(w: Words, j: int) -> bool:
    """Whether the words are a mark in capitals before a headline ("EXCLUSIVE | Roe wanted out")."""
    capitals = all(word.text.isupper() or not word.text[0].isalpha() for word in w.words[:j])
    return capitals and j < len(w) and w[j].text in ("|", "||", "•", "»")


def _is_common(low: str) -> bool:
    return low in lexicon("groups", "bodies") or is_office(low) or low in lexicon("names", "bodies")
