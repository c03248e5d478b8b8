"""A mail: a newsletter, or an article that somebody sent on.

Of two versions of one part, the plain one is read where it says about as much as the HTML one. Left out, and
told: attachments, what is quoted from earlier mails, what stands below the mark of a signature; and, unsaid,
where to see a newsletter in a browser, and how to get it no more. Of a mail
that only sends another on, the other one is the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from typing import Any

from briefgen.readers.formats.charset import characters
from briefgen.readers.formats.correspondence import Letter, letter, unflowed
from briefgen.readers.formats.extracted import MOST_BYTES, Extracted, UnreadableError
from briefgen.readers.formats.fragment import read_fragment
from briefgen.readers.formats.mail_headers import bare_subject, header, known, parsed, person
from briefgen.readers.formats.mending import entities, twice_decoded
from briefgen.readers.formats.newsletter import trimmed

ABOUT = "mail or newsletter"
SUFFIXES: tuple[str, ...] = (".eml",)
NEEDS: str | None = None
LIMIT = 25_000_000
"""More than that, mail servers don't pass on."""
_AS_MUCH = 0.6
"""A plain version with a smaller share of the words of the HTML one is a stub: “view in your browser”."""
_NOTE = 30
"""A text of fewer words, above one of ten times as many that is sent on, is a note about that."""
_SIGNED = "application/pkcs7-mime"
_PGP = "-----BEGIN PGP MESSAGE-----"


def read(raw: bytes) -> Extracted:
    """The text of the mail, or of the one that it sends on."""
    return _article(parsed(raw))


@dataclass
class _Gathered:
    """What the parts of a mail hold, in their order."""

    pieces: list[Extracted] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    sent_on: Letter | None = None
    """The plain part that has another mail in it."""


def _article(message: EmailMessage) -> Extracted:
    found = _Gathered()
    _take(message, found)
    own = trimmed(_joined(found.pieces))
    told = (*dict.fromkeys(found.problems), *_attached(found.attached))
    inner = _inner(found, own)
    if inner is None:
        return replace(own, metadata=known(message), problems=told)
    if _words(own.text) < _NOTE and _words(inner.text) >= 10 * _words(own.text):
        note = ("sends another mail on, which is read; the note with it is left out",) if own.text else ()
        return replace(inner, problems=(*inner.problems, *note, *told))
    left = "sends another mail on, left out: take that in by itself"
    return replace(own, metadata=known(message), problems=(*told, left))


def _inner(found: _Gathered, own: Extracted) -> Extracted | None:
    """The mail that is sent on; None where there is none."""
    if len(found.mails) > 1 and not own.text:
        raise UnreadableError(f"holds {len(found.mails)} mails and no text of its own: save each by itself")
    if found.mails:
        return _article(found.mails[0])
    if found.sent_on is None:
        return None
    heads = found.sent_on.heads
    given: dict[str, Any] = {"title": bare_subject(heads.get("subject", "")), "published": heads.get("date")}
    if name := person(re.split(r"[<\[]", heads.get("sender", ""))[0].strip("* ")):
        given["authors"] = [name]
    own = trimmed(Extracted(text=found.sent_on.sent_on))
    return replace(own, metadata={k: v for k, v in given.items() if v})


# -- parts ---------------------------------------------------------------------------


def _take(part: EmailMessage, found: _Gathered) -> None:
    """Gather what a part holds."""
    kind = _kind(part)
    within = part.get_payload() if part.is_multipart() else None
    parts: list[Any] = within if isinstance(within, list) else []
    if kind in ("multipart/encrypted", _SIGNED, "application/x-pkcs7-mime"):
        hidden = "signed-data" in str(header(part, "Content-Type"))
        raise UnreadableError("is signed so that its text is hidden (S/MIME)" if hidden else "is encrypted")
    if kind == "message/rfc822" and parts:
        found.mails.append(parts[0])
    elif kind == "multipart/alternative" and parts:
        _choose(parts, found)
    elif kind in ("multipart/related", "multipart/signed") and parts:
        _take(parts[0], found)
        found.attached += [name for p in parts[1:] if _is_attached(p) and (name := _name(p))]
    elif parts:
        for one in parts:
            _take(one, found)
    elif kind == "text/html" and not _is_attached(part):
        found.pieces.append(_html(part, found))
    elif (kind == "text/plain" or kind.startswith("multipart/")) and not _is_attached(part):
        found.pieces.append(_plain(part, found))
    elif _is_attached(part) or not kind.startswith("image/"):
        found.attached.append(_name(part) or kind)


