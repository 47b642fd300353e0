"""Sentences to clauses, and what each clause's verbs say: tense, voice and modality.

Dutch puts the finite verb second in a main clause and last in a subordinate one, and lets other clauses stand inside a
main one between commas; so a clause is a list of pieces of the sentence. Statuses are told from this, never from a verb
alone.
"""

from nato_kg.clauses.join import split_clauses
from nato_kg.clauses.model import VERB_FIRST, Clause
from nato_kg.clauses.predicate import Mood
from nato_kg.clauses.words import Word, load_words

__all__ = ["VERB_FIRST", "Clause", "Mood", "Word", "load_words", "split_clauses"]
