"""Where sentences and headings begin and end.

Off-the-shelf splitters fail on news ("10 a.m. EDT.", "H.R. McMaster", a quotation that opens after a full
stop), so briefgen has its own: a paragraph is split at an end mark that is followed by what can begin a
sentence, unless the mark belongs to an abbreviation or to an initial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from briefgen.language.full_stops import stops_behind_abbreviation, unspaced
from briefgen.language.lexicon import words
from briefgen.language.prose import Lines
from briefgen.model import Article, Sentence

# An end mark, the quotation marks and brackets that close behind it, and space.
_END = re.compile(r"(?:[.!?…]+|[.!?…]+\s?(?:''|[\"”’»)\]])+)(?=\s)")
# The same where the space behind it is missing.
_UNSPACED = re.compile(r"[.!?…]+(?:''|[\"”’»)\]])*(?=[A-Z]|[“‘„«\"][A-Z\d])")
_OPENERS = "“‘„\"'«([—–- "
_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# A heading is short and has no end mark. Twelve to sixteen words is what headlines have; more is prose.
_HEADING_WORDS = 16
# Behind a quotation: a name, a verb of saying, and nothing that could be its content (“Stop!” Roe said.)
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.’'-]*,? ){1,6}(?:\w+ly )?(\w+)(?=\.|,(?! ?[“\"‘'])|$"
    r"| (?:in|on|at|to|of|during|as|when|after|before|while|later|last|this|with|from|through|via|by|again"
    r"|about|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:reporters|him|her|them|us|me|police)(?=[.,]))"
    r"(?![\w’]))"
)
_CLOSE = re.compile(r"[.!?](?=\s|$)")
# Characters that are looked ahead; words behind the verb, where a full stop ended the quotation.
_AHEAD = 240
_SHORT = 6
# Characters; the longest sentences of news have some 600. The parser's memory grows with the longest.
_LONGEST = 5_000


def split(article: Article) -> tuple[Sentence, ...]:
    """The article's sentences and headings, in order, without their tokens."""
    blocks = [(start, end, kind) for start, end, kind in paragraphs(article)]
    headings = [kind == "heading" or _is_heading(article.text, a, b) for a, b, kind in blocks]
    lines = Lines(article, blocks, headings)
    found: list[Sentence] = []
    for number, (start, end, kind) in enumerate(blocks):
        heading = kind == "heading" or (kind == "line" and headings[number] and not lines.is_post(number))
        spans = [(start, end)] if heading else _split_paragraph(article.text, start, end, lines.cuts(number))
        pieces = [piece for span in spans for piece in _cut(article.text, *span)]
        for (a, b), (furniture, skipped) in zip(pieces, lines.sentences(number, pieces), strict=True):
            found.append(
                Sentence(
                    source=article.id, id=f"s{len(found) + 1}", start=a, end=b, text=article.text[a:b],
                    paragraph=number, heading=heading, furniture=furniture, skipped=skipped,
                )
            )  # fmt: skip
    return tuple(found)


def sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the sentences of one paragraph that is no article's: plain words, without a title."""
    return tuple(_split_paragraph(text, 0, len(text)))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, in pieces where it is far longer than any sentence: a table, or text without full stops."""
    while end - start > _LONGEST:
        at = text.rfind(" ", start + 1, start + _LONGEST)
        at = at if at > 0 else start + _LONGEST
        yield start, at
        start = at + (text[at] == " ")
    if start < end:
        yield start, end


def paragraphs(article: Article) -> Iterator[tuple[int, int, str]]:
    """Offsets and kind of the text's paragraphs, without the space around them."""
    text = article.text
    blocks = article.blocks or tuple((m.start(), m.end(), "line") for m in _lines(text))
    for start, end, kind in blocks:
        raw = text[start:end]
        start += len(raw) - len(raw.lstrip())
        end -= len(raw) - len(raw.rstrip())
        if start < end:
            yield start, end, kind


def _lines(text: str) -> Iterator[re.Match[str]]:
    """The lines, or the blocks between empty lines where the text is wrapped at a fixed width."""
    lines = [m for m in _LINE.finditer(text) if m.group().strip()]
    if not _is_wrapped(text, [m.group() for m in lines]):
        return iter(lines)
    return re.finditer(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]*\S[^\n]*)*", text)


