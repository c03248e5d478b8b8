"""Asks a server that speaks the chat-completions protocol. The only module that knows the client library.

A request has messages and the schema of the answer, and no tools. No redirect is followed: what an analyst
allowed to go to one address goes to no other. The key stands in one header and nowhere else; of what a server
says of an error nothing is shown, because it may repeat the key.
"""

from __future__ import annotations

import json
import logging
import os
import re
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from briefgen import __version__
from briefgen.errors import ConfigError, MissingExtra, UserError
from briefgen.proposals.address import Address
from briefgen.proposals.prompt import Asked

KEY = "BRIEFGEN_LLM_KEY"
"""The environment variable with the key, of a server that wants one."""
NO_KEY = "none"
_KEY = re.compile(r"[!-~]{1,4096}")
_TRIES = 3
"""So often a request is sent again that a server could not answer, later each time."""
_LARGEST = 8_000_000
"""Bytes of a reply; what goes on is no answer."""
_HEADERS = frozenset({
    "host", "accept", "accept-encoding", "connection", "content-type", "content-length", "authorization",
    "user-agent", "x-stainless-raw-response",
})  # fmt: skip
"""What is sent besides the request itself. The library would add words on the machine; of those that it adds
it needs the last, which says only how it reads the reply.
"""
_LOGGERS = ("openai", "httpx", "httpx2", "httpcore", "httpcore2")
"""Whoever would log what is sent and, at OPENAI_LOG=debug, all that a server replies."""
_MODEL = re.compile(r"\S(?:.{0,198}\S)?")
Outcome = Literal["answer", "cut", "refused", "empty"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a model answers."""

    text: str = ""
    how: Outcome = "answer"


class ServerError(UserError):
    """The server gave no answer. The message is ours."""

    def __init__(self, said: str, *, lasting: bool) -> None:
        super().__init__(said)
        self.lasting = lasting
        """Whether each other request would end the same way."""


class Client:
    """One server."""

    def __init__(self, address: Address, timeout: float) -> None:
        """`timeout`: seconds that an answer is waited for.

        Raises MissingExtra where the library is not installed, ConfigError where the key can't be one.
        """
        self._at, self._timeout = address, timeout
        self._key = os.environ.get(KEY, "").strip() or NO_KEY
        if not _KEY.fullmatch(self._key):
            raise ConfigError(f"{KEY} holds characters that no key has")
        try:
            import openai
        except ImportError:
            raise MissingExtra('briefgen propose needs a package: pip install "briefgen[llm]"') from None
        self._library = openai
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        http = openai.DefaultHttpxClient(
            follow_redirects=False, trust_env=not address.local, timeout=timeout,
            event_hooks={"request": [self._bare]},
        )  # fmt: skip
        self._server: Any = openai.OpenAI(
            api_key=self._key, base_url=address.url, timeout=timeout, max_retries=_TRIES, http_client=http
        )
        # It would take these from the environment, where they are meant for another server.
        self._server.organization = self._server.project = None
        self._extra: dict[str, Any] = {"temperature": 0}
        self._most = "max_tokens"

    def __repr__(self) -> str:
        return f"Client({self._at.url!r})"

    def close(self) -> None:
        """Nothing more is asked of it."""
        self._server.close()

    def models(self) -> tuple[str, ...]:
        """Names of the models that the server has. Raises ServerError."""
        said = self._reply(self._server.models.with_streaming_response.list)
        found = said.get("data") if isinstance(said, Mapping) else None
        names = [m.get("id") for m in found if isinstance(m, Mapping)] if isinstance(found, list) else []
        return tuple(n for n in names if isinstance(n, str) and is_model(n) and self._clean(n) == n)

    def ask(self, model: str, asked: Asked, most: int) -> Answer:
        """The answer to a request. `most`: tokens that it may have.

        Raises ServerError where there is none after all tries.
        """
        schema = {"name": "proposals", "strict": True, "schema": asked.schema}
        for _ in range(_TRIES):  # a server may know neither of two words
            send = partial(
                self._server.chat.completions.with_streaming_response.create,
                model=model, messages=list(asked.messages),
                response_format={"type": "json_schema", "json_schema": schema},
                **{self._most: most}, **self._extra,
            )  # fmt: skip
            try:
                said = self._reply(send)
            except _Unknown as error:
                if not self._without(error.words):
                    raise self._told(400, error.words) from None
            else:
                return self._answer(said)
        raise self._told(400, "")

    # -- what is sent

    def _bare(self, request: Any) -> None:
        """Leave out of a request what the server need not know."""
        for name in list(request.headers):
            if name.lower() not in _HEADERS:
                del request.headers[name]
        request.headers["accept-encoding"] = "identity"
        request.headers["user-agent"] = f"briefgen/{__version__}"
        request.headers["authorization"] = f"Bearer {self._key}"

    def _without(self, words: str) -> bool:
        """Whether the request can be put in another way, which it is from now on."""
        if self._most == "max_tokens" and "max_tokens" in words:
            self._most = "max_completion_tokens"
        elif "temperature" in self._extra and "temperature" in words:
            del self._extra["temperature"]
        else:
            return False
        return True

    # -- what comes back

    def _reply(self, send: Callable[[], AbstractContextManager[Any]]) -> Any:
        """What a server replies, as JSON. Raises ServerError and _Unknown."""
        lib = self._library
        for turn in range(_TRIES):
            try:
                with send() as response:
                    return json.loads(self._read(response))
            except lib.APITimeoutError:
                raise self._slow() from None
            except lib.APIConnectionError:
                raise ServerError(
                    f"{self._at.url}: no connection: does the server run there? (--base-url)", lasting=False
                ) from None
            except lib.BadRequestError as error:
                raise _Unknown(_words(error)) from None
            except lib.APIStatusError as error:
                raise self._told(error.status_code, _words(error)) from None
            except _Slow:
                raise self._slow() from None
            except (_Broken, ValueError, RecursionError):
                if turn < _TRIES - 1:
                    time.sleep(2.0**turn / 2)
            except lib.OpenAIError:
                break
        raise ServerError(
            f"{self._at.url}: replies with what is no chat completion: is the address right? (--base-url)",
            lasting=False,
        )

    def _read(self, response: Any) -> bytes:
        """The bytes of a reply. Raises _Broken where they end early or never, _Slow."""
        found = bytearray()
        until = time.monotonic() + self._timeout
        try:
            for chunk in response.iter_bytes():
                found += chunk
                if len(found) > _LARGEST:
                    break
                if time.monotonic() > until:
                    raise _Slow
        except _Slow:
            raise
        except Exception:  # the library below has another name in each version of that above
            raise _Broken from None
        if len(found) > _LARGEST:
            raise _Broken
        return bytes(found)

    def _answer(self, said: Any) -> Answer:
        """Raises ServerError where it is no chat completion."""
        try:
            choice = said["choices"][0]
            message, why = choice["message"], choice.get("finish_reason")
            text, refusal = message.get("content"), message.get("refusal")
        except (TypeError, LookupError, AttributeError):
            raise ServerError(
                f"{self._at.url}: replies with what is no chat completion: is the address right? "
                "(--base-url)", lasting=False,
            ) from None  # fmt: skip
        if why == "length":
            return Answer(how="cut")
        if refusal or why == "content_filter":
            return Answer(how="refused")
        if not isinstance(text, str) or not text.strip():
            return Answer(how="empty")
        return Answer(text=self._clean(text))

    def _clean(self, text: str) -> str:
        """A model's words without the key, should a server have put it there."""
        return text.replace(self._key, "…") if self._key != NO_KEY else text

    def _slow(self) -> ServerError:
        return ServerError(
            f"{self._at.url}: no answer within {self._timeout:g} seconds: give it more with --timeout, or "
            "smaller requests with --context", lasting=False,
        )  # fmt: skip

    def _told(self, status: int, words: str) -> ServerError:
        """What an HTTP status means, and what to do."""
        lasting = not (status in (408, 409, 429) or status >= 500)
        return ServerError(f"{self._at.url}: {self._why(status, words)} (HTTP {status})", lasting=lasting)

    def _why(self, status: int, words: str) -> str:
        if 300 <= status < 400:
            return "sends to another address, which is not followed: give the right one with --base-url"
        if status in (401, 403):
            return (
                f"wants a key: set the environment variable {KEY}"
                if self._key == NO_KEY
                else f"does not take the key in {KEY}"
            )
        if status == 404:
            return "nothing is there, or no model of this name: see --base-url and --model"
        if status == 429:
            return "too many requests, or more than was paid for: wait, then run the command again"
        if status >= 500 or status in (408, 409):
            return "the server has trouble: run the command again later"
        if "schema" in words or "response_format" in words:
            return (
                "this server, or this model, can't keep to a JSON schema, without which nothing is asked: "
                "take another"
            )
        if status == 413 or "context" in words or "too long" in words or "too large" in words:
            return "the request is too long for this model: give a smaller --context"
        return "refuses the request: is it a server for chat completions, and the model one for chats?"


class _Unknown(Exception):
    """The server does not understand the request."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class _Broken(Exception):
    """The reply ends early, or never."""


class _Slow(Exception):
    """The reply does not end in time."""


def _words(error: Any) -> str:
    """What a server says of an error, to look words up in, never to be shown."""
    return f"{getattr(error, 'message', '')} {getattr(error, 'body', '')}"[:4000].lower()


def is_model(name: str) -> bool:
    """Whether it can be the name of a model: a line without what could steer a terminal."""
    return _MODEL.fullmatch(name) is not None and name.isprintable()
