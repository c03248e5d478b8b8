"""Ids that survive: a finding that the last build knew by an id keeps it, though its own would be another.

The id of a finding holds a hash of the words that it quotes and of their source. A mended misprint, another
span of the same sentence, a renamed source make another of it, and what stands under the old one (links, the
analyst's edits) would be lost. So each build keeps of each finding where in which sentence its words stand,
and the next one gives the id of a finding that is gone to the new one that stands there: where exactly one
does, and does so for no other. What is not plain stays apart.
"""

from __future__ import annotations

from briefgen.ids.renaming import Findings, renamed
from briefgen.ids.settling import Settled, remember, settled

__all__ = ["Findings", "Settled", "remember", "renamed", "settled"]
