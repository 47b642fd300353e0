"""The written-down normalisation of sentence digests."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from nato_kg.normalise import normalise, sentence_digest


def test_normalise_folds_composes_and_lowers() -> None:
    assert normalise("  De\u00a0Fictie\u0308ve \n\t MISSIE ") == "de ficti\u00ebve missie"


def test_digest_is_the_documented_rule() -> None:
    expected = hashlib.sha256(b"de eerste zin. de tweede zin.").hexdigest()[:12]
    assert sentence_digest(["De eerste  zin.", "De tweede zin. "]) == expected


@given(st.text())
def test_normalise_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(st.text(st.characters(exclude_categories=[]))))
def test_digest_is_twelve_hex_digits_of_anything(sentences: list[str]) -> None:
    digest = sentence_digest(sentences)
    assert len(digest) == 12
    assert set(digest) <= set("0123456789abcdef")


@given(st.text())
def test_digest_forgets_case_and_spacing(text: str) -> None:
    assert sentence_digest([f" {text}\n"]) == sentence_digest([normalise(text)])
