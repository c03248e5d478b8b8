"""Web pages: their article alone, in order, once; and of its metadata what the page says, nothing more."""

from __future__ import annotations

import json
import re
import sys

import pytest
from test_limits import in_time

from briefgen.language.furniture import role
from briefgen.readers import read_seeds
from briefgen.readers.formats import html
from briefgen.readers.formats.extracted import UnreadableError
from briefgen.readers.hosts import host_of

PROSE = [
    "The council of Norhaven turned down the new dike on Friday by one vote, after nine hours of talks.",
    "Mayor Ina Holt said that the town would try again in June, when two more members take their seats.",
    "Fishers cheered in the street, because the dike would have closed the old harbour for three years.",
]
BODY = "".join(f"<p>{p}</p>" for p in PROSE)


def page(body, head=""):
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def read(source):
    return html.read(source if isinstance(source, bytes) else source.encode())


def parts(body, head=""):
    """The blocks' texts."""
    found = read(page(body, head))
    assert found.text == "\n\n".join(found.text[a:b] for a, b, _ in found.blocks)
    return [found.text[a:b] for a, b, _ in found.blocks]


def known(head, body=f"<article>{BODY}</article>"):
    return dict(read(page(body, head)).metadata)


def linked(**node):
    return (
        f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org"} | node)}</script>'
    )


# -- the text ----------------------------------------------------------------------------------


def test_blocks_are_what_the_page_marks():
    body = (
        f"<article><h1>Dike vote fails</h1>{BODY}<h2>What it costs</h2><ul><li>Forty million for "
        "stone.</li><li><p>Three million a year.</p></li></ul><blockquote><p>We cannot wait for the sea.</p>"
        "</blockquote><p>She left the hall by the back door.</p></article>"
    )
    found = read(page(body))
    told = [(kind, found.text[a:b]) for a, b, kind in found.blocks]
    assert told == [
        *(("paragraph", p) for p in PROSE),
        ("heading", "What it costs"),
        ("item", "Forty million for stone."),
        ("item", "Three million a year."),
        ("quote", "We cannot wait for the sea."),
        ("paragraph", "She left the hall by the back door."),
    ]
    assert found.metadata["title"] == "Dike vote fails"
    assert found.problems == ()


FURNITURE = [
    "<nav><a href='/'>Home</a> All the news of the coast, every day and every night</nav>",
    "<aside>The weather will be fair along the coast until Sunday night, says the office.</aside>",
    "<div class='share-bar'><a>Share on Sundbook</a><a>Send it by mail</a></div>",
    "<div id='cookie-consent'><p>We and our 140 partners store what you read on your device.</p></div>",
    "<div role='dialog'><p>Would you like to hear from us every single morning of the week?</p></div>",
    "<section class='relatedPosts'><h2>Related</h2><p>The ferry to Sund sails again, at last.</p></section>",
    "<div class='newsletter-signup'><p>Get the harbour news in your box every day at seven.</p></div>",
    "<section id='comments'><p>I never liked that dike and never will, whatever they say now.</p></section>",
    "<figure><img alt='x'><figcaption>The dike in winter, seen from the lighthouse.</figcaption></figure>",
    "<form><label>Your name, please, and where you live now</label><input></form>",
    "<div class='ad-slot'>Buy the boots that every fisher of the north coast wears today.</div>",
    "<p><a href='/x'>How the dike came to divide the whole of Norhaven in a year</a></p>",
    "<p class='wp-caption-text'>The dike in winter, as seen from the old lighthouse.</p>",
    "<iframe src='x'>This browser shows no frames, so here is nothing to see.</iframe>",
    "<p hidden>This is a paragraph that nobody sees, whatever it may say to us.</p>",
    "<div style='color:red; display: none'>This is a box that nobody sees, whatever it says.</div>",
    "<div aria-hidden='true'>Swipe to the left to see the next of our nine pictures.</div>",
    "<template><p>A paragraph of a template is copied by scripts and never shown itself.</p></template>",
    "<noscript><p>This page works without scripts, but not half as well as with them.</p></noscript>",
    "<script>document.write('<p>A paragraph that a script would write if it ran here.</p>')</script>",
    "<span class='sr-only'>opens in a new window</span>",
    "<amp-ad>Buy the boots that every fisher of the north coast wears today.</amp-ad>",
    "<p>Advertisement</p>",
    "<p>Read more: Ferry sails again</p>",
    "<dialog>Rate this article now, with one to five little ships of the fleet.</dialog>",
    "<button>Show more of this story</button>",
    "<p class='sign-off'>Told by the Norhaven newsroom and put in order by the night desk.</p>",
    "<p>Live Reporting</p>",
    "<div class='exergue'>The town would try it again in June, said the mayor at last.</div>",
    "<div class='despiece'>Three kilometres of stone, forty million crowns, one single vote.</div>",
    "<section subscriptions-section='content-not-granted'>Only for those who pay for each word.</section>",
    "<aside class='pullquote'><p>“the town would try again in June”</p></aside>",
]  # fmt: skip


@pytest.mark.parametrize("box", FURNITURE)
def test_what_stands_beside_the_text_is_left_out(box):
    first, second, third = (f"<p>{p}</p>" for p in PROSE)
    for body in (
        f"<article><h1>Dike vote fails</h1>{first}{box}{second}{third}</article>",
        f"<main><div class='story'><h1>Dike vote fails</h1>{first}{second}{box}{third}</div></main>",
        f"<div><h1>Dike vote fails</h1><div>{first}{second}{third}{box}</div></div>",
    ):
        assert parts(body) == PROSE


@pytest.mark.parametrize(
    "real",
    [
        "<ul><li>The dike is three kilometres long.</li></ul>",
        "<ol><li>Two <a href='/m'>members</a> were ill.</li></ol>",
        "<blockquote>I have no words for what we saw.</blockquote>",
        "<div>This text stands in no paragraph of its own.</div>",
        "<p>“No.”</p>",
        "<p>He wept.</p>",
        "<p class='meta'>The meeting of the council was about the meaning of a word.</p>",
        "<div class='has-sidebar'><p>The mayor has a cat.</p></div>",
        "<details><summary>How they voted</summary><p>Five were for it and six against.</p></details>",
        "<div class='content-body social'><p>" + PROSE[0].replace("Friday", "Monday") + "</p></div>",
    ],
)
def test_what_is_of_the_text_is_kept(real):
    first, second, third = (f"<p>{p}</p>" for p in PROSE)
    got = parts(f"<article><h1>Dike vote fails</h1>{first}{second}{real}{third}</article>")
    said = re.sub(r"<[^<>]+>", " ", real).split()
    assert got[:2] == PROSE[:2] and got[-1] == PROSE[2]
    assert " ".join(got[2:-1]).split() == said


def test_text_behind_an_embedded_post_and_between_line_breaks():
    body = (
        "<div class='entry-content'>One line of it that goes on for a while.<br><br>Another line of it, with "
        "a break<br>in the middle of it.<br/><br/><blockquote class='instagram-media'>View "
        "this post<p>So sad today!</p>Ina (@ina)</blockquote>"
        "The last line stands behind a post from elsewhere.</div>"
    )
    assert parts(body) == [
        "One line of it that goes on for a while.",
        "Another line of it, with a break in the middle of it.",
        "So sad today!",
        "The last line stands behind a post from elsewhere.",
    ]


def test_spaces_and_marks_within_a_line():
    body = (
        "<article><p>\n The&nbsp;<b>har</b>bour  is\t10&#8239;000 years&shy; old,\r\n says <time>3 May"
        "</time> Ada&#8203;<wbr>’s <q>book</q>&zwj;; <del>not</del> true&#x2060;<sup><a href='#n1'>1</a>"
        "</sup>. &lt;b&gt; &amp;amp; caf&eacute; 5 m<sup>2</sup></p></article>"
    )
    said = "The harbour is 10 000 years old, says 3 May Ada’s “book”; true. <b> & café 5 m²"
    found = read(page(body))
    assert found.text == said
    assert found.problems == ("had 1 HTML entity (such as &amp;): mended",)


