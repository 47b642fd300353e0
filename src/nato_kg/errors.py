"""Everything that nato-kg raises on purpose.

NatoKgError                    exit code
├── UsageError                 2  the call is wrong
│   ├── UnknownNameError          nothing has this name; carries suggestions
│   ├── AmbiguousNameError        several things have it; carries the candidates
│   └── ForbiddenQueryError       a query that would change the graph or reach outside it
├── InputError                 3  a file cannot be read
│   ├── LetterError               not a letter that a reader knows
│   ├── DataError                 curated data is wrong (path, line)
│   ├── RenditionError            the letter file is another rendition than the one cited
│   └── RegisterError             the file is no register of commitments
├── ResourceError              3  ontology, data or queries of the project are missing
├── StoreError                 4  the store fails
│   ├── StoreLockedError          another process holds it
│   ├── StoreMissingError         there is no store yet
│   ├── QueryLimitError           a query takes more than it may; carries the limit
│   └── BusyError                 all that may run at a time is running
├── NetworkError               4  a service on the network fails; the address is the identifier
│   ├── OfflineError              it cannot be reached
│   ├── AnswerError               it answers, but not as it should
│   └── AddressError              it leads to an address that is not visited
└── GraphInvalidError          1  the graph violates its shapes

`str(error)` is one line: what, where (file:line when known) and the next step.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar


class NatoKgError(Exception):
    """Root of the tree. Fields: message, path, line (from 1), identifier, hint (the next step)."""

    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        message: str,
        *,
        path: Path | None = None,
        line: int | None = None,
        identifier: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.identifier = identifier
        self.hint = hint

    @property
    def where(self) -> str:
        """`file:line`, as much of it as is known, else the empty string."""
        if self.path is None:
            return "" if self.line is None else f"line {self.line}"
        return f"{self.path}" if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return " ".join(f"{self.message}{where}{hint}".split())


class UsageError(NatoKgError):
    """The command or call is wrong."""

    exit_code = 2


class UnknownNameError(UsageError):
    """Nothing is called `identifier`; `suggestions` are the nearest names, best first."""

    def __init__(
        self,
        message: str,
        *,
        identifier: str = "",
        suggestions: Iterable[str] = (),
        hint: str = "",
    ) -> None:
        self.suggestions = tuple(suggestions)
        if not hint and self.suggestions:
            hint = f"did you mean {' or '.join(self.suggestions[:3])}?"
        super().__init__(message, identifier=identifier, hint=hint)


class AmbiguousNameError(UsageError):
    """Several things are called `identifier`; `candidates` are their ids."""

    def __init__(
        self,
        message: str,
        *,
        identifier: str = "",
        candidates: Iterable[str] = (),
        hint: str = "",
    ) -> None:
        self.candidates = tuple(candidates)
        if not hint and self.candidates:
            hint = f"use one of {', '.join(self.candidates)}"
        super().__init__(message, identifier=identifier, hint=hint)


class ForbiddenQueryError(UsageError):
    """The query would change the graph, or reach for something outside it."""


class InputError(NatoKgError):
    """An input file cannot be read."""

    exit_code = 3


class LetterError(InputError):
    """The file is not a letter in a form that a reader knows."""


class DataError(InputError):
    """A curated data file is wrong at `path`, `line`."""


class RenditionError(InputError):
    """Offsets were made on another rendition of the letter than the file at `path`."""


class RegisterError(InputError):
    """The file at `path` is no register of commitments in a form that is read."""


class ResourceError(NatoKgError):
    """A file of the project itself (ontology, data, queries) is not where it should be."""

    exit_code = 3


class StoreError(NatoKgError):
    """The store cannot be read or written."""

    exit_code = 4


class StoreLockedError(StoreError):
    """Another process holds the store."""


class StoreMissingError(StoreError):
    """There is no store at the place named."""


class QueryLimitError(StoreError):
    """The query takes more than a query may; ``limit`` says of what: time, memory, rows, bytes, or a crash."""

    def __init__(self, message: str, *, limit: str = "", identifier: str = "", hint: str = "") -> None:
        self.limit = limit
        super().__init__(message, identifier=identifier, hint=hint)


class BusyError(StoreError):
    """As much is running as may run at a time."""


class NetworkError(NatoKgError):
    """A service on the network fails; `identifier` is the address."""

    exit_code = 4


class OfflineError(NetworkError):
    """The host of `identifier` cannot be reached: no connection, no such name, no trust in its certificate."""


class AnswerError(NetworkError):
    """What stands at `identifier` is not what was asked for: an error, too much, too slow, or of another kind."""


class AddressError(NetworkError):
    """A service leads to `identifier`, which is none of the addresses that are visited."""


class GraphInvalidError(NatoKgError):
    """The graph violates its shapes, or a check of it fails."""
