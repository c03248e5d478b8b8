"""Mails and folders of mails: what of them is the article, and what they say of it."""

from __future__ import annotations

import mailbox
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from test_limits import in_time

from briefgen.readers import metadata
from briefgen.readers.formats import mail, mbox
from briefgen.readers.formats.correspondence import letter, unflowed
from briefgen.readers.formats.extracted import Extracted, UnreadableError
from briefgen.readers.formats.fragment import plain, read_fragment
from briefgen.readers.formats.newsletter import trimmed

STORY = "The ferry did not sail on Monday, the harbour master said. Nobody was hurt. " * 12
STUB = "You can't see this mail? View it in your browser: https://post.example/m/1\n"


def row(inner):
    return f'<tr><td style="font-size:0px;padding:10px"><div style="font-size:14px">{inner}</div></td></tr>'


LAID_OUT = f"""<html><head><title>Harbour Post</title><style>p {{ color: red }}</style></head><body>
<div style="display:none;max-height:0">The ferry, the mayor &zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;</div>
<table role="presentation" width="100%"><tr><td align="center"><table width="600">
{row('<a href="https://post.example/m/1">View in browser</a>')}
{row("<h1>Morning brief</h1>")}
{row("The ferry between Osterhaven and Calder will not sail today.")}
{row("<p>The council voted 7 to 4 against the quay.</p><p>Opponents want a second vote.</p>")}
{row("<b>In brief</b><br>Fish fell by 3 percent<br>in March.<br><br>A storm is expected.")}
{row("<ul><li>The school reopens.</li><li>The bridge is closed.</li></ul>")}
{row("<table><tr><td>Left column.</td><td>Right column.</td></tr></table>")}
{row("<table><tr><th>Town</th><th>Boats</th></tr><tr><td>Calder</td><td>3</td></tr></table>")}
{row("<blockquote>“We sail,” she said.</blockquote><script>var x = 1;</script>")}
</table></td></tr></table><!-- end --> The end of it.</body></html>"""
BLOCKS = [
    ("heading", "Morning brief"),
    ("paragraph", "The ferry between Osterhaven and Calder will not sail today."),
    ("paragraph", "The council voted 7 to 4 against the quay."),
    ("paragraph", "Opponents want a second vote."),
    ("heading", "In brief"),
    ("paragraph", "Fish fell by 3 percent in March."),
    ("paragraph", "A storm is expected."),
    ("item", "The school reopens."),
    ("item", "The bridge is closed."),
    ("paragraph", "Left column."),
    ("paragraph", "Right column."),
    ("item", "Town | Boats"),
    ("item", "Calder | 3"),
    ("quote", "“We sail,” she said."),
    ("paragraph", "The end of it."),
]


def made(text=STORY, html=None, **heads):
    message = EmailMessage()
    given = {"From": "Ada Moor <ada@moor.example>", "Subject": "The ferry stays"} | heads
    for name, value in given.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def read(message):
    return mail.read(message if isinstance(message, bytes) else message.as_bytes())


def blocks(found):
    return [(kind, found.text[a:b]) for a, b, kind in found.blocks]


# -- which text ----------------------------------------------------------------------


def test_a_plain_mail():
    found = read(made("The ferry stays.\n\nIt is old – says Zoë.\n"))
    assert found.text == "The ferry stays.\n\nIt is old – says Zoë."
    assert found.problems == ()


def test_a_stub_gives_way_to_the_html_and_its_layout_to_blocks():
    found = read(made(STUB, LAID_OUT))
    assert blocks(found) == BLOCKS
    assert found.text == "\n\n".join(words for _, words in BLOCKS)
    assert found.problems == ()


def test_a_plain_version_that_says_as_much_is_read():
    found = read(made(STORY, f"<p>{STORY}</p><p>Unsubscribe</p>"))
    assert found.text.split() == STORY.split()
    assert found.blocks == ()


