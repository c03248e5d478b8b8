"""What stands on a page beside its article: menus, boxes, bars, notices; known by element, role and name.

An element is named by the words of its class and id. Some names are sure (`cookie-banner`, `related-posts`);
others may be those of the article's own text (`social`, `meta`), so what they name goes only where it is
short, or mostly links. Nothing goes that holds the article's heading, or most of the words and leaves few,
whatever its name: `has-sidebar` may name the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.readers.formats.page.in_text import goes_on, paragraph_of, unfold
from briefgen.readers.formats.page.tree import drop, within

_ELEMENTS = frozenset({
    "nav", "aside", "footer", "form", "dialog", "button", "select", "textarea", "input", "label", "fieldset",
    "menu", "progress", "meter", "output", "figcaption", "figure", "picture", "img", "amp-img",
})  # fmt: skip
_ROLES = frozenset({
    "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar",
    "toolbar", "tablist", "form", "tooltip", "banner", "figure", "img", "button",
})  # fmt: skip
_NEVER_TEXT = _ELEMENTS - {"aside", "form", "label", "fieldset", "menu"}
"""These go even where they are all that there is."""
_WITHOUT_NAME = frozenset({"html", "body", "main", "a", "em", "strong", "b", "i", "font", "mark"})
"""Names of these are about something else."""
_PICTURED = frozenset({"div", "td", "center", "table", "p"})
_BOXES = frozenset({"div", "section", "ul", "ol", "p", "span", "header", "details", "table", "dl", "article"})
_AMP = re.compile(
    r"amp-(?:ad|embed|auto-ads|sticky-ad|social-share|consent|sidebar|iframe|analytics|user-notification|list"
    r"|app-banner|next-page|twitter|instagram|facebook\S*|tiktok|youtube|video\S*|audio|brightcove|pixel|form"
    r"|lightbox\S*|image-lightbox|carousel|geo|story\S*|recaptcha\S*|jwplayer|dailymotion|vimeo|reddit|anim"
    r"|pinterest|playbuzz|web-push\S*|skimlinks)"
)


WALL = r"pay ?wall(?:ed)?|reg ?wall|barrier|piano"
"""Names of what keeps back those who don't pay."""


def named(*phrases: str) -> re.Pattern[str]:
    """Finds these in a name that is split into words; `|` stands between two."""
    return re.compile(rf"(?:^| )(?:{'|'.join(phrases)})(?: |$)")


