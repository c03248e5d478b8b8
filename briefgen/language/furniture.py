"""What a line or a sentence is by its own words: a notice, a link to another story, a credit, a stamp.

Only what is surely no prose is named; what stands round the line is asked in `prose`.
"""

from __future__ import annotations

import re

from briefgen.language.lexicon import per_language, table, words

# In this order: what a line may be taken for first.
_ROLES = ("stage", "notice", "teaser", "byline", "caption", "highlights", "stamp")
_CLOSES = ".!?…"
_MARK = re.compile(r"(?:[.!?…]\s?[\"”’'»)\]]*|[。！？])$")
_NO_WORDS = re.compile(r"[\W\d_]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_TIME = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?"
_ZONE = r"(?:\s?(?:GMT|UTC|[ECMP][SD]?T|E\.[SD]?\.?T\.|BST|CET|CEST|IST|[+-]\d{1,4}))?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_CLOCK = re.compile(
    rf"(?:{_TIME}{_ZONE}(?:[,\s]+{_DATE})?|{_DATE}(?:[,\s]+(?:at )?{_TIME}{_ZONE})?)\.?", re.IGNORECASE
)
_PLAIN_NUMBER = re.compile(r"\d+")
# “Updated at 2:39 p.m. ET.”, before a heading or before prose.
STAMP = re.compile(
    rf"(?:Last )?Updated?(?: No\. \d+)?(?: at| on|:)? ?{_TIME}{_ZONE}(?: (?:on )?(?:\w+day"
    rf"|Eastern(?: time)?|{_DATE}))?[.:,]* ?",
    re.IGNORECASE,
)
_FEW = 24
_LABEL = re.compile(r"[-•·*▪(\[ ]{0,3}([A-Za-z][\w’' -]{1,24}?)\s?([:|])(\s*)(?=\S)")
# A kicker glued to a headline: “Dike vote:Council splits”.
_GLUED = re.compile(r"[^.:!?]{3,70}:(?=[A-Z'‘“\"][^\s/])")
_DATED = re.compile(rf"{_DATE}: (?=\S)")
_BRACKETED = re.compile(
    r"[(\[]\s*(?:also on|see|read|watch|related|more|photos?|video|listen|sign up|follow|click|here.s|here is"
    r"|a reader|full|live|opinion|poll|story|gallery|slideshow|graphic|full text"
    r"|transcript)\b[^()\[\]]{3,200}[)\]]\.?",
    re.IGNORECASE,
)
_LINK_ENDS = re.compile(
    r"(?:[^.!?]Read more|[–-] (?:video|live|live updates|as it happened)(?: report)?|Listen · [\d: ]+"
    r"|\bVideo \d+:\d\d)$"
)
_CONTRIBUTED = re.compile(
    r"[-–—•⦁* ]*[A-Z][^“”\"]{3,400}\bcontributed(?: to)?(?: (?:the )?(?:additional )?reporting"
    r"| (?:to )?this (?:report|story|article|post|piece|blog|column))?"
    r"(?:,? (?:from|in|along|for|on|with|via)\b[^“”\"]{2,80})?\.?$"
)
_HERE = re.compile(
    r"\bcontributed(?:\.$| reporting\b| to the reporting| to this (?:report|story|article|post|piece|blog"
    r"|column))"
)
_REPORTED = re.compile(r"\b(?:reported|reports) from (?=[A-Z])")
_TABLE_CELL = re.compile(r"\s\|\s|\t")
_NUMBERS = re.compile(r"[$€£]?\d[\d.,:/%–-]*|[—–-]")


def role(line: str) -> str:
    """What a line, or a sentence, is by its own words; empty where it may be prose."""
    text = line.strip()
    text = text.lstrip("-–—•⦁·▪* ") or text
    if _NO_WORDS.fullmatch(text) or _ADDRESS.fullmatch(text):
        return "stamp" if _CLOCK.fullmatch(text) and not _PLAIN_NUMBER.fullmatch(text) else "notice"
    if _CLOCK.fullmatch(text):
        return "stamp"
    phrase = _phrases().match(text)
    if phrase and phrase.lastgroup:
        return phrase.lastgroup
    stamp = STAMP.match(text)
    rest = text[stamp.end() :].strip() if stamp else ""
    if stamp and (_NO_WORDS.fullmatch(rest) or (not ends_like_prose(rest) and len(text.split()) < _FEW)):
        return "stamp"
    if _is_link(text):
        return "teaser"
    if _is_credited(text):
        return "caption"
    if _is_byline(text):
        return "byline"
    return "table" if _is_row(text) else ""


def _is_byline(text: str) -> bool:
    """Whether it says who wrote, edited, helped, and no more."""
    if _CONTRIBUTED.fullmatch(text) and _HERE.search(text):
        own = text.split()
        return own[-1] != "contributed." or (
            2 < len(own) < 8 and all(w[0].isupper() for w in own[:-1] if w != "and")
        )
    credited = _credited().match(text)
    if credited is None:
        told = _REPORTED.search(text)
        return told is not None and _are_names(text[: told.start()]) and _are_names(text[told.end() :])
    return _are_names(text[credited.end() :])


def _are_names(said: str) -> bool:
    """Whether nothing but names, and the small words between them, stands there."""
    own = re.findall(r"[\w’'.]+", said)
    return (
        bool(own)
        and own[0][0].isupper()
        and all(w[0].isupper() or w.strip(".") in words("furniture", "among_names") for w in own)
    )


def ends_like_prose(line: str) -> bool:
    """Whether it ends with an end mark."""
    return _MARK.search(line) is not None


