"""The heads of mails, read within bounds, and what they say of the article.

A list that only its makers write to (a newsletter) sends under the name of the outlet. Who else sends, and
who writes to a list that anybody may write to, is the author. What is no name but an address is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.policy import EmailPolicy
from typing import Any, cast

from briefgen.readers.formats.extracted import UnreadableError

_LONGEST = 2_000
"""Characters of a head that are read: the library's work grows with their square."""
_MOST_LINES, _MOST_PARTS, _MOST_NESTED = 500_000, 2_000, 30
_NESTED = re.compile(
    rb"^content-type:[^\n]{0,200}(?:\n[ \t][^\n]{0,200}){0,2}(?:multipart|message)/", re.IGNORECASE | re.M
)
_OF_MAILS = ("From", "Date", "Subject", "Message-ID", "Received", "MIME-Version")
_PREFIX = re.compile(r"(?:re|fwd?|aw|wg)\s?(?:\[\d{1,3}\])?:\s*", re.IGNORECASE)
"""What programs put before the subject of an answer, and of what is sent on."""
_SEVERAL = re.compile(r"[,;|/·•]|\s[-–—&]\s|\s(?:at|from|and|of)\s", re.IGNORECASE)
"""What stands between the name of a person and that of an outlet, or of another person."""
_ARCHIVED = re.compile(r"<\s?(https?://[^\s<>]{1,500})\s?>")


class _Bounded(EmailPolicy):
    """The library's own rules, for the beginning of each head."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        """Name and value of a head; the end of an endless one is cut off."""
        name, value = super().header_source_parse(list(sourcelines))
        return name, value[:_LONGEST]


_POLICY = _Bounded()


def parsed(raw: bytes) -> EmailMessage:
    """The mail with its parts.

    Raises UnreadableError where it is none.
    """
    if raw.count(b"\n") > _MOST_LINES or raw.count(b"\n--") > _MOST_PARTS:
        raise UnreadableError("has more lines, or more parts, than a mail can have")
    if len(_NESTED.findall(raw)) > _MOST_NESTED:
        raise UnreadableError("holds too many mails within mails, or parts of parts")
    try:
        message = BytesParser(policy=_POLICY).parsebytes(raw.lstrip(b"\xef\xbb\xbf\r\n"))
    except RecursionError:
        raise UnreadableError("holds too many mails within mails, or parts of parts") from None
    except Exception:  # on odd heads of parts the library raises all sorts of errors
        raise UnreadableError("is not a mail that can be read") from None
    if not any(name in message for name in _OF_MAILS):
        raise UnreadableError("is not a mail")
    return cast(EmailMessage, message)  # the policy makes no other


def subject_of(raw: bytes) -> str | None:
    """The subject of the mail that begins with these bytes; None where it has none."""
    try:
        return subject(cast(EmailMessage, BytesHeaderParser(policy=_POLICY).parsebytes(raw)))
    except Exception:  # as above
        return None


def header(message: EmailMessage, name: str) -> Any:
    """The head of this name, as the library understands it; None where it is not there, or makes no sense."""
    try:
        return message[name]
    except Exception:  # as above
        return None


def subject(message: EmailMessage) -> str | None:
    """What the mail is about, without the marks of an answer."""
    return bare_subject(_said(header(message, "Subject")))


def bare_subject(given: str) -> str | None:
    """The same of a subject that stands elsewhere."""
    while marked := _PREFIX.match(given):
        given = given[marked.end() :]
    return given.strip() or None


def known(message: EmailMessage) -> dict[str, Any]:
    """What its heads say of the article."""
    found: dict[str, Any] = {}
    if title := subject(message):
        found["title"] = title
    sender = _sender(message)
    if _is_newsletter(message):
        found["publisher"] = None if "," in sender else named(sender)
    elif name := person(sender):
        found["authors"] = [name]
    found = {name: value for name, value in found.items() if value}
    if (sent := getattr(header(message, "Date"), "datetime", None)) is not None:
        found["published"] = sent
    if archived := _ARCHIVED.search(_said(header(message, "Archived-At"))):
        found["url"] = archived[1]
    return found


def named(display: str) -> str | None:
    """A display name, as the name of somebody; None where it is an address."""
    name = display.strip(" \t\"'").partition(" via ")[0].strip()
    return name if name and "@" not in name and any(c.isalpha() for c in name) else None


def person(display: str) -> str | None:
    """The same, where it is one person's alone; None where it may name a person and an outlet, or is turned
    round (`Moor, Ada`).
    """
    return None if _SEVERAL.search(display) else named(display)


def _said(value: Any) -> str:
    try:
        said = " ".join(str(value or "").split())
    except Exception:  # as above
        return ""
    return re.sub("[\ud800-\udfff]", "\ufffd", said)


def _sender(message: EmailMessage) -> str:
    """Under which name it was sent; empty where there is none, or several sent it."""
    senders: tuple[Any, ...] = getattr(header(message, "From"), "addresses", ())
    return _said(senders[0].display_name) if len(senders) == 1 else ""


def _is_newsletter(message: EmailMessage) -> bool:
    """Whether it comes from a list, and not everybody may write to that."""
    listed = any(header(message, name) for name in ("List-Id", "List-Unsubscribe"))
    return listed and _said(header(message, "List-Post")).upper() in ("", "NO")
