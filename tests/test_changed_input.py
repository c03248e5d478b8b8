"""What must stay, and what must change, when the sources change: the same code over changed texts.

Four invented events, told by two or three outlets each; most tests change the texts of every event. In three
of them nobody contradicts anybody; the fourth is the one of `golden/`, which has something of every kind.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from briefgen.analysis import analyse
from briefgen.findings import find_all
from briefgen.findings.agreements import Agreement
from briefgen.findings.disagreements import Disagreement
from briefgen.findings.open_issues import OpenIssue
from briefgen.findings.positions import Position
from briefgen.language.parser import parse
from briefgen.matching.reader import load
from briefgen.model import Article, Finding
from briefgen.readers import read_seeds

EVENTS: dict[str, tuple[str, ...]] = {
    "truce": (
        """\
President Selma Oduya and Prime Minister Rudolf Xaver spoke for two hours on Tuesday about the war over
the Tarn islands. Oduya agreed to halt the attacks on fishing boats for 30 days—provided Sweden
reciprocates—but she did not commit to a wider ceasefire, her office said.

Oduya released 175 prisoners on Tuesday. “The guns must fall silent before the winter,” Oduya said.
Xaver called the talk “useful and frank”.

Sweden’s approval is required for the ceasefire to take effect. It is unclear when the monitors will
arrive.
""",
        """\
Selma Oduya and Rudolf Xaver spoke on Tuesday about the Tarn islands. It was their first talk since the
spring.

Rudolf Xaver said that grain ships would sail again on Friday. The envoys will negotiate a wider
ceasefire in Korrin next week. Opposition leader Mara Quill rejected the plan. “It is a trap,” Quill
told reporters.
""",
    ),
    "strike": (
        """\
The dock workers of Korrin reached a tentative agreement with the shipping firm Norland Lines on Friday.
Union leader Greta Lund said the deal would end a strike of 19 days, if members approve it.

Norland Lines agreed to raise wages by 4 percent. The company declined to disclose the cost. “It was
time to come home,” Lund said. Lund signed the agreement late on Friday.
""",
        """\
Norland Lines agreed to raise wages by 4 percent, the dock workers' union said on Friday. Members will
vote on the agreement on Sunday, and Greta Lund urged them to accept it.

Mayor Mara Quill welcomed it. Greta Lund signed the agreement in the harbour chapel. Economist Nils Tarn
warned that higher freight rates could follow.
""",
    ),
    "quake": (
        """\
An earthquake of magnitude 6.1 shook the island of Velm on Sunday. Governor Anders Holm said 40 people
were hurt and five villages were damaged. The army evacuated the hospital of Velm.

“We need tents before the night,” Holm said. Nobody knows how many people are still missing.
""",
        """\
