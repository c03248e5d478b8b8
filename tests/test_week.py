"""An analyst's week on an invented event: five batches of articles, forty edits, two publishers' corrections.

Each day the articles come and are built with yesterday's `editorial.yml` (the morning), then the analyst
works on the file and builds again (the evening). On Saturday nothing comes, and a rule is another.
`tests/week` has the articles, the file after each day, the pages written by hand, and what is new, written
by hand; README.md there tells the story.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import briefgen.analysis as analysis
import briefgen.build as building
from briefgen.build import Report, brief, build
from briefgen.changes.record import KINDS, SOURCES
from briefgen.check import Verdict, check
from briefgen.editorial.record import seal
from briefgen.model import Article, Briefing, Change, Citation, Difference, Finding
from briefgen.places import SETTLED

WEEK = Path(__file__).parent / "week"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
HALVES = tuple((day, half) for day in DAYS for half in ("morning", "evening"))
SEEDS, DOCS = Path("seeds"), Path("docs")
EDITS = SEEDS / "editorial.yml"
NOT_FINDINGS = ("add", "lead", "sections")


# -- the week is played once ---------------------------------------------------------


@dataclass(frozen=True, kw_only=True, repr=False)
class Half:
    """What a build left: in the morning with yesterday's edits, in the evening with the day's."""

    report: Report
    verdict: Verdict
    edits: Mapping[str, Any]
    """The analyst's file, as YAML has it."""
    written: Mapping[str, bytes]
    """What people wrote, before the build: the file and the pages."""
    left: Mapping[str, bytes]
    """The same after it."""

    @property
    def briefing(self) -> Briefing:
        return self.report.briefing


def by_people() -> dict[str, bytes]:
    """Every file that a person wrote: articles, edits, pages."""
    files = [p for p in SEEDS.rglob("*") if p.is_file()] + [DOCS / "desk.md"]
    return {p.as_posix(): p.read_bytes() for p in sorted(files) if p.exists()}


def half() -> Half:
    """Build and check the current folder."""
    edits = yaml.safe_load(EDITS.read_text(encoding="utf-8")) if EDITS.exists() else {}
    written = by_people()
    report = build(SEEDS, DOCS)
    verdict = check(SEEDS, DOCS)
    return Half(report=report, verdict=verdict, edits=edits, written=written, left=by_people())


def bring(folder: Path, into: Path) -> None:
    """The files of a day; one that is there is replaced."""
    for path in sorted(folder.glob("*")):
        shutil.copyfile(path, into / path.name)


def other_attributions(article: Article) -> tuple[Any, ...]:
    """A rule of tomorrow: what is reported begins with its “that”, and a quotation is its words alone."""
    return tuple(replace(a, content=tuple(_other(article, *s) for s in a.content)) for a in FOUND(article))


def _other(article: Article, start: int, end: int) -> tuple[int, int]:
    if article.text[:start].endswith(" that "):
        return start - len("that "), end
    words = article.text[start:end]
    if words[0] == "“" and words[-1] == "”":
        return start + 1, start + len(words.rstrip("”").rstrip(","))
    return start, end


def other_undecided(article: Article, cast: Any) -> tuple[Any, ...]:
    """The same of what is open: a passage ends with its full stop."""
    return tuple(
        replace(u, end=u.end + (article.text[u.end : u.end + 1] == ".")) for u in OPEN(article, cast)
    )


FOUND, OPEN, READ = analysis.find_attributions, analysis.find_undecided, building.read_in


def read_once() -> Callable[..., Any]:
    """What is found in the same articles is the same: they are read once, then built and checked often."""
    kept: dict[tuple[object, ...], Any] = {}

    def read(articles: tuple[Article, ...], *more: Any) -> Any:
        known = tuple((a.path, a.key, a.sha256) for a in articles)
        if known not in kept:
            kept[known] = READ(articles, *more)
        return kept[known]

    return read


