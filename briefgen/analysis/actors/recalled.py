"""Who is only recalled: named in a comparison, or in a sentence about years long past."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from briefgen.analysis.actors.drafts import Draft
from briefgen.analysis.actors.words import Words
from briefgen.language.lexicon import words as lexicon

_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
# So many years before the text, a sentence tells of another time.
_PAST = 4
# More where the text has no date: only the latest year that it names stands for it, and may be one to come.
_LONG_PAST = 12
# So many words before a name a comparison may begin ("like the late President Roe").
_BEFORE = 5


def forget_recalled(
    drafts: Iterable[Draft], texts: list[Words], published: Mapping[str, date | None]
) -> None:
    """Mark as not acting those people whom every mention only recalls."""
    by_sentence = {(w.sentence.source, w.sentence.id): w for w in texts}
    past = _past_years(texts, published)
    for draft in drafts:
        if draft.kind != "person" or not draft.acts:
            continue
        told = ((by_sentence[source, sentence], start) for source, sentence, start, _, _ in draft.mentions)
        draft.acts = not all(_is_past(w, past) or _is_compared(w, start) for w, start in told)


def _past_years(texts: list[Words], published: Mapping[str, date | None]) -> dict[str, int]:
    """By source, the last year that is another time."""
    latest: dict[str, int] = {}
    for w in texts:
        for year in _YEAR.findall(w.sentence.text):
            latest[w.sentence.source] = max(latest.get(w.sentence.source, 0), int(year))
    own = {source: day.year - _PAST for source, day in published.items() if day}
    return {source: year - _LONG_PAST for source, year in latest.items()} | own


def _is_past(w: Words, past: Mapping[str, int]) -> bool:
    years = [int(year) for year in _YEAR.findall(w.sentence.text)]
    return bool(years) and max(years) <= past.get(w.sentence.source, 0)


def _is_compared(w: Words, start: int) -> bool:
    """Whether a word of comparison stands before the name, with nothing but its title in between."""
    i = next((k for k in range(len(w)) if w[k].start == start), 0)
    for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
        if w.low(k) in lexicon("names", "comparing"):
            return True
        if w[k].pos in ("VERB", "AUX", "PUNCT", "CCONJ", "PRON"):
            return False
    return False
