"""Each way to alter a source, a page, the JSON or the list of what was built is named by `check`."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from briefgen.parsing import parse_each

SOURCE, OTHER = Path("seeds/harbour-post.txt"), Path("seeds/valley-courier.txt")
JSON, LIST = Path("docs/briefing.json"), Path("docs/.briefgen.json")
PAGE = Path("docs/sources/harbour-post.md")


def put(path, old, new, count=1):
    """Replace words in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def sub(path, pattern, new):
    """The same by a pattern."""
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
    assert changed != text, (path, pattern)
    path.write_text(changed, encoding="utf-8")


def record(path, change):
    """Change a JSON file's record."""
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def cited(change):
    """Change the first citation of the first position."""
    record(JSON, lambda data: change(data["positions"][0]["citations"][0]))


def quoted_page():
    """A passage that a page quotes, with the mark behind it; a heading has the same words without one."""
    text = Path("docs/positions.md").read_text(encoding="utf-8")
    return re.search(r"“([^“”\n]{20,}” \[[AB]\d+\]\[\])", text)[1]


def reworded(change):
    """The same with other words before its mark."""
    said, mark = quoted_page().rsplit("” ", 1)
    put(Path("docs/positions.md"), f"{said}” {mark}", f"{change(said)}” {mark}")


def behind_a_name():
    """A quotation behind a holder's name on the front page, and one that nobody says."""
    text = Path("docs/index.md").read_text(encoding="utf-8")
    found = re.search(r"^- (\*\*\[.*?“)([^“”\n]{10,})(” \[[AB]\d+\]\[\])", text, re.MULTILINE)
    return found[0], f"- {found[1]}we will never pay{found[3]}"


def relisted(path, change):
    """Alter a page, and its hash in the list with it, so that only what it says can give it away."""
    change()
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    record(LIST, lambda data: data["files"].update({path.relative_to("docs").as_posix(): new}))


def other_mark(path):
    """Let the first mark lead to another sentence."""
    sub(path, r"^(\[[AB]\d+\]: \S+#s)(\d+)", lambda m: f"{m[1]}{int(m[2]) + 1}")


