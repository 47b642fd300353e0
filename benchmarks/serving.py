"""Requests a second of the server beside a bare Starlette handler and oxigraph's server, and pages: time and size.

    python -m benchmarks.serving [SECONDS]

Writes benchmarks/serving.md. Each server is a process of its own; one more process of eight connections asks. Rounds
alternate between the servers, and the median of the rounds counts. oxigraph is asked where its command is on the path.
"""

from __future__ import annotations

import asyncio
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from urllib.parse import quote

import httpx

from nato_kg.build import Sources, build

HERE = Path(__file__).parent
ROUNDS, CONNECTIONS = 5, 8
BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
body = open(sys.argv[2], "rb").read()
async def answer(request): return Response(body, media_type="application/json")
uvicorn.run(Starlette(routes=[Route("/bare", answer)]), port=int(sys.argv[1]), access_log=False, log_level="error")
"""
#: Ours as `nato-kg serve` starts it, but that no answer is kept.
ANEW = """
import sys
from pathlib import Path
from nato_kg.server.listen import listen
from nato_kg.server.settings import MEMORY_QUADS, Settings
settings = Settings(port=int(sys.argv[1]), memory_quads=MEMORY_QUADS, warm=True, cache_bytes=0)
listen(Path(sys.argv[2]), settings)
"""
OURS = "from nato_kg.cli import main; main()"
PREFIX = "PREFIX nkg: <https://w3id.org/nato-kg/ontology#> "
QUERIES = {
    "look-up": f"{PREFIX}SELECT ?d {{ <https://w3id.org/nato-kg/id/mission/eufor-althea> nkg:hasDecision ?d }}",
    "join": f"{PREFIX}SELECT ?m ?d ?c {{ ?m nkg:hasDecision ?d . ?d nkg:givesRiseTo ?c . ?c nkg:statedIn ?l }}",
}
BARE_ROW = "a bare Starlette handler, the bytes of the members"
CITATIONS = "/api/questions/citations?letter=kst-28676-418"
MEMBERS = "/api/questions/members?organisation=NATO&on=2022-10-12"
PAGES = (
    *("/", "/ledger", "/search?q=Althea", "/page/mission/eufor-althea", "/page/letter/kst-28676-418"),
    *("/page/kst-28676-418/com-althea", "/page/organisation/nato", "/network?about=kfor"),
)


async def _ask(port: int, paths: Iterator[str], until: float, counts: dict[str, int]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        writer.write(f"GET {next(paths)} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"content-length: *(\d+)", head)
        if length:
            await reader.readexactly(int(length.group(1)))
        else:  # chunks
            while (size := int(await reader.readline(), 16)) or not await reader.readline():
                await reader.readexactly(size + 2)
        counts[head[9:12].decode()] = counts.get(head[9:12].decode(), 0) + 1
    writer.close()


def rate(port: int, path: str, seconds: float) -> float:
    """Answers with status 200 a second; any other is an error. In ``path``, DAY and NUMBER are others each time."""

    def paths() -> Iterator[str]:
        for number in count(time.time_ns() // 1_000_000 % 1_000_000):
            day = date.fromordinal(700_000 + number % 60_000).isoformat()
            yield path.replace("DAY", day).replace("NUMBER", str(number))

    async def all_of_them() -> float:
        counts: dict[str, int] = {}
        begun, source = time.perf_counter(), paths()
        await asyncio.gather(*(_ask(port, source, begun + seconds, counts) for _ in range(CONNECTIONS)))
        if set(counts) != {"200"}:
            raise SystemExit(f"{path} gave {counts}")
        return counts["200"] / (time.perf_counter() - begun)

    return asyncio.run(all_of_them())


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int) -> Iterator[None]:
    """A server until the end of the block."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def page_rows(port: int) -> list[str]:
    """Each page: median milliseconds of three days that nobody asked for, of ten of one day, and kB."""
    rows = []
    unasked = (date.fromordinal(date(2024, 1, 1).toordinal() + n) for n in count())
    with httpx.Client(base_url=f"http://localhost:{port}", trust_env=False, timeout=60) as client:
        for path in PAGES:
            join = "&" if "?" in path else "?"
            days = [f"{path}{join}as_of={next(unasked).isoformat()}" for _ in range(3)]
            first, again = _milliseconds(client, days), _milliseconds(client, days[:1] * 10)
            anew = _milliseconds(client, [f"{days[0]}&n={n}" for n in range(10)])  # another address: not kept
            size = len(client.get(days[0]).content) / 1000
            rows.append(f"| `{path}` | {first:.0f} ms | {anew:.0f} ms | {again:.0f} ms | {size:.0f} kB |")
    return rows


