"""Turns of strangers at the workers: one client, by its address, never has all of them."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from nato_kg.errors import BusyError
from nato_kg.server.settings import Settings

_MOST_WAITING: Final = 4  # queries of one client beside those that run


@dataclass(slots=True)
class _Queue:
    """The queries of one client."""

    turns: asyncio.Semaphore
    inside: int = 0


class Clients:
    """Who asks. The machine itself is not limited: behind a proxy that names no clients, everyone would be one."""

    def __init__(self, settings: Settings) -> None:
        self._most = max(1, settings.workers - 1)
        self._wait_seconds = settings.wait_seconds
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """A turn of the client at this address, for as long as the block lasts.

        Raises :class:`~nato_kg.errors.BusyError` when it has as many queries as it may, and the first of them does not
        end in time.
        """
        client = client_of(address)
        if client is None:
            yield
            return
        queue = self._queues.setdefault(client, _Queue(asyncio.Semaphore(self._most)))
        if queue.inside >= self._most + _MOST_WAITING:
            raise self._busy()
        queue.inside += 1
        try:
            try:
                await asyncio.wait_for(queue.turns.acquire(), self._wait_seconds)
            except TimeoutError:
                raise self._busy() from None
            try:
                yield
            finally:
                queue.turns.release()
        finally:
            queue.inside -= 1
            if not queue.inside:
                self._queues.pop(client, None)

    def _busy(self) -> BusyError:
        one = "one query runs" if self._most == 1 else f"{self._most} queries run"
        return BusyError(f"of one client {one} at a time", hint="wait for the last answer before you ask again")


def client_of(address: str) -> str | None:
    """What stands for a client: its address, of IPv6 the network of its house (64 bits); none for this machine."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address or None
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback:
        return None
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