_OFFER = named(WALL)
_SURE = named(
    # consent
    r"cookies?|consents?|gdpr|ccpa|onetrust|didomi|cmp|privacy|tcf",
    # letters, offers, appeals
    r"newsletters?|sign ?ups?|email capture|subscribe|subscription (?:box|offer|prompt)|offer|cta|upsell",
    r"call to action|donate|donation|contribution|membership|support us|app (?:promo|download|banner)",
    r"download app|push (?:notification|prompt)|notification prompt",
    r"boletin(?:es)?|infolettre|nieuwsbrief|nyhetsbrev",
    # sharing
    r"share(?: \S+)?|sharing|sharebar|social (?:share|sharing|links?|icons?|bar|buttons?|tools?|follow)",
    r"social media(?: \S+)?|follow us|follow|reactions?|likes|click to tweet|tweet this",
    # other articles
    r"related(?:posts?|articles?)?|relacionad[ao]s|recommended|recommendations?|recommends?|recirc\w*",
    r"read ?more|read (?:next|also)",
    r"more (?:on|from|stories|news|articles?|coverage|reading|links?)|also (?:read|in|on)|up next|popular",
    r"see (?:also|more)|most (?:read|popular|viewed|shared|recent)|trending|top stories|editors? picks?",
    r"next (?:article|story|post|up)|you may(?: also)? like",
    r"latest (?:news|stories)|(?:post|article|story) (?:nav|navigation)|pagination|pager|prev next",
    # readers
    r"comments?|disqus|responses|replies|respond|discussion|conversation|rating|feedback",
    r"survey|poll|quiz|vote",
    # advertisements
    r"advert\w*|ads?|adslot|adunit|adbox|adwrap\w*|dfp|mpu|leaderboard|sponsored|sponsor|outbrain|taboola",
    r"promoted|native ad|affiliate",
    # ways through the site
    r"breadcrumbs?|tag (?:list|cloud)|tags|topic list|topics|keywords|categories|filed under|nav|navbar|menu",
    r"navigation|side ?bar|side bar|side rail|right rail|rail|masthead|site (?:header|footer)|footer",
    r"skip link|skip to \S+|live ?blog (?:nav|summary nav|filter|controls)|jump links?|table of contents|toc",
    r"print (?:only|footer|header)|toolbar|tools|action bar|actions|utility bar|noprint|no print|sign ?off",
    # who and when
    r"author (?:bio|box|card|info|profile|details?|about|block|promo)|about (?:the )?author|bio|biography",
    r"bylines?|time ?stamp|publish(?:ed)? (?:date|time|at|on)|pub ?date|date ?published",
    r"updated (?:date|time|at|on)|last updated|read(?:ing)? time|time to read",
    r"(?:entry|post|article|story) meta|meta info|posted on|copyright|legal|disclaimer|terms",
    # pictures and players
    r"captions?|caption text|wp caption(?: text)?|credits?|(?:photo|image) credit|image source|photographer",
    r"gallery|slideshow|carousel|lightbox|(?:video |audio |media )?player|podcast player|listen",
    # the article's own words again, larger
    r"pull(?:ed)? ?quotes?|pq|cita destacada|exergue",
    # facts in a box beside the text
    r"(?:fact|info|data) ?box(?:es)?|fact ?(?:file|panel)s?|encadres?|recuadro|despiece",
    r"info ?kasten|fakta ?(?:ruta|boks)",
    # layers
    r"modal|pop ?up|overlay|toast|snackbar|interstitial|drawer|flyout|tooltip",
)
_POST = named(
    r"twitter tweet|instagram media|tiktok embed|fb (?:post|video)|(?:bluesky|mastodon|social|reddit) embed",
    r"reddit embed \S+|threads? (?:post|embed)|text post media|telegram post",
)
"""A post from elsewhere: its paragraphs are quoted, the rest says who sent it and when."""
_MAYBE = named(
    r"social|meta|metadata|info|promos?|promotion|teasers?|banner|alert|notice|subscription|premium|locked",
    r"login|log in|register|registration|account|search|section (?:label|name|link)|kicker|eyebrow|category",
    r"label|badge|rubric|overline|authors?|writer|contributors?|date|time|published|posted|updated|video|audio",
    r"podcast|media|image|photo|picture|figure|links?|buttons?|icons?|header top|top bar|bar|extras?|box",
    r"callout|cards?|inline link|link (?:box|list)|hashtags?|end ?note",
    r"bottom|below|after (?:article|content|post)|tail",
    # These are often the names of what only those see who pay.
    WALL,
    r"meter(?:ed)?",
    r"widget",
)
_NEVER = re.compile(
    r"^(?:has|no|with|without|is|js|can|not|hide|hidden|show|type|category|tag|format|status|post-\d|page"
    r"|single|theme|layout|lang|u|l|t|g)[-_]"
)
"""A class that begins so says something of the page, and names nothing."""
_BODY = re.compile(
    r"(?:article|story|post|entry|content|main|page|text)[-_ ]{0,2}"
    r"(?:body|content|text|main|container|wrapper)"
    r"|rich[-_]?text|prose|paragraphs?$",
    re.IGNORECASE,
)
_ENDS = tuple('.!?…”"’')
_SENTENCE = 5
_MARKS = named(r"share(?: \S+)?|sharing|(?:foot|side) ?notes?|tool ?tip(?: ?text| content)?|tweet this")
"""What is a mark in a sentence, or hides behind one, and no word of it."""
_FEW = 40
"""Words: a longer box whose name may be that of the article's text stays."""
_CAPTION = 25
_OFFERED = 120
_MOSTLY = 0.5
_ENOUGH = 40
"""Words that must be left where most of an element goes."""


def names(element: Any) -> Iterator[str]:
    """Each class and the id of an element, as words: `relatedPosts` is `related posts`."""
    given = [*element.get("class", "").split()[:20], element.get("id", ""), element.get("data-component", "")]
    given += [element.get(name, "") for name in ("data-testid", "data-module", "data-block", "data-type")]
    for name in given:
        if name and len(name) <= 100 and not _NEVER.match(name.lower()):
            split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
            yield " ".join(re.sub(r"[^A-Za-z0-9]+", " ", split).lower().split())


@dataclass(slots=True, kw_only=True)
class _Weight:
    """What an element holds."""

    words: int = 0
    linked: int = 0
    prose: bool = False
    """Whether there is a paragraph that ends as a sentence does."""


