"""What tests of the server share: small limits, a graph of one place, `nato-kg serve` in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.namespaces import ID, NKG, RDFS_LABEL
from nato_kg.server import Limits, Settings
from nato_kg.store import BuildInfo, publish

#: Small, so that what exceeds them ends soon.
LIMITS = Limits(seconds=1.0, memory_mb=200, rows=2_000, answer_bytes=500_000)
SETTINGS = Settings(workers=2, waiting=2, wait_seconds=0.5, limits=LIMITS)
ROME = f"{ID}place/rome"


def build_rome(folder: Path, label: str) -> Path:
    """A graph in which there is Rome alone, under a label; the folder of the build."""
    triples = [
        Triple(NamedNode(ROME), NamedNode(f"{NKG}kind"), NamedNode(f"{NKG}Place")),
        Triple(NamedNode(ROME), NamedNode(RDFS_LABEL), Literal(label, language="en")),
    ]
    info = BuildInfo("0", "rules", {"kst-1": "complete"}, 2, 0, 0, 0, forced=False)
    return publish(folder, {"https://w3id.org/nato-kg/graph/reference": triples}, info)


@dataclass(frozen=True)
class Served:
    """A server in a process of its own."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=30, trust_env=False)


@contextmanager
def serving(store: Path, log: Path, *options: str) -> Iterator[Served]:
    """`nato-kg serve` on any free port, until the end of the block; it then ends by itself."""
    program = "from nato_kg.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--store", str(store), "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    with log.open("w") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment)
    assert process.stdout
    with process.stdout:
        said = process.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, said + log.read_text()
        try:
            yield Served(found.group(), process, log)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
