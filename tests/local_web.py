"""A web server on this machine, for tests: real sockets, invented pages, no network.

    with serve({"/": (200, {"Content-Type": "text/html"}, "<p>Hello")}) as web:
        Fetcher(allow_private=True).fetch(web.url + "/")
        assert web.paths == ["/robots.txt", "/"]

`serve` speaks HTTP as it should be; `speak` says whatever bytes a test wants.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = tuple[int, Mapping[str, str], str | bytes]
"""Status, headers and body."""
Pages = Mapping[str, "Page | Callable[[Asked], Page]"]
"""By path, with its query; a function makes one from what is asked."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request that came in."""

    path: str
    headers: Mapping[str, str]


@dataclass(kw_only=True)
class LocalWeb:
    """A server that runs, and what it was asked."""

    port: int
    scheme: str = "http"
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.path for request in self.asked]


@contextmanager
def serve(pages: Pages, tls: ssl.SSLContext | None = None) -> Iterator[LocalWeb]:
    """Serve these pages; every other path is answered with 404."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            request = Asked(path=self.path, headers=self.headers)
            web.asked.append(request)
            page = pages.get(self.path, (404, {}, "not here"))
            status, headers, body = page(request) if callable(page) else page
            raw = body.encode() if isinstance(body, str) else body
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "content-length" not in {name.lower() for name in headers} and status not in (204, 304):
                self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            with suppress(OSError):  # the other side may have had enough
                self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    web = LocalWeb(port=server.server_address[1], scheme="https" if tls else "http")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def speak(say: Callable[[str, socket.socket], None]) -> Iterator[LocalWeb]:
    """Let `say(path, connection)` answer each request by hand; then the connection is closed.

    robots.txt is answered with 404.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    web = LocalWeb(port=listening.getsockname()[1])

    def answer(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            head = b""
            while b"\r\n\r\n" not in head:
                got = connection.recv(65536)
                if not got:
                    return
                head += got
            path = head.split(b" ", 2)[1].decode("latin-1")
            web.asked.append(Asked(path=path, headers={}))
            if path == "/robots.txt":
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            else:
                say(path, connection)

    def listen() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