def test_a_table_has_its_rows_and_one_for_the_layout_its_paragraphs():
    rows = "<tr><th>Member</th><th>Vote</th></tr><tr><td>Holt</td><td>for</td></tr>"
    assert parts(f"<article>{BODY}<table>{rows}</table></article>")[3:] == ["Member | Vote", "Holt | for"]
    layout = f"<table role='presentation'><tr><td><a href='/'>Home</a></td><td>{BODY}</td></tr></table>"
    assert parts(layout) == PROSE


def test_nothing_stands_twice():
    body = (
        f"<article><h1>Dike vote fails</h1><div class='mobile'><p>{PROSE[0]}</p></div>{BODY}"
        "<blockquote>the town would try again in June</blockquote><h3>More</h3></article>"
    )
    assert parts(body) == PROSE


def test_the_title_and_what_stands_with_it_are_no_text():
    head = "<h1>Dike vote fails</h1><p class='article__standfirst'>It was one vote.</p>"
    assert (
        parts(f"<article><header>{head}</header><div itemprop='articleBody'>{BODY}</div></article>") == PROSE
    )


def other(n):
    text = f"The ferry to Sund sails again after {n} weeks in the dock, its owner told the harbour office."
    return (
        f"<h1>Ferry {n} sails</h1><p>{text}</p><p>{text.replace('ferry', 'old boat')}</p><p>{text[::-1]}</p>"
    )


@pytest.mark.parametrize("tag", ["article", "div class='page'", "section"])
def test_an_article_that_is_loaded_below_is_not_part_of_the_first(tag):
    name = tag.split()[0]
    body = "".join(f"<{tag}>{x}</{name}>" for x in ("<h1>Dike vote fails</h1>" + BODY, other(2), other(3)))
    for head in ("", "<meta property='og:title' content='Dike vote fails'>"):
        assert parts(f"<main>{body}</main>", head) == PROSE


def test_entries_of_a_live_blog_are_all_of_one_article():
    def entry(n):
        head = f"<time datetime='2031-05-03T1{n}:00:00Z'>1{n}.00</time><h2>At {n} o’clock</h2>"
        return f"<article class='live-entry'>{head}<p>{PROSE[n]}</p></article>"

    body = f"<main><h1>Dike vote: live</h1><div class='live-blog'>{entry(0)}{entry(1)}{entry(2)}</div></main>"
    expected = [x for n in range(3) for x in (f"At {n} o’clock", PROSE[n])]
    assert parts(body) == expected


def test_cards_of_other_articles_beside_a_text_without_an_element_of_its_own():
    card = (
        "<article><h3><a href='/x'>Ferry sails again</a></h3><p>"
        + PROSE[0].replace("dike", "ferry") * 3
        + "</p></article>"
    )
    text = "".join(f"<p>{p} It was said {n} times.</p>" for n in range(4) for p in PROSE)
    found = parts(f"<main><h1>Dike vote fails</h1><div>{text}</div><div>{card * 3}</div></main>")
    assert len(found) == 12
    assert not any("ferry" in x for x in found)


def test_an_open_dialog_hides_the_article_from_listeners_alone():
    body = f"<div id='page' aria-hidden='true'><main><h1>Dike</h1>{BODY}</main></div>"
    assert parts(f"{body}<div role='dialog'>Accept</div>") == PROSE


def test_a_text_that_is_cut_into_several_elements():
    box = "<div class='part'><div class='wrap'>{}</div></div>"
    more = [p.replace("Friday", "Monday").replace("June", "July") for p in PROSE]
    last = "She left the hall."
    body = (
        box.format(BODY * 1 + "".join(f"<p>{p} Again.</p>" for p in PROSE))
        + "<div class='ad-box'>Boots</div>"
    )
    body += box.format("".join(f"<div>{p} Still.</div>" for p in more[:1]) + f"<p>{last}</p>")
    found = parts(
        f"<main><div><h1>Dike vote fails</h1></div>{body}<div class='x'><p>Buy boots here.</p></div></main>"
    )
    assert found == [*PROSE, *(f"{p} Again." for p in PROSE), f"{more[0]} Still.", last]


def test_a_heading_that_is_not_closed_does_not_swallow_the_text():
    body = f"<div class='main'><h1>Dike vote fails</h2><div class='text'>{BODY}</div></div>"
    found = read(page(body))
    assert (found.text, found.metadata) == ("\n\n".join(PROSE), {"title": "Dike vote fails"})
    assert {kind for *_, kind in found.blocks} == {"paragraph"}


def test_a_page_that_marks_neither_head_nor_body():
    found = read(f"<!DOCTYPE html><title>Dike vote fails</title><main><h1>Dike vote fails</h1>{BODY}</main>")
    assert (found.text, found.metadata) == ("\n\n".join(PROSE), {"title": "Dike vote fails"})


def test_captions_of_pages_that_name_nothing():
    picture = "<table align=right><tr><td><img src=x><br>The dike, in winter, is closed.</td></tr></table>"
    under = "<div><img src=x><br>The mayor in her office</div>"
    assert parts(f"<h1>Dike vote fails</h1>{picture}{BODY}{under}") == PROSE


def test_who_the_author_is_stands_behind_the_text():
    head = "<meta name=author content='Ada Moor'>"
    about = "<div><p>Ada Moor is a reporter who covers the coast and its towns for us.</p></div>"
    assert parts(f"<div><div><h1>Dike</h1>{BODY}<p>Ada Moor fell.</p></div>{about}</div>", head)[3:] == [
        "Ada Moor fell."
    ]


LATE = "The ferry to Sund was late for the {}th time this year, and its owner blames the tide."
LONG = "".join(f"<p>{LATE.format(n)}</p>" for n in range(30))


@pytest.mark.parametrize(
    "body",
    [
        "<main><article><h1>{title}</h1>{short}</article><article><h1>Ferry late</h1>{long}</article></main>",
        "<article><h2>{title}</h2>{short}</article><article><h2>Ferry late</h2>{long}</article>",
        "<h1>{title}</h1><article>{short}</article><article><h2>Ferry late</h2>{long}</article>",
        "<article><h1>Ferry late</h1>{long}</article><article><h1>{title}</h1>{short}</article>",
        "<section><h1>{title}</h1>{short}</section><section><h1>Ferry late</h1>{long}</section>",
    ],
)
def test_the_text_is_that_of_the_title_however_short_and_a_longer_one_is_told(body):
    head = "<meta property='og:title' content='Dike vote fails'>"
    found = read(page(body.format(title="Dike vote fails", short=f"<p>{PROSE[0]}</p>", long=LONG), head))
    assert (found.metadata["title"], found.text) == ("Dike vote fails", PROSE[0])
    words = len(re.sub("<[^<>]+>", " ", LONG).split())
    told = (
        f"another article on the page, of {words} words, is left out: this one, with the page's title, has 19"
    )
    assert told in found.problems


def test_a_title_in_an_element_of_its_own_belongs_to_the_text_behind_it():
    body = f"<article><h1>Ferry late</h1></article><article>{LONG}</article>"
    found = read(page(f"<main>{body}</main>"))
    assert found.text.split() == re.sub("<[^<>]+>", " ", LONG).split()
    assert found.problems == ()


def test_a_shorter_article_below_is_not_told():
    body = f"<article><h1>Ferry late</h1>{LONG}</article><article><h1>Dike vote fails</h1>{BODY}</article>"
    assert read(page(body)).problems == ()


