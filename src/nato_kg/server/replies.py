"""Replies that several parts give: graphs in the form that a client likes, and "not changed since"."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from nato_kg.namespaces import PREFIXES
from nato_kg.server.negotiate import GRAPHS, choose


def matches(request: Request, etag: str) -> bool:
    """Whether the client has what the tag names (RFC 9110, 13.1.2)."""
    held = request.headers.get("if-none-match")
    if held is None:
        return False
    return held.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in held.split(",")}


def reply_graph(request: Request, triples: Iterable[Triple], version: str) -> Response:
    """A small graph in the form that the client likes best. Raises HTTPException 406 when it likes none."""
    media = choose(request.headers.get("accept"), list(GRAPHS))
    if media is None:
        raise HTTPException(406, f"this is described as {', '.join(GRAPHS)}")
    etag = f'"{version}-{GRAPHS[media]}"'
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "ETag": etag}
    if matches(request, etag):
        return Response(status_code=304, headers=headers)
    syntax = RdfFormat.from_extension(GRAPHS[media])
    assert syntax
    body = serialize(sorted(set(triples), key=str), format=syntax, prefixes=dict(PREFIXES)) or b""
    return Response(body, headers=headers, media_type=media)
