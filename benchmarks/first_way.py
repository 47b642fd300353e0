"""Seconds and peak memory of the build, of `nato-kg --help` and of each question, beside the plain stack, in one run.

    python -m benchmarks.first_way [RUNS]

Writes benchmarks/first_way.md. Commands run as processes of their own; the median of RUNS (default 5) counts.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import rdflib

from nato_kg.names import resolve_name
from nato_kg.queries import load_catalogue
from nato_kg.queries.answers import ask
from nato_kg.queries.parameters import bind_parameters
from nato_kg.store import EmbeddedStore, open_store

HERE = Path(__file__).parent
QUESTIONS = json.loads((HERE.parent / "tests" / "expected" / "competency.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Figure:
    """The median of several runs: seconds of wall clock, and peak memory in MB."""

    seconds: float
    megabytes: float


def run_command(arguments: list[str], runs: int) -> Figure:
    """The median time and greatest peak memory of a command as a process of its own."""
    seconds, megabytes = [], []
    for _ in range(runs):
        begun = time.perf_counter()
        child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds.append(time.perf_counter() - begun)
        if status:
            raise SystemExit(f"{' '.join(arguments)} failed")
        megabytes.append(usage.ru_maxrss / 1024)
    return Figure(statistics.median(seconds), max(megabytes))


def time_call(call: Callable[[], object], runs: int) -> float:
    """The median milliseconds of a call, after one call that warms up."""
    call()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def measure_questions(store: EmbeddedStore, runs: int) -> list[tuple[str, float, float]]:
    """Each question once: milliseconds by nato-kg (with labels) and by rdflib (the bare query) on the same graph."""
    plain = rdflib.Dataset(default_union=True)
    plain.parse(store.folder / "current" / "graph.nq", format="nquads")
    catalogue = load_catalogue()
    rows = []
    for name in sorted(catalogue):
        given: dict[str, str] = next((q["params"] for q in QUESTIONS if q["name"] == name), {})
        text = bind_parameters(
            catalogue[name], given, lambda n, kind: resolve_name(store, n, kind=kind), date(2023, 12, 31)
        )
        ours = time_call(lambda name=name, given=given: ask(store, name, given), runs)  # type: ignore[misc]
        theirs = time_call(lambda text=text: list(plain.query(text)), 1)  # type: ignore[misc]
        rows.append((name, ours, theirs))
    return rows


def write_report(
    build: Figure, plain: Figure, help_: Figure, questions: list[tuple[str, float, float]], runs: int
) -> str:
    """The figures as Markdown."""
    interpreter = f"{platform.python_implementation()} {platform.python_version()}"
    lines = [
        "# First way: what was measured",
        "",
        f"`make bench` wrote this: {runs} runs each, medians, on {os.cpu_count()} cores with {interpreter}.",
        "",
        "| command | seconds | peak MB |",
        "|---|---|---|",
        f"| `nato-kg build` | {build.seconds:.2f} | {build.megabytes:.0f} |",
        f"| plain stack: rdflib, pyshacl and owlrl over everything | {plain.seconds:.2f} | {plain.megabytes:.0f} |",
        f"| ratio | {plain.seconds / build.seconds:.1f} | {plain.megabytes / build.megabytes:.1f} |",
        f"| `nato-kg --help` | {help_.seconds:.2f} | {help_.megabytes:.0f} |",
        "",
        "| question | nato-kg, ms (labels too) | rdflib, ms (the bare query) |",
        "|---|---|---|",
        *(f"| {name} | {ours:.1f} | {theirs:.0f} |" for name, ours, theirs in questions),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure all of it and write the report beside this file."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    command = str(Path(sys.executable).with_name("nato-kg"))
    with tempfile.TemporaryDirectory() as folder:
        build = run_command([command, "build", "--store", folder, "--as-of", "2023-12-31"], runs)
        plain = run_command([sys.executable, "-m", "benchmarks.plain_stack"], 1)
        help_ = run_command([command, "--help"], runs)
        questions = measure_questions(open_store(Path(folder)), runs)
    report = write_report(build, plain, help_, questions, runs)
    (HERE / "first_way.md").write_text(report, encoding="utf-8")
    print(report)
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
