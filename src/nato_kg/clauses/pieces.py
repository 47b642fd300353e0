"""Pieces of a sentence: runs of words between punctuation, split where a clause begins inside one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from nato_kg.clauses.words import (
    MODALS,
    Word,
    forms,
    has_finite,
    has_verb,
    is_finite,
    is_noun,
    is_participle,
    load_words,
)
from nato_kg.verbs import Form, VerbLexicon, load_verbs

_WORD = re.compile(r"[^\W_]+(?:(?:[’'./-]|(?<=\d),(?=\d))[^\W_]+){0,8}|[,;:()–—]")
_BREAKS = frozenset(",;:()–—")
_HARD = frozenset(";:")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together, and the word that opens a subordinate clause with them."""

    words: tuple[Word, ...]
    opener: str
    hard: bool  # whether a semicolon, colon or coordinated finite verb stands before it


def split_pieces(text: str) -> list[Piece]:
    """The pieces of a sentence's logical text, in their order."""
    words = [Word(word := m[0], word.lower(), *m.span()) for m in _WORD.finditer(text)]
    return [piece for chunk in _chunks(words) for piece in _inner_pieces(chunk)]


def _chunks(words: Iterable[Word]) -> list[tuple[bool, list[Word]]]:
    """Runs of words between punctuation, each with whether a hard break stands before it."""
    chunks: list[tuple[bool, list[Word]]] = [(False, [])]
    for word in words:
        if word.text in _BREAKS:
            chunks.append((word.text in _HARD, []))
        else:
            chunks[-1][1].append(word)
    merged: list[tuple[bool, list[Word]]] = []
    hard = False
    for is_hard, run in chunks:
        hard = hard or is_hard
        if run:
            merged.append((hard, run))
            hard = False
    return merged


def _inner_pieces(chunk: tuple[bool, list[Word]]) -> list[Piece]:
    """A chunk split where a clause begins inside it: at a subordinator, or at 'en' between two finite verbs."""
    known, verbs = load_words(), load_verbs()
    hard, words = chunk
    first = words[0].lower
    if first in known.coordinators and len(words) > 1 and words[1].lower in known.subordinators:
        first = words[1].lower
    aside = len(words) < 6 and " ".join(word.lower for word in words[:2]) in known.asides
    opener = first if aside or (first in known.subordinators and not _is_adverbial(words, verbs)) else ""
    hard = hard or first == "dan" or " ".join(word.lower for word in words[:2]) in known.consequences
    pieces: list[Piece] = []
    begun, inner = 0, known.inner_subordinators
    places = [n for n, word in enumerate(words) if word.lower in verbs.words]
    for n in range(1, len(words)):
        word = words[n].lower
        inferred = n == 1 and f"{words[0].lower} {word}" in known.consequences
        if n == begun or inferred or word not in _opening_words():
            continue
        rest = words[n:]
        if not (places and places[-1] >= n) and not _is_resumed(words[begun:n], rest, verbs):
            continue
        headed = not opener and begun == 0 and not (places and places[0] < n)
        if word in inner - {"om"} and headed and n < 5:
            opener = word  # "zes weken nadat …": the words before belong to the clause
        elif word == "dat" and (_points(words[begun:n], rest, verbs) or _is_determiner(words[begun:n], rest, verbs)):
            continue
        elif word == "om" and headed and "te" in [later.lower for later in rest]:
            pieces.append(Piece(tuple(words[:n]), opener, hard))  # "het besluit om …" stands before its verb
            begun, opener, hard = n, word, False
        elif word == "om" and _is_adverbial(rest, verbs):
            continue
        elif len(rest) > 2 and (word in inner or _relates(words, n)) and has_verb(words[begun:n], verbs):
            pieces.append(Piece(tuple(words[begun:n]), opener, hard))
            begun, opener, hard = n, word, False
        elif word in known.coordinators and has_finite(words[begun:n], verbs) and _starts_clause(words, n, verbs):
            pieces.append(Piece(tuple(words[begun:n]), opener, hard))
            begun, hard = n, not opener
    pieces.append(Piece(tuple(words[begun:]), opener, hard))
    return [part for piece in pieces for part in _end_at_infinitive(piece, verbs)]


@cache
def _opening_words() -> frozenset[str]:
    """The words at which a clause can begin inside a chunk."""
    known = load_words()
    return known.inner_subordinators | known.coordinators | {"als", "dat", "die", "om"}


def _is_resumed(before: Sequence[Word], rest: Sequence[Word], verbs: VerbLexicon) -> bool:
    """Whether *dat* opens a clause that another interrupts: "hoopt dat het mandaat, dat afloopt, wordt verlengd"."""
    opens = rest[0].lower == "dat" and len(rest) > 2 and rest[1].lower in load_words().determiners
    return opens and has_finite(before, verbs)


