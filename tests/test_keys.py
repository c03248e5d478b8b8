"""The keys of the sources: once given, each stays its source's, whatever comes, goes or is renamed.

And what a new article does to the pages: how many files change that have nothing to do with it.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from briefgen import pdf
from briefgen.build import build as run_build
from briefgen.check import check as run_check
from briefgen.model import Article, Keyed
from briefgen.paper.typesetter import Typeset
from briefgen.readers.keys import Keys, assign, remember
from briefgen.write import MANIFEST, read_manifest

SEEDS, DOCS = Path("seeds"), Path("docs")
LIST, EXPORT = DOCS / MANIFEST, DOCS / "briefing.json"
WITHOUT = {"reader": False}
"""Keys know nothing of what is found, and so it is made quicker."""
FIRST = "a-first.txt"
"""Its name sorts before those of the other sources."""
TEXT = "The ferry museum of Osterhaven opens on Sunday. Clerk Ada Moor said that entry was free.\n"


class Briefing:
    """Builds one after another: which key each file has, by the list that the build before left."""

    def __init__(self) -> None:
        self.last: dict[str, Keyed] = {}
        self.made: Keys

    def build(self, wanted: dict[str, str] | None = None, /, **files: str) -> str:
        """The keys of these files (name=content), as `name:key` in order of their names."""
        named = [Keyed(id=name, path=name, sha256=text) for name, text in sorted(files.items())]
        self.made = assign(named, [(wanted or {}).get(str(s.path)) for s in named], self.last)
        came = [(named[n], self.made.given[n]) for n in self.made.order]
        self.last = remember([article(s, key) for s, key in came], self.last)
        return " ".join(f"{s.path}:{key}" for s, key in zip(named, self.made.given, strict=True))


def article(source: Keyed, key: str) -> Article:
    return Article(
        id=str(source.path), key=key, path=str(source.path), sha256=source.sha256, text="", title=""
    )


@pytest.fixture
def briefing() -> Briefing:
    return Briefing()


# -- who is called what ---------------------------------------------------------------


def test_letters_by_path_and_beyond_z(briefing):
    made = briefing.build(**{f"s{n:02}": str(n) for n in range(28)})
    assert made.split()[0] == "s00:A" and made.split()[-3:] == ["s25:Z", "s26:AA", "s27:AB"]


def test_what_the_maker_gives_is_no_letter_for_others(briefing):
    assert briefing.build({"b": "A", "d": "HP"}, a="1", b="2", c="3", d="4") == "a:B b:A c:C d:HP"


def test_a_new_source_gets_the_next_wherever_its_name_stands(briefing):
    briefing.build(m="1", p="2")
    assert briefing.build(a="3", m="1", n="4", p="2") == "a:C m:A n:D p:B"
    assert briefing.made.order == (1, 3, 0, 2)
    assert list(briefing.last) == ["A", "B", "C", "D"]


def test_a_letter_that_the_maker_took_is_left_out(briefing):
    briefing.build({"m": "B"}, m="1", p="2")
    assert briefing.build({"m": "B"}, a="3", m="1", p="2") == "a:C m:B p:A"


def test_the_next_after_z_is_aa(briefing):
    files = {f"s{n:02}": str(n) for n in range(26)}
    briefing.build(**files)
    assert briefing.build(a="new", **files).startswith("a:AA s00:A")


def test_a_source_renamed_or_changed_keeps_its_key(briefing):
    briefing.build(m="1", p="2")
    assert briefing.build(b="2", m="1") == "b:B m:A"
    assert briefing.build(b="2 mended", m="1") == "b:B m:A"
    assert briefing.build(b="2 mended", c="1") == "b:B c:A"


def test_a_source_that_is_renamed_and_changed_at_once_is_a_new_one(briefing):
    briefing.build(m="1", p="2")
    assert briefing.build(m="1", q="3") == "m:A q:C"


def test_names_that_all_move_by_one(briefing):
    """The bytes count before the name, or each would take its neighbour's key."""
    briefing.build(n1="1", n2="2", n3="3")
    assert briefing.build(n1="0", n2="1", n3="2", n4="3") == "n1:D n2:A n3:B n4:C"


