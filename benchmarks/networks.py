"""GEXF of a large graph: seconds and peak memory of `nato-kg export`, beside networkx, each in a process of its own.

    python -m benchmarks.networks [LETTERS]

Writes benchmarks/networks.md. A made-up graph of LETTERS (default 1,000) letters with 300 things and 1,000 relations
each, as a letter has, is written as N-Quads that are sorted as a build's are.
"""

from __future__ import annotations

import gc
import io
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
from pyoxigraph import RdfFormat, Store

from nato_kg import resources
from nato_kg.export import export_network
from nato_kg.namespaces import BASE, NKG, RDFS_LABEL
from nato_kg.network import Node, collect, stream_network
from nato_kg.network.conversions import to_networkx
from nato_kg.store import BuildInfo, EmbeddedStore

HERE = Path(__file__).parent
#: Seconds of a streaming writer for 1,000 letters, as the design measured it, and what was asked: 1.5 times as much.
FIGURE, BOUND = 4.3, 1.5
KINDS = ("Decision", "Commitment", "Mission", "State", "Person", "Event", "Topic", "Position", "Participation")
THINGS, RELATIONS = 300, 1000


def lines(letters: int) -> Iterator[str]:
    """The graph as N-Quads."""
    chance = random.Random(1)
    for letter in range(letters):
        graph = f"<{BASE}graph/kst-90000-{letter}>"
        names = [f"<{BASE}id/kst-90000-{letter}/thing-{n}>" for n in range(THINGS)]
        for n, name in enumerate(names):
            yield f"{name} <{NKG}kind> <{NKG}{KINDS[n % len(KINDS)]}> {graph} .\n"
            yield f'{name} <{RDFS_LABEL}> "thing {n} of letter {letter}"@en {graph} .\n'
            if n % 3 == 0:
                yield f"{name} <{NKG}start> <{BASE}id/date/2022-{1 + n % 12:02}-15> {graph} .\n"
        found: set[str] = set()
        while len(found) < RELATIONS:
            other = chance.randrange(letters) if chance.random() < 0.1 else letter
            target = f"<{BASE}id/kst-90000-{other}/thing-{chance.randrange(THINGS)}>"
            found.add(f"{chance.choice(names)} <{NKG}relation{chance.randrange(20)}> {target} {graph} .\n")
        yield from found


def open_made(file: Path) -> EmbeddedStore:
    """The file as a store: the ontology in Oxigraph, for labels, and the things in N-Quads."""
    store = Store()
    for path in sorted(resources.path("ontology").glob("*.ttl")):
        store.load(path.read_bytes(), RdfFormat.TURTLE)
    return EmbeddedStore(store, BuildInfo("", "", {}, 0, 0, 0, 0, False), file.parent, file=file)


def work(way: str, file: Path) -> None:
    """What one process does: make the graph, or write it from the store, from memory, or with networkx."""
    if way == "make":
        file.write_text("".join(sorted(lines(int(file.stem)))), encoding="utf-8")
        return
    gc.set_threshold(100_000, 20, 20)  # as the command line does
    store, out = open_made(file), io.BytesIO()
    stream, target = stream_network(store), str(file.with_suffix(".gexf"))
    if way == "ours":
        begun = time.process_time()
        export_network(stream, "gexf", target, out)
    elif way == "writer":
        network = collect(stream)
        begun = time.process_time()
        export_network(network, "gexf", target, out)
    else:
        graph = to_networkx(collect(stream))
        begun = time.process_time()
        nx.write_gexf(graph, target)
    seconds = time.process_time() - begun
    print(f"{seconds} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}")


def measure(way: str, file: Path, runs: int) -> tuple[float, float]:
    """The least seconds of some runs, and the most megabytes."""
    found = []
    for _ in range(runs):
        command = [sys.executable, "-m", "benchmarks.networks", way, str(file)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append([float(figure) for figure in done.stdout.split()])
    return min(seconds for seconds, _ in found), max(megabytes for _, megabytes in found)


def main() -> None:
    """Measure each way and write the report beside this file."""
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{letters}.nq"
        subprocess.run([sys.executable, "-m", "benchmarks.networks", "make", str(file)], check=True)
        figures = {way: measure(way, file, runs) for way, runs in (("ours", 2), ("writer", 1), ("networkx", 1))}
        entries = stream_network(open_made(file)).entries()
        nodes = sum(isinstance(entry, Node) for entry in entries)
        size = file.with_suffix(".gexf").stat().st_size / 1e6
    interpreter = f"{platform.python_implementation()} {platform.python_version()}"
    ours, writer, networkx_ = figures["ours"], figures["writer"], figures["networkx"]
    report = [
        "# Networks: what was measured",
        "",
        f"`python -m benchmarks.networks {letters}` wrote this, on {os.cpu_count()} cores with {interpreter}:",
        f"{nodes:,} nodes, {letters * RELATIONS:,} edges. Seconds are those of the processor, the least of some runs,",
        "since other work went on beside it; memory is the most that the process held.",
        "",
        "| what | seconds | peak MB |",
        "|---|---|---|",
        f"| `nato-kg export --format gexf`, from the build's N-Quads to the file | {ours[0]:.1f} | {ours[1]:.0f} |",
        f"| its writer alone, from nodes and edges in memory | {writer[0]:.1f} | {writer[1]:.0f} |",
        f"| networkx `write_gexf` alone, from its graph in memory | {networkx_[0]:.1f} | {networkx_[1]:.0f} |",
        "",
        f"The design's figure for a streaming writer of so many is {FIGURE} s; asked was {BOUND} times that.",
        f"The writer takes {writer[0] / FIGURE:.1f} times as long, the way from the build {ours[0] / FIGURE:.1f}.",
        f"What networkx wrote last is {size:.0f} MB, without colours, sizes, places and time.",
        "",
    ]
    (HERE / "networks.md").write_text("\n".join(report), encoding="utf-8")
    print("\n".join(report))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        work(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