def strip(region: Any, keep: list[Any]) -> None:
    """Take the furniture out of an element. `keep` are elements that may not go with it."""
    for heading in region.iter("h2", "h3", "h4", "h5", "h6"):
        unfold(heading)
    weights = _weigh(region)
    total = weights[region].words
    held = {x for element in keep for x in (element, *element.iterancestors())} | {region}
    for element in list(region.iter()):
        if element in held or not isinstance(element.tag, str) or not within(element, region):
            continue
        weight = weights[element]
        most = weight.words > _MOSTLY * total and total - weight.words < _ENOUGH
        if most and element.tag not in _NEVER_TEXT:
            continue
        short = weight.words <= _FEW and not weight.prose
        linked = weight.linked > _MOSTLY * weight.words
        named = is_furniture(element) or ((short or linked) and _may_be_furniture(element))
        if (named or _is_offer(element)) and not _is_of_sentence(element, weights):
            drop(element)


def _weigh(region: Any) -> dict[Any, _Weight]:
    """What each element of a tree holds."""
    from lxml.etree import iterwalk

    weights: dict[Any, _Weight] = {}
    links = 0
    for event, element in iterwalk(region, events=("start", "end")):
        weight = weights.setdefault(element, _Weight())
        if event == "start":
            links += element.tag == "a"
            _count(weight, element.text, links)
            continue
        links -= element.tag == "a"
        if element.tag == "p":
            text = "".join(element.itertext()).rstrip()
            weight.prose = text[-1:] in _ENDS and len(text.split()) > _SENTENCE
        if element is region:
            break
        above = weights[element.getparent()]
        above.words += weight.words
        above.linked += weight.linked
        above.prose = above.prose or weight.prose
        _count(above, element.tail, links)
    return weights


def _count(weight: _Weight, text: str | None, links: int) -> None:
    words = len(text.split()) if text else 0
    weight.words += words
    weight.linked += words if links else 0


def is_post(element: Any) -> bool:
    """Whether it is a post from elsewhere."""
    return any(_POST.search(name) for name in names(element))


def is_furniture(element: Any) -> bool:
    """Whether it is surely none of the article's text, by element, role and name."""
    tag = element.tag
    if tag == "figure":
        return element.find(".//table") is None or any(_SURE.search(name) for name in names(element))
    if tag in _PICTURED and _is_captioned(element):
        return True
    if tag in _ELEMENTS or _AMP.fullmatch(tag) or _marked(element):
        return True
    if element.get("role", "").lower() in _ROLES or element.get("aria-modal") == "true":
        return True
    if tag in _WITHOUT_NAME:
        return False
    return any(_SURE.search(name) and not _BODY.search(name) for name in names(element))


def _is_of_sentence(element: Any, weights: dict[Any, _Weight]) -> bool:
    """Whether it is words of a sentence, whatever its name: the sentence goes on around it."""
    if element.get("role") or any(map(_MARKS.search, names(element))):
        return False
    paragraph = paragraph_of(element)
    return paragraph is not None and weights[paragraph].prose and goes_on(element, paragraph)


def _is_captioned(element: Any) -> bool:
    """Whether it is a picture with its caption: a few words beside it that are no sentence, or that float."""
    if next(element.iter("img", "amp-img", "picture"), None) is None:
        return False
    said = " ".join(element.itertext()).split()
    if element.get("align", "").lower() in ("left", "right"):
        return len(said) <= _FEW
    return 0 < len(said) <= _CAPTION and said[-1][-1:] not in _ENDS and element.find(".//h1") is None


def _marked(element: Any) -> bool:
    """Whether its own data says what it is: the author, a date, a comment, a word to those who don't pay."""
    said = f"{element.get('itemprop', '')} {element.get('rel', '')}".lower().split()
    if not {
        "author",
        "datepublished",
        "datemodified",
        "publisher",
        "comment",
        "keywords",
        "image",
    }.isdisjoint(said):
        return element.tag != "a" or len(element.text_content().split()) < 8
    # AMP shows this to those only who have no right to read the rest.
    return bool(element.get("subscriptions-section") == "content-not-granted")


def _is_offer(element: Any) -> bool:
    """Whether it is what those see who don't pay: few words, and a way to do so."""
    return (
        any(_OFFER.search(name) for name in names(element))
        and next(element.iter("a", "button", "input"), None) is not None
        and len(element.text_content().split()) < _OFFERED
    )


def _may_be_furniture(element: Any) -> bool:
    return element.tag in _BOXES and any(
        _MAYBE.search(name) and not _BODY.search(name) for name in names(element)
    )
