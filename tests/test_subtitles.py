"""Captions in: who says what, as paragraphs that the rest of briefgen takes for a transcript."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.build import brief
from briefgen.language.turns import find_turns
from briefgen.readers.formats import subtitles
from briefgen.readers.formats.extracted import UnreadableError


def srt(*cues: str) -> bytes:
    stamps = (f"00:00:{n:02},000 --> 00:00:{n + 1:02},500" for n in range(len(cues)))
    return "\n\n".join(
        f"{n}\n{s}\n{c}" for n, (s, c) in enumerate(zip(stamps, cues, strict=True), 1)
    ).encode()


def vtt(*cues: str, head: str = "WEBVTT") -> bytes:
    stamps = (f"00:{n:02}.000 --> 00:{n + 1:02}.500 align:start" for n in range(len(cues)))
    return "\n\n".join([head, *(f"{s}\n{c}" for s, c in zip(stamps, cues, strict=True))]).encode()


def told(raw: bytes) -> list[str]:
    found = subtitles.read(raw)
    assert {kind for *_, kind in found.blocks} <= {"paragraph"}
    assert found.text == "\n\n".join(found.text[a:b] for a, b, _ in found.blocks)
    return [found.text[a:b] for a, b, _ in found.blocks]


DEBATE = vtt(
    "<v Ada Moor>We are not going to</v>",
    "<v Ada Moor>close the <i>harbour</i> in March.</v>",
    "<v.loud Jon Pell>The mayor is wrong about the cost. [applause]",
    "(music)\n♪ a song of the sea ♪",
    "<v Jon Pell>It will cost the city 40 million crowns.",
    "<v Ada Moor>The harbour stays open &amp; that is all.",
    head="WEBVTT - a debate\nKind: captions\nLanguage: en-GB\n\nNOTE\nmade by nobody\n\nSTYLE\n"
    "::cue { color: red }\n\nREGION\nid:fred",
)


def test_voices_are_turns():
    found = subtitles.read(DEBATE)
    assert told(DEBATE) == [
        "Ada Moor: We are not going to close the harbour in March.",
        "Jon Pell: The mayor is wrong about the cost. It will cost the city 40 million crowns.",
        "Ada Moor: The harbour stays open & that is all.",
    ]
    assert (dict(found.metadata), found.problems) == ({"language": "en-GB"}, ())


def test_what_a_speaker_says_is_a_position_of_his(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/debate.vtt").write_bytes(DEBATE)
    found = brief(tmp_path / "seeds", project=tmp_path).findings["positions"]
    said = {(p.holders, p.content.quote) for p in found}
    assert (("ada-moor",), "We are not going to close the harbour in March.") in said
    assert (("jon-pell",), "The mayor is wrong about the cost.") in said


@pytest.mark.parametrize(
    "cues, expected",
    [
        (("ADA MOOR: We sail", "at dawn.", "JON PELL: No."), ["ADA MOOR: We sail at dawn.", "JON PELL: No."]),
        ((">> ADA MOOR: We sail.", ">> No.", "Never."), ["ADA MOOR: We sail.", "No. Never."]),
        (("&gt;&gt; Ada Moor: We sail.",), ["ADA MOOR: We sail."]),
        (("[ADA MOOR]: We sail.", "(JON PELL): No."), ["ADA MOOR: We sail.", "JON PELL: No."]),
        (("ADA MOOR (on phone): We sail.",), ["ADA MOOR: We sail."]),
        (("ADA MOOR:\nWe sail.", "ADA MOOR: At dawn."), ["ADA MOOR: We sail. At dawn."]),
        (("Ada Moor: We sail.", "Jon Pell: No.", "Ada Moor: Yes.", "Jon Pell: Oh."),
         ["Ada Moor: We sail.", "Jon Pell: No.", "Ada Moor: Yes.", "Jon Pell: Oh."]),
        (("Ada: One.", "Jon: Two.") * 3, ["ADA: One.", "JON: Two."] * 3),
        (("- Do we sail?\n- We do.",), ["Do we sail?", "We do."]),
        (("ADA MOOR: We sail.", "-Do we?", "-Yes."), ["ADA MOOR: We sail.", "Do we?", "Yes."]),
    ],
)  # fmt: skip
def test_who_speaks(cues, expected):
    assert told(srt(*cues)) == expected
    assert told(vtt(*cues)) == expected


@pytest.mark.parametrize(
    "cue",
    [
        "Remember: the ferry sails at dawn.",
        "It is 10:30 in the harbour.",
        "The mayor said: we sail.",
        "-5 degrees in the harbour tonight.",
        "Breaking News: the ferry has sunk.",
        "The (former) mayor of Osterhaven spoke.",
        "I did [inaudible] sink the ferry.",
        "He called it [ __ ] nonsense.",
    ],
)
def test_words_that_only_look_like_something_else(cue):
    assert told(srt("We are in the harbour.", cue)) == [f"We are in the harbour. {cue}"]


def test_captions_in_capitals_name_a_speaker_only_behind_their_mark():
    cues = (
        "THE MAYOR SAID: WE SAIL",
        "AT DAWN.",
        ">> ADA MOOR: THAT IS NOT TRUE.",
        "IT WAS NOT ME: IT WAS JON.",
    )
    assert told(srt(*cues)) == [
        "THE MAYOR SAID: WE SAIL AT DAWN.", "ADA MOOR: THAT IS NOT TRUE. IT WAS NOT ME: IT WAS JON.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cue",
    [
        "[applause] We sail.",
        "(LAUGHTER) We sail.",
        "We sail. (soft music playing)",
        "(Ada sighs)\nWe sail.",
        "♪ Home, home on the sea ♪\nWe sail.",
        "♪♪\nWe sail.",
        "{\\an8}We sail.",
        '<font color="#fff">We</font> <b>sail</b>.',
        "<c.yellow>We</c> <00:00:01.200><c>sail.</c>",
        "\u200bWe\u00a0sail.",
        "<v></v>We sail.",
    ],
)
def test_what_is_no_speech_is_left_out(cue):
    assert told(vtt(cue)) == ["We sail."]


def test_captions_that_roll_up_are_said_once():
    lines = [
        "we are going to talk",
        "about the harbour today",
        "and about the ferry",
        "that sank on Monday",
        "at noon",
    ]
    cues = []
    for before, line in zip([" ", *lines], lines, strict=False):
        cues += [f"{before}\n{line.replace(' ', '<00:00:01.000><c> ', 1)}</c>", f"{line}\n "]
    assert told(vtt(*cues)) == [" ".join(lines)]


def test_captions_that_grow_are_said_once():
    cues = ["We sail", "We sail at", "We sail at dawn", "We sail at dawn tomorrow."]
    assert told(vtt(*cues)) == ["We sail at dawn tomorrow."]


def test_words_that_are_said_twice_stay():
    cues = ["No.", "No.", "We sail.", "The crew is here.", "At dawn.", "The boat is old.", "It leaks.", "Go."]
    assert told(srt(*cues)) == [" ".join(cues)]


def test_a_long_turn_is_parted_between_sentences():
    parts = told(srt(*(f"ADA MOOR: This is the sentence number {n} of my speech." for n in range(55))))
    assert len(parts) == 4
    assert all(p.startswith("ADA MOOR: This is") and p.endswith("speech.") for p in parts)


def test_files_that_are_not_quite_right():
    windows = srt("We sail.", "At dawn.").replace(b"\n", b"\r\n")
    assert told(b"\xef\xbb\xbf" + windows) == ["We sail. At dawn."]
    assert told(srt("Zoë sails.").decode().encode("cp1252") + b"\n" * 9) == ["Zoë sails."]
    assert told(b"00:01.000 --> 00:02.000\nWe sail.\n2\n00:02.000 --> 00:03.000\nAt dawn.") == [
        "We sail. At dawn."
    ]
    assert told(srt("We sail\n\nat dawn.")) == ["We sail at dawn."]
    assert told(b"WEBVTT\n\nintro\n00:01.000 --> 00:02.000\nWe sail.\n\nno cue\nat all\n") == ["We sail."]


@pytest.mark.parametrize(
    "raw, message",
    [
        (b"", "has no cues"),
        (b"WEBVTT\n", "has no cues"),
        (b"WEBVTT\n\nNOTE\n00:01.000 --> 00:02.000\nhidden", "has no cues"),
        (b"Dear reader, we sail.", "has no cues"),
        (b"<html><body>00:00", r"is a web page \(HTML\), not captions"),
        (b"\x00\x01\x02", "is not text"),
    ],
)
def test_what_has_no_cues(raw, message):
    with pytest.raises(UnreadableError, match=f"^{message}"):
        subtitles.read(raw)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([
    "\n", "\n\n", "00:01.000 --> 00:02.000\n", "1\n", "WEBVTT\n\n",
    "<v Ada>", "</v>", "- ", ">> ", "ADA MOOR: ",
    "Ada: ", "[x]", "(x)", "[", ")", "♪", "&gt;", "&#0;", "NOTE ", "we sail ", "at dawn.", "\r\n", "\u2028",
    "<", "{\\an8}",
]), max_size=50).map("".join))  # fmt: skip
def test_any_captions_are_read_or_refused(written):
    try:
        found = told(written.encode())
    except UnreadableError as error:
        assert "\n" not in str(error)
        return
    assert all(p.strip() and "\r" not in p for p in found)


def test_few_captions_that_roll_are_told_once():
    cues = (("the council voted today",), ("the council voted today", "to rebuild the quay"))
    times = ("00:00:01,000 --> 00:00:02,000", "00:00:02,000 --> 00:00:04,000")
    rolled = "\n\n".join(
        f"{n}\n{t}\n" + "\n".join(c) for n, (t, c) in enumerate(zip(times, cues, strict=True))
    )
    assert subtitles.read(rolled.encode()).text == "the council voted today to rebuild the quay"
    short = rolled.replace("the council voted today", "No.")
    assert subtitles.read(short.encode()).text == "No. No. to rebuild the quay"


def test_names_stay_as_they_are_where_all_of_it_is_a_transcript():
    speakers = ["Piet van der Vasser", "Ola Rhun"] * 2
    cues = [f"<v {name}>The ferry cost us {n} crowns." for n, name in enumerate(speakers)]
    assert [line.partition(":")[0] for line in told(vtt(*cues))] == speakers
    assert [line.partition(":")[0] for line in told(vtt(*cues[:2]))] == ["PIET VAN DER VASSER", "OLA RHUN"]
    odd = [f"<v speaker {n % 2}>The ferry cost us {n} crowns." for n in range(4)]
    assert [line.partition(":")[0] for line in told(vtt(*odd))] == ["SPEAKER 0", "SPEAKER 1"] * 2


@pytest.mark.parametrize(
    "head, expected",
    [
        ("WEBVTT\nTitle: A hearing\nDate: 2031-05-08", {"title": "A hearing", "published": "2031-05-08"}),
        ("WEBVTT\n\nNOTE Title: A hearing\n\nNOTE\nPublished: 8 May 2031",
         {"title": "A hearing", "published": "8 May 2031"}),
        ("WEBVTT - A hearing\n\nNOTE made on 2031-05-08", {}), ("WEBVTT\nLanguage: what they speak", {}),
    ],
)  # fmt: skip
def test_what_a_file_states_of_itself(head, expected):
    assert dict(subtitles.read(vtt("We sail.", "NOTE Title: no", head=head)).metadata) == expected


# -- transcripts ------------------------------------------------------------------------


def labels(*lines: str) -> list[str]:
    text, spans = "\n".join(lines), []
    for line in lines:
        start = spans[-1][1] + 1 if spans else 0
        spans.append((start, start + len(line)))
    return [text[slice(*t.name)] for t in find_turns(text, spans) if t.named]


def test_names_are_labels_in_a_text_that_is_a_transcript_from_end_to_end():
    said = ("Piet Vasser: We sail.", "Ola Rhun: Never.", "Piet Vasser: At dawn.", "Ada Moor: Who pays?")
    assert labels(*said) == ["Piet Vasser", "Ola Rhun", "Piet Vasser", "Ada Moor"]
    assert labels("The hearing", *said) == labels(*said)
    two = (
        "Piet Vasser: We sail.",
        "Ola Rhun: Who pays?",
        "Piet Vasser: We do.",
        "Ola Rhun: Never.",
        "Ola Rhun: No.",
    )
    assert labels(*two) == ["Piet Vasser", "Ola Rhun", "Piet Vasser", "Ola Rhun", "Ola Rhun"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Piet Vasser: We sail.", "Ola Rhun: Never."),
        ("North Velm: The toll failed.", "South Velm: It passed.", "North Velm: It stays shut."),
        ("Monday: No ferry.", "Tuesday: One.", "Friday: Two."),
        ("Piet Vasser: We sail.", "Piet Vasser: At dawn.", "Piet Vasser: For good."),
        ("Piet Vasser: We sail.", "Ola Rhun: Never.", "Piet Vasser: No.", *["The quay was full."] * 4),
    ],
)  # fmt: skip
def test_lines_that_only_begin_so_are_no_turns(lines):
    assert labels(*lines) == []