def test_a_copy_is_another_source(briefing):
    briefing.build(m="1")
    assert briefing.build(a="1", m="1") == "a:B m:A"
    assert briefing.build(b="1", n="1") == "b:A n:B"


def test_the_key_of_a_source_that_is_gone_is_given_to_no_other(briefing):
    briefing.build(m="1", p="2")
    assert briefing.build(p="2") == "p:B"
    assert briefing.build(m="another text", p="2") == "m:C p:B"
    assert briefing.build(a="1", m="another text", p="2") == "a:A m:C p:B"


def test_another_text_of_that_name_is_not_that_source(briefing):
    briefing.build(m="1", p="2")
    briefing.build(p="2")
    assert briefing.last["A"] == Keyed(id="m", path=None, sha256="1")
    assert briefing.build(m="1 mended", p="2") == "m:C p:B"


def test_where_nothing_is_left_it_is_another_briefing(briefing):
    briefing.build(example="1", sample="2")
    assert briefing.build(a="3", b="4") == "a:A b:B"
    assert briefing.last == {
        "A": Keyed(id="a", path="a", sha256="3"),
        "B": Keyed(id="b", path="b", sha256="4"),
    }


def test_the_maker_has_the_last_word_and_may_take_it_back(briefing):
    briefing.build(m="1", p="2")
    assert briefing.build({"m": "HP"}, m="1", p="2") == "m:HP p:B"
    assert briefing.build({"m": "HP"}, a="3", m="1", p="2") == "a:C m:HP p:B"
    assert briefing.made.order == (1, 2, 0)
    assert briefing.build(a="3", m="1", p="2") == "a:C m:A p:B"
    assert list(briefing.last) == ["A", "B", "HP", "C"]


def test_a_key_that_the_maker_gives_to_another(briefing):
    briefing.build(m="1", p="2")
    assert briefing.build({"p": "A"}, m="1", p="2") == "m:C p:A"
    assert briefing.build({"p": "A"}, a="3", m="1", p="2") == "a:D m:C p:A"


def test_a_key_that_two_are_to_have_is_used_by_none(briefing):
    briefing.build(m="1", p="2")
    assert briefing.build({"m": "K", "p": "K"}, m="1", p="2") == "m:A p:B"
    assert briefing.made.doubled == {"K"}


# -- the list -------------------------------------------------------------------------


def keys(made: Path = EXPORT) -> dict[str, str]:
    """Id of each source → its key, in the order of the data."""
    return {s["id"]: s["key"] for s in json.loads(made.read_text(encoding="utf-8"))["sources"]}


def build() -> dict[str, str]:
    """Build, and say what the sources are called."""
    run_build(SEEDS, DOCS, **WITHOUT)
    return keys()


def check() -> tuple[str, ...]:
    """What is to be mended."""
    return run_check(SEEDS, DOCS, **WITHOUT).wrong


@pytest.fixture
def built(project):
    """A project of two sources, and the keys that they have."""
    assert build() == {"harbour-post": "A", "valley-courier": "B"}


def test_the_keys_of_a_build_are_those_of_the_next(built):
    (SEEDS / FIRST).write_text(TEXT, encoding="utf-8")
    assert build() == {"harbour-post": "A", "valley-courier": "B", "a-first": "C"}
    assert check() == ()
    (SEEDS / FIRST).rename(SEEDS / "second.txt")
    assert build() == {"harbour-post": "A", "valley-courier": "B", "second": "C"}
    (SEEDS / "harbour-post.txt").unlink()
    (SEEDS / FIRST).write_text("Another one. " + TEXT, encoding="utf-8")
    assert build() == {"valley-courier": "B", "second": "C", "a-first": "D"}
    assert check() == () and build() == {"valley-courier": "B", "second": "C", "a-first": "D"}
    shutil.rmtree(DOCS)
    assert build() == {"a-first": "A", "second": "B", "valley-courier": "C"}


