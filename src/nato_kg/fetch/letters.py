"""Letters to files: found, fetched in their best form, kept; what is there already is only asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nato_kg.errors import AddressError, AnswerError, InputError, NatoKgError, OfflineError
from nato_kg.fetch.client import Client
from nato_kg.fetch.folder import Folder
from nato_kg.fetch.forms import FORMS, METADATA, MOST_BYTES, check_form, file_name
from nato_kg.fetch.records import Record
from nato_kg.fetch.search import find_papers
from nato_kg.fetch.wanted import Wanted

MOST_FAILURES_IN_A_ROW = 5  # the service is down, and is left alone

Progress = Callable[[str], None]


class State(StrEnum):
    """What became of a letter in the folder."""

    new = "new"
    updated = "updated"
    unchanged = "unchanged"


@dataclass(frozen=True, slots=True)
class FetchedLetter:
    """A letter that is in the folder: its id, its files by name, and whether that is new."""

    identifier: str
    files: tuple[str, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it: the letters in the folder, and an error for each one that could not be fetched."""

    letters: tuple[FetchedLetter, ...]
    failed: tuple[NatoKgError, ...]

    def count(self, state: State) -> int:
        """How many letters are in this state."""
        return sum(letter.state is state for letter in self.letters)


def fetch_letters(wanted: Wanted, into: Path, client: Client, progress: Progress = lambda _step: None) -> Fetched:
    """Fetch the letters wanted into a folder, and say of each what became of it.

    A letter that cannot be fetched is reported and the rest go on; when the connection is lost, or several fail in a
    row, the rest are left, and the same call goes on where it ended. Raises NetworkError when the search fails,
    UsageError when the folder cannot be written, and InputError when its list of fetched files is broken.
    """
    folder = Folder(into)
    found = find_papers(client, wanted, progress)
    letters: list[FetchedLetter] = []
    in_a_row = 0
    failed: list[NatoKgError] = [_not_found(paper) for paper in wanted.papers if paper not in found]
    for number, record in enumerate(found.values(), start=1):
        progress(f"{record.identifier}, {number} of {len(found)}")
        try:
            letters.append(_fetch(record, folder, client))
            in_a_row = 0
        except (OfflineError, AnswerError, AddressError, InputError) as error:
            failed.append(_of_letter(error, record.identifier))
            in_a_row += 1
            if isinstance(error, OfflineError) or in_a_row == MOST_FAILURES_IN_A_ROW:
                failed += _left(list(found)[number:])
                break
        finally:
            folder.save()
    return Fetched(tuple(letters), tuple(failed))


def _fetch(record: Record, folder: Folder, client: Client) -> FetchedLetter:
    """One letter and its metadata. Raises the error of the best form when none can be had."""
    first: AnswerError | AddressError | None = None
    for form in (form for form in FORMS if form in record.files):
        try:
            name, state = _fetch_file(record, form, folder, client)
        except (AnswerError, AddressError) as error:
            first = first or error
            continue
        files, states = [name], {state}
        if METADATA in record.files:
            name, state = _fetch_file(record, METADATA, folder, client)
            files, states = [*files, name], {*states, state}
        return FetchedLetter(record.identifier, tuple(files), _summary(states))
    raise first or AnswerError(
        "it is published in no form that can be read",
        identifier=record.identifier,
        hint=f"look at https://zoek.officielebekendmakingen.nl/{record.identifier}.html",
    )


def _fetch_file(record: Record, form: str, folder: Folder, client: Client) -> tuple[str, State]:
    name, address = file_name(record.identifier, form), record.files[form]
    seen = folder.seen(name, address)
    answer = client.get(address, MOST_BYTES[form], seen)
    if answer.unchanged:
        return name, State.unchanged
    check_form(answer, form, record.identifier)
    there = folder.has(name)
    changed = folder.keep(name, address, answer)
    return name, State.unchanged if not changed else State.updated if there else State.new


def _summary(states: set[State]) -> State:
    """The state of a letter from those of its files: metadata that came later make it updated, not new."""
    if len(states) == 1:
        return states.pop()
    return State.updated


def _not_found(paper: str) -> AnswerError:
    return AnswerError(
        f"{paper}: the search service knows no such paper",
        identifier=paper,
        hint=f"check the number, or look at https://zoek.officielebekendmakingen.nl/{paper}.html",
    )


def _of_letter(error: NatoKgError, identifier: str) -> NatoKgError:
    """The same error, naming the letter."""
    return type(error)(f"{identifier}: {error.message}", path=error.path, identifier=identifier, hint=error.hint)


def _left(papers: list[str]) -> Iterator[NatoKgError]:
    """What is said of the letters that were not tried any more."""
    if papers:
        more = f" to {papers[-1]}" if len(papers) > 1 else ""
        yield OfflineError(
            f"{len(papers)} not tried: {papers[0]}{more}", identifier=papers[0], hint="run the same command again"
        )
