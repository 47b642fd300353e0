"""From spans back to the sentences that they mark, and to their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nato_kg.logical import Span
from nato_kg.model import Document, Sentence
from nato_kg.normalise import sentence_digest


def locate(document: Document, spans: Iterable[Span]) -> list[Sentence]:
    """The sentences of body and footnotes that hold a character of the spans, in order, once each.

    A span over a page break marks the sentence it runs through, not the footnote in between that
    it does not name: give the spans of the sentence's own words, as `Sentence.spans` does. Spans
    in the title block, a heading or a signature mark no sentence.
    """
    wanted = sorted(spans)
    return [
        sentence for sentence in document.every_sentence if any(_overlaps(piece, wanted) for piece in sentence.spans)
    ]


def quotation(document: Document, spans: Iterable[Span]) -> str:
    """The logical text of the sentences that the spans overlap, joined by one space.

    Where they mark no sentence: the marked words themselves, white space folded, " … " between.
    """
    marked = sorted(spans)
    sentences = locate(document, marked)
    if sentences:
        return " ".join(sentence.text for sentence in sentences)
    return " … ".join(" ".join(document.words(span).split()) for span in marked)


def index_digests(document: Document, max_sentences: int = 4) -> dict[str, list[Sentence]]:
    """The first run of at most `max_sentences` consecutive sentences with each digest that there is.

    Body and each footnote are runs of their own.
    """
    index: dict[str, list[Sentence]] = {}
    for digest, run in _digested_runs(document, max_sentences):
        index.setdefault(digest, list(run))
    return index


def _digested_runs(document: Document, most: int) -> Iterator[tuple[str, Sequence[Sentence]]]:
    notes = (footnote.sentences for footnote in document.footnotes)
    for sentences in (document.sentences, *notes):
        for start in range(len(sentences)):
            for end in range(start + 1, min(start + most, len(sentences)) + 1):
                run = sentences[start:end]
                yield sentence_digest(sentence.text for sentence in run), run


def runs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Split sentences into runs of consecutive numbers, each of which has a digest to find."""
    found: list[list[Sentence]] = []
    for sentence in sentences:
        last = found[-1][-1] if found else None
        if last and (last.number + 1, last.footnote) == (sentence.number, sentence.footnote):
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return found


def _overlaps(piece: Span, wanted: Sequence[Span]) -> bool:
    return any(piece.overlaps(span) for span in wanted)