def test_a_file_of_the_same_name_in_another_folder(built):
    """The id of the first stays as well: its page keeps its address, and what cites it its id."""
    page = (DOCS / "sources/harbour-post.md").read_text(encoding="utf-8")
    (SEEDS / "a").mkdir()
    (SEEDS / "a/harbour-post.txt").write_text(TEXT, encoding="utf-8")
    first, second, other = build()
    assert (first, second) == ("harbour-post", "valley-courier") and other.startswith("harbour-post-")
    after = (DOCS / "sources/harbour-post.md").read_text(encoding="utf-8")
    sentence = re.compile(r'<span id="(s\d+)" class="sentence[^"]*">(.*?)</span>')
    assert sentence.findall(after) == sentence.findall(page) != []
    (SEEDS / "harbour-post.txt").unlink()
    assert build() == {second: "B", other: "C"} and check() == ()


def test_ids_in_a_list_that_are_one_do_not_clash(built):
    changed(lambda k: {**k, "A": {**k["A"], "id": k["B"]["id"]}})
    assert len(build()) == 2


def test_a_check_before_the_build_knows_them_too(built):
    (SEEDS / FIRST).write_text(TEXT, encoding="utf-8")
    wrong = check()
    assert "docs/leaders/mara-quill.md would be changed" not in wrong
    assert "docs/sources/a-first.md would be written" in wrong


def test_a_check_needs_only_to_read(built):
    (SEEDS / FIRST).write_text(TEXT, encoding="utf-8")
    build()
    for folder in (DOCS, SEEDS):
        folder.chmod(0o555)
    try:
        assert check() == ()
    finally:
        for folder in (DOCS, SEEDS):
            folder.chmod(0o755)


def test_the_pdf_has_the_marks_of_the_pages(built, monkeypatch):
    (SEEDS / FIRST).write_text(TEXT, encoding="utf-8")
    made = []
    monkeypatch.setattr(pdf, "typeset", lambda data, paper: made.append(data) or Typeset(pdf=b"", missing=""))
    pdf.pdf(SEEDS, Path("brief.pdf"), docs=DOCS, **WITHOUT)
    assert [(k["key"], k["outlet"]) for k in made[0]["keys"]][-1] == ("C", "Source C")


def test_the_same_list_gives_the_same_bytes(built, tmp_path):
    (SEEDS / FIRST).write_text(TEXT, encoding="utf-8")
    made = []
    for name in ("one", "two"):
        shutil.copytree(DOCS, tmp_path / name)
        run_build(SEEDS, tmp_path / name, **WITHOUT)
        made.append({p.name: p.read_bytes() for p in (tmp_path / name).rglob("*.*")})
    assert made[0] == made[1]


def changed(change) -> None:
    """The list, with its keys changed."""
    data = json.loads(LIST.read_text(encoding="utf-8"))
    data["keys"] = change(data["keys"])
    LIST.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


DAMAGED = {
    "no record": lambda k: None,
    "a record of another kind": lambda k: ["A", "B"],
    "a text": lambda k: "A",
    "a key that is none": lambda k: {"a3": k["A"]},
    "a source that is a text": lambda k: {**k, "B": "seeds/harbour-post.txt"},
    "a source without a hash": lambda k: {**k, "B": {"path": "seeds/harbour-post.txt"}},
    "a hash that is a number": lambda k: {**k, "B": {**k["B"], "sha256": 4}},
    "an id that is no address": lambda k: {**k, "B": {**k["B"], "id": "../x"}},
}  # fmt: skip


@pytest.mark.parametrize("way", DAMAGED)
def test_a_damaged_record_is_no_record(project, way):
    changed(DAMAGED[way])
    assert read_manifest(DOCS).found and not read_manifest(DOCS).keys


