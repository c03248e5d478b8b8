"""The last gate: how likely an editor would sign a printed line."""

from __future__ import annotations

import re
from types import MappingProxyType

import pytest

from briefgen.analysis import analyse
from briefgen.analysis.soundness import HIGH, MEDIUM, confidence, soundness
from briefgen.findings.kind import SoFar
from briefgen.findings.positions import Reader
from briefgen.language.lexicon import table
from briefgen.language.parser import parse
from briefgen.matching import Matches
from briefgen.model import Article

TEXT = (
    "Mayor Mara Quill said the harbour board would close the old pier in May because its piles are rotten. "
    "Nobody was hurt. “The pier is a danger to every child who plays there,” Governor Tomas Breck said."
)


def observed(text: str) -> list[tuple[str, ...]]:
    """What is known of each statement of an invented article."""
    analysis = analyse(parse([Article(id="a", key="A", path="a.txt", sha256="", text=text, title="")]))
    reader = Reader(SoFar(analysis=analysis, found=MappingProxyType({}), matches=Matches(analysis)))
    return [reader.observed(held) for held in analysis.held]


def test_plain_statements_pass() -> None:
    found = observed(TEXT)
    assert len(found) == 2
    assert all(confidence(soundness(o)) != "low" for o in found)


def test_what_the_rules_fold_is_not_weighed() -> None:
    assert observed("The plan was rejected, she said.") == [()]


def test_the_same_observations_give_the_same_likelihood() -> None:
    assert observed(TEXT) == observed(TEXT)


@pytest.mark.parametrize(
    "likelihood, step",
    [
        (0.0, "low"),
        (MEDIUM - 1e-9, "low"),
        (MEDIUM, "medium"),
        (HIGH - 1e-9, "medium"),
        (HIGH, "high"),
        (1.0, "high"),
    ],
)
def test_likelihood_in_steps(likelihood: float, step: str) -> None:
    assert confidence(likelihood) == step


def test_unknown_observations_say_nothing() -> None:
    known = observed(TEXT)[0]
    assert soundness((*known, "cue xyzzy", "colour of the ink")) == soundness(known)


def test_weights_name_no_one() -> None:
    """Observations are of grammar and of common words: no name, place or paper, no sentence of anybody's."""
    free = [name for group in ("cue", "cue-above", "head-noun") for name in table("line_weights")[group]]
    assert len(free) > 50
    assert [n for n in free if n != n.lower()] == []
    named = [n for n in table("line_weights")["named"] if n.startswith("noun ")]
    assert [n for n in named if not re.fullmatch("noun [a-z.-]+", n)] == []
    assert max(len(n.split()) for group in table("line_weights").values() for n in group) <= 4
