"""What a build keeps: made from its findings, and read again from the list that it left.

The list may have been edited by somebody, or be of another version: what is not as it should be is no record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.changes.record import BY_HAND, FOLDED, KINDS, Kept, Memory
from briefgen.model import Briefing, Citation, Finding
from briefgen.places import SETTLED
from briefgen.statements import told

_FEW = 8
"""Hexadecimal digits of a passage's hash: of one source, a hundred thousand passages would collide once."""
_FIELDS = ("stance", "negated", "kind", "origins", "holders")
_CITED = ("later", "answered", "overtaken")
"""Fields that hold a passage, or a record with one."""
_MOST = 300
"""Characters of such a passage that are kept."""


def remember(briefing: Briefing) -> Memory:
    """What to keep of a build."""
    found = {}
    for kind in KINDS:
        every = listed(briefing, kind)
        shown = {f.id for f in told(every)} if kind == "positions" else {f.id for f in every if _is_sure(f)}
        found[kind] = {f.id: _kept(kind, f, f.id in shown, briefing) for f in every}
    return Memory(
        sources={a.id: a.sha256 for a in briefing.articles},
        titles={a.id: _line(a.title) for a in briefing.articles},
        replaced=dict(briefing.replaced),
        findings=found,
    )


def listed(briefing: Briefing, kind: str) -> tuple[Finding, ...]:
    """The findings of a kind; an issue that is open no more stays one of the open issues."""
    settled = briefing.published.get(SETTLED, ()) if kind == "open_issues" else ()
    return (*briefing.published.get(kind, ()), *settled)


def read(kept: object) -> Memory | None:
    """What a build kept; None where it kept nothing, or where the record was damaged."""
    if not isinstance(kept, Mapping):
        return None
    sources, findings = kept.get("sources"), kept.get("findings")
    titles, replaced = kept.get("titles", {}), kept.get("replaced", {})
    if not all(map(_is_texts, (sources, titles, replaced))) or not isinstance(findings, Mapping):
        return None
    try:
        found = {k: {i: _read(kept) for i, kept in kind.items()} for k, kind in findings.items()}
    except (AttributeError, KeyError, TypeError):
        return None
    return Memory(
        sources=dict(sources),  # type: ignore[arg-type]
        titles=dict(titles),
        replaced=dict(replaced),
        findings=found,
    )


def _read(record: Any) -> Kept:
    says, title = tuple(record["says"]), record["title"]
    if not all(isinstance(word, str) for word in (*says, title)):
        raise TypeError(record)
    return Kept(passages=frozenset(record["at"].split()), title=title, says=says)


def _is_texts(record: object) -> bool:
    return isinstance(record, Mapping) and all(isinstance(value, str) for value in record.values())


def _is_sure(finding: Finding) -> bool:
    return finding.confidence != "low" and not getattr(finding, "anonymous", False)


def _kept(kind: str, finding: Finding, shown: bool, briefing: Briefing) -> Kept:
    # What is said of somebody changes with every source: that is no news of who he is.
    says = () if kind == "leaders" else tuple(_says(finding, briefing))
    own = (f"{BY_HAND}: yes",) if _is_by_hand(kind, finding, briefing) else ()
    return Kept(
        passages=frozenset(_passage(c, briefing) for c in finding.passages),
        title=_line(finding.title),
        says=(*says, *own) if shown else (*says, *own, f"{FOLDED}: yes"),
    )


def _is_by_hand(kind: str, finding: Finding, briefing: Briefing) -> bool:
    """Whether the analyst has made it: added it, or split it off from another one."""
    if "split" not in finding.edited:
        return finding.by_hand
    return all(f.id != finding.id for f in briefing.unedited.get(kind, ()))


def _says(finding: Finding, briefing: Briefing) -> Iterator[str]:
    """What of a finding can change while its passages stay, each `name: value`."""
    for name in _FIELDS:
        if hasattr(finding, name):
            yield f"{name}: {_plain(getattr(finding, name))}"
    yield from sorted(f"side: {_line(side.label)}" for side in getattr(finding, "sides", ()))
    for name in _CITED:
        if value := getattr(finding, name, None):
            by = getattr(finding, f"{name}_by", value)
            yield f"{name}: {_word(by, briefing)}"
    if finding.edited:
        yield f"edited: {', '.join(finding.edited)}"


def _word(value: Any, briefing: Briefing) -> str:
    """The passage of another word, with its words; empty where it has none."""
    cited = value if isinstance(value, Citation) else getattr(value, "said", None)
    if not isinstance(cited, Citation) or cited.source not in briefing.by_source:
        return ""
    return f"{_passage(cited, briefing)} {_line(cited.quote)[:_MOST]}"


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _line(words: str) -> str:
    return " ".join(words.split())


def _passage(c: Citation, briefing: Briefing) -> str:
    """Its whole sentence: where another rule quotes more of it or less, the finding rests on the same."""
    said = _line(briefing.by_source[c.source].by_sentence[c.sentence].text)
    return f"{c.source}:{hashlib.sha256(said.encode()).hexdigest()[:_FEW]}"
