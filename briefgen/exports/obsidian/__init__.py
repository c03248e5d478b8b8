"""obsidian/: the briefing as linked notes, one for each leader, source, topic, open issue and disagreement.

A sentence of a source is a block of its note (`^s3`), so that each mark leads to it: `[[Source#^s3|A3]]`. A
note is called like what it is about, as far as a file may be (`names`); its aliases have the exact words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.exports.markdown_lines import Dialect, page, parted, standing
from briefgen.exports.obsidian.escape import text
from briefgen.exports.obsidian.names import Names
from briefgen.model import Article, Briefing, Finding, Page
from briefgen.pages.book import Book
from briefgen.pages.statement import colon, plain
from briefgen.paper import PARTS, document
from briefgen.paper.notes import url
from briefgen.statements import printed

NAME = "obsidian"
ABOUT = "the briefing as linked Markdown notes for Obsidian"
PATHS: tuple[str, ...] = ("obsidian/",)
ON_SITE = False
NEEDS: str | None = None
_FOLDERS = {
    "leaders": "Leaders", "sources": "Sources", "topics": "Topics", "open_issues": "Open issues",
    "disagreements": "Disagreements",
}  # fmt: skip
_SHORT = 50
"""Bytes of a source's name, which stands in every mark."""
_LEFT_OUT = "[…]"


def export(briefing: Briefing) -> tuple[Page, ...]:
    """The notes: the one to begin with, the lists, and one for each thing."""
    vault = _Vault(briefing)
    return tuple(Page(path=f"{PATHS[0]}{path}.md", text=said) for path, said in vault.notes())