def _choose(parts: list[EmailMessage], found: _Gathered) -> None:
    """Gather the better of two versions of one part."""
    plain, rich, failed = _Gathered(), _Gathered(), None
    for part in parts:
        try:
            _take(part, plain if _kind(part) == "text/plain" else rich)
        except UnreadableError as error:
            failed = error
    said, shown = (sum(_words(p.text) for p in x.pieces) for x in (plain, rich))
    if failed and not said and not shown:
        raise failed
    if failed:
        found.problems.append(f"one version of its text is not read: it {failed}")
    better = plain if said and said >= _AS_MUCH * shown else rich
    found.pieces += better.pieces
    found.problems += better.problems
    found.sent_on = found.sent_on or better.sent_on
    found.mails += plain.mails + rich.mails
    found.attached += plain.attached + rich.attached


def _plain(part: EmailMessage, found: _Gathered) -> Extracted:
    decoded = _decoded(part, found)
    if decoded.lstrip().startswith(_PGP):
        raise UnreadableError("is encrypted")
    once, misread = twice_decoded(decoded)
    text, named_ = entities(once)
    given = getattr(header(part, "Content-Type"), "params", {})
    if str(given.get("format", "")).lower() == "flowed":
        text = unflowed(text, str(given.get("delsp", "")).lower() == "yes")
    taken = letter(text)
    found.problems += [*misread, *named_, *taken.problems]
    if taken.sent_on:
        found.sent_on = taken
    return Extracted(text=taken.text)


def _html(part: EmailMessage, found: _Gathered) -> Extracted:
    text, misread = twice_decoded(_decoded(part, found))
    found.problems += misread
    own = read_fragment(text, without=_is_quoted)
    if own.problems and not own.text.strip():  # only what it quotes: somebody sends that on
        return read_fragment(text)
    found.problems += ["quotes an earlier mail, left out"] if own.problems else []
    return replace(own, problems=())


def _is_quoted(attributes: Mapping[str, str]) -> bool:
    """Whether an element with these attributes is the mail that is answered."""
    classes = attributes.get("class", "").split()
    return attributes.get("type") == "cite" or not {"gmail_quote", "yahoo_quoted"}.isdisjoint(classes)


def _decoded(part: EmailMessage, found: _Gathered) -> str:
    """The text of a part, in the encoding that it names if that is right."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    if len(raw) > MOST_BYTES:
        raise UnreadableError(f"holds more than {MOST_BYTES // 1_000_000} MB of text")
    named = part.get_content_charset()
    if not (named or "").startswith("utf-16"):
        raw = raw.replace(b"\0", b"")  # some programs leave them behind
    # Where nothing is named, mail is in ASCII: that it is, says nothing of what is beyond that.
    text, problems = characters(raw, None if named == "us-ascii" else named, declares=False)
    found.problems += problems
    return text


def _kind(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except Exception:  # a head that the library can't read
        return "text/plain"


def _is_attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except Exception:  # as above
        return False


def _name(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except Exception:  # as above
        return None


def _attached(names: list[str]) -> tuple[str, ...]:
    """What to say of attachments; their names are somebody else's words."""
    if not names:
        return ()
    shown = ", ".join(repr(" ".join(name.split())[:60]) for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (f"has {len(names)} attachment{'s' * (len(names) > 1)}, left out: {shown}{more}",)


# -- texts ---------------------------------------------------------------------------


def _joined(pieces: list[Extracted]) -> Extracted:
    text, blocks = "", []
    for piece in pieces:
        if piece.text.strip():
            text += "\n\n" if text else ""
            blocks += [(a + len(text), b + len(text), kind) for a, b, kind in piece.blocks]
            text += piece.text
    return Extracted(text=text, blocks=tuple(blocks))


def _words(text: str) -> int:
    """How many words, of which addresses are none."""
    return sum(1 for word in text.split() if "/" not in word and any(c.isalpha() for c in word))