@per_language
def _phrases() -> re.Pattern[str]:
    """The phrases of every role: those that are a whole line, those that begin one."""
    lexicon = table("furniture")
    told = []
    for name in _ROLES:
        whole, begins = (
            "|".join(map(_expression, lexicon[part].get(name, ()))) for part in ("whole", "begins")
        )
        begins += f"|{barrier().pattern}" if name == "notice" else ""
        told.append(
            f"(?P<{name}>"
            + "|".join([rf"(?:{whole})\s?[:.…]*\Z"] * bool(whole) + [begins] * bool(begins))
            + ")"
        )
    return re.compile("|".join(told), re.IGNORECASE)


@per_language
def barrier() -> re.Pattern[str]:
    """What asks a reader to pay or register, wherever in a text it stands."""
    phrases = "|".join(map(_expression, table("furniture")["barriers"]["phrases"]))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


@per_language
def _credited() -> re.Pattern[str]:
    """What stands before the names of those who wrote, edited or helped."""
    begins = "|".join(map(_expression, table("furniture")["begins"]["credited"]))
    return re.compile(rf"[-–—•⦁* (]{{0,4}}(?i:{begins})\s?:? (?=[A-Z])")


def _expression(phrase: str) -> str:
    return phrase.replace("#", r"\d[\d,.]*").replace("…", ".{0,60}?")


def _is_link(text: str) -> bool:
    """Whether it is a link to another story by its form."""
    if _BRACKETED.fullmatch(text) or (_LINK_ENDS.search(text) and len(text.split()) < 40):
        return True
    label = _LABEL.match(text)
    rest = text[label.end() :] if label else ""
    if label and label.group(1).lower() in words_of("sure"):
        return _looks_like_link(rest, bool(label.group(3)) and label.group(2) == ":")
    if label and label.group(3) and label.group(1).lower() in words_of("maybe"):
        return not ends_like_prose(text) and _looks_like_link(rest, True)
    dated = _DATED.match(text)
    if dated and not ends_like_prose(text) and _looks_like_link(text[dated.end() :], True):
        return True
    glued = _GLUED.match(text)
    if glued is None or len(text.split()) > 30 or text[glued.end() :].count(". ") > 0:
        return False
    before = glued.group()[:-1].split()
    return before[-1].lower() not in words("abbreviations", "speaking") and (
        not ends_like_prose(text) or (len(before) <= 4 and len(text.split()) <= 20 and '"' not in text)
    )


def _looks_like_link(rest: str, spaced: bool) -> bool:
    """Whether what stands behind a label is a headline: it begins with a capital and has no end mark.

    A label that a colon and a space follow may begin a sentence of prose.
    """
    if not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "'‘“\"$#@"):
        return False
    return not spaced or not ends_like_prose(rest) or rest[-1] in "?’'"


def words_of(key: str) -> frozenset[str]:
    """The labels of links that are sure, or that may be."""
    return _labels()[key]


@per_language
def _labels() -> dict[str, frozenset[str]]:
    return {key: frozenset(found) for key, found in table("furniture")["labels"].items()}


@per_language
def credit() -> re.Pattern[str]:
    """A picture's credit as it stands at the end of a caption."""
    house = "|".join(map(re.escape, sorted(table("furniture")["credits"]["houses"], key=len, reverse=True)))
    name = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,4}"
    return re.compile(
        rf"(?:\bREUTERS(?:/[\w.’' -]+)*"
        rf"|(?:{name}|[-–])(?:, |\s?/\s?| ?\| ?| via )(?:The )?(?:{house})(?:\s?/[\w. -]+)*"
        rf"|\b(?:Getty Images|AP Photos?|AP Images|AFP/Getty)(?:/{name}|, File)?"
        r"|\((?:Photo|Image|Picture|Source|Credit|Photograph|AP Photo|Screenshot|Screengrab|Getty|REUTERS"
        r"|AP)[^()]{0,90}\)"
        rf"|\b(?:Photo|Photograph|Image|Photographer|Credit|Source)s?(?: by|:"
        rf"| courtesy of) ?:?\s?@?{name}[^.!?]{{0,50}}"
        rf"|\| (?:{name}/)?(?:{house}) ?(?:Photos?|Images)?)[.)]?$"
    )


_HOUSE = re.compile(r"\([A-Z][^()]{2,60}\)")
_BARRED = re.compile(
    r"\| (?:Photos? (?:by|courtesy)|AP|Getty|Reuters|REUTERS|POLITICO|John Shinkle|M\. Scott)\b"
)


def _is_credited(text: str) -> bool:
    """Whether it ends with a picture's credit, or is the caption of a clip."""
    last = text[-140:]
    may = text[-1] != "." or "/" in last or "Photo" in last or "Getty" in last
    if may and len(text.split()) <= 90 and credit().search(last):
        return True
    if text.startswith("CLOSE ") and any(c.islower() for c in text):
        return True
    if _HOUSE.fullmatch(text) and all(
        w[0].isupper() or w in ("via", "for") for w in re.findall(r"\w+", text)
    ):
        return True
    return bool(_BARRED.search(text)) and not ends_like_prose(text)


def _is_row(text: str) -> bool:
    """Whether it is a row of a table: cells, or words among which numbers prevail."""
    cells = _TABLE_CELL.split(text)
    if len(cells) > 2:
        return all(len(cell.split()) <= 6 for cell in cells)
    if text[-1] == ".":
        return False
    own = text.split()
    numbers = sum(1 for w in own if _NUMBERS.fullmatch(w))
    return len(own) >= 4 and numbers >= 3 and numbers * 2 >= len(own) and not ends_like_prose(text)
