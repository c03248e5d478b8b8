"""The form of editorial.yml: what may stand in it, what each may be, and how it is explained.

What reads the file and the JSON Schema that editors of text complete it by are both made from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from briefgen.editorial.record import AddedKind
from briefgen.places import SECTIONS as FRONT
from briefgen.record import DisagreementKind, LeaderKind, OpenKind, Stance

Sort = Literal[
    "flag", "text", "flag or text", "texts", "choice", "quote", "quotes", "flag or quote", "parts", "sides",
    "day",
]  # fmt: skip

MAY_BE: Mapping[Sort, str] = {
    "flag": "true or false",
    "text": "a text",
    "flag or text": "true or a text",
    "texts": "a text, or a list of texts",
    "choice": "one of a few words",
    "quote": "one source and its words",
    "quotes": "a list of quotes, each of one source and its words",
    "flag or quote": "true, or one source and its words",
    "parts": "a list of parts, each with a name or a title and its passages",
    "sides": "a list of two sides or more, each with its quotes",
    "day": "a day, a month or a year",
}
"""What a value of each sort is called in messages."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """Something that may be said of a finding."""

    name: str
    sort: Sort
    about: str
    """What it means: one sentence, for whoever writes the file."""
    example: str
    """A value of it, as YAML in one line."""
    choices: tuple[str, ...] = ()
    """Of a `choice`: what it may be; of the sections: what each may be."""
    into: str = ""
    """The field of the record, where it is called otherwise there."""

    @property
    def line(self) -> str:
        """It and an example, as a line of the file."""
        return f"{self.name}: {self.example}"


LEADER_KINDS: tuple[str, ...] = get_args(LeaderKind)
OPEN_KINDS: tuple[str, ...] = get_args(OpenKind)
DISAGREEMENT_KINDS: tuple[str, ...] = get_args(DisagreementKind)
STANCES: tuple[str, ...] = get_args(Stance)
ADDED: tuple[str, ...] = get_args(AddedKind)

_TITLE = Field(
    name="title",
    sort="text",
    example="How long they spoke",
    about="Shown in place of the title that was made.",
)
_NOTE = Field(
    name="note",
    sort="text",
    example="The transcript gives no length.",
    about="A comment, shown with the finding as yours.",
)
_PIN = Field(name="pin", sort="flag", example="true", about="Shown first among its kind.")
_REVIEWED = Field(
    name="reviewed",
    sort="flag or text",
    example="J. Roe",
    about="Who has checked it against its sources; true where no name is to be given.",
)
_PROPOSED = Field(
    name="proposed",
    sort="text",
    example='"qwen3:8b, 2026-12-01, prompt 1"',
    about="Written by briefgen: the model whose proposal you accepted, the day, the prompt’s version.",
)
_HOLDER = Field(
    name="holder",
    sort="texts",
    example="mara-quill",
    about="Of a position: who holds it, by id or name; [] for nobody who is named.",
)
_STANCE = Field(
    name="stance",
    sort="choice",
    example="demands",
    choices=STANCES,
    about="Of a position: what its holder does with what is said.",
)
_NEGATED = Field(
    name="negated",
    sort="flag",
    example="false",
    about="Of a position: whether its holder says that he does not.",
)
_TOPIC = Field(
    name="topic",
    sort="texts",
    example="energy ceasefire",
    about="What it is about: ids or labels of topics; a label that is none yet makes one.",
)
_NAME = Field(
    name="name",
    sort="text",
    example="Mara Quill",
    about="Of a leader: what he or she is called, on every page.",
)
_ROLE = Field(
    name="role",
    sort="text",
    example="harbour master",
    about="Of a leader: the role, in words of a sentence that names him or her.",
)
_AFFILIATION = Field(name="affiliation", sort="text", example="Osterhaven", into="side",
                     about="Of a leader: the side or the body that he or she belongs to.")  # fmt: skip
_WHOSE_MOVE = Field(
    name="whose_move",
    sort="texts",
    example="[mara-quill]",
    about="Of an open issue: who is to act, by id or name.",
)
_QUOTE = Field(
    name="quote",
    sort="quote",
    example='{A: "wants the pier closed"}',
    into="quotes",
    about="The passage that it rests on: a source, by key, id or file, and its words.",
)
_QUOTES = Field(
    name="quotes",
    sort="quotes",
    example='[{A: "nine were hurt"}, {B: "nine hurt"}]',
    about="The passages that it rests on.",
)


def _kind(what: str, choices: tuple[str, ...], example: str) -> Field:
    return Field(name="kind", sort="choice", example=example, choices=choices, about=f"The kind of {what}.")


ENTRY: tuple[Field, ...] = (
    Field(name="hide", sort="flag or text", example="not his words",
          about="Not shown anywhere, with every link to it; true, or the reason."),
    _TITLE,
    _NOTE,
    _PIN,
    _REVIEWED,
    _PROPOSED,
    Field(name="seen", sort="text", example="1a2b3c4d",
          about="Written by briefgen: the seal of the finding when it was checked."),
    _HOLDER,
    _STANCE,
    _NEGATED,
    _kind("leader, open issue or disagreement",
          tuple(dict.fromkeys(LEADER_KINDS + OPEN_KINDS + DISAGREEMENT_KINDS)), "person"),
    _TOPIC,
    _NAME,
    _ROLE,
    _AFFILIATION,
    _WHOSE_MOVE,
    Field(name="merge", sort="texts", example="[quill-2]",
          about="Ids of findings of the same kind that are one with it: it takes what they have."),
    Field(name="split", sort="parts",
          example='[{name: Tom Quill, passages: [{B: "Tom Quill, her brother,"}]}]',
          about="What of it belongs to others: their names or titles, and the passages that speak of them."),
    Field(name="answered", sort="quote", example='{C: "The line will pay."}',
          about="Of an open issue: the passage that answers it."),
    Field(name="overtaken", sort="flag or quote", example="true",
          about="Of an open issue: open no more because of something else; the passage that tells, if any."),
)  # fmt: skip
"""What may be said of a finding that was found."""

_OWN = (
    Field(name="id", sort="text", example="mara-quill", about="Its id; made from its words where not given."),
    _TITLE, _NOTE, _PIN, _REVIEWED, _PROPOSED, _TOPIC,
)  # fmt: skip
_RESTS_ON = (_QUOTE, _QUOTES)

ADD: Mapping[str, tuple[Field, ...]] = {
    "leader": (*_OWN, *_RESTS_ON, _NAME, _kind("leader", LEADER_KINDS, "person"), _ROLE, _AFFILIATION),
    "position": (*_OWN, *_RESTS_ON, _HOLDER, _STANCE, _NEGATED),
    "open_issue": (*_OWN, *_RESTS_ON, _kind("open issue", OPEN_KINDS, "decision"), _WHOSE_MOVE),
    "disagreement": (
        *_OWN,
        _kind("disagreement", DISAGREEMENT_KINDS, "quantity"),
        Field(name="sides", sort="sides",
              example='[{label: nine, quotes: [{A: "nine hurt"}]}, {quote: {B: "ten"}}]',
              about="The answers that cannot all be right, each with its passages."),
    ),
    "fact": (*_OWN, *_RESTS_ON),
    "date": (
        *_OWN,
        *_RESTS_ON,
        Field(name="when", sort="day", example="2025-03-18",
              about="The day, the month or the year (ISO 8601)."),
    ),
}  # fmt: skip
"""What may be said of each sort of finding that the analyst adds."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "leader": ("name",), "disagreement": ("sides",), "date": ("when",),
}  # fmt: skip
"""What must be said, besides one of `quote` and `quotes`; a disagreement has its quotes in its sides."""

PART = ("name", "title")
"""What a part of a split is called by: one of these, beside its `passages`."""
LABEL = "label"
"""What a side of a disagreement is called by."""
LEAD = Field(
    name="lead",
    sort="texts",
    example="['The line wants a pier [@A: \"a second pier\"].']",
    about="Paragraphs of yours that open the front page; each clause cites a source.",
)
SECTIONS = Field(
    name="sections",
    sort="texts",
    example="[happened, disputed, open, who]",
    choices=FRONT,
    about="The order of the front page's sections; those that are not named follow.",
)
ADD_ABOUT = "Findings of your own, each resting on words of a source."
