"""The analyst's edits: `editorial.yml` in the seeds folder, keyed by the id of the finding.

    length-of-the-call-3f9a01:
      title: How long they spoke
      note: The transcript gives no length.
      pin: true
    vladimir-putin-agrees-90aa12:
      hide: true

An id that several kinds of finding share is written `leaders/vladimir-putin`. Edits are data: a generated
page is never edited. The briefing's own title and event are settings and stand in mkdocs.yml.
"""

from __future__ import annotations

from briefgen.editorial.reading import read_edits
from briefgen.editorial.record import FILE, Edit, Edits
from briefgen.editorial.references import without

__all__ = ["FILE", "Edit", "Edits", "read_edits", "without"]