@pytest.mark.parametrize(
    "marked, said",
    [
        ("3<sup>1</sup>/<sub>2</sub> miles", "3 1/2 miles"),
        ("3 <sup>1</sup>&frasl;<sub>2</sub> miles", "3 1/2 miles"),
        ("<sup>3</sup>/<sub>4</sub> of it", "3/4 of it"),
        ("12<sup>1</sup>/2 miles", "12 1/2 miles"),
        ("10<sup>6</sup> fish", "10⁶ fish"),
        ("10<sup>-3</sup> g", "10⁻³ g"),
        ("10<sup>2.5</sup> g", "10^2.5 g"),
        ("5 m<sup>2</sup>", "5 m²"),
        ("2<sup>n</sup> ways", "2ⁿ ways"),
        ("$5<sup>99</sup> each", "$5⁹⁹ each"),
        ("the 4<sup>th</sup> time", "the 4th time"),
        ("CO<sub>2</sub> and H<sub>2</sub>O", "CO2 and H2O"),
        ("log<sub>10</sub>100", "log₁₀100"),
        ("70<sup><a href='#f3'>3</a></sup> boats", "70 boats"),
        ("70<sup><a href='https://post.example/dike#f3'>[3]</a></sup> boats", "70 boats"),
        ("70<sup>3</sup> boats", "70³ boats"),
        ("<sup>a <b>b</b></sup> <sub></sub>c", "a b c"),
    ],
)
def test_what_stands_above_or_below_the_line_does_not_run_into_a_figure(marked, said):
    line = "They said that it was {} and no more than that."
    assert parts(f"<article>{BODY}<p>{line.format(marked)}</p></article>")[3:] == [line.format(said)]


SENTENCE = "Click here to read the report, the council said on its own page, which held no report at all."


@pytest.mark.parametrize(
    "line, kept",
    [
        (SENTENCE, True),
        ("Click here to read the report.", False),
        (
            "<a href='/r'>Click here to read the report, which says how they came to vote as they did.</a>",
            False,
        ),
        ("Sign up here for the letter that tells you every morning what the council of Norhaven did.", False),
    ],
)
def test_a_sentence_that_begins_as_a_link_does_is_one_where_it_leads_nowhere(line, kept):
    found = parts(f"<article>{BODY}<p>{line}</p><p>She left the hall by the back door.</p></article>")
    assert (line in found) is kept
    assert found[-1] == "She left the hall by the back door."


# -- what is told --------------------------------------------------------------------------------


def test_the_share_of_prose_that_is_left_out_is_told():
    lost = "".join(f"<p>{p} And so on, for {n} days.</p>" for n in range(3) for p in PROSE)
    found = read(page(f"<article><h1>Dike</h1>{BODY}<div class='related'>{lost}</div></article>"))
    assert found.text.split() == " ".join(PROSE).split()
    words = sum(len(p.split()) for p in PROSE)
    more = 3 * words + 9 * 6
    assert found.problems == (
        f"{more} of the {more + words} words of prose where its article stands are left out, as notices, "
        "boxes, comments or other articles",
    )
    assert read(page(f"<article>{BODY}</article><div class='related'>{lost}</div>")).problems == ()


@pytest.mark.parametrize(
    "head, barrier",
    [
        (linked(**{"@type": "NewsArticle", "isAccessibleForFree": False}), ""),
        ("<meta property='article:content_tier' content='locked'>", ""),
        ("", "<div class='paywall'><p>Support good work.</p></div>"),
        ("", "<div><p>Subscribe to continue reading this article.</p><a>Log in</a></div>"),
    ],
)
def test_a_teaser_says_that_it_is_one(head, barrier):
    found = read(page(f"<article><h1>Dike vote fails</h1>{BODY}{barrier}</article>", head))
    assert found.text == "\n\n".join(PROSE)
    (told,) = found.problems
    assert told == "shows only the beginning of its article: the rest is for those who pay or register"


def test_an_article_that_is_free_says_nothing_of_barriers():
    head = linked(**{"@type": "NewsArticle", "isAccessibleForFree": True})
    assert (
        read(
            page(f"<article>{BODY}<p>To continue reading is to hope, she said.</p></article>", head)
        ).problems
        == ()
    )


@pytest.mark.parametrize(
    "body, why",
    [
        ("<div id='root'></div><script src='app.js'></script>", "JavaScript runs"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div></div>", "JavaScript runs"),
        (
            "<div role='dialog'><p>We use cookies. Accept all or reject all of them.</p></div>",
            "about cookies",
        ),
        ("<div class='paywall'>Subscribe to read this.</div>", "pay or register"),
        ("<nav><a>Home</a></nav>", "has no text of an article"),
        ("", "has no text"),
    ],
)
def test_a_page_without_an_article_is_refused_with_the_reason(body, why):
    with pytest.raises(UnreadableError, match=why):
        read(page(body))


def test_a_list_of_articles_says_that_it_is_one():
    entry = "<li><a href='/{n}'>The dike of Norhaven, part {n}</a> by Ada Moor, today</li>"
    body = "<main><h1>The coast</h1><ul>" + "".join(entry.format(n=n) for n in range(12)) + "</ul></main>"
    found = read(page(body))
    assert "is mostly links: a list of articles rather than one" in found.problems


def test_an_article_that_only_the_page_s_data_has():
    head = linked(**{"@type": "NewsArticle", "headline": "Dike vote fails", "articleBody": "\n".join(PROSE)})
    found = read(page("<div id='root'></div>", head))
    assert found.text == "\n\n".join(PROSE)
    assert found.problems == ("shows no text; this is what its data for search engines has",)


# -- encodings -----------------------------------------------------------------------------------

CAFE = "“Zoë’s café is naïve,” said Ada Moor of the Harbour Post – and she left for the Østersø."


@pytest.mark.parametrize(
    "declared, encoding, problem",
    [
        ("<meta charset=utf-8>", "utf-8", None),
        ("<meta charset='windows-1252'>", "cp1252", None),
        ("<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>", "cp1252", None),
        ("", "utf-8", None),
        ("", "utf-8-sig", None),
        ("<meta charset='windows-1252'>", "utf-16", None),
        ("<meta charset=nonsense>", "utf-8", None),
        ("<meta charset=punycode>", "utf-8", None),
        (
            "<meta charset='iso-8859-1'>",
            "utf-8",
            "says that it is in windows-1252, and is in UTF-8; read as that",
        ),
        ("<meta charset=utf-8>", "cp1252", "says that it is in UTF-8, and is not; read as cp1252"),
        ("", "cp1252", "does not say in which encoding it is; read as cp1252"),
    ],
)
def test_encodings(declared, encoding, problem):
    body = f"<article>{''.join(f'<p>{CAFE} {n} times.</p>' for n in range(20))}</article>"
    found = read(f"<html><head>{declared}</head><body>{body}</body></html>".encode(encoding))
    assert found.text.startswith(f"{CAFE} 0 times.\n\n{CAFE} 1 times.")
    assert found.problems == ((problem,) if problem else ())


@pytest.mark.parametrize(
    "declared, encoding, words",
    [
        ("shift_jis", "cp932", "港の堤防は一票差で否決された。"),
        ("gb2312", "gb18030", "议会以一票之差否决了新堤坝。"),
        ("koi8-r", "koi8-r", "Совет отклонил новую дамбу одним голосом, сказала мэр."),
        ("iso-2022-jp", "iso-2022-jp", "港の堤防。"),
    ],
)
def test_encodings_of_other_scripts(declared, encoding, words):
    source = (
        f"<html><head><meta charset={declared}></head><body><article><p>{words}</p></article></body></html>"
    )
    found = read(source.encode(encoding))
    assert (found.text, found.problems) == (words, ())


def test_a_broken_character_is_told():
    found = read(page(f"<article><p>{CAFE * 3}</p></article>").encode() + b"<p>\xff</p>")
    assert found.problems == ("has broken UTF-8: what can't be read shows as �",)
    lies = f"<meta charset=euc-jp><article><p>{CAFE * 3}</p></article>".encode("cp1252")
    assert read(lies).problems == ("says that it is in euc-jp: what can't be read so shows as �",)


@pytest.mark.parametrize("raw", [b"\0\1\2" * 99, bytes(range(1, 32)) * 9])
def test_what_is_no_text_is_refused(raw):
    with pytest.raises(UnreadableError, match="is not text"):
        read(raw)


@pytest.mark.parametrize(
    "raw, said",
    [
        (b"%PDF-1.7\n%abc", "is a PDF, not a web page: give its name the suffix .pdf"),
        (b"\x89PNG\r\n\x1a\n", "is a picture, not a web page"),
        (b"PK\x03\x04\x05\x06\x07\x08" * 9, "is a zip archive (DOCX, ODT, EPUB or the like), not a web page"),
    ],
)
def test_what_has_a_wrong_name_says_what_it_is(raw, said):
    with pytest.raises(UnreadableError) as refused:
        read(raw)
    assert str(refused.value) == said


def test_a_page_about_pdfs_is_none():
    assert (
        "begins with %PDF-1.4"
        in read(b"<p>%PDF- is a mark: a file of that kind begins with %PDF-1.4.</p>").text
    )


# -- metadata --------------------------------------------------------------------------------------

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Dike vote fails",
    "datePublished": "2031-05-03T08:30:00+02:00",
    "dateModified": "2031-06-04T08:30:00+02:00",
    "author": [{"@type": "Person", "name": "Ada Moor"}, {"@type": "Person", "name": "Jon Pell"}],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://post.example/dike"},
    "inLanguage": "en-GB",
}
KNOWN = {
    "title": "Dike vote fails", "publisher": "Harbour Post", "authors": ["Ada Moor", "Jon Pell"],
    "published": "2031-05-03T08:30:00+02:00", "url": "https://post.example/dike", "language": "en-GB",
}  # fmt: skip


