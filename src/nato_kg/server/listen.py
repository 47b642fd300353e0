"""From settings to a server that listens."""

from __future__ import annotations

import logging
import socket
import sys
import webbrowser
from pathlib import Path
from typing import Final

import uvicorn

from nato_kg.errors import NetworkError, UsageError
from nato_kg.interface import load_interface
from nato_kg.server.app import make_app
from nato_kg.server.settings import LOOPBACK, Settings

#: A query of 64 kB in an address, three characters a byte.
_MOST_HEADER_BYTES: Final = 262_144


def listen(store_folder: Path, settings: Settings, *, browser: bool = False) -> None:
    """Serve until interrupted. One process: the workers do the heavy work, and uvicorn's own workers are slower.

    Raises :class:`~nato_kg.errors.UsageError` for an address that others reach without a name for it, and
    :class:`~nato_kg.errors.NetworkError` when the port is taken.
    """
    if settings.host not in LOOPBACK and not settings.names:
        raise UsageError(
            f"on {settings.host} others can reach this", hint="say by which name: --hostname graph.example.org"
        )
    app = make_app(store_folder, settings)
    bound = _bind(settings)
    _log_to_standard_error()
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{bound.getsockname()[1]}/"
    print(load_interface(settings.language).say("serving", folder=store_folder, address=address), flush=True)
    if browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        h11_max_incomplete_event_size=_MOST_HEADER_BYTES,
        timeout_graceful_shutdown=int(settings.limits.seconds) + 1,
    )
    with bound:
        uvicorn.Server(config).run(sockets=[bound])


def _bind(settings: Settings) -> socket.socket:
    """A socket that listens. It names its protocol, or asyncio sends small answers 40 ms late (no TCP_NODELAY)."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((settings.host, settings.port))
        bound.listen(512)
    except OSError as error:
        bound.close()
        raise NetworkError(
            f"{settings.host}:{settings.port} cannot be listened on: {error.strerror}",
            identifier=settings.host,
            hint="name another --port",
        ) from error
    return bound


def _log_to_standard_error() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    log = logging.getLogger("nato_kg")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
