"""Two drawings made at build time: who speaks on what, and what happened when by which source.

Static SVG, in the colours of the page's scheme (`#only-light`, `#only-dark`), small enough for a phone. Each
page that shows one has the same as a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.model import Finding, Page
from briefgen.pages.book import Book
from briefgen.pages.escape import xml
from briefgen.pages.uses import cited
from briefgen.pages.wording import colour, cut, moment

WHO = "assets/who-says-what.svg"
WHEN = "assets/timeline.svg"
_WIDTH = 480
_ROW = 30
_TALL = 40
"""A row of the timeline, which has two lines."""
_DATES, _DOTS = 128, 142
"""Where the dates of the timeline end (22 September 2024), and where its dots begin."""
_MOST_HOLDERS, _MOST_MOMENTS, _MOST_LANES = 12, 30, 8
_STYLE = (
    ":root{--ink:#1c2227;--quiet:#5b6670;--line:#cdd4da;--for:#1b6a3c;--against:#a3261b;--wants:#7d5300}"
    ":root:target{--ink:#e8ecef;--quiet:#a9b4bd;--line:#46505a;--for:#7fd0a0;--against:#f39a8c;--wants:#e9bd6b}"
    "text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',sans-serif;fill:var(--ink)}"
    ".q{fill:var(--quiet)}.e{text-anchor:end}.l{stroke:var(--line)}path{fill:none;stroke-width:2}"
    ".for{stroke:var(--for)}.against{stroke:var(--against);stroke-dasharray:7 4}"
    ".wants{stroke:var(--wants);stroke-dasharray:2 4}.plain{stroke:var(--quiet);stroke-width:1.2}"
    "circle{fill:var(--ink)}"
)
_LEGEND = (("for", "in favour"), ("against", "against"), ("wants", "a demand"), ("plain", "neither"))


def drawings(book: Book) -> tuple[Page, ...]:
    """The drawings for which there is something to draw."""
    return tuple(d for d in (_who(book), _when(book)) if d)


def _who(book: Book) -> Page | None:
    """Holders on the left, topics on the right, a line for each stance."""
    holders, topics = book.holders[:_MOST_HOLDERS], book.columns
    if len(holders) < 2 or len(topics) < 2:
        return None
    rows = max(len(holders), len(topics))
    left = {h.id: _level(i, len(holders), rows) for i, h in enumerate(holders)}
    right = {t: _level(i, len(topics), rows) for i, t in enumerate(topics)}
    cells = [(h, t) for h in holders for t in topics]
    body = [line for h, t in cells for line in _lines(book.cell(h.id, t), left[h.id], right[t])]
    body += [f'<text class="e" x="168" y="{left[h.id] + 4}">{xml(cut(h.title, 23))}</text>' for h in holders]
    body += [f'<text x="312" y="{right[t] + 4}">{xml(cut(book.topic(t), 23))}</text>' for t in topics]
    height = rows * _ROW + 66
    return _page(WHO, "Who speaks on what", height, [*body, *_legend(height - 36)])


def _level(at: int, of: int, rows: int) -> int:
    """Where the row stands, spread over the height."""
    return 18 + int((at + 0.5) * rows * _ROW / of) - _ROW // 2


def _lines(positions: Sequence[Finding], y: int, z: int) -> Iterator[str]:
    """One curve for each colour of stance that a holder has on a topic."""
    for shift, side in enumerate(dict.fromkeys(map(colour, positions))):
        a, b = y + 4 * shift, z + 4 * shift
        yield f'<path class="{side}" d="M176 {a}C240 {a} 240 {b} 304 {b}"/>'


def _legend(top: int) -> Iterator[str]:
    """Two lines of two: any font has room for them."""
    for i, (side, words) in enumerate(_LEGEND):
        x, y = 4 + i % 2 * _WIDTH // 2, top + i // 2 * 22
        yield f'<path class="{side}" d="M{x} {y}h24"/><text class="q" x="{x + 30}" y="{y + 4}">{words}</text>'


def _when(book: Book) -> Page | None:
    """A row for each dated moment, a dot for each source that reports it; where few do, each has a column."""
    told = (m for part, found in book.moments_by_part if part != "background" for m in found)
    dated = sorted((m for m in told if getattr(m, "when", None)), key=lambda m: str(getattr(m, "when", "")))
    if len(dated) < 2:
        return None
    dated = _most_reported(dated)
    reporting = {c.source for m in dated for c in cited(m)}
    lanes = [a for a in book.briefing.articles if a.id in reporting]
    height = len(dated) * _TALL + 34
    body: list[str] = []
    if len(lanes) <= _MOST_LANES:
        step = 18 if all(len(a.key) == 1 for a in lanes) else 8 + 9 * max(len(a.key) for a in lanes)
        x = {a.id: _DOTS + step * i for i, a in enumerate(lanes)}
        body += [f'<path class="l" d="M{x[a.id]} 24V{height - 12}"/>' for a in lanes]
        body += [
            f'<text class="q" text-anchor="middle" x="{x[a.id]}" y="16">{xml(a.key)}</text>' for a in lanes
        ]
        places = [[x[s] for s in _sources(m)] for m in dated]
        at = _DOTS + step * len(lanes)
    else:
        places = [[_DOTS + 13 * i for i in range(min(len(_sources(m)), _MOST_LANES))] for m in dated]
        at = _DOTS + 13 * max(map(len, places))
    for i, (m, dots) in enumerate(zip(dated, places, strict=True)):
        body += _moment(m, 24 + _TALL // 2 + i * _TALL, dots, at)
    return _page(WHEN, "What happened when, by source", height, body)


def _sources(moment: Finding) -> list[str]:
    return list(dict.fromkeys(c.source for c in cited(moment)))


def _most_reported(dated: list[Finding]) -> list[Finding]:
    """As many as fit, in their order: those that most sources report, of these the latest."""
    ranked = sorted(enumerate(dated), key=lambda x: (-len(_sources(x[1])), -x[0]))[:_MOST_MOMENTS]
    return [m for _, m in sorted(ranked, key=lambda x: x[0])]


def _moment(m: Finding, y: int, dots: Sequence[int], at: int) -> Iterator[str]:
    room = (_WIDTH - at) * 2 // 15
    yield f'<text class="e" x="{_DATES}" y="{y + 4}">{xml(moment(getattr(m, "when", None)))}</text>'
    yield from (f'<circle cx="{x}" cy="{y}" r="5"/>' for x in dots)
    first, second = _in_two(m.title or m.citations[0].quote, room)
    yield f'<text x="{at}" y="{y + 4 if not second else y - 4}">{xml(first)}</text>'
    if second:
        yield f'<text x="{at}" y="{y + 12}">{xml(second)}</text>'


def _in_two(title: str, room: int) -> tuple[str, str]:
    """A title in lines of so many characters, the second cut where it must be."""
    whole = " ".join(title.split())
    if len(whole) <= room:
        return whole, ""
    at = whole.rfind(" ", 0, room + 1)
    return (whole[:at], cut(whole[at + 1 :], room)) if at > 0 else (cut(whole, room), "")


def _page(path: str, title: str, height: int, body: Sequence[str]) -> Page:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="only-dark" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-label="{title}">'
    )
    lines = [head, f"<title>{title}</title>", f"<style>{_STYLE}</style>", *body, "</svg>", ""]
    return Page(path=path, text="\n".join(lines))
