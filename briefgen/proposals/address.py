"""The address of a server, and whether it is this machine."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefgen.errors import ConfigError

DEFAULT = "http://127.0.0.1:11434/v1"
"""Where Ollama listens."""
_PLAIN = re.compile(r"[!-~]+")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_PATH = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/-]*")


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a server is."""

    url: str
    """Put together anew from its parts: what was looked at is what is asked."""
    host: str
    local: bool
    """Whether it is this machine."""
    secret: bool
    """Whether nobody between can read what is sent."""


def address(said: str) -> Address:
    """The address that somebody gives. Raises ConfigError where it is none of a server."""
    wrong = "is no address of a server: expected http://HOST:PORT/v1 or https://HOST/v1"
    if not _PLAIN.fullmatch(said) or "\\" in said:
        raise ConfigError(f"--base-url: {said!r} {wrong}")
    try:
        parts = urlsplit(said)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise ConfigError(f"--base-url: {wrong}") from None
    if "@" in parts.netloc:
        raise ConfigError(
            "--base-url: holds a name or a password: a key is given by the environment variable "
            "BRIEFGEN_LLM_KEY, and nowhere else"
        )
    if parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise ConfigError(f"--base-url: {said} {wrong}")
    number = _number(host)
    if not (number or _HOST.fullmatch(host)) or not _PATH.fullmatch(parts.path):
        raise ConfigError(f"--base-url: {said} {wrong}")
    name = host.rstrip(".")
    local = number.is_loopback if number else name == "localhost" or name.endswith(".localhost")
    shown = f"[{host}]" if number and number.version == 6 else host
    url = f"{parts.scheme}://{shown}{f':{port}' if port is not None else ''}{parts.path.rstrip('/')}"
    return Address(url=url, host=host, local=local, secret=local or parts.scheme == "https")


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return None
    return None if getattr(found, "scope_id", None) else found
