"""Fetching addresses: against real servers on this machine, kind, odd and hostile."""

from __future__ import annotations

import gzip
import ipaddress
import re
import socket
import ssl
import sys
import time
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from local_web import serve, speak

from briefgen.web import Fetched, Fetcher, FetchError, Unchanged, address, encodings, resolution, robots

HTML = {"Content-Type": "text/html; charset=UTF-8"}
ARTICLE = "<p>The ferry to Moorholm sails again on Friday."


class Time:
    """A clock that only goes on where somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def hours() -> Time:
    return Time()


@pytest.fixture
def get(hours):
    """Fetch a page of a local server, without its name in the way and without waiting."""

    def fetch(url: str, *, keep=None, **options) -> Fetched | Unchanged:
        asks = {n: options.pop(n) for n in ("etag", "modified", "progress") if n in options}
        made = keep or Fetcher(**{"allow_private": True, "sleep": hours.sleep, **options})
        return made.fetch(url, **asks)

    return fetch


def refused(call, *words: str) -> str:
    """The one line that says why there is no document."""
    with pytest.raises(FetchError) as caught:
        call()
    message = str(caught.value)
    assert message.isprintable() and len(message) < 300
    for word in words:
        assert word in message
    return message


def answer(*lines: str, body: bytes = b"") -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1") + b"\r\n" + body


# -- a page as it should be ---------------------------------------------------------------


def test_a_page_comes_with_what_its_server_says_of_it(get):
    said = {**HTML, "ETag": '"v1"', "Last-Modified": "Fri, 03 May 2024 08:00:00 GMT"}
    with serve({"/a?b=1": (200, said, ARTICLE)}) as web:
        found = get(web.url + "/a?b=1#part")
    assert found == Fetched(
        url=f"{web.url}/a?b=1",
        asked=f"{web.url}/a?b=1#part",
        raw=ARTICLE.encode(),
        content_type="text/html",
        charset="UTF-8",
        etag='"v1"',
        modified="Fri, 03 May 2024 08:00:00 GMT",
    )
    assert web.paths == ["/robots.txt", "/a?b=1"]
    agents = {request.headers["User-Agent"] for request in web.asked}
    assert all(agent.startswith("briefgen/0.") for agent in agents) and len(agents) == 1
    assert "Cookie" not in web.asked[1].headers


@pytest.mark.parametrize(
    ("said", "media", "charset"),
    [
        ("text/HTML", "text/html", None),
        ('application/xhtml+xml; charset="iso-8859-1"', "application/xhtml+xml", "iso-8859-1"),
        ("text/html;charset=utf-8, text/html", "text/html", "utf-8"),
        ("nonsense", "", None),
        ("text/html oops", "", None),
        ("", "", None),
    ],
)
def test_the_media_type_is_what_can_be_understood_of_it(get, said, media, charset):
    with serve({"/": (200, {"Content-Type": said}, ARTICLE)}) as web:
        found = get(web.url)
    assert (found.content_type, found.charset) == (media, charset)


def test_an_unchanged_page_is_not_sent_again(get):
    def page(request):
        if request.headers.get("If-None-Match") == '"v1"':
            return 304, {}, ""
        return 200, {"ETag": '"v2"'}, ARTICLE

    with serve({"/": page}) as web:
        assert get(web.url, etag='"v1"') == Unchanged(url=web.url + "/")
        assert get(web.url, etag='"v0"').etag == '"v2"'
        get(web.url, modified="Fri, 03 May 2024 08:00:00 GMT")
        assert web.asked[-1].headers["If-Modified-Since"] == "Fri, 03 May 2024 08:00:00 GMT"
        get(web.url, etag='"a"\r\nX-Evil: 1', modified="")
        assert not {"If-None-Match", "X-Evil", "If-Modified-Since"} & set(web.asked[-1].headers)


def test_unchanged_counts_only_for_who_asked(get):
    with serve({"/": (304, {}, "")}) as web:
        refused(lambda: get(web.url), "status 304")


def test_addresses_may_be_in_any_script(get):
    pages = {"/f%C3%A4hre?w=%E2%82%AC": (200, HTML, ARTICLE), "/a%20b": (200, HTML, ARTICLE)}
    hosts = []

    def resolve(host, port):
        hosts.append(host)
        return ["127.0.0.1"]

    with serve(pages) as web:
        found = get(f"http://Fähre.test:{web.port}/fähre?w=€", resolve=resolve)
        assert found.url == f"http://xn--fhre-loa.test:{web.port}/f%C3%A4hre?w=%E2%82%AC"
        assert web.asked[-1].headers["Host"] == f"xn--fhre-loa.test:{web.port}"
        assert get(f" {web.url}/a b ", resolve=resolve).url == f"{web.url}/a%20b"
    assert set(hosts) == {"xn--fhre-loa.test", "127.0.0.1"}


def test_progress_tells_how_much_has_come_in(get):
    seen = []
    with serve({"/": (200, HTML, b"x" * 200_000)}) as web:
        get(web.url, progress=lambda *so_far: seen.append(so_far))
    assert seen[-1] == (200_000, 200_000) and len(seen) > 1
    assert [n for n, _ in seen] == sorted(n for n, _ in seen)


def test_pieces_are_put_together(get):
    body = b"6\r\n<p>The\r\n7;x=y\r\n ferry.\r\n0\r\nTrailer: 1\r\n\r\n"
    seen = []

    def say(_, connection):
        connection.sendall(answer("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", body=body))

    with speak(say) as web:
        found = get(web.url, progress=lambda *so_far: seen.append(so_far))
    assert found.raw == b"<p>The ferry."
    assert seen[-1] == (13, None)


def test_what_ends_with_the_connection_is_whole(get):
    with speak(lambda _, c: c.sendall(answer("HTTP/1.0 200 OK", body=b"<p>Whole."))) as web:
        assert get(web.url).raw == b"<p>Whole."


def test_proxies_of_the_environment_are_not_used(get, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.upper(), "http://127.0.0.1:9")
    with serve({"/": (200, HTML, ARTICLE)}) as web:
        assert get(web.url).raw == ARTICLE.encode()


def test_without_its_packages_it_says_what_to_install(get, monkeypatch):
    monkeypatch.setitem(sys.modules, "urllib3", None)
    refused(lambda: get("http://127.0.0.1:9/"), "pip install 'briefgen[web]'")


def test_it_can_be_closed_and_used_again():
    with serve({"/": (200, HTML, ARTICLE)}) as web:
        with Fetcher(allow_private=True, delay=0) as fetcher:
            fetcher.fetch(web.url)
            fetcher.fetch(web.url)
        assert web.paths == ["/robots.txt", "/", "/"]
        fetcher.fetch(web.url)
        assert web.paths[3:] == ["/robots.txt", "/"]


# -- which addresses, and where they lead --------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "ftp://public.test/", "gopher://public.test/", "javascript:alert(1)",
        "public.test", "//public.test/", "", "   ", "http://", "http:///path", "http://public.test:0/",
        "http://public.test:99999/", "http://public.test:x/", "http://ada@public.test/",
        "http://ada:moor@public.test/", "http://public.test@127.0.0.1/", "http://public.test\\@127.0.0.1/",
        "http://public.test/\r\nX-Evil: 1", "http://public.test/\t", "http://public.test/\x00",
        "http://public.test/\u2028", "http://pub lic.test/", "http://public..test/", "http://[::1/",
        "http://[fe80::1%25eth0]/", "http://pub%00lic.test/", "http://☃.test/",
        "http://public.test/" + "a" * 9000, "https:public.test", "http://.test/", "http://a_b^c.test/",
    ],
)  # fmt: skip
def test_what_is_no_address_to_fetch_is_refused_before_anything_is_looked_up(get, text):
    def resolve(host, port):
        raise AssertionError(f"looked up {host}")

    refused(lambda: get(text, resolve=resolve))


@given(st.text(max_size=60) | st.from_regex(r"https?://[^ ]{0,30}"))
def test_any_text_is_an_address_or_refused(text):
    try:
        found = address.parse(text)
    except FetchError as error:
        assert str(error).isprintable()
    else:
        assert found.url.isascii() and not re.search(r"[\s\x00-\x1f\x7f]", found.url)
        assert address.parse(found.url) == found


@given(st.text(max_size=60))
def test_any_location_leads_to_an_address_or_nowhere(text):
    here = address.parse("https://public.test/news/a")
    try:
        there = address.redirected(here, text)
    except FetchError as error:
        assert str(error).isprintable()
    else:
        assert there.scheme == "https" and there.url.isascii()


PUBLIC = ["1.1.1.1", "93.184.215.14", "172.32.0.1", "192.0.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"]
NOT_PUBLIC = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.9", "192.0.2.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "fe80::1",
    "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "3fff::1", "2002:7f00:1::",
    "2002:a00:1::1", "2001:0:a00:1::1", "2001:2::1", "2001:10::1", "2001:20::1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "100::1", "5f00::1", "4000::1",
]  # fmt: skip


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_place_is_public(text):
    assert resolution.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_no_other_place_is(text):
    assert not resolution.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "0", "[::1]", "localhost",
     "LOCALHOST.", "[::ffff:127.0.0.1]", "127.0.0.1.", "１２７.0.0.1", "127。0。0。1", "169.254.169.254"],
)  # fmt: skip
def test_this_machine_is_found_out_however_it_is_written(host):
    """By the system's own resolution, which knows all of these spellings that this system has."""
    with serve({"/": (200, HTML, ARTICLE)}) as web:
        refused(lambda: Fetcher().fetch(f"http://{host}:{web.port}/"))
        assert web.paths == []


