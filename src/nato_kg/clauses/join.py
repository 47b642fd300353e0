"""Pieces to clauses: what interrupts a main clause does not end it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nato_kg.clauses.model import VERB_FIRST, Clause
from nato_kg.clauses.pieces import Piece, split_pieces
from nato_kg.clauses.words import (
    Word,
    forms,
    has_finite,
    has_verb,
    is_finite,
    is_noun,
    is_participle,
    is_passive,
    load_words,
)
from nato_kg.verbs import Form, VerbLexicon, load_verbs


def split_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence's logical text, in the order in which they begin."""
    return _join(split_pieces(text))


def _join(pieces: Sequence[Piece]) -> tuple[Clause, ...]:
    """Pieces to clauses: what interrupts a main clause does not end it; a subordinate one without a verb goes on."""
    verbs = load_verbs()
    built: list[list[Piece]] = []
    main: list[Piece] | None = None
    hanging: list[Piece] | None = None
    for number, piece in enumerate(pieces):
        if piece.opener and not (number == 0 and piece.opener in load_words().relative):
            built.append([piece])
            if piece.opener in load_words().relative and not has_verb(piece.words, verbs):
                hanging = built[-1]
            if piece.hard:
                main = None
        elif hanging is not None and not piece.hard:
            hanging.append(piece)
            hanging = None if has_verb(piece.words, verbs) else hanging
        elif main is None or piece.hard or _goes_on_alone(main, piece, verbs):
            main = [piece]
            built.append(main)
        else:
            main.append(piece)
    if len(built) > 1 and is_finite(built[0][0].words[0].lower, verbs) and _opens_with_dan(built[1]):
        built[0][0] = Piece(built[0][0].words, VERB_FIRST, built[0][0].hard)
    clauses: list[Clause] = []
    first_is_relative = bool(pieces) and pieces[0].opener in load_words().relative
    for number, parts in enumerate(sorted(built, key=lambda p: p[0].words[0].start)):
        words = tuple(word for part in parts for word in part.words)
        opener = "" if number == 0 and first_is_relative else parts[0].opener
        clauses.append(Clause(words, opener, clauses[-1] if clauses else None))
    return tuple(clauses)


def _goes_on_alone(main: Sequence[Piece], piece: Piece, verbs: VerbLexicon) -> bool:
    """Whether a piece after a comma is a main clause of its own: it has a finite verb, as has what stands before."""
    finite_before = any(has_finite(part.words, verbs) or _has_inversion(part.words, verbs) for part in main)
    opens = [word.lower for word in piece.words[:2]]
    ours = opens[0] in load_words().coordinators and opens[-1] in load_words().plural_subjects
    if ours and has_verb(piece.words[2:3], verbs):  # "…, maar we sluiten"
        return finite_before
    if any(is_passive(word, verbs) for word in piece.words):  # "zal de Kamer, …, nader worden bericht"
        return finite_before and any(is_finite(w.lower, verbs) and not is_participle(w, verbs) for w in piece.words)
    finite = (n for n, w in enumerate(piece.words) if is_finite(w.lower, verbs) and not is_noun(piece.words, n))
    return finite_before and next(finite, 0) > 0


def _has_inversion(words: Sequence[Word], verbs: VerbLexicon) -> bool:
    """Whether a plural verb stands before its subject, and so is finite: "de opzet doen wij u toekomen"."""
    subjects = load_words().plural_subjects
    pairs = pairwise(words)
    return any(Form.PRESENT_OR_INFINITIVE in forms(w, verbs) and after.lower in subjects for w, after in pairs)


def _opens_with_dan(parts: Sequence[Piece]) -> bool:
    return parts[0].words[0].lower == "dan"