def test_json_ld():
    assert known(linked(**ARTICLE)) == KNOWN
    assert known(linked(**ARTICLE | {"@type": ["Thing", "ReportageNewsArticle"]})) == KNOWN
    assert known(linked(**{"@graph": [{"@type": "WebSite", "name": "Else"}, ARTICLE]})) == KNOWN
    assert known(f"<script type='application/ld+json'>[{json.dumps(ARTICLE)}]</script>") == KNOWN
    wrapped = f"<script type='application/ld+json'>//<![CDATA[\n{json.dumps(ARTICLE)};\n//]]></script>"
    assert known(wrapped) == KNOWN
    broken = "<script type='application/ld+json'>{'headline': 'Dike',}</script>" + linked(**ARTICLE)
    assert known(broken) == KNOWN
    page_of = linked(**{"@type": "WebPage", "mainEntity": ARTICLE})
    assert known(page_of) == KNOWN


def test_json_ld_that_refers():
    person = {"@type": "Person", "@id": "#ada", "name": "Ada Moor"}
    paper = {"@type": "Organization", "@id": "#post", "name": "Harbour Post"}
    node = ARTICLE | {"author": {"@id": "#ada"}, "publisher": {"@id": "#post"}}
    assert known(linked(**{"@graph": [node, person, paper]})) == KNOWN | {"authors": ["Ada Moor"]}


def test_of_several_articles_the_page_s_own_is_described():
    other = ARTICLE | {
        "headline": "Ferry sails",
        "mainEntityOfPage": "https://post.example/ferry",
        "url": "https://post.example/ferry",
    }
    canonical = "<link rel=canonical href='https://post.example/dike'>"
    assert known(canonical + linked(**other) + linked(**ARTICLE)) == KNOWN
    live = ARTICLE | {
        "@type": "LiveBlogPosting",
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Now", "datePublished": "2031-05-04"}],
    }
    assert known(linked(**live)) == KNOWN


def test_meta_elements():
    head = (
        "<title>Dike vote fails | Harbour Post</title>"
        "<meta property='og:site_name' content='Harbour Post'>"
        "<meta property='og:title' content='Dike vote fails'>"
        "<meta property='article:published_time' content='2031-05-03T06:30:00Z'>"
        "<meta property='article:modified_time' content='2031-06-04T06:30:00Z'>"
        "<meta property='article:author' content='https://sundbook.example/ada'>"
        "<meta name='author' content='By Ada Moor'>"
        "<link rel='canonical' href='https://post.example/dike#top'>"
    )
    assert known(head) == {
        "title": "Dike vote fails", "publisher": "Harbour Post", "authors": ["Ada Moor"],
        "published": "2031-05-03T06:30:00+00:00", "url": "https://post.example/dike",
    }  # fmt: skip


def test_dublin_core_and_parsely():
    head = (
        "<meta name='DC.title' content='Dike vote fails'><meta name='DC.publisher' content='Harbour Post'>"
        "<meta name='DC.creator' content='Moor, Ada'><meta name='DC.date.issued' content='2031-05-03'>"
    )
    assert known(head) == {
        "title": "Dike vote fails", "publisher": "Harbour Post", "authors": ["Moor, Ada"],
        "published": "2031-05-03",
    }  # fmt: skip
    head = (
        "<meta name='parsely-title' content='Dike vote fails'><meta name='parsely-author' content='Ada Moor'>"
        "<meta name='parsely-pub-date' content='2031-05-03T08:30:00Z'><meta name='parsely-link' content='https://post.example/d'>"
    )
    assert known(head) == {
        "title": "Dike vote fails", "authors": ["Ada Moor"], "published": "2031-05-03T08:30:00+00:00",
        "url": "https://post.example/d",
    }  # fmt: skip


def test_microdata():
    body = (
        "<article itemscope itemtype='https://schema.org/NewsArticle'>"
        "<h1 itemprop='headline'>Dike vote fails</h1><span itemprop='author' itemscope "
        "itemtype='https://schema.org/Person'>By <b itemprop='name'>Ada Moor</b></span>"
        "<time itemprop='datePublished' datetime='2031-05-03'>May 3</time><time itemprop='dateModified' "
        f"datetime='2031-06-01'></time><div itemprop='articleBody'>{BODY}</div></article>"
    )
    found = read(page(body))
    assert found.text == "\n\n".join(PROSE)
    assert found.metadata == {"title": "Dike vote fails", "authors": ["Ada Moor"], "published": "2031-05-03"}


def test_what_the_page_shows():
    top = (
        "<article><header><h1>Dike vote fails</h1>"
        "<p class='byline'>By <a rel='author' href='/ada'>Ada Moor</a></p>"
        "<p>Updated <time datetime='2031-05-09T10:00:00Z'>9 May</time></p>"
        "<p>Published <time datetime='2031-05-03T10:00:00Z'>3 May</time></p></header>"
    )
    found = read(page(f"{top}{BODY}</article>", "<title>Dike vote fails</title>"))
    assert found.metadata == {
        "title": "Dike vote fails", "authors": ["Ada Moor"], "published": "2031-05-03T10:00:00+00:00",
    }  # fmt: skip
    assert found.text == "\n\n".join(PROSE)


def test_a_time_within_the_text_is_not_when_it_was_published():
    voted = f"<p>{PROSE[0]} They had voted before, on <time datetime='2030-01-02'>2 January 2030</time>.</p>"
    assert known("", f"<article><h1>Dike</h1>{voted}{BODY}</article>") == {"title": "Dike"}


def test_microdata_of_what_is_within_the_article_is_not_the_article_s():
    comment = (
        "<div itemprop='comment' itemscope itemtype='https://schema.org/Comment'><b itemprop=author>Troll</b>"
        "<time itemprop='datePublished' datetime='2031-09-09'></time></div>"
    )
    opened = "<article itemscope itemtype='https://schema.org/NewsArticle'>"
    assert known("", f"{opened}<h1>Dike</h1>{BODY}{comment}</article>") == {"title": "Dike"}


def test_what_the_page_does_not_say_is_absent():
    found = read(page(f"<main>{BODY}<footer>© 2029 Harbour Post. Last changed 2030-01-01.</footer></main>"))
    assert found.metadata == {}


