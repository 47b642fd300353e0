"""What the one who serves decides, and what a query of a stranger may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

#: Names under which a machine reaches itself.
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

#: What `nato-kg serve` holds in memory at most: some 300 MB.
MEMORY_QUADS: Final = 500_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query of a stranger may take. Above any of them it is refused or stopped, never cut short."""

    seconds: float = 10.0
    memory_mb: int = 512  # beside what a worker takes before its first query
    rows: int = 100_000  # rows of a SELECT, triples of a CONSTRUCT or DESCRIBE
    answer_bytes: int = 20_000_000
    query_bytes: int = 65_536
    nesting: int = 100  # brackets within brackets; 5,000 end the process
    chain: int = 1_000  # operators and alternatives that a parser nests one in the other
    tokens: int = 20_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How the graph is served. ``names`` are the hosts, beside the machine's own, by which it is reached."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: frozenset[str] = frozenset()
    language: str = "en"
    cors: bool = True
    workers: int = 2  # strangers' queries at a time
    waiting: int = 16  # and so many more may wait
    wait_seconds: float = 2.0  # for a free worker; then 503
    most_requests: int = 200  # to pages and the catalogue, at a time
    cache_bytes: int = 32_000_000  # of answers of the catalogue
    register: Path | None = None  # the House's register: what was promised aloud stands in the ledger's pages
    memory_quads: int = 0  # a graph of at most so many statements is held in memory, for pages and the catalogue
    warm: bool = False  # have pages ready before anyone asks; a rebuild then answers once its pages are ready
    limits: Limits = field(default_factory=Limits)

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a request's Host header may have."""
        return LOOPBACK | self.names
