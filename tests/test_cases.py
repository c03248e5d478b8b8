"""The cases in `cases/*.md`: invented articles, and what is to be found in them. Anyone can add one.

A case is a `## title`, one or more articles, and for each kind of finding that it is about what is expected,
as a list in YAML:

    ```article Harbour Post 2024-05-08
    Mayor Mara Quill said the bridge was shut.
    ```
    ```positions
    - {holders: [Mara Quill], quote: the bridge was shut}
    - not: {holders: [Harbour Post]}
    - count: 1
    ```

The outlet and the day behind `article` may be absent. An entry must be met by a finding of its own; `not` by
none; `count` is how many there are in all; an empty list says that there is none. Of disagreements those
count that are published; an entry that names its `confidence` is looked for among what is to be checked as
well. Words in `quote` and `quotes` need to stand within the words cited, those in `sides` within them or
round them; people and institutions are called by a name or an alias; `line` is what a page prints behind the
holder's name; `later` and `earlier` are words of his other statement, null where there is none; other names
are fields of the finding, and lists need to be part of the finding's. Of leaders,
`order` names some in their order, `first_role` is the role that comes first, `from` the state sources give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.analysis import analyse
from briefgen.findings import KINDS, find_all
from briefgen.findings.positions import Position
from briefgen.language.parser import parse
from briefgen.matching.reader import load
from briefgen.model import Article, Citation, Finding
from briefgen.pages.statement import colon, plain
from briefgen.verify import citations

CASES = Path(__file__).parent / "cases"
BLOCK = re.compile(r"^```(\w+)[ \t]*(.*)\n([\s\S]*?)^```[ \t]*$", re.MULTILINE)
Found = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A title of a file of cases with what stands below it."""

    name: str
    articles: tuple[Article, ...]
    expected: Mapping[str, list[dict[str, Any]]]


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        blocks = BLOCK.findall(part)
        told = [(info.strip(), text.strip()) for kind, info, text in blocks if kind == "article"]
        yield Case(
            name=f"{path.stem}: {part.splitlines()[0].strip()}",
            articles=tuple(_article(number, *words) for number, words in enumerate(told)),
            expected={kind: yaml.safe_load(text) or [] for kind, _, text in blocks if kind != "article"},
        )


def _article(number: int, told_by: str, text: str) -> Article:
    name = chr(ord("a") + number)
    dated = re.fullmatch(r"(.*?)\s*(\d{4}-\d\d-\d\d)?", told_by)
    assert dated is not None
    return Article(
        id=name, key=name.upper(), path=f"seeds/{name}.txt", sha256="", text=text, title=text[:40],
        publisher=dated[1] or None, published=date.fromisoformat(dated[2]) if dated[2] else None,
    )  # fmt: skip


ALL = [case for path in sorted(CASES.glob("*.md")) for case in cases(path)]
BELOW = {"quotations"}
"""What files of cases may speak of besides findings; the tests of the analysis read it."""
FINDINGS = [case for case in ALL if not case.expected.keys() <= BELOW]


@pytest.mark.parametrize("case", FINDINGS, ids=lambda case: case.name)
def test_case(case):
    found = find_all(analyse(parse(case.articles)), load())
    kinds = [kind for kind in case.expected if kind not in BELOW]
    wrong = [f"{kind}: {w}" for kind in kinds for w in faults(found, kind, case.expected[kind])]
    assert not wrong, "\n".join([*wrong, "found:", *shown(found, kinds)])


def faults(found: Found, kind: str, entries: list[dict[str, Any]]) -> Iterator[str]:
    """What is not as the entries say."""
    findings, among = published(found, kind), found[kind]

    def _asked(entry: Mapping[str, Any]) -> tuple[Finding, ...]:
        return among if "confidence" in entry else findings

    if not entries and findings:
        yield "nothing was expected"
    taken: set[str] = set()
    for entry in entries:
        if "count" in entry:
            if len(findings) != entry["count"]:
                yield f"{len(findings)} instead of {entry['count']}"
        elif "order" in entry:
            named = [f.title for f in findings if f.title in entry["order"]]
            if named != entry["order"]:
                yield f"the order is {named}"
        elif "not" in entry:
            if any(meets(found, f, entry["not"]) for f in _asked(entry["not"])):
                yield f"there is one that is not to be: {entry['not']}"
        elif hit := next((f for f in _asked(entry) if f.id not in taken and meets(found, f, entry)), None):
            taken.add(hit.id)
        else:
            yield f"there is none: {entry}"


