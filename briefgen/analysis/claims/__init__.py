"""What clauses say: who does what to whom, denied or not, as a fact or not; and whether two of them speak
of the same.
"""

from __future__ import annotations

from briefgen.analysis.claims.find import classes_of, find_claims
from briefgen.analysis.claims.records import Claim, Modality, Phrase
from briefgen.analysis.claims.sameness import same_thing, shared_topic

__all__ = [
    "Claim",
    "Modality",
    "Phrase",
    "classes_of",
    "find_claims",
    "same_thing",
    "shared_topic",
]
