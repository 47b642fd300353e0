"""A folder of fetched files, with a manifest of what each one is; every file is written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from nato_kg.errors import InputError, UsageError
from nato_kg.fetch.answers import Answer, Seen

MANIFEST = "fetched.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a file was fetched from, which version that was, its SHA-256, and when (UTC)."""

    address: str
    etag: str
    modified: str
    sha256: str
    fetched: str


class Folder:
    """Fetched files by name. Raises UsageError where nothing can be written, InputError for a broken manifest."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changed = False
        with _writing(path):
            path.mkdir(parents=True, exist_ok=True)
        self._entries = _read_manifest(path / MANIFEST)

    def seen(self, name: str, address: str) -> Seen | None:
        """The version of a file that is here as it was fetched from this address; None when it is to be fetched."""
        entry = self._entries.get(name)
        if entry is None or entry.address != address or self._digest(name) != entry.sha256:
            return None
        return Seen(entry.etag, entry.modified)

    def has(self, name: str) -> bool:
        """Whether a file of this name is here."""
        return (self.path / name).exists()

    def keep(self, name: str, address: str, answer: Answer) -> bool:
        """Write a file and note what it is; whether that changed it.

        Raises InputError for a file of that name that was not fetched and says something else, UsageError when it
        cannot be written.
        """
        digest, here = hashlib.sha256(answer.body).hexdigest(), self._digest(name)
        if name not in self._entries and here not in (None, digest):
            raise InputError(
                f"{name} is there already, and was not fetched",
                path=self.path / name,
                hint="move it, or name another folder with --into",
            )
        if here != digest:
            write_whole(self.path / name, answer.body)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._entries[name] = Entry(address, answer.seen.etag, answer.seen.modified, digest, now)
        self._changed = True
        return here != digest

    def save(self) -> None:
        """Write the manifest, if anything was noted since."""
        if self._changed:
            files = {name: asdict(entry) for name, entry in sorted(self._entries.items())}
            text = json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False, indent=1)
            write_whole(self.path / MANIFEST, f"{text}\n".encode())
            self._changed = False

    def _digest(self, name: str) -> str | None:
        """The SHA-256 of a file that is here."""
        try:
            return hashlib.sha256((self.path / name).read_bytes()).hexdigest()
        except OSError:
            return None


def write_whole(path: Path, body: bytes) -> None:
    """Write a file beside its place and move it there. Raises UsageError (path) when that cannot be done."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with _writing(path):
        try:
            with beside.open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"nothing can be written there: {error.strerror}", path=path, hint="make room or name another --into"
        ) from error


def _read_manifest(path: Path) -> dict[str, Entry]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _broken(path, error.strerror or "it cannot be opened") from error
    try:
        content = json.loads(data)
        if content["version"] != _VERSION:
            raise _broken(path, f"its version is {content['version']!r}")
        entries = {name: Entry(**entry) for name, entry in content["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _broken(path, "it is not as fetch writes it") from error
    if not all(isinstance(value, str) for entry in entries.values() for value in asdict(entry).values()):
        raise _broken(path, "it is not as fetch writes it")
    return entries


def _broken(path: Path, why: str) -> InputError:
    return InputError(
        f"the list of fetched files cannot be read: {why}",
        path=path,
        hint="remove it and run the same command again: files that are the same are kept",
    )
