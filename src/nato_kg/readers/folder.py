"""The letters of a folder, each once in the form that is best to read; what lies beside them is left out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nato_kg.errors import LetterError

# The best to read first.
FORMS = (".ttl", ".xml", ".html", ".htm", ".pdf", ".docx", ".odt", ".txt", ".md")
_METADATA = ("metadata.xml", "metadata_owms.xml")


def letter_files(paths: Iterable[Path]) -> list[Path]:
    """The paths with every folder among them replaced by its letters, by name; folders in it are left out.

    Raises LetterError (path) for a folder that cannot be read or holds no letter.
    """
    found: list[Path] = []
    for path in paths:
        found += _letters_of(path) if path.is_dir() else [path]
    return found


def _letters_of(folder: Path) -> list[Path]:
    best: dict[str, Path] = {}
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise LetterError(
            f"the folder cannot be read: {error.strerror}", path=folder, hint="check its permissions"
        ) from error
    for path in files:
        form = path.suffix.lower()
        if path.name.startswith(".") or path.name.lower().endswith(_METADATA) or form not in FORMS:
            continue
        known = best.get(path.stem)
        if known is None or FORMS.index(form) < FORMS.index(known.suffix.lower()):
            best[path.stem] = path
    if not best:
        raise LetterError(
            "the folder holds no letter", path=folder, hint="fetch some with 'nato-kg fetch', or name the files"
        )
    return list(best.values())