def test_html_alone_and_html_in_an_encoding_of_its_own():
    message = EmailMessage()
    message["From"] = "Ada Moor <ada@moor.example>"
    message.set_content("<p>Zoë’s café – gone.</p><p>Two.</p>", subtype="html", charset="windows-1252")
    assert blocks(read(message)) == [("paragraph", "Zoë’s café – gone."), ("paragraph", "Two.")]


def test_what_calls_itself_latin_is_windows():
    raw = b"From: a@b.example\nContent-Type: text/plain; charset=iso-8859-1\n\n\x93We sail,\x94 said Zo\xeb."
    assert read(raw).text == "“We sail,” said Zoë."


def test_a_mail_in_a_part_of_an_encoding_is_read_in_all_of_it():
    for charset, own, text in (
        ("gb2312", "gbk", "朱镕基说：“渡轮停开。”"),
        ("iso-2022-kr", "iso-2022-kr", "연락선이 멈췄다."),
        ("iso-2022-jp", "iso-2022-jp", "渡し船は止まった。"),
    ):
        head = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\n\n"
        found = read(head.encode() + text.encode(own))
        assert (found.text, found.problems) == (text, ())


def test_zeros_that_a_program_left_are_no_text():
    found = read(b"From: a@b.example\n\nThe ferry\0 did not sail.\0\n")
    assert (found.text, found.problems) == ("The ferry did not sail.", ())


@pytest.mark.parametrize("charset", ["x-unknown", "punycode", "hex", "utf-8", "us-ascii"])
def test_an_encoding_that_is_none_is_detected_and_told(charset):
    text = "“We sail at dawn,” said Zoë Åkesson. The café’s owner – a friend – said nothing. " * 5
    raw = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\n\n".encode() + text.encode(
        "cp1252"
    )
    found = read(raw)
    assert found.text.strip() == text.strip()
    lies, silent = "says that it is in UTF-8, and is not", "does not say in which encoding it is"
    assert found.problems == (f"{lies if charset == 'utf-8' else silent}; read as cp1252",)


def test_without_the_parser_the_plain_version_is_read_and_that_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    found = read(made(STUB, LAID_OUT))
    assert found.text.startswith("You can't see this mail?")
    (problem,) = found.problems
    assert problem.endswith("pip install 'briefgen[web]'")
    only = made()
    only.set_content("<p>Hi.</p>", subtype="html")
    with pytest.raises(UnreadableError, match=r"pip install 'briefgen\[web\]'"):
        read(only)


def test_several_parts_are_one_text_and_the_rest_is_told():
    message = MIMEMultipart("mixed")
    message["From"] = "Ada Moor <ada@moor.example>"
    message.attach(MIMEText("The ferry stays."))
    pdf = MIMEApplication(b"%PDF", "pdf")
    pdf.add_header("Content-Disposition", "attachment", filename="a<b>\tc.pdf")
    message.attach(pdf)
    message.attach(MIMEText("It is old."))
    found = read(message)
    assert found.text == "The ferry stays.\n\nIt is old."
    assert found.problems == ("has 1 attachment, left out: 'a<b> c.pdf'",)


def test_pictures_in_the_text_are_not_told():
    message = made(STUB)
    message.add_alternative(
        "<p>The ferry stays in the harbour, and so does its master, for a week.</p>", "html"
    )
    message.get_payload()[1].add_related(b"GIF89a", "image", "gif", cid="<x@y>")
    assert read(message).problems == ()


def test_text_that_flows_is_put_together():
    flowed = "The ferry did \nnot sail.\n \n From now on\n-- \nAda\n"
    assert unflowed(flowed, remove_blank=False) == "The ferry did not sail.\n\nFrom now on\n-- \nAda\n"
    raw = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\nThe ferry did \nnot sail.\n"
    assert read(raw).text == "The ferry did not sail."


# -- what of the text ----------------------------------------------------------------


def test_what_an_answer_quotes_is_left_out_and_told():
    text = (
        "No.\n\nOn Tue, Mar 5, 2024 at 10:03 AM Jon Pell\n<jon@pell.example> wrote:\n\n> Ferry?\n> Sail?\n\n"
        "Never.\n-- \nAda Moor\nMayor\n"
    )
    found = read(made(text))
    assert found.text.split() == ["No.", "Never."]
    assert found.problems == (
        "has a signature, left out with what stands below it",
        "quotes 2 lines of an earlier mail, left out",
    )


