"""Attack a server for some minutes while well-behaved clients read.

    python -m benchmarks.soak [SECONDS]

Exit code 1 when the server ends, a bad query runs past its limit by more than a second, somebody's request fails,
the canary on the loopback hears something, or the store changes. Writes what it counted to standard output.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

import httpx

from benchmarks.attacks import ATTACKS
from benchmarks.canary import Canary
from nato_kg.build import Sources, build

LIMIT, READERS, ATTACKERS = 3.0, 20, 6
PATHS = (
    *("/", "/ledger", "/page/mission/eufor-althea", "/search?q=Althea", "/page/letter/kst-28676-418"),
    *("/api/questions/letters", "/api/questions/members?organisation=NATO&on=2022-10-12", "/id/mission/eufor-althea"),
)


class Soak:
    """What is counted while it lasts."""

    def __init__(self, address: str, canary: str) -> None:
        self.address, self.canary = address, canary
        self.ended = threading.Event()
        self.read: Counter[int] = Counter()
        self.attacked: Counter[str] = Counter()
        self.slowest_page = self.longest_attack = 0.0
        self.wrong: list[str] = []

    def read_pages(self) -> None:
        """One well-behaved client: a page, a breath, the next page."""
        with httpx.Client(base_url=self.address, timeout=60, trust_env=False) as client:
            for path in cycle(PATHS):
                if self.ended.is_set():
                    return
                begun = time.monotonic()
                answer = client.get(path)
                self.slowest_page = max(self.slowest_page, time.monotonic() - begun)
                self.read[answer.status_code] += 1
                if answer.status_code != 200:
                    self.wrong.append(f"{path} gave {answer.status_code}")
                self.ended.wait(0.5)

    def attack(self, start: int) -> None:
        """One attacker: every attack in turn, as fast as the server answers."""
        names = list(ATTACKS)
        with httpx.Client(base_url=self.address, timeout=60, trust_env=False) as client:
            for name in cycle(names[start:] + names[:start]):
                if self.ended.is_set():
                    return
                query, statuses = ATTACKS[name]
                begun = time.monotonic()
                answer = client.post(
                    "/sparql",
                    content=query.replace("CANARY", self.canary),
                    headers={"Content-Type": "application/sparql-query"},
                )
                seconds = time.monotonic() - begun
                busy = answer.status_code == 503 and "retry-after" in answer.headers
                self.attacked["503 with Retry-After" if busy else str(answer.status_code)] += 1
                if not busy and answer.status_code not in statuses:
                    self.wrong.append(f"{name} gave {answer.status_code}")
                waited = seconds - (2.0 if answer.status_code == 503 else 0.0)  # for a worker, at most
                self.longest_attack = max(self.longest_attack, waited)
                if waited > LIMIT + 1:
                    self.wrong.append(f"{name} took {seconds:.1f} s")

    def run(self, seconds: float) -> None:
        """All of them at once, for so long."""
        readers = [threading.Thread(target=self._safely, args=(self.read_pages,)) for _ in range(READERS)]
        attackers = [threading.Thread(target=self._safely, args=(self.attack, 3 * n)) for n in range(ATTACKERS)]
        for thread in (*readers, *attackers):
            thread.start()
        time.sleep(seconds)
        self.ended.set()
        for thread in (*readers, *attackers):
            thread.join()

    def _safely(self, what: object, *arguments: object) -> None:
        try:
            what(*arguments)  # type: ignore[operator]
        except httpx.HTTPError as error:
            self.wrong.append(f"no answer: {error!r}")


def digest(folder: Path) -> str:
    """The digest of the published graph."""
    files = sorted(path for path in (folder / "current").resolve().rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


def counted_503(address: str) -> int:
    """How often the server says that it answered a query with 503."""
    text = httpx.get(f"{address}metrics", trust_env=False).text
    found = re.search(r'^nato_kg_requests_total\{lane="sparql",status="503"\} (\d+)', text, re.MULTILINE)
    return int(found.group(1)) if found else 0


def main() -> None:
    """Build, serve, attack, tell."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    with tempfile.TemporaryDirectory() as name, Canary() as canary:
        store = Path(name) / "store"
        build(store, Sources.shipped(sorted(Path("tests/fictional").glob("*.ttl"))), force=True)
        before = digest(store)
        program = "from nato_kg.cli import main; main()"
        options = ["serve", "--store", str(store), "--port", "0", "--seconds", str(LIMIT)]
        with subprocess.Popen(
            [sys.executable, "-c", program, *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            assert server.stdout
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found
            soak = Soak(found.group(), canary.address)
            soak.run(seconds)
            alive = server.poll() is None
            counted = counted_503(found.group()) if alive else 0
            server.terminate()
        wrong = soak.wrong + (["the server ended"] if not alive else [])
        given = sum(count for status, count in soak.attacked.items() if status.startswith("503"))
        wrong += [f"the server counts {counted} times 503, and gave {given}"] if alive and counted != given else []
        wrong += ["the canary heard something"] if canary.heard else []
        wrong += ["the store has changed"] if digest(store) != before else []
    print(f"{seconds:g} s, {READERS} readers, {ATTACKERS} attackers, a limit of {LIMIT:g} s")
    print(f"pages and look-ups: {dict(soak.read)}, the slowest {soak.slowest_page * 1000:.0f} ms")
    print(f"attacks: {dict(soak.attacked)}, the longest {soak.longest_attack:.2f} s beside waiting")
    print(f"503 as the server counts them: {counted}")
    print("\n".join(sorted(set(wrong))) or "nothing went wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
