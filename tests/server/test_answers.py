"""Answers kept within a number of bytes."""

from __future__ import annotations

from nato_kg.server.answers import AnswerCache, Kept


def kept(size: int) -> Kept:
    return Kept(b"x" * size, "text/plain", '"t"')


def test_the_answers_asked_for_last_are_kept() -> None:
    cache = AnswerCache(100)
    for name in "abcd":
        cache.put(name, kept(25))
    assert cache.get("a")
    cache.put("e", kept(20))
    assert cache.get("b") is None
    assert all(cache.get(name) for name in "acde")


def test_an_answer_that_would_push_out_the_others_is_not_kept() -> None:
    cache = AnswerCache(100)
    cache.put("a", kept(26))
    assert cache.get("a") is None


def test_an_answer_put_again_counts_once() -> None:
    cache = AnswerCache(100)
    for _ in range(10):
        cache.put("a", kept(25))
    for name in "bcd":
        cache.put(name, kept(25))
    assert all(cache.get(name) for name in "abcd")
