"""Which front-end libraries are there: ``make frontend`` bundles them, the wheel packs them, git never holds them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).resolve().parents[1] / "static"
#: The folder of ``static/`` into which ``make frontend`` puts the libraries and, in ``licences/``, their licences.
LIBRARIES: Final = STATIC / "vendor"
#: The files that each needs; ``frontend/`` says what is in them.
FILES: Final = {"sigma": ("drawing.js",), "yasgui": ("editor.js", "editor.css")}


def has_library(name: str) -> bool:
    """Whether every file of a library is there."""
    return all((LIBRARIES / file).is_file() for file in FILES[name])
