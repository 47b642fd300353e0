"""From spans to sentences, quotations and digests, over page breaks and in other renditions."""

from __future__ import annotations

from nato_kg.model import Document, Rendition, Sentence, Span
from nato_kg.normalise import sentence_digest
from nato_kg.quote import index_digests, locate, quotation, runs
from nato_kg.readers.text import read_text

LETTER = """Vergaderjaar 2031-2032

99 123

Fictieve zaken

Nr. 7

Dit is de eerste verzonnen zin. De tweede gaat over een bijzonder lange verzonnen verken-

---

<sup>1</sup> Een fictieve noot.

ningsreis.<sup>1</sup> De derde zin sluit af.

De Minister van Fictie,
A.B. Bedenker
"""
WRAPPED = (
    "Dit is de eerste\nverzonnen zin. De tweede gaat over een bijzonder\nlange verzonnen "
    "*verkenningsreis*. De derde zin\nsluit af.\n"
)


def read(text: str) -> Document:
    return read_text(text, "fictief", Rendition("0" * 64, "text/plain", len(text)))


def span_of(words: str) -> Span:
    start = LETTER.index(words)
    return Span(start, start + len(words))


def texts(sentences: list[Sentence]) -> list[str]:
    return [sentence.text for sentence in sentences]


def test_locates_a_sentence_from_either_half_but_not_its_footnote() -> None:
    document = read(LETTER)
    whole = "De tweede gaat over een bijzonder lange verzonnen verkenningsreis."
    for words in ("De tweede", "ningsreis"):
        assert texts(locate(document, [span_of(words)])) == [whole]
    both = locate(document, [span_of("ningsreis"), span_of("De tweede")])
    assert texts(both) == [whole]
    assert quotation(document, both[0].spans) == whole


def test_locates_a_footnote_sentence() -> None:
    found = locate(read(LETTER), [span_of("fictieve noot")])
    assert [(s.text, s.footnote) for s in found] == [("Een fictieve noot.", "1")]


def test_quotation_of_no_sentence_is_the_words_marked() -> None:
    document = read(LETTER)
    assert locate(document, [span_of("99 123")]) == []
    assert quotation(document, [span_of("A.B. Bedenker"), span_of("99 123")]) == ("99 123 … A.B. Bedenker")


def test_digest_finds_the_run_in_another_rendition() -> None:
    there = read(WRAPPED)
    sentences = read(LETTER).sentences
    for start, end in [(0, 1), (1, 2), (1, 3), (0, 3)]:
        run = texts(list(sentences[start:end]))
        found = index_digests(there).get(sentence_digest(run))
        assert found is not None
        assert texts(found) == run


def test_digest_of_nothing_there_or_too_long_a_run_is_none() -> None:
    document = read(LETTER)
    assert index_digests(document).get("0" * 12) is None
    run = sentence_digest(texts(list(document.sentences)))
    assert index_digests(document, max_sentences=2).get(run) is None


def test_digest_finds_a_footnote() -> None:
    found = index_digests(read(LETTER)).get(sentence_digest(["Een fictieve noot."]))
    assert found is not None
    assert found[0].footnote == "1"


def test_runs_are_consecutive_and_of_one_place() -> None:
    document = read(LETTER)
    first, second, third = document.sentences
    note = document.footnotes[0].sentences[0]
    assert runs([first, second, third, note]) == [[first, second, third], [note]]
    assert runs([first, third]) == [[first], [third]]
    assert runs([]) == []
