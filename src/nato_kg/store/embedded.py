"""Oxigraph on disk, published atomically.

A store folder holds ``builds/{number}/`` (each with ``store/``, the sorted N-Quads ``graph.nq``, ``build.json``, and
the texts of letters in ``texts.zip``), ``current`` (a symbolic link to one of them) and ``writer.lock``. A build writes
a new folder and then renames the link, so that readers of the old build keep answering and a killed build leaves
nothing behind that anyone reads.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from nato_kg.document import LetterText
from nato_kg.errors import StoreError, StoreLockedError, StoreMissingError, UsageError
from nato_kg.namespaces import PREFIXES, nkg
from nato_kg.store.texts import LetterTexts, write_texts

_QUADS: Final = "graph.nq"


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """What a build made: counts for people, and from what, for programs. Written beside the graph as JSON."""

    version: str
    reasoner: str
    letters: Mapping[str, str]  # letter id -> coverage
    asserted: int
    inferred: int
    unverified: int
    violations: int
    forced: bool
    inputs: Mapping[str, str] = field(default_factory=dict)  # file name -> SHA-256
    texts: int = 0  # letters whose text is kept


class EmbeddedStore:
    """A published graph, opened read-only, with the texts of letters that stand beside it.

    Queries see the union of all named graphs as their default graph. ``file`` is the build's sorted N-Quads, if there.
    """

    def __init__(
        self,
        store: Store,
        info: BuildInfo,
        folder: Path,
        texts: LetterTexts | None = None,
        file: Path | None = None,
    ) -> None:
        self.store = store
        self.info = info
        self.folder = folder
        self.texts = texts or LetterTexts(folder)
        self.file = file

    def query(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Run a SPARQL 1.1 query; our prefixes need no declaration.

        Raises :class:`~nato_kg.errors.UsageError` with line and column when it is no valid query.
        """
        try:
            return self.store.query(sparql, use_default_graph_as_union=True, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise UsageError(f"no valid SPARQL: {error.msg}", hint="mend the query at that place") from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the query failed: {error}", path=self.folder) from error

    def by_subject(self) -> Iterator[Quad]:
        """What every thing and record is said to be, the quads of one subject together.

        They come from the build's sorted N-Quads, which is four times faster than the store, where they are there.
        """
        if self.file is not None and self.file.is_file():
            return parse(path=str(self.file), format=RdfFormat.N_QUADS)
        kinds = self.store.quads_for_pattern(None, NamedNode(nkg("kind")), None)
        subjects = sorted({quad.subject for quad in kinds}, key=str)
        return (quad for subject in subjects for quad in self.store.quads_for_pattern(subject, None, None))

    def select(self, sparql: str) -> QuerySolutions:
        """Run a SELECT query; another form raises :class:`~nato_kg.errors.UsageError`."""
        answer = self.query(sparql)
        if not isinstance(answer, QuerySolutions):
            raise UsageError("this is no SELECT query", hint="begin it with SELECT")
        return answer


def open_store(folder: Path) -> EmbeddedStore:
    """Open the graph that is published in ``folder``.

    Raises :class:`~nato_kg.errors.StoreMissingError` when nothing was built there, and
    :class:`~nato_kg.errors.StoreError` when it cannot be opened.
    """
    current = folder / "current"
    while True:
        if not current.exists():
            raise StoreMissingError(
                "there is no graph yet", path=folder, hint="run 'nato-kg build' first, or name another --store"
            )
        build = current.resolve()
        try:
            info = BuildInfo(**json.loads((build / "build.json").read_text(encoding="utf-8")))
            return EmbeddedStore(
                Store.read_only(str(build / "store")), info, folder, LetterTexts(build), build / _QUADS
            )
        except (OSError, RuntimeError, ValueError, TypeError) as error:
            if build != current.resolve():
                continue  # newer builds took its place, and this one away
            raise StoreError(
                f"the graph cannot be opened: {error}", path=build, hint="run 'nato-kg build' again"
            ) from error


def hold_in_memory(store: EmbeddedStore, build: Path) -> EmbeddedStore:
    """The graph of the folder of a build in memory, where questions take a half to a quarter of the time.

    It takes about 600 bytes a statement. Raises :class:`~nato_kg.errors.StoreError` when it cannot be read.
    """
    held = Store()
    try:
        held.bulk_load(path=str(build / _QUADS), format=RdfFormat.N_QUADS)
    except (OSError, SyntaxError) as error:
        raise StoreError(
            f"the graph cannot be read: {error}", path=build / _QUADS, hint="run 'nato-kg build' again"
        ) from error
    return EmbeddedStore(held, store.info, store.folder, store.texts, build / _QUADS)


def publish(
    folder: Path, graphs: Mapping[str, Iterable[Triple]], info: BuildInfo, texts: Iterable[LetterText] = ()
) -> Path:
    """Write the named graphs, and texts of letters, as a new build and make it the current one.

    Returns the build's folder.

    Raises :class:`~nato_kg.errors.StoreLockedError` while another process writes, and
    :class:`~nato_kg.errors.StoreError` when the disk refuses; the current build then stays as it was.
    """
    quads = sorted(
        (
            Quad(t.subject, t.predicate, t.object, NamedNode(graph))
            for graph, triples in graphs.items()
            for t in triples
        ),
        key=str,
    )
    with _writing(folder):
        try:
            build, previous = _new_build(folder), (folder / "current").resolve()
            write_texts(build, texts)
            _write_build(build, quads, info)
            _switch(folder, build)
            _clean(folder, keep={build.name, previous.name})
        except OSError as error:
            raise StoreError(
                f"the graph cannot be written: {error}", path=folder, hint="free disk space or name another --store"
            ) from error
    return build


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Hold the one writer's lock. The kernel lets go of it when the process ends, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "writer.lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error}", path=folder, hint="name another --store") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise StoreLockedError(
                f"another build is writing here (process {lock.read().strip() or 'unknown'})",
                path=folder,
                hint="wait for it to end, or name another --store",
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _new_build(folder: Path) -> Path:
    builds = folder / "builds"
    builds.mkdir(exist_ok=True)
    last = max((int(path.name) for path in builds.iterdir() if path.name.isdigit()), default=0)
    build = builds / f"{last + 1:06d}"
    build.mkdir()
    return build


def _write_build(build: Path, quads: list[Quad], info: BuildInfo) -> None:
    store = Store(str(build / "store"))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
    del store
    serialize(quads, str(build / _QUADS), RdfFormat.N_QUADS)
    text = json.dumps(asdict(info), indent=2, sort_keys=True, ensure_ascii=False)
    (build / "build.json").write_text(text + "\n", encoding="utf-8")
    for path in sorted(build.rglob("*")):
        _sync(path)
    _sync(build)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _switch(folder: Path, build: Path) -> None:
    link = folder / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(build.relative_to(folder))
    link.rename(folder / "current")
    _sync(folder)


def _clean(folder: Path, keep: Collection[str]) -> None:
    """Remove older builds and what killed ones left; the previous one stays for readers that have it open."""
    for path in (folder / "builds").iterdir():
        if path.name.isdigit() and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
