"""From a host's name to the addresses that a connection may go to.

Anybody can point a name anywhere, but none must lead into the network of whoever runs briefgen. So names are
resolved here, every address that comes out is judged, and the connection is made to one of them, not to the
name: between the judgement and the connection nothing is looked up again. How an address is written
(`2130706433`, `0x7f.1`, `localhost.`) makes no difference, since what counts is what it resolves to.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from briefgen.web.answers import NoConnection

IPAddress = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

_NOT_PUBLIC_4 = [ip_network(n) for n in ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10")]
_ROUTED_6 = ip_network("2000::/3")
_NOT_PUBLIC_6 = [ip_network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
"""Teredo and other protocols of the IETF, documentation, 6to4: some hold an IPv4 address that a gateway would
take for the goal."""
_NAT64 = ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a host, in the system's order. How long it may take is the system's matter too."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: IPAddress) -> bool:
    """Whether it belongs to one machine somewhere in the public internet.

    The tables of older Pythons lack some networks, so what is special is told here as well. Networks that
    reach IPv4 through NAT64 give every host such an address: it counts as the one that it holds.
    """
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _ROUTED_6 or any(address in n for n in _NOT_PUBLIC_6):
            return False
    elif any(address in n for n in _NOT_PUBLIC_4):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def places(
    host: str, port: int, *, resolve: Resolve, is_public: Callable[[IPAddress], bool]
) -> tuple[IPAddress, ...]:
    """The addresses to connect to for a host.

    Raises NoConnection where there is none, or where one of them is not public.
    """
    try:
        found = tuple(ip_address(text) for text in resolve(host, port))
    except (OSError, UnicodeError):
        raise NoConnection(f"there is no host {host}, or its name can't be looked up now") from None
    except ValueError:
        found = ()
    if not found:
        raise NoConnection(f"the host {host} has no address that can be used")
    if not all(map(is_public, found)):
        raise NoConnection(
            f"the host {host} is this machine or in a private network: if you mean it, give --allow-private"
        )
    return found
