"""A folder of mails in one file, as mail programs export it: each mail is a part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefgen.readers.formats import mail
from briefgen.readers.formats.extracted import MOST_BYTES_SAVED, MOST_PARTS, Part, UnreadableError
from briefgen.readers.formats.mail_headers import subject_of

ABOUT = "folder of mails (mbox)"
SUFFIXES: tuple[str, ...] = (".mbox",)
NEEDS: str | None = None
LIMIT = MOST_BYTES_SAVED
_BEGIN = re.compile(rb"\n\r?\nFrom(?: [^\n]{0,300}\d\d:\d\d[^\n]{0,100}| ?\r?)\n(?=[!-9;-~]{1,80}:)")
"""The line before a mail: behind an empty one, with a time of day (some programs write none), before a head.
A sentence that begins with “From” is none."""
_HEADS = 64_000
"""Bytes in which the heads of a mail end."""
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def parts(raw: bytes) -> Iterator[Part]:
    """Each mail, named after its subject.

    Raises UnreadableError where there is none.
    """
    raw = b"\n\n" + raw.lstrip(b"\r\n")
    begins = [found.span() for found in islice(_BEGIN.finditer(raw), MOST_PARTS + 1)]
    if not begins or begins[0][0]:
        raise UnreadableError("is not a folder of mails (mbox)")
    ends = [begin + 1 for begin, _ in begins[1:]] + [len(raw)]
    for number, ((_, begin), end) in enumerate(zip(begins, ends, strict=True), start=1):
        name = subject_of(raw[begin : min(end, begin + _HEADS)]) or f"mail {number}"
        if number > MOST_PARTS:
            yield Part(name="the rest", problem="is not read: there are too many")
        elif end - begin > mail.LIMIT:
            yield Part(name=name, problem=f"is larger than {mail.LIMIT // 1_000_000} MB")
        else:
            yield Part(name=name, suffix=mail.SUFFIXES[0], raw=_ESCAPED.sub(rb"\1", raw[begin:end]))