HERE = ipaddress.ip_address("127.0.0.1")


@pytest.fixture
def names(hours):
    """A fetcher for which this machine is public, and names resolve as given."""

    def make(places: dict[str, list[str]], **options) -> Fetcher:
        def resolve(host, port):
            if host not in places:
                raise socket.gaierror(-2, "Name or service not known")
            return places[host]

        return Fetcher(resolve=resolve, is_public=lambda a: a == HERE, sleep=hours.sleep, **options)

    return make


@pytest.mark.parametrize(
    "places",
    [["10.0.0.1"], ["127.0.0.1", "10.0.0.1"], ["10.0.0.1", "127.0.0.1"], ["::1"], ["169.254.169.254"]],
)
def test_a_name_that_leads_inside_is_refused_whatever_else_it_leads_to(names, places):
    with serve({"/": (200, HTML, ARTICLE)}) as web:
        fetcher = names({"inside.test": places})
        refused(lambda: fetcher.fetch(f"http://inside.test:{web.port}/"), "inside.test", "--allow-private")
        assert web.paths == []


@pytest.mark.parametrize("places", [[], ["not an address"], ["fe80::1%eth0"]])
def test_a_name_that_leads_nowhere_is_refused(names, places):
    refused(lambda: names({"odd.test": places}).fetch("http://odd.test/"), "odd.test")


