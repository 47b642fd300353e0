"""The real services, for those who are online: `make live-check`. No test: nothing here is sure to stay as it is.

Fetches one letter twice, a dossier's letters of a month, and a week of the register, into a temporary folder, and
says of each whether it came as expected. Exit code 1 when something did not.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from nato_kg.errors import NatoKgError
from nato_kg.fetch import Client, Fetched, Services, Wanted, fetch_letters, fetch_register
from nato_kg.fetch.letters import State
from nato_kg.readers import read_letter
from nato_kg.readers.folder import letter_files
from nato_kg.register import RegisterStatus, read_register

LETTER = "kst-28676-418"


def _letters(client: Client, folder: Path, wanted: Wanted) -> Fetched:
    fetched = fetch_letters(wanted, folder, client)
    for error in fetched.failed:
        print(f"  {error}")
    return fetched


def check_letter(client: Client, folder: Path) -> bool:
    """One letter comes, is read, and is not fetched twice."""
    wanted = Wanted.of([LETTER])
    first, second = _letters(client, folder, wanted), _letters(client, folder, wanted)
    names = [path.name for path in letter_files([folder])]
    number = read_letter(folder / names[0]).title_block.number
    print(f"  {', '.join(names)}: Nr. {number.text if number else '?'}, then {[str(x.state) for x in second.letters]}")
    return first.count(State.new) == 1 and second.count(State.unchanged) == 1 and number is not None


def check_dossier(client: Client, folder: Path) -> bool:
    """The letters of a dossier in a month, the one known among them."""
    wanted = Wanted.of(dossier="28676", days=(date(2022, 9, 15), date(2022, 10, 15)), kind="brief")
    found = [letter.identifier for letter in _letters(client, folder, wanted).letters]
    print(f"  {', '.join(found) or 'none'}")
    return LETTER in found


def check_register(client: Client, folder: Path) -> bool:
    """A week of the register, with statuses that are known."""
    file = folder / "register.json"
    fetch_register(file, client, date(2022, 10, 10), date(2022, 10, 14))
    entries = read_register(file)
    unknown = {entry.stated_status for entry in entries if entry.status is RegisterStatus.UNKNOWN}
    print(f"  {len(entries)} entries, {sum(bool(e.fulfilled_by) for e in entries)} with a letter, unknown: {unknown}")
    return bool(entries) and not unknown


def main() -> int:
    """Run the checks; a failing one stops no other."""
    checks: tuple[Callable[[Client, Path], bool], ...] = (check_letter, check_dossier, check_register)
    failed = 0
    with tempfile.TemporaryDirectory() as folder, Client(Services()) as client:
        for check in checks:
            place = Path(folder) / check.__name__
            place.mkdir()
            try:
                right = check(client, place)
            except NatoKgError as error:
                print(f"  {error}")
                right = False
            print(f"{'as expected' if right else 'NOT AS EXPECTED'}: {check.__doc__}")
            failed += not right
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