def test_what_only_looks_like_a_mark_is_text():
    text = "On Monday she wrote:\n\nThe ferry -- that is, the boat -- stays.\n--\n" + "One more line.\n" * 20
    assert letter(text).text == text.strip("\n")
    assert letter(text).problems == ()


def test_an_answer_in_html():
    html = '<p>No.</p><div class="gmail_quote">Jon wrote:<blockquote type="cite">Ferry?</blockquote></div>'
    message = made()
    message.set_content(html, subtype="html")
    found = read(message)
    assert (found.text, found.problems) == ("No.", ("quotes an earlier mail, left out",))
    message.set_content('<div class="gmail_quote"><p>The ferry stays.</p></div>', subtype="html")
    assert (read(message).text, read(message).problems) == ("The ferry stays.", ())


def test_addresses_of_links_are_no_words():
    text = "The ferry ( https://click.example/a?b=c ) stays <https://x.example>, see https://post.example/a."
    assert letter(text).text == "The ferry stays, see https://post.example/a."


def test_a_mail_that_is_sent_on_is_the_article():
    inner = made(STORY, **{"From": "Harbour Post <news@post.example>", "List-Id": "<daily.post.example>"})
    inner["Date"] = "Tue, 05 Mar 2024 10:03:00 +0100"
    outer = made("\n", Subject="Fwd: The ferry stays", From="Jon Pell <jon@pell.example>")
    outer.add_attachment(inner)
    found = read(outer)
    assert found.text.split() == STORY.split()
    assert (found.metadata["publisher"], found.problems) == ("Harbour Post", ())
    outer = made("For your information\n", Subject="Fwd: The ferry stays")
    outer.add_attachment(inner)
    assert read(outer).problems == ("sends another mail on, which is read; the note with it is left out",)
    assert read(outer).metadata["title"] == "The ferry stays"
    outer = made(STORY.replace("ferry", "bridge"), Subject="The bridge")
    outer.add_attachment(inner)
    assert "bridge" in read(outer).text and "ferry" not in read(outer).text
    assert read(outer).problems == ("sends another mail on, left out: take that in by itself",)


@pytest.mark.parametrize(
    "mark, before",
    [
        ("---------- Forwarded message ---------", ""),
        ("-----Original Message-----", ""),
        ("Begin forwarded message:\n", "> "),
    ],
)
def test_a_mail_that_is_sent_on_in_the_text(mark, before):
    heads = [
        "From: *Ada Moor* <ada@moor.example>", "Date: Tue, Mar 5, 2024 at 10:03 AM",
        "Subject: Re: The ferry stays", "To: <jon@pell.example>", "", *STORY.split(". "),
    ]  # fmt: skip
    text = f"See below.\n\n{mark}\n" + "\n".join(before + line for line in heads)
    found = read(made(text, Subject="Fwd: x", From="Jon Pell <jon@pell.example>"))
    assert found.text.split() == STORY.replace(". ", " ").split()
    checked, wrong = metadata.check(found.metadata, "the mail", strangers=False)
    assert (checked["title"], checked["authors"], wrong) == ("The ferry stays", ("Ada Moor",), ())
    assert checked["published"].isoformat() == "2024-03-05"
    assert found.problems == ("sends another mail on, which is read; the note with it is left out",)


def test_a_digest_is_refused():
    outer = made("\n")
    outer.add_attachment(made())
    outer.add_attachment(made())
    with pytest.raises(UnreadableError, match="holds 2 mails and no text of its own: save each by itself"):
        read(outer)


# -- what newsletters have around their text -----------------------------------------------

