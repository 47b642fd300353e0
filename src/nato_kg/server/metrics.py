"""What is counted, in the text format of Prometheus (version 0.0.4)."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Final

PREFIX: Final = "nato_kg_"
BUCKETS: Final = (0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0)

_HELP: Final[Mapping[str, str]] = {
    "requests": "Requests answered, by lane and status.",
    "queries": "Strangers' queries, by outcome.",
    "cache": "Answers of the catalogue, by whether they were kept.",
    "store_reloads": "Rebuilds picked up.",
    "store_errors": "Rebuilds that could not be opened.",
    "workers_started": "Worker processes started.",
}


class Metrics:
    """Counts by name and labels, and how long requests took, by lane. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
        self._times: dict[str, list[float]] = {}

    def count(self, name: str, **labels: str) -> None:
        """Count one more."""
        with self._lock:
            self._counts[name, tuple(sorted(labels.items()))] += 1

    def counted(self, name: str, **labels: str) -> int:
        """How many were counted, over all labels that are not given."""
        wanted = set(labels.items())
        with self._lock:
            return sum(n for (other, held), n in self._counts.items() if other == name and wanted <= set(held))

    def observe(self, lane: str, status: int, seconds: float) -> None:
        """Count a request, and note how long it took."""
        with self._lock:
            self._counts["requests", (("lane", lane), ("status", str(status)))] += 1
            times = self._times.setdefault(lane, [0.0] * (len(BUCKETS) + 2))
            for number, most in enumerate(BUCKETS):
                times[number] += seconds <= most
            times[-2] += 1
            times[-1] += seconds

    def as_text(self, gauges: Mapping[str, float]) -> str:
        """All of it, with what is measured at this moment."""
        lines: list[str] = []
        with self._lock:
            for name in sorted({name for name, _ in self._counts}):
                lines.append(f"# HELP {PREFIX}{name}_total {_HELP.get(name, name)}")
                lines.append(f"# TYPE {PREFIX}{name}_total counter")
                held = sorted((labels, n) for (other, labels), n in self._counts.items() if other == name)
                lines += [f"{PREFIX}{name}_total{_labels(labels)} {n}" for labels, n in held]
            if self._times:
                lines.append(f"# HELP {PREFIX}request_seconds How long requests took, by lane.")
                lines.append(f"# TYPE {PREFIX}request_seconds histogram")
            for lane, times in sorted(self._times.items()):
                lines += _histogram(lane, times)
        for name, value in gauges.items():
            lines += [f"# TYPE {PREFIX}{name} gauge", f"{PREFIX}{name} {value:g}"]
        return "\n".join(lines) + "\n"


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""


def _histogram(lane: str, times: list[float]) -> list[str]:
    name = f"{PREFIX}request_seconds"
    lines = [f'{name}_bucket{{lane="{lane}",le="{most:g}"}} {times[n]:g}' for n, most in enumerate(BUCKETS)]
    lines.append(f'{name}_bucket{{lane="{lane}",le="+Inf"}} {times[-2]:g}')
    return [*lines, f'{name}_sum{{lane="{lane}"}} {times[-1]:.6f}', f'{name}_count{{lane="{lane}"}} {times[-2]:g}']
