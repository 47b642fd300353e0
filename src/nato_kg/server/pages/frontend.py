"""Which front-end libraries are there: they are set up from npm, packed into the wheel and never committed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).resolve().parents[1] / "static"
#: The folder of ``static/`` into which set-up puts the libraries.
LIBRARIES: Final = STATIC / "vendor"
#: The files that each needs.
FILES: Final = {
    "sigma": ("sigma.min.js", "graphology.umd.min.js", "graphology-library.min.js"),
    "yasgui": ("yasgui.min.js", "yasgui.min.css"),
}


def has_library(name: str) -> bool:
    """Whether every file of a library is there."""
    return all((LIBRARIES / file).is_file() for file in FILES[name])