ABOVE = (
    "View this email in your browser: https://post.example/m/7", "View in browser", "Web version",
    "Can’t see this email? Read it online.", "Trouble viewing this newsletter? View it in your browser »",
    "Was this forwarded to you? Sign up here.",
)  # fmt: skip
BELOW = (
    "Unsubscribe: https://post.example/u/7", "Unsubscribe | Manage preferences", "Read more on our site",
    "You receive this email because you signed up at post.example.", "© 2031 Sarn Valley Dispatch",
    "This newsletter was sent to ada@moor.example.", "Our mailing address is: 4 Mill Lane, 4410 Sarn",
    "Update your preferences · Privacy policy · Unsubscribe", "Follow us on every network you know",
    "If you no longer want to hear from us, you can unsubscribe here.",
)  # fmt: skip
LINES = ("The ferry stays.", "“I had to unsubscribe,” said the mayor of Velm.", "Nobody knows why.")


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("below", BELOW)
def test_what_newsletters_have_around_their_text_is_left_out(above, below):
    told = (above, *LINES, below)
    assert read(made("\n\n".join(told))).text == "\n\n".join(LINES)
    message = made()
    message.set_content("".join(f"<p>{line}</p>" for line in told), subtype="html")
    assert blocks(read(message)) == [("paragraph", line) for line in LINES]


def test_feet_without_end_take_no_time():
    lines = ("a", "unsubscribe", "your " * 80, "1," * 200, "unsubscribe | " * 28 + "x", "help " * 80)
    for line in lines:
        with in_time():
            trimmed(Extracted(text=f"{line}\n" * 50_000 + "Unsubscribe"))


def test_the_foot_of_a_newsletter_has_an_address():
    foot = "Sarn Valley Dispatch, 4 Mill Lane, 4410 Sarn\nUnsubscribe | Manage preferences\n"
    assert read(made("\n\n".join((*LINES, foot)))).text == "\n\n".join(LINES)
    foot = "You are receiving this email because you signed up\nat our site.\nUnsubscribe\n4 Mill Lane, Sarn"
    assert read(made("\n\n".join((*LINES, foot)))).text == "\n\n".join(LINES)
    told = (*LINES, "On 4 May, 31 boats sailed, 4410 people watched")
    assert read(made("\n\n".join((*told, "Unsubscribe")))).text == "\n\n".join(told)


@pytest.mark.parametrize(
    "lines",
    [
        (*LINES, "Unsubscribe rates fell by half, the firm said."), ("Read more on our site", *LINES),
        ("Unsubscribe", *LINES), (*LINES, "You receive this email because", *LINES * 4),
        ("View in a browser what happened on the quay.", *LINES), (*LINES, "On 4 May, 31 boats sailed"),
        ("Unsubscribe",),
    ],
)  # fmt: skip
def test_the_same_words_elsewhere_are_text(lines):
    assert read(made("\n\n".join(lines))).text == "\n\n".join(lines)


@pytest.mark.parametrize(
    "name",
    ["Lena Fisk, Sarn Valley Dispatch", "Fisk, Lena", "Lena Fisk | Dispatch", "Lena Fisk at The Dispatch"],
)
def test_a_sender_who_may_be_two_is_no_author(name):
    assert "authors" not in read(made(From=f'"{name}" <lena@post.example>')).metadata
    assert read(made(From='"Lena van der Fisk" <lena@post.example>')).metadata["authors"] == [
        "Lena van der Fisk"
    ]
    listed = read(made(From=f'"{name}" <lena@post.example>', List_Id="<daily.post.example>")).metadata
    assert "authors" not in listed and ("publisher" in listed) == ("," not in name)


# -- signed and encrypted ------------------------------------------------------------


def test_a_signed_mail_is_read():
    signed = MIMEMultipart("signed", protocol="application/pgp-signature")
    signed["From"] = "Ada Moor <ada@moor.example>"
    signed.attach(MIMEText("The ferry stays."))
    signed.attach(MIMEApplication(b"-----BEGIN PGP SIGNATURE-----", "pgp-signature"))
    assert (read(signed).text, read(signed).problems) == ("The ferry stays.", ())
    armour = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe ferry stays.\n- - so far\n"
    inline = made(f"{armour}-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n")
    assert read(inline).text == "The ferry stays.\n- so far"


