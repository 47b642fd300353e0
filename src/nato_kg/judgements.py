"""What people decided about proposals: a file of one judgement a line, only ever added to.

Each line is a JSON object: who judged which commitment and letter, or which two things, when, how (yes, no, undo) and
why. The last line on a pair counts, by its time; two people's files are merged by putting their lines together in any
order.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from nato_kg.errors import InputError, UsageError

VERDICTS: Final = ("yes", "no", "undo")
#: The variable that names the file, and the file in the working folder where it is not set.
VARIABLE: Final = "NATO_KG_JUDGEMENTS"
DEFAULT: Final = "judgements.jsonl"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person: whether ``about`` is kept by, or one with, ``other``.

    ``about`` is a commitment (``kst-…/local id``) and ``other`` a letter's id, or both are things (``meeting/…``);
    ``when`` is a moment in UTC.
    """

    about: str
    other: str
    verdict: str
    by: str
    when: str
    note: str = ""

    @property
    def accepts(self) -> bool:
        """Whether the letter keeps the commitment, or the two things are one."""
        return self.verdict == "yes"


def judgements_path(given: Path | None = None) -> Path:
    """The file meant: the one given, that of ``NATO_KG_JUDGEMENTS``, or ``judgements.jsonl`` in the working folder."""
    return given or Path(os.environ.get(VARIABLE) or DEFAULT)


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The lines of the file, in its order; none where there is no file.

    Raises :class:`~nato_kg.errors.InputError` with the line that is no judgement.
    """
    if not path.exists():
        return ()
    try:
        # Not splitlines: notes may hold what other programs take for the end of a line, such as U+2028.
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the judgements cannot be read: {error}", path=path, hint="give UTF-8 text") from error
    return tuple(_parse(line, number, path) for number, line in enumerate(lines, start=1) if line.strip())


def current(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that count: of each pair the last, unless it takes back what was judged."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.when, j.by, j.verdict, j.note)):
        last[judgement.about, judgement.other] = judgement
    return tuple(j for _, j in sorted(last.items()) if j.verdict != "undo")


def add_judgement(path: Path, judgement: Judgement) -> None:
    """Write one more line. Raises :class:`~nato_kg.errors.UsageError` where nothing can be written."""
    line = json.dumps(asdict(judgement), ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            if file.tell():  # a line that a person wrote may lack its end
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else f"\n{line}"
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UsageError(f"the judgement cannot be written: {error.strerror}", path=path) from error


def now() -> str:
    """The present moment in UTC, as judgements write it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _parse(line: str, number: int, path: Path) -> Judgement:
    names = [field.name for field in fields(Judgement)]
    hint = f"write a JSON object with {', '.join(names)}; verdict is one of {', '.join(VERDICTS)}"
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError("the line is no JSON", path=path, line=number, hint=hint) from error
    wrong = not isinstance(found, dict) or any(not isinstance(v, str) for v in found.values())
    if wrong or set(found) - set(names) or set(names[:-1]) - set(found) or found["verdict"] not in VERDICTS:
        raise InputError("the line is no judgement", path=path, line=number, hint=hint)
    return Judgement(**found)
