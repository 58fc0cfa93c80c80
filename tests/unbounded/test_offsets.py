"""Offsets go to the broker without a gap, in whatever order panes are committed."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pipelines.unbounded.offsets import Done, Offsets, Partition, offsets_of
from pipelines.unbounded.panes import Committed


@given(st.integers(0, 50), st.integers(1, 40), st.randoms(use_true_random=False))
def test_in_any_order_the_head_comes_to_the_end(start: int, many: int, order: random.Random) -> None:
    pieces = [(start, start), *((one, one + 1) for one in range(start, start + many))]
    order.shuffle(pieces)
    done = Done()
    for piece in pieces:
        done = done.with_offsets(*piece)
    assert done == Done(start + many)


@given(st.lists(st.integers(0, 30)))
def test_the_head_never_passes_what_is_not_done(offsets: list[int]) -> None:
    done = Done().with_offsets(0, 0)
    for one in offsets:
        done = done.with_offsets(one, one + 1)
    assert done.head == next(one for one in range(32) if one not in offsets)


def test_only_messages_have_offsets() -> None:
    pane = Committed("r", ("tin/a.txt", "kafka:tin.tuc/3@17"))
    assert list(offsets_of(pane)) == [Offsets(Partition("tin.tuc", 3), 17, 18)]
    assert Partition("tin.tuc", 3).key_of(17) == "kafka:tin.tuc/3@17"