@pytest.mark.parametrize(
    "title, site, expected",
    [
        ("Dike vote fails | Harbour Post", "Harbour Post", "Dike vote fails"),
        ("Dike vote fails - Harbour Post", "Harbour Post", "Dike vote fails"),
        ("Dike vote fails – The Harbour Post", "Harbour Post", "Dike vote fails"),
        ("Harbour Post: Dike vote fails", "Harbour Post", "Harbour Post: Dike vote fails"),
        ("Harbour Post | Dike vote fails", "Harbour Post", "Dike vote fails"),
        ("Dike - a vote | Harbour Post", "Harbour Post", "Dike - a vote"),
        ("Dike vote fails | Coast Mail", "Harbour Post", "Dike vote fails | Coast Mail"),
    ],
)
def test_a_title_without_its_site(title, site, expected):
    head = f"<title>{title}</title><meta property='og:site_name' content='{site}'>"
    assert known(head)["title"] == expected


def test_the_title_is_as_the_page_shows_it_where_something_confirms_it():
    head = linked(**ARTICLE | {"headline": "Dike vote fails after nine hours of …"})
    body = f"<h1>Harbour Post</h1><article><h1>Dike vote fails after nine hours of talks</h1>{BODY}</article>"
    assert known(head, body)["title"] == "Dike vote fails after nine hours of talks"


@pytest.mark.parametrize(
    "said, expected",
    [
        ("By Ada Moor", ["Ada Moor"]),
        ("ada.moor@post.example", None),
        ("Ada Moor (ada.moor@post.example)", ["Ada Moor"]),
        ("Ada Moor, Political Editor", ["Ada Moor"]),
        ("Ada Moor, Jon Pell and Per Lund", ["Ada Moor", "Jon Pell", "Per Lund"]),
        ("Ada Moor & Jon Pell", ["Ada Moor", "Jon Pell"]),
        ("Ada Moor in Norhaven", ["Ada Moor"]),
        ("Ada Moor | Harbour Post", ["Ada Moor"]),
        ("Ada Moor - Harbour Post", ["Ada Moor"]),
        ("Martin Quill, Jr.", ["Martin Quill, Jr."]),
        ("https://sundbook.example/ada.moor", None),
        ("@adamoor", None),
        ("Harbour Post", None),
        ("Harbour Post Staff", None),
        ("admin", None),
        ("Anne-Marie d’Est-Lund", ["Anne-Marie d’Est-Lund"]),
    ],
)
def test_authors_are_names(said, expected):
    head = f"<meta property='og:site_name' content='Harbour Post'><meta name='author' content=\"{said}\">"
    assert known(head).get("authors") == expected


@pytest.mark.parametrize(
    "said, expected",
    [
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T08:30:00Z", "2031-05-03T08:30:00+00:00"),
        ("2031-05-03T08:30:00.125+0200", "2031-05-03T08:30:00.125000+02:00"),
        ("2031-05-03 08:30:00 +0200", "2031-05-03T08:30:00+02:00"),
        ("2031-05-03 08:30", "2031-05-03"),
        ("Sat, 03 May 2031 08:30:00 GMT", "2031-05-03T08:30:00+00:00"),
        ("May 3, 2031", "2031-05-03"),
        ("20310503", "2031-05-03"),
        ("03/05/2031", None),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_published_is_a_day_or_a_moment_with_its_zone(said, expected):
    head = "<meta name='last-modified' content='2031-09-09'><meta property='article:published_time' content="
    assert known(f"{head}'{said}'>").get("published") == expected


def test_where_a_page_was_saved_from():
    chrome = "<!-- saved from url=(0031)https://post.example/2031/dike -->\n" + page(BODY)
    assert read("<!DOCTYPE html>\n" + chrome).metadata["url"] == "https://post.example/2031/dike"
    single = (
        "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://post.example/2031/dike \n-->"
    )
    assert read(single + BODY).metadata["url"] == "https://post.example/2031/dike"
    assert "url" not in read(page(BODY, "<link rel=canonical href='javascript:alert(1)'>")).metadata
    home = "<link rel=canonical href='https://post.example/'><meta property=og:url content='https://post.example/d'>"
    assert known(home)["url"] == "https://post.example/d"


FERRY = {
    "@type": "NewsArticle",
    "headline": "Ferry sails to Sund again",
    "url": "https://post.example/ferry",
    "mainEntityOfPage": {"@id": "https://post.example/ferry"},
    "author": {"@type": "Person", "name": "Per Lund"},
    "datePublished": "2030-01-02",
    "publisher": {"@type": "Organization", "name": "Sund Mail"},
    "inLanguage": "da",
    "isAccessibleForFree": False,
    "articleBody": "The ferry sails again.",
}
DIKE_HEAD = (
    "<title>Dike vote fails | Harbour Post</title><link rel=canonical href='https://post.example/dike'>"
    "<meta property='og:title' content='Dike vote fails'>"
    "<meta property='og:site_name' content='Harbour Post'>"
)
DIKE_BODY = f"<main><article><h1>Dike vote fails</h1>{BODY}</article></main>"
DIKE = {"title": "Dike vote fails", "publisher": "Harbour Post", "url": "https://post.example/dike"}


@pytest.mark.parametrize(
    "nodes",
    [
        [FERRY],
        [FERRY, FERRY | {"headline": "Harbour opens late", "url": "https://post.example/harbour"}],
        [FERRY | {"url": None, "mainEntityOfPage": None}],
        [FERRY | {"headline": None}],
        [FERRY | {"headline": "Dike vote may fail, say five", "url": "https://post.example/before"}],
        [FERRY | {"@type": "Review", "headline": "Dike vote fails", "url": "https://post.example/dike"}],
        [FERRY | {"@type": "Product", "name": "Dike vote fails"}],
        [FERRY | {"@type": "VideoObject", "name": "Dike vote fails"}],
        [{"@type": "WebPage", "url": "https://post.example/dike", "author": {"name": "CMS Bot"}}],
        [{"@type": "NewsArticle", "author": "A"}, {"@type": "NewsArticle", "author": "B"}],
        [
            {
                "@graph": [
                    FERRY,
                    {"@type": "WebPage", "url": "https://post.example/ferry", "datePublished": "2030"},
                ]
            }
        ],
    ],
    ids=range(11),
)
def test_what_describes_another_thing_is_not_believed(nodes):
    found = read(page(DIKE_BODY, DIKE_HEAD + "".join(linked(**node) for node in nodes)))
    assert found.metadata == DIKE
    assert (found.text, found.problems) == ("\n\n".join(PROSE), ())


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"headline": "Dike vote fails"},
        {"headline": "Norhaven says no", "url": "https://post.example/dike"},
        {"headline": "Norhaven says no", "mainEntityOfPage": "http://www.post.example/dike/?utm_source=x"},
        {"headline": None, "mainEntityOfPage": {"@type": "WebPage", "url": "https://post.example/dike"}},
        {"url": None, "mainEntityOfPage": None, "headline": "The dike vote fails"},
        {"@id": "https://post.example/dike#article", "mainEntityOfPage": None, "headline": None},
    ],
)
def test_what_agrees_with_the_page_is_believed_wherever_it_stands(said, first):
    own = linked(**ARTICLE | said)
    head = own + linked(**FERRY) if first else linked(**FERRY) + own
    assert known(DIKE_HEAD + head, DIKE_BODY) == KNOWN


def test_of_addresses_that_differ_by_their_query_each_is_another_s():
    head = "<link rel=canonical href='https://post.example/news.php?id=7'>"
    other = FERRY | {"headline": None, "mainEntityOfPage": None, "url": "https://post.example/news.php?id=8"}
    body = f"<article><h1>Dike vote fails</h1>{BODY}</article>"
    assert "authors" not in known(head + linked(**other), body)
    same = other | {"url": "https://post.example/news.php?id=7&utm_medium=x"}
    assert known(head + linked(**same), body)["authors"] == ["Per Lund"]


