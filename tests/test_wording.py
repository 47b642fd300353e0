"""A letter's words are found by offsets where they count, else by digests, as `quote` finds them one by one."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nato_kg.logical import Span
from nato_kg.normalise import sentence_digest
from nato_kg.quote import locate, quotation
from nato_kg.readers import read_letter
from nato_kg.wording import Wording

DOCUMENT = read_letter(Path(__file__).parent / "fictional" / "kst-99001-7.txt")
SAME = Wording(DOCUMENT, frozenset({DOCUMENT.rendition.sha256}))
OTHER = Wording(DOCUMENT, frozenset({"0" * 64}))
spans = st.tuples(st.integers(0, len(DOCUMENT.text) - 1), st.integers(1, 200)).map(lambda t: Span(t[0], t[0] + t[1]))


@given(span=spans)
def test_offsets_find_what_quote_finds(span: Span) -> None:
    assert SAME.sentences(span, "") == locate(DOCUMENT, [span])
    assert SAME.words(span, "") == quotation(DOCUMENT, [span])


def test_in_another_rendition_digests_find_sentences() -> None:
    pair = DOCUMENT.sentences[3:5]
    digest = sentence_digest(sentence.text for sentence in pair)
    assert OTHER.sentences(Span(0, 5), digest) == list(pair)
    assert OTHER.words(Span(0, 5), digest) == f"{pair[0].text} {pair[1].text}"
    assert OTHER.words(Span(0, 5), "0" * 12) is None


def test_the_rendition_of_a_place_goes_before_that_of_the_letter() -> None:
    assert OTHER.counts_here(DOCUMENT.rendition.sha256)
    assert not SAME.counts_here("0" * 64)