A strong quake shook Velm on Sunday. Rescue teams flew to the island from Korrin. The army evacuated the
hospital of Velm, Anders Holm said. Seismologist Ida Brandt said further tremors were likely to follow.
""",
    ),
}  # fmt: skip
PEACEFUL = tuple(EVENTS)
EVENTS["derailment"] = tuple(
    article.text for article in read_seeds(Path(__file__).parent / "golden" / "seeds", "seeds").articles
)
UNRELATED = """\
The football club of Westmere signed the striker Paolo Brandis for three years. Coach Jon Merrit said
the boy from the coast had a left foot like nobody else. The season opens in August. Fans queued for
tickets from dawn.
"""
REWORDED = {
    "spoke": "talked", "released": "freed", "said": "stated", "declined": "refused", "warned": "cautioned",
    "welcomed": "praised", "shook": "rocked", "next week": "in the coming week", "damaged": "harmed",
    "rejected": "turned down", "flew": "travelled",
}  # fmt: skip
Said = tuple[str, frozenset[frozenset[str]]]


def articles(*texts: str) -> tuple[Article, ...]:
    return tuple(
        Article(id=f"s{n}", key=chr(65 + n), path=f"{n}.txt", sha256="", text=_unwrapped(text), title="")
        for n, text in enumerate(texts)
    )


def _unwrapped(text: str) -> str:
    return "\n\n".join(" ".join(p.split()) for p in text.split("\n\n"))


def found(*sources: Article) -> dict[str, tuple[Finding, ...]]:
    return dict(find_all(analyse(tuple(_parsed(s) for s in sources)), load()))


@cache
def _parsed(article: Article) -> Article:
    return parse((article,))[0]


@cache
def base(event: str) -> dict[str, tuple[Finding, ...]]:
    return found(*articles(*EVENTS[event]))


def disagreements(findings: dict[str, tuple[Finding, ...]]) -> set[Said]:
    """Those that are published: what is folded depends on all that there is to look through."""
    return {
        (d.kind, frozenset(frozenset(c.quote for c in side.citations) for side in d.sides))
        for d in findings["disagreements"]
        if isinstance(d, Disagreement) and d.confidence != "low"
    }


def kinds(findings: dict[str, tuple[Finding, ...]]) -> list[str]:
    return sorted(kind for kind, _ in disagreements(findings))


def agreements(findings: dict[str, tuple[Finding, ...]]) -> set[tuple[str, int]]:
    return {(a.title, a.origins) for a in findings["agreements"] if isinstance(a, Agreement)}


def positions(findings: dict[str, tuple[Finding, ...]], source: str = "") -> set[tuple[object, ...]]:
    return {
        (p.holders, p.stance, p.negated, p.condition, *(_plain(c.quote) for c in p.citations))
        for p in findings["positions"]
        if isinstance(p, Position) and p.citations[0].source.startswith(source)
    }


def issues(findings: dict[str, tuple[Finding, ...]]) -> set[tuple[object, ...]]:
    return {
        (i.kind, i.whose_move, frozenset(_plain(c.quote) for c in i.citations))
        for i in findings["open_issues"]
        if isinstance(i, OpenIssue)
    }


def _plain(words: str) -> str:
    return words.replace("“", '"').replace("”", '"').replace("’", "'")


def _again(article: Article, text: str | None = None) -> Article:
    return replace(article, id=f"{article.id}-again", key="Z", path="again.txt", text=text or article.text)


def versions(article: Article, was: str, now: str) -> tuple[Article, Article]:
    """An article, and a later version of it that says something otherwise."""
    assert was in article.text
    one = replace(article, publisher="Harbour Post", published=date(2024, 5, 8))
    other = _again(one, one.text.replace(was, now))
    return one, replace(other, published=date(2024, 5, 9))


@pytest.fixture(params=EVENTS)
def event(request) -> str:
    return request.param


def test_the_events_have_something_to_lose(event):
    findings = base(event)
    assert len(findings["positions"]) >= 3 and findings["open_issues"] and findings["leaders"]
    assert agreements(findings)
    assert bool(disagreements(findings)) == (event not in PEACEFUL)


def test_the_same_source_twice_is_no_second_word(event):
    sources = articles(*EVENTS[event])
    for n in range(len(sources)):
        findings = found(*sources, _again(sources[n]))
        assert disagreements(findings) == disagreements(base(event))
        assert agreements(findings) == agreements(base(event))


def test_one_source_twice_agrees_and_disagrees_with_nobody(event):
    one = articles(*EVENTS[event])[0]
    findings = found(one, _again(one))
    assert disagreements(findings) == disagreements(found(one)) and not agreements(findings)


def test_the_order_of_the_sources_changes_nothing(event):
    there, back = base(event), found(*reversed(articles(*EVENTS[event])))
    for kind, findings in there.items():
        assert {f.id for f in findings} == {f.id for f in back[kind]}, kind
    assert disagreements(there) == disagreements(back)
    assert positions(there) == positions(back) and issues(there) == issues(back)


def test_a_reworded_copy_says_nothing_new(event):
    sources = articles(*EVENTS[event])
    text = sources[0].text
    for old, new in REWORDED.items():
        text = text.replace(old, new)
    assert text != sources[0].text
    findings = found(*sources, _again(sources[0], text))
    assert kinds(findings) == kinds(base(event))
    assert {o for _, o in agreements(findings)} <= {o for _, o in agreements(base(event))}


@pytest.mark.parametrize(
    ("event", "was", "now"),
    [
        ("truce", "175 prisoners", "150 prisoners"),
        ("truce", "for two hours", "for nearly four hours"),
        ("truce", "for 30 days", "for 60 days"),
        ("strike", "by 4 percent", "by 6 percent"),
        ("quake", "40 people were hurt", "70 people were hurt"),
        ("quake", "magnitude 6.1", "magnitude 5.4"),
    ],
)
def test_one_number_changed_in_a_later_version_is_one_update(event, was, now):
    one, other = versions(articles(*EVENTS[event])[0], was, now)
    ((kind, sides),) = disagreements(found(one, other))
    assert kind == "update"
    assert all(any(part in quote for quote in side) for side in sides for part in [_shared(was, now)])


def _shared(was: str, now: str) -> str:
    """The word that both have: what is counted."""
    return next((w for w in was.split() if w in now.split() and len(w) > 3), "")


@pytest.mark.parametrize(
    ("event", "was", "now"),
    [
        ("truce", "Oduya released 175 prisoners", "Oduya did not release 175 prisoners"),
        ("strike", "Norland Lines agreed to raise", "Norland Lines did not agree to raise"),
        ("quake", "The army evacuated the hospital", "The army did not evacuate the hospital"),
    ],
)
def test_one_negation_added_in_a_later_version_is_one_update(event, was, now):
    one, other = versions(articles(*EVENTS[event])[0], was, now)
    (update,) = [d for d in found(one, other)["disagreements"] if d.rule.startswith("disagreements/denied")]
    assert isinstance(update, Disagreement) and update.kind == "update"
    assert all(part in c.quote for s, part in zip(update.sides, (now, was), strict=True) for c in s.citations)


def test_an_event_that_has_nothing_to_do_with_it_changes_nothing(event):
    sources = articles(*EVENTS[event], UNRELATED)
    findings = found(*sources)
    assert disagreements(findings) == disagreements(base(event))
    assert agreements(findings) == agreements(base(event))
    assert positions(base(event)) <= positions(findings)
    assert issues(base(event)) <= issues(findings)


def test_straight_quotation_marks_for_curly_ones(event):
    straight = found(*articles(*map(_plain, EVENTS[event])))
    assert positions(straight) == positions(base(event))
    assert issues(straight) == issues(base(event))
    assert disagreements(straight) == disagreements(base(event))


@pytest.mark.parametrize("rewritten", ["if Sweden reciprocates,", "provided that Sweden reciprocates,"])
def test_an_aside_that_becomes_a_clause_is_a_condition_still(rewritten):
    whole = _unwrapped(EVENTS["truce"][0])
    text = whole.replace("—provided Sweden reciprocates—but", f" {rewritten} but")
    assert text != whole
    held = [p for p in found(*articles(text))["positions"] if isinstance(p, Position) and p.condition]
    assert any("Sweden reciprocates" in str(p.condition) for p in held)


def test_other_hash_seeds_give_the_same_bytes(tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name, texts in EVENTS.items():
        for n, text in enumerate(texts):
            (seeds / f"{name}-{n}.txt").write_text(_unwrapped(text), encoding="utf-8")
    one, other = (_built(tmp_path, seed) for seed in ("1", "2"))
    assert one and one == other


def _built(folder: Path, seed: str) -> dict[str, bytes]:
    docs = folder / f"docs-{seed}"
    command = [sys.executable, "-m", "briefgen", "build", "--seeds", "seeds", "--docs", docs.name]
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
    )
    return {p.relative_to(docs).as_posix(): p.read_bytes() for p in sorted(docs.rglob("*")) if p.is_file()}


def test_a_length_as_an_adjective_and_as_a_phrase():
    phrase = "Oduya agreed to halt attacks on fishing boats for {} days."
    adjective = "Oduya agreed to a {}-day halt to attacks on fishing boats."
    assert not disagreements(found(*articles(phrase.format(30), adjective.format(30))))
    ((kind, sides),) = disagreements(found(*articles(phrase.format(60), adjective.format(30))))
    assert kind == "quantity" and len(sides) == 2
