"""Where the official services are, and which addresses are visited: those of the publishers and no others."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from nato_kg.errors import AddressError, UsageError

# The publishers' domains; their files lie on hosts below them.
PUBLISHERS = ("overheid.nl", "officielebekendmakingen.nl", "tweedekamer.nl")
SEARCH_VARIABLE = "NATO_KG_SRU"
REGISTER_VARIABLE = "NATO_KG_ODATA"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PLAIN = re.compile(r"[!-~]{1,2000}")


@dataclass(frozen=True, slots=True)
class Services:
    """The addresses of the search for official publications (SRU 2.0) and of the register of commitments (OData 4).

    Raises UsageError for an address that is neither https nor on this machine.
    """

    search: str = "https://repository.overheid.nl/sru"
    register: str = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/Toezegging"

    def __post_init__(self) -> None:
        for address in (self.search, self.register):
            parts = _split(address)
            if parts is None or not (parts.scheme == "https" or _is_local(parts)):
                raise UsageError(
                    f"'{address}' is no address of a service",
                    identifier=address,
                    hint=f"give https://… in {SEARCH_VARIABLE} and {REGISTER_VARIABLE}, or leave them out",
                )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Services:
        """The official services, or the mirrors that NATO_KG_SRU and NATO_KG_ODATA name."""
        official = cls()
        return cls(
            environment.get(SEARCH_VARIABLE) or official.search, environment.get(REGISTER_VARIABLE) or official.register
        )

    @property
    def origins(self) -> frozenset[tuple[str, str]]:
        """Scheme and host with port of both services."""
        return frozenset((parts.scheme, parts.netloc) for parts in map(urlsplit, (self.search, self.register)))


def check_address(address: str, services: Services) -> str:
    """The address, with https where a publisher's own is written with http.

    Raises AddressError for every address that is neither a publisher's nor at one of the services.
    """
    parts = _split(address)
    if parts is not None:
        if (parts.scheme, parts.netloc) in services.origins:
            return address
        ours = any(parts.netloc == name or parts.netloc.endswith(f".{name}") for name in PUBLISHERS)
        if ours and parts.scheme in ("http", "https"):
            return parts._replace(scheme="https").geturl()
    shown = address if len(address) <= 200 else f"{address[:200]}…"
    raise AddressError(
        f"{shown!r} is not visited",
        identifier=address,
        hint=f"only https addresses of {', '.join(PUBLISHERS)} are; report this if the services have moved",
    )


def host_of(address: str) -> str:
    """The host of an address, for messages."""
    return urlsplit(address).hostname or address


def _split(address: str) -> SplitResult | None:
    """The parts of an absolute address without user and without characters that no address has."""
    if not _PLAIN.fullmatch(address) or "\\" in address:
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    if not parts.hostname or "@" in parts.netloc:
        return None
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower().removesuffix(":443"))


def _is_local(parts: SplitResult) -> bool:
    return parts.scheme == "http" and parts.hostname in _LOOPBACK
