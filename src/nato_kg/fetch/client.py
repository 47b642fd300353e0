"""A polite client: some requests a second, waits when asked to, gives up in time, and visits no other addresses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urljoin

import httpx

from nato_kg import __version__
from nato_kg.errors import AddressError, AnswerError, OfflineError
from nato_kg.fetch.addresses import Services, check_address, host_of
from nato_kg.fetch.answers import AGAIN, Answer, PassingFault, Seen, read_answer
from nato_kg.fetch.deadline import Deadline

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNREACHABLE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)


@dataclass(frozen=True, slots=True)
class Politeness:
    """How often and how long is asked. All but the counts are seconds."""

    interval: float = 0.5
    tries: int = 4
    first_wait: float = 1.0
    longest_wait: float = 60.0
    silence: float = 30.0
    deadline: float = 120.0
    most_redirects: int = 5


class Client:
    """Asks one thing after the other. A context manager; not meant for several threads."""

    def __init__(
        self,
        services: Services | None = None,
        politeness: Politeness | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.services = services or Services.from_environment()
        self._politeness = politeness or Politeness()
        self._sleep = sleep or time.sleep
        self._last = float("-inf")
        self._reached: set[str] = set()
        self._deadline = Deadline(self._politeness.deadline)
        self._http = httpx.Client(
            headers={"User-Agent": f"nato-kg/{__version__} httpx/{httpx.__version__}", "Accept-Encoding": "gzip"},
            timeout=self._politeness.silence,
            follow_redirects=False,
            event_hooks={"response": [_set_location_aside]},
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(self, address: str, most_bytes: int, seen: Seen | None = None) -> Answer:
        """What stands at the address, at most `most_bytes`; when it is still as `seen`, an answer without body.

        Raises OfflineError when the host cannot be reached, AddressError when the address or a redirect leads
        elsewhere, and AnswerError for every other fault: after several tries where it may pass.
        """
        address = check_address(address, self.services)
        attempt = 1
        while True:
            try:
                return self._follow(address, most_bytes, seen)
            except PassingFault as fault:
                if attempt == self._politeness.tries:
                    raise fault.error from fault.__cause__
                self._wait(fault, attempt)
                attempt += 1

    def _wait(self, fault: PassingFault, attempt: int) -> None:
        """Wait as long as the service asks, else longer each time. Raises the fault's error when it asks too long."""
        longest = self._politeness.longest_wait
        if fault.wait is not None and fault.wait > longest:
            fault.error.hint = f"it asks to be left alone for {fault.wait:,.0f} s: {AGAIN}"
            raise fault.error from fault.__cause__
        own = self._politeness.first_wait * 2 ** (attempt - 1)
        self._sleep(min(longest, own if fault.wait is None else fault.wait))

    def _follow(self, address: str, most_bytes: int, seen: Seen | None) -> Answer:
        """The answer at the end of the redirects."""
        at = address
        for _ in range(self._politeness.most_redirects + 1):
            self._pace()
            with self._deadline, self._faults(at), self._ask(at, seen) as response:
                self._reached.add(host_of(at))
                if response.status_code not in _REDIRECTS:
                    return read_answer(response, at, most_bytes, seen)
                at = self._next(at, response.extensions["location"])
        raise AnswerError(
            f"{address} redirects more than {self._politeness.most_redirects} times",
            identifier=address,
            hint="look at it in a browser; if it opens there, report this",
        )

    def _next(self, at: str, location: str) -> str:
        """Where a redirect leads. Raises AddressError when that is not visited."""
        try:
            target = urljoin(at, location)
        except ValueError:
            target = location
        try:
            return check_address(target, self.services)
        except AddressError as error:
            raise AddressError(f"{at} redirects, but {error.message}", identifier=at, hint=error.hint) from error

    def _ask(self, address: str, seen: Seen | None) -> AbstractContextManager[httpx.Response]:
        conditions = seen.conditions() if seen else {}
        return self._http.stream("GET", address, headers=conditions, extensions={"trace": self._deadline.trace})

    def _pace(self) -> None:
        """Keep the interval between two requests."""
        if (early := self._last + self._politeness.interval - time.monotonic()) > 0:
            self._sleep(early)
        self._last = time.monotonic()

    @contextmanager
    def _faults(self, address: str) -> Iterator[None]:
        """Turn the library's exceptions into errors of ours that name the address."""
        host = host_of(address)
        try:
            yield
        except _UNREACHABLE as error:
            offline = OfflineError(
                f"{host} cannot be reached: {_reason(error)}",
                identifier=address,
                hint="check the connection and any proxy, then run the same command again; what is fetched stays",
            )
            if host in self._reached:  # a moment ago it could be
                raise PassingFault(offline) from error
            raise offline from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            fault = AnswerError(f"the answer of {address} {self._what(error)}", identifier=address, hint=AGAIN)
            raise PassingFault(fault) from error
        except httpx.InvalidURL as error:
            raise AddressError(f"{address!r} is no address", identifier=address, hint="report this") from error

    def _what(self, error: httpx.HTTPError) -> str:
        """What is wrong with an answer that did not come whole."""
        if self._deadline.passed:
            return f"took longer than {self._politeness.deadline:g} s"
        if isinstance(error, httpx.TimeoutException):
            return f"was silent for {self._politeness.silence:g} s"
        if isinstance(error, httpx.DecodingError):
            return "is damaged and cannot be unpacked"
        return f"broke off: {_reason(error)}"


def _set_location_aside(response: httpx.Response) -> None:
    """Keep where a redirect leads from httpx, which would read it as an address before it is checked."""
    response.extensions["location"] = response.headers.pop("Location", "")


def _reason(error: Exception) -> str:
    """The library's words for it, on one line and in bounds."""
    return " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