@pytest.fixture(scope="module")
def week(tmp_path_factory) -> Mapping[tuple[str, str], Half]:
    """Day and half → what the build left."""
    folder = tmp_path_factory.mktemp("week")
    played = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(building, "read_in", read_once())
        SEEDS.mkdir()
        DOCS.mkdir()
        for day in DAYS:
            bring(WEEK / day, SEEDS)
            played[day, "morning"] = half()
            shutil.copyfile(WEEK / "editorial" / f"{day}.yml", EDITS)
            if (WEEK / "pages" / day).exists():
                bring(WEEK / "pages" / day, DOCS)
            played[day, "evening"] = half()
        played["friday", "again"] = half()
        patch.setattr(building, "read_in", read_once())
        patch.setattr(analysis, "find_attributions", other_attributions)
        patch.setattr(analysis, "find_undecided", other_undecided)
        played["saturday", "morning"] = half()
        played["saturday", "anew"] = anew()
    return played


def anew() -> Half:
    """What the other rule finds where there is no earlier build and no edit: every id is made anew."""
    kept = EDITS.read_bytes()
    EDITS.unlink()
    try:
        made = brief(SEEDS)
    finally:
        EDITS.write_bytes(kept)
    report = Report(done=None, problems=(), briefing=made)  # type: ignore[arg-type]
    return Half(report=report, verdict=Verdict(wrong=(), problems=()), edits={}, written={}, left={})


# -- what is expected ------------------------------------------------------------------


