"""What a server packed, unpacked as its Content-Encoding header says."""

from __future__ import annotations

import re

from briefgen.content_coding import MOST_LAYERS, NotPackedSoError, TooManyMembersError, codings, unpacked
from briefgen.web.answers import FetchError

ACCEPTED = "gzip, deflate"


def undo(raw: bytes, encodings: str, most: int, *, cut: bool = False) -> bytes:
    """The bytes that were packed as a Content-Encoding header says; at most `most` of them.

    With `cut`, the packed bytes may end early and what is beyond `most` is left off.
    Raises FetchError where they are not packed so, end early or are too many.
    """
    names = codings(encodings)
    if len(names) > MOST_LAYERS:
        raise FetchError(f"is packed {len(names)} times over, as no article is")
    for name in names:
        raw, ended = _undone(raw, name, most)
        if len(raw) > most and not cut:
            raise too_large(most)
        if not ended and not cut:
            raise FetchError("ends in the middle of its packed text: try again later")
        raw = raw[:most]
    return raw


def _undone(raw: bytes, name: str, most: int) -> tuple[bytes, bool]:
    try:
        return unpacked(raw, name, most)
    except NotPackedSoError:
        raise FetchError("is packed otherwise than its server says: try again later") from None
    except TooManyMembersError:
        raise FetchError("is packed in more pieces than any article") from None
    except LookupError:
        shown = re.sub(r"[^a-z0-9_-]", "?", name[:20])
        raise FetchError(f"comes in an encoding that was not asked for ({shown})") from None


def too_large(most: int) -> FetchError:
    """What to raise where a document has more bytes than are taken."""
    size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most} bytes"
    return FetchError(f"is larger than {size}: nothing that large is an article")
