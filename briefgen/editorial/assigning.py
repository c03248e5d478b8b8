"""What is given on a command line for a field of editorial.yml, as the data that it is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from briefgen.editorial.form import Field
from briefgen.editorial.nodes import TRUTHS, nearest, plain
from briefgen.errors import ConfigError, UserError
from briefgen.yaml_text import compose_mapping

_COLON = re.compile(r":\s")
_NESTED = frozenset({"quotes", "parts", "sides"})


def field_of(known: tuple[Field, ...], name: str) -> Field:
    """The field of this name.

    Raises UserError where there is none; proposes the nearest.
    """
    for said in known:
        if said.name == name:
            return said
    names = tuple(said.name for said in known)
    raise UserError(f"{name!r} is not known; {nearest(name, names)}")


def value_given(said: Field, texts: Sequence[str]) -> Any:
    """The value of a field for which these were given: `true`, a text, `A: words`, or YAML in brackets.

    Raises UserError where it can't be that.
    """
    if said.sort == "texts":
        return _texts(said, texts)
    if len(texts) > 1:
        raise UserError(f"{said.name} is given twice: give it once, as {said.name}={said.example}")
    text = texts[0]
    if not text.strip():
        raise UserError(f"{said.name} is empty; to say it no more, use briefgen edit unset")
    if "flag" in said.sort and text.lower() in TRUTHS:
        return TRUTHS[text.lower()]
    if said.sort in _NESTED or ("quote" in said.sort and text.startswith("{")):
        return _yaml(said, text)
    return quote_given(text) if "quote" in said.sort else text


def quote_given(text: str) -> dict[str, str]:
    """A quote that is given as `A: words`.

    Raises UserError where it is none.
    """
    colon = _COLON.search(text)
    source, words = (text[: colon.start()].strip(), text[colon.end() :].strip()) if colon else ("", "")
    if not source or not words:
        raise UserError(
            f"{text!r} is no quote: write the source, a colon and its words, as 'A: nine were hurt'"
        )
    return {source: words}


def _texts(said: Field, texts: Sequence[str]) -> str | list[str]:
    """One or several; none where it is empty, or empty brackets."""
    if len(texts) == 1 and texts[0].startswith("["):
        found = _yaml(said, texts[0])
        return found if isinstance(found, list) else [found]
    given = [text for text in texts if text.strip()]
    return given[0] if len(given) == 1 else given


def _yaml(said: Field, text: str) -> Any:
    try:
        root = compose_mapping(f"{said.name}: {text}", said.name)
    except ConfigError:
        root = None
    if root is None:
        raise UserError(f"{said.name} can't be {text!r}: give it as {said.name}='{said.example}'")
    return plain(root.value[0][1])