def expected(day: str, when: str) -> list[str]:
    """The lines written by hand for the morning; in the evening those that begin with + and − change them."""
    text = (WEEK / "expected" / f"{day}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    cut = lines.index("[evening]") if "[evening]" in lines else len(lines)
    told = lines[:cut]
    for line in lines[cut + 1 :] if when == "evening" else ():
        sign, words = line[:2], line[2:]
        if sign == "- ":
            told.remove(words)
        else:
            assert sign == "+ ", line
            told.append(words)
    return sorted(told)


def expected_of(day: str, when: str, *kinds: str) -> list[str]:
    """Those that begin with one of these words; of a lost edit and the like, what stands behind them."""
    return [line for line in expected(day, when) if line.startswith(kinds)]


WORD = {
    "agreements": "agreement", "disagreements": "disagreement", "open_issues": "open issue",
    "positions": "position", "leaders": "leader",
}  # fmt: skip


def marks(briefing: Briefing, cited: Iterable[Citation]) -> str:
    """`A3 B1`: the marks of these passages, in order, each once."""
    places = {(briefing.by_source[c.source].key, int(c.sentence[1:])) for c in cited}
    return " ".join(f"{key}{n}" for key, n in sorted(places))


def line(briefing: Briefing, kind: str, f: Finding) -> str:
    """A finding as the expectation names it."""
    if kind == "leaders":
        return f.name  # type: ignore[attr-defined]
    at = marks(briefing, cites(f))
    if kind == "agreements":
        return at
    if kind == "disagreements":
        return f"{at} {' | '.join(s.label for s in f.sides)}"  # type: ignore[attr-defined]
    return f"{at} {' '.join(f.citations[0].quote.split())}"


def told(briefing: Briefing) -> Iterator[str]:
    """What is new, as the expectation says it."""
    news = briefing.news
    if news is None:
        return
    shown = {f.id: (kind, f) for kind in (*KINDS, SETTLED) for f in briefing.findings.get(kind, ())}
    for c in news.changes:
        if c.kind == SOURCES:
            yield f"source {SOURCE_WORD[c.what]}: {c.id}"
        elif c.what == "gone":
            yield f"gone {WORD[c.kind]}: {c.title}"
        elif c.what == "answered":
            yield from _settled(briefing, shown[c.id][1])
        else:
            yield from _differing(briefing, c, shown[c.id][1])


def _settled(briefing: Briefing, f: Any) -> Iterator[str]:
    """`answered open issue: A1 by B2`, `overtaken open issue: A1`."""
    what, by = ("answered", f.answered) if f.answered else ("overtaken", f.overtaken_by)
    yield f"{what} open issue: {marks(briefing, cites(f))}" + (f" by {marks(briefing, [by])}" if by else "")


def _differing(briefing: Briefing, c: Change, f: Any) -> Iterator[str]:
    if c.what == "new":
        yield f"new {WORD[c.kind]}: {line(briefing, c.kind, f)}"
    begin = f"changed {WORD[c.kind]}: {marks(briefing, cites(f))}"
    for how in c.how:
        was, now = ("; ".join(words) for words in (how.was, how.now))
        match how.name:
            case "origins":
                yield f"{begin} another origin"
            case "sources" if "origins" not in [h.name for h in c.how]:
                yield from _told_elsewhere(briefing, begin, how, f)
            case "sources":
                pass
            case "later" if f.later:
                holders = {x.id: x.name for x in briefing.findings["leaders"]}  # type: ignore[attr-defined]
                who = ", ".join(holders[i] for i in f.holders)
                yield f"changed mind: {who} {marks(briefing, cites(f))} → {marks(briefing, [f.later.said])}"
            case "side":
                yield f"{begin} " + (f"further side: {now}" if now else f"no longer a side: {was}")
            case "value":
                yield f"{begin} {was} → {now}"
            case name:
                yield f"{begin} {name}: {was} → {now}"


def _told_elsewhere(briefing: Briefing, begin: str, how: Difference, f: Finding) -> Iterator[str]:
    """A source more that copies one of the others is no other origin."""
    if how.was:
        yield f"{begin} no longer in {'; '.join(how.was)}"
    more = {a.id for a in briefing.articles if a.title in how.now}
    before = {briefing.origins[c.source] for c in cites(f) if c.source not in more}
    if {briefing.origins[i] for i in more} - before:
        yield f"{begin} another origin"
    elif how.now:
        yield f"{begin} copied"


def unsure(briefing: Briefing) -> Iterator[str]:
    """What is found, and folded away because the rules are not sure of it."""
    for kind in KINDS:
        for f in briefing.findings[kind]:
            if f.confidence == "low":
                yield f"{WORD[kind]}: {line(briefing, kind, f)}"


SOURCE_WORD = {"new": "came", "changed": "edited", "gone": "gone"}
TOLD = ("source ", "new ", "changed ", "gone ", "answered ", "overtaken ")


# -- whether an edit holds: a function for each field of the file ------------------------


def cites(f: Finding) -> tuple[Citation, ...]:
    return (*f.citations, *(c for s in getattr(f, "sides", ()) for c in s.citations))


def places(cited: Iterable[Citation]) -> set[tuple[str, str]]:
    return {(c.source, c.sentence) for c in cited}


def plain(words: str) -> str:
    return " ".join(words.translate(str.maketrans("’‘“”", "''\"\"")).split())


def stands(briefing: Briefing, quote: Mapping[str, str]) -> set[tuple[str, str]]:
    """Source and sentence of a quote in the analyst's file: not looked up by the code under test."""
    ((key, words),) = quote.items()
    article = next(a for a in briefing.articles if key in (a.key, a.id))
    found = {(article.id, s.id) for s in article.sentences if plain(words) in plain(s.text)}
    assert len(found) == 1, quote
    return found


def all_stand(briefing: Briefing, quotes: Iterable[Mapping[str, str]]) -> set[tuple[str, str]]:
    return set().union(*(stands(briefing, q) for q in quotes))


def leaders(briefing: Briefing, names: str | list[str]) -> tuple[str, ...]:
    """Ids of the leaders that are named so, or have these ids."""
    given = [names] if isinstance(names, str) else names
    by_name = {f.name: f.id for f in briefing.findings["leaders"]}  # type: ignore[attr-defined]
    return tuple(by_name.get(name, name) for name in given)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an edit is looked for: the finding as the pages show it, and as it was found."""

    briefing: Briefing
    kind: str
    id: str
    entry: Mapping[str, Any]

    @property
    def all_shown(self) -> tuple[Finding, ...]:
        """Those of its kind; an open issue that is open no more is in a list of its own."""
        settled = self.briefing.findings.get(SETTLED, ()) if self.kind == "open_issues" else ()
        return (*self.briefing.findings[self.kind], *settled)

    @property
    def shown(self) -> Any:
        return next((f for f in self.all_shown if f.id == self.id), None)

    @property
    def settled(self) -> bool:
        return self.shown in self.briefing.findings.get(SETTLED, ())

    @property
    def found(self) -> Any:
        return next(f for f in self.briefing.unedited[self.kind] if f.id == self.id)

    def called(self, name: str) -> list[Any]:
        """Findings of its kind with this title or name."""
        return [f for f in self.all_shown if name in (f.title, getattr(f, "name", None))]


def hidden(p: Place, _: object) -> bool:
    return p.shown is None and p.found is not None


def pinned(p: Place, _: object) -> bool:
    first = [f.id for f in p.briefing.findings[p.kind]]
    return p.id in first[: len(first) and 1]


def reviewed(p: Place, who: Any) -> bool:
    """Whoever checked it is shown as long as what he saw is what there is."""
    same = p.entry.get("seen") in (None, seal(p.found))
    return p.shown.reviewed == (who if same else None)


def about(p: Place, topics: str | list[str]) -> bool:
    wanted = [topics] if isinstance(topics, str) else topics
    known = {f.id: f.label for f in p.briefing.findings["topics"]}  # type: ignore[attr-defined]
    return [known.get(i, i) for i in p.shown.topics] == [known.get(t, t) for t in wanted]


def merged(p: Place, others: str | list[str]) -> bool:
    """The others are nowhere any more, and what they rest on is his."""
    ids = [others] if isinstance(others, str) else others
    took = [f for f in p.briefing.unedited[p.kind] if f.id in ids]
    gone = all(f.id not in ids for f in p.all_shown)
    has = all(places(cites(f)) <= places(cites(p.shown)) for f in took)
    return len(took) == len(ids) and gone and has


def split(p: Place, parts: list[Mapping[str, Any]]) -> bool:
    """Each part is a finding of its own that rests on its passages, and no other has them."""
    for part in parts:
        (name,) = (part[key] for key in ("name", "title") if key in part)
        wanted, made = all_stand(p.briefing, part["passages"]), p.called(name)
        if len(made) != 1 or not wanted <= places(cites(made[0])):
            return False
        if p.shown is not None and p.shown is not made[0] and wanted & places(cites(p.shown)):
            return False
    return True


def answered(p: Place, quote: Mapping[str, str]) -> bool:
    """It is open no more, and says by which passage."""
    return p.settled and places([p.shown.answered]) == stands(p.briefing, quote)


def overtaken(p: Place, how: Any) -> bool:
    """It is open no more, because of this passage, or of none."""
    by = p.shown.overtaken_by
    said = by is None if how is True else places([by]) == stands(p.briefing, how)
    return p.settled and p.shown.overtaken is True and said


HOLDS: Mapping[str, Callable[[Place, Any], bool]] = {
    "hide": hidden,
    "title": lambda p, words: p.shown.title == words,
    "note": lambda p, words: p.shown.note == words,
    "pin": pinned,
    "reviewed": reviewed,
    "seen": lambda p, _: True,  # says when `reviewed` counts
    "holder": lambda p, names: p.shown.holders == leaders(p.briefing, names),
    "stance": lambda p, stance: p.shown.stance == stance,
    "negated": lambda p, negated: p.shown.negated is negated,
    "kind": lambda p, kind: p.shown.kind == kind,
    "topic": about,
    "name": lambda p, name: p.shown.name == name and p.shown.title == name,
    "role": lambda p, role: p.shown.roles[0][0] == role,
    "affiliation": lambda p, side: p.shown.side == side,
    "whose_move": lambda p, names: p.shown.whose_move == leaders(p.briefing, names),
    "merge": merged,
    "split": split,
    "answered": answered,
    "overtaken": overtaken,
}

KIND_OF = {
    "position": "positions", "leader": "leaders", "open_issue": "open_issues",
    "disagreement": "disagreements", "fact": "agreements", "date": "timeline",
}  # fmt: skip


def held(half: Half, name: str) -> Iterator[str]:
    """What of an entry of the file does not hold."""
    kind, _, id_ = name.rpartition("/")
    found = [k for k, fs in half.briefing.unedited.items() for f in fs if f.id == id_ and kind in ("", k)]
    if len(found) != 1:
        yield f"{name}: is {len(found)} findings"
        return
    entry = half.edits[name]
    place = Place(briefing=half.briefing, kind=found[0], id=id_, entry=entry)
    for field, value in entry.items():
        try:
            holds = HOLDS[field](place, value)
        except (AttributeError, IndexError, TypeError):
            holds = False
        if not holds:
            yield f"{name}: {field}: {value!r}"


def added(briefing: Briefing, entry: Mapping[str, Any]) -> bool:
    """Whether a finding of the analyst's stands among its kind, on the passages that he gave."""
    ((what, said),) = entry.items()
    quotes = said.get("quotes", [said["quote"]] if "quote" in said else [])
    quotes = [*quotes, *(q for s in said.get("sides", ()) for q in s.get("quotes", [s.get("quote")]))]
    wanted = all_stand(briefing, quotes)
    made = [f for f in briefing.findings[KIND_OF[what]] if f.by_hand and places(cites(f)) == wanted]
    return len(made) == 1 and all(_says(briefing, made[0], k, v) for k, v in said.items())


def _says(briefing: Briefing, f: Any, field: str, value: Any) -> bool:
    if field in ("quote", "quotes"):
        return True
    if field == "sides":
        return [s.label for s in f.sides] == [s["label"] for s in value]
    if field in ("holder", "whose_move"):
        return getattr(f, {"holder": "holders"}.get(field, field)) == leaders(briefing, value)
    return str(getattr(f, field)) == str(value)


def opening(briefing: Briefing, paragraphs: list[str]) -> bool:
    """Whether the front page opens with these paragraphs, each citation where it stands in them."""
    if len(briefing.opening) != len(paragraphs):
        return False
    for written, text in zip(briefing.opening, paragraphs, strict=True):
        quotes = [{key: words} for key, words in re.findall(r'\[@(\w+): "([^"]+)"\]', text)]
        cited = [c for c in written.parts if isinstance(c, Citation)]
        if places(cited) != all_stand(briefing, quotes):
            return False
    return True


def not_held(half: Half) -> set[str]:
    """What of the file does not hold, each beginning with the name of its entry."""
    wrong = {x for name in half.edits if name not in NOT_FINDINGS for x in held(half, name)}
    wrong |= {f"add: {entry}" for entry in half.edits.get("add", ()) if not added(half.briefing, entry)}
    if "lead" in half.edits and not opening(half.briefing, half.edits["lead"]):
        wrong.add("lead: is another")
    if "sections" in half.edits and list(half.briefing.sections) != half.edits["sections"]:
        wrong.add("sections: are others")
    return wrong


def lost(half: Half) -> list[str]:
    """Names of the edits that the briefing calls lost."""
    return sorted(x.name for x in half.briefing.lost)


# -- the tests ---------------------------------------------------------------------------


def names_and_fields() -> list[tuple[str, str]]:
    """Every edit of the week: entry and field; what was taken out again counts too."""
    found: dict[tuple[str, str], None] = {}
    for day in DAYS:
        edits = yaml.safe_load((WEEK / "editorial" / f"{day}.yml").read_text(encoding="utf-8"))
        for name, entry in edits.items():
            if name == "add":
                found |= {("add", str(x)): None for x in entry}
            elif name in NOT_FINDINGS:
                found[name, ""] = None
            else:  # a seal goes with the review
                found |= {(name, field): None for field in entry if field != "seen"}
    return list(found)


def test_the_week_has_forty_edits_of_every_sort():
    edits = names_and_fields()
    assert len(edits) == 40
    assert {field for name, field in edits if name not in NOT_FINDINGS} == HOLDS.keys() - {"seen"}
    kinds = {next(iter(yaml.safe_load(x))) for name, x in edits if name == "add"}
    assert kinds == KIND_OF.keys()


def test_the_day_s_file_keeps_what_was_in_it():
    """The analyst only takes out what was reported as lost, and changes the lead."""
    before: dict[str, Any] = {}
    for day in DAYS:
        edits = yaml.safe_load((WEEK / "editorial" / f"{day}.yml").read_text(encoding="utf-8"))
        gone = {x.removeprefix("lost edit: ") for x in expected_of(day, "morning", "lost edit: ")}
        for name, entry in before.items():
            if name == "add":
                assert edits["add"][: len(entry)] == entry
            elif name not in (*NOT_FINDINGS, *gone):
                assert entry.items() <= edits[name].items(), (day, name)
        before = edits


@pytest.mark.parametrize(("day", "when"), HALVES)
def test_every_edit_holds_or_is_reported(week, day, when):
    half = week[day, when]
    said = {x.removeprefix("lost edit: ") for x in expected_of(day, when, "lost edit: ")}
    assert {x for x in not_held(half) if x.split(": ")[0] not in said} == set()
    assert lost(half) == sorted(said)


@pytest.mark.parametrize(("day", "when"), HALVES)
def test_check_fails_on_what_is_to_be_mended_and_on_nothing_else(week, day, when):
    wrong = list(week[day, when].verdict.wrong)
    for line in expected_of(day, when, "lost edit: ", "not verbatim: "):
        hits = [x for x in wrong if line.split(": ")[1] in x]
        assert hits, line
        wrong = [x for x in wrong if x not in hits]
    assert wrong == []


@pytest.mark.parametrize(("day", "when"), HALVES)
def test_what_was_checked_is_checked_again_where_it_changed(week, day, when):
    half = week[day, when]
    # What changed on one day stays to be checked until somebody does.
    days = DAYS[: DAYS.index(day) + 1]
    again = {x.removeprefix("check again: ") for d in days for x in expected_of(d, when, "check again: ")}
    checked = [name for name, entry in half.edits.items() if "reviewed" in entry]
    for name in checked:
        (f,) = (f for fs in half.briefing.unedited.values() for f in fs if f.id == name)
        assert (seal(f) != half.edits[name]["seen"]) == (name in again), name


@pytest.mark.parametrize(("day", "when"), HALVES)
def test_nothing_that_people_wrote_is_touched(week, day, when):
    half = week[day, when]
    assert half.left == half.written
    assert half.report.done.kept == {}


@pytest.mark.parametrize("day", DAYS)
def test_what_is_new_in_the_morning(week, day):
    news = sorted(x for x in told(week[day, "morning"].briefing) if x.startswith(TOLD))
    assert news == expected_of(day, "morning", *TOLD)


@pytest.mark.parametrize("day", DAYS)
def test_what_is_new_in_the_evening(week, day):
    news = sorted(x for x in told(week[day, "evening"].briefing) if x.startswith(TOLD))
    assert news == expected_of(day, "evening", *TOLD)


@pytest.mark.parametrize(("day", "when"), HALVES)
def test_what_is_folded_or_missed_is_no_news(week, day, when):
    briefing = week[day, when].briefing
    news = {x.removeprefix("new ") for x in told(briefing)}
    folded = {x.removeprefix("folded ") for x in expected_of(day, when, "folded ")}
    assert folded <= {*unsure(briefing)} - news
    # Whoever teaches the rules to find one tells it as news here.
    assert news.isdisjoint(x.removeprefix("missed ") for x in expected_of(day, when, "missed "))


def test_the_other_rule_makes_other_ids(week):
    """Else the next test would tell nothing."""
    friday = {f.id for fs in week["friday", "evening"].briefing.unedited.values() for f in fs}
    anew = {f.id for fs in week["saturday", "anew"].briefing.findings.values() for f in fs}
    edited = {name.rpartition("/")[2] for name in week["friday", "evening"].edits}
    assert len((edited & friday) - anew) >= 9


def test_another_rule_loses_no_edit_and_is_no_news(week):
    saturday = week["saturday", "morning"]
    assert not_held(saturday) == set()
    assert lost(saturday) == []
    assert saturday.verdict.wrong == ()
    assert saturday.left == saturday.written
    # What the other rule is not sure of is folded, and told no more.
    friday = without_words(told(week["friday", "evening"].briefing))
    now = without_words(told(saturday.briefing))
    assert [x for x in now if x not in friday] == []
    less = [x for x in friday if x not in now]
    folded = without_words(f"new {x}" for x in unsure(saturday.briefing))
    assert set(less) <= set(folded) and len(less) <= 1


def test_a_second_build_changes_nothing(week):
    again = week["friday", "again"]
    assert again.report.done.lines == ()
    assert again.verdict.wrong == ()
    assert again.left == again.written


def without_words(lines: Iterable[str]) -> list[str]:
    """What is new by its marks alone: another rule quotes more or less of a sentence."""
    return sorted(re.sub(r"^(.*?: (?:[A-Z]\d+ ?)+).*", r"\1", x) for x in lines)
