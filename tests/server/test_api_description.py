"""Requests that schemathesis makes from the OpenAPI description: what comes back is as described, and never a 500."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import Receive, Scope, Send

from nato_kg.queries import load_catalogue
from nato_kg.server import Settings, make_app

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(fictional_store: Path) -> schemathesis.BaseSchema:
    """The catalogue as it describes itself; no worker is started, since nothing of it asks one."""
    app = make_app(fictional_store, Settings(names=frozenset({"testserver"})))

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await app(scope, receive, send)
            return
        for done in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{done}.complete"})

    return schemathesis.openapi.from_asgi("/api/openapi.json", serve)


@pytest.mark.parametrize("path", ["/api/questions", *(f"/api/questions/{name}" for name in load_catalogue())])
def test_every_answer_is_as_described(described: schemathesis.BaseSchema, path: str) -> None:
    @given(case=described[path]["GET"].as_strategy())
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
