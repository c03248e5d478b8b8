"""Web pages saved as one file: the page among its parts, its address, and files that are none."""

from __future__ import annotations

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from briefgen.readers.formats import mhtml
from briefgen.readers.formats.extracted import UnreadableError

TEXT = "The council of Norhaven turned down the new dike on Friday – by one vote, says Zoë Åkesson."
ADDRESS = "https://post.example/2031/dike"


def page(text=TEXT, head=""):
    head = f"<head><title>Dike vote fails</title>{head}</head>"
    return f"<html>{head}<body><article><p>{text}</p></article></body></html>"


def saved(*parts, kind="related", **headers):
    message = MIMEMultipart(kind, boundary="----MultipartBoundary--x----")
    for name, value in {"From": "<Saved by Blink>", "Subject": "Dike vote fails", **headers}.items():
        message[name.replace("_", "-")] = value
    for part in parts:
        message.attach(part)
    return message.as_bytes()


def html(source, location=None, charset="utf-8", content_id=None):
    part = MIMEText(source, "html", charset)
    if location:
        part["Content-Location"] = location
    if content_id:
        part["Content-ID"] = content_id
    return part


def picture():
    return MIMEImage(b"\x89PNG" + bytes(5_000), "png")


def test_the_page_among_its_parts():
    raw = saved(picture(), html(page(), ADDRESS), picture(), Snapshot_Content_Location=ADDRESS)
    found = mhtml.read(raw)
    assert found.text == TEXT
    assert found.blocks == ((0, len(TEXT), "paragraph"),)
    assert found.metadata == {"title": "Dike vote fails", "url": ADDRESS}
    assert found.problems == ()


def test_a_frame_before_the_page_is_not_the_page():
    frame = html(page("This is a frame with an advertisement for boots, and no more."), "cid:frame@x")
    raw = saved(frame, html(page(), ADDRESS), Snapshot_Content_Location=ADDRESS)
    assert mhtml.read(raw).text == TEXT
    raw = saved(frame, html(page(), content_id="<start@x>")).replace(
        b"multipart/related;", b'multipart/related; start="<start@x>";'
    )
    assert mhtml.read(raw).text == TEXT


def test_the_encoding_of_the_part_and_of_its_transfer():
    part = MIMEText(page(), "html", "cp1252")
    found = mhtml.read(saved(part))
    assert (found.text, found.problems) == (TEXT, ())
    quoted = (
        page(head="<meta charset=utf-8>")
        .encode()
        .replace(b"=", b"=3D")
        .replace(b"\xe2\x80\x93", b"=E2=80=93")
    )
    head = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    assert mhtml.read(head + quoted + b"\r\n--b--\r\n").text == TEXT


def test_the_page_s_own_address_is_believed_before_where_it_was_saved_from():
    head = "<link rel=canonical href='https://post.example/dike'>"
    raw = saved(
        html(page(head=head), ADDRESS + "?from=feed"), Snapshot_Content_Location=ADDRESS + "?from=feed"
    )
    assert mhtml.read(raw).metadata["url"] == "https://post.example/dike"


def test_a_file_that_was_cut_off_says_so():
    raw = saved(html(page(), ADDRESS), picture())
    found = mhtml.read(raw[:-2_000])
    assert found.text == TEXT
    assert found.problems == ("ends before its end: what follows is missing",)


def nested(depth):
    message = html(page())
    for n in range(depth):
        outer = MIMEMultipart("related", boundary=f"b{n}")
        outer.attach(message)
        message = outer
    return message.as_bytes()


@pytest.mark.parametrize(
    "raw, why",
    [
        (b"", "no parts"),
        (page().encode(), "no parts"),
        (b"Content-Type: multipart/related; boundary=b\n\nno parts at all", "no parts|without a page"),
        (saved(picture(), picture()), "without a page"),
        (saved(html("  ")), "is empty"),
        (saved(html("<nav>Home</nav>")), "no text of an article"),
        (nested(6), "parts within parts"),
        (nested(200), "parts within parts"),
        (b"Content-Type: multipart/related; boundary=b\n\n" + b"--b\n\nx\n" * 9_000, "more parts than"),
        (b"\0\xff" * 999, "no parts"),
        (b"Content-Type: multipart/related;\n" + b" a=b;\n" * 99_000 + b" boundary=b\n\n--b\n", "no parts"),
    ],
)
def test_what_is_no_saved_page_is_refused(raw, why):
    with pytest.raises(UnreadableError, match=why):
        mhtml.read(raw)


def test_parts_within_a_part_as_other_programs_write_them():
    inner = MIMEMultipart("alternative", boundary="inner")
    inner.attach(MIMEText("plain words", "plain"))
    inner.attach(html(page()))
    assert mhtml.read(saved(inner, picture())).text == TEXT
