"""Mentions: the words of a letter that stand for states, organisations, missions, posts, documents and more.

:mod:`~nato_kg.mentions.known` finds names of the lexicon, :mod:`~nato_kg.mentions.shapes` unknown names by their head
noun, :mod:`~nato_kg.mentions.people` posts and persons, :mod:`~nato_kg.mentions.definitions` what the letter itself
calls things. Of those that overlap the longest is a mention; :mod:`~nato_kg.mentions.readings` says of several things
which one is meant.
"""

from nato_kg.mentions.definitions import Alias
from nato_kg.mentions.find import LetterMentions, find_mentions, read_mentions

__all__ = ["Alias", "LetterMentions", "find_mentions", "read_mentions"]