WAYS = {
    "a word of a source": (lambda: put(SOURCE, "mayor", "major"), r"seeds/harbour-post.txt changed since"),
    "a number of a source": (lambda: sub(SOURCE, r"\d", "9999"), r"seeds/harbour-post.txt changed since"),
    "a space more in a source": (lambda: put(SOURCE, " ", "  "), r"seeds/harbour-post.txt changed since"),
    "line ends of a source": (
        lambda: SOURCE.write_bytes(SOURCE.read_bytes().replace(b"\n", b"\r\n")),
        r"seeds/harbour-post.txt changed since",
    ),
    "a mark before a source": (
        lambda: SOURCE.write_bytes(b"\xef\xbb\xbf" + SOURCE.read_bytes()),
        r"seeds/harbour-post.txt changed since",
    ),
    "a letter that looks alike in a source": (
        lambda: put(SOURCE, "a", "а"),
        r"seeds/harbour-post.txt changed since",
    ),
    "a source removed": (lambda: OTHER.unlink(), r"seeds/valley-courier.txt is gone since"),
    "a source added": (lambda: Path("seeds/new.txt").write_text("New."), r"seeds/new.txt came since"),
    "a source renamed": (lambda: OTHER.rename("seeds/x.txt"), r"seeds/valley-courier.txt is gone since"),
    "two sources exchanged": (
        lambda: (SOURCE.rename("x"), OTHER.rename(SOURCE), Path("x").rename(OTHER)),
        r"seeds/harbour-post.txt changed since",
    ),
    "an outlet in sources.yml": (
        lambda: put(Path("seeds/sources.yml"), "Harbour Post", "Harbor Post"),
        r"docs/briefing.json would be changed",
    ),
    "a quoted word on a page": (
        lambda: reworded(lambda said: "we will never pay for it, ever"),
        r"docs/positions.md: “we will never pay.*” is not in the sentence that it cites",
    ),
    "a word left out of a quotation": (
        lambda: reworded(lambda said: " ".join(said.split(" ")[::2])),
        r"docs/positions.md: “.*” is not in the sentence that it cites",
    ),
    "a quoted word on a page and its hash": (
        lambda: relisted(
            Path("docs/positions.md"),
            lambda: reworded(lambda said: "we will never pay for it, ever"),
        ),
        r"docs/positions.md: “we will never pay.*” is not in the sentence that it cites",
    ),
    "a quoted word behind a holder's name on the front page": (
        lambda: put(Path("docs/index.md"), *behind_a_name()),
        r"docs/index.md: “we will never pay.*” is not in the sentence that it cites",
    ),
    "a quoted word behind a label": (
        lambda: sub(Path("docs/positions.md"), r"(Before it): “[^”\n]+”", r"\1: “we will never pay”"),
        r"docs/positions.md: “we will never pay.*” is not in the sentence that it cites",
    ),
    "a mark that leads to another sentence": (
        lambda: other_mark(Path("docs/positions.md")),
        r"docs/positions.md: \[[AB]\d+\] leads to \S+, not to sentence s\d+ of seeds/",
    ),
    "a mark that leads to another sentence, and its hash": (
        lambda: relisted(Path("docs/positions.md"), lambda: other_mark(Path("docs/positions.md"))),
        r"docs/positions.md: \[[AB]\d+\] leads to \S+, not to sentence s\d+ of seeds/",
    ),
    "a mark that leads to another source": (
        lambda: sub(Path("docs/index.md"), r"^(\[A\d+\]: sources/)harbour-post", r"\1valley-courier"),
        r"docs/index.md: \[A\d+\] leads to sources/valley-courier\S+, not to sentence s\d+ of seeds/harbour",
    ),
    "a mark that leads to another host": (
        lambda: sub(Path("docs/index.md"), r"^(\[[AB]\d+\]: )\S+", r"\1https://a.example/"),
        r"docs/index.md: \[[AB]\d+\] leads to https://a.example/, not to sentence",
    ),
    "a mark that leads nowhere": (
        lambda: sub(Path("docs/index.md"), r"^\[[AB]\d+\]: .*\n", ""),
        r"docs/index.md: \[[AB]\d+\] leads nowhere",
    ),
    "a mark of a sentence that is not there": (
        lambda: sub(Path("docs/index.md"), r"^\[A\d+\]:", "[A999]:"),
        r"docs/index.md: \[A999\]: there is no such sentence",
    ),
    "the title of a mark": (
        lambda: sub(Path("docs/index.md"), r'^(\[[AB]\d+\]: \S+ "“)\w+', r"\1Nobody"),
        r"docs/index.md: \[[AB]\d+\] says “Nobody .*, not what sentence",
    ),
    "a mark of one sentence for another": (
        lambda: sub(Path("docs/positions.md"), r"\[([AB]\d+)\]\[\]", r"[\1](#s999)"),
        r"docs/positions.md: \[[AB]\d+\] leads to #s999, not to sentence s\d+ of seeds/",
    ),
    "a sentence in the list at a page's end": (
        lambda: sub(Path("docs/index.md"), r"\*\*“\w+", "**“Nobody"),
        r"docs/index.md: “Nobody .* is not sentence s\d+ of seeds/",
    ),
    "a sentence on a source's page": (
        lambda: sub(PAGE, r'(<span id="s2" [^>]*>)\w+', r"\1Nobody"),
        r"docs/sources/harbour-post.md: sentence s2 is not what seeds/harbour-post.txt says",
    ),
    "a sentence on a source's page, and its hash": (
        lambda: relisted(PAGE, lambda: sub(PAGE, r'(<span id="s2" [^>]*>)\w+', r"\1Nobody")),
        r"docs/sources/harbour-post.md: sentence s2 is not what seeds/harbour-post.txt says",
    ),
    "a sentence taken from a source's page": (
        lambda: sub(PAGE, r'^<span id="s2" .*\n', ""),
        r"docs/sources/harbour-post.md: sentence s2 is missing",
    ),
    "a sentence added to a source's page": (
        lambda: sub(PAGE, r'^(<span id="s2" )', r'<span id="s900" class="sentence">We lied.</span>\n\1'),
        r"docs/sources/harbour-post.md: seeds/harbour-post.txt has no sentence s900",
    ),
    "a sentence that stands twice": (
        lambda: sub(PAGE, r'^(<span id="s2" .*\n)', r'\1<span id="s2" class="sentence">We lied.</span>\n'),
        r"docs/sources/harbour-post.md: sentence s2 stands twice",
    ),
    "two sentences exchanged": (
        lambda: [put(PAGE, f'id="{a}"', f'id="{b}"') for a, b in (("s1", "x"), ("s2", "s1"), ("x", "s2"))],
        r"docs/sources/harbour-post.md: sentence s1 is not what",
    ),
    "words of briefgen's on a page": (
        lambda: put(Path("docs/method.md"), "# How", "# Why"),
        r"docs/method.md was edited by hand",
    ),
    "a page removed": (lambda: PAGE.unlink(), r"docs/sources/harbour-post.md would be written"),
    "a page emptied": (lambda: PAGE.write_text(""), r"docs/sources/harbour-post.md: sentence s1 is missing"),
    "a page cut short": (
        lambda: PAGE.write_bytes(PAGE.read_bytes()[:400]),
        r"docs/sources/harbour-post.md: sentence s\d+ is (missing|not what)",
    ),
    "a page that is a link": (
        lambda: (PAGE.rename("x.md"), PAGE.symlink_to(Path("x.md").resolve())),
        r"docs/sources/harbour-post.md sources/harbour-post.md is a link",
    ),
    "a script": (
        lambda: Path("docs/assets/briefgen.js").write_text("alert(1)"),
        r"docs/assets/briefgen.js was edited by hand",
    ),
    "a quotation in the JSON": (
        lambda: cited(lambda c: c.update(quote="We will never pay")),
        r"no longer in seeds/\S+: “We will never pay”",
    ),
    "an offset in the JSON": (
        lambda: cited(lambda c: c.update(start=c["start"] + 1)),
        r"briefing.json: “.*” is not at seeds/\S+ s\d+ \d+-\d+",
    ),
    "a sentence in the JSON": (
        lambda: cited(lambda c: c.update(sentence="s999")),
        r"briefing.json: “.*” is not at seeds/\S+ s999 \d+-\d+",
    ),
    "a source in the JSON": (
        lambda: cited(lambda c: c.update(source="nobody")),
        r"no longer in nobody: “.*”",
    ),
    "a holder in the JSON": (
        lambda: record(JSON, lambda data: data["positions"][0].update(holders=["nobody"])),
        r"docs/briefing.json was edited by hand",
    ),
    "a hash in the JSON": (
        lambda: record(JSON, lambda data: data["sources"][0].update(sha256="0" * 64)),
        r"docs/briefing.json was edited by hand",
    ),
    "a finding taken from the JSON": (
        lambda: record(JSON, lambda data: data["positions"].pop()),
        r"docs/briefing.json was edited by hand",
    ),
    "the JSON cut short": (
        lambda: JSON.write_bytes(JSON.read_bytes()[:900]),
        r"docs/briefing.json was edited by hand",
    ),
    "a source's hash in the list": (
        lambda: record(LIST, lambda data: data["sources"].update({SOURCE.as_posix(): "0" * 64})),
        r"seeds/harbour-post.txt changed since the build",
    ),
    "a source taken from the list": (
        lambda: record(LIST, lambda data: data["sources"].pop(SOURCE.as_posix())),
        r"seeds/harbour-post.txt came since the build",
    ),
    "a source added to the list": (
        lambda: record(LIST, lambda data: data["sources"].update({"seeds/x.txt": "0" * 64})),
        r"seeds/x.txt is gone since the build",
    ),
    "a page's hash in the list": (
        lambda: record(LIST, lambda data: data["files"].update({"index.md": "0" * 64})),
        r"docs/.briefgen.json is not what the build left",
    ),
    "a page taken from the list": (
        lambda: record(LIST, lambda data: data["files"].pop("index.md")),
        r"docs/.briefgen.json is not what the build left",
    ),
    "a file of somebody else's put on the list": (
        lambda: record(LIST, lambda data: data["files"].update({"mine.md": "0" * 64})),
        r"docs/.briefgen.json is not what the build left",
    ),
    "the list cut short": (
        lambda: LIST.write_bytes(LIST.read_bytes()[:90]),
        r"seeds/harbour-post.txt came since the build",
    ),
    "the list removed": (lambda: LIST.unlink(), r"seeds/harbour-post.txt came since the build"),
    "a version in the list": (
        lambda: record(LIST, lambda data: data["made_with"].update(briefgen="0.0.1")),
        r"docs was made with briefgen 0\.0\.1, this is \S+: build again",
    ),
    "the language model in the list": (
        lambda: record(LIST, lambda data: data["made_with"].update(language_model_sha256="0" * 64)),
        r"docs was made with other files of the language model: build again",
    ),
    "the reader in the list": (
        lambda: record(LIST, lambda data: data["made_with"].update(reader="0" * 12)),
        r"docs was made with reader 0{12}, this is \S+: build again",
    ),
    "the rules in the list": (
        lambda: record(LIST, lambda data: data["made_with"].update(rules_sha256="0" * 64)),
        r"docs was made with other rules: build again",
    ),
    "the versions taken from the list": (
        lambda: record(LIST, lambda data: data.pop("made_with")),
        r"docs was made with spacy of a version that is not known, this is \S+: build again",
    ),
    "a version more in the list": (
        lambda: record(LIST, lambda data: data["made_with"].update(magic="1")),
        r"docs/.briefgen.json is not what the build left",
    ),
    "words of the list": (
        lambda: put(LIST, "what it generated", "what it made up"),
        r"docs/.briefgen.json is not what the build left",
    ),
}  # fmt: skip


@pytest.fixture
def parsed_once(monkeypatch):
    """What the seeds of a test give is parsed once for all tests that leave them as they are."""

    def known(articles, model, work):
        if articles not in PARSED:
            PARSED[articles] = parse_each(articles, model)
        return PARSED[articles]

    monkeypatch.setattr("briefgen.by_language.parse_each", known)


PARSED = {}


def test_there_are_enough_ways():
    assert len(WAYS) >= 30


@pytest.mark.parametrize("way", WAYS)
def test_what_was_altered_is_named(project, briefgen, parsed_once, way):
    change, named = WAYS[way]
    change()
    result = briefgen("check")
    assert result.exit_code == 1, result.output
    assert re.search(f"^{named}", result.stdout, re.MULTILINE), result.output
