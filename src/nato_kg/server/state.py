"""What all requests share: the graph that is published now, and what is counted and kept beside it.

``current`` is looked at on every request, so that a rebuild is picked up without restart; where the state is watched,
some times a second by a thread that has pages of the new graph ready before it takes the old one's place. Answers that
are being made go on with the graph that they began with; it closes when the last of them lets go.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from nato_kg import __version__
from nato_kg.errors import StoreError
from nato_kg.register import read_register
from nato_kg.server.answers import AnswerCache
from nato_kg.server.metrics import Metrics
from nato_kg.server.settings import Settings
from nato_kg.store import EmbeddedStore, hold_in_memory, open_store
from nato_kg.traverse import KnowledgeGraph

_MOST_GRAPHS: Final = 64
_WATCH_SECONDS: Final = 0.25


@dataclass(frozen=True, slots=True)
class Edition:
    """One published graph, opened for reading. ``version`` names it in ETags."""

    build: Path
    link: str  # what `current` says
    version: str
    store: EmbeddedStore
    graphs: OrderedDict[tuple[str, date], KnowledgeGraph] = field(default_factory=OrderedDict)


class State:
    """The settings, the graph that is published now, the answers kept, and the counts.

    ``register`` is what was promised aloud, read once. Raises :class:`~nato_kg.errors.StoreMissingError` when nothing
    was built in ``folder``, and :class:`~nato_kg.errors.RegisterError` for a register that cannot be read.
    """

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        self.folder = folder
        self.settings = settings or Settings()
        self.metrics = Metrics()
        self.answers = AnswerCache(self.settings.cache_bytes)
        self._lock = threading.Lock()
        self._link = str(folder / "current")
        self._edition = _open(folder, self.settings.memory_quads)
        self._watched = False
        self.register: Final = read_register(self.settings.register) if self.settings.register else ()
        self._registered = hashlib.sha256(repr(self.register).encode()).hexdigest()[:8] if self.register else ""

    @property
    def edition(self) -> Edition:
        """The graph that is published now; opened anew when ``current`` has moved.

        Where the new one cannot be opened, the old one goes on answering and ``store_errors`` counts.
        """
        return self._edition if self._watched else self._renew()

    def _renew(self, prepare: Callable[[Edition], None] | None = None) -> Edition:
        """Open what is published, if it is another graph; with ``prepare``, it takes its place once that is done."""
        try:
            link = os.readlink(self._link)  # noqa: PTH115 - on every request, and four times as fast
        except OSError:
            return self._edition  # no link at this moment: nothing newer to read
        if link == self._edition.link:
            return self._edition
        with self._lock if prepare is None else nullcontext():
            if link != self._edition.link:
                try:
                    opened = _open(self.folder, self.settings.memory_quads)
                    if prepare:
                        prepare(opened)
                    self._edition = opened
                    self.metrics.count("store_reloads")
                except StoreError:
                    self.metrics.count("store_errors")
        return self._edition

    @contextmanager
    def watched(self, prepare: Callable[[State], None]) -> Iterator[None]:
        """Look for rebuilds in a thread of its own until the end of the block.

        ``prepare`` makes pages: at the start, of a rebuild before it takes the old graph's place, and of a new day.
        """
        ended, self._watched = threading.Event(), True
        watch = threading.Thread(target=self._watch, args=(prepare, ended), name="watch", daemon=True)
        watch.start()
        try:
            yield
        finally:
            ended.set()
            self._watched = False
            watch.join()

    def _watch(self, prepare: Callable[[State], None], ended: threading.Event) -> None:
        def make_ready(edition: Edition) -> None:
            with suppress(Exception):  # what fails is told to those who ask for it
                prepare(_Shown(self, edition))

        day = None
        while not ended.is_set():
            today = date.today()
            if today != day:
                make_ready(self._edition)
                day = today
            self._renew(make_ready)
            ended.wait(_WATCH_SECONDS)

    @property
    def version(self) -> str:
        """What names the graph that is published now, with the register; another build, another version."""
        return self.edition.version + self._registered

    @property
    def store(self) -> EmbeddedStore:
        """The store that is published now, for pages and the catalogue (strangers' SPARQL goes to workers)."""
        return self.edition.store

    def graph(self, language: str | None = None, as_of: date | None = None) -> KnowledgeGraph:
        """The graph that is published now, with labels in ``language`` and statuses of the day ``as_of`` (today).

        Take it once a request and use it throughout, so that a rebuild in between does not mix two graphs.
        """
        key = (language or self.settings.language, as_of or date.today())
        edition = self.edition
        with self._lock:
            graph = edition.graphs.get(key)
            if graph is None:
                graph = KnowledgeGraph(edition.store, language=key[0], as_of=key[1])
                edition.graphs[key] = graph
                if len(edition.graphs) > _MOST_GRAPHS:
                    edition.graphs.popitem(last=False)
            return graph


class _Shown(State):
    """A state as it is once the graph given is the one that is published."""

    def __init__(self, state: State, edition: Edition) -> None:
        self.__dict__.update(state.__dict__)
        self._edition, self._watched = edition, True


def _open(folder: Path, memory_quads: int) -> Edition:
    """The graph that is published; asked again where a build comes between."""
    while True:
        current = folder / "current"
        link, build = _said(current), current.resolve()
        store = open_store(folder)
        if link == _said(current):
            if store.info.asserted + store.info.inferred <= memory_quads:
                store = hold_in_memory(store, build)
            made_of = f"{__version__} {build.name} ".encode() + (build / "build.json").read_bytes()
            return Edition(build, link, hashlib.sha256(made_of).hexdigest()[:16], store)


def _said(link: Path) -> str:
    return str(link.readlink()) if link.is_symlink() else ""