class _Vault:
    """Makes the notes."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing, self.book = briefing, Book(briefing=briefing)
        self.data = document(briefing, tuple(PARTS))
        self.parts = self.data["parts"]
        self._by_key = {a.key: a for a in briefing.articles}
        names = Names()
        self.start = names.give(self.data["title"], "Briefing")
        self.lists = {name: names.give(name, name) for name in ("Established", "Timeline")}
        self.found = {
            "leaders": self.book.found("leaders"), "topics": self.book.found("topics"),
            "open_issues": self.book.open_now + self.book.settled, "disagreements": self.book.disputes,
        }  # fmt: skip
        self.names = {
            (kind, f.id): names.give(f.title or getattr(f, "label", ""), f.id)
            for kind, found in self.found.items()
            for f in found
        }
        for a in briefing.articles:
            self.names["sources", a.id] = names.give(f"{a.key} – {a.title}", f"Source {a.key}", _SHORT)
        self.dialect = Dialect(text=text, mark=self._mark)

    # -- links -------------------------------------------------------------------------

    def _mark(self, key: str) -> str:
        letters, number = parted(key)
        return f"[[{self.names['sources', self._by_key[letters].id]}#^s{number}|{key}]]"

    def _link(self, kind: str, id_: str) -> str:
        return f"[[{self.names[kind, id_]}]]"

    def _links(self, kind: str, ids: Iterable[str]) -> list[str]:
        """Links to those of them that have a note."""
        return [self._link(kind, i) for i in ids if (kind, i) in self.names]

    def _named(self, what: str, kind: str, ids: Iterable[str]) -> str:
        found = self._links(kind, ids)
        return f"{what}: {', '.join(found)}" if found else ""

    # -- notes -------------------------------------------------------------------------

    def notes(self) -> Iterator[tuple[str, str]]:
        """Path, without its suffix, and text of each."""
        yield self.start, self._start()
        yield self.lists["Established"], self._established()
        yield self.lists["Timeline"], self._timeline()
        making = {
            "leaders": self._leader, "open_issues": self._open, "disagreements": self._disagreement,
        }  # fmt: skip
        for kind, make in making.items():
            told = self.parts[kind.replace("_", "-")]
            for f, data in zip(self.found[kind], told, strict=True):
                yield f"{_FOLDERS[kind]}/{self.names[kind, f.id]}", make(f, data)
        for f in self.found["topics"]:
            yield f"{_FOLDERS['topics']}/{self.names['topics', f.id]}", self._topic(f)
        for a in self.briefing.articles:
            yield f"{_FOLDERS['sources']}/{self.names['sources', a.id]}", self._source(a)

    def _start(self) -> str:
        d, summary = self.dialect, self.parts["summary"]
        blocks: list[str | list[str]] = []
        for title, listed in (
            ("What happened", [d.line(x) for x in summary["lead"]]),
            ("Disagreements", self._links("disagreements", self._ids("disagreements"))),
            ("Open issues", self._links("open_issues", (f.id for f in self.book.open_now))),
            ("Answered or overtaken", self._links("open_issues", (f.id for f in self.book.settled))),
            ("Leaders", self._links("leaders", self._ids("leaders"))),
            ("Topics", self._links("topics", self._ids("topics"))),
            ("Sources", [self._listed(a) for a in self.briefing.articles]),
            ("Lists", [f"[[{name}]]" for name in self.lists.values()]),
            ("Problems", [d.line([p]) for p in self.data["made"]["problems"]]),
        ):
            if listed:
                blocks += [f"## {title}", [f"- {x}" for x in listed]]
        front = _front("briefing", self.data["title"], event=self.data["event"])
        facts = d.line([" · ".join(fact for _, fact in self.data["facts"])])
        return page(front, facts, *blocks, d.line([self.data["made"]["with"]]))

    def _listed(self, a: Article) -> str:
        said = "".join(f"; {what.rstrip(':')}: {link}" for what, link in self._standing(a).items())
        return f"{self._link('sources', a.id)}{said}"

    def _standing(self, a: Article) -> dict[str, str]:
        """What a source is to others, with links."""
        return {what: self._link("sources", other.id) for what, other in standing(self.book, a).items()}

    def _ids(self, kind: str) -> list[str]:
        return [f.id for f in self.found[kind]]

    def _leader(self, f: Finding, data: Mapping[str, Any]) -> str:
        d = self.dialect
        front = _front("leader", data["name"], *data["aliases"], kind=getattr(f, "kind", None))
        held = [x for p in data["held"] for x in d.position(p)]
        disputes = (dispute.id for dispute, _ in self.book.disputed_with(f.id))
        awaited = (x.id for x in self.book.open_now if f.id in getattr(x, "whose_move", ()))
        topics = dict.fromkeys(
            t for p in self.book.held_by(f.id) if p.confidence != "low" for t in getattr(p, "topics", ())
        )
        return page(
            front,
            d.facts([data["facts"]]),
            [f"- {d.line(role)}" for role in data["roles"]],
            *d.noted(data["note"]),
            *_section("Positions", held),
            self._named("In dispute", "disagreements", disputes),
            self._named("Whose move it is", "open_issues", awaited),
            self._named("Topics", "topics", topics),
        )

    def _open(self, f: Any, data: Mapping[str, Any]) -> str:
        d, (name, *marks) = self.dialect, data["title"]
        passages = [d.said(p) for p in data["passages"]]
        return page(
            _front("open-issue", data["name"], kind=f.kind),
            d.line([name, *marks, {"q": "; ".join(data["facts"])}]),
            passages,
            *d.noted(data["note"]),
            self._named("Up to", "leaders", f.whose_move),
            self._named("Topics", "topics", f.topics),
        )

    def _disagreement(self, f: Any, data: Mapping[str, Any]) -> str:
        d = self.dialect
        sides = [
            block
            for own, side in zip(f.sides, data["sides"], strict=True)
            for block in (f"## {text(own.label, True)}", [d.said(p) for p in side])
        ]
        return page(
            _front("disagreement", data["name"], kind=f.kind),
            d.facts(data["facts"]),
            *sides,
            *d.noted(data["note"]),
            self._named("Topics", "topics", f.topics),
        )

    def _topic(self, f: Finding) -> str:
        held = [p for p in self.book.on_topic("positions", f.id) if getattr(p, "holders", ())]
        label = self.book.topic(f.id)
        return page(
            _front("topic", label),
            *_section("Positions", map(self._held, held)),
            *_section("Open issues", self._about("open_issues", f.id)),
            *_section("Disagreements", self._about("disagreements", f.id)),
        )

    def _held(self, p: Any) -> str:
        """A statement with the notes of those whose it is, headed as on the pages where it is past."""
        earlier = "Earlier: " if self.book.past(p) else ""
        holders = " and ".join(self._links("leaders", p.holders))
        marks = [self.book.key(c) for c in printed(p)[:1]]
        return f"- {earlier}{holders}{colon(p)} {self.dialect.line(['“' + plain(p) + '”', {'m': marks}])}"

    def _about(self, kind: str, topic: str) -> list[str]:
        return [f"- {x}" for x in self._links(kind, (f.id for f in self.book.on_topic(kind, topic)))]

    def _established(self) -> str:
        d = self.dialect
        blocks: list[str | Iterable[str]] = []
        for fact in self.parts["established"]:
            blocks.append(d.line([fact["name"], {"m": fact["marks"]}, {"q": "; ".join(fact["facts"])}]))
            blocks += [[d.said(p) for p in fact["passages"]], *d.noted(fact["note"])]
        return page(_front("list", "Established"), *blocks)

    def _timeline(self) -> str:
        blocks: list[str | Iterable[str]] = []
        for part in self.parts["timeline"]["parts"]:
            rows = [f"- {self.dialect.line([{'b': r['when']}, ': ', *r['said']])}" for r in part["rows"]]
            blocks += [*([f"## {part['name']}"] if part["name"] else []), rows]
        return page(_front("list", "Timeline"), *blocks)

    def _source(self, a: Article) -> str:
        """A block for each sentence, and nothing else: what stands in the note is the source's. What we say
        of it stands in its properties.
        """
        links = {
            what.rstrip(":").replace(" ", "_"): link for what, link in self._standing(a).items()
        }  # fmt: skip
        front = _front(
            "source", a.title, a.key, title=a.title, publisher=a.publisher, authors=list(a.authors),
            published=a.published, url=url(a), **links,
        )  # fmt: skip
        return page(front, *self._sentences(a))

    def _sentences(self, a: Article) -> Iterator[str]:
        hidden = False
        for s in a.sentences:
            kept = not self.briefing.excerpts or (a.id, s.id) in self.book.quoted
            if kept:
                said = s.text if (a.id, s.id) not in self.briefing.withheld else _LEFT_OUT
                yield f"{self.dialect.line([{'b': said} if s.heading else said])} ^{s.id}"
            elif not hidden:
                yield text(_LEFT_OUT)
            hidden = not kept


def _section(title: str, lines: Iterable[str]) -> list[str | list[str]]:
    listed = list(lines)
    return [f"## {title}", listed] if listed else []


def _front(sort: str, *called: str, **more: Any) -> dict[str, Any]:
    """The properties of a note. `called`: by these names it is found, its own among them."""
    return {
        "type": sort, "aliases": list(dict.fromkeys(called)), "tags": [f"briefing/{sort}"], **more,
    }  # fmt: skip
