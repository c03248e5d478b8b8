"""Records in the vocabulary of schema.org: articles, who speaks, what they claim, and their own words.

A claim is its holder's, as an article reports it. There is no ClaimReview: no verdict is given. A quotation
is what an article has between quotation marks; that it was said so is what the article says.
"""

from __future__ import annotations

from typing import Any

from briefgen.model import Article, Citation, Finding

CONTEXT = "https://schema.org"
_TYPES = {"person": "Person", "government": "GovernmentOrganization"}
_PAIRS = {"“": "”", '"': '"', "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’"}


def article(a: Article) -> dict[str, Any]:
    """A source, as far as it is known."""
    known: dict[str, Any] = {
        "headline": a.title,
        "publisher": {"@type": "Organization", "name": a.publisher} if a.publisher else None,
        "author": [{"@type": "Person", "name": name} for name in a.authors] or None,
        "datePublished": a.published.isoformat() if a.published else None,
        "inLanguage": a.language,
        "url": a.url,
    }
    return {"@type": "NewsArticle", **{k: v for k, v in known.items() if v}}


def agent(leader: Finding) -> dict[str, Any]:
    """A leader by name."""
    return {"@type": _TYPES.get(str(getattr(leader, "kind", "")), "Organization"), "name": leader.title}


def statement(words: str, who: Any, where: Any, *, direct: bool) -> dict[str, Any]:
    """What somebody holds, as an article has it: a claim, or a quotation where the article quotes it."""
    if direct:
        return {"@type": "Quotation", "text": words, "spokenByCharacter": who, "isBasedOn": where}
    return {"@type": "Claim", "text": words, "author": who, "appearance": where}


def is_direct(position: Finding) -> bool:
    """Whether the source gives all of its words as a quotation."""
    return str(getattr(position, "manner", "")) == "direct"


def said(parts: tuple[Citation, ...]) -> str:
    """The printed words as one line, without the quotation marks around all of them."""
    return _bare(" … ".join(words for c in parts if (words := _bare(" ".join(c.quote.split())))))


def _bare(words: str) -> str:
    """The words without one pair of marks around all of them, and without a comma behind them."""
    words = words.rstrip(" ,;:—–")
    inside = words[1:-1]
    pair = {words[:1], words[-1:]}
    if inside and words[-1] in _PAIRS.get(words[0], "") and pair.isdisjoint(inside):
        return inside.strip(" ,;:—–")
    return words