def _milliseconds(client: httpx.Client, paths: list[str]) -> float:
    times = []
    for path in paths:
        begun = time.perf_counter()
        client.get(path).raise_for_status()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def wanted(ours: int, anew: int, bare: int, theirs: int | None) -> dict[str, tuple[int, str]]:
    """What is asked: a name, a port and an address. A comment with a number makes each query another."""
    asked = {
        BARE_ROW: (bare, "/bare"),
        "the catalogue, an answer that is kept": (ours, MEMBERS),
        "the catalogue, made anew: the citations of a letter (2 rows)": (anew, CITATIONS),
        "the catalogue, made anew: NATO's members on a day (30 rows)": (anew, MEMBERS),
        "the catalogue, another day each time (its members)": (ours, "/api/questions/members?organisation=NATO&on=DAY"),
        "a thing, `/id/…`": (ours, "/id/mission/eufor-althea"),
    }
    for name, query in QUERIES.items():
        text = quote(query) + "%20%23NUMBER"
        asked[f"SPARQL {name}, through a worker"] = (ours, f"/sparql?query={text}")
        if theirs:
            asked[f"SPARQL {name}, oxigraph serve-read-only"] = (theirs, f"/query?union-default-graph&query={text}")
    return asked


def measure(store: Path, seconds: float) -> str:
    """The report."""
    ours, anew, bare = free_port(), free_port(), free_port()
    oxigraph = shutil.which("oxigraph")
    theirs = free_port() if oxigraph else None
    answer, load = store / "answer.json", os.getloadavg()[0]
    commands = {
        ours: [sys.executable, "-c", OURS, "serve", "--store", str(store), "--port", str(ours)],
        anew: [sys.executable, "-c", ANEW, str(anew), str(store)],
        bare: [sys.executable, "-c", BARE, str(bare), str(answer)],
    }
    if oxigraph and theirs:
        folder = str((store / "current").resolve() / "store")
        commands[theirs] = [oxigraph, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{theirs}"]
    with ExitStack() as servers:
        servers.enter_context(serving(commands.pop(ours), ours))
        answer.write_bytes(httpx.get(f"http://localhost:{ours}{MEMBERS}", trust_env=False).content)
        for port, command in commands.items():
            servers.enter_context(serving(command, port))
        asked = wanted(ours, anew, bare, theirs)
        found: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(ROUNDS):
            for name, (port, path) in asked.items():
                found[name].append(rate(port, path, seconds))
        return report(found, page_rows(ours), load)


def report(found: dict[str, list[float]], pages: list[str], load: float) -> str:
    """What stands in benchmarks/serving.md."""
    middle = {name: statistics.median(rates) for name, rates in found.items()}
    rows = [
        f"| {name} | {middle[name]:,.0f} | {middle[name] / middle[BARE_ROW]:.0%} | {least:,.0f} to {most:,.0f} |"
        for name, least, most in ((name, min(rates), max(rates)) for name, rates in found.items())
    ]
    lines = [
        "# Serving",
        "",
        f"Written by `serving.py`: {ROUNDS} rounds in which all are asked in turn, {CONNECTIONS} connections from one",
        f"process, {os.cpu_count()} cores shared with it, Python {platform.python_version()}; load before: {load:.1f}.",
        *([] if any("oxigraph" in name for name in found) else ["oxigraph's server was not on the path."]),
        "",
        "| what | answers a second, median | of the bare handler | least to most |",
        "|---|---|---|---|",
        *rows,
        "",
        "First: the first page of a day that nobody asked for yet. Anew: another address on that day. Kept: the same.",
        "",
        "| page | first | anew | kept | size |",
        "|---|---|---|---|---|",
        *pages,
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Build, measure, write."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        build(store, Sources.shipped(sorted(Path("tests/fictional").glob("*.ttl"))), force=True)
        text = measure(store, seconds)
    (HERE / "serving.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
