"""An HTTP response to an answer: its status judged, its body read up to a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from nato_kg.errors import AnswerError, NetworkError

AGAIN = "run the same command again later; what is fetched stays"
_LOOK = "look at it in a browser; if it is there, report this"
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE = frozenset({404, 410})
_LONGEST_HEADER = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """What an earlier answer said of its version, for asking whether it is still that; both may be empty."""

    etag: str = ""
    modified: str = ""

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the body only when it is another version."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at an address, after redirects. `unchanged` when it is the version seen before: without body."""

    address: str
    body: bytes = b""
    seen: Seen = Seen()
    unchanged: bool = False


class PassingFault(Exception):  # noqa: N818 - no error yet: asked again, it may go well
    """A fault that may soon be over: the error to raise when it is not, and the seconds that the service asks for."""

    def __init__(self, error: NetworkError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


def read_answer(response: httpx.Response, address: str, most_bytes: int, seen: Seen | None) -> Answer:
    """The answer in a response whose body has not been read yet.

    Raises PassingFault for a status that may pass, and AnswerError for any other status but 200 (and 304, where it
    was asked for), and for a body of more than `most_bytes`.
    """
    status = response.status_code
    if status == 304 and seen and seen.conditions():
        return Answer(address, seen=seen, unchanged=True)
    if status in _PASSING:
        error = AnswerError(f"{address} answers with an error ({_status(response)})", identifier=address, hint=AGAIN)
        raise PassingFault(error, _seconds(response.headers.get("Retry-After", "")))
    if status in _GONE:
        raise AnswerError(f"there is nothing at {address} ({_status(response)})", identifier=address, hint=_LOOK)
    if status != 200:
        raise AnswerError(f"{address} cannot be read ({_status(response)})", identifier=address, hint=_LOOK)
    body = _read(response, address, most_bytes)
    return Answer(address, body, Seen(_header(response, "ETag"), _header(response, "Last-Modified")))


def _read(response: httpx.Response, address: str, most_bytes: int) -> bytes:
    """The body, unpacked; what is announced too large is not begun."""
    announced = response.headers.get("Content-Length", "")
    size = int(announced) if announced.isdecimal() and len(announced) < 20 else 0
    body = bytearray()
    if size <= most_bytes:
        for piece in response.iter_bytes():
            body += piece
            if len(body) > most_bytes:
                break
        else:
            return bytes(body)
    raise AnswerError(
        f"what stands at {address} is larger than {most_bytes:,} bytes",
        identifier=address,
        hint="look at it in a browser; it is not what is asked for",
    )


def _status(response: httpx.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}".strip()[:80]


def _header(response: httpx.Response, name: str) -> str:
    """A header that can be sent back later; empty when it is longer than such a header is."""
    value: str = response.headers.get(name, "")
    return value if len(value) <= _LONGEST_HEADER and value.isprintable() and value.isascii() else ""


def _seconds(asked: str) -> float | None:
    """Retry-After in seconds, from a number or a day; None where it says neither."""
    if asked.isdecimal() and len(asked) < 10:
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
