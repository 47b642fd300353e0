"""Names as people type them: without differences of case, accents or white space."""

from __future__ import annotations

import unicodedata


def fold_name(name: str) -> str:
    """A name without differences of case, accents or white space, as people type it."""
    plain = (c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(plain).split())