def _end_at_infinitive(piece: Piece, verbs: VerbLexicon) -> list[Piece]:
    """A clause with *om* ends at its infinitive: a finite verb or particle behind belongs to the clause around it."""
    words = piece.words
    te = next((n for n, word in enumerate(words) if word.lower == "te"), None)
    if piece.opener != "om" or te is None:
        return [piece]
    end = te + 2
    while end < len(words) and words[end].lower in verbs.infinitives | {"laten", "blijven"}:
        end += 1
    if words[end : end + 1] and words[end].lower in load_words().prepositions - verbs.particles:
        later = (n for n in range(end + 1, min(end + 7, len(words))) if is_finite(words[n].lower, verbs))
        end = next((n for n in later if not is_noun(words, n)), end)  # "te verhogen tot een tiende haalde het niet"
    rest = words[end:]
    if not rest or not (_resumes(rest, verbs) or (len(rest) == 1 and rest[0].lower in verbs.particles)):
        return [piece]
    return [Piece(words[:end], piece.opener, piece.hard), Piece(rest, "", hard=False)]


def _resumes(words: Sequence[Word], verbs: VerbLexicon) -> bool:
    """Whether a finite verb stands first: by its form, or a plural by the subject behind it ("nemen wij")."""
    follows = words[1].lower if len(words) > 1 else ""
    return is_finite(words[0].lower, verbs) or (follows in load_words().subjects and has_verb(words[:1], verbs))


def _relates(words: Sequence[Word], n: int) -> bool:
    """Whether *die* or *als* opens a clause without a comma: "de brief die ik stuur", "mooi als de NAVO dat doet"."""
    known = load_words()
    if words[n].lower == "als":
        return is_finite(words[-1].lower, load_verbs()) and words[n + 1].lower in known.determiners
    follows = words[n + 1].lower if n + 1 < len(words) else ""
    return words[n].lower == "die" and follows in known.subjects and words[n - 1].lower not in known.prepositions


def _is_adverbial(words: Sequence[Word], verbs: VerbLexicon) -> bool:
    """Whether a subordinator opens no clause: "zoals toegezegd zal ik", "zo spoedig mogelijk stuurt u", "om advies"."""
    first = words[0].lower
    if first == "om":
        return all(word.lower != "te" for word in words)
    if first not in load_words().remarks or len(words) < 4:
        return False
    subjects = load_words().subjects
    return any(is_finite(words[n].lower, verbs) and words[n + 1].lower in subjects for n in range(2, len(words) - 2))


def _points(before: Sequence[Word], rest: Sequence[Word], verbs: VerbLexicon) -> bool:
    """Whether *dat* is a pronoun: behind a modal verb alone, no finite one after: "zullen wij dat laten weten"."""
    modal = any(verbs.auxiliaries.get(w.lower, frozenset()) & MODALS for w in before)
    lexical = any(w.lower in verbs.joined or w.lower in verbs.apart or w.lower in verbs.infinitives for w in before)
    finite = [w for w in rest if is_finite(w.lower, verbs) and Form.PRESENT_OR_INFINITIVE not in forms(w, verbs)]
    return modal and not lexical and not finite


def _is_determiner(before: Sequence[Word], rest: Sequence[Word], verbs: VerbLexicon) -> bool:
    """Whether *dat* belongs to a noun: behind a preposition, with no verb after but a participle: "voor dat gebied"."""
    if not before or before[-1].lower not in load_words().prepositions or not has_finite(before, verbs):
        return False
    after = [word for word in rest if word.lower in verbs.words]
    return bool(after) and all(is_participle(w, verbs) and w.lower not in verbs.auxiliaries for w in after)


def _starts_clause(words: Sequence[Word], n: int, verbs: VerbLexicon) -> bool:
    """Whether a finite verb stands among the first words behind "en", as in a main clause of its own."""
    known, rest = load_words(), words[n + 1 :]
    finite = (
        k
        for k, word in enumerate(rest[:6])
        if is_finite(word.lower, verbs) and not is_noun(rest, k)  # "en leiders een besluit"
    )
    if len(rest) > 2 and rest[0].lower in known.plural_subjects and has_verb(rest[1:2], verbs):
        return True  # "maar we sluiten"
    place = next(finite, None)
    if place is None or not place:
        return place is not None
    if words[n - 1].text[0].isdigit() and rest[0].text[0].isdigit():
        return False  # "op 7 en 8 juli plaats"
    if rest[0].lower in known.prepositions | known.determiners | known.subjects | known.subordinators | known.relative:
        return True
    named = words[n - 1].text[0].isupper() and rest[0].text[0].isupper()
    last = place == len(rest) - 1 or (named and rest[1].text[0].islower())
    return not (place > 1 and last)  # "Justitie en Veiligheid ter beoordeling voorligt"