def test_a_name_that_is_not_known_is_said_to_be(names):
    refused(lambda: names({}).fetch("http://nobody.test/"), "no host nobody.test")


def test_the_next_place_of_a_host_is_tried(hours):
    with serve({"/": (200, HTML, ARTICLE)}) as web:
        fetcher = Fetcher(allow_private=True, resolve=lambda *_: ["127.0.0.9", "127.0.0.1"], timeout=1)
        assert fetcher.fetch(f"http://two.test:{web.port}/").raw == ARTICLE.encode()


def test_a_redirect_inside_is_refused(names):
    pages = {
        "/name": (302, {"Location": "http://inside.test/"}, ""),
        "/number": (301, {"Location": "http://169.254.169.254/latest/meta-data/"}, ""),
        "/loopback": (307, {"Location": "http://127.0.0.2/"}, ""),
    }
    with serve(pages) as web:
        places = {"public.test": ["127.0.0.1"], "inside.test": ["192.168.0.1"]}
        places |= {n: [n] for n in ("169.254.169.254", "127.0.0.2")}
        fetcher = names(places, delay=0)
        for path, host in [("name", "inside.test"), ("number", "169.254.169.254"), ("loopback", "127.0.0.2")]:
            refused(
                lambda p=path: fetcher.fetch(f"http://public.test:{web.port}/{p}"), host, "--allow-private"
            )


def test_robots_txt_leads_nowhere_inside_either(names):
    with serve(
        {"/robots.txt": (302, {"Location": "http://inside.test/"}, ""), "/": (200, HTML, ARTICLE)}
    ) as web:
        fetcher = names({"public.test": ["127.0.0.1"], "inside.test": ["192.168.0.1"]})
        refused(lambda: fetcher.fetch(f"http://public.test:{web.port}/"), "inside.test")
        assert web.paths == ["/robots.txt"]


def test_a_name_that_changes_its_mind_changes_nothing(monkeypatch):
    """DNS rebinding: what was judged is what is connected to, and nothing is looked up in between."""
    looked_up, connected = [], []
    real = socket.getaddrinfo

    def rebinding(host, port):
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["192.168.0.1"]

    def watched(host, *rest, **options):
        connected.append(str(host))
        return real(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", watched)
    with serve({"/": (302, {"Location": "/b"}, ""), "/b": (200, HTML, ARTICLE)}) as web:
        fetcher = Fetcher(resolve=rebinding, is_public=lambda a: a == HERE, delay=0)
        url = f"http://rebinding.test:{web.port}"
        assert fetcher.fetch(url).url == f"{url}/b"
        assert fetcher.fetch(url).url == f"{url}/b"
        assert web.asked[-1].headers["Host"] == f"rebinding.test:{web.port}"
    assert looked_up == ["rebinding.test"]
    assert set(connected) == {"127.0.0.1"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(get, status, hours):
    def away(request):
        return status, {"Location": f"//{request.headers['Host']}/f g"}, ""

    pages = {
        "/a/b": (status, {"Location": "../c?d#e"}, "moved"),
        "/c?d": away,
        "/f%20g": (200, HTML, ARTICLE),
    }
    with serve(pages) as web:
        found = get(web.url + "/a/b")
    assert (found.url, found.asked) == (f"{web.url}/f%20g", f"{web.url}/a/b")
    assert hours.slept == []


def test_who_is_led_to_a_host_waits_there_too(names, hours):
    with serve({"/": (200, HTML, ARTICLE)}) as web:
        there = f"http://public.test:{web.port}/"
        pages = {f"/{n}": (302, {"Location": there}, "") for n in range(3)}
        with serve(pages) as short:
            places = {n: ["127.0.0.1"] for n in ("public.test", "a.test", "b.test")}
            fetcher = names(places, clock=hours.clock)
            assert fetcher.fetch(f"http://a.test:{short.port}/0").url == there
            assert hours.slept == []
            assert fetcher.fetch(f"http://b.test:{short.port}/1").url == there
            assert hours.slept == [1]


def test_a_redirect_may_be_written_as_servers_write_it(get):
    with serve({"/%C3%A4": (200, HTML, ARTICLE)}) as good:

        def say(_, connection):
            connection.sendall(answer("HTTP/1.1 302 Found", f"Location: {good.url}/Ã¤", "Content-Length: 0"))

        with speak(say) as web:
            assert get(web.url).url == f"{good.url}/%C3%A4"


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://ada:moor@127.0.0.1/", "http://",
        "http://[", "http://127.0.0.1\\@a/", "data:text/html,hello", "http://127.0.0.1:99999/", "/a\x01b",
        "/a\x85b", "",
    ],
)  # fmt: skip
def test_a_redirect_to_what_is_not_fetched_is_refused(get, location):
    with speak(
        lambda _, c: c.sendall(answer("HTTP/1.1 302 Found", f"Location: {location}", "Content-Length: 0"))
    ) as web:
        refused(lambda: get(web.url), "redirects")


def test_a_location_over_two_lines_adds_no_header(get):
    def say(_, connection):
        head = b"HTTP/1.1 302 Found\r\nLocation: /a\r\n X-Evil: 1\r\nContent-Length: 0\r\n\r\n"
        connection.sendall(head)

    with speak(say) as web:
        refused(lambda: get(web.url))
        assert all("X-Evil: 1" not in path for path in web.paths)