def test_what_names_no_article_fills_only_what_nothing_else_says():
    node = linked(**{"@type": "NewsArticle", "author": "Per Lund", "datePublished": "2031-05-03"})
    assert known(DIKE_HEAD + node, DIKE_BODY) == DIKE | {"authors": ["Per Lund"], "published": "2031-05-03"}
    more = "<meta name=author content='Ada Moor'><meta name=pubdate content='2031-05-04'>"
    told = DIKE | {"authors": ["Ada Moor"], "published": "2031-05-04"}
    assert known(DIKE_HEAD + more + node, DIKE_BODY) == told


def test_microdata_of_another_article_is_not_believed():
    def described(headline, author, day):
        return (
            "<div itemscope itemtype='https://schema.org/NewsArticle'><h2 itemprop=headline>"
            f"{headline}</h2><b itemprop=author>{author}</b><time itemprop=datePublished datetime={day}>"
            "</time><p>Some words of it, so that it says what it is about.</p></div>"
        )

    other = described("Ferry sails", "Per Lund", "2030-01-02")
    own = described("Dike vote fails", "Ada Moor", "2031-05-03")
    told = DIKE | {"authors": ["Ada Moor"], "published": "2031-05-03"}
    assert known(DIKE_HEAD, other + own + DIKE_BODY) == told
    assert known(DIKE_HEAD, other + DIKE_BODY) == DIKE


def test_of_two_articles_on_a_page_each_described_the_first_is_this_one():
    body = DIKE_BODY + f"<article><h1>Ferry sails to Sund again</h1>{other(1)}</article>"
    head = "<link rel=canonical href='https://post.example/dike'>"
    assert known(head + linked(**FERRY) + linked(**ARTICLE), body) == KNOWN


CARD = (
    "<article class=hero><h2><a href=/ferry>Ferry sails to Sund again</a></h2><p class=byline>By "
    "<a rel=author href='/per'>Per Lund</a></p><time datetime=2030-01-02>then</time></article>"
)


@pytest.mark.parametrize("body", [CARD + "{}", "<div>" + CARD * 3 + "</div>{}", "{}" + CARD])
def test_a_card_of_another_article_says_nothing_of_this_one(body):
    assert known(DIKE_HEAD, body.format(DIKE_BODY)) == DIKE
    line = "<div class=byline>By <a rel=author>Ada Moor</a>, <time datetime=2031-05-03>3 May</time></div>"
    own = DIKE_BODY.replace("</h1>", "</h1>" + line)
    told = DIKE | {"authors": ["Ada Moor"], "published": "2031-05-03"}
    assert known(DIKE_HEAD, body.format(own)) == told
    outside = f"<main><h1>Dike vote fails</h1>{line}<article>{BODY}</article></main>"
    assert known(DIKE_HEAD, body.format(outside)) == told


TIME = "<time datetime='{}'>then</time>"


@pytest.mark.parametrize(
    "line, expected",
    [
        ("<p>Published " + TIME.format("2031-05-03") + "</p>", "2031-05-03"),
        ("<div>By Ada Moor, " + TIME.format("2031-05-03") + "</div>", "2031-05-03"),
        ("<div>" + TIME.format("2031-05-03") + " · Updated " + TIME.format("2031-05-09") + "</div>",
         "2031-05-03"),
        ("<p>Last updated at: " + TIME.format("2031-05-09") + "</p>", None),
        ("<p><span>Last updated at:</span> " + TIME.format("2031-05-09") + "</p>", None),
        ("<div>Last updated</div><div>" + TIME.format("2031-05-09") + "</div>", None),
        ("<dl><dt>Changed</dt><dd>" + TIME.format("2031-05-09") + "</dd></dl>", None),
        ("<p>Aktualisiert am " + TIME.format("2031-05-09") + "</p>", None),
        ("<p>" + TIME.format("2031-05-09") + " (updated)</p>", None),
        ("<p>Next vote: " + TIME.format("2031-09-09") + "</p>", None),
        ("<div class='event-date'>" + TIME.format("2031-09-09") + "</div>", None),
        ("<p>" + TIME.format("2031-05-03") + "</p><p>" + TIME.format("2031-05-04") + "</p>", None),
        ("<p class=standfirst>The council of Norhaven said no to the dike by one vote, late on Friday.</p>"
         "<div class=byline>" + TIME.format("2031-05-03") + "</div>", "2031-05-03"),
        ("<p>The council of Norhaven said no to the dike by one vote, late on Friday.</p>"
         "<div>" + TIME.format("2031-09-03") + "</div>", None),
    ],
    ids=range(14),
)  # fmt: skip
def test_only_a_time_beside_the_headline_that_nothing_calls_another_is_the_article_s(line, expected):
    body = f"<article><h1>Dike vote fails</h1>{line}{BODY}</article>"
    assert known("", body).get("published") == expected


def test_a_time_in_the_body_is_that_of_something_else():
    box = "<div>The council meets again <time datetime='2031-09-09'>in September</time></div>"
    first, *rest = (f"<p>{p}</p>" for p in PROSE)
    assert "published" not in known("", f"<article><h1>Dike</h1>{first}{''.join(rest)}{box}</article>")
    assert "published" not in known("", f"<article><h1>Dike</h1>{first}{box}{''.join(rest)}</article>")


def test_when_a_document_was_begun_is_a_last_resort():
    begun = "<meta name=dcterms.created content=2031-04-30>"
    assert known(begun)["published"] == "2031-04-30"
    assert known(begun + "<meta name=date content=2031-05-03>")["published"] == "2031-05-03"
    changed = "<meta name=dcterms.modified content=2031-06-01>"
    assert known(changed + "<meta name=dcterms.issued content=2031-05-03>")["published"] == "2031-05-03"
    late = "<article><h1>Dike</h1><p>" + TIME.format("2031-07-03") + f"</p>{BODY}</article>"
    assert "published" not in known(changed, late)


# -- the folder, and what is missing -------------------------------------------------------------


def test_a_page_in_the_seeds_folder(tmp_path):
    folder = tmp_path / "seeds"
    for name in ("Dike_files", "Ferry_files"):
        (folder / name).mkdir(parents=True)
        (folder / name / "saved_resource.html").write_text(page(BODY))
    (folder / "Dike.html").write_text(
        page(f"<article><h1>Dike vote fails</h1>{BODY}</article>", linked(**ARTICLE))
    )
    reading = read_seeds(folder, "seeds")
    assert [a.path for a in reading.articles] == ["seeds/Dike.html", "seeds/Ferry_files/saved_resource.html"]
    article = reading.articles[0]
    assert (article.title, article.authors) == ("Dike vote fails", ("Ada Moor", "Jon Pell"))
    assert article.moment is not None and article.moment.isoformat() == "2031-05-03T08:30:00+02:00"
    assert article.extracted


@pytest.mark.parametrize("missing", ["lxml", "trafilatura"])
def test_without_the_packages_it_says_what_to_install(monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UnreadableError, match=r"pip install 'briefgen\[web\]'"):
        read(page(BODY))


# -- hostile pages -------------------------------------------------------------------------------


def test_the_same_bytes_are_the_same_text():
    raw = page(f"<main><div>{BODY}</div><div class='x'>{other(2)}</div></main>", linked(**ARTICLE)).encode()
    assert html.read(raw) == html.read(raw)


def test_entities_of_a_document_type_are_not_resolved():
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 30))
    source = f'<!DOCTYPE html [<!ENTITY a0 "lol">{bomb}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    found = read(f"{source}<body><p>One &a29; two &f; three, and so on for a while.</p></body>")
    assert len(found.text) < 200
    assert "&f;" in found.text


@pytest.mark.parametrize(
    "source, why",
    [
        ("<div>" * 5_000 + "deep", "too deeply"),
        ("<p>x" * 120_000, "more markup"),
        ("<p " + " ".join(f"a{n}=1" for n in range(3_000)) + ">x", "more markup"),
        ("<p>" + "word " * 2_100_000, "more markup"),
        ("<div>" * 200 + "<p>x</p>" * 90_000, "too deeply"),
    ],
)
def test_what_is_too_large_or_too_deep_is_refused(source, why):
    with pytest.raises(UnreadableError, match=why):
        read(source)


