"""Quotations that are statements: the speaker behind, before, between, on the line before, or the last."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.analysis.attribution.extents import begin_of
from briefgen.analysis.attribution.pieces import Piece, Pieces
from briefgen.analysis.attribution.records import Attribution, Manner, Span
from briefgen.analysis.attribution.said import attribution
from briefgen.analysis.attribution.signatures import signature
from briefgen.analysis.attribution.speakers import Speaker, Speakers, is_verb_of_saying
from briefgen.language.lexicon import words
from briefgen.model import Confidence


@dataclass(kw_only=True)
class _Run:
    """What one speaker says without anybody else between."""

    content: list[Span]
    """The part in the speaker's clause first."""
    speaker: Speaker
    rule: str
    last: Piece
    mixed: bool
    """Whether words outside the marks begin what is said."""


def in_statements(pieces: Pieces) -> tuple[Attribution, ...]:
    """One attribution for all that a speaker says in a row."""
    runs: list[_Run] = []
    for piece in pieces.statements:
        found = _speaker(pieces, piece)
        previous = runs[-1] if runs else None
        if found is not None:
            speaker, rule = found
            content = _widened(pieces, piece, speaker, _own_first(pieces, piece, rule))
            mixed = content[0][0] < piece.start <= content[0][1]
            runs.append(_Run(content=content, speaker=speaker, rule=rule, last=piece, mixed=mixed))
        elif previous is not None and _goes_on(pieces, previous, piece) and not _adds(pieces, previous):
            previous.content.extend(pieces.spans(piece))
            previous.last = piece
    return tuple(_made(pieces, run) for run in runs)


def _made(pieces: Pieces, run: _Run) -> Attribution:
    manner: Manner = "mixed" if run.mixed else "direct"
    number = pieces.number_of(run.speaker.start)
    s = Speakers(pieces.sentences[number], pieces.outside(number))
    confidence: Confidence = "low" if _is_borne(s, run.speaker) else _confidence(run)
    own = attribution(pieces.article, run.speaker, run.content, manner, run.rule, confidence)
    return replace(own, reporter=_reporter(s, run.speaker)) if run.rule == "before" else own


def _is_borne(s: Speakers, speaker: Speaker) -> bool:
    """Whether a label, a sign or a shirt bears the words, and nobody says them."""
    a, b = speaker.holder or (0, 0)
    holder = [t for t in s.tokens if a <= t.start < b]
    return any(t.lemma.lower() in words("quotations", "bearers") for t in holder)


def _reporter(s: Speakers, speaker: Speaker) -> Span | None:
    """Who tells what another says: Roe in `Roe said that Lee believes “…”`."""
    verb = speaker.verb
    if verb is None or s.tokens[verb].rel != "ccomp":
        return None
    above = s.tokens[verb].head
    head = s.phrases.subject(above) if above in s.outside and s.is_saying(above) else None
    own = s.phrases.subject(verb)
    if head is None or own is None or own == head or s.tokens[own].pos == "PRON":
        return None
    holder = s.phrases.of_head(head, above)
    return s.phrases.span(holder) if holder else None


def _widened(pieces: Pieces, piece: Piece, speaker: Speaker, spans: list[Span]) -> list[Span]:
    """The spans, with the words before the marks that begin the clause: `The road “is shut,” Roe said`."""
    if not pieces.inner(piece.quoted)[:1].islower() or speaker.verb is None or _joined(pieces, piece):
        return spans
    s = pieces.sentences[piece.first]
    lead = [i for i in pieces.before(piece) if any(c.isalnum() for c in s.tokens[i].text)]
    while lead and s.tokens[lead[0]].pos == "CCONJ":
        lead.pop(0)
    if not lead or piece.start not in {a for a, _ in spans}:
        return spans
    begin = s.tokens[lead[0]].start if speaker.rule == "after" else begin_of(s, speaker.verb, piece)
    aside = any(d in pieces.article.text[begin : piece.start] for d in "—–")
    return spans if aside else [(begin if a == piece.start else a, b) for a, b in spans]


def _confidence(run: _Run) -> Confidence:
    """Measured on annotated news: behind, or before with a verb of saying, 0.95 right; others less."""
    sure = run.rule in {"after", "next sentence"} or (
        run.rule == "before" and is_verb_of_saying(run.speaker.lemma)
    )
    return "high" if sure else "medium"


