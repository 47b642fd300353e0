"""Counts in the text format of Prometheus."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from nato_kg.server.metrics import Metrics

LINE = re.compile(r'(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.e+-]+)')


def test_counts_and_times() -> None:
    metrics = Metrics()
    metrics.observe("pages", 200, 0.02)
    metrics.observe("pages", 503, 60)
    assert metrics.counted("requests") == 2
    assert metrics.counted("requests", status="503") == 1
    text = metrics.as_text({"workers": 2})
    assert 'nato_kg_requests_total{lane="pages",status="200"} 1\n' in text
    assert 'nato_kg_request_seconds_bucket{lane="pages",le="0.05"} 1\n' in text
    assert 'nato_kg_request_seconds_bucket{lane="pages",le="+Inf"} 2\n' in text
    assert 'nato_kg_request_seconds_count{lane="pages"} 2\n' in text
    assert "nato_kg_workers 2\n" in text


def test_every_line_is_of_the_format(client: TestClient) -> None:
    client.get("/sparql", params={"query": "ASK {}"})
    done = client.get("/metrics")
    assert done.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert all(LINE.fullmatch(line) for line in done.text.splitlines())
    assert client.get("/health").json()["status"] == "ok"
