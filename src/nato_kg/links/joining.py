"""All letters of a build joined: gatherings made one, promises linked, judgements applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nato_kg.graph.curated import CuratedData
from nato_kg.judgements import Judgement, current
from nato_kg.links import join, read_corpus
from nato_kg.links.identity import find_merges
from nato_kg.links.judged import apply_judgements, write_judgements
from nato_kg.links.merging import apply_merges, write_merges
from nato_kg.links.write import write_links
from nato_kg.namespaces import ID, letter_iri


def join_letters(data: CuratedData, judgements: Iterable[Judgement] = ()) -> CuratedData:
    """The data with what joining its letters adds, and what people judged of it.

    Only letters read from text have their addresses changed: what people wrote stays as they wrote it.
    """
    counting = current(judgements)
    read = [letter for letter in data.letters if letter.passages]
    written = [data.reference, *(letter.triples for letter in data.letters if not letter.passages)]
    merges = find_merges(read, written, counting)
    merged = {letter.letter_id: letter for letter in apply_merges(read, merges)}
    data = replace(data, letters=tuple(merged.get(letter.letter_id, letter) for letter in data.letters))
    passages = {letter_iri(letter.letter_id): letter.passages for letter in read}
    corpus = read_corpus(data.graphs, passages)
    things = {*corpus.papers, *(promise.iri for promise in corpus.promises)}
    known = [j for j in counting if not things.isdisjoint({letter_iri(j.other), f"{ID}{j.other}"})]
    links = apply_judgements(join(corpus), known)
    return replace(data, joined=write_links(links) | write_merges(merges), judged=write_judgements(counting, corpus))