@pytest.mark.parametrize(
    "head, body, said",
    [
        ('multipart/encrypted; boundary="x"', "--x\n\nVersion: 1\n--x--\n", "is encrypted"),
        ("application/pkcs7-mime; smime-type=enveloped-data", "AAAA", "is encrypted"),
        ("application/pkcs7-mime; smime-type=signed-data", "AAAA", "is signed so that its text is hidden"),
        ("text/plain", "-----BEGIN PGP MESSAGE-----\n\nabc\n", "is encrypted"),
    ],
)
def test_what_is_hidden_is_refused(head, body, said):
    with pytest.raises(UnreadableError, match=said):
        read(f"From: a@b.example\nContent-Type: {head}\n\n{body}".encode())


# -- what is known of it -------------------------------------------------------------


def test_a_newsletter_has_an_outlet_and_a_mail_an_author():
    heads = {"Date": "Tue, 05 Mar 2024 10:03:00 +0100", "Subject": "Re: Fwd: =?utf-8?q?Die_F=C3=A4hre?="}
    raw = made(**heads).as_bytes(policy=policy.compat32)
    zone = timezone(timedelta(hours=1))
    known = {"title": "Die Fähre", "authors": ["Ada Moor"]}
    assert mail.read(raw).metadata == known | {"published": datetime(2024, 3, 5, 10, 3, tzinfo=zone)}
    news = {"From": '"Harbour Post" <news@post.example>', "List-Id": "Daily <daily.post.example>"}
    news["Archived-At"] = "<https://post.example/m/1>"
    found = read(made(**news)).metadata
    assert (found["publisher"], found["url"]) == ("Harbour Post", "https://post.example/m/1")
    assert "authors" not in found


def test_who_writes_to_a_list_is_an_author():
    heads = {"List-Id": "Ferries <ferries.example>", "List-Post": "<mailto:all@ferries.example>"}
    found = read(made(**heads | {"From": "Ada Moor via Ferries <all@ferries.example>"})).metadata
    assert (found["authors"], "publisher" in found) == (["Ada Moor"], False)


@pytest.mark.parametrize(
    "heads",
    ["From: ada@moor.example", "From: a@b, c@d", "From: ", "Date: soon", "From: :;:;", "Subject: Re:"],
)
def test_what_is_not_known_is_absent(heads):
    assert read(f"{heads}\nMessage-ID: <x@y>\n\nThe ferry stays.\n".encode()).metadata == {}


def test_a_mail_can_be_hostile():
    of, plain_text = b"From: a@b.example\n", b"Content-Type: text/plain\n\nHi.\n"
    mixed = b"Content-Type: multipart/mixed; boundary=x\n\n"
    files = [
        of + b"Content-Type: message/rfc822\n\n" * 1_000 + plain_text,
        of + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(1_000)),
        of + b"Content-Type:(x)\n\t\n \n message/rfc822\n\n" * 1_000 + plain_text,
        of + b"Subject: " + b"x" * 20_000_000 + b"\n\nHi.\n",
        of + b"Subject: " + b"=?utf-8?q?x?= " * 1_000_000 + b"\n\nHi.\n",
        b"From: " + b"(" * 1_000_000 + b"\n\nHi.\n",
        b"From: " + b'"' * 1_000_000 + b"\n\nHi.\n",
        of + b"Content-Type: text/plain; " + b'a*0="x";' * 200_000 + b"\n\nHi.\n",
        of + b"X: y\n" * 1_000_000 + b"\nHi.\n",
        of + b"X: y\n" * 300_000 + b"\nHi.\n",
        of + b"Content-Transfer-Encoding: base64\n\n" + (b"QUFB" * 19 + b"\n") * 120_000,
        of + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * 400_000,
        of + mixed + b"--x\n\nHi.\n" * 300_000,
        of + mixed + b"--x\nContent-Disposition: attachment\n\n" * 1_900,
        of + b"Content-Type: text/plain; charset=punycode\n\n" + b"a-b" * 1_000_000,
        of + b"Content-Type: text/html\n\n" + b"<b>" * 1_500_000,
        of + b"Content-Type: text/html\n\n" + b"<p>a" * 90_000,
        of + b"Content-Type: text/html\n\n" + b"<table><tr><th>" * 30_000,
        of + b"Content-Type: text/html\n\n<p style='" + b"display " * 600_000 + b"'>",
        of + b"\n" + b"On a\n> \n" * 200_000,
        of + b"\n" + b"On Monday " * 400_000 + b"wrote:\n> x\n",
        of + b"\n" + b"(http://" * 600_000,
        of + b"\n" + b"Fwd: " * 900_000,
        b"\n\nFrom " * 3_000_000,
        b"From x 10:00\nA: b\n\n" + b">From \n" * 6_000_000,
        b"From \nA: b\n\n" * 3_000_000,
    ]
    for raw in files:
        for take in (mail.read, lambda x: list(mbox.parts(x))):
            with in_time(), suppress(UnreadableError):
                take(raw)


