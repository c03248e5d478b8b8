"""The sources as a list of references, before a format writes them: nothing is known that was not given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from briefgen.exports.lines import line
from briefgen.language.lexicon import Listed, per_language, table, words
from briefgen.model import Article, Briefing

_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*|[A-Z]")
_PART = re.compile(r"(?=..)[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SYLLABLES = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_MOST = 4
"""Words of a name, without the small ones inside it."""
_JOINED = frozenset({"y", "e"})
"""Particles that stand between two family names."""
_NOBODY = Listed(
    ("names", "makers"), ("names", "never"), ("names", "never_first"), ("names", "outlets"),
    ("names", "bodies"), ("names", "trades"), ("groups", "gathered"), ("groups", "arms"),
    ("titles", "honorifics"),
)  # fmt: skip
"""A by-line with one of these words is not plainly the name of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An author. A body has one whole name, and so has whoever's family name is not known."""

    whole: str
    family: str | None = None
    given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source as bibliographies list it."""

    key: str
    """The letter of its marks: A."""
    title: str
    """In square brackets where it is only the first words of the text, as supplied titles are written."""
    authors: tuple[Name, ...]
    container: str | None
    """The newspaper, or who else published it."""
    issued: date | None
    url: str | None
    accessed: date | None
    language: str | None

    @property
    def is_article(self) -> bool:
        """Whether it is known who published it, or where on the web; else it is some document."""
        return bool(self.container or self.url)


def references(briefing: Briefing) -> tuple[Reference, ...]:
    """One for each source, in the order of their keys' marks."""
    return tuple(_reference(a) for a in briefing.articles)


def _reference(a: Article) -> Reference:
    container = line(a.publisher) if a.publisher else None
    return Reference(
        key=a.key,
        title=line(a.title) if a.title_given else f"[{line(a.title)}]",
        authors=tuple(name(line(author), container) for author in a.authors),
        container=container,
        issued=a.published,
        url=a.url,
        accessed=a.retrieved.date() if a.retrieved else None,
        language=a.language,
    )


def name(author: str, container: str | None = None) -> Name:
    """An author's name. A by-line of a few capitalised words is a person's: given names, then the family's,
    or turned round by a comma. Names of bodies, of the paper itself (`container`), and those that may begin
    with the family's stay whole.
    """
    family, comma, given = author.partition(", ")
    parts = [*given.split(), *family.split()] if comma else author.split()
    at = len(given.split()) if comma else _family_at(parts)
    if not _is_persons(parts, at, container) or (comma and at + _small(parts[at:]) != len(parts) - 1):
        return Name(whole=author)
    return Name(whole=author, family=" ".join(parts[at:]), given=" ".join(parts[:at]))


def _family_at(parts: list[str]) -> int:
    """Index of the word with which the family's name begins: the last but for what belongs to it."""
    end = len(parts) - 1
    while end > 1 and parts[end].lower() in words("titles", "suffixes"):
        end -= 1
    small = [i for i in range(1, end) if _is_small(parts[i])]
    if not small:
        return end
    return small[0] - (parts[small[0]] in _JOINED and small[0] > 1)


def _is_small(word: str) -> bool:
    return word.islower() and word in words("titles", "particles")


def _small(parts: list[str]) -> int:
    """How many particles stand at the beginning."""
    return next((n for n, word in enumerate(parts) if not _is_small(word)), len(parts))


def _is_persons(parts: list[str], at: int, container: str | None) -> bool:
    """Whether the words are plainly a person's name, whose family's part begins there."""
    given, family = parts[:at], parts[at:]
    plain = [w for w in parts if not _is_small(w)]
    if not given or not family or not all(map(_is_part, plain)) or len(plain) > _MOST:
        return False
    if any(map(_is_small, given)) or _INITIAL.fullmatch(family[-1]) or _is_of_a_body(parts, container):
        return False
    return not _is_family_first(plain)


def _is_part(word: str) -> bool:
    return word[0].isupper() and bool(
        _PART.fullmatch(word) or _INITIAL.fullmatch(word) or word.lower() in words("titles", "suffixes")
    )


def _is_of_a_body(parts: list[str], container: str | None) -> bool:
    """Whether the words name a paper, an agency, a desk or another body."""
    whole = " ".join(parts).casefold()
    if whole in _bodies() or (container and {whole} & {container.casefold(), _bare(container)}):
        return True
    surname = _is_known(parts[0]) and parts[-1].lower() in words("names", "surnames_too")
    said = [w.lower() for w in (parts[:-1] if surname else parts)]
    acronym = any(len(w) > 2 and w.isupper() for w in parts) and not all(w.isupper() for w in parts)
    return acronym or any(w in _NOBODY for w in said)


def _bare(container: str) -> str:
    return container.casefold().removeprefix("the ")


@per_language
def _bodies() -> frozenset[str]:
    """Names of agencies and outlets that are known."""
    agencies = (n for names in table("agencies")["names"].values() for n in names)
    return frozenset(n.casefold() for n in (*agencies, *words("institutions", "outlets")))


def _is_family_first(plain: list[str]) -> bool:
    """Whether the first word may be the family's, as in names of East Asia: `Kim Jong-un`."""
    if plain[0].lower() in words("names", "family_first"):
        return True
    last = plain[-1]
    syllables = bool(_SYLLABLES.fullmatch(last)) and last.partition("-")[2].islower()
    return syllables and not _is_known(plain[0])


def _is_known(word: str) -> bool:
    """Whether a word is an initial or a given name that statistics have as frequent."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    known = plain in words("genders", "male") or plain in words("genders", "female")
    return bool(_INITIAL.fullmatch(word)) or (known and word[:1].isupper())