@pytest.mark.parametrize(
    "part", ["<script></script>word ", "<span hidden>x</span>word ", "<img>word ", "<b>a | </b>"]
)
def test_work_grows_no_faster_than_the_page(part):
    with in_time():
        read(
            page(
                f"<h1>{'a | ' * 9_000}</h1><p>{part * 9_000}</p>",
                f"<title>{'S | ' * 9_000}</title>" + linked(**ARTICLE),
            )
        )


LINE = "Ferry sails to Sund again and the harbour of Norhaven waits for its dike in vain"
NODE = {"@type": "NewsArticle", "headline": "Ferry that nobody awaits sails"}


@pytest.mark.parametrize("count, nodes, each", [(1_500, 1_900, 1_900), (1_500, 1_900, 1), (4_000, 0, 1)])
@pytest.mark.parametrize("box", ["{}", "<aside class='related'>{}</aside>", "<header>{}</header>"])
def test_headings_and_descriptions_without_end_cost_little(box, count, nodes, each):
    told = [{**NODE, "url": f"https://post.example/{n}"} for n in range(nodes)]
    scripts = (json.dumps(told[n : n + each]) for n in range(0, nodes, each))
    head = "".join(f"<script type='application/ld+json'>{x}</script>" for x in scripts)
    links = "".join(f"<link rel='canonical' href='https://post.example/{n}/x'>" for n in range(1_000))
    body = "".join(box.format(f"<h1>{n} {LINE}</h1>") for n in range(count))
    with in_time():
        read(page(body + BODY, f"<title>{LINE} | Harbour Post</title>{links}{head}"))


def test_headlines_of_microdata_without_end_cost_little():
    said = "".join(f"<b itemprop='headline'>Ferry {n} sails again</b>" for n in range(5_000))
    heads = "".join(f"<h1>{n} {LINE}</h1>" for n in range(1_000))
    body = f"<div itemscope itemtype='https://schema.org/Article'>{heads}{said}{BODY}</div>"
    with in_time():
        read(page(body, "<title>Dike vote fails</title>"))


def test_pictures_inside_the_page_are_no_markup():
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 2_000_000
    assert parts(f"<article>{BODY}<img src='{picture}'></article>") == PROSE


def test_xhtml():
    source = (
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml' "
        f"xml:lang='en'><head><title>Dike</title><script src='x.js'/></head><body>{BODY}</body></html>"
    )
    found = read(source)
    assert (found.text, found.metadata) == ("\n\n".join(PROSE), {"title": "Dike", "language": "en"})


@pytest.mark.parametrize(
    "said",
    [
        "Norhaven Dispatch: ‘My cups rattled’ – the night of the dike",
        "‘My cups rattled’ – the night of the dike | N.D.",
        "Live: ‘My cups rattled’ – the night of the dike » Coast",
    ],
)  # fmt: skip
def test_a_heading_that_stands_in_a_longer_title_is_the_title(said):
    heading = "‘My cups rattled’ – the night of the dike"
    assert known(f"<title>{said}</title>", f"<article><h1>{heading}</h1>{BODY}</article>")["title"] == heading


@pytest.mark.parametrize(
    "title, heading",
    [
        ("The dike vote fails again in Norhaven", "Dike vote fails"),
        ("Coast News: dike vote fails", "Coast News"),
        ("Dike vote fails: what now?", "What now for Norhaven?"),
    ],
)  # fmt: skip
def test_a_heading_that_is_some_words_of_the_title_is_not(title, heading):
    head = f"<meta property='og:title' content='{title}'>"
    assert known(head, f"<article><h1>{heading}</h1>{BODY}</article>")["title"] == title


@pytest.mark.parametrize(
    "line",
    [
        "You have reached your limit of free articles. Already a subscriber? Log in.",
        "You’ve hit your monthly limit.", "You have read all of your free articles this month. Subscribe.",
        "You have 2 free articles left.", "This is your last free article.", "Subscribe to read",
        "3 free articles left", "Unlock this article", "This article is only for subscribers.",
        "Subscribers only", "Become a member to read on.", "Log in or register to continue.",
    ],
)  # fmt: skip
def test_lines_to_those_who_do_not_pay_are_no_text(line):
    assert parts(f"<article><h1>Dike vote fails</h1>{BODY}<p>{line}</p></article>") == PROSE
    assert role(line) == "notice"


@pytest.mark.parametrize(
    "line",
    [
        "You have reached your limit, she told him.", "You have read the articles.",
        "Subscribers only learnt of the vote on Monday.",
    ],
)  # fmt: skip
def test_prose_that_begins_so_is_text(line):
    assert role(line) == ""


# -- kinds of page -----------------------------------------------------------------------------


def test_a_main_heading_within_the_text_heads_a_part_of_it():
    first, second, third = (f"<p>{p}</p>" for p in PROSE)
    body = (
        f"<article><div class=a><h1>Dike vote fails</h1></div><div class=b>{first}<h1>What it costs</h1>"
        f"{second}<h1>Who cheered</h1>{third}{third.replace('Fishers', 'Sailors')}</div></article>"
    )
    rest = PROSE[2].replace("Fishers", "Sailors")
    expected = [PROSE[0], "What it costs", PROSE[1], "Who cheered", PROSE[2], rest]
    assert parts(body, "<title>Dike vote fails</title>") == expected


@pytest.mark.parametrize("box", ["article", "div"])
def test_a_main_heading_with_a_text_of_its_own_begins_another_article(box):
    other = "".join(f"<p>{p.replace('dike', 'bridge')} So it went.</p>" for p in PROSE)
    body = (
        f"<main><{box}><h1>Dike vote fails</h1>{BODY}</{box}>"
        f"<{box}><h1>Bridge falls</h1>{other}</{box}></main>"
    )
    assert parts(body, "<title>Dike vote fails</title>") == PROSE


def posts(*, time="<time datetime='2031-05-04T10:00'>10:00</time>", link=("", "")):
    a, b = link
    return "<h1>Dike vote: as it happened</h1><ol>" + "".join(
        f"<li><article>{time}<header><h3>{a}The {n} hour{b}</h3></header>"
        f"<div><p>{said}</p></div></article></li>"
        for n, said in zip(("first", "second", "third"), PROSE, strict=True)
    ) + "</ol>"  # fmt: skip


def test_posts_in_one_list_are_of_one_article():
    wanted = [
        x for n, p in zip(("first", "second", "third"), PROSE, strict=True) for x in (f"The {n} hour", p)
    ]
    assert parts(f"<main>{posts()}</main>") == wanted
    live = linked(**{"@type": "LiveBlogPosting", "headline": "Dike vote: as it happened"})
    other = f"<article><h2>Ferry sails</h2><p>{PROSE[0].replace('dike', 'ferry')}</p></article>"
    assert parts(f"<main>{posts(time='')}</main>{other}", live) == wanted


def test_teasers_in_one_list_are_of_none():
    teasers = posts(time="", link=("<a href='/x'>", "</a>")).replace("<h1>Dike vote: as it happened</h1>", "")
    assert parts(f"<main><article><h1>Dike vote</h1>{BODY}</article>{teasers}</main>") == PROSE


@pytest.mark.parametrize("name", ["linkBox", "promo-link", "topic-list", "author", "keywords"])
def test_words_within_a_sentence_stay_whatever_their_name(name):
    place = f"<span class='{name}'><a href='/t'>the old harbour</a></span>"
    said = f"<p>Hundreds met in {place}, and some of them sang.</p>"
    sung = "Hundreds met in the old harbour, and some of them sang."
    assert parts(f"<article><h1>Dike vote fails</h1>{BODY}{said}</article>") == [*PROSE, sung]