def test_a_list_of_a_later_version_is_read(project):
    changed(lambda k: {**k, "B": {**k["B"], "came": 3}})
    assert list(read_manifest(DOCS).keys) == ["A", "B"]


def test_a_damaged_list_gives_fresh_keys(built):
    (SEEDS / FIRST).write_text(TEXT, encoding="utf-8")
    build()
    changed(DAMAGED["a hash that is a number"])
    assert "docs/sources/harbour-post.md would be changed" in check()
    assert build() == {"a-first": "A", "harbour-post": "B", "valley-courier": "C"}
    assert check() == ()


def test_a_list_that_gives_other_keys_is_found(built):
    changed(lambda k: {"A": k["B"], "B": k["A"]})
    assert "docs/sources/harbour-post.md would be changed" in check()


def test_a_list_that_names_another_file_is_found(built):
    changed(lambda k: {**k, "A": {**k["A"], "path": "seeds/other.txt"}})
    assert check() == ("docs/.briefgen.json is not what the build left: was edited by hand, or cut short",)


def test_a_list_of_an_earlier_version_gives_them_by_path(built):
    changed(lambda k: {})
    assert build() == {"harbour-post": "A", "valley-courier": "B"}


def test_a_build_that_is_interrupted_gives_them_once(built, monkeypatch):
    (SEEDS / FIRST).write_text(TEXT, encoding="utf-8")
    real = Path.replace

    def interrupt(self, target):
        if Path(target).name == "briefing.json":
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            build()
    assert list(read_manifest(DOCS).keys) == ["A", "B"]
    assert build() == {"harbour-post": "A", "valley-courier": "B", "a-first": "C"}


# -- what a new article changes -------------------------------------------------------

FIVE = {
    "brenholt-courier": """\
Brenholt closes its old bridge after cracks are found

The Arden bridge in Brenholt was closed to all traffic on Monday after engineers found 14 cracks in
its steel.

Mayor Tilda Roske said the bridge would stay shut until every beam had been inspected. “Nobody will drive over
a bridge that we cannot vouch for,” Roske told reporters.

The engineers of the Norgate Institute found the cracks during a routine inspection. Chief engineer Olaf
Hemming warned that repairs could take eight months.

It is unclear who will pay for the repairs.
""",
    "eastern-gazette": """\
Shopkeepers of Brenholt fear for their trade

Shopkeepers in Brenholt demanded help on Tuesday, a day after the Arden bridge was closed to all traffic.

Petra Salling, who heads the traders' union, said that sales had fallen by a third. “We need a ferry this
week,” Salling said.

Mayor Tilda Roske rejected the demand for a free ferry. The council will decide on Thursday whether a ferry is
paid for.
""",
    "harbour-post": """\
Engineers found cracks in the Arden bridge

Engineers of the Norgate Institute found 14 cracks in the steel of the Arden bridge, and the city closed it to
all traffic on Monday.

Olaf Hemming, the chief engineer, said the oldest crack was at least six years old. “It was there when the
last report was written,” Hemming said.

Transport minister Jorun Vale promised a loan of 30 million crowns. Vale refused to say when the loan would be
paid.
""",
    "lake-observer": """\
Minister promises money for the Arden bridge

Transport minister Jorun Vale promised Brenholt a loan of 30 million crowns on Wednesday for the repair of the
Arden bridge.

“The city will get the loan before the winter,” Vale said. Opposition leader Henrik Dahl criticised the loan
and said that Brenholt could not repay it.

Dahl demanded a grant from the state. The council must approve the loan before work begins.
""",
    "northern-star": """\
Bus drivers of Brenholt warn of delays

Bus drivers in Brenholt warned on Wednesday that the detour around the Arden bridge added 40 minutes to each
trip.

Driver Sanna Birk said that school buses had arrived late on two days. The bus company Ringlinjen said it had
hired 12 more drivers.

Ringlinjen will negotiate with the drivers on Friday. Nobody knows how long the detour will last.
""",
}
NEW = {
    "of something else": """\
Brenholt museum lends a hall

The museum of Brenholt lent the city a hall on Thursday.
Director Mina Torvald said the hall could hold 400 people.
“It has waited sixty years for this,” Torvald said.
Torvald thanked the volunteers who had painted it.
It is unclear who will heat the hall.
""",
    "of the same": """\
Brenholt orders a ferry

Mayor Tilda Roske said on Friday that the city had ordered a ferry for 200 people.
The Arden bridge in Brenholt was closed to all traffic on Monday after 14 cracks were found.
“We keep our word,” Roske told reporters.
Transport minister Jorun Vale welcomed the order.
It is unclear who will steer the ferry.
""",
    "of one who spoke before": """\
Dahl asks for a vote

Opposition leader Henrik Dahl asked the council for a vote on Friday.
Dahl said that a loan of 30 million crowns was too much for Brenholt.
“Let the people decide,” Dahl said.
The vote could take place in May.
Mayor Tilda Roske declined to comment.
""",
}
MOST = 3
"""So many files may change besides: mostly how many of the sources tell a fact, how much was found, who
speaks on what.
"""


