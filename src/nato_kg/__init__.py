"""nato-kg: a knowledge graph of defence policy, from ministers' letters to parliament.

>>> from nato_kg import KnowledgeGraph
>>> kg = KnowledgeGraph.open()  # the graph that `nato-kg build` made
>>> kg.find("EUFOR Althea").decisions
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "AmbiguousNameError",
    "KnowledgeGraph",
    "NatoKgError",
    "UnknownNameError",
    "read_letter",
]

if TYPE_CHECKING:
    from nato_kg.errors import AmbiguousNameError, NatoKgError, UnknownNameError
    from nato_kg.readers import read_letter
    from nato_kg.traverse import KnowledgeGraph

_HOMES = {
    "AmbiguousNameError": "nato_kg.errors",
    "KnowledgeGraph": "nato_kg.traverse",
    "NatoKgError": "nato_kg.errors",
    "UnknownNameError": "nato_kg.errors",
    "read_letter": "nato_kg.readers",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used (PEP 562), so that the command line starts fast."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nato_kg' has no attribute '{name}'")