def _is_wrapped(text: str, lines: list[str]) -> bool:
    """Whether a fixed width broke the lines: several of much the same length that end within a sentence."""
    if len(lines) < 6 or "\n" not in text.strip():
        return False
    within = [line for line in lines if line.rstrip()[-1:] not in ".!?…”\"’':"]
    if len(within) <= len(lines) * 0.5 or max(map(len, lines)) > 120:
        return False
    return 50 <= median(map(len, within)) <= 100


def _is_heading(text: str, start: int, end: int) -> bool:
    line = text[start:end]
    if line[-1] in ".!…:;,”\"’'" or len(line.split()) > _HEADING_WORDS:
        return False
    return any(c.isalpha() for c in line)


def _split_paragraph(
    text: str, start: int, end: int, cuts: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[int, int]]:
    """The paragraph's sentences; none ends inside what is none of its words."""
    begin = start
    for mark, stop in _ends(text, start, end):
        if any(a < stop < b for a, b in cuts):
            continue
        follow = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
        if follow < end and _is_boundary(text, begin, mark, follow, end):
            yield begin, stop
            begin = follow
    yield begin, end


def _ends(text: str, start: int, end: int) -> list[tuple[re.Match[str], int]]:
    """End marks with space behind them, or none where a sentence ends all the same; where each ends."""
    found = [(m, m.end()) for m in _END.finditer(text, start, end)]
    found += [(m, at) for m in _UNSPACED.finditer(text, start, end) if (at := unspaced(text, start, m, end))]
    return sorted(found, key=lambda x: x[1])


def _may_begin(letter: str) -> bool:
    """Whether a sentence may begin with it: a capital, a digit, a letter of a script without capitals."""
    return (
        letter.isupper()
        or letter.isdigit()
        or (letter.isalpha() and not letter.isascii() and not letter.islower())
    )


def _names_speaker(ahead: str, stop: bool) -> bool:
    """Whether only the speaker of the quotation before follows: a name and a verb of saying.

    `stop`: the quotation ends with a full stop, behind which a sentence of its own is likelier.
    """
    ahead = ahead[:_AHEAD]
    match = _SPEAKER.match(ahead)
    if match is None or match.group(1) not in words("abbreviations", "speaking"):
        return False
    rest = _CLOSE.split(ahead[match.end() :], maxsplit=1)[0]
    own = re.search(r"[“\"‘:]|\bthat\b", rest)  # something that it reports itself
    return own is None and not (stop and len(rest.split()) > _SHORT)


def _is_boundary(text: str, start: int, mark: re.Match[str], follow: int, end: int) -> bool:
    ahead = text[follow:end].lstrip(_OPENERS + "\u00a0\u202f")
    if not ahead or not _may_begin(ahead[0]):
        return False
    if mark.group()[0] != "." or len(mark.group()) > 1:
        # "“Really?” he asked" goes on in lower case; “Stop!” Roe said does not.
        closed = mark.group()[-1] in "”’\"'"
        return not (closed and _names_speaker(text[follow:end], mark.group()[0] == "."))
    if stops_behind_abbreviation(text, start, mark.start(), ahead):
        return True
    before = re.search(r"[\w.’'-]*$", text[max(start, mark.start() - 24) : mark.start()])
    word = before.group().rsplit("-", 1)[-1] if before else ""  # “then-Gov. Roe”
    low = word.lower()
    if low in words("abbreviations", "never_final"):
        return False
    next_word = re.match(r"[\w’'-]+\.?", ahead)
    starter = next_word is not None and next_word.group().lower() in words("abbreviations", "starters")
    initial = re.fullmatch(r"[A-Z]", word) is not None
    if low in words("abbreviations", "before_number") and not (initial and not ahead[0].isdigit()):
        return not ahead[0].isdigit()
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word) or low in words("abbreviations", "may_be_final"):
        # "U.S. President", "10 a.m. EDT", "Acme Inc. The": only a word that begins sentences, or a quotation,
        # ends it.
        return (starter or text[follow] in '“"') and text[follow] not in "—–-"
    if initial:  # "Roe P. Lee", but not "vitamin C. The"
        return starter
    return True
