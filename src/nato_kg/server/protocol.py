"""The SPARQL 1.1 Protocol: from a request to the query that it asks and the dataset that it names."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from nato_kg.errors import ForbiddenQueryError, UsageError
from nato_kg.server.settings import Limits

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_BODY_SECONDS: Final = 10.0
_MOST_FIELDS: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was asked, and the graphs that the request names beside it."""

    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]


async def read_query(request: Request, limits: Limits) -> Asked | None:
    """The query of a request; ``None`` for a GET that asks none.

    Raises :class:`~nato_kg.errors.UsageError` for a request that is not as the protocol has it,
    :class:`~nato_kg.errors.ForbiddenQueryError` for an update, and HTTPException 413 or 415 for its body.
    """
    fields = read_fields(request.url.query)
    if request.method != "POST":
        return _asked(fields, required=False)
    media, charset = _content_type(request.headers.get("content-type", ""))
    if media == UPDATE:
        raise _read_only()
    if media not in {FORM, QUERY}:
        raise HTTPException(415, f"post a query as {QUERY} or {FORM}")
    if charset not in {"", "utf-8", "utf8"}:
        raise HTTPException(415, f"the query is in {charset[:20]}; send it in UTF-8")
    text = _decode(await _body(request, limits.query_bytes * (3 if media == FORM else 1) + 8_192))
    if media == FORM:
        return _asked(fields + read_fields(text), required=True)
    return _asked([*fields, ("query", text)], required=True)


def read_fields(text: str) -> list[tuple[str, str]]:
    """The fields of a query string or form. Raises :class:`~nato_kg.errors.UsageError` when they are not UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise UsageError(f"the parameters cannot be read: {error}", hint="encode them as UTF-8") from error


def _asked(fields: list[tuple[str, str]], *, required: bool) -> Asked | None:
    def given(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in fields if key == name)

    if given("update"):
        raise _read_only()
    queries = given("query")
    if len(queries) > 1:
        raise UsageError(f"the request has {len(queries)} queries", hint="ask one at a time")
    if not queries:
        if required:
            raise UsageError("the request has no query", hint="give it in the field 'query'")
        return None
    return Asked(queries[0], given("default-graph-uri"), given("named-graph-uri"))


def _read_only() -> ForbiddenQueryError:
    return ForbiddenQueryError("this endpoint takes no updates", hint="the graph is made by 'nato-kg build'")


def _content_type(header: str) -> tuple[str, str]:
    media, *parameters = (part.strip() for part in header.split(";"))
    charsets = [p.split("=", 1)[1].strip("\"' ").lower() for p in parameters if p.lower().startswith("charset=")]
    return media.lower(), charsets[0] if charsets else ""


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UsageError("the query is no UTF-8 text", hint="send it as UTF-8") from error


async def _body(request: Request, most: int) -> bytes:
    """The body, read to its end within a time; HTTPException 413 above ``most`` bytes and 408 when it is too slow."""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise HTTPException(413, f"the query is longer than {most} bytes")
                parts.append(part)
    except TimeoutError:
        raise HTTPException(408, f"the query did not come within {_BODY_SECONDS:g} s") from None
    return b"".join(parts)