def test_redirects_end(get):
    pages = {f"/{n}": (302, {"Location": f"/{n + 1}"}, "") for n in range(20)}
    with serve({**pages, "/10": (200, HTML, ARTICLE), "/x": (302, {"Location": "/0"}, "")}) as web:
        assert get(web.url + "/0").url.endswith("/10")
        refused(lambda: get(web.url + "/x"), "more than 10 times")
    with serve({"/": (302, {"Location": "/b"}, ""), "/b": (302, {"Location": "/#x"}, "")}) as web:
        refused(lambda: get(web.url), "in a circle")
        assert web.paths == ["/robots.txt", "/", "/b"]


def test_cookies_are_not_kept(get):
    def page(request):
        assert "Cookie" not in request.headers
        return 302, {"Location": "/", "Set-Cookie": "seen=1"}, ""

    with serve({"/": page}) as web:
        refused(lambda: get(web.url), "cookies")


# -- certificates --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for secure.test that nobody but a test trusts, with its key, in one file."""
    pytest.importorskip("cryptography")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "secure.test")])
    now = datetime.now(UTC)
    others = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "crl_sign")
    unused = dict.fromkeys((*others, "encipher_only", "decipher_only"), False)
    usage = x509.KeyUsage(digital_signature=True, key_cert_sign=True, **unused)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("secure.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "secure.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


@pytest.fixture
def secure(certificate):
    """The server's side of it, which notes the names that it is asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.asked = []
    context.sni_callback = lambda _, name, __: context.asked.append(name)
    return context


def test_a_trusted_certificate_counts_for_the_name_and_not_for_the_place(names, secure, certificate):
    trusted = ssl.create_default_context(cafile=str(certificate))
    trusted.verify_flags |= ssl.VERIFY_X509_STRICT  # as newer Pythons do of themselves
    places = {"secure.test": ["127.0.0.1"], "secure.test.": ["127.0.0.1"], "other.test": ["127.0.0.1"]}
    places["127.0.0.1"] = ["127.0.0.1"]
    with serve({"/": (200, HTML, ARTICLE)}, tls=secure) as web:
        fetcher = names(places, tls=trusted, delay=0)
        found = fetcher.fetch(f"https://secure.test:{web.port}/")
        assert (found.raw, found.url) == (ARTICLE.encode(), f"https://secure.test:{web.port}/")
        assert web.asked[-1].headers["Host"] == f"secure.test:{web.port}"
        assert set(secure.asked) == {"secure.test"}
        assert fetcher.fetch(f"https://secure.test.:{web.port}/").raw == ARTICLE.encode()
        for host in ("other.test", "127.0.0.1"):
            refused(lambda h=host: fetcher.fetch(f"https://{h}:{web.port}/"), "certificate", "mismatch")
    assert trusted.check_hostname and trusted.verify_mode == ssl.CERT_REQUIRED


@pytest.mark.parametrize("private", [True, False])
def test_a_certificate_that_nobody_vouches_for_is_refused(hours, secure, private):
    options = {"allow_private": True} if private else {"is_public": lambda a: True}
    with serve({"/": (200, HTML, ARTICLE)}, tls=secure) as web:
        fetcher = Fetcher(resolve=lambda *_: ["127.0.0.1"], **options)
        refused(lambda: fetcher.fetch(f"https://secure.test:{web.port}/"), "certificate can't be trusted")
        assert web.paths == []


def test_a_secure_page_does_not_redirect_to_an_open_one(names, secure, certificate):
    places = {"secure.test": ["127.0.0.1"], "public.test": ["127.0.0.1"]}
    trusted = ssl.create_default_context(cafile=str(certificate))
    with (
        serve({"/": (200, HTML, ARTICLE)}) as open_web,
        serve({"/": (302, {"Location": f"http://public.test:{open_web.port}/"}, "")}, tls=secure) as web,
        serve({"/": (302, {"Location": f"https://secure.test:{web.port}/"}, "")}) as upwards,
    ):
        fetcher = names(places, tls=trusted, delay=0)
        for url in (f"https://secure.test:{web.port}/", f"http://public.test:{upwards.port}/"):
            refused(lambda u=url: fetcher.fetch(u), "from https to http")
        assert open_web.paths == []


def test_what_speaks_no_tls_is_said_to(get):
    with serve({"/": (200, HTML, ARTICLE)}) as web:
        refused(lambda: get(f"https://127.0.0.1:{web.port}/"), "secure connection")


# -- bodies ----------------------------------------------------------------------------------


def drip(first: bytes, each: bytes, seconds: float = 0.02):
    def say(_, connection):
        connection.sendall(first)
        for _ in range(200):
            time.sleep(seconds)
            connection.sendall(each)

    return say


@pytest.mark.parametrize(
    ("first", "each"),
    [
        (answer("HTTP/1.1 200 OK", "Content-Length: 1000"), b"x"),
        (answer("HTTP/1.1 200 OK"), b"x"),
        (answer("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"), b"1\r\nx\r\n"),
        (answer("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"), b"0"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        (b"", b"H"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_what_drips_is_given_up(get, first, each):
    with speak(drip(first, each)) as web:
        began = time.monotonic()
        refused(lambda: get(web.url, total=0.3, timeout=0.2), "takes longer than 0.3 seconds")
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 2", answer("HTTP/1.1 200 OK", "Content-Length: 9", body=b"x")]
)
def test_what_falls_silent_is_given_up(get, said):
    with speak(lambda _, c: (c.sendall(said), time.sleep(1))) as web:
        refused(lambda: get(web.url, timeout=0.1), "sends nothing for 0.1 seconds")


def forever(first: bytes, each: bytes):
    def say(_, connection):
        connection.sendall(first)
        while True:
            connection.sendall(each * 1000)

    return say


@pytest.mark.parametrize(
    ("first", "each"),
    [
        (answer("HTTP/1.1 200 OK"), b"x" * 60),
        (answer("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"), b"10\r\n0123456789abcdef\r\n"),
        (answer("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"), b"1\r\nx\r\n"),
        (answer("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", body=b"0\r\n"), b"X: y\r\n"),
        (answer("HTTP/1.1 200 OK", f"Content-Length: {10**12}"), b"x" * 60),
        (answer("HTTP/1.1 200 OK", "Content-Encoding: gzip"), b"\x00" * 60),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_what_never_ends_is_refused(get, first, each):
    with speak(forever(first, each)) as web:
        refused(lambda: get(web.url, most_bytes=100_000), "is larger than 100000 bytes")


@pytest.mark.parametrize("line", [b"X: y\r\n", b"X-" + b"y" * 5000, b"\x00\xff\x1b[2J"])
@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n"])
def test_headers_without_end_are_refused(get, first, line):
    with speak(forever(first, line)) as web:
        refused(lambda: get(web.url), "server")


def test_what_is_too_large_is_refused_before_it_is_read(get):
    with speak(lambda _, c: c.sendall(answer("HTTP/1.1 200 OK", "Content-Length: 50000001"))) as web:
        refused(lambda: get(web.url), "is larger than 50 MB")


def test_as_much_as_may_be_is_taken(get):
    with serve({"/": (200, {}, b"x" * 100_000), "/more": (200, {}, b"x" * 100_001)}) as web:
        assert len(get(web.url, most_bytes=100_000).raw) == 100_000
        refused(lambda: get(web.url + "/more", most_bytes=100_000), "larger")


@pytest.mark.parametrize(
    ("head", "body", "why"),
    [
        (["HTTP/1.1 200 OK", "Content-Length: 100"], b"x" * 60, "ended early: 60 of 100 bytes"),
        (["HTTP/1.1 200 OK", "Content-Length: 100"], b"", "ended early: 0 of 100 bytes"),
        (["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], b"5\r\nab", "breaks off"),
        (["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], b"5\r\nabcde\r\n", "breaks off"),
        (["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], b"zz\r\nabcde\r\n0\r\n\r\n", "breaks off"),
        (["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], b"-5\r\nabcde\r\n0\r\n\r\n", "breaks off"),
        (["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], b"-1\r\nabcde\r\n0\r\n\r\n", "breaks off"),
        (["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Content-Length: 3"], b"5\r\nab", "breaks off"),
        (["HTTP/1.1 200 OK", "Transfer-Encoding: gzip, chunked"], b"0\r\n\r\n", "transfer encoding"),
        (["HTTP/1.1 200 OK", "Content-Length: 3", "Content-Length: 5"], b"abcde", ""),
        (["HTTP/1.1 200 OK", "Content-Length: 0"], b"", "empty"),
        (["HTTP/1.1 204 No Content"], b"", "status 204"),
        (["HTTP/1.1 206 Partial Content", "Content-Length: 1"], b"x", "status 206"),
        (["HTTP/1.1 202 Accepted", "Content-Length: 1"], b"x", "status 202"),
        (["HTTP/1.1 302 Found", "Content-Length: 0"], b"", "without saying where"),
        (["HTTP/1.1 300 Choices", "Location: /a", "Content-Length: 0"], b"", "status 300"),
        (["SSH-2.0-OpenSSH_9"], b"", "HTTP"),
        (["HTTP/1.1 abc"], b"", "HTTP"),
        (["HTTP/1.1 99999 Odd"], b"", "HTTP"),
        ([""], b"", "server"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(get, head, body, why):
    with speak(lambda _, c: c.sendall(answer(*head, body=body))) as web:
        refused(lambda: get(web.url), why)


SAID = st.lists(
    st.sampled_from(
        [
            b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200 \r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.1 100 Go\r\n",
            b"Location: /a\r\n", b"Location: http://[\r\n", b"Content-Length: 5\r\n",
            b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n",
            b"Content-Encoding: deflate\r\n", b"Content-Type: text/html;charset=\r\n", b"Retry-After: 0\r\n",
            b"\r\n", b"\n", b"\r", b" folded\r\n", b": \r\n", b"5\r\nabcde\r\n", b"0\r\n\r\n", b"-1\r\n",
            b"ffffffffffff\r\n", b"\x1f\x8b\x08\x00", b"x\x9c", b"\x00", b"\xff\xfe", b"x" * 70_000,
            b"ETag: \xc3\xa4\r\n", b"Set-Cookie: a=b\r\n",
        ]
    )
    | st.binary(max_size=20),
    max_size=12,
).map(b"".join)  # fmt: skip


def test_any_bytes_are_an_answer_or_refused():
    said = [b""]
    with speak(lambda _, c: c.sendall(said[0])) as web:
        fetcher = Fetcher(allow_private=True, sleep=lambda _: None, timeout=1)

        @settings(deadline=None)
        @given(SAID | SAID.map(lambda rest: b"HTTP/1.1 200 OK\r\n" + rest))
        def ask(raw):
            said[0] = raw
            try:
                assert fetcher.fetch(web.url).raw
            except FetchError as error:
                assert str(error).isprintable() and len(str(error)) < 300

        ask()


@pytest.mark.parametrize("length", ["-5", "abc", "", "5x"])
def test_a_length_that_is_none_does_not_count(get, length):
    with speak(
        lambda _, c: c.sendall(answer("HTTP/1.1 200 OK", f"Content-Length: {length}", body=b"<p>All of it."))
    ) as web:
        assert get(web.url).raw == b"<p>All of it."


def test_what_follows_the_length_is_left(get):
    with speak(
        lambda _, c: c.sendall(answer("HTTP/1.1 200 OK", "Content-Length: 3", body=b"<p>and more"))
    ) as web:
        assert get(web.url).raw == b"<p>"


def test_a_connection_that_is_closed_or_cut_off_is_said_to_be(get):
    def cut(_, connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")

    with speak(lambda *_: None) as web:
        refused(lambda: get(web.url), "closes the connection without an answer")
    with speak(cut) as web:
        refused(lambda: get(web.url), "breaks the connection off")
    refused(lambda: get(web.url), "refuses the connection")


# -- encodings ----------------------------------------------------------------------------------


def deflated(raw: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(raw) + packer.flush()


TEXT = ARTICLE.encode() * 50


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("GZip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
        ("gzip", gzip.compress(TEXT) + b"\0\0 and something else"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", deflated(TEXT)),
        ("identity", TEXT),
        ("", TEXT),
        ("deflate, gzip", gzip.compress(zlib.compress(TEXT))),
        ("gzip, identity", gzip.compress(TEXT)),
    ],
)
def test_what_is_packed_is_unpacked(get, said, raw):
    with serve({"/": (200, {"Content-Encoding": said}, raw)}) as web:
        assert get(web.url).raw == TEXT


@pytest.mark.parametrize(
    ("said", "raw", "why"),
    [
        ("gzip", TEXT, "otherwise than its server says"),
        ("gzip", b"", "middle"),
        ("gzip", gzip.compress(TEXT)[:-20], "middle"),
        ("gzip", gzip.compress(TEXT)[:-1], "middle"),
        ("gzip", gzip.compress(TEXT)[:-8] + b"\0" * 8, "otherwise"),
        ("gzip", gzip.compress(TEXT) + gzip.compress(TEXT)[:-9], "middle"),
        ("gzip", zlib.compress(TEXT), "otherwise"),
        ("gzip", gzip.compress(b"") * 1000, "pieces"),
        ("deflate", TEXT, "otherwise"),
        ("deflate", gzip.compress(TEXT), "otherwise"),
        ("deflate", zlib.compress(TEXT)[:-6], "middle"),
        ("deflate", deflated(TEXT)[:-6], "middle"),
        ("br", b"whatever", "(br)"),
        ("gzip, br", gzip.compress(TEXT), "(br)"),
        ("aes128gcm\x1b[2J", b"whatever", "not asked for"),
        ("gzip, gzip, gzip", gzip.compress(TEXT), "packed 3 times"),
    ],
)
def test_what_is_packed_otherwise_than_said_is_refused(get, said, raw, why):
    with serve({"/": (200, {"Content-Encoding": said}, raw)}) as web:
        refused(lambda: get(web.url), why)


def nested(raw: bytes, times: int) -> bytes:
    for _ in range(times):
        raw = gzip.compress(raw)
    return raw


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("gzip", gzip.compress(b"\0" * 30_000_000)),
        ("deflate", zlib.compress(b"\0" * 30_000_000)),
        ("deflate", deflated(b"\0" * 30_000_000)),
        ("gzip, gzip", nested(b"\0" * 30_000_000, 2)),
        ("gzip", gzip.compress(b"\0" * 600_000) * 3),
    ],
)
def test_bombs_do_not_go_off(said, raw):
    import tracemalloc

    tracemalloc.start()
    try:
        refused(lambda: encodings.undo(raw, said, 1_000_000), "is larger than 1 MB")
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_a_bomb_from_a_server_is_refused(get):
    with serve({"/": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 5_000_000))}) as web:
        refused(lambda: get(web.url, most_bytes=1_000_000), "is larger than 1 MB")


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate"]), st.booleans())
def test_any_bytes_are_unpacked_or_refused(raw, said, cut):
    try:
        assert len(encodings.undo(raw, said, 50, cut=cut)) <= 50
    except FetchError as error:
        assert str(error).isprintable()


# -- statuses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (400, "status 400"), (401, "login"), (402, "paid"), (403, "not given to programs"),
        (404, "not there"), (410, "gone"), (451, "legal reasons"), (418, "status 418"), (999, "status 999"),
    ],
)  # fmt: skip
def test_a_refusal_is_said_in_plain_words(get, hours, status, why):
    with serve({"/": (status, HTML, "\x1b[2Jno")}) as web:
        refused(lambda: get(web.url), why, str(status))
        assert web.paths == ["/robots.txt", "/"]
    assert hours.slept == []


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_server_with_a_problem_is_asked_once_more(get, hours, status):
    answers = [(status, {}, ""), (200, HTML, ARTICLE)]
    with serve({"/": lambda _: answers.pop(0), "/never": (status, {}, "")}) as web:
        assert get(web.url).raw == ARTICLE.encode()
        refused(lambda: get(web.url + "/never"), "has a problem", str(status))
        assert web.paths.count("/never") == 2
    assert hours.slept == [1, 1]


def http_date(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)


def early(status: int, until: str | None):
    """An answer by hand, since the other server gives the time of the day as its Date."""
    lines = [f"HTTP/1.1 {status} Wait", f"Date: {http_date(NOON)}", "Content-Length: 0"]
    return answer(*lines, *([f"Retry-After: {until}"] if until is not None else []))


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("until", "seconds"),
    [("7", 7), ("0", 1), (http_date(NOON + timedelta(seconds=12)), 12), (http_date(NOON - timedelta(1)), 1),
     (None, 5), ("soon", 5), ("-3", 5), ("9" * 5000, 5)],
)  # fmt: skip
def test_who_asks_to_wait_is_waited_for(get, hours, status, until, seconds):
    answers = [early(status, until), answer("HTTP/1.1 200 OK", "Content-Length: 3", body=b"<p>")]
    with speak(lambda _, c: c.sendall(answers.pop(0))) as web:
        assert get(web.url).raw == b"<p>"
    assert hours.slept == [seconds]


@pytest.mark.parametrize(
    ("until", "slept", "why"),
    [
        ("31", [], "31 seconds"),
        ("3600", [], "60 minutes"),
        (http_date(NOON + timedelta(days=2)), [], "2880 minutes"),
        ("10", [10, 10], "10 seconds"),
        ("20", [20], "20 seconds"),
        (None, [5, 5], "status"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_nobody_is_waited_for_without_end(get, hours, status, until, slept, why):
    with speak(lambda _, c: c.sendall(early(status, until))) as web:
        refused(lambda: get(web.url), why, "try again")
    assert hours.slept == slept


def test_waiting_is_not_counted_as_the_servers_time(hours):
    answers = [(503, {"Retry-After": "25"}, ""), (200, HTML, ARTICLE)]
    with serve({"/": lambda _: answers.pop(0)}) as web:
        fetcher = Fetcher(allow_private=True, clock=hours.clock, sleep=hours.sleep, total=5)
        assert fetcher.fetch(web.url).raw == ARTICLE.encode()
    assert hours.slept == [25]


# -- robots.txt and the pace -----------------------------------------------------------------------


def with_robots(text: str | bytes, status: int = 200) -> dict:
    return {"/robots.txt": (status, {}, text), "/": (200, HTML, ARTICLE), "/private/a": (200, HTML, ARTICLE)}


def test_what_robots_txt_forbids_is_not_fetched(get):
    with serve(with_robots("User-agent: *\nDisallow: /private/\n")) as web:
        assert get(web.url).raw
        refused(lambda: get(web.url + "/private/a"), "robots.txt of 127.0.0.1 forbids it", "save the page")
        refused(lambda: get(web.url + "/x/../%70rivate/a"), "robots.txt")
        assert "/private/a" not in web.paths


def test_robots_txt_counts_where_a_redirect_leads(get):
    with (
        serve(with_robots("User-agent: briefgen\nDisallow: /")) as closed,
        serve({"/": (302, {"Location": f"{closed.url}/"}, "")}) as web,
    ):
        refused(lambda: get(web.url), "robots.txt")
        assert closed.paths == ["/robots.txt"]


def test_one_robots_txt_is_read_for_an_origin(hours):
    with serve(with_robots("User-agent: *\nAllow: /")) as web, serve(with_robots("")) as other:
        fetcher = Fetcher(allow_private=True, sleep=hours.sleep)
        for url in (web.url, web.url + "/private/a", other.url, web.url):
            fetcher.fetch(url)
        assert web.paths.count("/robots.txt") == other.paths.count("/robots.txt") == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204, 304])
def test_without_robots_txt_everything_is_allowed(get, status):
    with serve(with_robots("User-agent: *\nDisallow: /", status)) as web:
        assert get(web.url).raw


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_txt_that_cannot_be_read_forbids(hours, status):
    with serve(with_robots("", status)) as web:
        fetcher = Fetcher(allow_private=True, sleep=hours.sleep)
        for _ in range(2):
            refused(
                lambda: fetcher.fetch(web.url), "robots.txt of 127.0.0.1 can't be read", f"status {status}"
            )
        assert set(web.paths) == {"/robots.txt"} and len(web.paths) <= 3


def test_robots_txt_that_breaks_off_forbids(get):
    with serve({"/robots.txt": (200, {"Content-Encoding": "br"}, "x"), "/": (200, HTML, ARTICLE)}) as web:
        refused(lambda: get(web.url), "robots.txt of 127.0.0.1 can't be read")
        assert web.paths == ["/robots.txt"]


def test_robots_txt_may_be_elsewhere(get):
    hops = {f"/r{n}": (301, {"Location": f"/r{n + 1}"}, "") for n in range(10)}
    rules = (200, {}, "User-agent: *\nDisallow: /private/")
    pages = {**with_robots(""), **hops, "/robots.txt": (301, {"Location": "/r1"}, "")}
    with serve({**pages, "/r5": rules}) as web:
        refused(lambda: get(web.url + "/private/a"), "robots.txt")
    with serve({**pages, "/r6": rules}) as web:
        assert get(web.url + "/private/a").raw
        assert web.paths[:6] == ["/robots.txt", "/r1", "/r2", "/r3", "/r4", "/r5"]
        assert "/r6" not in web.paths


@pytest.mark.parametrize(
    "pack", [lambda raw: ({}, raw), lambda raw: ({"Content-Encoding": "gzip"}, gzip.compress(raw))]
)
def test_of_a_huge_robots_txt_the_beginning_counts(get, pack):
    head, line = b"User-agent: *\n", b"Disallow: /private-things\n"
    upto = b"Disallow: /private"
    filling = b"#" * (500_000 - len(head) - len(upto) - 1) + b"\n"
    assert (head + filling + line)[:500_000].endswith(upto)
    for text, allowed in [
        (head + filling + line, True),
        (head + b"Disallow: /private/\n" + filling * 2, False),
    ]:
        headers, raw = pack(text)
        with serve({**with_robots(""), "/robots.txt": (200, headers, raw)}) as web:
            if allowed:
                assert get(web.url + "/private/a").raw
            else:
                refused(lambda u=web.url: get(u + "/private/a"), "robots.txt")


def test_a_robots_txt_without_end_is_read_as_far_as_it_counts(get):
    said = b"User-agent: *\nDisallow: /private/\n"
    endless = forever(answer("HTTP/1.1 200 OK", body=said), b"# nothing\n")
    with speak(endless) as behind, serve({"/robots.txt": (302, {"Location": f"{behind.url}/r"}, "")}) as web:
        refused(lambda: get(web.url + "/private/a"), "robots.txt of 127.0.0.1 forbids it")


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        ("", "/", None),
        ("Disallow: /", "/", None),
        ("<!DOCTYPE html><p>Disallow: /</p>", "/", None),
        ("User-agent: *\nDisallow:", "/", None),
        ("User-agent: *\nDisallow: /", None, "/"),
        ("user-AGENT:*\ndisALLOW :/a # here", "/b", "/a/b"),
        ("\ufeffUser-agent: *\nDisallow: /a", "/b", "/a"),
        ("User-agent: *\r\n\r\nDisallow: /a\r\rDisallow: /c", "/b", "/c"),
        ("User-agent: other\nDisallow: /", "/", None),
        ("User-agent: briefgen\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", "/a"),
        ("User-agent: briefgen-news\nDisallow: /", "/", None),
        ("User-agent:\nDisallow: /", "/", None),
        ("User-agent: briefgen\nDisallow: /a\nUser-agent: briefgen\nDisallow: /b", "/c", "/b"),
        ("User-agent: other\nUser-agent: briefgen\nDisallow: /a", "/b", "/a"),
        ("User-agent: *\nSitemap: /s\nDisallow: /a", "/b", "/a"),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", "/other"),
        ("User-agent: *\nAllow: /\nDisallow: /private", "/news", "/private"),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", None),
        ("User-agent: *\nDisallow: /*/print", "/a", "/a/print?x"),
        ("User-agent: *\nDisallow: /*?", "/a", "/a?b"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?b", "/a.pdf"),
        ("User-agent: *\nDisallow: /a$", "/ab", "/a"),
        ("User-agent: *\nDisallow: /a*c$", "/abcd", "/abcc"),
        ("User-agent: *\nDisallow: /ab*ba$", "/aba", "/abba"),
        ("User-agent: *\nDisallow: /a$b", "/a", "/a$b"),
        ("User-agent: *\nDisallow: *", None, "/a"),
        ("User-agent: *\nDisallow: $", "/", None),
        ("User-agent: *\nDisallow: /f%c3%a4", "/f%C3%A3", "/f%C3%A4"),
        ("User-agent: *\nDisallow: /fä", "/f", "/f%C3%A4hre"),
        ("User-agent: *\nDisallow: /%7Eada/%61", "/~ada/b", "/~ada/a"),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", "/a%2fb"),
        ("User-agent: *\nDisallow: /a%2Ab", "/axb", "/a*b"),
        ("User-agent: *\nDisallow: a", "/a", None),
    ],
)  # fmt: skip
def test_robots_txt_is_read_as_the_standard_says(text, allowed, forbidden):
    rules = robots.parse(text.encode())
    assert allowed is None or rules.allows(allowed)
    assert forbidden is None or not rules.allows(forbidden)


@given(
    st.text("ab*$", max_size=8),
    st.text("ab", max_size=10),
)
def test_patterns_fit_what_the_same_as_regular_expressions_fit(pattern, path):
    pattern, target = "/" + pattern, "/" + path
    ends, body = pattern.endswith("$"), pattern.removesuffix("$")
    same = "".join(".*" if c == "*" else re.escape(c) for c in body) + ("$" if ends else "")
    fits = re.match(same, target) is not None
    assert robots.parse(f"User-agent: *\nDisallow: {pattern}".encode()).allows(target) != fits


def test_no_robots_txt_holds_a_run_up():
    rules = robots.parse(
        b"User-agent: *\n" + b"Disallow: /" + b"*a" * 240_000 + b"b\n" + b"Disallow: *a*b\n" * 1200
    )
    assert rules.allows("/" + "a" * 7000)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_robots_txt(raw):
    assert robots.parse(b"User-agent: *\nDisallow: " + raw).allows("/a") in (True, False)


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("", 1),
        ("User-agent: *\nCrawl-delay: 7", 7),
        ("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x", 2.5),
        ("User-agent: *\nCrawl-delay: 0", 1),
        ("User-agent: *\nCrawl-delay: 86400", 30),
        ("User-agent: *\nCrawl-delay: -5", 1),
        ("User-agent: *\nCrawl-delay: inf", 1),
        ("User-agent: other\nCrawl-delay: 9", 1),
    ],
)
def test_one_host_is_asked_as_often_as_it_wants(hours, text, pause):
    with serve({**with_robots(text), "/r": (302, {"Location": "/"}, "")}) as web:
        fetcher = Fetcher(allow_private=True, clock=hours.clock, sleep=hours.sleep, total=5)
        fetcher.fetch(web.url + "/r")
        assert hours.slept == []
        fetcher.fetch(web.url)
        assert hours.slept == [pause]
        hours.now += 0.5
        refused(lambda: fetcher.fetch(web.url + "/none"), "404")
        fetcher.fetch(web.url.replace("127.0.0.1", "localhost"))
        assert hours.slept == [pause, pause - 0.5]
