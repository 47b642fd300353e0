"""Spans, and the map from logical text to the rendition."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.logical import LogicalBuilder, LogicalText
from nato_kg.model import Signature, Span


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_span_must_hold_a_character(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_span_relations() -> None:
    span = Span(2, 6)
    assert len(span) == 4
    assert span.overlaps(Span(5, 9))
    assert not span.overlaps(Span(6, 9))
    assert span.contains(Span(2, 6))
    assert not span.contains(Span(1, 3))
    assert Span(1, 9) < span


def test_model_is_frozen_and_slotted() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(0, 1).start = 1  # type: ignore[misc]
    assert not hasattr(Span(0, 1), "__dict__")
    assert not hasattr(LogicalText("", ()), "__dict__")


def test_signature_span_covers_both_orders() -> None:
    assert Signature("De Minister", "A. B", Span(5, 9), Span(0, 4)).span == Span(0, 9)


def build(source: str, *pieces: tuple[int, int], detached: bool = False) -> LogicalText:
    builder = LogicalBuilder(source)
    for start, end in pieces:
        if detached:
            builder.detach()
        builder.add(start, end)
    return builder.finish()


def test_builder_folds_white_space_and_maps_it() -> None:
    source = "  een \n\t twee  drie "
    logical = build(source, (0, len(source)))
    assert logical.text == "een twee drie"
    assert logical.offset(0) == 2
    assert logical.offset(3) == 5
    assert logical.offset(4) == source.index("twee")
    assert logical.span == Span(2, len(source) - 1)
    assert logical.spans() == (logical.span,)


def test_detached_pieces_are_spans_of_their_own() -> None:
    source = "begin van NOOT het eind"
    logical = build(source, (0, 10), (15, len(source)), detached=True)
    assert logical.text == "begin van het eind"
    assert logical.spans() == (Span(0, 10), Span(15, len(source)))
    assert logical.spans(6, 13) == (Span(6, 10), Span(15, 18))


def test_slice_keeps_the_map() -> None:
    source = "een  twee  drie"
    logical = build(source, (0, len(source)))
    part = logical.slice(4, 8)
    assert part.text == "twee"
    assert part.spans() == (Span(5, 9),)
    assert logical.slice(2, 2).runs == ()


def test_position_is_the_way_back() -> None:
    logical = build("een  twee", (0, 9))
    assert [logical.position(offset) for offset in (0, 3, 4, 5, 8, 99)] == [0, 3, 4, 4, 7, 8]
    assert LogicalText("", ()).position(3) == 0


def test_index_and_span_outside_the_text_are_errors() -> None:
    with pytest.raises(IndexError):
        build("een", (0, 3)).offset(3)
    with pytest.raises(ValueError, match="empty"):
        _ = LogicalText("", ()).span


@given(st.text(st.sampled_from("ab \n\t\u00a0")), st.data())
def test_every_slice_maps_like_the_whole(source: str, data: st.DataObject) -> None:
    logical = build(source, (0, len(source)))
    assert logical.text == " ".join(source.split())
    start = data.draw(st.integers(0, len(logical)))
    end = data.draw(st.integers(start, len(logical)))
    part = logical.slice(start, end)
    assert part.offsets == logical.offsets[start:end]
    assert tuple(map(part.offset, range(len(part)))) == part.offsets
