"""The House's register of commitments made in debates, read from its open data: `read_register` for a file.

`odata` reads answers of the OData service (JSON), `syncfeed` those of the SyncFeed (XML), both to the same entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from nato_kg.errors import RegisterError
from nato_kg.register.model import RegisterEntry, RegisterStatus, Version
from nato_kg.register.odata import read_odata
from nato_kg.register.select import Selection
from nato_kg.register.syncfeed import read_syncfeed

__all__ = ["RegisterEntry", "RegisterStatus", "Selection", "read_register"]

MOST_BYTES = 256_000_000


def read_register(path: Path | str) -> tuple[RegisterEntry, ...]:
    """The entries in a file of the OData service (JSON) or the SyncFeed (XML), by day and number.

    Of several versions of an entry the last counts; one that was deleted there is left out. Raises RegisterError
    (path; which entry and field) for a file that cannot be opened, is in neither form, damaged, unsafe or too large,
    or has a value that the House's schema does not allow. A status that the schema does not know stays as stated and
    counts as unknown.
    """
    path = Path(path)
    data = _read_bytes(path)
    begin = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith((b"{", b"[")):
        return _current(read_odata(data, path))
    if begin.startswith(b"<"):
        return _current(read_syncfeed(data, path))
    raise RegisterError(
        "the file is no register of commitments",
        path=path,
        hint="give JSON of the House's OData service or XML of its SyncFeed (entity Toezegging)",
    )


def _current(versions: Iterable[Version]) -> tuple[RegisterEntry, ...]:
    """The last version of each entry. Of two with the same time, or without one, the later in the file."""
    last: dict[str, Version] = {}
    for version in versions:
        known = last.get(version.id)
        if known is None or (version.changed or datetime.min) >= (known.changed or datetime.min):
            last[version.id] = version
    entries = [version.entry for version in last.values() if version.entry is not None]
    return tuple(sorted(entries, key=lambda e: (e.made_on is None, e.made_on, e.number, e.id)))


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RegisterError(
            f"the register cannot be read: {error.strerror}", path=path, hint="check the file's name"
        ) from error
    if len(data) > MOST_BYTES:
        raise RegisterError(f"the file is larger than {MOST_BYTES:,} bytes", path=path, hint="give it in parts")
    return data
