"""`briefgen group`: articles of one event together, others alone; moved with all that is theirs."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.errors import ConfigError, SeedsError
from briefgen.grouping import Pile, move, propose_folders, read_pile, settle, unfinished
from briefgen.grouping.clusters import clustered
from briefgen.grouping.entries import added, parted
from briefgen.grouping.index import links
from briefgen.grouping.moving import FOLDER
from briefgen.grouping.proposing import propose
from briefgen.grouping.record import Text
from briefgen.model import Article

FERRY = (
    "Ferry Halvard runs aground off Osterhaven\n\nThe ferry Halvard ran aground on the Skerry rocks "
    "off Osterhaven on Monday with 140 passengers on board, the harbour master Mara Quill said. "
    "Lifeboats took all passengers to the quay. The captain of the Halvard told the coastguard that "
    "the rudder had failed. Divers will look at the hull.",
    "All rescued from stranded Halvard\n\nLifeboats rescued 140 passengers from the ferry Halvard "
    "after its rudder failed and it ran onto the Skerry rocks, said Mara Quill, who runs the harbour "
    "of Osterhaven. The coastguard said that nobody was hurt. The hull of the ferry is damaged, and "
    "divers wait for calm water on the quay.",
    "What we know of the Halvard\n\nA rudder failure drove the Halvard aground, its captain says. "
    "Harbour master Mara Quill praised the lifeboats of Osterhaven, which carried the passengers to "
    "the quay within the hour. The coastguard keeps other ferry traffic away from the Skerry rocks "
    "until divers have seen the hull of the Halvard.",
)
BUDGET = (
    "Norland council passes library budget\n\nThe council of Norland voted on Tuesday to keep its four "
    "libraries open, after treasurer Jon Pell withdrew a plan to close the branch in Millgate. The "
    "budget raises the parking fee by a tenth. Readers who had camped in the Millgate library "
    "cheered in the gallery when the vote was read out.",
    "Libraries saved as parking fee rises\n\nFour libraries of Norland stay open. Treasurer Jon Pell "
    "gave up closing the Millgate branch, and the council pays for it with a higher parking fee. The "
    "gallery cheered the budget vote, as readers had camped in the Millgate library for a week. Pell "
    "said that parking would pay for books.",
    "Pell bows to readers of Millgate\n\nJon Pell, treasurer of Norland, bowed to the readers who "
    "camped in the library of Millgate: the council passed a budget without closing any of the "
    "libraries. Drivers pay instead, with a parking fee that is a tenth higher. The vote was read "
    "out to a cheering gallery.",
)
LONELY = (
    "Beekeepers count their hives\n\nA mild winter has been kind to the bees of the Tarn valley, "
    "beekeepers say, and nine hives in ten have come through. Honey will be cheaper in autumn than "
    "it has been for years, a grocer hopes, and the orchards expect a fine spring. Only wasps "
    "trouble the keepers, who set traps between the apple trees."
)
GERMAN = (
    "Fähre auf Grund gelaufen\n\nDie Fähre Halvard ist am Montag vor Osterhaven auf Grund gelaufen. "
    "Alle Fahrgäste wurden von den Rettungsbooten an Land gebracht, sagte die Hafenmeisterin Mara "
    "Quill. Der Kapitän erklärte, dass das Ruder versagt habe. Taucher sollen sich den Rumpf "
    "ansehen, sobald das Wasser ruhiger geworden ist und die Sicht reicht."
)


def article(path: str, text: str, day: str | None = None) -> Article:
    published = date.fromisoformat(day) if day else None
    title = text.partition("\n")[0]
    return Article(
        id=path, key="A", path=path, sha256="", text=text, title=title, title_given=True, published=published
    )


def pile(days: bool = True) -> tuple[Article, ...]:
    mixed = [x for pair in zip(FERRY, BUDGET, strict=True) for x in pair]
    found = [article(f"{n}.txt", text, "2024-05-06" if days else None) for n, text in enumerate(mixed)]
    return (*found, article("bees.txt", LONELY, "2024-05-06"), article("german.txt", GERMAN, "2024-05-06"))


@pytest.fixture
def seeds(tmp_path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for a in pile():
        (folder / a.path).write_text(a.text, encoding="utf-8")
    entries = "".join(f"{a.path}:\n  published: 2024-05-06\n" for a in pile())
    (folder / "sources.yml").write_text(f"# all of May\n\n{entries}", encoding="utf-8")
    return folder


def listed(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["group", *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize("days", [True, False])
def test_articles_of_one_event_are_together_and_others_alone(days):
    found = propose(Pile(loose=pile(days)))
    assert [sorted(m.path for m in g.members) for g in found.groups] == [
        ["0.txt", "2.txt", "4.txt"], ["1.txt", "3.txt", "5.txt"]
    ]  # fmt: skip
    assert [a.path for a in found.alone] == ["bees.txt", "german.txt"]
    assert found.alone[1].why == "is in German: only articles in English are compared"
    ferry = found.groups[0]
    assert "Mara Quill" in ferry.names and "halvard" in ferry.folder
    assert ferry.days == ((date(2024, 5, 6),) if days else ())


def test_the_order_of_the_articles_changes_nothing():
    assert propose(Pile(loose=pile())) == propose(Pile(loose=pile()[::-1]))


@pytest.mark.parametrize(("apart", "together"), [(0, 1), (1, 1), (3, 0), (200, 0), (None, 1)])
def test_days_far_apart_part_texts_that_are_only_alike(apart, together):
    # A likeness of 0.28: enough on one day, or where no day is known.
    words = {"halvard": 0.28**0.5}
    rest = (1 - 0.28) ** 0.5
    texts = [
        Text(path=f"{n}.txt", title="", words={**words, own: rest}, day=None if apart is None else n * apart)
        for n, own in enumerate(("rudder", "lifeboat"))
    ]
    assert len(clustered(texts, links(texts, 0.1))) == together


def test_copies_are_one_and_a_short_text_is_nothing():
    texts = (FERRY[0], FERRY[0] + "\n", "The ferry Halvard sails again.", "")
    found = propose(Pile(loose=tuple(article(f"{n}.txt", t) for n, t in enumerate(texts))))
    assert [[m.path for m in g.members] for g in found.groups] == [["0.txt", "1.txt"]]
    assert [a.why for a in found.alone] == ["has only 5 words", "has no text that can be read"]


def test_an_article_is_proposed_for_a_folder_whose_articles_it_fits(seeds):
    (seeds / "halvard").mkdir()
    for n in (0, 2):
        (seeds / f"{n}.txt").rename(seeds / "halvard" / f"{n}.txt")
    found = propose_folders(seeds, read_pile(seeds))
    there = [g for g in found.groups if g.exists]
    assert [(g.folder, [m.path for m in g.members]) for g in there] == [("halvard", ["4.txt"])]
    assert all(not m.path.startswith("halvard/") for g in found.groups for m in g.members)


def test_names_of_folders_are_plain_and_new():
    text = "../../etc/passwd C:\\con\n\n" + FERRY[0].replace("Halvard", "..Halvard/")
    found = propose(Pile(loose=(article("a.txt", text), article("b.txt", text))), taken=["Halvard"])
    again = propose(
        Pile(loose=(article("a.txt", text), article("b.txt", text))), taken=[found.groups[0].folder.upper()]
    )
    for name in (found.groups[0].folder, again.groups[0].folder):
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and 0 < len(name) <= 40
    assert again.groups[0].folder == f"{found.groups[0].folder}-2"


def test_without_apply_nothing_is_moved(seeds):
    before = listed(seeds)
    status, said = run("--seeds", str(seeds))
    assert status == 0 and listed(seeds) == before
    assert "nothing was moved" in said and "names: " in said and "bees.txt" in said


def test_apply_moves_articles_with_all_that_is_theirs(seeds):
    (seeds / "originals").mkdir()
    (seeds / "originals/0.html").write_text("<p>as it came</p>")
    (seeds / "originals/0.html.json").write_text(
        json.dumps({"path": "originals/0.html", "article": "0.txt", "sha256": "", "size": 17})
    )
    before = listed(seeds)
    status, said = run("--seeds", str(seeds), "--apply", "--json")
    assert status == 0
    record = json.loads(said)
    name = next(g["folder"] for g in record["groups"] if any(a["file"] == "0.txt" for a in g["articles"]))
    after = listed(seeds)
    for path in ("0.txt", "originals/0.html", "originals/0.html.json"):
        assert after[f"{name}/{path}"] == before[path] and path not in after
        assert [path, f"{name}/{path}"] in record["moved"]
    assert after["sources.yml"].decode() == (
        "# all of May\n\nbees.txt:\n  published: 2024-05-06\ngerman.txt:\n  published: 2024-05-06\n"
    )
    assert after[f"{name}/sources.yml"].decode() == "".join(
        f"{n}.txt:\n  published: 2024-05-06\n" for n in (0, 2, 4)
    )
    assert read_pile(seeds).filed[name][0].published == date(2024, 5, 6)
    assert not (seeds / FOLDER).exists()


def test_only_the_groups_that_are_named_are_moved(seeds):
    name = propose_folders(seeds, read_pile(seeds)).groups[0].folder
    assert run("--seeds", str(seeds), "--apply", "--only", name)[0] == 0
    assert (seeds / name / "0.txt").exists() and (seeds / "1.txt").exists()
    assert run("--seeds", str(seeds), "--only", "nothing")[0] == 1


def test_edits_stop_the_move(seeds):
    (seeds / "editorial.yml").write_text("# mine\n")
    proposal = propose_folders(seeds, pile_ := read_pile(seeds))
    (seeds / "editorial.yml").write_text("# mine\nmara-quill:\n  pin: true\n")
    before = listed(seeds)
    with pytest.raises(SeedsError, match="has edits"):
        move(seeds, pile_, proposal)
    assert listed(seeds) == before


def test_nothing_is_written_over(seeds):
    proposal = propose_folders(seeds, pile_ := read_pile(seeds))
    name = proposal.groups[0].folder
    (seeds / name).mkdir()
    (seeds / name / "4.txt").write_text("mine")
    before = listed(seeds)
    with pytest.raises(SeedsError, match="is there already"):
        move(seeds, pile_, proposal)
    assert listed(seeds) == before


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_stays(seeds):
    (seeds / "0.txt").rename(seeds / ".kept.txt")
    (seeds / "0.txt").symlink_to(seeds / ".kept.txt")
    found = propose_folders(seeds, read_pile(seeds))
    assert [a.why for a in found.alone if a.path == "0.txt"] == ["is a link: put the file itself there"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_move_that_was_killed_loses_nothing_and_is_ended(tmp_path, seeds):
    """Killed before each thing that it does to the disk: nothing has moved, or the next run ends it."""
    before = listed(seeds)
    step, died = 0, True
    while died:
        for path in list(seeds.rglob("*"))[::-1]:
            path.rmdir() if path.is_dir() else path.unlink()
        for path, content in before.items():
            (seeds / path).write_bytes(content)
        died = _dying(step, seeds)
        texts = {content for path, content in listed(seeds).items() if path.endswith(".txt")}
        assert texts >= {c for p, c in before.items() if p.endswith(".txt")}
        said = b"".join(c for p, c in listed(seeds).items() if p.endswith("sources.yml"))
        assert all(f"{a.path}:".encode() in said for a in pile())
        begun = unfinished(seeds)
        settle(seeds)
        assert not (seeds / FOLDER).exists()
        if begun or not died:
            assert len(list(seeds.glob("*.txt"))) == 2
            assert len(list(seeds.glob("*/sources.yml"))) == 2
        step += 1
    assert step > 10


def _dying(step: int, seeds: Path) -> bool:
    child = os.fork()
    if child == 0:
        left = [step]

        def watch(event: str, arguments: tuple) -> None:
            if event in ("os.link", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree"):
                left[0] -= 1
                if left[0] < 0:
                    os._exit(77)

        read = read_pile(seeds)
        proposal = propose_folders(seeds, read)
        sys.addaudithook(watch)
        move(seeds, read, proposal)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 77


LIST = """\
# of the archive

# seen on paper
a.txt:
  title: A  # sic
  # checked

# about nothing
b.txt: {title: B}
c.txt:
  title: "C"
# the end
"""


def test_entries_go_with_their_comments():
    left, gone = parted(LIST.encode(), {"a.txt": "x", "c.txt": "x", "gone.txt": "y"})
    assert gone == {"x": '# seen on paper\na.txt:\n  title: A  # sic\n  # checked\nc.txt:\n  title: "C"\n'}
    assert left == b"# of the archive\n\n\n# about nothing\nb.txt: {title: B}\n# the end\n"
    assert added(b"d.txt: {title: D}", gone["x"]).decode() == f"d.txt: {{title: D}}\n{gone['x']}"


def test_a_list_in_one_line_is_refused():
    with pytest.raises(ConfigError, match="changed|parted"):
        parted(b"{a.txt: {title: A}, b.txt: {title: B}}", {"a.txt": "x"})
    assert parted(b"{a.txt: {title: A}}", {"b.txt": "x"}) == (b"{a.txt: {title: A}}", {})
    assert parted(None, {"b.txt": "x"}) == (None, {})
