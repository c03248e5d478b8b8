"""Where the texts name states, institutions and outlets of the tables; a capital may stand for its state."""

from __future__ import annotations

from briefgen.analysis.actors import world
from briefgen.analysis.actors.acronyms import Spelled, spelled_out
from briefgen.analysis.actors.acts import acts
from briefgen.analysis.actors.drafts import Draft, Taken
from briefgen.analysis.actors.words import Word, Words, is_office
from briefgen.language.lexicon import words as lexicon


def name_states(texts: list[Words], taken: Taken) -> list[Draft]:
    """The states, institutions and outlets that the tables know, outside what is taken."""
    found: dict[str, Draft] = {}
    own = {(w.sentence.source, x.acronym) for w in texts for x in spelled_out(w) if _is_another(w, x)}
    for w in texts:
        key = (w.sentence.source, w.sentence.id)
        for p in world.places(w):
            if own and (w.sentence.source, w.text(p.i, p.j)) in own:
                continue  # the text says what it means by these letters
            start, end = w.span(p.i, p.j)
            if any(a < end and start < b for a, b in taken.get(key, [])) or _in_longer_name(w, p.i, p.j):
                continue
            rel = w.head_token(p.i, p.j).rel
            if p.entry.use == "institution" and _is_anothers(w, p):
                continue
            if p.entry.use in ("capital", "seat") and not _stands_for_government(w, p.i, p.j, rel):
                continue
            name = p.entry.name
            draft = found.setdefault(
                name, Draft(name=name, kind=p.entry.kind, side=p.entry.side, outlet=p.entry.use == "outlet")
            )
            taken.setdefault(key, []).append((start, end))
            draft.note(w, p.i, p.j)
            draft.acts = draft.acts or (not draft.outlet and acts(w, p.i, p.j))
    for draft in found.values():
        _rename(draft)
    return list(found.values())


def _is_another(w: Words, told: Spelled) -> bool:
    """Whether an acronym of the tables is another body's in this text."""
    known, whole = world.sense(told.acronym), world.sense(w.text(told.i, told.j))
    if known is None or whole is not None:
        return False
    return known.name.split()[0].lower() != w.low(told.i)


def _is_anothers(w: Words, place: world.Place) -> bool:
    """Whether the words name another state's body of that name ("Norland's Justice Department").

    So do "the state Supreme Court" and "the Democratic Party of" some province.
    """
    i, j, side = place.i, place.j, place.entry.side
    before = w.low(i - 1)
    if before == "state" and w.low(i - 2) in ("the", "'s", "a", "by") or before == "provincial":
        return True
    if before in ("'s", "'") and i > 1:
        owner = world.sense(w[i - 2].text) or world.sense(w.text(max(0, i - 3), i - 1))
        if w.low(i - 2) in ("state", "province") or (owner and owner.kind == "government" and side):
            return owner is None or owner.name != side
        region = w[i - 2].entity == "GPE" and owner is None and side is not None
        return region and w.low(j - 1) in lexicon("groups", "bodies")
    known = world.sense(w[j + 1].text) if j + 1 < len(w) else None
    of_region = w.low(j) == "of" and j + 1 < len(w) and w[j + 1].entity == "GPE" and w.low(j - 1) == "party"
    return of_region and (known is None or known.name != side)


def _rename(draft: Draft) -> None:
    """The sources' own form first where the table's form does not stand in them."""
    if draft.name not in draft.aliases and draft.kind != "government":
        longest = max(draft.aliases, key=len)
        draft.aliases[draft.name] = None
        draft.name = longest


def _in_longer_name(w: Words, i: int, j: int) -> bool:
    """Whether the words are a part of a longer name (the Washington Roe Institute)."""
    if w.shouting:
        return False
    after = w[j] if j < len(w) else None
    if (
        after
        and after.capital
        and after.start == w[j - 1].end + 1
        and (after.low in lexicon("names", "bodies"))
        and after.pos in ("PROPN", "NOUN")
    ):
        return True
    before = w[i - 1] if i > 0 else None
    if before and _is_prefix(before, w[i]):
        return True
    return bool(
        before
        and before.text.lower() == "of"
        and i > 1
        and w[i - 2].capital
        and w.low(i - 2) in lexicon("names", "bodies")
    )


def _is_prefix(before: Word, word: Word) -> bool:
    """Whether the capitalised word before belongs to the name (New Bern, Fort Roe)."""
    if (
        not before.capital
        or before.end + 1 != word.start
        or before.pos != "PROPN"
        or before.head.rel != "compound"
    ):
        return False
    return (
        not is_office(before.low) and not world.state_of_people(before.text) and not world.sense(before.text)
    )


def _joins_subject(w: Words, i: int, j: int) -> bool:
    """Whether the words are the second of two states that do something ("Oslo and Stockholm have agreed")."""
    tokens = w.sentence.tokens
    first = tokens[w.head_token(i, j).head]
    return first.rel in ("nsubj", "nsubjpass") and world.sense(first.text) is not None


def _stands_for_government(w: Words, i: int, j: int, rel: str) -> bool:
    """Whether a capital is the government: it does or has something, or stands beside another."""
    if rel == "poss" or w.low(j) in ("'s",):
        return True
    if rel in ("nsubj", "nsubjpass"):
        return True
    before = w.low(i - 1)
    if before in ("between", "by", "against", "with", "isolate", "isolated"):
        return True
    if rel == "conj" and _joins_subject(w, i, j):
        return True
    return (
        rel == "conj"
        and (w.low(i - 1) in ("and", ","))
        and any(w.low(k) == "between" for k in range(max(0, i - 6), i))
    )
