"""One stranger cannot take all workers, and the next one gets a turn."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from nato_kg.errors import BusyError
from nato_kg.server import Settings
from nato_kg.server.clients import Clients, client_of

ONE, OTHER = "192.0.2.1", "192.0.2.2"
SETTINGS = Settings(workers=3, wait_seconds=0.05)


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("127.0.0.1", None),
        ("::1", None),
        ("", None),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_its_address_or_its_network(address: str, client: str | None) -> None:
    assert client_of(address) == client


async def fill(clients: Clients, address: str, stack: AsyncExitStack, most: int = 10) -> int:
    """Turns that a client gets at a time."""
    for number in range(most):
        try:
            await stack.enter_async_context(clients.turn(address))
        except BusyError:
            return number
    return most


def test_a_client_leaves_a_worker_to_others() -> None:
    async def run() -> list[int]:
        clients = Clients(SETTINGS)
        async with AsyncExitStack() as stack:
            found = [await fill(clients, ONE, stack), await fill(clients, OTHER, stack)]
        async with AsyncExitStack() as stack:
            return [*found, await fill(clients, ONE, stack)]

    assert asyncio.run(run()) == [2, 2, 2]


def test_this_machine_is_not_limited() -> None:
    async def run() -> int:
        async with AsyncExitStack() as stack:
            return await fill(Clients(SETTINGS), "127.0.0.1", stack)

    assert asyncio.run(run()) == 10


def test_who_waits_gets_the_turn_that_comes_free_and_too_many_are_sent_away_at_once() -> None:
    async def run() -> list[str]:
        clients = Clients(Settings(workers=2, wait_seconds=5))
        told: list[str] = []

        async def ask(name: str) -> None:
            try:
                async with clients.turn(ONE):
                    await asyncio.sleep(0.01)
                    told.append(name)
            except BusyError:
                told.append(f"{name} was sent away")

        await asyncio.gather(*(ask(str(number)) for number in range(7)))
        return told

    assert asyncio.run(run()) == ["5 was sent away", "6 was sent away", "0", "1", "2", "3", "4"]


def test_clients_that_left_are_forgotten() -> None:
    async def run() -> int:
        clients = Clients(SETTINGS)
        for number in range(100):
            async with clients.turn(f"192.0.2.{number}"):
                pass
        return len(clients._queues)

    assert asyncio.run(run()) == 0
