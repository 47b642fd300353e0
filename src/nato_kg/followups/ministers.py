"""Whose promises they are: those of a post, whoever holds it, and of the cabinet where its holder signed."""

from __future__ import annotations

from pyoxigraph import NamedNode

from nato_kg.names import resolve_name
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

_POSTS = """
SELECT DISTINCT ?post WHERE {{
  {{ {who} a nkg:Post . BIND({who} AS ?post) }}
  UNION {{ ?tenure a nkg:Tenure ; nkg:holder {who} ; nkg:post ?post }}
  UNION {{ ?signature nkg:signatory {who} ; nkg:signedAs ?post }}
}}
"""
_PROMISES = """
SELECT DISTINCT ?commitment WHERE {{
  VALUES ?post {{ {posts} }}
  {{ ?commitment a nkg:Commitment ; nkg:committedBy ?post }}
  UNION
  {{ ?commitment a nkg:Commitment ; nkg:committedBy/a nkg:Government ; nkg:statedIn ?letter .
     ?signature nkg:signs ?letter ; nkg:signedAs ?post }}
}}
"""


def promises_of(store: EmbeddedStore, minister: str) -> frozenset[str]:
    """The addresses of the commitments that bind ``minister``: a post, or a person for the posts that he or she held.

    Raises :class:`~nato_kg.errors.UnknownNameError` for a name that nobody and no post has.
    """
    who = str(NamedNode(resolve_name(store, minister)))
    posts = {value_of(row["post"]) for row in store.select(_POSTS.format(who=who))}
    if not posts:
        return frozenset()
    values = " ".join(str(NamedNode(post)) for post in sorted(posts))
    return frozenset(value_of(row["commitment"]) for row in store.select(_PROMISES.format(posts=values)))