@pytest.fixture(scope="module")
def five(tmp_path_factory) -> Path:
    """A briefing from five articles. Not to be changed."""
    folder = tmp_path_factory.mktemp("five")
    (folder / SEEDS).mkdir()
    for name, text in FIVE.items():
        unwrapped = re.sub(r"(?<!\n)\n(?!\n)", " ", text).strip() + "\n"
        (folder / SEEDS / f"{name}.txt").write_text(unwrapped, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run_build(SEEDS, DOCS)
    return folder


def pages() -> dict[str, str]:
    return {p.relative_to(DOCS).as_posix(): p.read_text(encoding="utf-8") for p in DOCS.rglob("*.*")}


def resting(source: str) -> set[str]:
    """Ids of the findings that cite a source."""
    record = json.loads(EXPORT.read_text(encoding="utf-8"))
    found = (f for kind in record.values() if isinstance(kind, list) for f in kind)
    return {f["id"] for f in found if "id" in f and f'"source": "{source}"' in json.dumps(f)}


@pytest.mark.parametrize("what", NEW)
def test_a_new_article_changes_few_pages_that_are_not_about_it(five, tmp_path, monkeypatch, what):
    shutil.copytree(five, tmp_path / "six")
    monkeypatch.chdir(tmp_path / "six")
    before = pages()
    (SEEDS / FIRST).write_text(NEW[what], encoding="utf-8")
    run_build(SEEDS, DOCS)
    assert list(keys().values()) == ["A", "B", "C", "D", "E", "F"]
    now, ids = pages(), resting("a-first")
    differ = {p for p in now if now[p] != before.get(p)}
    about = {p for p in differ if "a-first" in p + now[p] or any(f"#{i}" in now[p] for i in ids)}
    about |= {p for p in differ if p.startswith("leaders/") and Path(p).stem in ids}
    # The references list every source, each by its key.
    listed = {p for p in differ if p.startswith("data/sources.") and re.search(r"\bF\b", now[p])}
    assert len(listed) == 3
    about |= listed
    assert len(before) > 30 and MANIFEST in about
    assert len(differ - about) <= MOST, sorted(differ - about)


@pytest.mark.parametrize(
    "words", [("build",), ("check",), ("export", "csl"), ("pdf",), ("sources",)], ids=lambda words: words[0]
)
def test_a_list_in_the_middle_of_a_merge_is_refused_by_every_command(built, briefgen, words):
    text = LIST.read_text(encoding="utf-8").replace("\n", "\n<<<<<<< HEAD\n", 1)
    LIST.write_text(text, encoding="utf-8")
    before = {p: p.read_bytes() for p in Path().rglob("*") if p.is_file()}
    result = briefgen(*words)
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith("briefgen: docs/.briefgen.json has the marks of a merge")
    assert result.stderr.count("\n") == 1
    assert {p: p.read_bytes() for p in Path().rglob("*") if p.is_file()} == before
