"""A server that speaks the chat-completions protocol and says what a test wants: real sockets, no network.

with serve(lambda asked: completion({"positions": []})) as model:
    briefgen("propose", "--base-url", model.url)
    assert model.asked[0].sentences["A1"] == "The pier at Torr stays shut"
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LISTS = ("positions", "roles", "open_issues", "disagreements")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request that came in."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The user's message."""
        return self.body["messages"][1]["content"]

    @property
    def parts(self) -> list[str]:
        """What is asked for."""
        return self.body["response_format"]["json_schema"]["schema"]["required"]

    @property
    def sentences(self) -> dict[str, str]:
        """By mark, as a reader who keeps to the delimiters sees them."""
        nonce = re.match(r"The lists stand between lines with (\w+)", self.text)[1]
        _, _, rest = self.text.partition(f"\n<sentences {nonce}>\n")
        lines, _, _ = rest.partition(f"\n</sentences {nonce}>\n")
        return dict(line.split(": ", 1) for line in lines.split("\n"))

    def mark(self, words: str) -> str:
        """That of the one sentence with these words; empty where there is none."""
        return next((mark for mark, text in self.sentences.items() if words in text), "")


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the server does."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    after: float = 0.0
    """Seconds that it thinks."""
    breaks_off: bool = False
    """Whether the connection ends in the middle of the body."""


Play = Callable[[Asked], Reply]


def completion(said: Any, finish: str = "stop", **message: Any) -> Reply:
    """An answer: what is to be JSON, or a text."""
    text = said if isinstance(said, str) or said is None else json.dumps(said)
    own = {"role": "assistant", "content": text, **message}
    return as_json(
        {"object": "chat.completion", "choices": [{"index": 0, "message": own, "finish_reason": finish}]}
    )


def as_json(said: Any, status: int = 200, **headers: str) -> Reply:
    """Some JSON."""
    return Reply(
        status=status, headers={"Content-Type": "application/json", **headers}, body=json.dumps(said).encode()
    )


def lists(asked: Asked, **entries: list[Any]) -> Reply:
    """These entries, and empty lists for whatever else is asked for."""
    return completion({part: entries.get(part, []) for part in asked.parts})


@dataclass(kw_only=True)
class ScriptedModel:
    """The server, and what it was asked."""

    port: int
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What is given as --base-url."""
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def serve(play: Play, models: tuple[str, ...] = ("scripted",)) -> Iterator[ScriptedModel]:
    """A model that plays this part."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            data = [{"id": name, "object": "model"} for name in models]
            self._send(
                as_json({"object": "list", "data": data}) if self.path == "/v1/models" else Reply(status=404)
            )

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = Asked(path=self.path, headers={k.lower(): v for k, v in self.headers.items()}, body=body)
            model.asked.append(asked)
            self._send(play(asked))

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.after)
            with suppress(OSError):  # whoever asked has gone
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body[: len(reply.body) // 2] if reply.breaks_off else reply.body)
                self.wfile.flush()
            if reply.breaks_off:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model = ScriptedModel(port=server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