# -- folders of mails ----------------------------------------------------------------


def test_a_folder_of_mails_as_the_standard_library_writes_it(tmp_path):
    written = mailbox.mbox(tmp_path / "a.mbox")
    texts = ["One.\n\nFrom the start it was late.\n", "Two.\n\n>From here on.\n", "Three: “é”.\n"]
    for number, text in enumerate(texts, start=1):
        written.add(made(text, Subject=f"Mail {number} – é").as_bytes())
    written.close()
    found = list(mbox.parts((tmp_path / "a.mbox").read_bytes()))
    assert [(p.name, p.suffix, p.problem) for p in found] == [
        (f"Mail {n} – é", ".eml", None) for n in (1, 2, 3)
    ]
    said = [mail.read(p.raw).text for p in found]
    assert said == ["One.\n\nFrom the start it was late.", "Two.\n\nFrom here on.", "Three: “é”."]


def test_a_folder_with_other_lines_between_its_mails():
    raw = (
        b"From - Tue Mar  5 10:03:00 2024\r\nFrom: a@b.example\r\n\r\n"
        b"One.\r\n\r\nFrom now: it is late.\r\n\r\n"
        b"From \r\nFrom: a@b.example\r\nSubject: =?utf-8?q?F=C3=A4hre?=\r\n\r\nTwo.\r\n"
    )
    found = list(mbox.parts(raw))
    assert [p.name for p in found] == ["mail 1", "Fähre"]
    assert mail.read(found[0].raw).text == "One.\n\nFrom now: it is late."


@pytest.mark.parametrize(
    "raw", [b"", b"Hello.", b"From me to you.\n", b"x\n\nFrom a Tue Mar 5 10:03:00 2024\nA: b\n\n"]
)
def test_what_is_no_folder_of_mails(raw):
    with pytest.raises(UnreadableError, match="is not a folder of mails"):
        list(mbox.parts(raw))


# -- HTML that is all article ----------------------------------------------------------


def test_a_line_with_marks():
    assert plain("A <i>b</i> &amp; c") == "A b & c"
    assert plain("5 < 6 & more") == "5 < 6 & more"


@pytest.mark.parametrize("html", ["", "<!-- x -->", "<p></p>", "<script>x</script>", "&zwnj;&nbsp;", "* * *"])
def test_html_without_words(html):
    assert read_fragment(html).text == ""


def test_html_that_nests_without_end_is_refused():
    with pytest.raises(UnreadableError, match="nests elements too deeply"):
        read_fragment("<div>" * 5_000 + "deep")
    assert read_fragment("<div>" * 1_000 + "deep" + "</div>" * 1_000 + "after").text == "deep\n\nafter"


def test_a_date_without_a_zone_is_the_moment_that_it_names():
    found = read(made(Date="Tue, 05 Mar 2024 10:03:00 GMT")).metadata["published"]
    assert found == datetime(2024, 3, 5, 10, 3, tzinfo=UTC)
