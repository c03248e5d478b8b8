"""proposals.yml: what is kept of proposals, and read again."""

from __future__ import annotations

import pytest

from briefgen.editorial.record import Quote
from briefgen.errors import ConfigError, SeedsError
from briefgen.proposals.kept import changing, decide, read_kept
from briefgen.proposals.record import FILE, Kept, Proposal

ODD = "a: “b” # c\n- d: {e} 'f' \"g\" 0x1F yes ~ \\"


def kept(id_: str = "aa11", **fields) -> Kept:
    quotes = (Quote(source="A3", words=ODD),)
    own = {"what": "position", "quotes": quotes, "holder": "Mara: Quill", "stance": "denies"}
    return Kept(id=id_, proposal=Proposal(**{**own, **fields}), origin="a model: 3, 2025-03-18, prompt 1")


@pytest.fixture
def seeds(tmp_path):
    return tmp_path


@pytest.mark.parametrize(
    "one",
    [
        kept(),
        kept(negated=True),
        kept(what="role", stance=None, holder="true"),
        kept(what="open_issue", stance=None, holder=None, kind="question"),
        kept(what="disagreement", quotes=(Quote(source="A3", words="9"), Quote(source="B4", words="no")),
             holder=None, stance=None, kind="quantity", question="How many: “all”?"),
        kept().decided("accepted"),
        kept().decided("rejected", "not: his words"),
        kept().decided("rejected"),
    ],
)  # fmt: skip
def test_what_is_written_is_read_again(seeds, one):
    with changing(seeds) as held:
        held[one.id] = one
    assert read_kept(seeds) == (one,)
    before = (seeds / FILE).read_bytes()
    with changing(seeds):
        pass
    assert (seeds / FILE).read_bytes() == before


def test_where_there_is_none_nothing_is_kept_and_nothing_written(seeds):
    assert read_kept(seeds) == ()
    with changing(seeds):
        pass
    assert not (seeds / FILE).exists()


def test_a_decision_touches_one_and_one_that_is_gone_is_left(seeds):
    with changing(seeds) as held:
        held |= {"aa11": kept(), "bb22": kept("bb22")}
    decide(seeds, "bb22", "rejected", "said twice")
    decide(seeds, "cc33", "accepted")
    assert [(k.id, k.state, k.reason) for k in read_kept(seeds)] == [
        ("aa11", "open", None), ("bb22", "rejected", "said twice"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "- a list\n", "aa11: text\n", "aa11: {}\n", "aa11: {position: text}\n", "aa11: [1]\n",
        "aa11:\n  position: {}\n", "aa11: *b\n", "\ta: 1\n", "a: b: c\n",
        "aa11: {position: {quote: {A: x, B: y}}}\n", "aa11: {position: {quote: {}}}\n",
        "aa11: {position: {quote: {A: x}}, role: {quote: {A: x}}}\n",
        "aa11: {disagreement: {sides: {A: x}}}\n",
        "aa11: {position: {quote: {A: x}}}\naa11: {position: {quote: {A: x}}}\n",
    ],
)  # fmt: skip
def test_a_damaged_file_is_said_and_never_overwritten(seeds, text):
    (seeds / FILE).write_text(text)
    with pytest.raises(ConfigError, match=FILE):
        read_kept(seeds)
    with pytest.raises(ConfigError, match=FILE), changing(seeds) as held:
        held["aa11"] = kept()
    assert (seeds / FILE).read_text() == text


def test_bytes_that_are_no_text_are_said(seeds):
    (seeds / FILE).write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_kept(seeds)


def test_an_exception_leaves_the_file_as_it_was(seeds):
    with changing(seeds) as held:
        held["aa11"] = kept()
    before = (seeds / FILE).read_bytes()
    with pytest.raises(RuntimeError), changing(seeds) as held:
        held.clear()
        raise RuntimeError
    assert (seeds / FILE).read_bytes() == before


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "other.yml").write_text("")
    (seeds / FILE).symlink_to(tmp_path / "other.yml")
    with pytest.raises((ConfigError, SeedsError), match="link"), changing(seeds) as held:
        held["aa11"] = kept()
    assert (tmp_path / "other.yml").read_text() == ""