@pytest.mark.parametrize(
    "mark",
    [
        "They met again. <span class='share-link'>Share</span> it is called a long day by the mayor.",
        "They met again. It is called a long day by the mayor. <span class='promo-link'><a>More</a></span>",
        "<span class='byline'>By Ada Holt</span> They met again. It is called a long day by the mayor.",
    ],
)
def test_marks_beside_a_sentence_go(mark):
    got = parts(f"<article><h1>Dike vote fails</h1>{BODY}<p>{mark}</p></article>")
    assert "Share" not in got[-1] and "More" not in got[-1] and "Ada" not in got[-1]
    assert got[-1].startswith("They met again.")


def test_a_question_that_opens_its_answer_is_a_heading():
    def item(asked, answer):
        label = f"<button aria-expanded='true'><span class='fold-label'>{asked}</span></button>"
        return f"<div class='item'><h3>{label}</h3><div><p>{answer}</p></div></div>"

    asked = ["Who voted?", "What is next?", "Who is glad?"]
    items = "".join(map(item, asked, PROSE))
    got = parts(f"<article><h1>Dike vote fails</h1>{items}</article>")
    assert got == [x for pair in zip(asked, PROSE, strict=True) for x in pair]


def test_a_button_beside_a_heading_is_none():
    said = "<h3>What it costs <button>Copy link</button></h3><p>It costs forty million, says the town.</p>"
    got = parts(f"<article><h1>Dike vote fails</h1>{BODY}{said}<h3><button>Rate us</button></h3></article>")
    assert got == [*PROSE, "What it costs", "It costs forty million, says the town."]


@pytest.mark.parametrize(
    "name",
    ["factbox", "story-fact-box", "infobox", "encadre", "paragraph--type--boletin", "cita-destacada",
     "pull-quote"],
)  # fmt: skip
def test_boxes_that_many_papers_name_alike_are_beside_the_text(name):
    said = "The coast has had eleven dikes since 1719, of which four stand."
    box = f"<div class='{name}'><h3>In figures</h3><p>{said}</p></div>"
    first, second, third = (f"<p>{p}</p>" for p in PROSE)
    assert parts(f"<article><h1>Dike vote fails</h1>{first}{box}{second}{third}</article>") == PROSE


def test_a_standfirst_is_no_text_and_a_lead_may_be():
    rest = "".join(f"<p>{p}</p>" for p in PROSE[1:])
    more = "<p>She left the hall by the back door at midnight.</p>"
    for name, is_text in [("field-entradilla", False), ("standfirst", False), ("lead", True)]:
        top = f"<div class='{name}'><p>{PROSE[0]}</p></div>"
        got = parts(f"<article><h1>Dike vote fails</h1>{top}<div class='c'>{rest}{more}</div></article>")
        assert (PROSE[0] in got) is is_text and PROSE[1] in got


@pytest.mark.parametrize(
    "call",
    [
        "<p>Have you seen the dike? Share your experiences by emailing desk@example.org.</p>",
        "<ul><li><p>Do you have an opinion? To submit a letter, please <a>click here</a>.</p></li></ul>",
        "<h3>Your say</h3><p>Tell us what you think in the comments.</p>",
        "<p>Page 1 of 2</p>",
        "<h3>Like this:</h3><span>Like Loading…</span>",
    ],
)
def test_a_call_to_readers_ends_no_article(call):
    assert parts(f"<article><h1>Dike vote fails</h1>{BODY}{call}</article>") == PROSE


@pytest.mark.parametrize(
    "said",
    [
        "Do you trust the sea? Nobody in the hall did, and the vote was as close as that.",
        "Have you ever read an email at sea? It takes an hour, and then the wind sends your boat home.",
        "“Have you read my email?” she asked the mayor, who had not.",
        "If you ask the fishers, the dike would have cost them the harbour and the fair.",
    ],
)
def test_an_article_may_end_with_a_question(said):
    assert parts(f"<article><h1>Dike vote fails</h1>{BODY}<p>{said}</p></article>") == [*PROSE, said]


@pytest.mark.parametrize("bar", ["::", "»", "|"])
def test_a_title_stands_beside_the_name_of_its_site(bar):
    head = f"<title>Norhaven Weekly Echo {bar} Dike vote fails again</title>"
    shown = f"<div><span class='newstitle'>Dike vote fails again</span>{BODY}</div>"
    assert known(head, shown)["title"] == "Dike vote fails again"
    assert known(head, f"<div>{BODY}</div>")["title"] == f"Norhaven Weekly Echo {bar} Dike vote fails again"


LINES = "<br><br>".join(PROSE)
TOP = (
    "<span class=d>Friday, 4 May 2031</span><br><span class=t>Dike vote fails in Norhaven again</span><br>"
    "<span>by Ada Holt</span>"
)
MEANT = "<title>Dike vote fails in Norhaven again</title>"


@pytest.mark.parametrize(
    "end",
    [
        "<a href=p>Printer friendly version</a> | <a href=m>Mail it</a> | Read 94 times",
        "<b>Comments (3)</b>",
        "<b>Readers’ comments</b>",
    ],
)
def test_text_between_line_breaks_ends_before_comments(end):
    rest = "<b>Jo</b> wrote on Monday:<br>I never liked that dike and never will, whatever they say now."
    body = (
        f"<div id=wrap><div id=mid>{TOP}<br><br><span>{LINES}</span><br><br>{end}<br><br>{rest}</div></div>"
    )
    assert parts(body, MEANT) == PROSE


def test_text_about_comments_goes_on():
    said = "<p>Comments</p><p>The comments on the plan filled nine books, and she had read them all.</p>"
    got = parts(f"<article><h1>Dike vote fails</h1>{BODY}{said}</article>")
    assert got[-1].startswith("The comments on the plan")


def test_a_short_text_is_not_followed_by_another_articles():
    other = "".join(f"<p>{p.replace('dike', 'bridge')} So it went.</p>" for p in PROSE)
    body = (
        "<article><div><h1>Dike vote fails</h1><p>We have no more.</p></div>"
        f"<article><h1>Bridge falls</h1>{other}</article></article>"
    )
    assert not any("bridge" in p for p in parts(body, "<title>Dike vote fails</title>"))


def test_a_call_to_readers_goes_above_the_text_and_stays_within_it():
    first, second, third = (f"<p>{p}</p>" for p in PROSE)
    call = "Message us, but do not go near the dike yourself."
    assert parts(f"<article><h1>Dike vote fails</h1><p>{call}</p>{first}{second}{third}</article>") == PROSE
    within = parts(f"<article><h1>Dike vote fails</h1>{first}{second}<p>{call}</p>{third}</article>")
    assert within == [*PROSE[:2], call, PROSE[2]]


@pytest.mark.parametrize(
    "kind",
    [
        "https://schema.org/Report",
        "https://schema.org/CreativeWork https://schema.org/NewsArticle",
        "https://schema.org/NewsArticle https://schema.org/ClaimReview",
    ],
)
def test_a_type_of_article_may_stand_among_others(kind):
    teaser = f"<div>{BODY.replace('dike', 'ferry')}</div>"
    scope = f"<div itemscope itemtype='{kind}'><h1 itemprop='headline'>Dike vote fails</h1>{BODY}</div>"
    assert parts(f"<div>{scope}{teaser}</div>", "<title>Dike vote fails</title>") == PROSE


@pytest.mark.parametrize(
    "host", ["post.example:443", "www.post.example", "amp.post.example", "M.post.example"]
)
def test_a_port_and_what_stands_before_a_host_make_no_other_page(host):
    node = linked(**{"@type": "NewsArticle", "url": f"https://{host}/dike", "author": "Ada Moor"})
    head = "<link rel=canonical href='https://post.example/dike'>" + node + linked(**{"@type": "Article"})
    assert known(head, f"<article>{BODY}</article>")["authors"] == ["Ada Moor"]


def test_a_host_that_begins_so_is_a_host():
    assert [host_of(x) for x in ("https://m.example/x", "https://WWW.m.example", "http://[", "x", None)] == [
        "m.example", "m.example", "", "", "",
    ]  # fmt: skip
