"""Many briefings in one site: each as it would be alone, and what stands above them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import built_with_hash_seeds, configure

from briefgen.build import brief, make
from briefgen.portfolio import whole as making
from briefgen.write import read_manifest

FOLDERS = ("ferry", "grain-harbour", "steel-strike")
THIRD = """The mill takes its workers back

OSTERHAVEN, 21 May 2024 — The Osterhaven mill takes back all workers who walked out, director Ada Kroll said.

Transport Minister Jonas Feld praised the agreement.
"""


def read(path):
    return Path(path).read_text(encoding="utf-8")


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# -- each briefing -------------------------------------------------------------------


def test_each_briefing_is_what_its_folder_gives_alone(desk, monkeypatch):
    monkeypatch.chdir(desk)
    for name in ("ferry", "grain_harbour", "steel-strike"):
        docs = desk / "docs" / name.replace("_", "-")
        alone = make(brief(Path("seeds") / name, datelines="accept"))
        plain = {p.path: p.data for p in alone.pages}
        for path in ("briefing.json", "data/feed.xml", "data/positions.csv", "data/annotations.jsonld"):
            assert (docs / path).read_bytes() == plain[path]
        label = name.replace("-", " ").replace("_", " ").capitalize()
        among = make(brief(Path("seeds") / name, datelines="accept", among=label)).pages
        made = {p.path: p.data for p in among}
        assert made.keys() == {p for p in tree(docs) if p not in (".briefgen.json", "whats-new.md")}
        other = {p for p, data in made.items() if (docs / p).read_bytes() != data}
        assert other <= {"leaders/jonas-feld.md", "leaders/index.md"}


def test_its_pages_say_which_briefing_they_are_of(desk):
    page = read(desk / "docs/steel-strike/positions.md")
    assert "# Positions <small>· Steel strike</small>\n" in page
    assert 'title: "Positions · Steel strike"' in page
    assert "navigation" not in page.partition("---\n\n")[0]  # the menu beside it leads to its other pages
    assert not (desk / "docs/steel-strike/assets/briefgen.js").exists()
    assert (desk / "docs/assets/briefgen.js").exists()


# -- above them ----------------------------------------------------------------------


def test_the_front_page_tells_each_in_one_cited_sentence(desk):
    page = read(desk / "docs/index.md")
    assert "# The desk of the coast\n\nOne coast.\n" in page
    parts = re.split(r"^## ", page, flags=re.MULTILINE)[1:4]
    assert [re.search(r"\{ #briefing-(\S+) \}", p)[1] for p in parts] == list(FOLDERS)
    assert "Steel strike · 2 sources · 14 May 2024\n{ .facts }" in parts[2]
    assert "Grain harbour · 2 sources · 20 June 2024" in parts[1]
    for folder, part in zip(FOLDERS, parts, strict=True):
        assert f"]({folder}/index.md)" in part
        said = re.search(r"^“(.+?)” \[([A-Z])(\d+)\]\((\S+)#s(\d+) ", part, re.MULTILINE)
        record = json.loads(read(desk / f"docs/{folder}/briefing.json"))
        source = next(s for s in record["sources"] if s["key"] == said[2])
        assert said[4] == f"{folder}/sources/{source['id']}.md" and said[3] == said[5]
        assert said[1] in read(desk / source["path"])


def links_of(page):
    return re.findall(r"\]\((?!https?:)([^)\s#]+)(?:#([^)\s]+))?", page)


def test_every_link_of_the_pages_above_leads_somewhere(desk):
    docs = desk / "docs"
    for page in (docs / "index.md", *(docs / "people").glob("*.md")):
        links = links_of(read(page))
        assert links
        for path, anchor in links:
            target = (page.parent / path).resolve()
            assert target.is_file(), (page, path)
            assert not anchor or f'id="{anchor}"' in read(target)


def test_who_stands_in_several_has_a_page_and_links_to_it(desk):
    docs = desk / "docs"
    assert {p.name for p in (docs / "people").iterdir()} == {"index.md", "jonas-feld.md"}
    page = read(docs / "people/jonas-feld.md")
    for folder in FOLDERS:
        assert f"](../{folder}/leaders/jonas-feld.md)" in page
        assert "[Also in other briefings](../../people/jonas-feld.md)" in read(
            docs / folder / "leaders/jonas-feld.md"
        )
        assert "../../people/index.md" in read(docs / folder / "leaders/index.md")
    assert page.count("- “Transport Minister” [") == 3
    assert (
        "**Jonas Feld** “promised a second pier by 2026” [A2](../grain-harbour/sources/coast.md#s2 " in page
    )
    # A mill's director and a farmers' leader have one name, and are two people.
    assert "people/" not in read(docs / "steel-strike/leaders/ada-kroll.md")


def test_what_is_built_is_what_is_checked_and_nothing_changes_by_itself(portfolio, briefgen):
    before = tree(portfolio / "docs")
    assert briefgen("build").output == "nothing changed\n"
    assert tree(portfolio / "docs") == before
    assert "the pages are what the articles give" in briefgen("check").output
    (portfolio / "seeds/ferry/harbour-post.txt").write_text("The ferry sails, clerk Ida Moor said.\n")
    (portfolio / "docs/people/jonas-feld.md").write_text("# Mine\n")
    found = briefgen("check")
    assert found.exit_code == 1
    assert "ferry: seeds/ferry/harbour-post.txt changed since the build" in found.output
    assert "docs/people/jonas-feld.md was edited by hand" in found.output
    assert tree(portfolio / "seeds") != {} and read("docs/people/jonas-feld.md") == "# Mine\n"


def test_the_same_bytes_whatever_the_hash_seed(desk, monkeypatch, tmp_path):
    monkeypatch.chdir(desk)
    assert len(built_with_hash_seeds(desk / "docs", tmp_path)) == 1


def test_what_is_new_stands_above_with_its_briefing(portfolio, briefgen):
    (portfolio / "seeds/steel-strike/later.txt").write_text(THIRD, encoding="utf-8")
    done = briefgen("build")
    assert done.exit_code == 0 and "new      steel-strike/sources/later.md" in done.output
    assert re.search(r"^Steel strike: 1 source came", done.output, re.MULTILINE)
    front = read("docs/index.md")
    assert "**New:** [1 source came" in front and "](steel-strike/whats-new.md)" in front
    assert front.count("**New:**") == 1 and "14–21 May 2024" in front
    told = briefgen("changes").output
    assert "steel-strike: new      sources/later" in told and "ferry: nothing is new" in told
    record = json.loads(briefgen("changes", "--json").output)
    assert list(record) == list(FOLDERS) and record["ferry"]["changes"] == []


# -- what goes, and what is odd ------------------------------------------------------


def test_a_folder_taken_out_takes_its_pages_along_and_no_page_of_yours(portfolio, briefgen):
    (portfolio / "docs/steel-strike/notes.md").write_text("# My notes\n")
    shutil.rmtree(portfolio / "seeds/steel-strike")
    shutil.rmtree(portfolio / "seeds/grain_harbour")
    assert "docs/steel-strike/index.md would be removed" in briefgen("check").output
    done = briefgen("build")
    assert done.exit_code == 0 and "removed  steel-strike/leaders/jonas-feld.md" in done.output
    assert "removed  people/jonas-feld.md" in done.output
    assert list(tree(portfolio / "docs/steel-strike")) == ["notes.md"]
    assert not (portfolio / "docs/grain-harbour").exists()
    assert "people/" not in read("docs/ferry/leaders/jonas-feld.md") + read("docs/index.md")
    assert briefgen("build").output == "nothing changed\n" and briefgen("check").exit_code == 0


def test_a_page_edited_by_hand_stays_when_its_folder_goes(portfolio, briefgen):
    (portfolio / "docs/steel-strike/topics.md").write_text("# Mine\n")
    shutil.rmtree(portfolio / "seeds/steel-strike")
    for _ in range(2):
        done = briefgen("build")
        assert done.exit_code == 1 and "docs/steel-strike/topics.md is no longer generated" in done.output
        assert read("docs/steel-strike/topics.md") == "# Mine\n"


def test_an_odd_folder_is_reported_and_the_rest_goes_on(portfolio, briefgen):
    (portfolio / "seeds/steel-strike/editorial.yml").write_text("{not yaml", encoding="utf-8")
    (portfolio / "seeds/ferry/third.txt").write_text("The ferry is late, clerk Ida Moor said.\n")
    before = tree(portfolio / "docs/steel-strike")
    done = briefgen("build")
    assert done.exit_code == 1 and "Traceback" not in done.output
    assert (
        "problem to solve: steel-strike: not made, its pages stay as they are: editorial.yml" in done.output
    )
    assert tree(portfolio / "docs/steel-strike") == before
    assert "new      ferry/sources/third.md" in done.output
    front = read("docs/index.md")
    assert (
        "## [Steel strike](steel-strike/index.md) { #briefing-steel-strike }\n\nIt could not be made" in front
    )
    assert briefgen("check").exit_code == 1


def test_a_fault_in_one_folder_is_told_when_the_others_are_written(portfolio, briefgen, monkeypatch):
    (portfolio / "seeds/ferry/third.txt").write_text("The ferry is late, clerk Ida Moor said.\n")
    own = making.brief

    def broken(seeds, *given, **words):
        if seeds.name == "steel-strike":
            raise RuntimeError("a rule that broke")
        return own(seeds, *given, **words)

    monkeypatch.setattr(making, "brief", broken)
    done = briefgen("build")
    assert done.exit_code == 3 and (portfolio / "docs/ferry/sources/third.md").exists()
    assert "steel-strike: not made, its pages stay as they are: a fault of briefgen's own" in done.output


def test_where_no_folder_can_be_made_one_line_says_why(portfolio, briefgen):
    configure(portfolio, "datelines: accept", "datelines: accept\n      language_model: xx_none")
    done = briefgen("build")
    assert done.exit_code == 1 and done.output.count("\n") == 1
    assert "language model 'xx_none' is not installed" in done.output


def test_what_lies_in_no_briefing_is_said(portfolio, briefgen):
    (portfolio / "seeds/loose.txt").write_text("A loose article, clerk Ida Moor said.\n")
    (portfolio / "seeds/empty").mkdir()
    (portfolio / "seeds/empty/picture.jpg").write_bytes(b"no article")
    (portfolio / "seeds/originals").mkdir()
    (portfolio / "seeds/originals/old.txt").write_text("An original.\n")
    done = briefgen("build")
    assert done.exit_code == 0
    assert "problem: seeds/loose.txt lies in no folder of seeds, and so in no briefing" in done.output
    assert "problem: seeds/empty holds no article: left out" in done.output
    assert "originals" not in done.output and not (portfolio / "docs/empty").exists()


@pytest.mark.parametrize(
    "name, message",
    [
        (
            "Steel strike",
            "seeds/Steel strike and seeds/steel-strike would both be published in steel-strike/",
        ),
        ("People", "seeds/People: the site has a folder people of its own: rename it"),
    ],
)
def test_a_name_that_cannot_be_a_folder_of_the_site_is_one_clean_line(portfolio, briefgen, name, message):
    shutil.copytree(portfolio / "seeds/ferry", portfolio / "seeds" / name)
    before = tree(portfolio / "docs")
    done = briefgen("build")
    assert done.exit_code == 1 and message in done.output and done.output.count("\n") == 1
    assert tree(portfolio / "docs") == before


def test_names_of_folders_are_words_on_pages_and_never_more(portfolio, briefgen):
    for name in ("a [b](javascript:x) <i>", "乌克兰", "%2f.._{x}"):
        shutil.copytree(portfolio / "seeds/ferry", portfolio / "seeds" / name)
    done = briefgen("build")
    assert done.exit_code == 0, done.output
    front = read("docs/index.md")
    assert "<i>" not in front and "](javascript:" not in front
    folders = {p.name for p in (portfolio / "docs").iterdir() if p.is_dir()}
    assert all(re.fullmatch("[a-z0-9-]+", f) for f in folders) and len(folders) == 8
    assert "A &#91;b&#93;(javascript:x) &#60;i&#62; · 2 sources" in front
    assert any(f.startswith("briefing-") for f in folders)


def test_nothing_is_written_through_a_link(portfolio, briefgen, tmp_path):
    away = tmp_path / "away"
    shutil.move(portfolio / "docs/ferry", away)
    (portfolio / "docs/ferry").symlink_to(away, target_is_directory=True)
    before = tree(away)
    (portfolio / "seeds/ferry/third.txt").write_text("The ferry is late, clerk Ida Moor said.\n")
    done = briefgen("build")
    assert done.exit_code == 1 and "docs/ferry is a link, and is to be a folder" in done.output
    assert tree(away) == before


# -- which briefing is meant ---------------------------------------------------------


def test_folders_are_one_briefing_until_somebody_says_otherwise(portfolio, briefgen):
    configure(portfolio, "      portfolio: true\n", "")
    done = briefgen("build", "--docs", "one")
    assert done.exit_code == 0
    assert "remark: seeds holds no article of its own, and 3 folders with articles" in done.output
    assert len(json.loads(read("one/briefing.json"))["sources"]) == 6
    configure(portfolio, "      datelines: accept", "      datelines: accept\n      portfolio: false")
    assert "remark: seeds holds" not in briefgen("build", "--docs", "one").output


def test_a_portfolio_that_is_none_any_more_leaves_no_pages(portfolio, briefgen):
    configure(portfolio, "portfolio: true", "portfolio: false")
    done = briefgen("build")
    assert done.exit_code == 0 and "removed  ferry/index.md" in done.output
    assert not (portfolio / "docs/ferry").exists() and not (portfolio / "docs/people").exists()
    assert briefgen("check").exit_code == 0
    configure(portfolio, "portfolio: false", "portfolio: true")
    assert "removed  leaders/index.md" in briefgen("build").output
    assert briefgen("check").exit_code == 0


def test_titles_and_their_order_are_the_makers(portfolio, briefgen):
    configure(
        portfolio, "portfolio: true", "portfolio: {steel-strike: The strike, ferry: 'Ferry & co', gone: X}"
    )
    done = briefgen("build")
    assert "portfolio in mkdocs.yml: there is no folder seeds/gone" in done.output
    front = read("docs/index.md")
    found = re.findall(r"^## \[(.+?)\]\((\S+)/index.md\)", front, re.MULTILINE)
    assert [f for _, f in found] == ["steel-strike", "ferry", "grain-harbour"]
    assert found[0][0] == "The strike" and "# The strike\n" in read("docs/steel-strike/index.md")
    assert "2 sources · 14 May 2024" in front and "The strike · 2" not in front


@pytest.mark.parametrize("value", ["7", "[a]", "{}", "{a: 1}", "''"])
def test_a_setting_that_is_none_is_one_clean_line(portfolio, briefgen, value):
    configure(portfolio, "portfolio: true", f"portfolio: {value}")
    done = briefgen("build")
    assert done.exit_code == 1 and "portfolio must be true, false, or `folder: title` lines" in done.output


@pytest.mark.parametrize(
    "words",
    [("review", "--list"), ("edit", "accept", "x"), ("sources",), ("add", "https://paper.example/a")],
)
def test_a_command_for_one_briefing_asks_which(portfolio, briefgen, words):
    done = briefgen(*words)
    assert done.exit_code == 1 and done.output.count("\n") == 1
    assert "seeds holds several briefings (ferry, grain_harbour, steel-strike): say which" in done.output
    assert "--seeds seeds/ferry" in done.output


def test_one_briefing_is_named_by_its_folder(portfolio, briefgen):
    assert "harbour-post" in briefgen("sources", "--seeds", "seeds/ferry").output
    listed = briefgen("review", "--list", "--seeds", "seeds/grain_harbour", "--by", "Roe")
    assert listed.exit_code == 0, listed.output
    name = re.search(r"^\S*?(jonas-feld-[a-z0-9-]+)", listed.stdout, re.MULTILINE)[1]
    where = ("--seeds", "seeds/grain_harbour")
    assert briefgen("edit", "reject", name, "--reason", "no", *where).exit_code == 0
    assert name in read("seeds/grain_harbour/editorial.yml")
    assert briefgen("build").exit_code == 0
    assert name not in read("docs/grain-harbour/positions.md")
    assert briefgen("check").exit_code == 0


def test_one_briefing_built_by_itself_keeps_its_links(portfolio, briefgen):
    (portfolio / "seeds/ferry/third.txt").write_text("The ferry is late, clerk Ida Moor said.\n")
    others = tree(portfolio / "docs/steel-strike")
    done = briefgen("build", "--seeds", "seeds/ferry")
    assert done.exit_code == 0 and "new      sources/third.md" in done.output
    assert "../../people/jonas-feld.md" in read("docs/ferry/leaders/jonas-feld.md")
    assert tree(portfolio / "docs/steel-strike") == others
    assert briefgen("check", "--seeds", "seeds/ferry").exit_code == 0
    assert briefgen("check").exit_code == 1  # the page over all does not know of it yet
    assert briefgen("build").exit_code == 0
    assert briefgen("check", "--seeds", "seeds/ferry").exit_code == 0 == briefgen("check").exit_code


def test_there_is_a_pdf_of_each(portfolio, briefgen):
    pytest.importorskip("typst")
    done = briefgen("pdf", "-o", "site/brief.pdf", "--summary")
    assert done.exit_code == 0, done.output
    for folder in FOLDERS:
        assert (portfolio / f"site/{folder}/brief.pdf").read_bytes().startswith(b"%PDF")
    assert briefgen("pdf", "--seeds", "seeds/ferry", "-o", "one.pdf", "--summary").exit_code == 0
    assert (portfolio / "one.pdf").exists()


def test_there_are_exports_of_each(portfolio, briefgen):
    done = briefgen("export", "bibtex", "-o", "out")
    assert done.exit_code == 0, done.output
    assert {p.name for p in Path("out").iterdir()} == set(FOLDERS)
    assert (portfolio / "out/ferry/sources.bib").read_bytes() == Path(
        "docs/ferry/data/sources.bib"
    ).read_bytes()


def test_a_page_above_the_briefings_cannot_cite(portfolio, briefgen):
    (portfolio / "docs/essay.md").write_text('# Essay\n\nThey met [@A: "for nearly three hours"].\n')
    (portfolio / "docs/ferry/essay.md").write_text('# Essay\n\nThey met [@A: "for nearly three hours"].\n')
    done = briefgen("build")
    assert "docs/essay.md:3: " in done.output and "ferry/essay.md" not in done.output


def test_the_list_beside_the_pages_is_no_path(portfolio, briefgen):
    """Whatever it was altered to say, nothing outside the folder goes."""
    path = portfolio / "docs/.briefgen.json"
    record = json.loads(read(path))
    record["memory"]["portfolio"] += ["../../seeds", "/etc", 7, "ferry/data"]
    path.write_text(json.dumps(record), encoding="utf-8")
    ferry = portfolio / "docs/ferry/.briefgen.json"
    held = json.loads(read(ferry))
    held["memory"]["shared"] = {"jonas-feld": "../../evil) <b>", "mara-quill": 3}
    ferry.write_text(json.dumps(held), encoding="utf-8")
    assert briefgen("build", "--seeds", "seeds/ferry").exit_code == 0
    assert "evil" not in "".join(map(read, (portfolio / "docs/ferry/leaders").glob("*.md")))
    assert briefgen("build").exit_code == 0
    assert (portfolio / "seeds/ferry/harbour-post.txt").exists()
    assert read_manifest(portfolio / "docs").memory["portfolio"] == sorted(FOLDERS)