def _speaker(pieces: Pieces, piece: Piece) -> tuple[Speaker, str] | None:
    """The reporting clause round a statement, and the layout's name."""
    signed = signature(pieces, piece)
    if signed is not None:
        return signed, signed.rule
    first, last = (Speakers(pieces.sentences[n], pieces.outside(n)) for n in (piece.first, piece.last))
    lead, tail = pieces.before(piece), pieces.after(piece)
    joined = _joined(pieces, piece)
    behind = last.after(tail) if tail and _may_follow(pieces, piece) else None
    if behind is not None and (joined or not lead or pieces.inner(piece.quoted)[-1:] in ",?!"):
        return behind, behind.rule
    ahead = (first.again(lead) if joined else first.before(lead)) if lead else None
    if ahead is not None:
        return ahead, ahead.rule
    if behind is not None:
        return behind, behind.rule
    if not any(c.isalnum() for i in lead for c in first.tokens[i].text):
        follows = _named_next(pieces, piece) if not tail else None
        if follows is not None:
            return follows, "next sentence"
        goes_on = any(c.isalnum() for i in tail for c in last.tokens[i].text)
        found = _announced(pieces, piece) if not goes_on else None
        if found is not None:
            return found, "line before"
    return None


def _joined(pieces: Pieces, piece: Piece) -> bool:
    """Whether a statement stands before it in the same sentence: what lies between is that one's first."""
    lead = pieces.before(piece)
    s = pieces.sentences[piece.first]
    return (
        bool(lead)
        and lead[0] > 0
        and (lead[0] - 1) not in pieces.outside(piece.first)
        and s.tokens[lead[0]].start > s.start
    )


def _may_follow(pieces: Pieces, piece: Piece) -> bool:
    """Whether a reporting clause may stand behind the statement."""
    words = pieces.inner(piece.quoted)
    tail = pieces.article.text[piece.end : pieces.sentences[piece.last].end].lstrip()
    return words[-1:] in ",.?!—–-…" or tail[:1] in {",", "—", "–", "-"} or not pieces.before(piece)


def _named_next(pieces: Pieces, piece: Piece) -> Speaker | None:
    """Who the next sentence of the paragraph names, where it says no more than that: “Why?” Roe asked."""
    number = piece.last + 1
    if number >= len(pieces.sentences) or pieces.inner(piece.quoted)[-1:] not in ".?!…":
        return None
    sentence = pieces.sentences[number]
    if sentence.paragraph != pieces.sentences[piece.last].paragraph:
        return None
    speakers = Speakers(sentence, pieces.outside(number))
    found = speakers.after(sorted(speakers.outside))
    return found if found and found.verb is not None and speakers.says_nothing(found.verb) else None


def _announced(pieces: Pieces, piece: Piece) -> Speaker | None:
    """Who the sentence before announces, where a colon or a comma ends it."""
    if piece.first == 0:
        return None
    number = piece.first - 1
    sentence = pieces.sentences[number]
    if sentence.text.rstrip()[-1:] not in ":," or not pieces.words_outside(number):
        return None
    return Speakers(sentence, pieces.outside(number)).before(sorted(pieces.outside(number)))


def _goes_on(pieces: Pieces, run: _Run, piece: Piece) -> bool:
    """Whether nobody else comes between two statements."""
    reached = run.last.last + (run.rule == "next sentence")
    if piece.first == reached:
        return True
    if piece.first > reached + 1:
        return False
    lead = pieces.before(piece)
    tokens = pieces.sentences[piece.first].tokens
    return not any(c.isalnum() for i in lead for c in tokens[i].text)


def _adds(pieces: Pieces, run: _Run) -> bool:
    """Whether the speaker's clause goes on with more: `“…,” Roe said, adding that it was late. “…”`.

    What follows goes with that, not with what was said first.
    """
    if run.rule != "after" or run.speaker.cue is None:
        return False
    number = run.last.last
    speakers = Speakers(pieces.sentences[number], pieces.outside(number))
    behind = (i for i in pieces.after(run.last) if speakers.tokens[i].start > run.speaker.cue[1])
    return any(speakers.is_beside_comma(i) for i in behind)


def _own_first(pieces: Pieces, piece: Piece, rule: str) -> list[Span]:
    """The spans, that of the speaker's sentence first."""
    spans = pieces.spans(piece)
    if rule in ("after", "according"):
        return [spans[-1], *spans[:-1]]
    return spans
