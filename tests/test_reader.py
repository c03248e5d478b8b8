"""The small learned reader: its word pieces, how it is loaded and asked, and briefings without it."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.analysis import Analysis, analyse
from briefgen.build import brief
from briefgen.config import make_options
from briefgen.findings import find_all
from briefgen.language.models import DEFAULT_MODEL
from briefgen.matching import Matches, match, reader
from briefgen.matching.reader import Network, ReaderError, Reading, load
from briefgen.matching.word_pieces import MASK, WordPieces, words
from briefgen.model import Article
from briefgen.parsing import parse_each
from briefgen.plugin import BriefgenPlugin
from briefgen.readers import read_seeds
from briefgen.tolerance import find_in

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "briefgen/matching/weights"
shipped = pytest.mark.skipif(
    not (WEIGHTS / "reader.onnx").exists(), reason="needs briefgen/matching/weights/reader.onnx"
)

# -- word pieces -----------------------------------------------------------------------

VOCABULARY = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "fer", "ferry", "##ry", "##boat", "##s", "cafe", "sank", "in",
    "19", "1", "##9", "##0", ".", ",", "'", "-", "$", "(", ")", "渡", "船", "ß", "strasse",
    "[MASK]",
]  # fmt: skip
PIECES = WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", ""),
        (" \t\n\r\u00a0\u2009", ""),
        ("The ferry sank", "the ferry sank"),
        ("Ferryboats", "ferry ##boat ##s"),  # the longest first, not fer ##ry
        ("ferries", "[UNK]"),  # begins with a piece and can't be ended: unknown as a whole
        ("sank, in 190.", "sank , in 19 ##0 ."),
        ("ferry's", "ferry ' [UNK]"),
        ("ferry-boats", "ferry - [UNK]"),
        ("$19(19)", "$ 19 ( 19 )"),
        ("CAFÉ Café cafe\u0301", "cafe cafe cafe"),
        ("“ferry”", "[UNK] ferry [UNK]"),
        ("渡船", "渡 船"),
        ("ferry渡", "ferry 渡"),
        ("fer\u200bry fer\0ry", "ferry ferry"),  # what is not seen is not there
        ("\ufffdferry", "ferry"),
        ("ẞ", "ß"),
        ("ferry" * 20, "[UNK]"),
        ("19" + "9" * 98, "19" + " ##9" * 98),  # a hundred letters
        ("19" + "9" * 99, "[UNK]"),  # one more
        ("🚢", "[UNK]"),
        ("[MASK] ferries", "[MASK] [UNK]"),  # the value that the reader is not to see
        ("$[MASK].", "$ [MASK] ."),
        ("[mask]", "[UNK] [UNK] [UNK]"),
    ],
)
def test_a_text_in_pieces(text, expected):
    assert [VOCABULARY[n] for n in PIECES.numbers(text)] == expected.split()


TEXTS = st.text(st.characters(exclude_categories=())) | st.lists(
    st.sampled_from(["Ferry", "boats", " ", ".", "é", "19", "\u0301", "渡", "Σ", "ferryboats", "\n", "İ"])
).map("".join)


@given(TEXTS)
def test_any_text_is_cut_and_every_number_is_a_piece(text):
    assert all(0 <= n < len(VOCABULARY) for n in PIECES.numbers(text))


@given(TEXTS, TEXTS)
def test_what_stands_beside_it_does_not_change_how_a_text_is_cut(a, b):
    assert PIECES.numbers(f"{a} {b}") == PIECES.numbers(a) + PIECES.numbers(b)


@given(TEXTS)
def test_the_pieces_of_a_known_word_are_the_word(text):
    for word in words(text):
        found = [VOCABULARY[n] for n in PIECES.numbers(word)]
        if "[UNK]" not in found:
            assert "".join(p.removeprefix("##") for p in found) == word


# -- what the network is asked -----------------------------------------------------------


@dataclass
class Asked:
    """Stands for onnxruntime: answers with what it was asked, and remembers it."""

    seen: list[dict[str, list[list[int]]]] = field(default_factory=list)
    fails: bool = False

    def SessionOptions(self):  # noqa: N802
        return SimpleNamespace(add_session_config_entry=lambda name, value: None)

    def InferenceSession(self, weights, options, providers):  # noqa: N802
        assert providers == ["CPUExecutionProvider"]
        return self

    def run(self, outputs, given):
        if self.fails:
            raise RuntimeError("no memory\nat all")
        self.seen.append({name: value.tolist() for name, value in given.items()})
        same = given["ids"].sum(axis=1) / 1000 - 0.0214
        opposed = (given["mask"] - given["segment"]).sum(axis=1)
        slot = given["mask"].sum(axis=1) / 8
        return [list(zip(same, opposed, slot, strict=True))]


def network(longest=12, **how):
    asked = Asked(**how)
    return Network(lambda: asked, b"", VOCABULARY, longest, "v"), asked


def test_the_first_text_stands_first_and_each_has_its_segment():
    read, asked = network()
    read.read([("the ferry", "sank in 19."), ("sank", "the")])
    assert asked.seen == [
        {
            "ids": [[2, 11, 3, 4, 3, 0, 0, 0, 0], [2, 4, 6, 3, 11, 12, 13, 17, 3]],
            "segment": [[0, 0, 0, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1, 1, 1]],
            "mask": [[1, 1, 1, 1, 1, 0, 0, 0, 0], [1] * 9],
        }
    ]
    read.read([("sank in 19.", "the ferry")])
    assert asked.seen[1]["ids"] == [[2, 11, 12, 13, 17, 3, 4, 6, 3]]


def test_each_answer_belongs_to_its_pair_and_is_rounded():
    read, _ = network()
    pairs = [("the " * n, "in") for n in (5, 1, 3)] * 30
    found = read.read(pairs)
    assert found[:3] == [
        Reading(same=0.02, opposed=7.0, slot=1.12),
        Reading(same=0.0, opposed=3.0, slot=0.62),
        Reading(same=0.01, opposed=5.0, slot=0.88),
    ]
    assert found == found[:3] * 30
    assert str(found[1].same) == "0.0"  # and not -0.0


def test_no_pair_is_no_question():
    read, asked = network()
    assert read.read([]) == [] and asked.seen == []


@pytest.mark.parametrize(
    "a, b, first, second",
    [
        ("the " * 9, "in " * 9, 5, 4),
        ("the " * 50_000, "in", 8, 1),
        ("the", "in " * 50_000, 1, 8),
        ("the the", "in " * 9, 2, 7),
        ("", "in " * 9, 0, 9),
        ("", "", 0, 0),
    ],
)
def test_of_texts_that_are_too_long_the_longer_is_cut(a, b, first, second):
    read, asked = network()
    read.read([(a, b)])
    assert asked.seen[0]["ids"] == [[2, *[4] * first, 3, *[12] * second, 3]]


def test_a_runtime_that_gives_up_says_so_in_one_line():
    read, _ = network(fails=True)
    with pytest.raises(ReaderError, match="^onnxruntime cannot run it: no memory at all$"):
        read.read([("the", "in")])


# -- what the matcher and the findings make of it ------------------------------------------


TOLD = [
    "The harbour was closed on Monday after a bad night. Nine people were killed when the ferry Anna sank, "
    "the coast guard said. Its chief will speak to families.",
    "A storm has cost Osterhaven dear. Twelve people were killed when the ferry Anna went down, a rescuer "
    "told reporters. Flags hang at half-mast.",
]


@dataclass
class Opinion:
    """A reader that says one thing of every pair."""

    same: float
    opposed: float = 0.0
    slot: float = 0.0
    asked: list[tuple[str, str]] = field(default_factory=list)

    def read(self, pairs):
        self.asked += pairs
        return [Reading(same=self.same, opposed=self.opposed, slot=self.slot) for _ in pairs]


def analysed(*texts: str) -> Analysis:
    articles = tuple(
        Article(id=name, key=name.upper(), path=f"{name}.txt", sha256="", text=text, title="")
        for name, text in zip("abcdefgh", texts, strict=False)
    )
    return analyse(parse_each(articles, DEFAULT_MODEL)[0])


@pytest.fixture(scope="module")
def told() -> Analysis:
    return analysed(*TOLD)


WEIGHED = {
    "same": {"bias": -2.0, "likeness": 4.0, "reader: same": 1.0},
    "dispute": {"bias": -4.0, "reader: same": 0.5, "reader: opposed": 1.0},
    "value": {"bias": -2.0, "reader: one slot": 1.0, "quantity: one thing": 1.0, "quantity: one unit": 1.0},
}


@pytest.fixture
def weighed(monkeypatch):
    """Weights as plain as the test needs, in place of the counted ones."""
    match.weighing.cache_clear()
    monkeypatch.setattr(match, "table", lambda name: WEIGHED)
    yield
    match.weighing.cache_clear()


def test_it_is_asked_once_about_sentences_of_two_sources(told):
    opinion = Opinion(3.0)
    find_all(told, opinion)
    assert opinion.asked
    assert len(set(opinion.asked)) == len(opinion.asked)
    for a, b in opinion.asked:
        assert _shown(a, TOLD[0]) and _shown(b, TOLD[1])


def _shown(asked: str, told: str) -> bool:
    """Whether what it is asked stands in the text, the masked value aside."""
    before, mask, behind = asked.partition(MASK)
    return asked in told if not mask else before in told and behind in told


def test_of_a_long_sentence_it_reads_so_many_words():
    long = "Nine people were killed in the sinking of the ferry Anna" + ", the coast guard said" * 40 + "."
    opinion = Opinion(0.0)
    find_all(analysed(long, TOLD[1]), opinion)
    assert max(len(text.split()) for pair in opinion.asked for text in pair) == 60


def test_what_it_says_counts(told, weighed):
    sure, doubting = (
        {(m.a.sentence.id, m.b.sentence.id): m.same for m in Matches(told, Opinion(said)).all}
        for said in (6.0, -6.0)
    )
    assert sure.keys() == doubting.keys() and sure
    assert all(sure[pair] > doubting[pair] for pair in sure)


def test_a_disagreement_that_it_sees_is_found_and_one_that_it_denies_is_not_published(told, weighed):
    def published(opinion):
        return [d for d in find_all(told, opinion)["disagreements"] if d.confidence != "low"]

    assert [d.kind for d in published(Opinion(6.0, 6.0, 6.0))] == ["quantity"]
    assert published(Opinion(-6.0, -6.0, 6.0)) == []
    assert published(Opinion(6.0, 6.0, -6.0)) == []


def test_a_sentence_that_breaks_the_rules_only_where_it_was_read_is_left_out(told):
    class Odd(Opinion):
        def read(self, pairs):
            if any("Twelve" in text for pair in pairs for text in pair):
                raise ZeroDivisionError("oops")
            return super().read(pairs)

    _, found, problems = find_in(told.articles, Odd(0.0))
    assert [(p.source, p.what) for p in problems] == [
        ("b", "sentence 2: nothing is read from it, because the rules broke on it: ZeroDivisionError: oops")
    ]
    assert found["disagreements"] == ()


# -- being without it ------------------------------------------------------------------------

WITHOUT = (
    "the reader of sentences can't be used: {}; the briefing is made without it and finds less; "
    "reader: off in mkdocs.yml says that you want that"
)


@pytest.fixture
def fresh():
    """Nothing is loaded yet, and nothing is kept."""
    load.cache_clear()
    yield
    load.cache_clear()


@pytest.fixture
def weights(tmp_path, monkeypatch, fresh) -> Path:
    """A folder in place of the one in the package; whole, but what is called a network is none."""
    folder = tmp_path / "somewhere/weights"
    folder.mkdir(parents=True)
    (folder / "pieces.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    (folder / "reader.onnx").write_bytes(b"no network")
    lines = [f'"{p.name}" = "{hashlib.sha256(p.read_bytes()).hexdigest()}"' for p in folder.iterdir()]
    (folder / "reader.toml").write_text("\n".join(["longest = 12", "[sha256]", *lines]), encoding="utf-8")
    monkeypatch.setattr(reader, "files", lambda package: folder.parent)
    return folder


def one_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[5] ^= 1
    path.write_bytes(data)


AGAIN = "install briefgen again"
DAMAGES = {
    "no weights": (
        lambda w: (w / "reader.onnx").unlink(),
        f"reader.onnx cannot be read (No such file or directory): {AGAIN}",
    ),
    "no pieces": (
        lambda w: (w / "pieces.txt").unlink(),
        f"pieces.txt cannot be read (No such file or directory): {AGAIN}",
    ),
    "no list of hashes": (
        lambda w: (w / "reader.toml").unlink(),
        f"reader.toml cannot be read (No such file or directory): {AGAIN}",
    ),
    "one byte of the weights": (
        lambda w: one_byte(w / "reader.onnx"),
        f"reader.onnx is not the file that was shipped: {AGAIN}",
    ),
    "pieces cut short": (
        lambda w: (w / "pieces.txt").write_bytes((w / "pieces.txt").read_bytes()[:-1]),
        f"pieces.txt is not the file that was shipped: {AGAIN}",
    ),
    "the list of hashes cut short": (
        lambda w: (w / "reader.toml").write_text("longest = 12\n[sha256]\n"),
        f"reader.toml is not the file that was shipped: {AGAIN}",
    ),
    "the list of hashes no TOML": (
        lambda w: (w / "reader.toml").write_bytes(b"\xff = {"),
        f"reader.toml is not the file that was shipped: {AGAIN}",
    ),
    "the list of hashes no list": (
        lambda w: (w / "reader.toml").write_text("sha256 = 7"),
        f"reader.toml is not the file that was shipped: {AGAIN}",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_and_the_briefing_is_made(weights, project, damage):
    do, said = DAMAGES[damage]
    do(weights)
    with pytest.raises(ReaderError) as caught:
        load()
    assert str(caught.value) == said
    made = brief(Path("seeds"))
    assert [(p.source, p.what, p.severity) for p in made.problems] == [(None, WITHOUT.format(said), 2)]
    assert made.generator["reader"] == "off"
    assert made.findings == brief(Path("seeds"), reader=False).findings


def test_what_the_runtime_refuses_is_said_in_one_line_without_a_place_on_this_machine(
    weights, project, briefgen
):
    done = briefgen("build")
    assert done.exit_code == 1
    assert done.stderr.startswith(
        "problem to solve: the reader of sentences can't be used: onnxruntime cannot run it: "
    )
    assert done.stderr.count("\n") == 1 and "somewhere" not in done.stderr
    assert "changed  docs/briefing.json" in done.stdout or "changed  briefing.json" in done.stdout
    record = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))
    assert len(record["problems"]) == 1 and record["positions"]
    assert "the reader of sentences" in (project / "docs/method.md").read_text(encoding="utf-8")


def test_a_package_that_is_not_installed(project, briefgen, monkeypatch, fresh):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    said = "onnxruntime is not installed: pip install onnxruntime"
    done = briefgen("build")
    assert (done.exit_code, done.stderr) == (1, f"problem to solve: {WITHOUT.format(said)}\n")
    assert json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))["positions"]
    assert briefgen("check").exit_code == 1
    for command in ("build", "check"):
        done = briefgen(command, "--reader", "off")
        assert (done.exit_code, done.stderr) == (0, ""), done.output


def test_a_package_that_does_not_load(monkeypatch, fresh):
    class Broken:
        def find_spec(self, name, path=None, target=None):
            return ModuleSpec(name, self) if name == "onnxruntime" else None

        def create_module(self, spec):
            raise ImportError("DLL load failed\nwhile importing")

        def exec_module(self, module):
            pass

    monkeypatch.delitem(sys.modules, "onnxruntime", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(ReaderError, match="^onnxruntime cannot be loaded: DLL load failed while importing$"):
        load().read([("a", "b")])


def test_a_reader_that_gives_up_while_it_reads(project, monkeypatch, fresh):
    gives_up, _ = network(fails=True)
    monkeypatch.setattr("briefgen.build.load", lambda: gives_up)
    made = brief(Path("seeds"))
    assert [p.what for p in made.problems] == [WITHOUT.format("onnxruntime cannot run it: no memory at all")]
    assert made.generator["reader"] == "off" and made.findings["positions"]


def test_off_is_no_problem_and_loads_nothing(project, briefgen, monkeypatch):
    monkeypatch.setattr("briefgen.build.load", lambda: pytest.fail("it was loaded"))
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("- briefgen:\n", "- briefgen:\n      reader: off\n"),
        encoding="utf-8",
    )
    done = briefgen("build")
    assert (done.exit_code, done.stderr) == (0, "")
    made = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))["generator"]
    listed = json.loads((project / "docs/.briefgen.json").read_text(encoding="utf-8"))["made_with"]
    assert made["reader"] == listed["reader"] == "off"
    assert briefgen("check").exit_code == 0
    assert briefgen("pdf").exit_code == 0


@pytest.mark.parametrize("given, wanted", [({}, True), ({"reader": False}, False), ({"reader": True}, True)])
def test_the_plugin_asks_for_it_as_its_options_say(project, monkeypatch, given, wanted):
    def asked(seeds, model, **words):
        raise ReaderError(f"{words['reader']}")

    monkeypatch.setattr("briefgen.plugin.brief", asked)
    with pytest.raises(ReaderError, match=f"^{wanted}$"):
        BriefgenPlugin()._made(make_options(given, project, "docs"))


# -- the reader that is shipped -----------------------------------------------------------------


@shipped
def test_the_command_line_goes_before_the_settings_and_check_notices_the_other_reader(project, briefgen):
    version = load().version
    record = json.loads((project / "docs/briefing.json").read_text(encoding="utf-8"))
    assert record["generator"]["reader"] == version
    done = briefgen("check", "--reader", "off")
    assert done.exit_code == 1
    assert f"docs was made with reader {version}, this is off: build again" in done.stdout
    assert briefgen("build", "--reader", "off").exit_code == 0
    done = briefgen("check")
    assert f"docs was made with reader off, this is {version}: build again" in done.stdout
    assert briefgen("check", "--reader", "off").exit_code == 0


@shipped
def test_it_is_small_and_its_files_are_the_recorded_ones(fresh):
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= 25_000_000
    assert len(load().version) == 12
    assert load() is load()
    assert load(WEIGHTS).version == load().version


PLAIN = [
    "Nine people were killed when the ferry Anna sank off Osterhaven on Monday.",
    "Twelve died in the sinking, rescuers said.",
    "The mayor, Mara Quill, denied that she had been told of the leak before the ferry left the harbour.",
    "It rained.",
    "",
    "“We were never told,” said Quill. “Nobody called, nobody wrote, and nobody came to the harbour.”",
    "La café reopened; 渡船 runs again on 3 May 2031 for $4.50, 20% less than what it cost a year ago.",
    "the " * 500,
]
PAIRS = [(a, b) for a in PLAIN for b in PLAIN if a is not b]


@shipped
def test_what_it_says_of_a_pair_is_rounded_and_neither_order_nor_company_matters(monkeypatch):
    read = load()
    assert all(x == round(x, 2) for r in read.read(PAIRS) for x in (r.same, r.opposed))
    # Before it is rounded: closer than what another machine may make of it, as tested below.
    monkeypatch.setattr(reader, "_DECIMALS", 9)
    together = dict(zip(PAIRS, read.read(PAIRS), strict=True))
    others = {
        "in another order": dict(zip(PAIRS[::-1], read.read(PAIRS[::-1]), strict=True)),
        "alone": {pair: read.read([pair])[0] for pair in PAIRS},
        "some of them": dict(zip(PAIRS[::3], read.read(PAIRS[::3]), strict=True)),
    }
    for how, found in others.items():
        for pair, r in found.items():
            wanted = together[pair]
            assert (r.same, r.opposed) == pytest.approx((wanted.same, wanted.opposed), abs=1e-4), how


@pytest.fixture(scope="module", params=["seeds", "tests/golden/seeds", "briefgen/starter/seeds"])
def event(request) -> Analysis:
    """The analysis of articles that ship."""
    read = read_seeds(ROOT / request.param, request.param).articles
    return analyse(parse_each(read, DEFAULT_MODEL)[0])


@shipped
@pytest.mark.parametrize("moved", [1e-4, -1e-4, "by turns"])
def test_findings_stay_where_another_machine_reckons_a_little_differently(event, monkeypatch, moved):
    wanted = find_all(event, load())
    real, told = reader._rounded, iter(range(10**9))

    def rounded(value):
        return real(float(value) + (moved if isinstance(moved, float) else 1e-4 * (-1) ** next(told)))

    monkeypatch.setattr(reader, "_rounded", rounded)
    found = find_all(event, load())
    assert dict(found) == dict(wanted)
    assert next(told) > 0 or isinstance(moved, float)
