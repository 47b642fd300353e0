"""Which front-end libraries are there: they are set up from npm, packed into the wheel and never committed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).resolve().parents[1] / "static"
#: The folder of ``static/`` into which set-up puts the libraries.
LIBRARIES: Final = STATIC / "vendor"


def has_library(name: str) -> bool:
    """Whether the library is there."""
    return (LIBRARIES / f"{name}.min.js").is_file()
