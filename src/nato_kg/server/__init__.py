"""A built graph on the web: pages for people, SPARQL and JSON for programs, safe towards strangers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["Limits", "Settings", "State", "make_app"]

if TYPE_CHECKING:
    from nato_kg.server.app import make_app
    from nato_kg.server.settings import Limits, Settings
    from nato_kg.server.state import State

_HOMES = {
    "Limits": "nato_kg.server.settings",
    "Settings": "nato_kg.server.settings",
    "State": "nato_kg.server.state",
    "make_app": "nato_kg.server.app",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: a worker process loads none of them, and so starts fast."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nato_kg.server' has no attribute '{name}'")
