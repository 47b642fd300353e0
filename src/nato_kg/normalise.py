"""The written-down normalisation by which a sentence is found again in another rendition.

The rule (docs: Identifiers): NFC, hyphenated breaks and broken paragraphs joined, footnotes and
emphasis out, white space folded, lower case; then SHA-256, of which the first 12 hex digits.
Joining and leaving out is the reader's work: these functions take the logical text of sentences.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

DIGEST_DIGITS = 12


def normalise(text: str) -> str:
    """The logical text of a sentence in; NFC, lower case, single spaces, stripped, out.

    Normalising twice changes nothing: lower case may decompose a letter, hence the second NFC.
    """
    lowered = unicodedata.normalize("NFC", text).lower()
    return " ".join(unicodedata.normalize("NFC", lowered).split())


def sentence_digest(sentences: Iterable[str]) -> str:
    """The digest of the logical texts of one or more sentences, in their order: 12 hex digits."""
    joined = " ".join(normalise(sentence) for sentence in sentences)
    # A lone surrogate cannot come from a decoded file, but must not crash a digest either.
    data = joined.encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(data).hexdigest()[:DIGEST_DIGITS]
