"""By what the analyst's file takes hold of each finding: for the menus on the site, which copy its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from briefgen.editorial.record import RESERVED, REVIEWED, seal
from briefgen.model import Finding, Handle


def handles(unedited: Mapping[str, tuple[Finding, ...]]) -> Mapping[tuple[str, str], Handle]:
    """Kind and id of each finding that somebody checks → its name in the file and its seal.

    `unedited`: the findings as they were found. One that the analyst has added is none of them: it is
    corrected where it stands in the file.
    """
    times = Counter(f.id for found in unedited.values() for f in found)
    return {
        (kind, f.id): Handle(
            name=f.id if times[f.id] == 1 and f.id not in RESERVED else f"{kind}/{f.id}", seal=seal(f)
        )
        for kind in REVIEWED
        for f in unedited.get(kind, ())
    }