def published(found: Found, kind: str) -> tuple[Finding, ...]:
    """What pages show of a kind; of disagreements not what is only to be checked."""
    return tuple(f for f in found[kind] if kind != "disagreements" or f.confidence != "low")


def meets(found: Found, finding: Finding, entry: Mapping[str, Any]) -> bool:
    """Whether a finding is what an entry describes."""
    return all(_has(found, finding, name, wanted) for name, wanted in entry.items())


def _has(found: Found, finding: Finding, name: str, wanted: Any) -> bool:
    said = [c.quote for c in citations(_cited(finding))]
    if name == "line":
        return _line(finding) == wanted
    if name in ("quote", "quotes"):
        wanted = [wanted] if isinstance(wanted, str) else wanted
        return all(any(_plain(words) in _plain(quote) for quote in said) for words in wanted)
    if name == "sides":
        sides = [[c.quote for c in side.citations] for side in finding.sides]  # type: ignore[attr-defined]
        return any(all(map(_says, order, wanted)) for order in permutations(sides, len(wanted)))
    if name in ("holders", "reported_by", "whose_move"):
        return _called(found, getattr(finding, name), wanted)
    if name == "roles":
        return set(wanted) <= {text for text, _ in finding.roles}  # type: ignore[attr-defined]
    if name == "first_role":
        return finding.roles[:1] != () and finding.roles[0][0] == wanted  # type: ignore[attr-defined]
    if name == "from":
        home = finding.home  # type: ignore[attr-defined]
        return (home[0] if home else None) == wanted
    value = getattr(finding, name)
    if name in ("later", "earlier"):
        return value is None if wanted is None else value is not None and wanted in _plain(value.said.quote)
    if name == "context":
        return _plain(wanted) in _plain(" ".join(c.quote for c in value))
    if isinstance(value, Citation):
        return _plain(wanted) in _plain(value.quote)
    return set(wanted) <= set(value) if isinstance(wanted, list) else value == wanted


def _line(finding: Finding) -> str:
    """What stands behind the holder's name on a page: the words, and a colon where they need one."""
    return f"{colon(finding)} “{plain(finding)}”".strip()


def _cited(finding: Finding) -> Finding:
    """The finding without what only its printed line has."""
    if not isinstance(finding, Position):
        return finding
    return replace(finding, shown=None, further=(), referents=(), context=(), later=None, earlier=None)


def _says(side: list[str], words: str) -> bool:
    """Whether a side cites the words, or what is at stake in them."""
    return any(_plain(words) in _plain(quote) or _plain(quote) in _plain(words) for quote in side)


def _called(found: Found, ids: tuple[str, ...], wanted: list[str]) -> bool:
    """Whether these leaders are exactly those who are called so."""
    leaders = {leader.id: leader for leader in found["leaders"]}
    names = [{leaders[i].name, *leaders[i].aliases} for i in ids]  # type: ignore[attr-defined]
    return len(names) == len(wanted) and all(any(w in n for n in names) for w in wanted)


def _plain(words: str) -> str:
    return " ".join(words.split())


def shown(found: Found, kinds: list[str]) -> Iterator[str]:
    """The findings, for the message."""
    for kind in kinds:
        for f in found[kind]:
            yield f"  {kind}: {f.as_json()}"[:600]


def test_cases_are_about_kinds_that_there_are_and_have_names_of_their_own():
    kinds = {kind.NAME for kind in KINDS}
    for case in ALL:
        assert case.articles and case.expected, case.name
        assert case.expected.keys() <= kinds | BELOW, case.name
    names = [case.name for case in ALL]
    assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)
